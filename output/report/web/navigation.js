// Finding one's way among the sections: a list after the headline, and a menu that stays in sight.

// Sections by the file they tell of, in the order of the page: [[source, [section]]].
function sectionsBySource() {
  const groups = [];
  for (const section of content.sections) {
    if (groups.at(-1)?.[0] !== section.source) groups.push([section.source, []]);
    groups.at(-1)[1].push(section);
  }
  return groups;
}

function sectionLists(onclick) {
  const several = content.sources.length > 1;
  return sectionsBySource().flatMap(([source, sections]) => [
    several && source ? element("p", { class: "source" }, source) : undefined,
    element("ul", {}, ...sections.map((section) => element("li", {},
      element("a", { href: `#${section.id}`, onclick }, say(section.title)))))]);
}

function contents() {
  if (content.sections.length === 0) return undefined;
  return element("nav", { class: "contents", "aria-label": word("contents") }, ...sectionLists());
}

function sectionMenu() {
  if (content.sections.length === 0) return undefined;
  const details = element("details", { id: "menu" },
    element("summary", {}, element("span", { id: "here" }, word("contents"))),
    element("div", { class: "panel" }, ...sectionLists(() => { details.open = false; })));
  return element("nav", { class: "menu", "aria-label": word("goTo") }, details);
}

addEventListener("keydown", (event) => {
  const menu = document.getElementById("menu");
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

addEventListener("click", (event) => {
  const menu = document.getElementById("menu");
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// The section that is read: the last one that began above the upper third of the window.
function currentSection() {
  const line = innerHeight / 3;
  return content.sections.findLast((section) =>
    document.getElementById(section.id).getBoundingClientRect().top < line);
}

function showWhereWeAre() {
  const here = document.getElementById("here");
  if (!here) return;
  const section = currentSection();
  here.textContent = section ? say(section.title) : word("contents");
  for (const link of document.querySelectorAll("#menu a"))
    if (section && link.getAttribute("href") === `#${section.id}`)
      link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
}

let looking = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(looking);
  looking = requestAnimationFrame(showWhereWeAre);
}, { passive: true });

// What stands at the top of the window, to be found there again when the page is written anew.
function placeInPage() {
  const marks = [...document.querySelectorAll("main [id]")];
  const mark = marks.findLast((one) => one.getBoundingClientRect().top <= 80) ?? marks[0];
  return mark && scrollY > 0 ? { id: mark.id, top: mark.getBoundingClientRect().top } : null;
}

function goBackTo(place) {
  const mark = place && document.getElementById(place.id);
  if (mark) scrollBy({ top: mark.getBoundingClientRect().top - place.top, behavior: "instant" });
}
