// How the pages look, to eyes, to a screen reader and on paper: one page of each sort.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { readPdf } from "./pdf.js";
import * as site from "./site.js";

/** @type {Browser} */
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * Opens the pages one after another, and gathers what `look` gives of each.
 *
 * @param {string[]} paths
 * @param {ContextOptions} options
 * @param {(page: Page, path: string) => Promise<string[]>} look
 */
async function each(paths, options, look) {
  const { context, page } = await watched(browser, options);
  const faults = [];
  for (const path of paths) {
    await page.goto(pathToFileURL(join(site.root, path)).href);
    faults.push(...(await look(page, path)));
  }
  await context.close();
  return faults;
}

for (const colorScheme of COLOR_SCHEMES) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    const faults = await each(site.samples, { colorScheme }, async (page, path) => {
      const found = await violations(page, { rules: { "target-size": { enabled: true } } });
      return found.map((violation) => `${path}: ${violation}`);
    });
    assert.deepEqual(faults, []);
  });
}

test("nothing scrolls sideways on a screen of 320 pixels", async () => {
  const viewport = { width: 320, height: 640 };
  const faults = await each(site.samples, { viewport }, async (page, path) => {
    const wide = await page.evaluate(() => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth <= innerWidth) return [];
      const all = [...document.querySelectorAll("body *")];
      const beyond = all.filter((element) => element.getBoundingClientRect().right > innerWidth);
      return [`${scrollWidth} pixels, for ${beyond.at(-1)?.outerHTML.slice(0, 120)}`];
    });
    return wide.map((what) => `${path}: ${what}`);
  });
  assert.deepEqual(faults, []);
});

test("pages print in black, without an empty page at the end", async () => {
  const methods = site.samples.filter((path) => site.kind(path) === "method");
  assert.equal(methods.length, 1);
  const faults = await each(methods, { colorScheme: "dark" }, async (page, path) => {
    /** @type {string[]} */
    const faults = [];
    for (const format of ["A4", "Letter"]) {
      const pages = readPdf(await page.pdf({ format }));
      assert.ok(pages.length > 0);
      pages.forEach(({ colours }, at) => {
        const others = colours.filter((colour) => colour !== "0 0 0");
        if (colours.length === 0) faults.push(`${path}, ${format}: page ${at + 1} has no text`);
        if (others.length > 0) faults.push(`${path}, ${format}: page ${at + 1} has text in ${others}`);
      });
    }
    return faults;
  });
  assert.deepEqual(faults, []);
});
