// What readers do with the site in a folder: open its pages, follow links, doubt claims.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { launch, watched } from "./browser.js";
import { crawl } from "./crawl.js";
import * as site from "./site.js";

/** @type {Browser} */
let browser;
/**
 * What was found with JavaScript off.
 *
 * @type {Awaited<ReturnType<typeof crawl>>}
 */
let found;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const address = (/** @type {string} */ path) => pathToFileURL(join(site.root, path)).href;

/** @typedef {typeof found extends Map<string, infer Page> ? Page : never} Crawled */

/** An address without its fragment, and the fragment. */
function cut(/** @type {string} */ href) {
  const at = href.indexOf("#");
  return at < 0 ? [href, ""] : [href.slice(0, at), decodeURIComponent(href.slice(at + 1))];
}

function isFile(/** @type {string} */ href) {
  const path = fileURLToPath(href);
  return existsSync(path) && statSync(path).isFile();
}

/**
 * The links and files of crawled pages that lead to nothing.
 *
 * @param {typeof found} pages
 */
function dead(pages) {
  const faults = [];
  for (const [page, { links, loads }] of pages) {
    for (const href of [...links, ...loads].filter((href) => href.startsWith("file:"))) {
      const [target, fragment] = cut(href);
      const ids = pages.get(target)?.ids;
      if (!isFile(target)) {
        faults.push(`${page} leads to ${href}, which is not there`);
      } else if (fragment && ids && !ids.includes(fragment)) {
        faults.push(`${page} leads to ${href}, where nothing has that id`);
      }
    }
  }
  return faults;
}

test("the site has pages", () => {
  assert.ok(site.pages.includes("index.html"));
  assert.ok(site.samples.length > 5);
});

test("every page loads without a fault, JavaScript off", async () => {
  const { context, page, faults } = await watched(browser, { javaScriptEnabled: false });
  // Those of sources and of tags are alike: one in twenty is opened.
  const opened = new Set([...site.written, ...site.pages.filter((_, at) => at % 20 === 0)]);
  found = await crawl(page, site.root, site.pages, opened);
  await context.close();
  assert.equal(found.size, site.pages.length);
  assert.deepEqual(faults, []);
});

test("every sort of page loads without a fault, JavaScript on", async () => {
  const { context, page, faults } = await watched(browser, { javaScriptEnabled: true });
  const pages = await crawl(page, site.root, site.written);
  await context.close();
  assert.equal(pages.size, site.written.length);
  assert.deepEqual(faults, []);
});

test("every link within the site leads to what exists", () => {
  assert.deepEqual(dead(found), []);
});

test("links are relative, and lead nowhere but to http, https, mailto, tel, and the record of a source", () => {
  const faults = [];
  // A source's own page holds its record in three formats, none of which a browser shows.
  const record = /^data:application\/(x-bibtex|x-research-info-systems|vnd\.citationstyles\.csl\+json);charset=utf-8,/;
  for (const [page, { links, names }] of found) {
    for (const href of links) {
      const isRecord = record.test(href) && page.includes("/sources/");
      if (!isRecord && !/^(file|https?|mailto|tel):/.test(href)) faults.push(`${page}: ${href}`);
    }
    for (const name of names) {
      if (name.startsWith("/") || name.startsWith("file:")) faults.push(`${page}: ${name}`);
    }
  }
  assert.deepEqual(faults, []);
});

test("ids are unique within each page", () => {
  const faults = [];
  for (const [page, { ids }] of found) {
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    if (twice.length > 0) faults.push(`${page}: ${twice}`);
  }
  assert.deepEqual(faults, []);
});

test("every page is within three clicks of home", () => {
  let reached = new Set([address("index.html")]);
  for (let click = 0; click < 3; click++) {
    const further = [...reached].flatMap((page) => found.get(page)?.links ?? []);
    reached = new Set([...reached, ...further.map((href) => cut(href)[0])]);
  }
  assert.deepEqual(
    site.pages.filter((path) => !reached.has(address(path))),
    [],
  );
});

test("a page with its style and scripts is small to load, packed as servers send it", () => {
  // A run sheet carries a whole meeting, and the script that runs it.
  for (const path of site.samples.filter((path) => !path.endsWith(".run-sheet.html"))) {
    const html = site.text(path);
    const loads = [...html.matchAll(/(?:<script src|<link rel="stylesheet" href)="([^"]+)"/g)].map(([, href]) => href);
    assert.ok(loads.length >= 3, path);
    const files = [path, ...loads.map((href) => join(path, "..", href))];
    const bytes = files.map((file) => gzipSync(readFileSync(join(site.root, file))).length);
    // Lists of all sources, pages or terms grow with the site.
    const most = [undefined, "glossary"].includes(site.kind(path)) ? 66_000 : 40_000;
    assert.ok(bytes.reduce((sum, one) => sum + one) < most, `${path}: ${bytes}`);
  }
});

test("old addresses lead to pages that exist", () => {
  for (const path of site.redirects) {
    const target = site.text(path).match(/http-equiv="refresh" content="0; ?url=([^"]+)"/)?.[1];
    assert.ok(target, `${path} names no target`);
    const href = new URL(target, address(path)).href;
    assert.ok(isFile(cut(href)[0]), `${path} leads to ${target}, which is not there`);
  }
});

