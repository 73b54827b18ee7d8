// The head of a page on a phone: one line whatever the site and its menu are called, and a menu that needs no script.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, watched } from "./browser.js";
import { Project } from "./project.js";

const LONG = "A handbook of and for the tenants of all buildings between the river and the railway";
const WORDS = ["Nebenkostenabrechnungsbesprechung", "What we do when the heat is off for more than two days"];

// No line of text and no button of a head is higher than these together.
const ONE_LINE = 64;

/** @type {Browser} */
let browser;
/** @type {Project[]} */
let projects = [];

before(async () => {
  projects = ["Us", LONG].map((title) => {
    const menu = WORDS.map((label) => `{ page = "a", label = "${label}" }`).join(", ");
    const text = "Some words of a page.\n\n".repeat(60);
    const project = new Project({
      "site.toml": `title = "${title}"\nlanguages = ["en", "de"]\nmenu = [${menu}]\n`,
      "content/a.md": `# A\n\n${text}`,
      "content/a.de.md": "# A\n\nWorte.\n",
    });
    project.run(["build"]);
    return project;
  });
  browser = await launch();
});
after(async () => {
  for (const project of projects) project.remove(".");
  await browser?.close();
});

/**
 * A page of a site on a phone.
 *
 * @param {Project} project
 * @param {ContextOptions} options
 */
async function open(project, options) {
  const { context, page, faults } = await watched(browser, options);
  await page.goto(pathToFileURL(join(project.root, "public/a.html")).href);
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, close };
}

const height = async (/** @type {Page} */ page) => (await page.locator(".masthead").boundingBox())?.height ?? 0;

for (const width of [360, 320]) {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "with scripts" : "without";

    test(`the head is one line on a screen of ${width} pixels, ${how}, and its menu opens`, async () => {
      for (const project of projects) {
        const { page, close } = await open(project, { viewport: { width, height: 640 }, javaScriptEnabled });
        assert.ok((await height(page)) <= ONE_LINE, `${await height(page)}`);
        const link = page.locator(".menus a", { hasText: WORDS[0] });
        assert.ok(await link.isHidden());
        await page.locator(".menu-toggle").click();
        for (const word of [...WORDS, "Deutsch"]) {
          const box = await page.locator(".menus a", { hasText: word }).boundingBox();
          assert.ok(box && box.x >= 0 && box.x + box.width <= width, word);
        }
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scrollWidth <= width, `${scrollWidth}`);
        await page.locator(".menu-toggle").click();
        assert.ok(await link.isHidden());
        await close();
      }
    });
  }
}

test("the way back to the top leads there, and the head is in sight", async () => {
  const { page, close } = await open(projects[1], { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator(".masthead[data-away]").waitFor({ state: "attached" });
  await page.locator(".to-top").click();
  await page.waitForURL(/#page-top$/);
  await page.locator(".masthead:not([data-away])").waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.ok(await page.locator(".site a").isVisible());
  await close();
});
