//! Sets a sheet in spite of what cannot be set of it: a block at which Typst stops is set more
//! simply, and all others as they are.
//!
//! 1. The whole is set as it is, which does nearly always.
//! 2. Letters that no font has get a mark in their place.
//! 3. The words of all pictures are set in their places.
//! 4. If that is refused, the sheet is set without any text. If that is refused too, its template is at
//!    fault. Otherwise blocks are put back, by halves; one that is refused is put back as plain
//!    paragraphs, or not at all.
//! 5. Pictures are put back, by halves, but for those that are refused.
//!
//! Takes the data of a sheet, as JSON, and a way to set it; gives the PDF and what was changed.

use std::ops::Range;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::fault::Fault;
use super::letters;
use super::result::{Change, Pdf, Stop};

/// How often letters may be found missing: each time others may turn up in what replaces them.
const ROUNDS: usize = 4;

/// So many times a sheet is set to find what cannot be set of it. What is not found by then is plain.
const PATIENCE: usize = 60;

/// After so many tries what is left is left out, so that no text takes for ever.
const END_OF_PATIENCE: usize = 4 * PATIENCE;

/// As long as it takes to be that often set on a slow machine.
pub(super) const TIME: Duration = Duration::from_secs(10);

/// Sets a document of this data, tagged or not.
type Setting<'a> = &'a dyn Fn(&str, bool) -> Result<Pdf, Fault>;

/// Sets a sheet of this data. After `time` it is searched as if it had been set as often as there is patience for.
///
/// # Errors
/// Why it cannot be set even without its text.
pub(super) fn set(
    data: &str,
    is_tagged: bool,
    has_letter: &dyn Fn(char) -> bool,
    setting: Setting<'_>,
    time: Duration,
) -> Result<Pdf, Stop> {
    let mut fault = match setting(data, is_tagged) {
        Ok(pdf) => return Ok(pdf),
        Err(fault) => fault,
    };
    let mut value: Value = serde_json::from_str(data).expect("the program wrote it");
    let mut changes = Vec::new();
    for round in 0..ROUNDS {
        let Fault::Letters(missing) = fault else {
            break;
        };
        letters::replace(&mut value, &missing, round > 0, has_letter);
        changes.extend(missing.into_iter().map(Change::Letters));
        match setting(&value.to_string(), is_tagged) {
            Ok(pdf) => return Ok(pdf.with(changes)),
            Err(other) => fault = other,
        }
    }
    let stop = fault.stop();
    let blocks = blocks(&value);
    let names = pictures(&value);
    let mut search = Search {
        value: &value,
        forms: vec![Form::AsWritten; blocks.len()],
        blocks: &blocks,
        left_out: vec![true; names.len()],
        names: &names,
        is_tagged,
        setting,
        tries: 0,
        begun: Instant::now(),
        time,
    };
    if let Some(pdf) = search.run() {
        changes.extend(search.changes(&stop));
        return Ok(pdf.with(changes));
    }
    // No block is at fault, but something that stands around them all.
    let pdf = setting(&value.to_string(), false).map_err(|_| stop.clone())?;
    changes.push(Change::Untagged(stop));
    Ok(pdf.with(changes))
}

/// The data with nothing in the place of each block.
pub(super) fn without_text(data: &str) -> String {
    let mut value: Value = serde_json::from_str(data).expect("the program wrote it");
    each_block(&mut value, &mut |block| {
        *block = Form::LeftOut.of(std::mem::take(block));
    });
    value.to_string()
}

/// The data with the words of the pictures of these names in their places.
pub(crate) fn without_pictures(data: &str, names: &[String]) -> String {
    let mut value: Value = serde_json::from_str(data).expect("the program wrote it");
    let is_missing = |picture: &Value| names.iter().any(|name| picture["file"] == **name);
    each_block(&mut value, &mut |block| {
        *block = in_words(std::mem::take(block), &is_missing);
    });
    value.to_string()
}

impl Pdf {
    fn with(self, changes: Vec<Change>) -> Self {
        Pdf { changes, ..self }
    }
}

/// How much of a block is set, from all to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    AsWritten,
    Plain,
    LeftOut,
}

/// Looks for the blocks and pictures that cannot be set.
struct Search<'a> {
    value: &'a Value,
    /// Those of the data that stand within no other, in order.
    blocks: &'a [Value],
    /// For each of them.
    forms: Vec<Form>,
    names: &'a [String],
    /// For each picture, whether its words stand in its place.
    left_out: Vec<bool>,
    is_tagged: bool,
    setting: Setting<'a>,
    tries: usize,
    begun: Instant,
    time: Duration,
}

