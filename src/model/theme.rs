//! What a theme says of itself in its `theme.toml`: what it extends, and its tokens.
//!
//! Tokens are the colours, letters and measures of a theme, by name. Style sheets and printed sheets have the same.

use crate::model::colour::Colour;
use crate::model::source::{SourceId, Span, Spanned};

/// What stands in a `theme.toml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThemeSettings {
    /// The file; none for a theme without one.
    pub source: Option<SourceId>,
    /// The theme that lies beneath this one.
    pub extends: Option<Spanned<String>>,
    /// Its tokens.
    pub tokens: Tokens,
}

/// What a reader's screen is like, as far as tokens go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Also paper, and whatever the others do not say otherwise.
    Light,
    /// A dark screen.
    Dark,
    /// For readers who ask for more contrast.
    MoreContrast,
    /// Both.
    MoreContrastDark,
}

impl Scheme {
    /// All of them, each over those before it.
    pub const ALL: [Scheme; 4] = [
        Scheme::Light,
        Scheme::Dark,
        Scheme::MoreContrast,
        Scheme::MoreContrastDark,
    ];

    /// The table of its tokens within `[tokens]`; none for the table itself.
    pub fn table(self) -> Option<&'static str> {
        match self {
            Scheme::Light => None,
            Scheme::Dark => Some("dark"),
            Scheme::MoreContrast => Some("more-contrast"),
            Scheme::MoreContrastDark => Some("more-contrast-dark"),
        }
    }

    /// Those whose tokens such a screen shows, the first that has one counting.
    fn shown(self) -> &'static [Scheme] {
        match self {
            Scheme::Light => &[Scheme::Light],
            Scheme::Dark => &[Scheme::Dark, Scheme::Light],
            Scheme::MoreContrast => &[Scheme::MoreContrast, Scheme::Light],
            Scheme::MoreContrastDark => &[
                Scheme::MoreContrastDark,
                Scheme::MoreContrast,
                Scheme::Dark,
                Scheme::Light,
            ],
        }
    }
}

/// A colour, a measure or letters, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Without hyphens before it: `ink`.
    pub name: String,
    /// As CSS has it.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
    /// Whether it is said in the project, and not by the program.
    pub is_own: bool,
    /// Whether no theme beneath has one of its name.
    pub is_new: bool,
}

/// The tokens of a theme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tokens {
    /// For each of [`Scheme::ALL`].
    sets: [Vec<Token>; 4],
    /// Which token is read on which.
    pub pairs: Vec<[Spanned<String>; 2]>,
}

/// The colour that a group chooses; other colours follow from it.
pub const ACCENT: &str = "accent";

/// What can be read on it, and what of it can be read on paper.
const OF_ACCENT: [&str; 2] = ["on-accent", "accent-text"];

/// The ground of a page.
const PAPER: &str = "paper";

/// The token behind boxes and tables.
const SHADE: &str = "shade";

/// How often one token may lead to another.
const MOST_STEPS: usize = 8;

impl Tokens {
    /// The tokens of one scheme.
    pub fn of(&self, scheme: Scheme) -> &[Token] {
        &self.sets[scheme as usize]
    }

    /// Adds a token, in place of one of its name.
    pub fn set(&mut self, scheme: Scheme, token: Token) {
        let set = &mut self.sets[scheme as usize];
        match set.iter_mut().find(|known| known.name == token.name) {
            Some(known) => *known = token,
            None => set.push(token),
        }
    }

    /// Lays the tokens of a theme over these.
    pub fn merge(&mut self, above: Tokens, is_own: bool) {
        for scheme in Scheme::ALL {
            for token in above.of(scheme) {
                let token = token.clone();
                let mut beneath = self.sets.iter().flatten();
                let is_known = beneath.any(|one| one.name == token.name && !one.is_new);
                let is_new = is_own && !is_known;
                let token = Token {
                    is_own,
                    is_new,
                    ..token
                };
                self.set(scheme, token);
            }
        }
        for pair in above.pairs {
            let is_same = |known: &[Spanned<String>; 2]| {
                known
                    .iter()
                    .zip(&pair)
                    .all(|(one, other)| one.value == other.value)
            };
            if !self.pairs.iter().any(is_same) {
                self.pairs.push(pair);
            }
        }
    }

    /// What such a screen shows of a name.
    pub fn get(&self, scheme: Scheme, name: &str) -> Option<&Token> {
        let sets = scheme.shown().iter();
        let mut found =
            sets.filter_map(|scheme| self.of(*scheme).iter().find(|token| token.name == name));
        found.next()
    }

