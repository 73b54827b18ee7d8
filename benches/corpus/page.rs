//! One page before it is written down in a dialect.

use super::words::{Random, capitalised};
use super::{Corpus, words};

const LINKS: usize = 8;
const MARKS: usize = 10;
const TAGS: usize = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Method,
    Concept,
    Case,
}

impl Kind {
    /// Of five pages in a row, two are methods, two concepts and one a case.
    pub(super) fn of(number: usize) -> Self {
        match number % 5 {
            0 | 1 => Kind::Method,
            2 | 3 => Kind::Concept,
            _ => Kind::Case,
        }
    }

    /// How many pages of the same kind come before this one.
    pub(super) fn index(self, number: usize) -> usize {
        match self {
            Kind::Method | Kind::Concept => number / 5 * 2 + number % 5 % 2,
            Kind::Case => number / 5,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Method => "method",
            Kind::Concept => "concept",
            Kind::Case => "case",
        }
    }

    pub(super) fn folder(self) -> &'static str {
        match self {
            Kind::Method => "methods",
            Kind::Concept => "concepts",
            Kind::Case => "cases",
        }
    }

    /// A section that links may lead to.
    fn linked_section(self) -> &'static str {
        match self {
            Kind::Method => "steps",
            Kind::Concept => "examples",
            Kind::Case => "what-to-copy",
        }
    }

    /// The headings, and how many sentences stand under each in which form. An empty heading is
    /// the page's own.
    fn outline(self) -> &'static [(&'static str, &'static [Form])] {
        use Form::{Bullets, Numbers, Paragraph};
        match self {
            Kind::Method => &[
                ("Summary", &[Paragraph(4)]),
                ("When to use it", &[Paragraph(4), Bullets(4)]),
                ("Steps", &[Numbers(7), Paragraph(4)]),
                ("Use it for", &[Bullets(5)]),
                ("Examples", &[Paragraph(6), Paragraph(5)]),
                ("What goes wrong", &[Paragraph(5), Paragraph(4), Bullets(4)]),
            ],
            Kind::Concept => &[
                ("Summary", &[Paragraph(4)]),
                ("", &[Paragraph(5), Paragraph(5)]),
                ("", &[Paragraph(5), Paragraph(4), Bullets(4)]),
                ("Use it for", &[Bullets(5), Paragraph(2)]),
                ("Examples", &[Paragraph(6), Paragraph(6), Paragraph(6)]),
            ],
            Kind::Case => &[
                ("What happened", &[Paragraph(6), Paragraph(6), Paragraph(6)]),
                (
                    "Why it worked or did not",
                    &[Paragraph(6), Paragraph(6), Bullets(4)],
                ),
                ("What to copy", &[Numbers(6), Paragraph(6), Paragraph(6)]),
            ],
        }
    }
}

/// A form of text and how many sentences it has.
#[derive(Clone, Copy)]
enum Form {
    Paragraph(usize),
    Bullets(usize),
    Numbers(usize),
}

impl Form {
    fn sentences(self) -> usize {
        match self {
            Form::Paragraph(count) | Form::Bullets(count) | Form::Numbers(count) => count,
        }
    }
}

pub(super) struct Page {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) tags: Vec<String>,
    /// Other pages, some with a reason.
    pub(super) see_also: Vec<(usize, Option<String>)>,
    pub(super) prerequisites: Vec<usize>,
    pub(super) sections: Vec<Section>,
}

pub(super) struct Section {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
}

pub(super) enum Block {
    Paragraph(Vec<Sentence>),
    Bullets(Vec<Sentence>),
    Numbers(Vec<Sentence>),
    Table(Vec<[String; 3]>),
    Code(String),
}

impl Block {
    pub(super) fn sentences(&self) -> &[Sentence] {
        match self {
            Block::Paragraph(sentences) | Block::Bullets(sentences) | Block::Numbers(sentences) => {
                sentences
            }
            Block::Table(_) | Block::Code(_) => &[],
        }
    }
}

/// Words, perhaps a link in their middle, and citations before the full stop.
pub(super) struct Sentence {
    pub(super) before: String,
    pub(super) link: Option<Link>,
    pub(super) after: String,
    pub(super) marks: Vec<Mark>,
}

pub(super) struct Link {
    pub(super) to: usize,
    pub(super) form: LinkForm,
}

pub(super) enum LinkForm {
    /// The title shows.
    Bare,
    Words(String),
    /// By the file's path, to a section where one is named.
    Path {
        words: String,
        section: Option<&'static str>,
    },
}

pub(super) struct Mark {
    pub(super) source: usize,
    pub(super) locator: Option<String>,
    /// Of the two spellings, `[@id]` and `[source: id]`.
    pub(super) short: bool,
}

impl Page {
    /// The page of a number.
    pub(super) fn new(corpus: &Corpus, number: usize) -> Self {
        let mut random = corpus.random(number);
        let random = &mut random;
        let kind = Kind::of(number);
        Self {
            kind,
            title: corpus.title(number),
            summary: capitalised(&corpus.words.some(random, 12)) + ".",
            tags: tags(corpus, random),
            see_also: see_also(corpus, random, number),
            prerequisites: prerequisites(random, number),
            sections: Writer::new(corpus, random, number).sections(kind),
        }
    }
}

fn tags(corpus: &Corpus, random: &mut Random) -> Vec<String> {
    let first = random.below(TAGS);
    (0..random.between(2, 4))
        .map(|step| corpus.words.made()[(first + step * 11) % TAGS].clone())
        .collect()
}

