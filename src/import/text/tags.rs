//! Writes the shortcodes, Liquid tags and components of other tools in Markdown.
//!
//! A tag becomes the line that begins or ends a box, a name in bold letters over a tab, a picture, a link, or
//! nothing where it only says how its text looks. One that nobody here knows stays as it is, and is noted.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::callouts;
use super::context::{Context, OnPage};
use super::editing::Editing;
use super::tag::{Notation, Tag, tags};
use super::tag_words::{self, Meaning};
use crate::import::notes::{Kind, Notes};
use crate::import::paths;

const BOX_END: &str = ":::";
const CODE_END: &str = "```";

/// What takes the place of a tag.
enum Action {
    /// A line of its own.
    Line(String),
    /// A paragraph of its own.
    Paragraph(String),
    /// Words within a text.
    Words(String),
    Nothing,
    Keep,
}

/// Translates the tags of one notation; `None` where nothing changes.
pub(super) fn translate(
    text: &str,
    notation: Notation,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let found = tags(text, notation);
    if found.is_empty() {
        return None;
    }
    let mut editing = Editing::new(text);
    let found: Vec<Tag> = found
        .into_iter()
        .filter(|tag| !editing.is_code(tag.range.start))
        .collect();
    let mut reader = Reader {
        text,
        notation,
        context,
        page,
        open: Vec::new(),
        labels: HashMap::new(),
    };
    for at in 0..found.len() {
        let tag = &found[at];
        let action = reader.action(tag, &found[at + 1..], notes);
        let range = tag.range.clone();
        match action {
            Action::Keep => {}
            Action::Words(words) => editing.replace(range, words),
            // A tag alone on its line takes the line with it, but leaves paragraphs parted.
            Action::Nothing => match editing.whole_line(&range) {
                Some(line) if text[..line.start].ends_with("\n\n") => editing.replace(line, ""),
                Some(line) => editing.replace(line, "\n"),
                None => editing.replace(range, ""),
            },
            Action::Line(line) => {
                let line = alone(text, &range, &line, false);
                editing.replace(range, line);
            }
            Action::Paragraph(words) => {
                let words = alone(text, &range, &words, true);
                editing.replace(range, words);
            }
        }
    }
    editing.finish()
}

/// Words on a line of their own; with blank lines around them where they are a paragraph.
fn alone(text: &str, range: &std::ops::Range<usize>, words: &str, is_paragraph: bool) -> String {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..range.start];
    let after = text[range.end..].lines().next().unwrap_or_default();
    let is_margin = before
        .trim_matches([' ', '\t', '>', '-', '*', '+'])
        .is_empty();
    // Within a list or a quotation the line has to begin as those around it do, or it ends them.
    let indent: String = if is_margin {
        let margin = before
            .chars()
            .map(|c| if c == '>' || c == '\t' { c } else { ' ' });
        margin.collect()
    } else {
        String::new()
    };
    // A line of HTML goes on to the next empty line, and what stands in it is shown as it is typed.
    let above = text[..start]
        .lines()
        .next_back()
        .unwrap_or_default()
        .trim_start();
    let is_html = above.starts_with('<')
        && above[1..].starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '/' | '!'));
    let lead = match (is_margin, is_html) {
        (false, _) => "\n\n".to_owned(),
        (true, true) => format!("\n{indent}"),
        (true, false) => String::new(),
    };
    let next = text[range.end..].split('\n').nth(1).unwrap_or_default();
    let trail = match (after.trim().is_empty(), is_paragraph) {
        (false, true) => format!("\n\n{indent}"),
        (false, false) => format!("\n{indent}"),
        (true, true) if !next.trim().is_empty() => format!("\n{}", indent.trim_end()),
        _ => String::new(),
    };
    format!("{lead}{words}{trail}")
}

struct Reader<'a> {
    text: &'a str,
    notation: Notation,
    context: &'a Context<'a>,
    page: OnPage<'a>,
    /// The tags that are open and have to be ended, and with what.
    open: Vec<(String, String)>,
    /// What tabs are called by the values that tell them apart.
    labels: HashMap<String, String>,
}

