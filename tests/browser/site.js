// The built site as files: what its pages are called and of which kinds they are.
//
// SITE names its folder; tests/run builds it and starts the tests.

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";

if (!process.env.SITE) {
  throw new Error("SITE is not set: run tests/run, or SITE=public node --test tests/browser/*.test.js");
}

export const root = resolve(process.env.SITE);

/** Every HTML file, by its path from the root, in order. */
export const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => path.endsWith(".html"))
  .sort();

export const text = (/** @type {string} */ path) => readFileSync(join(root, path), "utf8");

/** Old addresses that lead on to where a page is now. */
export const redirects = files.filter((path) => text(path).includes('http-equiv="refresh"'));

/** Served in place of any address that is not there, so its own addresses start at the root. */
export const notFound = files.filter((path) => path.endsWith("404.html"));

/** What readers open from a folder. */
export const pages = files.filter((path) => !redirects.includes(path) && !notFound.includes(path));

/** The kind of a page of the content folder; none for generated pages. */
export const kind = (/** @type {string} */ path) => text(path).match(/<main[^>]* class="[^"]*\bkind-([\w-]+)/)?.[1];

/**
 * One page of each sort: of each kind the longest one, every generated page, and of the lists of
 * kinds and of tags the longest.
 */
export const samples = (() => {
  const longest = new Map();
  for (const path of pages) {
    const own = kind(path) === "page" ? undefined : kind(path);
    const folder = path.match(/^(.*)\//)?.[1];
    const sort = own ?? folder ?? path;
    const known = longest.get(sort);
    if (!known || text(path).length > text(known).length) {
      longest.set(sort, path);
    }
  }
  return [...longest.values()];
})();

/** What is written in the content folder, and one page of each other sort: those of sources and of tags are alike. */
export const written = [
  ...new Set([...pages.filter((path) => ![undefined, "source"].includes(kind(path))), ...samples]),
];
