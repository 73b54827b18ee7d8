// A small site with an agenda, built into a folder of its own by the program that GROUNDWORK names.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

if (!process.env.GROUNDWORK) {
  throw new Error("GROUNDWORK is not set: run tests/run, or GROUNDWORK=target/debug/groundwork node --test …");
}
const program = resolve(process.env.GROUNDWORK);

const method = `+++
title = "Go-round"
kind = "method"
summary = "Each speaks once, in turn, before anyone speaks twice."
status = "stub"
+++

Text.
`;

/** @param {{ start: string, expected: number, minutes: number }} settings */
const head = ({ start, expected, minutes }) => `+++
title = "Monthly meeting"
kind = "agenda"
summary = "Two decisions, and everyone leaves with a talk to hold."
${start ? `start = "${start}"\n` : ""}minutes = ${minutes}
people = { min = 4, expected = ${expected}, max = 30 }
buffer = 3
decision_rule = "consent"
roles = ["facilitator", "timekeeper"]
+++

Once a month we decide together.
`;

const items = `
## Go-round {#go-round .opening minutes=2+0.5/person cap=17 least=6 priority=must uses=go-round lead=facilitator}

Say your name.

> [!SAY] Welcome, all of you.

> [!CUE timekeeper] Show the card.

> [!FACILITATOR] Begin with somebody brief.[^1]

> [!LATE] In pairs.

[^1]: Who is brief is known by now.

> [!MATERIALS]
> - pens, 1 per person
> - flipchart

## What came of last month {#report .report minutes=15 least=5}

## Shall we call a meeting with the landlord? {#landlord .decision minutes=25 least=20 priority=must}

> [!SAY] We hear the proposal first.

> [!DECISION] Do we call a meeting? yes / no / not yet

## Break {.break minutes=8 least=5 priority=could}

## Who talks with whom {.practice minutes=12 least=8 priority=must}

## News {.report minutes=5 priority=could}

## Evaluation {.evaluation minutes=5 least=3}
`
  .trim()
  .split(/(?=^## )/m);

/**
 * The agenda without so many of its first items, and with a text before them.
 *
 * @param {{ start: string, expected: number, minutes: number, skip: number, outside: string }} settings
 */
const agenda = ({ skip, outside, ...settings }) => `${head(settings)}\n${outside}${items.slice(skip).join("")}\n`;

/**
 * Builds the site; gives the addresses of its pages and what takes the folder away. `without` names
 * files of the default theme that the site's own has not.
 *
 * @typedef {{ start?: string, expected?: number, minutes?: number, skip?: number, outside?: string, settings?: string, without?: string[] }} Options
 * @param {Options} [options]
 */
export function build({
  start = "19:00",
  expected = 10,
  minutes = 90,
  skip = 0,
  outside = "",
  settings = "",
  without = [],
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), "groundwork-"));
  const files = {
    "site.toml": `title = "Test"\nversion = "1"\nlicence = "CC-BY-SA-4.0"\n${settings}`,
    "content/agendas/meeting.md": agenda({ start, expected, minutes, skip, outside }),
    "content/methods/go-round.md": method,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (without.length > 0) {
    const theme = join(folder, "themes/own");
    cpSync(fileURLToPath(new URL("../../themes/default", import.meta.url)), theme, { recursive: true });
    for (const name of without) rmSync(join(theme, name));
    writeFileSync(join(folder, "site.toml"), `${files["site.toml"]}theme = "own"\n`);
  }
  execFileSync(program, ["build"], { cwd: folder, stdio: "pipe" });
  const path = (/** @type {string} */ name) => join(folder, "public/agendas", name);
  const address = (/** @type {string} */ name) => pathToFileURL(path(name)).href;
  return {
    names: ["meeting.html", "meeting.run-sheet.html", "meeting.agenda.html"],
    path,
    address,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
