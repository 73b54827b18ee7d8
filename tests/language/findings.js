// What the checks of language find in a folder of pages, as lines to read.

import { copiesIn, RUN, readSources, runsOf } from "./copying.js";
import { readPages } from "./prose.js";
import { AIM, readability, readLimits } from "./readability.js";
import { readNames, spellChecker } from "./spelling.js";

/** @typedef {import("./prose.js").Page} Page */

/**
 * @param {string} content
 * @param {string[]} sources folders or files
 */
export function check(content, sources) {
  const pages = readPages(content);
  return [
    ...misspelled(pages, readNames()),
    ...hardToRead(pages, readLimits()),
    ...copied(
      pages,
      sources.flatMap((place) => readSources(place)),
    ),
  ];
}

/**
 * The figures of all pages that have one, the hardest first.
 *
 * @param {string} content
 */
export function figures(content) {
  return readPages(content)
    .flatMap(({ path, blocks }) => ({ path, ...(readability(blocks) ?? { grade: 0 }) }))
    .filter(({ grade }) => grade > 0)
    .sort((a, b) => b.grade - a.grade);
}

/**
 * @param {Page[]} pages
 * @param {string[]} names
 */
export function misspelled(pages, names) {
  const unknown = spellChecker(names);
  return eachBlock(pages, (block) =>
    unknown(block).map((word) => `"${word}" is in no dictionary; if it is right, add it to tests/language/names.txt`),
  );
}

/**
 * @param {Page[]} pages
 * @param {Map<string, number>} limits
 */
export function hardToRead(pages, limits) {
  return pages.flatMap(({ path, blocks }) => {
    const limit = limits.get(path) ?? AIM;
    const { grade, hardest } = readability(blocks) ?? { grade: 0, hardest: "" };
    if (grade > limit) {
      return [`${path}: asks for ${grade} years of schooling, and ${limit} is the limit; hardest: ${hardest}`];
    }
    const isNeedless = limits.has(path) && grade <= AIM;
    return isNeedless
      ? [`${path}: asks for no more than ${AIM} years now; take it out of tests/language/limits.txt`]
      : [];
  });
}

/**
 * @param {Page[]} pages
 * @param {import("./copying.js").Source[]} sources
 */
export function copied(pages, sources) {
  const runs = runsOf(sources);
  // How a source was seen is said in its own titles and names.
  return eachBlock(pages, (block) =>
    (block.kind === "seen" ? [] : copiesIn(block, runs)).map(
      ({ words, name }) => `${RUN} words or more stand in ${name} too: ${words}`,
    ),
  );
}

/**
 * @param {Page[]} pages
 * @param {(block: import("./prose.js").Block) => string[]} find
 */
function eachBlock(pages, find) {
  return pages.flatMap(({ path, blocks }) =>
    blocks.flatMap((block) => find(block).map((what) => `${path}:${block.line}: ${what}`)),
  );
}
