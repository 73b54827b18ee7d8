#!/usr/bin/env node
// Runs the program of the package for this platform, which npm has installed beside this one.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

// @ts-expect-error packaging/pack writes it beside this file.
const { name, optionalDependencies } = require("./package.json");

/** The program's path; ends with what to do where there is none. */
function program() {
  const wanted = `${name}-${process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "groundwork.exe" : "groundwork";
  if (!(wanted in optionalDependencies)) {
    const known = Object.keys(optionalDependencies).map((known) => known.slice(name.length + 1));
    fail(
      `there is no program for ${process.platform} on ${process.arch}, only for ${known.join(", ")}; build it from source with Rust`,
    );
  }
  try {
    return require.resolve(`${wanted}/bin/${file}`);
  } catch {
    fail(
      `the package ${wanted} is missing: install the file whose name begins so, or this package again with the optional ones`,
    );
  }
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
  console.error(`error: ${reason}`);
  process.exit(2);
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
/** @type {NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
for (const signal of signals) {
  // Whoever stops this process means the program.
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => fail(`the program does not start: ${error.message}`));
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0));
});
