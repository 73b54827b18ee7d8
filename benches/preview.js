// Edits a project under preview and measures when the browser shows each edit.
//
// usage: node benches/preview.js PROGRAM PROJECT PAGES; benches/preview lays them out.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { launch } from "../tests/browser/browser.js";

const [program, project, pages] = process.argv.slice(2);
const EDITS = Number(process.env.EDITS ?? 20);
const STEADY = Number(process.env.STEADY ?? 1000);

const median = (/** @type {number[]} */ numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const sleep = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
const now = () => performance.timeOrigin + performance.now();

/**
 * The processor seconds and the memory in MB that the program has used.
 *
 * @param {number} pid
 */
function usage(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / 100,
    memory: Math.round(Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? "") / 1024),
  };
}

async function serve() {
  const child = spawn(program, ["serve", "--port", "0"], { cwd: project });
  child.stderr.resume();
  /** @type {number[]} */
  const rebuilt = [];
  /** @type {string | undefined} */
  let address;
  await new Promise((/** @type {(value?: unknown) => void} */ ready) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      address ??= line.match(/^ {2}(http:\S+)$/)?.[1] ?? "";
      const ms = line.match(/pages in (\d+) ms/);
      if (ms) rebuilt.push(Number(ms[1]));
      if (line.startsWith("Save a file")) ready();
    });
  });
  return { child, address, rebuilt };
}

/** A page to edit, and one that it links to, whose backlinks show the title of the first. */
function pair() {
  const files = readdirSync(join(project, "content"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .toSorted();
  const path = files[Math.floor(files.length / 2)];
  const text = readFileSync(join(project, "content", path), "utf8");
  const target = text.match(/\[\[([\w-]+)[\]|#]/)?.[1] ?? "";
  const other = files.find((file) => file.endsWith(`/${target}.md`));
  const url = (/** @type {string} */ file) => file.replace(/\.md$/, ".html");
  return { file: join(project, "content", path), text, url: url(path), other: url(other ?? ""), files };
}

/**
 * The page's text with a new sentence, a new title and, every other time, one more link.
 *
 * @param {ReturnType<typeof pair>} page
 * @param {string} word
 * @param {number} links
 */
function edited(page, word, links) {
  const title = page.text.replace(/^title = ".*"$/m, `title = "Title ${word}"`);
  const link = links ? ` It is near [[${page.files[links].replace(/^.*\/|\.md$/g, "")}]].` : "";
  return `${title}\n\nThis is ${word}.${link}\n`;
}

/**
 * Waits in the browser until a text is painted; gives the time of that.
 *
 * @param {Page} tab
 * @param {string} text
 * @returns {Promise<number>}
 */
const painted = (tab, text) =>
  tab.evaluate(
    (/** @type {string} */ text) =>
      new Promise((done) => {
        const look = () => {
          if (!document.body.textContent.includes(text)) return;
          observer.disconnect();
          // After the next frame, whose pixels hold it.
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
        look();
      }),
    text,
  );

const server = await serve();
const browser = await launch();
const tab = await (await browser.newContext()).newPage();
const page = pair();
await tab.goto(server.address + page.url);
await tab.locator(".bar").waitFor();
await sleep(500);

const screen = [];
const dependent = [];
for (let at = 0; at < EDITS; at += 1) {
  const word = `word-${at}`;
  const waiting = painted(tab, `This is ${word}.`);
  await sleep(150);
  const begun = now();
  writeFileSync(page.file, edited(page, word, at % 2 ? at + 1 : 0));
  screen.push((await waiting) - begun);
  const body = await (await fetch(server.address + page.other)).text();
  if (!body.includes(`Title ${word}`)) throw new Error("the page that depends is stale");
  dependent.push(now() - begun);
}
const timed = server.rebuilt.slice(1);

await sleep(1000);
const before = usage(server.child.pid ?? 0);
await sleep(5000);
const idle = usage(server.child.pid ?? 0);
for (let at = 0; at < STEADY; at += 1) {
  const count = server.rebuilt.length;
  writeFileSync(page.file, edited(page, `more-${at}`, (at % 7) * 3));
  while (server.rebuilt.length === count) await sleep(2);
}
await sleep(1000);
const end = usage(server.child.pid ?? 0);

const ms = (/** @type {number} */ number) => number.toFixed(0);
console.log(
  `| ${pages} | ${EDITS} | ${ms(median(screen))}, ${ms(Math.max(...screen))} | ${ms(median(dependent))} ` +
    `| ${ms(median(timed))} | ${(idle.cpu - before.cpu).toFixed(2)} | ${idle.memory}, ${end.memory} after ${STEADY} edits |`,
);
await browser.close();
server.child.kill();
