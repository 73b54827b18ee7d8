//! Notation of other tools within a text, which means nothing here and is shown as it was typed. The blocks of other
//! tools are told where lines are read.

mod loose_attributes;

use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use crate::check::prose::{Prose, is_escaped, texts};
use crate::diagnostic::{Diagnostic, other_syntax};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Span;
use crate::parse::lines;

/// One notation: how it is recognized, and what to say of it.
struct Notation {
    /// What it begins with, wherever in a text that is.
    sign: &'static str,
    /// What looks for the sign. It is made once: to make it costs more than most texts.
    finder: memmem::Finder<'static>,
    /// The whole of it, from its sign on.
    pattern: Regex,
    stands: Stands,
    /// What it is in other tools, as the end of "`…` ".
    what: &'static str,
    help: &'static str,
}

/// How many bytes of a line are looked at for a notation; each is shorter. No pattern counts what it repeats: that
/// would be compiled as often as it is counted.
const FARTHEST: usize = 2_500;

/// Where a notation means something.
#[derive(PartialEq, Eq)]
enum Stands {
    Anywhere,
    /// No letter or digit touches it.
    Apart,
    /// A letter, a digit or a bracket touches it, and the sign of another notation does not.
    BehindLetter,
    BeginsLine,
    /// Nothing but the end of the line comes behind it.
    EndsLine,
}

