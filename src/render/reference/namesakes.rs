//! Authors of one surname in the works of one text. hayagriva 0.10.1 tells them apart in marks only where no other
//! works of the text are alike, and then leaves their given names out of the list. So each has a surname of its own
//! while it formats, and is named in full afterwards: `(A. Tan, 2001)`, and `Tan, A.` in the list.

use std::collections::{BTreeMap, BTreeSet};

use citationberg::{DisambiguationRule, IndependentStyle};
use hayagriva::Entry;
use hayagriva::types::Person;

use super::write::Run;

/// Signs that stand in no name, in the order of the letters: before all others, so that lists keep their order.
const SIGNS: [char; 6] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{5}', '\u{6}'];
/// How many signs stand behind a surname: enough for 216 people of that name.
const LENGTH: u32 = 3;

/// What stands in for the surname of a work's first author, and what is shown in its place.
#[derive(Debug, Clone)]
pub(super) struct Namesake {
    stand_in: String,
    surname: String,
    given: String,
    /// `A. Tan`.
    in_marks: String,
}

/// Gives each of the first authors who share a surname one of their own, where the style tells them apart by their
/// given names.
pub(super) fn tell_apart(
    works: &mut [&mut Entry],
    style: &IndependentStyle,
) -> Vec<Option<Namesake>> {
    if !style.citation.disambiguate_add_givenname {
        return Vec::new();
    }
    // By a cite, only works of one year can be taken for each other.
    let by_year = style.citation.givenname_disambiguation_rule == DisambiguationRule::ByCite;
    let key = |entry: &Entry| {
        let person = entry.authors()?.first()?;
        // Who goes by one name is another than who has a given name as well.
        let given = person.given_name.clone().unwrap_or_default();
        let year = entry.date().map(|date| date.year).filter(|_| by_year);
        Some(((person.name.clone(), year), given))
    };
    let mut groups: BTreeMap<(String, Option<i32>), BTreeSet<String>> = BTreeMap::new();
    for (group, given) in works.iter().filter_map(|work| key(work)) {
        groups.entry(group).or_default().insert(given);
    }
    groups.retain(|_, givens| (2..=SIGNS.len().pow(LENGTH)).contains(&givens.len()));
    if groups.is_empty() {
        return Vec::new();
    }
    let names: BTreeMap<_, _> = groups
        .into_iter()
        .flat_map(|((surname, year), givens)| {
            let named: Vec<_> = namesakes(&surname, &givens).collect();
            named
                .into_iter()
                .map(move |namesake| ((surname.clone(), year, namesake.given.clone()), namesake))
        })
        .collect();
    let named = works.iter_mut().map(|work| {
        let ((surname, year), given) = key(work)?;
        let namesake = names.get(&(surname, year, given))?;
        let mut authors: Vec<Person> = work.authors()?.to_vec();
        authors.first_mut()?.name.clone_from(&namesake.stand_in);
        work.set_authors(authors);
        Some(namesake.clone())
    });
    named.collect()
}

/// The people of one surname, in the order of their given names.
fn namesakes<'n>(
    surname: &'n str,
    givens: &'n BTreeSet<String>,
) -> impl Iterator<Item = Namesake> + 'n {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for given in givens {
        *counts.entry(initials(given)).or_default() += 1;
    }
    givens.iter().enumerate().map(move |(at, given)| {
        let short = initials(given);
        let is_alone = counts.get(&short) == Some(&1);
        let shown = if is_alone { short.as_str() } else { given };
        let signs = (0..LENGTH)
            .rev()
            .map(|place| SIGNS[at / SIGNS.len().pow(place) % SIGNS.len()]);
        Namesake {
            stand_in: surname.chars().chain(signs).collect(),
            surname: surname.to_owned(),
            given: given.clone(),
            in_marks: format!("{shown} {surname}").trim_start().to_owned(),
        }
    })
}

/// `A. B.` of `Ann Bea`.
fn initials(given: &str) -> String {
    let words = given
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    words
        .map(|first| format!("{first}."))
        .collect::<Vec<_>>()
        .join(" ")
}

impl Namesake {
    /// Puts the name in where its stand-in was printed, with what tells it apart in a mark that does not show the
    /// given name.
    pub(super) fn name(&self, runs: &mut [Run], is_mark: bool) {
        let shows_given = runs.iter().any(|run| run.text.contains(&self.given));
        let shown = if is_mark && !shows_given {
            &self.in_marks
        } else {
            &self.surname
        };
        for run in runs {
            if run.text.contains(&self.stand_in) {
                run.text = run.text.replace(&self.stand_in, shown);
            }
        }
    }
}
