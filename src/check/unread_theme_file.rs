//! Files of a theme of one's own that nothing reads. The rule is `invalid-theme`.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, invalid_theme};
use crate::load::ThemeFiles;
use crate::model::kind::base;
use crate::model::site::Site;
use crate::model::source::{Sources, Span};

pub(crate) fn judge(
    site: &Site,
    theme: &ThemeFiles,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) {
    // A theme of a project beneath is not ours to mend.
    if theme.folder.is_none() {
        return;
    }
    judge_templates(site, theme, sources, findings);
    let is_own = |path: &str| {
        theme
            .folder
            .as_ref()
            .is_some_and(|own| path.starts_with(own))
    };
    for file in &theme.words {
        let is_code = base(&file.code).len() <= LONGEST_CODE;
        if !is_code && is_own(&sources.get(file.source).path) {
            findings.push(invalid_theme::no_language(
                Span::whole(file.source),
                &file.code,
            ));
        }
    }
}

/// No language has a longer code in use (ISO 639).
const LONGEST_CODE: usize = 3;

fn judge_templates(
    site: &Site,
    theme: &ThemeFiles,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) {
    let (own, beneath): (Vec<_>, Vec<_>) = theme.templates.iter().partition(|file| file.layer == 0);
    let mut known: HashSet<String> = beneath.iter().map(|file| file.name.clone()).collect();
    // A theme that stands by itself has what it likes.
    if known.is_empty() {
        return;
    }
    let kinds = site.schema.kinds.iter();
    known.extend(kinds.map(|kind| format!("kinds/{}.html", kind.id)));
    for file in own {
        let finder = memchr::memmem::Finder::new(file.name.as_bytes());
        let mut texts = theme
            .templates
            .iter()
            .map(|other| &sources.get(other.source).text);
        let mut is_named = || texts.any(|text| finder.find(text.as_bytes()).is_some());
        if known.contains(&file.name) || is_named() {
            continue;
        }
        // A template may be kept for later; only a name that is a slip of another is told.
        let mut near: Vec<&str> = known.iter().map(String::as_str).collect();
        near.retain(|name| is_slip(&file.name, name));
        near.sort_unstable();
        if let Some(near) = near.first() {
            let place = Span::whole(file.source);
            findings.push(invalid_theme::unread_template(place, &file.name, near));
        }
    }
}

/// Whether one name is the other with a letter too many or too few, or one for another.
fn is_slip(name: &str, near: &str) -> bool {
    let (one, other) = (name.as_bytes(), near.as_bytes());
    let alike = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let ends = one.iter().rev().zip(other.iter().rev());
    let ends = ends.take_while(|(a, b)| a == b).count();
    let longer = one.len().max(other.len());
    one.len().abs_diff(other.len()) <= 1 && alike + ends + 1 >= longer
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_template_that_nothing_reads_and_a_file_of_words_of_no_language_are_found() {
        let found = of(
            "invalid-theme",
            &[
                ("site.toml", "title = \"T\"\ntheme = \"own\"\n"),
                ("themes/own/theme.toml", "extends = \"default\"\n"),
                ("themes/own/templates/pge.html", "x"),
                ("themes/own/templates/parts/own.html", "x"),
                (
                    "themes/own/templates/kinds/method.html",
                    "{% include \"parts/own.html\" %}",
                ),
                ("themes/own/i18n/english.toml", "search = \"Find\"\n"),
            ],
        );
        assert_eq!(
            found,
            [
                "warning[invalid-theme] themes/own/i18n/english.toml:1:1 no language has the code `english`, so nothing reads these words; help: call the file by the code of its language: i18n/en.toml, i18n/pt-BR.toml",
                "warning[invalid-theme] themes/own/templates/pge.html:1:1 nothing asks for a template `pge.html`; help: did you mean `page.html`?",
            ]
        );
    }
}
