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
        if is_code
            && is_own(&sources.get(file.source).path)
            && let Some(listed) = shorter(site, &file.code)
        {
            findings.push(invalid_theme::other_code(
                Span::whole(file.source),
                &file.code,
                listed,
            ));
        }
    }
}

/// The listed language whose code a longer one begins with that is not listed, such as `fr` of `frr` or `fra`.
fn shorter<'a>(site: &'a Site, code: &str) -> Option<&'a str> {
    let mut codes = site.config.languages.iter().map(String::as_str);
    if code.len() != LONGEST_CODE || codes.clone().any(|listed| base(listed) == code) {
        return None;
    }
    codes.find(|listed| listed.len() < LONGEST_CODE && code.starts_with(listed))
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

    #[test]
    fn a_file_that_is_called_otherwise_than_a_part_of_a_theme_is_found_with_the_right_name() {
        for (path, said) in [
            (
                "template/page.html",
                "warning[invalid-theme] themes/own/template/page.html:1:1 nothing reads `template/page.html` of a theme; help: did you mean `templates`?",
            ),
            (
                "themes.toml",
                "warning[invalid-theme] themes/own/themes.toml:1:1 nothing reads `themes.toml` of a theme; help: did you mean `theme.toml`?",
            ),
            (
                "i18n/fr.yaml",
                "warning[invalid-theme] themes/own/i18n/fr.yaml:1:1 nothing reads `i18n/fr.yaml` of a theme; help: words stand in a file such as i18n/en.toml",
            ),
            (
                "i18n/frr.toml",
                "warning[invalid-theme] themes/own/i18n/frr.toml:1:1 this handbook has no language `frr`, so nothing reads these words; help: did you mean i18n/fr.toml?",
            ),
            (
                "print/notes.type",
                "warning[invalid-theme] themes/own/print/notes.type:1:1 nothing reads `print/notes.type` of a theme; help: sheets stand in files that end with .typ",
            ),
            (
                "fonts/a.woff2",
                "warning[invalid-theme] themes/own/fonts/a.woff2:1:1 nothing reads `fonts/a.woff2` of a theme; help: sheets take .ttf and .otf; put a font that is for screens alone into static",
            ),
        ] {
            assert_eq!(of_own(path), [said], "{path}");
        }
        for path in [
            "README.md",
            "LICENSE",
            "scss/style.scss",
            "fonts/OFL.txt",
            "i18n/README.md",
            "i18n/de.toml",
            "print/README.md",
        ] {
            assert_eq!(of_own(path), [""; 0], "{path}");
        }
    }

    /// What is found where a theme has this file beside its `theme.toml`.
    fn of_own(path: &str) -> Vec<String> {
        let path = format!("themes/own/{path}");
        let site = "title = \"T\"\ntheme = \"own\"\nlanguages = [\"en\", \"fr\"]\n";
        let theme = ("themes/own/theme.toml", "extends = \"default\"\n");
        of("invalid-theme", &[("site.toml", site), theme, (&path, "")])
    }

    #[test]
    fn a_theme_that_nothing_uses_is_a_note_and_one_beneath_is_none() {
        let theme = |extends: &str| format!("extends = \"{extends}\"\n");
        let (own, beneath, stray) = (theme("beneath"), theme("default"), theme("default"));
        let found = of(
            "invalid-theme",
            &[
                ("site.toml", "title = \"T\"\ntheme = \"own\"\n"),
                ("themes/own/theme.toml", &own),
                ("themes/beneath/theme.toml", &beneath),
                ("themes/stray/theme.toml", &stray),
                ("themes/stray/static/more.css", ""),
                ("themes/photocopy/static/more.css", ""),
            ],
        );
        assert_eq!(
            found,
            [
                "note[invalid-theme] themes/stray/static/more.css:1:1 nothing uses the theme `stray`: this handbook has `own`; help: to have it, write theme = \"stray\" in site.toml; otherwise it can stay or go"
            ]
        );
    }
}
