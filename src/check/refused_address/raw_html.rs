//! Addresses in raw HTML, as a browser finds them: entities decoded, in whatever attribute.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::parse::srcset;

/// An address in an attribute, or in a style.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) address: String,
    /// Whether a browser asks for it by itself, without anybody's click.
    pub(super) loads: bool,
    /// In whose attribute; empty for what a style holds.
    pub(super) element: String,
    /// Whether it is found like those of Markdown, and then leads to what is there.
    pub(super) is_of_site: bool,
    /// Where it stands in the HTML, or else its tag.
    pub(super) at: usize,
    pub(super) length: usize,
}

/// Attributes that hold one address.
const ADDRESSES: [&str; 17] = [
    "href",
    "src",
    "cite",
    "longdesc",
    "poster",
    "data",
    "action",
    "formaction",
    "background",
    "xlink:href",
    "manifest",
    "profile",
    "codebase",
    "classid",
    "archive",
    "lowsrc",
    "dynsrc",
];

/// Elements whose `href` leads somewhere only when somebody follows it.
const FOLLOWED: [&str; 2] = ["a", "area"];

/// Attributes that are only followed or only read.
const NOT_LOADED: [&str; 5] = ["cite", "longdesc", "action", "formaction", "profile"];

/// All addresses of a stretch of HTML, in order.
pub(super) fn addresses(html: &str) -> Vec<Found> {
    let collector = Collector(RefCell::new(Vec::new()));
    let tokenizer = Tokenizer::new(collector, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It stops at each script, which has none of its own here.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let parts = tokenizer.sink.0.take();
    let mut found = Vec::new();
    let mut from = 0;
    for part in parts {
        part.addresses(html, &mut from, &mut found);
    }
    found
}

/// The attributes whose addresses count from the content's root.
const OF_SITE: [(&str, &str); 8] = [
    ("a", "href"),
    ("area", "href"),
    ("audio", "src"),
    ("img", "src"),
    ("source", "src"),
    ("track", "src"),
    ("video", "poster"),
    ("video", "src"),
];

/// Gathers tags, and the text within styles.
struct Collector(RefCell<Vec<Part>>);

enum Part {
    Tag(Tag),
    Style(String),
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut parts = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let is_style = &*tag.name == "style";
                parts.push(Part::Tag(tag));
                if is_style {
                    parts.push(Part::Style(String::new()));
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::CharacterTokens(text) => {
                if let Some(Part::Style(style)) = parts.last_mut() {
                    style.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Part {
    fn addresses(self, html: &str, from: &mut usize, found: &mut Vec<Found>) {
        let tag = match self {
            Part::Tag(tag) => tag,
            Part::Style(style) => {
                let styled = of_style(&style);
                return found.extend(styled.map(|address| place(html, from, "", address, true)));
            }
        };
        let name = &*tag.name;
        let sign = format!("<{name}");
        let is_refresh = name == "meta"
            && tag.attrs.iter().any(|attribute| {
                &*attribute.name.local == "http-equiv"
                    && attribute.value.eq_ignore_ascii_case("refresh")
            });
        for attribute in &tag.attrs {
            let (key, value) = (&*attribute.name.local, &*attribute.value);
            let loads = !FOLLOWED.contains(&name) && !NOT_LOADED.contains(&key);
            // Attributes that hold an address in a form of their own; all others hold nothing but one.
            let addresses: Vec<String> = match key {
                "srcset" | "imagesrcset" => of_srcset(value),
                "ping" => value.split_ascii_whitespace().map(Into::into).collect(),
                "style" => of_style(value).collect(),
                "content" if is_refresh => of_refresh(value).into_iter().collect(),
                key if ADDRESSES.contains(&key) => vec![value.to_owned()],
                _ => continue,
            };
            let loads = loads || matches!(key, "ping" | "style");
            let places = addresses.into_iter();
            let is_of_site = key == "srcset" || OF_SITE.contains(&(name, key));
            found.extend(places.map(|address| Found {
                is_of_site,
                element: name.to_owned(),
                ..place(html, from, &sign, address, loads)
            }));
        }
    }
}

/// Where an address stands. One with entities in it is not to be found, and its tag stands for it.
fn place(html: &str, from: &mut usize, sign: &str, address: String, loads: bool) -> Found {
    let rest = &html[*from..];
    let found = rest.find(&address).filter(|_| !address.is_empty());
    let (at, length) = match found {
        Some(at) => (at, address.len()),
        None => (find_sign(rest, sign).unwrap_or_default(), sign.len()),
    };
    let at = *from + at;
    *from = at;
    Found {
        address,
        loads,
        element: String::new(),
        is_of_site: false,
        at,
        length,
    }
}

fn find_sign(html: &str, sign: &str) -> Option<usize> {
    let mut at = html.match_indices('<').map(|(at, _)| at);
    at.find(|at| {
        let tag = html.as_bytes().get(*at..at + sign.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(sign.as_bytes()))
    })
}

/// `a.png 1x, b.png 2x`
fn of_srcset(value: &str) -> Vec<String> {
    let candidates = srcset::candidates(value).into_iter();
    candidates
        .map(|candidate| value[candidate.address].to_owned())
        .collect()
}

/// `0; url=page.html`
fn of_refresh(value: &str) -> Option<String> {
    let (_, rest) = value.split_once([';', ','])?;
    let rest = rest.trim();
    let address = match rest.get(..3) {
        Some(head) if head.eq_ignore_ascii_case("url") => {
            rest[3..].trim_start().strip_prefix('=')?
        }
        _ => rest,
    };
    Some(address.trim().trim_matches(['"', '\'']).to_owned())
}

/// What `url(…)`, `@import "…"` and `image-set("…")` name in a style.
fn of_style(style: &str) -> impl Iterator<Item = String> {
    let plain = unescaped(style);
    let lower = plain.to_ascii_lowercase();
    let mut found = Vec::new();
    for sign in ["url(", "@import", "image-set(", "image(", "src("] {
        for (at, _) in lower.match_indices(sign) {
            let rest = plain[at + sign.len()..].trim_start();
            let (quote, rest) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => (quote, &rest[1..]),
                _ if sign == "url(" => (')', rest),
                _ => continue,
            };
            let end = rest.find(quote).unwrap_or(rest.len());
            found.push(rest[..end].trim().to_owned());
        }
    }
    found.into_iter()
}

/// A style without the escapes of CSS, by which letters can be hidden: `\75rl(…)`.
fn unescaped(style: &str) -> String {
    let mut plain = String::with_capacity(style.len());
    let mut letters = style.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = letters.next_if(|c| c.is_ascii_hexdigit() && digits.len() < 6) {
            digits.push(digit);
        }
        if digits.is_empty() {
            plain.extend(letters.next());
        } else {
            let code = u32::from_str_radix(&digits, 16).ok();
            plain.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            letters.next_if(char::is_ascii_whitespace);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn found(html: &str) -> Vec<(String, bool)> {
        let found = addresses(html).into_iter();
        found.map(|one| (one.address, one.loads)).collect()
    }

    #[test]
    fn addresses_are_found_in_every_attribute_as_browsers_read_it() {
        for (html, address, loads) in [
            ("<img src=a.png>", "a.png", true),
            ("<IMG SRC = '\\\\h\\x'>", "\\\\h\\x", true),
            ("<a href=\"java&#115;cript:x\">", "javascript:x", false),
            ("<a href=\"&#x2f;/h/x\">", "//h/x", false),
            ("<a href=x ping='//h/p'>", "//h/p", true),
            ("<a title='>' href=\"//h\">", "//h", false),
            ("<video poster=//h/p>", "//h/p", true),
            ("<img srcset='a.png 1x, //h/b.png 2x'>", "//h/b.png", true),
            ("<p style=\"background:url( '//h/b' )\">", "//h/b", true),
            ("<p style=\"background:u\\72 l(//h/b)\">", "//h/b", true),
            ("<style>@import \"//h/s\";</style>", "//h/s", true),
            (
                "<meta http-equiv=Refresh content=\"0; URL=//h/\">",
                "//h/",
                true,
            ),
            ("<svg><image xlink:href=//h/i /></svg>", "//h/i", true),
            ("<base href=//h/>", "//h/", true),
            ("<body background=//h/b>", "//h/b", true),
            ("<q cite=//h/c>", "//h/c", false),
            ("<form action=//h/f>", "//h/f", false),
        ] {
            let all = found(html);
            assert!(all.contains(&(address.to_owned(), loads)), "{html} {all:?}");
        }
    }
}