impl Search<'_> {
    /// The sheet with as much of it as can be set; `None` if it is refused without any text.
    fn run(&mut self) -> Option<Pdf> {
        let in_words = if self.names.is_empty() {
            None
        } else {
            self.attempt().ok()
        };
        let pdf = match in_words {
            Some(pdf) => pdf,
            None => {
                self.forms.fill(Form::LeftOut);
                let bare = self.attempt().ok()?;
                self.add_blocks(0..self.blocks.len(), bare)
            }
        };
        Some(self.add_pictures(0..self.names.len(), pdf))
    }

    /// How often it was set, or might have been in this time.
    fn spent(&self) -> usize {
        let times = self.begun.elapsed().as_secs_f64() / self.time.as_secs_f64();
        self.tries.max((times * PATIENCE as f64) as usize)
    }

    fn attempt(&mut self) -> Result<Pdf, Fault> {
        self.tries += 1;
        let mut value = self.value.clone();
        let mut forms = self.forms.iter();
        let names = self.names.iter().zip(&self.left_out);
        let names: Vec<&String> = names
            .filter(|(_, out)| **out)
            .map(|(name, _)| name)
            .collect();
        let is_out = |picture: &Value| names.iter().any(|name| picture["file"] == **name);
        each_block(&mut value, &mut |block| {
            let form = forms.next().copied().unwrap_or(Form::AsWritten);
            *block = form.of(in_words(std::mem::take(block), &is_out));
        });
        (self.setting)(&value.to_string(), self.is_tagged)
    }

    /// Puts the blocks of a range back, which `pdf` lacks, each in the first form that can be set.
    fn add_blocks(&mut self, range: Range<usize>, pdf: Pdf) -> Pdf {
        if range.is_empty() || self.spent() > END_OF_PATIENCE {
            return pdf;
        }
        let forms: &[Form] = match range.len() {
            1 => &[Form::AsWritten, Form::Plain],
            _ if self.spent() < PATIENCE => &[Form::AsWritten],
            _ => &[Form::Plain],
        };
        for form in forms {
            self.forms[range.clone()].fill(*form);
            if let Ok(set) = self.attempt() {
                return set;
            }
        }
        self.forms[range.clone()].fill(Form::LeftOut);
        if range.len() == 1 {
            return pdf;
        }
        let middle = range.start + range.len() / 2;
        let pdf = self.add_blocks(range.start..middle, pdf);
        self.add_blocks(middle..range.end, pdf)
    }

    /// Puts the pictures of a range back, which `pdf` lacks, except for those that are refused.
    fn add_pictures(&mut self, range: Range<usize>, pdf: Pdf) -> Pdf {
        if range.is_empty() || self.spent() > END_OF_PATIENCE {
            return pdf;
        }
        self.left_out[range.clone()].fill(false);
        if let Ok(set) = self.attempt() {
            return set;
        }
        self.left_out[range.clone()].fill(true);
        if range.len() == 1 {
            return pdf;
        }
        let middle = range.start + range.len() / 2;
        let pdf = self.add_pictures(range.start..middle, pdf);
        self.add_pictures(middle..range.end, pdf)
    }

    fn changes(&self, stop: &Stop) -> Vec<Change> {
        let blocks = self.forms.iter().zip(self.blocks);
        let blocks = blocks.filter_map(|(form, block)| match form {
            Form::AsWritten => None,
            Form::Plain => Some(Change::Plain(block.to_string(), stop.clone())),
            Form::LeftOut => Some(Change::LeftOut(block.to_string(), stop.clone())),
        });
        let pictures = self.names.iter().zip(&self.left_out);
        let pictures = pictures.filter(|(_, out)| **out);
        let pictures = pictures.map(|(name, _)| Change::Picture(name.clone()));
        blocks.chain(pictures).collect()
    }
}

impl Form {
    fn of(self, block: Value) -> Value {
        match self {
            Form::AsWritten => block,
            Form::Plain => plain(&block),
            Form::LeftOut => json!({ "t": "p", "c": ["…"] }),
        }
    }
}

/// The blocks of a sheet's data that stand within no other, in order.
fn blocks(data: &Value) -> Vec<Value> {
    let mut blocks = Vec::new();
    each_block(&mut data.clone(), &mut |block| blocks.push(block.clone()));
    blocks
}

/// Calls `visit` for each node of the text tree that stands within no other. In the data, nothing else
/// has a key `t`.
fn each_block(data: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if is_node(data) {
        return visit(data);
    }
    match data {
        Value::Array(values) => {
            for value in values {
                each_block(value, visit);
            }
        }
        Value::Object(entries) => {
            for (_, value) in entries {
                each_block(value, visit);
            }
        }
        _ => {}
    }
}

