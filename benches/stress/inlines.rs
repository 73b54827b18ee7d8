//! One thing again and again in a paragraph.

use super::{Files, Generator, each, file, one_page, page};

pub(super) const ALL: &[Generator] = &[
    Generator {
        name: "open-brackets",
        full: 50_000,
        files: |n| one_page(&"[".repeat(n)),
    },
    Generator {
        name: "open-double-brackets",
        full: 50_000,
        files: |n| one_page(&"[[".repeat(n)),
    },
    Generator {
        name: "nested-brackets",
        full: 50_000,
        files: |n| one_page(&format!("{}a{}", "[".repeat(n), "]".repeat(n))),
    },
    Generator {
        name: "nested-wiki-links",
        full: 20_000,
        files: |n| one_page(&format!("{}a{}", "[[".repeat(n), "]]".repeat(n))),
    },
    Generator {
        name: "nested-destinations",
        full: 50_000,
        files: |n| one_page(&format!("{}a", "[a](".repeat(n))),
    },
    Generator {
        name: "open-pictures",
        full: 50_000,
        files: |n| one_page(&"![".repeat(n)),
    },
    Generator {
        name: "open-marks",
        full: 50_000,
        files: |n| one_page(&"[@a".repeat(n)),
    },
    Generator {
        name: "open-sources",
        full: 50_000,
        files: |n| one_page(&"[source: ".repeat(n)),
    },
    Generator {
        name: "open-markers",
        full: 20_000,
        files: |n| one_page(&"[!SAY ".repeat(n)),
    },
    Generator {
        name: "open-angles",
        full: 50_000,
        files: |n| one_page(&"a <b c=\"".repeat(n)),
    },
    Generator {
        name: "open-instructions",
        full: 50_000,
        files: |n| one_page(&"a <? ".repeat(n)),
    },
    Generator {
        name: "open-declarations",
        full: 50_000,
        files: |n| one_page(&"a <!X ".repeat(n)),
    },
    Generator {
        name: "open-cdata",
        full: 50_000,
        files: |n| one_page(&"a <![CDATA[".repeat(n)),
    },
    Generator {
        name: "open-inline-comments",
        full: 50_000,
        files: |n| one_page(&"a <!-- ".repeat(n)),
    },
    Generator {
        name: "emphasis",
        full: 100_000,
        files: |n| one_page(&"*a **b ".repeat(n)),
    },
    Generator {
        name: "emphasis-nested",
        full: 20_000,
        files: |n| one_page(&format!("{}b{}", "*a ".repeat(n), " c*".repeat(n))),
    },
    Generator {
        name: "emphasis-mixed",
        full: 50_000,
        files: |n| one_page(&"*_~~".repeat(n)),
    },
    Generator {
        name: "struck",
        full: 50_000,
        files: |n| one_page(&"~a ~~b ".repeat(n)),
    },
    Generator {
        name: "backticks",
        full: 50_000,
        files: |n| one_page(&each(n, |at| format!("{}a", "`".repeat(at % 300 + 1)))),
    },
    Generator {
        name: "entities",
        full: 100_000,
        files: |n| one_page(&"&amp;&#65;&nope;".repeat(n)),
    },
    Generator {
        name: "escapes",
        full: 200_000,
        files: |n| one_page(&"\\*\\[\\]".repeat(n)),
    },
    Generator {
        name: "addresses",
        full: 50_000,
        files: |n| one_page(&"https://example.org/a ".repeat(n)),
    },
    Generator {
        name: "addresses-without-space",
        full: 50_000,
        files: |n| one_page(&"https://example.org/".repeat(n)),
    },
    Generator {
        name: "begun-addresses",
        full: 50_000,
        files: |n| one_page(&"www.".repeat(n)),
    },
    Generator {
        name: "schemes",
        full: 50_000,
        files: |n| one_page(&"://".repeat(n)),
    },
    Generator {
        name: "mail-addresses",
        full: 50_000,
        files: |n| one_page(&"a@b.org ".repeat(n)),
    },
    Generator {
        name: "at-signs",
        full: 100_000,
        files: |n| one_page(&"@a".repeat(n)),
    },
    Generator {
        name: "braces",
        full: 100_000,
        files: |n| one_page(&"{a=".repeat(n)),
    },
    Generator {
        name: "dollars",
        full: 100_000,
        files: |n| one_page(&"$a ".repeat(n)),
    },
    Generator {
        name: "footnotes",
        full: 50_000,
        files: |n| {
            one_page(&format!(
                "{}\n\n{}",
                each(n, |at| format!("a[^n{at}] ")),
                each(n, |at| format!("[^n{at}]: Note.\n\n"))
            ))
        },
    },
    Generator {
        name: "footnotes-unused",
        full: 50_000,
        files: |n| one_page(&each(n, |at| format!("[^n{at}]: Note.\n\n"))),
    },
    Generator {
        name: "footnotes-missing",
        full: 50_000,
        files: |n| {
            one_page(&format!(
                "{}\n\n[^x]: Note.\n",
                each(n, |at| format!("a[^n{at}] "))
            ))
        },
    },
    Generator {
        name: "footnotes-half-missing",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "{}\n\n{}",
                each(2 * n, |at| format!("a[^n{at}] ")),
                each(n, |at| format!("[^n{at}]: Note.\n\n"))
            ))
        },
    },
    Generator {
        name: "footnotes-equal",
        full: 20_000,
        files: |n| one_page(&format!("a[^a]\n\n{}", "[^a]: Note.\n\n".repeat(n))),
    },
    Generator {
        name: "footnote-used-often",
        full: 100_000,
        files: |n| one_page(&format!("{}\n\n[^a]: Note.\n", "a[^a] ".repeat(n))),
    },
    Generator {
        name: "footnotes-in-a-chain",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "a[^n0]\n\n{}",
                each(n, |at| format!("[^n{at}]: See[^n{}].\n\n", at + 1))
            ))
        },
    },
    Generator {
        name: "footnotes-before-marks",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "{}\n\n{}",
                each(n, |at| format!("a[^n{at}][@a] ")),
                each(n, |at| format!("[^n{at}]: Note.\n\n"))
            ))
        },
    },
    Generator {
        name: "dead-links",
        full: 100_000,
        files: |n| one_page(&each(n, |at| format!("[[nowhere-{at}]] "))),
    },
    Generator {
        name: "dead-paths",
        full: 100_000,
        files: |n| one_page(&each(n, |at| format!("[a](nowhere-{at}.md) "))),
    },
    Generator {
        name: "dead-pictures",
        full: 50_000,
        files: |n| one_page(&each(n, |at| format!("![a](nowhere-{at}.png) "))),
    },
    Generator {
        name: "links-in-a-sentence",
        full: 20_000,
        files: links_in_a_sentence,
    },
    Generator {
        name: "bare-links-in-a-sentence",
        full: 20_000,
        files: bare_links_in_a_sentence,
    },
    Generator {
        name: "words-before-marks",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "{}\n\n{}",
                each(n, |at| format!("[words {at}][@a] ")),
                each(n, |at| format!("[words {at}]: b.md\n"))
            ))
        },
    },
    Generator {
        name: "refused-addresses",
        full: 50_000,
        files: |n| one_page(&"[a](javascript:b) ".repeat(n)),
    },
    Generator {
        name: "inline-html",
        full: 50_000,
        files: |n| one_page(&"a <b>".repeat(n)),
    },
    Generator {
        name: "inline-html-closed",
        full: 50_000,
        files: |n| one_page(&"a <b>c</b> ".repeat(n)),
    },
    Generator {
        name: "one-sentence",
        full: 200_000,
        files: |n| one_page(&format!("{} [[a]].", "word. and ".repeat(n))),
    },
    Generator {
        name: "one-sentence-not-ascii",
        full: 100_000,
        files: |n| one_page(&format!("é {} [[a]].", "word. and ".repeat(n))),
    },
    Generator {
        name: "placeholders",
        full: 50_000,
        files: |n| one_page(&"TODO: write ".repeat(n)),
    },
    Generator {
        name: "combining",
        full: 200_000,
        files: |n| one_page(&format!("a{}", "\u{301}".repeat(n))),
    },
];

fn links_in_a_sentence(times: usize) -> Files {
    vec![
        file("content/a.md", page("", &"[see](b.md) and ".repeat(times))),
        file("content/b.md", page("", "Text.")),
    ]
}

fn bare_links_in_a_sentence(times: usize) -> Files {
    vec![
        file("content/a.md", page("", &"[[b]] and ".repeat(times))),
        file("content/b.md", page("", "Text.")),
    ]
}
