// Nothing that a writer, a bibliography or an address brings runs in a reader's browser, even with the policy of pages
// switched off: it is escaped or taken out where it stands, and the policy only comes after that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./browser.js";
import { PAYLOADS } from "./xss/payloads.js";
import { attack, attackPreview } from "./xss/site.js";

/** How many payloads one site has. */
const EACH = 12;

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (let at = 0; at < PAYLOADS.length; at += EACH) {
  const payloads = PAYLOADS.slice(at, at + EACH);
  test(`payloads ${at + 1} to ${at + payloads.length} run nowhere`, async () => {
    const { happened, pages } = await attack(browser, payloads);
    assert.ok(pages > 4 * payloads.length, `there are ${pages} pages`);
    assert.deepEqual([...new Set(happened)], []);
  });
}

test("nothing runs in a preview, whose panel quotes what is wrong", async () => {
  assert.deepEqual([...new Set(await attackPreview(browser, PAYLOADS.slice(0, EACH)))], []);
});

test("where raw HTML is trusted, what runs is seen", async () => {
  const { happened } = await attack(browser, [PAYLOADS[0], PAYLOADS[6]], { settings: "trust_html = true\n" });
  assert.ok(
    happened.some((what) => what.endsWith("a script ran")),
    happened.join("\n"),
  );
  assert.ok(
    happened.some((what) => /<img [^>]*onerror=/.test(what)),
    happened.join("\n"),
  );
});
