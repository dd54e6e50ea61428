// The pictures of the README, taken of a page in a real browser.
//   node output/report/web/pictures.mjs results/report.html output/report/pictures
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, folder] = process.argv.slice(2);
if (!page || !folder || !existsSync(page)) {
  console.error("usage: node pictures.mjs report.html FOLDER");
  process.exit(2);
}

const desk = { width: 1100, height: 780 };
const phone = { width: 390, height: 780 };
const pictures = [
  { name: "first-screen", viewport: desk },
  { name: "map", viewport: desk, of: "#map" },
  { name: "cities", viewport: desk, of: "#trajectories-lq-count" },
  { name: "phone", viewport: phone, language: "zh", scheme: "dark" },
];

async function drawn(tab) {
  await tab.waitForFunction(() => document.documentElement.dataset.drawn === "yes");
}

async function take(browser, { name, viewport, of, language, scheme }) {
  const context = await browser.newContext({ viewport, colorScheme: scheme ?? "light", deviceScaleFactor: 1.5 });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(page)).href);
  await drawn(tab);
  if (language === "zh") {
    await tab.click("#language");
    await drawn(tab);
  }
  const path = resolve(folder, `${name}.png`);
  await (of ? tab.locator(of).first() : tab).screenshot({ path, style: of ? "header { display: none }" : "" });
  console.log(path);
  await context.close();
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.AGGLOMERA_CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
for (const picture of pictures) await take(browser, picture);
await browser.close();
