// The field for search, its results, and what is marked where they lead. `find.js`, which it loads
// when somebody is about to search, finds them. Without this script the A to Z serves, and the field is
// not shown.
(() => {
  "use strict";

  const box = document.getElementById("page-search");
  const input = document.getElementById("page-query");
  const peek = globalThis.groundworkPeek;
  // A page that another reads has nobody to search it.
  if (!box || !input || !peek) return;
  const words = JSON.parse(box.dataset.words);
  const root = new URL(`${box.dataset.root}./`, location.href);
  const folder = new URL(box.dataset.index, root);
  // Longer queries are cut.
  const LONGEST = 200;
  // How long typing has to pause, in milliseconds.
  const PAUSE = 20;

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (/^(aria-|role$|tabindex$)/.test(name)) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  }

  const handed = new WeakMap();
  const take = (data) => handed.set(document.currentScript, data);
  const loaded = new Map();
  let isBroken = false;

  /** The data that stands in the page itself, as all does where one file is all there is. */
  function kept(name) {
    const path = new URL(name, folder).href.slice(root.href.length);
    const block = document.querySelector(`script[data-file="${CSS.escape(path)}"]`);
    return block && (block.type === "application/json" ? JSON.parse(block.textContent) : handed.get(block));
  }

  /** What a script hands over; null where it is missing or damaged. */
  function load(name, unpack) {
    if (loaded.has(name)) return loaded.get(name);
    const here = peek.leafAt && kept(name);
    const loading = here ? Promise.resolve(unpack(here)) : new Promise((done) => {
      const script = make("script", { src: new URL(name, folder).href });
      script.onload = script.onerror = () => {
        script.remove();
        let data = null;
        try {
          data = unpack(handed.get(script));
        } catch {
          isBroken = true;
        }
        done(data);
      };
      document.head.append(script);
    });
    loaded.set(name, loading);
    return loading;
  }

  // What `find.js` and the scripts of the index build on.
  const isSpaceless = (word) => SPACELESS.test(word);
  globalThis.groundworkSearch = { take, load, tokens: (text) => tokens(text), isSpaceless };

  const RUNS = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
  const spaceless = SCRIPTS.map((script) => `\\p{Script=${script}}`).join("");
  const PARTS = new RegExp(`[${spaceless}]+|[^${spaceless}]+`, "gu");
  const SPACELESS = new RegExp(`^[${spaceless}]`, "u");
  const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i" };

  const fold = (word) =>
    word
      .normalize("NFKD")
      .replace(ACCENTS, "")
      .toLowerCase()
      .normalize("NFC")
      .replace(/[ßæœþøđðłı]/g, (letter) => PLAIN[letter])
      .replace(/[^\p{Alphabetic}\p{N}\p{M}]/gu, "");

  /** The words of a text, folded by the rules of the index, each with its start and end. */
  function tokens(text) {
    const found = [];
    const add = (word, at) => found.push([fold(word), at, at + word.length]);
    for (const run of text.matchAll(RUNS)) {
      const around = (text[run.index - 1] || "") + (text[run.index + run[0].length] || "");
      if (/['’]/.test(around) && [...run[0]].length === 1) continue;
      for (const part of run[0].matchAll(PARTS)) {
        let at = run.index + part.index;
        if (!isSpaceless(part[0])) {
          add(part[0], at);
          continue;
        }
        const letters = [...part[0]];
        for (let i = 0; i < Math.max(1, letters.length - 1); i++) {
          add(letters.slice(i, i + 2).join(""), at);
          at += letters[i].length;
        }
      }
    }
    return found.filter(([word]) => word);
  }

  const status = make("p", { className: "search-status", role: "status" });
  const note = make("p", { className: "search-note", hidden: true });
  const select = (label) =>
    make("select", { "aria-label": label, oninput: () => update() }, make("option", { value: "" }, label));
  const filters = { kind: select(words.kind), tag: select(words.tag) };
  const filterRow = make("div", { className: "search-filters" }, filters.kind, filters.tag);
  const list = make("div", { id: "page-results", className: "search-list", role: "listbox", "aria-label": words.list });
  const panel = make("div", { className: "search-panel", hidden: true }, status, filterRow, list, note);
  let active = -1;
  // The latest search; what comes of earlier ones is not shown any more.
  let latest = null;
  let timer = 0;

  const finding = () => load(box.dataset.finder, (given) => given.find && given);

  async function search(query) {
    const finder = await finding();
    const index = finder && (await finder.ready());
    if (!index) return null;
    fillFilters(index);
    const answer = await finder.find(query, { kind: filters.kind.value, tag: filters.tag.value });
    return { ...answer, stretch: finder.stretch };
  }

  function fillFilters({ kinds, tags }) {
    for (const [select, names] of [[filters.kind, kinds], [filters.tag, tags]]) {
      select.hidden = names.length < 2;
      if (select.length === 1) names.forEach((name, at) => select.append(make("option", { value: at }, name)));
    }
  }

  function show(isOpen) {
    panel.hidden = !isOpen;
    const hasList = isOpen && list.childElementCount > 0;
    list.hidden = !hasList;
    input.setAttribute("aria-expanded", String(hasList));
    if (!isOpen) choose(-1);
  }

  function choose(at) {
    active = at;
    [...list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  /** The text with what was found marked in it. */
  function marked(text, found, from = 0, to = text.length) {
    const parts = [];
    let at = from;
    for (const [word, start, end] of tokens(text)) {
      if (!found.has(word) || end <= at || start < from || end > to) continue;
      const begin = Math.max(start, at);
      parts.push(text.slice(at, begin), make("mark", {}, text.slice(begin, end)));
      at = end;
    }
    parts.push(text.slice(at, to));
    return parts;
  }

  /** Where a section is. The url comes fit for an address, the id as it is. */
  function addressOf(url, id = "") {
    const address = new URL(peek.leafAt ? location.href : url, root);
    // A path as the id of an element, which has no spaces.
    const leaf = () => [...decodeURIComponent(url).replace(/\s/g, "\u2423").split("/"), ...(id ? [id] : [])];
    address.hash = peek.leafAt ? leaf().map(encodeURIComponent).join("/") : id;
    return address;
  }

  function option(result, at, found) {
    const { id, heading, title, url, summary, kind } = result;
    const address = addressOf(url, id);
    const forms = [...found].slice(0, 24).map(encodeURIComponent).join("+");
    address.hash += `${id || peek.leafAt ? "" : "#"}?find=${forms}`;
    const head = make("span", { className: "search-title" }, ...marked(title, found));
    if (heading) head.append(" › ", ...marked(heading, found));
    const properties = { id: `page-result-${at}`, href: address.href, role: "option", tabindex: "-1" };
    const text = make("span", { className: "search-text" }, ...marked(summary, found));
    return make("a", properties, head, " ", make("span", { className: "search-kind" }, kind), " ", text);
  }

  /** Adds the results that come after the first, and to all the words that were found, as their pages tell them. */
  async function complete({ shown, more, found, stretch }, isLatest) {
    const rest = await more;
    if (!isLatest()) return;
    list.append(...rest.map((result, at) => option(result, shown.length + at, found)));
    const texts = [...list.querySelectorAll(".search-text")];
    for (const [at, { url, id }] of [...shown, ...rest].entries()) {
      const address = addressOf(url, id);
      const page = await peek(address);
      if (!isLatest()) return;
      const own = decodeURIComponent(address.hash.slice(1));
      const body = page?.sections.find((section) => section.id === own)?.text || "";
      const [from, to] = stretch(body, found);
      const parts = marked(body, found, from, to);
      if (parts.length < 2) continue;
      if (from > 0) parts.unshift("… ");
      if (to < body.length) parts.push(" …");
      texts[at].replaceChildren(...parts);
    }
  }

  function draw(answer) {
    const { count, most, shown, found } = answer || { count: 0, most: 0, shown: [], found: new Set() };
    list.replaceChildren(...shown.map((result, at) => option(result, at, found)));
    choose(-1);
    const rules = new Intl.PluralRules(document.documentElement.lang || undefined);
    const form = words.results[rules.select(count)] || words.results.other || "{n}";
    const counted = form.replace("{n}", String(count));
    const first = count > most && shown.length > 0 ? ` ${words.first.replace("{n}", String(most))}` : "";
    status.textContent = (count > 0 ? counted : words.nothing) + first;
    note.hidden = count > 0 && !isBroken;
    const link = make("a", { href: addressOf(box.dataset.aToZ).href }, words.all);
    note.replaceChildren(isBroken ? `${words.broken} ` : "", link);
    show(true);
  }

  function update() {
    clearTimeout(timer);
    const query = input.value;
    if (query.trim() === "") {
      latest = null;
      show(false);
      return null;
    }
    const mine = search(query.slice(0, LONGEST)).catch(() => {
      isBroken = true;
      return null;
    });
    latest = mine;
    return mine.then((answer) => {
      const isLatest = () => latest === mine;
      if (!isLatest()) return;
      draw(answer);
      if (answer) complete(answer, isLatest);
    });
  }

  async function follow() {
    const isOpen = !panel.hidden && active >= 0;
    if (!isOpen) await update();
    const chosen = list.children[Math.max(active, 0)];
    if (chosen && !list.hidden) chosen.click();
  }

  function onKey(event) {
    const count = list.hidden ? 0 : list.childElementCount;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (step && panel.hidden) update();
    else if (step && count > 0) choose(((active + step + 1 + count + 1) % (count + 1)) - 1);
    else if (event.key === "Enter") follow();
    else if (event.key === "Escape" && !panel.hidden) show(false);
    else if (event.key === "Escape" && input.value) input.value = "";
    else return;
    event.preventDefault();
  }

  /** Takes what was looked for out of the address and marks it on the page. No server sees it. */
  function arrive() {
    const [place, forms] = location.hash.split("?find=");
    if (forms === undefined) return;
    const found = new Set();
    for (const form of forms.split("+")) {
      try {
        found.add(decodeURIComponent(form));
      } catch {
        // What cannot be read is not looked for.
      }
    }
    if (place.length > 1) location.replace(place);
    else history.replaceState(history.state, "", location.href.split("#")[0]);
    unmark();
    mark(peek.leafAt?.(place) ?? document.querySelector("main"), found);
  }

  function unmark() {
    for (const old of document.querySelectorAll("mark.found")) {
      const { parentNode } = old;
      old.replaceWith(...old.childNodes);
      parentNode.normalize();
    }
  }

  function mark(within, found) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.parentElement.closest("script, style, svg, select, textarea, mark")) continue;
      const parts = marked(text.data, found);
      if (parts.length < 2) continue;
      parts.filter((part) => part.className !== undefined).forEach((part) => (part.className = "found"));
      text.replaceWith(...parts);
    }
  }

  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-haspopup": "listbox",
  })) {
    input.setAttribute(name, value);
  }
  box.append(panel);
  show(false);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
  input.addEventListener("focus", async () => (await finding())?.ready());
  input.addEventListener("keydown", onKey);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    input.focus();
  });
  list.addEventListener("click", () => show(false));
  const isOutside = (event) => !box.contains(event.target);
  document.addEventListener("pointerdown", (event) => isOutside(event) && show(false));
  document.addEventListener("focusin", (event) => isOutside(event) && show(false));
  document.addEventListener("keydown", (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const isTyping = target.closest("input, select, textarea, [contenteditable]");
    if (key !== "/" || altKey || ctrlKey || metaKey || isTyping) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // A preview has made the index anew.
  document.addEventListener("preview:updated", () => {
    loaded.clear();
    isBroken = false;
  });
  addEventListener("hashchange", arrive);
  // A preview that takes in a page leaves this alone.
  box.dataset.live = "";
  box.hidden = false;
  arrive();
})();
