// Words are divided and folded in a browser as they are in the index. `src/render/search/words.rs` is held to the same
// table.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { loadTheme, provide } from "./load.js";

loadTheme("dom.js", "inclusive.js", "words.js");
const { cutAffixes, fold, tokens, isSpaceless } = groundwork.words;

/** @type {Record<string, Record<string, string>>} */
const scripts = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8"));

test("words of every script are divided and folded as in the index", () => {
  assert.ok(Object.keys(scripts).length >= 8);
  assert.ok(Object.values(scripts).flatMap(Object.keys).length >= 200);
  for (const [script, words] of Object.entries(scripts)) {
    const found = Object.keys(words).map((text) => [
      text,
      tokens(text)
        .map(([word]) => word)
        .join(" "),
    ]);
    assert.deepEqual(Object.fromEntries(found), words, script);
  }
});

test("a word is found where it stands in the text, also after letters of two units", () => {
  const text = "L’Été, 𠮷野家: Łódź";
  const found = tokens(text).map(([word, start, end]) => [word, text.slice(start, end)]);
  assert.deepEqual(found, [
    ["ete", "Été"],
    ["𠮷野", "𠮷野"],
    ["野家", "野家"],
    ["lodz", "Łódź"],
  ]);
});

test("only scripts without spaces are divided into pairs", () => {
  assert.deepEqual(["会", "かい", "ประ", "회의", "word", ""].map(isSpaceless), [true, true, true, false, false, false]);
});

/** The scripts that stem words of a language, in the order in which a word goes through them. */
function stemmersOf(/** @type {string} */ lang) {
  const folder = new URL("../../src/render/search/stemmers/", import.meta.url);
  const files = [`normalize-${lang}.js`, `snowball/${lang}.js`].map((name) => new URL(name, folder));
  /** @type {((word: string) => string)[]} */
  const stemmers = [];
  provide({ groundworkSearch: { take: (/** @type {any} */ stem) => stemmers.push(stem) } });
  for (const file of files.filter((file) => existsSync(file))) vm.runInThisContext(readFileSync(file, "utf8"));
  return stemmers;
}

test("words of every language are stemmed as in the index", () => {
  /** @type {Record<string, Record<string, string>>} */
  const languages = JSON.parse(readFileSync(new URL("stems.json", import.meta.url), "utf8"));
  assert.ok(Object.keys(languages).length >= 17);
  for (const [lang, words] of Object.entries(languages)) {
    const stemmers = stemmersOf(lang);
    assert.ok(stemmers.length > 0, lang);
    const stems = Object.keys(words).map((word) => [word, fold(stemmers.reduce((left, stem) => stem(left), word))]);
    assert.deepEqual(Object.fromEntries(stems), words, lang);
  }
});

test("no stemmer is larger than 15 KB", () => {
  const folder = new URL("../../src/render/search/stemmers/snowball/", import.meta.url);
  for (const name of readdirSync(folder)) assert.ok(statSync(new URL(name, folder)).size < 15_000, name);
});

test("affixes are cut off only where enough of a word is left", () => {
  const affixes = {
    prefixes: ["un", "u"],
    suffixes: ["s", "ing"],
    once: false,
    least: /** @type {[number, number]} */ ([3, 2]),
  };
  const cut = (/** @type {string} */ word) => cutAffixes(word, affixes);
  assert.deepEqual(["unable", "unit", "untied", "meetings", "as", "sings"].map(cut), [
    "able",
    "nit",
    "tied",
    "meet",
    "as",
    "sing",
  ]);
});
