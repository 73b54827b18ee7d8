// Where a meeting stands at a moment.
//
// In a place where clocks are changed, on 29 March 2026 among others.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme } from "./load.js";

process.env.TZ = "Europe/Berlin";
loadTheme("dom.js", "agenda-times.js", "meeting-times.js");
const { MeetingTimes, minuteOfDay, minutesBetween, watch } = groundwork.meetingTimes;

// Three items of 20, 10 and 30 minutes. Ten minutes lost shorten the last; twenty leave the second out.
const times = new MeetingTimes({
  start: 19 * 60,
  declared: 60,
  people: null,
  most: 0,
  date: null,
  place: null,
  page: "meeting.html",
  lost: [0],
  steps: [
    {
      from: 1,
      planned: {
        items: [
          [0, 20],
          [20, 10],
          [30, 30],
        ],
        end: 60,
        spare: 0,
        over: 0,
      },
      late: [],
    },
  ],
  words: {
    hours: "24",
    clock: "{hour}:{minute}",
    before_noon: "",
    after_noon: "",
    minutes: {},
    runs_over: "",
    left_out: "",
    of: "",
    too_many: "",
    too_few: "",
    at_most: "",
    settled: "",
    so_many: "",
    no_start: "",
    first_day: "1",
    date: "",
    months: [],
  },
  running: {
    lost: [0, 10, 20],
    steps: [
      {
        next: [
          [0, 1, 2],
          [3, 4, 5],
          [6, 7, 8],
        ],
        now: [null, [3, 4, 9], null],
      },
    ],
    plans: [
      [[0, 20], [20, 10], [30, 30], [60]],
      [[0, 20], [20, 10], [30, 20, 30], [50]],
      [[0, 20], [20], [20, 20, 30], [40]],
      [[0, 10], [10, 30], [40]],
      [[0, 10], [10, 20, 30], [30]],
      [[0], [0, 20, 30], [20]],
      [[0, 30], [30]],
      [[0, 20, 30], [20]],
      [[0, 10, 30], [10]],
      [[0, 5, 10], [5, 15, 30], [20]],
    ],
    words: {},
    counted: {},
  },
});

const at = (/** @type {number} */ hour, /** @type {number} */ minute, second = 0) =>
  new Date(2026, 2, 10, hour, minute, second).getTime();
const clock = (/** @type {number} */ moment) =>
  `${new Date(moment).getDate()} ${Math.floor(minuteOfDay(moment) / 60)}:${minuteOfDay(moment) % 60}`;

/** @param {[number, number][]} begun */
const meeting = (begun, more = {}) => ({
  start: at(19, 0),
  from: 1140,
  people: 1,
  begun,
  ended: null,
  more: 0,
  isUnderWay: false,
  ...more,
});

test("a time of the day is that of a meeting that may still go on, or the next", () => {
  const nearest = (/** @type {number} */ from, /** @type {number} */ now) => clock(times.nearest(from, now));
  assert.equal(nearest(1140, at(18, 0)), "10 19:0");
  // Six hours later one may still want to see how it went.
  assert.equal(nearest(1140, at(23, 59)), "10 19:0");
  assert.equal(nearest(60, at(8, 0)), "11 1:0");
  // After midnight, yesterday's goes on.
  assert.equal(nearest(1380, at(0, 30)), "9 23:0");
});

test("on a day that is an hour short, the time of the day is still right", () => {
  const now = new Date(2026, 2, 29, 8).getTime();
  assert.equal(minuteOfDay(times.nearest(600, now)), 600);
});

test("a meeting is planned, waits, goes on and ends", () => {
  const now = at(19, 10);
  assert.equal(times.phase(meeting([]), now), "planned");
  assert.equal(times.phase(meeting([[0, at(19, 15)]]), now), "waiting");
  assert.equal(times.phase(meeting([[0, at(19, 0)]]), now), "under-way");
  assert.equal(times.phase(meeting([[0, at(19, 0)]], { ended: now }), now), "ended");
});

test("far from its start a meeting is neither early nor late", () => {
  const isAnother = (/** @type {number} */ now) => times.isAnotherTime(meeting([]), now);
  assert.deepEqual([at(17, 59), at(18, 0), at(20, 0), at(20, 1)].map(isAnother), [true, false, false, true]);
  assert.equal(times.isAnotherTime(meeting([], { from: null }), at(3, 0)), false);
});

test("without a start, a meeting is planned for this minute", () => {
  assert.equal(times.plan(null, 1, at(19, 3, 40)).start, at(19, 3));
  assert.equal(times.plan(1140, 1, at(19, 3, 40)).start, at(19, 0));
});

test("begun in time, the meeting goes on as planned", () => {
  const present = times.present(meeting([[0, at(19, 0, 30)]]), at(19, 5));
  assert.deepEqual([present.item, present.lost, present.isOver, present.isLate], [0, 0, false, false]);
  assert.equal(present.end, at(19, 20, 30));
  assert.deepEqual(
    present.plan.items.map(({ item, at: begins, minutes }) => [item, clock(begins), minutes]),
    [
      [1, "10 19:20", 10],
      [2, "10 19:30", 30],
    ],
  );
});

test("begun late, the column for as many minutes or the next more says what gives way", () => {
  const { lost, plan } = times.present(meeting([[0, at(19, 4)]]), at(19, 5));
  assert.deepEqual([lost, plan.column, clock(plan.end)], [4, 10, "10 19:54"]);
  assert.deepEqual(
    plan.items.map(({ minutes, of }) => [minutes, of]),
    [
      [10, undefined],
      [20, 30],
    ],
  );
  const later = times.present(meeting([[0, at(19, 15)]]), at(19, 16)).plan;
  assert.deepEqual(
    later.items.map(({ isDropped }) => isDropped),
    [true, false],
  );
});

test("later than any column, the last holds", () => {
  assert.equal(times.present(meeting([[0, at(19, 50)]]), at(19, 51)).plan.column, 20);
});

test("an item that was taken up after all is not left out any more", () => {
  const { own } = times.present(
    meeting([
      [0, at(19, 15)],
      [1, at(19, 40)],
    ]),
    at(19, 41),
  );
  assert.deepEqual([own.item, own.minutes, own.of, own.isDropped], [1, 5, 10, false]);
});

test("when the time of an item is up, the rest is looked up as if the next began now", () => {
  const present = times.present(meeting([[0, at(19, 0)]]), at(19, 30));
  assert.equal(present.isOver, true);
  assert.deepEqual([present.plan.lost, present.plan.column, clock(present.plan.items[0].at)], [10, 10, "10 19:30"]);
  const last = times.present(meeting([[2, at(19, 30)]]), at(20, 15));
  assert.deepEqual([last.plan.items, clock(last.plan.end)], [[], "10 20:15"]);
});

test("before it begins, a meeting that is not begun in time is late already", () => {
  assert.equal(times.beforehand(meeting([]), at(18, 50)).column, 0);
  assert.equal(times.beforehand(meeting([]), at(19, 7)).column, 10);
  assert.equal(times.beforehand(meeting([[0, at(19, 30)]]), at(19, 7)).column, 0);
});

test("seconds are shown as on a watch, and minutes are cut towards zero", () => {
  assert.deepEqual([0, 5, 65, 3599, 3600, 3725].map(watch), ["0:00", "0:05", "1:05", "59:59", "1:00:00", "1:02:05"]);
  assert.deepEqual(
    [59, -59, 60, -61, 125].map((seconds) => minutesBetween(0, seconds * 1000)),
    [0, 0, 1, -1, 2],
  );
});
