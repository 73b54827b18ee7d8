// Finds sections in the index of search, whose scripts it loads as they are needed. `search.js` loads
// it when somebody is about to search. The theme's README says what the scripts hold.
(() => {
  "use strict";

  const { load, tokens, isSpaceless } = globalThis.groundworkSearch;
  // The most results, those of them that are shown before the others, and the most words of a query.
  const SHOWN = 20;
  const FIRST = 6;
  const WORDS = 12;
  let index = null;

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...DIGITS].map((digit, at) => [digit, at]));

  /** Gives the numbers of a text one by one: five bits a digit, the lowest first. */
  function numbers(text) {
    let at = 0;
    const digit = () => VALUES.get(text[at++]);
    const number = () => {
      let [sum, unit, next] = [0, 1, digit()];
      for (; next >= 32; next = digit(), unit *= 32) sum += (next - 32) * unit;
      return sum + next * unit;
    };
    return { digit, number, more: () => at < text.length };
  }

  /** What is known of all pages: of each its first section and its kind, and of each section its page. */
  function unpackIndex({ pages, common, ...rest }) {
    const all = { ...rest, common: new Set(common), firsts: [], kindOf: [], pageOf: [] };
    for (const read = numbers(pages); read.more(); ) {
      const page = all.firsts.push(all.pageOf.length) - 1;
      for (let left = read.number(); left > 0; left--) all.pageOf.push(page);
      all.kindOf.push(read.number() - 1);
    }
    return all;
  }

  /** The tags of each page; null where they cannot be had. */
  async function tagsOfPages() {
    if (index.tagsOf) return index.tagsOf;
    const parts = await Promise.all(index.tagged.map((name) => load(`${name}.js`, ({ pages }) => pages)));
    if (parts.includes(null)) return null;
    index.tagsOf = [];
    for (const read = numbers(parts.join("")); read.more(); ) {
      index.tagsOf.push(Array.from({ length: read.number() }, read.number));
    }
    return index.tagsOf;
  }

  const unpackStems = (all) =>
    all.map(([stem, forms, places]) => ({ stem, forms: forms.split(" "), places, list: null }));

  /** Where a stem stands: section, place (text, heading, alias, title), how much it says. */
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

  /** Where in a list of scripts the last is that does not begin after this; the first where all do. */
  function lastUpTo(all, first) {
    let [from, to] = [0, all.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (all[middle][0] <= first) from = middle;
      else to = middle;
    }
    return from;
  }

  /** The scripts that hold forms with this beginning. */
  function shards(beginning) {
    const all = index.words;
    const from = lastUpTo(all, beginning);
    let to = from + 1;
    while (to < all.length && all[to][0].startsWith(beginning)) to++;
    return all.slice(from, to).map(([, name]) => name);
  }

  async function stemsIn(names) {
    const all = await Promise.all([...new Set(names)].map((name) => load(`${name}.js`, unpackStems)));
    const known = new Map();
    for (const stem of all.flatMap((stems) => stems || [])) known.set(stem.stem, stem);
    return [...known.values()];
  }

  /** Whether one word becomes the other by so many letters put in, left out, changed or swapped. */
  function isNear(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return false;
      [before, last] = [last, row];
    }
    return last[other.length] <= most;
  }

  /** The stems that a typed word may stand for, each with how likely it does. */
  async function stemsFor(word, isLast) {
    const weighed = (stems, weight) => stems.map((stem) => [stem, weight]);
    const all = await stemsIn(shards(word));
    const exact = all.filter((stem) => stem.forms.includes(word));
    const begins = word.length > 1 || isSpaceless(word);
    const isBegun = (stem) => !exact.includes(stem) && stem.forms.some((form) => form.startsWith(word));
    const begun = begins ? all.filter(isBegun) : [];
    if (exact.length > 0) return [...weighed(exact, 1), ...weighed(isLast ? begun : [], 0.3)];
    if (begun.length > 0) return weighed(begun, 0.7);
    // A form that stands nowhere, of a word that does.
    const shared = (stem) => {
      const beginnings = [stem.stem, ...stem.forms].filter((form) => form.length > 3 && word.startsWith(form));
      return Math.max(0, ...beginnings.map((form) => form.length));
    };
    const longest = Math.max(0, ...all.map(shared));
    if (longest > 0 && word.length - longest < 5) {
      return weighed(all.filter((stem) => shared(stem) === longest), 0.7);
    }
    // What is misspelled at its beginning may stand elsewhere.
    const most = isSpaceless(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (most === 0) return [];
    const near = await stemsIn([...shards(word[0]).slice(0, 12), ...shards(word[1]).slice(0, 4)]);
    for (let edits = 1; edits <= most; edits++) {
      const found = near.filter((stem) => stem.forms.some((form) => isNear(form, word, edits)));
      if (found.length > 0) return weighed(found, 0.5);
    }
    return [];
  }

  /** Sections with their scores, best first, and the words that were found. */
  async function ranked(query, wanted) {
    const asked = [...new Set(tokens(query.slice(0, 200)).map(([word]) => word))].slice(0, WORDS);
    const last = asked[asked.length - 1];
    const telling = asked.filter((word) => !index.common.has(word));
    const found = new Set();
    const hits = await Promise.all(
      asked.map(async (word) => hitsOf(await stemsFor(word, word === last), word, found)),
    );
    const isWanted = await filter(wanted);
    const pages = new Map();
    // A common word is kept of headings and titles alone, so no page has to have it.
    const needed = hits.filter((_, at) => telling.length === 0 || telling.includes(asked[at]));
    for (const { pages: of } of needed) {
      for (const page of of.keys()) pages.set(page, (pages.get(page) || 0) + 1);
    }
    let most = 0;
    for (const count of pages.values()) most = Math.max(most, count);
    const results = [];
    for (const [page, count] of pages) {
      if (count === most && isWanted(page)) results.push(...sectionsOf(page, hits, needed));
    }
    results.sort((one, other) => other.score - one.score || one.section - other.section);
    // What stands everywhere is not marked.
    const isTelling = (form) => telling.length === 0 || !index.common.has(form);
    return { results, found, asked, marks: new Set([...found].filter(isTelling)) };
  }

  /** What a word says of sections and pages. */
  function hitsOf(stems, word, found) {
    const hits = { sections: new Map(), pages: new Map(), titled: new Set() };
    for (const [stem, weight] of stems) {
      found.add(word);
      stem.forms.forEach((form) => found.add(form));
      const places = placesOf(stem);
      const all = index.pageOf.length;
      const rare = Math.log(1 + (all - places.length + 0.5) / (places.length + 0.5));
      for (const [section, place, level] of places) {
        const page = index.pageOf[section];
        if (page === undefined) continue;
        const value = weight * rare * (level + [0, 2, 3, 4][place]);
        hits.sections.set(section, Math.max(value, hits.sections.get(section) || 0));
        hits.pages.set(page, Math.max(value, hits.pages.get(page) || 0));
        if (place > 1) hits.titled.add(page);
      }
    }
    return hits;
  }

  /** The best sections of a page. */
  function sectionsOf(page, hits, needed) {
    const [start, end] = [index.firsts[page], index.firsts[page + 1] ?? index.pageOf.length];
    const isTitled = needed.every((hit) => hit.titled.has(page));
    const share = hits.filter((hit) => hit.titled.has(page)).length / hits.length;
    const all = [];
    for (let section = start; section < end; section++) {
      if (!needed.some((hit) => hit.sections.has(section))) continue;
      // What the page is about counts for its sections too.
      const values = hits.map((hit) => {
        const lent = (hit.pages.get(page) || 0) * (hit.titled.has(page) ? 0.8 : 0.5);
        return Math.max(hit.sections.get(section) || 0, lent);
      });
      const isFirst = section === start;
      const sum = values.reduce((one, other) => one + other, isTitled && isFirst ? 100 * share * share : 0);
      const score = page < index.sources ? sum : sum * 0.6;
      all.push({ page, section, score, isTitled: isTitled && isFirst });
    }
    all.sort((one, other) => other.score - one.score);
    return all.slice(0, 3);
  }

  /** Says whether a page is of the kind and has the tag that are wanted. */
  async function filter({ kind, tag }) {
    const tagsOf = tag === "" ? null : await tagsOfPages();
    const hasTag = (page) => tag === "" || Boolean(tagsOf?.[page].includes(Number(tag)));
    return (page) => (kind === "" || index.kindOf[page] === Number(kind)) && hasTag(page);
  }

  /** Adds to a result what is shown of it, and what its title is worth; null if that is missing. */
  async function withHead(result, asked, found) {
    const [, name] = index.titles[lastUpTo(index.titles, result.section)];
    const script = await load(`${name}.js`, (data) => data.sections.length && data);
    const section = script && script.sections[result.section - script.first];
    if (!section) return null;
    const [of, id, heading] = section;
    const [title, url, aliases, summary] = script.pages[of];
    let score = result.score;
    if (result.isTitled) {
      const share = (name) => {
        const own = [...new Set(tokens(name).map(([word]) => word))];
        const common = own.filter((word) => found.has(word)).length;
        return asked.length === own.length && own.every((word) => asked.includes(word)) ? 10 : common / own.length;
      };
      score += 100 * Math.max(share(title), ...aliases.map((alias) => share(alias) - 0.2));
    }
    const kind = index.kinds[index.kindOf[result.page]] || "";
    return { ...result, score, id, heading, title, url, summary, kind };
  }

  /** The stretch of a text in which most of what was found stands together, as its start and end. */
  function stretch(text, found) {
    const marks = tokens(text).filter(([word]) => found.has(word));
    let [start, most] = [0, 0];
    marks.forEach(([, at], i) => {
      const together = marks.slice(i, i + 40).filter(([, next]) => next - at < 120);
      const different = new Set(together.map(([word]) => word)).size;
      if (different > most) [start, most] = [at, different];
    });
    let from = start < 60 ? 0 : text.lastIndexOf(" ", start - 40) + 1;
    if (start - from > 80) from = start;
    let to = Math.min(text.length, from + 180);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 40);
    return [from, to];
  }

  async function ready() {
    if (index) return index;
    // A number that is missing would shift all that follow.
    const whole = (data) => Object.keys(data).length > 0 && data;
    const top = await load("index.js", (data) => data.parts.length >= 0 && data);
    const parts = top && (await Promise.all(top.parts.map((name) => load(`${name}.js`, whole))));
    if (!parts || !parts.every(Boolean)) return null;
    const all = [top, ...parts];
    const pages = all.map((part) => part.pages || "").join("");
    const [titles, words] = ["titles", "words"].map((list) => all.flatMap((part) => part[list] || []));
    index = unpackIndex({ ...top, pages, titles, words });
    return index;
  }

  /** The best results, how many there are, and all forms of what was looked for. What comes after the first is a promise. */
  async function find(query, wanted) {
    const { results, found, asked, marks } = await ranked(query, wanted);
    const shown = (some) => Promise.all(some.map((result) => withHead(result, asked, found)));
    const best = results.slice(0, SHOWN * 2);
    // What a title is worth is known when it is there, so all that have one to be looked at come first.
    const isFirst = (result, at) => at < FIRST || result.isTitled;
    const first = (await shown(best.filter(isFirst))).filter(Boolean);
    first.sort((one, other) => other.score - one.score || one.section - other.section);
    const rest = best.filter((result, at) => !isFirst(result, at)).slice(0, Math.max(0, SHOWN - first.length));
    const more = shown(rest).then((all) => all.filter(Boolean));
    const count = results.length;
    return { count, most: Math.min(count, SHOWN), shown: first.slice(0, SHOWN), more, found: marks };
  }

  globalThis.groundworkSearch.take({ ready, find, stretch });
})();
