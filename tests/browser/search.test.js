// Search, from the disk and without a network: what is found first, by hand and by ear, in any folder, and
// with parts of the index missing.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import * as site from "./site.js";

/** @type {Browser} */
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const address = (/** @type {string} */ path, root = site.root) => pathToFileURL(join(root, path)).href;

/**
 * Opens a page; gives it with what went wrong.
 *
 * @param {string} [path]
 * @param {ContextOptions & { root?: string }} [more]
 */
async function open(path = "index.html", { root, ...options } = {}) {
  const watch = await watched(browser, options);
  await watch.page.goto(address(path, root));
  return watch;
}

/** Types a query and waits for what is found: titles with their kinds, and paths. */
async function search(/** @type {Page} */ page, /** @type {string} */ query) {
  await page.fill("#page-query", "");
  await page.evaluate(() => (document.querySelector(".search-status").textContent = ""));
  await page.fill("#page-query", query);
  await page.waitForFunction(() => document.querySelector(".search-status").textContent !== "");
  return results(page);
}

/** As `search`, with the results that come after the first: the status ends with how many are listed. */
async function searchAll(/** @type {Page} */ page, /** @type {string} */ query) {
  await search(page, query);
  await page.waitForFunction(() => {
    const listed = document.querySelector(".search-status").textContent.match(/\d+/g)?.at(-1);
    return document.querySelectorAll("#page-results > a").length === Number(listed);
  });
  return results(page);
}

const results = (/** @type {Page} */ page) =>
  page.$$eval("#page-results:not([hidden]) > a", (all) =>
    all.map((/** @type {any} */ one) => ({
      title: one.querySelector(".search-title").textContent,
      kind: one.querySelector(".search-kind").textContent,
      text: one.querySelector(".search-text").textContent,
      marks: [...one.querySelectorAll("mark")].map((mark) => mark.textContent),
      href: one.href,
    })),
  );

const status = (/** @type {Page} */ page) => page.locator(".search-status").innerText();

const FIRST = [
  // Titles.
  ["One-to-ones", "One-to-ones"],
  ["the relational ladder", "The relational ladder"],
  ["organizing and mobilizing", "Organizing and mobilizing"],
  ["CONSENT DECISION", "Consent decision"],
  ["leadership development", "Leadership development"],
  ["meeting roles", "Meeting roles"],
  // Aliases.
  ["1-on-1", "One-to-ones"],
  ["O4P", "Organizing for Power"],
  ["deciding by consent", "Consent decision"],
  ["coalition building", "Building a coalition"],
  // Other forms of their words.
  ["one to one", "One-to-ones"],
  ["developed leaders", "Leadership development"],
  ["building coalitions", "Building a coalition"],
  // Both spellings.
  ["organising and mobilising", "Organizing and mobilizing"],
  ["distributed organising", "Distributed organizing"],
  ["organisers and mobilisers", "Organizing and mobilizing"],
  ["distributed organizing", "Distributed organizing"],
  // Beginnings.
  ["mobiliz", "Organizing and mobilizing"],
  ["mobilis", "Organizing and mobilizing"],
  ["consent dec", "Consent decision"],
  ["leadership dev", "Leadership development"],
  // Slips.
  ["leadrship develpment", "Leadership development"],
  ["relatoinal ladder", "The relational ladder"],
  ["consnet decision", "Consent decision"],
  ["accesible meetings", "Accessible meetings"],
  // Sections, by their headings and by their words.
  ["one-to-ones what goes wrong", "One-to-ones › What goes wrong"],
  ["stack-keeper", "Meeting roles › Stack-keeper"],
  ["laundry workers Phoenix", "The Phoenix laundry drive"],
  ["rather have noodles", "Consent decision › What goes wrong"],
  ["basis of unity", "Glossary › Basis of unity"],
  // Without the marks of a keyboard.
  ["alliance citoyenné", "Alliance Citoyenne"],
];

