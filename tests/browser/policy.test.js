// The built folder as a web host gives it out that sends the headers of packaging/publish: everything of it comes from the
// same place, so that `default-src 'self'` takes nothing away.

import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.js";
import * as site from "./site.js";

const HEADERS = readFileSync(join(import.meta.dirname, "../../packaging/publish/_headers"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("  "))
  .map((line) => line.trim().split(/: (.*)/s))
  .map(([name, value]) => /** @type {[string, string]} */ ([name, value]));

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

const server = createServer((request, response) => {
  const path = join(site.root, decodeURIComponent(new URL(request.url ?? "", "http://x").pathname));
  if (!existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { ...Object.fromEntries(HEADERS), "Content-Type": TYPES[extname(path)] ?? "" });
  response.end(readFileSync(path));
});

/** @type {Browser} */
let browser;
let origin = "";

before(async () => {
  browser = await launch();
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
});
after(async () => {
  await browser.close();
  server.close();
});

test("every sort of page runs under default-src 'self' and asks nobody else", async () => {
  assert.match(HEADERS[0].join(": "), /^Content-Security-Policy: default-src 'self';/);
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) faults.push(`asks for ${request.url()}`);
  });
  for (const path of site.samples) {
    await page.goto(origin + path.split("/").map(encodeURIComponent).join("/"));
  }
  // Search loads its parts as scripts.
  await page.goto(`${origin}index.html`);
  await page.fill("#page-query", "door");
  await page.waitForFunction(() => document.querySelector(".search-status").textContent !== "");
  assert.notEqual(await page.locator("#page-results > a").count(), 0);
  assert.deepEqual(faults, []);
});
