//! The licence of a handbook, by the words of its own file.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::original::Original;
use crate::import::paths;

/// Words that stand in the texts of licences, all of them, and the short name.
const KNOWN: [(&[&str], &str); 17] = [
    (&["cc0 1.0"], "CC0-1.0"),
    (
        &["attribution-noncommercial-sharealike 4.0"],
        "CC-BY-NC-SA-4.0",
    ),
    (
        &["attribution-noncommercial-noderivatives 4.0"],
        "CC-BY-NC-ND-4.0",
    ),
    (&["attribution-noncommercial 4.0"], "CC-BY-NC-4.0"),
    (&["attribution-noderivatives 4.0"], "CC-BY-ND-4.0"),
    (&["attribution-sharealike 4.0"], "CC-BY-SA-4.0"),
    (&["attribution-sharealike 3.0"], "CC-BY-SA-3.0"),
    (&["attribution 4.0"], "CC-BY-4.0"),
    (&["attribution 3.0"], "CC-BY-3.0"),
    (&["gnu free documentation license"], "GFDL-1.3-or-later"),
    (&["gnu affero general public license"], "AGPL-3.0-or-later"),
    (&["gnu lesser general public license"], "LGPL-3.0-or-later"),
    (&["gnu general public license"], "GPL-3.0-or-later"),
    (&["apache license", "version 2.0"], "Apache-2.0"),
    (&["mozilla public license"], "MPL-2.0"),
    (&["permission is hereby granted, free of charge"], "MIT"),
    (&["mit license"], "MIT"),
];

/// The beginning of a licence says which it is.
const HEAD: usize = 2_000;

/// The licence that a file called so in one of these folders gives.
pub(super) fn find(original: &Original, folders: &[&str]) -> Option<String> {
    let names = [
        "license",
        "licence",
        "copying",
        "license-content",
        "license-docs",
    ];
    let is_one = |path: &str| {
        let stem = paths::without_ending(paths::name(path)).to_lowercase();
        folders.contains(&paths::folder(path)) && names.contains(&stem.as_str())
    };
    let files = original.files.iter().filter(|(path, _)| is_one(path));
    let mut texts = files.filter_map(|(_, file)| file.text.as_deref());
    texts.find_map(find_in_text)
}

/// The licence that a text names.
pub(super) fn find_in_text(text: &str) -> Option<String> {
    let letters = text.char_indices().take_while(|(at, _)| *at < HEAD);
    let end = letters.last().map_or(0, |(at, c)| at + c.len_utf8());
    let head = &text[..end];
    let words: Vec<&str> = head.split_whitespace().collect();
    let words = words.join(" ").to_lowercase();
    let mut known = KNOWN.iter();
    let (_, name) = known.find(|(signs, _)| signs.iter().all(|sign| words.contains(sign)))?;
    Some((*name).to_owned())
}

/// The short names within words such as `CC BY-SA 4.0`, which stand in the settings of some tools beside others.
pub(super) fn short_name(words: &str) -> Option<String> {
    static COMMONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\bCC[\s_-]*(0|BY(?:[\s_-]+(?:NC|ND|SA)\b)*)(?:[\s_-]*v?([1-4]\.[0-9])\b)?|creativecommons\.org/licenses/(by(?:-(?:nc|nd|sa))*)/([1-4]\.[0-9])").ok()
    });
    static MIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s*MIT\s*$|\bMIT[\s-][Ll]icen[cs]e|\b(?:[Aa][Nn][Dd]|[Oo][Rr]|under)\s+(?:the\s+)?MIT\b").ok()
    });
    let commons = COMMONS.iter().flat_map(|name| name.captures_iter(words));
    let commons = commons.filter_map(|found| {
        let kind = found.get(1).or_else(|| found.get(3))?.as_str();
        let version = found.get(2).or_else(|| found.get(4));
        let kind = kind.to_uppercase();
        let kind: Vec<&str> = kind.split(|c: char| !c.is_alphanumeric()).collect();
        Some(match (kind.join("-").as_str(), version) {
            ("0", _) => "CC0-1.0".to_owned(),
            (kind, Some(version)) => format!("CC-{kind}-{}", version.as_str()),
            (kind, None) => format!("CC-{kind}"),
        })
    });
    let mut names: Vec<String> = commons.collect();
    names.extend(
        MIT.iter()
            .filter(|name| name.is_match(words))
            .map(|_| "MIT".to_owned()),
    );
    let mut known = HashSet::new();
    names.retain(|name| known.insert(name.clone()));
    // As SPDX has more than one.
    let is_choice = words.to_lowercase().contains(" or ");
    let joined = names.join(if is_choice { " OR " } else { " AND " });
    (!joined.is_empty())
        .then_some(joined)
        .or_else(|| find_in_text(words))
}

#[cfg(test)]
mod tests {
    use super::{find_in_text, short_name};

    #[test]
    fn licences_are_told_by_their_words() {
        for (text, expected) in [
            (
                "Creative Commons\nAttribution-ShareAlike 4.0 International",
                Some("CC-BY-SA-4.0"),
            ),
            ("MIT License\n\nCopyright", Some("MIT")),
            ("All rights reserved — é", None),
            ("", None),
        ] {
            assert_eq!(find_in_text(text).as_deref(), expected);
        }
    }

    #[test]
    fn short_names_are_found_among_other_words() {
        for (words, expected) in [
            ("CC BY-SA 4.0", Some("CC-BY-SA-4.0")),
            ("cc-by 4.0", Some("CC-BY-4.0")),
            ("CC0 1.0 Universal", Some("CC0-1.0")),
            ("CC-BY-4.0 and MIT", Some("CC-BY-4.0 AND MIT")),
            ("CC BY 4.0 or the MIT License", Some("CC-BY-4.0 OR MIT")),
            ("CC BY 4.0 zzz", Some("CC-BY-4.0")),
            ("CC BY 4.0 Tenants Union 2026", Some("CC-BY-4.0")),
            (
                "© 2026 Tenants. Licensed under CC BY-NC-SA 4.0.",
                Some("CC-BY-NC-SA-4.0"),
            ),
            (
                "<a href=\"https://creativecommons.org/licenses/by-sa/4.0/\">CC BY-SA 4.0</a>",
                Some("CC-BY-SA-4.0"),
            ),
            ("CC BY", Some("CC-BY")),
            ("MIT", Some("MIT")),
            ("© 2026 MIT Press", None),
            ("© 2026 Tenants", None),
            ("", None),
        ] {
            assert_eq!(short_name(words).as_deref(), expected, "{words}");
        }
    }
}
