// What each theme offers beyond the text itself. A check of such a thing is made where its theme promises it; a page that offers
// more or less than its theme promises is a fault, so that no check passes because there was nothing to check.

export const THEMES = {
  default: { "a skip link": true, "a head and a foot": true, "citations to copy": true, "a contents list that follows": true },
  // For a frame: the page around it has the head, the foot and the way to the content; it runs no scripts.
  embed: { "a skip link": false, "a head and a foot": false, "citations to copy": false, "a contents list that follows": false },
};

/** Whether the page offers what its theme promises on every page, and nothing else of it. */
export function keepsPromises(page, theme) {
  return page.evaluate((theme) => {
    const there = {
      "a skip link": document.querySelector('body > a[href="#main"]') !== null,
      "a head and a foot": document.querySelector("body > header") !== null && document.querySelector("body > footer") !== null,
    };
    const scripts = document.querySelectorAll("script").length;
    const faults = Object.keys(there).filter((name) => there[name] !== theme[name]);
    const wrong = faults.map((name) => (there[name] ? `it has ${name}` : `it lacks ${name}`));
    if (scripts > 0 && !theme["citations to copy"]) wrong.push(`${scripts} scripts in a theme without`);
    return wrong;
  }, theme);
}
