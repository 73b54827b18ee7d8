// How many years of schooling a page asks of its readers: the Flesch-Kincaid grade level, from J. P. Kincaid, R. P. Fishburne,
// R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas (Automated Readability Index, Fog Count and
// Flesch Reading Ease Formula) for Navy Enlisted Personnel", Research Branch Report 8-75, Naval Technical Training Command,
// Memphis, 1975. It counts the words of sentences and the syllables of words, and knows nothing of what they say: a low figure
// is no proof that a page is clear, a high one is a reason to look.

import { readFileSync } from "node:fs";

import { syllable } from "syllable";

/** @typedef {import("./prose.js").Block} Block */

/** The aim: what somebody can read who has left school after twelve years. */
export const AIM = 12;

/** Fewer words than these have no figure. */
const LEAST_WORDS = 100;

const LIMITS = new URL("limits.txt", import.meta.url);

// What ends no sentence, though a point follows.
const ABBREVIATION =
  /(?:^|[\s("])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|no|vs|etc|e\.g|i\.e|sec|ed|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$/;

/**
 * The limits above the aim, by the path of their page: `content/a.md 13.5 why it cannot be had`.
 *
 * @param {string} [text]
 * @returns {Map<string, number>}
 */
export function readLimits(text = readFileSync(LIMITS, "utf8")) {
  const limits = new Map();
  for (const line of text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"))) {
    const [, path, figure, why] = line.match(/^(\S+) (\d+(?:\.\d)?) (\S.*)$/) ?? [];
    if (!why) {
      throw new Error(`limits.txt: write a path, a figure and why: ${line}`);
    }
    limits.set(path, Number(figure));
  }
  return limits;
}

/**
 * The figure of a page, and its hardest sentence. Only what ends as a sentence counts: labels and bare items of lists would make a
 * page look easier than it is.
 *
 * @param {Block[]} blocks
 * @returns {{ grade: number, hardest: string } | undefined} nothing where there is too little to count
 */
export function readability(blocks) {
  const all = blocks.filter(({ kind }) => kind === "text").flatMap(({ text }) => sentencesOf(text));
  const counted = all.map((sentence) => ({ sentence, ...countIn(sentence) })).filter(({ words }) => words > 0);
  const words = sum(counted.map((sentence) => sentence.words));
  if (words < LEAST_WORDS) {
    return undefined;
  }
  const syllables = sum(counted.map((sentence) => sentence.syllables));
  const hardest = counted.reduce((a, b) =>
    gradeOf(b.words, 1, b.syllables) > gradeOf(a.words, 1, a.syllables) ? b : a,
  );
  return { grade: Math.round(10 * gradeOf(words, counted.length, syllables)) / 10, hardest: hardest.sentence };
}

/**
 * @param {number} words
 * @param {number} sentences
 * @param {number} syllables
 */
export function gradeOf(words, sentences, syllables) {
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
export function sentencesOf(text) {
  /** @type {string[]} */
  const sentences = [];
  let open = "";
  for (const part of text.split(/(?<=[.!?…]["”')]*) (?=["“'(]*[\p{Lu}\p{N}])/u)) {
    open = open ? `${open} ${part}` : part;
    if (!ABBREVIATION.test(open)) {
      sentences.push(open);
      open = "";
    }
  }
  sentences.push(open);
  return sentences.filter((sentence) => /[.!?…:]["”')]*$/.test(sentence));
}

/** @param {string} sentence */
function countIn(sentence) {
  const words = sentence.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  return { words: words.length, syllables: sum(words.map((word) => Math.max(1, syllable(word)))) };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}