/// Of two that begin alike, the first that is recognized counts.
static NOTATIONS: LazyLock<Vec<Notation>> = LazyLock::new(|| {
    let rows = [
        (
            "{{",
            r"\{\{[<%]\s*/?\s*(?:figure|img|image)(?-u:\b)[^\n]*?[>%]\}\}",
            Stands::Anywhere,
            "shows a picture in Hugo",
            "write ![what it shows](picture.png), with the picture's file",
        ),
        (
            "{{",
            r"\{\{[<%]\s*(?:rel)?ref(?-u:\b)[^\n]*?[>%]\}\}",
            Stands::Anywhere,
            "is the address of a page in Hugo",
            "write the link as [[page]] or as [words](page.md)",
        ),
        (
            "{{",
            r"\{\{[<%][^\n]*?[>%]\}\}",
            Stands::Anywhere,
            "is filled in by Hugo",
            "put in its place what readers should see there",
        ),
        (
            "{{",
            r"\{\{\s*(?:site|page|config|book|include|post|theme|params?|frontmatter)(?-u:\b)[A-Za-z0-9_.\[\]'|: -]*\}\}",
            Stands::Anywhere,
            "is filled in by another tool",
            "put in its place what readers should see there",
        ),
        (
            "{%",
            r"\{%-?\s*(?:link|post_url)(?-u:\b)[^\n]*?%\}",
            Stands::Anywhere,
            "is the address of a page in Jekyll",
            "write the link as [[page]] or as [words](page.md)",
        ),
        (
            "{%",
            r"\{%[^\n]*?%\}",
            Stands::Anywhere,
            "is filled in by another tool",
            "put in its place what readers should see there",
        ),
        (
            "===",
            r#"===[!+]?\s+["“][^"”\n]*["”]\s*$"#,
            Stands::BeginsLine,
            "begins a tab in Material for MkDocs",
            "make it a heading, such as ### Title, and begin the lines below it without spaces",
        ),
        (
            "{",
            r"\{(?:--[^\n{}]+--|~~[^\n{}]+~~|==[^\n{}]+==|\+\+[^\n{}]+\+\+)\}",
            Stands::Anywhere,
            "proposes a change in other tools",
            "write the text as it is to be",
        ),
        (
            "<%",
            r"<%[^\n]*?%>",
            Stands::Anywhere,
            "is filled in by another tool",
            "put in its place what readers should see there",
        ),
        (
            "==",
            r"==[^\s=](?:[^=\n]*[^\s=])?==",
            Stands::Apart,
            "is highlighted in other tools",
            "write it as **words** or *words*",
        ),
        (
            "^[",
            r"\^\[[^\]\n]+\]",
            Stands::Anywhere,
            "is a note in other tools",
            "write [^1] here, and on a line of its own [^1]: followed by the note",
        ),
        (
            "^",
            r"\^[A-Za-z0-9+-]+\^",
            Stands::Anywhere,
            "is raised in Pandoc and other tools",
            "write <sup>{}</sup>",
        ),
        (
            "~",
            r"~(?:[0-9+-]+|[a-z])~",
            Stands::BehindLetter,
            "is lowered in Pandoc and other tools",
            "write <sub>{}</sub>",
        ),
        (
            "*[",
            r"\*\[[^\]\n]+\]:\s",
            Stands::BeginsLine,
            "says in other tools what a short word stands for",
            "take the line out, and write the long word where the short one is used first",
        ),
        (
            "--8<--",
            r#"--8<--\s+["'][^"'\n]*["']"#,
            Stands::BeginsLine,
            "puts in the text of another file in MkDocs",
            "write ![[page]], with the id of the page that is to be shown here",
        ),
        (
            "{!",
            r"\{!\s*[^\n{}!]+!\}",
            Stands::Anywhere,
            "puts in the text of another file in other tools",
            "write ![[page]], with the id of the page that is to be shown here",
        ),
        (
            "{.",
            r"\{\.[a-z][\w-]*(?:\s+\.[a-z][\w-]*)*\}",
            Stands::Anywhere,
            "says in other tools how the words before it look",
            "take it out, and write **words** or *words*",
        ),
        (
            "{ .",
            r"\{ \.[a-z][\w-]*(?:\s+[.\#]?[\w=-]+)*\s*\}",
            Stands::Anywhere,
            "says in other tools how the words before it look",
            "take it out, and write **words** or *words*",
        ),
        (
            "{:",
            r"\{:\s*(?:toc|[.\#]?[a-z])[^}\n]*\}",
            Stands::Anywhere,
            "says in Jekyll how the words before it look",
            "take it out",
        ),
        (
            "{=",
            r"\{=[a-z]+\}",
            Stands::Anywhere,
            "says in Pandoc for which format the code before it is",
            "take it out, with the code",
        ),
        (
            "{#",
            r"\{\#(?:tbl|fig|lst|eq|sec)-[\w-]+[^}\n]*\}",
            Stands::Anywhere,
            "names a figure or a table in Quarto",
            "take it out, and put a heading before it, to which links can lead",
        ),
        (
            "@",
            r"@(?:tbl|fig|lst|eq|sec)-[A-Za-z0-9][\w-]*",
            Stands::Apart,
            "refers to a figure or a section in Quarto",
            "write which one is meant: the picture below, or [[#heading]]",
        ),
        (
            "!!!",
            concat!(
                r"!!!\s*(?:note|tip|info|warning|danger|example|question|quote|bug|important|caution",
                r#"|hint|attention)(?:\s+"[^"\n]*")?\s*$"#,
            ),
            Stands::BeginsLine,
            "begins a block in MkDocs, if the lines below it stand further in",
            "put four spaces before each line of its text",
        ),
        (
            "^",
            r"\^[A-Za-z0-9][A-Za-z0-9-]*$",
            Stands::EndsLine,
            "names a paragraph in Obsidian",
            "put a heading before the paragraph, to which links can lead",
        ),
        (
            "$$",
            r"\$\$\s*$",
            Stands::BeginsLine,
            "begins a formula in other tools",
            "write it in words, or show it as a picture",
        ),
        (
            "$$",
            r"\$\$[^$\n]*[\\^_{=][^$\n]*\$\$",
            Stands::Apart,
            "is a formula in other tools",
            "write it in words, or show it as a picture",
        ),
        (
            "++",
            r"\+\+[a-z0-9-]+(?:\+[a-z0-9-]+)+\+\+",
            Stands::Apart,
            "shows keys in MkDocs",
            "write <kbd>Ctrl</kbd>+<kbd>C</kbd>, with the names of the keys",
        ),
        (
            "++",
            r"\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+",
            Stands::Apart,
            "says in other tools that words were added",
            "write <ins>words</ins>, or the words alone",
        ),
        (
            "$",
            r"\$\$?[^\s$][^$\n]*?[\\^_{][^$\n]*?[^\s$]\$\$?",
            Stands::Apart,
            "is a formula in other tools",
            "write it in words, or show it as a picture",
        ),
        (
            "[",
            r"\[(?:TOC|ToC|toc)\]\s*$",
            Stands::BeginsLine,
            "is a list of the page's headings in other tools",
            "take the line out: each page has such a list already",
        ),
        (
            "[",
            r"\[[/<>?!-]\]\s+\S",
            Stands::BeginsLine,
            "is a box of Obsidian",
            "write - [ ] for what is open, and - [x] for what is done",
        ),
        (
            "[",
            r"\[[A-Za-z][A-Za-z _-]*::\s[^\]\n]*\]",
            Stands::Anywhere,
            "is a field of Dataview in Obsidian",
            "write it in words, or take it out",
        ),
        (
            ":",
            r":(?:(?:material|fontawesome|octicons|simple)-[a-z0-9-]+|[a-z][a-z]+(?:_[a-z0-9]+)*):",
            Stands::Apart,
            "stands for a small picture in other tools",
            "put the sign itself in its place, such as ✔, or the word",
        ),
        (
            "import ",
            r#"import\s[^\n]*\sfrom\s+["'][^"'\n]+["'];?\s*$"#,
            Stands::BeginsLine,
            "loads a part of a program in Docusaurus and Starlight",
            "take the line out, and write what the part showed",
        ),
        (
            "export ",
            r"export\s+(?:const|default|let|var|function)\s",
            Stands::BeginsLine,
            "is part of a program in Docusaurus and Starlight",
            "take the line out, and write what it showed",
        ),
        (
            "\\newpage",
            r"\\newpage\s*$",
            Stands::BeginsLine,
            "begins a new sheet in Pandoc and Quarto",
            "take the line out: sheets are divided by the program",
        ),
    ];
    let notations = rows.into_iter().map(|(sign, pattern, stands, what, help)| {
        let pattern = Regex::new(&format!("^(?:{pattern})")).ok()?;
        Some(Notation {
            sign,
            finder: memmem::Finder::new(sign),
            pattern,
            stands,
            what,
            help,
        })
    });
    notations.flatten().collect()
});

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let text = page.text.as_bytes();
    let used: Vec<&Notation> = NOTATIONS
        .iter()
        .filter(|notation| notation.finder.find(text).is_some())
        .collect();
    if !used.is_empty() {
        in_text(page, used, findings);
    }
    findings.extend(loose_attributes::judge(page));
    findings.extend(bars_of_no_table(page));
    if memmem::find(text, b"markdown").is_some() {
        findings.extend(unread_markdown(page));
    }
}

