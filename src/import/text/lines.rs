//! Lines that mean something to another tool: tabs, tables of contents, what components are loaded from, blocks
//! between colons that set text side by side.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, OnPage};
use super::editing::Editing;
use crate::import::notes::{Kind, Notes};
use crate::import::tool::Tool;

static TAB: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?m)^([ \t]*)={3,}[!+]{0,2}[ \t]+"([^"\n]*)"[ \t]*$"#).ok());
static CONTENTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?mi)^[ \t]*(?:\[\[?_?toc_?\]?\]|\$\{toc\}|(?:[-*+]|\d+\.)[^\n]*\n\{:\s*toc[^}\n]*\}|\{:\s*toc[^}\n]*\})[ \t]*$").ok()
});
static LAYOUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "columns?|grid|row|center|aside-?\\w*|column-\\w[\\w-]*|page-columns|panel-(?:tabset|fill|center|sidebar|input)|code-group|tabs?|tab-set|steps?|cards?|card-group|layout-?\\w*|content-(?:visible|block)|incremental|nonincremental|hero|full-width|g-col-\\d+|grid-item";
    Regex::new(&format!(r"(?m)^([ \t]*):{{3,}}[ \t]*(?:\{{[^}}\n]*?\.(?:{names})\b[^}}\n]*\}}|(?:{names})\b[^\n]*|\{{[ \t]*(?:layout|#fig|#tbl|\.fig|\.tbl|\.text-|style=|\.border|\.l-)[^}}\n]*\}})[ \t]*:*[ \t]*$")).ok()
});
static LOADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^(?:import\s+(?:[\w*{][^;\n]*\s+from\s+)?["'][^"'\n]+["'];?|import\s+\{[^}]*\}\s+from\s+["'][^"'\n]+["'];?)[ \t]*\n?"#).ok()
});
static BREAK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\+\+\+(?:[ \t]+\{[^\n]*\})?[ \t]*$").ok());
static SCRIPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?ms)^<script\b[^>]*>.*?</script>[ \t]*\n?|^<style\b[^>]*>.*?</style>[ \t]*\n?")
        .ok()
});

/// Text within components may stand further in than code would in Markdown; it is set back.
pub(super) fn set_back(text: &str) -> Option<String> {
    static TAG: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[ \t]*<(/?)[A-Z][\w.]*(?:[^<>]|=>)*?(/?)>[ \t]*$").ok());
    let pattern = TAG.as_ref()?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let margin = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut open: Vec<usize> = Vec::new();
    let mut written = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let found = pattern.captures(line.trim_end_matches(['\n', '\r']));
        let is_end = found.as_ref().is_some_and(|found| !found[1].is_empty());
        if is_end {
            open.pop();
        }
        let most = open.last().copied().unwrap_or(0);
        written.push_str(&line[most.min(margin(line))..]);
        let begins = found.is_some_and(|found| found[1].is_empty() && found[2].is_empty());
        if begins {
            let next = lines[at + 1..].iter().find(|line| !line.trim().is_empty());
            open.push(next.map_or(most, |line| margin(line)));
        }
    }
    (written != text).then_some(written)
}

/// The tabs of MkDocs: a name, and text that stands four spaces further in.
pub(super) fn tabs(text: &str, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    let pattern = TAB.as_ref()?;
    let mut current: Option<String> = None;
    // Tabs may stand within tabs, and are code to Markdown until the outer ones are gone.
    for _ in 0..6 {
        let source = current.as_deref().unwrap_or(text);
        let Some(next) = outer_tabs(source, pattern, page, notes) else {
            break;
        };
        current = Some(next);
    }
    current
}

fn outer_tabs(text: &str, pattern: &Regex, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    let mut editing = Editing::new(text);
    let mut end = 0;
    for found in pattern.captures_iter(text) {
        let (Some(whole), Some(indent), Some(name)) = (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        if whole.start() < end || editing.is_code(indent.end()) {
            continue;
        }
        // Readers of paper cannot choose a tab: each becomes a paragraph with its name in front.
        notes.add(Kind::Tabs, page.to, whole.as_str().trim());
        let margin = indent.as_str();
        let body = indented(text, whole.end(), margin);
        end = body.end;
        let lines = text[body.clone()]
            .split_inclusive('\n')
            .map(|line| without_indent(line, margin));
        let lines: String = lines.collect();
        editing.replace(
            whole.start()..body.end,
            format!("{margin}**{}**\n{}", name.as_str(), with_gap(&lines)),
        );
    }
    editing.finish()
}

/// A blank line before the text, where it has none.
fn with_gap(lines: &str) -> String {
    if lines.starts_with('\n') || lines.starts_with("\r\n") {
        lines.to_owned()
    } else {
        format!("\n{lines}")
    }
}

/// The lines behind a name that stand further in than it does.
fn indented(text: &str, at: usize, margin: &str) -> Range<usize> {
    let start = text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1);
    let mut end = start;
    let mut reached = start;
    for line in text[start..].split_inclusive('\n') {
        reached += line.len();
        let inner = line.strip_prefix(margin).unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        if !inner.starts_with("    ") && !inner.starts_with('\t') {
            break;
        }
        end = reached;
    }
    start..end
}

