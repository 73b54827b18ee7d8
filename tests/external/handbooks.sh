#!/usr/bin/env bash
# Runs groundwork on handbooks that other people wrote for other tools, and shows what a person has to judge.
#
#   tests/external/handbooks.sh PROGRAM WORK FOLDER…
#
# Each FOLDER is a checkout of a handbook; it may be followed by `:PART` for the folder within that holds the
# pages. WORK is a folder for the projects and sites that are made, outside of this repository. For each handbook:
#
#   - how long `check --full` and `build --allow-errors` take, and how much memory;
#   - how many findings there are of each rule, and of how many causes;
#   - a random sample of findings to read, the same one at each run (SAMPLE=15 of them, SEED=1);
#   - the words of its pages that the site does not show, by what the line looks like (words.py).
#
# What was found is kept in handbooks.md. Nothing of a handbook is committed beyond a few words.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
shift 2

# A project with the pages of a handbook. Quarto's pages are Markdown under another ending.
make_project() { # NAME FOLDER
  local project=$work/$1
  rm -rf "$project"
  mkdir -p "$project/content"
  printf 'title = "%s"\ntrust_html = true\n' "$1" > "$project/site.toml"
  cp -r "$2/." "$project/content/"
  rm -rf "$project/content/.git" "$project/content/node_modules"
  find "$project/content" -name '*.qmd' | while read -r page; do
    [ -e "${page%.qmd}.md" ] || mv "$page" "${page%.qmd}.md"
  done
}

# Seconds and megabytes of a command, whose output goes to a file. Findings are no failure here.
measured() { # OUTPUT COMMAND…
  local output=$1
  shift
  python3 - "$output" "$@" <<'END'
import resource, subprocess, sys, time
with open(sys.argv[1], "wb") as output:
    start = time.monotonic()
    status = subprocess.run(sys.argv[2:], stdout=output, stderr=subprocess.DEVNULL).returncode
seconds = time.monotonic() - start
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"{seconds:.1f} s, {memory} MB" + ("" if status in (0, 1) else f", status {status}"))
END
}

for folder in "$@"; do
  checkout=${folder%%:*}
  part=${folder#"$checkout"}
  name=$(basename "$checkout")
  echo "== $name"
  make_project "$name" "$checkout/${part#:}"
  cd "$work/$name"
  echo "check: $(measured "$work/$name.json" "$program" check --full --format json)"
  echo "build: $(measured "$work/$name.build" "$program" build --allow-errors --out "$work/$name.site")"
  "$program" check > "$work/$name.check" 2>&1 || true
  grep -E '^ +[0-9,]+ (errors?|warnings?|notes?)  ' "$work/$name.check" || true
  tail -n 1 "$work/$name.check"
  python3 "$here/words.py" content "$work/$name.site" --lines 3
  SAMPLE=${SAMPLE:-15} SEED=${SEED:-1} python3 - "$work/$name.json" <<'END'
import json, os, random, sys
with open(sys.argv[1], encoding="utf-8") as file:
    findings = json.load(file)["findings"]
# What says the same at many places is read once.
findings = list({(finding["rule"], finding["message"]): finding for finding in findings}.values())
random.seed(int(os.environ["SEED"]))
for finding in random.sample(findings, min(int(os.environ["SAMPLE"]), len(findings))):
    where = f"{finding['path']}:{finding['line']}"
    print(f"- {finding['severity']}[{finding['rule']}] {where}: {finding['message']}; {finding.get('help', '')}")
END
done
