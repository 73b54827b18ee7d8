// What search finds in an index, and in which order.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { loadTheme, provide } from "./load.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * A number as the index writes it: five bits a digit, the lowest first.
 *
 * @param {number} n
 * @returns {string}
 */
const digits = (n) => (n < 32 ? DIGITS[n] : DIGITS[(n % 32) + 32] + digits(Math.floor(n / 32)));

/**
 * Where a word stands: for each section its number, the place and how much it says there.
 *
 * @param {[section: number, place: number, level: number][]} all
 */
function places(all) {
  let last = 0;
  return all
    .map(([section, place, level]) => {
      const ahead = section - last;
      last = section;
      return digits(ahead) + DIGITS[place * 16 + level];
    })
    .join("");
}

const [TEXT, HEADING, ALIAS, TITLE] = [0, 1, 2, 3];

// Three pages: "Go-round" with two sections, "Consent", and a source, "Meetings".
const SCRIPTS = {
  "index.js": {
    lang: "en",
    kinds: ["Method", "Source"],
    tags: ["talks", "votes"],
    pages: [2, 1, 1, 1, 1, 2].map(digits).join(""),
    tagged: ["tags"],
    sources: 2,
    common: ["the"],
    titles: [[0, "titles"]],
    words: [
      ["", "words-a"],
      ["n", "words-b"],
    ],
    parts: [],
    vocabulary: [],
    stemmers: [],
    affixes: null,
  },
  "tags.js": { pages: [1, 0, 2, 0, 1, 0].map(digits).join("") },
  "titles.js": {
    first: 0,
    pages: [
      ["Go-round", "methods/go-round.html", ["Round robin"], "Each speaks once."],
      ["Consent", "methods/consent.html", [], "Nobody objects."],
      ["Meetings", "sources/meetings.html", [], ""],
    ],
    sections: [
      [0, "", ""],
      [0, "steps", "Steps"],
      [1, "", ""],
      [2, "", ""],
    ],
  },
  "words-a.js": [
    [
      "consent",
      "consent consents",
      places([
        [0, TEXT, 3],
        [1, TEXT, 9],
        [2, TITLE, 15],
      ]),
    ],
    ["go", "go goes going", places([[0, TITLE, 15]])],
    [
      "meet",
      "meet meeting meetings",
      places([
        [2, TEXT, 8],
        [3, TITLE, 15],
      ]),
    ],
  ],
  "words-b.js": [
    ["object", "object objects objections", places([[2, TEXT, 10]])],
    ["robin", "robin", places([[0, ALIAS, 15]])],
    [
      "round",
      "round rounds",
      places([
        [0, TITLE, 15],
        [1, TEXT, 4],
      ]),
    ],
    ["step", "step steps", places([[1, HEADING, 12]])],
    ["the", "the", places([])],
  ],
};

/** @type {Finder} */
let finder;
/** @type {string[]} */
let asked;

/** @param {Record<string, unknown>} scripts */
function start(scripts) {
  asked = [];
  loadTheme("dom.js", "inclusive.js", "words.js");
  groundwork.searchLoader = {
    root: new URL("file:///"),
    isBroken: false,
    folders: () => [""],
    loadFinder: async () => null,
    load: async (name, unpack) => {
      asked.push(name);
      const script = scripts[name];
      if (!(name in scripts)) return null;
      try {
        return unpack(typeof script === "function" ? script : structuredClone(script));
      } catch {
        return null;
      }
    },
  };
  provide({ groundworkSearch: { take: (/** @type {Finder} */ given) => (finder = given) } });
  loadTheme("search-index.js", "search-ranking.js");
}

beforeEach(() => start(SCRIPTS));

const ANY = { kind: "", tag: "" };

/** @param {string} query */
async function titles(query, wanted = ANY) {
  const { shown, more } = await finder.find(query, wanted);
  return [...shown, ...(await more)].map(({ title, heading }) => (heading ? `${title} › ${heading}` : title));
}

test("numbers are read as the index writes them", () => {
  const all = [0, 1, 31, 32, 33, 1023, 1024, 123_456_789, 2 ** 40];
  const read = groundwork.searchIndex.numbers(all.map(digits).join(""));
  assert.deepEqual(
    all.map(() => read.number()),
    all,
  );
  assert.equal(read.more(), false);
});

test("the script that holds a beginning is the last that does not begin after it", () => {
  const { lastUpTo } = groundwork.searchIndex;
  /** @type {[string, string][]} */
  const all = [
    ["", "a"],
    ["go", "b"],
    ["round", "c"],
  ];
  assert.deepEqual(
    ["a", "go", "gone", "round", "z"].map((word) => lastUpTo(all, word)),
    [0, 1, 1, 2, 2],
  );
});

