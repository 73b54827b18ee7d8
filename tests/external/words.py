#!/usr/bin/env python3
"""Compares the words of a handbook's Markdown with the words of the site made of it, page by page.

    words.py CONTENT SITE [--lines N]

Each word of a page's text must stand in the page's HTML as often as in its source: in the text, the title, a picture's
words or a file's name. What is missing is counted by what the line of the source looks like, and the first N lines of
each kind are shown. The reading of Markdown here is deliberately plain and knows nothing of groundwork, so that the two
cannot be wrong in the same way. What it calls missing is for a person to explain.
"""

import argparse
import html
import html.parser
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict

WORD = re.compile(r"[^\W_]+")
# Those of pages, also in handbooks that were not brought in yet.
ENDINGS = {".md", ".mdx", ".qmd", ".rmd"}
SKIPPED = {"script", "style", "template"}
SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "href", "src", "srcset", "label", "data-title"}

# What a line looks like, the first that fits. Names the kinds of lost text.
KINDS = [
    ("shortcode or template", re.compile(r"\{\{|\{%|\}\}")),
    ("comment", re.compile(r"<!--|-->|%%")),
    ("block of another tool", re.compile(r"^\s*(:{3,}|`{3,}\{|~{3,}\{|!!! |\?\?\? )")),
    ("attributes in braces", re.compile(r"\{[:#.]?[^}]*\}")),
    ("raw HTML", re.compile(r"</?[A-Za-z][^>]*>|^\s*<")),
    ("table", re.compile(r"^\s*\|.*\||\S\s*\|\s*\S.*\|")),
    ("link definition", re.compile(r"^\s{0,3}\[[^\]]+\]:")),
    ("transclusion", re.compile(r"!\[\[")),
    ("wiki link", re.compile(r"\[\[")),
    ("picture", re.compile(r"!\[")),
    ("link", re.compile(r"\]\(")),
    ("quotation", re.compile(r"^\s*>")),
    ("heading", re.compile(r"^\s*#")),
    ("list", re.compile(r"^\s*([-*+]|\d+[.)])\s")),
    ("prose", re.compile(r"")),
]


def words(text):
    """The words of a text in Unicode form C and lower case."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


class Page(html.parser.HTMLParser):
    """Collects what a page shows: its text, and the attributes that readers see or hear."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self.hidden += 1
        # An inline tag may stand within a word, so only blocks end one.
        if tag not in {"a", "b", "em", "i", "strong", "span", "mark", "code", "u", "del", "small", "wbr"}:
            self.parts.append(" ")
        extra = " ".join(v for k, v in attrs if k in SHOWN_ATTRIBUTES and v)
        if extra:
            self.attributes.append(extra)

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self.hidden = max(0, self.hidden - 1)
        if tag in {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "pre", "dt", "dd", "br", "figcaption"}:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)

    attributes = None


def words_of_html(path):
    """How often each word stands in what a page shows, and in the attributes besides."""
    page = Page()
    page.attributes = []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    main = re.search(r"<main\b.*</main>", text, re.S)
    title = re.search(r"<title>.*?</title>", text, re.S)
    page.feed((title.group(0) if title else "") + (main.group(0) if main else text))
    return Counter(words("".join(page.parts))) + Counter(words(" ".join(page.attributes)))


def split_front_matter(text):
    """The body of a file, and the number of its first line."""
    match = re.match(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(\n|$)", text, re.S)
    if not match:
        return text, 1
    return text[match.end() :], text[: match.end()].count("\n") + 1


def lines_of_source(text):
    """Each line of a body with its number, without what no reader is meant to see."""
    body, first = split_front_matter(text.replace("\r\n", "\n"))
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0))
    body = re.sub(r"<!--.*?-->", blank, body, flags=re.S)
    body = re.sub(r"<(script|style)\b.*?</\1>", blank, body, flags=re.S | re.I)
    for number, line in enumerate(body.split("\n"), first):
        yield number, line


