// Serves a built site as a plain host would, with the strictest policy the site promises to hold under.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

export const POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".pdf": "application/pdf",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Starts a server on a free port; resolves to its origin and a function that stops it. */
export function serve(folder) {
  const server = createServer((request, response) => answer(folder, request, response));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() });
    });
  });
}

function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const found = fileFor(folder, path);
  const file = found ?? join(folder, "404.html");
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const packed = /^text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  response.writeHead(found ? 200 : 404, {
    "Content-Type": type,
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    ...(packed && { "Content-Encoding": "gzip", Vary: "Accept-Encoding" }),
  });
  const bytes = createReadStream(file).on("error", () => response.end());
  (packed ? bytes.pipe(createGzip()) : bytes).pipe(response);
}

function fileFor(folder, path) {
  // `normalize` of an absolute path cannot climb above the root.
  const wanted = join(folder, normalize(path));
  const file = path.endsWith("/") ? join(wanted, "index.html") : wanted;
  return existsSync(file) && statSync(file).isFile() ? file : null;
}
