// The look of every kind of page, of the shipped site and of one that is hard to lay out: at three
// widths, from right to left, with more contrast and with forced colours.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { runAxe, violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { build } from "./handbook.js";
import * as site from "./site.js";

const shipped = site.samples.map((path) => pathToFileURL(join(site.root, path)).href);

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

/**
 * Opens the addresses one after another, and gathers what `look` finds on each.
 *
 * @param {string[]} addresses
 * @param {ContextOptions} options
 * @param {(page: Page) => Promise<string[]>} look
 */
async function each(addresses, options, look) {
  const { context, page } = await watched(browser, options);
  const faults = [];
  for (const address of addresses) {
    await page.goto(address);
    const found = await look(page);
    faults.push(...found.map((what) => `${decodeURI(address)}: ${what}`));
  }
  await context.close();
  return faults;
}

/** What stands beyond an edge of the screen, and nothing holds back; boxes that scroll may hold it. */
const beyond = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const held = (/** @type {HTMLElement} */ element) => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    const out = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && (left < -1 || right > clientWidth + 1) && !held(element);
    });
    const found = out.slice(0, 1).map((element) => element.outerHTML.slice(0, 120));
    return scrollWidth > clientWidth ? [`scrolls to ${scrollWidth} of ${clientWidth}`, ...found] : found;
  });

for (const width of [320, 768, 1280]) {
  test(`nothing stands beyond the edge of a screen of ${width} pixels`, async () => {
    const pages = [...shipped, ...english.pages, ...arabic.pages];
    const faults = await each(pages, { viewport: { width, height: 800 } }, beyond);
    assert.deepEqual(faults, []);
  });
}

/** @param {Page} page */
const audit = (page) => violations(page, { rules: { "target-size": { enabled: true } } });

/** @type {[name: string, options: ContextOptions][]} */
const SETTINGS = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { contrast: "more" }],
  ["more contrast, dark", { contrast: "more", colorScheme: "dark" }],
  ["forced colours", { forcedColors: "active" }],
];
for (const [name, options] of SETTINGS) {
  test(`axe finds nothing on pages that are hard to lay out: ${name}`, async () => {
    const pages = [...english.pages, ...arabic.pages];
    assert.deepEqual(await each(pages, options, audit), []);
  });
}

test("axe finds nothing on any kind of page from right to left, or with forced colours", async () => {
  const turned = await each(shipped, {}, async (/** @type {Page} */ page) => {
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    return audit(page);
  });
  const forced = await each(shipped, { forcedColors: "active" }, audit);
  assert.deepEqual([...turned, ...forced], []);
});

test("search opens within the screen from right to left, and axe finds nothing then", async () => {
  const { context, page, faults } = await watched(browser, { viewport: { width: 320, height: 800 } });
  await page.goto(arabic.address("index.html"));
  const title = await page.locator("h1").innerText();
  await page.fill("#page-query", title);
  await page.waitForSelector("#page-results > a");
  const { left, right } = await page
    .locator(".search-panel")
    .evaluate((panel) => panel.getBoundingClientRect().toJSON());
  assert.ok(left >= 0 && right <= 320, `${left} to ${right}`);
  // axe asks for what a page on a disk may not have.
  assert.deepEqual(faults, []);
  assert.deepEqual(await audit(page), []);
  await context.close();
});

test("whoever asks for more contrast gets text of at least seven to one", async () => {
  for (const colorScheme of COLOR_SCHEMES) {
    const faults = await each(english.pages, { colorScheme, contrast: "more" }, async (/** @type {Page} */ page) => {
      const rule = "color-contrast-enhanced";
      const options = { runOnly: [rule], rules: { [rule]: { enabled: true } } };
      assert.ok((await runAxe(page, options)).passes.length > 0);
      return violations(page, options);
    });
    assert.deepEqual(faults, []);
  }
});

test("a page from right to left has its tab, contents and numbers on the other side", async () => {
  const places = async (/** @type {ReturnType<typeof build>} */ site) => {
    const { context, page } = await watched(browser, { viewport: { width: 1280, height: 800 } });
    await page.goto(site.address("methods/long.html"));
    const found = await page.evaluate(() => {
      const middle = (/** @type {string} */ selector) => {
        const { left, right } = document.querySelector(selector).getBoundingClientRect();
        return (left + right) / 2 < innerWidth / 2 ? "left" : "right";
      };
      return [".tab", ".toc", ".text"].map(middle);
    });
    await context.close();
    return found;
  };
  assert.deepEqual(await places(english), ["left", "right", "left"]);
  assert.deepEqual(await places(arabic), ["right", "left", "right"]);
});

test("the contents of a page stand open beside it, and fold on a phone, without a script", async () => {
  const toc = async (/** @type {number} */ width) => {
    const options = { viewport: { width, height: 800 }, javaScriptEnabled: false };
    const { context, page } = await watched(browser, options);
    await page.goto(english.address("methods/long.html"));
    const link = page.locator(".toc a").first();
    const before = await link.isVisible();
    if (!before) await page.locator(".toc summary").click();
    const after = await link.isVisible();
    await context.close();
    return [before, after];
  };
  assert.deepEqual(await toc(1280), [true, true]);
  assert.deepEqual(await toc(320), [false, true]);
});

test("contents and text begin side by side, whether or not a page has facts", async () => {
  const options = { viewport: { width: 1280, height: 800 } };
  const sided = site.files.filter((path) => /class="page page-sided"/.test(site.text(path)));
  const facts = (/** @type {string} */ path) => site.text(path).includes('class="glance"');
  assert.ok(sided.some(facts) && !sided.every(facts));
  const addresses = sided.map((path) => pathToFileURL(join(site.root, path)).href);
  const faults = await each(addresses, options, async (/** @type {Page} */ page) => {
    const [side, text] = await page.evaluate(() =>
      [".side", ".text"].map((part) => document.querySelector(part).getBoundingClientRect().top),
    );
    return Math.abs(side - text) < 2 ? [] : [`contents at ${side}, text at ${text}`];
  });
  assert.deepEqual(faults, []);
});

test("what has the focus is outlined, and kinds keep a border, where colours are forced", async () => {
  const { context, page } = await watched(browser, { forcedColors: "active" });
  await page.goto(english.address("methods/long.html"));
  const border = await page.locator(".tab > *").evaluate((tab) => {
    const { borderInlineStartWidth: width, borderInlineStartColor: colour } = getComputedStyle(tab);
    return { width, seen: colour !== getComputedStyle(document.body).backgroundColor };
  });
  assert.deepEqual(border, { width: "1px", seen: true });
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press("Tab");
    const { name, style, width } = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return { name: focused.outerHTML, style: outlineStyle, width: parseFloat(outlineWidth) };
    });
    assert.notEqual(style, "none", name);
    assert.ok(width >= 2, name);
  }
  await context.close();
});

test("nothing moves by itself, nor on the way to a place on the page", async () => {
  const { context, page } = await watched(browser, { reducedMotion: "no-preference" });
  await page.goto(english.address("index.html"));
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { scrollBehavior, animationName, transitionDuration } = getComputedStyle(element);
        return scrollBehavior !== "auto" || animationName !== "none" || transitionDuration !== "0s";
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  );
  assert.deepEqual(moving, []);
  await context.close();
});
