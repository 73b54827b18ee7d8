//! A page that extends one of a handbook beneath, and what it says of sections there.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::source::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-original",
    severity: Severity::Error,
    about: "`extends` names no page of a handbook beneath this one. The page stands alone, without what it was to keep. \
            A warning where it names two: it changes the first; and where a page stood in the place of one beneath \
            that has another id now: both are on the site.",
};

pub(crate) static SECTION: Rule = Rule {
    name: "unknown-section",
    severity: Severity::Error,
    about: "A heading changes a section, `{add=before}` or `{place=after:steps}`, that the page which it extends does not \
            have, or in a way that there is not. Its text stands at the end.",
};

pub(crate) static LOST: Rule = Rule {
    name: "lost-section",
    severity: Severity::Warning,
    about: "A page changes a section that the page which it extends had when the change was written, and has no more. \
            Its text stands at the end.",
};

/// Why `extends` names no page that can be extended.
pub(crate) enum Unknown<'a> {
    /// The project lies on no other.
    NothingBeneath,
    /// It names itself.
    Itself,
    /// It names a page of the same project.
    Own,
    /// The page is there in other languages, by their codes.
    OtherLanguage(&'a str, Vec<&'a str>),
    /// There is no such page; perhaps one that is near.
    Nothing(Option<&'a str>),
}

pub(crate) fn unknown(extends: &Spanned<String>, why: &Unknown<'_>) -> Diagnostic {
    let id = &extends.value;
    let at = |message: String| RULE.at(extends.span, message);
    match why {
        Unknown::NothingBeneath => at(format!(
            "this handbook is built on no other, so there is no page `{id}` to extend"
        ))
        .help("name the other handbook in site.toml, below [[upstream]], or take `extends` out"),
        Unknown::Itself => at(format!(
            "no handbook beneath has a page `{id}`, and a page cannot extend itself"
        ))
        .help("write the id of the page that this one changes, or take `extends` out"),
        // Each cause has its own words: the same field is wrong in five ways, with a way out of each.
        Unknown::Own => at(format!(
            "`{id}` is a page of this handbook; only one of a handbook beneath can be extended"
        ))
        .help(format!("embed it instead: ![[{id}]]")),
        Unknown::OtherLanguage(lang, others) => at(format!(
            "no handbook beneath has `{id}` in the language `{lang}`, but in: {}",
            others.join(", ")
        ))
        .help("to translate a page, take `extends` out and write all of it"),
        Unknown::Nothing(near) => {
            let finding = at(format!("no handbook beneath has a page `{id}`"));
            match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(
                    "it may have gone there, or be called otherwise: write its id, or take `extends` out to go on alone",
                ),
            }
        }
    }
}

/// The page beneath that `extends` names has another id now.
pub(crate) fn renamed(extends: &Spanned<String>, id: &str) -> Diagnostic {
    let message = format!(
        "the page `{}` is called `{id}` now in the handbook beneath",
        extends.value
    );
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(extends.span, message)
    }
    .help(format!("write extends = \"{id}\""))
    .suggest(Suggestion::value(
        Applicability::Maybe,
        extends.span,
        &extends.value,
        id,
    ))
}

/// A page that took the place of one beneath by its id, which has the id `now`.
pub(crate) fn renamed_beneath(page: Span, id: &str, now: &str) -> Diagnostic {
    let message = format!(
        "the page in whose place `{id}` stood is called `{now}` now in the handbook beneath, so both are on the site"
    );
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(page, message)
    }
    .help(format!(
        "to stand in its place again, write in the fields of yours: id = \"{now}\" and aliases = [\"{id}\"]; to leave theirs out, \
         put \"{now}\" into `hide` in site.toml"
    ))
}

/// Two pages of the handbook beneath have the id that `extends` names.
pub(crate) fn two(extends: &Spanned<String>, paths: [&str; 2]) -> Diagnostic {
    let [first, second] = paths;
    let message = format!(
        "two pages beneath have the id `{}`, {first} and {second}; this one changes the first",
        extends.value
    );
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(extends.span, message)
    }
    .help("see whether that is the one you mean, and tell its writers that an id is there twice")
}

/// `add` says something else than it can.
pub(crate) fn add_value(heading: Span, typed: &str) -> Diagnostic {
    let finding = SECTION.at(
        heading,
        format!("`add={typed}` is no way to change a section"),
    );
    match suggest(typed, ["before", "after", "out"]) {
        Some(near) => finding.help(format!("did you mean add={near}?")),
        None => finding.help(
            "write add=before or add=after for text of yours before or after theirs, add=out to leave the section out",
        ),
    }
}

/// `place` says something else than it can.
pub(crate) fn place_value(heading: Span, typed: &str) -> Diagnostic {
    let id = typed.rsplit([':', '=']).next().unwrap_or_default();
    let id = if id.is_empty() { "steps" } else { id };
    SECTION
        .at(
            heading,
            format!("`place={typed}` does not say where the section goes"),
        )
        .help(format!("write place=after:{id} or place=before:{id}"))
}

/// A section that is not there is to be changed, or to be stood beside.
pub(crate) fn no_section(heading: Span, id: &str, known: &[&str]) -> Diagnostic {
    let finding = SECTION.at(
        heading,
        format!("the page that this one extends has no section `{id}`"),
    );
    match suggest(id, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => finding.help("it has no sections; take the braces out"),
        None => finding.help(format!("its sections are: {}", known.join(", "))),
    }
}

/// Sections of ours each stand beside the other.
pub(crate) fn waits_for_itself(heading: Span, own: &str, id: &str) -> Diagnostic {
    let message = if own == id {
        format!("the section `{id}` is to stand beside itself")
    } else {
        format!("this section is to stand beside `{id}`, which is to stand beside this one")
    };
    SECTION
        .at(heading, message)
        .help("name a section of the original in the braces, or take place=… out")
}

/// A section that stays theirs stays where it stands.
pub(crate) fn place_beside_add(heading: Span, add: &str, place: &str) -> Diagnostic {
    SECTION
        .at(
            heading,
            format!("with `add={add}` the section stays where it stands, so that `place={place}` says nothing"),
        )
        .help(format!(
            "take place={place} out; to move the section, write all of its text here and take add={add} out"
        ))
}

/// The page had the section when it was adapted, and has it no more.
pub(crate) fn lost(heading: Span, id: &str, page: &str) -> Diagnostic {
    LOST.at(heading, format!("the original had a section `{id}`, and has none now"))
        .help(format!(
            "see what has changed: groundwork status; then change or take out this section, and keep the original as it is \
             now: groundwork status --accept {page}"
        ))
}

/// Text below a heading that leaves its section out.
pub(crate) fn text_left_out(heading: Span) -> Diagnostic {
    SECTION
        .at(
            heading,
            "`add=out` leaves the section out, and the text below this heading with it",
        )
        .help("take add=out away to put your text in place of theirs, or take the text out")
}

/// Two sections of one page change the same one of the original.
pub(crate) fn twice(heading: Span, id: &str) -> Diagnostic {
    SECTION
        .at(
            heading,
            format!("the section `{id}` is replaced twice on this page"),
        )
        .help("put the two together, or write add=after to put this one behind")
}

/// `add` or `place` on a page that extends no other.
pub(crate) fn extends_nothing(heading: Span, key: &str) -> Diagnostic {
    SECTION
        .at(heading, format!("`{key}` changes a section of another page, and this page extends none"))
        .help("write at the head of the page which one it extends: extends = \"its-id\"; or take the braces out")
}
