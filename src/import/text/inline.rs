//! Words within lines that mean something to another tool: places that blocks are named by, marked words,
//! keys, references, footnotes within the text.

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, OnPage};
use super::editing::Editing;
use super::{signs, stays};
use crate::import::notes::{Kind, Notes};
use crate::import::paths;
use crate::import::tool::Tool;

static BLOCK_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)(^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$").ok());
static BLOCK_LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(!?)\[\[([^\[\]|#\n]*)#(?:[^\[\]|\n^]*#?)\^([A-Za-z0-9-]+)(\|[^\[\]\n]*)?\]\]")
        .ok()
});
static MARKED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"==([^\s=](?:[^\n]*?[^\s=])??)==").ok());
static KEYS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\+\+([a-zA-Z0-9][\w+-]*)\+\+").ok());
static SPAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[([^\[\]\n]+)\]\{\s*((?:[.#]|[\w-]+=)[^}\n]*)\}").ok());
/// What the attributes of a block or of words say that only some readers see, or none.
static HIDING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[\s.{])(?:content-hidden|hidden|comment|private|notes|speaker-notes|instructor|only)(?:[\s}.:]|$)|\b(?:when|unless)-|display\s*:\s*none|visibility\s*:\s*hidden").ok()
});
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)+)\]").ok());
static CROSS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\\@ref\(([^)\n]+)\)|(\[)?-?@((?:sec|fig|tbl|eq|lst|thm|cor|def|exm)-[\w:-]+)(\])?")
        .ok()
});
static CITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(^|[\s(\x{2014}])(-?)@([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)(?:[ \t]+\[([^\[\]\n@]*)\])?",
    )
    .ok()
});
static QUERY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t>]*(?:`{3,}|~{3,})[ \t]*(dataview|dataviewjs|tasks|query|base|button|tracker|chart)\b").ok()
});
static FORMULA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\$\$[^$]+\$\$|(?:^|[\s(])\$[^\s$\d][^$\n]*[^\s$\\]\$(?:[\s.,;:)]|$)").ok()
});
static COMPUTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t]*`{3,}\s*\{(r|python|julia|ojs|bash|code-cell)\b[^}\n]*\}?").ok()
});
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?ms)^`{3,}\s*\{r\b([^}\n]*)\}\s*\n((?:#\|[^\n]*\n)*)\s*(?:knitr::)?include_graphics\(\s*["']([^"'\n]+)["'][^)\n]*\)\s*\n`{3,}[ \t]*$"#).ok()
});
static CAPTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"fig[.-](cap|alt)\s*[=:]\s*["']([^"'\n]+)["']"#).ok());
static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^#[ \t]+\((?:PART|APPENDIX)\\?\*?\)[ \t]*([^\n{]*)(\{[^}\n]*\})?[ \t]*$").ok()
});
static UNNUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^(#{1,6}[ \t][^\n]*?)[ \t]*\{([^}\n]*?)\s*(?:-|\.unnumbered|\.unlisted)(?:\s+(?:-|\.unlisted))?\s*\}[ \t]*$").ok()
});

/// Translates what stands within lines.
pub(super) fn translate(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let edited = edited(text, context, page, notes);
    let editing = Editing::new(edited.as_deref().unwrap_or(text));
    count(&editing, page, notes);
    stays::count(&editing, context.tool, page, notes);
    edited
}

fn edited(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let mut editing = Editing::new(text);
    if context.tool.is_of_notes() || text.contains("#^") {
        blocks(&mut editing, page, notes);
    }
    let kept = editing.kept();
    signs::translate(&mut editing, &kept, context.tool, page, notes);
    if context.tool.is_of_notes() || matches!(context.tool, Tool::MkDocs | Tool::Quarto) {
        editing.replace_signs(MARKED.as_ref(), &kept, |_, words| {
            Some(format!("<mark>{}</mark>", words[0]))
        });
    }
    if context.tool == Tool::MkDocs {
        editing.replace_signs(KEYS.as_ref(), &kept, |_, words| {
            let keys = words[0]
                .split('+')
                .map(|key| format!("<kbd>{}</kbd>", capital(key)));
            Some(keys.collect::<Vec<_>>().join("+"))
        });
    }
    if context.tool.is_pandoc() {
        pandoc(&mut editing, context, page, notes);
    }
    // Notes of Pandoc may hold all that was edited above, so they are moved last.
    let edited = editing.finish();
    if !context.tool.is_pandoc() && !context.tool.is_of_notes() {
        return edited;
    }
    let noted = footnotes(edited.as_deref().unwrap_or(text));
    noted.or(edited)
}

