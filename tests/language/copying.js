// Eight words in a row that stand in a source too, and are not in quotation marks.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * @typedef {import("./prose.js").Block} Block
 * @typedef {{ name: string, text: string }} Source
 * @typedef {Map<string, string>} Runs the name of a source by each run of words in it
 */

/** So many words in a row are no chance. */
export const RUN = 8;

/**
 * Reads the texts in a folder, or one file.
 *
 * @param {string} place
 * @returns {Source[]}
 */
export function readSources(place) {
  if (!statSync(place).isDirectory()) {
    return [{ name: place, text: readFileSync(place, "utf8") }];
  }
  const names = readdirSync(place, { recursive: true, encoding: "utf8" });
  return names
    .map((name) => join(place, name))
    .filter((path) => /\.(txt|md|html?)$/.test(path) && statSync(path).isFile())
    .map((path) => ({ name: relative(place, path), text: readFileSync(path, "utf8") }));
}

/**
 * @param {Source[]} sources
 * @returns {Runs}
 */
export function runsOf(sources) {
  /** @type {Runs} */
  const runs = new Map();
  for (const { name, text } of sources) {
    const words = wordsOf(withoutMarks(text));
    for (let at = 0; at + RUN <= words.length; at += 1) {
      runs.set(words.slice(at, at + RUN).join(" "), name);
    }
  }
  return runs;
}

/**
 * What a block has in common with the sources, each as long as it is.
 *
 * @param {Block} block
 * @param {Runs} runs
 * @returns {{ words: string, name: string }[]}
 */
export function copiesIn({ text }, runs) {
  return withoutQuotations(text).flatMap((part) => copiesInWords(wordsOf(part), runs));
}

/**
 * @param {string[]} words
 * @param {Runs} runs
 */
function copiesInWords(words, runs) {
  /** @type {{ words: string, name: string }[]} */
  const copies = [];
  let at = 0;
  while (at + RUN <= words.length) {
    const name = runs.get(words.slice(at, at + RUN).join(" "));
    if (name === undefined) {
      at += 1;
      continue;
    }
    let end = at + RUN;
    while (end < words.length && runs.has(words.slice(end - RUN + 1, end + 1).join(" "))) {
      end += 1;
    }
    copies.push({ words: words.slice(at, end).join(" "), name });
    at = end;
  }
  return copies;
}

/**
 * The parts of a text outside quotation marks. A mark that is never closed quotes nothing.
 *
 * @param {string} text
 */
function withoutQuotations(text) {
  return text.split(/“[^”]*”|"[^"]*"/);
}

/** @param {string} text */
function withoutMarks(text) {
  return text
    .replace(/\[(?:source|@|\^)[^\]]*\]/g, " ")
    .replace(/<[^<>]*>/g, " ")
    .replace(/\]\([^)\s]*\)/g, " ")
    .replace(/https?:\S+/g, " ");
}

/**
 * Words alone, as one hears them: `One-to-one`, `one to one` and `One to\none.` are the same.
 *
 * @param {string} text
 */
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
