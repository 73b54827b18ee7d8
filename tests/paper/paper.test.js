// Sheets of paper, as the printer and those who hold them get them.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Project } from "../browser/project.js";
import * as pdf from "./pdf.js";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.env.GROUNDWORK ?? "");

/** What may not be printed on, in millimetres. */
const CLEAR_EDGE = 12;

const POINTS = 72 / 25.4;

/**
 * Everything the shipped project can print, on both papers, in normal and in large letters.
 *
 * @type {string}
 */
let shipped;
/** @type {string[]} */
let sheets;

before(() => {
  shipped = mkdtempSync(join(tmpdir(), "shipped-"));
  cpSync(join(repository, "content"), join(shipped, "content"), { recursive: true });
  cpSync(join(repository, "themes"), join(shipped, "themes"), { recursive: true });
  const settings = readFileSync(join(repository, "site.toml"), "utf8").split("[print]")[0];
  const kinds = readFileSync(join(repository, "themes/default/kinds.toml"), "utf8").matchAll(/^\[([a-z-]+)\]/gm);
  const all = [...kinds].map(([, kind]) => `"${kind}"`).join(", ");
  writeFileSync(
    join(shipped, "site.toml"),
    `${settings}\n[print]\npaper = ["a4", "letter"]\nlarge = true\nkinds = [${all}]\n`,
  );
  execFileSync(program, ["build"], { cwd: shipped, stdio: ["ignore", "ignore", "pipe"] });
  sheets = pdfs(join(shipped, "public"));
});

after(() => rmSync(shipped, { recursive: true, force: true }));

/**
 * All PDFs below a folder.
 *
 * @param {string} folder
 */
function pdfs(folder) {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return found
    .filter((name) => name.endsWith(".pdf"))
    .map((name) => join(folder, name))
    .sort();
}

const isImposed = (/** @type {string} */ file) => file.includes("-imposed");
const named = (/** @type {string} */ file) => relative(join(shipped, "public"), file);

/**
 * Runs `groundwork print` in a project; gives what it says and the files it has written.
 *
 * @param {string} root
 * @param {string[]} args
 */
function print(root, ...args) {
  const out = mkdtempSync(join(tmpdir(), "printed-"));
  const env = { ...process.env, NO_COLOR: "1" };
  const ran = spawnSync(program, ["print", ...args, "-o", out], { cwd: root, encoding: "utf8", env });
  return {
    status: ran.status,
    said: ran.stdout + ran.stderr,
    file: (/** @type {string} */ name) => join(out, name),
    names: readdirSync(out).sort(),
    delete: () => rmSync(out, { recursive: true }),
  };
}

/**
 * Prints in a project of these files, and looks at what came of it.
 *
 * @param {Record<string, string>} files
 * @param {string[]} args
 * @param {(done: ReturnType<typeof print>) => void} look
 */
function printed(files, args, look) {
  const project = new Project({ "site.toml": 'title = "Test"\ndate = 2026-11-22\n', ...files });
  const done = print(project.root, ...args);
  try {
    look(done);
  } finally {
    done.delete();
    project.delete();
  }
}

/**
 * @param {string} fields
 * @param {string} text
 */
const agenda = (fields, text) =>
  `+++\ntitle = "Meeting"\nkind = "agenda"\nsummary = "One decision."\nstart = "19:00"\nminutes = 60\n${fields}+++\n\n${text}`;

const PEOPLE = 'people = { min = 2, expected = 10, max = 20 }\ndecision_rule = "consent"\n';

const ITEMS = `## Go-round {#go minutes=10 priority=must}\n\nSay your name.\n\n## Talk {.discussion minutes=30 least=10}\n\n## How was it? {.evaluation minutes=5 priority=must}\n`;

test("every sheet is whole, and is for every reader but where only the printer reads it", () => {
  assert.ok(sheets.length > 200, `${sheets.length} sheets`);
  for (const file of sheets) assert.equal(pdf.faults(file), "", named(file));
  assert.deepEqual(pdf.inaccessible(sheets.filter((file) => !isImposed(file))), {});
});