fn capital(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Takes down what stays as it is: queries, formulas, code that was run.
fn count(editing: &Editing<'_>, page: OnPage<'_>, notes: &mut Notes) {
    let text = editing.text;
    for (pattern, kind) in [(&QUERY, Kind::Query), (&COMPUTED, Kind::Computed)] {
        for found in pattern.iter().flat_map(|pattern| pattern.find_iter(text)) {
            notes.add(kind, page.to, found.as_str().trim());
        }
    }
    for found in FORMULA.iter().flat_map(|pattern| pattern.find_iter(text)) {
        if !editing.is_code(found.start() + 1) {
            let typed: String = found.as_str().trim().chars().take(60).collect();
            notes.add(Kind::Formula, page.to, typed);
        }
    }
}

/// The ids that Obsidian gives to blocks, and links to them.
fn blocks(editing: &mut Editing<'_>, page: OnPage<'_>, notes: &mut Notes) {
    editing.replace_all(BLOCK_LINK.as_ref(), |found| {
        if !found[1].is_empty() {
            notes.add(Kind::EmbeddedPart, page.to, &found[0]);
        }
        let words = found.get(4).map_or("", |words| words.as_str());
        Some(format!("[[{}#{}{words}]]", &found[2], &found[3]))
    });
    editing.replace_all(BLOCK_ID.as_ref(), |found| {
        Some(format!("{}<a id=\"{}\"></a>", &found[1], &found[2]))
    });
}

/// What Pandoc, Quarto and bookdown have within lines.
fn pandoc(editing: &mut Editing<'_>, context: &Context<'_>, page: OnPage<'_>, notes: &mut Notes) {
    figures(editing);
    // The name of a part stands in the contents.
    editing.replace_all(PART.as_ref(), |_| Some(String::new()));
    pictures(editing);
    editing.replace_all(UNNUMBERED.as_ref(), |found| {
        let rest = found[2].trim();
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!(" {{{rest}}}")
        };
        Some(format!("{}{rest}", &found[1]))
    });
    editing.replace_all(CROSS.as_ref(), |found| {
        let label = found.get(1).or_else(|| found.get(3))?.as_str();
        let linked = reference(label, context, page);
        if linked.is_none() {
            notes.add(Kind::CrossReference, page.to, &found[0]);
        }
        linked
    });
    let text = editing.text;
    editing.replace_all(CITED.as_ref(), |found| {
        // Within brackets it is part of a mark, or of the words of a link.
        if is_in_brackets(text, found.get(2)?.start()) {
            return None;
        }
        let key = found[3].trim_end_matches(['.', ':', '?', '#']);
        if !context.keys.iter().any(|known| known == key) {
            return None;
        }
        let rest = &found[3][key.len()..];
        let place = found
            .get(4)
            .map(|place| format!(", {}", place.as_str()))
            .unwrap_or_default();
        Some(format!("{}[{}@{key}{place}]{rest}", &found[1], &found[2]))
    });
    editing.replace_all(SPAN.as_ref(), |found| {
        if !hides(&found[2]) {
            return Some(found[1].to_owned());
        }
        notes.add(Kind::PartlyHidden, page.to, &found[0]);
        // A sign within would end what it hides too soon; as it was typed it withholds the page.
        (!found[1].contains("%%")).then(|| format!("%%{}%%", &found[1]))
    });
}

/// Whether these attributes say that only some readers see what has them, or none.
pub(super) fn hides(attributes: &str) -> bool {
    HIDING
        .as_ref()
        .is_none_or(|hiding| hiding.is_match(attributes))
}

/// So far back an open bracket is looked for.
const LONGEST_MARK: usize = 600;

