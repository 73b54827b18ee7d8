// What checks that HTML is valid.

import { HtmlValidate } from "html-validate";

/** @type {import("html-validate").RuleConfig} */
const RULES = {
  // Titles of sources are as long as they are.
  "long-title": "off",
  // `<br />` is as valid as `<br>`, and what CommonMark's own examples have.
  "void-style": "off",
  // So is `disabled=""`, as the sanitiser writes it.
  "attribute-boolean-style": "off",
  // A heading may begin with a digit, and so may its id.
  "valid-id": ["error", { relaxed: true }],
};

/** Gives a function that lists the faults of a text of HTML, but for those of the rules named in `without`. */
export function validator(/** @type {string[]} */ without = []) {
  const off = Object.fromEntries(without.map((rule) => [rule, /** @type {const} */ ("off")]));
  const rules = { ...RULES, ...off };
  const html = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules });
  return async (/** @type {string} */ text, /** @type {string} */ path) => {
    const { results } = await html.validateString(text, path);
    const messages = results.flatMap((result) => result.messages);
    return messages.map(({ line, column, ruleId, message }) => `${path}:${line}:${column}: ${ruleId}: ${message}`);
  };
}
