// What of a page is prose, and on which line: without front matter's ids, marks of citation, addresses and markup.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `text`: paragraphs and items of lists; `said`: what stands in front matter; `cell`: cells of tables; `drawn`: the words of a
 * drawing; `seen`: how a source was seen.
 *
 * @typedef {{ kind: "heading" | "text" | "said" | "cell" | "drawn" | "seen", line: number, text: string }} Block
 * @typedef {{ path: string, blocks: Block[] }} Page
 */

// Values of front matter that are ids or settings; aliases have the other spellings on purpose, so that a search finds them.
const NOT_PROSE = new Set(
  "page kind status tags aliases id paper start decision_rule roles for_roles online difficulty lang languages by".split(
    " ",
  ),
);

/**
 * Reads the English pages, drawings and sources below a folder.
 *
 * @param {string} folder
 * @returns {Page[]}
 */
export function readPages(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.flatMap((name) => {
    const path = join(folder, name);
    const read = readerFor(name);
    return read ? [{ path, blocks: read(readFileSync(path, "utf8")) }] : [];
  });
}

/** @param {string} name */
function readerFor(name) {
  if (name.endsWith(".svg")) {
    return drawingBlocks;
  }
  if (name.endsWith(".bib")) {
    return sourceBlocks;
  }
  const isTranslation = /\.(?!en\.)[a-z]{2}\.md$/.test(name);
  return name.endsWith(".md") && !isTranslation ? pageBlocks : undefined;
}

/**
 * @param {string} source Markdown with front matter
 * @returns {Block[]}
 */
export function pageBlocks(source) {
  const lines = source.split("\n");
  const end = lines[0] === "+++" ? lines.indexOf("+++", 1) + 1 : 0;
  return [...frontMatterBlocks(lines.slice(0, end)), ...bodyBlocks(lines, end)];
}

/**
 * @param {string[]} lines
 * @returns {Block[]}
 */
function frontMatterBlocks(lines) {
  /** @type {Block[]} */
  const blocks = [];
  let key = "";
  lines.forEach((line, index) => {
    for (const [, name, value] of line.matchAll(/([A-Za-z_]+)\s*=|"((?:[^"\\]|\\.)*)"/g)) {
      if (name) {
        key = name;
      } else if (value && !NOT_PROSE.has(key)) {
        blocks.push({ kind: "said", line: index + 1, text: value.replaceAll('\\"', '"') });
      }
    }
  });
  return blocks;
}

/**
 * @param {string[]} lines
 * @param {number} from
 * @returns {Block[]}
 */
function bodyBlocks(lines, from) {
  /** @type {Block[]} */
  const blocks = [];
  let isCode = false;
  /** @type {Block | undefined} */
  let paragraph;
  lines.slice(from).forEach((whole, index) => {
    const line = whole.replace(/^(\s*>)+ ?/, "").replace(/^\[![A-Z ]+[^\]]*\] ?/, "");
    const number = from + index + 1;
    if (/^\s*```/.test(line)) {
      isCode = !isCode;
      paragraph = undefined;
    } else if (isCode || line.trim() === "") {
      paragraph = undefined;
    } else if (/^#+ /.test(line)) {
      blocks.push({ kind: "heading", line: number, text: line.replace(/^#+ /, "") });
      paragraph = undefined;
    } else if (/^\s*\|/.test(line)) {
      blocks.push(...cellsOf(line, number));
      paragraph = undefined;
    } else if (paragraph && !/^\s*([-*+]|\d+\.) /.test(line) && !/^\s*>/.test(whole)) {
      paragraph.text += `\n${line}`;
    } else {
      paragraph = { kind: "text", line: number, text: line.replace(/^\s*([-*+]|\d+\.) (\[[ x]\] )?/, "") };
      blocks.push(paragraph);
    }
  });
  return blocks.map((block) => ({ ...block, text: withoutMarkup(block.text) })).filter(({ text }) => text !== "");
}

/**
 * @param {string} line
 * @param {number} number
 * @returns {Block[]}
 */
function cellsOf(line, number) {
  // A bar within a link does not end a cell.
  const cells = line.replace(/\[\[([^\]|]*)\|([^\]]*)\]\]/g, "$2").split("|");
  return cells.map((text) => ({ kind: "cell", line: number, text }));
}

/**
 * The words of Markdown as a reader sees them.
 *
 * @param {string} text
 */
export function withoutMarkup(text) {
  return text
    .replace(/`[^`]*`/g, "")
    .replace(/\s*\[[^\][]*@[^\]]*\]/g, "")
    .replace(/!?\[\[([^\]|]*\|)?([^\]]*)\]\]/g, (_, before, label) => (before ? label : idInWords(label)))
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<?https?:\/\/[^\s>)]*[^\s>).,;]>?/g, "")
    .replace(/\b[a-z0-9-]+(\.[a-z][a-z0-9-]*)+(\/[^\s)]*[^\s).,;])?/g, "")
    .replace(/<\/?[a-z][^>]*>/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\*+|_{2,}|(?<!\w)_|_(?!\w)/g, "")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,;!?])/g, "")
    .trim();
}

/** @param {string} id */
function idInWords(id) {
  return id.replace(/#.*/, "").replaceAll("-", " ");
}

/**
 * @param {string} source SVG
 * @returns {Block[]}
 */
export function drawingBlocks(source) {
  const words = /<(?:text|title|desc)\b[^>]*>([^<]*)<|aria-label="([^"]*)"/g;
  return [...source.matchAll(words)].map((found) => ({
    kind: "drawn",
    line: lineAt(source, found.index),
    text: found[1] ?? found[2],
  }));
}

/**
 * @param {string} source a bibliography
 * @returns {Block[]}
 */
export function sourceBlocks(source) {
  const words = /^\s*(?:verified|annotation|note)\s*=\s*\{(.*?)\},?$/gm;
  return [...source.matchAll(words)].map((found) => ({
    kind: "seen",
    line: lineAt(source, found.index + found[0].indexOf(found[0].trimStart())),
    text: withoutMarkup(found[1].replace(/[{}]/g, "")),
  }));
}

/**
 * @param {string} source
 * @param {number} index
 */
function lineAt(source, index) {
  return source.slice(0, index).split("\n").length;
}