fn without_indent(line: &str, margin: &str) -> String {
    let Some(inner) = line.strip_prefix(margin) else {
        return line.to_owned();
    };
    let inner = inner
        .strip_prefix("    ")
        .or_else(|| inner.strip_prefix('\t'))
        .unwrap_or(inner);
    format!("{margin}{inner}")
}

static ADMONITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^([ \t]*(?:!!!|\?\?\?\+?)[ \t]+)([A-Za-z][\w-]*)((?:[ \t]+[\w-]+)*)([ \t]+"[^"\n]*")?[ \t]*$"#).ok()
});

/// Boxes of MkDocs under names of one's own are notes of this title.
pub(super) fn own_boxes(text: &str, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    let mut editing = Editing::new(text);
    editing.replace_all(ADMONITION.as_ref(), |found| {
        if super::callouts::word(&found[2]).is_some() {
            return None;
        }
        notes.add(Kind::UnknownCallout, page.to, found[0].trim());
        let title = found.get(4).map_or_else(
            || format!(" \"{}\"", found[2].replace(['-', '_'], " ")),
            |title| title.as_str().to_owned(),
        );
        Some(format!("{}note{title}", &found[1]))
    });
    editing.finish()
}

/// The name of a file of code, which stands on the first line of its block, as a paragraph before it.
pub(super) fn names_of_code(text: &str, tool: Tool) -> Option<String> {
    static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let name = r#"\[([^\]\n]+)\]|\b(?:title|filename)=(?:"([^"\n]+)"|'([^'\n]+)')"#;
        Regex::new(&format!(
            r"(?m)^([ \t]*)((?:`{{3,}}|~{{3,}})[ \t]*(?:\{{[ \t]*\.)?([\w+-]*))[^\n]*?(?:{name})[^\n]*$"
        ))
        .ok()
    });
    let mut editing = Editing::new(text);
    for found in NAMED.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(fence)) = (found.get(0), found.get(2)) else {
            continue;
        };
        // Words between square brackets are a name where components are, and options elsewhere.
        let first = if tool.has_components() { 4 } else { 5 };
        let name = (first..=6).find_map(|at| found.get(at));
        if let Some(name) = name.filter(|_| editing.begins_code(fence.start())) {
            let (margin, language) = (&found[1], &found[3]);
            let fence = fence.as_str().trim_end_matches(|c| c != '`' && c != '~');
            let words = format!("{margin}**{}**\n\n{margin}{fence}{language}", name.as_str());
            editing.replace(whole.range(), words);
        }
    }
    editing.finish()
}

/// Takes out the line `<--->`, by which a theme of Hugo parts columns.
pub(super) fn without_partings(text: &str, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    static PARTING: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?m)^[ \t]*<--->[ \t]*$").ok());
    let mut editing = Editing::new(text);
    editing.replace_all(PARTING.as_ref(), |found| {
        notes.add(Kind::Layout, page.to, found[0].trim());
        Some(String::new())
    });
    editing.finish()
}

/// Lines that are taken out.
pub(super) fn taken_out(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let mut editing = Editing::new(text);
    editing.replace_all(CONTENTS.as_ref(), |_| Some(String::new()));
    if context.tool == Tool::MyST {
        // Where one block of a notebook ends and the next begins.
        editing.replace_all(BREAK.as_ref(), |_| Some(String::new()));
    }
    if context.tool.has_components() {
        exported(&mut editing, page, notes);
        for pattern in [&SCRIPT, &LOADING] {
            editing.replace_all(pattern.as_ref(), |found| {
                let typed = found[0].lines().next().unwrap_or_default().to_owned();
                notes.add(Kind::Component, page.to, typed);
                Some(String::new())
            });
        }
    }
    layout(&mut editing, page, notes);
    editing.finish()
}

/// Takes out what a page computes for itself, to the end of the brackets that it opens.
fn exported(editing: &mut Editing<'_>, page: OnPage<'_>, notes: &mut Notes) {
    static EXPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^export\s+(?:const|default|async|class|function|let|var)\b[^\n]*").ok()
    });
    let text = editing.text;
    let mut end = 0;
    for found in EXPORT.iter().flat_map(|export| export.find_iter(text)) {
        if found.start() >= end && !editing.is_code(found.start()) {
            notes.add(Kind::Component, page.to, found.as_str());
            end = super::loaded::end_of_brackets(text, found.start());
            editing.replace(found.start()..end, "");
        }
    }
}

/// Takes the lines out that begin and end blocks of layout; of tabs the headings stay.
fn layout(editing: &mut Editing<'_>, page: OnPage<'_>, notes: &mut Notes) {
    let Some(pattern) = LAYOUT.as_ref() else {
        return;
    };
    if !pattern.is_match(editing.text) {
        return;
    }
    let text = editing.text;
    // Which fences are open, and whether each is one of layout.
    let mut open: Vec<bool> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let words = line.trim();
        if !words.starts_with(":::")
            || editing.is_code(range.start + line.len() - line.trim_start().len())
        {
            continue;
        }
        let is_end = words.trim_matches(':').trim().is_empty();
        let is_layout = if is_end {
            open.pop().unwrap_or(false)
        } else {
            // What only some readers saw stays between its lines, where it is hidden here.
            let is_layout = pattern.is_match(line) && !super::inline::hides(words);
            if super::inline::hides(words) {
                notes.add(Kind::PartlyHidden, page.to, words);
            }
            open.push(is_layout);
            if is_layout {
                notes.add(Kind::Layout, page.to, words);
            }
            is_layout
        };
        if is_layout {
            editing.replace(range, "\n");
        }
    }
}

