// Checks the language of the pages: spelling, how hard they are to read, and what was copied. `--sources FOLDER`, or SOURCES,
// names a folder of texts that the pages were written from; without it nothing is known to be copied. `--figures` prints the
// figure of each page, the hardest first.

import { parseArgs } from "node:util";

import { check, figures } from "./findings.js";

const { values } = parseArgs({
  options: {
    content: { type: "string", default: "content" },
    sources: { type: "string", multiple: true, default: process.env.SOURCES ? [process.env.SOURCES] : [] },
    figures: { type: "boolean", default: false },
  },
});

if (values.figures) {
  for (const { path, grade } of figures(values.content)) {
    console.log(`${grade.toFixed(1).padStart(5)}  ${path}`);
  }
}

const findings = check(values.content, values.sources);
for (const finding of findings) {
  console.error(finding);
}
process.exitCode = findings.length > 0 ? 1 : 0;
