//! What stands in the braces of an item's heading.
//!
//! pulldown-cmark says of attributes neither where they are nor what it passed over, so the braces
//! are read anew: words divided by white space. A value holds none; what follows one with a space
//! between is found, and read as the writer meant it, so that one mistake is one finding.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::item_attribute::{self, MinutesFault};
use crate::diagnostic::minutes_meant::minutes_meant;
use crate::limits::MINUTES;
use crate::model::agenda::{ItemKind, MOST_PEOPLE, Minutes, Priority};
use crate::model::field_set::ITEM;
use crate::model::page::{Body, EventKind, Node};
use crate::model::slug::slug;
use crate::model::source::{SourceId, Span, Spanned};

/// The most that any number of minutes may be.
const MOST: u32 = MINUTES.most as u32;

/// Quotation marks, which values here have not.
const MARKS: [char; 2] = ['"', '\''];

/// The keys whose values are numbers of minutes.
const IN_MINUTES: [&str; 3] = ["minutes", "cap", "least"];

/// The attributes of one heading.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Attributes {
    /// The first that is neither an id nor a class.
    pub(super) first: Option<Span>,
    pub(super) sort: Option<ItemKind>,
    pub(super) says_minutes: bool,
    pub(super) minutes: Option<Minutes>,
    pub(super) least: Option<Spanned<u32>>,
    pub(super) priority: Priority,
    pub(super) group: Option<Spanned<u32>>,
    pub(super) uses: Vec<Spanned<String>>,
    pub(super) lead: Option<Spanned<String>>,
}

/// Reads the braces of the heading whose start is the event `start`.
pub(super) fn read(
    body: &Body,
    text: &str,
    start: u32,
    findings: &mut Vec<Diagnostic>,
) -> Attributes {
    let source = body.events[start as usize].span.source;
    let mut reader = Reader {
        read: Attributes::default(),
        seen: Vec::new(),
        cap: None,
        findings,
    };
    let words = braces(body, text, start).map_or_else(Vec::new, |span| words(text, span));
    let mut at = 0;
    // A value with blanks and no quotation marks goes on in the words behind it, which are read with it.
    while at < words.len() {
        let end = at + 1 + following(&words[at], &words[at + 1..]);
        let first = &words[at];
        match first.value.strip_prefix('.') {
            Some(class) => reader.class(class, first.span),
            None if first.value.starts_with('#') => {}
            None => reader.pair(source, &words[at..end]),
        }
        at = end;
    }
    reader.finish()
}

/// Between the braces that end a heading.
fn braces(body: &Body, text: &str, start: u32) -> Option<Span> {
    let heading = body.events[start as usize].span;
    let inner = body.events[start as usize + 1..].iter();
    let inner = inner.take_while(|event| !matches!(event.kind, EventKind::End(Node::Heading(_))));
    let after_words = inner.map(|event| event.span.end).max();
    let from = after_words.unwrap_or(heading.start) as usize;
    let rest = text.get(from..heading.end as usize)?;
    let open = rest.find('{')?;
    let close = rest.rfind('}')?;
    (open < close).then(|| Span::new(heading.source, from + open + 1..from + close))
}

fn words(text: &str, span: Span) -> Vec<Spanned<&str>> {
    let mut found = Vec::new();
    let stretch = &text[span.range()];
    let mut at = 0;
    for word in stretch.split(char::is_whitespace) {
        if !word.is_empty() {
            let start = span.start as usize + at;
            found.push(Spanned {
                value: word,
                span: Span::new(span.source, start..start + word.len()),
            });
        }
        let space = stretch[at + word.len()..].chars().next();
        at += word.len() + space.map_or(0, char::len_utf8);
    }
    found
}

