//! Random pages of all that a page can hold, nested at random.

use crate::random::Random;

const DEEPEST: usize = 4;
const MOST_BLOCKS: usize = 12;

/// Letters that some font, some program or some standard has trouble with.
const LETTERS: [&str; 40] = [
    "\u{0}",
    "\u{7}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{9f}",
    "\u{a0}",
    "\u{ad}",
    "\u{34f}",
    "e\u{301}",
    "\u{301}",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "\u{628}\u{301}",
    "\u{633}\u{644}\u{627}\u{645} \u{639}\u{644}\u{64a}\u{643}\u{645}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}",
    "\u{94d}\u{915}",
    "\u{1361}",
    "\u{17b4}",
    "\u{180e}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}a\u{200f}",
    "\u{202e}abc\u{202c}",
    "\u{2028}",
    "\u{2029}",
    "\u{2066}x\u{2069}",
    "\u{2060}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fffd}",
    "\u{e000}",
    "\u{10fffd}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{2764}\u{fe0f}",
    "\u{e0001}",
    "\u{6f22}\u{5b57}",
];

const WORDS: [&str; 10] = [
    "meeting", "power", "who", "we", "listen", "a", "kitchen", "rent", "strike", "door",
];

const KINDS: [&str; 9] = [
    "handout", "handout", "handout", "handout", "page", "method", "agenda", "glossary", "series",
];

/// The page with this number of so many, of any kind and of at most so many blocks beside those within them; it may show the
/// next.
pub(super) fn random(random: &mut Random, at: usize, pages: usize, blocks: usize) -> String {
    let mut writer = Writer {
        random,
        at,
        pages,
        blocks,
        embeds: 1,
        blocks_left: MOST_BLOCKS,
        notes: 0,
        definitions: Vec::new(),
    };
    writer.page()
}

struct Writer<'a> {
    random: &'a mut Random,
    at: usize,
    pages: usize,
    blocks: usize,
    /// How many other pages it may still show.
    embeds: usize,
    /// How many more of its blocks may hold others.
    blocks_left: usize,
    notes: usize,
    definitions: Vec<String>,
}

