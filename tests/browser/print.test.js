// What a browser prints of a page: its text, its sources, and where its links lead; nothing to click.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, watched } from "./browser.js";
import { build } from "./handbook.js";
import * as site from "./site.js";

const formats = ["A4", "Letter"];

/** @type {Browser} */
let browser;
/** @type {ReturnType<typeof build>} */
let english;
/** @type {ReturnType<typeof build>} */
let arabic;

before(async () => {
  english = build("en");
  arabic = build("ar");
  browser = await launch();
});
after(async () => {
  english?.remove();
  arabic?.remove();
  await browser?.close();
});

/** The lines of each sheet that is printed of a page, without the sheet's number. */
async function print(/** @type {Page} */ page, /** @type {string} */ format) {
  const pdf = await page.pdf({ format, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], { input: pdf, encoding: "utf8" });
  const sheets = text.split("\f").slice(0, -1);
  const lines = (/** @type {string} */ sheet) => sheet.split("\n").map((line) => line.trim());
  return sheets.map((sheet) => lines(sheet).filter((line) => line && !/^\d+ ?\/ ?\d+$/.test(line)));
}

async function open(/** @type {string} */ address) {
  const { context, page } = await watched(browser);
  await page.goto(address);
  return { page, close: () => context.close() };
}

const whole = (/** @type {string[][]} */ sheets) => sheets.flat().join(" ").replace(/\s+/g, " ");

test("a link carries the number under which its target stands at the end, once for each target", async () => {
  const { page, close } = await open(english.address("methods/long.html"));
  const text = whole(await print(page, "A4"));
  await close();
  const [before, list] = text.split("Links on this page");
  assert.match(
    before,
    /See Short ?→1, Short: Steps ?→2, again ?→1, the web ?→3, https:\/ ?\/example\.org\/spelled-out and/,
  );
  assert.match(before, /A note with a link ?→1/);
  assert.match(list, /→1 Short https:\/\/example\.net\/kb\/methods\/short\.html/);
  assert.match(list, /→2 Short: Steps https:\/\/example\.net\/kb\/methods\/short\.html#steps/);
  assert.match(list, /→3 https:\/\/example\.org\/a\/rather\/long/);
  assert.doesNotMatch(list, /→4/);
});

test("from right to left the arrows point the other way", async () => {
  const { page, close } = await open(arabic.address("methods/long.html"));
  const text = whole(await print(page, "A4"));
  await close();
  assert.match(text, /←/);
  assert.doesNotMatch(text, /→/);
});

test("numbers of links agree with their list on every sort of page", async () => {
  const { context, page } = await watched(browser, { javaScriptEnabled: true });
  let links = 0;
  const faults = [];
  for (const path of site.written) {
    await page.goto(pathToFileURL(join(site.root, path)).href);
    const found = await page.evaluate(() => {
      const listed = [...document.querySelectorAll(".links li > span")].map((span) => span.textContent);
      const root = new URL(".", document.querySelector('link[rel="stylesheet"]').href.replace(/assets\/[^/]*$/, ""));
      const marked = [...document.querySelectorAll("a[data-note]")];
      const wrong = marked.filter((link) => {
        const target = listed[Number(link.dataset.note) - 1];
        return !target || new URL(target, root).href !== link.href;
      });
      const used = new Set(marked.map((link) => Number(link.dataset.note)));
      const idle = listed.filter((_, at) => !used.has(at + 1));
      return { count: marked.length, wrong: wrong.map((link) => link.outerHTML), idle };
    });
    links += found.count;
    faults.push(...[...found.wrong, ...found.idle].map((what) => `${path}: ${what}`));
  }
  await context.close();
  assert.ok(links > 50);
  assert.deepEqual(faults, []);
});

test("paper has the sources and what is folded away, and no furniture", async () => {
  const { page, close } = await open(english.address("methods/long.html"));
  for (const format of formats) {
    const text = whole(await print(page, format));
    assert.match(text, /Sources 1\. A\. Able,/);
    assert.match(text, /What is folded away\./);
    for (const furniture of [
      "Skip to the text",
      "On this page",
      "A to Z",
      "Related pages",
      "Pages that link here",
      "Tags",
      "about this source",
      "Home",
    ]) {
      assert.ok(!text.includes(furniture), `${format}: ${furniture}`);
    }
  }
  await close();
});

test("the paper chosen in the browser is used", async () => {
  const { page, close } = await open(english.address("methods/long.html"));
  const sizes = [];
  for (const format of formats) {
    const pdf = await page.pdf({ format, preferCSSPageSize: true });
    const info = execFileSync("pdfinfo", ["-"], { input: pdf, encoding: "utf8" });
    const [, width, height] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/) ?? [];
    sizes.push([Number(width), Number(height)]);
  }
  await close();
  const paper = [
    [595.3, 841.9],
    [612, 792],
  ];
  const isSame = sizes.flat().every((side, at) => Math.abs(side - paper.flat()[at]) < 2);
  assert.ok(isSame, `${sizes}`);
});

test("no heading is the last line of a sheet", async () => {
  const { context, page } = await watched(browser, {});
  const addresses = [...site.samples.map((path) => pathToFileURL(join(site.root, path)).href), ...english.pages];
  let sheets = 0;
  const faults = [];
  for (const address of addresses) {
    await page.goto(address);
    const headings = await page.evaluate(() =>
      [...document.querySelectorAll("main :is(h1, h2, h3, h4)")].map((heading) =>
        heading.textContent.replace(/\s+/g, " ").trim(),
      ),
    );
    for (const format of formats) {
      const printed = await print(page, format);
      sheets += printed.length;
      for (const lines of printed.slice(0, -1)) {
        const last = lines.at(-1);
        if (headings.some((heading) => heading.endsWith(last))) faults.push(`${address}, ${format}: ${last}`);
      }
    }
  }
  await context.close();
  assert.ok(sheets > 60);
  assert.deepEqual(faults, []);
});
