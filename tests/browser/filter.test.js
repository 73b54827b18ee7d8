// Whoever looks for something to read chooses among works by what is said of them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, watched } from "./browser.js";
import { Project } from "./project.js";

const RECORD = (/** @type {string} */ id, /** @type {string} */ rest) =>
  `@book{${id}, author = {${id} Able}, title = {Title of ${id}}, verified = {2026-11-01, Ada, the book}, ${rest}}\n`;

/** @type {Browser} */
let browser;
/** @type {Project} */
let project;

before(async () => {
  browser = await launch();
  project = new Project({
    "site.toml": 'title = "Small"\n',
    "content/sources.bib":
      RECORD("ann", "date = {2001}, level = {easy}, access = {free to read}") +
      RECORD("ben", "date = {2002}, level = {hard}, access = {free to read}") +
      RECORD("cem", "date = {2002}, level = {easy}, access = {free to read}"),
    "content/index.md": '+++\ntitle = "Home"\n+++\n\n[[list]]\n',
    "content/list.md":
      '+++\ntitle = "List"\nkind = "reading-list"\nsummary = "To read."\n+++\n\n## Why this list\n\nSince.\n\n' +
      "## The list\n\n- [@ann] Begin here.\n- [@ben] Go on.\n- [@cem] Keep it.\n",
    "content/plain.md":
      '+++\ntitle = "Plain"\nkind = "reading-list"\nsummary = "To read."\n+++\n\n## Why this list\n\nSince.\n\n' +
      "## The list\n\n- [@ann] Begin here.\n",
  });
  project.run(["build", "--single-file"]);
});
after(async () => {
  await browser.close();
  project.delete();
});

const open = async (/** @type {string} */ file, /** @type {ContextOptions} */ options = {}, place = "") => {
  const watch = await watched(browser, options);
  await watch.page.goto(pathToFileURL(join(project.root, "public", file)).href + place);
  return watch;
};

/** The works that are shown, by their ids. */
const shown = async (/** @type {Page} */ page, /** @type {string} */ items) => {
  const texts = await page.locator(`${items} >> visible=true`).allInnerTexts();
  return texts.map((text) => text.match(/Title of (\w+)/)?.[1]);
};

for (const [file, place, within] of [
  ["list.html", "", ""],
  ["small.html", "#list.html", ".leaf:target "],
]) {
  test(`the works of a reading list are chosen by their level, in ${file}`, async () => {
    const { context, page, faults } = await open(file, {}, place);
    const choices = page.locator(`${within}.filter select >> visible=true`);
    // What is the same of all of them is no choice.
    assert.deepEqual(await choices.evaluateAll((all) => all.map((one) => one.getAttribute("name"))), ["level"]);
    assert.deepEqual(await choices.first().locator("option").allTextContents(), ["All", "easy", "hard"]);
    assert.deepEqual(await shown(page, `${within}.text li`), ["ann", "ben", "cem"]);
    await choices.first().selectOption("easy");
    assert.deepEqual(await shown(page, `${within}.text li`), ["ann", "cem"]);
    assert.equal(await page.locator(`${within}.filter [role=status]`).innerText(), "2 of 3 sources");
    await choices.first().selectOption("");
    assert.deepEqual(await shown(page, `${within}.text li`), ["ann", "ben", "cem"]);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("the list of all sources is filtered by year", async () => {
  const { context, page, faults } = await open("sources.html");
  await page.selectOption(".filter select[name=year]", "2001");
  assert.deepEqual(await shown(page, ".records > li"), ["ann"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("where there is nothing to choose, or no script, there is no filter", async () => {
  const plain = await open("plain.html");
  assert.equal(await plain.page.locator(".filter").isVisible(), false);
  await plain.context.close();
  const { context, page } = await open("list.html", { javaScriptEnabled: false });
  assert.equal(await page.locator(".filter").isVisible(), false);
  assert.deepEqual(await shown(page, ".text li"), ["ann", "ben", "cem"]);
  await context.close();
});
