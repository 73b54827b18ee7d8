//! Reads a page's front matter.
//!
//! 1. [`split`] finds the fences and the text between them.
//! 2. [`read`] reads TOML or YAML and turns it into [`Meta`]: our own fields (`values`), those by which other
//!    tools say the same (`foreign`), and all others as they are, under `extra`.
//!
//! Takes the page's text and the schema; gives metadata whatever is wrong, and the findings.

mod foreign;
mod values;

use std::ops::Range;
use std::sync::Arc;

pub(crate) use self::values::field_value;
use crate::diagnostic::{
    Diagnostic, data_syntax, ill_typed_field, invalid_front_matter, unknown_kind,
};
use crate::model::agenda::Settings;
use crate::model::config::Schema;
use crate::model::field_set::PAGE;
use crate::model::front_matter::Notation;
use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::page::Meta;
use crate::model::site::BuiltinPage;
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::unicode::nfc;
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse::fields::{Fields, as_text, entry_span};
use crate::parse::file_name::{NamedBy, is_language_code, named_by, near_language};
use crate::parse::publication::{self, Around};
use crate::parse::{agenda, fences, value, yaml};

/// Where the parts of a page's text are.
#[derive(Debug, PartialEq)]
pub(crate) struct Parts {
    pub(crate) notation: Option<Notation>,
    pub(crate) data: Range<usize>,
    pub(crate) body: Range<usize>,
}

/// Finds front matter between `+++` or `---` lines at the head of `text`, after a byte order mark. YAML may
/// end with `...` as well.
///
/// Where an opening fence is never closed, what looks like fields is front matter, and nothing is the
/// body, so that no field is shown as text; the finding says so.
pub(crate) fn split(source: SourceId, text: &str) -> (Parts, Option<Diagnostic>) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = text[start..].split_inclusive('\n').next().unwrap_or("");
    let fence = first.trim_end();
    let none = Parts {
        notation: None,
        data: start..start,
        body: start..text.len(),
    };
    let data_start = start + first.len();
    let notation = match fence {
        "+++" => Notation::Toml,
        // Three hyphens are also a rule of Markdown; with prose beneath they begin no front matter.
        "---" if begins_with_rule(&text[data_start..]) => return (none, None),
        "---" => Notation::Yaml,
        _ => return (none, None),
    };
    if let Some(closing) = closing_fence(text, data_start, fence, notation) {
        let parts = Parts {
            notation: Some(notation),
            data: data_start..closing.start,
            body: closing.end..text.len(),
        };
        return (parts, None);
    }
    let opening = Span::new(source, start..start + fence.len());
    let (parts, finding) = unclosed(text, opening, data_start, notation);
    (parts, Some(finding))
}

