//! The knowledge base as a site of Hugo.
//!
//! Citations are written out, as footnotes whose references stand in the page. Links and relations
//! name pages, which Hugo looks up with its own means, so that a page may move and a dead link can
//! be told. Its menu marks the page that is shown, as Hugo's documentation writes one. The index of
//! backlinks is made once, in one pass over the texts. The site has no search, no relations that lead
//! back, and no pages of sources.

use super::groundwork::block_text;
use super::page::{Link, LinkForm, Mark, Page, Sentence};
use super::sources::Work;
use super::{Corpus, File};

const LAYOUTS: [(&str, &str); 9] = [
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/list.html")),
    ("layouts/section.html", include_str!("hugo/list.html")),
    ("layouts/taxonomy.html", include_str!("hugo/list.html")),
    ("layouts/term.html", include_str!("hugo/list.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    (
        "layouts/_partials/menu.html",
        include_str!("hugo/menu.html"),
    ),
    (
        "layouts/_partials/backlinks.html",
        include_str!("hugo/backlinks.html"),
    ),
    (
        "static/style.css",
        "body { max-width: 70ch; margin: auto }\n",
    ),
];

/// All files of the site: its settings, its layouts, then its pages.
pub(crate) fn files(corpus: &Corpus) -> impl Iterator<Item = File> {
    let layouts = LAYOUTS.iter().map(|&(path, text)| File {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    let pages = corpus.numbers().map(|number| page(corpus, number));
    std::iter::once(settings(corpus))
        .chain(layouts)
        .chain(pages)
}

fn settings(corpus: &Corpus) -> File {
    let menu = corpus.menu().map(|number| {
        format!(
            "[[menus.main]]\nname = \"{}\"\npageRef = \"/{}\"\n",
            corpus.title(number),
            corpus.place(number)
        )
    });
    File {
        path: "hugo.toml".to_owned(),
        text: include_str!("hugo/hugo.toml").to_owned() + &menu.collect::<String>(),
    }
}

fn page(corpus: &Corpus, number: usize) -> File {
    let page = Page::new(corpus, number);
    let mut text = front_matter(corpus, &page);
    for section in &page.sections {
        text.push_str(&format!("\n## {}\n", section.heading));
        for block in &section.blocks {
            text.push('\n');
            text.push_str(&block_text(block, &|part| sentence(corpus, part)));
        }
    }
    text.push('\n');
    text.push_str(&notes(corpus, &page));
    File {
        path: format!("content/{}.md", corpus.place(number)),
        text,
    }
}

fn front_matter(corpus: &Corpus, page: &Page) -> String {
    let see_also = page.see_also.iter().map(|(other, why)| {
        format!(
            "  {{ page = \"/{}\", why = \"{}\" }},\n",
            corpus.place(*other),
            why.as_deref().unwrap_or_default()
        )
    });
    format!(
        "+++\ntitle = \"{}\"\ndescription = \"{}\"\ndate = 2026-11-01\ntags = {:?}\n\
         see_also = [\n{}]\n+++\n",
        page.title,
        page.summary,
        page.tags,
        see_also.collect::<String>()
    )
}

fn sentences(page: &Page) -> impl Iterator<Item = &Sentence> {
    page.sections
        .iter()
        .flat_map(|section| &section.blocks)
        .flat_map(super::page::Block::sentences)
}

fn sentence(corpus: &Corpus, sentence: &Sentence) -> String {
    let mut text = sentence.before.clone() + " ";
    if let Some(link) = &sentence.link {
        text.push_str(&link_text(corpus, link));
        text.push(' ');
    }
    text.push_str(&sentence.after);
    text.extend(sentence.marks.iter().map(mark_text));
    text + "."
}

fn link_text(corpus: &Corpus, link: &Link) -> String {
    let url = format!("/{}", corpus.place(link.to));
    match &link.form {
        LinkForm::Bare => format!("[{}]({url})", corpus.title(link.to)),
        LinkForm::Words(words) => format!("[{words}]({url})"),
        LinkForm::Path { words, section } => {
            let section = section.map_or_else(String::new, |section| format!("#{section}"));
            format!("[{words}]({url}{section})")
        }
    }
}

fn mark_text(mark: &Mark) -> String {
    let locator = mark
        .locator
        .as_ref()
        .map_or_else(String::new, |locator| format!(" ({locator})"));
    format!("[^{}]{locator}", mark.source)
}

/// The references of the page's sources, each once.
fn notes(corpus: &Corpus, page: &Page) -> String {
    let mut sources: Vec<usize> = sentences(page)
        .flat_map(|sentence| &sentence.marks)
        .map(|mark| mark.source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
        .into_iter()
        .map(|source| format!("[^{source}]: {}\n", Work::new(corpus, source).reference()))
        .collect()
}
