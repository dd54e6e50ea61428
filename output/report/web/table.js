// The table behind a chart: as rows for drawing, as an HTML table, as CSV.

const shortTable = 12;     // rows: shown at once in a listing, and printed
const longestOnPaper = 60;  // rows of a listing

function cell(column, row) {
  if (!column.texts) return column.values[row];
  return say(column.texts[column.of[row]]);
}

function rowCount(table) {
  const first = table.columns[0];
  return first ? (first.texts ? first.of : first.values).length : 0;
}

// [{field: value, …}], as Vega-Lite takes data.
function rowsOf(table) {
  return Array.from({ length: rowCount(table) }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, cell(column, row)])));
}

function shownColumns(table) {
  return table.columns.filter((column) => !column.hidden);
}

// As people read it: a true minus, and thousands set apart where a year could not be meant.
function shownValue(column, value) {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  const fixed = value.toFixed(column.decimals ?? 0);
  if (Number(fixed) === 0) return fixed.replace("-", "");
  const [whole, part] = fixed.replace("-", "").split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return (value < 0 ? "−" : "") + grouped + (part ? `.${part}` : "");
}

function htmlTable(table, caption) {
  const columns = shownColumns(table);
  const kind = (column) => (column.texts ? undefined : "number");
  const head = element("tr", {}, ...columns.map((column) =>
    element("th", { scope: "col", class: kind(column) }, say(column.title))));
  const body = element("tbody");
  for (let row = 0; row < rowCount(table); ++row)
    body.append(element("tr", {}, ...columns.map((column, i) => {
      const text = shownValue(column, cell(column, row));
      return i === 0 ? element("th", { scope: "row", class: kind(column) }, text)
        : element("td", { class: kind(column) }, text);
    })));
  return element("table", {}, element("caption", {}, caption), element("thead", {}, head), body);
}

// A text that a spreadsheet would take for a formula is kept a text.
function separatedCell(value, separator) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return text.includes(separator) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function separated(table, separator) {
  const columns = shownColumns(table);
  const line = (valueOf) =>
    columns.map((column) => separatedCell(valueOf(column), separator)).join(separator) + "\r\n";
  let text = line((column) => say(column.title));
  for (let row = 0; row < rowCount(table); ++row) text += line((column) => cell(column, row));
  return text;
}

// The mark at the beginning tells spreadsheets that it is UTF-8.
function saveCsv(table, name) {
  save(new Blob(["\ufeff", separated(table, ",")], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

async function copyTable(table) {
  announce(word(await copy(separated(table, "\t")) ? "copied" : "notCopied"));
}

function tableTools(id, title, table) {
  const button = (name, act) => element("button", { type: "button", onclick: act,
    "aria-label": word("ofChart", word(name), title) }, word(name));
  return element("p", { class: "tools" }, button("copy", () => copyTable(table)),
    button("saveCsv", () => saveCsv(table, id)));
}

// Filled when it is opened: large tables cost nothing until somebody looks. `state.open` outlives a
// change of language; paper takes what is open, and what is short enough.
function tableDetails(id, title, table, state, isListing = false) {
  const rows = rowCount(table);
  state.open ??= isListing && rows <= shortTable;
  const inside = element("div", { class: "scroll", tabindex: "0", role: "region",
    "aria-label": word("ofChart", word("table"), title) });
  const fill = () => { if (!inside.firstChild) inside.append(htmlTable(table, title)); };
  const details = element("details", { class: "table", open: state.open },
    element("summary", {}, `${word("table")} (${rows === 1 ? word("oneRow") : word("rows", rows)})`),
    tableTools(id, title, table), inside);
  details.addEventListener("toggle", () => {
    if (details.open) fill();
    if (!details.dataset.paper) state.open = details.open;
  });
  if (state.open) fill();
  details.fill = fill;
  details.isForPaper = rows <= (isListing ? longestOnPaper : shortTable);
  return details;
}
