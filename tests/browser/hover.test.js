// Previews of links, from the disk and without a network: what they say, how they come and go by pointer, keyboard and
// finger, and that nobody is kept from a link by them.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { Project } from "./project.js";

// A name that has to be escaped in addresses.
const OUT = "100% #1 %20 a b";

const LONG = "Everyone speaks once, in the order of the circle, and nobody answers. ".repeat(20);

const FILES = {
  "site.toml": 'title = "Test"\n\n[kinds.ritual]\nlabels = { en = "Ritual" }\n',
  "content/index.md":
    '+++\ntitle = "Home"\nsummary = "Home."\n+++\n\n' +
    "A page, [[go-round]]; a section, [[go-round#steps|its steps]]; a term, [[basis of unity]]; a claim [@smith, p. 3]; " +
    "a note[^one]; a meeting, [[meeting]]; a page that is [[gone]]; the [end](#end) of this page; " +
    "another site, <https://example.org/>; one without a summary, [[plain]].\n\n" +
    "## End\n\nThe end of it.\n\n[^one]: What the *note* says, see [[plain]].\n",
  "content/go-round.md":
    '+++\ntitle = "Go-round"\nkind = "ritual"\nsummary = "Everyone speaks once."\n+++\n\n' +
    `## Steps\n\nSit in a circle [@smith].\n\n1. Begin.\n\n${LONG}\n`,
  "content/glossary.md":
    '+++\ntitle = "Glossary"\nkind = "glossary"\nsummary = "Words."\n+++\n\n' +
    "## Base\n\nThe people.\n\n## Basis of unity\n\nWhat all agree on [@smith].\n\nIt is longer than that.\n",
  "content/meeting.md":
    '+++\ntitle = "Meeting"\nkind = "agenda"\nsummary = "One evening."\nstart = "19:00"\nminutes = 30\n+++\n\n' +
    "> [!FACILITATOR] Secret words before.\n\nWe meet.\n\n## Go-round {.opening minutes=10}\n\n> [!SAY] Secret words within.\n\nSpeak.\n",
  "content/gone.md": '+++\ntitle = "Gone"\n+++\n\nNot for long.\n',
  "content/plain.md": '+++\ntitle = "Plain"\n+++\n\nA beginning.\n',
  "content/sources.bib":
    "@book{smith, title = {On Fruit}, author = {Smith, Ann}, date = {2001}, publisher = {Press}, url = {https://example.org/fruit}}\n",
};

/** @type {Browser} */
let browser;
/** @type {Project} */
let project;
/** @type {string} */
let home;

before(async () => {
  browser = await launch();
  project = new Project(FILES);
  project.run(["build", "--single-file", "--out", OUT]);
  rmSync(join(project.root, OUT, "gone.html"));
  home = pathToFileURL(join(project.root, OUT, "index.html")).href;
});
after(async () => {
  await browser?.close();
  project?.delete();
});

/**
 * @typedef {object} Opened
 * @property {Page} page
 * @property {(name: string) => Locator} link
 * @property {Locator} card
 * @property {(name: string) => Promise<void>} rest
 * @property {(text: string) => Promise<string>} says waits until the card says that, and gives all that it says
 * @property {() => Promise<void>} isGone
 * @property {string[]} faults
 */

const PHONE = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 568 } };

/**
 * Runs `use` with the first page and what is on it; nothing may have gone wrong by the end.
 *
 * @param {(opened: Opened) => Promise<void>} use
 * @param {ContextOptions & { address?: string }} options
 */
async function opened(use, { address = home, ...options } = {}) {
  const { context, page, faults } = await watched(browser, { reducedMotion: "reduce", ...options });
  try {
    await page.goto(address);
    const link = (/** @type {string} */ name) =>
      page.locator(".text > p:visible").getByRole("link", { name, exact: true });
    const card = page.locator(".hover-card");
    const rest = (/** @type {string} */ name) => link(name).hover();
    /** What the card says once it is there. */
    const says = async (/** @type {string} */ text) => {
      await card.filter({ hasText: text }).waitFor({ timeout: 4000 });
      return card.innerText();
    };
    const isGone = () => card.waitFor({ state: "hidden", timeout: 2000 });
    await use({ page, link, card, rest, says, isGone, faults });
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

const within = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const { left, right, top, bottom } = document.querySelector(".hover-card").getBoundingClientRect();
    const { clientWidth, clientHeight, scrollWidth } = document.documentElement;
    return left >= 0 && right <= clientWidth && top >= 0 && bottom <= clientHeight && scrollWidth <= clientWidth;
  });

