// The page: written for a language, drawn chart by chart, written again when the reader turns the
// language, drawn again when the colours or the width change.

const states = new Map();  // what the reader has turned and opened, by the id of a chart or listing
let drawings = [];
let round = 0;  // a newer writing stops the drawing of an older one

function stateOf(id) {
  if (!states.has(id)) states.set(id, { turned: {}, chosen: {}, open: undefined });
  return states.get(id);
}

function figures(charts, source) {
  return charts.map((chart) => {
    const { figure, drawing } = figureOf(chart, stateOf(chart.id), source);
    drawings.push(drawing);
    return figure;
  });
}

const paragraphs = (texts, kind) =>
  texts.map((text) => element("p", kind ? { class: kind } : {}, say(text)));

const question = () => say(content.headline.question) || word("results");

function toolbar() {
  return element("div", { class: "toolbar" },
    element("a", { class: "brand", href: "#main" }, "Agglomera"),
    sectionMenu(),
    element("button", { type: "button", id: "language", lang: language === "en" ? "zh-Hans" : "en",
      "aria-label": word("toOtherLanguage"),
      onclick: () => turnLanguage() }, word("language")),
    element("button", { type: "button", id: "theme", onclick: () => chooseTheme() },
      word(theme === "dark" ? "light" : "dark")));
}

function headline() {
  const { answer, details, caveats, charts } = content.headline;
  return element("section", { class: "headline", "aria-labelledby": "question" },
    element("h1", { id: "question" }, question()),
    say(answer) ? element("p", { class: "answer" }, say(answer)) : undefined,
    ...figures(charts, content.sources[0]),
    ...paragraphs(details),
    ...paragraphs(caveats, "caveat"));
}

function listingOf(listing) {
  const title = say(listing.title);
  return element("div", { class: "listing", id: listing.id },
    element("h3", {}, title),
    listing.note ? element("p", { class: "note" }, say(listing.note)) : undefined,
    tableDetails(listing.id, title, listing.table, stateOf(listing.id), true));
}

function sectionOf(section) {
  const several = content.sources.length > 1;
  return element("section", { id: section.id, "aria-labelledby": `${section.id}-title` },
    element("h2", { id: `${section.id}-title` }, say(section.title),
      several ? element("small", {}, " ", section.source) : undefined),
    ...paragraphs(section.says),
    ...paragraphs(section.warnings, "warning"),
    ...figures(section.charts, section.source),
    ...section.listings.map(listingOf));
}

// Until a chart is drawn anew, the one it replaces stays in its place.
function keepPictures(older) {
  const before = new Map(older.map((drawing) => [drawing.chart.id, drawing]));
  for (const drawing of drawings) {
    const { stage, view } = before.get(drawing.chart.id) ?? {};
    if (!stage?.firstChild) continue;
    drawing.stage.replaceChildren(...stage.childNodes);
    drawing.view = view;
  }
}

function write() {
  const older = drawings;
  drawings = [];
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.documentElement.dataset.theme = theme;
  document.title = question();
  const main = element("main", { id: "main", tabindex: "-1" }, headline(), contents(),
    ...content.sections.map(sectionOf));
  const place = placeInPage();
  document.body.replaceChildren(
    element("a", { class: "skip", href: "#main" }, word("skip")),
    element("header", {}, toolbar()), main,
    element("footer", {}, element("p", {}, word("madeBy", content.sources.join(", ")))),
    element("p", { id: "status", role: "status", "aria-live": "polite" }));
  keepPictures(older);
  goBackTo(place);
  showWhereWeAre();
}

// The page answers between two charts.
const nextTurn = () => new Promise((resolve) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(null);
});

async function drawAll() {
  const mine = ++round;
  document.documentElement.dataset.drawn = "no";
  for (const drawing of drawings) drawing.stage.dataset.drawn = "no";
  for (const drawing of drawings) {
    await draw(drawing);
    if (mine !== round) return;
    if (drawing === drawings[0]) performance.mark("agglomera-first-chart");
    await nextTurn();
  }
  document.documentElement.dataset.drawn = "yes";
  performance.mark("agglomera-all-charts");
}

function turnLanguage() {
  language = language === "en" ? "zh" : "en";
  write();
  document.getElementById("language").focus({ preventScroll: true });
  drawAll();
}

function showTheme(name) {
  if (theme === name) return;
  theme = name;
  document.documentElement.dataset.theme = theme;
  document.getElementById("theme").textContent = word(theme === "dark" ? "light" : "dark");
  drawAll();
}

// The reader's choice outlasts what the system says later.
let isThemeChosen = false;
function chooseTheme() {
  isThemeChosen = true;
  showTheme(theme === "dark" ? "light" : "dark");
}
prefersDark.addEventListener("change", () => {
  if (!isThemeChosen) showTheme(prefersDark.matches ? "dark" : "light");
});

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (!printing && drawings.some((drawing) => drawing.stage.clientWidth !== drawing.width)) drawAll();
  }, 200);
});

// Charts push what a link led to out of sight as they come; back to it, unless the reader has moved.
async function open() {
  let moved = false;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
  write();
  await drawAll();
  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked && !moved) linked.scrollIntoView({ behavior: "instant" });
}

open();
