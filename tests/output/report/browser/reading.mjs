// What a reader does with a page: tried on the first page of AGGLOMERA_PAGES, with a chart added whose
// numbers are known.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changed, chartsOf, contentOf, drawn, opened, pages, turnLanguage } from "./browser.mjs";

const both = (en, zh) => ({ en, zh });

// Two places by year; a slider of years and a choice of a power.
const known = {
  id: "known", title: both("Known numbers (firms)", "已知数（家）"),
  says: both("Bars of two places in one year.", "两地一年的条形图。"),
  spec: {
    data: { name: "table" }, height: 120,
    params: [{ name: "year", value: 2010 }, { name: "power", value: 1 }],
    transform: [{ filter: "datum.year === year" },
      { calculate: "pow(datum.firms, power)", as: "raised" }],
    mark: { type: "bar", color: { theme: "simulated" } },
    encoding: {
      x: { field: "raised", type: "quantitative", title: both("Firms", "企业数") },
      y: { field: "place", type: "nominal", title: null },
    },
  },
  controls: [
    { name: "year", label: both("Year", "年份"), at: 2010, low: 2009, high: 2011 },
    { name: "power", label: both("Scale", "尺度"), at: 0, options: [
      { label: both("as it is", "原值"), sets: { power: 1 } },
      { label: both("squared", "平方"), sets: { power: 2 } }] }],
  table: { columns: [
    { name: "place", title: both("Place", "地点"), texts: [both("=Alba, \"A\"", "甲地"), both("Brea", "乙地")],
      of: [0, 1, 0, 1, 0, 1] },
    { name: "year", title: both("Year", "年份"), decimals: 0, values: [2009, 2009, 2010, 2010, 2011, 2011] },
    { name: "firms", title: both("Firms", "企业数"), decimals: 1, values: [1, 2, 3, 12345.5, 5, null] },
    { name: "order", title: both("", ""), decimals: 0, hidden: true, values: [1, 2, 3, 4, 5, 6] }] },
};

const page = changed(pages[0], "known", (content) => {
  content.sections.push({ id: "added", title: both("Added", "添加"), source: content.sources[0], says: [],
    warnings: [], charts: [structuredClone(known)], listings: [] });
});

const picture = (tab) => tab.evaluate(() => document.querySelector("#known svg").outerHTML);

