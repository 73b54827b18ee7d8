// Divides text into words and folds them, so that a reader finds a word however it is written. The index of search
// is made by the same rules (`src/render/search/words.rs`), and `tests/js/words.json` holds both to them.
"use strict";
{
  const RUNS = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  // Scripts that put no spaces between words.
  const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
  const spaceless = SCRIPTS.map((script) => `\\p{Script=${script}}`).join("");
  const PARTS = new RegExp(`[${spaceless}]+|[^${spaceless}]+`, "gu");
  const SPACELESS = new RegExp(`^[${spaceless}]`, "u");
  // Of Latin, Greek and Cyrillic letters, points of Hebrew, vowels of Arabic and its stroke.
  const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  /** @type {Record<string, string>} */
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i" };

  /**
   * A word without accents, and without what a keyboard may lack.
   *
   * @param {string} word
   */
  function fold(word) {
    const plain = word.normalize("NFKD").replace(ACCENTS, "").toLowerCase().normalize("NFC");
    return plain.replace(/[ßæœþøđðłı]/g, (letter) => PLAIN[letter]).replace(/[^\p{Alphabetic}\p{N}\p{M}]/gu, "");
  }

  /**
   * Whether a word is of a script that puts no spaces between words.
   *
   * @param {string} word
   */
  const isSpaceless = (word) => SPACELESS.test(word);

  /**
   * Divides a run of letters into words, each with where it begins in the run. Scripts without spaces are divided
   * into pairs of letters.
   *
   * @param {string} run
   * @returns {[string, number][]}
   */
  function divide(run) {
    /** @type {[string, number][]} */
    const words = [];
    for (const { 0: part, index } of run.matchAll(PARTS)) {
      if (!isSpaceless(part)) {
        words.push([part, index]);
        continue;
      }
      const letters = [...part];
      let at = index;
      for (let i = 0; i < Math.max(1, letters.length - 1); i++) {
        words.push([letters.slice(i, i + 2).join(""), at]);
        at += letters[i].length;
      }
    }
    return words;
  }

  /**
   * The words of a text, folded, each with its start and end.
   *
   * @param {string} text
   */
  function tokens(text) {
    /** @type {Token[]} */
    const found = [];
    for (const { 0: run, index } of text.matchAll(RUNS)) {
      const around = (text[index - 1] || "") + (text[index + run.length] || "");
      // What an apostrophe leaves of `l'assemblée` and `people's`.
      if (/['’]/.test(around) && [...run].length === 1) continue;
      for (const [word, at] of divide(run)) found.push([fold(word), index + at, index + at + word.length]);
    }
    return found.filter(([word]) => word);
  }

  groundwork.words = { fold, tokens, isSpaceless };
}
