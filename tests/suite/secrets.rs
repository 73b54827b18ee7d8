//! The law of the facilitator's text: whatever is marked for the facilitator is in no artifact but
//! the run sheet of its agenda.
//!
//! Random pages hold words that stand in marked blocks alone, nested at random in lists, quotations,
//! notes, tables and each other; some pages are agendas. No artifact of their sites may hold such a
//! word, nor show that anything links to or cites from there. Run sheets may, but for what nobody can
//! understand, which is withheld from facilitators too.

use groundwork::engine::{Engine, Options};

use crate::project::Project;
use crate::random::Random;
use crate::scale::scaled;

/// What no artifact may hold, in any case of letters.
const SECRET: &str = "zqx";
/// How a word goes on that stands in a block which nobody may read.
const NOBODYS: &str = "zqxn";
const PAGES: u64 = 10;
const DEEPEST: usize = 4;

/// Markers of blocks that are not for everyone, and whether they are understood; those that are not
/// withhold their blocks from facilitators too.
const SECRET_MARKERS: [(&str, bool); 21] = [
    ("[!SAY]", true),
    ("[!FACILITATOR]", true),
    ("[!LATE]", true),
    ("[!WHAT IF]", true),
    ("[!CUE timekeeper]", true),
    ("[!say]", true),
    ("[!SYA]", false),
    ("[!CUE]", false),
    ("[! SAY]", true),
    ("[!SAY](x)", false),
    ("[!SAY", false),
    ("![SAY]", false),
    ("**[!SAY]**", false),
    ("x [!SAY]", false),
    ("［！SAY］", false),
    ("[SAY]", false),
    ("(!SAY)", false),
    ("SAY:", false),
    ("**SAY:**", false),
    ("[!SAY]:", true),
    ("[\u{200b}!SAY]", false),
];

/// A page that is being written.
struct Writer {
    random: Random,
    notes: usize,
    /// Whether what is being written is for nobody.
    nobodys: bool,
    /// Definitions of notes to stand at the page's end.
    definitions: Vec<String>,
}

impl Writer {
    fn page(&mut self) -> String {
        let kind = self
            .random
            .pick(&["page", "concept", "glossary", "series", "agenda", "agenda"]);
        let mut text =
            format!("+++\ntitle = \"Page\"\nkind = \"{kind}\"\nupdated = 2026-11-22\n+++\n\n");
        for _ in 0..4 + self.random.below(6) {
            text.push_str(&self.block(0, false).join("\n"));
            text.push_str("\n\n");
        }
        text.push_str(&self.definitions.join("\n\n"));
        text
    }

    /// The lines of a block, of secret words or of others.
    fn block(&mut self, depth: usize, secret: bool) -> Vec<String> {
        let simple = depth >= DEEPEST;
        match self.random.below(if simple { 6 } else { 14 }) {
            0 | 1 => vec![self.sentence(secret), self.sentence(secret)],
            2 => vec!["```".to_owned(), self.word(secret), "```".to_owned()],
            3 => self.table(secret),
            4 => vec![format!(
                "<b>{}</b> {}",
                self.word(secret),
                self.sentence(secret)
            )],
            5 => self.heading(secret),
            6 | 7 => self.list(depth, secret),
            8 => quoted(self.blocks(depth, secret)),
            9 => {
                let marker = self
                    .random
                    .pick(&["[!NOTE]", "[!MATERIALS]", "[!DECISION]"]);
                self.marked(marker, depth, secret)
            }
            10 => vec![self.word(secret), format!(": {}", self.sentence(secret))],
            _ => self.secret(depth),
        }
    }

    fn blocks(&mut self, depth: usize, secret: bool) -> Vec<String> {
        let mut lines = self.block(depth + 1, secret);
        for _ in 0..self.random.below(3) {
            lines.push(String::new());
            lines.extend(self.block(depth + 1, secret));
        }
        lines
    }

    /// A block that nobody but the facilitator may read, or nobody at all.
    fn secret(&mut self, depth: usize) -> Vec<String> {
        let (marker, is_understood) = SECRET_MARKERS[self.random.below(SECRET_MARKERS.len())];
        let outer = self.nobodys;
        self.nobodys |= !is_understood;
        let lines = self.marked(marker, depth, true);
        self.nobodys = outer;
        lines
    }

    fn marked(&mut self, marker: &str, depth: usize, secret: bool) -> Vec<String> {
        let mut lines = match self.random.below(3) {
            0 => vec![marker.to_owned()],
            1 => vec![marker.to_owned(), String::new()],
            _ => vec![format!("{marker} {}", self.sentence(secret)), String::new()],
        };
        lines.extend(self.blocks(depth, secret));
        quoted(lines)
    }

    fn list(&mut self, depth: usize, secret: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let sign = self.random.pick(&["- ", "1. ", "- [ ] "]);
        let indent = " ".repeat(sign.len().min(3));
        for _ in 0..1 + self.random.below(3) {
            let head = format!("{sign}{}", self.sentence(secret));
            lines.push(head);
            if self.random.below(2) == 0 {
                lines.push(String::new());
                let blocks = self.blocks(depth, secret).into_iter();
                lines.extend(blocks.map(|line| format!("{indent}{line}")));
                lines.push(String::new());
            }
        }
        lines
    }