test("every sheet says its title and language, carries its fonts, and has the size of its paper", () => {
  for (const file of sheets) {
    const info = pdf.info(file);
    assert.ok(info.Title?.length > 3, `${named(file)} has no title`);
    assert.deepEqual(pdf.missingFonts(file), [], named(file));
    const [width, height] = pdf.sizeIn(info);
    assert.ok(
      SIZES.some(([w, h]) => Math.abs(w - width) < 0.6 && Math.abs(h - height) < 0.6),
      `${named(file)}: ${width} x ${height}`,
    );
  }
});

/** A3, A4 and A5, Tabloid, Letter and its half, and what is folded, on its side. */
const SIZES = [
  [841.9, 1190.6],
  [595.3, 841.9],
  [419.5, 595.3],
  [792, 1224],
  [612, 792],
  [396, 612],
  [841.9, 595.3],
  [792, 612],
];

test("letters are large enough to read", () => {
  for (const file of sheets.filter((file) => !isImposed(file))) {
    const least = /-large[-.]/.test(file) ? 18 : 12;
    const sizes = pdf.letterSizes(file);
    const smallest = Math.min(...sizes);
    // Raised numbers of notes are smaller than their text, as they are everywhere.
    assert.ok(smallest >= least * 0.55, `${named(file)}: ${smallest} points`);
    assert.ok(
      sizes.some((size) => size >= least),
      named(file),
    );
  }
});

test("nothing is printed at the edge, and nothing in grey", () => {
  // One sheet of each sort holds for all: they share their templates.
  const some = sheets.filter((file) => /monthly-meeting|one-to-one-guide|hand-signals|collective-action/.test(file));
  for (const file of some.filter((file) => !isImposed(file))) {
    for (const [at, page] of pdf.pictures(file, { smooth: false }).entries()) {
      const { ink, grey } = measure(page);
      assert.equal(grey, 0, `${named(file)}, page ${at + 1}, has grey`);
      if (ink === null) continue;
      const least = Math.min(ink.left, ink.top, page.width - 1 - ink.right, page.height - 1 - ink.bottom);
      const free = least / page.perMillimetre;
      assert.ok(free > CLEAR_EDGE - 0.4, `${named(file)}, page ${at + 1}: ${free.toFixed(1)} mm are free`);
    }
  }
});

/** The box of all that is not white, and how many dots are neither black nor white. */
/** @param {ReturnType<typeof pdf.pictures>[number]} picture */
function measure({ width, pixels }) {
  let ink = null;
  let grey = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    if (pixels[at] === 255) continue;
    if (pixels[at] > 0) grey += 1;
    const [x, y] = [at % width, Math.floor(at / width)];
    ink ??= { left: x, right: x, top: y, bottom: y };
    ink.left = Math.min(ink.left, x);
    ink.right = Math.max(ink.right, x);
    ink.bottom = y;
  }
  return { ink, grey };
}

test("no word stands outside its page", () => {
  for (const file of sheets.filter((file) => !isImposed(file))) {
    const [width, height] = pdf.pageSize(file);
    for (const word of pdf.words(file)) {
      const inside = word.left >= 0 && word.top >= 0 && word.right <= width && word.bottom <= height;
      assert.ok(inside, `${named(file)}, page ${word.page + 1}: ${word.word}`);
    }
  }
});

test("cards stand at the same place on every sheet, and their backs behind them", () => {
  for (const paper of ["a4", "letter"]) {
    const done = print(shipped, "monthly-meeting", "role-cards", "--paper", paper);
    const file = done.file("role-cards.pdf");
    const marks = pdf.pictures(file, { smooth: false }).slice(0, 4).map(cutMarks);
    for (const page of marks) assert.deepEqual(page, marks[0]);
    assert.ok(marks[0].length >= 4, marks[0].join());
    const [width] = pdf.pageSize(file);
    const all = pdf.words(file);
    const place = (/** @type {string} */ word, /** @type {number} */ page) =>
      all.find((one) => one.word === word && one.page === page);
    const [front, back] = [place("Timekeeper", 0), place("Timekeeper", 1)];
    assert.ok(front && back && Math.abs(front.top - back.top) < 0.5 * POINTS);
    assert.ok(front.left < width / 2 && back.left > width / 2, "the back is mirrored");
    done.delete();
  }
});

/**
 * Where black dots stand a little within the box of all that is black, above the footer: the cut marks.
 *
 * @param {ReturnType<typeof pdf.pictures>[number]} page
 */
