// A chart on the page: resolved for the reader's language and colours, drawn by Vega-Lite, turned by
// its controls.

// Stands for the outline of the land in a specification.
const assets = { land: { values: content.land, format: { type: "topojson", feature: "land" } } };

// Up to this width a chart takes what its specification keeps for narrow places.
const narrowest = 600;

function resolved(value, width) {
  if (Array.isArray(value)) return value.map((one) => resolved(one, width));
  if (value === null || typeof value !== "object") return value;
  if (isText(value)) return say(value);
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "theme") return colour(value.theme);
  if (keys.length === 1 && keys[0] === "asset") return assets[value.asset];
  if (keys.length === 2 && "wide" in value && "narrow" in value)
    return resolved(width > narrowest ? value.wide : value.narrow, width);
  return Object.fromEntries(keys.map((key) => [key, resolved(value[key], width)]));
}

// On a narrow page panels are half as wide, but not less than this.
const leastPanel = 105;

// Space that the axis and the gap take beside a panel of small multiples.
const besidePanel = 46;

const isComposed = (spec) =>
  ["hconcat", "vconcat", "concat", "facet", "repeat"].some((key) => key in spec);

function fitted(spec, chart, width) {
  if (spec.height?.of_width)
    spec.height = Math.max(spec.height.least, Math.round(spec.height.of_width * width));
  if (chart.panel_width) {
    const least = width > narrowest ? chart.panel_width : Math.max(leastPanel, chart.panel_width / 2);
    const columns = Math.max(1, Math.floor(width / (least + besidePanel)));
    const panel = Math.floor(width / columns) - besidePanel;
    return { spacing: { row: 34, column: 42 }, ...spec, columns, spec: { ...spec.spec, width: panel } };
  }
  if (isComposed(spec)) return spec;
  const own = spec.width !== undefined && spec.width !== "container";
  return { ...spec, autosize: undefined, width: own ? spec.width : width };
}

// Of one view, the width counts axes and legends. Told to Vega, not to Vega-Lite, which would warn of
// heights in steps.
function withAxesInside(chart) {
  if (chart.panel_width || isComposed(chart.spec)) return undefined;
  const autosize = chart.spec.autosize ?? { type: "fit-x", contains: "padding" };
  return (compiled) => ({ ...compiled, autosize });
}

// What the reader has turned is where the chart starts.
function specificationOf(chart, width, turned) {
  const spec = fitted(resolved(chart.spec, width), chart, width);
  if (spec.params)
    spec.params = spec.params.map((parameter) => parameter.name in turned
      ? { ...parameter, value: turned[parameter.name] } : parameter);
  return { ...spec, description: say(chart.says), datasets: { table: rowsOf(chart.table) } };
}

const noLoader = { load: () => Promise.reject(new Error("this page loads nothing")),
  sanitize: () => Promise.reject(new Error("this page loads nothing")) };

// Drawn apart from the page, so that nothing is seen of it until it is whole.
async function sheetOf(chart, width, turned) {
  const sheet = element("div", { class: "sheet" });
  const { view } = await vegaEmbed(sheet, specificationOf(chart, width, turned), {
    mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false,
    loader: noLoader, config: chartConfig(), logLevel: vega.Warn, tooltip: tooltipOf(chart.table),
    patch: withAxesInside(chart),
  });
  // One picture with one name: its parts are told by the table.
  for (const name of ["role", "aria-roledescription", "aria-label"]) sheet.removeAttribute(name);
  const svg = sheet.querySelector("svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", say(chart.says));
  for (const part of svg.children) part.setAttribute("aria-hidden", "true");
  return { sheet, view };
}

function showFailure(drawing, error) {
  drawing.stage.dataset.drawn = "failed";
  drawing.stage.replaceChildren(
    element("p", { class: "warning" }, word("notDrawn", error.message)));
  console.error(drawing.chart.id, error);
}

