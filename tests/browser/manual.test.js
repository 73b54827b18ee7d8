// The manual as `groundwork manual` writes it: readable by all, on a small screen, without a network.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { violations } from "./axe.js";
import { launch, watched } from "./browser.js";
import { Project } from "./project.js";

/** @type {Browser} */
let browser;
const folder = new Project({});
folder.run(["manual", "--out", "manual", "--no-open"]);
const root = join(folder.root, "manual");

const names = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => /^((guide|reference)\/[\w-]+|index)\.html$/.test(path));
const address = (/** @type {string} */ name) => pathToFileURL(join(root, name)).href;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser.close();
  folder.delete();
});

// The colors are those of every site, and the other pages are made as these are: axe takes seconds for each.
const SAMPLES = ["index", "guide/index", "guide/first-page", "guide/agendas", "reference/commands", "reference/kinds"];

test("axe finds nothing in the manual, which asks for nothing beyond its folder", async () => {
  assert.ok(names.length > 15, names.join());
  const { context, page, faults } = await watched(browser);
  for (const name of names) {
    await page.goto(address(name));
    assert.deepEqual(faults, [], name);
  }
  for (const name of SAMPLES) {
    const { context, page } = await watched(browser);
    await page.goto(address(`${name}.html`));
    assert.deepEqual(await violations(page), [], name);
    await context.close();
  }
  await context.close();
});

test("no page of the manual scrolls sideways on a screen of 320 pixels", async () => {
  const { context, page } = await watched(browser, { viewport: { width: 320, height: 640 } });
  for (const name of names) {
    await page.goto(address(name));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, name);
  }
  await context.close();
});
