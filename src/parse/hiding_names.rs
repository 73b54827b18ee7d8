//! Names of blocks, tags and classes that say that what they name is not for everyone, or that are perhaps
//! meant to: other tools and other hands write them in many ways, and none of these may show to the whole
//! room what was meant for one person.

/// The markers whose blocks are not for everyone.
pub(crate) const RESTRICTED: [&str; 5] = ["SAY", "FACILITATOR", "LATE", "WHAT IF", "CUE"];

/// Words that say of what they name that nobody is to see it, or hardly anybody.
const HIDING: [&str; 5] = ["private", "hidden", "secret", "confidential", "internal"];

/// Classes of pages elsewhere that hold such a word, and hide nothing from readers.
const OF_LOOKS: [&str; 5] = [
    "visually-hidden",
    "overflow-hidden",
    "overflow-x-hidden",
    "overflow-y-hidden",
    "backface-hidden",
];

/// Words as short as this are near to many others.
const SHORT: usize = 4;

/// The word that a name holds, or nearly holds: `facilitator` of `for-facilitators`, `say` of `sayy`.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    find(name, is_near)
}

/// As [`meant`], but a short word has to stand there as it is: for names that have other uses by the hundred,
/// such as those of classes in HTML.
pub(crate) fn held(name: &str) -> Option<&'static str> {
    if OF_LOOKS.contains(&name) {
        return None;
    }
    find(name, |word, known| {
        word == known || known.len() > SHORT && is_near(word, known)
    })
}

fn find(name: &str, is_meant: fn(&str, &str) -> bool) -> Option<&'static str> {
    let words = words(name);
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let pairs: Vec<String> = pairs.collect();
    let whole = words.concat();
    let known = RESTRICTED.into_iter().chain(HIDING);
    known.into_iter().find(|known| {
        let known = known.to_lowercase();
        let mut each = words.iter().chain(&pairs);
        let holds = known.len() > HIDING[0].len() && whole.contains(&known);
        holds || each.any(|word| is_meant(word, &known))
    })
}

/// The words of a name, in lower case: those of `FacilitatorNotes`, `for-facilitator` and `what_if`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        let is_new = !c.is_alphanumeric() || c.is_uppercase() && was_small;
        if is_new {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            last.extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word is another, or a slip of the hand away from it. Of a short word a letter was doubled, left out
/// or put in, since many words differ from it by another letter.
fn is_near(word: &str, known: &str) -> bool {
    const LONG: usize = 10;
    if word.len().abs_diff(known.len()) > 2 {
        return false;
    }
    let distance = strsim::damerau_levenshtein(word, known);
    match known.len() {
        0..=SHORT => {
            let is_slip = distance == 1 && word.len() != known.len();
            distance == 0 || is_slip && word.get(..1) == known.get(..1)
        }
        LONG.. => distance <= 2,
        _ => distance <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{held, meant};

    #[test]
    fn names_that_are_perhaps_to_hide_are_known() {
        for (name, word) in [
            ("sayy", "SAY"),
            ("latte", "LATE"),
            ("what if", "WHAT IF"),
            ("whatif", "WHAT IF"),
            ("for-facilitator", "FACILITATOR"),
            ("FacilitatorNotes", "FACILITATOR"),
            ("facilitatoronly", "FACILITATOR"),
            ("facilitatr", "FACILITATOR"),
            ("privat", "private"),
            ("top-secret", "secret"),
        ] {
            assert_eq!(meant(name), Some(word), "{name}");
        }
        for name in [
            "objectives",
            "columns",
            "day",
            "way",
            "table",
            "secretary",
            "international",
            "",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
        assert_eq!(held("say"), Some("SAY"));
        assert_eq!(held("hidden-xs"), Some("hidden"));
        for name in ["later", "visually-hidden", "translate"] {
            assert_eq!(held(name), None, "{name}");
        }
    }
}