/** A card waits longer than this, in milliseconds. */
const DELAY = 200;

/** @type {[name: string, text: string | RegExp][]} */
const CARDS = [
  ["Go-round", "Ritual\nGo-round\nEveryone speaks once."],
  ["its steps", /^Ritual\s+Go-round\nSteps\nSit in a circle\. Begin\. Everyone speaks once, .* …$/],
  ["Basis of unity", "Glossary\nBasis of unity\nWhat all agree on."],
  ["[1, p. 3]", /^A\. Smith, On Fruit\. Press, 2001\..* about this source/],
  ["1", "What the note says, see Plain."],
  ["end", "Home\nEnd\nThe end of it."],
  ["Plain", "Plain\nA beginning."],
  ["Meeting", "Agenda\nMeeting\nOne evening."],
];

for (const [name, text] of CARDS) {
  test(`a pointer that rests on "${name}" sees what it leads to`, async () => {
    await opened(async ({ page, card, link, says, rest }) => {
      const begun = Date.now();
      await rest(name);
      const waits = await card.isHidden();
      // On a busy machine the answer may come later than the card does.
      if (Date.now() - begun < DELAY) assert.ok(waits);
      const said = (await says("")).replace(/\n+/g, "\n").trim();
      if (typeof text === "string") assert.equal(said, text);
      else assert.match(said, text);
      assert.ok(!said.includes("Secret") && !said.includes("↩"));
      assert.ok(await within(page));
      assert.equal(await page.locator(".hover-actions").isVisible(), false);
      const repeated = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      });
      assert.deepEqual(repeated, []);
      const [one, other] = [await link(name).boundingBox(), await card.boundingBox()];
      assert.ok(one && other && (other.y >= one.y + one.height || other.y + other.height <= one.y));
    });
  });
}

test("in the site as one file it is the same", async () => {
  const address = new URL("test.html", home).href;
  for (const [name, text] of CARDS) {
    await opened(
      async ({ card, rest, says }) => {
        await rest(name);
        const said = (await says("")).replace(/\n+/g, "\n").trim();
        if (typeof text === "string") assert.equal(said, text);
        else assert.match(said, text);
        assert.equal(await card.locator("[id]").count(), 0);
      },
      { address },
    );
  }
  await opened(
    async ({ page, link, says }) => {
      await link("its steps").tap();
      await says("Sit in a circle.");
      await link("its steps").tap();
      await page.waitForURL("**/test.html#go-round.html/steps");
      assert.ok(await page.locator(".hover-card").isHidden());
    },
    { address, ...PHONE },
  );
});

test("a sheet for the facilitator tells another page nothing", async () => {
  await opened(async ({ page }) => {
    const told = await page.evaluate(() => groundwork.reader.read("meeting.run-sheet.html"));
    assert.equal(told?.title, "Meeting");
    assert.ok(!JSON.stringify(told).includes("Secret"));
  });
});

test("what leads out of the site, or to a page that is missing, shows nothing", async () => {
  await opened(async ({ page, card, rest, faults }) => {
    for (const name of ["https://example.org/", "Gone"]) {
      await rest(name);
      await page.waitForTimeout(1200);
      assert.ok(await card.isHidden(), name);
    }
    const missing = faults.splice(0);
    assert.ok(
      missing.every((/** @type {string} */ fault) => /gone\.html/.test(fault)),
      missing.join(),
    );
  });
});

test("the pointer may go to the card and stay, and the card goes when it leaves", async () => {
  await opened(async ({ page, card, rest, says, isGone }) => {
    await rest("[1, p. 3]");
    await says("On Fruit");
    await card.hover();
    await page.waitForTimeout(600);
    assert.ok(await card.isVisible());
    await rest("[1, p. 3]");
    await page.waitForTimeout(600);
    assert.ok(await card.isVisible());
    await page.mouse.move(2, 2);
    await isGone();
    // A pointer on its way elsewhere shows nothing.
    await rest("Go-round");
    await page.mouse.move(2, 2);
    await page.waitForTimeout(700);
    assert.ok(await card.isHidden());
    // From one link to another the card follows.
    await rest("Go-round");
    await says("Everyone speaks once.");
    await rest("Plain");
    await says("A beginning.");
  });
});

