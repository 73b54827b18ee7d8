//! Colours as people type them, and whether text in one can be read on another (WCAG 2.2, success criterion 1.4.3).

use std::fmt;

use color::{AlphaColor, Oklch, Srgb, parse_color};

/// How much text has to differ from its ground, for level AA.
pub const READABLE: f32 = 4.5;

/// An opaque colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White paper.
    pub const WHITE: Colour = Colour {
        red: 255,
        green: 255,
        blue: 255,
    };

    /// Black ink.
    pub const BLACK: Colour = Colour {
        red: 0,
        green: 0,
        blue: 0,
    };

    /// A colour of CSS, such as `#a32a17`, `darkred` or `oklch(40% 0.1 30)`; `None` for what is none, and for one that
    /// shows what lies beneath it.
    pub fn parse(text: &str) -> Option<Self> {
        let colour = parse_color(text.trim()).ok()?;
        let colour = colour.to_alpha_color::<Srgb>();
        (colour.components[3] >= 1.0).then(|| Self::of(colour))
    }

    fn of(colour: AlphaColor<Srgb>) -> Self {
        let colour = colour.to_rgba8();
        Colour {
            red: colour.r,
            green: colour.g,
            blue: colour.b,
        }
    }

    fn alpha_color(self) -> AlphaColor<Srgb> {
        AlphaColor::from_rgb8(self.red, self.green, self.blue)
    }

    /// How much two colours differ in light: 1 for the same, 21 for black and white.
    pub fn contrast(self, other: Self) -> f32 {
        let light = |colour: Self| {
            let [red, green, blue, _] = colour
                .alpha_color()
                .convert::<color::LinearSrgb>()
                .components;
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        let (one, two) = (light(self), light(other));
        one.max(two) / one.min(two)
    }

    /// Black or white, whichever can be read better on this.
    pub fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// This colour, or the nearest of its hue that can be read on the ground.
    pub fn readable_on(self, ground: Self) -> Self {
        const STEPS: u8 = 50;
        let [lightness, chroma, hue, _] = self.alpha_color().convert::<Oklch>().components;
        let goal = if ground.ink() == Self::WHITE {
            1.0
        } else {
            0.0
        };
        let at = |step: u8| {
            let share = f32::from(step) / f32::from(STEPS);
            let lightness = lightness + (goal - lightness) * share;
            // What is nearly white or black has no room for colour.
            let colour =
                AlphaColor::<Oklch>::new([lightness, chroma * (1.0 - share * share), hue, 1.0]);
            Self::of(colour.convert())
        };
        if self.contrast(ground) >= READABLE {
            return self;
        }
        let mut darker = (1..=STEPS).map(at);
        darker
            .find(|colour| colour.contrast(ground) >= READABLE)
            .unwrap_or_else(|| ground.ink())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, READABLE};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("it is a colour")
    }

    #[test]
    fn colours_are_read_as_css_has_them() {
        for (text, expected) in [
            ("#a32a17", "#a32a17"),
            (" #FFF ", "#ffffff"),
            ("rebeccapurple", "#663399"),
            ("rgb(200 100 50)", "#c86432"),
        ] {
            assert_eq!(colour(text).to_string(), expected);
        }
        for text in ["", "redd", "#12", "#a32a1780", "transparent", "var(--x)"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
        assert!((colour("#767676").contrast(Colour::WHITE) - 4.54).abs() < 0.01);
        assert_eq!(colour("#ffd400").ink(), Colour::BLACK);
    }

    #[test]
    fn a_colour_is_made_readable_on_light_and_on_dark_paper() {
        let dark = colour("#14171a");
        for text in [
            "#ffd400", "#a32a17", "#000", "#fff", "#777", "#0000ff", "lime",
        ] {
            for ground in [Colour::WHITE, dark] {
                let readable = colour(text).readable_on(ground);
                assert!(readable.contrast(ground) >= READABLE, "{text}: {readable}");
            }
        }
        assert_eq!(
            colour("#a32a17").readable_on(Colour::WHITE),
            colour("#a32a17")
        );
    }
}
