//! Addresses: what BibLaTeX takes as it stands, and BibTeX, Zotero and publishers escape all the same.

use super::super::stand_in::hidden;
use super::reader::{self, Plain};
use super::symbols::symbol;

/// An address without escapes, and without the braces that only held one.
pub(super) fn plain(text: &str) -> Plain {
    let mut address = String::with_capacity(text.len());
    read(text.trim(), 0, &mut address);
    // biblatex makes dashes of hyphens here too, and no address has a dash.
    Plain {
        text: address
            .chars()
            .map(|c| if "\\{}$-".contains(c) { hidden(c) } else { c })
            .collect(),
        ..Plain::default()
    }
}

/// Braces within braces are a sign of nothing but a long entry.
const DEEPEST: usize = 16;

fn read(text: &str, depth: usize, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => command(rest, depth, out),
            '{' if depth < DEEPEST => group(rest, text.len() == rest.len(), depth, out),
            '$' => formula(rest, out),
            // A long address is broken over lines.
            '\n' | '\r' => rest.len() - rest.trim_start().len(),
            _ => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length.max(1)..];
    }
}

/// A pair of braces belongs to the address unless it holds an escape or the whole address.
fn group(rest: &str, leads: bool, depth: usize, out: &mut String) -> usize {
    let Some(end) = reader::closing_brace(rest, 0, rest.len()) else {
        out.push('{');
        return 1;
    };
    let inner = &rest[1..end];
    let holds_whole = leads && end + 1 == rest.len();
    let holds_sign = inner.starts_with(['\\', '$']) || inner.chars().count() <= 1;
    if holds_whole || holds_sign {
        read(inner, depth + 1, out);
    } else {
        out.push('{');
        read(inner, depth + 1, out);
        out.push('}');
    }
    end + 1
}

/// `$\sim$`, which stands for the sign that BibTeX takes for a blank.
fn formula(rest: &str, out: &mut String) -> usize {
    let end = rest[1..].find('$').map(|end| end + 1);
    let tilde = end.filter(|end| {
        let inner = rest[1..*end].trim_matches(['{', '}', ' ']);
        matches!(
            inner,
            "\\sim" | "\\tilde" | "\\tilde{}" | "\\tilde{ }" | "\\thicksim"
        )
    });
    match tilde {
        Some(end) => {
            out.push('~');
            end + 1
        }
        None => {
            let underscore = end.filter(|end| &rest[1..*end] == "\\_");
            out.push(if underscore.is_some() { '_' } else { '$' });
            underscore.map_or(1, |end| end + 1)
        }
    }
}

/// What a command stands for, and its length.
fn command(rest: &str, depth: usize, out: &mut String) -> usize {
    let letters = rest[1..]
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (name, end) = (&rest[1..1 + letters], 1 + letters);
    match name {
        "" => return sign(rest, out),
        "url" | "path" | "nolinkurl" | "href" | "texttt" | "doi" | "hskip" | "penalty" => {}
        "allowbreak" | "linebreak" | "newline" | "break" | "slash" | "protect" => {
            out.push_str(if name == "slash" { "/" } else { "" });
            return end + closed_by(&rest[end..]);
        }
        "sim" => {
            out.push('~');
            return end + closed_by(&rest[end..]);
        }
        _ => match symbol(name) {
            Some(sign) => {
                out.push_str(sign);
                return end + closed_by(&rest[end..]);
            }
            None => {
                out.push('\\');
                return 1;
            }
        },
    }
    let Some(close) = reader::closing_brace(rest, end, rest.len()).filter(|_| depth < DEEPEST)
    else {
        return end;
    };
    read(&rest[end + 1..close], depth + 1, out);
    // Of a link with words only the address is asked for.
    let words = (name == "href").then(|| reader::closing_brace(rest, close + 1, rest.len()));
    words.flatten().unwrap_or(close) + 1
}

/// An escaped sign, and the length of the escape.
fn sign(rest: &str, out: &mut String) -> usize {
    let Some(c) = rest[1..].chars().next() else {
        return 1;
    };
    let end = 1 + c.len_utf8();
    match c {
        '-' | '/' | '\\' | '!' | ' ' => end,
        '~' | '^' => {
            out.push(c);
            end + closed_by(&rest[end..])
        }
        _ => {
            out.push(c);
            end
        }
    }
}

/// The length of what only ends a command: `{}` or a blank.
fn closed_by(rest: &str) -> usize {
    if rest.starts_with("{}") {
        2
    } else {
        usize::from(rest.starts_with(' '))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        read(text, 0, &mut out);
        out
    }

    #[test]
    fn an_address_loses_its_escapes() {
        for (written, meant) in [
            ("10.1007/978-3-031-0\\_12", "10.1007/978-3-031-0_12"),
            ("10.1177/0{\\_}12", "10.1177/0_12"),
            ("https://e.org/x?a=1\\&b=2\\#c", "https://e.org/x?a=1&b=2#c"),
            (
                "https://e.org/$\\sim$ann/{\\textasciitilde}b",
                "https://e.org/~ann/~b",
            ),
            ("https://e.org/\\~{}ann/\\%20", "https://e.org/~ann/%20"),
            ("\\url{https://e.org/a_b}", "https://e.org/a_b"),
            ("\\href{https://e.org/z}{Site}", "https://e.org/z"),
            ("{https://e.org/a--b}", "https://e.org/a--b"),
            ("https://e.org/{id}/$x", "https://e.org/{id}/$x"),
            ("https://e.org/a\n   b", "https://e.org/ab"),
            ("https\\://e.org/\\allowbreak a", "https://e.org/a"),
            ("a\\", "a"),
            ("{a", "{a"),
        ] {
            assert_eq!(plain(written), meant, "{written}");
        }
    }
}
