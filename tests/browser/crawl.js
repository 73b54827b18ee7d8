// Opens pages one after another and gathers what they hold.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * For each page of the site in `folder`, by its address: the addresses it leads to, those it
 * loads, its ids, its marks of sources and its lists of them.
 *
 * @param {Page} page
 * @param {string} folder
 * @param {string[]} paths
 */
export async function crawl(page, folder, paths) {
  /** @type {Map<string, ReturnType<typeof gather>>} */
  const found = new Map();
  for (const path of paths) {
    const address = pathToFileURL(join(folder, path)).href;
    await page.goto(address, { waitUntil: "load" });
    found.set(address, await page.evaluate(gather));
  }
  return found;
}

/** Runs in the browser. */
function gather() {
  const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)];
  /** @type {{ mark: string, entry: string }[]} */
  const marks = [];
  for (const link of all("a.cite")) {
    // A mark of several sources has its id on the first.
    const mark = link.id || marks.at(-1)?.mark;
    marks.push({ mark, entry: link.hash });
  }
  return {
    // A link within a drawing has no address as text.
    links: all("a[href], area[href]").map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
    loads: [
      ...all("link[href]:not([rel~=canonical])").map((link) => link.href),
      ...all("img[src], script[src], source[src], iframe[src]").map((element) => element.src),
    ],
    ids: all("[id]").map((element) => element.id),
    names: all("[href], [src]").map((e) => e.getAttribute("href") ?? e.getAttribute("src")),
    marks,
    entries: all(".sources li[id]").map((entry) => ({
      id: entry.id,
      backs: [...entry.querySelectorAll(".back > a")].map((back) => back.hash),
    })),
  };
}
