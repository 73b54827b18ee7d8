//! The works that pages cite: books, articles, reports and web pages by made-up people.

use super::words::{Random, capitalised};
use super::{Corpus, File};

/// Keeps the works' chances apart from the pages'.
const SEED: u64 = 1 << 40;

/// One work, written down as BibLaTeX or as a finished reference.
pub(super) struct Work {
    pub(super) key: String,
    family: String,
    given: String,
    title: String,
    house: String,
    year: usize,
    form: Form,
}

enum Form {
    Book,
    Article { volume: usize, from: usize },
    Report,
    Online,
}

impl Work {
    /// The work of a number.
    pub(super) fn new(corpus: &Corpus, number: usize) -> Self {
        let mut random = Random::new(SEED + number as u64);
        let made = corpus.words.made();
        let family = capitalised(random.choose(made));
        let year = random.between(1950, 2025);
        let title = corpus.words.some(&mut random, 6).replace(',', "");
        Self {
            key: format!("{}-{year}-{number}", family.to_lowercase()),
            given: capitalised(random.choose(made)),
            title: capitalised(&title),
            house: format!("{} Press", capitalised(random.choose(made))),
            form: match random.below(4) {
                0 => Form::Article {
                    volume: random.between(1, 60),
                    from: random.between(1, 400),
                },
                1 => Form::Report,
                2 => Form::Online,
                _ => Form::Book,
            },
            family,
            year,
        }
    }

    fn bib(&self) -> String {
        let Self {
            key,
            family,
            given,
            title,
            house,
            year,
            ..
        } = self;
        let (entry, rest) = match self.form {
            Form::Book => ("book", format!("publisher = {{{house}}}")),
            Form::Article { volume, from } => {
                let to = from + 15;
                let rest = format!(
                    "journaltitle = {{{house}}},\n  volume = {{{volume}}},\n  pages = {{{from}--{to}}}"
                );
                ("article", rest)
            }
            Form::Report => ("report", format!("institution = {{{house}}}")),
            Form::Online => ("online", format!("url = {{https://example.org/{key}}}")),
        };
        format!(
            "@{entry}{{{key},\n  author = {{{family}, {given}}},\n  title = {{{title}}},\n  \
             date = {{{year}}},\n  verified = {{Seen in November 2026.}},\n  {rest}\n}}\n"
        )
    }

    /// The reference as a numeric style prints it, in Markdown.
    pub(super) fn reference(&self) -> String {
        let Self {
            key,
            family,
            given,
            title,
            house,
            year,
            ..
        } = self;
        let initial = &given[..1];
        match self.form {
            Form::Book => format!("{initial}. {family}, *{title}*. {house}, {year}."),
            Form::Article { volume, from } => format!(
                "{initial}. {family}, “{title},” *{house}*, vol. {volume}, pp. {from}–{}, {year}.",
                from + 15
            ),
            Form::Report => format!("{initial}. {family}, “{title},” {house}, {year}."),
            Form::Online => format!(
                "{initial}. {family}, “{title}.” {year}. [Online]. Available: <https://example.org/{key}>"
            ),
        }
    }
}

/// All works in one file.
pub(super) fn bibliography(corpus: &Corpus) -> File {
    File {
        path: "content/sources.bib".to_owned(),
        text: (0..corpus.sources())
            .map(|number| Work::new(corpus, number).bib())
            .collect(),
    }
}