test("Escape dismisses, and neither pointer nor focus has to move", async () => {
  await opened(async ({ page, card, link, rest, says, isGone }) => {
    await rest("Go-round");
    await says("Everyone");
    await page.keyboard.press("Escape");
    await isGone();
    await page.waitForTimeout(600);
    assert.ok(await card.isHidden());
    await page.mouse.move(2, 2);
    await link("Go-round").focus();
    await says("Everyone");
    await page.keyboard.press("Escape");
    await isGone();
    assert.ok(
      await link("Go-round").evaluate((/** @type {HTMLElement} */ element) => element === document.activeElement),
    );
  });
});

test("the keyboard shows a card, hears it, and finds its links between this link and the next", async () => {
  await opened(async ({ page, link, says, isGone }) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await link("Basis of unity").focus();
    await says("What all agree on.");
    assert.match(
      await page.locator("[role=status]", { hasText: "agree" }).innerText(),
      /^Glossary\s+Basis of unity\s+What all/,
    );
    // A card without links is no stop.
    await page.keyboard.press("Tab");
    await isGone();
    assert.equal(await focused(), "[1,\u00a0p.\u00a03]");
    await says("On Fruit");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "https://example.org/fruit");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(), "[1,\u00a0p.\u00a03]");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "about this source");
    await page.keyboard.press("Escape");
    await isGone();
    assert.equal(await focused(), "[1,\u00a0p.\u00a03]");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await says("On Fruit");
    for (let times = 0; times < 3; times++) await page.keyboard.press("Tab");
    assert.equal(await focused(), "1");
    await says("What the note says");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/plain.html");
  });
});

test("a mouse, a modifier and Enter follow the link at once", async () => {
  await opened(async ({ page, card, link, rest, says }) => {
    await rest("1");
    await says("What the note says");
    await link("1").click();
    assert.equal(new URL(page.url()).hash, "#page-note-1");
    assert.ok(await card.isHidden());
    await link("Go-round").click();
    await page.waitForURL("**/go-round.html");
    await page.goBack();
    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      link("Plain").click({ modifiers: ["Control"] }),
    ]);
    await tab.waitForURL("**/plain.html");
    assert.equal(page.url(), `${home}#page-note-1`);
    await link("Plain").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/plain.html");
  });
});

for (const [name, text, path] of [
  ["Go-round", "Everyone speaks once.", "go-round.html"],
  ["its steps", "Sit in a circle.", "go-round.html#steps"],
  ["Basis of unity", "What all agree on.", "glossary.html#basis-of-unity"],
  ["[1, p. 3]", "On Fruit", "index.html#page-source-smith"],
  ["1", "What the note says", "index.html#page-note-1"],
  ["end", "The end of it.", "index.html#end"],
]) {
  test(`a tap on "${name}" shows it, and the next follows`, async () => {
    await opened(async ({ page, card, link, says, isGone }) => {
      await link(name).tap();
      await says(text);
      assert.equal(page.url(), home);
      assert.ok(await within(page));
      const open = card.getByRole("link", { name: "Open", exact: true });
      assert.equal(await open.isVisible(), !path.startsWith("index"));
      // Beside the link, and by a button.
      await page.touchscreen.tap(5, 5);
      await isGone();
      await link(name).tap();
      await says(text);
      await card.getByRole("button", { name: "Close" }).tap();
      await isGone();
      await link(name).tap();
      await says(text);
      await link(name).tap();
      await page.waitForURL(`**/${path}`);
      assert.ok(await page.locator(".hover-card").isHidden());
    }, PHONE);
  });
}

test("a tap opens the page from the sheet, and a missing page at once", async () => {
  await opened(async ({ page, card, link, says }) => {
    await link("Go-round").tap();
    await says("Everyone speaks once.");
    await card.getByRole("link", { name: "Open", exact: true }).tap();
    await page.waitForURL("**/go-round.html");
  }, PHONE);
  await opened(async ({ page, link, faults }) => {
    const asked = page.waitForRequest(
      (/** @type {PageRequest} */ request) => request.isNavigationRequest() && request.frame() === page.mainFrame(),
    );
    await link("Gone").tap();
    assert.match((await asked).url(), /gone\.html$/);
    await page.waitForTimeout(300);
    faults.length = 0;
  }, PHONE);
});