/// Each notation is told of once a page, at its first place.
fn in_text(page: &Page, mut used: Vec<&Notation>, findings: &mut Vec<Diagnostic>) {
    for prose in texts(&page.body) {
        let words = &page.text[prose.span.range()];
        let mut end = 0;
        while let Some((at, notation, length)) = first(page, &prose, words, end, &used) {
            let start = prose.span.start as usize + at;
            let place = Span::new(prose.span.source, start..start + length);
            let typed = &page.text[place.range()];
            let help = notation.help.replace("{}", typed.trim_matches(['^', '~']));
            findings.push(other_syntax::notation(place, typed, notation.what, &help));
            used.retain(|one| !std::ptr::eq(*one, notation));
            end = at + length.max(1);
            if end >= words.len() {
                break;
            }
        }
    }
}

/// The first notation in `words` from `from` on: where it begins, which it is, and how long it is.
fn first<'a>(
    page: &Page,
    prose: &Prose,
    words: &str,
    from: usize,
    used: &[&'a Notation],
) -> Option<(usize, &'a Notation, usize)> {
    let rest = words.get(from..)?;
    used.iter()
        .filter_map(|notation| {
            let mut signs = notation.finder.find_iter(rest.as_bytes());
            signs.find_map(|at| {
                let at = from + at;
                let length = notation.length(page, prose, words, at)?;
                Some((at, *notation, length))
            })
        })
        .min_by_key(|(at, ..)| *at)
}

impl Notation {
    /// How long it is where its sign stands at `at` of `words`, if it is one there.
    fn length(&self, page: &Page, prose: &Prose, words: &str, at: usize) -> Option<usize> {
        let start = prose.span.start as usize + at;
        if is_escaped(page, start) {
            return None;
        }
        // Markdown cuts what is typed at each sign of its own, so the line is looked at, and not the text alone.
        let line = lines::near(&page.text, start, FARTHEST);
        let found = self.pattern.find(&page.text[start..line.end])?;
        let before = page.text[line.start..start].chars().next_back();
        let behind = page.text[start + found.end()..line.end].chars().next();
        let touches = |letter: Option<char>| {
            letter.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '=' | '`'))
        };
        // The second half of a longer sign.
        if before == self.sign.chars().next() {
            return None;
        }
        let stands = match self.stands {
            Stands::Anywhere => true,
            Stands::Apart => !touches(before) && !touches(behind),
            Stands::BehindLetter => {
                let is_joined = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '^');
                before.is_some_and(is_joined) && behind != self.sign.chars().next()
            }
            Stands::BeginsLine => prose.begins_line && words[..at].trim().is_empty(),
            Stands::EndsLine => before.is_none_or(char::is_whitespace),
        };
        stands.then_some(found.end())
    }
}

