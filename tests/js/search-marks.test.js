// Which parts of a text are marked.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme } from "./load.js";

loadTheme("dom.js", "inclusive.js", "words.js", "search-marks.js");
const { divide } = groundwork.searchMarks;

test("words that were found stand at every second place, however they are written", () => {
  const found = new Set(["ete", "ecole"]);
  assert.deepEqual(divide("L'ÉTÉ à l'école.", found), ["L'", "ÉTÉ", " à l'", "école", "."]);
});

test("a text without them is one part", () => {
  assert.deepEqual(divide("Nothing here.", new Set(["word"])), ["Nothing here."]);
  assert.deepEqual(divide("", new Set(["word"])), [""]);
});

test("pairs of letters that overlap are marked once", () => {
  assert.deepEqual(divide("社区组织", new Set(["区组", "组织"])).join("|"), "社|区组||织|");
});

test("of a stretch, only what lies whole within it is marked", () => {
  const text = "one two one";
  assert.deepEqual(divide(text, new Set(["one"]), 2, text.length), ["e two ", "one", ""]);
  assert.deepEqual(divide(text, new Set(["one"]), 0, 9), ["", "one", " two o"]);
});