static WEB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?is)<(img|iframe|embed)\b([^>]*?\ssrc\s*=\s*["'](?:https?:)?//[^>]*)>(?:[^<]*</(?:iframe|embed)>)?"#).ok()
});
static ATTRIBUTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?is)\s(src|alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)')"#).ok());

/// Pictures and frames of other sites in HTML are links to them.
pub(super) fn from_the_web(text: &str, page: OnPage<'_>, notes: &mut Notes) -> Option<String> {
    if !WEB.as_ref().is_some_and(|pattern| pattern.is_match(text)) {
        return None;
    }
    let mut editing = Editing::new(text);
    let whole = text.to_lowercase();
    for found in WEB.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(range) = found.get(0).map(|whole| whole.range()) else {
            continue;
        };
        if editing.is_code(range.start) {
            continue;
        }
        let Some((name, address)) = named_address(&found[1], &found[2]) else {
            continue;
        };
        notes.add(Kind::WebPicture, page.to, &found[0]);
        // Lower case has other lengths in a few scripts; places in it would then be none in the text.
        let is_linked = whole.len() == text.len()
            && whole[..range.start].rfind("<a ") > whole[..range.start].rfind("</a>");
        editing.replace(
            range,
            if is_linked {
                name
            } else {
                format!("<a href=\"{address}\">{name}</a>")
            },
        );
    }
    editing.finish()
}

/// What to call that which an element shows, and its address; `None` where it shows nothing.
fn named_address(element: &str, attributes: &str) -> Option<(String, String)> {
    let value = |name: &str| {
        let mut all = ATTRIBUTE
            .iter()
            .flat_map(|pattern| pattern.captures_iter(attributes));
        let one = all.find(|one| one[1].eq_ignore_ascii_case(name))?;
        let value = one.get(2).or_else(|| one.get(3))?;
        Some(value.as_str().trim().to_owned())
    };
    let address = value("src")?;
    let name = value("alt").or_else(|| value("title"));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| {
        if element.eq_ignore_ascii_case("img") {
            "picture".to_owned()
        } else {
            address.clone()
        }
    });
    // An address without a scheme takes that of its page, which a file on a disk has none of.
    let address = if address.starts_with("//") {
        format!("https:{address}")
    } else {
        address
    };
    Some((name, address))
}

/// Whether a tool reads `{: .note }` behind or before a paragraph as a box, and writes it as one.
pub(super) fn kramdown_boxes(text: &str, tool: Tool) -> Option<String> {
    static BOX: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^\{:\s*\.(note|tip|important|warning|caution|info|danger|highlight|new)(?:-title)?[^}\n]*\}[ \t]*\n((?:>[^\n]*\n?)+|[^\n>{#|`-][^\n]*\n(?:[^\n]+\n?)*)").ok()
    });
    if tool != Tool::Jekyll {
        return None;
    }
    let mut editing = Editing::new(text);
    editing.replace_all(BOX.as_ref(), |found| {
        let word = super::callouts::word(&found[1]).unwrap_or("note");
        let quoted = found[2].lines().map(|line| match line.strip_prefix('>') {
            Some(rest) => format!(">{rest}\n"),
            None => format!("> {line}\n"),
        });
        Some(format!(
            "> [!{}]\n{}",
            word.to_uppercase(),
            quoted.collect::<String>()
        ))
    });
    editing.finish()
}

/// Boxes of bookdown: chunks of the kind `block` with a type, and blocks between colons whose class begins with `rmd`.
pub(super) fn rmd_boxes(text: &str) -> Option<String> {
    static CHUNK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?ms)^```\{block2?\b[^}\n]*?\btype[ \t]*=[ \t]*["']([\w-]+)["'][^}\n]*\}[ \t]*\n(.*?)^```[ \t]*$"#).ok()
    });
    static CLASS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^(:{3,})[ \t]*\{[ \t]*\.(rmd[\w-]+)[^}\n]*\}[ \t]*$").ok()
    });
    let chunks = CHUNK
        .as_ref()?
        .replace_all(text, |found: &regex::Captures<'_>| {
            let word = super::callouts::word(&found[1]).unwrap_or("note");
            format!(":::{word}\n{}:::", &found[2])
        });
    let classes = CLASS
        .as_ref()?
        .replace_all(
            &chunks,
            |found: &regex::Captures<'_>| match super::callouts::word(&found[2]) {
                Some(word) => format!("{}{word}", &found[1]),
                None => found[0].to_owned(),
            },
        );
    (classes != text).then(|| classes.into_owned())
}