/// The first paragraph that was to be a table: each of its lines stands between bars, or the second has hyphens
/// between bars, or it is a table as Pandoc draws it.
fn bars_of_no_table(page: &Page) -> Option<Diagnostic> {
    let paragraphs = page.body.events.iter();
    let mut paragraphs = paragraphs.filter(|event| event.kind == EventKind::Start(Node::Paragraph));
    paragraphs.find_map(|event| {
        let text = page.text[event.span.range()].trim_end();
        if !text.starts_with(['|', '+']) {
            return None;
        }
        let row = |line: &str| line[lines::container(line).0..].trim().to_owned();
        let is_between =
            |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
        let is_edge = |line: &str| {
            let is_sign = |c: char| matches!(c, '|' | '-' | ':' | '+' | '=' | ' ');
            line.contains("--") && line.starts_with(['|', '+']) && line.chars().all(is_sign)
        };
        let mut rows = text.lines().map(row);
        let first = rows.next()?;
        let is_drawn = first.starts_with('+') && is_edge(&first);
        let head = if is_drawn {
            rows.next()?
        } else {
            first.clone()
        };
        let is_table = is_drawn
            || rows.next().is_some_and(|second| is_edge(&second))
            || is_between(&first) && text.lines().map(row).all(|row| is_between(&row));
        let columns = head.trim_matches('|').split('|').count();
        let end = event.span.start as usize + text.lines().next()?.trim_end().len();
        let place = Span::new(event.span.source, event.span.start as usize..end);
        (is_table && columns > 1).then(|| other_syntax::no_table(place, columns))
    })
}

/// `<div markdown="1">*words*</div>` on one line, whose words are no Markdown here.
fn unread_markdown(page: &Page) -> Option<Diagnostic> {
    let blocks = page.body.events.iter();
    let mut blocks = blocks.filter(|event| matches!(event.kind, EventKind::Html(_)));
    blocks.find_map(|event| {
        let block = &page.text[event.span.range()];
        let found = ASKS.as_ref()?.find(block)?;
        let start = event.span.start as usize + found.start();
        let tag = Span::new(event.span.source, start..start + found.len());
        let behind = block[found.end()..].lines().next()?;
        (!behind.trim().is_empty()).then(|| other_syntax::one_line_markdown(tag, found.as_str()))
    })
}

static ASKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"<[a-z]+\s[^<>\n]*(?-u:\b)markdown(?:=["']?(?:1|block|span|true)["']?)?[^<>\n]*>"#)
        .ok()
});

#[cfg(test)]
mod tests {
    use crate::check::testing::{help_of_text, of_text};

