// Builds a project of payloads and opens all of it.

import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";

import { Project } from "../project.js";
import { project } from "./places.js";
import { watched } from "./watch.js";

/** Old addresses lead on to where a page is now: to a file of the site, and from these pages alone. */
const LEADS_ON = /<meta http-equiv="refresh" content="0; url=(?![a-z]+:|[\\/]{2})[^"]*">/;

/** Of pages that there are for each payload and that are made alike one is opened, the others read, unless all are asked for. */
const ALIKE = [
  /^tags\//,
  /^kinds\//,
  /^sources\//,
  /^agenda\d+\.html$/,
  /^agenda\d+\.agenda\.html$/,
  /\.run-sheet\.html$/,
  /^yaml/,
  /^\d/,
];

/**
 * Where payloads stand in an address.
 *
 * @param {string} text
 */
const inAddress = (text) => [`?q=${encodeURIComponent(text)}#${encodeURIComponent(text)}`, `#${text}`];

/**
 * Builds a site that has these payloads in all places, opens its pages and pictures and the site as one file, searches for
 * each payload, and lists what happened. Gives how many pages were looked at, too.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string[]} payloads
 */
export async function attack(browser, payloads, { settings = "", opensAll = false } = {}) {
  const files = project(payloads);
  files["site.toml"] = settings + files["site.toml"];
  const made = new Project(files);
  try {
    made.run(["build", "--allow-errors", "--single-file", "--out", "site"]);
    const root = join(made.root, "site");
    const paths = readdirSync(root, { encoding: "utf8", recursive: true }).map((path) => path.split(sep).join("/"));
    const pages = paths.filter((path) => /\.(html|svg)$/.test(path)).sort();
    const watch = await watched(browser, pathToFileURL(root).href);
    await visit(watch, root, pages, opensAll);
    const address = (/** @type {string} */ path) => pathToFileURL(join(root, path)).href;
    const oneFile = pages.filter((path) => path.startsWith("test"))[0];
    await ask(watch, payloads, { home: address("index.html"), oneFile: address(oneFile), opensAll });
    await watch.context.close();
    return { happened: watch.happened, pages: pages.length };
  } finally {
    made.delete();
  }
}

/**
 * Opens the pages of a site, or reads those that are not opened.
 *
 * @param {Awaited<ReturnType<typeof watched>>} watch
 * @param {string} root
 * @param {string[]} pages
 * @param {boolean} opensAll
 */
async function visit({ open, look, read }, root, pages, opensAll) {
  const opened = new Set();
  /** @type {[string, string][]} */
  const left = [];
  for (const path of pages) {
    const address = pathToFileURL(join(root, path)).href;
    const text = readFileSync(join(root, path), "utf8");
    const alike = opensAll ? undefined : ALIKE.find((alike) => alike.test(path));
    // The page for what is not there has whole addresses, to which there is no way from here.
    if (opened.has(alike) || LEADS_ON.test(text) || path === "404.html") {
      left.push([address, text]);
    } else {
      if (alike) opened.add(alike);
      await open(address);
      await look();
    }
  }
  for (const [address, text] of left) await read(address, text);
}

/**
 * Asks a site for each payload: in the address of its first page, in its search, and some of them in that of the site as one file.
 *
 * @param {Awaited<ReturnType<typeof watched>>} watch
 * @param {string[]} payloads
 * @param {{ home: string, oneFile: string, opensAll: boolean }} where
 */
async function ask({ page, open, look }, payloads, { home, oneFile, opensAll }) {
  for (const [at, payload] of payloads.entries()) {
    for (const more of at < 2 || opensAll ? inAddress(payload) : []) {
      await open(home + more);
      await look();
    }
    await page.fill("#page-query", payload.replace(/\s+/g, " "));
    await page.waitForFunction(() => document.querySelector("#page-search")?.textContent.match(/\d|\p{Ll}/u));
    await page.waitForTimeout(30);
    await look();
  }
  for (const more of payloads.slice(0, 2).flatMap(inAddress)) {
    await open(oneFile + more);
    await look();
  }
  // What begins later than the page.
  await page.waitForTimeout(100);
}

/**
 * Serves a project that has these payloads in all places, opens its pages with the panel of findings, which quotes them, and
 * one that changes while it is shown; lists what happened.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string[]} payloads
 */
export async function attackPreview(browser, payloads) {
  const made = new Project(project(payloads));
  const server = await made.serve();
  const { context, page, happened, open, look } = await watched(browser, server.address);
  try {
    for (const path of ["index.html", "a-z.html", ...payloads.flatMap((_, n) => [`m${n}.html`, `agenda${n}.html`])]) {
      await open(server.address + path);
      await page.locator(".report").waitFor();
      for (const kind of ["warning", "note"]) {
        const button = page.locator(`.counts .${kind}`);
        if (await button.count()) await button.click();
      }
      await look();
    }
    await open(`${server.address}index.html`);
    const text = `Changed.\n\n${payloads.join("\n\n")}\n`;
    made.write("content/index.md", `+++\ntitle = "Home"\nsummary = "Home."\n+++\n\n${text}`);
    await page.getByText("Changed.").waitFor();
    await look();
    return happened;
  } finally {
    await context.close();
    await server.stop();
    made.delete();
  }
}