/// The line, from `data_start` on, that closes the front matter which `fence` opens.
fn closing_fence(
    text: &str,
    data_start: usize,
    fence: &str,
    notation: Notation,
) -> Option<Range<usize>> {
    let mut at = data_start;
    for line in text[data_start..].split_inclusive('\n') {
        let typed = line.trim_end();
        if typed == fence || notation == Notation::Yaml && typed == "..." {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Front matter that nothing closes, and what to say of the fence `opening`.
fn unclosed(
    text: &str,
    opening: Span,
    data_start: usize,
    notation: Notation,
) -> (Parts, Diagnostic) {
    let fence = &text[opening.range()];
    let (end, instead) = fences::end(text, data_start, notation);
    let parts = Parts {
        notation: Some(notation),
        data: data_start..end,
        body: text.len()..text.len(),
    };
    let (place, typed) = match instead {
        Some(range) => (range, fence.to_owned()),
        None => (end..end, format!("{fence}\n")),
    };
    let typed = (Span::new(opening.source, place), typed);
    (parts, data_syntax::unclosed(opening, fence, Some(typed)))
}

/// Whether a page that begins with `---` begins with a rule: nothing up to the next such line, or the end,
/// could be a field. Behind an empty line, with which no front matter begins, only what pages do begin with is one.
/// `rest` is what follows the first.
fn begins_with_rule(rest: &str) -> bool {
    let mut lines = rest.lines().take_while(|line| line.trim_end() != "---");
    let is_after_gap = rest
        .lines()
        .next()
        .is_some_and(|line| line.trim().is_empty());
    let mut has_text = false;
    let has_field = lines.any(|line| {
        has_text |= !line.trim().is_empty();
        let key = line
            .trim_start()
            .trim_start_matches(['-', '"', '\'', ' ', '{']);
        let length = key.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
        let (name, after) = key.split_at(length.unwrap_or(key.len()));
        let after = after.trim_start_matches(['"', '\'', ' ']);
        let is_name = if is_after_gap {
            fences::is_first(&name.to_lowercase())
        } else {
            !name.is_empty()
        };
        is_name && after.starts_with([':', '='])
    });
    has_text && !has_field
}

/// Reads the metadata of a page, and what an agenda's says of the meeting.
pub(crate) fn read(
    source: SourceId,
    file: File<'_>,
    text: &str,
    parts: &Parts,
    schema: &Schema,
    findings: &mut Vec<Diagnostic>,
) -> (Meta, Option<Settings>) {
    let (table, faults) = table(source, text, parts);
    findings.extend(faults);
    Reader {
        source,
        notation: parts.notation,
        file,
        schema,
    }
    .meta(&table, findings)
}

/// What the front matter of a page says, in whichever notation.
pub(crate) fn table(source: SourceId, text: &str, parts: &Parts) -> (Table, Vec<Diagnostic>) {
    let data = &text[parts.data.clone()];
    match parts.notation {
        Some(Notation::Toml) => value::toml(source, data, parts.data.start),
        Some(Notation::Yaml) => yaml::yaml(source, data, parts.data.start),
        None => (Table::default(), Vec::new()),
    }
}

/// Where a page's file is.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// From the content folder.
    pub path: &'a str,
    /// As the path, if the file were named after this program's own custom.
    pub place: &'a str,
}

impl<'a> File<'a> {
    /// A file that is named so.
    pub fn at(path: &'a str) -> Self {
        File { path, place: path }
    }
}

/// Fields that are read wherever they stand, for "did you mean".
const KNOWN: [&str; 4] = ["draft", "publish", "published", "private"];

/// Fields of ours whose value is a mistake if it cannot be ours, whoever wrote the page.
const ALWAYS_OURS: [&str; 3] = ["title", "summary", "kind"];

/// Reads one page's table.
struct Reader<'a> {
    source: SourceId,
    notation: Option<Notation>,
    file: File<'a>,
    schema: &'a Schema,
}

/// What is read of a page stands in its set, and the other way round; but for `flags`, which other tools have and we read.
fn debug_assert_are_listed(asked: &[&str], flags: Range<usize>, kind: &Kind) {
    debug_assert!(
        PAGE.names().all(|name| asked.contains(&name)),
        "of the set of a page only {asked:?} are read"
    );
    debug_assert!(
        asked.iter().enumerate().all(|(at, name)| {
            flags.contains(&at) || PAGE.has(name) || kind.field(name).is_some()
        }),
        "{asked:?} are read and not all of them in the set of a page"
    );
}

impl<'a> Reader<'a> {
    fn meta(&self, table: &'a Table, findings: &mut Vec<Diagnostic>) -> (Meta, Option<Settings>) {
        if self.notation == Some(Notation::Yaml) {
            findings.extend(table.entries.iter().filter_map(curly_quotes));
        }
        let before = findings.len();
        let mut fields = Fields::of_page(table, findings, self.notation);
        let named = named_by(self.file.place, &self.schema.languages);
        let id = self.id(&mut fields, named.id.clone());
        let mut unlisted_lang = None;
        let lang = self.lang(&mut fields, &named, &mut unlisted_lang);
        let (kind, definition) = self.kind(&mut fields);
        let title = fields
            .text("title")
            .filter(|title| !title.value.trim().is_empty());
        let before_flags = fields.asked().len();
        let publication = publication::read(&mut fields, self.around(definition));
        let flags = before_flags..fields.asked().len();
        // The fields are read in this order, which is the order in which faults of them are told.
        let mut meta = Meta {
            title,
            fallback_title: self.fallback_title(&id.value),
            id,
            lang,
            unlisted_lang,
            extends: values::extends(&mut fields),
            translation_of: fields.text("translation_of"),
            summary: fields.text("summary"),
            aliases: fields.texts("aliases"),
            redirects: Vec::new(),
            status: values::status(&mut fields),
            reviewed: values::reviewed(&mut fields),
            updated: values::updated(&mut fields),
            tags: foreign::tags(&mut fields),
            order: fields.number("order").map(|order| order.value),
            draft: publication.draft,
            withheld: publication.withheld,
            hides_folder: publication.hides_folder,
            print: fields.flag("print"),
            citation_style: fields.text("citation_style"),
            authors: values::plain(fields.texts("authors")),
            licence: fields.text("licence").map(|licence| licence.value),
            adapted_from: values::adapted_from(&mut fields),
            relations: values::relations(&mut fields),
            fields: values::own_fields(&mut fields, definition),
            allow: values::allow(&mut fields),
            extra: fields.entry("extra").map(|entry| entry.value.clone()),
            unread: Vec::new(),
            kind,
        };
        let is_meeting = definition.can(Ability::Timed);
        let settings = is_meeting.then(|| agenda::settings(definition, &mut fields));
        KNOWN.iter().for_each(|name| fields.know(name));
        let ours = fields.asked();
        debug_assert_are_listed(&ours, flags, definition);
        let has_own_date = is_meeting || definition.field("date").is_some();
        foreign::fill(&mut meta, &mut fields, self.file.place, has_own_date);
        let whose = format!("a page of kind `{}`", definition.id);
        let mut kept = fields.finish_page(&whose, &ours);
        let unread = kept.iter().map(|entry| Spanned {
            value: entry.key.clone(),
            span: entry.key_span,
        });
        meta.unread = unread.collect();
        if table.get("kind").is_none() {
            kept.extend(not_ours(table, &mut findings[before..]));
        }
        keep_foreign(&mut meta, table, &ours, &kept);
        (meta, settings)
    }

    fn around(&self, kind: &'a Kind) -> Around<'a> {
        Around {
            source: self.source,
            notation: self.notation,
            path: self.file.path,
            kind,
            date: self.schema.date,
        }
    }

    /// What the page is called where nothing in it says so: the words of its file's name, or for home
    /// those of the site.
    fn fallback_title(&self, id: &str) -> String {
        let is_home = named_by(self.file.place, &self.schema.languages).id == BuiltinPage::HOME;
        if is_home && !self.schema.site_title.is_empty() {
            return self.schema.site_title.clone();
        }
        let words = id.replace(['-', '_'], " ");
        let mut letters = words.trim().chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }

    fn id(&self, fields: &mut Fields<'_, '_>, named: String) -> Spanned<String> {
        let given = fields.text("id");
        let whole = Span::whole(self.source);
        match given {
            Some(id) if is_id(&nfc(&id.value)) => Spanned {
                value: nfc(&id.value).into_owned(),
                span: id.span,
            },
            Some(id) => {
                fields.report(invalid_front_matter::id(id.span, &id.value, self.notation));
                Spanned {
                    value: named,
                    span: id.span,
                }
            }
            None => Spanned {
                value: named,
                span: whole,
            },
        }
    }

    /// What the field says goes before the end of the file's name, and that before its folder. Whether a
    /// language that is not listed is a mistake can be told only from all pages.
    fn lang(
        &self,
        fields: &mut Fields<'_, '_>,
        named: &NamedBy,
        unlisted: &mut Option<Box<Spanned<String>>>,
    ) -> Lang {
        let languages = &self.schema.languages;
        let by_name = named.suffix.or(named.folder);
        let Some(given) = fields.text("lang") else {
            if let (Some(suffix), Some(folder)) = (named.suffix, named.folder)
                && suffix != folder
            {
                let [suffix, folder] = [suffix, folder].map(|lang| &*languages[lang.0 as usize]);
                let place = Span::whole(self.source);
                fields.report(invalid_front_matter::two_languages(place, suffix, folder));
            }
            return by_name.unwrap_or_default();
        };
        let Some(lang) = near_language(&given.value, languages) else {
            let code = given.value.trim();
            // No folder is known as a language by three letters, but a field says that it is one.
            let is_long = code.len() == 3 && code.bytes().all(|b| b.is_ascii_lowercase());
            if is_long || is_language_code(code) {
                *unlisted = Some(Box::new(given));
            } else {
                let finding = invalid_front_matter::lang(given.span, &given.value, languages);
                fields.report(finding);
            }
            return by_name.unwrap_or_default();
        };
        if let Some(other) = by_name.filter(|other| *other != lang) {
            let what = if named.suffix.is_some() {
                "the file's name"
            } else {
                "its folder"
            };
            let other = &languages[other.0 as usize];
            let finding =
                invalid_front_matter::other_language(given.span, &given.value, what, other);
            fields.report(finding);
        }
        lang
    }

    /// The kind that the page says it is of, with its place, or else that of pages which say none;
    /// and the same as the schema holds it.
    fn kind(&self, fields: &mut Fields<'_, '_>) -> (Spanned<Arc<Kind>>, &'a Kind) {
        let given = fields.text("kind");
        let known = given
            .as_ref()
            .and_then(|kind| self.schema.kind(&kind.value));
        if let (Some(kind), None) = (&given, known) {
            let known = self.schema.kinds.iter().map(|kind| kind.id.as_str());
            fields.report(unknown_kind::finding(kind.span, &kind.value, known));
        }
        let kind = known.unwrap_or(&self.schema.default_kind);
        let spanned = Spanned {
            value: kind.clone(),
            span: given.map_or(Span::whole(self.source), |kind| kind.span),
        };
        (spanned, kind)
    }
}

/// A value that stands between curly quotation marks, which are no marks in YAML.
fn curly_quotes(entry: &Entry) -> Option<Diagnostic> {
    let words = as_text(&entry.value)?;
    let inside = words
        .trim()
        .strip_prefix(['“', '„', '”'])?
        .strip_suffix(['”', '“'])?;
    let is_whole = !inside.contains(['“', '”', '"', '\\']);
    is_whole.then(|| invalid_front_matter::curly_quotes(entry.value.span, &entry.key, inside))
}

/// The fields of a page without a kind that are called as ours are, and whose values cannot be ours: they
/// are another tool's. That they are not read is said, and weighs nothing.
fn not_ours<'a>(table: &'a Table, found: &mut [Diagnostic]) -> Vec<&'a Entry> {
    let mut kept = Vec::new();
    for finding in found {
        let span = finding.span;
        let is_there = |entry: &&Entry| {
            let own = entry_span(entry);
            own.start <= span.start && span.end <= own.end
        };
        let entry = table.entries.iter().find(is_there);
        let Some(entry) = entry.filter(|entry| !ALWAYS_OURS.contains(&entry.key.as_str())) else {
            continue;
        };
        if ill_typed_field::make_note(finding) {
            kept.push(entry);
        }
    }
    kept
}

