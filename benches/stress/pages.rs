//! Pages that lead to each other, embed each other or claim the same.

use super::{Files, Generator, each, file, many_pages, one_page, page};

pub(super) const ALL: &[Generator] = &[
    Generator {
        name: "shared-aliases",
        full: 3_000,
        files: |n| {
            many_pages(n, |_| {
                (
                    "aliases = [\"one\", \"two\", \"old/three\"]\n".into(),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "shared-aliases-used",
        full: 3_000,
        files: |n| {
            many_pages(n, |_| {
                (
                    "aliases = [\"one\", \"two\"]\n".into(),
                    "[[one]] [[two]]".into(),
                )
            })
        },
    },
    Generator {
        name: "equal-ids",
        full: 10_000,
        files: |n| many_pages(n, |_| ("id = \"same\"\n".into(), "Text.".into())),
    },
    Generator {
        name: "equal-titles",
        full: 10_000,
        files: |n| {
            many_pages(n, |_| (String::new(), "[[Page]]".into()))
                .into_iter()
                .map(|(path, text)| (path, retitled(&text)))
                .collect()
        },
    },
    Generator {
        name: "pages",
        full: 10_000,
        files: |n| many_pages(n, |at| (String::new(), format!("[[p{}]]", at / 2))),
    },
    Generator {
        name: "dead-links-on-pages",
        full: 5_000,
        files: |n| many_pages(n, |at| (String::new(), format!("[[q{at}]] [[Pagge {at}]]"))),
    },
    Generator {
        name: "near-ids",
        full: 5_000,
        files: near_ids,
    },
    Generator {
        name: "tags-on-pages",
        full: 500,
        files: |n| {
            many_pages(n, |at| {
                (
                    format!(
                        "tags = [{}]\n",
                        each(n / 5, |tag| format!("\"t{at}x{tag}\", "))
                    ),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "shared-tags",
        full: 500,
        files: |n| {
            many_pages(n, |_| {
                (
                    format!("tags = [{}]\n", each(n / 5, |tag| format!("\"t{tag}\", "))),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "relations",
        full: 5_000,
        files: relations,
    },
    Generator {
        name: "relations-to-a-hub",
        full: 10_000,
        files: |n| {
            many_pages(n, |_| {
                (
                    "see_also = [\"p0\"]\nprerequisites = [\"p0\"]\n".into(),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "relations-of-all-to-all",
        full: 300,
        files: |n| {
            many_pages(n, |_| {
                (
                    format!("see_also = [{}]\n", each(n, |at| format!("\"p{at}\", "))),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "links-of-all-to-all",
        full: 300,
        files: |n| many_pages(n, |_| (String::new(), each(n, |at| format!("[[p{at}]] ")))),
    },
    Generator {
        name: "prerequisites-in-a-chain",
        full: 20_000,
        files: |n| {
            many_pages(n, |at| {
                (
                    format!("prerequisites = [\"p{}\"]\n", at + 1),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "prerequisites-in-a-circle",
        full: 20_000,
        files: |n| {
            many_pages(n, |at| {
                (
                    format!("prerequisites = [\"p{}\"]\n", (at + 1) % n),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "prerequisites-in-circles",
        full: 2_000,
        files: |n| {
            many_pages(n, |at| {
                (
                    format!(
                        "prerequisites = [\"p{}\", \"p{}\", \"p{}\"]\n",
                        (at + 1) % n,
                        (at + 2) % n,
                        (at * 7) % n
                    ),
                    "Text.".into(),
                )
            })
        },
    },
    Generator {
        name: "series-by-list",
        full: 10_000,
        files: series_by_list,
    },
    Generator {
        name: "series-by-pages",
        full: 10_000,
        files: series_by_pages,
    },
    Generator {
        name: "embeds-doubled",
        full: 10,
        files: |n| embeds(n, 2),
    },
    Generator {
        name: "embeds-tenfold",
        full: 7,
        files: |n| embeds(n, 10),
    },
    Generator {
        name: "embeds-of-sections-doubled",
        full: 12,
        files: embeds_of_sections,
    },
    Generator {
        name: "embeds-in-a-chain",
        full: 10_000,
        files: |n| embeds(n, 1),
    },
    Generator {
        name: "embeds-in-a-circle",
        full: 10_000,
        files: |n| many_pages(n, |at| (String::new(), format!("![[p{}]]", (at + 1) % n))),
    },
    Generator {
        name: "embeds-of-all-in-all",
        full: 100,
        files: |n| {
            many_pages(n, |_| {
                (String::new(), each(n, |at| format!("![[p{at}]]\n\n")))
            })
        },
    },
    Generator {
        name: "embeds-of-one-long-page",
        full: 1_000,
        files: |n| {
            vec![
                file("content/a.md", page("", &"![[b]]\n\n".repeat(n))),
                file("content/b.md", page("", &"Some words.\n\n".repeat(n * 20))),
            ]
        },
    },
    Generator {
        name: "embeds-of-one-long-page-on-many",
        full: 1_000,
        files: |n| {
            let mut files = many_pages(n, |_| (String::new(), "![[b]]".into()));
            files.push(file(
                "content/b.md",
                page("", &"Some words.\n\n".repeat(n * 20)),
            ));
            files
        },
    },
    Generator {
        name: "embeds-in-notes",
        full: 1_000,
        files: |n| {
            vec![
                file(
                    "content/a.md",
                    page(
                        "",
                        &format!(
                            "{}\n\n{}",
                            each(n, |at| format!("a[^{at}] ")),
                            each(n, |at| format!("[^{at}]: ![[b]]\n\n"))
                        ),
                    ),
                ),
                file("content/b.md", page("", &"Some words.\n\n".repeat(n * 20))),
            ]
        },
    },
    Generator {
        name: "embeds-with-notes",
        full: 1_000,
        files: |n| {
            vec![
                file("content/a.md", page("", &"![[b]]\n\n".repeat(n))),
                file(
                    "content/b.md",
                    page(
                        "",
                        &format!("{}\n\n{}", "a[^1] ".repeat(n), "[^1]: Note.\n"),
                    ),
                ),
            ]
        },
    },
    Generator {
        name: "embeds-missing",
        full: 20_000,
        files: |n| one_page(&each(n, |at| format!("![[nowhere-{at}]]\n\n"))),
    },
    Generator {
        name: "embeds-misplaced",
        full: 20_000,
        files: |n| one_page(&format!("a {}", "![[a]] ".repeat(n))),
    },
    Generator {
        name: "embeds-of-headings",
        full: 5_000,
        files: |n| {
            vec![
                file(
                    "content/a.md",
                    page("", &each(n, |at| format!("![[b#h{at}]]\n\n"))),
                ),
                file(
                    "content/b.md",
                    page("", &each(n, |at| format!("## H{at}\n\nText.\n\n"))),
                ),
            ]
        },
    },
    Generator {
        name: "embeds-withheld",
        full: 5_000,
        files: |n| {
            vec![
                file(
                    "content/a.md",
                    page("", &each(n, |at| format!("![[b#h{at}]]\n\n"))),
                ),
                file(
                    "content/b.md",
                    page("", &each(n, |at| format!("## H{at}\n\n> [!SAY] Text.\n\n"))),
                ),
            ]
        },
    },
    Generator {
        name: "agenda-embeds",
        full: 500,
        files: agenda_embeds,
    },
    Generator {
        name: "long-sentence-quoted",
        full: 1_000,
        files: |n| {
            let mut files = many_pages(n, |_| (String::new(), "Text.".into()));
            files.push(file(
                "content/b.md",
                page(
                    "",
                    &each(n, |at| format!("[[p{at}]] {}", "words and ".repeat(100))),
                ),
            ));
            files
        },
    },
    Generator {
        name: "links-quoted-from-one-sentence",
        full: 5_000,
        files: |n| {
            vec![
                file("content/a.md", page("", &"[[b]] and ".repeat(n))),
                file("content/b.md", page("", "Text.")),
            ]
        },
    },
    Generator {
        name: "glossary",
        full: 5_000,
        files: |n| {
            vec![
                file(
                    "content/g.md",
                    page(
                        "kind = \"glossary\"\n",
                        &each(n, |at| format!("## Term{at}x\n\nWhat it is.\n\n")),
                    ),
                ),
                file(
                    "content/a.md",
                    page("", &each(n, |at| format!("[[term{at}x]] "))),
                ),
            ]
        },
    },
    Generator {
        name: "glossary-words",
        full: 3_000,
        files: |n| {
            vec![
                file(
                    "content/g.md",
                    page(
                        "kind = \"glossary\"\n",
                        &each(n, |at| format!("## Term{at}x\n\nWhat it is.\n\n")),
                    ),
                ),
                file(
                    "content/a.md",
                    page("", &each(n, |at| format!("Term{at}x is here. "))),
                ),
            ]
        },
    },
    Generator {
        name: "long-definition",
        full: 1_000,
        files: |n| {
            let mut files = many_pages(n, |_| (String::new(), "[[term]]".into()));
            files.push(file(
                "content/g.md",
                page(
                    "kind = \"glossary\"\n",
                    &format!("## Term\n\n{}\n", "words and ".repeat(100 * n)),
                ),
            ));
            files
        },
    },
    Generator {
        name: "links-previewed",
        full: 1_000,
        files: |n| {
            let mut files = many_pages(n, |_| (String::new(), "[[b]]".into()));
            files.push(file(
                "content/b.md",
                format!(
                    "+++\ntitle = \"B\"\nsummary = \"{}\"\n+++\n\nText.\n",
                    "words and ".repeat(100 * n)
                ),
            ));
            files
        },
    },
    Generator {
        name: "programme",
        full: 5_000,
        files: |n| {
            vec![
                file(
                    "content/a.md",
                    page("kind = \"programme\"\n", &"- [[b]]\n".repeat(n)),
                ),
                file("content/b.md", page("", "Text.")),
            ]
        },
    },
    Generator {
        name: "deep-folders",
        full: 100,
        files: |n| {
            vec![file(
                &format!("content/{}a.md", "f/".repeat(n)),
                page("", "[[a]]"),
            )]
        },
    },
    Generator {
        name: "folders",
        full: 5_000,
        files: |n| {
            (0..n)
                .map(|at| file(&format!("content/f{at}/a{at}.md"), page("", "Text.")))
                .collect()
        },
    },
    Generator {
        name: "translations",
        full: 2_000,
        files: translations,
    },
    Generator {
        name: "other-files",
        full: 20_000,
        files: |n| {
            let mut files: Files = (0..n)
                .map(|at| file(&format!("content/files/f{at}.txt"), String::new()))
                .collect();
            files.push(file(
                "content/a.md",
                page("", &each(n / 4, |at| format!("[a](files/f{at}.text) "))),
            ));
            files
        },
    },
];

fn retitled(text: &str) -> String {
    let (first, rest) = text.split_once("title = \"").unwrap_or((text, ""));
    let (_, rest) = rest.split_once('"').unwrap_or(("", rest));
    format!("{first}title = \"Page\"{rest}")
}

/// Every name is near every other.
fn near_ids(times: usize) -> Files {
    let mut files = Files::new();
    for at in 0..times {
        files.push(file(
            &format!("content/a-rather-long-name-of-a-page-{at}.md"),
            page("", &format!("[[a-rather-long-nane-of-a-pagge-{at}]]")),
        ));
    }
    files
}

fn relations(times: usize) -> Files {
    let mut files = many_pages(times, |_| (String::new(), "Text.".into()));
    let all = each(times, |at| format!("\"p{at}\", "));
    files.push(file(
        "content/a.md",
        page(
            &format!("see_also = [{all}]\ncontrasts_with = [{all}]\n"),
            "Text.",
        ),
    ));
    files
}

fn series_by_list(times: usize) -> Files {
    let mut files = many_pages(times, |_| (String::new(), "Text.".into()));
    files.push(file(
        "content/a.md",
        page(
            "kind = \"series\"\n",
            &each(times, |at| format!("- [[p{at}]]\n")),
        ),
    ));
    files
}

fn series_by_pages(times: usize) -> Files {
    let mut files = many_pages(times, |at| {
        (format!("series = [\"a\"]\norder = {at}\n"), "Text.".into())
    });
    files.push(file("content/a.md", page("kind = \"series\"\n", "Text.")));
    files
}

/// A row of pages, each of which embeds the next so many times.
fn embeds(pages: usize, times: usize) -> Files {
    many_pages(pages, |at| {
        let next = format!("![[p{}]]\n\n", at + 1).repeat(times);
        let last = "Some words that nobody wants to read so often.";
        (
            String::new(),
            if at + 1 == pages { last.into() } else { next },
        )
    })
}

/// One page whose sections each embed the next twice.
fn embeds_of_sections(times: usize) -> Files {
    let sections = each(times, |at| {
        format!(
            "## S{at}\n\nText.\n\n{}",
            format!("![[#s{}]]\n\n", at + 1).repeat(2)
        )
    });
    one_page(&format!("{sections}## S{times}\n\nThe last.\n"))
}

fn agenda_embeds(times: usize) -> Files {
    let items = each(times, |at| {
        format!("## Item {at} {{minutes=1}}\n\n![[b]]\n\n")
    });
    vec![
        file(
            "content/a.md",
            page("kind = \"agenda\"\nstart = \"19:00\"\n", &items),
        ),
        file(
            "content/b.md",
            page("", &"Some words.\n\n".repeat(times * 20)),
        ),
    ]
}

fn translations(times: usize) -> Files {
    let mut files: Files = vec![file(
        "site.toml",
        "title = \"T\"\nlanguages = [\"en\", \"fr\", \"de\"]\n".into(),
    )];
    for at in 0..times {
        for ending in ["", ".fr", ".de"] {
            files.push(file(
                &format!("content/p{at}{ending}.md"),
                page("", &format!("[[p{}]]", at / 2)),
            ));
        }
    }
    files
}
