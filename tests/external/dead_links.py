#!/usr/bin/env python3
"""Lists the links of a handbook that was brought in, that lead nowhere, and that may have led somewhere in the original.

    dead_links.py PROGRAM PROJECT ORIGINAL

In a copy of the project the pages no longer allow what the import allowed, so that `check` finds all. A link may have led
somewhere if the original has a file or a folder of that name anywhere, or, where a heading is named, a heading of these
letters on such a page. This asks for less than the other tool did, so whatever it lists is for a person to look at.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
from collections import defaultdict

ALLOWED = re.compile(r"(?m)^allow ?[:=] ?\{.*as it came in; see IMPORT\.md.*\}\r?\n")
RULES = {"dead-link", "dead-heading", "ambiguous-link"}


def fold(text):
    """Letters and digits alone, small and without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum())


def dead_links(program, project):
    """The path of each page and the address on it that leads nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "project")
        shutil.copytree(project, copy)
        for place, _, names in os.walk(os.path.join(copy, "content")):
            for name in (name for name in names if name.endswith(".md")):
                path = os.path.join(place, name)
                with open(path, encoding="utf-8", newline="") as file:
                    text = file.read()
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(ALLOWED.sub("", text, count=1))
        command = [program, "check", "--full", "--format", "json"]
        report = subprocess.run(command, cwd=copy, capture_output=True, text=True).stdout
        for finding in json.loads(report)["findings"]:
            if finding["rule"] in RULES:
                with open(os.path.join(copy, finding["path"]), encoding="utf-8") as file:
                    line = file.read().split("\n")[finding["line"] - 1]
                typed = re.match(r"[^\s)>\]\"|]+", line[finding["column"] - 1 :])
                yield finding["path"].removeprefix("content/"), urllib.parse.unquote(typed.group(0)) if typed else line


def places_by_name(original):
    """The files and folders of the original by their last names without ending."""
    places = defaultdict(list)
    for folder, folders, names in os.walk(original):
        for name in folders + names:
            places[fold(os.path.splitext(name)[0])].append(os.path.join(folder, name))
    return places


def has_heading(path, wanted):
    """Whether a page has a heading of these letters, or an id that is written so."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")
    headings = (re.sub(r"\{.*", "", line) for line in lines if line.startswith("#"))
    named = re.compile(r"(\^|\{#|id=\"|name=\"|^\()" + re.escape(wanted.lstrip("^")) + r"(\b|\")")
    return any(fold(heading) == fold(wanted) for heading in headings) or any(named.search(line) for line in lines)


def target(page, address, original, places):
    """A file or folder that the address may have meant."""
    path, _, heading = address.partition("#")
    found = [os.path.join(original, page)]
    if path:
        found = places.get(fold(os.path.splitext(path.rstrip("/").split("/")[-1])[0]), [])
    if not heading:
        return found[0] if path and found else None
    indexes = [os.path.join(one, name) for one in found for name in ("index.md", "_index.md", "README.md")]
    pages = (one for one in found + indexes if os.path.isfile(one))
    return next((one for one in pages if has_heading(one, heading)), None)


def main():
    program, project, original = sys.argv[1:]
    places = places_by_name(original)
    found = [(page, address, target(page, address, original, places)) for page, address in dead_links(program, project)]
    doubtful = [one for one in found if one[2]]
    print(f"{len(found)} links lead nowhere; of {len(doubtful)} the original has something of that name")
    for page, address, place in doubtful:
        print(f"  {page}: {address}  <- {os.path.relpath(place, original)}")


if __name__ == "__main__":
    main()