test("letters put in, left out, changed and swapped are slips", () => {
  const { isNear } = groundwork.searchIndex;
  for (const slip of ["consennt", "cosent", "consemt", "conesnt"]) assert.ok(isNear("consent", slip, 1), slip);
  assert.equal(isNear("consent", "cosennt", 1), false);
  assert.equal(isNear("consent", "cosennt", 2), true);
  assert.equal(isNear("consent", "consenting", 2), false);
  assert.equal(isNear("", "", 0), true);
});

test("a page named by a word comes before sections that say it, and sources come last", async () => {
  assert.deepEqual(await titles("consent"), ["Consent", "Go-round › Steps", "Go-round"]);
  assert.deepEqual(await titles("meeting"), ["Meetings", "Consent"]);
  assert.deepEqual(await titles("robin"), ["Go-round"]);
});

test("every word has to be in a page, but for common ones", async () => {
  assert.deepEqual(await titles("consent objections"), ["Consent"]);
  assert.deepEqual(await titles("the steps"), ["Go-round › Steps"]);
  assert.deepEqual(await titles(""), []);
});

test("a word is found by its beginning while it is typed, by another form, and in spite of slips", async () => {
  assert.equal((await titles("conse"))[0], "Consent");
  assert.equal((await titles("ROUNDS"))[0], "Go-round");
  assert.deepEqual(await titles("objected"), ["Consent"]);
  assert.equal((await titles("cnosent"))[0], "Consent");
  assert.deepEqual(await titles("xyzzy"), []);
});

test("a form that stands nowhere is found by its stem, where the language has a stemmer", async () => {
  const stem = (/** @type {string} */ word) => word.replace(/(?:ation|ing|s)$/, "");
  const index = { ...SCRIPTS["index.js"], stemmers: ["stemmer"] };
  start({ ...SCRIPTS, "index.js": index, "stemmer.js": stem });
  assert.deepEqual(await titles("consentation"), ["Consent", "Go-round › Steps", "Go-round"]);
  // One that is damaged is as good as none.
  start({ ...SCRIPTS, "index.js": index, "stemmer.js": 7 });
  assert.equal((await titles("consents"))[0], "Consent");
});

test("a part of a word is found in languages that write parts together, after whole words", async () => {
  const index = { ...SCRIPTS["index.js"], vocabulary: ["stems"] };
  start({ ...SCRIPTS, "index.js": index, "stems.js": "AconsentAobjectAround" });
  assert.deepEqual(await titles("sent"), ["Consent", "Go-round › Steps", "Go-round"]);
  assert.deepEqual(await titles("und"), []);
  assert.deepEqual(await titles("rou"), ["Go-round", "Go-round › Steps"]);
});

test("a word that stands nowhere asks for the nearest that does, as the results spell it", async () => {
  const meant = async (/** @type {string} */ query) => (await finder.find(query, ANY)).meant;
  assert.equal(await meant("the cnosent, steps"), "the consent, steps");
  assert.equal(await meant("cnosent"), "Consent");
  assert.equal(await meant("consent"), null);
  assert.equal(await meant("xyzzy"), null);
  // By a slip too many, nothing is found, and it is a question alone.
  assert.equal(await meant("consxyt"), "consent");
  assert.deepEqual(await titles("consxyt"), []);
});

test("results are kept to a kind and to a tag", async () => {
  assert.deepEqual(await titles("meeting", { kind: "0", tag: "" }), ["Consent"]);
  assert.deepEqual(await titles("meeting", { kind: "1", tag: "" }), ["Meetings"]);
  assert.deepEqual(await titles("consent", { kind: "", tag: "1" }), ["Consent"]);
  assert.deepEqual(await titles("consent", { kind: "1", tag: "1" }), []);
});

test("the forms that were found are told, so that they can be marked", async () => {
  const { found, count, most } = await finder.find("the meeting", ANY);
  assert.deepEqual([...found].sort(), ["meet", "meeting", "meetings"]);
  assert.deepEqual([count, most], [2, 2]);
});

test("only the scripts that a query needs are loaded", async () => {
  await finder.find("consent", ANY);
  assert.deepEqual(new Set(asked), new Set(["index.js", "words-a.js", "titles.js"]));
});

test("with parts of the index missing, the rest is found, and none without its beginning", async () => {
  const { "words-b.js": words, "index.js": index, ...rest } = SCRIPTS;
  start({ ...rest, "index.js": index });
  assert.equal((await titles("consent"))[0], "Consent");
  assert.deepEqual(await titles("round"), []);
  start({ ...rest, "words-b.js": words });
  assert.equal(await finder.ready(), null);
});

test("the stretch that is shown has most of what was found", () => {
  const text = `A round. ${"Other words stand here. ".repeat(20)}In a go-round, consent goes round. ${"More. ".repeat(60)}`;
  const [from, to] = finder.stretch(text, new Set(["round", "consent", "go"]));
  const shown = text.slice(from, to);
  assert.ok(shown.includes("go-round, consent goes round") && shown.length < 200, shown);
  assert.deepEqual(finder.stretch("Short.", new Set(["short"])), [0, 6]);
});
