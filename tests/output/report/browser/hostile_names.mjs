// Pages of studies whose names are markup, script and templates: shown to the letter, never run.
// AGGLOMERA_NAMES: a JSON list of the names that stand in every page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { basename } from "node:path";
import { changed, contentOf, opened, pages, turnLanguage } from "./browser.mjs";

const names = JSON.parse(process.env.AGGLOMERA_NAMES);

for (const page of pages) {
  test(`${basename(page)} shows hostile names as they are and runs none`, async () => {
    const { tab, heard, close } = await opened(page);
    for (const language of ["en", "zh"]) {
      await tab.evaluate(() => {
        for (const details of document.querySelectorAll("details.table")) { details.open = true; details.fill(); }
      });
      const text = await tab.evaluate(() => document.body.textContent);
      for (const name of names) assert.ok(text.includes(name), `${language}: ${name}`);
      assert.equal(await tab.locator("body :is(img, iframe, object, embed, foreignObject)").count(), 0);
      assert.equal(await tab.locator("body script").count(), 0);
      assert.equal(await tab.evaluate(() => window.hurt), undefined);
      for (const mark of await tab.locator("svg .role-mark path[aria-hidden], svg .mark-symbol path").all())
        await mark.hover({ force: true, timeout: 500 }).catch(() => {});
      await turnLanguage(tab);
    }
    assert.deepEqual(heard, []);
    await close();
  });
}

test("nothing but the page's own script may run, and nothing may leave", async () => {
  const { tab, close } = await opened(pages[0]);
  const asked = [], stopped = [];
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("requestfailed", (request) => {
    if (/csp/i.test(request.failure().errorText)) stopped.push(request.url());
  });
  const refused = await tab.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.hurt = 1";
    document.body.append(script);
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.hurt = 2");
    document.body.append(button);
    button.click();
    const image = new Image();
    const blocked = new Promise((resolve) => {
      image.onerror = () => resolve("blocked");
      image.onload = () => resolve("loaded");
    });
    image.src = "https://example.org/seen.png";
    const fetched = await fetch("https://example.org/").then(() => "fetched", () => "blocked");
    return [window.hurt ?? "not run", await blocked, fetched];
  });
  assert.deepEqual(refused, ["not run", "blocked", "blocked"]);
  assert.deepEqual(stopped, asked);  // all that was tried was stopped by the policy, not by the network
  await close();
});

test("the page's scripts make no code of texts", async () => {
  const { tab, close } = await opened(pages[0]);
  assert.match(await tab.evaluate(() => document.querySelector("meta[http-equiv]").content),
    /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; /);
  // Later, for what the browser's protocol itself runs is not under the policy.
  const made = await tab.evaluate(() => new Promise((resolve) => setTimeout(() => {
    try {
      resolve(new Function("return 'made'")());
    } catch (error) {
      resolve(error.name);
    }
  })));
  assert.equal(made, "EvalError");
  await close();
  const text = readFileSync(pages[0], "utf8");
  assert.doesNotMatch(text.slice(0, text.indexOf("<script")), /unsafe-eval|script-src[^;]*unsafe/);
});

test("script put into the data does not run in a chart's expression", async () => {
  const evil = "'+(window.hurt=1)+'";
  const page = changed(pages[0], "expression", (content) => {
    const rename = (value) => {
      if (Array.isArray(value)) value.forEach(rename);
      else if (value && typeof value === "object") {
        if (Array.isArray(value.texts)) value.texts.forEach((text) => { text.en += evil; text.zh += evil; });
        Object.values(value).forEach(rename);
      }
    };
    rename(content);
  });
  assert.notDeepEqual(contentOf(page), contentOf(pages[0]));
  const { tab, close } = await opened(page);
  assert.equal(await tab.evaluate(() => window.hurt), undefined);
  await close();
});
