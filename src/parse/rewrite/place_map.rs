//! A text that is made of stretches of another, and where each of its bytes stands there.

use std::ops::Range;

/// A text in the making. Places of the other text are those of its body.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) text: String,
    map: PlaceMap,
}

/// Where the bytes of a text that was made stand in the text that it was made from.
#[derive(Debug, Default, Clone)]
pub(crate) struct PlaceMap {
    /// In order, without a gap.
    segments: Vec<Segment>,
}

#[derive(Debug, Clone)]
struct Segment {
    start: usize,
    from: Range<usize>,
    /// Whether its bytes are those of `from`, and not others that stand for them.
    is_copied: bool,
}

impl Output {
    /// Adds a stretch of the other text as it is.
    pub(super) fn copy(&mut self, other: &str, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.text.push_str(&other[range.clone()]);
        let last = self.map.segments.last_mut();
        if let Some(last) = last.filter(|last| last.is_copied && last.from.end == range.start) {
            last.from.end = range.end;
            return;
        }
        let start = self.text.len() - range.len();
        self.map.add(start, range, true);
    }

    /// Adds other words, which stand for a stretch of the other text, or for its edge.
    pub(super) fn replace(&mut self, range: Range<usize>, words: &str) {
        if !words.is_empty() {
            self.map.add(self.text.len(), range, false);
            self.text.push_str(words);
        }
    }

    pub(super) fn finish(self) -> (String, PlaceMap) {
        (self.text, self.map)
    }
}

impl PlaceMap {
    fn add(&mut self, start: usize, from: Range<usize>, is_copied: bool) {
        self.segments.push(Segment {
            start,
            from,
            is_copied,
        });
    }

    /// The stretch of the other text for which this one stands.
    pub(crate) fn place(&self, range: &Range<usize>) -> Range<usize> {
        if self.segments.is_empty() {
            return range.clone();
        }
        let start = self.start(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.end(last),
            _ => start,
        };
        start..end.max(start)
    }

    fn start(&self, at: usize) -> usize {
        let segment = self.holding(at);
        if segment.is_copied {
            (segment.from.start + at - segment.start).min(segment.from.end)
        } else {
            segment.from.start
        }
    }

    /// Where the byte at `at` ends.
    fn end(&self, at: usize) -> usize {
        let segment = self.holding(at);
        if segment.is_copied {
            (segment.from.start + at + 1 - segment.start).min(segment.from.end)
        } else {
            segment.from.end
        }
    }

    fn holding(&self, at: usize) -> &Segment {
        let after = self.segments.partition_point(|segment| segment.start <= at);
        &self.segments[after.saturating_sub(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::Output;

    #[test]
    fn each_byte_is_found_where_it_came_from() {
        let other = "    one\n    two\n:::\n";
        let mut output = Output::default();
        output.copy(other, 4..8);
        output.copy(other, 12..16);
        output.replace(16..19, "***");
        output.copy(other, 19..20);
        let (text, map) = output.finish();
        assert_eq!(text, "one\ntwo\n***\n");
        for (words, expected) in [("one", 4..7), ("two", 12..15), ("***", 16..19)] {
            let at = text.find(words).unwrap();
            assert_eq!(map.place(&(at..at + words.len())), expected, "{words}");
        }
        assert_eq!(map.place(&(0..text.len())), 4..20);
    }
}
