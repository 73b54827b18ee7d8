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
   * The words of a text, each once, with all that its spelling may stand for.
   *
   * @param {string} text
   */
  function groupsOf(text) {
    /** @type {AskedGroup[]} */
    const groups = [];
    for (const [word, start, end, plain] of tokens(text)) {
      const group = groups[groups.length - 1];
      if (group?.start === start && group.end === end) group.words.push([word, plain]);
      else groups.push({ start, end, words: [[word, plain]] });
    }
    const known = new Set();
    return groups.filter(({ words: [[word]] }) => !known.has(word) && known.add(word));
  }

  /** @param {AskedGroup[]} groups */
  const firstsOf = (groups) => groups.map(({ words }) => words[0][0]);

  /**
   * Sections with their scores, best first, and the words that were found.
   *
   * @param {SearchIndex} index
   * @param {string} query
   * @param {Filters} wanted
   */
  async function rank(index, query, wanted) {
    const asked = groupsOf(query).slice(0, WORDS);
    const isCommon = (/** @type {AskedGroup} */ { words }) => words.every(([word]) => index.common.has(word));
    const telling = asked.filter((group) => !isCommon(group));
    // What says nothing is looked for where there is nothing else.
    const needed = telling.length > 0 ? telling : asked;
    /** @type {Set<string>} */
    const found = new Set();
    const hits = await Promise.all(
      needed.map((group) => hitsOf(index, group, group === asked[asked.length - 1], found)),
    );
    const isWanted = await filter(index, wanted);
    const results = pagesWithMost(hits)
      .filter(isWanted)
      .flatMap((page) => sectionsOf(index, page, hits));
    results.sort((one, other) => other.score - one.score || one.section - other.section);
    // What stands everywhere is not marked.
    const isTelling = (/** @type {string} */ form) => telling.length === 0 || !index.common.has(form);
    const marks = new Set([...found].filter(isTelling));
    const near = needed.map((group, at) => ({ group, form: hits[at].near })).filter(({ form }) => form);
    return { results, found, asked: firstsOf(asked), marks, near };
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
   * @param {AskedGroup} group
   * @param {boolean} isLast
   * @param {Set<string>} found
   */
  async function hitsOf(index, { words }, isLast, found) {
    /** @type {Hits} */
    const hits = { sections: new Map(), pages: new Map(), titled: new Set(), near: null };
    const meanings = await Promise.all(words.map((word) => stemsFor(index, word, isLast)));
    if (meanings.every(({ near }) => near)) hits.near = meanings[0].near;
    // Of several that a spelling stands for, one may be nowhere.
    const isSure = meanings.some(({ stems, near }) => stems.length > 0 && !near);
    for (const [at, { stems, near }] of meanings.entries()) {
      if (near && isSure) continue;
      for (const own of stems) addHits(index, own, hits);
      for (const [stem] of stems) for (const form of [words[at][0], ...stem.forms]) found.add(form);
    }
    return hits;
  }

  /**
   * @param {SearchIndex} index
   * @param {WeighedStem} weighed
   * @param {Hits} hits
   */
  function addHits(index, [stem, weight, isPart], hits) {
    const all = index.pageOf.length;
    const places = placesOf(stem);
    const rarity = Math.log(1 + (all - places.length + 0.5) / (places.length + 0.5));
    for (const [section, place, level] of places) {
      const page = index.pageOf[section];
      if (page === undefined) continue;
      const value = weight * rarity * (level + PLACES[place]);
      hits.sections.set(section, Math.max(value, hits.sections.get(section) ?? 0));
      hits.pages.set(page, Math.max(value, hits.pages.get(page) ?? 0));
      // A name that has a word within another is none that was asked for.
      if (place > 1 && !isPart) hits.titled.add(section);
    }
  }

  /**
   * The best sections of a page.
   *
   * @param {SearchIndex} index
   * @param {number} page
   * @param {Hits[]} hits
   */
  function sectionsOf(index, page, hits) {
    const [start, end] = [index.firsts[page], index.firsts[page + 1] ?? index.pageOf.length];
    /** @type {Ranked[]} */
    const all = [];
    for (let section = start; section < end; section++) {
      if (!hits.some((hit) => hit.sections.has(section))) continue;
      // Its page's name, or a term.
      const isTitled = hits.every((hit) => hit.titled.has(section));
      const values = hits.map((hit) => valueIn(hit, page, section, start));
      const sum = values.reduce((one, other) => one + other, isTitled ? 100 : 0);
      const score = page < index.sources ? sum : sum * 0.6;
      all.push({ page, section, score, isTitled, isTerm: isTitled && section !== start });
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
   * @param {number} start the first section of the page
   */
  function valueIn(hit, page, section, start) {
    const lent = (hit.pages.get(page) ?? 0) * (hit.titled.has(start) ? 0.8 : 0.3);
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
  async function find(query, wanted, folder = "") {
    const known = await ready(folder);
    if (!known) throw new Error("there is no index");
    const text = query.slice(0, LETTERS);
    const { results, found, asked, marks, near } = await rank(known, text, wanted);
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
      meant: corrected(text, near, first),
    };
  }

  /**
   * The query with each word that stands nowhere changed to one that does, as the results spell it; null where all
   * stand somewhere.
   *
   * @param {string} query
   * @param {{ group: AskedGroup, form: string | null }[]} near
   * @param {Result[]} results
   */
  function corrected(query, near, results) {
    if (near.length === 0) return null;
    const texts = results.flatMap(({ title, heading, summary }) => [title, heading, summary]);
    const words = texts.flatMap((text) => tokens(text).map(([word, start, end]) => [word, text.slice(start, end)]));
    const spelled = new Map(words.reverse().map(([word, own]) => [word, own]));
    let text = query;
    for (const { group, form } of [...near].reverse()) {
      text = text.slice(0, group.start) + (spelled.get(form ?? "") ?? form) + text.slice(group.end);
    }
    return text.trim();
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
    const script = await load(`${index.folder}${name}.js`, (data) => data.sections.length && data);
    const section = script?.sections[result.section - script.first];
    if (!script || !section) return null;
    const [of, id, heading] = section;
    const [title, url, aliases, summary] = script.pages[of];
    const ofPage = [titleShare(title, asked, found), ...aliases.map((alias) => titleShare(alias, asked, found) - 0.2)];
    const share = Math.max(...ofPage);
    // A page of that name says more of it than a term does.
    const named = result.isTerm ? 0.2 * Math.min(1, titleShare(heading, asked, found)) : share;
    const score = result.score + (result.isTitled ? 100 * named : 0);
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
    const own = firstsOf(groupsOf(name));
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
