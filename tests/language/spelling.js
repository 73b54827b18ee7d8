// Words that are neither in the American dictionary nor in the list of names.

import { readFileSync } from "node:fs";

import dictionary from "dictionary-en";
import nspell from "nspell";

/** @typedef {import("./prose.js").Block} Block */

const NAMES = new URL("names.txt", import.meta.url);

/**
 * The names and words of our own that are right, one a line; what follows a number sign is a comment. A name of several words is
 * right as a whole alone.
 *
 * @param {string} [text]
 */
export function readNames(text = readFileSync(NAMES, "utf8")) {
  return text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((name) => name !== "");
}

/**
 * @param {string[]} names
 * @returns {(block: Block) => string[]} which words of a block are not known
 */
export function spellChecker(names) {
  const speller = nspell({ aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic) });
  const known = new Set(names);
  const phrases = names.filter((name) => name.includes(" "));
  /** @type {Map<string, boolean>} */
  const seen = new Map();
  /** @param {string} word */
  const isKnown = (word) => known.has(word) || known.has(word.toLowerCase()) || speller.correct(word);
  /** @param {string} word */
  const isRight = (word) => {
    const bare = word.replace(/'s?$/, "");
    return [word, bare].some((form) => isKnown(form) || (form.includes("-") && form.split("-").every(isKnownPart)));
  };
  /** @param {string} part */
  const isKnownPart = (part) => part.length < 2 || /\d/.test(part) || isKnown(part);
  return ({ text }) =>
    wordsOf(phrases.reduce((rest, phrase) => rest.replaceAll(phrase, " "), text)).filter((word) => {
      const right = seen.get(word) ?? isRight(word);
      seen.set(word, right);
      return !right;
    });
}

/**
 * Words with their hyphens and apostrophes; not single letters, and nothing with a digit.
 *
 * @param {string} text
 */
function wordsOf(text) {
  const words = text.replaceAll("’", "'").match(/[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*'?/gu) ?? [];
  return words.map((word) => word.replace(/'$/, "")).filter((word) => word.length > 1 && !/^\S*\d/.test(word));
}
