//! What is edited, and the project that it is put into.

use std::hash::{DefaultHasher, Hash, Hasher};

use groundwork::engine::Engine;

use super::laws::Extent;
use super::requests::Server;
use super::{Trial, laws};

/// One kind of input.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Where an input stands in the project; the empty path for requests.
    path: &'static str,
    /// Inputs of its own, beside those of the cases.
    pub(super) seeds: &'static [&'static str],
    /// What means something to the reader of such inputs.
    pub(super) tokens: &'static [&'static str],
}

pub(crate) const TARGETS: [Target; 8] = [
    Target {
        name: "front-matter",
        path: "content/fuzzed.md",
        seeds: &[FIELDS_TOML, FIELDS_YAML],
        tokens: FIELD_TOKENS,
    },
    Target {
        name: "markdown",
        path: "content/fuzzed.md",
        seeds: &[MARKDOWN],
        tokens: MARKDOWN_TOKENS,
    },
    Target {
        name: "agenda",
        path: "content/fuzzed.md",
        seeds: &[AGENDA],
        tokens: AGENDA_TOKENS,
    },
    Target {
        name: "site",
        path: "site.toml",
        seeds: &[SITE],
        tokens: FIELD_TOKENS,
    },
    Target {
        name: "bib",
        path: "content/fuzzed.bib",
        seeds: &[BIB],
        tokens: BIB_TOKENS,
    },
    Target {
        name: "yaml",
        path: "content/fuzzed.yaml",
        seeds: &[YAML],
        tokens: YAML_TOKENS,
    },
    Target {
        name: "csl",
        path: "content/fuzzed.json",
        seeds: &[CSL],
        tokens: CSL_TOKENS,
    },
    Target {
        name: "requests",
        path: "",
        seeds: &[REQUEST, EVENTS],
        tokens: REQUEST_TOKENS,
    },
];

impl Target {
    /// Whether a file of a case is an input of this target.
    pub(super) fn takes(&self, path: &str, text: &str) -> bool {
        let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        match self.name {
            "agenda" => text.contains("kind = \"agenda\""),
            "site" => path == "site.toml",
            "requests" => false,
            _ => path.starts_with("content/") && ending(path) == ending(self.path),
        }
    }

    pub(super) fn runner(&self) -> Runner {
        match self.path {
            "" => Runner::Requests(Server::start()),
            path => Runner::Builds(Builds {
                path,
                engine: Engine::default(),
                builds: 0,
            }),
        }
    }
}

/// What tries the inputs of a target, one after the other.
pub(super) enum Runner {
    Builds(Builds),
    Requests(Server),
}

impl Runner {
    pub(super) fn attempt(&mut self, input: &str) -> Trial {
        match self {
            Runner::Builds(builds) => builds.attempt(input),
            Runner::Requests(server) => server.attempt(input),
        }
    }
}

/// One engine that is given every input in turn, as a preview is given every edit.
pub(super) struct Builds {
    path: &'static str,
    engine: Engine,
    builds: usize,
}

/// One build in so many is of the whole site, and made by a fresh engine as well.
const FRESH: usize = 16;

impl Builds {
    fn attempt(&mut self, input: &str) -> Trial {
        let mut files: Vec<(&str, &str)> = PROJECT.to_vec();
        files.retain(|(path, _)| *path != self.path);
        files.push((self.path, input));
        let is_thorough = self.builds.is_multiple_of(FRESH);
        let extent = if is_thorough {
            Extent::All
        } else {
            Extent::Nearest
        };
        let (made, mut broken) = laws::build(&mut self.engine, &files, extent);
        self.builds += 1;
        if broken.is_none() && is_thorough {
            let (fresh, _) = laws::build(&mut Engine::default(), &files, extent);
            broken = made.differs(&fresh);
        }
        Trial {
            signature: signature(&made.rules()),
            broken,
        }
    }
}

/// Stands for which rules have found something, and how much of it.
fn signature(rules: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for at in rules.chunk_by(|one, other| one == other) {
        at[0].hash(&mut hasher);
        at.len().ilog2().hash(&mut hasher);
    }
    hasher.finish()
}

