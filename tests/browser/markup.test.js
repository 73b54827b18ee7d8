// Every page is valid HTML.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";

import * as site from "./site.js";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Titles of sources are as long as they are.
    "long-title": "off",
    // `<br />` is as valid as `<br>`, and what CommonMark's own examples have.
    "void-style": "off",
    // So is `disabled=""`, as the sanitiser writes it.
    "attribute-boolean-style": "off",
    // A heading may begin with a digit, and so may its id.
    "valid-id": ["error", { relaxed: true }],
  },
});

test("every page is valid HTML", async () => {
  const faults = [];
  for (const path of site.files) {
    const { results } = await validator.validateString(site.text(path), path);
    for (const { line, column, ruleId, message } of results.flatMap((result) => result.messages)) {
      faults.push(`${path}:${line}:${column}: ${ruleId}: ${message}`);
    }
  }
  assert.deepEqual(faults, []);
});
