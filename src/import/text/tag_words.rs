//! What the tags of other tools and of their themes mean, by their names.

use super::callouts;
use super::tag::Notation;

/// What a tag does with the text that it stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Sets its text apart in a box.
    Box,
    /// As a box, folded.
    Fold,
    /// Gives its text a name: a tab.
    Name,
    /// Gives its text a name, which may lead somewhere.
    Card,
    /// Sets its text side by side with other text.
    Layout,
    /// Says nothing that is needed here.
    Wrapper,
    Picture,
    /// Leads to a page.
    Reference,
    /// Leads somewhere, under words of its own.
    Button,
    /// Shows what stands elsewhere on the web.
    Film,
    /// Shows what settings say.
    Value,
    Highlight,
    /// A comment, which is read as one.
    Hidden,
}

/// Names, as small letters without signs, and what they mean.
const NAMES: [(&str, Meaning); 84] = [
    ("hint", Meaning::Box),
    ("notice", Meaning::Box),
    ("callout", Meaning::Box),
    ("alert", Meaning::Box),
    ("admonition", Meaning::Box),
    ("aside", Meaning::Box),
    ("note", Meaning::Box),
    ("tip", Meaning::Box),
    ("info", Meaning::Box),
    ("warning", Meaning::Box),
    ("caution", Meaning::Box),
    ("danger", Meaning::Box),
    ("important", Meaning::Box),
    ("attention", Meaning::Box),
    ("success", Meaning::Box),
    ("error", Meaning::Box),
    ("details", Meaning::Fold),
    ("expand", Meaning::Fold),
    ("expandable", Meaning::Fold),
    ("accordion", Meaning::Fold),
    ("accordionitem", Meaning::Fold),
    ("collapse", Meaning::Fold),
    ("spoiler", Meaning::Fold),
    ("tab", Meaning::Name),
    ("tabitem", Meaning::Name),
    ("card", Meaning::Card),
    ("tabs", Meaning::Wrapper),
    ("tabpane", Meaning::Wrapper),
    ("codegroup", Meaning::Wrapper),
    ("codetabs", Meaning::Wrapper),
    ("code", Meaning::Wrapper),
    ("steps", Meaning::Wrapper),
    ("stepper", Meaning::Wrapper),
    ("step", Meaning::Wrapper),
    ("contentref", Meaning::Wrapper),
    ("filetree", Meaning::Wrapper),
    ("fragment", Meaning::Wrapper),
    ("raw", Meaning::Wrapper),
    ("lead", Meaning::Wrapper),
    ("center", Meaning::Wrapper),
    ("pagebreak", Meaning::Wrapper),
    ("toc", Meaning::Wrapper),
    ("tableofcontents", Meaning::Wrapper),
    ("icon", Meaning::Wrapper),
    ("browseronly", Meaning::Wrapper),
    ("clientonly", Meaning::Wrapper),
    ("columns", Meaning::Layout),
    ("column", Meaning::Layout),
    ("col", Meaning::Layout),
    ("row", Meaning::Layout),
    ("grid", Meaning::Layout),
    ("cards", Meaning::Layout),
    ("cardgrid", Meaning::Layout),
    ("cardgroup", Meaning::Layout),
    ("cardpane", Meaning::Layout),
    ("section", Meaning::Layout),
    ("blocks/section", Meaning::Layout),
    ("figure", Meaning::Picture),
    ("img", Meaning::Picture),
    ("image", Meaning::Picture),
    ("imgproc", Meaning::Picture),
    ("picture", Meaning::Picture),
    ("ref", Meaning::Reference),
    ("relref", Meaning::Reference),
    ("link", Meaning::Reference),
    ("posturl", Meaning::Reference),
    ("pageref", Meaning::Reference),
    ("button", Meaning::Button),
    ("btn", Meaning::Button),
    ("linkbutton", Meaning::Button),
    ("linkcard", Meaning::Button),
    ("youtube", Meaning::Film),
    ("vimeo", Meaning::Film),
    ("video", Meaning::Film),
    ("embed", Meaning::Film),
    ("gist", Meaning::Film),
    ("tweet", Meaning::Film),
    ("param", Meaning::Value),
    ("var", Meaning::Value),
    ("meta", Meaning::Value),
    ("env", Meaning::Value),
    ("highlight", Meaning::Highlight),
    ("comment", Meaning::Hidden),
    ("file", Meaning::Button),
];

/// Words of template languages, which decide or compute.
const TEMPLATE: [&str; 14] = [
    "if",
    "elsif",
    "else",
    "unless",
    "for",
    "assign",
    "capture",
    "case",
    "when",
    "include",
    "include_relative",
    "cycle",
    "increment",
    "tablerow",
];

/// What a name means.
pub(super) fn meaning(name: &str, notation: Notation) -> Option<Meaning> {
    let name = name.to_lowercase().replace(['-', '_', '.'], "");
    if notation == Notation::Liquid && TEMPLATE.contains(&name.as_str()) {
        return None;
    }
    // A component of this name marks words, and shows no code.
    if notation == Notation::Component && name == "highlight" {
        return None;
    }
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, meaning)| *meaning).or_else(|| {
        (notation == Notation::Component && callouts::word(&name).is_some()).then_some(Meaning::Box)
    })
}

/// Whether a tag is one of a template language itself.
pub(super) fn is_template(name: &str) -> bool {
    TEMPLATE.contains(&name.to_lowercase().as_str())
}
