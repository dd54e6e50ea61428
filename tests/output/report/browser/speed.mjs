// How soon pages of the whole study answer, and how large they are. A page of one file has drawn all its
// charts 1.5 seconds after it was opened; a page of three files its first, and answers while it draws.
import assert from "node:assert/strict";
import { test } from "node:test";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { opened, pages } from "./browser.mjs";

const soonEnough = 1500;  // milliseconds
const smallEnough = 3e6;  // bytes

for (const page of pages)
  test(`${basename(page)} is interactive within 1.5 s of opening`, async () => {
    const times = [];
    for (let i = 0; i < 3; ++i) {
      const { tab, close } = await opened(page);
      times.push(await tab.evaluate(() => ["agglomera-first-chart", "agglomera-all-charts"].map((name) =>
        Math.round(performance.getEntriesByName(name)[0]?.startTime ?? 0))));
      await close();
    }
    times.sort((a, b) => a[1] - b[1]);
    const [first, all] = times[0];  // the least disturbed by what else the machine does
    console.log(`${basename(page)}: ${(statSync(page).size / 1e6).toFixed(2)} MB, first chart after ${first} ms, ` +
      `all after ${all} ms (three openings: ${times.map((time) => time.join("/")).join(", ")})`);
    assert.ok(first > 0 || all > 0);
    const interactive = basename(page) === "all.html" ? first : all;
    assert.ok(interactive <= soonEnough, `interactive after ${interactive} ms`);
    assert.ok(statSync(page).size <= smallEnough);
  });