impl Reader<'_> {
    fn action(&mut self, tag: &Tag, behind: &[Tag], notes: &mut Notes) -> Action {
        let meaning = tag_words::meaning(&tag.name, self.notation);
        if tag.is_end {
            return self.end(tag, meaning, notes);
        }
        let has_end = !tag.is_whole && ends(tag, behind);
        let Some(meaning) = meaning else {
            return self.unknown(tag, has_end, notes);
        };
        match meaning {
            Meaning::Box | Meaning::Fold => {
                let (word, title) = boxed(tag, meaning);
                // The end tag may stand far below: what it becomes is kept until it comes.
                if has_end {
                    self.open.push((tag.name.clone(), BOX_END.to_owned()));
                    return Action::Line(callouts::opening(word, title));
                }
                match title.or(tag.value(&["text", "content"])) {
                    Some(words) => Action::Paragraph(format!(":::{word}\n{words}\n:::")),
                    None => self.unknown(tag, false, notes),
                }
            }
            Meaning::Name => {
                notes.add(Kind::Tabs, self.page.to, self.typed(tag));
                let name = tag.value(&["title", "label", "name", "header", "value", "tabName"]);
                let name = name.or(tag.bare(0)).unwrap_or_default();
                let name = self.labels.get(name).map_or(name, String::as_str);
                if name.is_empty() {
                    return Action::Nothing;
                }
                Action::Paragraph(format!("**{}**", name.trim()))
            }
            Meaning::Card => self.card(tag, notes),
            Meaning::Layout => {
                notes.add(Kind::Layout, self.page.to, self.typed(tag));
                Action::Nothing
            }
            // A block of code may have a name.
            Meaning::Wrapper if tag.name == "code" && tag.value(&["title"]).is_some() => {
                let name = tag.value(&["title"]).unwrap_or_default();
                Action::Paragraph(format!("**{}**", name.trim()))
            }
            Meaning::Wrapper => {
                self.labels.extend(labels(tag));
                Action::Nothing
            }
            Meaning::Picture => {
                picture(tag).map_or_else(|| self.unknown(tag, has_end, notes), Action::Words)
            }
            Meaning::Reference => self.reference(tag, notes),
            Meaning::Button => self.button(tag, has_end, notes),
            Meaning::Film => match film(tag) {
                Some(address) => Action::Words(match tag.value(&["caption", "title"]) {
                    Some(words) => format!("[{}]({address})", words.replace(['[', ']'], "")),
                    None => format!("<{address}>"),
                }),
                None => self.unknown(tag, has_end, notes),
            },
            Meaning::Value => self.value(tag, notes),
            Meaning::Highlight => {
                self.open.push((tag.name.clone(), CODE_END.to_owned()));
                let lang = tag.bare(0).or(tag.value(&["lang"])).unwrap_or_default();
                Action::Line(format!("```{lang}"))
            }
            Meaning::Hidden => Action::Keep,
        }
    }

    fn end(&mut self, tag: &Tag, meaning: Option<Meaning>, notes: &mut Notes) -> Action {
        if let Some(at) = self.open.iter().rposition(|(name, _)| *name == tag.name) {
            let (_, end) = self.open.remove(at);
            return if end == BOX_END || end == CODE_END {
                Action::Line(end)
            } else {
                Action::Words(end)
            };
        }
        match meaning {
            Some(Meaning::Box | Meaning::Fold | Meaning::Hidden | Meaning::Highlight) => {
                Action::Keep
            }
            Some(_) => Action::Nothing,
            None => self.unknown(tag, true, notes),
        }
    }

    /// A tag that nobody knows. Components with text in them give way to it.
    fn unknown(&self, tag: &Tag, has_end: bool, notes: &mut Notes) -> Action {
        if self.notation == Notation::Component {
            if !tag.is_end {
                notes.add(Kind::Component, self.page.to, self.typed(tag));
            }
            if has_end || tag.is_end {
                return Action::Nothing;
            }
            let typed = self.text[tag.range.clone()]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            return Action::Words(format!("`{}`", typed.replace('`', "'")));
        }
        if !tag.is_end {
            let kind = if tag_words::is_template(&tag.name) {
                Kind::Template
            } else {
                Kind::UnknownTag
            };
            notes.add(kind, self.page.to, self.typed(tag));
        }
        Action::Keep
    }

    fn typed(&self, tag: &Tag) -> String {
        self.text[tag.range.clone()].to_owned()
    }

    /// `{{< ref "page.md" >}}`: an address within a link, or else a link of its own.
    fn reference(&self, tag: &Tag, notes: &mut Notes) -> Action {
        let given = tag.value(&["path", "page", "url", "href"]).or(tag.bare(0));
        let Some(path) = given.filter(|path| !path.is_empty()) else {
            return self.unknown(tag, false, notes);
        };
        let (path, fragment) = match path.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (path, String::new()),
        };
        let target = self.place_of(path).unwrap_or_else(|| path.to_owned());
        let address = format!("{}{fragment}", target.replace(' ', "%20"));
        let before = &self.text[..tag.range.start];
        if before.ends_with(['(', '"', '\'', '<']) || before.trim_end().ends_with("]:") {
            return Action::Words(address);
        }
        let name = tag
            .value(&["title", "text"])
            .unwrap_or_else(|| paths::without_ending(paths::name(path)));
        let name = if name.is_empty() { path } else { name };
        Action::Words(format!("[{name}]({address})"))
    }

    /// The page that a name means, from the page that names it: a path in the original from its root, its
    /// pages' folder or here, with or without ending, or a name alone.
    fn place_of(&self, path: &str) -> Option<String> {
        let wanted = path.trim_start_matches("./").trim_matches('/');
        let here = paths::beside(paths::folder(self.page.from), wanted);
        let fits = |from: &str, start: &str| {
            let stem = paths::without_ending(from);
            let is_index = matches!(paths::name(stem), "index" | "_index" | "README");
            from == start || stem == start || is_index && paths::folder(stem) == start
        };
        let mut found: Vec<(&String, &String)> = self
            .context
            .places
            .iter()
            .filter(|(from, _)| {
                let mut ends = from.match_indices('/').map(|(at, _)| &from[at + 1..]);
                fits(from, &here) || fits(from, wanted) || ends.any(|end| fits(end, wanted))
            })
            .collect();
        found.sort_by_key(|(from, _)| (!fits(from, &here), from.len(), from.as_str()));
        let (_, to) = found.first()?;
        Some(paths::relative(paths::folder(self.page.to), to))
    }

    /// A card: its title, which leads where the card does, above what it says.
    fn card(&self, tag: &Tag, notes: &mut Notes) -> Action {
        notes.add(Kind::Layout, self.page.to, self.typed(tag));
        let title = tag
            .value(&["title", "label", "name", "header"])
            .or(tag.bare(0));
        let address = tag.value(&["href", "link", "url", "to"]).map(|address| {
            let place = self.place_of(address);
            place
                .unwrap_or_else(|| address.to_owned())
                .replace(' ', "%20")
        });
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        let name = match (title, address) {
            (Some(title), Some(address)) => format!("**[{title}]({address})**"),
            (Some(title), None) => format!("**{title}**"),
            (None, Some(address)) => format!("[{}]({address})", paths::name(&address)),
            (None, None) => return Action::Nothing,
        };
        let about = tag.value(&["subtitle", "description"]);
        let about = about.map(|words| format!("\n\n{words}"));
        Action::Paragraph(name + &about.unwrap_or_default())
    }

    fn button(&mut self, tag: &Tag, has_end: bool, notes: &mut Notes) -> Action {
        let address = tag
            .value(&["href", "url", "link", "to", "relref", "src"])
            .or(tag.bare(0));
        let Some(address) = address.map(str::to_owned) else {
            return self.unknown(tag, has_end, notes);
        };
        let address = self
            .place_of(&address)
            .unwrap_or(address)
            .replace(' ', "%20");
        let name = tag
            .value(&["title", "text", "label", "caption"])
            .or(tag.bare(1))
            .map(str::to_owned);
        // Where no attribute gives a label, what stands between the tags is it.
        if has_end && name.is_none() {
            self.open.push((tag.name.clone(), format!("]({address})")));
            return Action::Words("[".to_owned());
        }
        let name = name.unwrap_or_else(|| {
            if address.contains("://") {
                address.clone()
            } else {
                paths::name(&address).to_owned()
            }
        });
        let about = tag
            .value(&["description"])
            .map(|words| format!(": {words}"));
        Action::Words(format!("[{name}]({address}){}", about.unwrap_or_default()))
    }

    /// `{{< var name >}}`: what the settings call so.
    fn value(&self, tag: &Tag, notes: &mut Notes) -> Action {
        let name = tag.bare(0).unwrap_or_default();
        let variables = self.context.variables;
        let found = variables
            .get(&format!("{} {name}", tag.name))
            .or_else(|| variables.get(&name.to_lowercase()))
            .or_else(|| variables.get(name));
        match found {
            Some(words) => Action::Words(words.clone()),
            None => self.unknown(tag, false, notes),
        }
    }
}