/// Whether a bracket of the same paragraph is still open at a place.
fn is_in_brackets(text: &str, at: usize) -> bool {
    let mut closed = 0;
    let mut was_line_end = false;
    for c in text[..at].chars().rev().take(LONGEST_MARK) {
        match c {
            ']' => closed += 1,
            '[' if closed == 0 => return true,
            '[' => closed -= 1,
            '\n' if was_line_end => return false,
            _ => {}
        }
        was_line_end = c == '\n' || (was_line_end && c.is_whitespace());
    }
    false
}

/// Pictures with an id, or with a description beside their caption.
fn pictures(editing: &mut Editing<'_>) {
    static PICTURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?m)^!\[([^\]\n"]*)\]\(([^()\s"]+)\)\{([^}\n]*)\}[ \t]*$"#).ok()
    });
    editing.replace_all(PICTURE.as_ref(), |found| {
        picture(&found[1], &found[2], &found[3])
    });
}

/// A picture whose braces hold `list`; `None` where nothing in them asks for another form.
fn picture(caption: &str, path: &str, list: &str) -> Option<String> {
    static ID: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"#([\w:.-]+)[ \t]*").ok());
    static ALT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"fig-alt="([^"\]]*)"[ \t]*"#).ok());
    let id = ID.as_ref().and_then(|pattern| pattern.captures(list));
    let alt = ALT.as_ref().and_then(|pattern| pattern.captures(list));
    if id.is_none() && alt.is_none() {
        return None;
    }
    let mut rest = list.to_owned();
    for part in [&id, &alt].into_iter().flatten() {
        rest = rest.replace(&part[0], "");
    }
    let rest = rest.trim();
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("{{{rest}}}")
    };
    // A picture has no id of its own in our Markdown, so an anchor stands before it.
    let anchor = id
        .map(|id| format!("<a id=\"{}\"></a>\n\n", &id[1]))
        .unwrap_or_default();
    let picture = match alt {
        Some(alt) if !caption.is_empty() => format!("![{}]({path} \"{caption}\")", &alt[1]),
        Some(alt) => format!("![{}]({path})", &alt[1]),
        None => format!("![{caption}]({path})"),
    };
    Some(format!("{anchor}{picture}{rest}"))
}

/// A link to what a label names.
pub(super) fn reference(label: &str, context: &Context<'_>, page: OnPage<'_>) -> Option<String> {
    let known = context.labels.get(label)?;
    let place = context.places.get(&known.page)?;
    let target = if known.page == page.from {
        String::new()
    } else {
        paths::relative(paths::folder(page.to), place).replace(' ', "%20")
    };
    let spelled = label.replace(['-', '_', ':'], " ");
    let words = if known.words.is_empty() {
        &spelled
    } else {
        &known.words
    };
    Some(format!(
        "[{}]({target}#{label})",
        words.replace(['[', ']'], "")
    ))
}

/// A chunk of R that only shows a picture is that picture.
fn figures(editing: &mut Editing<'_>) {
    let text = editing.text;
    for found in FIGURE
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
    {
        let Some(whole) = found.get(0) else {
            continue;
        };
        let options = format!("{} {}", &found[1], &found[2]);
        let said = |wanted: &str| {
            let mut all = CAPTION
                .iter()
                .flat_map(|pattern| pattern.captures_iter(&options));
            let found = all.find(|one| &one[1] == wanted)?;
            Some(found[2].to_owned())
        };
        let (caption, alt) = (said("cap"), said("alt"));
        // The caption is the best description that there is, where nobody has written one.
        let alt = alt.or_else(|| caption.clone()).unwrap_or_default();
        let caption = caption
            .map(|words| format!(" \"{words}\""))
            .unwrap_or_default();
        editing.replace(whole.range(), format!("![{alt}]({}{caption})", &found[3]));
    }
}

/// Footnotes that stand in the text, `^[words]`, at the end of the page.
fn footnotes(text: &str) -> Option<String> {
    let mut editing = Editing::new(text);
    let mut notes = Vec::new();
    editing.replace_all(NOTE.as_ref(), |found| {
        notes.push(found[1].to_owned());
        Some(format!("[^note-{}]", notes.len()))
    });
    let changed = editing.finish()?;
    let notes = notes.iter().enumerate();
    let notes = notes.map(|(at, words)| format!("\n[^note-{}]: {words}\n", at + 1));
    Some(format!(
        "{}\n{}",
        changed.trim_end(),
        notes.collect::<String>()
    ))
}
