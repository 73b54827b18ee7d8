//! Reads `site.toml`.
//!
//! Takes its text; gives a [`Config`] whatever is wrong with it, and the findings.

use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diagnostic::{data_syntax, invalid_setting, over_limit};
use crate::limits::{self, Limit};
use crate::model::config::{Config, HourClock, Look, PrintConfig, Uncited};
use crate::model::date::Date;
use crate::model::field_set::{CITATIONS, PREVIEW, PRINT, SITE};
use crate::model::lang::is_language_code;
use crate::model::layer::Upstream;
use crate::model::sheet::{MAKES_PDFS, Paper};
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::value::{Data, Entry, Table};
use crate::parse::fields::Fields;
use crate::parse::{lines, look, menu, upstreams, value};

/// Reads the configuration; `today` stands in for a date that the file does not give.
pub(crate) fn parse(
    source: SourceId,
    text: &str,
    today: Option<Date>,
) -> (Config, Vec<Diagnostic>) {
    let (read_text, offset) = text
        .strip_prefix('\u{feff}')
        .map_or((text, 0), |rest| (rest, 3));
    let (table, mut findings) = value::settings(source, read_text, offset);
    let tries_title = tries_title(&table, text, &findings);
    let config = read(source, &table, today, tries_title, &mut findings);
    if table.get("title").is_none() {
        raise_misspelled_title(&table, &mut findings);
    }
    data_syntax::drop_echoes(&mut findings);
    drop_what_follows(&mut findings);
    (config, findings)
}

/// The projects that a `site.toml` names, for who looks for them before anything is read of it.
pub(crate) fn upstreams(source: SourceId, text: &str) -> Vec<Upstream> {
    parse(source, text, None).0.upstreams
}

/// Whether there is a line that was meant to say the title: one that cannot be read, one of another type or one
/// whose name is misspelled. It has a finding of its own.
fn tries_title(table: &Table, text: &str, findings: &[Diagnostic]) -> bool {
    let names = || SITE.names();
    let is_title = |name: &str| name == "title" || suggest(name, names()) == Some("title");
    let entries = table.entries.iter();
    let mut others = entries
        .filter(|entry| !matches!(&entry.value.data, Data::String(_)) || entry.key != "title");
    let mut faults = findings
        .iter()
        .filter(|finding| data_syntax::is_one(finding));
    others.any(|entry| is_title(&entry.key))
        || faults.any(|fault| {
            let line = &text[lines::around(text, fault.span.start as usize)];
            let name = line.split(['=', ':']).next().unwrap_or_default();
            is_title(name.trim())
        })
}

/// A site must not go without its title for a misspelled name, which is else a warning.
fn raise_misspelled_title(table: &Table, findings: &mut [Diagnostic]) {
    let near = |entry: &&Entry| suggest(&entry.key, SITE.names()) == Some("title");
    let Some(entry) = table.entries.iter().find(near) else {
        return;
    };
    for finding in findings {
        if finding.span == entry.key_span {
            finding.severity = Severity::Error;
        }
    }
}

/// Takes away what is said of a value that cannot be read as it stands: first it is to be mended.
fn drop_what_follows(findings: &mut Vec<Diagnostic>) {
    let faults = findings
        .iter()
        .filter(|finding| data_syntax::is_one(finding));
    let faults: Vec<Span> = faults.map(|fault| fault.span).collect();
    findings.retain(|finding| {
        data_syntax::is_one(finding)
            || !faults
                .iter()
                .any(|fault| fault.start <= finding.span.start && finding.span.end <= fault.end)
    });
}

