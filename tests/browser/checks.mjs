// What is asked of a page in the browser. Each check resolves to its faults, a line each; none means that it holds.

import axe from "axe-core";

const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // A rule of WCAG 2.2 AA that axe knows and leaves out unless it is asked.
  rules: { "target-size": { enabled: true } },
};

/** Axe, with all rules of WCAG 2.2 A and AA and its best practice. */
export async function accessible(page) {
  // Evaluated by the debugger, to which the site's policy does not apply: a script element would be refused.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`));
}

/** Nothing makes the page wider than its window. */
export function notSideways(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (element) => element.closest(".scroll, pre, .unseen");
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > clientWidth && !scrolls(element));
    return [`${scrollWidth} px in ${clientWidth}: ${wide.at(-1)?.outerHTML.slice(0, 160)}`];
  });
}

/** Notes what a page asks of others, what the policy refuses, and what the console complains of. */
export async function listen(page, origin) {
  const heard = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:")) heard.push(`a request to ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  await page.exposeFunction("heardViolation", (violation) => heard.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.heardViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return heard;
}

/** The skip link comes first, is seen once it has the focus, and leads past the head of the page. */
export async function skips(page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { top, left, width } = document.activeElement.getBoundingClientRect();
    return { link: document.activeElement.getAttribute("href"), seen: top >= 0 && left >= 0 && width > 24 };
  });
  if (first.link !== "#main") return [`the first stop is ${first.link}, not the skip link`];
  if (!first.seen) return ["the skip link is not seen when it has the focus"];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => {
    const { activeElement: now } = document;
    // On a page with no link in its text the next stop is in the foot.
    return now.closest("main, footer.site") !== null || now === document.body;
  });
  return inside ? [] : ["after the skip link, Tab does not go on in the text"];
}

/** More stops than this are not walked through: the rest of a long register is made of the same parts. */
const MOST_STOPS = 600;

/** Tab reaches everything that can be used, and wherever it stops an outline is seen. */
export async function walks(page) {
  const faults = [];
  const expected = await page.evaluate(() => {
    const usable = document.querySelectorAll("a[href], button, summary, input:not(:disabled), [tabindex='0']");
    return [...usable].filter((element) => element.checkVisibility() && !element.matches(".copy")).length;
  });
  await page.evaluate(() => void (window.stops = new Set()));
  for (let stop = 0; stop < Math.min(2 * expected + 2, MOST_STOPS); stop += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(atStop);
    if (fault === "end") break;
    if (fault) faults.push(fault);
  }
  const count = await page.evaluate(() => window.stops.size);
  if (count < Math.min(expected, MOST_STOPS / 2)) faults.push(`Tab reaches ${count} of ${expected} places`);
  return faults;
}

/** In the page: what is wrong with where the focus is, or "end" where it has left the page or come round. */
function atStop() {
  const now = document.activeElement;
  if (now === document.body || window.stops.has(now)) return "end";
  if (!now.matches(".copy")) window.stops.add(now);
  const { outlineStyle, outlineWidth, outlineColor, opacity } = getComputedStyle(now);
  const name = now.outerHTML.slice(0, 120);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no outline: ${name}`;
  if (opacity === "0") return `not seen when it has the focus: ${name}`;
  return null;
}

/** The outline can be told from the page it stands on. */
export async function focusContrast(page) {
  const contrast = await page.evaluate(() => {
    const link = document.querySelector("main a[href]") ?? document.querySelector("a[href]");
    link.focus({ focusVisible: true });
    const luminance = (colour) => {
      const [red, green, blue] = colour.match(/[\d.]+/g).map((value) => {
        const part = Number(value) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const colours = [getComputedStyle(link).outlineColor, getComputedStyle(document.documentElement).backgroundColor];
    const [darker, lighter] = colours.map(luminance).sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  });
  return contrast < 3 ? [`${contrast.toFixed(2)} to 1`] : [];
}

/** What a page says and where its links lead: to be the same with scripts and without. */
export function substance(page) {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll("script, .copy, [role='status']").forEach((element) => element.remove());
    return { text: copy.textContent.replaceAll(/\s+/g, " "), links: [...copy.querySelectorAll("a")].map((link) => link.getAttribute("href")) };
  });
}

/** With no script every link can be brought to sight: none is hidden but in a list that opens by itself. */
export async function linksInSight(page) {
  for (const summary of await page.locator("summary").all()) await summary.click();
  return page.evaluate(() => {
    const hidden = [...document.querySelectorAll("a")].filter((link) => !link.checkVisibility());
    return hidden.map((link) => `out of sight: ${link.outerHTML.slice(0, 120)}`);
  });
}

/** On paper there is the text and not the site round it, dark on white whatever the reader's scheme. */
export function prints(page) {
  return page.evaluate(() => {
    const out = [...document.querySelectorAll("header.site, footer.site, nav, .copy, .skip")].filter((element) => element.checkVisibility());
    const faults = out.map((element) => `printed: ${element.outerHTML.slice(0, 80)}`);
    if (!document.querySelector("h1").checkVisibility()) faults.push("the title is not printed");
    const page = getComputedStyle(document.documentElement);
    if (page.backgroundColor !== "rgb(255, 255, 255)") faults.push(`printed on ${page.backgroundColor}`);
    if (page.color !== "rgb(0, 0, 0)") faults.push(`printed in ${page.color}`);
    return faults;
  });
}

const CITATION = /^[^\n]+, \d{1,2} [A-Z][a-z]+ \d{4}, [^\n]+, (paragraph|section) [^\s]+, https?:\/\/\S+#\S+$/;

/** The citation of a numbered paragraph comes by keyboard alone, and in the form that is promised. */
export async function cites(page) {
  const number = page.locator(".numbered > a.number").first();
  await number.focus();
  await page.keyboard.press("Tab");
  const focused = await page.evaluate(() => document.activeElement.className);
  if (focused !== "copy") return [`behind a number comes ${focused || "nothing"}, not the button`];
  await page.keyboard.press("Enter");
  // The clipboard answers when it likes; what is said follows it.
  const answered = () => document.querySelector("[role='status']").textContent !== "";
  await page.waitForFunction(answered, null, { timeout: 10_000 }).catch(() => {});
  const said = await page.locator("[role='status']").textContent();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const address = await number.getAttribute("href");
  const faults = [];
  if (!CITATION.test(copied)) faults.push(`not a citation: ${copied}`);
  if (!copied.endsWith(address)) faults.push(`it does not end with ${address}: ${copied}`);
  if (!said) faults.push("nothing is said to a reader who cannot see the button");
  return faults;
}

/** The contents list marks one entry, and another further down. */
export async function follows(page) {
  const current = () => page.locator(".contents [aria-current]").evaluateAll((links) => links.map((link) => link.hash));
  await page.locator(".contents a").nth(1).click();
  await page.waitForTimeout(200);
  const second = await current();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(200);
  const last = await current();
  if (second.length !== 1 || last.length !== 1) return [`it marks ${second.length}, then ${last.length} entries`];
  return second[0] === last[0] ? ["it does not follow to the end of the paper"] : [];
}