function cutMarks(page) {
  const { width, height, pixels, perMillimetre } = page;
  const { ink } = measure(page);
  assert.ok(ink);
  const [row, column] = [ink.top, ink.left].map((edge) => edge + Math.round(0.5 * perMillimetre));
  const dots = [];
  for (let y = 0; y < height * 0.8; y += 1) if (pixels[y * width + column] === 0) dots.push(`y${y}`);
  for (let x = 0; x < width; x += 1) if (pixels[row * width + x] === 0) dots.push(`x${x}`);
  return dots;
}

test("tonight's meeting has its own times, rows and amounts, on the paper that is asked for", () => {
  const args = [
    "--start",
    "18:30",
    "--people",
    "22",
    "--paper",
    "letter",
    "--date",
    "2026-12-01",
    "--place",
    "Library, room 2",
  ];
  const done = print(shipped, "monthly-meeting", ...args);
  assert.equal(done.status, 0, done.said);
  assert.deepEqual(done.names, [
    "agenda.pdf",
    "evaluation.pdf",
    "notes.pdf",
    "packing-list.pdf",
    "role-cards.pdf",
    "run-sheet.pdf",
    "script.pdf",
    "sign-in.pdf",
    "wall-agenda-imposed.pdf",
    "wall-agenda.pdf",
  ]);
  assert.deepEqual(pdf.pageSize(done.file("run-sheet.pdf")), [612, 792]);
  const run = pdf.text(done.file("run-sheet.pdf")).join(" ").replace(/\s+/g, " ");
  // 4 minutes of welcome, then 2 and three quarters of a minute for each of 22: capped at 15.
  for (const words of ["6:30 pm", "6:34 pm", "6:49 pm", "8:00 pm", "1 December 2026", "Library, room 2", "22"]) {
    assert.ok(run.includes(words), `${words} is not in: ${run}`);
  }
  assert.ok(!run.includes("8:30 pm"));
  // What is to be done since more than 17 come stands there, however full it is.
  assert.match(run, /Name and three words each/);
  const list = pdf.text(done.file("packing-list.pdf")).join(" ").replace(/\s+/g, " ");
  assert.match(list, /\bpens 22\b/);
  assert.ok(!list.includes("For 30"), `who comes is known, so nothing is counted for more: ${list}`);
  done.delete();
});

test("all the paper of one meeting can be read aloud, and each part counts its own pages and notes", () => {
  const NOTED = "See the [list of rooms](https://example.org/rooms) first.";
  const handout = `+++\ntitle = "TITLE"\nkind = "handout"\nsummary = "S."\n+++\n\n## Text\n\n${NOTED}\n`;
  const files = {
    "content/meeting.md": agenda(`${PEOPLE}handouts = ["one", "two"]\n`, ITEMS),
    "content/one.md": handout.replace("TITLE", "One"),
    "content/two.md": handout.replace("TITLE", "Two"),
  };
  for (const args of [[], ["--large"]]) {
    printed(files, ["meeting", "--all", ...args], ({ file, names }) => {
      const bound = names.map((name) => file(name));
      assert.deepEqual(pdf.inaccessible(bound), {});
      const pages = pdf.text(file("tonight.pdf"));
      assert.match(pages[0] ?? "", new RegExp(`\\b1 of ${pages.length}\\b`));
      for (const title of ["One", "Two"]) {
        const page = pages.find((page) => page.includes(`${title}: Handout`)) ?? "";
        assert.match(page, /\b1 of 1\b/);
        assert.match(page, /^ *1\s+https:\/\/example\.org\/rooms/m, page);
      }
    });
  }
  // What is imposed is a picture, which has its name.
  const done = print(shipped, "monthly-meeting", "--all");
  assert.equal(pdf.info(done.file("tonight.pdf")).Tagged, "yes");
  done.delete();
});