async function downloaded(tab, button) {
  const [download] = await Promise.all([tab.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("a slider moves with arrow keys and a choice changes the picture", async () => {
  const { tab, heard, close } = await opened(page);
  const seen = new Set([await picture(tab)]);
  await tab.focus("#known input");
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowRight"]) {
    await tab.keyboard.press(key);
    await tab.waitForTimeout(150);
    seen.add(await picture(tab));
  }
  assert.equal(await tab.textContent("#known output"), "2011");
  assert.equal(seen.size, 3);
  await tab.selectOption("#known select", { index: 1 });
  await tab.waitForTimeout(150);
  seen.add(await picture(tab));
  assert.equal(seen.size, 4);
  assert.deepEqual(heard, []);
  await close();
});

test("turning the language keeps the place, the open table and what was turned", async () => {
  const { tab, close } = await opened(page, { reducedMotion: "reduce" });
  await tab.focus("#known input");
  await tab.keyboard.press("ArrowLeft");
  await tab.selectOption("#known select", { index: 1 });
  await tab.click("#known summary");
  await tab.waitForSelector("#known tbody tr");
  await tab.evaluate(() => document.getElementById("known").scrollIntoView({ behavior: "instant" }));
  const top = () => tab.evaluate(() => document.getElementById("known").getBoundingClientRect().top);
  const before = await top();
  await turnLanguage(tab);
  assert.ok(Math.abs(await top() - before) < 30, `${before} → ${await top()}`);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "language");
  assert.equal(await tab.inputValue("#known input"), "2009");
  assert.equal(await tab.evaluate(() => document.querySelector("#known select").selectedIndex), 1);
  assert.equal(await tab.evaluate(() => document.querySelector("#known details").open), true);
  assert.match(await tab.textContent("#known tbody"), /甲地/);
  const bars = await tab.locator("#known .mark-rect path").count();
  assert.equal(bars, 2);
  const widths = await tab.evaluate(() => [...document.querySelectorAll("#known .mark-rect path")]
    .map((bar) => bar.getBoundingClientRect().width));
  const ratio = Math.max(...widths) / Math.min(...widths);  // 2009: 1 and 2, squared
  assert.ok(Math.abs(ratio - 4) < 0.1, `${ratio}`);
  await close();
});

test("a link to a section leads there, also after the language was turned", async () => {
  const { tab, close } = await opened(page, {}, "#added");
  const inSight = () => tab.evaluate(() => {
    const { top } = document.getElementById("added").getBoundingClientRect();
    return top >= -5 && top < innerHeight;
  });
  assert.ok(await inSight());
  await tab.evaluate(() => scrollTo(0, 0));
  await turnLanguage(tab);
  await tab.click("#menu summary");
  await tab.click('#menu a[href="#added"]');
  await tab.waitForTimeout(1500);
  assert.ok(await inSight());
  assert.equal(await tab.evaluate(() => document.getElementById("menu").open), false);
  assert.equal(await tab.textContent("#here"), "添加");
  await close();
});

test("what a mark stands for is said with the titles of the table, in the reader's language", async () => {
  const { tab, close } = await opened(page);
  const hover = async () => {
    await tab.locator("#known .mark-rect path").nth(1).hover();
    await tab.waitForSelector("#tooltip:not([hidden])");
    return tab.evaluate(() => [...document.querySelectorAll("#tooltip tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent)));
  };
  assert.deepEqual(await hover(), [["Place", "Brea"], ["Year", "2010"], ["Firms", "12,345.5"]]);
  await tab.keyboard.press("Escape");
  assert.ok(await tab.isHidden("#tooltip"));
  await turnLanguage(tab);
  await tab.mouse.move(5, 5);
  assert.deepEqual(await hover(), [["地点", "乙地"], ["年份", "2010"], ["企业数", "12,345.5"]]);
  await close();
});

test("a curve tells the point nearest to the pointer", async () => {
  const curve = changed(pages[0], "curve", (content) => {
    const chart = structuredClone(known);
    delete chart.controls;
    chart.spec = { data: { name: "table" }, height: 120, transform: [{ filter: "datum.place === 'Brea'" }],
      mark: { type: "line", strokeWidth: 9 }, encoding: {
        x: { field: "year", type: "quantitative", scale: { zero: false, nice: false } },
        y: { field: "order", type: "quantitative" } } };
    content.headline.charts = [];
    content.sections = [{ id: "added", title: both("Added", "添加"), source: "", says: [], warnings: [],
      charts: [chart], listings: [] }];
  });
  const { tab, close } = await opened(curve);
  const at = async (share) => {
    const [x, y] = await tab.evaluate((along) => {
      const path = document.querySelector("#known .mark-line path");
      path.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y } = path.getPointAtLength(along * path.getTotalLength()).matrixTransform(path.getScreenCTM());
      return [x, y];
    }, share);
    await tab.mouse.move(x, y);
    await tab.waitForTimeout(100);
    return tab.textContent("#tooltip tr:nth-child(2) td");
  };
  assert.deepEqual([await at(0.1), await at(0.55), await at(0.9)], ["2009", "2010", "2011"]);
  await close();
});

test("CSV is UTF-8 that a spreadsheet knows, with no formula in it", async () => {
  const { tab, close } = await opened(page);
  await tab.click("#known summary");
  const { name, bytes } = await downloaded(tab, tab.locator("#known details button").nth(1));
  assert.equal(name, "known.csv");
  assert.equal(bytes.toString("utf8"), '\ufeffPlace,Year,Firms\r\n"\'=Alba, ""A""",2009,1\r\nBrea,2009,2\r\n' +
    '"\'=Alba, ""A""",2010,3\r\nBrea,2010,12345.5\r\n"\'=Alba, ""A""",2011,5\r\nBrea,2011,\r\n');
  assert.match(await tab.textContent("#status"), /known\.csv/);
  await close();
});

test("a table is copied as columns for a spreadsheet", async () => {
  const { tab, close } = await opened(page, { permissions: ["clipboard-read", "clipboard-write"] });
  await turnLanguage(tab);
  await tab.click("#known summary");
  await tab.locator("#known details button").first().click();
  await tab.waitForFunction(() => document.getElementById("status").textContent !== "");
  assert.equal(await tab.textContent("#status"), "已复制");
  const text = await tab.evaluate(() => navigator.clipboard.readText());
  assert.deepEqual(text.split(/\r?\n/).slice(0, 3), ["地点\t年份\t企业数", "甲地\t2009\t1", "乙地\t2009\t2"]);
  await close();
});

test("a picture is saved with its title and where it comes from", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { tab, heard, close } = await opened(page, { colorScheme });
    const buttons = tab.locator("#known .behind > .tools button");
    const svg = await downloaded(tab, buttons.nth(0));
    assert.equal(svg.name, "known.svg");
    const text = svg.bytes.toString("utf8");
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(text, /Known numbers \(firms\)/);
    assert.match(text, new RegExp(`Agglomera · ${contentOf(page).sources[0].replaceAll(".", "\\.")}`));
    assert.match(text, /class="mark-rect/);
    const png = await downloaded(tab, buttons.nth(1));
    assert.equal(png.name, "known.png");
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
    const [, wide, high] = text.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
    assert.deepEqual([width, height], [2 * Math.round(wide), 2 * Math.round(high)]);
    // Its corner has the colour of the page: it is no words on nothing.
    const corner = await tab.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const context = document.createElement("canvas").getContext("2d");
      context.drawImage(image, 0, 0);
      return [...context.getImageData(2, 2, 1, 1).data];
    }, png.bytes.toString("base64"));
    assert.deepEqual(corner, colorScheme === "light" ? [255, 255, 255, 255] : [20, 24, 29, 255]);
    assert.deepEqual(heard, []);
    await close();
  }
});

