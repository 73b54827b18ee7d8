//! The first publication of a work that was printed again or translated: `origdate` and its like.

use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Publisher};

use crate::model::bibliography::{AsWritten, Remark};
use crate::parse::bibliography::date::When;

/// What a record says of the first publication.
#[derive(Default)]
pub(super) struct Original {
    pub(super) date: Option<When>,
    pub(super) title: Option<FormatString>,
    pub(super) publisher: Option<FormatString>,
    pub(super) place: Option<FormatString>,
}

impl Original {
    /// Adds it to the entry of the work. When it was is a remark where no style can print it.
    pub(super) fn put(self, entry: &mut Entry, written: &mut AsWritten) {
        let mut original = Entry::new(entry.key(), EntryType::Original);
        let mut says_more = false;
        match self.date {
            Some(When::Date(date)) => {
                original.set_date(date);
                says_more = true;
            }
            Some(When::Text(text)) => written.remarks.push(Remark { text, url: None }),
            None => {}
        }
        if let Some(title) = self.title {
            original.set_title(title);
            says_more = true;
        }
        if self.publisher.is_some() || self.place.is_some() {
            original.set_publisher(Publisher::new(self.publisher, self.place));
            says_more = true;
        }
        if says_more {
            // Behind the others: the first is what the work stands in.
            let parents = entry.parents().iter().cloned();
            let parents = parents.chain([original]).collect();
            entry.set_parents(parents);
        }
    }
}