test("what the run sheet has no room for is named and marked, and the script is in the file of the meeting", () => {
  const long = (/** @type {string} */ word) => `${word} `.repeat(90);
  const item = (/** @type {number} */ n) =>
    `## Item ${n} {minutes=5 priority=must}\n\n> [!SAY] First ${n}: ${long("say")}\n\n> [!SAY] Second ${n}.\n\n` +
    `> [!FACILITATOR] Mind ${n}: ${long("mind")}\n`;
  const items = (/** @type {number} */ count) => [...Array(count).keys()].map((n) => item(n + 1)).join("\n");
  const flat = (/** @type {string} */ file) => pdf.text(file).join(" ").replace(/\s+/g, " ");
  printed({ "content/meeting.md": agenda("", items(8)) }, ["meeting", "run-sheet"], ({ file }) => {
    const run = flat(file("run-sheet.pdf"));
    assert.match(run, /Where … stands, the script has more: notes for you\./);
    assert.match(run, /must · …/);
    assert.match(run, /Second 8\./);
  });
  // What would save no side is not left out: here not even all that may be makes it two.
  printed({ "content/meeting.md": agenda("", items(24)) }, ["meeting", "run-sheet"], ({ file }) => {
    assert.match(flat(file("run-sheet.pdf")), /Second 24\./);
  });
  const HOLDS = "## Talk {minutes=5 priority=must}\n\n> [!FACILITATOR] Mind this.\n";
  for (const [text, isThere] of /** @type {const} */ ([
    [items(8), true],
    [HOLDS, false],
  ])) {
    printed({ "content/meeting.md": agenda("", text) }, ["meeting", "--all"], ({ file }) => {
      const cover = pdf.text(file("tonight.pdf"))[0] ?? "";
      assert.equal(/^Script\b/m.test(cover), isThere, cover);
    });
  }
});

test("what is marked outside items is on the sheets, and a role that no page describes is described", () => {
  const text = `Why.\n\n> [!SAY] Zebra.\n\n## Before the meeting\n\nChairs.\n\n> [!CUE timekeeper] Tiger.\n\n> [!MATERIALS] keys, 3\n\n${ITEMS}\n## After the meeting\n\n> [!FACILITATOR] Emu.\n`;
  const files = { "content/meeting.md": agenda(`${PEOPLE}roles = ["facilitator", "timekeeper"]\n`, text) };
  printed(files, ["meeting"], ({ file }) => {
    const flat = (/** @type {string} */ name) => pdf.text(file(name)).join(" ").replace(/\s+/g, " ");
    for (const sheet of ["run-sheet.pdf", "script.pdf"]) {
      assert.match(flat(sheet), /Before the first item.* Zebra\..*Go-round.*After the meeting.* Emu\./, sheet);
    }
    assert.match(flat("packing-list.pdf"), /keys .*For 20 3 3 /);
    const cards = flat("role-cards.pdf");
    assert.match(cards, /Before the meeting Tiger\./);
    assert.match(cards, /You watch the clock/);
    assert.doesNotMatch(flat("agenda.pdf"), /Zebra|Emu/);
  });
});

test("what is called like a sheet and needed in another number is on the packing list as well", () => {
  const text = `${ITEMS}\n> [!MATERIALS]\n> - notes, 3 per person\n> - agendas, 1 per person\n`;
  printed({ "content/meeting.md": agenda(PEOPLE, text) }, ["meeting", "packing-list"], ({ file }) => {
    const list = pdf.text(file("packing-list.pdf")).join(" ").replace(/\s+/g, " ");
    // The numbers stand in columns of their own. Agendas are counted among the sheets.
    assert.match(list, /Materials notes .*For 10 For 20 30 60 /, list);
    assert.doesNotMatch(list, /agendas/);
  });
});

test("words beside a picture on a poster stay on the paper", () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 300" width="620" height="300"><path d="M9 9h600v280z"/></svg>';
  const files = {
    "content/wide.svg": drawing,
    "content/wall.md":
      '+++\ntitle = "Wall"\nkind = "handout"\nsummary = "S."\npaper = "a3"\n+++\n\n## Threes\n\n![Turns.](wide.svg)\n\n' +
      "Say: everybody interrogates once, answers once and watches once.\n",
  };
  printed(files, ["wall"], ({ names, file }) => {
    for (const name of names) {
      const words = pdf.text(file(name)).join(" ").replace(/\s+/g, " ");
      assert.match(words, /Threes .*Say: everybody interrogates once, answers once and watches once\./, name);
      // Letters beyond the edge are in the text of a PDF all the same.
      const [width] = pdf.pageSize(file(name));
      const outside = pdf.words(file(name)).filter(({ right }) => right > width - 30);
      assert.deepEqual(outside, [], name);
    }
  });
});

test("the same input gives the same bytes", () => {
  const [one, other] = [0, 1].map(() => print(shipped, "monthly-meeting", "--booklet", "run-sheet"));
  for (const name of one.names) {
    assert.ok(readFileSync(one.file(name)).equals(readFileSync(other.file(name))), name);
  }
  assert.deepEqual(one.names, ["booklet-imposed.pdf", "booklet.pdf", "run-sheet.pdf"]);
  one.delete();
  other.delete();
});

