// Divides text into words and folds them, so that a reader finds a word however it is written. The index of search
// is made by the same rules (`src/render/search/words.rs`), and `tests/js/words.json` holds both to them.
"use strict";
{
  const { inclusive } = groundwork;
  const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  // What is seen by nobody and divides nothing: soft hyphens, joiners, marks of direction.
  const IGNORED = "[\\u00ad\\u061c\\u200c-\\u200f\\u2060\\ufeff]";
  const [HEBREW, CYRILLIC] = ["Hebrew", "Cyrillic"].map((script) => `\\p{Script=${script}}`);
  // Letters, each with what may stand after it without dividing it from the next.
  const LINKED = `(?:[lL][·‧](?=[lL])|${HEBREW}["”״׳'’](?=${HEBREW})|${CYRILLIC}['’](?=${CYRILLIC})|${LETTER})`;
  const RUNS = new RegExp(`${LINKED}(?:${LINKED}|${IGNORED}+(?=${LETTER}))*`, "gu");
  const NOT_LETTERS = /[^\p{Alphabetic}\p{N}\p{M}]/gu;
  // Scripts that put no spaces between words.
  const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
  const spaceless = SCRIPTS.map((script) => `\\p{Script=${script}}`).join("");
  const PARTS = new RegExp(`(?:(?!\\p{Nd})[${spaceless}])+|(?:\\p{Nd}|[^${spaceless}])+`, "gu");
  const SPACELESS = new RegExp(`^(?!\\p{Nd})[${spaceless}]`, "u");
  // Of Latin, Greek and Cyrillic letters, with apostrophes; points of Hebrew, vowels of Arabic and its stroke.
  const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u02b9-\u02bc]/g;
  /** @type {Record<string, string>} */
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ى: "ي", ة: "ه" };
  // What one of the Arabic keyboards has in the place of another's letter.
  /** @type {Record<string, string>} */
  const KEYBOARD = { ی: "ي", ې: "ي", ک: "ك", ڪ: "ك", ہ: "ه", ھ: "ه", ە: "ه", ۃ: "ة", ٱ: "ا" };
  // The zeros of scripts whose digits stand in a row from there on.
  const ZEROS = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x1090, 0x17e0, 0x1810,
  ];

  /** @param {string} digit */
  function plainDigit(digit) {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((zero) => code >= zero && code < zero + 10);
    return zero ? String(code - zero) : digit;
  }

  /**
   * A word in the letters and digits that all keyboards for its script share.
   *
   * @param {string} word
   */
  const plain = (word) => word.replace(/[یېکڪہھەۃٱ]/g, (letter) => KEYBOARD[letter]).replace(/\p{Nd}/gu, plainDigit);

  /**
   * A word without accents, and without what a keyboard may lack.
   *
   * @param {string} word
   */
  function fold(word) {
    const bare = word.normalize("NFKD").replace(ACCENTS, "").toLowerCase().normalize("NFC");
    return plain(bare)
      .replace(/[ßæœþøđðłıىة]/g, (letter) => PLAIN[letter])
      .replace(NOT_LETTERS, "");
  }

  /**
   * Whether a word is of a script that puts no spaces between words.
   *
   * @param {string} word
   */
  const isSpaceless = (word) => SPACELESS.test(word);

  /**
   * Divides a run of letters into words, each with where it begins in the run and ends. Scripts without spaces are
   * divided into pairs of letters. Of a run with something in it that is no letter, no part has a place of its own.
   *
   * @param {string} run
   * @returns {[word: string, start: number, end: number][]}
   */
  function divide(run) {
    const letters = run.replace(NOT_LETTERS, "");
    /** @type {[string, number, number][]} */
    const words = [];
    for (const { 0: part, index } of letters.matchAll(PARTS)) {
      if (isSpaceless(part)) {
        for (const [pair, at] of pairs(part)) words.push([pair, index + at, index + at + pair.length]);
        continue;
      }
      const word = part.normalize("NFC").toLowerCase();
      for (const own of [word, ...inclusive.withVowels(word)]) words.push([own, index, index + part.length]);
    }
    if (run.includes("\u200c") && /^\p{Script=Arabic}/u.test(run)) {
      // Some write a space there.
      for (const part of run.split("\u200c")) words.push([part.replace(NOT_LETTERS, "").normalize("NFC"), 0, 0]);
    }
    return letters.length === run.length ? words : words.map(([word]) => [word, 0, run.length]);
  }

  /**
   * @param {string} part
   * @returns {[pair: string, start: number][]}
   */
  function pairs(part) {
    const letters = [...part];
    let at = 0;
    return letters.slice(0, Math.max(1, letters.length - 1)).map((letter, i) => {
      const start = at;
      at += letter.length;
      return [letters.slice(i, i + 2).join(""), start];
    });
  }

  /**
   * The words of a text, folded, each with its start and end and as it is before it is folded. A spelling that stands
   * for several words gives them all, in the same place.
   *
   * @param {string} text
   */
  function tokens(text) {
    /** @type {Token[]} */
    const found = [];
    const add = (/** @type {string} */ word, /** @type {number} */ start, /** @type {number} */ end) => {
      const whole = plain(word);
      const folded = fold(whole);
      if (folded) found.push([folded, start, end, whole]);
    };
    let from = 0;
    for (const { 0: run, index: start } of text.matchAll(RUNS)) {
      // Taken in by the spelling before it.
      if (start < from) continue;
      const end = start + run.length;
      const spelling = inclusive.read(text, start, end);
      if (spelling) {
        from = spelling.end;
        for (const word of spelling.words) add(word, start, spelling.end);
        continue;
      }
      const around = (text[start - 1] || "") + (text[end] || "");
      // What an apostrophe leaves of `l'assemblée` and `people's`.
      if (/['’]/.test(around) && [...run].length === 1) continue;
      for (const [word, at, to] of divide(run)) add(word, start + at, start + to);
    }
    return found;
  }

  /**
   * What is left of a folded word without what a language puts before and behind its words
   * (`src/render/search/affixes.rs`).
   *
   * @param {string} word
   * @param {Affixes} affixes
   */
  function cutAffixes(word, { prefixes, suffixes, once, least }) {
    const isLong = (/** @type {string} */ rest, /** @type {number} */ least) => [...rest].length >= least;
    const prefix = prefixes.find((prefix) => word.startsWith(prefix) && isLong(word.slice(prefix.length), least[0]));
    let left = word.slice(prefix?.length ?? 0);
    for (const suffix of suffixes) {
      const rest = left.slice(0, left.length - suffix.length);
      if (!left.endsWith(suffix) || !isLong(rest, least[1])) continue;
      left = rest;
      if (once) break;
    }
    return left;
  }

  groundwork.words = { fold, tokens, isSpaceless, cutAffixes };
  globalThis.groundworkSearch?.take({ ready: true });
}
