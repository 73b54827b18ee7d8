//! One block again and again on a page, beside each other or within each other.

use super::{Files, Generator, each, file, one_page, page};

pub(super) const ALL: &[Generator] = &[
    Generator {
        name: "equal-headings",
        full: 20_000,
        files: |n| one_page(&"## Same\n\n".repeat(n)),
    },
    Generator {
        name: "headings",
        full: 20_000,
        files: |n| one_page(&each(n, |at| format!("## Heading {at}\n\nText.\n\n"))),
    },
    Generator {
        name: "equal-heading-ids",
        full: 20_000,
        files: |n| one_page(&"## A {#a}\n\n".repeat(n)),
    },
    Generator {
        name: "headings-that-end-in-numbers",
        full: 20_000,
        files: |n| one_page(&each(n, |at| format!("## Same {}\n\n## Same\n\n", at % 7))),
    },
    Generator {
        name: "links-to-headings",
        full: 20_000,
        files: |n| {
            one_page(&each(n, |at| {
                format!("## Heading {at}\n\n[[#heading-{at}]]\n\n")
            }))
        },
    },
    Generator {
        name: "dead-headings",
        full: 10_000,
        files: |n| {
            one_page(&each(n, |at| {
                format!("## Heading {at}\n\n[[#heding-{at}]]\n\n")
            }))
        },
    },
    Generator {
        name: "heading-classes",
        full: 100_000,
        files: |n| {
            one_page(&format!(
                "## A {{{}}}\n\nText.",
                each(n, |at| format!(".c{at} "))
            ))
        },
    },
    Generator {
        name: "heading-attributes",
        full: 100_000,
        files: |n| {
            one_page(&format!(
                "## A {{{}}}\n\nText.",
                each(n, |at| format!("k{at}=v "))
            ))
        },
    },
    Generator {
        name: "one-heading",
        full: 1_000_000,
        files: |n| one_page(&format!("## {}\n\nText.", "a".repeat(n))),
    },
    Generator {
        name: "nested-quotes",
        full: 10_000,
        files: |n| one_page(&format!("{}a", "> ".repeat(n))),
    },
    Generator {
        name: "nested-quotes-on-many-lines",
        full: 400,
        files: |n| one_page(&format!("{}a\n", "> ".repeat(n)).repeat(n)),
    },
    Generator {
        name: "nested-lists",
        full: 10_000,
        files: |n| one_page(&format!("{}a", "- ".repeat(n))),
    },
    Generator {
        name: "nested-lists-by-indent",
        full: 1_000,
        files: |n| one_page(&each(n, |at| format!("{}- a\n", "  ".repeat(at)))),
    },
    Generator {
        name: "nested-markers",
        full: 10_000,
        files: |n| one_page(&format!("{}a", "> [!SAY] ".repeat(n))),
    },
    Generator {
        name: "nested-alerts-on-lines",
        full: 300,
        files: |n| one_page(&each(n, |at| format!("{}[!NOTE]\n", "> ".repeat(at + 1)))),
    },
    Generator {
        name: "markers",
        full: 20_000,
        files: |n| one_page(&"> [!NOTE]\n> a\n\n".repeat(n)),
    },
    Generator {
        name: "withheld-markers",
        full: 20_000,
        files: |n| one_page(&"> [!SAY]\n> a [[a]]\n\n## H\n\n".repeat(n)),
    },
    Generator {
        name: "unknown-markers",
        full: 10_000,
        files: |n| one_page(&"> [!NONSENSE]\n> a\n\n".repeat(n)),
    },
    Generator {
        name: "items",
        full: 100_000,
        files: |n| one_page(&"- a\n".repeat(n)),
    },
    Generator {
        name: "loose-items",
        full: 100_000,
        files: |n| one_page(&"- a\n\n".repeat(n)),
    },
    Generator {
        name: "tasks",
        full: 100_000,
        files: |n| one_page(&"- [ ] a\n".repeat(n)),
    },
    Generator {
        name: "terms",
        full: 50_000,
        files: |n| one_page(&each(n, |at| format!("Term {at}\n: Definition\n\n"))),
    },
    Generator {
        name: "table-columns",
        full: 100_000,
        files: |n| {
            one_page(&format!(
                "|{}\n|{}\n|{}\n",
                "a|".repeat(n),
                "-|".repeat(n),
                "b|".repeat(n)
            ))
        },
    },
    Generator {
        name: "table-rows",
        full: 100_000,
        files: |n| one_page(&format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n))),
    },
    Generator {
        name: "table-short-rows",
        full: 3_000,
        files: |n| {
            one_page(&format!(
                "|{}\n|{}\n{}",
                "a|".repeat(n),
                "-|".repeat(n),
                "|c|\n".repeat(n)
            ))
        },
    },
    Generator {
        name: "tables",
        full: 20_000,
        files: |n| one_page(&"|a|b|\n|-|-|\n|c|d|\n\n".repeat(n)),
    },
    Generator {
        name: "rules",
        full: 100_000,
        files: |n| one_page(&"***\n\n".repeat(n)),
    },
    Generator {
        name: "one-word",
        full: 1_000_000,
        files: |n| one_page(&"a".repeat(n)),
    },
    Generator {
        name: "one-line",
        full: 9_000_000,
        files: |n| one_page(&"some words and ".repeat(n / 15)),
    },
    Generator {
        name: "words",
        full: 100_000,
        files: |n| one_page(&each(n, |at| format!("word{at} "))),
    },
    Generator {
        name: "lines",
        full: 500_000,
        files: |n| one_page(&"a line\n".repeat(n)),
    },
    Generator {
        name: "blank-lines",
        full: 2_000_000,
        files: |n| one_page(&"\n".repeat(n)),
    },
    Generator {
        name: "code-blocks",
        full: 20_000,
        files: |n| {
            one_page(&each(n, |at| {
                format!("```rust\nlet a{at} = \"b\";\n```\n\n")
            }))
        },
    },
    Generator {
        name: "code-long-line",
        full: 60_000,
        files: |n| one_page(&format!("```js\n{}\n```\n", "a(b[\"c\"]/d/".repeat(n / 10))),
    },
    Generator {
        name: "code-pathological",
        full: 60_000,
        files: |n| {
            one_page(&format!(
                "```perl\n{}\n```\n```markdown\n{}\n```\n```html\n{}\n```\n",
                "s{".repeat(n / 2),
                "*a **b [c".repeat(n / 9),
                "<a b='".repeat(n / 6)
            ))
        },
    },
    Generator {
        name: "code-many-languages",
        full: 300,
        files: code_in_languages,
    },
    Generator {
        name: "code-on-many-pages",
        full: 50,
        files: |n| {
            (0..n)
                .map(|at| {
                    file(
                        &format!("content/c{at}.md"),
                        page(
                            "",
                            &format!(
                                "```python\n{}```\n",
                                format!("def f{at}(a): return [a for b in {{'c': 1}}]\n")
                                    .repeat(100)
                            ),
                        ),
                    )
                })
                .collect()
        },
    },
    Generator {
        name: "unclosed-fences",
        full: 50_000,
        files: |n| one_page(&"``` a\n".repeat(n)),
    },
    Generator {
        name: "html-in-a-line",
        full: 100_000,
        files: |n| one_page(&"<div>".repeat(n)),
    },
    Generator {
        name: "html-closed",
        full: 50_000,
        files: |n| one_page(&format!("{}{}", "<div>".repeat(n), "</div>".repeat(n))),
    },
    Generator {
        name: "html-beside",
        full: 50_000,
        files: |n| one_page(&"<div>a</div>".repeat(n)),
    },
    Generator {
        name: "html-paragraphs",
        full: 50_000,
        files: |n| one_page(&"<p><table><tr><td>a".repeat(n)),
    },
    Generator {
        name: "html-attributes",
        full: 100_000,
        files: |n| one_page(&format!("<p {}>a</p>", each(n, |at| format!("a{at}=1 ")))),
    },
    Generator {
        name: "html-formatting",
        full: 20_000,
        files: |n| one_page(&"<b><i><p>".repeat(n)),
    },
    Generator {
        name: "html-misnested",
        full: 20_000,
        files: |n| one_page(&"<a><b></a><p></b>".repeat(n)),
    },
    Generator {
        name: "html-comments",
        full: 100_000,
        files: |n| one_page(&"<!-- a -->".repeat(n)),
    },
    Generator {
        name: "html-open-comments",
        full: 100_000,
        files: |n| one_page(&"<!-- ".repeat(n)),
    },
    Generator {
        name: "allowances",
        full: 20_000,
        files: |n| one_page(&"<!-- allow dead-link: later -->\n[[nowhere]]\n\n".repeat(n)),
    },
    Generator {
        name: "allowances-in-a-line",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "{}\n[[nowhere]]\n",
                "<!-- allow dead-link: later -->".repeat(n)
            ))
        },
    },
    Generator {
        name: "html-blocks",
        full: 20_000,
        files: |n| one_page(&"<div>\n\ntext\n\n</div>\n\n".repeat(n)),
    },
    Generator {
        name: "hidden",
        full: 100_000,
        files: |n| one_page(&"%%".repeat(n)),
    },
    Generator {
        name: "hidden-lines",
        full: 100_000,
        files: |n| one_page(&"%%\n\n".repeat(n)),
    },
    Generator {
        name: "definitions",
        full: 100_000,
        files: |n| one_page(&each(n, |at| format!("[l{at}]: b.md\n"))),
    },
    Generator {
        name: "definitions-used",
        full: 20_000,
        files: |n| {
            one_page(&format!(
                "{}\n{}",
                each(n, |at| format!("[l{at}]: b.md\n")),
                each(n, |at| format!("[a][l{at}] [b][@x{at}]\n"))
            ))
        },
    },
];

fn code_in_languages(times: usize) -> Files {
    let languages = [
        "rust", "js", "html", "perl", "ruby", "php", "cpp", "tex", "sh", "css",
    ];
    let blocks = languages.map(|name| {
        format!(
            "```{name}\n{}\n```\n\n",
            "a = (\"b\" / 'c' + [d]) // {e: <f>}\n".repeat(times)
        )
    });
    one_page(&blocks.concat())
}
