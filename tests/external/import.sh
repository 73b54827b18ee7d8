#!/usr/bin/env bash
# Brings in handbooks that other people wrote for other tools, and shows what a person has to judge.
#
#   tests/external/import.sh PROGRAM WORK FOLDER…
#
# Each FOLDER is a checkout of a handbook; it may be followed by `:PART` for the folder within that holds the pages,
# so that their words can be compared. WORK is a folder for the projects and sites that are made, outside of this
# repository. For each handbook:
#
#   - what the import says, how long it takes and how much memory;
#   - the errors that `check` finds before a hand is laid on it;
#   - how many links lead nowhere, and which of them may have led somewhere in the original (dead_links.py);
#   - the words of its pages that the site does not show, by what the line looks like (words.py).
#
# What was found is kept in import.md. Nothing of a handbook is committed beyond a few words.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
shift 2

for folder in "$@"; do
  checkout=${folder%%:*}
  part=${folder#"$checkout"}
  name=$(basename "$checkout")
  echo "== $name"
  rm -rf "${work:?}/$name" "${work:?}/$name.site"
  /usr/bin/time -f '%e s, %M KB' "$program" import "$checkout" --into "$work/$name" 2>&1 | grep -v '^$' || true
  (
    cd "$work/$name"
    "$program" check > "$work/$name.check" 2>&1 || true
    grep -E '^ +[0-9,]+ errors?  ' "$work/$name.check" || true
    "$program" build --allow-errors --out "$work/$name.site" > /dev/null 2>&1 || true
  )
  python3 "$here/words.py" "$checkout/${part#:}" "$work/$name.site" --lines 3
  python3 "$here/dead_links.py" "$program" "$work/$name" "$checkout/${part#:}"
done
