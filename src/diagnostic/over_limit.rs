//! More of one thing than there may be, or one thing that is longer than it may be.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::limits::{Limit, grouped, size_in_words};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "over-limit",
    severity: Severity::Error,
    about: "More of one thing than there may be, such as tags of a page, or one that is too long. What is \
            beyond is left out; `groundwork help build` lists the limits.",
};

/// `count` is how many there are, or how many bytes; the first one too many is at `place`.
pub(crate) fn finding(place: Span, limit: &Limit, count: usize) -> Diagnostic {
    let (what, most) = (limit.what, limit.most_in_words());
    let count = count as u64;
    let message = if limit.bytes {
        // In the measure of the limit, so that the two can be compared.
        let size = if most.ends_with("bytes") {
            format!("{} bytes", grouped(count))
        } else {
            size_in_words(count)
        };
        format!("{what} is too long: {size}, at most {most}")
    } else {
        format!("{} {what} are too many: at most {most}", grouped(count))
    };
    let help = if limit.bytes {
        format!("shorten it; as it is, {}", limit.beyond)
    } else {
        format!("take some out; as it is, {}", limit.beyond)
    };
    RULE.at(place, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text};

    #[test]
    fn what_nests_too_deep_is_told_once_and_its_text_stays() {
        for text in ["> ", "- ", "> - "] {
            let deep = of_text("over-limit", &format!("{}a", text.repeat(300)));
            assert_eq!(deep.len(), 1, "{text}");
            let flat = of_text("over-limit", &format!("{}a", text.repeat(20)));
            assert!(flat.is_empty(), "{text}");
        }
    }

    #[test]
    fn html_that_nests_too_deep_is_text() {
        assert_eq!(of_text("over-limit", &"<div>".repeat(2_000)).len(), 1);
        assert_eq!(
            of_text("over-limit", &format!("<p {}>", "a=b ".repeat(2_000))).len(),
            1
        );
        assert!(of_text("over-limit", &"<div>a</div>".repeat(2_000)).is_empty());
        assert!(of_text("over-limit", &"<p>a<br>".repeat(2_000)).is_empty());
    }

    #[test]
    fn a_list_and_a_text_are_told_how_much_is_too_much() {
        let tags = "\"a\", ".repeat(300);
        let page = format!(
            "+++\ntitle = \"{}\"\ntags = [{tags}]\n+++\nText.\n",
            "a ".repeat(1_000)
        );
        let found = of("over-limit", &[("content/a.md", &page)]);
        assert_eq!(
            found,
            [
                "error[over-limit] content/a.md:2:9 a title is too long: 2,000 bytes, at most 1,000 bytes; help: shorten it; as it is, the rest is left out",
                "error[over-limit] content/a.md:3:1009 300 tags of a page are too many: at most 200; help: take some out; as it is, the rest are left out",
            ]
        );
    }
}
