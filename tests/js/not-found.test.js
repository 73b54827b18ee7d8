// Where the links of the page for addresses that are not found lead.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme, provide } from "./load.js";

/** The addresses of links after the script has run on a page of this protocol and root. */
function after(/** @type {string} */ protocol, /** @type {string} */ root, /** @type {string[]} */ addresses) {
  const links = addresses.map((address) => {
    const link = { address, getAttribute: () => link.address, setAttribute: set };
    /** @type {(name: string, value: string) => void} */
    function set(_, value) {
      link.address = value;
    }
    return link;
  });
  provide({
    location: { protocol },
    document: { currentScript: { dataset: { root } }, querySelectorAll: () => links },
  });
  loadTheme("not-found.js");
  return links.map(({ address }) => address);
}

const ROOT = "https://example.org/hb/";
const ADDRESSES = [`${ROOT}index.html`, "#page-main", "https://other.example/", `${ROOT}methods/a.html#b`];

test("on a disk the links of the site count from where the page lies", () => {
  const expected = ["index.html", "#page-main", "https://other.example/", "methods/a.html#b"];
  assert.deepEqual(after("file:", ROOT, ADDRESSES), expected);
  assert.deepEqual(after("file:", "/", ["/index.html", "/fr/index.html"]), ["index.html", "fr/index.html"]);
});

test("on the web they stay as they are", () => {
  assert.deepEqual(after("https:", ROOT, ADDRESSES), ADDRESSES);
});
