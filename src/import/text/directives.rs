//! The directives and roles of MyST: `:::{figure} path`, `` {ref}`label` ``.

use std::sync::LazyLock;

use regex::Regex;

use super::callouts;
use super::context::{Context, OnPage};
use super::editing::Editing;
use super::inline::reference;
use crate::import::notes::{Kind, Notes};
use crate::import::paths;

static ROLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{([a-zA-Z][\w:+-]*)\}`([^`\n]+(?:\n[^`\n]+)?)`").ok());
static TARGET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\(([^()\s]+)\)=[ \t]*\n(\s*)([^\n]*)").ok());
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)^(.*?)\s*<([^<>]+)>$").ok());

/// A directive with its text.
struct Directive<'a> {
    name: &'a str,
    argument: &'a str,
    options: Vec<(&'a str, &'a str)>,
    body: String,
}

/// Writes directives in Markdown, those within others too.
pub(super) fn blocks(text: &str, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    text.contains('{')
        .then(|| blocks_deep(text, page, notes, 0))
        .filter(|written| written != text)
}

const DEEPEST: usize = 16;

fn blocks_deep(text: &str, page: OnPage<'_>, notes: &mut Notes, depth: usize) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let Some(fence) = Fence::read(line) else {
            written.push_str(line);
            at += 1;
            continue;
        };
        let end = fence.end(&lines, at + 1);
        let inner = &lines[at + 1..end];
        let last = (end + 1).min(lines.len());
        let name = fence
            .info
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        // What is not understood stays as it was typed, as does what stands too deep in others.
        let made = name
            .filter(|_| depth < DEEPEST)
            .and_then(|(name, argument)| {
                let directive = read(name, argument.trim(), inner, fence.indent);
                translate(&directive, page, notes, depth)
            });
        match made {
            Some(made) => {
                for line in made.lines() {
                    let indent = if line.is_empty() { "" } else { fence.indent };
                    written.push_str(&format!("{indent}{line}\n"));
                }
            }
            None => written.extend(lines[at..last].iter().copied()),
        }
        at = last;
    }
    written
}

/// The signs that begin a block.
struct Fence<'a> {
    indent: &'a str,
    sign: char,
    count: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let words = line.trim_start_matches([' ', '\t']);
        let sign = words
            .chars()
            .next()
            .filter(|sign| matches!(sign, '`' | '~' | ':'))?;
        let rest = words.trim_start_matches(sign);
        let count = words.len() - rest.len();
        let info = rest.trim();
        let is_one =
            count >= 3 && !(info.is_empty() && sign == ':') && !(sign == '`' && info.contains('`'));
        is_one.then_some(Fence {
            indent: &line[..line.len() - words.len()],
            sign,
            count,
            info,
        })
    }

    /// The line that ends the block, or the end of all.
    fn end(&self, lines: &[&str], start: usize) -> usize {
        let mut depth = 0usize;
        for (at, line) in lines.iter().enumerate().skip(start) {
            let words = line.trim();
            let count = words.len() - words.trim_start_matches(self.sign).len();
            let is_alone = count >= 3 && words.trim_matches(self.sign).trim().is_empty();
            // Blocks between colons of one length stand within each other.
            if self.sign == ':' && count == self.count && !is_alone {
                depth += 1;
            } else if is_alone && count >= self.count && (self.sign != ':' || count == self.count) {
                if depth == 0 {
                    return at;
                }
                depth -= 1;
            }
        }
        lines.len()
    }
}

