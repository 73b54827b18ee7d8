// All pages in one file, opened from the disk: it is read with and without scripts, searched, and asks for
// nothing else.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { Project } from "./project.js";
import * as site from "./site.js";
import { validator } from "./validator.js";

/** @type {Browser} */
let browser;
/** @type {string} */
let folder;
/** @type {string} */
let file;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "groundwork-"));
  // Its PDFs take most of a minute to make, and none is in the file.
  const shipped = join(import.meta.dirname, "../..");
  cpSync(join(shipped, "content"), join(folder, "content"), { recursive: true });
  const settings = readFileSync(join(shipped, "site.toml"), "utf8");
  assert.match(settings, /^\[print\]$/m);
  writeFileSync(join(folder, "site.toml"), settings.replace(/^\[print\]$/m, "[print]\nkinds = []"));
  execFileSync(process.env.GROUNDWORK ?? "", ["build", "--single-file", "--out", "site"], { cwd: folder });
  // By itself, in a folder that is hard to name.
  file = join(folder, "100% #1 ü.html");
  cpSync(join(folder, "site", "organizing-methods.html"), file);
  rmSync(join(folder, "site"), { recursive: true });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function open(/** @type {ContextOptions} */ options = {}, place = "") {
  const watch = await watched(browser, options);
  await watch.page.goto(pathToFileURL(file).href + place);
  return watch;
}

