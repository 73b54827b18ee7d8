//! A picture without words that say what it shows.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::{Image, Page, Target};

pub(crate) static RULE: Rule = Rule {
    name: "missing-alt",
    severity: Severity::Error,
    about: "A picture without words that say what it shows, for those who do not see it and where \
            it is not printed.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let images = page.body.images.iter();
    let silent = images.filter(|image| image.alt.trim().is_empty() && !image.is_decorative);
    findings.extend(silent.map(|image| {
        let typed = &page.text[image.target_span.range()];
        let is_html = page.text[image.span.range()].trim_start().starts_with('<');
        if is_html {
            return RULE
                .at(image.target_span, "nothing says what this picture shows")
                .help("write alt=\"what it shows\" beside src, or alt=\"\" if it shows nothing");
        }
        finding(image, typed)
    }));
}

fn finding(image: &Image, typed: &str) -> Diagnostic {
    let finding = RULE.at(image.span, "nothing says what this picture shows");
    match image.target {
        Target::Name { .. } => finding.help(format!("write ![[{typed}|what it shows]]")),
        _ => finding.help(format!("write ![what it shows]({typed})")),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn a_picture_has_words_in_either_spelling() {
        for (text, help) in [
            ("![](p.png)", "write ![what it shows](p.png)"),
            ("![ ](<p q.png>)", "write ![what it shows](p q.png)"),
            ("![[p.png]]", "write ![[p.png|what it shows]]"),
        ] {
            let expected = format!(
                "error[missing-alt] content/a.md:4:1 nothing says what this picture shows; help: {help}"
            );
            assert_eq!(of_text("missing-alt", text), [expected], "{text}");
        }
        assert!(of_text("missing-alt", "![[p.png|A circle]] ![A circle](p.png)").is_empty());
    }
}
