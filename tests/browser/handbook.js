// A small site that is hard to lay out: long titles and words, wide tables and code, no pictures; in
// English, or in Arabic, from right to left.

import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";

import { Project } from "./project.js";

const longTitle =
  "How to prepare, hold and follow up a conversation with somebody whom you have never met before, " +
  "and whose Kraftfahrzeughaftpflichtversicherungsangelegenheiten keep them from coming to meetings";

/**
 * @param {string} title
 * @param {string} summary
 * @param {string} more
 */
const method = (title, summary, more) => `+++
title = "${title}"
kind = "method"
summary = "${summary}"
status = "draft"
time = { fixed = 30, up_to = 60 }
people = { min = 2, expected = 12, max = 30 }
difficulty = "easy"
materials = ["paper", "a marker pen for each of the people who come"]
prerequisites = [{ page = "short", why = "It begins there." }]
contrasts_with = ["short"]
tags = ["talks"]
+++

## Summary

${more} [@book, pp. 3–5]. See [[short]], [[short#steps]], [again](short.md), [the web](https://example.org/a/rather/long/address/that/goes/on?and=on&and=on),
<https://example.org/spelled-out> and note[^1].

[^1]: A note with [[short|a link]].

## Steps

1. **First.** ${more}
2. **Second.** \`${"a_very_long_name_".repeat(8)}\`

> [!WARNING] ${more}

| one | two | three | four | five |
|-----|-----|-------|------|------|
| ${"wide ".repeat(12)} | ${"wide ".repeat(12)} | ${"wide ".repeat(12)} | 4 | 5 |

\`\`\`
${"code ".repeat(40)}
\`\`\`

### ${title}

<details><summary>More</summary><p>What is folded away.</p></details>

## When to use it

${more}

## Use it for

${more}

## Examples

${more}

## What goes wrong

${more}
`;

const short = `+++
title = "Short"
kind = "method"
summary = "A short one."
status = "reviewed"
reviewed = { on = 2026-11-01, by = "Ada" }
+++

## Summary

Short. It leads to [[long]].

## Steps

1. One.

- [x] Find a room.
- [ ] Bring tea.

|      | Who | When |
| ---- | --- | ---- |
| Room | Ada | May  |
`;

/** @param {string} title */
const home = (title) => `+++
title = "${title}"
summary = "A way in."
+++

## Start here

1. [[long]] The first.
2. [[short]] The second.

## By situation

"We have just met."
: Hold [[short]].
`;

/**
 * @param {string} lang
 * @param {string} title
 * @param {string} text
 */
const files = (lang, title, text) => ({
  "site.toml": `title = "${title}"\nlanguages = ["${lang}"]\nmenu = ["methods", "sources"]\nbase_url = "https://example.net/kb/"\n`,
  "content/index.md": home(title),
  "content/methods/long.md": method(title, text, text),
  "content/methods/short.md": short,
  "content/works.bib": `@book{book, author = {Able, Ada}, title = {${title}}, year = {2020}}`,
});

/** @type {Record<"en" | "ar", [title: string, text: string]>} */
const texts = {
  en: [longTitle, "You meet, one talks, the other listens, and both leave with something to do."],
  ar: [
    "كيف تعد لقاء مع شخص لم تقابله من قبل وتعقده وتتابعه بعد ذلك حتى يأتي إلى الاجتماعات القادمة",
    "تلتقيان، يتكلم أحدكما ويستمع الآخر، ثم يغادر كل منكما ومعه ما يفعله.",
  ],
};

/**
 * Builds the site in a language; its pages are whole addresses.
 *
 * @param {"en" | "ar"} lang
 */
export function build(lang) {
  const project = new Project(files(lang, ...texts[lang]));
  // Required sections go by English headings.
  project.run(["build", "--allow-errors", "--out", "site"]);
  const root = join(project.root, "site");
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => path.split(sep).join("/"));
  const pages = paths.filter((path) => path.endsWith(".html") && path !== "404.html").sort();
  return {
    address: (/** @type {string} */ path) => pathToFileURL(join(root, path)).href,
    pages: pages.map((path) => pathToFileURL(join(root, path)).href),
    title: texts[lang][0],
    remove: () => project.delete(),
  };
}
