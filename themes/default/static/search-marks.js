// Marks what was looked for: in the results of search, and on the page to which a result leads.
"use strict";
{
  const { decode, make } = groundwork.dom;
  // Text in these is not marked, nor marked twice.
  const UNMARKED = "script, style, svg, select, textarea, mark";

  /**
   * Divides a stretch of a text by what was found in it: stretches that were not found and that were take turns.
   *
   * @param {string} text
   * @param {Set<string>} found
   */
  function divide(text, found, from = 0, to = text.length) {
    const parts = [];
    let at = from;
    for (const [word, start, end] of groundwork.words.tokens(text)) {
      if (!found.has(word) || end <= at || start < from || end > to) continue;
      const begin = Math.max(start, at);
      parts.push(text.slice(at, begin), text.slice(begin, end));
      at = end;
    }
    return [...parts, text.slice(at, to)];
  }

  /**
   * A text, or a stretch of it, with what was found marked in it; one part where nothing was.
   *
   * @type {SearchMarks["marked"]}
   */
  function marked(text, found, { from = 0, to = text.length, className = "" } = {}) {
    const attributes = { class: className || false };
    return divide(text, found, from, to).map((part, at) => (at % 2 ? make("mark", attributes, part) : part));
  }

  /**
   * Marks what was found within an element.
   *
   * @param {Element} element
   * @param {Set<string>} found
   */
  function mark(element, found) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) {
      if (text.parentElement?.closest(UNMARKED)) continue;
      const parts = marked(text.data, found, { className: "found" });
      if (parts.length > 1) text.replaceWith(...parts);
    }
  }

  function unmark() {
    for (const old of document.querySelectorAll("mark.found")) {
      const { parentNode } = old;
      old.replaceWith(...old.childNodes);
      parentNode?.normalize();
    }
  }

  /** Takes what was looked for out of the address and marks it on the page. No server sees it. */
  async function arrive() {
    const [place, forms] = location.hash.split("?find=");
    if (forms === undefined) return;
    const found = new Set(forms.split("+").map(decode).filter(Boolean));
    if (place.length > 1) location.replace(place);
    else history.replaceState(history.state, "", location.href.split("#")[0]);
    // Words are divided by a script that only who searches needs.
    if (!groundwork.words) await groundwork.searchLoader.loadFinder();
    if (!groundwork.words) return;
    unmark();
    const page = groundwork.reader?.leafAt?.(place) ?? document.querySelector("main");
    if (page) mark(page, found);
  }

  groundwork.searchMarks = { divide, marked };
  // A page that another reads has nobody to look at it.
  if (groundwork.reader && document.getElementById("page-query")) {
    addEventListener("hashchange", arrive);
    arrive();
  }
}