/// How many words after the one of a key belong to it, as the writer meant them: those that begin
/// nothing of their own.
fn following(first: &Spanned<&str>, rest: &[Spanned<&str>]) -> usize {
    let key = first.value.split('=').next().unwrap_or("");
    if !ITEM.has(key) {
        return length_alone(first, rest);
    }
    let begins = |word: &&str| {
        let key = word.split('=').next().unwrap_or("");
        let number = word.starts_with('.') && word[1..].starts_with(|c: char| c.is_ascii_digit());
        word.starts_with(['#', '.']) && !number
            || ITEM.has(key)
            || !key.is_empty() && word.contains('=')
    };
    // What stands apart is a part of the value only where one side of the gap asks for the other.
    const JOINS: [char; 4] = ['=', '+', '/', ','];
    let mut last = first.value;
    let mut count = 0;
    for word in rest.iter().map(|word| word.value) {
        let named = key == "lead" && last.contains('=');
        let joins = last.ends_with(JOINS) || word.starts_with(JOINS) || named;
        if begins(&word) || !joins {
            break;
        }
        count += 1;
        last = word;
    }
    if count > 0 || !IN_MINUTES.contains(&key) {
        return count;
    }
    let is_free =
        |word: &&Spanned<&str>| !word.value.starts_with(['#', '.']) && !word.value.contains('=');
    let free = rest.iter().take_while(is_free).count();
    let says_a_time = |count: &usize| {
        let words = std::iter::once(first).chain(&rest[..*count]);
        in_words(&words.map(|word| word.value).collect::<Vec<_>>()).is_some()
    };
    (1..=free).rev().find(says_a_time).unwrap_or(0)
}

/// How many words after a number belong to it, where they say a length of time without a key, as in `{10 min}`.
fn length_alone(first: &Spanned<&str>, rest: &[Spanned<&str>]) -> usize {
    if !first.value.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    // No length of time has more words than `1 hour and 15 minutes`.
    let is_free =
        |word: &&Spanned<&str>| !word.value.starts_with(['#', '.']) && !word.value.contains('=');
    let free = rest.iter().take(4).take_while(is_free).count();
    let says_a_length = |count: &usize| {
        let words = std::iter::once(first).chain(&rest[..*count]);
        let words: Vec<&str> = words.map(|word| word.value).collect();
        minutes_meant(&words.join(" ")).is_some()
    };
    (1..=free).rev().find(says_a_length).unwrap_or(0)
}

/// The minutes that a value of several words says, such as `"1 hour 15 minutes"`.
fn in_words(typed: &[&str]) -> Option<u32> {
    let words = typed.join(" ");
    let (_, value) = words.split_once('=')?;
    let value = value.trim_matches(['"', '\'', ' ']);
    let is_in_words = value.contains(char::is_alphabetic);
    is_in_words.then(|| minutes_meant(value))?
}