fn read(
    source: SourceId,
    table: &Table,
    today: Option<Date>,
    tries_title: bool,
    findings: &mut Vec<Diagnostic>,
) -> Config {
    let mut fields = Fields::new(table, findings);
    let title = fields.text("title");
    let place = title
        .as_ref()
        .map_or(Span::whole(source), |title| title.span);
    let title = title.map(|title| title.value);
    let title = title.filter(|title| !title.trim().is_empty());
    if title.is_none() && !tries_title {
        fields.report(invalid_setting::no_title(place));
    }
    let base_url = base_url(&mut fields);
    let version = fields.text("version").map(|version| version.value);
    let date = fields.date("date").map(|date| date.value).or(today);
    let (languages, languages_at) = languages(&mut fields, source);
    let theme = theme(&mut fields, source);
    let licence = fields.text("licence").map(|licence| licence.value);
    let menu = menu::menu(&mut fields);
    let feedback = look::feedback(&mut fields);
    let look = fields.table("look");
    let citations = fields.table("citations");
    let preview = fields.table("preview");
    let print = fields.table("print");
    let clock = clock(&mut fields);
    let smart_punctuation = fields.flag("smart_punctuation").unwrap_or(false);
    let trust_html = fields.flag("trust_html").unwrap_or(false);
    let kinds = fields.table("kinds").cloned().unwrap_or_default();
    let upstreams = upstreams::read(&mut fields);
    let requires = fields.text("requires");
    fields.finish(&SITE);
    // The tables within are read last, since `fields` holds the findings until it is finished.
    let citations = citations.map(|table| self::citations(table, findings));
    let (style, uncited) = citations.unwrap_or_default();
    let citation_style = style.unwrap_or_else(|| fallback(source, "ieee"));
    let look = look.map_or_else(Look::default, |table| look::look(table, findings));
    let editor = preview.and_then(|table| editor(table, findings));
    let print = self::print(print.unwrap_or(&Table::default()), findings);
    Config {
        source,
        title: title.unwrap_or_else(|| "Untitled".into()),
        base_url,
        version,
        date,
        languages,
        languages_at,
        theme,
        licence,
        menu,
        look,
        feedback,
        citation_style,
        uncited,
        kinds,
        smart_punctuation,
        trust_html,
        upstreams,
        requires,
        clock,
        print,
        downloads: Vec::new(),
        editor,
    }
}

/// `12` or `24`, as a number or as a text.
fn clock(fields: &mut Fields<'_, '_>) -> Option<HourClock> {
    let value = &fields.entry("clock")?.value;
    let hours = match &value.data {
        Data::Integer(hours) => hours.to_string(),
        Data::String(hours) => hours.trim().to_owned(),
        _ => String::new(),
    };
    let clocks = [HourClock::Twelve, HourClock::TwentyFour];
    let found = clocks.into_iter().find(|clock| clock.hours() == hours);
    if found.is_none() {
        fields.report(invalid_setting::clock(value.span));
    }
    found
}

fn base_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let mut url = fields.text("base_url")?;
    let behind = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.value.strip_prefix(scheme));
    let is_whole = behind.is_some_and(|behind| {
        let host = behind.split('/').next().unwrap_or_default();
        !host.is_empty() && !behind.contains(char::is_whitespace)
    });
    if !is_whole {
        fields.report(invalid_setting::base_url(url.span, &url.value));
        return None;
    }
    if !url.value.ends_with('/') {
        url.value.push('/');
    }
    Some(url.value)
}

/// As many of a list as there may be.
fn within(
    mut list: Vec<Spanned<String>>,
    limit: &Limit,
    fields: &mut Fields<'_, '_>,
) -> Vec<Spanned<String>> {
    if let Some(first) = list.get(limit.most) {
        fields.report(over_limit::finding(first.span, limit, list.len()));
        list.truncate(limit.most);
    }
    list
}

/// The codes of the languages, and where each of them is said.
fn languages(fields: &mut Fields<'_, '_>, source: SourceId) -> (Vec<String>, Vec<Span>) {
    let mut codes: Vec<String> = Vec::new();
    let mut places = Vec::new();
    let said = fields.texts("languages");
    for code in within(said, &limits::LANGUAGES, fields) {
        if !is_language_code(&code.value) {
            fields.report(invalid_setting::language(code.span, &code.value));
        } else if codes
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&code.value))
        {
            fields.report(invalid_setting::language_twice(code.span, &code.value));
        } else {
            codes.push(code.value);
            places.push(code.span);
        }
    }
    if codes.is_empty() {
        codes.push("en".into());
        places.push(Span::whole(source));
    }
    (codes, places)
}