fn read<'a>(name: &'a str, argument: &'a str, inner: &[&'a str], indent: &str) -> Directive<'a> {
    let mut options = Vec::new();
    let mut at = 0;
    // Options stand between two rules as YAML, or one a line behind a colon.
    if inner.first().is_some_and(|line| line.trim() == "---") {
        let end = inner
            .iter()
            .skip(1)
            .position(|line| line.trim() == "---")
            .map_or(0, |end| end + 1);
        options.extend(
            inner[1.min(end)..end]
                .iter()
                .filter_map(|line| line.trim().split_once(':')),
        );
        at = if end > 0 { end + 1 } else { 0 };
    }
    // A line that begins with two colons or more opens another block.
    let is_option = |line: &str| line.starts_with(':') && !line.starts_with("::");
    while let Some(option) = inner
        .get(at)
        .map(|line| line.trim())
        .filter(|line| is_option(line))
        .and_then(|line| line.strip_prefix(':')?.split_once(':'))
    {
        options.push(option);
        at += 1;
    }
    let options = options
        .into_iter()
        .map(|(key, value)| (key.trim(), value.trim()));
    let body = inner[at..]
        .iter()
        .map(|line| line.strip_prefix(indent).unwrap_or(line));
    Directive {
        name,
        argument,
        options: options.collect(),
        body: body.collect(),
    }
}

impl Directive<'_> {
    fn option(&self, key: &str) -> Option<&str> {
        let mut options = self.options.iter();
        options
            .find(|(known, _)| *known == key)
            .map(|(_, value)| *value)
    }

    /// An anchor for links that name it.
    fn anchor(&self) -> String {
        let name = self.option("name").or_else(|| self.option("label"));
        name.map(|name| format!("<a id=\"{name}\"></a>\n\n"))
            .unwrap_or_default()
    }
}

/// A directive in Markdown; `None` where it is left as it is.
fn translate(
    directive: &Directive<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
    depth: usize,
) -> Option<String> {
    let body = |notes: &mut Notes| {
        let written = blocks_deep(&directive.body, page, notes, depth + 1);
        written.trim_matches('\n').to_owned()
    };
    let argument = directive.argument;
    let name = directive.name.rsplit(':').next().unwrap_or(directive.name);
    if let Some(word) = callouts::word(name) {
        let text = body(notes);
        return Some(directive.boxed(name, word, &text));
    }
    let written = match name {
        "figure" | "image" => directive.picture(&body(notes)),
        "toctree" | "tableofcontents" | "bibliography" | "contents" => String::new(),
        "margin" | "sidebar" | "epigraph" | "topic" | "pull-quote" => {
            let quoted = directive.titled(&body(notes));
            let lines = quoted.lines().map(|line| format!("> {line}"));
            let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
            format!("{}\n", lines.join("\n"))
        }
        // What only places other things goes, and what it holds stays in its order.
        "tab-set" | "grid" | "panels" | "card-carousel" | "div" | "container" => {
            notes.add(Kind::Layout, page.to, format!("{{{name}}}"));
            format!("{}\n", body(notes))
        }
        "tab-item" | "card" | "grid-item" | "grid-item-card" => {
            notes.add(Kind::Tabs, page.to, format!("{{{name}}} {argument}"));
            format!(
                "{}{}\n\n",
                directive.anchor(),
                directive.titled(&body(notes))
            )
        }
        "table" => format!("{}{}\n", directive.anchor(), directive.titled(&body(notes))),
        "code-block" | "code" | "sourcecode" | "literalinclude" if !directive.body.is_empty() => {
            format!(
                "```{argument}\n{}\n```\n",
                directive.body.trim_matches('\n')
            )
        }
        "glossary" => glossary(&directive.body),
        "video" | "youtube" | "iframe" => format!("<{argument}>\n\n{}\n", body(notes)),
        _ => {
            let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '-');
            if is_name {
                let typed = format!("{{{name}}} {argument}");
                notes.add(Kind::UnknownDirective, page.to, typed);
            }
            return None;
        }
    };
    Some(written)
}

impl Directive<'_> {
    /// Its text below its title.
    fn titled(&self, text: &str) -> String {
        if self.argument.is_empty() {
            text.to_owned()
        } else {
            format!("**{}**\n\n{text}", self.argument)
        }
    }

    fn boxed(&self, name: &str, word: &str, text: &str) -> String {
        let class = self.option("class").unwrap_or_default();
        let mut classes = class.split_whitespace();
        let word = match name {
            "admonition" => classes.find_map(callouts::word).unwrap_or("note"),
            _ => word,
        };
        let opening = callouts::opening(word, Some(self.argument));
        format!("{}{opening}\n{text}\n:::\n", self.anchor())
    }

    fn picture(&self, caption: &str) -> String {
        let alt = self.option("alt");
        let alt = alt.map_or_else(|| plain(caption), str::to_owned);
        let width = self.option("width");
        let width = width.map(|width| format!("{{width={width}}}"));
        let picture = format!(
            "{}![{alt}]({}){}\n",
            self.anchor(),
            self.argument.replace(' ', "%20"),
            width.unwrap_or_default()
        );
        if caption.is_empty() {
            picture
        } else {
            format!("{picture}\n{caption}\n")
        }
    }
}