test("a browser whose clicks do not say what made them knows a tap as well", async () => {
  const silence = () => {
    const original = Object.getOwnPropertyDescriptor(PointerEvent.prototype, "pointerType");
    const pointerType = {
      /** @this {PointerEvent} */
      get() {
        return this.type === "click" ? undefined : original?.get?.call(this);
      },
    };
    Object.defineProperty(PointerEvent.prototype, "pointerType", pointerType);
  };
  await opened(async ({ page, link, says }) => {
    await page.evaluate(silence);
    await link("Go-round").tap();
    await says("Everyone speaks once.");
    await link("Plain").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/plain.html");
  }, PHONE);
  await opened(async ({ page, link }) => {
    await page.evaluate(silence);
    await link("Go-round").click();
    await page.waitForURL("**/go-round.html");
  });
});

for (const colorScheme of COLOR_SCHEMES) {
  test(`axe finds nothing while a card or a sheet is shown, ${colorScheme}`, async () => {
    const audit = (/** @type {Page} */ page) => violations(page, { preload: false });
    await opened(
      async ({ page, rest, says, link }) => {
        await rest("Go-round");
        await says("Everyone");
        assert.deepEqual(await audit(page), []);
        await link("[1, p. 3]").focus();
        await says("On Fruit");
        assert.deepEqual(await audit(page), []);
      },
      { colorScheme },
    );
    await opened(
      async ({ page, says, link }) => {
        await link("its steps").tap();
        await says("Sit in");
        assert.deepEqual(await audit(page), []);
      },
      { colorScheme, ...PHONE },
    );
  });
}

const EDGES = /** @type {const} */ (["start", "end"]);

for (const dir of ["ltr", "rtl"]) {
  test(`cards stay in the window, ${dir}`, async () => {
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 1280, height: 300 },
    ]) {
      await opened(
        async ({ page, card, rest, says, link }) => {
          await page.evaluate((/** @type {string} */ dir) => (document.documentElement.dir = dir), dir);
          for (const [name, text] of [
            ["Go-round", "Everyone"],
            ["its steps", "Sit in"],
            ["[1, p. 3]", "On Fruit"],
            ["Plain", "A beginning"],
          ]) {
            for (const block of EDGES) {
              await link(name).evaluate(
                (element, block) => element.scrollIntoView({ block, behavior: "instant" }),
                block,
              );
              await page.mouse.move(1, 1);
              await card.waitFor({ state: "hidden" });
              await rest(name);
              await says(text);
              assert.ok(await within(page), `${name} ${block} ${viewport.width}`);
            }
          }
        },
        { viewport },
      );
    }
  });
}

test("paper shows no card, and without JavaScript links are links", async () => {
  await opened(async ({ page, card, rest, says }) => {
    await rest("Go-round");
    await says("Everyone");
    await page.emulateMedia({ media: "print" });
    assert.ok(await card.isHidden());
  });
  await opened(
    async ({ page, link }) => {
      await link("Go-round").tap();
      await page.waitForURL("**/go-round.html");
    },
    { ...PHONE, javaScriptEnabled: false },
  );
});

test("a live preview leaves no card hanging and shows the words as they are now", async () => {
  const server = await project.serve();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(server.address);
    await page.locator(".bar").waitFor();
    const link = page.locator(".text > p").getByRole("link", { name: "Plain", exact: true });
    const card = page.locator(".hover-card");
    await link.hover();
    await card.filter({ hasText: "A beginning." }).waitFor();
    const updated = page.evaluate(() =>
      new Promise((done) => document.addEventListener("preview:updated", done, { once: true })).then(() => true),
    );
    project.write("content/plain.md", '+++\ntitle = "Plain"\n+++\n\nOther words.\n');
    project.write("content/index.md", FILES["content/index.md"].replace("A page,", "One page,"));
    assert.ok(await updated);
    await card.waitFor({ state: "hidden" });
    await page.mouse.move(2, 2);
    await link.hover();
    await card.filter({ hasText: "Other words." }).waitFor();
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
    await server.stop();
  }
});