fn theme(fields: &mut Fields<'_, '_>, source: SourceId) -> Spanned<String> {
    let Some(theme) = fields.text("theme") else {
        return fallback(source, "default");
    };
    let plain = !theme.value.is_empty()
        && theme
            .value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if plain {
        return theme;
    }
    fields.report(invalid_setting::theme_name(theme.span, &theme.value));
    fallback(source, "default")
}

/// The style, and what becomes of sources that no page has a use for.
fn citations(table: &Table, findings: &mut Vec<Diagnostic>) -> (Option<Spanned<String>>, Uncited) {
    let mut fields = Fields::new(table, findings);
    let style = fields.text("style");
    let word = fields.text("uncited");
    let uncited = word.and_then(|word| {
        let named = Uncited::ALL.iter().find(|(name, _)| *name == word.value);
        if named.is_none() {
            fields.report(invalid_setting::uncited(word.span, &word.value));
        }
        Some(named?.1)
    });
    fields.finish(&CITATIONS);
    (style, uncited.unwrap_or_default())
}

fn print(table: &Table, findings: &mut Vec<Diagnostic>) -> PrintConfig {
    let mut fields = Fields::new(table, findings);
    let mut papers: Vec<Paper> = Vec::new();
    for name in fields.texts("paper") {
        match Paper::named(&name.value) {
            Some(paper) if !papers.contains(&paper) => papers.push(paper),
            Some(_) => {}
            None => fields.report(invalid_setting::paper(name.span, &name.value)),
        }
    }
    if papers.is_empty() {
        papers.push(Paper::default());
    }
    // An empty list prints nothing, where a missing one leaves it to the kinds.
    let says_kinds = fields.entry("kinds").is_some();
    let kinds = fields.texts("kinds");
    let kinds = says_kinds.then_some(kinds);
    let large = fields.flag("large").unwrap_or(false);
    fields.finish(&PRINT);
    PrintConfig {
        papers,
        kinds,
        large,
        makes_pdfs: MAKES_PDFS,
    }
}

fn editor(table: &Table, findings: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let mut fields = Fields::new(table, findings);
    let editor = fields.text("editor");
    let wrong = editor.as_ref().and_then(invalid_setting::editor);
    let is_usable = wrong.is_none();
    if let Some(finding) = wrong {
        fields.report(finding);
    }
    fields.finish(&PREVIEW);
    editor.filter(|_| is_usable)
}

fn fallback(source: SourceId, value: &str) -> Spanned<String> {
    Spanned {
        value: value.into(),
        span: Span::whole(source),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::lang::Lang;
    use crate::model::source::Sources;

    #[test]
    fn a_full_configuration_is_read() {
        let text = "title = \"T\"\nbase_url = \"https://example.org/kb\"\ndate = 2026-11-22\n\
                    languages = [\"en\", \"fr\"]\n[citations]\nstyle = \"vancouver\"\n";
        let source = Sources::default().insert("site.toml", text);
        let (config, findings) = parse(source, text, None);
        assert_eq!(findings, []);
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/kb/"));
        assert_eq!(config.folder(Lang(1)), "fr/");
        assert_eq!(config.citation_style.value, "vancouver");
    }

    #[test]
    fn each_fault_is_found_and_the_rest_is_used() {
        let text = "titel = \"T\"\nlanguages = [\"../x\", \"fr\"]\ntheme = \"../evil\"\n\
                    base_url = \"example.org\"\nversion = 3\n";
        let source = Sources::default().insert("site.toml", text);
        let (config, findings) = parse(source, text, None);
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule.name).collect();
        assert_eq!(
            rules,
            [
                "invalid-setting",
                "ill-typed-field",
                "invalid-setting",
                "invalid-setting",
                "unknown-field"
            ]
        );
        assert_eq!(config.languages, ["fr"]);
        assert_eq!(config.theme.value, "default");
    }
}
