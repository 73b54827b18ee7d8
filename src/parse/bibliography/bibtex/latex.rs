//! The LaTeX that biblatex leaves in a text: it resolves accents and escapes, and passes on every
//! other command, ties and quotation marks as they stand.

use biblatex::{Chunk, Entry};

/// Fields whose text is taken as it stands: addresses, and dates, where `~` means about.
const VERBATIM: [&str; 6] = ["url", "doi", "eprint", "file", "pdf", "verba"];
const DATES: [&str; 4] = ["date", "urldate", "eventdate", "origdate"];

/// Makes plain text of every field of an entry, in place.
pub(super) fn make_plain(entry: &mut Entry) {
    for (name, chunks) in &mut entry.fields {
        if DATES.contains(&name.as_str()) {
            continue;
        }
        for chunk in chunks {
            let (Chunk::Normal(text) | Chunk::Verbatim(text)) = &mut chunk.v else {
                continue;
            };
            if VERBATIM.contains(&name.as_str()) {
                // biblatex makes dashes of hyphens here too; no address has a dash.
                *text = text.replace('–', "--").replace('—', "---");
            } else if text.contains(['\\', '~', '`', '\'']) {
                *text = plain(text);
            }
        }
    }
}

/// `text` without commands: of those with an argument that is left, of others nothing.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut closers: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (written, length) = match c {
            '\\' => command(rest, &mut closers),
            '}' if !closers.is_empty() => (closers.pop().unwrap_or_default(), 1),
            '~' => ("\u{a0}", 1),
            '`' if rest.starts_with("``") => ("“", 2),
            '\'' if rest.starts_with("''") => ("”", 2),
            _ => (&rest[..c.len_utf8()], c.len_utf8()),
        };
        plain.push_str(written);
        rest = &rest[length..];
    }
    plain
}

/// What a command writes itself, and its length; what closes its argument goes onto `closers`.
fn command<'t>(rest: &'t str, closers: &mut Vec<&'static str>) -> (&'t str, usize) {
    let letters = rest[1..]
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (name, behind) = (&rest[1..1 + letters], &rest[1 + letters..]);
    match (name, behind.starts_with('{')) {
        ("", _) => ("\\", 1),
        ("noopsort", true) => ("", 1 + letters + behind.find('}').map_or(1, |end| end + 1)),
        ("enquote", true) => {
            closers.push("”");
            ("“", letters + 2)
        }
        (_, true) => {
            closers.push("");
            ("", letters + 2)
        }
        ("LaTeX" | "TeX" | "BibTeX", _) => (name, 1 + letters),
        _ => ("", 1 + letters + usize::from(behind.starts_with(' '))),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn commands_leave_their_words() {
        assert_eq!(plain("A \\emph{b} d~e"), "A b d\u{a0}e");
        assert_eq!(plain("\\enquote{a \\textbf{b}} ``c''"), "“a b” “c”");
        assert_eq!(plain("{\\noopsort{1973b}}19"), "{}19");
        assert_eq!(plain("\\LaTeX and \\unknown x"), "LaTeX and x");
        assert_eq!(plain("back\\"), "back\\");
    }
}
