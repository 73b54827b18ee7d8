// The map: read from a disk without JavaScript, on phones, from the right, by keyboard and by ear.

import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { Project } from "./project.js";
import * as site from "./site.js";

const theme = join(dirname(fileURLToPath(import.meta.url)), "../../themes/default");

/** What comes before what: a page with five, long titles, a line that passes rows, pages in pairs. */
const pages = {
  listening: ["Listening"],
  rounds: ["Go-round & “rounds”"],
  ladder: ["The relational ladder", "listening"],
  talks: ["One-to-ones", "ladder", "listening"],
  consensus: ["Consensus in very large assemblies: spokescouncils and working groups", "rounds"],
  charting: ["Charting a workplace", "talks"],
  leaders: ["Führungspersönlichkeitsentwicklungsmaßnahmen", "charting", "listening", "talks"],
  votes: ["組織化と動員、そして関係づくりのための対話", "leaders", "rounds", "consensus", "charting", "ladder"],
  power: ["خريطة القوى في مكان العمل والمجتمع المحلي"],
  tactics: ["Choosing tactics", "power"],
  alone: ["Open space"],
};

/** A site of these pages, in a language from the left and one from the right. */
function project() {
  /** @type {Record<string, string>} */
  const files = {
    "site.toml": `title = "Methods"\nlanguages = ["en", "ar"]\ntheme = "own"\n`,
  };
  for (const [id, [title, ...first]] of Object.entries(pages)) {
    const status = id === "votes" ? "stub" : "draft";
    const text = `+++
title = ${JSON.stringify(title)}
kind = "method"
summary = "A summary."
status = "${status}"
prerequisites = ${JSON.stringify(first)}
allow = { missing-section = "Only the map is looked at." }
+++

Text.
`;
    files[`content/${id}.md`] = text;
    files[`content/${id}.ar.md`] = text;
  }
  return files;
}

/** @type {Browser} */
let browser;
/** @type {Project} */
let own;
const address = (/** @type {string} */ path) => pathToFileURL(join(own.root, "public", path)).href;

