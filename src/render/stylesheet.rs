//! Style sheets of a theme as they are published: the tokens at the head of `style.css`, and in each the addresses of
//! the theme's files under the names that these are published by.
//!
//! Takes the theme's files; gives those that are published, and a finding for each address that leads nowhere.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, invalid_theme};
use crate::load::StaticFile;
use crate::model::source::Span;
use crate::render::asset;

/// The style sheet of every page.
const MAIN: &str = "style.css";

/// The folder of letters to print with, from that of files to publish.
const FONTS: &str = "../fonts/";

/// The files of a theme as they are published. Letters to print with are published where a style sheet names them.
pub(crate) fn publish(
    statics: Vec<StaticFile>,
    more_styles: &[StaticFile],
    fonts: &[StaticFile],
    tokens: &str,
) -> (Vec<StaticFile>, Vec<Diagnostic>) {
    let names: BTreeMap<String, StaticFile> = statics
        .iter()
        .map(|file| (file.path.clone(), file.clone()))
        .collect();
    let letters = fonts.iter().map(|font| {
        let path = format!("{FONTS}{}", font.path);
        let font = StaticFile {
            path: path.clone(),
            ..font.clone()
        };
        (path, font)
    });
    // A sheet names others by addresses that hold their fingerprints, so those are finished before it.
    let mut publisher = Publisher {
        files: letters.chain(names).collect(),
        tokens,
        more_styles,
        done: BTreeMap::new(),
        open: Vec::new(),
        findings: Vec::new(),
    };
    for file in &statics {
        publisher.published_name(&file.path);
    }
    (publisher.done.into_values().collect(), publisher.findings)
}

struct Publisher<'a> {
    files: BTreeMap<String, StaticFile>,
    tokens: &'a str,
    /// What comes behind the main style sheet.
    more_styles: &'a [StaticFile],
    /// What is published, by its path.
    done: BTreeMap<String, StaticFile>,
    /// The style sheets that are being written.
    open: Vec<String>,
    findings: Vec<Diagnostic>,
}

impl Publisher<'_> {
    /// The name by which the file at `path` is published; `None` where there is none.
    fn published_name(&mut self, path: &str) -> Option<String> {
        if !self.done.contains_key(path) {
            let file = self.files.get(path)?.clone();
            if self.open.iter().any(|open| open == path) {
                return None;
            }
            let bytes = match style_of(&file) {
                Some(css) => self.style(&file, css),
                None => file.bytes.clone(),
            };
            self.done
                .insert(path.to_owned(), StaticFile { bytes, ..file });
        }
        let url = asset::static_address(&self.done[path]);
        Some(url.rsplit('/').next().unwrap_or(&url).to_owned())
    }

    fn style(&mut self, file: &StaticFile, css: &str) -> Arc<[u8]> {
        self.open.push(file.path.clone());
        let mut out = String::new();
        if file.path == MAIN {
            out.push_str(self.tokens);
        }
        self.rewrite(file, css, &mut out);
        if file.path == MAIN {
            for more in self.more_styles {
                out.push('\n');
                self.rewrite(more, style_of(more).unwrap_or_default(), &mut out);
            }
        }
        self.open.pop();
        out.into_bytes().into()
    }

    /// Writes a style sheet with the names by which the files in it are published.
    fn rewrite(&mut self, file: &StaticFile, css: &str, out: &mut String) {
        let mut at = 0;
        for Reference { place, address } in references(css) {
            let name = self.name(file, address.trim(), place.start);
            if let Some(name) = name {
                out.push_str(&css[at..place.start]);
                out.push_str(&name);
                at = place.end;
            }
        }
        out.push_str(&css[at..]);
    }

    /// What is written in place of an address in a style sheet; `None` where it stays.
    fn name(&mut self, file: &StaticFile, address: &str, at: usize) -> Option<String> {
        let place = file
            .source
            .map(|source| Span::new(source, at..at + address.len()));
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        let is_data = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("data"));
        if address.is_empty() || address.starts_with('#') || is_data {
            return None;
        }
        if scheme.is_some() || address.starts_with("//") {
            let finding = place.map(|place| invalid_theme::outside(place, address));
            self.findings.extend(finding);
            return None;
        }
        // A file that is missing is told, and its address stays as it was typed.
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        let path = joined(&file.path, path);
        if !self.files.contains_key(&path) {
            let names = self.files.keys().map(String::as_str);
            let finding = place.map(|place| invalid_theme::no_such_file(place, address, names));
            self.findings.extend(finding);
        }
        let name = self.published_name(&path)?;
        Some(format!("{name}{rest}"))
    }
}

