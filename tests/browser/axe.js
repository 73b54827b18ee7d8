// What axe finds wrong with a page for people who cannot see it, cannot hold still, or use a keyboard.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Runs axe in a page.
 *
 * @param {Page} page
 * @param {import("axe-core").RunOptions} options
 */
export async function runAxe(page, options = {}) {
  await page.evaluate(source);
  return page.evaluate((options) => /** @type {any} */ (globalThis).axe.run(document, options), options);
}

/**
 * What axe finds, as texts.
 *
 * @param {Page} page
 * @param {import("axe-core").RunOptions} [options]
 */
export async function violations(page, options) {
  /** @type {import("axe-core").AxeResults} */
  const { violations } = await runAxe(page, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}: ${node.failureSummary}`));
}