/**
 * What is wrong with where a mark leads; nothing where it leads to its source, and that back to it.
 *
 * @param {Crawled["marks"][number]} mark
 * @param {Crawled} page
 */
function faultOfMark({ mark, entry }, { entries }) {
  const source = entries.find((source) => `#${source.id}` === entry);
  if (!source) return [`the mark ${mark} leads to ${entry}, which is no source`];
  return source.backs.includes(`#${mark}`) ? [] : [`the source ${entry} does not lead back to the mark ${mark}`];
}

/**
 * What is wrong with where a source leads back to.
 *
 * @param {Crawled["entries"][number]} entry
 * @param {Crawled} page
 */
function faultsOfEntry({ id, backs }, { marks, ids }) {
  const cites = (/** @type {string} */ back) =>
    marks.some(({ mark, entry }) => `#${mark}` === back && `#${id}` === entry);
  const wrong = backs.filter((/** @type {string} */ back) => !cites(back) || !ids.includes(back.slice(1)));
  return wrong.map((/** @type {string} */ back) => `the source ${id} leads back to ${back}, which does not cite it`);
}

test("every mark leads to its source, and every source back to its marks", () => {
  const pages = [...found];
  const faults = pages.flatMap(([address, page]) => {
    const marks = page.marks.flatMap((mark) => faultOfMark(mark, page));
    const entries = page.entries.flatMap((entry) => faultsOfEntry(entry, page));
    return [...marks, ...entries].map((fault) => `${address}: ${fault}`);
  });
  assert.deepEqual(faults, []);
  assert.ok(
    pages.some(([, { marks }]) => marks.length > 0),
    "the site has no marks",
  );
});

test("from a mark the keyboard leads to its source, and from there to the mark", async () => {
  const [cited] = [...found].find(([, { marks }]) => marks.length > 0) ?? ["no page has a mark"];
  const { context, page, faults } = await watched(browser, {
    javaScriptEnabled: false,
    reducedMotion: "reduce",
  });
  await page.goto(cited);
  const mark = page.locator("a.cite[id]").first();
  await mark.press("Enter");
  const entry = page.locator(":target");
  assert.equal(await entry.evaluate((element) => element.tagName), "LI");
  assert.ok(await comesIntoView(entry), "the source is not in view");
  await entry.locator(".backs a").first().press("Enter");
  assert.ok(await comesIntoView(mark), "the mark is not in view");
  assert.deepEqual(faults, []);
  await context.close();
});

/** Whether an element is in view, at once or when the page has scrolled. */
async function comesIntoView(/** @type {Locator} */ locator) {
  for (let wait = 0; wait < 40; wait++) {
    const box = await locator.boundingBox();
    const high = locator.page().viewportSize()?.height ?? 0;
    if (box && box.y + box.height > 0 && box.y < high) return true;
    await delay(50);
  }
  return false;
}

test("the site works in a folder whose name has spaces, # and %", async () => {
  const folder = mkdtempSync(join(tmpdir(), "groundwork-"));
  try {
    const copy = join(folder, "a b", "100% #1 %20");
    cpSync(site.root, copy, { recursive: true });
    const { context, page, faults } = await watched(browser);
    const pages = await crawl(page, copy, site.samples);
    await context.close();
    assert.deepEqual(faults, []);
    assert.deepEqual(dead(pages), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * Answers a page that is not found at each address, as servers do; its files as far as the site has them.
 *
 * @param {Route} route
 * @param {{ path: string, missing: string[], styles: string[] }} seen the page, what was asked for in vain, and which
 *   styles were there
 */
function serveNotFound(route, { path, missing, styles }) {
  const request = route.request();
  if (request.isNavigationRequest()) {
    return route.fulfill({ status: 404, contentType: "text/html", body: site.text(path) });
  }
  const isStyle = request.resourceType() === "stylesheet";
  const file = join(site.root, decodeURIComponent(new URL(request.url()).pathname));
  if (!existsSync(file)) {
    // It names its style twice, the second time for when it is opened from a disk.
    if (!isStyle) missing.push(request.url());
    return route.abort();
  }
  if (isStyle) styles.push(file);
  const type = isStyle ? "text/css" : file.endsWith(".svg") ? "image/svg+xml" : undefined;
  return route.fulfill({ contentType: type, body: readFileSync(file) });
}

test("the page for what is not found works at any address of a server", async () => {
  for (const path of site.notFound) {
    const context = await browser.newContext({ baseURL: "http://site.test" });
    /** @type {{ path: string, missing: string[], styles: string[] }} */
    const seen = { path, missing: [], styles: [] };
    await context.route("**", (/** @type {Route} */ route) => serveNotFound(route, seen));
    const page = await context.newPage();
    await page.goto("/no/such/page.html");
    const links = await page.evaluate(() => [...document.links].map((link) => link.href));
    const own = links.filter((/** @type {string} */ href) => href.startsWith("http://site.test/"));
    for (const href of own.filter((/** @type {string} */ href) => cut(href)[0] !== page.url())) {
      if (!existsSync(join(site.root, decodeURIComponent(new URL(href).pathname)))) seen.missing.push(href);
    }
    await context.close();
    assert.deepEqual(seen.missing, []);
    assert.equal(seen.styles.length, 1);
    assert.ok(links.length > 0);
  }
});
