// The page: written for a language, drawn chart by chart, written again when the reader turns the
// language, drawn again when the colours or the width change.

const states = new Map();  // what the reader has turned, by chart
let drawings = [];
let round = 0;  // a newer writing stops the drawing of an older one

function stateOf(chart) {
  if (!states.has(chart.id)) states.set(chart.id, { turned: {}, chosen: {} });
  return states.get(chart.id);
}

function figures(charts) {
  return charts.map((chart) => {
    const { figure, drawing } = figureOf(chart, stateOf(chart));
    drawings.push(drawing);
    return figure;
  });
}

const paragraphs = (texts, kind) =>
  texts.map((text) => element("p", kind ? { class: kind } : {}, say(text)));

function toolbar() {
  return element("div", { class: "toolbar" },
    element("span", { class: "brand" }, "Agglomera"),
    element("button", { type: "button", id: "language", lang: language === "en" ? "zh-Hans" : "en",
      "aria-label": word("toOtherLanguage"),
      onclick: () => turnLanguage() }, word("language")),
    element("button", { type: "button", id: "theme", onclick: () => turnTheme() },
      word(theme === "dark" ? "light" : "dark")));
}

function headline() {
  const { question, answer, caveats, charts } = content.headline;
  return element("section", { class: "headline", "aria-labelledby": "question" },
    element("h1", { id: "question" }, say(question)),
    element("p", { class: "answer" }, say(answer)),
    ...figures(charts),
    ...paragraphs(caveats, "caveat"));
}

function contents() {
  return element("nav", { "aria-label": word("contents") },
    element("ul", {}, ...content.sections.map((section) =>
      element("li", {}, element("a", { href: `#${section.id}` }, say(section.title))))));
}

function sectionOf(section) {
  const several = content.sources.length > 1;
  return element("section", { id: section.id, "aria-labelledby": `${section.id}-title` },
    element("h2", { id: `${section.id}-title` }, say(section.title),
      several ? element("small", {}, section.source) : undefined),
    ...paragraphs(section.says),
    ...paragraphs(section.warnings, "warning"),
    ...figures(section.charts),
    ...section.listings.map((listing) => element("div", { class: "listing", id: listing.id },
      element("h3", {}, say(listing.title)),
      listing.note ? element("p", { class: "note" }, say(listing.note)) : undefined,
      tableDetails(listing.id, say(listing.title), listing.table))));
}

function write() {
  for (const drawing of drawings) drawing.view?.finalize();
  drawings = [];
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.documentElement.dataset.theme = theme;
  document.title = say(content.headline.question);
  const main = element("main", { id: "main" }, headline(), contents(),
    ...content.sections.map(sectionOf));
  document.body.replaceChildren(
    element("a", { class: "skip", href: "#main" }, word("skip")),
    element("header", {}, toolbar()), main,
    element("footer", {}, element("p", {}, word("madeBy", content.sources.join(", ")))),
    element("p", { id: "status", role: "status", "aria-live": "polite" }));
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function drawAll() {
  const mine = ++round;
  document.documentElement.dataset.drawn = "no";
  for (const drawing of drawings) {
    await draw(drawing);
    await nextTurn();
    if (mine !== round) return;
  }
  document.documentElement.dataset.drawn = "yes";
}

function turnLanguage() {
  language = language === "en" ? "zh" : "en";
  write();
  document.getElementById("language").focus();
  drawAll();
}

function turnTheme() {
  theme = theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  document.getElementById("theme").textContent = word(theme === "dark" ? "light" : "dark");
  drawAll();
}

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (drawings.some((drawing) => drawing.stage.clientWidth !== drawing.width)) drawAll();
  }, 200);
});

write();
drawAll();
