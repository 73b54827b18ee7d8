// Reads the index of search, whose scripts it loads as they are needed: what is known of all pages, and the stems that
// a typed word may stand for. `search.js` loads it when somebody is about to search. The theme's README says what the
// scripts hold.
"use strict";
{
  const { isSpaceless } = groundwork.words;
  const { load } = groundwork.searchLoader;
  // How likely a stem is meant by a word that is one of its forms, the beginning of one while it is still typed,
  // the beginning or another form of one, or a misspelling.
  const EXACT = 1;
  const TYPING = 0.3;
  const BEGUN = 0.7;
  const MISSPELT = 0.5;

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...DIGITS].map((digit, at) => [digit, at]));

  /** @type {SearchIndex | null} */
  let index = null;

  // ---- Reading the index -------------------------------------------------------------------------

  /**
   * Gives the numbers of a text one by one: five bits a digit, the lowest first.
   *
   * @param {string} text
   */
  function numbers(text) {
    let at = 0;
    const digit = () => VALUES.get(text[at++]) ?? NaN;
    const number = () => {
      let [sum, unit, next] = [0, 1, digit()];
      for (; next >= 32; next = digit(), unit *= 32) sum += (next - 32) * unit;
      return sum + next * unit;
    };
    return { digit, number, more: () => at < text.length };
  }

  /**
   * What is known of all pages: of each its first section and its kind, and of each section its page.
   *
   * @param {IndexData} data
   * @returns {SearchIndex}
   */
  function unpackIndex({ pages, common, ...rest }) {
    /** @type {SearchIndex} */
    const all = { ...rest, common: new Set(common), tagsOf: null, firsts: [], kindOf: [], pageOf: [] };
    for (const read = numbers(pages); read.more(); ) {
      const page = all.firsts.push(all.pageOf.length) - 1;
      for (let left = read.number(); left > 0; left--) all.pageOf.push(page);
      all.kindOf.push(read.number() - 1);
    }
    return all;
  }

  /** Loads what is known of all pages, once; null where a part of it cannot be had. */
  async function ready() {
    if (index) return index;
    // A number that is missing would shift all that follow.
    const whole = (/** @type {object} */ data) => Object.keys(data).length > 0 && data;
    const top = await load("index.js", (data) => data.parts.length >= 0 && data);
    const parts = top && (await loadAll(top.parts, whole));
    if (!parts?.every(Boolean)) return null;
    const all = [top, ...parts];
    const pages = all.map((part) => part.pages || "").join("");
    const [titles, words] = ["titles", "words"].map((list) => all.flatMap((part) => part[list] || []));
    index = unpackIndex({ ...top, pages, titles, words });
    return index;
  }

  /**
   * What scripts hold; null in place of each that cannot be had.
   *
   * @param {string[]} names
   * @param {(data: any) => any} unpack
   */
  const loadAll = (names, unpack) => Promise.all(names.map((name) => load(`${name}.js`, unpack)));

  /**
   * The tags of each page; null where they cannot be had.
   *
   * @param {SearchIndex} index
   */
  async function tagsOfPages(index) {
    if (index.tagsOf) return index.tagsOf;
    const parts = await loadAll(index.tagged, ({ pages }) => pages);
    if (parts.includes(null)) return null;
    index.tagsOf = [];
    for (const read = numbers(parts.join("")); read.more(); ) {
      index.tagsOf.push(Array.from({ length: read.number() }, read.number));
    }
    return index.tagsOf;
  }

  /**
   * @param {[string, string, string][]} all
   * @returns {Stem[]}
   */
  const unpackStems = (all) =>
    all.map(([stem, forms, places]) => ({ stem, forms: forms.split(" "), places, list: null }));

  /**
   * Where a stem stands: section, place (text, heading, alias, title), how much it says.
   *
   * @param {Stem} stem
   */
  function placesOf(stem) {
    if (stem.list) return stem.list;
    stem.list = [];
    let section = 0;
    for (const read = numbers(stem.places); read.more(); ) {
      section += read.number();
      const weight = read.digit();
      stem.list.push([section, weight >> 4, ((weight & 15) / 15) * 2.2]);
    }
    return stem.list;
  }

  /**
   * Where in a list of scripts the last is that does not begin after `first`; the first where all do.
   *
   * @template {string | number} Place
   * @param {[Place, string][]} all
   * @param {Place} first
   */
  function lastUpTo(all, first) {
    let [from, to] = [0, all.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (all[middle][0] <= first) from = middle;
      else to = middle;
    }
    return from;
  }

  /**
   * The scripts that hold forms with this beginning.
   *
   * @param {SearchIndex} index
   * @param {string} beginning
   */
  function shards({ words }, beginning) {
    const from = lastUpTo(words, beginning);
    let to = from + 1;
    while (to < words.length && words[to][0].startsWith(beginning)) to++;
    return words.slice(from, to).map(([, name]) => name);
  }

  /** @param {string[]} names */
  async function stemsIn(names) {
    const all = await loadAll([...new Set(names)], unpackStems);
    /** @type {Map<string, Stem>} */
    const known = new Map();
    for (const stem of all.flatMap((stems) => stems || [])) known.set(stem.stem, stem);
    return [...known.values()];
  }

  // ---- What a typed word may stand for -------------------------------------------------------------

  /**
   * The stems that a typed word may stand for, each with how likely it does.
   *
   * @param {SearchIndex} index
   * @param {string} word
   * @param {boolean} isLast
   * @returns {Promise<WeighedStem[]>}
   */
  async function stemsFor(index, word, isLast) {
    const all = await stemsIn(shards(index, word));
    const exact = all.filter((stem) => stem.forms.includes(word));
    const begins = word.length > 1 || isSpaceless(word);
    const isBegun = (/** @type {Stem} */ { forms }) =>
      !forms.includes(word) && forms.some((form) => form.startsWith(word));
    const begun = begins ? all.filter(isBegun) : [];
    if (exact.length > 0) return [...weigh(exact, EXACT), ...weigh(isLast ? begun : [], TYPING)];
    if (begun.length > 0) return weigh(begun, BEGUN);
    const related = relatedStems(all, word);
    return related.length > 0 ? weigh(related, BEGUN) : weigh(await nearStems(index, word), MISSPELT);
  }

  /**
   * @param {Stem[]} stems
   * @param {number} weight
   * @returns {WeighedStem[]}
   */
  const weigh = (stems, weight) => stems.map((stem) => [stem, weight]);

  /**
   * The stems that share the longest beginning with a form that stands nowhere.
   *
   * @param {Stem[]} all
   * @param {string} word
   */
  function relatedStems(all, word) {
    const shared = (/** @type {Stem} */ { stem, forms }) => {
      const beginnings = [stem, ...forms].filter((form) => form.length > 3 && word.startsWith(form));
      return Math.max(0, ...beginnings.map((form) => form.length));
    };
    const longest = Math.max(0, ...all.map(shared));
    return longest > 0 && word.length - longest < 5 ? all.filter((stem) => shared(stem) === longest) : [];
  }

  /**
   * The stems with a form from which a word differs by as few slips as any.
   *
   * @param {SearchIndex} index
   * @param {string} word
   */
  async function nearStems(index, word) {
    const most = mostSlips(word);
    if (most === 0) return [];
    // What is misspelt at its beginning may stand elsewhere.
    const names = [...shards(index, word[0]).slice(0, 12), ...shards(index, word[1]).slice(0, 4)];
    const all = await stemsIn(names);
    for (let slips = 1; slips <= most; slips++) {
      const found = all.filter((stem) => stem.forms.some((form) => isNear(form, word, slips)));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** @param {string} word */
  function mostSlips(word) {
    if (isSpaceless(word) || word.length < 4) return 0;
    return word.length < 8 ? 1 : 2;
  }

  /**
   * Whether one word becomes the other by so many letters put in, left out, changed or swapped (the optimal string
   * alignment distance).
   *
   * @param {string} one
   * @param {string} other
   * @param {number} most
   */
  function isNear(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return false;
      [before, last] = [last, row];
    }
    return last[other.length] <= most;
  }

  groundwork.searchIndex = { ready, tagsOfPages, stemsFor, placesOf, lastUpTo, numbers, isNear };
  groundworkSearch.take({ ready });
}
