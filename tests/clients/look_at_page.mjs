// What a browser and axe make of a page and of a drawing: node look_at_page.mjs PAGE.html DRAWING.svg prints JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, drawing] = process.argv.slice(2).map((path) => pathToFileURL(path).href);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

async function opened(url, colorScheme, width, asked, bypassCSP) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP });
  const tab = await context.newPage();
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("console", (message) => asked.push(message.text()));
  await tab.goto(url);
  return tab;
}

async function looks(colorScheme, width) {
  const asked = [];
  const tab = await opened(page, colorScheme, width, asked, true);
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await tab.evaluate(axe);
  const { violations, passes } = await tab.evaluate(() => window.axe.run(document));
  const ground = await tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const [wide, small] = await tab.evaluate(() => [
    document.documentElement.scrollWidth,
    Math.min(...[...document.querySelectorAll("svg text")].map((text) => text.getBoundingClientRect().height)),
  ]);
  const found = violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
  await tab.context().close();
  return { colorScheme, width, wide, small, ground, found, passes: passes.length, asked: asked.filter((url) => url !== page) };
}

// By the keyboard alone: what Tab comes to, and whether Enter opens a table.
async function keys() {
  const tab = await opened(page, "light", 1280, [], false);
  const names = [];
  for (let step = 0; step < 40; step++) {
    await tab.keyboard.press("Tab");
    const name = await tab.evaluate(() => document.activeElement.tagName + " " + document.activeElement.textContent.slice(0, 30));
    if (names.includes("BODY") || name.startsWith("BODY")) break;
    if (name.startsWith("SUMMARY")) await tab.keyboard.press("Enter");
    names.push(name);
  }
  const open = await tab.evaluate(() => document.querySelectorAll("details[open]").length);
  await tab.context().close();
  return { names, open };
}

// Whether every text of a box stays within it.
async function boxes() {
  const tab = await opened(drawing, "dark", 1280, [], false);
  const over = await tab.evaluate(() =>
    [...document.querySelectorAll("g")].flatMap((box) => {
      const right = box.querySelector("rect").getBBox().x + box.querySelector("rect").getBBox().width;
      const texts = [...box.querySelectorAll("text")];
      return texts.filter((text) => text.getBBox().x + text.getBBox().width > right).map((text) => text.textContent);
    }),
  );
  const count = await tab.evaluate(() => document.querySelectorAll("g").length);
  await tab.context().close();
  return { over, count };
}

const seen = [];
for (const colorScheme of ["light", "dark"]) for (const width of [390, 1280]) seen.push(await looks(colorScheme, width));
console.log(JSON.stringify({ seen, keys: await keys(), boxes: await boxes() }));
await browser.close();
