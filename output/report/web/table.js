// The table behind a chart: as rows for drawing, as an HTML table, as CSV.

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

function shown(column, row) {
  const value = cell(column, row);
  if (column.texts) return value;
  return value === null ? "–" : value.toFixed(column.decimals).replace("-", "−");
}

function htmlTable(table, caption) {
  const columns = shownColumns(table);
  const head = element("tr", {}, ...columns.map((column) =>
    element("th", { scope: "col", class: column.texts ? "" : "number" }, say(column.title))));
  const body = element("tbody");
  for (let row = 0; row < rowCount(table); ++row)
    body.append(element("tr", {}, ...columns.map((column, i) => i === 0 && column.texts
      ? element("th", { scope: "row" }, shown(column, row))
      : element("td", { class: column.texts ? "" : "number" }, shown(column, row)))));
  return element("table", {}, element("caption", {}, caption), element("thead", {}, head), body);
}

// A text that a spreadsheet would take for a formula is kept a text.
function csvCell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function separated(table, separator) {
  const columns = shownColumns(table);
  const lines = [columns.map((column) => csvCell(say(column.title))).join(separator)];
  for (let row = 0; row < rowCount(table); ++row)
    lines.push(columns.map((column) => csvCell(cell(column, row))).join(separator));
  return lines.join("\r\n") + "\r\n";
}

function saveCsv(table, name) {
  save(new Blob(["\ufeff", separated(table, ",")], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

async function copyTable(table) {
  try {
    await navigator.clipboard.writeText(separated(table, "\t"));
    announce(word("copied"));
  } catch {
    announce(word("notCopied"));
  }
}

// Closed at first and filled when it is opened: large tables cost nothing until somebody looks.
function tableDetails(id, title, table, isOpen = false) {
  const inside = element("div", { class: "scroll", tabindex: "0", role: "region",
    "aria-label": word("ofChart", word("table"), title) });
  const tools = element("p", { class: "tools" },
    element("button", { type: "button", onclick: () => copyTable(table) }, word("copy")),
    element("button", { type: "button", onclick: () => saveCsv(table, id),
      "aria-label": word("ofChart", "CSV", title) }, word("saveCsv")));
  const details = element("details", { class: "table", open: isOpen },
    element("summary", {}, `${word("table")} (${word("rows", rowCount(table))})`), tools, inside);
  const fill = () => { if (!inside.firstChild) inside.append(htmlTable(table, title)); };
  details.addEventListener("toggle", () => { if (details.open) fill(); });
  details.fill = fill;
  if (isOpen) fill();
  return details;
}
