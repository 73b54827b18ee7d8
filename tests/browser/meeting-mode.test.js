// Running a meeting from its run sheet, from the first minute to the last.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { violations } from "./axe.js";
import { COLOR_SCHEMES, launch, watched } from "./browser.js";
import { build } from "./meeting.js";
import { readPdf } from "./pdf.js";

const NAME = "meeting.run-sheet.html";

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

const at = (/** @type {string} */ time, day = 22) => new Date(`2026-11-${day}T${time}`);

/**
 * The run sheet at a time of the day, and what one does there.
 *
 * @param {string} time
 * @param {ContextOptions & { of?: typeof meeting, init?: () => void }} more
 */
async function open(time, { of = meeting, init, ...options } = {}) {
  const { context, page, faults } = await watched(browser, { viewport: { width: 390, height: 844 }, ...options });
  if (init) await page.addInitScript(init);
  await page.clock.install({ time: at(time) });
  await page.goto(of.address(NAME));
  const mode = page.locator("dialog");
  const press = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true }).first().click();
  const text = async (/** @type {string} */ selector) => ((await mode.locator(selector).textContent()) ?? "").trim();
  return {
    page,
    mode,
    press,
    text,
    /** Lets the time be what it is to be, and presses a button then. */
    async pressAt(/** @type {string} */ time, /** @type {string} */ name) {
      await page.clock.pauseAt(at(time));
      await press(name);
    },
    /** Item, time on the watch, and what is said of being late. */
    shown: async () => [await text("h2"), await text(".meeting-count"), await text(".meeting-lost")],
    /** What is still to come, as the number of the item, its time and how long it is. */
    toCome: () =>
      mode.locator(".meeting-to-come tbody tr:not([hidden])").evaluateAll((rows) =>
        rows.slice(0, -1).map((/** @type {any} */ row) => {
          const [time, number, long] = [row.cells[0], row.querySelector(".nth"), row.cells[2].querySelector("span")];
          return [number, time, long].map((element) => element.textContent.replace(" min", "")).join(" ");
        }),
      ),
    close: () => {
      assert.deepEqual(faults, []);
      return context.close();
    },
  };
}

test("a meeting is run from its begin to its end", async () => {
  const { page, mode, press, pressAt, shown, text, close } = await open("18:50:00");
  await press("Run the meeting");
  assert.ok(await mode.isVisible());
  await page.clock.pauseAt(at("18:58:30"));
  assert.deepEqual(await shown(), ["Monthly meeting", "1:30 to the start", ""]);

  await pressAt("19:00:20", "Begin now");
  assert.deepEqual(await shown(), ["Go-round", "7:00 left", "On time"]);
  assert.equal(await text(".meeting-plan"), "Planned 19:00–19:07");
  assert.equal(await text(".meeting-next"), "Next: 19:07 2 What came of last month");
  await page.clock.runFor(61_000);
  assert.deepEqual(await shown(), ["Go-round", "5:59 left", "On time"]);
  const gone = await mode.locator("progress").evaluate((/** @type {HTMLProgressElement} */ bar) => bar.value / bar.max);
  assert.ok(Math.abs(gone - 61 / 420) < 0.01, String(gone));

  // Nothing advances by itself.
  await page.clock.runFor(7 * 60_000);
  assert.deepEqual(await shown(), ["Go-round", "1:01 over", "Began on time"]);
  await pressAt("19:10:40", "Next item");
  assert.deepEqual(await shown(), ["What came of last month", "15:00 left", "3 minutes late"]);
  assert.equal(await text(".meeting-plan"), "Planned 19:07–19:22 · now 19:10–19:25");

  await press("Back");
  assert.deepEqual(await shown(), ["Go-round", "3:20 over", "Began on time"]);
  await press("Next item");
  for (const time of ["19:24", "19:50", "19:57", "20:10"]) await pressAt(time, "Next item");
  assert.equal(await text(".meeting-nth"), "Item 6 of 7");
  await pressAt("20:16", "Next item");
  assert.deepEqual(await shown(), ["Evaluation", "5:00 left", "4 minutes late"]);
  assert.equal(await text(".meeting-next"), "Next: 20:21 End");
  await pressAt("20:33:10", "End the meeting");
  assert.equal(await text("h2"), "The meeting is over");
  assert.equal(await text(".meeting-plan"), "It ended at 20:33; planned was 20:30.");
  assert.equal(await text(".meeting-lost"), "3 minutes over");
  await mode.locator(".meeting-forward").click();
  // Once it is closed the button has its first name again.
  await page.getByRole("button", { name: "Run the meeting" }).waitFor();
  assert.ok(await mode.isHidden());
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await close();
});

