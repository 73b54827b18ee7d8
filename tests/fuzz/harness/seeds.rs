//! The project that inputs are tried in, and inputs to begin with.

/// What stands beside the input. What may be in no artifact begins with [`laws::SECRET`].
pub(super) const PROJECT: [(&str, &str); 6] = [
    ("site.toml", SITE),
    (
        "content/secret.md",
        "+++\ntitle = \"Held back\"\nkind = \"agenda\"\nminutes = 10\n+++\n\n> [!FACILITATOR] Zqx one [[fuzzed]].\n\n\
         <!-- zqx two -->\n\n## Talk {minutes=5}\n\n> [!SAY] Zqx three [@able].\n",
    ),
    (
        "content/draft.md",
        "+++\ntitle = \"Zqx four\"\ndraft = true\n+++\n\nZqx five.\n",
    ),
    (
        "content/other.md",
        "+++\ntitle = \"Other\"\nsummary = \"Another page.\"\nsee_also = [\"fuzzed\"]\n+++\n\n\
         See [[fuzzed]], [[fuzzed#steps]] and [@able, p. 3], [@smith2001; @jones].\n\n![[fuzzed]]\n",
    ),
    (
        "content/other.fr.md",
        "+++\ntitle = \"Autre\"\nsummary = \"Une page.\"\n+++\n\nVoir [[fuzzed]].\n",
    ),
    (
        "content/able.bib",
        "@book{able, title = {Ways}, author = {Able, Ada}, date = {2020}}\n",
    ),
];

pub(super) const SITE: &str = r#"title = "Test"
languages = ["en", "fr"]
base_url = "https://example.org/kb/"
theme = "default"
menu = ["methods", "other"]

[print]
kinds = []

[kinds.ritual]
labels = { en = "Ritual", fr = "Rituel" }
sections = [{ id = "opening", headings = { en = "Opening", fr = "Ouverture" }, required = true }]
"#;

pub(super) const FIELDS_TOML: &str = r#"+++
title = "A way"
kind = "method"
summary = "What it is for."
id = "fuzzed"
aliases = ["old/path", "Another name"]
lang = "en"
status = "reviewed"
reviewed = { on = 2026-11-01, by = "Ada" }
updated = { on = 2026-11-20, what = "more" }
tags = ["talks", "a & b"]
order = 3
time = { fixed = 30, up_to = 60 }
people = { min = 2, expected = 12, max = 30 }
materials = ["paper"]
prerequisites = [{ page = "other", why = "It begins there." }]
see_also = ["other"]
authors = ["Ada", { name = "Bo", url = "https://example.org" }]
licence = "CC BY 4.0"
adapted_from = { title = "T", url = "https://example.org", licence = "CC0", changes = "none" }
allow = { dead-link = "soon" }
extra = { a = [1, 2.5, true] }
+++

## Steps

One.
"#;

pub(super) const FIELDS_YAML: &str = "---\ntitle: \"A way\"\nkind: concept\nsummary: >\n  What it\n  is for.\ntags: [a, 'b c', \"d\"]\n\
    aliases:\n  - old/path\n  - {page: x}\nupdated: 2026-11-20\ndraft: no\nsee_also: &see\n  - other\nprerequisites: *see\n---\n\n## Steps\n\nOne.\n";

pub(super) const MARKDOWN: &str = r#"+++
title = "Fuzzed"
+++

## Summary {#sum .class}

Text *with* **marks** [@able, p. 3; see @smith2001], [source: able, ch. 2], [[other]], [[other#top|text]], https://example.org, ![[other]] and `code`[^n].

[^n]: A note with [a link](other.md#top "title").

![[other]]

> [!NOTE]
> What to know.
> > [!FACILITATOR] Not for all.

| a | b |
|:--|--:|
| 1 | [[other\|x]] |

- [ ] to do
  1. one

Term
: What it means.

```rust
fn main() {}
```

<div onclick="x()"><b>raw</b> <img src="a.png" alt=""></div>

<!-- allow dead-link: soon -->
[gone](gone.md) ~~no~~ &amp; \[ &#x41;
"#;

pub(super) const AGENDA: &str = r#"+++
title = "Meeting"
kind = "agenda"
summary = "Two decisions."
start = "19:00"
minutes = 90
people = { min = 6, expected = 16, max = 30 }
buffer = 5
decision_rule = "consent"
roles = ["facilitator", "timekeeper", "note-taker"]
+++

## Go-round {#go-round .opening minutes=2+0.75/person cap=15 least=6 priority=must uses=other lead=facilitator}

Say your name.

> [!SAY] Welcome.

> [!CUE timekeeper] Show the card.

> [!MATERIALS]
> - pens, 1 per person
> - flipchart

> [!LATE] Pairs.

> [!WHAT IF] Someone talks: stack.

> [!DECISION] Do we? yes / no

## Talk {.discussion minutes=20 priority=could}

## Break {.break minutes=10}
"#;

pub(super) const BIB: &str = r#"@string{press = "The " # {Press}}
@comment{no}
@book{smith2001, title = {On {F}ruit \& \'Etudes}, author = {Smith, Ann and {The Group} and others}, date = {2001-05/2002}, publisher = press, url = {https://example.org/?a=1&b=2}, doi = {10.1/x}, note = "n", verified = {read 2026 by Ada}, langid = {french}}
@article{jones, title = {A}, journal = {J}, pages = {1--5}, crossref = {smith2001}, year = 1999, month = mar, volume = 3}
@inbook{in, xdata = {jones}, bookauthor = {de la Cruz, Jr, Ana}, edition = 2}
"#;

pub(super) const YAML: &str = "smith2001:\n  type: book\n  title:\n    value: On Fruit\n    short: Fruit\n  author: [\"Smith, Ann\", \"Jones, Bo\"]\n  date: 2001-05\n  \
    publisher: Press\n  page-range: 3-5\n  serial-number:\n    doi: 10.1/x\n    isbn: \"1\"\n  url:\n    value: https://example.org\n    date: 2020-01-01\n  verified: read by Ada\n\
    jones:\n  type: article\n  title: A\n  parent:\n    - type: periodical\n      title: J\n      volume: 3\n";

pub(super) const CSL: &str = r#"[{"id": "smith2001", "type": "book", "title": "On <i>Fruit</i>", "author": [{"family": "Smith", "given": "Ann"}, {"literal": "The Group"}],
"issued": {"date-parts": [[2001, 5, 3], [2002]]}, "publisher": "Press", "DOI": "10.1/x", "URL": "https://example.org", "note": "verified: read", "custom": {"a": 1}},
{"id": "jones", "type": "article-journal", "container-title": "J", "page": "1-5", "issued": {"raw": "1999"}, "volume": 3, "language": "fr"}]
"#;

pub(super) const REQUEST: &str = "GET /other.html?a=1 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
pub(super) const EVENTS: &str = "GET /.preview/origins?page=/other.html HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
