// Which pages of a site are looked at: of every kind the richest ones, as a page with little in it hides what is wrong.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Each kind with what its pages have in their HTML, and what the richest of them has most of. */
const KINDS = [
  { name: "home", path: /^\/$/ },
  { name: "bodies", path: /^\/bodies\/$/ },
  { name: "papers", path: /^\/papers\/$/ },
  { name: "year", path: /^\/papers\/\d+\/$/, most: /<li/g },
  { name: "kind", path: /^\/papers\/[a-z-]+\/$/, most: /<li/g },
  { name: "actions", path: /^\/actions\/$/ },
  { name: "actions-filtered", path: /^\/actions\/.+\/$/, most: /<li/g },
  { name: "decisions", path: /^\/decisions\/$/ },
  { name: "meetings", path: /^\/meetings\/$/ },
  { name: "people", path: /^\/people\/$/ },
  { name: "person", path: /^\/people\/.+\/$/, most: /<(li|td|rect)/g },
  { name: "appendices-list", path: /^\/appendices\/$/ },
  { name: "terms", path: /^\/terms\/$/ },
  { name: "term", path: /^\/terms\/.+\/$/, most: /<li/g },
  { name: "pending-references", path: /^\/pending-references\/$/ },
  { name: "about", path: /^\/about-this-record\/$/ },
  { name: "accessibility", path: /^\/accessibility\/$/ },
  { name: "not-found", path: /^\/404\.html$/ },
  { name: "body", has: 'class="list timeline"', most: /<li class="meeting/g },
  { name: "body-ended", has: "<dt>Followed by</dt>", most: /<li/g },
  { name: "meeting", has: '<h2 id="papers">Papers</h2>\n<ul', most: /<li/g },
  { name: "meeting-withheld", has: '<li class="withheld">', most: /<li/g },
  { name: "meeting-cancelled", has: "<strong>Cancelled.</strong>" },
  { name: "meeting-postponed", has: "<strong>Postponed.</strong>" },
  { name: "stub", has: "<strong>Not for publication.</strong>", most: /<dt>/g },
  { name: "pack", has: "published together in one file" },
  { name: "agenda", has: 'class="paper kind-agenda', most: /<(li|tr)/g },
  { name: "minutes", has: 'class="paper kind-minutes', most: /class="numbered/g },
  { name: "report", has: 'class="paper kind-report', most: /class="numbered/g },
  { name: "report-deep", has: "depth-2", most: /depth-[2-9]/g },
  { name: "report-long", has: 'class="paper kind-report', most: /[^]{1000}/g },
  { name: "long-numbers", has: 'class="number"', most: /class="number"[^>]*>[^<]{9,}/g },
  { name: "tables", has: "<table", most: /<td/g },
  { name: "figures", has: 'class="chart"', most: /class="chart"/g },
  { name: "code", has: "syntax-" },
  { name: "footnotes", has: 'class="footnote"', most: /class="footnote"/g },
  { name: "appendix", has: 'class="paper kind-appendix' },
  { name: "decision", has: 'class="paper kind-decision' },
  { name: "covering-note", has: 'class="paper kind-covering-note' },
  { name: "page", has: 'class="paper kind-page', most: /[^]{1000}/g },
  { name: "draft", has: "banner draft" },
  { name: "withdrawn", has: "<strong>Withdrawn.</strong>" },
  { name: "superseded", has: "<strong>Superseded.</strong>" },
  { name: "late", has: "<strong>Late item.</strong>" },
  { name: "other-language", has: /<h1 lang=/ },
  { name: "attachments", has: 'id="attachments"' },
  { name: "appendices", has: 'id="appendices"' },
  { name: "specified-information", path: /^\/specified-information\/$/ },
];

/** All pages of a built site: path on the site and HTML. Redirects are apart, as a browser does not stay on them. */
export function readSite(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html"));
  const pages = files.map((file) => ({
    file: join(folder, file),
    path: "/" + file.replaceAll("\\", "/").replace(/(^|\/)index\.html$/, "$1"),
    html: readFileSync(join(folder, file), "utf8"),
  }));
  pages.sort((a, b) => (a.path < b.path ? -1 : 1));
  const isRedirect = (page) => page.html.includes('http-equiv="refresh"');
  return { pages: pages.filter((page) => !isRedirect(page)), redirects: pages.filter(isRedirect) };
}

/** The richest page of each kind the site has: name and page. */
export function richest(pages) {
  return KINDS.flatMap((kind) => {
    const found = pages.filter((page) => isOf(kind, page));
    const count = (page) => (kind.most ? [...page.html.matchAll(kind.most)].length : 0);
    const best = found.reduce((a, b) => (a && count(a) >= count(b) ? a : b), undefined);
    return best ? [{ name: kind.name, path: best.path, html: best.html }] : [];
  });
}

/** The kinds the site has no page of: what is not there was not tested, and that is said. */
export function missing(pages) {
  return KINDS.filter((kind) => !pages.some((page) => isOf(kind, page))).map((kind) => kind.name);
}

function isOf(kind, page) {
  if (kind.path) return kind.path.test(page.path);
  return kind.has instanceof RegExp ? kind.has.test(page.html) : page.html.includes(kind.has);
}
