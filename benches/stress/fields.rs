//! One thing again and again in front matter, in `site.toml` or on an agenda.

use super::{Files, Generator, each, file, page};

pub(super) const ALL: &[Generator] = &[
    Generator {
        name: "tags",
        full: 100_000,
        files: |n| with_fields(&list("tags", n)),
    },
    Generator {
        name: "equal-tags",
        full: 100_000,
        files: |n| with_fields(&format!("tags = [{}]\n", "\"a\", ".repeat(n))),
    },
    Generator {
        name: "aliases",
        full: 50_000,
        files: |n| with_fields(&list("aliases", n)),
    },
    Generator {
        name: "redirects",
        full: 20_000,
        files: |n| {
            with_fields(&format!(
                "aliases = [{}]\n",
                each(n, |at| format!("\"old/p{at}\", "))
            ))
        },
    },
    Generator {
        name: "authors",
        full: 50_000,
        files: |n| with_fields(&list("authors", n)),
    },
    Generator {
        name: "relations-to-nothing",
        full: 5_000,
        files: |n| with_fields(&list("see_also", n)),
    },
    Generator {
        name: "allowed-rules",
        full: 20_000,
        files: |n| {
            with_fields(&format!(
                "[allow]\n{}",
                each(n, |at| format!("rule-{at} = \"why\"\n"))
            ))
        },
    },
    Generator {
        name: "unknown-fields",
        full: 20_000,
        files: |n| with_fields(&each(n, |at| format!("feild{at} = 1\n"))),
    },
    Generator {
        name: "extra",
        full: 50_000,
        files: |n| {
            with_fields(&format!(
                "[extra]\n{}",
                each(n, |at| format!("k{at} = 1\n"))
            ))
        },
    },
    Generator {
        name: "deep-toml",
        full: 20_000,
        files: |n| {
            with_fields(&format!(
                "[extra]\na = {}{}\n",
                "[".repeat(n),
                "]".repeat(n)
            ))
        },
    },
    Generator {
        name: "deep-toml-tables",
        full: 20_000,
        files: |n| {
            with_fields(&format!(
                "[extra]\na = {}1{}\n",
                "{b=".repeat(n),
                "}".repeat(n)
            ))
        },
    },
    Generator {
        name: "deep-toml-keys",
        full: 20_000,
        files: |n| with_fields(&format!("extra{} = 1\n", ".a".repeat(n))),
    },
    Generator {
        name: "dotted-toml-keys",
        full: 2_000,
        files: |n| {
            with_fields(&format!(
                "[extra]\n{}",
                each(n, |at| format!("a{}.k{at} = 1\n", ".b".repeat(40)))
            ))
        },
    },
    Generator {
        name: "long-title",
        full: 1_000_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!("+++\ntitle = \"{}\"\n+++\n\nText.\n", "a ".repeat(n / 2)),
            )]
        },
    },
    Generator {
        name: "long-title-of-many-links",
        full: 1_000,
        files: |n| {
            vec![
                file(
                    "content/a.md",
                    format!("+++\ntitle = \"{}\"\n+++\n\nText.\n", "a ".repeat(50 * n)),
                ),
                file("content/b.md", page("", &"[[a]] ".repeat(n))),
            ]
        },
    },
    Generator {
        name: "long-summary",
        full: 1_000_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "+++\ntitle = \"A\"\nsummary = \"{}\"\n+++\n\nText.\n",
                    "a ".repeat(n / 2)
                ),
            )]
        },
    },
    Generator {
        name: "long-id",
        full: 1_000_000,
        files: |n| with_fields(&format!("id = \"{}\"\n", "a".repeat(n))),
    },
    Generator {
        name: "long-tag",
        full: 1_000_000,
        files: |n| with_fields(&format!("tags = [\"{}\"]\n", "a".repeat(n))),
    },
    Generator {
        name: "long-kind",
        full: 1_000_000,
        files: |n| with_fields(&format!("kind = \"{}\"\n", "a".repeat(n))),
    },
    Generator {
        name: "yaml-aliases",
        full: 12,
        files: yaml_aliases,
    },
    Generator {
        name: "deep-yaml",
        full: 20_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "---\ntitle: A\nextra: {}{}\n---\n\nText.\n",
                    "[".repeat(n),
                    "]".repeat(n)
                ),
            )]
        },
    },
    Generator {
        name: "deep-yaml-by-indent",
        full: 1_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "---\ntitle: A\nextra:\n{}\n---\n\nText.\n",
                    each(n, |at| format!("{}a:\n", " ".repeat(at + 1)))
                ),
            )]
        },
    },
    Generator {
        name: "deep-yaml-by-hyphens",
        full: 20_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "---\ntitle: A\nextra:\n  {}a\n---\n\nText.\n",
                    "- ".repeat(n)
                ),
            )]
        },
    },
    Generator {
        name: "yaml-keys",
        full: 50_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "---\ntitle: A\nextra:\n{}---\n\nText.\n",
                    each(n, |at| format!("  k{at}: 1\n"))
                ),
            )]
        },
    },
    Generator {
        name: "yaml-equal-keys",
        full: 20_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!(
                    "---\ntitle: A\nextra:\n{}---\n\nText.\n",
                    "  k: 1\n".repeat(n)
                ),
            )]
        },
    },
    Generator {
        name: "broken-toml-lines",
        full: 20_000,
        files: |n| with_fields(&"= = =\n".repeat(n)),
    },
    Generator {
        name: "open-yaml-quotes",
        full: 20_000,
        files: |n| {
            vec![file(
                "content/a.md",
                format!("---\ntitle: A\n{}---\n\nText.\n", "a: \"b\n".repeat(n)),
            )]
        },
    },
    Generator {
        name: "menu",
        full: 10_000,
        files: menu,
    },
    Generator {
        name: "menu-on-many-pages",
        full: 1_000,
        files: menu_on_many_pages,
    },
    Generator {
        name: "menu-to-nothing",
        full: 10_000,
        files: |n| {
            site(&format!(
                "menu = [{}]\n",
                each(n, |at| format!("\"nowhere-{at}\", "))
            ))
        },
    },
    Generator {
        name: "kinds",
        full: 2_000,
        files: |n| {
            site(&each(n, |at| {
                format!(
                    "[kinds.k{at}]\nlabels = {{ en = \"K\" }}\nsections = [{{ id = \"s\", headings = {{ en = \"S\" }} }}]\n"
                )
            }))
        },
    },
    Generator {
        name: "languages",
        full: 676,
        files: languages,
    },
    Generator {
        name: "unknown-settings",
        full: 20_000,
        files: |n| site(&each(n, |at| format!("seting{at} = 1\n"))),
    },
    Generator {
        name: "agenda-items",
        full: 2_000,
        files: |n| {
            agenda(
                "",
                &each(n, |at| {
                    format!(
                        "## Item {at} {{minutes=1+0.1/person cap=3 least=1 priority=could}}\n\nText.\n\n"
                    )
                }),
            )
        },
    },
    Generator {
        name: "agenda-blocks",
        full: 10_000,
        files: |n| {
            agenda(
                "",
                &format!("## Item {{minutes=1}}\n\n{}", "- x\n".repeat(n)),
            )
        },
    },
    Generator {
        name: "agenda-parallel-items",
        full: 2_000,
        files: |n| agenda("", &"## Item {minutes=1}\n\n> [!SAY] Words.\n\n".repeat(n)),
    },
    Generator {
        name: "agenda-long-item",
        full: 1,
        files: |_| agenda("", "## Item {minutes=99999999999999999999}\n\nText.\n"),
    },
    Generator {
        name: "agenda-many-minutes",
        full: 2_000,
        files: |n| {
            agenda(
                "minutes = 999999999\n",
                &"## Item {minutes=9999 least=1 priority=could}\n\nText.\n\n".repeat(n),
            )
        },
    },
    Generator {
        name: "agenda-materials",
        full: 100_000,
        files: |n| {
            agenda(
                "",
                &format!(
                    "## Item {{minutes=5}}\n\n> [!MATERIALS]\n{}",
                    each(n, |at| format!("> - pens {at}, 1 per person\n"))
                ),
            )
        },
    },
    Generator {
        name: "agenda-equal-materials",
        full: 100_000,
        files: |n| {
            agenda(
                "",
                &format!(
                    "## Item {{minutes=5}}\n\n> [!MATERIALS]\n{}",
                    "> - pens, 1 per person\n".repeat(n)
                ),
            )
        },
    },
    Generator {
        name: "agenda-cues",
        full: 10_000,
        files: |n| {
            agenda(
                "",
                &format!(
                    "## Item {{minutes=5}}\n\n{}",
                    each(n, |at| format!("> [!CUE role{at}] Now.\n\n"))
                ),
            )
        },
    },
    Generator {
        name: "agenda-roles",
        full: 10_000,
        files: |n| {
            agenda(
                &list("roles", n),
                &format!(
                    "## Item {{minutes=5}}\n\n{}",
                    each(n, |at| format!("> [!CUE word{at}] Now.\n\n"))
                ),
            )
        },
    },
    Generator {
        name: "agenda-uses",
        full: 5_000,
        files: |n| {
            agenda(
                "",
                &format!(
                    "## Item {{minutes=5 uses={}}}\n\nText.\n",
                    each(n, |at| format!("m{at},"))
                ),
            )
        },
    },
    Generator {
        name: "agenda-decisions",
        full: 2_000,
        files: |n| {
            agenda(
                "",
                &"## Item {.decision minutes=5}\n\n> [!DECISION] Yes? yes / no\n\n".repeat(n),
            )
        },
    },
];