/// Keeps what is not ours under `extra`, for themes.
fn keep_foreign(meta: &mut Meta, table: &Table, ours: &[&str], kept: &[&Entry]) {
    let is_foreign = |entry: &&Entry| {
        !ours.contains(&entry.key.as_str()) || kept.iter().any(|one| one.key == entry.key)
    };
    let others: Vec<Entry> = table.entries.iter().filter(is_foreign).cloned().collect();
    if others.is_empty() {
        return;
    }
    let span = others[0].key_span;
    let mut extra = match meta.extra.take() {
        Some(Value {
            data: Data::Table(table),
            ..
        }) => table,
        _ => Table::default(),
    };
    // What the page itself says under `extra` wins over a field of the same name at its head.
    for entry in others {
        if extra.get(&entry.key).is_none() {
            extra.entries.push(entry);
        }
    }
    meta.extra = Some(Value {
        span,
        data: Data::Table(extra),
        plain: None,
    });
}

/// Whether this can name a page in links and in the output.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('.')
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::model::front_matter::Notation;
    use crate::model::source::Sources;

    #[test]
    fn fences_are_found_after_a_byte_order_mark_and_with_any_line_ends() {
        let source = Sources::default().insert("a.md", "");
        for (text, notation, data, body) in [
            (
                "+++\na = 1\n+++\nText",
                Some(Notation::Toml),
                "a = 1\n",
                "Text",
            ),
            (
                "\u{feff}---\r\na: 1\r\n---\r\nText",
                Some(Notation::Yaml),
                "a: 1\r\n",
                "Text",
            ),
            (
                "---\na: 1\n...\nText",
                Some(Notation::Yaml),
                "a: 1\n",
                "Text",
            ),
            ("Text\n---\n", None, "", "Text\n---\n"),
            ("", None, "", ""),
        ] {
            let (parts, finding) = split(source, text);
            assert_eq!(parts.notation, notation);
            assert_eq!(&text[parts.data], data);
            assert_eq!(&text[parts.body], body);
            assert_eq!(finding, None);
        }
        let (parts, finding) = split(source, "+++\ntitle = 1\nText");
        assert_eq!(
            finding.unwrap().message,
            "the line that ends these fields is missing"
        );
        assert!(parts.body.is_empty());
    }
}
