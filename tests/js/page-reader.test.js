// How the text of a page is put together once its marks are left out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme, provide } from "./load.js";

provide({
  window: { name: "" },
  parent: null,
  document: { querySelector: () => null, addEventListener: () => {} },
});
loadTheme("dom.js", "page-reader.js");
const { squeeze } = groundwork.reader;

test("marks that are left out leave neither spaces nor their commas", () => {
  assert.equal(squeeze("  It is so  , , .  Then\n it is not ; is it ? "), "It is so. Then it is not; is it?");
});

test("commas of the text itself stay", () => {
  assert.equal(squeeze("one, two , three (four )"), "one, two, three (four)");
});
