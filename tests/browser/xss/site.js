// Builds a project of payloads and opens all of it.

import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";

import { Project } from "../project.js";
import { project } from "./places.js";
import { watched } from "./watch.js";

/** Old addresses lead on to where a page is now: to a file of the site, and from these pages alone. */
const LEADS_ON = /<meta http-equiv="refresh" content="0; url=(?![a-z]+:|[\\/]{2})[^"]*">/;

/** Of pages that there are for each payload and that are made alike one is opened, the others read, unless all are asked for. */
const ALIKE = [/^tags\//, /^kinds\//, /^sources\//, /^agenda\d+\.html$/, /^agenda\d+\.agenda\.html$/, /^yaml/];

/** Where payloads stand in an address. */
const inAddress = (text) => [`#${text}`, `?q=${encodeURIComponent(text)}#${encodeURIComponent(text)}`];

/**
 * Builds a site that has these payloads in all places, opens its pages and pictures and the site as one file, searches for
 * each payload, and lists what happened. Gives how many pages were looked at, too.
 */
export async function attack(browser, payloads, { settings = "", opensAll = false } = {}) {
  const files = project(payloads);
  files["site.toml"] = settings + files["site.toml"];
  const made = new Project(files);
  try {
    made.run(["build", "--allow-errors", "--single-file", "--out", "site"]);
    return await visit(browser, join(made.root, "site"), payloads, opensAll);
  } finally {
    made.delete();
  }
}

async function visit(browser, root, payloads, opensAll) {
  const paths = readdirSync(root, { recursive: true }).map((path) => path.split(sep).join("/"));
  const pages = paths.filter((path) => /\.(html|svg)$/.test(path)).sort();
  const address = (path) => pathToFileURL(join(root, path)).href;
  const { context, page, happened, open, look, read } = await watched(browser, pathToFileURL(root).href);
  const opened = new Set();
  const left = [];
  try {
    for (const path of pages) {
      const text = readFileSync(join(root, path), "utf8");
      const alike = opensAll ? undefined : ALIKE.find((alike) => alike.test(path));
      if (opened.has(alike) || LEADS_ON.test(text) || path === "404.html") {
        left.push([address(path), text]);
      } else {
        if (alike) opened.add(alike);
        await open(address(path));
        await look();
      }
    }
    await read(left);
    for (const payload of payloads) {
      for (const more of inAddress(payload)) {
        await open(address("index.html") + more);
        await look();
      }
      await search(page, payload);
      await look();
    }
    for (const more of payloads.slice(0, 2).flatMap(inAddress)) {
      await open(address(pages.find((path) => path.startsWith("test"))) + more);
      await look();
    }
    // What begins later than the page.
    await page.waitForTimeout(100);
    return { happened, pages: pages.length };
  } finally {
    await context.close();
  }
}

/** Types a text where one searches, and waits for what is found. */
async function search(page, text) {
  await page.fill("#page-query", text.replace(/\s+/g, " "));
  await page.waitForFunction(() => document.querySelector("#page-search")?.textContent.match(/\d|\p{Ll}/u));
  await page.waitForTimeout(30);
}

/**
 * Serves a project that has these payloads in all places, opens its pages with the panel of findings, which quotes them, and
 * one that changes while it is shown; lists what happened.
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
    made.write("content/index.md", `+++\ntitle = "Home"\nsummary = "Home."\n+++\n\nChanged.\n\n${payloads.join("\n\n")}\n`);
    await page.getByText("Changed.").waitFor();
    await look();
    return happened;
  } finally {
    await context.close();
    await server.stop();
    made.delete();
  }
}
