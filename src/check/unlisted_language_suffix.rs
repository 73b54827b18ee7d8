//! A file named as if it were in a language that `site.toml` does not list.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::Page;
use crate::site::Site;
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unlisted-language-suffix",
    severity: Severity::Note,
    about: "A page such as `one-to-ones.de.md` whose name ends like that of a translation, into a \
            language that `site.toml` does not list. It is a page of its own in the site's first \
            language.",
};

/// One finding for each language, at its first page.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut unlisted: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in &site.pages {
        if let Some(code) = suffix(&page.page.path).filter(|code| site.config.lang(code).is_none())
        {
            unlisted.entry(code).or_default().push(&page.page);
        }
    }
    for (code, pages) in unlisted {
        findings.push(finding(site, code, &pages));
    }
}

/// The end of a file's name, if it looks like a language: `de` or `pt-BR`.
fn suffix(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?.strip_suffix(".md")?;
    let (_, suffix) = name.rsplit_once('.')?;
    let (language, region) = suffix.split_once('-').unwrap_or((suffix, "XX"));
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    (language.len() == 2 && region.len() == 2 && letters(language) && letters(region))
        .then_some(suffix)
}

fn finding(site: &Site, code: &str, pages: &[&Page]) -> Diagnostic {
    let others = match pages.len() - 1 {
        0 => String::new(),
        1 => " (and one other page)".to_owned(),
        count => format!(" (and {count} other pages)"),
    };
    let message =
        format!("site.toml lists no language `{code}`, as this page's name has it{others}");
    let mut listed: Vec<String> = Vec::new();
    let languages = site.config.languages.iter().map(String::as_str);
    listed.extend(languages.chain([code]).map(|code| format!("\"{code}\"")));
    RULE.at(Span::whole(pages[0].source), message).help(format!(
        "write in site.toml: languages = [{}]; or take `.{code}` out of the name",
        listed.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_language_is_told_once() {
        let page = "+++\ntitle = \"A\"\n+++\nx\n";
        let files = [
            ("content/a.de.md", page),
            ("content/a.md", page),
            ("content/a.v2.md", page),
            ("content/b.de.md", page),
            ("content/c.en.md", page),
        ];
        assert_eq!(
            of("unlisted-language-suffix", &files),
            [
                "note[unlisted-language-suffix] content/a.de.md:1:1 site.toml lists no language `de`, as this page's name has it (and one other page); help: write in site.toml: languages = [\"en\", \"de\"]; or take `.de` out of the name"
            ]
        );
    }
}
