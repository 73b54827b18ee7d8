// The arithmetic of an agenda's times.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme } from "./load.js";

loadTheme("dom.js", "agenda-times.js");
const { clock, elapsed, fieldValue, holds, minutesOf, minutesOfWord } = groundwork.agendaTimes;
const { dayOf, numberTyped, peopleOf, share, stepFor } = groundwork.agendaTimes;

const OF_24 = { hours: "24", clock: "{hour}:{minute}", before_noon: "", after_noon: "" };
const OF_12 = { hours: "12", clock: "{hour}:{minute} {half}", before_noon: "am", after_noon: "pm" };

test("times of the day are written as the language writes them, past midnight too", () => {
  const minutes = [0, 65, 719, 720, 785, 1439, 1440, 1505];
  const of24 = minutes.map((minute) => clock(minute, OF_24));
  assert.deepEqual(of24, ["00:00", "01:05", "11:59", "12:00", "13:05", "23:59", "00:00", "01:05"]);
  const of12 = minutes.map((minute) => clock(minute, OF_12));
  const expected = ["12:00 am", "1:05 am", "11:59 am", "12:00 pm", "1:05 pm", "11:59 pm", "12:00 am", "1:05 am"];
  assert.deepEqual(of12, expected);
});

test("a field for a time is read and written", () => {
  assert.deepEqual(["19:30", "00:00", " 9:05 ", "１８:３０", "19:30:00"].map(minutesOf), [1170, 0, 545, 1110, 1170]);
  for (const none of [
    "",
    "19",
    "x:y",
    "25:00",
    "24:00",
    "19:60",
    "5pm-ish",
    "-1:00",
    "19:3",
    "1e1:00",
    "19:30 or so",
  ]) {
    assert.equal(minutesOf(none), null, none);
  }
  assert.deepEqual([0, 65, 1439].map(fieldValue), ["00:00", "01:05", "23:59"]);
  assert.deepEqual([0, 65, 725].map(elapsed), ["0:00", "1:05", "12:05"]);
});

test("a day that there is not is none", () => {
  assert.deepEqual(dayOf("2028-02-29"), { year: 2028, month: 2, day: 29 });
  for (const none of ["", "2026-02-29", "2026-13-01", "2026-04-31", "2026-4-1", "tomorrow"]) {
    assert.equal(dayOf(none), null, none);
  }
});

test("nobody, or nothing that is a whole number, is as many people as are expected", () => {
  /** @type {[number, number, number]} */
  const range = [4, 10, 30];
  for (const none of ["", "0", "-3", "x", undefined, "12.7", "1e1", "0x10", "20000", "12 or so"]) {
    assert.equal(numberTyped(none), null, none);
    assert.equal(peopleOf(none, range), 10, none);
  }
  const typed = ["12", " 18 ", "１８", "007", "99", "10000"];
  assert.deepEqual(
    typed.map((text) => peopleOf(text, range)),
    [12, 18, 18, 7, 99, 10000],
  );
  assert.equal(peopleOf("7", null), 1);
});

test("the times are those of the last step that so many people reach", () => {
  const times = { items: [], end: 0, spare: 0, over: 0 };
  const steps = [1, 8, 15].map((from) => ({ from, planned: times, late: [] }));
  assert.deepEqual(
    [0, 1, 7, 8, 14, 15, 99].map((people) => stepFor(steps, people).from),
    [1, 1, 1, 8, 8, 15, 15],
  );
});

test("parts of a whole are cut, so that bars never overlap", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((minutes) => share(minutes, 3)),
    ["0.00%", "33.33%", "66.66%", "100.00%"],
  );
});

test("a condition holds for the numbers that it names", () => {
  const conditions = ["people > 18", "people >= 18", "people < 18", "people <= 18", "people = 18"];
  const numbers = [17, 18, 19].map((n) => conditions.map((condition) => holds(condition, n)));
  assert.deepEqual(numbers, [
    [false, false, true, true, false],
    [false, true, false, true, true],
    [true, true, false, false, false],
  ]);
});

test("a word for a time is so many minutes after the start", () => {
  const words = ["start", "end", "start+30", "end-5", "start-15", "people", "starting", "end-"];
  assert.deepEqual(
    words.map((word) => minutesOfWord(word, 90)),
    [0, 90, 30, 85, -15, null, null, null],
  );
});
