// What holds for a page of any kind of result: AGGLOMERA_PAGES names a folder of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { basename } from "node:path";
import { axeSource, chartsOf, contentOf, drawn, opened, pages, turnLanguage } from "./browser.mjs";

const chinese = /[\u3400-\u9fff]/;

function ofEveryPage(sentence, check) {
  for (const page of pages) test(`${basename(page)} ${sentence}`, () => check(page));
}

// Marks are drawn where something has an extent; a chart of nothing has axes at best.
const emptyCharts = (tab) => tab.evaluate(() =>
  [...document.querySelectorAll(".stage")].filter((stage) => stage.dataset.drawn !== "yes" ||
    ![...stage.querySelectorAll("svg .role-mark :is(path, line, circle, text, rect)")].some((mark) => {
      const { width, height } = mark.getBoundingClientRect();
      return width > 0 || height > 0;
    })).map((stage) => stage.closest("figure").id));

ofEveryPage("draws every chart, in light and in dark, without a word in the console or a request",
  async (page) => {
    const count = chartsOf(contentOf(page)).length;
    for (const colorScheme of ["light", "dark"]) {
      const { tab, heard, close } = await opened(page, { colorScheme });
      assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      assert.equal(await tab.locator(".stage").count(), count);
      assert.deepEqual(await emptyCharts(tab), []);
      await tab.click("#theme");
      await drawn(tab);
      assert.notEqual(await tab.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      assert.deepEqual(await emptyCharts(tab), []);
      assert.deepEqual(heard, []);
      await close();
    }
  });

// Every word that a reader sees or hears, of headings, controls and pictures.
const wordsOf = (tab) => tab.evaluate(() => {
  for (const details of document.querySelectorAll("details.table")) details.fill();
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    headings: all("h1, h2, h3, figcaption").map((one) => one.firstChild?.textContent.trim() ?? ""),
    controls: all("button, summary, label > span, option, thead th, caption, nav a").map((one) =>
      one.textContent.trim()),
    sentences: all("main p:not(.source), svg text").map((one) => one.textContent.trim()),
    names: all("[aria-label]:not(svg [aria-hidden] *)").map((one) => one.getAttribute("aria-label").trim()),
    title: document.title,
    language: document.documentElement.lang,
    text: document.body.innerText,
  };
});

const broken = /\[object|undefined|\bNaN\b|\{\d?\}|\bnull\b/;

ofEveryPage("says everything in both languages", async (page) => {
  const { tab, close } = await opened(page);
  const en = await wordsOf(tab);
  await turnLanguage(tab);
  const zh = await wordsOf(tab);
  assert.deepEqual([en.language, zh.language], ["en", "zh-Hans"]);
  assert.match(zh.title, chinese);
  for (const said of [en, zh]) {
    assert.ok([...said.headings, ...said.controls, ...said.names].every((one) => one !== ""));
    for (const one of [said.text, ...said.sentences, ...said.names]) assert.doesNotMatch(one, broken);
  }
  assert.equal(en.headings.length, zh.headings.length);
  assert.deepEqual(zh.headings.filter((one) => !chinese.test(one)), []);
  // Three words of English in a row without a Chinese sign are no name of a city or a cluster.
  const english = (one) => !chinese.test(one) && /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(one) &&
    one !== "Switch to English";
  assert.deepEqual([...zh.controls, ...zh.sentences, ...zh.names].filter(english), []);
  assert.deepEqual([...en.headings, ...en.controls, ...en.names].filter((one) =>
    chinese.test(one) && !/^中文/.test(one)), []);
  await turnLanguage(tab);
  assert.deepEqual(await wordsOf(tab), en);
  await close();
});

ofEveryPage("fits a telephone, with room for fingers", async (page) => {
  for (const width of [360, 768]) {
    const { tab, heard, close } = await opened(page, { viewport: { width, height: 740 } });
    for (const language of ["en", "zh"]) {
      const wide = await tab.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
      assert.ok(wide[0] <= wide[1], `${language}: ${wide[0]} px wide in ${wide[1]}`);
      assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll(".stage svg")]
        .filter((svg) => svg.getBoundingClientRect().right > innerWidth + 1)
        .map((svg) => svg.closest("figure").id)), []);
      const small = await tab.evaluate(() =>
        [...document.querySelectorAll("button, select, summary, input, nav a")]
          .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && (box.height < 31.5 || box.width < 31.5))
          .map(([what, box]) => `${what} ${box.width} × ${box.height}`));
      assert.deepEqual(small, []);
      await turnLanguage(tab);
    }
    assert.deepEqual(heard, []);
    await close();
  }
});

