//! The licence of a handbook, by the words of its own file.

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

/// The short name within words such as `CC BY-SA 4.0`, which stand in the settings of some tools.
pub(super) fn short_name(words: &str) -> Option<String> {
    let plain = words.trim().to_uppercase().replace([' ', '_'], "-");
    let is_short = plain.starts_with("CC") && plain.len() < 20 || plain == "MIT";
    is_short
        .then(|| plain.replace("CC0-1.0-UNIVERSAL", "CC0-1.0"))
        .or_else(|| find_in_text(words))
}

#[cfg(test)]
mod tests {
    use super::find_in_text;

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
}