/// The text of a style sheet; `None` for any other file.
fn style_of(file: &StaticFile) -> Option<&str> {
    let (_, ending) = file.path.rsplit_once('.')?;
    let is_style = ending.eq_ignore_ascii_case("css");
    std::str::from_utf8(&file.bytes).ok().filter(|_| is_style)
}

/// An address in a file, as a path from the folder of such files.
fn joined(file: &str, address: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address that a style sheet names.
#[derive(Debug, PartialEq)]
pub(crate) struct Reference<'a> {
    /// Of the address alone, without quotation marks.
    pub(crate) place: Range<usize>,
    pub(crate) address: &'a str,
}

/// The addresses in `url()` and `@import`, comments aside.
pub(crate) fn references(css: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = css[at..].chars().next() {
        let rest = &css[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if starts_with(rest, "url(") {
            at = argument(css, at + "url(".len(), &mut found);
        } else if starts_with(rest, "@import") {
            let start = at + "@import".len();
            let blanks = css[start..].len() - css[start..].trim_start().len();
            at = start + blanks;
            if css[at..].starts_with(['"', '\'']) {
                at = quoted(css, at, &mut found);
            }
        } else if matches!(letter, '"' | '\'') {
            at = quoted(css, at, &mut Vec::new());
        } else {
            at += letter.len_utf8();
        }
    }
    found
}

fn starts_with(text: &str, word: &str) -> bool {
    let head = text.as_bytes().get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
}

/// Reads what stands between the brackets of `url()`, and gives where it ends.
fn argument<'a>(css: &'a str, start: usize, found: &mut Vec<Reference<'a>>) -> usize {
    let blanks = css[start..].len() - css[start..].trim_start().len();
    let start = start + blanks;
    if css[start..].starts_with(['"', '\'']) {
        return quoted(css, start, found);
    }
    let end = css[start..].find(')').map_or(css.len(), |end| start + end);
    let address = css[start..end].trim_end();
    found.push(Reference {
        place: start..start + address.len(),
        address,
    });
    end
}

/// Reads a text in quotation marks, and gives where it ends.
fn quoted<'a>(css: &'a str, start: usize, found: &mut Vec<Reference<'a>>) -> usize {
    let mark = &css[start..=start];
    let inner = start + 1;
    let Some(length) = css[inner..].find(mark) else {
        return css.len();
    };
    found.push(Reference {
        place: inner..inner + length,
        address: &css[inner..inner + length],
    });
    inner + length + 1
}

#[cfg(test)]
mod tests {
    use super::{publish, references};
    use crate::load::StaticFile;

    #[test]
    fn addresses_are_found_in_every_form_and_not_in_comments() {
        let css = "@import \"a.css\"; /* url(no.png) */ p { background: URL( b.png ) url('c.png'); content: \"url(no)\" }";
        let found = references(css);
        let found: Vec<&str> = found.iter().map(|one| one.address).collect();
        assert_eq!(found, ["a.css", "b.png", "c.png"]);
        assert_eq!(references("url(").len(), 1);
        assert_eq!(references("é \"").len(), 0);
    }

    fn file(path: &str, text: &str) -> StaticFile {
        StaticFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            source: None,
        }
    }

    #[test]
    fn a_style_sheet_names_files_as_they_are_published() {
        let statics = vec![
            file(
                "style.css",
                "@import 'more/b.css'; p { src: url(fonts/f.woff2?#x) url(\"../fonts/P.ttf\") url(#a) url(data:x) }",
            ),
            file("more/b.css", "q { background: url(../style.css) }"),
            file("fonts/f.woff2", "font"),
        ];
        let (published, findings) = publish(
            statics,
            &[file("more.css", "b { background: url(fonts/f.woff2) }")],
            &[file("P.ttf", "letters")],
            ":root {}\n",
        );
        assert_eq!(findings, []);
        let style = published.iter().find(|file| file.path == "style.css");
        let style = String::from_utf8_lossy(&style.expect("it is published").bytes).into_owned();
        assert!(style.starts_with(":root {}\n@import 'b-"), "{style}");
        assert!(
            style.contains("url(f-") && style.contains(".woff2?#x)"),
            "{style}"
        );
        assert!(
            style.contains("url(\"P-") && style.contains("url(#a) url(data:x)"),
            "{style}"
        );
        assert!(style.contains("\nb { background: url(f-"), "{style}");
        assert!(published.iter().any(|file| file.path == "../fonts/P.ttf"));
        let bare = publish(
            vec![file("style.css", "p {}")],
            &[],
            &[file("P.ttf", "l")],
            "",
        )
        .0;
        assert_eq!(bare.len(), 1);
    }
}
