// What of a page the preview leaves alone, and how it shows messages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { loadPreview, loadTheme, provide } from "./load.js";

provide({ document: { createElement: (/** @type {string} */ tag) => new Element(tag) } });
loadTheme("dom.js");
loadPreview("take-in.js", "panel.js", "origins.js");
const { mayMorph, mayUpdate } = groundwork.takeIn;
const { inline } = groundwork.previewPanel;
const { pair } = groundwork.previewOrigins;

/** As much of an element as these scripts ask for. */
class Element {
  /**
   * @param {string} tagName
   * @param {Element[]} children
   */
  constructor(tagName, children = [], /** @type {string | null} */ origin = null) {
    this.tagName = tagName;
    this.children = children;
    this.origin = origin;
    /** @type {string[]} */
    this.texts = [];
  }

  /** @param {...string} texts */
  append(...texts) {
    this.texts.push(...texts);
  }

  getAttribute() {
    return this.origin;
  }
}

test("what the reader has opened, typed or ticked stays", () => {
  assert.equal(mayUpdate("open", { tagName: "DETAILS" }), false);
  assert.equal(mayUpdate("open", { tagName: "DIALOG" }), true);
  assert.equal(mayUpdate("value", { value: "typed", defaultValue: "" }), false);
  assert.equal(mayUpdate("value", { value: "same", defaultValue: "same" }), true);
  assert.equal(mayUpdate("checked", { checked: true, defaultChecked: false }), false);
  assert.equal(mayUpdate("checked", { checked: true, defaultChecked: true }), true);
  assert.equal(mayUpdate("class", { tagName: "DETAILS" }), true);
});

test("what a script of the page has made its own stays", () => {
  const may = (/** @type {object} */ node) => mayMorph(/** @type {Node} */ (node));
  assert.equal(may({ dataset: { live: "" } }), false);
  assert.equal(may({ dataset: { other: "" } }), true);
  // A text has no data.
  assert.equal(may({ data: "text" }), true);
});

test("what stands between backticks is code, unless one is left over", () => {
  const shown = inline("write `time = 5`, not `5 min`");
  assert.deepEqual(
    shown.map((part) => (typeof part === "string" ? part : part.tagName)),
    ["write ", "code", ", not ", "code", ""],
  );
  assert.deepEqual(inline("a ` alone"), ["a ` alone"]);
  assert.deepEqual(inline("<b>plain</b>"), ["<b>plain</b>"]);
});

test("elements are paired with their origins as far as both pages are alike", () => {
  const live = new Element("BODY", [new Element("P"), new Element("UL", [new Element("LI")]), new Element("P")]);
  const marked = new Element("BODY", [
    new Element("P", [], "0"),
    new Element("UL", [new Element("LI", [], "1")], "2"),
    new Element("TABLE", [], "3"),
  ]);
  const cast = (/** @type {unknown} */ element) => /** @type {globalThis.Element} */ (element);
  const found = pair(cast(live), cast(marked)).map(([{ tagName }, origin]) => [tagName, origin]);
  assert.deepEqual(found, [
    ["P", 0],
    ["UL", 2],
    ["LI", 1],
  ]);
});

test("idiomorph is as it was released, but for the lines that say where it comes from", () => {
  const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), "utf8");
  const [, version, rest] =
    read("../../src/serve/client/idiomorph.js").match(/^\/\/ idiomorph (\S+):.*\n.*\n([\s\S]*)$/) ?? [];
  assert.equal(rest, read("../node_modules/idiomorph/dist/idiomorph.js"));
  assert.equal(version, JSON.parse(read("../node_modules/idiomorph/package.json")).version);
});