test("what is looked for comes first", async () => {
  const { context, page, faults } = await open();
  const found = [];
  for (const [query] of FIRST) found.push([query, (await search(page, query))[0]?.title]);
  await context.close();
  assert.deepEqual(found, FIRST);
  assert.deepEqual(faults, []);
});

test("labor finds labour, and neighbour neighbor", async () => {
  const { context, page } = await open();
  for (const pair of [
    // Alone, `labor` begins other words as well.
    ["labor council", "labour council"],
    ["neighbor", "neighbour"],
    ["center", "centre"],
  ]) {
    const [one, other] = [await searchAll(page, pair[0]), await searchAll(page, pair[1])];
    assert.ok(one.length > 0);
    assert.deepEqual(
      one.map(({ title }) => title),
      other.map(({ title }) => title),
    );
  }
  await context.close();
});

test("a result shows where, what and why, and leads to its heading, where words are marked", async () => {
  const { context, page, faults } = await open("methods/go-round.html");
  await search(page, "rather have noodles");
  await page.waitForFunction(() => document.querySelectorAll(".search-text mark").length > 1);
  const [first] = await results(page);
  assert.equal(first.title, "Consent decision › What goes wrong");
  assert.equal(first.kind, "Method");
  assert.match(first.text, /I would rather have noodles/);
  // A word that stands nearly everywhere is not looked for.
  assert.deepEqual(new Set(first.marks), new Set(["rather", "noodles"]));
  await page.press("#page-query", "Enter");
  await page.waitForURL("**/consent-decision.html*");
  await page.waitForSelector("mark.found");
  assert.equal(new URL(page.url()).hash, "#what-goes-wrong");
  assert.equal(await page.locator(":target").getAttribute("id"), "what-goes-wrong");
  const marks = await page.locator("mark.found").allTextContents();
  assert.ok(marks.includes("rather") && marks.includes("noodles"), marks.join());
  // On the page itself, too.
  await search(page, "burritos");
  await page.press("#page-query", "Enter");
  await page.waitForFunction(() => document.querySelector("mark.found")?.textContent === "burritos");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the keyboard does it all", async () => {
  const { context, page } = await open();
  const input = page.locator("#page-query");
  assert.equal(await input.getAttribute("role"), "combobox");
  await page.keyboard.press("/");
  assert.ok(await input.evaluate((element) => element === document.activeElement));
  assert.equal(await input.inputValue(), "");
  await search(page, "consent");
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  const active = () => input.getAttribute("aria-activedescendant");
  const selected = () => page.locator("#page-results > [aria-selected=true]").getAttribute("id");
  assert.equal(await active(), null);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "page-result-1");
  assert.equal(await selected(), "page-result-1");
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(), "page-result-0");
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(), null);
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(), `page-result-${(await results(page)).length - 1}`);
  await page.keyboard.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  assert.equal(await input.inputValue(), "consent");
  await page.keyboard.press("Escape");
  assert.equal(await input.inputValue(), "");
  // Enter waits for what was typed last.
  await page.keyboard.type("go-round");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/go-round.html*");
  await context.close();
});

