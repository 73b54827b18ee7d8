//! An entry of the menu that cannot be used. The rule is `invalid-setting`.

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::invalid_setting::{RULE, respelled};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) fn leads_nowhere(span: Span) -> Diagnostic {
    RULE.at(span, "this entry of the menu leads nowhere").help(
        "write where it leads: { page = \"about\", label = \"About us\" }, { url = \"https://forum.example.org\", label = \"Forum\" } \
         or { label = \"Learn\", items = [\"methods\", \"agendas\"] }",
    )
}

pub(crate) fn leads_twice(span: Span, one: &str, other: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("this entry of the menu has `{one}` and `{other}`, and can lead to one of them alone"),
    )
    .help(format!("keep one of the two, and make an entry of its own for the other: {{ {one} = … }}, {{ {other} = … }}"))
}

pub(crate) fn group_in_group(span: Span) -> Diagnostic {
    RULE.at(span, "a group of the menu stands within another")
        .help("write the group beside the other one, as an entry of the menu itself")
}

pub(crate) fn empty_group(span: Span) -> Diagnostic {
    RULE.at(span, "a group of the menu holds nothing")
        .help("write what it holds: items = [\"methods\", \"agendas\"]")
}

pub(crate) fn no_label(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this entry of the menu has no label, so that nobody would know what it is",
    )
    .help("write what it is called: label = \"Forum\"")
}

pub(crate) fn empty_label(span: Span) -> Diagnostic {
    RULE.at(span, "this label says nothing")
        .help("write what readers see: label = \"About us\"; a page goes by its title if you take the label out")
}

pub(crate) fn address(span: Span, address: &str) -> Diagnostic {
    let whole = format!("https://{address}");
    let is_host = address.contains('.') && !address.contains([':', ' ']);
    RULE.at(
        span,
        format!("`{address}` is no address that a menu can lead to"),
    )
    .help("write an address that begins with https://, http://, mailto: or tel:, or name a page of the handbook with page =")
    .suggest(
        Some(whole)
            .filter(|_| is_host)
            .and_then(|whole| Suggestion::value(Maybe, span, address, &whole)),
    )
}

/// A page that its own fields keep from being published.
pub(crate) fn left_out(span: Span, name: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("the menu names `{name}`, a page that is a draft or kept from being published"),
    )
    .help("take it out of the menu, or publish that page: its fields say that it is a draft or private")
}

/// A page of a project beneath that our settings leave out.
pub(crate) fn hidden(span: Span, name: &str) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "the menu names `{name}`, a page of a handbook beneath this one that `hide` leaves out"
        ),
    )
    .help("take it out of the menu, or out of `hide` in site.toml")
}

/// `known` are the names that a menu may use.
pub(crate) fn nothing(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("the menu names `{name}`, which is nothing here"),
    );
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.did_you_mean(near, respelled(span, name, near, known)),
        None => finding.help(
            "name a page by its id, a list of pages such as \"methods\", or a page such as \"sources\"",
        ),
    }
}
