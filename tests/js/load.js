// Runs scripts as a page does: one after another, in the global scope, without a bundler. What needs a page is given to
// them as the few globals that a test makes itself.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const FOLDERS = { theme: "../../themes/default/static/", preview: "../../src/serve/client/" };

/**
 * Runs scripts of the theme, in this order.
 *
 * @param {...string} names
 */
export const loadTheme = (...names) => run(FOLDERS.theme, names);

/**
 * Runs scripts of the preview, in this order.
 *
 * @param {...string} names
 */
export const loadPreview = (...names) => run(FOLDERS.preview, names);

/**
 * @param {string} folder
 * @param {string[]} names
 */
function run(folder, names) {
  for (const name of names) {
    const path = fileURLToPath(new URL(folder + name, import.meta.url));
    vm.runInThisContext(readFileSync(path, "utf8"), { filename: path });
  }
}

/**
 * Gives scripts globals that Node lacks, such as a part of `document`.
 *
 * @param {Record<string, unknown>} globals
 */
export function provide(globals) {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