test("a meeting begins as planned, by itself or after the fact", async () => {
  const early = await open("18:55:00");
  await early.press("Run the meeting");
  await early.press("Begin at 19:00, as planned");
  assert.equal(await early.text(".meeting-lost"), "It begins by itself at 19:00.");
  await early.page.clock.pauseAt(at("18:56:00"));
  await early.page.clock.runFor(4 * 60_000 + 2_000);
  assert.deepEqual(await early.shown(), ["Go-round", "6:58 left", "On time"]);
  assert.match(await early.text("[role=status]"), /^Item 1 of 7\. Go-round\. 7 minutes/);
  await early.close();

  const late = await open("19:03:00");
  await late.press("Run the meeting");
  await late.pressAt("19:04", "It began at 19:00, as planned");
  assert.deepEqual(await late.shown(), ["Go-round", "3:00 left", "On time"]);
  await late.close();
});

test("at quite another time all times count from now, on the page too", async () => {
  for (const of of [meeting, build({ start: "" })]) {
    const { page, press, pressAt, text, shown, close } = await open("09:30:00", { of });
    await press("Run the meeting");
    await pressAt("09:30:40", "Begin now");
    assert.deepEqual(await shown(), ["Go-round", "7:00 left", "On time"]);
    assert.equal(await text(".meeting-next"), "Next: 09:37 2 What came of last month");
    await press("Close");
    assert.equal(await page.locator("[name=start]").inputValue(), "09:30");
    assert.equal(await page.locator(".run [data-time]").nth(1).textContent(), "09:37");
    await close();
    if (of !== meeting) of.remove();
  }
});