test("results are counted aloud, and filtered by kind and tag", async () => {
  const { context, page, faults } = await open();
  const all = await search(page, "consent");
  assert.match(await status(page), /^\d+ results\./);
  assert.equal(await page.locator(".search-status").getAttribute("role"), "status");
  assert.ok(new Set(all.map(({ kind }) => kind)).size > 1);
  await page.selectOption(".search-filters select >> nth=0", { label: "Method" });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".search-kind")].every((kind) => kind.textContent === "Method"),
  );
  assert.ok((await results(page)).length > 0);
  await page.selectOption(".search-filters select >> nth=1", { label: "coalitions" });
  await page.waitForFunction(() => document.querySelectorAll("#page-results > a").length < 4);
  await search(page, "zzzzzz");
  assert.equal(await status(page), "Nothing found.");
  assert.match((await page.locator(".search-note a").getAttribute("href")) ?? "", /a-z\.html$/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("no query does harm", async () => {
  const { context, page, faults } = await open();
  for (const query of [
    "x".repeat(10_000),
    "go ".repeat(4_000),
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    ".*[(\\w+)+$",
    "🙂🏳️‍🌈",
    "اجتماع عام",
    "組織化の方法",
    "集会 ミーティング",
    "__proto__ constructor",
    "%00 %E0%A4%A",
    "'",
    "\u0000\ud800",
  ]) {
    await search(page, query);
    assert.notEqual(await status(page), "", query.slice(0, 20));
    assert.equal(await page.locator(".search-panel img, .search-panel script").count(), 0);
  }
  assert.equal((await search(page, "consent decision"))[0].title, "Consent decision");
  assert.deepEqual(faults, []);
  await context.close();
});

test("an address that was tampered with marks nothing but text", async () => {
  const { context, page, faults } = await watched(browser);
  await page.goto(`${address("methods/one-to-ones.html")}#steps?find=%E0%A4%A+%3Cb%3E+ladder`);
  await page.waitForSelector("mark.found");
  assert.equal(new URL(page.url()).hash, "#steps");
  assert.deepEqual(faults, []);
  await context.close();
});

for (const colorScheme of COLOR_SCHEMES) {
  test(`axe finds nothing while results are shown, ${colorScheme}`, async () => {
    const { context, page } = await open("methods/one-to-ones.html", { colorScheme });
    await search(page, "organising");
    await page.press("#page-query", "ArrowDown");
    assert.deepEqual(await violations(page), []);
    await context.close();
  });
}

test("results fit a screen of 320 pixels", async () => {
  const { context, page } = await open("methods/one-to-ones.html", { viewport: { width: 320, height: 568 } });
  for (const query of ["organising", "zzzzzz"]) {
    await search(page, query);
    const { width, panel } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      panel: document.querySelector(".search-panel").getBoundingClientRect().toJSON(),
    }));
    assert.ok(width <= 320 && panel.left >= 0 && panel.right <= 320, JSON.stringify({ width, panel }));
  }
  await context.close();
});

test("little is loaded before the first query, and no script is large", async () => {
  const { context, page } = await open();
  /** @type {URL[]} */
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url())));
  await page.reload();
  await page.focus("#page-query");
  await page.waitForTimeout(300);
  const scripts = loaded.filter((url) => url.pathname.endsWith(".js"));
  const bytes = scripts.reduce((sum, url) => sum + statSync(url).size, 0);
  assert.ok(scripts.length > 0 && bytes < 100_000, `${bytes} bytes of ${scripts}`);
  const folder = join(site.root, "search", "en");
  for (const name of readdirSync(folder)) {
    assert.ok(statSync(join(folder, name)).size < 100_000, name);
  }
  await context.close();
});

/**
 * A copy of the site in which something is done to the scripts of the index.
 *
 * @param {(paths: string[]) => void} spoil
 * @param {(page: Page, faults: string[]) => Promise<void>} look
 */
async function inCopy(spoil, look) {
  const folder = mkdtempSync(join(tmpdir(), "groundwork-"));
  try {
    const root = join(folder, "100% #1 %20 a b");
    cpSync(site.root, root, { recursive: true });
    const index = join(root, "search", "en");
    spoil(readdirSync(index).map((name) => join(index, name)));
    const { context, page, faults } = await open("methods/go-round.html", { root });
    await look(page, faults);
    await context.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a folder may have spaces, # and % in its name", async () => {
  await inCopy(
    () => {},
    async (page, faults) => {
      const [first] = await search(page, "consent decision");
      assert.equal(first.title, "Consent decision");
      await page.press("#page-query", "Enter");
      await page.waitForURL("**/consent-decision.html*");
      await page.waitForSelector("mark.found");
      assert.deepEqual(faults, []);
    },
  );
});

const BROKEN = /could not be loaded/;