test("a booklet is folded from sheets of four pages", () => {
  const done = print(shipped, "one-to-ones", "--booklet");
  const pages = Number(pdf.info(done.file("booklet.pdf")).Pages);
  const sides = Number(pdf.info(done.file("booklet-imposed.pdf")).Pages);
  assert.equal(sides, Math.ceil(pages / 4) * 2);
  const [width, height] = pdf.pageSize(done.file("booklet-imposed.pdf"));
  assert.ok(width > height);
  done.delete();
});

test("no sheet but the run sheet, the script and the role cards holds a word of the facilitator's", () => {
  const markers = ["SAY", "FACILITATOR", "LATE", "WHAT IF", "CUE timekeeper", "SYA"];
  const secrets = markers.map(
    (marker) =>
      `> [!${marker}] Zqxword one.\n\n> > [!${marker}] Zqxword two.\n\n- a\n\n  > [!${marker}]\n  > Zqxword three.[^n${marker.length}]\n`,
  );
  const notes = markers.map((marker) => `[^n${marker.length}]: Zqxword in a note.`);
  const text = `## First {#first minutes=10 priority=must lead=facilitator}\n\n${secrets.join("\n")}\n## How was it? {.evaluation minutes=5}\n\n${secrets.join("\n")}\n\n${[...new Set(notes)].join("\n\n")}\n`;
  const project = new Project({
    "site.toml": 'title = "Test"\n[print]\nkinds = ["agenda", "page"]\nlarge = true\n',
    "content/meeting.md": agenda(`${PEOPLE}roles = ["facilitator", "timekeeper"]\n`, text),
    "content/other.md": `+++\ntitle = "Other"\nkind = "page"\n+++\n\n![[meeting]]\n\n![[meeting#first]]\n\nWords.\n`,
  });
  project.run(["build", "--allow-errors"]);
  const files = pdfs(join(project.root, "public"));
  assert.ok(files.length > 20);
  const telling = files.filter((file) =>
    /zqx/i.test(`${pdf.text(file).join("")}${Object.values(pdf.info(file)).join("")}`),
  );
  const names = telling.map((file) => relative(join(project.root, "public/print"), file));
  assert.deepEqual(names, [
    "meeting/role-cards-large.pdf",
    "meeting/role-cards.pdf",
    "meeting/run-sheet-large.pdf",
    "meeting/run-sheet.pdf",
    "meeting/script-large.pdf",
    "meeting/script.pdf",
  ]);
  project.delete();
});

test("what looks like the markup of a typesetter prints as it stands", () => {
  const text =
    '`#import "x"` and $x$ and @ref and #set page() and #panic("no") and \\*b\\* and \\[y\\] // not a comment';
  printed(
    { "content/a.md": `+++\ntitle = "A #title @b"\nkind = "page"\n+++\n\n${text}\n` },
    ["a", "sheet"],
    ({ status, said, file }) => {
      assert.equal(status, 0, said);
      const shown = pdf.text(file("sheet.pdf")).join("").replace(/\s+/g, " ");
      for (const part of [
        '#import "x"',
        "$x$",
        "@ref",
        "#set page()",
        '#panic("no")',
        "*b*",
        "[y]",
        "// not a comment",
        "A #title @b",
      ]) {
        assert.ok(shown.includes(part), `${part} is not in: ${shown}`);
      }
    },
  );
});

