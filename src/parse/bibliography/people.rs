//! Names as all formats give them.
//!
//! hayagriva makes one initial of `W.E.B.`, since it looks for blanks (hayagriva 0.10.1), and takes
//! `others` for a name.

use hayagriva::Entry;
use hayagriva::types::Person;

/// Who else an entry is by, beside those it names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Others {
    pub(super) authors: bool,
    pub(super) editors: bool,
}

/// Mends the people of an entry and of what contains it.
pub(super) fn mend(entry: &mut Entry) -> Others {
    let mut others = Others::default();
    if let Some(authors) = entry.authors().map(<[Person]>::to_vec) {
        let (authors, more) = mended(authors);
        entry.set_authors(authors);
        others.authors = more;
    }
    if let Some(editors) = entry.editors().map(<[Person]>::to_vec) {
        let (editors, more) = mended(editors);
        entry.set_editors(editors);
        others.editors = more;
    }
    let mut parents = entry.parents().to_vec();
    for parent in &mut parents {
        others.editors |= mend(parent).editors;
    }
    entry.set_parents(parents);
    others
}

/// The people with their initials apart, and whether `others` stood behind them.
fn mended(mut people: Vec<Person>) -> (Vec<Person>, bool) {
    let more = people.len() > 1 && people.last().is_some_and(is_others);
    if more {
        people.pop();
    }
    for person in &mut people {
        keep_whole(person);
        if person.given_name.is_none() && person.prefix.as_deref().is_some_and(is_given) {
            person.given_name = person.prefix.take();
        }
        if let Some(given) = &person.given_name {
            person.given_name = Some(spaced_initials(given, &person.name));
        }
    }
    (people, more)
}

/// Puts a name without a comma together again, of which hayagriva takes all up to the last word in small letters for a particle
/// and prints none of it: `Department of Health and Social Care`. Of `Ludwig van Beethoven` the first word is the given name.
fn keep_whole(person: &mut Person) {
    const OF_PEOPLE: &str = "al bin d' da dal das de del della den der des di do dos du ibn la le ten ter van von zu zum zur";
    let Some(prefix) = person
        .prefix
        .take_if(|prefix| person.given_name.is_none() && prefix.starts_with(char::is_uppercase))
    else {
        return;
    };
    let words: Vec<&str> = prefix.split_whitespace().collect();
    let is_particle = |word: &&str| OF_PEOPLE.split(' ').any(|known| known == *word);
    match words.as_slice() {
        [given, particles @ ..] if !particles.is_empty() && particles.iter().all(is_particle) => {
            person.given_name = Some((*given).to_owned());
            person.prefix = Some(particles.join(" "));
        }
        _ => person.name = format!("{prefix} {}", person.name),
    }
}

/// Whether words in small letters, which biblatex takes for a particle, are the given name of somebody who writes it
/// so: `bell hooks`.
fn is_given(prefix: &str) -> bool {
    const PARTICLES: &str = "a af al am auf aus av bar ben bin d' da dal das de degli dei del \
                             della den der des di do dos du e el \
                             i ibn im la las le les li lo los of op 's 't te ten ter und v. van vom von y zu zum zur";
    let is_particle = |word: &str| {
        let word = word.trim_end_matches(['’', '\'']);
        PARTICLES
            .split_whitespace()
            .any(|known| known.trim_end_matches('\'') == word)
    };
    !prefix.split_whitespace().any(is_particle)
}

/// Makes the particle of each name a part of the family's, as `useprefix=true` says in BibLaTeX. To hayagriva a
/// prefix is one that is left out where names are sorted.
pub(super) fn join_prefixes(entry: &mut Entry) {
    let joined = |people: &[Person]| {
        let people = people.iter().cloned().map(|mut person| {
            if let Some(prefix) = person.prefix.take() {
                person.name = format!("{prefix} {}", person.name);
            }
            person
        });
        people.collect::<Vec<_>>()
    };
    if let Some(authors) = entry.authors().map(joined) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(joined) {
        entry.set_editors(editors);
    }
}

fn is_others(person: &Person) -> bool {
    let words = [
        person.given_name.as_deref(),
        person.prefix.as_deref(),
        Some(&person.name),
    ];
    let name: Vec<&str> = words.into_iter().flatten().collect();
    let name = name.join(" ").to_lowercase();
    matches!(
        name.trim_end_matches('.'),
        "others" | "et al" | "al" | "u. a" | "u.a"
    )
}

/// Given names with a blank between initials: `W. E. B.` for `W.E.B.`, and for `WEB` behind a
/// name in small letters.
pub(super) fn spaced_initials(given: &str, family: &str) -> String {
    let mut spaced = String::with_capacity(given.len() + 4);
    for (nth, word) in given.split(' ').enumerate() {
        if nth > 0 {
            spaced.push(' ');
        }
        let letters = word.chars().count();
        let is_run = (2..=3).contains(&letters)
            && given == word
            && word.chars().all(|c| c.is_ascii_uppercase())
            && family.chars().any(char::is_lowercase);
        let mut characters = word.chars().peekable();
        while let Some(c) = characters.next() {
            spaced.push(c);
            let next = characters.peek();
            let after_stop = c == '.' && next.is_some_and(|next| next.is_alphabetic());
            if is_run {
                spaced.push('.');
            }
            if after_stop || (is_run && next.is_some()) {
                spaced.push(' ');
            }
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::{is_given, spaced_initials};

    #[test]
    fn a_given_name_in_small_letters_is_no_particle() {
        assert!(is_given("bell") && is_given("danah"));
        assert!(!is_given("van der") && !is_given("d’"));
    }

    #[test]
    fn initials_stand_apart() {
        let of = |given| spaced_initials(given, "Able");
        assert_eq!(of("W.E.B."), "W. E. B.");
        assert_eq!(of("J. R.R."), "J. R. R.");
        assert_eq!(of("J.-P."), "J.-P.");
        assert_eq!(of("JRR"), "J. R. R.");
        assert_eq!(of("Ann B."), "Ann B.");
        assert_eq!(of("Ch.É."), "Ch. É.");
        assert_eq!(of("TED X"), "TED X");
        assert_eq!(spaced_initials("JRR", "ABLE"), "JRR");
    }
}
