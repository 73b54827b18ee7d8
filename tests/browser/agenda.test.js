// A meeting's page, its run sheet and the agenda to hand out: with a script and without, on paper.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { build } from "./meeting.js";
import { readPdf } from "./pdf.js";

/** @type {Browser} */
let browser;
/** @type {ReturnType<typeof build>} */
let meeting;

before(async () => {
  meeting = build();
  browser = await launch();
});
after(async () => {
  meeting?.remove();
  await browser?.close();
});

/** All that a page says of times, as texts. */
const times = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const text = (/** @type {HTMLElement} */ element) => element.textContent.replace(/\s+/g, " ").trim();
    const rows = [...document.querySelectorAll("[data-item], [data-spare], [data-end], .late tr")];
    const cells = rows.map((row) => [...row.cells].slice(0, row.closest(".late") ? 9 : 2).map(text));
    const marks = [...document.querySelectorAll("[data-start], [data-until], [data-people]")];
    const bars = [...document.querySelectorAll(".bar rect")].map((bar) => parseFloat(bar.getAttribute("width")));
    return { cells, marks: marks.map(text), bars };
  });

/**
 * @param {string} name
 * @param {ContextOptions} [options]
 */
async function open(name, options, of = meeting) {
  const { context, page, faults } = await watched(browser, options);
  await page.goto(of.address(name));
  const close = () => {
    assert.deepEqual(faults, []);
    return context.close();
  };
  return { page, close };
}

test("without a script every time is there, and nothing asks for another", async () => {
  for (const name of meeting.names) {
    const { page, close } = await open(name, { javaScriptEnabled: false });
    assert.ok(await page.locator(".times").isHidden());
    const { cells } = await page.locator("body").evaluate(() => ({
      cells: [...document.querySelectorAll("[data-item] [data-time]")].map((cell) => cell.textContent),
    }));
    assert.deepEqual(cells, ["19:00", "19:07", "19:22", "19:47", "19:55", "20:07", "20:12"]);
    await close();
  }
});

test("a script shows what is there already until something is set", async () => {
  for (const name of meeting.names) {
    const plain = await open(name, { javaScriptEnabled: false });
    const scripted = await open(name);
    assert.ok(await scripted.page.locator(".times").isVisible());
    await scripted.page.locator("[name=start]").dispatchEvent("input");
    assert.deepEqual(await times(scripted.page), await times(plain.page));
    await plain.close();
    await scripted.close();
  }
});

test("what the script shows is what a build for these numbers shows", async () => {
  for (const { start, expected } of [
    { start: "18:30", expected: 30 },
    { start: "23:45", expected: 8 },
  ]) {
    const other = build({ start, expected });
    for (const name of meeting.names) {
      const built = await open(name, { javaScriptEnabled: false }, other);
      const set = await open(name);
      await set.page.locator("[name=start]").fill(start);
      await set.page.locator("[name=people]").fill(String(expected));
      assert.deepEqual(await times(set.page), await times(built.page));
      await built.close();
      await set.close();
    }
    other.remove();
  }
});

test("times of the day follow the language", async () => {
  const twelve = '"hours":"12","clock":"{hour}:{minute} {half}"';
  const text = readFileSync(meeting.path("meeting.html"), "utf8");
  assert.ok(text.includes('"hours":"24","clock":"{hour}:{minute}"'));
  writeFileSync(meeting.path("twelve.html"), text.replace('"hours":"24","clock":"{hour}:{minute}"', twelve));
  for (const { name, expected } of [
    { name: "meeting.html", expected: ["23:59", "00:06"] },
    { name: "twelve.html", expected: ["11:59 pm", "12:06 am"] },
  ]) {
    const { page, close } = await open(name);
    await page.locator("[name=start]").fill("23:59");
    const clock = await page.locator("[data-item] [data-time]").allTextContents();
    assert.deepEqual(clock.slice(0, 2), expected);
    await close();
  }
});

test("what is typed once of a meeting holds for all of its views in the tab", async () => {
  const { page, close } = await open("meeting.html");
  await page.locator("[name=start]").fill("18:15");
  await page.locator("[name=people]").fill("20");
  await page.locator("[name=place]").fill("Library");
  for (const name of meeting.names.slice(1)) {
    await page.goto(meeting.address(name));
    assert.equal(await page.locator("[name=start]").inputValue(), "18:15", name);
    assert.equal(await page.locator("[data-item] [data-time]").first().textContent(), "18:15", name);
    assert.equal(await page.locator("[data-tonight=place]").first().textContent(), "Library", name);
  }
  await close();
});