test("agendas that nobody would write are printed whole", () => {
  const many = Array.from({ length: 400 }, (_, at) => `## Item number ${at} {minutes=1}\n\nText ${at}.\n`).join("\n");
  const word = "q".repeat(200);
  /** @type {[name: string, fields: string, items: string, look: (text: string) => void][]} */
  const agendas = [
    ["400 items", PEOPLE.replace("max = 20", "max = 20"), many, (text) => assert.ok(text.includes("Item number 399"))],
    ["10,000 people", PEOPLE.replace("20", "10000"), ITEMS, () => {}],
    ["no start", "", ITEMS, (text) => assert.ok(text.includes("Go-round"))],
    [
      "a heading of 300 letters",
      PEOPLE,
      `## ${"Long heading ".repeat(23)} {minutes=10}\n\n${ITEMS}`,
      (text) => {
        assert.ok(text.replace(/\s+/g, " ").includes("Long heading Long heading"));
      },
    ],
    [
      "a word of 200 letters",
      PEOPLE,
      `## A {minutes=10}\n\n${word}\n\n${ITEMS}`,
      (text) => {
        assert.equal(text.match(/q/g)?.length, word.length);
      },
    ],
  ];
  for (const [name, fields, items, look] of agendas) {
    printed({ "content/meeting.md": agenda(fields, items) }, ["meeting"], ({ names, said, file }) => {
      assert.equal(names.length, 10, `${name}: ${said}`);
      look(pdf.text(file("script.pdf")).join(" "));
      for (const sheet of names) {
        const [width] = pdf.pageSize(file(sheet));
        if (isImposed(sheet)) continue;
        for (const one of pdf.words(file(sheet))) {
          assert.ok(one.right <= width && one.left >= 0, `${name}, ${sheet}: ${one.word}`);
        }
      }
    });
  }
});

test("the run sheet fits one leaf, and a longer meeting's three sides", () => {
  for (const [id, most] of /** @type {[string, number][]} */ ([
    ["monthly-meeting", 2],
    ["first-coalition-meeting", 3],
    ["one-to-one-practice", 3],
  ])) {
    for (const paper of ["a4", "letter"]) {
      const done = print(shipped, id, "run-sheet", "--paper", paper);
      const sides = pdf.text(done.file("run-sheet.pdf")).length;
      assert.ok(sides <= most, `${id} on ${paper}: ${sides} sides`);
      done.delete();
    }
    const large = print(shipped, id, "run-sheet", "--large");
    const sides = pdf.text(large.file("run-sheet-large.pdf")).length;
    assert.ok(sides < 8, `${id} in large print: ${sides} sides`);
    large.delete();
  }
});

test("an agenda without items is printed, and what does not fit tonight is said", () => {
  printed({ "content/meeting.md": agenda("", "Only words.\n") }, ["meeting"], ({ names, said }) => {
    assert.equal(names.length, 10, said);
  });
  const growing =
    "## Go-round {minutes=2+2/person priority=must}\n\n## How was it? {.evaluation minutes=5 priority=must}\n";
  printed(
    { "content/meeting.md": agenda(PEOPLE, growing) },
    ["meeting", "run-sheet", "--people", "40"],
    ({ status, said, names }) => {
      assert.equal(status, 1);
      assert.match(said, /takes 87 minutes with 40 people/);
      assert.deepEqual(names, ["run-sheet.pdf"], "it is printed all the same");
    },
  );
});

test("a letter that no font has is named with the font to add", () => {
  printed(
    { "content/a.md": '+++\ntitle = "A"\nkind = "page"\n+++\n\nThe word 組織 means to organize.\n' },
    ["a", "sheet"],
    ({ status, said, file }) => {
      assert.equal(status, 0);
      assert.match(said, /content\/a\.md:6:10/);
      assert.match(said, /no font has a letter for `組` \(U\+7D44\)/);
      assert.match(said, /Noto Sans SC/);
      assert.ok(pdf.text(file("sheet.pdf")).join("").includes("The word \u{fffd}\u{fffd} means"));
      assert.deepEqual(pdf.inaccessible([file("sheet.pdf")]), {});
    },
  );
});

test("a card that is too long is said, and is printed whole", () => {
  const long = Array.from({ length: 60 }, (_, at) => `Sentence number ${at} of a card that goes on.`).join(" ");
  printed(
    {
      "content/roles.md": `+++\ntitle = "Cards"\nkind = "handout"\nsummary = "S."\n+++\n\n## Short\n\nOne.\n\n## Long\n\n${long}\n\n## How to use it\n\nCut.\n`,
    },
    ["roles", "cards"],
    ({ said, file }) => {
      assert.match(said, /card-too-long/);
      assert.match(said, /content\/roles\.md:11/);
      assert.ok(pdf.text(file("cards.pdf")).join(" ").replace(/\s+/g, " ").includes("Sentence number 59 of a card"));
    },
  );
});