before(async () => {
  own = new Project(project());
  cpSync(theme, join(own.root, "themes/own"), { recursive: true });
  const english = readFileSync(join(theme, "i18n/en.toml"), "utf8");
  own.write("themes/own/i18n/ar.toml", english.replace('direction = "ltr"', 'direction = "rtl"'));
  own.run(["build", "--out", "public"]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  own?.delete();
});

/**
 * Opens a map, and gives what `look` finds there; nothing may go wrong meanwhile.
 *
 * @template Found
 * @param {string} path
 * @param {ContextOptions} options
 * @param {(page: Page) => Promise<Found>} look
 */
async function open(path, options, look) {
  const { context, page, faults } = await watched(browser, options);
  await page.goto(address(path));
  const found = await look(page);
  assert.deepEqual(faults, []);
  await context.close();
  return found;
}

const maps = ["map.html", "ar/map.html"];
const widths = [320, 1280];

/** The pages that the drawing shows and the list names, each with what it says comes before. */
function said(/** @type {Page} */ page) {
  return page.evaluate(() => {
    const shown = (/** @type {HTMLElement} */ element) => element.getClientRects().length > 0;
    const boxes = [...document.querySelectorAll(".map-box")].filter(shown);
    const cards = [...document.querySelectorAll("[aria-labelledby=steps] .card")];
    const after = (/** @type {HTMLElement} */ card) =>
      [...card.querySelectorAll(".after a")].map((link) => link.textContent);
    return {
      drawn: boxes.map((box) => [
        box.querySelector("title").textContent,
        box.href.baseVal,
        box.querySelector("desc")?.textContent ?? "",
      ]),
      listed: cards.map((card) => [
        card.querySelector(".card-title a").textContent,
        card.querySelector(".card-title a").getAttribute("href"),
        after(card).length > 0 ? `After ${after(card).join(", ")}` : "",
      ]),
    };
  });
}

for (const width of widths) {
  test(`drawing and list name the same pages and what comes before them, ${width} pixels`, async () => {
    for (const path of maps) {
      const options = { viewport: { width, height: 700 } };
      const { drawn, listed } = await open(path, options, said);
      assert.equal(listed.length, Object.keys(pages).length - 1);
      assert.deepEqual(drawn.toSorted(), listed.toSorted());
    }
  });

  test(`lines lead from the box that comes first to the one that comes after, ${width} pixels`, async () => {
    for (const path of maps) {
      const { boxes, ends } = await open(path, { viewport: { width, height: 700 } }, (/** @type {Page} */ page) =>
        page.evaluate(() => {
          const shown = (/** @type {HTMLElement} */ element) => element.getClientRects().length > 0;
          const box = (/** @type {HTMLElement} */ element) => {
            const { x, y, width, height } = element.querySelector("rect").getBBox();
            return { x: x + width / 2, top: y, bottom: y + height, after: element.querySelector("desc") !== null };
          };
          const parts = [...document.querySelectorAll(".map-part")].filter(shown);
          return {
            boxes: parts.map((part) => [...part.querySelectorAll(".map-box")].map(box)),
            ends: parts.map((part) =>
              [...part.querySelectorAll(".map-head")].map((head) =>
                head
                  .getAttribute("d")
                  .match(/^M(\d+) (\d+)/)
                  .slice(1)
                  .map(Number),
              ),
            ),
          };
        }),
      );
      // Every box that something comes before has an arrow that ends at it, and no other has.
      boxes.forEach((part, at) => {
        for (const { x, top, after } of part) {
          const ends_here = ends[at].filter(([tip_x, tip_y]) => tip_x === x && Math.abs(tip_y - top) <= 1);
          assert.equal(ends_here.length, after ? 1 : 0);
        }
      });
    }
  });

  test(`titles stay within their boxes, ${width} pixels`, async () => {
    for (const path of maps) {
      const beyond = await open(path, { viewport: { width, height: 700 } }, (/** @type {Page} */ page) =>
        page.evaluate(() => {
          const shown = [...document.querySelectorAll(".map-box")].filter((box) => box.getClientRects().length > 0);
          const is_beyond = (/** @type {HTMLElement} */ box) => {
            const frame = box.querySelector("rect").getBBox();
            const texts = [...box.querySelectorAll("text")].map((text) => text.getBBox());
            return texts.some(
              (text) =>
                text.x < frame.x + 2 ||
                text.x + text.width > frame.x + frame.width - 2 ||
                text.y < frame.y ||
                text.y + text.height > frame.y + frame.height,
            );
          };
          return shown.filter(is_beyond).map((box) => box.querySelector("title").textContent);
        }),
      );
      assert.deepEqual(beyond, []);
    }
  });
}

test("nothing scrolls sideways on a phone but the drawing", async () => {
  for (const path of maps) {
    const viewport = { width: 320, height: 640 };
    const [whole, region] = await open(path, { viewport }, (/** @type {Page} */ page) =>
      page.evaluate(() => [
        document.documentElement.scrollWidth,
        getComputedStyle(document.querySelector(".map-drawing")).overflowX,
      ]),
    );
    assert.equal(whole, 320);
    assert.equal(region, "auto");
  }
});

test("from the right, what is read first stands at the right", async () => {
  const options = { viewport: { width: 1280, height: 700 } };
  const boxes = (/** @type {Page} */ page) =>
    page.evaluate(() => {
      const part = [...document.querySelectorAll(".map-part")].find((part) => part.getClientRects().length > 0);
      const { left, right } = part.getBoundingClientRect();
      return [...part.querySelectorAll(".map-box")].map((box) => {
        const frame = box.querySelector("rect").getBoundingClientRect();
        return Math.round(document.dir === "rtl" ? right - frame.right : frame.left - left);
      });
    });
  const mirrored = await open("ar/map.html", options, boxes);
  const plain = await open("map.html", options, boxes);
  assert.deepEqual(mirrored, plain);
});

test("the keyboard reaches the region and each box, and shows where it is", async () => {
  const options = { viewport: { width: 320, height: 640 } };
  await open("map.html", options, async (/** @type {Page} */ page) => {
    await page.locator(".map-how a").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "map-drawing");
    const titles = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(() => {
        const box = document.activeElement?.closest(".map-box");
        return box && [box.querySelector("title").textContent, getComputedStyle(box.querySelector("rect")).strokeWidth];
      });
      if (!now) break;
      titles.push(now[0]);
      assert.equal(now[1], "3px");
    }
    const { drawn } = await said(page);
    assert.deepEqual(
      titles,
      drawn.map(([title]) => title),
    );
    await page.locator(".map-box:visible").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.href.endsWith("map.html"));
  });
});

for (const colorScheme of COLOR_SCHEMES) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    for (const path of maps) {
      const { context, page } = await watched(browser, { colorScheme, viewport: { width: 400, height: 700 } });
      await page.goto(address(path));
      assert.deepEqual(await violations(page), []);
      await context.close();
    }
  });
}

test("forced colours leave boxes, words and lines to be seen", async () => {
  /** @type {ContextOptions} */
  const options = { forcedColors: "active", colorScheme: "dark" };
  const colours = await open("map.html", options, (/** @type {Page} */ page) =>
    page.evaluate(() => {
      const of = (/** @type {string} */ selector, /** @type {string} */ property) =>
        getComputedStyle(document.querySelector(selector)).getPropertyValue(property);
      return [
        of(".map-box rect", "fill"),
        of(".map-box rect", "stroke"),
        of(".map-box text", "fill"),
        of(".map-lines", "stroke"),
      ];
    }),
  );
  assert.equal(new Set(colours.slice(1)).has(colours[0]), false);
});

test("both maps are valid HTML", async () => {
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"] });
  for (const path of maps) {
    const { results } = await validator.validateString(readFileSync(join(own.root, "public", path), "utf8"), path);
    assert.deepEqual(
      results.flatMap((result) => result.messages).map(({ message }) => message),
      [],
    );
  }
});

test("the shipped site has a map, to which the list of methods and every foot lead", () => {
  assert.ok(site.pages.includes("map.html"));
  assert.match(site.text("kinds/method.html"), /<p class="to-map"><a href="\.\.\/map\.html">/);
  assert.match(site.text("index.html"), /<li><a href="map\.html">/);
});
