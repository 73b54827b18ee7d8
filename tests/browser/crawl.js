// Opens pages one after another and gathers what they hold.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * For each page of the site in `folder`, by its address: the addresses it leads to, those it
 * loads, its ids, its marks of sources and its lists of them.
 *
 * @param {Page} page
 * @param {string} folder
 * @param {string[]} paths
 * @param {Set<string>} opened which of them are opened; the others are only read, which is far quicker
 */
export async function crawl(page, folder, paths, opened = new Set(paths)) {
  /** @type {Map<string, ReturnType<typeof gather>>} */
  const found = new Map();
  for (const path of paths) {
    const file = join(folder, path);
    const address = pathToFileURL(file).href;
    if (opened.has(path)) await page.goto(address, { waitUntil: "load" });
    const text = opened.has(path) ? null : readFileSync(file, "utf8");
    found.set(address, await page.evaluate(gather, { address, text }));
  }
  return found;
}

/**
 * Runs in the browser, over the open page or the text of another.
 *
 * @param {{ address: string, text: string | null }} page
 */
function gather({ address, text }) {
  const root = text === null ? document : new DOMParser().parseFromString(text, "text/html");
  const all = (/** @type {string} */ selector) => [...root.querySelectorAll(selector)];
  // A link within a drawing has no address as text.
  const whole = (/** @type {string} */ name) => (/** @type {Element} */ element) =>
    new URL(element.getAttribute(name) ?? "", address).href;
  /** @type {{ mark: string, entry: string }[]} */
  const marks = [];
  for (const link of all("a.cite")) {
    // A mark of several sources has its id on the first.
    const mark = link.id || marks.at(-1)?.mark || "";
    marks.push({ mark, entry: link.getAttribute("href") ?? "" });
  }
  return {
    links: all("a[href], area[href]").map(whole("href")),
    loads: [
      ...all("link[href]:not([rel~=canonical])").map(whole("href")),
      ...all("img[src], script[src], source[src], iframe[src]").map(whole("src")),
    ],
    ids: all("[id]").map((element) => element.id),
    names: all("[href], [src]").map((e) => e.getAttribute("href") ?? e.getAttribute("src")),
    marks,
    entries: all(".sources li[id]").map((entry) => ({
      id: entry.id,
      backs: [...entry.querySelectorAll(".back > a")].map((back) => back.getAttribute("href")),
    })),
  };
}