fn with_fields(fields: &str) -> Files {
    vec![file("content/a.md", page(fields, "Text."))]
}

fn list(field: &str, times: usize) -> String {
    format!(
        "{field} = [{}]\n",
        each(times, |at| format!("\"word{at}\", "))
    )
}

fn site(settings: &str) -> Files {
    vec![
        file("site.toml", format!("title = \"Test\"\n{settings}")),
        file("content/a.md", page("", "Text.")),
    ]
}

fn agenda(fields: &str, text: &str) -> Files {
    let fields = format!(
        "kind = \"agenda\"\nstart = \"19:00\"\npeople = {{ expected = 12 }}\nminutes = 600\n{fields}"
    );
    vec![file("content/a.md", page(&fields, text))]
}

/// Each name stands for ten times the one before: as many digits as lines.
fn yaml_aliases(times: usize) -> Files {
    let lines = each(times, |at| {
        format!(
            "  a{}: &a{} [{}]\n",
            at + 1,
            at + 1,
            vec![format!("*a{at}"); 10].join(", ")
        )
    });
    vec![file(
        "content/a.md",
        format!("---\ntitle: A\nextra:\n  a0: &a0 [lol]\n{lines}---\n\nText.\n"),
    )]
}

fn menu(times: usize) -> Files {
    site(&format!("menu = [{}]\n", "\"a\", ".repeat(times)))
}

fn menu_on_many_pages(times: usize) -> Files {
    let mut files = super::many_pages(times, |_| (String::new(), "Text.".to_owned()));
    let menu = each(times, |at| format!("\"p{at}\", "));
    files.push(file(
        "site.toml",
        format!("title = \"Test\"\nmenu = [{menu}]\n"),
    ));
    files
}

fn languages(times: usize) -> Files {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    site(&format!(
        "languages = [\"en\", {}]\n",
        each(times, |at| format!(
            "\"{}{}\", ",
            letter(at / 26),
            letter(at)
        ))
    ))
}
