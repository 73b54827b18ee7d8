// Finds the sections that a query is about, best first, and what is shown of each. It is loaded after
// `search-index.js`, which reads the index.
"use strict";
{
  const { tokens } = groundwork.words;
  const { load } = groundwork.searchLoader;
  const { lastUpTo, placesOf, ready, stemsFor, tagsOfPages } = groundwork.searchIndex;
  // The most results, those of them that are shown before the others, and the most letters and words of a query.
  const SHOWN = 20;
  const FIRST = 6;
  const LETTERS = 200;
  const WORDS = 12;
  // The most sections of one page among the results.
  const SECTIONS = 3;
  // What a word is worth in a text, a heading, an alias and a title, beside how much it says there.
  const PLACES = [0, 2, 3, 4];

  /**
   * The words of a query, folded, each once.
   *
   * @param {string} query
   */
  const wordsOf = (query) => [...new Set(tokens(query.slice(0, LETTERS)).map(([word]) => word))].slice(0, WORDS);

  /**
   * Sections with their scores, best first, and the words that were found.
   *
   * @param {SearchIndex} index
   * @param {string} query
   * @param {Filters} wanted
   */
  async function rank(index, query, wanted) {
    const asked = wordsOf(query);
    const last = asked[asked.length - 1];
    const telling = asked.filter((word) => !index.common.has(word));
    /** @type {Set<string>} */
    const found = new Set();
    const hits = await Promise.all(
      asked.map(async (word) => hitsOf(index, await stemsFor(index, word, word === last), word, found)),
    );
    const isWanted = await filter(index, wanted);
    // A common word is kept of headings and titles alone, so no page has to have it.
    const needed = hits.filter((_, at) => telling.length === 0 || telling.includes(asked[at]));
    const results = pagesWithMost(needed)
      .filter(isWanted)
      .flatMap((page) => sectionsOf(index, page, hits, needed));
    results.sort((one, other) => other.score - one.score || one.section - other.section);
    // What stands everywhere is not marked.
    const isTelling = (/** @type {string} */ form) => telling.length === 0 || !index.common.has(form);
    return { results, found, asked, marks: new Set([...found].filter(isTelling)) };
  }

  /**
   * The pages that have as many of the words as any page has.
   *
   * @param {Hits[]} hits
   */
  function pagesWithMost(hits) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const { pages } of hits) {
      for (const page of pages.keys()) counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    let most = 0;
    for (const count of counts.values()) most = Math.max(most, count);
    return [...counts].filter(([, count]) => count === most).map(([page]) => page);
  }

  /**
   * What a word says of sections and pages; adds the forms that were found.
   *
   * @param {SearchIndex} index
   * @param {WeighedStem[]} stems
   * @param {string} word
   * @param {Set<string>} found
   * @returns {Hits}
   */
  function hitsOf(index, stems, word, found) {
    /** @type {Hits} */
    const hits = { sections: new Map(), pages: new Map(), titled: new Set() };
    const all = index.pageOf.length;
    for (const [stem, weight] of stems) {
      for (const form of [word, ...stem.forms]) found.add(form);
      const places = placesOf(stem);
      const rarity = Math.log(1 + (all - places.length + 0.5) / (places.length + 0.5));
      for (const [section, place, level] of places) {
        const page = index.pageOf[section];
        if (page === undefined) continue;
        const value = weight * rarity * (level + PLACES[place]);
        hits.sections.set(section, Math.max(value, hits.sections.get(section) ?? 0));
        hits.pages.set(page, Math.max(value, hits.pages.get(page) ?? 0));
        if (place > 1) hits.titled.add(page);
      }
    }
    return hits;
  }

  /**
   * The best sections of a page.
   *
   * @param {SearchIndex} index
   * @param {number} page
   * @param {Hits[]} hits
   * @param {Hits[]} needed
   */
  function sectionsOf(index, page, hits, needed) {
    const [start, end] = [index.firsts[page], index.firsts[page + 1] ?? index.pageOf.length];
    const isTitled = needed.every((hit) => hit.titled.has(page));
    const share = hits.filter((hit) => hit.titled.has(page)).length / hits.length;
    /** @type {Ranked[]} */
    const all = [];
    for (let section = start; section < end; section++) {
      if (!needed.some((hit) => hit.sections.has(section))) continue;
      const isTitle = isTitled && section === start;
      const values = hits.map((hit) => valueIn(hit, page, section));
      const sum = values.reduce((one, other) => one + other, isTitle ? 100 * share * share : 0);
      const score = page < index.sources ? sum : sum * 0.6;
      all.push({ page, section, score, isTitled: isTitle });
    }
    all.sort((one, other) => other.score - one.score);
    return all.slice(0, SECTIONS);
  }

  /**
   * What a word is worth in a section: what its page is about counts for its sections too.
   *
   * @param {Hits} hit
   * @param {number} page
   * @param {number} section
   */
  function valueIn(hit, page, section) {
    const lent = (hit.pages.get(page) ?? 0) * (hit.titled.has(page) ? 0.8 : 0.5);
    return Math.max(hit.sections.get(section) ?? 0, lent);
  }

  /**
   * Says whether a page is of the kind and has the tag that are wanted.
   *
   * @param {SearchIndex} index
   * @param {Filters} wanted
   * @returns {Promise<(page: number) => boolean>}
   */
  async function filter(index, { kind, tag }) {
    const tagsOf = tag === "" ? null : await tagsOfPages(index);
    const hasTag = (/** @type {number} */ page) => tag === "" || Boolean(tagsOf?.[page].includes(Number(tag)));
    return (page) => (kind === "" || index.kindOf[page] === Number(kind)) && hasTag(page);
  }

  // ---- What is shown -------------------------------------------------------------------------------

  /**
   * The best results, how many there are, and all forms of what was looked for. What comes after the first is a
   * promise.
   *
   * @type {Finder["find"]}
   */
  async function find(query, wanted) {
    const known = await ready();
    if (!known) throw new Error("there is no index");
    const { results, found, asked, marks } = await rank(known, query, wanted);
    const withHeads = async (/** @type {Ranked[]} */ some) => {
      const all = await Promise.all(some.map((result) => withHead(known, result, asked, found)));
      return all.filter((result) => result !== null);
    };
    const best = results.slice(0, SHOWN * 2);
    // What a title is worth is known when it is there, so all that have one to be looked at come first.
    const isFirst = (/** @type {Ranked} */ result, /** @type {number} */ at) => at < FIRST || result.isTitled;
    const first = await withHeads(best.filter(isFirst));
    first.sort((one, other) => other.score - one.score || one.section - other.section);
    const rest = best.filter((result, at) => !isFirst(result, at)).slice(0, Math.max(0, SHOWN - first.length));
    const count = results.length;
    return {
      count,
      most: Math.min(count, SHOWN),
      shown: first.slice(0, SHOWN),
      more: withHeads(rest),
      found: marks,
    };
  }

  /**
   * Adds to a result what is shown of it, and what its title is worth; null if that is missing.
   *
   * @param {SearchIndex} index
   * @param {Ranked} result
   * @param {string[]} asked
   * @param {Set<string>} found
   */
  async function withHead(index, result, asked, found) {
    const [, name] = index.titles[lastUpTo(index.titles, result.section)];
    /** @type {TitlesData | null} */
    const script = await load(`${name}.js`, (data) => data.sections.length && data);
    const section = script?.sections[result.section - script.first];
    if (!script || !section) return null;
    const [of, id, heading] = section;
    const [title, url, aliases, summary] = script.pages[of];
    const names = [titleShare(title, asked, found), ...aliases.map((alias) => titleShare(alias, asked, found) - 0.2)];
    const score = result.score + (result.isTitled ? 100 * Math.max(...names) : 0);
    const kind = index.kinds[index.kindOf[result.page]] || "";
    return { ...result, score, id, heading, title, url, summary, kind };
  }

  /**
   * How much of a name was asked for; a name that is just what was asked for is worth ten times as much.
   *
   * @param {string} name
   * @param {string[]} asked
   * @param {Set<string>} found
   */
  function titleShare(name, asked, found) {
    const own = [...new Set(tokens(name).map(([word]) => word))];
    if (asked.length === own.length && own.every((word) => asked.includes(word))) return 10;
    return own.filter((word) => found.has(word)).length / own.length;
  }

  /**
   * The stretch of a text in which most of what was found stands together, as its start and end.
   *
   * @type {Finder["stretch"]}
   */
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

  groundworkSearch.take({ ready, find, stretch });
}