fn see_also(corpus: &Corpus, random: &mut Random, number: usize) -> Vec<(usize, Option<String>)> {
    let first = random.below(corpus.pages);
    (0..random.between(1, 3))
        .map(|step| (first + step) % corpus.pages)
        .filter(|&other| other != number)
        .map(|other| {
            let why = random
                .once_in(2)
                .then(|| capitalised(&corpus.words.some(random, 9)) + ".");
            (other, why)
        })
        .collect()
}

/// Only pages that come before, so that there is no cycle.
fn prerequisites(random: &mut Random, number: usize) -> Vec<usize> {
    match number {
        0 => Vec::new(),
        _ if random.once_in(3) => vec![random.below(number)],
        _ => Vec::new(),
    }
}

/// Writes sentences and spreads the links and citations evenly over them.
struct Writer<'a> {
    corpus: &'a Corpus,
    random: &'a mut Random,
    number: usize,
    sentences: usize,
    written: usize,
    links: usize,
    marks: usize,
}

impl<'a> Writer<'a> {
    fn new(corpus: &'a Corpus, random: &'a mut Random, number: usize) -> Self {
        Self {
            corpus,
            random,
            number,
            sentences: 0,
            written: 0,
            links: 0,
            marks: 0,
        }
    }

    fn sections(mut self, kind: Kind) -> Vec<Section> {
        let outline = kind.outline();
        self.sentences = outline
            .iter()
            .flat_map(|(_, forms)| forms.iter())
            .map(|form| form.sentences())
            .sum();
        let mut sections: Vec<Section> = outline
            .iter()
            .map(|&(heading, forms)| Section {
                heading: self.heading(heading),
                blocks: forms.iter().map(|&form| self.block(form)).collect(),
            })
            .collect();
        // Pages about organizing show a table now and then, and code hardly ever.
        let figure = match self.number % 64 {
            3 => Some(self.code()),
            n if n % 4 == 1 => Some(self.table()),
            _ => None,
        };
        sections[1].blocks.extend(figure);
        sections
    }

    fn heading(&mut self, fixed: &str) -> String {
        if !fixed.is_empty() {
            return fixed.to_owned();
        }
        let words: Vec<&str> = (0..3)
            .map(|_| self.random.choose(self.corpus.words.made()))
            .collect();
        capitalised(&words.join(" "))
    }

    fn block(&mut self, form: Form) -> Block {
        let sentences = (0..form.sentences()).map(|_| self.sentence()).collect();
        match form {
            Form::Paragraph(_) => Block::Paragraph(sentences),
            Form::Bullets(_) => Block::Bullets(sentences),
            Form::Numbers(_) => Block::Numbers(sentences),
        }
    }

    fn sentence(&mut self) -> Sentence {
        self.written += 1;
        let link_is_due = self.links < LINKS * self.written / self.sentences;
        let mark_is_due = self.marks < MARKS * self.written / self.sentences;
        let (head, tail) = (self.random.between(4, 11), self.random.between(4, 11));
        Sentence {
            before: capitalised(&self.corpus.words.some(self.random, head)),
            link: link_is_due.then(|| self.link()),
            after: self.corpus.words.some(self.random, tail),
            marks: if mark_is_due {
                self.marks()
            } else {
                Vec::new()
            },
        }
    }

    /// A link, one in five of them to one of the few pages that everybody links to.
    fn link(&mut self) -> Link {
        self.links += 1;
        let pages = self.corpus.pages;
        let of = if self.random.once_in(5) {
            pages.div_ceil(100)
        } else {
            pages
        };
        let mut to = self.random.below(of);
        if to == self.number {
            to = (to + 1) % pages;
        }
        let words = self.corpus.words.some(self.random, 2).replace(',', "");
        let section = self
            .random
            .once_in(2)
            .then(|| Kind::of(to).linked_section());
        let form = match self.random.below(3) {
            0 => LinkForm::Bare,
            1 => LinkForm::Words(words),
            _ => LinkForm::Path { words, section },
        };
        Link { to, form }
    }

    /// A citation, or two stacked ones.
    fn marks(&mut self) -> Vec<Mark> {
        let stacked = MARKS - self.marks >= 2 && self.random.once_in(5);
        (0..1 + usize::from(stacked)).map(|_| self.mark()).collect()
    }

    fn mark(&mut self) -> Mark {
        self.marks += 1;
        let page = self.random.between(1, 300);
        let locator = match self.random.below(4) {
            0 => Some(format!("p. {page}")),
            1 => Some(format!("pp. {page}–{}", page + 2)),
            _ => None,
        };
        Mark {
            source: self.random.below(self.corpus.sources()),
            locator,
            short: self.random.once_in(2),
        }
    }

    fn table(&mut self) -> Block {
        let rows = (0..5)
            .map(|_| [(); 3].map(|()| self.corpus.words.some(self.random, 2).replace(',', "")));
        Block::Table(rows.collect())
    }

    fn code(&mut self) -> Block {
        let mut code = String::new();
        for line in 0..8 {
            let name = self.random.choose(self.corpus.words.made());
            let value = self.random.below(1_000);
            code.push_str(&match line % 3 {
                0 => format!("def {name}_{line}(count):\n"),
                1 => format!("    # {}\n", words::capitalised(name)),
                _ => format!("    return \"{name}\" * count + str({value})\n"),
            });
        }
        Block::Code(code)
    }
}
