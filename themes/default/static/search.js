// The field for search and the list of its results. `search-index.js` and `search-ranking.js`, which are loaded when
// somebody is about to search, find them. Without this script the field stays hidden, and the A to Z serves.
"use strict";

if (groundwork.reader && document.getElementById("page-query")) {
  const { fill, hasModifier, make, pluralForm } = groundwork.dom;
  const { searchLoader, searchResults } = groundwork;
  const box = /** @type {HTMLElement} */ (document.getElementById("page-search"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("page-query"));
  const words = JSON.parse(box.dataset.words ?? "");
  // Longer queries are cut.
  const LONGEST = 200;
  // How long typing has to pause, in milliseconds.
  const PAUSE = 20;
  // How many pages are read at once for what they say.
  const AT_ONCE = 3;

  const status = make("p", { class: "search-status", role: "status" });
  const meant = make("p", { class: "search-meant", hidden: true });
  const note = make("p", { class: "search-note", hidden: true });
  const filters = { kind: filter(words.kind), tag: filter(words.tag) };
  const filterRow = make("div", { class: "search-filters" }, filters.kind, filters.tag);
  const list = make("div", { id: "page-results", class: "search-list", role: "listbox", "aria-label": words.list });
  const panel = make("div", { class: "search-panel", hidden: true }, status, meant, filterRow, list, note);
  // Which of the results is chosen; -1 for none.
  let active = -1;
  /**
   * The latest search; what comes of earlier ones is not shown any more.
   *
   * @type {Promise<Answer | null> | null}
   */
  let latest = null;
  let timer = 0;
  /**
   * The index whose kinds and tags can be chosen.
   *
   * @type {SearchIndex | null}
   */
  let filled = null;

  /** @param {string} label */
  function filter(label) {
    return make("select", { "aria-label": label, input: () => update() }, make("option", { value: "" }, label));
  }

  /**
   * What is found in the language of the page, or else in the first of the others in which anything is.
   *
   * @param {string} query
   * @returns {Promise<Answer | null>}
   */
  async function search(query) {
    const finder = await searchLoader.loadFinder();
    const [own, ...others] = searchLoader.folders();
    const index = await finder?.ready(own);
    if (!finder || !index) return null;
    fillFilters(index);
    const wanted = { kind: filters.kind.value, tag: filters.tag.value };
    const answer = await finder.find(query, wanted, own);
    if (answer.count === 0 && !wanted.kind && !wanted.tag) {
      for (const folder of others) {
        const other = await finder.find(query, wanted, folder);
        if (other.count > 0) return { ...other, stretch: finder.stretch };
      }
    }
    return { ...answer, stretch: finder.stretch };
  }

  /** @param {SearchIndex} index */
  function fillFilters(index) {
    if (index === filled) return;
    filled = index;
    fillFilter(filters.kind, index.kinds);
    fillFilter(filters.tag, index.tags);
  }

  /**
   * @param {HTMLSelectElement} select
   * @param {string[]} names
   */
  function fillFilter(select, names) {
    select.hidden = names.length < 2;
    const chosen = select.selectedOptions[0]?.label;
    select.length = 1;
    select.append(...names.map((name, at) => make("option", { value: String(at) }, name)));
    select.selectedIndex = Math.max(0, names.indexOf(chosen) + 1);
  }

  // ---- The list of results ----------------------------------------------------------------------

  /** @param {boolean} isOpen */
  function show(isOpen) {
    panel.hidden = !isOpen;
    const hasList = isOpen && list.childElementCount > 0;
    list.hidden = !hasList;
    input.setAttribute("aria-expanded", String(hasList));
    if (!isOpen) choose(-1);
  }

  /** @param {number} at */
  function choose(at) {
    active = at;
    [...list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  /** @param {Answer | null} answer */
  function draw(answer) {
    const { count, most, shown, found } = answer ?? { count: 0, most: 0, shown: [], found: new Set() };
    const { isBroken } = searchLoader;
    list.replaceChildren(...shown.map((result, at) => searchResults.option(result, at, found)));
    choose(-1);
    const counted = fill(pluralForm(words.results, count) || "{n}", { n: count });
    const first = count > most && shown.length > 0 ? ` ${fill(words.first, { n: most })}` : "";
    status.textContent = (count > 0 ? counted : words.nothing) + first;
    drawMeant(answer?.meant ?? null);
    note.hidden = count > 0 && !isBroken;
    const link = make("a", { href: searchResults.addressOf(box.dataset.aToZ ?? "").href }, words.all);
    note.replaceChildren(isBroken ? `${words.broken} ` : "", link);
    show(true);
  }

  /**
   * Asks whether something else was meant.
   *
   * @param {string | null} query
   */
  function drawMeant(query) {
    meant.hidden = query === null;
    if (query === null) return;
    const take = () => {
      input.value = query;
      input.focus();
      update();
    };
    const button = make("button", { type: "button", click: take }, query);
    const [before, after] = (words.meant ?? "").split("{words}");
    meant.replaceChildren(before, button, after ?? "");
  }

  /**
   * Adds the results that come after the first, and to all of them the words that were found, as their pages tell
   * them.
   *
   * @param {Answer} answer
   * @param {() => boolean} isLatest
   */
  async function complete(answer, isLatest) {
    const { shown, found } = answer;
    const rest = await answer.more;
    if (!isLatest()) return;
    list.append(...rest.map((result, at) => searchResults.option(result, shown.length + at, found)));
    const texts = [...list.querySelectorAll(".search-text")];
    const waiting = [...shown, ...rest].entries();
    // Each takes the next result that nobody has taken.
    const work = async () => {
      for (const [at, result] of waiting) {
        const parts = await searchResults.excerpt(result, answer);
        if (!isLatest()) return;
        if (parts) texts[at].replaceChildren(...parts);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Searches for what stands in the field. */
  async function update() {
    clearTimeout(timer);
    latest = null;
    const query = input.value;
    if (query.trim() === "") {
      show(false);
      return;
    }
    const mine = search(query.slice(0, LONGEST)).catch(() => {
      searchLoader.isBroken = true;
      return null;
    });
    latest = mine;
    const isLatest = () => latest === mine;
    const answer = await mine;
    if (!isLatest()) return;
    draw(answer);
    if (answer) complete(answer, isLatest);
  }

  // ---- The keyboard and the pointer ---------------------------------------------------------------

  /** Goes to the chosen result, or to the first of what was typed last. */
  async function follow() {
    const isChosen = !panel.hidden && active >= 0;
    if (!isChosen) await update();
    const chosen = list.children[Math.max(active, 0)];
    if (chosen instanceof HTMLElement && !list.hidden) chosen.click();
  }

  /**
   * What keys do; false where there is nothing to do.
   *
   * @type {Record<string, () => unknown>}
   */
  const KEYS = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: follow, Escape: close };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing || hasModifier(event) || !(event.key in KEYS)) return;
    if (KEYS[event.key]() !== false) event.preventDefault();
  }

  /**
   * Chooses the next result or the one before; between the last and the first, none is chosen.
   *
   * @param {number} step
   */
  function move(step) {
    const count = list.hidden ? 0 : list.childElementCount;
    if (panel.hidden) update();
    else if (count > 0) choose(((active + step + 1 + count + 1) % (count + 1)) - 1);
    else return false;
    return true;
  }

  /** Closes the list, or else empties the field. */
  function close() {
    if (!panel.hidden) show(false);
    else if (input.value) input.value = "";
    else return false;
    return true;
  }

  /**
   * A slash goes to the field from wherever nothing is typed.
   *
   * @param {KeyboardEvent} event
   */
  function onSlash(event) {
    const isTyping =
      event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || hasModifier(event) || isTyping || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  /** @param {Event} event */
  function closeFromOutside({ target }) {
    if (!(target instanceof Node && box.contains(target))) show(false);
  }

  /** @param {KeyboardEvent} event */
  function leavePanel({ key }) {
    if (key !== "Escape") return;
    show(false);
    input.focus();
  }

  function listen() {
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(update, PAUSE);
    });
    input.addEventListener("focus", async () => (await searchLoader.loadFinder())?.ready(searchLoader.folders()[0]));
    input.addEventListener("keydown", onKey);
    panel.addEventListener("keydown", leavePanel);
    list.addEventListener("click", () => show(false));
    document.addEventListener("pointerdown", closeFromOutside);
    document.addEventListener("focusin", closeFromOutside);
    document.addEventListener("keydown", onSlash);
  }

  const combobox = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-haspopup": "listbox",
  };
  for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
  box.append(panel);
  show(false);
  listen();
  // A preview that takes in a page leaves this alone.
  box.dataset.live = "";
  box.hidden = false;
}