test("a picture that is wider than the page is made to fit", () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="300"><rect width="4000" height="300"/></svg>';
  printed(
    { "content/wide.svg": svg, "content/a.md": '+++\ntitle = "A"\nkind = "page"\n+++\n\n![A bar.](wide.svg)\n' },
    ["a", "sheet"],
    ({ status, said, file }) => {
      assert.equal(status, 0, said);
      const [page] = pdf.pictures(file("sheet.pdf"), { smooth: false });
      const { ink } = measure(page);
      assert.ok(ink && ink.left > 11 * page.perMillimetre && page.width - ink.right > 11 * page.perMillimetre);
    },
  );
});

test("other languages are printed in their words, their letters and their direction", () => {
  const project = new Project({
    "site.toml": 'title = "Test"\nlanguages = ["ar", "hi"]\n',
    "content/meeting.md": agenda(
      PEOPLE,
      "## تعارف {#go minutes=10 priority=must}\n\nقل اسمك.\n\n## تقييم {.evaluation minutes=5}\n",
    ).replace("Meeting", "اجتماع شهري"),
    "content/guide.hi.md": '+++\ntitle = "बैठक"\nkind = "page"\n+++\n\nसब लोग बोलते हैं।\n',
  });
  /** @type {[args: string[], words: string, side: string][]} */
  const sheets = [
    [["meeting", "run-sheet"], "تعارف", "right"],
    [["guide", "sheet"], "बैठक", "left"],
  ];
  for (const [args, words, side] of sheets) {
    const done = print(project.root, ...args);
    const file = done.file(done.names[0]);
    const letters = pdf.text(file).join("");
    assert.ok(letters.normalize("NFKC").includes(words), `${done.said} ${letters}`);
    assert.deepEqual(pdf.inaccessible([file]), {});
    const [width] = pdf.pageSize(file);
    const title = pdf.words(file).sort((one, other) => other.bottom - other.top - (one.bottom - one.top))[0];
    const middle = (title.left + title.right) / 2;
    assert.equal(middle > width / 2 ? "right" : "left", side);
    done.delete();
  }
  project.delete();
});

test("the preview shows a sheet as it is after the last change", async () => {
  const project = new Project({ "site.toml": 'title = "Test"\n', "content/meeting.md": agenda(PEOPLE, ITEMS) });
  const server = await project.serve();
  const shown = async (/** @type {string} */ words) => {
    const response = await fetch(`${server.address}print/meeting/run-sheet.pdf`);
    assert.equal(response.headers.get("content-type"), "application/pdf");
    const file = join(project.root, "shown.pdf");
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    return pdf.text(file).join(" ").includes(words);
  };
  try {
    assert.ok(await shown("Say your name."));
    project.write("content/meeting.md", agenda(PEOPLE, ITEMS.replace("Say your name.", "Say what you hope for.")));
    while (!(await shown("Say what you hope for."))) await new Promise((done) => setTimeout(done, 50));
  } finally {
    await server.stop();
    project.delete();
  }
});

test("an edit makes only the sheets anew that it changes", () => {
  const project = new Project({
    "site.toml": 'title = "Test"\n',
    "content/one.md": agenda(PEOPLE, ITEMS),
    "content/two.md": agenda(PEOPLE, ITEMS),
  });
  const build = () => {
    project.run(["build"]);
    const files = pdfs(join(project.root, "public"));
    return new Map(files.map((file) => [relative(project.root, file), statSync(file).mtimeMs]));
  };
  const before = build();
  project.write("content/two.md", agenda(PEOPLE, ITEMS.replace("Say your name.", "Say what you hope for.")));
  const changed = [...build()].filter(([file, at]) => before.get(file) !== at).map(([file]) => file);
  assert.deepEqual(changed, [
    "public/print/two/booklet-imposed.pdf",
    "public/print/two/booklet.pdf",
    "public/print/two/run-sheet.pdf",
    "public/print/two/script.pdf",
  ]);
  project.delete();
});

test("the site links every sheet it has made, on its page and on the shelf of its language", () => {
  const site = join(shipped, "public");
  const linked = (/** @type {string} */ page) => {
    const html = readFileSync(join(site, page), "utf8");
    return [...html.matchAll(/href="([^"]+\.pdf)"/g)].map(([, href]) => resolve(site, dirname(page), href));
  };
  const shelf = ["print.html", "fr/print.html"].flatMap(linked);
  assert.deepEqual([...new Set(shelf)].sort(), sheets);
  const own = linked("agendas/monthly-meeting.html");
  assert.deepEqual(
    own.sort(),
    sheets.filter((file) => file.includes("/print/monthly-meeting/")),
  );
  for (const file of shelf) assert.ok(existsSync(file));
});