test("a chart that fails says so, and the others are drawn", async () => {
  const one = changed(page, "fails", (content) => {
    const broken = structuredClone(known);
    broken.id = "broken";
    broken.spec.mark = "dance";
    content.headline.charts.unshift(broken);
  });
  const { tab, heard, close } = await opened(one);
  assert.equal(await tab.getAttribute("#broken .stage", "data-drawn"), "failed");
  assert.match(await tab.textContent("#broken .stage"), /This chart could not be drawn/);
  assert.ok(heard.some((said) => said.includes("broken")));
  const others = await tab.evaluate(() => [...document.querySelectorAll(".stage")].slice(1)
    .map((stage) => stage.dataset.drawn));
  assert.equal(others.length, chartsOf(contentOf(page)).length);
  assert.ok(others.every((state) => state === "yes"));
  await close();
});

test("every control is reached with the keyboard, in order, and is seen to be reached", async () => {
  const { tab, close } = await opened(page);
  const count = await tab.evaluate(() => [...document.querySelectorAll(
    "a[href], button, input, select, summary, [tabindex='0']")].filter((one) =>
    one.checkVisibility() && !one.closest("details:not([open]) > :not(summary)")).length);
  const reached = [];
  for (let i = 0; i < count; ++i) {
    await tab.keyboard.press("Tab");
    reached.push(await tab.evaluate(() => {
      const one = document.activeElement;
      window.order ??= new Map();
      if (!window.order.has(one)) window.order.set(one, window.order.size);
      const style = getComputedStyle(one);
      return { tag: one.tagName, outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
        later: !window.before || !!(window.before.compareDocumentPosition(one) & 4), at: (window.before = one, 0) };
    }));
  }
  assert.deepEqual(reached.filter((one) => one.tag === "BODY" || one.outline === "none" || one.width < 2 || !one.later), []);
  assert.equal(await tab.evaluate(() => window.order.size), count);
  await close();
});

test("a new width draws anew without a gap", async () => {
  const { tab, heard, close } = await opened(page);
  await tab.evaluate(() => {
    window.gaps = 0;
    const look = () => {
      for (const stage of document.querySelectorAll(".stage")) if (!stage.querySelector("svg")) ++window.gaps;
      requestAnimationFrame(look);
    };
    look();
  });
  const width = () => tab.evaluate(() => Number(document.querySelector("#known svg").getAttribute("width")));
  const before = await width();
  await tab.setViewportSize({ width: 700, height: 800 });
  await tab.waitForFunction((was) =>
    Number(document.querySelector("#known svg").getAttribute("width")) < was - 200, before);
  await drawn(tab);
  await turnLanguage(tab);
  assert.equal(await tab.evaluate(() => window.gaps), 0);
  assert.deepEqual(heard, []);
  await close();
});

test("colours follow the system until the reader chooses", async () => {
  const { tab, close } = await opened(page, { colorScheme: "light" });
  const theme = () => tab.evaluate(() => document.documentElement.dataset.theme);
  await tab.emulateMedia({ colorScheme: "dark" });
  await tab.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await tab.click("#theme");
  assert.equal(await theme(), "light");
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.emulateMedia({ colorScheme: "dark" });
  await tab.waitForTimeout(200);
  assert.equal(await theme(), "light");
  await close();
});

test("who wants less motion is not scrolled smoothly", async () => {
  for (const [reducedMotion, behaviour] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    const { tab, close } = await opened(page, { reducedMotion });
    assert.equal(await tab.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), behaviour);
    await close();
  }
});