test("numbers that are none change nothing", async () => {
  const { page, close } = await open("meeting.run-sheet.html");
  const first = await times(page);
  const says = async () => (await page.locator(".times [role=status]").textContent()) ?? "";
  for (const people of ["", "0", "-3", "10.9", "16.5", "20000"]) {
    await page.locator("[name=people]").fill(people);
    assert.deepEqual(await times(page), first, people);
    assert.match(await says(), /a whole number from 1 to 10000\. The times here are for 10\.$/, people);
    assert.equal(await page.locator("[name=people]").getAttribute("aria-invalid"), "true", people);
  }
  await page.locator("[name=people]").fill("10");
  assert.equal(await says(), "");
  await page.locator("[name=start]").fill("");
  assert.deepEqual(await times(page), first);
  assert.match(await says(), /The times here begin at 19:00\.$/);
  // Where a browser has no field for times, anything can be typed.
  await page.locator("[name=start]").evaluate((field) => field.setAttribute("type", "text"));
  for (const start of ["5pm-ish", "25:00", "24:00", "19:75"]) {
    await page.locator("[name=start]").fill(start);
    assert.deepEqual(await times(page), first, start);
    assert.match(await says(), /The times here begin at 19:00\.$/, start);
  }
  await page.locator("[name=start]").fill("19:00");
  assert.equal(await says(), "");
  await page.locator("[name=people]").fill("5000");
  assert.match((await page.locator(".times [role=status]").textContent()) ?? "", /5000 are coming, .* for 30 at most/);
  assert.ok(await page.locator("[data-attendance]").isVisible());
  await page.locator("[name=people]").fill("30");
  assert.ok(await page.locator("[data-attendance]").isHidden());
  await close();
});

test("the run sheet alone says what is for the facilitator, and asks not to be listed", async () => {
  for (const name of meeting.names) {
    const text = readFileSync(meeting.path(name), "utf8");
    const own = name.includes("run-sheet");
    assert.equal(text.includes("Welcome, all of you."), own, name);
    assert.equal(text.includes("Show the card."), own, name);
    assert.equal(text.includes('<meta name="robots" content="noindex">'), own, name);
  }
});

test("a reader finds the sheets from the page, and the page from the sheets", async () => {
  const { page, close } = await open("meeting.html");
  for (const name of ["Run sheet", "Agenda"]) {
    await page
      .locator(".sheets")
      .getByRole("link", { name: `${name}, web page`, exact: true })
      .click();
    assert.equal(await page.locator("h1").textContent(), "Monthly meeting");
    await page.locator(".tab a").click();
    assert.equal(page.url(), meeting.address("meeting.html"));
  }
  await close();
});

test("axe finds nothing, and the markup is valid", async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended"],
    rules: { "long-title": "off", "void-style": "off" },
  });
  for (const name of meeting.names) {
    const { results } = await validator.validateString(readFileSync(meeting.path(name), "utf8"), name);
    const messages = results.flatMap((result) => result.messages);
    assert.deepEqual(
      messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
      [],
      name,
    );
    for (const colorScheme of COLOR_SCHEMES) {
      // axe asks for the style sheet in a way that the policy refuses.
      const { context, page } = await watched(browser, { colorScheme });
      await page.goto(meeting.address(name));
      assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
      await context.close();
    }
  }
});

test("nothing scrolls sideways on a screen of 320 pixels", async () => {
  for (const name of meeting.names) {
    const { page, close } = await open(name, { viewport: { width: 320, height: 640 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 320, name);
    await close();
  }
});

test("sheets print in black on A4 and Letter, the one to hand out on one side", async () => {
  for (const name of meeting.names) {
    const { page, close } = await open(name, { colorScheme: "dark" });
    for (const format of ["A4", "Letter"]) {
      const pages = readPdf(await page.pdf({ format }));
      const colours = pages.flatMap((page) => page.colours);
      assert.deepEqual(
        colours.filter((colour) => colour !== "0 0 0"),
        [],
        `${name}, ${format}`,
      );
      if (name.includes(".agenda.")) assert.equal(pages.length, 1, format);
      if (name.includes("run-sheet")) assert.ok(pages.length <= 2, `${pages.length} on ${format}`);
    }
    await close();
  }
});
