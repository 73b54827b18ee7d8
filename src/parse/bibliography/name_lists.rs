//! Lists of names that are not told apart by `and`, as people type them.
//!
//! BibTeX takes `AND` for `and`, and biblatex does not (biblatex 0.12); neither knows a semicolon or
//! an ampersand, and a comma too many makes one person of many. Each is read as it was meant, and told.

/// The fields that hold names.
const FIELDS: [&str; 15] = [
    "author",
    "editor",
    "translator",
    "bookauthor",
    "annotator",
    "commentator",
    "introduction",
    "foreword",
    "afterword",
    "editora",
    "editorb",
    "editorc",
    "holder",
    "namea",
    "nameb",
];

/// The fault of a name whose suffix stands behind the given name.
const SUFFIX: &str = "Jr.";

/// A list of names with `and` between them.
#[derive(Debug, PartialEq)]
pub(super) struct Mended {
    pub(super) text: String,
    /// What stood between the names; `None` for what is no fault.
    pub(super) fault: Option<&'static str>,
}

/// Mends the names in a field; `None` for a field of no names, and for names that need no mending.
pub(super) fn mended(field: &str, text: &str) -> Option<Mended> {
    if !FIELDS.contains(&field) || text.contains('=') {
        return None;
    }
    // From the surest separator to the least sure: a comma parts people only where one name cannot have so many.
    let mut fault = None;
    let mut names = Vec::new();
    for piece in between_ands(text, &mut fault) {
        for piece in apart(piece, &mut fault) {
            names.extend(by_commas(piece, &mut fault));
        }
    }
    names.retain(|name| !name.trim().is_empty());
    if let Some(last) = names.pop() {
        names.extend(with_others(&last));
    }
    let mended = names
        .iter()
        .map(|name| name.trim())
        .collect::<Vec<_>>()
        .join(" and ");
    let blanks = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let changed = mended.split_whitespace().collect::<Vec<_>>().join(" ") != blanks;
    (changed || fault.is_some()).then_some(Mended {
        text: mended,
        fault,
    })
}

/// The people in a text that is to name one, each as a text of its own, and what stands between them; `None` where it
/// names one. `and` alone parts only names with commas: bodies have it in theirs.
pub(super) fn several(text: &str) -> Option<(Vec<String>, &'static str)> {
    let mut fault = None;
    let parts = between_ands(text, &mut fault);
    let has_comma = |part: &&str| commas(part).len() == 2;
    if parts.len() > 1 && parts.iter().all(has_comma) {
        let people = parts.iter().map(|part| part.trim().to_owned());
        return Some((people.collect(), "and"));
    }
    if parts.len() > 1 {
        return None;
    }
    let mended = mended("author", text)?;
    let people: Vec<String> = mended.text.split(" and ").map(str::to_owned).collect();
    let fault = mended.fault.unwrap_or("et al.");
    (people.len() > 1).then_some((people, fault))
}

