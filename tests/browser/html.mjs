// The Nu HTML checker reads every page of the site, redirects included.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Why the checker cannot run, or null. */
export function whyNoChecker() {
  const java = spawnSync("java", ["-version"]);
  return java.error ? "no `java` on this machine (apt-get install default-jre-headless)" : null;
}

/** What it finds: a line each, nothing left out. */
export function htmlFaults(folder) {
  const run = spawnSync("java", ["-jar", JAR, "--errors-only", "--skip-non-html", "--format", "json", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  // It writes its report to stderr; where that is no report, the checker itself failed.
  try {
    return JSON.parse(run.stderr).messages.map((message) => line(folder, message));
  } catch {
    return [`the checker failed with status ${run.status}: ${run.stderr.slice(0, 500)}`];
  }
}

function line(folder, { url = "", lastLine = 0, message, extract = "" }) {
  const file = relative(folder, decodeURIComponent(url.replace(/^file:/, "")));
  return `${file}:${lastLine}: ${message} (${extract.replaceAll("\n", " ").trim()})`;
}
