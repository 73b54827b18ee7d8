//! A text to its sentences: those of Unicode (UAX #29), joined again where a stop ends none.
//!
//! Whether a stop ends a sentence is a matter of the language ([`super::abbreviations`]).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::ends_no_sentence;

/// The sentences of a text, without the space around them; at least one. At `titles` stand titles
/// that are not known yet, each as one letter.
pub(super) fn sentences(text: &str, lang: &str, titles: &[usize]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    for bound in bounds(text) {
        let bound = behind_closing_marks(text, start, bound);
        let end = text[..bound].trim_end().len();
        if end > start && !is_joined(text, start..end, bound, lang, titles) {
            sentences.push(start..end);
            start = bound;
        }
    }
    let end = text.trim_end().len();
    if end > start || sentences.is_empty() {
        sentences.push(start..end.max(start));
    }
    sentences
}

/// The sentence in which a byte of the text stands; the last before it when it stands between.
pub(super) fn containing(sentences: &[Range<usize>], at: usize) -> usize {
    let after = sentences.partition_point(|sentence| sentence.start <= at);
    after.saturating_sub(1)
}

/// Whether the text goes on over a bound.
fn is_joined(text: &str, before: Range<usize>, bound: usize, lang: &str, titles: &[usize]) -> bool {
    let after = &text[bound..];
    // No sentence begins with a small letter: after a stop it was one of an abbreviation, after
    // another sign one of a quotation.
    let leads = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if leads.starts_with(char::is_lowercase) && after.len() - leads.len() <= 3 {
        return true;
    }
    if after.starts_with(|c: char| ")]»”’,;:".contains(c)) {
        return true;
    }
    // The stop behind a title is no initial's.
    let is_title = before.end >= 2 && titles.binary_search(&(before.end - 2)).is_ok();
    !is_title && text[..before.end].ends_with('.') && ends_no_sentence(&text[before], after, lang)
}

/// A bound moved behind the marks that close the sentence after a blank, as French has them.
fn behind_closing_marks(text: &str, start: usize, bound: usize) -> usize {
    let Some(after) = text[bound..].strip_prefix('»') else {
        return bound;
    };
    let sentence = &text[start..bound];
    let is_open = sentence.matches('«').count() > sentence.matches('»').count();
    if is_open && after.starts_with(char::is_whitespace) {
        text.len() - after.trim_start().len()
    } else {
        bound
    }
}

/// Where sentences begin, the first aside.
fn bounds(text: &str) -> Vec<usize> {
    if !text.is_ascii() {
        let all = text.split_sentence_bound_indices().skip(1);
        let mut bounds: Vec<usize> = all.map(|(at, _)| at).collect();
        // To Unicode the sign of three dots is no end, and the three dots are.
        let dots = text.match_indices('…').map(|(at, dots)| at + dots.len());
        bounds.extend(dots.filter_map(|at| {
            let next = text[at..].trim_start();
            let begins = next.len() < text.len() - at && next.starts_with(char::is_uppercase);
            begins.then(|| text.len() - next.len())
        }));
        bounds.sort_unstable();
        bounds.dedup();
        return bounds;
    }
    // In ASCII a sentence can only end at one of three signs, most text is passed over, and there
    // are a few rules only.
    let signs = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes());
    signs.filter_map(|sign| bound_after(text, sign)).collect()
}

/// Where the next sentence begins if one ends with the sign at `sign` and the space after it, by
/// the rules SB4 and SB8 to SB11 for ASCII; of what follows the space only one word is looked at.
fn bound_after(text: &str, sign: usize) -> Option<usize> {
    let rest = &text[sign + 1..];
    let closed = rest.trim_start_matches([')', ']', '"', '\'', '*', '_']);
    let next = closed.trim_start();
    let (marks, space) = (
        &rest[..rest.len() - closed.len()],
        &closed[..closed.len() - next.len()],
    );
    if !space.starts_with(' ') || next.is_empty() {
        return None;
    }
    let line_end = ['\n', '\r'];
    let ends = if space.contains(line_end) {
        space.ends_with(line_end)
    } else {
        // Unicode takes these two for no closing marks.
        !marks.contains(['*', '_']) && begins_sentence(next, text.as_bytes()[sign])
    };
    ends.then(|| text.len() - next.len())
}