def words_of_line(line):
    """The words of one line that a reader must be able to see."""
    line = re.sub(r"^(\s|>|[-*+]\s)*\[[^\]^]+\]:\s*\S+", " ", line)  # where a link leads
    line = re.sub(r"^((\s|>|[-*+]\s)*)(`{3,}|~{3,}).*", r"\1", line)  # a fence and its language
    line = re.sub(r"^(\s|>|[-*+]\s)*\d+[.)](?=\s|$)", " ", line)  # the number of an item
    line = re.sub(r"\{[^{}]*\}", words_of_attributes, line)
    line = re.sub(r"^(\s|>|[-*+]\s)*\[![^\]]*\]", " ", line)  # the kind of a callout
    line = re.sub(r"!\[\[[^\]]*\]\]", " ", line)  # what stands elsewhere and is shown here
    line = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]", r"\1", line)
    line = re.sub(r"!\[([^\]]*)\]", r" \1 ]", line)
    line = re.sub(r"\[\^[^\]]+\]", " ", line)  # a footnote's sign
    line = re.sub(r"\]\((<[^>]*>|[^()\s]*(\([^()]*\)[^()\s]*)*)(\s+(\"[^\"]*\"|'[^']*'))?\s*\)", "]", line)
    line = re.sub(r"\]\[[^\]]*\]", "]", line)  # the name of a link's address
    line = re.sub(r"</?(?!br|p\b|div|li|td|th)[A-Za-z][^<>]*>", "", line)
    line = re.sub(r"</?[A-Za-z][^<>]*>", " ", line)
    line = re.sub(r"(?<=\w)[*`]*\][*`]*(?=\w)|(?<=\w)[*`]*\[[*`]*(?=\w)|(?<=\w)\*{1,3}(?=\w)", "", line)
    line = re.sub(r"\\([^\w\s])", r"\1", line)
    return words(html.unescape(line))


def words_of_attributes(match):
    """Of attributes in braces, what readers see; of other braces, all."""
    inside = match.group(0)[1:-1]
    if not re.match(r"\s*[.#:]?[\w-]+(\s|=|$)", inside):
        return match.group(0)
    shown = re.findall(r'(?:alt|cap|caption|title)="([^"]*)"', inside)
    plain = "=" not in inside and not re.match(r"\s*[.#:]", inside)
    return " ".join(shown) if not plain else inside


def key_of(path):
    """A path as both trees may spell it: letters and digits alone."""
    return "/".join(re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", part).lower()) for part in path.split(os.sep))


def pages_of_site(site):
    """The files of a site by the key of their path without `.html`."""
    found = {}
    for folder, _, names in os.walk(site):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    is_redirect = 'http-equiv="refresh"' in file.read(4096)
                if not is_redirect:
                    found[key_of(os.path.relpath(path, site)[:-5])] = path
    return found


def page_of(relative, pages):
    """The page that was made of a file, by the names that it can have."""
    stem = os.path.splitext(relative)[0]
    folder, name = os.path.split(stem)
    candidates = [stem]
    if name.lower() in {"readme", "_index", "index", "home"}:
        candidates.append(os.path.join(folder, "index"))
    if "." in name:  # a suffix that names a language
        base, suffix = name.rsplit(".", 1)
        candidates.append(os.path.join(suffix, folder, base))
    for candidate in candidates:
        page = pages.get(key_of(candidate.strip(os.sep)))
        if page:
            return page
    return None


def missing_lines(source, page):
    """The lines of a source with words that the page has less often than the source."""
    shown = words_of_html(page)
    lines = [(number, line, words_of_line(line)) for number, line in lines_of_source(source)]
    wanted = Counter(word for _, _, found in lines for word in found)
    short = {word: count - shown[word] for word, count in wanted.items() if count > shown[word]}
    # Of a word that stands on several lines, those lines lost it that lost their other words too.
    rare = lambda found: sum(1 for word in found if word in short)
    for number, line, found in sorted(lines, key=lambda entry: -rare(entry[2]) / (len(entry[2]) or 1)):
        lost = []
        for word in found:
            if short.get(word, 0) > 0:
                short[word] -= 1
                lost.append(word)
        if lost:
            yield number, line, lost


def kind_of(line):
    return next(name for name, pattern in KINDS if pattern.search(line))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("content")
    arguments.add_argument("site")
    arguments.add_argument("--lines", type=int, default=5, help="lines shown of each kind")
    options = arguments.parse_args()
    pages = pages_of_site(options.site)
    total, compared, unpublished, lost = 0, 0, [], defaultdict(list)
    for folder, folders, names in os.walk(options.content):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")) or name == "_articles")
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() not in ENDINGS or name.startswith("."):
                continue
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, options.content)
            page = page_of(relative, pages)
            if page is None:
                unpublished.append(relative)
                continue
            with open(path, encoding="utf-8", errors="replace") as file:
                source = file.read()
            compared += 1
            total += sum(len(words_of_line(line)) for _, line in lines_of_source(source))
            for number, line, gone in missing_lines(source, page):
                lost[kind_of(line)].append((relative, number, gone, line.strip()))
    print(f"{compared} pages compared, {total} words; {len(unpublished)} files without a page")
    for relative in unpublished[: options.lines]:
        print(f"  no page: {relative}")
    for kind, found in sorted(lost.items(), key=lambda entry: -sum(len(gone) for _, _, gone, _ in entry[1])):
        print(f"{sum(len(gone) for _, _, gone, _ in found):6} words on {len(found)} lines: {kind}")
        for relative, number, gone, line in found[: options.lines]:
            print(f"  {relative}:{number}: {' '.join(gone[:8])}  <- {line[:110]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
