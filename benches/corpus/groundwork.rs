//! The knowledge base as a project of this program.

use super::page::{Block, Link, LinkForm, Mark, Page, Section, Sentence};
use super::sources::{Work, bibliography};
use super::{Corpus, File};

/// All files of the project: its settings, its sources, then its pages.
pub(crate) fn files(corpus: &Corpus) -> impl Iterator<Item = File> {
    let pages = corpus.numbers().map(|number| page(corpus, number));
    [settings(corpus), bibliography(corpus)]
        .into_iter()
        .chain(pages)
}

fn settings(corpus: &Corpus) -> File {
    let menu: Vec<String> = corpus
        .menu()
        .map(|number| format!("  \"{}\",\n", corpus.id(number)))
        .collect();
    File {
        path: "site.toml".to_owned(),
        text: format!(
            "title = \"Measured\"\nbase_url = \"https://example.org/\"\nversion = \"1\"\n\
             date = 2026-11-22\nlanguages = [\"en\"]\ntheme = \"default\"\nmenu = [\n{}]\n\n\
             [citations]\nstyle = \"ieee\"\n",
            menu.concat()
        ),
    }
}

fn page(corpus: &Corpus, number: usize) -> File {
    let page = Page::new(corpus, number);
    let sections: String = page
        .sections
        .iter()
        .map(|part| section(corpus, part))
        .collect();
    File {
        path: format!("content/{}.md", corpus.place(number)),
        text: front_matter(corpus, &page) + &sections,
    }
}

fn front_matter(corpus: &Corpus, page: &Page) -> String {
    let mut text = format!(
        "+++\ntitle = \"{}\"\nkind = \"{}\"\nsummary = \"{}\"\ntags = {:?}\n",
        page.title,
        page.kind.name(),
        page.summary,
        page.tags
    );
    let relations = page.see_also.iter().map(|(other, why)| {
        let id = corpus.id(*other);
        match why {
            Some(why) => format!("  {{ page = \"{id}\", why = \"{why}\" }},\n"),
            None => format!("  \"{id}\",\n"),
        }
    });
    text.push_str(&format!(
        "see_also = [\n{}]\n",
        relations.collect::<String>()
    ));
    for &other in &page.prerequisites {
        text.push_str(&format!("prerequisites = [\"{}\"]\n", corpus.id(other)));
    }
    text + "+++\n"
}

fn section(corpus: &Corpus, section: &Section) -> String {
    let mut text = format!("\n## {}\n", section.heading);
    for block in &section.blocks {
        text.push('\n');
        text.push_str(&block_text(block, &|part| sentence(corpus, part)));
    }
    text
}

/// A block in Markdown, which is the same in both dialects but for its sentences.
pub(super) fn block_text(block: &Block, sentence: &dyn Fn(&Sentence) -> String) -> String {
    match block {
        Block::Paragraph(sentences) => {
            let sentences: Vec<String> = sentences.iter().map(sentence).collect();
            sentences.join(" ") + "\n"
        }
        Block::Bullets(items) => items
            .iter()
            .map(|item| format!("- {}\n", sentence(item)))
            .collect(),
        Block::Numbers(items) => items
            .iter()
            .enumerate()
            .map(|(place, item)| format!("{}. {}\n", place + 1, sentence(item)))
            .collect(),
        Block::Table(rows) => {
            let rows: String = rows
                .iter()
                .map(|row| format!("| {} |\n", row.join(" | ")))
                .collect();
            format!("| who | what | when |\n|---|---|---|\n{rows}")
        }
        Block::Code(code) => format!("```python\n{code}```\n"),
    }
}

fn sentence(corpus: &Corpus, sentence: &Sentence) -> String {
    let link = sentence.link.iter().map(|link| link_text(corpus, link));
    let mut text = sentence.before.clone() + " ";
    text.extend(link.map(|link| link + " "));
    text.push_str(&sentence.after);
    if !sentence.marks.is_empty() {
        text.push(' ');
        text.extend(sentence.marks.iter().map(|mark| mark_text(corpus, mark)));
    }
    text + "."
}

fn link_text(corpus: &Corpus, link: &Link) -> String {
    match &link.form {
        LinkForm::Bare => format!("[[{}]]", corpus.id(link.to)),
        LinkForm::Words(words) => format!("[[{}|{words}]]", corpus.id(link.to)),
        LinkForm::Path { words, section } => {
            let section = section.map_or_else(String::new, |section| format!("#{section}"));
            format!("[{words}](../../{}.md{section})", corpus.place(link.to))
        }
    }
}

fn mark_text(corpus: &Corpus, mark: &Mark) -> String {
    let key = Work::new(corpus, mark.source).key;
    let locator = mark
        .locator
        .as_ref()
        .map_or_else(String::new, |locator| format!(", {locator}"));
    if mark.short {
        format!("[@{key}{locator}]")
    } else {
        format!("[source: {key}{locator}]")
    }
}