ofEveryPage("prints in light colours and is as before afterwards", async (page) => {
  const { tab, heard, close } = await opened(page, { colorScheme: "dark" });
  await tab.evaluate(() => {
    matchMedia("print").addEventListener("change", ({ matches }) => {
      if (matches) window.inTime = document.querySelectorAll(".stage[data-paper]").length;
    });
  });
  const before = await tab.evaluate(() => document.querySelector("main").innerHTML);
  const pdf = await tab.pdf({ format: "A4" });
  assert.ok(pdf.length > 5000);
  assert.equal(await tab.evaluate(() => window.inTime), chartsOf(contentOf(page)).length,
    "charts drawn for paper before it was printed");
  await tab.waitForTimeout(300);
  const unfilled = (html) => html.replace(/<div class="scroll".*?<\/details>/gs, "</details>")
    .replace(/<details class="table"[^>]*>/g, "<details>");
  assert.equal(unfilled(await tab.evaluate(() => document.querySelector("main").innerHTML)),
    unfilled(before));
  assert.equal(await tab.locator("details.table[data-paper]").count(), 0);
  assert.deepEqual(heard, []);
  await close();
});

ofEveryPage("has no barrier that axe knows of, in both colours and languages", async (page) => {
  for (const colorScheme of ["light", "dark"]) {
    const { tab, close } = await opened(page, { colorScheme });
    await tab.evaluate(axeSource);
    for (const language of ["en", "zh"]) {
      await tab.evaluate(() => {
        for (const details of [...document.querySelectorAll("details")].slice(0, 6)) details.open = true;
      });
      const found = await tab.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
        "wcag21aa", "wcag22aa"] }).then(({ violations }) => violations.map(({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 150)} ${node.failureSummary}`).join(" | ")}`)));
      assert.deepEqual(found, [], `${colorScheme} ${language}`);
      await turnLanguage(tab);
    }
    await close();
  }
});

ofEveryPage("names every picture and heads every table", async (page) => {
  const { tab, close } = await opened(page);
  const names = await tab.evaluate(() => [...document.querySelectorAll(".stage svg.marks")].map((svg) =>
    [svg.getAttribute("role"), svg.getAttribute("aria-label")]));
  assert.deepEqual(names, chartsOf(contentOf(page)).map((chart) => ["img", chart.says.en]));
  assert.ok(names.every(([, name]) => name.length > 10));
  const untold = await tab.evaluate(() => {
    for (const details of document.querySelectorAll("details.table")) details.fill();
    return [...document.querySelectorAll("main table")].filter((table) =>
      !table.caption?.textContent || !table.querySelector("thead th[scope=col]") ||
      !table.querySelector("tbody th[scope=row]")).map((table) => table.outerHTML.slice(0, 200));
  });
  assert.deepEqual(untold, []);
  await close();
});

ofEveryPage("moves its pictures with every control, from the keyboard", async (page) => {
  const { tab, heard, close } = await opened(page);
  const controls = tab.locator("figure :is(input[type=range], select)");
  for (let i = 0; i < await controls.count(); ++i) {
    const control = controls.nth(i);
    const picture = await control.evaluateHandle((one) => one.closest("figure").querySelector("svg"));
    const before = await picture.evaluate((svg) => svg.outerHTML);
    const isRange = await control.evaluate((one) => one.type === "range");
    await control.focus();
    if (isRange) await tab.keyboard.press(await control.evaluate((one) =>
      one.value === one.min ? "End" : "Home"));
    else await tab.keyboard.press(await control.evaluate((one) =>
      one.selectedIndex === 0 ? "ArrowDown" : "ArrowUp"));
    const name = await control.evaluate((one) => `${one.closest("figure").id} ${one.name}`);
    await tab.waitForFunction(([svg, was]) => svg.outerHTML !== was, [picture, before], { timeout: 10000 })
      .catch(() => assert.fail(`${name} changes nothing`));
  }
  assert.deepEqual(heard, []);
  await close();
});