/// The pieces of a text between places of its own level where `separator` finds one, by its length.
fn split(text: &str, separator: impl Fn(&str) -> usize) -> Vec<&str> {
    let (mut depth, mut start, mut at) = (0usize, 0, 0);
    let mut pieces = Vec::new();
    while let Some(c) = text[at..].chars().next() {
        let length = if depth == 0 {
            separator(&text[at..])
        } else {
            0
        };
        if length > 0 {
            pieces.push(&text[start..at]);
            at += length;
            start = at;
            continue;
        }
        match c {
            '\\' => at += text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += c.len_utf8();
    }
    pieces.push(&text[start..]);
    pieces
}

fn between_ands<'t>(text: &'t str, fault: &mut Option<&'static str>) -> Vec<&'t str> {
    let is_and = |rest: &str| {
        let behind = rest.trim_start();
        let blank = rest.len() - behind.len();
        let is_word = behind
            .get(..3)
            .is_some_and(|word| word.eq_ignore_ascii_case("and"))
            && behind[3..].starts_with(char::is_whitespace);
        if blank > 0 && is_word { blank + 3 } else { 0 }
    };
    let pieces = split(text, is_and);
    let lengths: usize = pieces.iter().map(|piece| piece.len()).sum();
    if lengths < text.len() {
        let ands = text
            .split_whitespace()
            .filter(|word| word.eq_ignore_ascii_case("and"));
        if ands.filter(|word| *word != "and").count() > 0 {
            *fault = Some("AND");
        }
    }
    pieces
}

/// The names of a piece between semicolons, or between ampersands where each has a comma.
fn apart<'t>(piece: &'t str, fault: &mut Option<&'static str>) -> Vec<&'t str> {
    let names = split(piece, |rest| usize::from(rest.starts_with(';')));
    if names.len() > 1 {
        *fault = Some(";");
        return names;
    }
    let ampersand = |rest: &str| {
        let signs = [" \\& ", " & "];
        signs
            .iter()
            .find(|sign| rest.starts_with(**sign))
            .map_or(0, |sign| sign.len())
    };
    let names = split(piece, ampersand);
    let has_comma = |name: &&str| commas(name).len() > 1;
    if names.len() > 1 && (names.iter().all(has_comma) || names.iter().all(|name| is_person(name)))
    {
        *fault = Some("&");
        return names;
    }
    // `and` in other languages parts names only where each is a family's with a given one.
    for (word, shown) in [(" und ", "und"), (" et ", "et"), (" y ", "y"), (" e ", "e")] {
        let names = split(piece, |rest| {
            if rest.starts_with(word) {
                word.len()
            } else {
                0
            }
        });
        if names.len() > 1 && names.iter().all(has_comma) {
            *fault = Some(shown);
            return names;
        }
    }
    vec![piece]
}

/// Whether a text without a comma looks like the name of a person and not of a body: two or three words with capital
/// letters, none of them one of companies.
fn is_person(name: &str) -> bool {
    const OF_BODIES: [&str; 14] = [
        "Associates",
        "Co",
        "Company",
        "Council",
        "Foundation",
        "Group",
        "Inc",
        "Institute",
        "Ltd",
        "Partners",
        "Society",
        "Sons",
        "Union",
        "University",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !OF_BODIES.contains(&word.trim_end_matches('.'))
    };
    (2..=3).contains(&words.len()) && words.iter().all(is_name)
}

fn commas(text: &str) -> Vec<&str> {
    split(text, |rest| usize::from(rest.starts_with(',')))
}

/// The names of a piece with more commas than one name has.
fn by_commas(piece: &str, fault: &mut Option<&'static str>) -> Vec<String> {
    // A comma before `and` or `&` ends the name before it.
    let piece = piece.trim().trim_end_matches(',');
    let parts: Vec<&str> = commas(piece).into_iter().map(str::trim).collect();
    if let [family, given, suffix] = parts.as_slice()
        && is_suffix(suffix)
        && !is_suffix(given)
    {
        *fault = Some(SUFFIX);
        return vec![format!("{family}, {suffix}, {given}")];
    }
    let has_words = |part: &&str| part.contains(char::is_whitespace);
    let is_plain = parts.len() < 3 || (parts.len() == 3 && is_suffix(parts[1]));
    if is_plain || parts.iter().any(|part| part.is_empty()) {
        return vec![piece.to_owned()];
    }
    *fault = Some(",");
    if parts.iter().all(has_words) {
        return parts.iter().map(|name| (*name).to_owned()).collect();
    }
    if parts.len().is_multiple_of(2) {
        return parts.chunks(2).map(|name| name.join(", ")).collect();
    }
    vec![format!("{{{piece}}}")]
}

/// What may stand between a family name and a given one.
fn is_suffix(part: &str) -> bool {
    let part = part.trim_end_matches('.').to_lowercase();
    let known = [
        "jr", "sr", "ii", "iii", "iv", "v", "jun", "sen", "phd", "ph.d", "md", "fils", "père",
        "esq",
    ];
    known.contains(&part.as_str()) || part.starts_with('{')
}

/// A last name with `et al.` behind it, as one with others.
fn with_others(name: &str) -> Vec<String> {
    let trimmed = name.trim().trim_end_matches('.');
    let lower = trimmed.to_lowercase();
    if lower == "et al" {
        return vec!["others".into()];
    }
    match lower.strip_suffix("et al") {
        Some(before) if before.ends_with([' ', ',']) && before.len() < trimmed.len() => {
            let before = trimmed.get(..before.len()).unwrap_or(trimmed);
            vec![
                before.trim_end_matches([' ', ',']).to_owned(),
                "others".into(),
            ]
        }
        _ => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn names_are_told_apart_as_they_were_meant() {
        for (written, meant, fault) in [
            (
                "Smith, A. AND Jones, B.",
                "Smith, A. and Jones, B.",
                Some("AND"),
            ),
            ("Smith, A.; Jones, B.", "Smith, A. and Jones, B.", Some(";")),
            (
                "Smith, A. \\& Jones, B.",
                "Smith, A. and Jones, B.",
                Some("&"),
            ),
            ("Smith, A., Jones, B.", "Smith, A. and Jones, B.", Some(",")),
            (
                "Ann Able, Ben Baker, Cy Cole",
                "Ann Able and Ben Baker and Cy Cole",
                Some(","),
            ),
            (
                "Smith, A., Jones, B., Brown",
                "{Smith, A., Jones, B., Brown}",
                Some(","),
            ),
            ("Smith, John et al.", "Smith, John and others", None),
            (
                "King, Martin Luther, Jr.",
                "King, Jr., Martin Luther",
                Some("Jr."),
            ),
            (
                "Smith, A., Jones, B., & Lee, C.",
                "Smith, A. and Jones, B. and Lee, C.",
                Some(","),
            ),
            (
                "Müller, A. und Meier, B.",
                "Müller, A. and Meier, B.",
                Some("und"),
            ),
            (
                "Alex Smith & Bob Jones",
                "Alex Smith and Bob Jones",
                Some("&"),
            ),
        ] {
            let found = mended("author", written).unwrap();
            assert_eq!(
                (found.text.as_str(), found.fault),
                (meant, fault),
                "{written}"
            );
        }
        for written in [
            "Able, Ann and Baker, Ben",
            "King, Jr., Martin Luther",
            "{Barnes; Noble, and Sons, Inc., London}",
            "Procter \\& Gamble",
            "Ernst \\& Young Global",
            "given=Hans, family=Harman, prefix=de, suffix=x",
            "Baker, Ben and others",
        ] {
            assert_eq!(mended("author", written), None, "{written}");
        }
        assert_eq!(mended("title", "A; B"), None);
    }
}
