// Tries lists of payloads in all places, and says how many there were and what happened. `tests/attack/xss` starts it.
//
// A list is a text with a payload on each line, a Markdown page whose blocks of code hold them, or JSON, in which every text
// is one.

import { readFileSync } from "node:fs";

import { launch } from "../browser.js";
import { PAYLOADS } from "./payloads.js";
import { PLACES } from "./places.js";
import { attack } from "./site.js";

/** How many payloads one site has. */
const EACH = 40;

/** How many sites are tried at the same time. */
const AT_ONCE = Number(process.env.AT_ONCE ?? 2);

/** Longer ones only take time. */
const LONGEST = 3000;

/**
 * The texts in a value of JSON.
 *
 * @param {unknown} value
 * @returns {string[]}
 */
function texts(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
}

/**
 * The payloads in a list.
 *
 * @param {string} path
 */
function read(path) {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".json")) return texts(JSON.parse(text));
  const blocks = [...text.matchAll(/^```.*\n([\s\S]*?)^```/gm)].map((block) => block[1]);
  return (path.endsWith(".md") ? blocks : [text]).flatMap((block) => block.split(/\r?\n/));
}

const lists = process.argv.slice(2);
const all = lists.length ? lists.flatMap(read) : PAYLOADS;
const payloads = [...new Set(all)].filter((text) => text.trim() && text.length <= LONGEST);
console.log(`${payloads.length} payloads in ${PLACES} places each`);

/** @type {string[][]} */
const sites = [];
for (let at = 0; at < payloads.length; at += EACH) sites.push(payloads.slice(at, at + EACH));

const browser = await launch();
let [done, pages, failed] = [0, 0, 0];

async function work() {
  for (let site = sites.shift(); site; site = sites.shift()) {
    const result = await attack(browser, site, { opensAll: true }).catch((error) => ({
      happened: [`not tried: ${error.message}`],
      pages: 0,
    }));
    for (const what of new Set(result.happened)) {
      failed += 1;
      console.log(`${what}\n  among ${JSON.stringify(site)}`);
    }
    done += site.length;
    pages += result.pages;
    console.log(`${done} of ${payloads.length} payloads, ${pages} pages, ${failed} things happened`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
await browser.close();
process.exit(failed ? 1 : 0);
