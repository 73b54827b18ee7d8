// Previews of what links in the text lead to: a page, a section, a term, a source, a note. They come when a pointer
// rests on a link, when the keyboard reaches it, and when it is tapped; then the next tap follows it. Without this
// script links are links.
(() => {
  "use strict";

  const peek = globalThis.groundworkPeek;
  const main = document.querySelector("main[data-hover]");
  // A page that another reads has nobody to look at it.
  if (!peek || !main) return;
  const words = JSON.parse(main.dataset.hover);
  // How long a pointer has to rest, and how long it may be on its way to the card, in milliseconds.
  const REST = 300;
  const AWAY = 250;
  // How much of a section is shown, in UTF-16 units.
  const LONGEST = 240;
  // How far the card is from its link and from the edges of the window, in pixels.
  const GAP = 8;
  const LINKS = ".text a[href], .backlinks a[href]";

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const open = make("a", { className: "hover-open" }, words.open);
  const close = make("button", { type: "button" }, words.close);
  const actions = make("p", { className: "hover-actions" }, close);
  // It takes the focus when it is clicked, so that its text can be selected.
  const card = make("div", { hidden: true, tabIndex: -1 }, actions);
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", words.label);
  // Tells those who listen what the card shows. A description of the link would come when the link has been read out.
  const said = make("p", { className: "unseen" });
  said.setAttribute("role", "status");

  // The link whose card is shown, and by what: "pointer", "focus" or "tap".
  let shown = null;
  let by = "";
  // What is to be shown next, `{ link, how, x, timer }`.
  let next = null;
  // The link under the pointer.
  let under = null;
  let leaving = 0;

  /** Whether a link leads to a place on its own page, which may be one of many in a file. */
  function isOnPage(link) {
    if (peek.leafAt) return peek.leafAt(link.href) === link.closest(".leaf");
    return link.href.split("#")[0] === location.href.split("#")[0];
  }

  const hasFocus = () => card.contains(document.activeElement);

  /** The link that an element is part of, where it may have a preview. */
  function previewed(element) {
    const link = element.closest?.("a");
    if (!link?.matches(LINKS) || link.matches("[role='doc-backlink']")) return null;
    const isOurs = link.protocol === location.protocol && link.host === location.host;
    // One file may have any name.
    const isPage = peek.leafAt ? link.hash : link.pathname.endsWith(".html") && (link.hash || !isOnPage(link));
    return isOurs && isPage ? link : null;
  }

  function anchor({ hash }) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  /** A copy of the source or the note on this page to which a link leads. */
  function entry(link) {
    const target = isOnPage(link) && document.getElementById(anchor(link));
    if (!target || !target.matches(".sources li, .footnotes li")) return null;
    const copy = target.cloneNode(true);
    for (const back of copy.querySelectorAll(".backs, [role='doc-backlink']")) back.remove();
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    return make("div", { className: "hover-entry" }, ...copy.childNodes);
  }

  /** What another page says, or a section of this one; null where there is nothing to say. */
  async function told(link) {
    const page = await peek(link.href);
    const id = anchor(link);
    const section = page?.sections.find((one) => one.heading && one.id === id);
    if (!page?.title || (!section && isOnPage(link))) return null;
    const { title, kind, kindId, summary, sections, lang, dir } = page;
    const where = make("p", { className: "hover-where" });
    if (kind) where.append(make("span", { className: `kind kind-${kindId}` }, kind), " ");
    if (section && title !== kind) where.append(title);
    const isTerm = section && kindId === "glossary";
    const text = (isTerm && section.lead) || section?.text || summary || sections.find((one) => one.text)?.text || "";
    const heading = make("p", { className: "hover-title" }, section ? section.heading : title);
    return make("div", { lang, dir }, where, heading, make("p", { className: "hover-text" }, cut(text)));
  }

  function cut(text) {
    if (text.length <= LONGEST) return text;
    return `${text.slice(0, LONGEST).replace(/\s+\S*$|[\ud800-\udbff]$/, "")} …`;
  }

  function want(link, how, x) {
    forget();
    const mine = { link, how, x, timer: 0 };
    mine.timer = setTimeout(show, how === "tap" ? 0 : REST, mine);
    next = mine;
  }

  function forget() {
    clearTimeout(next?.timer);
    next = null;
  }

  async function show(mine) {
    const { link, how } = mine;
    let part = entry(link);
    if (!part) {
      // A finger is answered at once.
      if (how === "tap") draw(mine, make("p", { className: "hover-title" }, link.textContent));
      part = await told(link);
      // Meanwhile something else may have been asked for.
      if (next !== mine) return;
    }
    forget();
    if (part) {
      draw(mine, part);
      if (how !== "pointer") said.textContent = part.innerText;
    } else if (how === "tap") {
      // It shows nothing, so it is a click.
      hide();
      location.assign(link.href);
    }
  }

  function draw({ link, how, x }, part) {
    hide();
    shown = link;
    by = how;
    card.replaceChildren(part, actions);
    card.className = how === "tap" ? "hover-card hover-sheet" : "hover-card";
    card.hidden = false;
    actions.hidden = how !== "tap";
    open.href = link.href;
    actions.replaceChildren(...(isOnPage(link) ? [] : [open]), close);
    place(x);
  }

  /** Puts the card below its link, or above where there is more room. A sheet lies at the foot of the window. */
  function place(x) {
    const { style } = card;
    const { top, bottom } = shown.getBoundingClientRect();
    style.left = style.top = style.maxHeight = "";
    if (by === "tap") {
      // The link stays in sight, to be tapped again.
      const covered = bottom + GAP - card.getBoundingClientRect().top;
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
      return;
    }
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - bottom - 2 * GAP;
    const above = top - 2 * GAP;
    const isAbove = card.offsetHeight > below && above > below;
    style.maxHeight = `${isAbove ? above : below}px`;
    const box = card.getBoundingClientRect();
    const lines = [...shown.getClientRects()];
    const line = lines.find(({ left, right }) => x >= left && x <= right) || lines[0];
    const start = getComputedStyle(shown.parentElement).direction === "rtl" ? line.right - box.width : line.left;
    const left = Math.max(GAP, Math.min(start, clientWidth - GAP - box.width));
    // Counted from where it is, since a theme may place it within anything.
    style.left = `${card.offsetLeft + left - box.left}px`;
    style.top = `${card.offsetTop + (isAbove ? top - GAP - box.height : bottom + GAP) - box.top}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown = null;
    by = "";
    card.hidden = true;
    said.textContent = "";
  }

  function dismiss() {
    forget();
    hide();
  }

  function onPointer({ target, pointerType, clientX }) {
    if (pointerType === "touch") return;
    const link = previewed(target);
    if (link && link === under) return;
    under = link;
    if (next?.how === "pointer") forget();
    clearTimeout(leaving);
    if (card.contains(target) || (link && link === shown)) return;
    if (by === "pointer" && !hasFocus()) leaving = setTimeout(hide, AWAY);
    if (link) want(link, "pointer", clientX);
  }

  function onFocus({ target }) {
    const link = previewed(target);
    if (link && link !== shown && link.matches(":focus-visible")) want(link, "focus");
  }

  function onBlur({ target, relatedTarget }) {
    if (next?.how === "focus") forget();
    const isLost = by === "focus" || (by === "pointer" && card.contains(target));
    if (isLost && relatedTarget !== shown && !card.contains(relatedTarget)) hide();
  }

  function onKey(event) {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (key === "Tab" && shown && !altKey && !ctrlKey && !metaKey) onTab(event, shiftKey);
    if (key !== "Escape" || !shown) return;
    if (hasFocus()) shown.focus();
    dismiss();
    // What else Escape closes stays open.
    event.stopPropagation();
  }

  /** The card stands at the end of the page, but for the keyboard it comes after its link. */
  function onTab(event, isBack) {
    const stops = [...card.querySelectorAll("a[href], button")].filter((stop) => stop.offsetParent);
    const from = document.activeElement;
    const isLeaving = from === stops[isBack ? 0 : stops.length - 1];
    if (isLeaving) shown.focus();
    else if (from === shown && !isBack) stops[0]?.focus();
    // From the link on the browser finds the way by itself.
    if ((isLeaving && isBack) || (hasFocus() && from === shown)) event.preventDefault();
  }

  // What pressed last: clicks of older browsers do not say.
  let pressed = "";

  function onClick(event) {
    const { target, detail, ctrlKey, metaKey, shiftKey, altKey } = event;
    const link = previewed(target);
    const isTouch = (event.pointerType ?? (detail > 0 && pressed)) === "touch";
    const isPlain = !ctrlKey && !metaKey && !shiftKey && !altKey && !event.defaultPrevented;
    const isSecond = link === shown && by === "tap";
    if (link && isTouch && isPlain && !isSecond) {
      event.preventDefault();
      want(link, "tap");
    } else if (close.contains(target) || target.closest("a")) dismiss();
  }

  document.addEventListener("pointerover", onPointer);
  document.documentElement.addEventListener("pointerleave", onPointer);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick);
  document.addEventListener("pointerdown", ({ pointerType }) => (pressed = pointerType), true);
  // A finger that scrolls the page is never up.
  document.addEventListener("pointerup", ({ target }) => {
    if (shown && !card.contains(target) && !shown.contains(target)) dismiss();
  });
  addEventListener("resize", () => shown && by !== "tap" && place());
  // A live preview has taken in the page, and taken out what it does not know.
  document.addEventListener("preview:updated", () => {
    dismiss();
    main.append(card, said);
  });
  main.append(card, said);
})();