fn is_node(value: &Value) -> bool {
    value.get("t").is_some_and(Value::is_string)
}

fn is_picture(value: &Value) -> bool {
    value.get("t").is_some_and(|t| t == "picture")
}

/// The names of the pictures in some data, each once.
fn pictures(data: &Value) -> Vec<String> {
    let mut names = Vec::new();
    add_pictures_of(data, &mut names);
    names.sort_unstable();
    names.dedup();
    names
}

fn add_pictures_of(data: &Value, names: &mut Vec<String>) {
    if is_picture(data) {
        names.extend(data["file"].as_str().map(str::to_owned));
    }
    match data {
        Value::Array(values) => values
            .iter()
            .for_each(|value| add_pictures_of(value, names)),
        Value::Object(entries) => entries
            .values()
            .for_each(|value| add_pictures_of(value, names)),
        _ => {}
    }
}

/// The block with the words of those pictures in their places that `is_meant` names.
fn in_words(block: Value, is_meant: &dyn Fn(&Value) -> bool) -> Value {
    if is_picture(&block) && is_meant(&block) {
        return block["alt"].clone();
    }
    match block {
        Value::Array(values) => {
            let values = values.into_iter();
            values.map(|value| in_words(value, is_meant)).collect()
        }
        Value::Object(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(key, value)| (key, in_words(value, is_meant)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        other => other,
    }
}

/// The words of a block as paragraphs: one for each paragraph, item and row in it.
fn plain(block: &Value) -> Value {
    let mut paragraphs = vec![String::new()];
    add_words(block, &mut paragraphs);
    paragraphs.retain(|words| !words.trim().is_empty());
    let paragraphs = paragraphs.into_iter();
    let c: Vec<Value> = paragraphs
        .map(|words| json!({ "t": "p", "c": [words] }))
        .collect();
    json!({ "t": "embed", "c": c })
}

/// The keys under which words stand, in the order in which they are read.
const WORDS: [&str; 9] = [
    "label", "term", "text", "alt", "head", "rows", "items", "c", "note",
];

fn add_words(node: &Value, paragraphs: &mut Vec<String>) {
    match node {
        Value::String(words) => {
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(words);
            }
        }
        Value::Array(values) => {
            for value in values {
                // A cell is a list of inlines, and a block, a row and an item begin anew.
                if !value.is_string() && !is_inline(value) {
                    paragraphs.push(String::new());
                }
                add_words(value, paragraphs);
            }
        }
        Value::Object(entries) => {
            for key in WORDS {
                if let Some(value) = entries.get(key) {
                    add_words(value, paragraphs);
                }
            }
        }
        _ => {}
    }
}

fn is_inline(value: &Value) -> bool {
    const INLINES: [&str; 8] = [
        "em", "strong", "del", "br", "link", "cite", "blank", "picture",
    ];
    let t = value.get("t").and_then(Value::as_str);
    t.is_some_and(|t| INLINES.contains(&t) || t == "code")
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::thread;
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::super::fault::Fault;
    use super::super::result::{Change, Pdf, Stop};
    use super::set;

    fn pdf() -> Pdf {
        Pdf {
            pages: 1,
            file_pages: 1,
            sides: 1,
            ..Pdf::default()
        }
    }

    /// How often a sheet of 512 quotations is set, each of them refused and slow; and what was changed.
    fn searched(time: Duration) -> (usize, Vec<Change>) {
        let quotation = json!({ "t": "quote", "c": [{ "t": "p", "c": ["Words."] }] });
        let data = json!({ "text": vec![quotation; 512] }).to_string();
        let tries = Cell::new(0);
        let setting = |data: &str, _: bool| {
            tries.set(tries.get() + 1);
            thread::sleep(Duration::from_millis(2));
            let data: Value = serde_json::from_str(data).expect("it is JSON");
            let mut blocks = data["text"].as_array().into_iter().flatten();
            if !blocks.any(|block| block["t"] == "quote") {
                return Ok(pdf());
            }
            Err(Fault::Stop(Stop {
                place: None,
                cause: "a quotation".to_owned(),
            }))
        };
        let set = set(&data, true, &|_| true, &setting, time);
        (tries.get(), set.expect("it can be set").changes)
    }

    #[test]
    fn a_search_that_takes_long_ends_with_what_is_left_set_plainly() {
        let (patient, changes) = searched(Duration::from_mins(10));
        assert_eq!(changes.len(), 512);
        let (hurried, changes) = searched(Duration::from_millis(20));
        assert_eq!(changes.len(), 512);
        assert!(
            changes
                .iter()
                .any(|change| matches!(change, Change::Plain(..)))
        );
        assert!(hurried < patient / 2, "{hurried} {patient}");
    }
}