impl Writer<'_> {
    fn page(&mut self) -> String {
        let at = self.at;
        let kind = self.random.pick(&KINDS);
        let mut text = format!("+++\ntitle = \"Page {at}\"\nkind = \"{kind}\"\nsummary = \"S.\"\n");
        if kind == "agenda" {
            text.push_str("start = \"19:00\"\nminutes = 90\npeople = { min = 2, expected = 9, max = 12 }\nroles = [\"timekeeper\", \"greeter\"]\n");
        }
        if kind == "handout" {
            let paper = self.random.pick(&["A4", "A4", "poster", "pocket"]);
            text.push_str(&format!("paper = \"{paper}\"\n"));
        }
        if self.one_in(5) {
            text.push_str("lang = \"ar\"\n");
        }
        if kind == "series" {
            text.push_str("parts = [\"p0\", \"p1\"]\n");
        }
        text.push_str("+++\n\n");
        let fewest = self.blocks.div_ceil(4);
        for _ in 0..fewest + self.random.below(self.blocks - fewest + 1) {
            text.push_str(&self.block(0).join("\n"));
            text.push_str("\n\n");
        }
        text.push_str(&self.definitions.join("\n\n"));
        text.push('\n');
        text
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.random.below(many) == 0
    }

    fn embed(&mut self) -> Vec<String> {
        if self.embeds == 0 || self.at + 1 >= self.pages {
            return vec![self.sentence()];
        }
        self.embeds -= 1;
        vec![format!("![[p{}]]", self.at + 1)]
    }

    /// The lines of a block.
    fn block(&mut self, depth: usize) -> Vec<String> {
        self.blocks_left = self.blocks_left.saturating_sub(1);
        let is_simple = depth >= DEEPEST || self.blocks_left == 0;
        let kinds = if is_simple { 11 } else { 19 };
        match self.random.below(kinds) {
            0 | 1 => vec![self.sentence(), self.sentence()],
            2 | 3 => self.heading(),
            4 => self.code(),
            5 => self.table(),
            6 => vec!["***".to_owned()],
            7 => self.html(),
            8 => vec![self.picture()],
            9 => self.embed(),
            10 => vec!["____________".to_owned(), self.sentence()],
            11 | 12 => self.list(depth),
            13 => quoted(self.blocks(depth)),
            14 => self.marked(depth),
            15 => self.definitions_of(depth),
            16 => self.html_around(depth),
            17 => self.deep(depth),
            _ => self.html_table(depth),
        }
    }

    fn blocks(&mut self, depth: usize) -> Vec<String> {
        let mut lines = self.block(depth + 1);
        for _ in 0..self.random.below(3) {
            lines.push(String::new());
            lines.extend(self.block(depth + 1));
        }
        lines
    }

    fn heading(&mut self) -> Vec<String> {
        let signs = self
            .random
            .pick(&["#", "##", "##", "###", "####", "######"]);
        let words = match self.random.below(12) {
            0 => String::new(),
            1 => self.picture(),
            2 => "____".to_owned(),
            3 => self.note(),
            4 => "\u{feff}".to_owned(),
            5 => "\u{200b}".to_owned(),
            6 => "{minutes=5}".to_owned(),
            7 => "How to use it".to_owned(),
            8 => format!("{} {{.decision minutes=10}}", self.word()),
            _ => self.inlines(0),
        };
        if self.one_in(8) && !words.is_empty() {
            vec![words, "---".to_owned()]
        } else {
            vec![format!("{signs} {words}")]
        }
    }

    fn code(&mut self) -> Vec<String> {
        let fence = self.random.pick(&["```", "~~~", "```rust", "````"]);
        let end = &fence[..fence.len().min(4)].trim_end_matches(char::is_alphabetic);
        let mut lines = vec![fence.to_owned()];
        for _ in 0..self.random.below(4) {
            let line = format!("\t{}{}", self.word(), self.letters());
            lines.push(line);
        }
        lines.push((*end).to_owned());
        lines
    }

    fn table(&mut self) -> Vec<String> {
        let columns = 1 + self.random.below(7);
        let mut lines = vec![self.row(columns)];
        let signs: Vec<&str> = (0..columns)
            .map(|_| self.random.pick(&["---", ":--", "--:", ":-:"]))
            .collect();
        lines.push(format!("|{}|", signs.join("|")));
        for _ in 0..self.random.below(4) {
            let cells = columns - self.random.below(2).min(columns - 1);
            lines.push(self.row(cells));
        }
        lines
    }

    fn row(&mut self, columns: usize) -> String {
        let cells = (0..columns).map(|_| match self.random.below(6) {
            0 => String::new(),
            1 => "____".to_owned(),
            2 => self.note(),
            _ => self.inlines(0).replace('|', ""),
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    }

    fn list(&mut self, depth: usize) -> Vec<String> {
        let signs = ["- ", "1. ", "- [ ] ", "- [x] ", "0. ", "999999999. ", "* "];
        let sign = self.random.pick(&signs);
        let indent = " ".repeat(sign.len().min(3));
        let mut lines = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            let words = match self.random.below(4) {
                0 => String::new(),
                _ => self.sentence(),
            };
            lines.push(format!("{sign}{words}"));
            if self.one_in(2) {
                lines.push(String::new());
                let blocks = self.blocks(depth).into_iter();
                lines.extend(blocks.map(|line| format!("{indent}{line}")));
                lines.push(String::new());
            }
        }
        lines
    }

    fn marked(&mut self, depth: usize) -> Vec<String> {
        let markers = [
            "[!NOTE]",
            "[!WARNING]",
            "[!SAY]",
            "[!CUE timekeeper]",
            "[!MATERIALS]",
            "[!DECISION]",
            "[!LATE]",
            "[!WHAT IF]",
        ];
        let marker = self.random.pick(&markers);
        let mut lines = if self.one_in(2) {
            vec![marker.to_owned()]
        } else {
            vec![format!("{marker} {}", self.sentence()), String::new()]
        };
        lines.extend(self.blocks(depth));
        quoted(lines)
    }

    fn definitions_of(&mut self, depth: usize) -> Vec<String> {
        let mut lines = vec![self.inlines(0), format!(": {}", self.sentence())];
        if self.one_in(2) {
            lines.push(String::new());
            let blocks = self.blocks(depth).into_iter();
            lines.extend(blocks.map(|line| format!("  {line}")));
        }
        lines
    }

    /// Markup that stands alone.
    fn html(&mut self) -> Vec<String> {
        let markup = [
            "<dl><dd>words</dd></dl>",
            "<dl><dt>term</dt></dl>",
            "<dl></dl>",
            "<ul></ul>",
            "<ol start=\"99999999999999999999\"><li></li></ol>",
            "<ol start=\"-3\"><li>a</li></ol>",
            "<table></table>",
            "<table><tr></tr></table>",
            "<table><thead><tr><th>a</th></tr><tr><th>b</th><th>c</th></tr></thead></table>",
            "<h1>one</h1>",
            "<h2></h2>",
            "<h6><br></h6>",
            "<blockquote></blockquote>",
            "<p></p>",
            "<details><summary>more</summary>hidden</details>",
            "<img src=\"drawing.svg\">",
            "<figure><img src=\"letters.svg\" alt=\"a\"><figcaption>below</figcaption></figure>",
            "<pre>\n  \u{c}x</pre>",
            "<b><i><b><i><b><i><b><i><b><i><b><i>deep</i></b></i></b></i></b></i></b></i></b></i></b>",
            "<s>a<u>b</u></s>",
            "<del>a<del>b<s>c</s></del></del>",
            "<div><p>open<ul><li>never closed",
            "<ruby>x<rt>y</rt></ruby> <sub>1</sub><sup>2</sup><kbd>k</kbd>",
            "<a href=\"#x\"><img src=\"drawing.svg\" alt=\"\"></a>",
            "<hr><hr>",
            "<center>a</center><td>b</td></table>",
        ];
        vec![self.random.pick(&markup).to_owned()]
    }

    fn html_around(&mut self, depth: usize) -> Vec<String> {
        let around = [
            ("<div>", "</div>"),
            ("<details><summary>more</summary>", "</details>"),
            ("<blockquote>", "</blockquote>"),
            ("<ul><li>", "</li></ul>"),
            ("<dl><dd>", "</dd></dl>"),
            ("<center>", "</center>"),
            ("<p>", "</p>"),
            ("<h2>", "</h2>"),
            ("<section>", ""),
        ];
        let (open, close) = around[self.random.below(around.len())];
        let mut lines = vec![open.to_owned(), String::new()];
        lines.extend(self.blocks(depth));
        lines.extend([String::new(), close.to_owned()]);
        lines
    }

    fn html_table(&mut self, depth: usize) -> Vec<String> {
        let mut lines = vec!["<table>".to_owned()];
        if self.one_in(2) {
            lines.push("<caption>what</caption><thead><tr><th>a</th></tr></thead>".to_owned());
        }
        for _ in 0..1 + self.random.below(3) {
            let span = self.random.pick(&["", " colspan=\"3\"", " rowspan=\"2\""]);
            lines.push(format!("<tr><td{span}>{}</td><td>", self.word()));
            lines.push(String::new());
            lines.extend(self.blocks(depth));
            lines.push(String::new());
            lines.push("</td></tr>".to_owned());
        }
        lines.push("</table>".to_owned());
        lines
    }

    /// A text far within others.
    fn deep(&mut self, depth: usize) -> Vec<String> {
        let times = [9, 16, 20, 40][self.random.below(4)];
        let around = self.random.below(4);
        let mut lines = self.block(depth.max(DEEPEST));
        for time in 0..times {
            let is_quote = around == 0 || around == 2 && time % 2 == 0;
            lines = match around {
                _ if is_quote => quoted(lines),
                1 | 2 => listed(lines, "- "),
                _ => listed(lines, "1. "),
            };
        }
        lines
    }

    fn sentence(&mut self) -> String {
        let count = 1 + self.random.below(3);
        let parts: Vec<String> = (0..count).map(|_| self.inlines(0)).collect();
        format!("{}.", parts.join(" "))
    }

    /// Words, marked at random.
    fn inlines(&mut self, depth: usize) -> String {
        if depth > 3 {
            return self.word();
        }
        match self.random.below(22) {
            0 => format!("*{}*", self.inlines(depth + 1)),
            1 => format!("**{}**", self.inlines(depth + 1)),
            2 => format!("~~{}~~", self.inlines(depth + 1)),
            3 => format!("`{}{}`", self.word(), self.letters()),
            4 => format!("[{}](p1.md)", self.inlines(depth + 1)),
            5 => format!("[{}](https://example.org/{})", self.picture(), self.word()),
            6 => format!("https://example.org/{}", self.word().repeat(20)),
            7 => self.note(),
            8 => self.picture(),
            9 => "[@one, p. 3]".to_owned(),
            10 => format!("{} [[p2|{}]]", self.word(), self.inlines(depth + 1)),
            11 => "______".to_owned(),
            12 => self.word().repeat(40),
            13 => format!("<b>{}</b>", self.inlines(depth + 1)),
            14 => format!(
                "<del>{}<u>{}</u></del>",
                self.word(),
                self.inlines(depth + 1)
            ),
            15 => format!("{}  \n{}", self.word(), self.word()),
            16 | 17 => format!("{}{}{}", self.word(), self.letters(), self.word()),
            18 => self.letters(),
            19 => "$x^2$ \\(y\\) <!-- gone --> &nbsp;&#0;&#xfeff;".to_owned(),
            _ => format!("{} {}", self.word(), self.word()),
        }
    }

    fn picture(&mut self) -> String {
        let alt = self.random.pick(&["", "a drawing", "\u{feff}", "*a*"]);
        let file = match self.random.below(12) {
            0 => "letters.svg",
            1 => "missing.png",
            _ => "drawing.svg",
        };
        format!("![{alt}]({file})")
    }

    fn note(&mut self) -> String {
        self.notes += 1;
        let label = format!("n{}", self.notes);
        let words = match self.random.below(4) {
            0 if self.notes < 30 => self.sentence(),
            1 => format!("{}\n\n    - {}", self.word(), self.word()),
            2 => format!("{}[^{label}]", self.word()),
            _ => self.word(),
        };
        self.definitions.push(format!("[^{label}]: {words}"));
        format!("{}[^{label}]", self.word())
    }

    fn word(&mut self) -> String {
        self.random.pick(&WORDS).to_owned()
    }

    fn letters(&mut self) -> String {
        self.random.pick(&LETTERS).to_owned()
    }
}

fn quoted(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("> {line}")).collect()
}

fn listed(lines: Vec<String>, sign: &str) -> Vec<String> {
    let indent = " ".repeat(sign.len());
    let lines = lines.into_iter().enumerate();
    lines
        .map(|(at, line)| match at {
            0 => format!("{sign}{line}"),
            _ => format!("{indent}{line}"),
        })
        .collect()
}
