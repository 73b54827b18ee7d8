//! What a drawing names outside itself. Pictures in pages load nothing, so it is left out, and told.

/// As many are kept of what one drawing names.
const MOST: usize = 50;

/// As many letters are kept of an address.
const LONGEST: usize = 80;

/// What a drawing wants from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A picture, or a part of another drawing.
    Picture,
    /// A color, a mask or anything else of which its look is made.
    Look,
    /// A font, or a style sheet, which mostly holds fonts.
    Font,
    /// A page that a link leads to.
    Link,
}

/// What a drawing names outside itself, each with its address, in the order in which it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut(Vec<(Wanted, String)>);

impl LeftOut {
    /// Notes an address, unless it is known or empty.
    pub(super) fn note(&mut self, wanted: Wanted, address: &str) {
        let address = address.trim();
        if address.is_empty() || self.0.len() >= MOST {
            return;
        }
        let mut shown: String = address.chars().take(LONGEST).collect();
        if shown.len() < address.len() {
            shown.push('…');
        }
        let found = (wanted, shown);
        if !self.0.contains(&found) {
            self.0.push(found);
        }
    }

    /// Adds what a part of the drawing names.
    pub(super) fn extend(&mut self, inner: LeftOut) {
        for (wanted, address) in inner.0 {
            self.note(wanted, &address);
        }
    }

    /// The addresses of one sort.
    pub fn addresses(&self, wanted: Wanted) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |(sort, _)| *sort == wanted);
        found.map(|(_, address)| address.as_str())
    }
}
