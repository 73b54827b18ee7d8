//! The text that a writer meant, with the places of its values in the text that stands there.

use std::ops::Range;

use crate::model::source::Span;
use crate::model::value::{Data, Table, Value};
use crate::parse::data_fault::sound::Sound;
use crate::parse::entry;

/// The sound text with corrections in the places of faults, so that what is said of the whole is said of what was
/// meant.
pub(in crate::parse) struct Meant {
    pub(in crate::parse) text: String,
    corrections: Vec<Correction>,
}

/// Lines that are read as others.
struct Correction {
    /// In the text that is meant.
    new: Range<usize>,
    /// In the text that stands there.
    old: Range<usize>,
    /// Where the value begins in each.
    values: [usize; 2],
    /// How many bytes at their heads are the same.
    same: usize,
}

impl Meant {
    /// `sound` is what can be read of what was `written`. A line whose value alone is at fault is read as it should be typed, and with `reads_lines` any other too.
    pub(in crate::parse) fn of(sound: &Sound, written: &str, reads_lines: bool) -> Self {
        let mut text = String::with_capacity(sound.text.len());
        let mut corrections = Vec::new();
        let mut read = 0;
        for fault in &sound.faults {
            let Some((old, typed)) = &fault.typed else {
                continue;
            };
            let is_of_value = fault.range.start > old.start;
            if old.start < read || !(is_of_value || reads_lines) {
                continue;
            }
            text.push_str(&sound.text[read..old.start]);
            let start = text.len();
            text.push_str(typed);
            corrections.push(Correction {
                new: start..text.len(),
                old: old.clone(),
                same: same(typed, &written[old.clone()]),
                values: [
                    start + entry::line(typed).value_at,
                    fault.range.start.max(old.start),
                ],
            });
            read = old.end;
        }
        text.push_str(&sound.text[read..]);
        Self { text, corrections }
    }

    /// Where the lines begin that are read as others.
    pub(in crate::parse) fn corrected(&self) -> Vec<usize> {
        self.corrections.iter().map(|one| one.old.start).collect()
    }

    /// Moves the places of a table that was read from the text to where they are in the one that stands there.
    pub(in crate::parse) fn place_in(&self, table: &mut Table, offset: usize) {
        for entry in &mut table.entries {
            entry.key_span = self.place(entry.key_span, offset);
            self.place_value(&mut entry.value, offset);
        }
    }

    fn place_value(&self, value: &mut Value, offset: usize) {
        value.span = self.place(value.span, offset);
        match &mut value.data {
            Data::Table(table) => self.place_in(table, offset),
            Data::Array(items) => items
                .iter_mut()
                .for_each(|item| self.place_value(item, offset)),
            _ => {}
        }
    }

    fn place(&self, span: Span, offset: usize) -> Span {
        let start = self.position(span.start as usize - offset, false);
        let end = self.position(span.end as usize - offset, true);
        Span::new(span.source, offset + start..offset + end.max(start))
    }

    fn position(&self, at: usize, is_end: bool) -> usize {
        let after = |one: &Correction| one.new.start < at || one.new.start == at && !is_end;
        let known = self.corrections.partition_point(after);
        let Some(one) = known
            .checked_sub(1)
            .and_then(|known| self.corrections.get(known))
        else {
            return at;
        };
        if at > one.new.end || at == one.new.end && !is_end {
            return one.old.end + (at - one.new.end);
        }
        if at <= one.new.start + one.same {
            return one.old.start + (at - one.new.start);
        }
        let [new_value, old_value] = one.values;
        if at < new_value {
            // Names are typed alike in both.
            return (one.old.start + (at - one.new.start)).min(one.old.end);
        }
        if is_end { one.old.end } else { old_value }
    }
}

/// The length of what two texts begin with.
fn same(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    let same = pairs.take_while(|(one, other)| one == other);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}
