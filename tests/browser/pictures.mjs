// Pictures of every kind of page, to be looked at by a person: node pictures.mjs SITE_FOLDER PICTURE_FOLDER [KIND…]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { readSite, richest } from "./pages.mjs";
import { serve } from "./server.mjs";

const [site, pictures, ...kinds] = process.argv.slice(2);
if (!site || !pictures) {
  console.error("usage: node pictures.mjs SITE_FOLDER PICTURE_FOLDER [KIND…]");
  process.exit(2);
}

const LOOKS = [
  { name: "phone-light", width: 360, colorScheme: "light" },
  { name: "phone-dark", width: 360, colorScheme: "dark" },
  { name: "desktop-light", width: 1280, colorScheme: "light" },
  { name: "desktop-dark", width: 1280, colorScheme: "dark" },
];
/** A picture longer than this is no longer looked at. */
const LONGEST = 2600;

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

mkdirSync(pictures, { recursive: true });
const { origin, stop } = await serve(site);
const browser = await launch();
for (const { name, path } of richest(readSite(site).pages).filter(({ name }) => kinds.length === 0 || kinds.includes(name))) {
  for (const look of LOOKS) {
    await picture(browser, origin + path, look, join(pictures, `${name}-${look.name}.png`));
  }
  await print(browser, origin + path, join(pictures, `${name}.pdf`));
  console.log(`${name}: ${path}`);
}
await browser.close();
stop();
