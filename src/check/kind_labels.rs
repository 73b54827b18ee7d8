//! Kinds of pages that have no name in a language of the site. The rule is `interface-words`.

use std::collections::BTreeSet;

use crate::check::interface_words::RULE;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::kind::{Kind, base};
use crate::model::site::Site;
use crate::model::source::Span;

/// How many kinds a finding names.
const NAMED: usize = 6;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let config = &site.config;
    let pages = site.pages.iter().map(|page| &page.page.meta.kind.value.id);
    let used: BTreeSet<&str> = pages.map(String::as_str).collect();
    let kinds = site.schema.kinds.iter().map(|kind| &**kind);
    // One without any name goes by its id, which its writers have chosen.
    let shown =
        |kind: &&Kind| used.contains(kind.id.as_str()) && !kind.unlisted && !kind.labels.is_empty();
    let kinds: Vec<&Kind> = kinds.filter(shown).collect();
    for (code, place) in config.languages.iter().zip(&config.languages_at) {
        let lacking: Vec<&Kind> = kinds
            .iter()
            .copied()
            .filter(|kind| !has_label(kind, code))
            .collect();
        if let Some(first) = lacking.first() {
            findings.push(finding(*place, code, first, &lacking));
        }
    }
}

fn has_label(kind: &Kind, code: &str) -> bool {
    let mut codes = kind.labels.keys();
    codes.any(|known| known.eq_ignore_ascii_case(code) || known.eq_ignore_ascii_case(base(code)))
}

fn finding(place: Span, code: &str, first: &Kind, lacking: &[&Kind]) -> Diagnostic {
    let named = lacking.iter().take(NAMED);
    let named: Vec<String> = named.map(|kind| format!("`{}`", kind.id)).collect();
    let more = match lacking.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "kinds of pages have no name in `{code}`, and readers see that of another language: {}{more}",
        named.join(", ")
    );
    let help = format!(
        "write at the end of site.toml, for each: [kinds.{}] and below it labels.{code} = \"…\" and plurals.{code} = \"…\"",
        first.id
    );
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(place, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_kind_that_pages_have_needs_a_name_in_each_language() {
        let method = (
            "content/a.md",
            "+++\ntitle = \"A\"\nkind = \"method\"\n+++\nx\n",
        );
        let said = |settings: &str| {
            let site = format!("title = \"T\"\nlanguages = [\"en\", \"pt-BR\"]\n{settings}");
            let found = of("interface-words", &[("site.toml", &site), method]);
            let mut found = found.into_iter();
            found.find(|line| line.contains("kinds of pages"))
        };
        assert_eq!(
            said("").as_deref(),
            Some(
                "note[interface-words] site.toml:2:20 kinds of pages have no name in `pt-BR`, and readers see that of another \
                 language: `method`; help: write at the end of site.toml, for each: [kinds.method] and below it \
                 labels.pt-BR = \"…\" and plurals.pt-BR = \"…\""
            )
        );
        assert_eq!(said("[kinds.method]\nlabels.pt = \"Método\"\n"), None);
        // Kinds without pages are seen nowhere.
        let found = of(
            "interface-words",
            &[
                ("site.toml", "title = \"T\"\nlanguages = [\"fr\"]\n"),
                method,
            ],
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