struct Reader<'f> {
    read: Attributes,
    seen: Vec<String>,
    cap: Option<u32>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Joins what the minutes depend on to them, now that all braces are read.
    fn finish(self) -> Attributes {
        let mut read = self.read;
        if let Some(minutes) = &mut read.minutes {
            minutes.cap = self.cap;
            minutes.group = read.group.as_ref().map(|group| group.value);
            if minutes.per_member > 0 && !self.seen.iter().any(|seen| seen == "group") {
                let finding = item_attribute::member_without_group(minutes.span);
                self.findings.push(finding);
            }
        }
        read
    }

    fn class(&mut self, class: &str, span: Span) {
        let found = ItemKind::ALL.iter().find(|(name, _)| *name == class);
        match (found, self.read.sort) {
            (Some((_, sort)), None) => self.read.sort = Some(*sort),
            (Some(_), Some(first)) => {
                let finding = item_attribute::two_types(span, first.name(), class);
                self.findings.push(finding);
            }
            (None, _) => self
                .findings
                .push(item_attribute::unknown_type(span, class)),
        }
    }

    /// A key and its value, which is in several words where it has spaces.
    fn pair(&mut self, source: SourceId, words: &[Spanned<&str>]) {
        let span = Span {
            end: words[words.len() - 1].span.end,
            ..words[0].span
        };
        self.read.first.get_or_insert(span);
        let typed: Vec<&str> = words.iter().map(|word| word.value).collect();
        let whole = typed.concat();
        let (key, value) = whole.split_once('=').unwrap_or((&whole, ""));
        if !ITEM.has(key) {
            return self.unknown(span, key, &typed);
        }
        let value = &self.without_comma(span, key, value);
        self.read.says_minutes |= key == "minutes";
        if self.seen.iter().any(|seen| seen == key) {
            self.findings.push(item_attribute::twice(span, key));
            return;
        }
        self.seen.push(key.to_owned());
        if words.len() > 1
            && IN_MINUTES.contains(&key)
            && let Some(minutes) = in_words(&typed)
        {
            self.findings
                .push(item_attribute::in_words(span, key, minutes));
            return self.value(key, &minutes.to_string(), span);
        }
        // What is meant without the spaces is told once: marks around it are taken away as well.
        if words.len() > 1 {
            let value = if key == "lead" {
                meant(&typed)
            } else {
                value.trim_matches(MARKS).to_owned()
            };
            self.findings
                .push(item_attribute::spaces(span, key, &value));
            return self.value(key, &value, span);
        }
        if value.is_empty() {
            self.findings.push(item_attribute::no_value(span, key));
            return;
        }
        // The place of the value alone.
        let start = span.start as usize + key.len() + 1;
        let place = Span::new(source, start..start + value.len());
        let plain = value.trim_matches(MARKS);
        if plain != value {
            self.findings
                .push(item_attribute::quoted(place, key, plain));
        }
        self.value(key, plain, place);
    }

    /// What is no key of an item; a length of time without a key is read as the item's minutes.
    fn unknown(&mut self, span: Span, key: &str, typed: &[&str]) {
        let is_number = key.starts_with(|c: char| c.is_ascii_digit()) && !key.contains('=');
        let minutes = minutes_meant(&typed.join(" ")).filter(|_| is_number);
        match minutes.filter(|minutes| (1..=MOST).contains(minutes)) {
            Some(minutes) if !self.read.says_minutes => {
                let typed = typed.join(" ");
                let finding = item_attribute::minutes_without_key(span, &typed, minutes);
                self.findings.push(finding);
                self.read.says_minutes = true;
                self.seen.push("minutes".to_owned());
                self.value("minutes", &minutes.to_string(), span);
            }
            _ => self.findings.push(item_attribute::unknown_key(span, key)),
        }
    }

    /// A value without the comma that somebody put between two attributes. Only names that are used stand in a list.
    fn without_comma(&mut self, span: Span, key: &str, value: &str) -> String {
        let next = value.match_indices(',').find(|(at, _)| {
            let behind = &value[at + 1..];
            let is_key = behind.split_once('=').is_some_and(|(key, _)| ITEM.has(key));
            is_key || behind.is_empty() && key != "uses"
        });
        let Some((at, _)) = next else {
            return value.to_owned();
        };
        let (first, behind) = (&value[..at], &value[at + 1..]);
        let finding = item_attribute::comma(span, key, first, behind);
        self.findings.push(finding);
        first.to_owned()
    }

    fn value(&mut self, key: &str, value: &str, span: Span) {
        match key {
            "minutes" => match minutes(value, span) {
                Ok(minutes) => self.read.minutes = Some(minutes),
                Err(fault) => self
                    .findings
                    .push(item_attribute::minutes(span, value, fault)),
            },
            // The cap and the group's size are joined to the minutes at the end: braces have no order.
            "cap" => self.cap = self.whole(key, value, span),
            "least" => {
                let least = self.whole(key, value, span);
                self.read.least = least.map(|value| Spanned { value, span });
            }
            "priority" => match Priority::ALL.iter().find(|(name, _)| *name == value) {
                Some((_, priority)) => self.read.priority = *priority,
                None => self.findings.push(item_attribute::priority(span, value)),
            },
            "group" => {
                let size = whole(value).filter(|size| (2..=MOST_PEOPLE).contains(size));
                if size.is_none() {
                    self.findings.push(item_attribute::group(span, value));
                }
                self.read.group = size.map(|value| Spanned { value, span });
            }
            "lead" => {
                let value = value.to_owned();
                self.read.lead = Some(Spanned { value, span });
            }
            _ => self.uses(value, span),
        }
    }

    fn whole(&mut self, key: &str, value: &str, span: Span) -> Option<u32> {
        let number = whole(value).filter(|number| (1..=MOST).contains(number));
        if number.is_none() {
            self.findings.push(item_attribute::number(span, key, value));
        }
        number
    }

    /// Ids with commas, each with its place where the value stands in one piece.
    fn uses(&mut self, value: &str, span: Span) {
        let one_piece = (span.end - span.start) as usize == value.len();
        let mut at = span.start as usize;
        for id in value.split(',') {
            let place = if one_piece {
                Span::new(span.source, at..at + id.len())
            } else {
                span
            };
            at += id.len() + 1;
            if id.is_empty() {
                self.findings.push(item_attribute::empty_name(span, value));
            } else {
                self.read.uses.push(Spanned {
                    value: id.to_owned(),
                    span: place,
                });
            }
        }
    }
}