const clock = (/** @type {number} */ minutes) =>
  `${19 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** What a build says of each item for each column of minutes lost. */
async function builtColumns(/** @type {ReturnType<typeof build>} */ site) {
  const { context, page } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(site.address(NAME));
  const columns = await page.locator(".late [data-late]").evaluateAll((rows) => {
    const text = (/** @type {HTMLElement} */ cell) => cell.textContent.replace(/\s+/g, " ").trim();
    const cellText = (/** @type {HTMLElement} */ cell) => (cell.className === "dropped" ? "– left out" : text(cell));
    return rows.map((row) => [...row.querySelectorAll("td")].map(cellText));
  });
  await context.close();
  return columns;
}

for (const { declared, skips } of [
  { declared: 90, skips: [0, 1, 2] },
  { declared: 80, skips: [0, 2, 4] },
]) {
  test(`what gives way is what a build of the rest of the meeting says, ${declared} minutes`, async () => {
    const starts = [0, 7, 22, 47, 55, 67, 72];
    const whole = build({ minutes: declared });
    for (const skip of skips) {
      const rest = build({ start: clock(starts[skip]), minutes: declared - starts[skip], skip });
      const built = await builtColumns(rest);
      rest.remove();
      const { press, pressAt, toCome, text, close } = await open("18:59:00", { of: whole });
      await press("Run the meeting");
      if (skip > 0) await pressAt("19:00", "It began at 19:00, as planned");
      for (let item = 1; item < skip; item++) await pressAt(clock(starts[item]), "Next item");
      for (const [column, lost] of [0, 5, 10, 15, 20].entries()) {
        await pressAt(clock(starts[skip] + lost), skip > 0 ? "Next item" : "Begin now");
        const expected = built.slice(1).map((cells, at) => `${skip + at + 2} ${cells[column]}`);
        const what = `item ${skip + 1}, ${lost} lost`;
        assert.deepEqual(await toCome(), expected, what);
        assert.equal(await text(".meeting-lost"), lost === 0 ? "On time" : `${lost} minutes late`, what);
        await press("Back");
      }
      await close();
    }
    whole.remove();
  });
}

test("minutes between columns are looked up in the next, and time from the clock", async () => {
  const of = build({ minutes: 80 });
  const { press, pressAt, toCome, text, close } = await open("18:59:00", { of });
  await press("Run the meeting");
  await pressAt("19:03:59", "Begin now");
  assert.equal(await text(".meeting-lost"), "3 minutes late");
  assert.equal(await text(".meeting-to-come p"), "What gives way when 5 minutes are lost:");
  assert.deepEqual(await toCome(), [
    "2 19:10 15",
    "3 19:25 25",
    "4 19:50 6 of 8",
    "5 19:56 12",
    "6 20:08 5",
    "7 20:13 5",
  ]);
  await close();
  of.remove();
});

test("while an item runs over, what is to come is looked up as if it went on now", async () => {
  const of = build({ minutes: 80 });
  const { press, pressAt, page, toCome, text, shown, mode, close } = await open("18:59:00", { of });
  await press("Run the meeting");
  await pressAt("19:00", "It began at 19:00, as planned");
  await pressAt("19:07", "Next item");
  await pressAt("19:22", "Next item");
  await page.clock.pauseAt(at("20:05"));
  await page.clock.runFor(1_000);
  assert.match(await text(".meeting-to-come p"), /^If the next item begins now: What gives way when 20 minutes/);
  assert.deepEqual(await toCome(), ["4 – left out", "5 20:05 8 of 12", "6 – left out", "7 20:13 3 of 5"]);
  assert.equal(await text(".meeting-next"), "Next: 20:05 5 Who talks with whom · 4 Break: left out");
  await mode.getByRole("button", { name: "Hold it after all" }).first().click();
  assert.deepEqual(await shown(), ["Break", "5:00 left", "18 minutes late"]);
  await press("Back");
  await press("Next item");
  assert.deepEqual(await shown(), ["Who talks with whom", "8:00 left", "10 minutes late"]);
  await close();
  of.remove();
});

test("an item is given more minutes, and what follows gives way for those", async () => {
  const { press, pressAt, page, shown, text, toCome, close } = await open("18:59:00");
  await press("Run the meeting");
  await pressAt("19:00", "Begin now");
  await pressAt("19:09", "Next item");
  assert.deepEqual(await shown(), ["What came of last month", "15:00 left", "2 minutes late"]);
  await press("+5 minutes");
  await press("+1 minute");
  assert.deepEqual(await shown(), ["What came of last month", "21:00 left", "2 minutes late"]);
  assert.equal((await toCome())[0].split(" ")[1], "19:30");
  await page.reload();
  assert.equal(await text(".meeting-count"), "21:00 left");
  // Past its end the minutes count from now.
  await page.clock.pauseAt(at("19:32"));
  await page.clock.runFor(1_000);
  assert.equal(await text(".meeting-lost"), "Began 2 minutes late");
  await press("+1 minute");
  assert.match(await text(".meeting-count"), /^1:\d\d left$/);
  await press("Back");
  assert.match(await text(".meeting-count"), /over$/);
  await close();
});

test("the end of an item is told once, by a buzz and a sound where it is asked for, and never late", async () => {
  const listen = () => {
    /** @type {string[]} */
    const told = [];
    Object.assign(window, { told });
    Object.defineProperty(navigator, "vibrate", { value: () => told.push("buzz") });
    const node = { connect: () => node, frequency: {}, start: () => told.push("sound"), stop() {} };
    const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
    class Audio {
      currentTime = 0;
      resume() {}
      createOscillator = () => node;
      createGain = () => ({ gain, connect: () => node });
    }
    Object.assign(window, { AudioContext: Audio });
  };
  const { press, pressAt, page, close } = await open("18:59:00", { init: listen });
  const told = () => page.evaluate(() => /** @type {any} */ (window).told.splice(0));
  await press("Run the meeting");
  await pressAt("19:00", "Begin now");
  await page.clock.runFor(7 * 60_000 + 2_000);
  assert.deepEqual(await told(), ["buzz"]);
  await page.clock.runFor(60_000);
  assert.deepEqual(await told(), []);
  await press("Next item");
  await press("Sound at the end");
  assert.deepEqual(await told(), ["sound"]);
  await page.clock.runFor(15 * 60_000 + 2_000);
  assert.deepEqual(await told(), ["buzz", "sound"]);
  // A tab that slept for an hour shows where the meeting is, and tells nothing.
  await press("Next item");
  await page.clock.fastForward(60 * 60_000);
  assert.deepEqual(await told(), []);
  await close();
});

test("a clock that is put back leaves the meeting where it is", async () => {
  const { press, pressAt, page, shown, close } = await open("18:59:00");
  await press("Run the meeting");
  await pressAt("19:00", "Begin now");
  await pressAt("19:07", "Next item");
  await page.clock.setFixedTime(at("18:10"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.deepEqual(await shown(), ["What came of last month", "15:00 left", "On time"]);
  await press("Next item");
  assert.equal((await shown())[0], "Shall we call a meeting with the landlord?");
  await close();
});

test("what to say comes first, without ids of the page, and what helps to be brief where time is lost", async () => {
  const titles = (/** @type {Locator} */ mode) => mode.locator(".meeting-texts .marker-title").allTextContents();
  const { page, mode, press, pressAt, close } = await open("19:00:00");
  await press("Run the meeting");
  await press("Begin now");
  assert.equal((await titles(mode))[0], "Say");
  assert.equal((await titles(mode)).at(-1), "Running late");
  assert.equal(await mode.locator(".meeting-texts [id], .meeting-texts a[href^='#']").count(), 0);
  for (const link of await mode.locator(".meeting-texts a").all()) {
    assert.equal(await link.getAttribute("target"), "_blank");
  }
  await press("Back");
  await pressAt("19:06", "Begin now");
  assert.deepEqual((await titles(mode)).slice(0, 2), ["Say", "Running late"]);
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
  await close();
});

test("a meeting goes on after a reload, with its number of people, and can start over", async () => {
  const { page, mode, press, pressAt, shown, text, close } = await open("18:59:00");
  await page.locator("[name=people]").fill("30");
  await press("Run the meeting");
  await pressAt("19:00:00", "Begin now");
  assert.equal(await text(".meeting-count"), "17:00 left");
  await pressAt("19:20:00", "Next item");
  await page.clock.runFor(60_000);
  const before = await shown();
  await page.reload();
  assert.ok(await mode.isVisible());
  assert.equal(await text(".meeting-notice p"), "This meeting began at 19:00 and goes on.");
  assert.deepEqual(await shown(), before);
  assert.equal(await page.locator("[name=people]").inputValue(), "30");
  assert.equal(await page.locator("[data-people]").textContent(), "30");

  await press("Close");
  await page.getByRole("button", { name: "Back to the meeting" }).waitFor();
  await page.locator("[name=people]").fill("10");
  await press("Back to the meeting");
  assert.equal(await text(".meeting-lost"), "13 minutes late");

  page.once("dialog", (dialog) => dialog.dismiss());
  await mode.getByRole("button", { name: "Start over" }).last().click();
  assert.equal((await shown())[0], before[0]);
  page.once("dialog", (dialog) => dialog.accept());
  await mode.getByRole("button", { name: "Start over" }).last().click();
  assert.equal(await text("h2"), "Monthly meeting");
  await page.reload();
  assert.ok(await mode.isHidden());
  await close();
});

test("what is kept of another day or of other times is forgotten or left alone", async () => {
  const { page, mode, press, close } = await open("19:00:00");
  await press("Run the meeting");
  await press("Begin now");
  await page.evaluate(() => {
    const [own] = Object.keys(localStorage);
    localStorage.setItem("groundwork:meeting:/other:1", localStorage.getItem(own) ?? "");
    localStorage.setItem("groundwork:meeting:/broken:1", "{");
    localStorage.setItem("else", "{");
  });
  await page.clock.setFixedTime(at("18:30", 23));
  await page.reload();
  assert.ok(await mode.isVisible());
  assert.equal(await page.evaluate(() => localStorage.length), 3);
  await page.clock.setFixedTime(at("19:30", 23));
  await page.reload();
  assert.ok(await mode.isHidden());
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["else"]);
  await close();
});

test("where nothing can be kept, the meeting runs all the same and says so", async () => {
  const refuse = () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  };
  const { mode, press, shown, close } = await open("19:00:00", { init: refuse });
  await press("Run the meeting");
  await press("Begin now");
  await press("Next item");
  assert.equal((await shown())[0], "What came of last month");
  assert.ok(await mode.getByText("This browser keeps nothing").isVisible());
  await close();
});

test("the screen is asked to stay on, again when it is looked at again, and words say whether it does", async () => {
  const grant = () => {
    /** @type {EventTarget[]} */
    const locks = [];
    const request = async () => {
      const lock = new EventTarget();
      const release = async () => lock.dispatchEvent(new Event("release"));
      locks.push(Object.assign(lock, { release }));
      return lock;
    };
    Object.assign(window, { locks });
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  };
  const granted = await open("19:00:00", { init: grant });
  await granted.press("Run the meeting");
  assert.ok(await granted.mode.getByText("The screen stays on.").isVisible());
  await granted.page.evaluate(() => /** @type {any} */ (window).locks[0].release());
  assert.ok(await granted.mode.getByText("The screen may go dark.").isVisible());
  await granted.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.ok(await granted.mode.getByText("The screen stays on.").isVisible());
  assert.equal(await granted.page.evaluate(() => /** @type {any} */ (window).locks.length), 2);
  await granted.close();

  const refuse = () => Object.defineProperty(navigator, "wakeLock", { value: undefined });
  const refused = await open("19:00:00", { init: refuse });
  await refused.press("Run the meeting");
  assert.ok(await refused.mode.getByText("The screen may go dark.").isVisible());
  await refused.close();
});

test("the keyboard alone runs a meeting, and stays within it until Escape", async () => {
  const { page, mode, shown, text, close } = await open("19:00:00");
  await page.getByRole("button", { name: "Run the meeting" }).focus();
  await page.keyboard.press("Enter");
  const begin = mode.getByRole("button", { name: "Begin now" });
  for (let tab = 0; tab < 20 && !(await begin.evaluate((one) => one === document.activeElement)); tab++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal((await shown())[0], "What came of last month");
  const said = /^Item 2 of 7\. What came of last month\. 15 minutes\. Planned 19:07–19:22.*6 minutes early$/;
  assert.match(await text("[role=status]"), said);
  for (let tab = 0; tab < 20; tab++) {
    await page.keyboard.press("Tab");
    const within = () => document.activeElement === document.body || !!document.activeElement?.closest("dialog");
    assert.ok(await page.evaluate(within));
  }
  await page.keyboard.press("Escape");
  assert.ok(await mode.isHidden());
  await page.getByRole("button", { name: "Back to the meeting" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.className), "meeting-run");
  await close();
});

/**
 * Looks at each state of the mode.
 *
 * @param {ContextOptions} options
 * @param {(page: Page, mode: Locator, state: string) => Promise<void>} look
 */
async function eachState(options, look) {
  const of = build({ minutes: 80 });
  const { page, mode, press, pressAt, close } = await open("18:58:00", { of, ...options });
  await press("Run the meeting");
  await look(page, mode, "planned");
  await press("Begin at 19:00, as planned");
  await look(page, mode, "waiting");
  await page.clock.pauseAt(at("19:00:30"));
  await look(page, mode, "under way");
  await pressAt("20:05", "Next item");
  await look(page, mode, "late");
  await page.clock.fastForward(40 * 60_000);
  await look(page, mode, "over");
  await page.reload();
  await look(page, mode, "gone on");
  while (await mode.getByRole("button", { name: "Next item" }).count()) await press("Next item");
  await press("End the meeting");
  await look(page, mode, "ended");
  of.remove();
  return close;
}

test("axe finds nothing, light and dark", async () => {
  for (const colorScheme of COLOR_SCHEMES) {
    // axe asks for the style sheet in a way that the policy refuses, so faults are not looked at.
    await eachState({ colorScheme }, async (page, _, state) => {
      await page.clock.resume();
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${state}`);
    });
  }
});

