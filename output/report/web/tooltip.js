// What a mark stands for, beside the pointer: the row behind it, as its table would show it.

const curves = ["line", "area", "trail"];

// A curve is one mark with many rows: the point nearest to the pointer along x is meant. Vega itself
// takes only what is very near to a point.
function pointUnder(event) {
  const held = event?.target?.__data__;
  const { mark } = (Array.isArray(held) ? held[0] : held) ?? {};
  if (!curves.includes(mark?.marktype) || event.type === "pointerout") return null;
  const x = new DOMPoint(event.clientX, event.clientY)
    .matrixTransform(event.target.getScreenCTM().inverse()).x;
  const distance = (point) => Math.abs(point.x - x);
  return mark.items.reduce((near, point) => (distance(point) < distance(near) ? point : near));
}

// [[title, value]]: the shown columns that the row has; what Vega would say where it has none (marks
// of sums, of places).
function linesOf(table, row, otherwise) {
  const lines = shownColumns(table)
    .filter((column) => row?.[column.name] !== undefined && row[column.name] !== null)
    .map((column) => [say(column.title), shownValue(column, row[column.name])]);
  if (lines.length > 0) return lines;
  if (otherwise === null || typeof otherwise !== "object") return [["", String(otherwise)]];
  return Object.entries(otherwise).map(([title, value]) => [title, String(value)]);
}

function tooltipElement() {
  const made = document.getElementById("tooltip") ??
    element("div", { id: "tooltip", hidden: true, "aria-hidden": "true" });
  if (!made.isConnected) document.body.append(made);
  return made;
}

function hideTooltip() {
  tooltipElement().hidden = true;
}

// Beside the pointer, inside the window.
function place(tip, event) {
  const gap = 12;
  const { clientX: x, clientY: y } = event.touches?.[0] ?? event;
  const { width, height } = tip.getBoundingClientRect();
  const left = x + gap + width > innerWidth ? x - gap - width : x + gap;
  const top = y + gap + height > innerHeight ? y - gap - height : y + gap;
  tip.style.left = `${Math.max(0, Math.min(left, innerWidth - width))}px`;
  tip.style.top = `${Math.max(0, top)}px`;
}

// As Vega calls it.
function tooltipOf(table) {
  return (_, event, item, value) => {
    const point = pointUnder(event);
    const said = point ? point.tooltip : value;
    if (said === null || said === undefined || said === "") return hideTooltip();
    const lines = linesOf(table, (point ?? item).datum, said);
    if (lines.length === 0) return hideTooltip();
    const tip = tooltipElement();
    tip.replaceChildren(element("table", {}, element("tbody", {}, ...lines.map(([title, text]) =>
      element("tr", {}, element("th", {}, title), element("td", {}, text))))));
    tip.hidden = false;
    place(tip, event);
  };
}

addEventListener("keydown", (event) => { if (event.key === "Escape") hideTooltip(); });
for (const kind of ["wheel", "touchmove"]) addEventListener(kind, hideTooltip, { passive: true });