/// A role of several words as its heading's id has it.
fn meant(typed: &[&str]) -> String {
    let words = typed.join(" ");
    let value = words.split_once('=').map_or("", |(_, value)| value);
    let value = value.trim().trim_matches(MARKS);
    slug(&value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `N`, `N+M/person` or `N+M/member`, where `M` may have two decimal places.
fn minutes(value: &str, span: Span) -> Result<Minutes, MinutesFault> {
    let (fixed, each) = match value.split_once('+') {
        Some((fixed, each)) => (fixed, Some(each)),
        None => (value, None),
    };
    let fixed = fixed_minutes(fixed)?;
    let (per_person, per_member) = each.map_or(Ok((0, 0)), growth)?;
    let growth = per_person.max(per_member);
    if fixed == 0 && growth == 0 {
        return Err(MinutesFault::None);
    }
    if fixed > MOST || growth > MOST * 100 {
        return Err(MinutesFault::TooMany);
    }
    Ok(Minutes {
        fixed,
        per_person,
        per_member,
        group: None,
        cap: None,
        span,
    })
}

/// `M/person` or `M/member`: in hundredths, what each person and each member of a group adds.
/// The minutes that an item takes with however many people.
fn fixed_minutes(text: &str) -> Result<u32, MinutesFault> {
    if text.starts_with(['-', '−']) {
        return Err(MinutesFault::Negative);
    }
    if text.contains(['.', ',']) && hundredths(text).is_some() {
        return Err(MinutesFault::Fraction);
    }
    whole(text).ok_or(MinutesFault::Form)
}

fn growth(each: &str) -> Result<(u32, u32), MinutesFault> {
    let (number, of) = each.split_once('/').ok_or(MinutesFault::Form)?;
    if number.starts_with(['-', '−']) {
        return Err(MinutesFault::Negative);
    }
    let number = hundredths(number).ok_or(MinutesFault::Form)?;
    match of {
        "person" => Ok((number, 0)),
        "member" => Ok((0, number)),
        _ => Err(MinutesFault::Form),
    }
}

fn whole(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// A number with up to two decimal places, in hundredths.
pub(super) fn hundredths(text: &str) -> Option<u32> {
    let (whole_part, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let missing = 2usize.checked_sub(decimals.len())?;
    let (whole_part, decimals) = match (whole_part, decimals) {
        ("", "") => return None,
        ("", decimals) => (0, whole(decimals)?),
        (whole_part, "") => (whole(whole_part)?, 0),
        (whole_part, decimals) => (whole(whole_part)?, whole(decimals)?),
    };
    let decimals = decimals * 10u32.pow(missing as u32);
    whole_part.checked_mul(100)?.checked_add(decimals)
}
