// Report pages in a real browser: opened, listened to, and changed before they are opened.
//
// AGGLOMERA_WEB: output/report/web, whose node_modules hold playwright-core and axe-core.
// AGGLOMERA_PAGES: the folder of the pages. AGGLOMERA_CHROMIUM: the browser.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, basename } from "node:path";
import { pathToFileURL } from "node:url";
import { after } from "node:test";

const require = createRequire(join(process.env.AGGLOMERA_WEB, "package.json"));
const { chromium } = require("playwright-core");
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const folder = process.env.AGGLOMERA_PAGES;
export const pages = readdirSync(folder).filter((name) => name.endsWith(".html"))
  .map((name) => join(folder, name));

const browser = await chromium.launch({ executablePath: process.env.AGGLOMERA_CHROMIUM,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
after(() => browser.close());

export const drawn = (tab) =>
  tab.waitForFunction(() => document.documentElement.dataset.drawn === "yes", null, { timeout: 60000 });

// A page in a tab of its own; `heard` are console messages, errors, dialogs and requests for
// anything but the page itself.
export async function opened(page, options = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 },
    acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const heard = [];
  const address = pathToFileURL(page).href;
  tab.on("console", (said) => {
    if (["error", "warning", "assert"].includes(said.type())) heard.push(`${said.type()}: ${said.text()}`);
  });
  tab.on("pageerror", (error) => heard.push(`uncaught: ${error.message}`));
  tab.on("dialog", (dialog) => { heard.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(address) && !/^(data|blob):/.test(asked)) heard.push(`request: ${asked}`);
  });
  await tab.goto(address + hash);
  await drawn(tab);
  return { tab, heard, close: () => context.close() };
}

const held = /(<script type="application\/json" id="content">)(.*?)(<\/script>)/s;

export const contentOf = (page) => JSON.parse(readFileSync(page, "utf8").match(held)[2]);

export const chartsOf = (content) =>
  [...content.headline.charts, ...content.sections.flatMap((section) => section.charts)];

// The page with its content changed: beside it, under another name.
export function changed(page, name, change) {
  const content = contentOf(page);
  change(content);
  const safe = JSON.stringify(content).replaceAll("<", "\\u003c");
  const place = join(folder, "made-up", `${basename(page, ".html")}-${name}.html`);
  writeFileSync(place, readFileSync(page, "utf8").replace(held, (_, open, __, close) => open + safe + close));
  return place;
}

// By the mouse alone: Playwright's own click scrolls the page first.
export async function turnLanguage(tab) {
  const { x, y } = await tab.locator("#language").boundingBox();
  await tab.mouse.click(x + 10, y + 10);
  await drawn(tab);
}