/// Words of a caption that may describe a picture.
fn plain(caption: &str) -> String {
    let first = caption.lines().next().unwrap_or_default();
    first
        .replace(['[', ']', '*', '`', '_'], "")
        .trim()
        .to_owned()
}

/// Terms, each with lines that stand further in.
fn glossary(body: &str) -> String {
    let lines = body.lines().map(|line| {
        if line.trim().is_empty() {
            String::from("\n")
        } else if line.starts_with([' ', '\t']) {
            format!(": {}\n", line.trim())
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

/// Writes roles and labels in Markdown.
pub(super) fn roles(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let mut editing = Editing::new(text);
    editing.replace_all(ROLE.as_ref(), |found| {
        let words = found[2].split_whitespace().collect::<Vec<_>>().join(" ");
        let made = role(&found[1], &words, context, page);
        if made.is_none() {
            notes.add(Kind::UnknownRole, page.to, &found[0]);
        }
        made
    });
    // A label before a heading becomes its id elsewhere; before anything else it is an anchor.
    editing.replace_all(TARGET.as_ref(), |found| {
        let is_read = found[3].starts_with('#');
        (!is_read).then(|| {
            format!(
                "<a id=\"{}\"></a>\n\n{}{}",
                &found[1],
                found[2].trim_start_matches('\n'),
                &found[3]
            )
        })
    });
    editing.finish()
}

fn role(name: &str, words: &str, context: &Context<'_>, page: OnPage<'_>) -> Option<String> {
    let named = NAMED.as_ref().and_then(|pattern| pattern.captures(words));
    let (shown, target) = match &named {
        Some(found) => (Some(found[1].to_owned()), found[2].to_owned()),
        None => (None, words.to_owned()),
    };
    match name {
        "ref" | "numref" | "eq" | "prf:ref" => {
            let linked = reference(&target, context, page)?;
            Some(match shown {
                // Numbers of figures are not known here.
                Some(shown) => {
                    let address = linked.rsplit_once("](")?.1;
                    format!(
                        "[{}]({address}",
                        shown.replace("%s", "").replace("{number}", "")
                    )
                }
                None => linked,
            })
        }
        "doc" => {
            let path =
                crate::parse::join(paths::folder(page.from), target.trim_end_matches(".md"))?;
            let (from, to) = context
                .places
                .iter()
                .find(|(from, _)| paths::without_ending(from) == path)?;
            let address = paths::relative(paths::folder(page.to), to).replace(' ', "%20");
            let name = shown.unwrap_or_else(|| {
                paths::name(paths::without_ending(from)).replace(['-', '_'], " ")
            });
            Some(format!("[{name}]({address})"))
        }
        _ if name == "cite" || name.starts_with("cite:") => {
            let keys: Vec<&str> = words.split([',', ';']).map(str::trim).collect();
            let known = |key: &&str| context.keys.iter().any(|known| known == key);
            if !keys.iter().all(known) {
                return None;
            }
            let marks: Vec<String> = keys.iter().map(|key| format!("@{key}")).collect();
            Some(format!("[{}]", marks.join("; ")))
        }
        "download" => Some(format!(
            "[{}]({target})",
            shown.unwrap_or_else(|| target.clone())
        )),
        "term" | "index" | "abbr" | "guilabel" | "dfn" | "menuselection" => {
            Some(shown.unwrap_or(target))
        }
        "sub" | "sup" | "kbd" | "del" | "u" => {
            let tag = name;
            Some(format!("<{tag}>{words}</{tag}>"))
        }
        "file" | "command" | "code" | "program" | "samp" => Some(format!("`{words}`")),
        _ => None,
    }
}
