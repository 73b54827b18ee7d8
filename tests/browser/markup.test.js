// Every page is valid HTML.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as site from "./site.js";
import { validator } from "./validator.js";

test("every page is valid HTML", async () => {
  const faultsOf = validator();
  const faults = [];
  for (const path of site.files) faults.push(...(await faultsOf(site.text(path), path)));
  assert.deepEqual(faults, []);
});
