// A chart on the page: resolved for the reader's language and colours, drawn by Vega-Lite, turned by
// its controls, saved as SVG or PNG.

// Stands for the outline of the land in a specification.
const assets = { land: { values: content.land, format: { type: "topojson", feature: "land" } } };

function resolved(value) {
  if (Array.isArray(value)) return value.map(resolved);
  if (value === null || typeof value !== "object") return value;
  if (isText(value)) return say(value);
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "theme") return colour(value.theme);
  if (keys.length === 1 && keys[0] === "asset") return assets[value.asset];
  return Object.fromEntries(keys.map((key) => [key, resolved(value[key])]));
}

// Space that the axis and the gap take beside a panel of small multiples.
const besidePanel = 46;

function fitted(spec, chart, width) {
  if (spec.height?.of_width)
    spec.height = Math.max(spec.height.least, Math.round(spec.height.of_width * width));
  if (!chart.panel_width)
    return { width: "container", autosize: { type: "fit-x", contains: "padding" }, ...spec };
  const columns = Math.max(1, Math.floor(width / (chart.panel_width + besidePanel)));
  const panel = Math.floor(width / columns) - besidePanel;
  return { ...spec, columns, spec: { ...spec.spec, width: panel } };
}

function specificationOf(chart, width) {
  const spec = resolved(chart.spec);
  return {
    ...fitted(spec, chart, width),
    description: say(chart.says),
    datasets: { table: rowsOf(chart.table) },
  };
}

const noLoader = { load: () => Promise.reject(new Error("this page loads nothing")),
  sanitize: () => Promise.reject(new Error("this page loads nothing")) };

async function draw(drawing) {
  const { chart, stage } = drawing;
  const width = stage.clientWidth;
  drawing.view?.finalize();
  try {
    const made = await vegaEmbed(stage, specificationOf(chart, width), {
      mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false,
      loader: noLoader, config: chartConfig(), logLevel: vega.Warn,
      tooltip: { theme: "custom", disableDefaultStyle: true },
    });
    drawing.view = made.view;
    drawing.width = width;
    stage.dataset.drawn = "yes";
    await apply(drawing);
  } catch (error) {
    stage.dataset.drawn = "failed";
    stage.replaceChildren(element("p", { class: "warning" }, word("notDrawn", error.message)));
    console.error(chart.id, error);
  }
}

// Sets what the reader has turned.
async function apply(drawing) {
  for (const [name, value] of Object.entries(drawing.turned)) drawing.view.signal(name, value);
  if (Object.keys(drawing.turned).length > 0) await drawing.view.runAsync();
}

function rangeControl(drawing, control) {
  const out = element("output", {}, String(control.at));
  const slider = element("input", { type: "range", min: control.low, max: control.high, step: "1",
    value: drawing.turned[control.name] ?? control.at, name: control.name,
    oninput: () => {
      out.textContent = slider.value;
      drawing.turned[control.name] = Number(slider.value);
      if (drawing.view) apply(drawing);
    } });
  out.textContent = slider.value;
  return element("label", {}, `${say(control.label)} `, slider, out);
}

function choiceControl(drawing, control) {
  const choice = element("select", { name: control.name, onchange: () => {
    Object.assign(drawing.turned, control.options[choice.selectedIndex].sets);
    drawing.chosen[control.name] = choice.selectedIndex;
    if (drawing.view) apply(drawing);
  } }, ...control.options.map((option) => element("option", {}, say(option.label))));
  choice.selectedIndex = drawing.chosen[control.name] ?? control.at;
  return element("label", {}, `${say(control.label)} `, choice);
}

async function saveSvg(drawing) {
  const text = await drawing.view.toSVG();
  save(new Blob([text], { type: "image/svg+xml" }), `${drawing.chart.id}.svg`);
}

// On the page's surface: without it a dark chart would be light words on nothing.
async function savePng(drawing) {
  const drawn = await drawing.view.toCanvas(2);
  const canvas = element("canvas", { width: drawn.width, height: drawn.height });
  const surface = canvas.getContext("2d");
  surface.fillStyle = colour("surface");
  surface.fillRect(0, 0, canvas.width, canvas.height);
  surface.drawImage(drawn, 0, 0);
  canvas.toBlob((blob) => save(blob, `${drawing.chart.id}.png`));
}

function tools(drawing, title) {
  const button = (name, act) => element("button", { type: "button",
    "aria-label": word("ofChart", word(name), title), onclick: () => drawing.view && act(drawing) },
    word(name));
  return element("p", { class: "tools" }, button("saveSvg", saveSvg), button("savePng", savePng));
}

// The figure of a chart; `state` keeps what was turned when the page is written again.
function figureOf(chart, state) {
  const title = say(chart.title);
  const stage = element("div", { class: "stage" });
  const drawing = { chart, stage, view: null, turned: state.turned, chosen: state.chosen };
  const controls = (chart.controls ?? []).map((control) =>
    control.options ? choiceControl(drawing, control) : rangeControl(drawing, control));
  const titleId = `${chart.id}-title`;
  const figure = element("figure", { id: chart.id, "aria-labelledby": titleId },
    element("figcaption", { id: titleId }, title),
    controls.length > 0 ? element("div", { class: "controls" }, ...controls) : undefined,
    stage,
    chart.note ? element("p", { class: "note" }, say(chart.note)) : undefined,
    tools(drawing, title),
    tableDetails(chart.id, title, chart.table));
  return { figure, drawing };
}