    #[test]
    fn notation_of_other_tools_is_found_with_what_to_type() {
        for (text, help) in [
            ("A {{< figure src=\"a.jpg\" >}} b", "write ![what it shows]"),
            ("See {{< ref \"a.md\" >}}.", "write the link as"),
            (
                "{{% notice %}}\n\ntext\n\n{{% /notice %}}",
                "put in its place",
            ),
            ("{{<youtube abc>}}", "put in its place"),
            ("By {{ site.title }}.", "put in its place"),
            ("{% include a.html %}", "put in its place"),
            ("See {% link a.md %}.", "write the link as"),
            ("=== \"Linux\"\n\n    Text.", "make it a heading"),
            ("This ==matters== much.", "write it as **words**"),
            ("This ==*matters* much==.", "write it as **words**"),
            ("Told^[By her.] so.", "write [^1] here"),
            ("A claim. ^claim-1\n\nMore.", "put a heading before"),
            ("So $x^2 + y_1$ grows.", "write it in words"),
            ("$$\nx\n$$", "write it in words"),
            ("$$ x^2 $$", "write it in words"),
            ("Some ++added words++ here.", "write <ins>words</ins>"),
            ("![A](p.png) {width=30}", "put it right behind the picture"),
            ("![A](p.png)\n{width=30}", "put it right behind the picture"),
            (
                "![A][r]{credit=\"Ann\"}\n\n[r]: p.png",
                "write the picture with its address",
            ),
            ("[TOC]", "take the line out"),
            ("x^2^ metres", "write <sup>2</sup>"),
            ("the 1^st^ time", "write <sup>st</sup>"),
            ("H~2~O", "write <sub>2</sub>"),
            ("a drop of CO~2~.", "write <sub>2</sub>"),
            ("x~i~ and more", "write <sub>i</sub>"),
            (
                "Words.\n\n*[HTML]: Hyper Text",
                "take the line out, and write the long",
            ),
            ("--8<-- \"a.md\"", "write ![[page]]"),
            ("{!a.md!}", "write ![[page]]"),
            ("[text]{.mark}", "take it out, and write"),
            ("`x`{=html}", "take it out, with the code"),
            ("See @fig-one.", "write which one is meant"),
            ("!!! note\nnot further in", "put four spaces"),
            ("```dataview\nLIST\n```", "write in its place what"),
            (
                "Dear <your name>, call <phone>.",
                "if these are words, write \\<your name>",
            ),
            (
                "| a | b |\n|---|\n| 1 | 2 |",
                "put no empty line between its rows",
            ),
            ("| a | b |\n| 1 | 2 |", "put no empty line between its rows"),
            (
                "| a | b |\n|---|---|\n\n| 1 | 2 |",
                "put no empty line between its rows",
            ),
            (
                "+---+---+\n| a | b |\n+---+---+",
                "put no empty line between its rows",
            ),
            ("import Tabs from '@theme/Tabs';", "take the line out, and"),
            ("<div markdown=\"1\">*a*</div>", "put the text on lines"),
        ] {
            let found = help_of_text("other-syntax", text);
            assert!(found.is_some_and(|found| found.starts_with(help)), "{text}");
        }
    }

    #[test]
    fn notation_that_other_tools_fill_in_or_draw_is_found_too() {
        for (text, help) in [
            ("[ToC]", "take the line out"),
            ("A {--word--} or {~~two~>2~~}.", "write the text as it is"),
            ("On <% tp.date.now() %>.", "put in its place"),
            ("Press ++ctrl+alt+del++.", "write <kbd>Ctrl</kbd>"),
            ("Words (1)\n{ .annotate }", "take it out"),
            ("Text{: .note}", "take it out"),
            ("- [/] half", "write - [ ] for what is open"),
            ("Do it [due:: 2026-01-01].", "write it in words"),
            ("A :smile: and :material-check:", "put the sign itself"),
        ] {
            let found = help_of_text("other-syntax", text);
            assert!(found.is_some_and(|found| found.starts_with(help)), "{text}");
        }
    }

    #[test]
    fn each_is_told_of_once_a_page() {
        let text = "==a== and ==b==\n\n==c== {{% x %}} {{% y %}}";
        assert_eq!(of_text("other-syntax", text).len(), 2);
    }

    #[test]
    fn text_that_looks_alike_is_left_alone() {
        for text in [
            "if a == b and c == d",
            "2^^x === y",
            "a==b, c==d",
            "=====",
            "`{{< figure >}}` and `==a==`",
            "At 10:30:45, a::b, std::io::read, C:dir:x, and so: yes, : no :",
            "- [ ] open\n- [x] done\n- [a](b.pdf) and [1] [?]",
            "See :ref:`page` and C++ and D++ and i++ + j++, {--} and {a: b}",
            "2^10 is 1024, and 2^n",
            "\\==a== and \\{{< x >}}",
            "Title\n===\n",
            "We import rice from Spain.",
            "A set {x} and {{y}}.",
            "From $5 to $10, or snake_case for $3.",
            "In ~/.config or ~ana/x~y, about ~5 to ~6, a ~ b, foo~bar~baz and PROGRA~1.",
            "~~x~~ and ~x~ and a~~2~~ and `H~2~O` and H\\~2\\~O",
            "H^+ and a^b, a set {.x, .y}, @figs and an <em>element</em>.",
            "| A line\n| of a poem",
            "One <my-box>element</my-box> of one's own.",
        ] {
            assert_eq!(of_text("other-syntax", text), [""; 0], "{text}");
        }
    }
}
