// Follows what is saved: loads the page again when its own bytes changed, where it was read; swaps stylesheets and pictures in place;
// goes along when the paper is renamed. It listens only while the page is in sight, as a browser keeps few connections to one host.
(() => {
  "use strict";
  const host = document.getElementById("panelpress-preview");
  const { path, have } = host.dataset;
  const PLACE = "panelpress-preview-place";
  const OPEN = "panelpress-preview-open";
  let source;

  function listen() {
    source?.close();
    source = new EventSource(`/.preview/messages?path=${encodeURIComponent(path)}&have=${have}`);
    source.onmessage = (event) => heed(JSON.parse(event.data));
  }

  function heed({ changed = [], moved = {}, checked = false }) {
    const to = Object.entries(moved).find(([from]) => here(from))?.[1];
    if (to) return void location.replace(to + location.search + location.hash);
    if (changed.some(here)) return reload();
    for (const address of changed) swap(address);
    if (checked) refreshPanel();
  }

  /** Whether an address is that of this page. */
  function here(address) {
    return address === path || decoded(address) === decoded(path);
  }

  function decoded(address) {
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  }

  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify({ path, left: scrollX, top: scrollY }));
    location.reload();
  }

  /** Back to where the page was read before it was loaded again. */
  function restore() {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    if (place?.path !== path) return;
    const back = () => scrollTo({ left: place.left, top: place.top, behavior: "instant" });
    back();
    addEventListener("load", () => {
      back();
      sessionStorage.removeItem(PLACE);
    });
  }

  /** Shows a file's new bytes where the page shows its old ones. */
  function swap(address) {
    const is = (url) => url && new URL(url, location.href).pathname === new URL(address, location.href).pathname;
    const fresh = `${address}?${Date.now()}`;
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) if (is(link.href)) restyle(link, fresh);
    for (const image of document.querySelectorAll("img")) if (is(image.src)) image.src = fresh;
    for (const script of document.scripts) if (is(script.src)) return reload();
  }

  /** The old stylesheet goes when the new one is there, or the page would stand bare for a moment. */
  function restyle(link, url) {
    const next = link.cloneNode();
    next.href = url;
    next.addEventListener("load", () => link.remove(), { once: true });
    next.addEventListener("error", () => next.remove(), { once: true });
    link.after(next);
  }

  async function refreshPanel() {
    const panel = host.shadowRoot?.querySelector(".panel");
    const answer = panel && (await fetch(`/.preview/panel?path=${encodeURIComponent(path)}`));
    if (!answer?.ok) return;
    panel.innerHTML = await answer.text();
    keepOpen();
  }

  /** The list of findings stays open from page to page, once it was opened. */
  function keepOpen() {
    const details = host.shadowRoot?.querySelector("details");
    if (!details) return;
    details.open = sessionStorage.getItem(OPEN) === "yes";
    details.addEventListener("toggle", () => sessionStorage.setItem(OPEN, details.open ? "yes" : "no"));
  }

  restore();
  keepOpen();
  if (host.shadowRoot?.querySelector(".checking")) refreshPanel();
  if (!document.hidden) listen();
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : listen()));
  addEventListener("pageshow", (event) => event.persisted && listen());
  addEventListener("pagehide", () => source?.close());
})();