const handout = (/** @type {string} */ text) => ({
  "content/sheet.md": `+++\ntitle = "Sheet"\nkind = "handout"\nsummary = "S."\n+++\n\n## Text\n\n${text}\n\n## How to use it\n\nRead.\n`,
});

test("no word of a wide table stands over another or beyond the margin, and none is broken", () => {
  const names = ["Bartholomew", "Wilhelmina", "Abdulrahman", "Oluwaseun", "Marguerite", "Konstantin"];
  for (const columns of [6, 8, 9, 12, 15, 20]) {
    const cells = Array.from({ length: columns - 1 }, (_, i) => `${names[i % names.length]}${i}`);
    const row = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
    const table = [["", ...cells], Array(columns).fill("---"), ["Afternoon", ...cells]].map(row).join("\n");
    for (const [size, name] of [
      [[], "sheet.pdf"],
      [["--large"], "sheet-large.pdf"],
    ]) {
      printed(handout(table), ["sheet", ...size], (done) => {
        assert.equal(done.status, 0, done.said);
        const file = done.file(String(name));
        const words = pdf.words(file);
        const [width] = pdf.pageSize(file);
        for (const cell of cells)
          assert.equal(words.filter(({ word }) => word === cell).length, 2, `${columns}: ${cell}`);
        for (const one of words) {
          assert.ok(
            one.right <= width - CLEAR_EDGE * POINTS && one.left >= CLEAR_EDGE * POINTS,
            `${columns}: ${one.word}`,
          );
          const over = words.find(
            (other) =>
              other !== one &&
              other.page === one.page &&
              Math.abs(other.top - one.top) < 2 &&
              other.left < one.right - 0.5 &&
              one.left < other.right - 0.5,
          );
          assert.equal(over, undefined, `${columns}: ${one.word} and ${over?.word}`);
        }
      });
    }
  }
});

test("addresses can be tapped and copied, and break at their joints alone", () => {
  const long =
    "https://example.org/forms/membership/2026/spring/registration-of-new-members?from=the-neighbourhood&kind=adult";
  const mail = "registration-of-new-members-and-friends@example-tenants-union.org";
  const word = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze";
  const text = `Fill in ${long} or write to ${mail}, [the form](${long}-form).\n\n${word}.\n\n${"x".repeat(200)}\n`;
  printed(handout(text), ["sheet"], (done) => {
    assert.equal(done.status, 0, done.said);
    const file = done.file("sheet.pdf");
    assert.deepEqual(pdf.links(file), [long, `mailto:${mail}`, `${long}-form`]);
    const page = pdf.text(file)[0];
    assert.doesNotMatch(page, /[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]/u);
    const lines = page.split("\n");
    const whole = lines.reduce((all, line) =>
      /[/.?&=_#-]$/.test(all) || /x{9}$/.test(all) ? all + line : `${all} ${line}`,
    );
    for (const one of [long, mail, `${long}-form`, word, "x".repeat(200)])
      assert.ok(whole.includes(one), `${one} in ${whole}`);
    assert.deepEqual(pdf.inaccessible([file]), {});
  });
});

test("a note that is used twice is printed once, and links of the site name its pages", () => {
  const text = "One[^a], two[^a], see [[other]] and [there](other.md#first-steps).\n\n[^a]: The only note.";
  const other = '+++\ntitle = "Other page"\n+++\n\n## First steps\n\nText.\n';
  const files = { ...handout(text), "content/other.md": other };
  printed(files, ["sheet"], (done) => {
    const page = pdf.text(done.file("sheet.pdf"))[0];
    assert.equal(page.split("The only note.").length, 2, page);
    assert.match(page, /Other page: First steps/);
    assert.doesNotMatch(page, /other\.html/);
  });
  const settings = 'title = "Test"\nbase_url = "https://example.org/kb/"\n';
  printed({ ...files, "site.toml": settings }, ["sheet"], (done) => {
    const address = "https://example.org/kb/other.html";
    assert.deepEqual(pdf.links(done.file("sheet.pdf")), [address, `${address}#first-steps`]);
    assert.match(pdf.text(done.file("sheet.pdf"))[0], /Other page: First steps: https:/);
  });
});
