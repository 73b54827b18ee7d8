// Reads as much of a PDF that Chromium printed as the tests need.

import { inflateSync } from "node:zlib";

/** For each page, the different colours of its text as red, green and blue from 0 to 1. */
export function readPdf(/** @type {Buffer} */ bytes) {
  const objects = new Map();
  const text = bytes.toString("latin1");
  for (const [, number, body] of text.matchAll(/^(\d+) 0 obj\s([\s\S]*?)\sendobj/gm)) {
    objects.set(number, body);
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((page) => {
    const contents = page.match(/\/Contents (\d+) 0 R/)[1];
    return { colours: textColours(stream(objects.get(contents))) };
  });
}

function stream(/** @type {string} */ object) {
  const [before, head, length] = object.match(/^([\s\S]*?\/Length (\d+)[\s\S]*?)stream\r?\n/) ?? ["", "", "0"];
  const bytes = Buffer.from(object.slice(before.length, before.length + Number(length)), "latin1");
  return (head.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
}

/** The colours in which text is shown, following the stack of graphics states. */
function textColours(/** @type {string} */ content) {
  const colours = new Set();
  const stack = [];
  let fill = "0 0 0";
  for (const line of content.split("\n")) {
    const colour = line.match(/(\S+ \S+ \S+) rg$/);
    const grey = line.match(/(\S+) g$/);
    if (line === "q") stack.push(fill);
    else if (line === "Q") fill = stack.pop() ?? "0 0 0";
    else if (colour) fill = colour[1];
    else if (grey) fill = `${grey[1]} ${grey[1]} ${grey[1]}`;
    else if (/\bT[jJ]$/.test(line)) colours.add(fill);
  }
  return [...colours];
}