/// Whether a tag of the same name ends this one further on.
fn ends(tag: &Tag, behind: &[Tag]) -> bool {
    let mut depth = 0usize;
    for other in behind
        .iter()
        .filter(|other| other.name == tag.name && !other.is_whole)
    {
        match (other.is_end, depth) {
            (true, 0) => return true,
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
    }
    false
}

/// What a component calls the tabs in it: `values={[{label: 'Renters', value: 'r'}]}`.
fn labels(tag: &Tag) -> Vec<(String, String)> {
    static ITEM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{[^{}\[\]]*\}").ok());
    static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"\b(label|value)['"]?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)"#).ok()
    });
    let items = ITEM.iter().flat_map(|item| item.find_iter(&tag.inner));
    let labels = items.filter_map(|item| {
        let part = |name: &str| {
            let mut parts = PART
                .iter()
                .flat_map(|part| part.captures_iter(item.as_str()));
            let found = parts.find(|part| &part[1] == name)?;
            Some((2..=4).find_map(|at| found.get(at))?.as_str().to_owned())
        };
        Some((part("value")?, part("label")?))
    });
    labels.collect()
}

/// The word and the title of a box.
fn boxed(tag: &Tag, meaning: Meaning) -> (&'static str, Option<&str>) {
    let keyed = tag.value(&[
        "style", "type", "kind", "variant", "level", "context", "color", "class",
    ]);
    let first = tag.bare(0).filter(|word| callouts::word(word).is_some());
    let word = keyed.or(first).and_then(callouts::word);
    let by_name = callouts::word(&tag.name).unwrap_or("note");
    let word = if meaning == Meaning::Fold {
        "details"
    } else {
        word.unwrap_or(by_name)
    };
    let title = tag.value(&["title", "header", "summary", "label", "heading"]);
    let bare = tag.bare(usize::from(first.is_some()));
    (word, title.or(bare))
}