    /// The value of a token, when others that it names are looked up; `None` where these are not there.
    pub fn value(&self, scheme: Scheme, name: &str) -> Option<&str> {
        let mut value = self.get(scheme, name)?.value.as_str();
        for _ in 0..MOST_STEPS {
            let Some(variable) = value.trim().strip_prefix("var(--") else {
                return Some(value);
            };
            let variable = variable.strip_suffix(')')?;
            let (name, fallback) = match variable.split_once(',') {
                Some((name, fallback)) => (name, Some(fallback.trim())),
                None => (variable, None),
            };
            let other = self.get(scheme, name.trim());
            value = other.map(|token| token.value.as_str()).or(fallback)?;
        }
        None
    }

    /// The colour of a token; `None` where it has none.
    pub fn colour(&self, scheme: Scheme, name: &str) -> Option<Colour> {
        Colour::parse(self.value(scheme, name)?)
    }

    /// With the colour of a group, if there is one, and what follows from it: what can be read on it, and the nearest
    /// of its hue that can be read on paper and in boxes.
    #[must_use]
    pub fn with_accent(&self, accent: Option<&Spanned<Colour>>) -> Self {
        let mut tokens = self.clone();
        if let Some(accent) = accent {
            tokens.sets[Scheme::Dark as usize].retain(|token| token.name != ACCENT);
            tokens.set(Scheme::Light, token(ACCENT, accent.value, accent.span));
        }
        for scheme in [Scheme::Light, Scheme::Dark] {
            let Some((colour, span)) = tokens.accent(scheme) else {
                continue;
            };
            let paper = tokens.colour(scheme, PAPER).unwrap_or(Colour::WHITE);
            let shade = tokens.colour(scheme, SHADE).unwrap_or(paper);
            // Text stands on both, and what can be read on the one that is nearer to it can be read on the other.
            let text = colour.readable_on(paper).readable_on(shade);
            for (name, colour) in OF_ACCENT.into_iter().zip([colour.ink(), text]) {
                let is_said = tokens.of(scheme).iter().any(|known| known.name == name);
                if !is_said {
                    tokens.set(scheme, token(name, colour, span));
                }
            }
        }
        tokens
    }

    fn accent(&self, scheme: Scheme) -> Option<(Colour, Span)> {
        let token = self.get(scheme, ACCENT)?;
        Some((self.colour(scheme, ACCENT)?, token.span))
    }
}

fn token(name: &str, colour: Colour, span: Span) -> Token {
    Token {
        name: name.to_owned(),
        value: colour.to_string(),
        span,
        is_own: true,
        is_new: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, Tokens, token};
    use crate::model::colour::Colour;
    use crate::model::source::{Sources, Span, Spanned};

    #[test]
    fn a_colour_of_a_group_can_be_read_on_light_and_dark_paper() {
        let span = Span::whole(Sources::default().insert("x", ""));
        let colour = |text: &str| Colour::parse(text).expect("it is a colour");
        let mut tokens = Tokens::default();
        tokens.set(Scheme::Light, token("paper", Colour::WHITE, span));
        tokens.set(Scheme::Dark, token("paper", colour("#111"), span));
        tokens.set(Scheme::Dark, token("shade", colour("#2b3035"), span));
        let mut link = token("link", Colour::BLACK, span);
        link.value = "var(--accent-text, #124a85)".to_owned();
        tokens.set(Scheme::Light, link);
        assert_eq!(
            tokens.colour(Scheme::Light, "link"),
            Some(colour("#124a85"))
        );
        let accent = Spanned {
            value: colour("#a32a17"),
            span,
        };
        let tokens = tokens.with_accent(Some(&accent));
        assert_eq!(tokens.colour(Scheme::Light, "link"), Some(accent.value));
        assert_eq!(
            tokens.colour(Scheme::Light, "on-accent"),
            Some(Colour::WHITE)
        );
        let dark = tokens.colour(Scheme::Dark, "link").expect("it is one");
        for ground in ["#111", "#2b3035"] {
            assert!(dark.contrast(colour(ground)) >= 4.5, "{dark} on {ground}");
        }
    }

    #[test]
    fn tokens_that_name_each_other_come_to_nothing() {
        let span = Span::whole(Sources::default().insert("x", ""));
        let mut tokens = Tokens::default();
        for (name, value) in [("a", "var(--b)"), ("b", "var(--a)"), ("c", "var(--none)")] {
            let mut token = token(name, Colour::BLACK, span);
            token.value = value.to_owned();
            tokens.set(Scheme::Light, token);
        }
        for name in ["a", "b", "c"] {
            assert_eq!(tokens.value(Scheme::Light, name), None);
        }
    }
}
