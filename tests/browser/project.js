// A project in a folder of its own, and the preview that serves it.
//
// GROUNDWORK names the program.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";

if (!process.env.GROUNDWORK) {
  throw new Error("GROUNDWORK is not set: run tests/run, or GROUNDWORK=target/debug/groundwork node --test …");
}
const program = resolve(process.env.GROUNDWORK);

/** A project of these files, texts by their paths from its root. */
export class Project {
  constructor(/** @type {Record<string, string>} */ files) {
    this.root = mkdtempSync(join(tmpdir(), "preview-"));
    for (const [path, text] of Object.entries(files)) {
      this.write(path, text);
    }
  }

  write(/** @type {string} */ path, /** @type {string} */ text) {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  move(/** @type {string} */ from, /** @type {string} */ to) {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
  }

  remove(/** @type {string} */ path) {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Runs the program to its end. */
  run(/** @type {string[]} */ args) {
    execFileSync(program, args, { cwd: this.root, stdio: "ignore" });
  }

  /** Starts the preview; gives its address once it listens, and what it has written. */
  async serve(/** @type {string[]} */ options = [], env = {}) {
    const port = options.includes("--port") ? [] : ["--port", "0"];
    const child = spawn(program, ["serve", ...port, ...options], {
      cwd: this.root,
      env: { ...process.env, NO_COLOR: "1", GROUNDWORK_EDITOR: "edit://open{path}:{line}", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const preview = { child, written: "", address: "", stop: () => stop(child) };
    child.stderr.on("data", (text) => (preview.written += text));
    const lines = createInterface({ input: child.stdout });
    await new Promise((/** @type {(value?: unknown) => void} */ found, failed) => {
      child.once("exit", () => failed(new Error(preview.written)));
      lines.on("line", (line) => {
        preview.written += `${line}\n`;
        const address = line.match(/^ {2}(http:\S+)$/)?.[1];
        preview.address ||= address ?? "";
        if (line.startsWith("Save a file")) found();
      });
    });
    return preview;
  }

  delete() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Ends a program, and waits until it is gone. */
async function stop(/** @type {import("node:child_process").ChildProcess} */ child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill();
  await gone;
}