/** @type {[how: string, spoil: (path: string) => void][]} */
const SPOILT = [
  ["missing", (/** @type {string} */ path) => rmSync(path)],
  [
    "cut off",
    (/** @type {string} */ path) => writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size / 2)),
  ],
  ["empty", (/** @type {string} */ path) => writeFileSync(path, "")],
  ["of another kind", (/** @type {string} */ path) => writeFileSync(path, "groundworkSearch.take(7);")],
];
for (const [how, spoil] of SPOILT) {
  test(`a part that is ${how} is said, and the rest goes on`, async () => {
    // What is left is not enough for every query, but for some.
    const some = (/** @type {string[]} */ paths) =>
      paths
        .filter((/** @type {string} */ path) => path.includes("words-"))
        .filter((_, /** @type {number} */ at) => at % 2 > 0)
        .forEach(spoil);
    await inCopy(some, async (page) => {
      const queries = ["consent", "ladder", "meeting", "organize", "steps", "decision", "alliance"];
      let found = 0;
      for (const query of queries) found += (await search(page, query)).length;
      assert.ok(found > 0);
      assert.match(await page.locator(".search-note").innerText(), BROKEN);
      assert.ok(await page.locator(".search-note a").isVisible());
    });
    for (const sort of ["titles-", "index.js"]) {
      const all = (/** @type {string[]} */ paths) =>
        paths.filter((/** @type {string} */ path) => path.includes(sort)).forEach(spoil);
      await inCopy(all, async (/** @type {Page} */ page) => {
        assert.deepEqual(await search(page, "consent"), []);
        assert.match(await page.locator(".search-note").innerText(), BROKEN);
      });
    }
  });
}

test("a result whose page is missing or says nothing is shown with its summary", async () => {
  for (const spoil of [
    (/** @type {string} */ path) => rmSync(path),
    (/** @type {string} */ path) => writeFileSync(path, ""),
  ]) {
    await inCopy(
      ([path]) => spoil(join(path, "../../../methods/consent-decision.html")),
      async (/** @type {Page} */ page) => {
        await search(page, "consent decision");
        // Another page has been read since.
        await page.waitForFunction(() => document.querySelectorAll(".search-text mark").length > 0);
        const [first] = await results(page);
        assert.equal(first.title, "Consent decision");
        assert.match(first.text, /^A proposal is adopted/);
        await page.waitForFunction(() => !document.querySelector("iframe"));
      },
    );
  }
});

test("nothing of it is kept in the browser", async () => {
  const { context, page, faults } = await watched(browser);
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new Error(`${name} is refused`);
        },
      });
    }
  });
  await page.goto(address("index.html"));
  assert.equal((await search(page, "go-round"))[0].title, "Go-round");
  assert.deepEqual(faults, []);
  await context.close();
});

test("without JavaScript there is no field, and the A to Z is there", async () => {
  const { context, page } = await open("index.html", { javaScriptEnabled: false });
  assert.ok(await page.locator("#page-search").isHidden());
  assert.ok(await page.locator("footer a[href='a-z.html']").isVisible());
  await context.close();
});

test("nothing that the facilitator alone may read is in the index", () => {
  const folder = join(site.root, "search", "en");
  const all = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  const sheets = site.files.filter((path) => path.endsWith(".run-sheet.html"));
  assert.ok(sheets.length > 0);
  assert.ok(!all.includes("run-sheet.html"));
  for (const sheet of sheets) {
    const said = [...site.text(sheet).matchAll(/marker-(?:say|facilitator|late|what-if)[^>]*>(.*?)<\/div>/gs)];
    assert.ok(said.length > 0, sheet);
    for (const [, html] of said) {
      const words = html
        .replace(/<p class="marker-title">.*?<\/p>/s, "")
        .replace(/<[^>]*>/g, "")
        .trim();
      const sentence = words.split(/(?<=[.?!])\s/)[0];
      assert.ok(sentence.length < 12 || !all.includes(sentence), `${sheet}: ${sentence}`);
    }
  }
});
