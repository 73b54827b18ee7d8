// What is kept of a running meeting, and what is taken up of it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { loadTheme, provide } from "./load.js";

loadTheme("dom.js", "agenda-times.js", "meeting-times.js", "meeting-memory.js");
const { hash, isUnderWay, MeetingMemory } = groundwork.meetingMemory;

const NOW = Date.UTC(2026, 2, 10, 19);
const DAY = 24 * 60 * 60 * 1000;
/** @type {Meeting} */
const MEETING = { start: NOW, from: 1140, people: 10, begun: [[0, NOW]], ended: null, more: 0, isUnderWay: true };

/** A browser's store; its entries are its own properties, as scripts see them. */
class Store {
  /** @type {Record<string, string>} */
  #entries = {};

  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: the entries are properties.
    return new Proxy(this, { ownKeys: () => Object.keys(this.#entries), getOwnPropertyDescriptor: this.describe });
  }

  describe = () => ({ enumerable: true, configurable: true, value: "" });
  getItem = (/** @type {string} */ key) => this.#entries[key] ?? null;
  setItem = (/** @type {string} */ key, /** @type {string} */ value) => {
    this.#entries[key] = value;
  };
  removeItem = (/** @type {string} */ key) => {
    delete this.#entries[key];
  };
}

/** @param {object} localStorage */
function open(localStorage) {
  provide({ localStorage, location: { pathname: "/agendas/meeting.run-sheet.html" } });
}

beforeEach(() => open(new Store()));

test("a meeting goes on after a reload, on its own page and with its own times alone", () => {
  new MeetingMemory("times").keep(MEETING);
  assert.deepEqual(new MeetingMemory("times").recall(NOW + 1000), MEETING);
  assert.equal(new MeetingMemory("other times").recall(NOW + 1000), null);
  location.pathname = "/agendas/other.run-sheet.html";
  assert.equal(new MeetingMemory("times").recall(NOW + 1000), null);
});

test("a meeting that was started over is forgotten", () => {
  const memory = new MeetingMemory("times");
  memory.keep(MEETING);
  memory.keep({ ...MEETING, begun: [] });
  assert.equal(memory.recall(NOW), null);
});

test("meetings of another day are forgotten, and what is not a meeting's is left", () => {
  localStorage.setItem("other", "{}");
  new MeetingMemory("old").keep({ ...MEETING, begun: [[0, NOW - DAY]] });
  new MeetingMemory("new").keep(MEETING);
  new MeetingMemory("any").recall(NOW);
  assert.equal(Object.keys(localStorage).length, 2);
  assert.notEqual(localStorage.getItem("other"), null);
});

test("where nothing can be kept, that is told", () => {
  const fail = () => {
    throw new DOMException("", "SecurityError");
  };
  open({ getItem: fail, setItem: fail });
  const memory = new MeetingMemory("times");
  assert.equal(memory.isKept, true);
  memory.keep(MEETING);
  assert.equal(memory.isKept, false);
});

test("what is damaged, old or over is not a meeting that goes on", () => {
  assert.equal(isUnderWay(MEETING, NOW), true);
  const spoilt = [
    null,
    7,
    "text",
    {},
    { ...MEETING, ended: NOW },
    { ...MEETING, begun: [] },
    { ...MEETING, begun: [[0]] },
    { ...MEETING, begun: [[-1, NOW]] },
    { ...MEETING, begun: [[0, "now"]] },
    { ...MEETING, begun: [[0, NOW - DAY]] },
    { ...MEETING, start: null },
    { ...MEETING, people: 1.5 },
  ];
  assert.deepEqual(
    spoilt.map((kept) => isUnderWay(kept, NOW)),
    spoilt.map(() => false),
  );
});

test("the hash is FNV-1a", () => {
  assert.deepEqual(["", "a", "foobar"].map(hash), ["811c9dc5", "e40c292c", "bf9cf968"]);
});