    fn table(&mut self, secret: bool) -> Vec<String> {
        let (one, other) = (self.word(secret), self.sentence(secret));
        vec![
            format!("| {one} | b |"),
            "|---|---|".to_owned(),
            format!("| {other} | c |"),
        ]
    }

    /// What an item has in its braces, right or wrong.
    fn braces(&mut self) -> String {
        let braces = [
            "",
            "",
            " {minutes=5}",
            " {.decision minutes=2+0.75/person least=3 uses=shared}",
            " {minutes = 5 lead=facilitator}",
        ];
        self.random.pick(&braces).to_owned()
    }

    fn heading(&mut self, secret: bool) -> Vec<String> {
        let words = if secret {
            self.word(true)
        } else {
            self.random
                .pick(&["Summary", "Open questions", "Parts", "Term"])
                .to_owned()
        };
        let braces = self.braces();
        vec![format!(
            "{} {words}{braces}",
            self.random.pick(&["##", "###"])
        )]
    }

    fn word(&mut self, secret: bool) -> String {
        match secret {
            true if self.nobodys => format!("{NOBODYS}{}", self.random.below(100)),
            true => format!("{SECRET}{}", self.random.below(100)),
            false => self
                .random
                .pick(&["base", "power", "talk", "meeting"])
                .to_owned(),
        }
    }

    /// A sentence, whose links, sources, pictures and notes are secret where its words are.
    fn sentence(&mut self, secret: bool) -> String {
        let word = self.word(secret);
        let (page, source, picture) = if secret {
            ("alone", "hidden", "zqx.svg")
        } else {
            ("shared", "shown", "shown.svg")
        };
        match self.random.below(8) {
            0 => format!("{word} [[{page}]] {word}."),
            1 => format!("{word} [[{page}|{word}]]."),
            2 => format!("{word} [@{source}, p. 3]."),
            3 => format!("**{word}** ![{word}]({picture} \"{word}\")."),
            4 => format!("{word} `{word}` https://example.org/{word}."),
            5 => format!("{word}{}", self.note(secret)),
            _ => format!("{word} {word}. {word}?"),
        }
    }

    fn note(&mut self, secret: bool) -> String {
        self.notes += 1;
        let label = format!("n{}", self.notes);
        let words = self.sentence(secret);
        self.definitions.push(format!("[^{label}]: {words}"));
        format!("[^{label}]")
    }
}

fn quoted(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("> {line}")).collect()
}

fn site(seed: u64) -> Vec<(String, String)> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"5\"/></svg>";
    let bib = "@book{shown, title = {Shown}}\n@book{hidden, title = {Hidden}}\n";
    let titled = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\n");
    let mut files = vec![
        // Sheets of paper are compressed; a test of their words stands with those of paper.
        (
            "site.toml".to_owned(),
            "title = \"Test\"\nbase_url = \"https://example.org\"\n[print]\nkinds = []\n"
                .to_owned(),
        ),
        ("content/zqx.svg".to_owned(), svg.to_owned()),
        ("content/shown.svg".to_owned(), svg.to_owned()),
        ("content/sources.bib".to_owned(), bib.to_owned()),
        ("content/alone.md".to_owned(), titled("Alone")),
        ("content/shared.md".to_owned(), titled("Shared")),
    ];
    for page in 0..PAGES {
        let mut writer = Writer {
            random: Random::new(seed * PAGES + page + 1),
            notes: 0,
            nobodys: false,
            definitions: Vec::new(),
        };
        let mut text = writer.page();
        text.push_str(&format!("\n\n![[p{}]]\n", (page + 1) % PAGES));
        files.push((format!("content/p{page}.md"), text));
    }
    files
}

#[test]
fn no_artifact_holds_a_word_of_the_facilitators() {
    let mut told = 0;
    for seed in 0..scaled(30, 300) as u64 {
        let files = site(seed);
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_str()))
            .collect();
        let project = Project::new(&files);
        let mut engine = Engine::new(&project.root());
        let options = Options::default();
        let input = engine.read(&options).unwrap();
        let built = engine.build(input, &options);
        for path in built.output.paths() {
            let bytes = built.output.make(path).unwrap().unwrap();
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let forbidden = if path.ends_with(".run-sheet.html") {
                NOBODYS
            } else {
                SECRET
            };
            told += usize::from(text.contains(SECRET));
            assert!(
                !text.contains(forbidden) && !path.contains(SECRET),
                "site {seed}: {path}\n{text}"
            );
            let hidden = match path {
                "alone.html" => "class=\"backlinks\"",
                "sources/hidden.html" => "class=\"citing\"",
                _ => continue,
            };
            assert!(!text.contains(hidden), "site {seed}: {path} has {hidden}");
        }
    }
    assert!(told > 0, "no run sheet tells the facilitator anything");
}
