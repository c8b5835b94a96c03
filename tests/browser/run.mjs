// Drives a real browser over a built site: node run.mjs SITE_FOLDER [KIND…], after npm ci --omit=optional --ignore-scripts
//   --every-kind     a kind of page that the site has not is a failure, as on the example site
//   --theme NAME     the theme it was built with, if not the default one; one of themes.mjs
//   --like FOLDER    the same papers in the default theme: which pages are looked at is told by its mark-up
// The site must be built for the root of its host: a `base_url` with a path needs a server that knows it.
// Ends with `N passed, N failed`, and status 0 where nothing failed.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import * as checks from "./checks.mjs";
import { htmlFaults, whyNoChecker } from "./html.mjs";
import { missing, readSite, richest } from "./pages.mjs";
import { serve } from "./server.mjs";
import { Tally } from "./tally.mjs";
import { keepsPromises, THEMES } from "./themes.mjs";

const SCHEMES = ["light", "dark"];
const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 1024 };
/** What is left of the desktop at 400 %. */
const ZOOMED = { width: 320, height: 256 };
/** The stylesheet of a page read on a slow line. */
const LARGEST_STYLESHEET = 20_000;
const AT_ONCE = 3;

class Run {
  constructor(browser, origin, theme, tally) {
    Object.assign(this, { browser, origin, theme, tally });
  }

  /** Opens a page in a context of its own and hands it to `work`, which notes what it checks; then notes what was heard meanwhile. */
  async open(path, options, work) {
    const context = await this.browser.newContext({ viewport: DESKTOP, ...options });
    try {
      const page = await context.newPage();
      const heard = await checks.listen(page, this.origin);
      await page.goto(this.origin + path);
      await work(page, (what, faults) => this.tally.note(`${what}, ${path}`, faults));
      this.tally.note(`no request elsewhere, no violation, no error, ${path}`, heard);
    } catch (error) {
      this.tally.note(`${path} with ${JSON.stringify(options)}`, [error.message]);
    } finally {
      await context.close();
    }
  }

  async looks(path) {
    let scripted;
    await this.open(path, {}, async (page, note) => {
      note("what the theme promises", await keepsPromises(page, this.theme));
      if (this.theme["a skip link"]) note("skip link", await checks.skips(page));
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(PHONE);
        note(`axe at 320 px, ${colorScheme}`, await checks.accessible(page));
        await page.setViewportSize(DESKTOP);
        note(`axe at 1280 px, ${colorScheme}`, await checks.accessible(page));
        note(`contrast of the focus, ${colorScheme}`, await checks.focusContrast(page));
      }
      await page.emulateMedia({ media: "print" });
      note("print", await checks.prints(page));
    });
    await this.open(path, {}, async (page, note) => {
      scripted = await checks.substance(page);
      note("every stop has an outline", await checks.walks(page));
      await page.setViewportSize(PHONE);
      note("nothing sideways at 320 px", await checks.notSideways(page));
    });
    await this.open(path, { viewport: ZOOMED, deviceScaleFactor: 4 }, async (page, note) => {
      note("nothing sideways at 400 %", await checks.notSideways(page));
    });
    await this.open(path, { javaScriptEnabled: false }, async (page, note) => {
      const same = JSON.stringify(await checks.substance(page)) === JSON.stringify(scripted);
      note("the same words and links without scripts", same ? [] : ["the text or the links differ"]);
      note("links in sight without scripts", await checks.linksInSight(page));
    });
  }

  async paperScripts(papers) {
    const numbered = papers.filter(({ html }) => /class="numbered/.test(html) && /class="paper kind-(report|minutes)/.test(html));
    for (const { path } of this.theme["citations to copy"] ? unique(numbered) : []) {
      await this.open(path, { permissions: ["clipboard-read", "clipboard-write"] }, async (page, note) => {
        note("copy citation", await checks.cites(page));
      });
    }
    const listed = papers.filter(({ html }) => html.includes('class="contents"'));
    for (const { path } of this.theme["a contents list that follows"] ? unique(listed) : []) {
      await this.open(path, { viewport: { width: 1280, height: 400 } }, async (page, note) => {
        note("the contents list follows the reader", await checks.follows(page));
      });
    }
  }

  async notFound() {
    const page = await this.browser.newPage();
    const response = await page.goto(`${this.origin}/no/such/page/`);
    const title = await page.locator("h1").textContent();
    const right = response.status() === 404 && (await page.locator("main a").count()) > 0;
    this.tally.note("an address that does not exist", right ? [] : [`status ${response.status()}, "${title}"`]);
    await page.close();
  }

  async redirects(redirects) {
    for (const { path, html } of redirects) {
      const target = html.match(/url=([^"]*)"/)[1];
      await this.open(path, {}, async (page, note) => {
        await page.waitForURL(this.origin + target, { timeout: 5000 });
        note("redirect", []);
      });
    }
  }
}

/** Several kinds may have the same richest page. */
function unique(pages) {
  return [...new Map(pages.map((page) => [page.path, page])).values()];
}

async function inParallel(items, work) {
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length > 0) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function checkFiles(folder, tally) {
  const size = statSync(join(folder, "theme/style.css")).size;
  tally.note("the stylesheet is small", size < LARGEST_STYLESHEET ? [] : [`style.css has ${size} bytes`]);
  const why = whyNoChecker();
  if (why) tally.skip("Nu HTML checker", why);
  else tally.note("Nu HTML checker, all pages", htmlFaults(folder));
}

/** The pages to look at, by kind: the same addresses as on the site that their kinds are told from. */
function chosen(pages, like, wanted, tally) {
  const kinds = richest(like).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const here = new Map(pages.map((page) => [page.path, page]));
  const lost = kinds.filter(({ path }) => !here.has(path));
  tally.note("the same pages as in the default theme", lost.map(({ name, path }) => `no ${name} at ${path}`));
  return kinds.filter(({ path }) => here.has(path)).map(({ name, path }) => ({ name, path, html: here.get(path).html }));
}

async function main(folder, wanted, options) {
  const { pages, redirects } = readSite(folder);
  const like = options.like ? readSite(options.like).pages : pages;
  const tally = new Tally();
  const kinds = chosen(pages, like, wanted, tally);
  for (const kind of missing(like)) {
    if (options["every-kind"]) tally.note(kind, ["the site has no page of this kind"]);
    else tally.skip(kind, "the site has no page of this kind");
  }
  checkFiles(folder, tally);
  const { origin, stop } = await serve(folder);
  const browser = await launch();
  const run = new Run(browser, origin, THEMES[options.theme], tally);
  await inParallel(unique(kinds), ({ path }) => run.looks(path));
  await run.paperScripts(kinds);
  await run.notFound();
  await run.redirects(redirects);
  await browser.close();
  stop();
  const unpromised = Object.keys(run.theme).filter((name) => !run.theme[name]);
  for (const name of unpromised) tally.skip(name, `the theme ${options.theme} has none`);
  console.log(`${pages.length} pages, ${unique(kinds).length} of them in the browser (${kinds.length} kinds)`);
  return tally.end();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "every-kind": { type: "boolean" }, theme: { type: "string", default: "default" }, like: { type: "string" } },
});
const [folder, ...wanted] = positionals;
if (!folder || !existsSync(join(folder, "index.html")) || !THEMES[values.theme]) {
  console.error(`usage: node run.mjs SITE_FOLDER [KIND…] [--every-kind] [--theme ${Object.keys(THEMES).join("|")} --like FOLDER] (sites that are built)`);
  process.exit(2);
}
process.exitCode = await main(folder, wanted, values);
