// What a paper gains where scripts run: a contents list that follows the reader, and citations to copy.
// Nothing here is needed to read. The words come from the template, in the attributes of `.text`.
(() => {
  "use strict";
  const text = document.querySelector(".text");
  const fold = document.querySelector(".contents details");
  const wide = matchMedia("(min-width: 64rem)");

  /** The contents list stands open where it has a column of its own. */
  function unfold() {
    fold.open = wide.matches;
  }

  /** Marks the entry of the section being read: the last whose heading has passed the upper third of the window. */
  function follow(entries) {
    const line = innerHeight / 3;
    const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter((entry) => atEnd || entry.heading.getBoundingClientRect().top <= line);
    const current = passed.at(-1)?.link;
    for (const { link } of entries) {
      if (link !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) mark(link);
    }
  }

  function mark(link) {
    link.setAttribute("aria-current", "true");
    // `scrollIntoView` would move the page too, under the reader's eyes.
    const list = fold.parentElement;
    const place = link.offsetTop - list.scrollTop;
    if (place < 0 || place > list.clientHeight - 40) list.scrollTop = link.offsetTop - list.clientHeight / 2;
  }

  function followReader() {
    const links = [...fold.querySelectorAll("a")];
    const entries = links
      .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter((entry) => entry.heading);
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow(entries);
      });
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    soon();
  }

  /** "paragraph 2.10.3": from the anchor, which holds the numbers above it where the printed one is only "b)". */
  function place(number) {
    const anchor = decodeURIComponent(number.hash.slice(1));
    const printed = number.textContent.trim().replace(/[.:]$/, "");
    const full = /^p\d/.test(anchor) ? anchor.slice(1).replace(/~\d+$/, "") : printed;
    const word = number.closest("h2, h3, h4, h5, h6") ? text.dataset.section : text.dataset.paragraph;
    return `${word} ${full}`;
  }

  function citation(number) {
    const address = text.dataset.address || location.origin + location.pathname;
    return `${text.dataset.cite}, ${place(number)}, ${address}${number.hash}`;
  }

  /** One button for the whole paper, set behind the number that is pointed at, focused or led to. */
  function offerCitations() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const said = document.createElement("p");
    said.className = "unseen";
    said.setAttribute("role", "status");
    text.after(said);

    const offer = (number) => {
      if (!number || number.nextElementSibling === button) return;
      button.textContent = text.dataset.copy;
      said.textContent = "";
      number.after(button);
    };
    const numberOf = (place) => place?.querySelector?.(":scope > a.number, :scope > td:first-child a.number");
    const numbered = ".numbered, :is(h2, h3, h4, h5, h6):has(> a.number)";

    text.addEventListener("focusin", (event) => offer(event.target.closest("a.number")));
    // Beside the text the button moves nothing; within it, the text would jump under the pointer.
    text.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse" && wide.matches) offer(numberOf(event.target.closest(numbered)));
    });
    const led = () => offer(numberOf(document.getElementById(decodeURIComponent(location.hash.slice(1)))));
    addEventListener("hashchange", led);
    led();

    button.addEventListener("click", async () => {
      const words = citation(button.previousElementSibling);
      try {
        await navigator.clipboard.writeText(words);
        button.textContent = said.textContent = text.dataset.copied;
      } catch {
        // No clipboard without https, or not allowed: the words themselves can be taken by hand.
        button.textContent = words;
        getSelection().selectAllChildren(button);
      }
    });
  }

  if (fold) {
    unfold();
    wide.addEventListener("change", unfold);
    followReader();
  }
  if (text) offerCitations();
})();
