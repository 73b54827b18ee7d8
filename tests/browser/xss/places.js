// A project that has payloads wherever a writer may put a text.
//
// Each place is a function of a payload, so that a payload stands in each of them. What stands once in a site, such as its
// title, has the first of the payloads.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

const DEFAULT = join(import.meta.dirname, "../../../themes/default");

/** Where the site says that it is; the page for what is not there names its scripts so. */
export const BASE_URL = "https://example.org/kb/";

/** Words that are no words. */
const KEPT = ["name", "direction"];

/** A text as TOML and JSON write it. */
const quoted = (/** @type {string} */ text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

/** A text on one line. */
const line = (/** @type {string} */ text) => text.replace(/[\r\n]+/g, " ");

/** A text as part of the name of a file. */
const named = (/** @type {string} */ text) => line(text).replace(/[/\0]/g, "_").slice(0, 60);

/** A text within braces of BibTeX, of which it has as many opening as closing. */
const braced = (/** @type {string} */ text) => line(text).replace(/[{}\\%]/g, (found) => `\\${found}`);

const front = (/** @type {Record<string, string | number>} */ fields) =>
  `+++\n${Object.entries(fields)
    .map(([key, value]) => `${key} = ${value}`)
    .join("\n")}\n+++\n\n`;

/**
 * What stands in one place for a payload and its number.
 *
 * @typedef {(payload: string, number: number) => string} Place
 */

/**
 * Places in the front matter of a method.
 *
 * @type {Record<string, Place>}
 */
const FIELDS = {
  title: (p, n) => quoted(`T${n} ${p}`),
  summary: (p) => quoted(`S ${p}`),
  aliases: (p, n) => `[${quoted(p)}, ${quoted(`old/${n}/${named(p)}`)}, ${quoted(`${p}/x`)}]`,
  tags: (p) => `[${quoted(p)}, ${quoted(`t/${p}`)}]`,
  authors: (p) => `[${quoted(p)}]`,
  licence: (p) => quoted(p),
  adapted_from: (p) => `{ title = ${quoted(p)}, url = ${quoted(p)}, licence = ${quoted(p)}, changes = ${quoted(p)} }`,
  updated: (p) => `{ on = 2026-11-20, what = ${quoted(p)} }`,
  reviewed: (p) => `{ on = 2026-11-01, by = ${quoted(p)} }`,
  status: () => '"reviewed"',
  materials: (p) => `[${quoted(p)}]`,
  difficulty: (p) => quoted(p),
  prerequisites: (p) => `[{ page = "index", why = ${quoted(p)} }, ${quoted(p)}]`,
  see_also: (p) => `[${quoted(p)}]`,
  extra: (p) => `{ ${quoted(p)} = ${quoted(p)} }`,
};

/**
 * Places in the text of a page.
 *
 * @type {Record<string, Place>}
 */
const TEXT = {
  paragraph: (p) => p,
  "inline text": (p) => `Before ${line(p)} after.`,
  heading: (p) => `## ${line(p)}`,
  "heading with attributes": (p) => `## Named {#${line(p)} .${line(p)} title="${line(p)}"}`,
  "raw block": (p) => `<div class="${p}">${p}</div>`,
  "raw attribute": (p) => `Raw <span title='${line(p)}' class="${line(p)}" id=${line(p)}>text</span>.`,
  "text of a link": (p) => `[${line(p)}](index.md)`,
  "target of a link": (p) => `[lead](${line(p)}) [lead](<${line(p)}>)`,
  "title of a link": (p) => `[lead](index.md "${line(p)}")`,
  "link by reference": (p, n) => `[lead][r${n}]\n\n[r${n}]: <${line(p)}> "${line(p)}"`,
  autolink: (p) => `<${line(p)}> https://example.org/${line(p)}`,
  "wikilink's page": (p) => `[[${line(p)}]]`,
  "wikilink's text": (p) => `[[index|${line(p)}]]`,
  "wikilink's section": (p) => `[[index#${line(p)}]]`,
  embed: (p) => `![[${line(p)}]]`,
  "a picture's alternative": (p) => `![${line(p)}](shown.svg)`,
  "a picture's title": (p) => `![shown](shown.svg "${line(p)}")`,
  "a picture's address": (p) => `![shown](${line(p)}) ![shown](<${line(p)}>) <img src="${line(p)}" alt="">`,
  "language of code": (p) => `\`\`\`${line(p)}\ncode\n\`\`\``,
  code: (p) => `\`\`\`html\n${p}\n\`\`\`\n\n    ${line(p)}\n\nAnd \`${line(p)}\`.`,
  footnote: (p, n) => `Noted[^n${n}].\n\n[^n${n}]: ${line(p)}`,
  "label of a footnote": (p) => `Noted[^${line(p)}].\n\n[^${line(p)}]: Words.`,
  table: (p) => `| ${line(p)} | b |\n|---|---|\n| ${line(p)} | \`${line(p)}\` |`,
  "definition list": (p) => `${line(p)}\n: ${line(p)}`,
  "list and task": (p) => `- ${line(p)}\n- [ ] ${line(p)}`,
  quotation: (p) => `> ${line(p)}`,
  "marked quotation": (p) => `> [!NOTE] ${line(p)}\n> ${line(p)}`,
  "unknown marker": (p) => `> [!${line(p)}] text`,
  mathematics: (p) => `$${line(p)}$ and $$${line(p)}$$`,
  comment: (p) => `<!-- ${p} -->\n\n<!-- allow dead-link: ${line(p)} -->`,
  "citation's key": (p) => `Claimed [@${line(p)}].`,
  "citation's place": (p, n) => `Claimed [see ${line(p)} @k${n}, p. ${line(p)}].`,
  "citation's remark": (p, n) => `Claimed [source: k${n}, ${line(p)}].`,
  "linked file": () => `[a drawing](linked.svg)`,
};

/** @type {Place} */
const BIB = (p, n) =>
  `@book{k${n},\n${[
    "title",
    "author",
    "editor",
    "publisher",
    "location",
    "series",
    "note",
    "abstract",
    "url",
    "doi",
    "isbn",
    "verified",
    "archived",
    "access",
    "level",
    "correction",
    "howpublished",
    "edition",
  ]
    .map((field) => `  ${field} = {${braced(p)}}`)
    .join(",\n")},\n  date = {2020}\n}\n` +
  `@article{a${n}, title = {${braced(p)}}, author = {{${braced(p)}}}, journal = {${braced(p)}}, volume = {${braced(p)}}, pages = {${braced(p)}}, year = {${braced(p)}}}\n`;

const CSL = (/** @type {string} */ p, /** @type {number} */ n) => ({
  id: `c${n}`,
  type: "webpage",
  title: p,
  author: [{ literal: p }, { family: p, given: p }],
  URL: p,
  DOI: p,
  note: p,
  "container-title": p,
  issued: { literal: p },
});

/** @type {Place} */
const AGENDA = (p, n) =>
  front({
    title: quoted(`Meeting ${n} ${p}`),
    kind: '"agenda"',
    summary: quoted(p),
    start: '"19:00"',
    minutes: 60,
    decision_rule: quoted(p),
    roles: `["facilitator", ${quoted(p)}]`,
  }) +
  `## ${line(p)} {minutes=5 lead=${line(p)} uses=${line(p)}}\n\n> [!SAY] ${line(p)}\n\n> [!MATERIALS]\n> - ${line(p)}\n\n` +
  `> [!CUE ${line(p)}] ${line(p)}\n\n> [!CUE facilitator] ${line(p)}\n\n> [!DECISION] ${line(p)}\n\n> [!LATE] ${line(p)}\n\n> [!WHAT IF] ${line(p)}\n\n## Talk {minutes=10}\n\n${p}\n`;

const drawing = (/** @type {string} */ p) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99" onload="ranHere()">` +
  `<title>${p}</title><script>ranHere()</script><a xlink:href="javascript:ranHere()"><circle r="9" onclick="ranHere()"/></a>` +
  `<image href="https://elsewhere.example/a.png"/><foreignObject>${p}</foreignObject><style>@import url(https://elsewhere.example/a.css);</style></svg>`;

/** The files of a project with these payloads in all places. */
export function project(/** @type {string[]} */ payloads) {
  /** @type {Record<string, string>} */
  const files = { "site.toml": site(payloads), ...theme(payloads) };
  files["content/index.md"] =
    front({ title: '"Home"', summary: '"Home."' }) + payloads.map((_, n) => `- [[m${n}]] [[agenda${n}]]\n`).join("");
  files["content/shown.svg"] = files["content/linked.svg"] = drawing(payloads.join(" "));
  files["content/sources.bib"] = payloads.map(BIB).join("\n");
  files["content/sources.json"] = JSON.stringify(payloads.map(CSL));
  files["content/terms.md"] =
    front({ title: '"Terms"', kind: '"glossary"', summary: '"Words."' }) +
    payloads.map((p) => `## ${line(p)}\n\n${p}\n`).join("\n");
  for (const [n, p] of payloads.entries()) {
    const fields = Object.entries(FIELDS).map(([key, write]) => [key, write(p, n)]);
    const text = Object.values(TEXT).map((write) => write(p, n));
    const text2 = `Claimed [@c${n}], [@a${n}], see [[m${n}]] and [[terms#${line(p)}]].`;
    files[`content/m${n}.md`] =
      front({ kind: n % 2 ? '"method"' : `"kind${n}"`, ...Object.fromEntries(fields) }) + [...text, text2].join("\n\n");
    files[`content/agenda${n}.md`] = AGENDA(p, n);
    files[`content/${n} ${named(p)}/named ${named(p)}.md`] = front({ title: quoted(p), series: '["series"]' }) + p;
    files[`content/${n} ${named(p)}.txt`] = p;
    files[`content/yaml${n}.md`] =
      `---\ntitle: ${quoted(p)}\nid: ${quoted(`${n}${p}`)}\ndescription: ${quoted(p)}\n---\n\n${p}\n`;
  }
  files["content/series.md"] = front({ title: '"Series"', kind: '"series"', summary: '"In order."' });
  files["content/list.md"] =
    front({ title: '"Read"', kind: '"reading-list"', summary: '"Read."' }) +
    payloads.map((p, n) => `- [@k${n}] ${line(p)}\n`).join("");
  return files;
}

/** Places of other files, by what they are in. */
const OTHERS = {
  "site.toml": ["title", "version", "licence", "menu", "label of a kind", "its plural", "its section"],
  "a theme": ["words"],
  "an agenda": [
    "title",
    "summary",
    "rule",
    "role",
    "item",
    "lead",
    "uses",
    "text",
    "say",
    "materials",
    "decision",
    "late",
  ],
  "its cues": ["role", "text", "what if"],
  "a glossary": ["term", "definition"],
  "a reading list": ["remark"],
  "YAML front matter": ["title", "id", "description"],
  names: ["folder", "page", "attachment"],
  "a drawing": ["title", "foreign object"],
  "an address": ["query", "fragment", "words to search for"],
};

/** How many places there are, each of which has every payload. */
export const PLACES =
  Object.keys(FIELDS).length +
  Object.keys(TEXT).length +
  BIB("", 0).split(" = ").length +
  Object.keys(CSL("", 0)).length +
  Object.values(OTHERS).flat().length;

const site = (/** @type {string[]} */ payloads) =>
  `title = ${quoted(`Test ${payloads[0]}`)}\nversion = ${quoted(payloads[0])}\nlicence = ${quoted(payloads[0])}\n` +
  `base_url = "${BASE_URL}"\ntheme = "own"\nmenu = ["methods", ${payloads.map(quoted).join(", ")}]\n\n[print]\nkinds = []\n` +
  payloads
    .map(
      (p, n) =>
        `\n[kinds.kind${n}]\nlabels = { en = ${quoted(p)} }\nplurals = { en = ${quoted(p)} }\n` +
        `sections = [{ id = "opening", headings = { en = ${quoted(p)} }, required = true }]\n`,
    )
    .join("");

/** A theme of one's own, which is the default one with other words: each plain word has a payload behind it. */
function theme(/** @type {string[]} */ payloads) {
  /** @type {Record<string, string>} */
  const files = {};
  for (const folder of ["templates", "static"]) {
    for (const path of readdirSync(join(DEFAULT, folder), { encoding: "utf8", recursive: true })) {
      const full = join(DEFAULT, folder, path);
      if (statSync(full).isFile())
        files[`themes/own/${folder}/${path.split(sep).join("/")}`] = readFileSync(full, "utf8");
    }
  }
  files["themes/own/kinds.toml"] = readFileSync(join(DEFAULT, "kinds.toml"), "utf8");
  const english = readFileSync(join(DEFAULT, "i18n/en.toml"), "utf8");
  let at = 0;
  files["themes/own/i18n/en.toml"] = english.replace(/^([a-z-]+) = "(.*)"(?=\s*(#.*)?$)/gm, (whole, key, word) =>
    KEPT.includes(key) ? whole : `${key} = ${quoted(`${JSON.parse(`"${word}"`)} ${payloads[at++ % payloads.length]}`)}`,
  );
  return files;
}
