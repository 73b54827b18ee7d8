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

test("brackets in which nothing but marks stood go with them", () => {
  assert.equal(
    squeeze("One (\ue000) and ( \ue000; \ue000). Two (see \ue000) of (three)"),
    "One and. Two (see) of (three)",
  );
  assert.equal(squeeze("中文 （\ue000；\ue000）句子 。"), "中文句子。");
  assert.equal(squeeze("So main() and f( ) stay"), "So main() and f() stay");
});
