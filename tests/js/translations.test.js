// The languages that the default theme speaks say all that its English says.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const THEME = fileURLToPath(new URL("../../themes/default/", import.meta.url));
const FOLDER = join(THEME, "i18n");
const LANGUAGES = readdirSync(FOLDER)
  .map((name) => name.replace(".toml", ""))
  .sort();

/**
 * The lines of a file of words, by key.
 *
 * @param {string} language
 */
function words(language) {
  const lines = readFileSync(join(FOLDER, `${language}.toml`), "utf8").matchAll(/^([a-z0-9-]+) = (.*)$/gm);
  return new Map([...lines].map(([, key, value]) => [key, value]));
}

/**
 * The names in braces that a text has, each once.
 *
 * @param {string} text
 */
const names = (text) => [...new Set(text.match(/\{[a-z-]+\}/g))].sort();

/**
 * The plural categories of a counted word, none of a plain one.
 *
 * @param {string} value
 */
const categories = (value) => [...value.matchAll(/(?:\{|,) ?([a-z]+) = "/g)].map(([, category]) => category);

test("every language of the theme has every word, with the same names in braces", () => {
  assert.deepEqual(LANGUAGES, ["de", "en", "es", "fr"]);
  const english = words("en");
  for (const language of LANGUAGES) {
    const own = words(language);
    assert.deepEqual([...own.keys()], [...english.keys()], language);
    for (const [key, value] of english) {
      assert.deepEqual(names(own.get(key) ?? ""), names(value), `${language}: ${key}`);
      // None of these languages needs `many` but for millions, which are no amounts of a handbook.
      assert.deepEqual(categories(own.get(key) ?? ""), categories(value), `${language}: ${key}`);
    }
  }
});

test("every name that the built-in kinds have is there in every language of the theme", () => {
  const kinds = readFileSync(join(THEME, "kinds.toml"), "utf8")
    .replace(/^#.*$/gm, "")
    // What a new page says to its writer is in English wherever a language has no words for it.
    .replace(/, about = \{ en = "[^"]*" \}/g, "");
  const lists = [...kinds.matchAll(/\{ (en = [^{}]*) \}/g)].map(([, list]) => list);
  assert.ok(lists.length > 90, `${lists.length}`);
  for (const list of [...lists, kinds.slice(kinds.indexOf("[agenda.per_person]")).split("\n\n")[0]]) {
    const own = [...list.matchAll(/(?:^|, |\n)([a-z]+) = ["[]/g)].map(([, language]) => language);
    assert.deepEqual(own.sort(), LANGUAGES, list);
  }
});
