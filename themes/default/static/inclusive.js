// Reads spellings that name people of every gender in one word as the words that a reader may type for them:
// Kolleg*innen, Mitarbeiter/-innen, BürgerInnenrat, travailleur·euse·s, militant(e)s, trabajadores/as, amig@s. The index
// of search is made by the same rules (`src/render/search/inclusive.rs`), and `tests/js/words.json` holds both to them.
"use strict";
{
  const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  const IGNORED = /[\u00ad\u061c\u200c-\u200f\u2060\ufeff]/g;
  const CONSONANT = /[bcdfghjklmnñpqrstvwz]$/;
  // Endings that are added to a word.
  const ADDED = new Set(
    "r n e es te tes ne nes le les fe fes he hes que ques sse sses ve ves se ses a as o os i ka ki".split(" "),
  );
  // Endings that take the place of what ends a word: what is written, what it replaces, and by what.
  const REPLACING = `euse eur euse|euses eur euses|euses eurs euses|euse eux euse|euses eux euses|se r se|ses r ses|
    se x se|ses x ses|rice teur trice|rices teur trices|rices teurs trices|trice teur trice|trices teur trices|
    trices teurs trices|ice teur trice|ices teur trices|ices teurs trices|trice tore trice|trici tori trici|ère er ère|
    ères er ères|ères ers ères|ière ier ière|ières ier ières|ières iers ières|ive if ive|ives if ives|ives ifs ives|
    ve f ve|ves f ves|enne en enne|ennes en ennes|elle eau elle|elles eaux elles|ale al ale|ales aux ales|ora or ora|
    as es as`
    .split("|")
    .map((row) => row.trim().split(" "));
  // Endings that stand behind a hyphen with nothing after them; others are words of their own there.
  const HYPHENED = new Set("e es euse euses trice trices rice rices".split(" "));

  const CAPITAL = /^(.*?\p{Lowercase})(In$|Innen.*$)/su;
  const AT_END = new RegExp(`^(?!${LETTER})`, "u");
  const NAME = new RegExp(`^\\.${LETTER}`, "u");
  const VOWEL = /^[@*]s?/;
  const SEPARATOR = /^(?:\/-|[*:_/·‧•∙⋅.(-])/;
  const LETTERS = new RegExp(`^${LETTER}*`, "u");

  /**
   * A word of letters alone, of three at least; null otherwise.
   *
   * @param {string} run
   */
  function baseOf(run) {
    const base = run.toLowerCase().replace(IGNORED, "").normalize("NFC");
    return /^\p{Alphabetic}{3,}$/u.test(base) ? base : null;
  }

  /**
   * The words of a German spelling: `innenrat` behind `bürger` is the council of citizens.
   *
   * @param {string} base
   * @param {string} ending
   */
  function people(base, ending) {
    const rest = ending.startsWith("innen") ? ending.slice(5) : null;
    const words = [base, `${base}in`, `${base}innen`];
    if (rest === "" || ending === "in") return words;
    return rest && [...rest].length > 2 ? [...words, `${base}innen${rest}`, base + rest, rest] : null;
  }

  /**
   * Reads a sign in the place of a vowel, after the consonant before it: amig@s, tod*s, tutt*.
   *
   * @param {string} base
   * @param {string} rest
   * @returns {[words: string[], length: number] | null}
   */
  function vowel(base, rest) {
    const sign = VOWEL.exec(rest)?.[0];
    if (!sign || !CONSONANT.test(base)) return null;
    const after = rest.slice(sign.length);
    if (!AT_END.test(after) || (sign[0] === "@" && NAME.test(after))) return null;
    return [[..."oaei"].map((vowel) => base + vowel + sign.slice(1)), sign.length];
  }

  /**
   * Reads a separator with an ending behind it.
   *
   * @param {string} base
   * @param {string} rest
   * @returns {[words: string[], length: number] | null}
   */
  function ending(base, rest) {
    const separator = SEPARATOR.exec(rest)?.[0];
    if (!separator) return null;
    const letters = LETTERS.exec(rest.slice(separator.length))?.[0] ?? "";
    const written = letters.toLowerCase();
    const words = endings(base, written, separator);
    let length = separator.length + letters.length;
    if (!words) return null;
    if (separator === "(") {
      const close = written === "inn" ? ")en" : ")";
      if (!rest.startsWith(close, length)) return null;
      length += close.length;
      if (written === "inn") words.push(`${base}en`);
    }
    const many = plural(rest.slice(length), separator);
    if (many === 0 && separator === "-" && !HYPHENED.has(written)) return null;
    length += many;
    const after = rest.slice(length);
    return AT_END.test(after) && !(separator === "." && NAME.test(after)) ? [words, length] : null;
  }

  /**
   * How long the mark of the plural is that may follow an ending.
   *
   * @param {string} rest
   * @param {string} separator
   */
  function plural(rest, separator) {
    if (separator === "(" && rest.startsWith("(s)")) return 3;
    const mark = separator === "(" ? "s" : `${separator}s`;
    return rest.startsWith(mark) && AT_END.test(rest.slice(mark.length)) ? mark.length : 0;
  }

  /**
   * The words that a base with this ending stands for; null where it is no ending.
   *
   * @param {string} base
   * @param {string} ending
   * @param {string} separator
   */
  function endings(base, ending, separator) {
    if (ending.startsWith("in")) {
      if (separator === "-" || (separator === "." && ending !== "innen")) return null;
      return people(base, separator === "(" && ending === "inn" ? "in" : ending);
    }
    const words = [base];
    for (const [written, end, by] of REPLACING) {
      if (written === ending && base.endsWith(end)) words.push(base.slice(0, -end.length) + by);
    }
    if (ADDED.has(ending)) words.push(base + ending, ...otherVowel(base, ending));
    return words.length > 1 ? words : null;
  }

  /**
   * The base with its last vowel changed to that of the ending: compañero/a, tutti/e, amigos/as.
   *
   * @param {string} base
   * @param {string} ending
   */
  function otherVowel(base, ending) {
    const [, plural] = /^[aeio](s?)$/.exec(ending) ?? [];
    if (plural === undefined || !base.endsWith(plural)) return [];
    const without = base.slice(0, base.length - plural.length);
    return /[aeio]$/.test(without) ? [without.slice(0, -1) + ending] : [];
  }

  /**
   * The spelling that begins with the run of letters from `start` to `end`: its words and where it ends; null where it
   * is none.
   *
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  function read(text, start, end) {
    const capital = CAPITAL.exec(text.slice(start, end));
    if (capital) {
      const base = baseOf(capital[1]);
      const words = base ? people(base, capital[2].toLowerCase()) : null;
      return words && { words, end };
    }
    // Longer than any ending.
    const rest = text.slice(end, end + 60).toLowerCase();
    if (!/^[*:_/.(@·‧•∙⋅-]/.test(rest)) return null;
    const base = baseOf(text.slice(start, end));
    const found = base ? (vowel(base, rest) ?? ending(base, rest)) : null;
    return found && { words: found[0], end: end + found[1] };
  }

  /**
   * Words that one with an x or a schwa for a vowel stands for too: compañerxs, amigx, tuttə.
   *
   * @param {string} word
   */
  function withVowels(word) {
    const [, base, vowel, plural] = /^(.+)([xəɜ])(s?)$/su.exec(word) ?? [];
    if (!base || !CONSONANT.test(base)) return [];
    // Singular, many ordinary words end with an x.
    const least = vowel === "x" && !plural ? 4 : 2;
    return [...base].length < least ? [] : [..."oaei"].map((other) => base + other + plural);
  }

  groundwork.inclusive = { read, withVowels };
  globalThis.groundworkSearch?.take({ ready: true });
}
