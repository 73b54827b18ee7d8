// The packages of a release, made of the program that was built, and tried where nothing else is.
//
// GROUNDWORK names the program, and TARGET what Rust calls its platform; DIST is where packages are to stay, if anywhere.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { emptyFolder, failure, firstPage, NPM, NPX, run, SCRIPTS } from "./installed.js";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.env.GROUNDWORK ?? "");
const target = process.env.TARGET ?? "";
const python = process.platform === "win32" ? "python" : "python3";
const dist = resolve(process.env.DIST ?? emptyFolder());

/** Little is won by pressing a program hard that nobody will download. */
const level = process.env.DIST ? "9" : "1";

/** A platform that is not this one. */
const elsewhere = target.includes("apple") ? "x86_64-pc-windows-msvc" : "aarch64-apple-darwin";

/** What `npm` is told so that it asks no registry, which has none of these packages. */
const OFFLINE = ["--offline", "--no-audit", "--no-fund", "--silent"];

function pack(/** @type {string[]} */ args) {
  return run(python, [join(repository, "packaging/pack"), ...args])
    .trim()
    .split(/\r?\n/);
}

/** The only file of these packages that ends so. */
function packed(/** @type {string} */ ending, folder = dist) {
  const found = readdirSync(folder).filter((name) => name.endsWith(ending));
  assert.equal(found.length, 1, `${ending}: ${found}`);
  return join(folder, found[0] ?? "");
}

const settings = readFileSync(join(repository, "Cargo.toml"), "utf8");
const name = settings.match(/^name = "(.+)"$/m)?.[1] ?? "";
const version = settings.match(/^version = "(.+)"$/m)?.[1] ?? "";
const main = join(dist, `${name}-${version}.tgz`);
const platform = join(dist, `${name}-${process.platform}-${process.arch}-${version}.tgz`);

before(() => {
  pack(["--target", target, "--program", program, "--npm-main", "--out", dist, "--level", level]);
});

/** A place of Python's with nothing in it but what the first test installs. */
const environment = emptyFolder();
const commands = join(environment, SCRIPTS);

/** What Python is told to install a wheel, and nothing else. */
function pip(/** @type {string} */ wheel) {
  return ["-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-index", wheel];
}

test("from a wheel to a served site, where nothing else is", async (context) => {
  const began = Date.now();
  run(python, ["-m", "venv", environment]);
  run(join(commands, "python"), pip(packed(".whl")));
  const page = await firstPage(commands);
  context.diagnostic(`${(Date.now() - began) / 1000} s from the wheel to the first page`);
  assert.equal(page.status, 200);
  assert.match(page.text, /<h1[^>]*>Our handbook/);
});

test("a wheel's record has each file with its hash and its length", () => {
  const folder = emptyFolder();
  run(python, ["-m", "zipfile", "-e", packed(".whl"), folder]);
  const info = join(folder, readdirSync(folder).find((name) => name.endsWith(".dist-info")) ?? "");
  const record = readFileSync(join(info, "RECORD"), "utf8").trim().split("\n");
  const listed = record.map((line) => line.split(","));
  for (const [path = "", hash, length] of listed) {
    const bytes = readFileSync(join(folder, path));
    if (path.endsWith("/RECORD")) continue;
    assert.equal(hash, `sha256=${createHash("sha256").update(bytes).digest("base64url")}`, path);
    assert.equal(Number(length), bytes.length, path);
  }
  const there =
    run(python, ["-m", "zipfile", "-l", packed(".whl")])
      .trim()
      .split("\n").length - 1;
  assert.equal(listed.length, there);
});

test("a wheel for another platform says so", () => {
  const folder = emptyFolder();
  const standIn = join(folder, "program");
  writeFileSync(standIn, "");
  pack(["--target", elsewhere, "--program", standIn, "--out", folder]);
  const said = failure(join(commands, "python"), pip(packed(".whl", folder)));
  assert.match(said.written, /is not a supported wheel on this platform/);
});