/// What stands beside the input. What may be in no artifact begins with [`laws::SECRET`].
const PROJECT: [(&str, &str); 6] = [
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

const SITE: &str = r#"title = "Test"
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

const FIELDS_TOML: &str = r#"+++
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

const FIELDS_YAML: &str = "---\ntitle: \"A way\"\nkind: concept\nsummary: >\n  What it\n  is for.\ntags: [a, 'b c', \"d\"]\n\
    aliases:\n  - old/path\n  - {page: x}\nupdated: 2026-11-20\ndraft: no\nsee_also: &see\n  - other\nprerequisites: *see\n---\n\n## Steps\n\nOne.\n";

const MARKDOWN: &str = r#"+++
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

const AGENDA: &str = r#"+++
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

const BIB: &str = r#"@string{press = "The " # {Press}}
@comment{no}
@book{smith2001, title = {On {F}ruit \& \'Etudes}, author = {Smith, Ann and {The Group} and others}, date = {2001-05/2002}, publisher = press, url = {https://example.org/?a=1&b=2}, doi = {10.1/x}, note = "n", verified = {read 2026 by Ada}, langid = {french}}
@article{jones, title = {A}, journal = {J}, pages = {1--5}, crossref = {smith2001}, year = 1999, month = mar, volume = 3}
@inbook{in, xdata = {jones}, bookauthor = {de la Cruz, Jr, Ana}, edition = 2}
"#;

const YAML: &str = "smith2001:\n  type: book\n  title:\n    value: On Fruit\n    short: Fruit\n  author: [\"Smith, Ann\", \"Jones, Bo\"]\n  date: 2001-05\n  \
    publisher: Press\n  page-range: 3-5\n  serial-number:\n    doi: 10.1/x\n    isbn: \"1\"\n  url:\n    value: https://example.org\n    date: 2020-01-01\n  verified: read by Ada\n\
    jones:\n  type: article\n  title: A\n  parent:\n    - type: periodical\n      title: J\n      volume: 3\n";

const CSL: &str = r#"[{"id": "smith2001", "type": "book", "title": "On <i>Fruit</i>", "author": [{"family": "Smith", "given": "Ann"}, {"literal": "The Group"}],
"issued": {"date-parts": [[2001, 5, 3], [2002]]}, "publisher": "Press", "DOI": "10.1/x", "URL": "https://example.org", "note": "verified: read", "custom": {"a": 1}},
{"id": "jones", "type": "article-journal", "container-title": "J", "page": "1-5", "issued": {"raw": "1999"}, "volume": 3, "language": "fr"}]
"#;

const REQUEST: &str = "GET /other.html?a=1 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
const EVENTS: &str = "GET /.preview/origins?page=/other.html HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

const FIELD_TOKENS: &[&str] = &[
    "+++\n",
    "---\n",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=",
    ":",
    "#",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{feff}",
    "\0",
    "true",
    "false",
    "null",
    "~",
    "nan",
    "inf",
    "-0",
    "1e309",
    "9223372036854775808",
    "0x",
    "1_0",
    "2026-02-30",
    "2026-11-20T10:00:00Z",
    "24:00",
    "&a",
    "*a",
    "<<: *a",
    "!!binary",
    "|",
    ">-",
    "- ",
    "? ",
    "title = ",
    "title: ",
    "kind = \"agenda\"\n",
    "kind = \"glossary\"\n",
    "kind = \"series\"\n",
    "kind = \"source\"\n",
    "kind = \"reading-list\"\n",
    "kind = \"ritual\"\n",
    "id = ",
    "aliases = [\"../x\"]\n",
    "aliases = [\"index.html\"]\n",
    "lang = \"fr\"\n",
    "lang = \"ar\"\n",
    "translation_of = \"other\"\n",
    "draft = true\n",
    "publish = false\n",
    "tags = [\"\", \"../x\", \"a/b\"]\n",
    "series = [\"fuzzed\"]\n",
    "prerequisites = [\"fuzzed\"]\n",
    "uses = [\"secret\"]\n",
    "see_also = [\"secret\", \"draft\"]\n",
    "print = true\n",
    "order = -1\n",
    "[print]\n",
    "[kinds.x]\n",
    "[[menu]]\n",
    "extra.a.b = 1\n",
    "languages = [\"fr\"]\n",
    "base_url = \"javascript:x\"\n",
    "theme = \"../x\"\n",
    "style = \"apa\"\n",
    "url = \"javascript:x\"\n",
    "<script>x()</script>",
    "\" onload=\"x()",
    "é",
    "\u{301}",
    "\u{202e}",
    "\u{200b}",
    "😀",
    "%",
    "/",
    "\\",
    "..",
    "index",
    "404",
];

const MARKDOWN_TOKENS: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "+ ",
    "# ",
    "## ",
    "###### ",
    "===\n",
    "---\n",
    "***",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "```\n",
    "```",
    "~~~\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[[",
    "]]",
    "![",
    "![[",
    "|",
    "||",
    "\\",
    "\\|",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<!-- allow dead-link: x -->",
    "<![CDATA[",
    "<?",
    "<b>",
    "</b>",
    "<p>",
    "<div>",
    "</div>",
    "<details>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<math>",
    "<table><td>",
    "<br>",
    "<img src=x onerror=x()>",
    "<a href=\"javascript:x()\">",
    "<a href=\"other.md\">",
    "<img src=\"//host/x.png\">",
    "<img src=\"\\\\host\\x\">",
    "&",
    "&amp;",
    "&#0;",
    "&#x10ffff;",
    "&nbsp;",
    "[@able]",
    "[@able, p. 3]",
    "[see @able, pp. 3-5; @nobody]",
    "[-@able]",
    "@able",
    "[source: able]",
    "[source: able, p. 1; smith2001]",
    "[source:",
    "[@",
    ";",
    ", p. ",
    "[[other]]",
    "[[secret]]",
    "[[draft]]",
    "[[other#",
    "[[#",
    "[[fuzzed|",
    "![[fuzzed]]",
    "![[other]]",
    "![[secret]]",
    "![[draft]]",
    "![[other#top]]",
    "[x](other.md)",
    "[x](<a b>)",
    "[x](javascript:x())",
    "[x][y]",
    "[y]: other.md\n",
    "[y]: javascript:x()\n",
    "[^1]",
    "[^1]: ",
    "[^n]",
    "{#id}",
    "{#id .c k=v}",
    "{",
    "}",
    "> [!NOTE]\n",
    "> [!SAY] ",
    "> [!FACILITATOR]\n> ",
    "> [!SYA] ",
    "> [!WARNING] x\n",
    "[!NOTE]",
    "- [ ] ",
    "- [x] ",
    ": ",
    "\n: def\n",
    "|a|b|\n|-|-|\n|c|d|\n",
    "https://example.org/a(b)",
    "www.example.org",
    "a@b.org",
    "$x$",
    "$$",
    "%%",
    "%% x %%",
    "==x==",
    "::: note\n",
    "\u{feff}",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\u{301}",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "😀",
    "👩‍👩‍👧",
    "א",
    "\u{202e}",
    "。",
    "…",
    "“",
    "’",
    "Mr. ",
    "e.g. ",
    ". ",
    "? ",
    "1.5 ",
];