/// Whether a text can begin a sentence after one that ends with `sign`. After a full stop, which
/// may be that of an abbreviation, none begins with a small letter.
fn begins_sentence(text: &str, sign: u8) -> bool {
    if text.starts_with([',', '-', ':', ';', '.', '!', '?']) {
        return false;
    }
    let word = text.bytes().take_while(|byte| *byte != b' ');
    let mut telling = word.filter(|byte| byte.is_ascii_alphabetic() || b".!?\n\r".contains(byte));
    sign != b'.' || !telling.next().is_some_and(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use unicode_segmentation::UnicodeSegmentation;

    /// The sentences of a text, each apart from the next by a bar.
    fn split(text: &str, lang: &str) -> String {
        let found = sentences(text, lang, &[])
            .into_iter()
            .map(|range| &text[range]);
        found.collect::<Vec<_>>().join("|")
    }

    /// Each text has a bar where a sentence ends.
    fn check(lang: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(split(&text.replace('|', " "), lang), *text, "{lang}");
        }
    }

    #[test]
    fn sentences_of_english() {
        check(
            "en",
            &[
                "See Dr. Smith (pp. 3) first.|Then e.g. Ask.|Done!",
                "The U.S. Department of Labor spoke.|After.",
                "They left the U.S.|The union stayed.",
                "It was ca. 1920 when it began.|After.",
                "On Sept. 5 they met.|After.",
                "See No. 5 of it.|After.",
                "Did they agree?|No.|They left.",
                "As Fig. 3 shows, it works.|So does p. 12 of it.|Next.",
                "Martin Luther King Jr. Day matters.|After.",
                "Han et al. (2014) found it.|So did we.",
                "J. R. R. Tolkien wrote.|W.E.B. Du Bois too.",
                "We took plan B.|Then we left.",
                "It was in 2010.|After that, 3.5 of 4 came.",
                "“Will you come?” she asked.|“No.”|He left.",
                "(They met at 5 p.m. on Monday.)|Then they ate.",
                "Bread, roses, etc.|The rest came.",
                "And then...|Nobody came.|Well…|We went.",
                "1. First do this.|Then that.",
                "Acme Inc. Workers won.|See Vol. II of it.",
                "Ask St. Paul Tenants, vs. Landlords.|Yes.",
                "See Cal. Civ. Code § 1950.5 on it.|After.",
                "It cites Fed. R. Civ. P. 23 and more.|After.",
                "See Ill. Comp. Stat. 5/9 and Tex. Prop. Code Ann. § 92.331.|After.",
                "In Roe v. Wade, 410 U.S. 113 (1973), it was set.|After.",
                "Read Pub. L. No. 104-4 and N.Y. Real Prop. Law § 235-b.|After.",
                "Call St. Mary's Ave. No. 5 now.|After.",
                "Give it to me.|Then we are ill.|Meet Ann.|The end.",
                "We meet at 5 p.m.|A 3-hour walk follows.",
            ],
        );
    }

    #[test]
    fn sentences_of_german() {
        check(
            "de",
            &[
                "Am 1. Mai ist es wichtig.|Danach nicht.",
                "Im 19. Jahrhundert war es neu.|Das blieb.",
                "Gewerkschaft bzw. Betriebsrat gelten.|Nachher.",
                "Nach Abs. 1 Nr. 2 BetrVG geht es.|Nachher.",
                "Das gilt z. B. Für alle.|Nachher.",
                "Nach Art. 5 Abs. 2 GG und § 573 Abs. 2 Nr. 1 S. 2 BGB.|Nachher.",
                "Gem. § 5 i. V. m. § 7 ArbZG geht es.|Nachher.",
                "Das gilt z.\u{a0}B. Für alle.|Nachher.",
                "Das gilt d. h. Alle kommen.|Ja.",
                "Es war im Jahr 2010.|Danach kam nichts.",
                "Der Verein e. V. Berlin lädt ein.|Kommt.",
                "Er sagte: „Ja.“|Dann ging er.",
                "Vgl. Hrsg. Müller, S. 12 u. a. Texte.|Ende.",
            ],
        );
    }

    #[test]
    fn sentences_of_other_languages() {
        check(
            "es",
            &[
                "En EE. UU. la huelga importa.|Después.",
                "Véase p. ej. Ana y el Sr. Gómez, pág. 3.|Fin.",
                "¿Qué hacer?|¡Vamos!|Sí.",
            ],
        );
        check(
            "fr",
            &[
                "Selon l'art. L. 123-4 du Code, cela vaut.|Ensuite autre chose.",
                "Voir art. R. 421-1 et Cass. soc., 12 janv. 2010.|Ensuite autre chose.",
                "Cf. al. 2 de l’art. 5 ici.|Ensuite autre chose.",
                "Voir p. ex. M. Dupont et al. Selon lui, oui.|Non.",
                "Il dit : « Oui. »|Puis il part.",
                "En 150 av. J.-C. Rome gagne.|Fin.",
            ],
        );
        check("it", &["Vedi pag. 3, es. Roma e il sig. Rossi.|Poi."]);
        check("nl", &["Zie bijv. Amsterdam en dhr. Jansen.|Daarna."]);
        check("pl", &["Np. Warszawa i ul. Nowa, tj. Praga.|Potem."]);
        check("ru", &["См. стр. 5 и г. Москва.|Потом."]);
        check("ar", &["هل نذهب؟|نعم.|ثم نعود."]);
        check("hi", &["हम मिले।|फिर गए।"]);
        let chinese: Vec<&str> = vec!["我们来了。", "他说：“好！”", "走吧？"];
        assert_eq!(split(&chinese.concat(), "zh"), chinese.join("|"));
    }

    #[test]
    fn the_stop_behind_a_title_ends_its_sentence() {
        let text = "As in X. We met.";
        assert_eq!(sentences(text, "en", &[6]).len(), 2);
    }

    #[test]
    fn the_rules_for_ascii_are_those_of_unicode() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = texts.iter().flat_map(|text| {
                let signs = "aB1.? ,'*\n".chars();
                signs.map(move |sign| format!("{text}{sign}"))
            });
            texts = longer.collect();
            for text in &texts {
                assert_eq!(super::bounds(text), by_unicode(text), "{text:?}");
            }
        }
    }

    /// The bounds after a sign and a space, each found in no more than the words beside it.
    fn by_unicode(text: &str) -> Vec<usize> {
        let ends = |text: &str| {
            let text = text.trim_end_matches([')', ']', '"', '\'', '*', '_']);
            text.ends_with(['.', '!', '?'])
        };
        let spaces = text.match_indices(' ').map(|(at, _)| at);
        let bounds = spaces.filter(|at| ends(&text[..*at])).filter_map(|at| {
            let before = text[..at].rfind(' ').map_or(0, |space| space + 1);
            let next = text.len() - text[at..].trim_start().len();
            let after = text[next..].find(' ').map_or(text.len(), |to| next + to);
            let mut near = text[before..after].split_sentence_bound_indices();
            near.any(|(at, _)| before + at == next).then_some(next)
        });
        bounds.collect()
    }

    #[test]
    fn looking_at_the_words_beside_a_sign_finds_the_bounds_of_unicode() {
        for text in [
            "One. Two! Three? Four",
            "He said \"no.\" Then left.  Twice.",
            "Version 3.5 is out. it is",
            "A. B. C (d.) E",
            "Why?! Because... of 3. And 4.",
            "",
            " . ",
        ] {
            let whole = text.split_sentence_bound_indices().skip(1);
            let whole: Vec<usize> = whole.map(|(at, _)| at).collect();
            assert_eq!(super::bounds(text), whole, "{text}");
        }
    }
}
