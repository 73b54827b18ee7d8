// Words are divided and folded in a browser as they are in the index. `src/render/search/words.rs` is held to the same
// table.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { loadTheme } from "./load.js";

loadTheme("dom.js", "words.js");
const { tokens, isSpaceless } = groundwork.words;

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
