// Pictures of every kind of page, to be looked at by a person: node pictures.mjs SITE_FOLDER PICTURE_FOLDER [KIND…]
// The picture of the README: node pictures.mjs SITE_FOLDER --side-by-side FILE.png ADDRESS ADDRESS

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { readSite, richest } from "./pages.mjs";
import { serve } from "./server.mjs";

const LOOKS = [
  { name: "phone-light", width: 360, colorScheme: "light" },
  { name: "phone-dark", width: 360, colorScheme: "dark" },
  { name: "desktop-light", width: 1280, colorScheme: "light" },
  { name: "desktop-dark", width: 1280, colorScheme: "dark" },
];
/** A picture longer than this is no longer looked at. */
const LONGEST = 2600;
/** Each of two pages side by side, wide enough for the contents list to have its column. */
const HALF = { width: 1080, height: 1180 };

async function picture(browser, url, look, file) {
  const page = await browser.newPage({ viewport: { width: look.width, height: 900 }, colorScheme: look.colorScheme });
  await page.goto(url);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: look.width, height: Math.min(height, LONGEST) } });
  await page.close();
}

async function print(browser, url, file) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  await page.close();
}

async function everyKind(browser, origin, site, folder, kinds) {
  mkdirSync(folder, { recursive: true });
  for (const { name, path } of richest(readSite(site).pages).filter(({ name }) => kinds.length === 0 || kinds.includes(name))) {
    for (const look of LOOKS) {
      await picture(browser, origin + path, look, join(folder, `${name}-${look.name}.png`));
    }
    await print(browser, origin + path, join(folder, `${name}.pdf`));
    console.log(`${name}: ${path}`);
  }
}

/** Two pages beside each other at two thirds of their size, each in a thin frame. */
async function sideBySide(browser, origin, file, addresses) {
  const images = [];
  for (const address of addresses) {
    const page = await browser.newPage({ viewport: HALF, colorScheme: "light" });
    await page.goto(origin + address);
    images.push((await page.screenshot()).toString("base64"));
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1500, height: 840 } });
  const shown = images.map((image) => `<img width="720" style="border:1px solid #bbb" src="data:image/png;base64,${image}">`);
  await page.setContent(`<body style="margin:16px;display:flex;gap:22px;background:#fff">${shown.join("")}`);
  await page.screenshot({ path: file });
  await page.close();
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { "side-by-side": { type: "string" } } });
const [site, ...rest] = positionals;
if (!site || rest.length === 0) {
  console.error("usage: node pictures.mjs SITE_FOLDER PICTURE_FOLDER [KIND…]\n       node pictures.mjs SITE_FOLDER --side-by-side FILE.png ADDRESS ADDRESS");
  process.exit(2);
}
const { origin, stop } = await serve(site);
const browser = await launch();
if (values["side-by-side"]) await sideBySide(browser, origin, values["side-by-side"], rest);
else await everyKind(browser, origin, site, rest[0], rest.slice(1));
await browser.close();
stop();