test("all of it fits small screens, upright and on their sides, with buttons for a thumb", async () => {
  for (const [width, height] of [
    [320, 568],
    [390, 844],
    [568, 320],
    [844, 390],
    [160, 284],
    [768, 1024],
  ]) {
    const close = await eachState({ viewport: { width, height } }, async (_, mode, state) => {
      const what = `${width} × ${height}, ${state}`;
      const wide = await mode.evaluate((dialog) =>
        [dialog, ...dialog.querySelectorAll(".meeting-now, .meeting-scroll")].map(
          (one) => one.scrollWidth - one.clientWidth,
        ),
      );
      if (width >= 320)
        assert.deepEqual(
          wide.filter((/** @type {number} */ beyond) => beyond > 0),
          [],
          what,
        );
      for (const button of await mode.getByRole("button").all()) {
        if (!(await button.isVisible())) continue;
        const box = await button.boundingBox();
        assert.ok(box && box.width >= 44 && box.height >= 44, `${what}: ${await button.textContent()}`);
      }
      const forward = await mode.locator(".meeting-forward").boundingBox();
      assert.ok(forward && forward.y + forward.height <= height, `${what}: the button is out of sight`);
    });
    await close();
  }
});

test("on paper there is the run sheet alone, whatever is open", async () => {
  const { page, mode, press, close } = await open("19:00:00", { colorScheme: "dark" });
  const closed = readPdf(await page.pdf({ format: "A4" }));
  await press("Run the meeting");
  await press("Begin now");
  const opened = readPdf(await page.pdf({ format: "A4" }));
  assert.equal(opened.length, closed.length);
  assert.deepEqual(opened, closed);
  await page.emulateMedia({ media: "print" });
  assert.ok(await mode.isHidden());
  assert.ok(await page.locator(".run").isVisible());
  assert.ok(await page.locator(".meeting-run").isHidden());
  await close();
});

