// Searches a built site from the disk and measures what a reader waits for.
//
// usage: node benches/search.js SITE CONTENT; benches/search lays them out.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "../tests/browser/browser.js";

const [site, content] = process.argv.slice(2);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SLOWED = [1, 4];

const median = (/** @type {number[]} */ numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
/**
 * @param {string} folder
 * @param {string} ending
 */
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));
const sizes = (/** @type {string[]} */ paths) => paths.map((path) => statSync(path).size);
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);

/** Words that stand in the site: of the titles of some pages, spread over it. */
function queries() {
  const pages = files(content, ".md").toSorted();
  const some = Array.from({ length: 8 }, (_, at) => pages[Math.floor((at * pages.length) / 8)]);
  return some
    .map((path) => readFileSync(path, "utf8").match(/^title = "(.*)"$/m)?.[1])
    .filter((title) => title !== undefined);
}

/**
 * Opens home in a browser that has nothing loaded, types, and gives how long the first result took.
 *
 * @param {Browser} browser
 * @param {string} query
 * @param {number} slowed
 */
async function ask(browser, query, slowed) {
  const context = await browser.newContext();
  await context.setOffline(true);
  const page = await context.newPage();
  /** @type {string[]} */
  const elsewhere = [];
  let bytes = 0;
  page.on("request", (/** @type {PageRequest} */ request) => {
    const url = new URL(request.url());
    if (url.protocol !== "file:") elsewhere.push(url.href);
    else if (url.pathname.endsWith(".js")) bytes += statSync(url).size;
  });
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  await page.focus("#page-query");
  await page.waitForTimeout(500);
  const before = bytes;
  const took = await page.evaluate(
    (/** @type {string} */ text) =>
      new Promise((done) => {
        const list = document.getElementById("page-results");
        const input = document.getElementById("page-query");
        const watch = new MutationObserver(() => {
          if (list.childElementCount === 0) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        });
        watch.observe(list, { childList: true });
        const start = performance.now();
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }),
    query,
  );
  await context.close();
  return { took, before, elsewhere };
}

const index = files(join(site, "search"), ".js");
const markdown = sum(sizes(files(content, ".md")));
const raw = sum(sizes(index));
const browser = await launch();
const cells = [];
const before = [];
for (const slowed of SLOWED) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries()) {
      const asked = await ask(browser, query, slowed);
      if (asked.elsewhere.length > 0) throw new Error(`asked for ${asked.elsewhere}`);
      times.push(asked.took);
      before.push(asked.before);
    }
  }
  cells.push(`${Math.round(median(times))}, ${Math.round(Math.max(...times))}`);
}
await browser.close();
const kb = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} KB`;
console.log(
  `| ${files(content, ".md").length} | ${(raw / markdown).toFixed(2)} | ${index.length}, ${kb(Math.max(...sizes(index)))} ` +
    `| ${kb(Math.max(...before))} | ${cells.join(" | ")} |`,
);
