//! Records of bibliographies, and pages that cite them.

use super::{Files, Generator, each, file, one_page, page};

pub(super) const ALL: &[Generator] = &[
    Generator {
        name: "unknown-works",
        full: 50_000,
        files: |n| {
            cited(
                &each(100, book),
                &each(n, |at| format!("A claim [@nobody{at}]. ")),
            )
        },
    },
    Generator {
        name: "unknown-works-near-known-ones",
        full: 10_000,
        files: |n| {
            cited(
                &each(n, book),
                &each(n, |at| format!("A claim [@bok{at}]. ")),
            )
        },
    },
    Generator {
        name: "works-in-a-mark",
        full: 20_000,
        files: |n| {
            cited(
                &each(n, book),
                &format!(
                    "A claim [{}].",
                    each(n, |at| format!("@book{at}, p. {at}; "))
                ),
            )
        },
    },
    Generator {
        name: "one-work-in-a-mark",
        full: 20_000,
        files: |n| {
            cited(
                &each(1, book),
                &format!("A claim [{}].", "@book0; ".repeat(n)),
            )
        },
    },
    Generator {
        name: "works-cited",
        full: 10_000,
        files: |n| {
            cited(
                &each(n, book),
                &each(n, |at| format!("A claim [@book{at}]. ")),
            )
        },
    },
    Generator {
        name: "one-work-cited-often",
        full: 50_000,
        files: |n| {
            cited(
                &each(1, book),
                &each(n, |at| format!("Claim {at} [@book0, p. {at}]. ")),
            )
        },
    },
    Generator {
        name: "one-work-cited-in-a-sentence",
        full: 20_000,
        files: |n| {
            cited(
                &each(1, book),
                &each(n, |at| format!("claim {at} [@book0, p. {at}] ")),
            )
        },
    },
    Generator {
        name: "marks-stacked",
        full: 20_000,
        files: |n| cited(&each(1, book), &"[@book0]".repeat(n)),
    },
    Generator {
        name: "records",
        full: 20_000,
        files: |n| cited(&each(n, book), "Text."),
    },
    Generator {
        name: "records-with-one-key",
        full: 20_000,
        files: |n| cited(&each(n, |_| book(0)), "Text."),
    },
    Generator {
        name: "record-authors",
        full: 20_000,
        files: |n| {
            cited(
                &format!(
                    "@book{{a, title={{A}}, year=2020, author={{{}}}}}",
                    each(n, |at| format!("Name{at}, First and "))
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "record-fields",
        full: 20_000,
        files: |n| {
            cited(
                &format!(
                    "@book{{a, title={{A}}, year=2020, {}}}",
                    each(n, |at| format!("field{at}={{x}}, "))
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "record-long-title",
        full: 1_000_000,
        files: |n| {
            cited(
                &format!("@book{{a, title={{{}}}, year=2020}}", "a ".repeat(n / 2)),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "record-deep-braces",
        full: 20_000,
        files: |n| {
            cited(
                &format!(
                    "@book{{a, title={{{}a{}}}, year=2020}}",
                    "{".repeat(n),
                    "}".repeat(n)
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "record-commands",
        full: 20_000,
        files: |n| {
            cited(
                &format!("@book{{a, title={{{}}}, year=2020}}", "\\emph{a".repeat(n)),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "strings-doubled",
        full: 40,
        files: |n| {
            cited(
                &format!(
                    "@string{{s0 = \"lol\"}}\n{}@book{{a, title=s{n}, year=2020}}",
                    each(n, |at| format!("@string{{s{} = s{at} # s{at}}}\n", at + 1))
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "strings-in-a-chain",
        full: 10_000,
        files: |n| {
            cited(
                &format!(
                    "@string{{s0 = \"lol\"}}\n{}@book{{a, title=s{n}, year=2020}}",
                    each(n, |at| format!("@string{{s{} = s{at}}}\n", at + 1))
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "strings-joined",
        full: 20_000,
        files: |n| {
            cited(
                &format!(
                    "@string{{s = \"lol\"}}\n@book{{a, title={}s, year=2020}}",
                    "s # ".repeat(n)
                ),
                "A claim [@a].",
            )
        },
    },
    Generator {
        name: "crossrefs-in-a-chain",
        full: 5_000,
        files: |n| {
            cited(
                &each(n, |at| {
                    format!(
                        "@book{{b{at}, title={{T}}, year=2020, crossref={{b{}}}}}\n",
                        at + 1
                    )
                }),
                "A claim [@b0].",
            )
        },
    },
    Generator {
        name: "crossrefs-to-one",
        full: 5_000,
        files: |n| {
            cited(
                &format!(
                    "{}@book{{b, title={{{}}}, year=2020}}",
                    each(n, |at| format!(
                        "@inbook{{b{at}, title={{T}}, crossref={{b}}}}\n"
                    )),
                    "long ".repeat(n)
                ),
                "A claim [@b0].",
            )
        },
    },
    Generator {
        name: "crossrefs-in-a-circle",
        full: 5_000,
        files: |n| {
            cited(
                &each(n, |at| {
                    format!(
                        "@book{{b{at}, title={{T}}, year=2020, crossref={{b{}}}}}\n",
                        (at + 1) % n
                    )
                }),
                "A claim [@b0].",
            )
        },
    },
    Generator {
        name: "open-records",
        full: 20_000,
        files: |n| cited(&"@book{a, title={\n".repeat(n), "Text."),
    },
    Generator {
        name: "broken-records",
        full: 10_000,
        files: |n| {
            cited(
                &each(n, |at| format!("@book{{b{at}, title=, year}}\n")),
                "Text.",
            )
        },
    },
    Generator {
        name: "at-signs-in-a-bibliography",
        full: 100_000,
        files: |n| cited(&"@".repeat(n), "Text."),
    },
    Generator {
        name: "yaml-records",
        full: 5_000,
        files: |n| {
            yaml(&each(n, |at| {
                format!("b{at}:\n  type: book\n  title: T\n  date: 2020\n")
            }))
        },
    },
    Generator {
        name: "yaml-equal-records",
        full: 5_000,
        files: |n| yaml(&"b:\n  type: book\n  title: T\n".repeat(n)),
    },
    Generator {
        name: "yaml-parents",
        full: 90,
        files: |n| {
            yaml(&format!(
                "b:\n  type: article\n  title: T\n{}",
                each(n, |at| format!(
                    "{}parent:\n{}type: book\n",
                    "  ".repeat(at + 1),
                    "  ".repeat(at + 2)
                ))
            ))
        },
    },
    Generator {
        name: "yaml-bibliography-aliases",
        full: 12,
        files: |n| {
            yaml(&format!(
                "a0: &a0 [lol]\n{}",
                each(n, |at| format!(
                    "a{}: &a{} [{}]\n",
                    at + 1,
                    at + 1,
                    vec![format!("*a{at}"); 10].join(", ")
                ))
            ))
        },
    },
    Generator {
        name: "yaml-broken-records",
        full: 2_000,
        files: |n| {
            yaml(&each(n, |at| {
                format!("b{at}:\n  type: nonsense\n  title: [\n")
            }))
        },
    },
    Generator {
        name: "json-records",
        full: 10_000,
        files: |n| {
            json(&format!(
                "[{}]",
                vec![r#"{"id":"a","type":"book","title":"T"}"#; n].join(",")
            ))
        },
    },
    Generator {
        name: "json-deep",
        full: 100_000,
        files: |n| json(&"[".repeat(n)),
    },
    Generator {
        name: "json-deep-field",
        full: 100_000,
        files: |n| {
            json(&format!(
                "[{{\"id\":\"a\",\"type\":\"book\",\"title\":{}1{}}}]",
                "[".repeat(n),
                "]".repeat(n)
            ))
        },
    },
    Generator {
        name: "json-authors",
        full: 20_000,
        files: |n| {
            json(&format!(
                "[{{\"id\":\"a\",\"type\":\"book\",\"title\":\"T\",\"author\":[{}]}}]",
                vec![r#"{"family":"A","given":"B"}"#; n].join(",")
            ))
        },
    },
    Generator {
        name: "reading-list",
        full: 5_000,
        files: |n| {
            vec![
                file("content/s.bib", each(n, book)),
                file(
                    "content/a.md",
                    page(
                        "kind = \"reading-list\"\n",
                        &each(n, |at| format!("- [@book{at}] on this.\n")),
                    ),
                ),
            ]
        },
    },
    Generator {
        name: "reading-list-of-one",
        full: 20_000,
        files: |n| {
            vec![
                file("content/s.bib", each(1, book)),
                file(
                    "content/a.md",
                    page(
                        "kind = \"reading-list\"\n",
                        &"- [@book0] on this.\n".repeat(n),
                    ),
                ),
            ]
        },
    },
    Generator {
        name: "locators",
        full: 50_000,
        files: |n| {
            cited(
                &each(1, book),
                &format!("A claim [@book0, {}].", "p. 3, sec. 4, ".repeat(n)),
            )
        },
    },
    Generator {
        name: "bibliographies",
        full: 2_000,
        files: |n| {
            (0..n)
                .map(|at| file(&format!("content/s{at}.bib"), book(at)))
                .chain(one_page("Text."))
                .collect()
        },
    },
];

fn book(at: usize) -> String {
    format!("@book{{book{at}, title={{Title {at}}}, author={{Name{at}, First}}, year=2020}}\n")
}

fn cited(records: &str, text: &str) -> Files {
    vec![
        file("content/s.bib", records.to_owned()),
        file("content/a.md", page("", text)),
    ]
}

fn yaml(records: &str) -> Files {
    vec![
        file("content/s.yaml", records.to_owned()),
        file("content/a.md", page("", "A claim [@b].")),
    ]
}

fn json(records: &str) -> Files {
    vec![
        file("content/s.json", records.to_owned()),
        file("content/a.md", page("", "A claim [@a].")),
    ]
}
