// Reads the index of search, whose scripts it loads as they are needed: what is known of all pages, and the stems that
// a typed word may stand for. `search.js` loads it when somebody is about to search. The theme's README says what the
// scripts hold.
"use strict";
{
  const { cutAffixes, fold, isSpaceless } = groundwork.words;
  const { load } = groundwork.searchLoader;
  // How likely a stem is meant by a word that is one of its forms, another form that stands nowhere, the beginning of
  // one while it is still typed, the beginning or another form of one, or a misspelling.
  const EXACT = 1;
  const AKIN = 0.9;
  const TYPING = 0.3;
  const BEGUN = 0.7;
  const MISSPELT = 0.5;
  // The same of a stem that has the word within it: at its end, at its beginning, or elsewhere; and how many are taken.
  const [AT_END, AT_BEGINNING, WITHIN] = [0.45, 0.4, 0.3];
  const PARTS = 24;
  // What may stand between the words of which one is made.
  const LINKS = ["", "s", "es", "n", "en", "e"];

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...DIGITS].map((digit, at) => [digit, at]));

  /** @type {Map<string, SearchIndex>} */
  const indices = new Map();

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
   * @param {string} folder
   * @param {((word: string) => string)[]} stemmers
   * @returns {SearchIndex}
   */
  function unpackIndex({ pages, common, stemmers: _, ...rest }, folder, stemmers) {
    const own = { folder, stemmers, common: new Set(common) };
    /** @type {SearchIndex} */
    const all = { ...rest, ...own, stems: null, tagsOf: null, firsts: [], kindOf: [], pageOf: [] };
    for (const read = numbers(pages); read.more(); ) {
      const page = all.firsts.push(all.pageOf.length) - 1;
      for (let left = read.number(); left > 0; left--) all.pageOf.push(page);
      all.kindOf.push(read.number() - 1);
    }
    return all;
  }

  /**
   * Loads what is known of all pages, once; null where a part of it cannot be had.
   *
   * @param {string} folder of the index, from that of the page's language
   */
  async function ready(folder = "") {
    const known = indices.get(folder);
    if (known) return known;
    // A number that is missing would shift all that follow.
    const whole = (/** @type {object} */ data) => Object.keys(data).length > 0 && data;
    const top = await load(`${folder}index.js`, (data) => data.parts.length >= 0 && data);
    const parts = top && (await loadAll(folder, top.parts, whole));
    if (!parts?.every(Boolean)) return null;
    // Without one, what stands on the site is still found as it is written.
    const stemmers = await loadAll(folder, top.stemmers, (stem) => stem("") === "" && stem);
    const all = [top, ...parts];
    const pages = all.map((part) => part.pages || "").join("");
    const [titles, words] = ["titles", "words"].map((list) => all.flatMap((part) => part[list] || []));
    const index = unpackIndex({ ...top, pages, titles, words }, folder, stemmers.every(Boolean) ? stemmers : []);
    indices.set(folder, index);
    return index;
  }

  /**
   * What scripts hold; null in place of each that cannot be had.
   *
   * @param {string} folder
   * @param {string[]} names
   * @param {(data: any) => any} unpack
   */
  const loadAll = (folder, names, unpack) => Promise.all(names.map((name) => load(`${folder}${name}.js`, unpack)));

  /**
   * The tags of each page; null where they cannot be had.
   *
   * @param {SearchIndex} index
   */
  async function tagsOfPages(index) {
    if (index.tagsOf) return index.tagsOf;
    const parts = await loadAll(index.folder, index.tagged, ({ pages }) => pages);
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

  /**
   * @param {SearchIndex} index
   * @param {string[]} names
   */
  async function stemsIn({ folder }, names) {
    const all = await loadAll(folder, [...new Set(names)], unpackStems);
    /** @type {Map<string, Stem>} */
    const known = new Map();
    for (const stem of all.flatMap((stems) => stems || [])) known.set(stem.stem, stem);
    return [...known.values()];
  }

  // ---- What a typed word may stand for -------------------------------------------------------------

  /**
   * The stem of a word in the language of the index.
   *
   * @param {SearchIndex} index
   * @param {AskedWord} word
   */
  function stemOf({ affixes, stemmers }, [folded, word]) {
    if (affixes) return cutAffixes(folded, affixes);
    if (stemmers.length === 0 || /[\u{10000}-\u{10ffff}]/u.test(word)) return folded;
    return fold(stemmers.reduce((left, stem) => stem(left), word));
  }

  /**
   * The stems that a typed word may stand for, each with how likely it does.
   *
   * @param {SearchIndex} index
   * @param {AskedWord} asked
   * @param {boolean} isLast
   * @returns {Promise<Meaning>}
   */
  async function stemsFor(index, asked, isLast) {
    const [word] = asked;
    const own = stemOf(index, asked);
    const all = await stemsIn(index, [...shards(index, word), ...shards(index, own).slice(0, 1)]);
    const exact = all.filter((stem) => stem.forms.includes(word));
    const akin = all.filter((stem) => stem.stem === own && !exact.includes(stem));
    const begins = word.length > 1 || isSpaceless(word);
    const isBegun = (/** @type {Stem} */ { forms }) =>
      !forms.includes(word) && forms.some((form) => form.startsWith(word));
    const begun = begins ? all.filter((stem) => isBegun(stem) && !akin.includes(stem)) : [];
    const parts = await stemsWithPart(index, own);
    if (exact.length + akin.length > 0) {
      const typing = weigh(isLast ? begun : [], TYPING);
      return { stems: [...weigh(exact, EXACT), ...weigh(akin, AKIN), ...typing, ...parts], near: null };
    }
    if (begun.length + parts.length > 0) return { stems: [...weigh(begun, BEGUN), ...parts], near: null };
    const related = relatedStems(all, word);
    if (related.length > 0) return { stems: weigh(related, BEGUN), near: null };
    const composing = await composingStems(index, word);
    if (composing.length > 0) return { stems: weigh(composing, BEGUN), near: null };
    return nearStems(index, word, own);
  }

  /**
   * The stems of the two words of which a compound is made that stands nowhere as a whole.
   *
   * @param {SearchIndex} index
   * @param {string} word
   */
  async function composingStems(index, word) {
    const least = /^\p{Script=Hangul}/u.test(word) ? 2 : 4;
    if (index.vocabulary.length === 0 || word.length < 2 * least) return [];
    const before = await stemsIn(index, shards(index, word.slice(0, least)));
    for (let at = word.length - least; at >= least; at--) {
      const first = before.filter(({ forms }) => forms.includes(word.slice(0, at)));
      if (first.length === 0) continue;
      for (const link of LINKS.filter((link) => word.startsWith(link, at))) {
        const rest = word.slice(at + link.length);
        const after = rest.length < least ? [] : await stemsIn(index, shards(index, rest).slice(0, 1));
        const own = stemOf(index, [rest, rest]);
        const last = after.filter(({ stem, forms }) => stem === own || forms.includes(rest));
        if (last.length > 0) return [...first, ...last];
      }
    }
    return [];
  }

  /**
   * @param {Stem[]} stems
   * @param {number} weight
   * @returns {WeighedStem[]}
   */
  const weigh = (stems, weight) => stems.map((stem) => [stem, weight, false]);

  /**
   * All stems in which parts are looked for: each has how many letters it shares with the one before, as a capital
   * letter, and its others.
   *
   * @param {SearchIndex} index
   */
  async function vocabularyOf(index) {
    if (index.stems) return index.stems;
    const texts = await loadAll(index.folder, index.vocabulary, (text) => text.length && text);
    /** @type {string[]} */
    const stems = [];
    for (const text of texts) {
      let before = "";
      for (const [, shared, rest] of (text || "").matchAll(/([A-Z])([^A-Z]*)/g)) {
        before = [...before].slice(0, shared.charCodeAt(0) - 65).join("") + rest;
        stems.push(before);
      }
    }
    index.stems = stems;
    return stems;
  }

  /**
   * The stems that are made of a word and others, in languages that write them together.
   *
   * @param {SearchIndex} index
   * @param {string} part
   * @returns {Promise<WeighedStem[]>}
   */
  async function stemsWithPart(index, part) {
    if (index.vocabulary.length === 0 || part.length < 2) return [];
    const all = await vocabularyOf(index);
    /** @type {Map<string, number>} */
    const weights = new Map();
    for (const stem of all) {
      const weight = stem.includes(part) ? weightOfPart(stem, part) : 0;
      if (weight > 0) weights.set(stem, weight);
    }
    const byWeight = [...weights].sort(([one, a], [other, b]) => b - a || one.length - other.length).slice(0, PARTS);
    const names = byWeight.flatMap(([stem]) => shards(index, stem).slice(0, 1));
    const stems = (await stemsIn(index, names)).filter(({ stem }) => byWeight.some(([own]) => own === stem));
    return stems.map((stem) => [stem, weights.get(stem.stem) ?? 0, true]);
  }

  /**
   * How likely a stem is meant by a part of it; 0 for what only looks like one.
   *
   * @param {string} stem
   * @param {string} part
   */
  function weightOfPart(stem, part) {
    const [others, isEnd] = [stem.length - part.length, stem.endsWith(part)];
    if (others === 0) return 0;
    if (/^\p{Script=Hangul}/u.test(part)) return isEnd ? AT_END : AT_BEGINNING;
    // Articles and prepositions.
    if (/^\p{Script=Hebrew}/u.test(part)) return isEnd && others < 4 ? AT_END : 0;
    // A short one stands within many others by chance.
    if (part.length < 4) return part.length === 3 && isEnd && others > 3 ? WITHIN : 0;
    return others < 3 ? 0 : weightWithin(isEnd, stem.startsWith(part));
  }

  /**
   * @param {boolean} isEnd
   * @param {boolean} isBeginning
   */
  function weightWithin(isEnd, isBeginning) {
    if (isEnd) return AT_END;
    return isBeginning ? AT_BEGINNING : WITHIN;
  }

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
   * The stems with a form from which a word differs by as few slips as any, and that form. By a slip too many, the form
   * is nothing but a question.
   *
   * @param {SearchIndex} index
   * @param {string} word
   * @param {string} own its stem
   * @returns {Promise<Meaning>}
   */
  async function nearStems(index, word, own) {
    const most = mostSlips(word);
    if (most === 0) return { stems: [], near: null };
    // What is misspelt at its beginning may stand elsewhere.
    const names = [...shards(index, word[0]).slice(0, 12), ...shards(index, word[1]).slice(0, 4)];
    const all = await stemsIn(index, names);
    for (let slips = 1; slips <= most + 1; slips++) {
      const isAlike = (/** @type {string} */ form) =>
        isNear(form, word, slips) && (slips <= most || (form[0] === word[0] && form.length > 4));
      const isAkin = (/** @type {Stem} */ { stem }) => slips === 1 && mostSlips(own) > 0 && isNear(stem, own, 1);
      const found = all.filter((stem) => stem.forms.some(isAlike) || isAkin(stem));
      if (found.length === 0) continue;
      const [likeliest] = [...found].sort((one, other) => other.places.length - one.places.length);
      const near = likeliest.forms.find(isAlike) ?? likeliest.forms[0];
      return { stems: slips <= most ? weigh(found, MISSPELT) : [], near };
    }
    return { stems: [], near: null };
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

  groundwork.searchIndex = { ready, tagsOfPages, stemOf, stemsFor, placesOf, lastUpTo, numbers, isNear };
  groundworkSearch.take({ ready });
}