/// `![alt](src "caption")`
fn picture(tag: &Tag) -> Option<String> {
    let src = tag
        .value(&["src", "link", "path", "file"])
        .or(tag.bare(0))?;
    let (title, caption) = (tag.value(&["title"]), tag.value(&["caption"]));
    let caption = match (title, caption) {
        (Some(title), Some(caption)) => Some(format!("{}. {caption}", title.trim_end_matches('.'))),
        (title, caption) => title.or(caption).map(str::to_owned),
    };
    let caption = caption.map(|words| words.replace('"', "'"));
    // In a component it may be the name of something that was loaded.
    if !src.contains(['/', '.']) {
        return None;
    }
    let alt = tag
        .value(&["alt"])
        .map(str::to_owned)
        .or_else(|| caption.clone());
    let alt = alt.unwrap_or_default().replace(['[', ']'], "");
    let width = tag.value(&["width"]).filter(|width| !width.is_empty());
    let width = width.map(|width| format!("width={width}"));
    let attributes: Vec<String> = width.into_iter().chain(credit(tag)).collect();
    let attributes = if attributes.is_empty() {
        String::new()
    } else {
        format!("{{{}}}", attributes.join(" "))
    };
    let caption = caption
        .map(|words| format!(" \"{words}\""))
        .unwrap_or_default();
    let picture = format!("![{alt}]({}{caption}){attributes}", src.replace(' ', "%20"));
    // Where `link` is no other name of the picture's file, it is where the picture leads.
    let link = tag.value(&["link"]).filter(|link| *link != src);
    Some(match link {
        Some(link) => format!("[{picture}]({})", link.replace(' ', "%20")),
        None => picture,
    })
}

/// Who made a picture, and where that is said, which Hugo calls its attribution.
fn credit(tag: &Tag) -> Option<String> {
    let words = tag.value(&["attr", "credit", "attribution"]);
    let words = match (words, tag.value(&["attrlink"])) {
        (Some(words), Some(address)) => format!("{words} ({address})"),
        (words, address) => words.or(address)?.to_owned(),
    };
    Some(format!("credit=\"{}\"", words.replace('"', "'")))
}

/// The address of a film or of what another site shows.
fn film(tag: &Tag) -> Option<String> {
    let given = tag
        .value(&["url", "src", "href", "id", "videoId"])
        .or(tag.bare(0))?;
    if given.contains("://") {
        return Some(given.to_owned());
    }
    match tag.name.to_lowercase().as_str() {
        "youtube" => Some(format!("https://www.youtube.com/watch?v={given}")),
        "vimeo" => Some(format!("https://vimeo.com/{given}")),
        "gist" => Some(format!(
            "https://gist.github.com/{given}/{}",
            tag.bare(1).unwrap_or_default()
        )),
        "tweet" | "x" => Some(format!("https://x.com/i/status/{given}")),
        _ => None,
    }
}