async function draw(drawing) {
  const { chart, stage } = drawing;
  const width = stage.clientWidth;
  try {
    const { sheet, view } = await sheetOf(chart, width, drawing.turned);
    drawing.view?.finalize();
    Object.assign(drawing, { view, width });
    stage.replaceChildren(sheet);
    stage.style.minHeight = "";
    // What is wider than its place is scrolled, also with the keyboard.
    if (stage.scrollWidth > stage.clientWidth) stage.tabIndex = 0;
    else stage.removeAttribute("tabindex");
    stage.dataset.drawn = "yes";
  } catch (error) {
    showFailure(drawing, error);
  }
}

// Shows what the reader turned; what is turned in the meantime waits for one more round.
async function turn(drawing) {
  if (!drawing.view) return;
  drawing.turnedAgain = drawing.turning;
  if (drawing.turning) return;
  drawing.turning = true;
  do {
    drawing.turnedAgain = false;
    for (const [name, value] of Object.entries(drawing.turned)) drawing.view.signal(name, value);
    await drawing.view.runAsync();
  } while (drawing.turnedAgain);
  drawing.turning = false;
}

function rangeControl(drawing, control) {
  const out = element("output", { "aria-live": "off" });
  const slider = element("input", { type: "range", min: control.low, max: control.high, step: "1",
    value: drawing.turned[control.name] ?? control.at, name: control.name,
    oninput: () => {
      out.textContent = slider.value;
      drawing.turned[control.name] = Number(slider.value);
      turn(drawing);
    } });
  out.textContent = slider.value;
  return element("label", {}, element("span", {}, say(control.label)), slider, out);
}

function choose(drawing, control, index) {
  Object.assign(drawing.turned, control.options[index].sets);
  drawing.chosen[control.name] = index;
  turn(drawing);
}

// The same choice of other charts follows: who asks for one policy asks for it everywhere.
function chooseEverywhere(control, index) {
  const options = JSON.stringify(control.options);
  for (const drawing of drawings)
    for (const other of drawing.chart.controls ?? [])
      if (other.name === control.name && JSON.stringify(other.options) === options) {
        choose(drawing, other, index);
        drawing.selects[control.name].selectedIndex = index;
      }
}

function choiceControl(drawing, control) {
  const choice = element("select", { name: control.name,
    onchange: () => chooseEverywhere(control, choice.selectedIndex) }, ...control.options.map((option) => element("option", {}, say(option.label))));
  choice.selectedIndex = drawing.chosen[control.name] ?? control.at;
  drawing.selects[control.name] = choice;
  return element("label", {}, element("span", {}, say(control.label)), choice);
}

function pictureTools(drawing, title, source) {
  const button = (name, act) => element("button", { type: "button",
    "aria-label": word("ofChart", word(name), title),
    onclick: () => { if (drawing.view) act(drawing, `Agglomera · ${source}`); } }, word(name));
  return element("p", { class: "tools" }, button("saveSvg", saveSvg), button("savePng", savePng));
}

// The figure of a chart; `state` keeps what was turned and opened when the page is written again.
function figureOf(chart, state, source) {
  const title = say(chart.title);
  const stage = element("div", { class: "stage" });
  stage.style.minHeight = `${typeof chart.spec.height === "number" ? chart.spec.height : 160}px`;
  const drawing = { chart, stage, view: null, turned: state.turned, chosen: state.chosen,
    selects: {} };
  const controls = (chart.controls ?? []).map((control) =>
    control.options ? choiceControl(drawing, control) : rangeControl(drawing, control));
  const titleId = `${chart.id}-title`;
  const figure = element("figure", { id: chart.id, "aria-labelledby": titleId },
    element("figcaption", {}, element("h3", { id: titleId }, title)),
    controls.length > 0 ? element("div", { class: "controls" }, ...controls) : undefined,
    stage,
    chart.note ? element("p", { class: "note" }, say(chart.note)) : undefined,
    element("div", { class: "behind" }, pictureTools(drawing, title, source),
      tableDetails(chart.id, title, chart.table, state)));
  return { figure, drawing };
}
