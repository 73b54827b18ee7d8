// Takes a page that was made anew into the one that is shown, so that the reader keeps their place and what they have
// opened, typed or ticked. Nothing that comes from the server is taken for markup but the page itself.
"use strict";
{
  const { findAll } = groundwork.dom;

  // Data that a page gives of itself.
  const DATA = "script[type='application/ld+json']";
  // What a head says of its page, beside title, styles and scripts.
  const SAID = `link:not([rel~='stylesheet']), meta[name], meta[property], ${DATA}`;
  const STYLES = "link[rel~='stylesheet']";

  /**
   * The scripts of a page at `path`, but for the preview's own.
   *
   * @param {Document} page
   * @param {string} path
   */
  function scriptsOf(page, path) {
    const all = page.querySelectorAll(`script:not([src^='/.preview/']):not(${DATA})`);
    const base = new URL(path, location.origin);
    const name = (/** @type {Element} */ script) => {
      const src = script.getAttribute("src");
      return src ? new URL(src, base).href : script.textContent;
    };
    return Array.from(all, name).join("\n");
  }

  function dropHead() {
    for (const old of findAll(SAID, document.head)) old.remove();
  }

  /** @param {Document} next */
  function takeInHead(next) {
    document.title = next.title;
    for (const one of findAll(SAID, next.head)) document.head.append(document.importNode(one, true));
  }

  /**
   * Takes in the body, as far as it differs.
   *
   * @param {Document} next
   */
  function takeInBody(next) {
    copyAttributes(next.documentElement, document.documentElement);
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: mayUpdate, beforeNodeMorphed: mayMorph },
    });
  }

  /**
   * Whether a node may change: what a script of the page has made its own stays as it is.
   *
   * @param {Node} node
   */
  function mayMorph(node) {
    return !("dataset" in node && "live" in /** @type {HTMLElement} */ (node).dataset);
  }

  /**
   * Whether an attribute may change: what the reader has opened, typed or ticked stays.
   *
   * @param {string} name
   * @param {any} element
   */
  function mayUpdate(name, element) {
    if (name === "open") return element.tagName !== "DETAILS";
    if (name === "value") return element.value === element.defaultValue;
    if (name === "checked") return element.checked === element.defaultChecked;
    return true;
  }

  /**
   * @param {Element} from
   * @param {Element} to
   */
  function copyAttributes(from, to) {
    for (const { name, value } of from.attributes) {
      if (to.getAttribute(name) !== value) to.setAttribute(name, value);
    }
  }

  /**
   * Loads the stylesheets of the next page, and drops the old ones when the new ones are there.
   *
   * @param {Document} next
   */
  function swapStyles(next) {
    const old = findAll(STYLES, document.head);
    const wanted = findAll(STYLES, next.head);
    const hrefs = (/** @type {HTMLElement[]} */ links) => links.map((link) => link.getAttribute("href")).join("\n");
    if (hrefs(old) === hrefs(wanted)) return;
    const dropOld = () => {
      for (const link of old) link.remove();
    };
    let waiting = wanted.length;
    const done = () => {
      waiting -= 1;
      if (waiting === 0) dropOld();
    };
    for (const link of wanted) {
      const fresh = document.importNode(link);
      fresh.onload = done;
      fresh.onerror = done;
      document.head.append(fresh);
    }
    if (wanted.length === 0) dropOld();
  }

  /** The first element of the page that stands by itself in the window. */
  function elementAtTop() {
    for (let y = 4; y < innerHeight; y += 40) {
      const at = document.elementFromPoint(innerWidth / 2, y);
      // Between two paragraphs there is what holds them all, which stays whatever grows within it.
      const isLow = at && at.getBoundingClientRect().height < innerHeight;
      if (isLow && at !== document.body && document.body.contains(at)) return at;
    }
    return null;
  }

  /** Remembers what is at the top of the window; the result puts it there again. */
  function keepPlace() {
    const root = document.documentElement;
    const element = elementAtTop();
    const top = element?.getBoundingClientRect().top ?? 0;
    const { scrollX: left, scrollY: high } = window;
    // The browser would move the page as well.
    root.style.overflowAnchor = "none";
    return () => {
      const moved = element?.isConnected && high > 0 ? element.getBoundingClientRect().top - top : null;
      scrollTo({ left, top: moved === null ? high : scrollY + moved, behavior: "instant" });
      requestAnimationFrame(() => {
        root.style.overflowAnchor = "";
        if (root.getAttribute("style") === "") root.removeAttribute("style");
      });
    };
  }

  /**
   * Makes the page that is shown the same as the next.
   *
   * @param {Document} next
   */
  function takeIn(next) {
    const restorePlace = keepPlace();
    takeInHead(next);
    swapStyles(next);
    takeInBody(next);
    restorePlace();
  }

  groundwork.takeIn = { takeIn, dropHead, scriptsOf, mayMorph, mayUpdate };
}