test("what is marked outside of items is within reach before and during the meeting", async () => {
  const outside =
    "> [!FACILITATOR] Set out the chairs before {start}.\n\n> [!WHAT IF people > 18] Open the side room.\n\n";
  const other = build({ outside });
  const { page, mode, press, pressAt, text, close } = await open("18:50:00", { of: other });
  await press("Run the meeting");
  const chairs = mode.getByText("Set out the chairs before 19:00.");
  assert.ok(await chairs.isVisible());
  await pressAt("19:00:10", "Begin now");
  assert.equal(await text("h2"), "Go-round");
  assert.ok(await chairs.isHidden());
  await mode.locator(".meeting-texts summary").click();
  assert.ok(await chairs.isVisible());
  // What is set on the page meanwhile holds for these texts too.
  await press("Close");
  await page.locator("[name=people]").fill("12");
  await press("Back to the meeting");
  await mode.locator(".meeting-texts summary").click();
  assert.ok(await mode.getByText("Open the side room.").isHidden());
  await close();
  other.remove();
});

test("the script is on the run sheet alone, and a theme without it has run sheets", async () => {
  for (const name of meeting.names) {
    const text = readFileSync(meeting.path(name), "utf8");
    assert.equal(text.includes("assets/meeting-"), name === NAME, name);
    assert.equal(text.includes('"running":'), name === NAME, name);
  }
  const bare = build({ without: ["static/meeting.js"] });
  const { page, close } = await open("19:00:00", { of: bare });
  assert.ok(!readFileSync(bare.path(NAME), "utf8").includes("meeting.js"));
  assert.ok(await page.locator(".times").isVisible());
  assert.equal(await page.getByRole("button", { name: "Run the meeting" }).count(), 0);
  await close();
  bare.remove();
});