const AGENDA_TOKENS: &[&str] = &[
    "{",
    "}",
    "{minutes=5}",
    "{minutes=0}",
    "{minutes=2+1/person}",
    "{minutes=0.1/person}",
    "minutes=",
    "minutes=99999999999999999999",
    "minutes=1e9",
    "minutes=-1",
    "minutes=nan",
    " cap=",
    " least=",
    " priority=must",
    " priority=could",
    " priority=",
    " uses=other",
    " uses=fuzzed,secret",
    " lead=facilitator",
    " .break",
    " .decision",
    " .closing",
    "#id",
    " ",
    "+",
    "/person",
    "/member",
    " group=3",
    " group=0",
    "start = \"19:00\"\n",
    "start = \"7pm\"\n",
    "start = \"23:59\"\n",
    "start = \"\"\n",
    "minutes = 0\n",
    "minutes = 1e9\n",
    "minutes = -5\n",
    "people = 3\n",
    "people = { min = 30, max = 2 }\n",
    "people = { expected = 1000000000 }\n",
    "buffer = 999\n",
    "roles = []\n",
    "roles = [\"\", \"x\"]\n",
    "decision_rule = \"x\"\n",
    "kind = \"handout\"\n",
    "## ",
    "### ",
    "# ",
    "> ",
    "> [!SAY] ",
    "> [!SAY]\n",
    "> [!FACILITATOR] ",
    "> [!LATE] ",
    "> [!WHAT IF] ",
    "> [!WHAT IF people > 18] ",
    "> [!CUE timekeeper] ",
    "> [!CUE] ",
    "> [!CUE nobody] ",
    "> [!MATERIALS]\n> - pens, 1 per person\n",
    "> - ",
    ", 2 per group",
    ", 1 per 3 people",
    ", 99999999999 per person",
    "> [!DECISION] ",
    "> [!ONLINE]\n",
    "> [!NOTE] ",
    "> [!SYA] ",
    "{start}",
    "{end}",
    "{start+30}",
    "{people}",
    "____",
    "- ",
    "1. ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "![[secret]]",
    "![[other]]",
    "[[secret]]",
    "[@able]",
    "[^1]",
    "[^1]: x\n",
    "```\n",
    "<div>",
    "<script>x()</script>",
    "\\{",
    "&#123;",
    "\u{202e}",
    "é",
    "😀",
    "\0",
];

