// Previews of what links in the text lead to: a page, a section, a term, a source, a note. They come when a pointer
// rests on a link, when the keyboard reaches it, and when it is tapped; then the next tap follows it. Without this
// script links are links.
"use strict";

if (groundwork.reader && document.querySelector("main[data-hover]")) {
  const { decode, findAll, hasModifier, make } = groundwork.dom;
  const { reader } = groundwork;
  const main = /** @type {HTMLElement} */ (document.querySelector("main[data-hover]"));
  const words = JSON.parse(main.dataset.hover ?? "");
  // How long a pointer has to rest, and how long it may be on its way to the card, in milliseconds.
  const REST = 300;
  const AWAY = 400;
  // How much of a section is shown, in UTF-16 units.
  const LONGEST = 240;
  // How far the card is from its link and from the edges of the window, in pixels.
  const GAP = 8;
  const LINKS = ".text a[href], .backlinks a[href]";

  const open = make("a", { class: "hover-open" }, words.open);
  const close = make("button", { type: "button" }, words.close);
  const actions = make("p", { class: "hover-actions" }, close);
  // It takes the focus when it is clicked, so that its text can be selected.
  const card = make("div", { hidden: true, tabindex: "-1", role: "dialog", "aria-label": words.label }, actions);
  // Tells those who listen what the card shows. A description of the link would come when the link has been read out.
  const said = make("p", { class: "unseen", role: "status" });

  /**
   * The link whose card is shown, and by what.
   *
   * @type {HTMLAnchorElement | null}
   */
  let shown = null;
  /** @type {"pointer" | "focus" | "tap" | ""} */
  let by = "";
  /**
   * What is to be shown next.
   *
   * @type {WantedPreview | null}
   */
  let next = null;
  /**
   * The link under the pointer.
   *
   * @type {HTMLAnchorElement | null}
   */
  let under = null;
  let leaving = 0;
  // What pressed last: clicks of older browsers do not say.
  let pressed = "";

  // ---- What a link leads to ------------------------------------------------------------------------

  /**
   * Whether a link leads to a place on its own page, which may be one of many in a file.
   *
   * @param {HTMLAnchorElement} link
   */
  function isOnPage(link) {
    if (reader.leafAt) return reader.leafAt(link.href) === link.closest(".leaf");
    return link.href.split("#")[0] === location.href.split("#")[0];
  }

  /**
   * The link that an element is part of, where it may have a preview.
   *
   * @param {EventTarget | null} target
   */
  function linkOf(target) {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link?.matches(LINKS) || link.matches("[role='doc-backlink'], .anchor")) return null;
    const isOurs = link.protocol === location.protocol && link.host === location.host;
    // One file may have any name.
    const isPage = reader.leafAt ? link.hash : link.pathname.endsWith(".html") && (link.hash || !isOnPage(link));
    return isOurs && isPage ? link : null;
  }

  /** @param {HTMLAnchorElement} link */
  const anchor = (link) => decode(link.hash.slice(1));

  /**
   * A copy of the source or the note on this page to which a link leads.
   *
   * @param {HTMLAnchorElement} link
   */
  function entry(link) {
    const target = isOnPage(link) ? document.getElementById(anchor(link)) : null;
    if (!target?.matches(".sources li, .footnotes li")) return null;
    const copy = /** @type {Element} */ (target.cloneNode(true));
    const beside = besideMark(link, target);
    for (const back of findAll(".backs, [role='doc-backlink']", copy)) back.remove();
    for (const named of findAll("[id]", copy)) named.removeAttribute("id");
    return make("div", { class: "hover-entry" }, ...copy.childNodes, ...beside);
  }

  /**
   * What a source's entry says of the claim of one mark: the place in the source where the mark has no room for it, and
   * what the source cites in turn.
   *
   * @param {HTMLAnchorElement} link
   * @param {Element} source
   */
  function besideMark(link, source) {
    // Of several links in a mark the first has its id.
    /** @type {Element | null} */
    let mark = link;
    while (mark?.matches(".cite") && !mark.id) mark = mark.previousElementSibling;
    const backs = /** @type {HTMLAnchorElement[]} */ (findAll(".back > a", source));
    const back = backs.find((one) => mark?.id && anchor(one) === mark.id)?.parentElement;
    const words = back ? findAll(".place, .second-hand", back) : [];
    if (!words.length) return [];
    const said = words.flatMap((one) => [" ", one.cloneNode(true)]);
    return [make("p", { class: "hover-place" }, ...said)];
  }

  /**
   * What another page says, or a section of this one; null where there is nothing to say.
   *
   * @param {HTMLAnchorElement} link
   */
  async function describe(link) {
    const page = await reader.read(link.href);
    const id = anchor(link);
    const section = page?.sections.find((one) => one.heading && one.id === id);
    if (!page?.title || (!section && isOnPage(link))) return null;
    const { title, kind, kindId, lang, dir } = page;
    const where = make("p", { class: "hover-where" });
    if (kind) where.append(make("span", { class: `kind kind-${kindId}` }, kind), " ");
    if (section && title !== kind) where.append(title);
    const heading = make("p", { class: "hover-title" }, section ? section.heading : title);
    return make("div", { lang, dir }, where, heading, make("p", { class: "hover-text" }, gist(page, section)));
  }

  /**
   * What a section says, or else a page; of a term, its definition.
   *
   * @param {PageText} page
   * @param {SectionText | undefined} section
   */
  function gist({ hasTerms, summary, sections }, section) {
    const definition = hasTerms ? section?.lead : "";
    return cut(definition || section?.text || summary || sections.find((one) => one.text)?.text || "");
  }

  /** @param {string} text */
  function cut(text) {
    if (text.length <= LONGEST) return text;
    return `${text.slice(0, LONGEST).replace(/\s+\S*$|[\ud800-\udbff]$/, "")} …`;
  }

  // ---- Showing it ----------------------------------------------------------------------------------

  /**
   * @param {HTMLAnchorElement} link
   * @param {WantedPreview["how"]} how
   */
  function want(link, how, x = NaN) {
    forget();
    const mine = { link, how, x, timer: 0 };
    mine.timer = setTimeout(show, how === "tap" ? 0 : REST, mine);
    next = mine;
  }

  function forget() {
    clearTimeout(next?.timer);
    next = null;
  }

  /** @param {WantedPreview} mine */
  async function show(mine) {
    const { link, how } = mine;
    let part = entry(link);
    if (!part) {
      // A finger is answered at once.
      if (how === "tap") draw(mine, make("p", { class: "hover-title" }, link.textContent ?? ""));
      part = await describe(link);
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

  /**
   * @param {WantedPreview} wanted
   * @param {HTMLElement} part
   */
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
    place(link, x);
  }

  /**
   * Puts the card where its link is. A sheet lies at the foot of the window.
   *
   * @param {HTMLAnchorElement} link
   */
  function place(link, x = NaN) {
    const { style } = card;
    style.left = style.top = style.maxHeight = "";
    if (by === "tap") uncover(link);
    else placeBeside(link, x);
  }

  /**
   * Scrolls so that a link stays in sight above the sheet, to be tapped again.
   *
   * @param {HTMLAnchorElement} link
   */
  function uncover(link) {
    const { top, bottom } = sentenceBox(link);
    const free = card.getBoundingClientRect().top;
    // A sentence that is longer than the room above goes out of it at the top, but not with its link.
    const covered = Math.max(
      Math.min(bottom + GAP - free, top - GAP),
      link.getBoundingClientRect().bottom + GAP - free,
    );
    if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
  }

  /**
   * Where the sentence in which a link stands begins and ends, from the top of the window. A mark behind a full stop
   * belongs to the sentence before it.
   *
   * @param {HTMLAnchorElement} link
   */
  function sentenceBox(link) {
    const own = link.getBoundingClientRect();
    const block = link.closest("p, li, dd, dt, td, th, blockquote, figcaption");
    if (!block || !Intl.Segmenter) return own;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEndBefore(link);
    const at = before.toString().length;
    const segmenter = new Intl.Segmenter(block.closest("[lang]")?.getAttribute("lang") ?? "en", {
      granularity: "sentence",
    });
    const found = segmenter.segment(block.textContent ?? "").containing(Math.max(at - 1, 0));
    if (!found) return own;
    const range = document.createRange();
    setPoint(block, found.index, (node, offset) => range.setStart(node, offset));
    setPoint(block, found.index + found.segment.trimEnd().length, (node, offset) => range.setEnd(node, offset));
    const box = range.getBoundingClientRect();
    const [top, bottom] = [Math.min(box.top, own.top), Math.max(box.bottom, own.bottom)];
    // Beside one that fills the window there is no room.
    return bottom - top > document.documentElement.clientHeight / 2 ? own : { top, bottom };
  }

  /**
   * Finds the place in an element that is so many UTF-16 units into its text.
   *
   * @param {Element} element
   * @param {number} at
   * @param {(node: Node, offset: number) => void} set
   */
  function setPoint(element, at, set) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = at;
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const length = text.textContent?.length ?? 0;
      if (left <= length) {
        set(text, left);
        return;
      }
      left -= length;
    }
  }

  /**
   * Puts the card below the sentence of its link, or above it where there is more room, so that it can be read beside it.
   *
   * @param {HTMLAnchorElement} link
   * @param {number} x
   */
  function placeBeside(link, x) {
    const { style } = card;
    const { top, bottom } = sentenceBox(link);
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - bottom - 2 * GAP;
    const above = top - 2 * GAP;
    const isAbove = card.offsetHeight > below && above > below;
    style.maxHeight = `${isAbove ? above : below}px`;
    const box = card.getBoundingClientRect();
    const lines = [...link.getClientRects()];
    const line = lines.find(({ left, right }) => x >= left && x <= right) ?? lines[0];
    const isFromRight = getComputedStyle(link.parentElement ?? link).direction === "rtl";
    const start = isFromRight ? line.right - box.width : line.left;
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

  // ---- The pointer, the keyboard and the finger ------------------------------------------------------

  const hasFocus = () => card.contains(document.activeElement);

  /** @param {EventTarget | null} target */
  const isInCard = (target) => target instanceof Node && card.contains(target);

  /** @param {PointerEvent} event */
  function onPointer({ target, pointerType, clientX }) {
    if (pointerType === "touch") return;
    const link = linkOf(target);
    if (link && link === under) return;
    under = link;
    if (next?.how === "pointer") forget();
    clearTimeout(leaving);
    if (isInCard(target) || (link && link === shown)) return;
    if (by === "pointer" && !hasFocus()) leaving = setTimeout(hide, AWAY);
    if (link) want(link, "pointer", clientX);
  }

  /** @param {FocusEvent} event */
  function onFocus({ target }) {
    const link = linkOf(target);
    if (link && link !== shown && link.matches(":focus-visible")) want(link, "focus");
  }

  /** @param {FocusEvent} event */
  function onBlur({ target, relatedTarget }) {
    if (next?.how === "focus") forget();
    const isLost = by === "focus" || (by === "pointer" && isInCard(target));
    if (isLost && relatedTarget !== shown && !isInCard(relatedTarget)) hide();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (!shown) return;
    if (event.key === "Tab" && !hasModifier(event)) onTab(event, shown);
    if (event.key !== "Escape") return;
    if (hasFocus()) shown.focus();
    dismiss();
    // What else Escape closes stays open.
    event.stopPropagation();
  }

  /**
   * The card stands at the end of the page, but for the keyboard it comes after its link.
   *
   * @param {KeyboardEvent} event
   * @param {HTMLAnchorElement} link
   */
  function onTab(event, link) {
    const isBack = event.shiftKey;
    const stops = findAll("a[href], button", card).filter((stop) => stop.offsetParent);
    const from = document.activeElement;
    const isLeaving = from === stops[isBack ? 0 : stops.length - 1];
    if (isLeaving) link.focus();
    else if (from === link && !isBack) stops[0]?.focus();
    // From the link on the browser finds the way by itself.
    if ((isLeaving && isBack) || (hasFocus() && from === link)) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  function onClick(event) {
    const { target, detail } = event;
    const link = linkOf(target);
    const isTouch = (event.pointerType ?? (detail > 0 && pressed)) === "touch";
    const isPlain = !hasModifier(event) && !event.shiftKey && !event.defaultPrevented;
    const isSecond = link === shown && by === "tap";
    if (link && isTouch && isPlain && !isSecond) {
      event.preventDefault();
      want(link, "tap");
    } else if (target instanceof Element && (close.contains(target) || target.closest("a"))) dismiss();
  }

  /**
   * A finger that scrolls the page is never up.
   *
   * @param {PointerEvent} event
   */
  function onRelease({ target }) {
    if (!shown || isInCard(target) || (target instanceof Node && shown.contains(target))) return;
    dismiss();
  }

  document.addEventListener("pointerover", onPointer);
  document.documentElement.addEventListener("pointerleave", onPointer);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick);
  document.addEventListener("pointerdown", ({ pointerType }) => (pressed = pointerType), true);
  document.addEventListener("pointerup", onRelease);
  addEventListener("resize", () => shown && by !== "tap" && place(shown));
  // A live preview has taken in the page, and taken out what it does not know.
  document.addEventListener("preview:updated", () => {
    dismiss();
    main.append(card, said);
  });
  main.append(card, said);
}
