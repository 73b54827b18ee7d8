// What independent programs say of a PDF: poppler, qpdf, and a checker of PDF/UA-1.
//
// PDFCHECK names a Python that has page-validation.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Dots an inch when pages are turned to pictures. */
const RESOLUTION = 150;

/**
 * @param {string} program
 * @param {string[]} args
 */
const run = (program, args) =>
  execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });

/**
 * The fields of `pdfinfo`.
 *
 * @param {string} file
 */
export function info(file) {
  const lines = run("pdfinfo", ["-isodates", file]).split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/:\s+/, 2)).filter(([, value]) => value !== undefined));
}

/**
 * Width and height in points.
 *
 * @param {string} file
 */
export function pageSize(file) {
  return sizeIn(info(file));
}

/**
 * The same in the fields of `pdfinfo`.
 *
 * @param {Record<string, string>} fields
 */
export function sizeIn(fields) {
  const [, width, height] = fields["Page size"].match(/([\d.]+) x ([\d.]+)/) ?? [];
  return [Number(width), Number(height)];
}

/**
 * The words, page by page, in reading order.
 *
 * @param {string} file
 */
export function text(file) {
  return run("pdftotext", ["-enc", "UTF-8", file, "-"]).split("\f").slice(0, -1);
}

/**
 * The addresses that can be tapped, in order and each once. What leads to another place of the same paper has none.
 *
 * @param {string} file
 */
export function links(file) {
  const xml = run("pdftohtml", ["-xml", "-i", "-stdout", file]);
  const found = [...xml.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href.replaceAll("&amp;", "&"));
  return [...new Set(found.filter((href) => /^[a-z]+:/.test(href)))];
}

/**
 * The fonts that are used but do not travel along.
 *
 * @param {string} file
 */
export function missingFonts(file) {
  const [head, rule, ...lines] = run("pdffonts", [file]).split("\n").filter(Boolean);
  const at = rule.split(" ").slice(0, 3).join(" ").length + 1;
  return head ? lines.filter((line) => !line.slice(at).trimStart().startsWith("yes")) : [];
}

/**
 * The sizes in points of all letters that are set.
 *
 * @param {string} file
 */
export function letterSizes(file) {
  const xml = run("pdftohtml", ["-xml", "-i", "-stdout", "-zoom", "1", file]);
  return [...xml.matchAll(/<fontspec [^>]*size="(\d+)"/g)].map(([, size]) => Number(size));
}

/**
 * Each word with its page and its box in points: `{ page, word, left, top, right, bottom }`.
 *
 * @param {string} file
 */
export function words(file) {
  const html = run("pdftotext", ["-bbox", file, "-"]);
  const pages = html.split("<page ").slice(1);
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g;
  return pages.flatMap((page, at) =>
    [...page.matchAll(word)].map(([, left, top, right, bottom, word]) => ({
      page: at,
      word,
      left: Number(left),
      top: Number(top),
      right: Number(right),
      bottom: Number(bottom),
    })),
  );
}

/**
 * Each page as a picture: `{ width, height, pixels, perMillimetre }`, a byte a pixel, 0 is black.
 *
 * @param {string} file
 */
export function pictures(file, { smooth = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "paper-"));
  try {
    const rough = smooth ? [] : ["-aa", "no", "-aaVector", "no"];
    run("pdftoppm", ["-gray", "-r", String(RESOLUTION), ...rough, file, join(folder, "page")]);
    return readdirSync(folder)
      .sort()
      .map((name) => readPgm(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Reads a grey picture as poppler writes them (PGM, `P5`).
 *
 * @param {Buffer} bytes
 */
function readPgm(bytes) {
  const [head, width, height] = bytes.toString("latin1", 0, 40).match(/^P5\s+(\d+)\s+(\d+)\s+255\s/) ?? [""];
  return {
    width: Number(width),
    height: Number(height),
    pixels: bytes.subarray(head.length),
    perMillimetre: RESOLUTION / 25.4,
  };
}

/**
 * What qpdf finds wrong; empty for a whole file.
 *
 * @param {string} file
 */
export function faults(file) {
  try {
    run("qpdf", ["--check", file]);
    return "";
  } catch (/** @type {any} */ error) {
    return `${error.stdout}${error.stderr}`;
  }
}

/**
 * What is against PDF/UA-1, by file; empty where nothing is.
 *
 * @param {string[]} files
 * @returns {Record<string, string[]>}
 */
export function inaccessible(files) {
  const script = `
import json, page, sys
found = {}
for file in json.load(sys.stdin):
    report = page.validate_pdf(file, profile="ua1")
    if not report.is_compliant:
        found[file] = [f"{failure.rule_id}: {failure.message}" for failure in report.failures][:5]
print(json.dumps(found))
`;
  const out = execFileSync(process.env.PDFCHECK ?? "python3", ["-c", script], {
    input: JSON.stringify(files),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(out);
}
