// Queries as readers type them, in eight languages: other forms of words, parts of compounds, spellings for people of
// every gender, other keyboards, slips. Each has the page that must be among the first three. The scripts of search run
// over the index that the program has made of a small site, without a browser.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import vm from "node:vm";

import { loadTheme, provide } from "../js/load.js";
import { Project } from "./project.js";

/** @type {Record<string, { pages: Record<string, string[]>, queries: [string, string][] }>} */
const table = JSON.parse(readFileSync(new URL("search-queries.json", import.meta.url), "utf8"));
// How many of a hundred queries have to find their page.
const ENOUGH = 95;
const ANY = { kind: "", tag: "" };

/** @type {Project} */
let project;

before(() => {
  /** @type {Record<string, string>} */
  const files = { "site.toml": `title = "Queries"\nlanguages = ${JSON.stringify(Object.keys(table))}\n` };
  for (const [lang, { pages }] of Object.entries(table)) {
    for (const [id, [title, text, fields]] of Object.entries(pages)) {
      const front = `title = ${JSON.stringify(title)}\nlang = "${lang}"\nsummary = "x"\n${fields}`;
      files[`content/${lang}/${id}-${lang}.md`] = `+++\n${front}\n+++\n\n${text}\n`;
    }
  }
  project = new Project(files);
  project.run(["build", "--allow-errors"]);
});
after(() => project.remove("."));

/** The scripts that find, over the index of a language. */
function finderFor(/** @type {string} */ lang) {
  const folder = join(project.root, "public", "search", lang);
  /** @type {any} */
  let handed = null;
  loadTheme("dom.js", "inclusive.js", "words.js");
  groundwork.searchLoader = {
    root: new URL("file:///"),
    isBroken: false,
    folders: () => [""],
    loadFinder: async () => null,
    load: async (name, unpack) => {
      provide({ groundworkSearch: { take: (/** @type {any} */ given) => (handed = given) } });
      vm.runInThisContext(readFileSync(join(folder, name), "utf8"));
      return unpack(handed);
    },
  };
  provide({ groundworkSearch: { take: (/** @type {any} */ given) => (handed = given) } });
  loadTheme("search-index.js", "search-ranking.js");
  return /** @type {Finder} */ (handed);
}

test("of 210 queries in eight languages, 95 in a hundred find their page among the first three", async () => {
  const missed = [];
  let count = 0;
  for (const [lang, { queries }] of Object.entries(table)) {
    const finder = finderFor(lang);
    for (const [query, id] of queries) {
      count += 1;
      const { shown } = await finder.find(query, ANY);
      const pages = [...new Set(shown.map(({ url }) => url.replace(/^.*\//, "")))];
      if (!pages.slice(0, 3).includes(`${id}-${lang}.html`)) missed.push(`${lang}: ${query} → ${pages.slice(0, 3)}`);
    }
  }
  assert.ok(count >= 210, String(count));
  assert.ok(Object.keys(table).length >= 8);
  const share = 100 * (1 - missed.length / count);
  assert.ok(share >= ENOUGH, `${share.toFixed(1)} in a hundred of ${count}:\n${missed.join("\n")}`);
  if (missed.length > 0) console.log(`${missed.length} of ${count} missed:\n${missed.join("\n")}`);
});

test("a word that stands nowhere asks whether another was meant", async () => {
  for (const [lang, query, meant] of [
    ["en", "landlrd", "landlords"],
    ["en", "the clcok and the speakrs", "the clock and the speakers"],
    ["de", "Strekkasse", "Streikkasse"],
    ["en", "strike", null],
  ]) {
    const found = await finderFor(lang ?? "").find(query ?? "", ANY);
    assert.equal(found.meant, meant, query ?? "");
  }
});

test("stop words weigh nothing beside others", async () => {
  const finder = finderFor("en");
  const plain = await finder.find("fund", ANY);
  const wordy = await finder.find("what is the fund of our", ANY);
  assert.deepEqual(
    wordy.shown.map(({ title }) => title),
    plain.shown.map(({ title }) => title),
  );
});

test("a term of a glossary comes before what only says it, like a title", async () => {
  const { shown } = await finderFor("en").find("spokescouncil", ANY);
  assert.equal(shown[0].heading, "Spokescouncil");
});

test("little is loaded before the first query, and a stemmer is small", () => {
  for (const lang of Object.keys(table)) {
    const folder = join(project.root, "public", "search", lang);
    const names = readdirSync(folder);
    const sizeOf = (/** @type {string} */ name) => statSync(join(folder, name)).size;
    const stemmers = names.filter((name) => name.startsWith("stemmer")).map(sizeOf);
    assert.ok(stemmers.reduce((one, other) => one + other, 0) < 15_000, `${lang}: ${stemmers}`);
    assert.ok(sizeOf("index.js") < 10_000, `${lang}: ${sizeOf("index.js")}`);
  }
});
