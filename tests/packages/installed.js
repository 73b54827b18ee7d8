// A program that was installed from a package, and what a newcomer does with it first.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

const isWindows = process.platform === "win32";

/** The folder of a place of Python's in which commands are. */
export const SCRIPTS = isWindows ? "Scripts" : "bin";

/** The name of a program of the system as it is typed: npm is a script of cmd.exe on Windows. */
export const NPM = isWindows ? "npm.cmd" : "npm";
export const NPX = isWindows ? "npx.cmd" : "npx";

/** An empty folder. */
export function emptyFolder() {
  return mkdtempSync(join(tmpdir(), "packages-"));
}

/** Runs a program to its end; gives what it writes. */
export function run(
  /** @type {string} */ program,
  /** @type {string[]} */ args,
  /** @type {import("node:child_process").ExecFileSyncOptions} */ options = {},
) {
  return execFileSync(program, args, { stdio: "pipe", shell: program.endsWith(".cmd"), ...options }).toString();
}

/** Runs a program that must fail; gives its status and what it writes to both streams. */
export function failure(
  /** @type {string} */ program,
  /** @type {string[]} */ args,
  /** @type {import("node:child_process").ExecFileSyncOptions} */ options = {},
) {
  try {
    run(program, args, options);
  } catch (error) {
    const { status, stdout, stderr } = /** @type {{ status: number, stdout: Buffer, stderr: Buffer }} */ (error);
    return { status, written: `${stdout}${stderr}` };
  }
  throw new Error(`${program} ${args.join(" ")} did not fail`);
}

/**
 * Begins a handbook in an empty folder with the `groundwork` of this folder of commands, as one types it; gives the first
 * page that its preview serves.
 */
export async function firstPage(/** @type {string} */ commands) {
  const options = {
    cwd: emptyFolder(),
    shell: true,
    env: { ...process.env, PATH: `${commands}${delimiter}${process.env.PATH}`, NO_COLOR: "1" },
  };
  execFileSync("groundwork init our-handbook", [], { ...options, stdio: "pipe" });
  // A shell of its own would outlive the end of the test, with all that it has started.
  const preview = spawn("exec groundwork serve --port 0 our-handbook", [], {
    ...options,
    shell: isWindows ? true : "/bin/sh",
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const address = await addressOf(preview);
    const answer = await fetch(address);
    return { status: answer.status, text: await answer.text() };
  } finally {
    const gone = once(preview, "exit");
    if (isWindows) {
      execFileSync("taskkill", ["/pid", String(preview.pid), "/t", "/f"]);
    } else {
      preview.kill();
    }
    await gone;
  }
}

/** The address that a preview says it listens on. */
function addressOf(/** @type {import("node:child_process").ChildProcessByStdio<null, any, any>} */ preview) {
  let written = "";
  preview.stderr.on("data", (/** @type {Buffer} */ text) => {
    written += text;
  });
  return new Promise((/** @type {(address: string) => void} */ found, failed) => {
    preview.once("exit", () => failed(new Error(`the preview has ended: ${written}`)));
    createInterface({ input: preview.stdout }).on("line", (line) => {
      written += `${line}\n`;
      const address = line.match(/^ {2}(http:\S+)$/)?.[1];
      if (address) {
        found(address);
      }
    });
  });
}
