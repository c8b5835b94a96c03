// Drives a real browser over the preview of a site that is edited meanwhile: node preview.mjs PROGRAM SITE_FOLDER
// The folder is copied first; nothing in it is touched. Ends with `N passed, N failed`, and status 0 where nothing failed.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { launch } from "./browser.mjs";
import { Tally } from "./tally.mjs";

/** What an author types; no paper has it. */
let typed = 0;
const word = () => `Quillfeather${(typed += 1)}`;

/** How long a page may take to follow; this is a test of whether, not of how fast. */
const PATIENCE = 10_000;

const PAPER = "content/kite-panel/2026-03-12/benches.md";
const TEXT = ["# Benches", "12 March 2026", ...Array.from({ length: 60 }, (_, place) => `${place + 1}. A paragraph about bench ${place + 1}.`)];

class Desk {
  constructor(program, site) {
    this.folder = mkdtempSync(join(tmpdir(), "preview-"));
    for (const part of ["content", "themes", "panelpress.toml"]) {
      if (existsSync(join(site, part))) cpSync(join(site, part), join(this.folder, part), { recursive: true });
    }
    this.program = program;
  }

  path(name) {
    return join(this.folder, name);
  }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Starts the preview; resolves to its origin. */
  start() {
    this.server = spawn(this.program, ["serve", this.folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    return new Promise((resolve, reject) => {
      this.server.stdout.once("data", (said) => resolve(new URL(String(said).split(" ")[0]).origin));
      this.server.once("exit", (status) => reject(new Error(`the preview ended with ${status}`)));
    });
  }

  /** Ends it as a person would; resolves to how long that took. */
  stop() {
    const begun = Date.now();
    return new Promise((resolve) => {
      this.server.removeAllListeners("exit");
      this.server.once("exit", () => resolve(Date.now() - begun));
      this.server.kill("SIGINT");
    });
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

class Run {
  constructor(desk, page, origin, tally) {
    Object.assign(this, { desk, page, origin, tally });
  }

  /** Notes whether something comes to hold on the page by itself. */
  async follows(what, holds, argument) {
    const fault = await this.page.waitForFunction(holds, argument, { timeout: PATIENCE }).then(
      () => [],
      (error) => [error.message.split("\n")[0]],
    );
    this.tally.note(what, fault);
  }

  says(words) {
    return this.follows(`the page says ${words}`, (text) => document.body?.textContent.includes(text), words);
  }

  /** What the frame says, which stands in a tree of its own. */
  frameSays(what, words) {
    const holds = (text) => document.getElementById("panelpress-preview")?.shadowRoot?.textContent.includes(text);
    return this.follows(what, holds, words);
  }

  async edit() {
    const [first, second] = [word(), word()];
    this.desk.write(PAPER, [...TEXT, first].join("\n\n"));
    await this.says(first);
    await this.page.evaluate(() => scrollTo(0, 900));
    const before = await this.page.evaluate(() => scrollY);
    this.desk.write(PAPER, [...TEXT, second].join("\n\n"));
    await this.says(second);
    await this.follows("the page stays where it was read", (top) => Math.abs(scrollY - top) < 2, before);
    await this.page.evaluate(() => void (window.untouched = true));
    this.desk.write("content/owl-panel/2026-05-07/other.md", `# Other matters\n\n7 May 2026\n\n${word()}\n`);
    await this.page.waitForTimeout(700);
    const kept = await this.page.evaluate(() => window.untouched === true);
    this.tally.note("a page whose own bytes stay is not loaded again", kept ? [] : ["it was"]);
  }

  async break() {
    this.desk.write(PAPER, [...TEXT, "See [nothing](nowhere.md)."].join("\n\n"));
    await this.frameSays("a broken link is told on the page", "nothing on the site is at nowhere.md");
    this.desk.write(PAPER, TEXT.join("\n\n"));
    await this.follows("what is mended is told no more", () => {
      const said = document.getElementById("panelpress-preview")?.shadowRoot?.textContent ?? "nowhere.md";
      return !said.includes("nowhere.md");
    });
    const settings = readFileSync(this.desk.path("panelpress.toml"), "utf8");
    this.desk.write("panelpress.toml", `${settings}\n<script>alert(1)</script> = 1\n`);
    await this.frameSays("faulty settings are told", "panelpress.toml has errors");
    await this.frameSays("their words are shown as words", "<script>alert(1)</script>");
    this.desk.write("panelpress.toml", settings);
    await this.follows("mended settings bring the page back", () => !document.getElementById("panelpress-preview")?.shadowRoot?.querySelector(".fault"));
    this.desk.write("themes/default/templates/paper.html", "{% block x %}{{ paper.");
    await this.frameSays("a faulty template is told", "themes/default/templates/paper.html");
    rmSync(this.desk.path("themes/default/templates/paper.html"));
    await this.follows("without it the page comes back", () => !document.getElementById("panelpress-preview")?.shadowRoot?.querySelector(".fault"));
  }

  async restyle() {
    await this.page.evaluate(() => void (window.untouched = true));
    this.desk.write("themes/default/static/style.css", "body { outline: 7px solid rgb(1, 2, 3) }");
    const styled = () => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)" && window.untouched === true;
    await this.follows("a stylesheet is swapped and the page not loaded again", styled);
    rmSync(this.desk.path("themes/default/static/style.css"));
    await this.follows("the built-in stylesheet comes back", () => getComputedStyle(document.body).outlineColor !== "rgb(1, 2, 3)");
  }

  async hold() {
    this.desk.write(PAPER, ["+++\nhold = true\n+++", ...TEXT].join("\n\n"));
    await this.frameSays("a held paper is marked", "Held");
    const { pathname } = new URL(this.page.url());
    await this.page.evaluate(() => document.getElementById("panelpress-preview").shadowRoot.querySelector(".switch a").click());
    await this.follows("the public does not see it", () => document.title.includes("not found"));
    await this.page.goto(`${this.origin}/.preview/author?to=${pathname}`);
    this.desk.write(PAPER, TEXT.join("\n\n"));
    await this.follows("a paper that is let go is not marked", () => !document.getElementById("panelpress-preview")?.shadowRoot?.querySelector(".mark"));
  }

  async move() {
    renameSync(this.desk.path(PAPER), this.desk.path("content/kite-panel/2026-03-12/seats.md"));
    await this.follows("the page goes along with its paper", () => location.pathname.endsWith("/seats/"));
    await this.says("A paragraph about bench 60.");
    renameSync(this.desk.path("content/kite-panel"), this.desk.path("content/heron-panel"));
    await this.follows("and with its folder", () => location.pathname === "/heron-panel/2026-03-12/seats/");
    rmSync(this.desk.path("content/heron-panel/2026-03-12/seats.md"));
    await this.follows("a paper that is deleted is not found", () => document.title.includes("not found"));
    this.desk.write("content/heron-panel/2026-03-12/seats.md", TEXT.join("\n\n"));
    await this.says("A paragraph about bench 60.");
  }
}

async function main(program, site) {
  const [desk, tally] = [new Desk(program, site), new Tally()];
  desk.write(PAPER, TEXT.join("\n\n"));
  const origin = await desk.start();
  const browser = await launch();
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => errors.push(`a dialog: ${dialog.message()}`));
  await page.goto(`${origin}/kite-panel/2026-03-12/benches/`);
  const run = new Run(desk, page, origin, tally);
  await run.edit();
  await run.break();
  await run.restyle();
  await run.hold();
  await run.move();
  tally.note("no script failed", errors);
  await browser.close();
  const took = await desk.stop();
  tally.note("it ends at once", took < 1000 ? [] : [`after ${took} ms`]);
  const left = readdirSync(desk.folder).filter((name) => !["content", "themes", "panelpress.toml"].includes(name));
  tally.note("it leaves nothing behind", left);
  desk.remove();
  return tally.end();
}

const [program, site] = process.argv.slice(2);
if (!program || !existsSync(join(site ?? "", "content"))) {
  console.error("usage: node preview.mjs PROGRAM SITE_FOLDER");
  process.exit(2);
}
process.exitCode = await main(program, site);
