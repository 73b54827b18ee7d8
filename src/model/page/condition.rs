//! The condition of a `WHAT IF`: `people > 18`.

use std::fmt;

/// What has to be so of a meeting for a block to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// What is counted.
    pub of: Counted,
    /// How it is compared.
    pub is: Comparison,
    /// With what.
    pub number: u32,
}

/// What a condition counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Those who come.
    People,
    /// The minutes that the meeting has.
    Minutes,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Fewer,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `=`
    Exactly,
}

impl Counted {
    /// Each with the word by which a condition names it.
    pub const ALL: [(&'static str, Counted); 2] =
        [("people", Counted::People), ("minutes", Counted::Minutes)];

    /// The word by which a condition names it.
    pub fn name(self) -> &'static str {
        match self {
            Counted::People => "people",
            Counted::Minutes => "minutes",
        }
    }
}

impl Comparison {
    /// Each with its sign. The longer come first, so that the first that a text begins with is its own.
    pub const ALL: [(&'static str, Comparison); 5] = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Fewer),
        (">", Comparison::More),
        ("=", Comparison::Exactly),
    ];

    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Fewer => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
            Comparison::Exactly => "=",
        }
    }

    /// The end of the keys under which languages have words for it.
    pub fn name(self) -> &'static str {
        match self {
            Comparison::Fewer => "fewer",
            Comparison::AtMost => "at-most",
            Comparison::More => "more",
            Comparison::AtLeast => "at-least",
            Comparison::Exactly => "exactly",
        }
    }
}

impl Condition {
    /// Reads `people > 18`, with spaces wherever one likes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Condition> {
        let text = text.trim();
        let length = text.find(|c: char| !c.is_ascii_alphabetic())?;
        let (name, rest) = text.split_at(length);
        let mut known = Counted::ALL.iter();
        let (_, of) = known.find(|(word, _)| word.eq_ignore_ascii_case(name))?;
        let rest = rest.trim_start();
        let mut signs = Comparison::ALL.iter();
        let (sign, is) = signs.find(|(sign, _)| rest.starts_with(sign))?;
        let number = rest[sign.len()..].trim();
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let number = number.parse().ok().filter(|_| is_number)?;
        Some(Condition {
            of: *of,
            is: *is,
            number,
        })
    }

    /// Whether it holds for so many.
    pub fn holds_for(&self, count: u32) -> bool {
        match self.is {
            Comparison::Fewer => count < self.number,
            Comparison::AtMost => count <= self.number,
            Comparison::More => count > self.number,
            Comparison::AtLeast => count >= self.number,
            Comparison::Exactly => count == self.number,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.of.name(), self.is.sign(), self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    #[test]
    fn a_condition_is_one_comparison_with_a_number() {
        for (text, read) in [
            ("people > 18", Some("people > 18")),
            ("people>18", Some("people > 18")),
            (" People  >=18 ", Some("people >= 18")),
            ("minutes <= 90", Some("minutes <= 90")),
            ("people = 12", Some("people = 12")),
            ("people == 12", None),
            ("people => 12", None),
            ("people > 12.5", None),
            ("people > -1", None),
            ("people > 18 people", None),
            ("people > 6 and people < 18", None),
            ("persons > 18", None),
            ("people", None),
            ("18 < people", None),
            ("> 18", None),
        ] {
            let found = Condition::parse(text).map(|condition| condition.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
    }
}