/** The ids of the pages that are shown. */
const shown = (/** @type {Page} */ page) =>
  page.$$eval(".leaf", (all) => all.filter((leaf) => getComputedStyle(leaf).display !== "none").map(({ id }) => id));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`one page is shown at a time, and the way back works, ${how} scripts`, async () => {
    const { context, page, faults } = await open({ javaScriptEnabled });
    assert.deepEqual(await shown(page), ["index.html"]);
    await page.click("main a[href='#methods/one-to-ones.html'] >> visible=true >> nth=0");
    assert.deepEqual(await shown(page), ["methods/one-to-ones.html"]);
    assert.ok(await page.locator("h1 >> visible=true").isVisible());
    // From a mark to its source and back, on the same page.
    const mark = page.locator(".text a.cite >> visible=true").first();
    await mark.click();
    assert.match(page.url(), /#methods\/one-to-ones\.html\/page-source-/);
    assert.deepEqual(await shown(page), ["methods/one-to-ones.html"]);
    await page.click(":target .backs a >> nth=0");
    assert.ok(await page.locator(":target").evaluate((element) => element.classList.contains("cite")));
    await page.click(".masthead a[href='#index.html'] >> nth=0");
    assert.deepEqual(await shown(page), ["index.html"]);
    for (const expected of [
      "methods/one-to-ones.html",
      "methods/one-to-ones.html",
      "methods/one-to-ones.html",
      "index.html",
    ]) {
      await page.goBack();
      assert.deepEqual(await shown(page), [expected]);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("it holds every page of the site, and each link in it leads to one that can be seen", async () => {
  const { context, page, faults } = await open();
  const leaves = await page.$$eval(".leaf", (all) => all.map(({ id }) => id));
  assert.deepEqual(leaves.toSorted(), site.pages.toSorted());
  // Those of sources and of tags are alike, and to show one takes a while: one in twenty is.
  const tried = [...site.written, ...site.pages.filter((_, at) => at % 20 === 0)];
  const unseen = await page.evaluate((tried) => {
    const links = new Set([...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href")));
    const target = (/** @type {string} */ link) => document.getElementById(decodeURIComponent(link.slice(1)));
    const leaves = new Map([...links].map((link) => [target(link)?.closest(".leaf"), link]));
    const isShown = (/** @type {[Element, string]} */ [leaf, link]) => {
      if (!leaf || !tried.includes(leaf.id)) return leaf;
      location.hash = link;
      return getComputedStyle(leaf).display !== "none";
    };
    return [...leaves].filter((one) => !isShown(one)).map(([, link]) => link);
  }, tried);
  assert.deepEqual(unseen, []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("it is valid HTML", async () => {
  // Only one page is there at a time for those who go by landmarks, or fill in a form.
  const faultsOf = validator(["unique-landmark", "form-dup-name"]);
  assert.deepEqual(await faultsOf(readFileSync(file, "utf8"), "one file"), []);
});

test("search finds, quotes and leads there", async () => {
  const { context, page, faults } = await open();
  await page.keyboard.press("/");
  await page.keyboard.type("rather have noodles");
  await page.waitForFunction(() => document.querySelectorAll(".search-text mark").length > 1);
  const [first] = await page.locator("#page-results > a").all();
  assert.equal(await first.locator(".search-title").textContent(), "Consent decision › What goes wrong");
  assert.match(await first.locator(".search-text").innerText(), /I would rather have noodles/);
  await page.keyboard.press("Enter");
  await page.waitForSelector("mark.found");
  assert.deepEqual(await shown(page), ["methods/consent-decision.html"]);
  assert.equal(new URL(page.url()).hash, "#methods/consent-decision.html/what-goes-wrong");
  assert.match(await page.title(), /^Consent decision/);
  await page.fill("#page-query", "zzzzzz");
  await page.click(".search-note a");
  assert.deepEqual(await shown(page), ["a-z.html"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("it is searched in every language, the one of the page first, and what is linked opens", async () => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">${'<path d="M1 1h70v40"/>'.repeat(90)}</svg>`;
  const project = new Project({
    "site.toml": 'title = "Two"\nlanguages = ["en", "fr"]\n',
    "content/index.md": '+++\ntitle = "Home"\n+++\n\n[plan](plan.svg), [form](form.txt)\n\n![The plan](plan.svg)\n',
    "content/vote.md": '+++\ntitle = "Vote"\n+++\n\nWe vote on a strike.\n',
    "content/greve.fr.md": '+++\ntitle = "Grève"\n+++\n\nDes militant·e·s votent la grève.\n',
    "content/plan.svg": drawing,
    "content/form.txt": "a form",
  });
  try {
    project.run(["build", "--single-file"]);
    const { context, page, faults } = await watched(browser);
    await page.goto(pathToFileURL(join(project.root, "public", "two.html")).href);
    for (const [place, query, title] of [
      ["index.html", "voting", "Vote"],
      ["index.html", "militantes", "Grève"],
      ["fr/greve.html", "militants", "Grève"],
    ]) {
      await page.evaluate((hash) => (location.hash = hash), place);
      await page.fill("#page-query", query);
      await page.waitForFunction((title) => document.querySelector(".search-title")?.textContent === title, title);
      await page.fill("#page-query", "");
    }
    await page.evaluate(() => (location.hash = "index.html"));
    await page.click("main a >> text=plan");
    const drawn = page.locator(".leaf:target svg.picture");
    assert.equal(await drawn.evaluate((svg) => svg.getBoundingClientRect().width), 90);
    await page.goBack();
    await page.click("main a >> text=form");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(".leaf:target a[download]")]);
    assert.equal(download.suggestedFilename(), "form.txt");
    assert.deepEqual(faults, []);
    await context.close();
  } finally {
    project.remove(".");
  }
});

test("meetings can be set and run, each by itself", async () => {
  const { context, page, faults } = await open({}, "#agendas/monthly-meeting.html");
  const end = page.locator(".leaf:target .items [data-end] [data-time]");
  const other = page.locator("[id='agendas/first-coalition-meeting.html'] .items [data-time]");
  const others = await other.allTextContents();
  assert.equal(await end.textContent(), "20:30");
  await page.locator(".leaf:target input[type=time]").fill("18:30");
  assert.equal(await end.textContent(), "20:00");
  assert.deepEqual(await other.allTextContents(), others);
  await page.evaluate(() => (location.hash = "agendas/monthly-meeting.run-sheet.html"));
  await page.click(".leaf:target .meeting-run, .leaf:target button >> text=Run the meeting");
  assert.equal(await page.locator("dialog.meeting-mode[open]").count(), 1);
  assert.match(await page.locator("dialog.meeting-mode[open]").innerText(), /Monthly meeting/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog.meeting-mode[open]").count(), 0);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  assert.deepEqual(twice, []);
  assert.deepEqual(faults, []);
  await context.close();
});

/** Leaves only the page that is shown. axe would go through all the others again and again to pass them over. */
const takeOutHidden = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const hidden = [...document.querySelectorAll(".leaf")].filter((leaf) => getComputedStyle(leaf).display === "none");
    const taken = hidden.map((leaf) => /** @type {const} */ ([leaf, document.createComment("")]));
    for (const [leaf, mark] of taken) leaf.replaceWith(mark);
    Object.assign(window, { taken });
  });
const putBack = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const { taken } = /** @type {any} */ (window);
    for (const [leaf, mark] of taken) mark.replaceWith(leaf);
  });

test("nothing that everyone may not read is said in search", () => {
  const text = readFileSync(file, "utf8");
  const blocks = [...text.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/gs)].map(([, data]) => data);
  assert.ok(blocks.length > 2);
  assert.ok(blocks.every((block) => !block.includes("run-sheet.html")));
});

for (const colorScheme of COLOR_SCHEMES) {
  test(`axe finds nothing, and nothing is wider than a phone, ${colorScheme}`, async () => {
    const { context, page } = await open({ colorScheme, viewport: { width: 320, height: 568 } });
    const found = [];
    for (const place of ["index.html", "methods/one-to-ones.html", "glossary.html", "sources.html", "map.html"]) {
      await page.evaluate((hash) => (location.hash = hash), place);
      assert.deepEqual(await shown(page), [place]);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, place);
      await takeOutHidden(page);
      found.push(...(await violations(page)).map((violation) => `${place}: ${violation}`));
      await putBack(page);
    }
    assert.deepEqual(found, []);
    await context.close();
  });
}
