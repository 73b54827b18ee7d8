// The checks of language, tried on small made-up texts, and the language of the shipped pages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { copiesIn, runsOf } from "./copying.js";
import { copied, hardToRead, misspelled } from "./findings.js";
import { drawingBlocks, pageBlocks, sourceBlocks, withoutMarkup } from "./prose.js";
import { gradeOf, readability, readLimits, sentencesOf } from "./readability.js";
import { readNames, spellChecker } from "./spelling.js";

const PAGE = `+++
title = "Carrying a sofa"
kind = "method"
aliases = ["moving a settee"]
see_also = [{ page = "ladder-work", why = "What to wear \\"on the day\\"." }]
+++

## Steps {#steps .opening minutes=4}

1. **Ask** your [[neighbor-page|neighbors]] first [@lee-2020, sec. Doors].
   Then measure the door.

> [!SAY] Lift with your knees.

| Who | What |
|---|---|
| [[kim-page|Kim]] | the *left* end |

![A sofa, seen from above.](sofa.svg)

\`\`\`
never read
\`\`\`
`;

/**
 * @param {string} text
 * @returns {import("./prose.js").Block}
 */
const block = (text) => ({ kind: "text", line: 1, text });

test("prose is what readers see, each with its line", () => {
  const found = pageBlocks(PAGE).map(({ kind, line, text }) => `${line} ${kind}: ${text}`);
  assert.deepEqual(found, [
    "2 said: Carrying a sofa",
    '5 said: What to wear "on the day".',
    "8 heading: Steps",
    "10 text: Ask your neighbors first. Then measure the door.",
    "13 text: Lift with your knees.",
    "15 cell: Who",
    "15 cell: What",
    "16 cell: ---",
    "16 cell: ---",
    "17 cell: Kim",
    "17 cell: the left end",
    "19 text: A sofa, seen from above.",
  ]);
});

test("markup is taken off, and its words stay", () => {
  assert.equal(
    withoutMarkup("See [[one-to-ones#ask]] at <https://a.example/b> or a.example/c."),
    "See one to ones at or.",
  );
  assert.equal(withoutMarkup("An _old_ snake_case `word` [two](three) ____ [@a; @b, p. 3]."), "An old snake_case two.");
});

test("drawings and sources are read too", () => {
  const drawing = '<svg aria-label="Two hands">\n<title>A door</title><text x="1">left</text></svg>';
  assert.deepEqual(
    drawingBlocks(drawing).map(({ line, text }) => `${line} ${text}`),
    ["1 Two hands", "2 A door", "2 left"],
  );
  const record = "@online{a,\n  title = {Colour},\n  verified = {Read in a {copy}.}\n}\n";
  assert.deepEqual(sourceBlocks(record), [{ kind: "seen", line: 3, text: "Read in a copy." }]);
});

test("words are spelled as in America, or are on the list", () => {
  const unknown = spellChecker(readNames("Zakocs # a person\nunionisms\nMobilisation Lab"));
  const right = "Zakocs’s colors, and 'unionisms': co-op re-read 30th A4 don't; neighbors' Mobilisation Lab";
  assert.deepEqual(unknown(block(right)), []);
  assert.deepEqual(unknown(block("neighbour, teh Zakoc organise mobilisation")), [
    "neighbour",
    "teh",
    "Zakoc",
    "organise",
    "mobilisation",
  ]);
});

test("a sentence ends where readers stop", () => {
  const text = 'Ms. Ortiz came. "Who is it?" he asked. It was No. 4, e.g. a door. They said: "Go." a label';
  assert.deepEqual(sentencesOf(text), ["Ms. Ortiz came.", '"Who is it?" he asked.', "It was No. 4, e.g. a door."]);
});

test("the grade is that of its formula, over whole sentences alone", () => {
  // 0.39 * 100 / 10 + 11.8 * 150 / 100 - 15.59
  assert.equal(gradeOf(100, 10, 150).toFixed(2), "6.01");
  const easy = block("The cat sat on the mat. ".repeat(20).trim());
  assert.equal(readability([easy])?.grade, -1.4);
  assert.equal(readability([easy, block("Institutionalization")])?.grade, -1.4);
  assert.equal(readability([block("Too short.")]), undefined);
});

test("a hard page needs a limit of its own, and an easy one none", () => {
  const hard = block(
    "Organizational institutionalization necessitates multidimensional interdisciplinarity. ".repeat(30).trim(),
  );
  const easy = block("The cat sat on the mat. ".repeat(20).trim());
  const pages = [
    { path: "hard.md", blocks: [hard] },
    { path: "easy.md", blocks: [easy] },
  ];
  assert.match(
    hardToRead(pages, readLimits("# none\n"))[0],
    /^hard\.md: asks for \d+(\.\d)? years of schooling, and 12 is/,
  );
  assert.deepEqual(hardToRead(pages, readLimits("hard.md 99 It is about long words.")), []);
  assert.match(
    hardToRead([pages[1]], readLimits("easy.md 13.5 It was hard."))[0],
    /^easy\.md: asks for no more than 12/,
  );
  assert.throws(() => readLimits("hard.md 99"), /write a path, a figure and why/);
});

const SOURCE = `Whoever carries a sofa down four flights of stairs
[source: lee-2020] must first of all measure the door at the bottom. One-to-one, they then agree on who calls the turns.`;

test("eight words of a source are found, however they are set", () => {
  const runs = runsOf([{ name: "lee.txt", text: SOURCE }]);
  /** @param {string} text */
  const copies = (text) => copiesIn(block(text), runs).map(({ words }) => words);
  assert.deepEqual(copies("carries a sofa down four flights of"), []);
  assert.deepEqual(copies("A friend carries a sofa down four flights of chairs."), []);
  assert.deepEqual(copies("Who Carries A Sofa, down four flights of STAIRS?"), [
    "carries a sofa down four flights of stairs",
  ]);
  assert.deepEqual(copies("of stairs must first of all measure the door at"), [
    "of stairs must first of all measure the door at",
  ]);
  assert.deepEqual(copies("One to one they then agree on who calls"), ["one to one they then agree on who calls"]);
});

test("what is in quotation marks is no copy, and a mark left open quotes nothing", () => {
  const runs = runsOf([{ name: "lee.txt", text: SOURCE }]);
  const words = "carries a sofa down four flights of stairs";
  for (const quoted of [`Who "${words}"?`, `Who “${words}”?`, `Who "carries a sofa" down four flights of stairs?`]) {
    assert.deepEqual(copiesIn(block(quoted), runs), [], quoted);
  }
  assert.deepEqual(copiesIn(block(`Who "${words}?`), runs), [{ words, name: "lee.txt" }]);
});

test("a copy is told with its place and its source", () => {
  const page = {
    path: "content/sofa.md",
    blocks: pageBlocks("## Steps\n\nOne who carries a sofa down four flights of stairs.\n"),
  };
  assert.deepEqual(copied([page], [{ name: "lee.txt", text: SOURCE }]), [
    "content/sofa.md:3: 8 words or more stand in lee.txt too: carries a sofa down four flights of stairs",
  ]);
  assert.match(misspelled([{ path: "a.md", blocks: [block("teh")] }], [])[0], /^a\.md:1: "teh" is in no dictionary/);
});