test("from packages of npm to a served site, where nothing else is", async (context) => {
  const began = Date.now();
  const folder = emptyFolder();
  run(NPM, ["install", ...OFFLINE, "--prefix", folder, main, platform]);
  const page = await firstPage(join(folder, "node_modules", ".bin"));
  context.diagnostic(`${(Date.now() - began) / 1000} s from the packages of npm to the first page`);
  assert.equal(page.status, 200);
  assert.match(page.text, /<h1[^>]*>Our handbook/);
});

test("the package of a platform runs by itself, without being installed", () => {
  const said = run(NPX, ["--offline", "--yes", "--package", platform, "groundwork", "--version"], {
    cwd: emptyFolder(),
  });
  assert.equal(said.trim(), `groundwork ${version}`);
});

test("a package of npm for another platform says so", () => {
  const folder = emptyFolder();
  const standIn = join(folder, "program");
  writeFileSync(standIn, "");
  pack(["--target", elsewhere, "--program", standIn, "--out", folder]);
  const there =
    readdirSync(folder).find((file) => file.startsWith(name) && file.includes("-x64-") !== file.includes("-arm64-")) ??
    "";
  const said = failure(NPM, ["install", "--offline", "--prefix", emptyFolder(), join(folder, there)]);
  assert.match(said.written, /EBADPLATFORM/);
});

test("the package that picks the others says which one is missing, and hands on how the program ends", () => {
  const folder = emptyFolder();
  run(NPM, ["install", ...OFFLINE, "--prefix", folder, main]);
  const command = join(folder, "node_modules", ".bin", process.platform === "win32" ? "groundwork.cmd" : "groundwork");
  const said = failure(command, ["--version"]);
  assert.equal(said.status, 2);
  assert.match(said.written, new RegExp(`${name}-${process.platform}-${process.arch} is missing`));
  run(NPM, ["install", ...OFFLINE, "--prefix", folder, main, platform]);
  assert.equal(failure(command, ["check"], { cwd: emptyFolder() }).status, 2);
});

test("an archive has the name that cargo binstall asks for, and its program runs", () => {
  const folder = emptyFolder();
  const ending = target.includes("windows") ? ".zip" : ".tgz";
  const urls = [...settings.matchAll(/^pkg-url = "\{ repo \}\/releases\/download\/v\{ version \}\/(.+)"$/gm)];
  const url = urls.map((url) => url[1] ?? "").find((url) => url.endsWith(ending)) ?? "";
  const fill = (/** @type {string} */ text) =>
    text.replaceAll("{ name }", name).replaceAll("{ version }", version).replaceAll("{ target }", target);
  const archive = join(dist, fill(url));
  copyFileSync(archive, join(folder, basename(archive)));
  run("tar", ["-xf", basename(archive)], { cwd: folder });
  const inside = fill(settings.match(/^bin-dir = "(.+)"$/m)?.[1] ?? "");
  const end = target.includes("windows") ? ".exe" : "";
  const unpacked = inside.replace("{ bin }", "groundwork").replace("{ binary-ext }", end);
  assert.equal(run(join(folder, unpacked), ["--version"]).trim(), `groundwork ${version}`);
});

test("the same input gives the same bytes, and checksums name each file", () => {
  const folder = join(emptyFolder(), "again");
  mkdirSync(folder);
  writeFileSync(join(folder, "../program"), "#!/bin/sh\n");
  const args = ["--target", target, "--program", join(folder, "../program"), "--npm-main", "--out", folder];
  pack(args);
  const [sums = ""] = pack(["--checksums", folder]);
  const first = readFileSync(sums, "utf8");
  pack(args);
  pack(["--checksums", folder]);
  assert.equal(readFileSync(sums, "utf8"), first);
  assert.equal(first.trim().split("\n").length, readdirSync(folder).length - 1);
});
