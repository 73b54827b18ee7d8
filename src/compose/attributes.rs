//! What the braces of a heading of ours say of a section that stays theirs: minutes, for one. Each attribute takes the
//! place of theirs of that name.

use std::ops::Range;

use crate::compose::sections::keys;

/// What takes the place of the end of their heading; `None` where ours says nothing of the section.
pub(super) fn merged(
    own: &str,
    own_heading: &Range<usize>,
    base: &str,
    base_heading: &Range<usize>,
) -> Option<(Range<usize>, String)> {
    let line = first_line(own, own_heading);
    let cut = keys(own, own_heading);
    // Where the braces go as a whole they say nothing else.
    let (open, close) = braces(&own[line.clone()])?;
    if cut.iter().any(|range| range.start <= line.start + open) {
        return None;
    }
    let mut typed = own[line.start + open + 1..line.start + close].to_owned();
    for range in cut.iter().rev() {
        let from = line.start + open + 1;
        typed.replace_range(range.start - from..(range.end - from).min(typed.len()), " ");
    }
    let ours: Vec<&str> = words(&typed)
        .into_iter()
        .filter(|word| !word.starts_with('#'))
        .collect();
    if ours.is_empty() {
        return None;
    }
    let their_line = first_line(base, base_heading);
    let typed = base[their_line.clone()].trim_end();
    let (start, theirs) = match braces(typed).filter(|(_, close)| close + 1 == typed.len()) {
        Some((open, close)) => (open, words(&typed[open + 1..close])),
        None => (typed.len(), Vec::new()),
    };
    let name = |word: &str| word.split_once('=').map(|(name, _)| name.to_lowercase());
    let is_replaced = |word: &str| {
        let mut all = ours.iter();
        all.any(|own| *own == word || (name(word).is_some() && name(own) == name(word)))
    };
    let kept = theirs.into_iter().filter(|word| !is_replaced(word));
    let all: Vec<&str> = kept.chain(ours.iter().copied()).collect();
    let space = if typed[..start].ends_with(' ') {
        ""
    } else {
        " "
    };
    Some((
        their_line.start + start..their_line.start + typed.len(),
        format!("{space}{{{}}}", all.join(" ")),
    ))
}

fn first_line(text: &str, heading: &Range<usize>) -> Range<usize> {
    let length = text[heading.clone()].find('\n').unwrap_or(heading.len());
    heading.start..heading.start + length
}

fn braces(line: &str) -> Option<(usize, usize)> {
    let open = line.rfind('{')?;
    let close = open + line[open..].find('}')?;
    Some((open, close))
}

/// Attributes, of which those in quotation marks may hold spaces.
fn words(typed: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in typed.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => {
                words.push(&typed[start..at]);
                start = at + c.len_utf8();
            }
            None => {}
        }
    }
    words.push(&typed[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn attributes_of_ours_take_the_place_of_theirs() {
        for (own, base, expected) in [
            (
                "## Talk {#talk minutes=20 add=before}",
                "## Talk {#talk minutes=10 .input}\n",
                Some("## Talk {#talk .input minutes=20}\n"),
            ),
            (
                "## Talk {add=after minutes=5}",
                "## Talk\n",
                Some("## Talk {minutes=5}\n"),
            ),
            ("## Talk {#talk add=before}", "## Talk {minutes=5}\n", None),
            ("## Talk {add=before}", "## Talk {minutes=5}\n", None),
        ] {
            let found = merged(own, &(0..own.len()), base, &(0..base.len()));
            let found = found.map(|(range, words)| {
                let mut text = base.to_owned();
                text.replace_range(range, &words);
                text
            });
            assert_eq!(found.as_deref(), expected, "{own}");
        }
    }
}
