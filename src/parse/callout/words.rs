//! The words of markers: our own, and those by which other tools know their callouts.

use crate::model::field_set::MARKERS;
use crate::model::page::{CalloutStyle, Condition, MarkerKind};
use crate::parse::hiding_names;

/// The words of Obsidian, Docusaurus, MkDocs, Starlight, VitePress, MyST and Quarto, each with the alert
/// that its callouts look like.
pub const OTHERS: [(&str, CalloutStyle); 31] = [
    ("abstract", CalloutStyle::Note),
    ("admonition", CalloutStyle::Note),
    ("attention", CalloutStyle::Warning),
    ("bug", CalloutStyle::Caution),
    ("callout", CalloutStyle::Note),
    ("check", CalloutStyle::Tip),
    ("cite", CalloutStyle::Note),
    ("danger", CalloutStyle::Caution),
    ("details", CalloutStyle::Note),
    ("done", CalloutStyle::Tip),
    ("error", CalloutStyle::Caution),
    ("example", CalloutStyle::Note),
    ("fail", CalloutStyle::Caution),
    ("failure", CalloutStyle::Caution),
    ("faq", CalloutStyle::Note),
    ("help", CalloutStyle::Note),
    ("hint", CalloutStyle::Tip),
    ("info", CalloutStyle::Note),
    ("missing", CalloutStyle::Caution),
    ("question", CalloutStyle::Note),
    ("quote", CalloutStyle::Note),
    ("secondary", CalloutStyle::Note),
    ("see also", CalloutStyle::Note),
    ("seealso", CalloutStyle::Note),
    ("success", CalloutStyle::Tip),
    ("summary", CalloutStyle::Note),
    ("tldr", CalloutStyle::Note),
    ("todo", CalloutStyle::Note),
    ("versionadded", CalloutStyle::Note),
    ("versionchanged", CalloutStyle::Note),
    ("deprecated", CalloutStyle::Warning),
];

/// All words that mark a block, for "did you mean".
pub(crate) fn known(is_timed: bool) -> Vec<&'static str> {
    let others = OTHERS.into_iter().map(|(word, _)| word);
    let others = others.filter(|_| !is_timed);
    MARKERS.names().chain(others).collect()
}

/// What a label between brackets marks. On a page that is timed the callouts of other tools are unknown:
/// there a block that is perhaps for the facilitator alone is not shown by a spelling mistake.
pub(super) fn read(label: &str, is_timed: bool) -> MarkerKind {
    let label = label.trim().trim_start_matches(['!', '！']).trim();
    // Obsidian's `[!note|wide]` says behind the bar how it looks.
    let shown = label.split('|').next().unwrap_or(label);
    let kind = kind(shown, is_timed);
    let is_whole = shown.len() == label.len();
    match kind {
        Some(kind) if is_whole || kind.is_callout() => kind,
        _ => MarkerKind::Unknown(label.into()),
    }
}

fn kind(shown: &str, is_timed: bool) -> Option<MarkerKind> {
    let mut words = shown.split_whitespace();
    let first = words.next().unwrap_or("").to_uppercase();
    let rest: Vec<&str> = words.collect();
    let ours = match (first.as_str(), rest.as_slice()) {
        ("NOTE", []) => MarkerKind::Note,
        ("TIP", []) => MarkerKind::Tip,
        ("IMPORTANT", []) => MarkerKind::Important,
        ("WARNING", []) => MarkerKind::Warning,
        ("CAUTION", []) => MarkerKind::Caution,
        ("SAY", []) => MarkerKind::Say,
        ("FACILITATOR", []) => MarkerKind::Facilitator,
        ("LATE", []) => MarkerKind::Late,
        // The only marker of several words; what follows them says when it counts.
        ("WHAT", [word]) if word.eq_ignore_ascii_case("if") => MarkerKind::WhatIf(None),
        ("WHAT", [word, condition @ ..]) if word.eq_ignore_ascii_case("if") => {
            MarkerKind::WhatIf(Some(Condition::parse(&condition.join(" "))?))
        }
        // A condition belongs to another marker; what stands below it counts for some meetings alone.
        ("CUE", _) if shown.contains(['<', '>', '=', '≤', '≥']) => return None,
        ("CUE", [_, ..]) => MarkerKind::Cue(rest.join(" ").into()),
        ("MATERIALS", []) => MarkerKind::Materials,
        ("DECISION", []) => MarkerKind::Decision,
        ("ONLINE", []) => MarkerKind::Online,
        _ => return other(shown).filter(|_| !is_timed),
    };
    Some(ours)
}

fn other(word: &str) -> Option<MarkerKind> {
    let word = word.trim().to_lowercase().replace(['-', '_'], " ");
    let (_, like) = OTHERS.into_iter().find(|(known, _)| *known == word)?;
    Some(MarkerKind::Other {
        word: word.into(),
        like,
    })
}

/// What a block of another tool is that is called by a name and not by a marker: `:::note`, `!!! note`.
/// `rest` are the words behind the name, which say whose cue it is. `None` where nobody knows the name.
pub(crate) fn kind_named(name: &str, rest: &str, is_timed: bool) -> Option<MarkerKind> {
    let name = name.strip_prefix("callout-").unwrap_or(name);
    let words = name.replace(['-', '_'], " ");
    let is_condition = words.eq_ignore_ascii_case("what if") && Condition::parse(rest).is_some();
    let label = if words.eq_ignore_ascii_case("cue") || is_condition {
        format!("{words} {rest}")
    } else {
        words
    };
    match read(&label, is_timed) {
        MarkerKind::Unknown(_) if hiding_names::meant(name).is_some() || other(name).is_some() => {
            Some(MarkerKind::Unknown(name.into()))
        }
        MarkerKind::Unknown(_) => None,
        kind => Some(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::{kind_named, read};
    use crate::model::page::MarkerKind;

    #[test]
    fn callouts_of_other_tools_are_known_by_their_words() {
        for label in ["!info", "!INFO", "! Question ", "!tldr", "!note|wide"] {
            let kind = read(label, false);
            assert!(kind.is_callout(), "{label}: {kind:?}");
        }
        assert_eq!(read("!infos", false), MarkerKind::Unknown("infos".into()));
        assert_eq!(read("!info", true), MarkerKind::Unknown("info".into()));
        assert_eq!(read("!note", true), MarkerKind::Note);
    }

    #[test]
    fn a_named_block_is_ours_unknown_or_withheld() {
        let kind = |name, rest| kind_named(name, rest, false);
        assert_eq!(kind("callout-tip", ""), Some(MarkerKind::Tip));
        assert_eq!(kind("what-if", ""), Some(MarkerKind::WhatIf(None)));
        assert_eq!(
            kind("cue", "timekeeper"),
            Some(MarkerKind::Cue("timekeeper".into()))
        );
        let withheld = MarkerKind::Unknown("facilitater".into());
        assert_eq!(kind("facilitater", ""), Some(withheld));
        assert_eq!(kind("objectives", ""), None);
    }
}