const BIB_TOKENS: &[&str] = &[
    "@",
    "@book{",
    "@article{x,",
    "@string{a = \"b\"}",
    "@preamble{\"x\"}",
    "@comment{",
    "@xdata{x,",
    "{",
    "}",
    "{{",
    "}}",
    "(",
    ")",
    "\"",
    ",",
    "=",
    "#",
    " # ",
    "\\",
    "\\'",
    "\\\"{",
    "\\&",
    "\\%",
    "\\url{",
    "\\emph{",
    "\\textit{",
    "\\href{x}{",
    "\\ss",
    "\\i",
    "$",
    "$x^2$",
    "~",
    "--",
    "---",
    "%",
    "\n",
    "\r\n",
    "\t",
    " and ",
    " and others",
    "{The Group}",
    ", Jr, ",
    "von der ",
    "title = ",
    "author = ",
    "editor = {",
    "date = {",
    "date = {2020-13-45}",
    "date = {-0044/..}",
    "date = {2020~?}",
    "year = {n.d.}",
    "year = 99999999999",
    "month = feb",
    "crossref = {",
    "xdata = {",
    "xref = {smith2001}",
    "related = {",
    "ids = {",
    "crossref = {jones}",
    "crossref = {in}",
    "url = {javascript:x()}",
    "url = {http://[}",
    "doi = {https://doi.org/10.1/<x>}",
    "note = {",
    "verified = {",
    "archived = {javascript:x()}",
    "access = {",
    "superseded_by = {jones}",
    "correction = {",
    "level = {",
    "langid = {",
    "pages = {",
    "keywords = {",
    "file = {",
    "abstract = {",
    "@misc{able,",
    "@online{",
    "@unknown{",
    "<script>x()</script>",
    "<i>",
    "\" onload=\"x()",
    "&",
    "é",
    "\u{301}",
    "א",
    "\u{202e}",
    "😀",
    "\0",
    "\u{feff}",
];

const YAML_TOKENS: &[&str] = &[
    ":",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "-",
    "? ",
    "|",
    ">",
    ">-",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!x ",
    "#",
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "\"\\x",
    "\"\\u",
    "\t",
    "\r\n",
    "~",
    "null",
    "true",
    "2001-05-03",
    "2001",
    "-44",
    "0x1f",
    ".inf",
    ".nan",
    "1e999",
    "99999999999999999999",
    "12:30:45",
    "type: ",
    "type: article\n",
    "type: web\n",
    "type: [",
    "title: ",
    "author: ",
    "author: [",
    "  name: ",
    "  given-name: ",
    "  prefix: ",
    "date: ",
    "parent: ",
    "parent:\n    type: ",
    "page-range: ",
    "volume: ",
    "issue: ",
    "edition: ",
    "url: ",
    "serial-number: ",
    "language: ",
    "affiliated: ",
    "runtime: ",
    "time-range: ",
    "verified: ",
    "archived: ",
    "access: ",
    "superseded_by: jones\n",
    "correction: ",
    "smith2001:\n",
    "able:\n",
    "'':\n",
    "site_name: x\n",
    "on:\n",
    "javascript:x()",
    "<script>x()</script>",
    "<i>",
    "$x$",
    "é",
    "\u{301}",
    "א",
    "😀",
    "\0",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
];

