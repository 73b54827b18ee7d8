#!/usr/bin/env python3
"""What Zotero makes of a built site: of its pages, of the pages of sources, and of the files to take with one.

    tests/external/zotero.py SITE [--server http://127.0.0.1:1969] [--result FILE]

SITE is a folder that `groundwork build` has written. The server is Zotero's own translation-server, which has to be
running: its README says how. Nothing of it belongs to this project. The site is served on this machine alone, and
nothing else is asked for anything.

Ends with 1 where a page or a source is read as something else than it is, or where a field is lost on the way to
Zotero and back.
"""

import argparse
import functools
import http.server
import json
import pathlib
import re
import sys
import threading
import urllib.error
import urllib.request
from html.parser import HTMLParser

# Fields that have to come back as they went; names and dates are compared apart.
FIELDS = ["title", "container-title", "volume", "issue", "page", "edition", "publisher", "publisher-place", "DOI", "ISBN", "URL"]


class Head(HTMLParser):
    """The elements of a page that reference managers read."""

    def __init__(self):
        super().__init__()
        self.meta = {}
        self.coins = 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and "name" in attrs:
            self.meta.setdefault(attrs["name"], []).append(attrs.get("content", ""))
        if attrs.get("class") == "Z3988":
            self.coins += 1


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def post(server, path, body, kind):
    """The status and the JSON, or text, of an answer."""
    request = urllib.request.Request(server + path, body.encode(), {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text


def people(item, role):
    return [person.get("family") or person.get("literal", "") for person in item.get(role, [])]


def year(item):
    issued = item.get("issued", {})
    parts = issued.get("date-parts", [[None]])[0]
    return str(parts[0]) if parts and parts[0] else None


class Result:
    def __init__(self):
        self.counts = {}
        self.wrong = []

    def is_right(self, what, right, words):
        good, all_of = self.counts.get(what, (0, 0))
        self.counts[what] = (good + bool(right), all_of + 1)
        if not right:
            self.wrong.append(f"{what}: {words}")


def page(result, server, address, path, head):
    """A page of content, or of a source, as Zotero reads it."""
    wanted_type = head.meta["z:itemType"][0]
    is_source = "citation_title" in head.meta
    what = "pages of sources" if is_source else "pages"
    title = (head.meta.get("citation_title") or head.meta.get("DC.title"))[0]
    status, answer = post(server, "/web", address + path, "text/plain")
    if status == 300:
        choices = answer["items"]
        result.is_right("lists offered whole", len(choices) >= min(head.coins, 2), f"{path}: {len(choices)} of {head.coins}")
        own = {key: name for key, name in choices.items() if (name if isinstance(name, str) else name.get("title")) == title}
        if not own:
            result.is_right(what, False, f"{path} is not among what it lists")
            return
        answer["items"] = own
        status, answer = post(server, "/web", json.dumps(answer), "application/json")
    if status != 200 or not answer:
        result.is_right(what, False, f"{path}: answer {status}")
        return
    item = answer[0]
    result.is_right(f"{what}: type", item["itemType"] == wanted_type, f"{path} is a {item['itemType']}, not a {wanted_type}")
    result.is_right(f"{what}: title", item.get("title", item.get("nameOfAct", item.get("caseName"))) == title, f"{path}: {item.get('title')}")
    wanted = len(head.meta.get("citation_author", head.meta.get("DC.creator", [])))
    found = len([one for one in item.get("creators", []) if one["creatorType"] != "editor"])
    result.is_right(f"{what}: authors", found == wanted, f"{path}: {found} of {wanted}")
    date = head.meta.get("citation_publication_date", head.meta.get("DC.date", [""]))[0][:4]
    dates = item.get("date", item.get("dateEnacted", item.get("dateDecided", ""))) or ""
    result.is_right(f"{what}: date", date in dates, f"{path}: {dates!r}, not {date}")
    if not is_source and "DC.rights" in head.meta:
        result.is_right(f"{what}: licence", item.get("rights") == head.meta["DC.rights"][0], f"{path}: {item.get('rights')}")


def round_trip(result, server, site, name):
    """A file of all sources, into Zotero and out again."""
    text = (site / name).read_text()
    works = json.loads((site / "sources.csl.json").read_text())
    wanted = {one["title"]: one for one in works if "title" in one}
    status, items = post(server, "/import", text, "text/plain")
    result.is_right(f"{name}: read", status == 200, f"answer {status}: {str(items)[:200]}")
    if status != 200:
        return
    result.is_right(f"{name}: works", len(items) == len(works), f"{len(items)} of {len(works)}")
    status, back = post(server, "/export?format=csljson", json.dumps(items), "application/json")
    result.is_right(f"{name}: written", status == 200, f"answer {status}")
    if status != 200:
        return
    back = {re.sub(r"<[^>]*>", "", one.get("title", "")): one for one in back}
    for title, record in wanted.items():
        other = back.get(title)
        result.is_right(f"{name}: title", other is not None, title)
        if other is None:
            continue
        for field in FIELDS:
            if field in record and field != "title":
                same = str(other.get(field, "")).replace("–", "-") == record[field]
                result.is_right(f"{name}: {field}", same, f"{record['id']}: {other.get(field)!r}, not {record[field]!r}")
        if people(record, "author"):
            result.is_right(f"{name}: author", people(other, "author") == people(record, "author"), f"{record['id']}: {people(other, 'author')}")
        if year(record):
            result.is_right(f"{name}: year", year(other) == year(record), f"{record['id']}: {other.get('issued')}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("site", type=pathlib.Path)
    arguments.add_argument("--server", default="http://127.0.0.1:1969")
    arguments.add_argument("--result", type=pathlib.Path)
    arguments = arguments.parse_args()
    handler = functools.partial(Quiet, directory=str(arguments.site))
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{serving.server_port}/"
    result = Result()
    for file in sorted(arguments.site.rglob("*.html")):
        head = Head()
        head.feed(file.read_text())
        if "z:itemType" in head.meta:
            page(result, arguments.server, address, file.relative_to(arguments.site).as_posix(), head)
    for name in ["sources.csl.json", "sources.bib", "sources.ris"]:
        round_trip(result, arguments.server, arguments.site, name)
    lines = [f"| {what} | {good} of {all_of} |" for what, (good, all_of) in result.counts.items()]
    table = "| what | right |\n|---|---|\n" + "\n".join(lines) + "\n"
    wrong = "".join(f"- {line}\n" for line in result.wrong[:200])
    text = table + ("\n" + wrong if wrong else "")
    print(text)
    if arguments.result:
        arguments.result.write_text(text)
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