const CSL_TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\\u0000",
    "\\\"",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1e999",
    "1.5",
    "99999999999999999999",
    "[]",
    "{}",
    "[[",
    "]]",
    "\n",
    "\t",
    "//",
    "/*",
    "\"id\": ",
    "\"id\": 1,",
    "\"id\": \"\",",
    "\"type\": ",
    "\"type\": \"webpage\",",
    "\"type\": \"unknown\",",
    "\"title\": ",
    "\"author\": ",
    "\"author\": [{}],",
    "\"family\": ",
    "\"given\": ",
    "\"literal\": ",
    "\"suffix\": ",
    "\"non-dropping-particle\": ",
    "\"issued\": ",
    "\"issued\": {\"date-parts\": [[]]},",
    "\"issued\": {\"date-parts\": [[2001, 13, 45]]},",
    "\"issued\": {\"date-parts\": [[\"x\"]]},",
    "\"issued\": {\"literal\": \"spring\"},",
    "\"season\": 1",
    "\"circa\": true",
    "\"accessed\": ",
    "\"URL\": \"javascript:x()\",",
    "\"DOI\": ",
    "\"ISBN\": ",
    "\"page\": ",
    "\"volume\": ",
    "\"edition\": ",
    "\"note\": ",
    "\"note\": \"verified: x\\narchived: javascript:x()\",",
    "\"custom\": ",
    "\"language\": ",
    "\"container-title\": ",
    "\"collection-title\": ",
    "\"publisher-place\": ",
    "\"citation-key\": ",
    "\"items\": [",
    "<i>",
    "<sup>",
    "<span class=\\\"nocase\\\">",
    "<script>x()</script>",
    "$x$",
    "é",
    "א",
    "😀",
    "\0",
    "\u{feff}",
];

const REQUEST_TOKENS: &[&str] = &[
    "GET ",
    "HEAD ",
    "POST ",
    "PUT ",
    "OPTIONS ",
    "CONNECT ",
    "TRACE ",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/0.9",
    " HTTP/9.9",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\r",
    "\0",
    " ",
    "\t",
    ":",
    "/",
    "//",
    "/..",
    "/../",
    "/./",
    "/%2e%2e/",
    "/..%2f",
    "\\",
    "%00",
    "%0d%0a",
    "%ff",
    "%",
    "%25",
    "?",
    "#",
    "&",
    "=",
    "/index.html",
    "/secret.html",
    "/draft.html",
    "/site.toml",
    "/content/draft.md",
    "/.env",
    "/outside.txt",
    "/../outside.txt",
    "/.preview/",
    "/.preview/preview.js",
    "/.preview/events?page=/x.html&since=1",
    "/.preview/origins?page=/../outside.txt",
    "/.preview/open?",
    "http://localhost/",
    "http://evil.example/",
    "Host: localhost\r\n",
    "Host: evil.example\r\n",
    "Host: \r\n",
    "Host: 127.0.0.1:+80\r\n",
    "Host: [::1]\r\n",
    "Host: localhost, evil.example\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: identity\r\n",
    "5\r\nhello\r\n0\r\n\r\n",
    "Expect: 100-continue\r\n",
    "Connection: keep-alive\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\n",
    "Range: bytes=0-1\r\n",
    "Range: bytes=99999999999-\r\n",
    "If-None-Match: \"x\"\r\n",
    "If-None-Match: *\r\n",
    "Accept-Encoding: gzip\r\n",
    "Accept: text/event-stream\r\n",
    "Origin: null\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "X: ",
    " X: folded\r\n",
    "é",
    "\u{ff}",
    "😀",
];
