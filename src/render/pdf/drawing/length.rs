//! Lengths of CSS in the units that SVG 1.1 has, which are those that the typesetter knows.
//!
//! `calc()`, `min()`, `max()` and `clamp()` are worked out where their parts are of one sort, as
//! CSS Values and Units Level 4 says; units of the root's font and of the drawing's size become pixels.

use super::outside::position;

/// What lengths are measured by, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// The size of the font.
    pub(super) font: f64,
    pub(super) root_font: f64,
    /// The width and height of what the drawing shows, in its own measure, where it says them.
    pub(super) view: Option<[f64; 2]>,
    /// Its width and height on the page.
    pub(super) window: Option<[f64; 2]>,
}

impl Default for Measures {
    /// Where nothing is said.
    fn default() -> Self {
        Measures {
            font: 16.0,
            root_font: 16.0,
            view: None,
            window: None,
        }
    }
}

/// A value that cannot be told in plain lengths.
#[derive(Debug, PartialEq)]
pub(super) struct NotPlain;

/// Functions that calculate.
const FUNCTIONS: [&str; 4] = ["calc", "min", "max", "clamp"];

/// Calculations within calculations end here.
const MAX_DEPTH: usize = 32;

/// The value with each of its lengths in a plain unit, and nothing left to be calculated.
///
/// # Errors
/// When a length depends on what is not known.
pub(super) fn plain(value: &str, measures: &Measures) -> Result<String, NotPlain> {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(letter) = rest.chars().next() {
        let length = if letter == '"' || letter == '\'' {
            rest[1..].find(letter).map_or(rest.len(), |end| end + 2)
        } else if let Some(number) = Number::first(rest) {
            out.push_str(&number.plain(measures)?);
            rest = &rest[number.length..];
            continue;
        } else if is_name(letter) || letter == '#' {
            let end = rest[letter.len_utf8()..].find(|c| !is_name(c));
            let end = end.map_or(rest.len(), |end| end + letter.len_utf8());
            let name = rest[..end].to_ascii_lowercase();
            let inside = rest[end..].strip_prefix('(');
            if let Some(inside) = inside.filter(|_| FUNCTIONS.contains(&&*name)) {
                let close = position(inside, &[')']).ok_or(NotPlain)?;
                out.push_str(&function(&name, &inside[..close], measures, 0)?.written()?);
                rest = &inside[close + 1..];
                continue;
            }
            if name == "url" {
                rest.find(')').map_or(rest.len(), |close| close + 1)
            } else {
                end
            }
        } else {
            letter.len_utf8()
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Ok(out)
}

/// A length in pixels, if it is one that does not depend on what is around the element.
pub(super) fn pixels(value: &str, measures: &Measures) -> Option<f64> {
    let number = Number::first(value).filter(|number| number.length == value.len())?;
    match number.amount(measures).ok()? {
        Amount::Pixels(pixels) => Some(pixels),
        Amount::Plain(number) => Some(number),
        Amount::Percent(_) => None,
    }
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') || !letter.is_ascii()
}

/// A number with its unit, at the head of a text.
pub(super) struct Number<'a> {
    pub(super) value: f64,
    pub(super) unit: &'a str,
    typed: &'a str,
    length: usize,
}

impl<'a> Number<'a> {
    pub(super) fn first(text: &'a str) -> Option<Self> {
        let digits = text.trim_start_matches(['+', '-']);
        if text.len() - digits.len() > 1
            || !digits
                .trim_start_matches('.')
                .starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let mut end = text.len() - digits.trim_start_matches(is_part).len();
        // An exponent, unless it is the beginning of `em`.
        let after = &text[end..];
        let exponent = after.strip_prefix(['e', 'E']).map(|rest| {
            let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
            (rest.len() - digits.len(), digits)
        });
        if let Some((sign, digits)) = exponent
            && digits.starts_with(|c: char| c.is_ascii_digit())
        {
            let figures = digits.len()
                - digits
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .len();
            end += 1 + sign + figures;
        }
        let unit_end = text[end..].find(|c: char| !c.is_ascii_alphabetic() && c != '%');
        let length = unit_end.map_or(text.len(), |at| end + at);
        Some(Number {
            value: text[..end].parse().ok()?,
            unit: &text[end..length],
            typed: &text[..length],
            length,
        })
    }

    /// As it was typed where the typesetter knows the unit, or none is known.
    fn plain(&self, measures: &Measures) -> Result<String, NotPlain> {
        let unit = self.unit.to_ascii_lowercase();
        let needs_help = [
            "rem", "ch", "ic", "vw", "vh", "vmin", "vmax", "svw", "svh", "lvw", "lvh", "dvw",
            "dvh", "vi", "vb", "q", "lh", "rlh", "cap", "cqw", "cqh",
        ];
        if needs_help.contains(&&*unit) {
            self.amount(measures)?.written()
        } else {
            Ok(self.typed.to_owned())
        }
    }

    fn amount(&self, measures: &Measures) -> Result<Amount, NotPlain> {
        let view = |side: usize| {
            measures
                .window
                .map(|sides| sides[side] / 100.0)
                .ok_or(NotPlain)
        };
        let unit = self.unit.to_ascii_lowercase();
        let pixels = match &*unit {
            "" => return Ok(Amount::Plain(self.value)),
            "%" => return Ok(Amount::Percent(self.value)),
            "px" => 1.0,
            "pt" => 96.0 / 72.0,
            "pc" => 16.0,
            "in" => 96.0,
            "cm" => 96.0 / 2.54,
            "mm" => 96.0 / 25.4,
            "q" => 96.0 / 101.6,
            "em" | "ic" => measures.font,
            // What CSS takes where nothing is known of the font.
            "ex" | "ch" => measures.font / 2.0,
            "rem" => measures.root_font,
            "vw" | "svw" | "lvw" | "dvw" | "vi" => view(0)?,
            "vh" | "svh" | "lvh" | "dvh" | "vb" => view(1)?,
            "vmin" => view(0)?.min(view(1)?),
            "vmax" => view(0)?.max(view(1)?),
            _ => return Err(NotPlain),
        };
        Ok(Amount::Pixels(self.value * pixels))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Amount {
    Plain(f64),
    Pixels(f64),
    Percent(f64),
}

impl Amount {
    fn number(self) -> f64 {
        match self {
            Amount::Plain(number) | Amount::Pixels(number) | Amount::Percent(number) => number,
        }
    }

    /// Another amount of the same sort.
    fn with(self, number: f64) -> Amount {
        match self {
            Amount::Plain(_) => Amount::Plain(number),
            Amount::Pixels(_) => Amount::Pixels(number),
            Amount::Percent(_) => Amount::Percent(number),
        }
    }

    /// Two amounts of one sort; nothing takes any sort.
    fn join(self, other: Amount, join: fn(f64, f64) -> f64) -> Result<Amount, NotPlain> {
        let same = std::mem::discriminant(&self) == std::mem::discriminant(&other);
        let sort = if same || other.number() == 0.0 {
            self
        } else if self.number() == 0.0 {
            other
        } else {
            return Err(NotPlain);
        };
        Ok(sort.with(join(self.number(), other.number())))
    }

    fn written(self) -> Result<String, NotPlain> {
        let number = self.number();
        if !number.is_finite() {
            return Err(NotPlain);
        }
        let number = (number * 10_000.0).round() / 10_000.0;
        Ok(match self {
            Amount::Plain(_) => format!("{number}"),
            Amount::Pixels(_) => format!("{number}px"),
            Amount::Percent(_) => format!("{number}%"),
        })
    }
}

fn function(
    name: &str,
    inside: &str,
    measures: &Measures,
    depth: usize,
) -> Result<Amount, NotPlain> {
    if depth > MAX_DEPTH {
        return Err(NotPlain);
    }
    let mut arguments = Vec::new();
    let mut rest = inside;
    while let Some(comma) = position(rest, &[',']) {
        arguments.push(sum(&mut rest[..comma].trim_start(), measures, depth)?);
        rest = &rest[comma + 1..];
    }
    arguments.push(sum(&mut rest.trim_start(), measures, depth)?);
    let first = arguments[0];
    let rest = arguments[1..].iter().copied();
    match (name, arguments.as_slice()) {
        ("calc", [one]) => Ok(*one),
        ("min", _) => rest
            .into_iter()
            .try_fold(first, |one, other| one.join(other, f64::min)),
        ("max", _) => rest
            .into_iter()
            .try_fold(first, |one, other| one.join(other, f64::max)),
        ("clamp", [least, wanted, most]) => wanted.join(*most, f64::min)?.join(*least, f64::max),
        _ => Err(NotPlain),
    }
}

/// A sum of products, which has to take all of the text.
fn sum(text: &mut &str, measures: &Measures, depth: usize) -> Result<Amount, NotPlain> {
    let mut total = product(text, measures, depth)?;
    loop {
        *text = text.trim_start();
        let Some(sign) = text.chars().next() else {
            return Ok(total);
        };
        *text = &text[sign.len_utf8()..];
        let next = product(text, measures, depth)?;
        total = match sign {
            '+' => total.join(next, |one, other| one + other)?,
            '-' => total.join(next, |one, other| one - other)?,
            _ => return Err(NotPlain),
        };
    }
}

fn product(text: &mut &str, measures: &Measures, depth: usize) -> Result<Amount, NotPlain> {
    let mut total = factor(text, measures, depth)?;
    loop {
        *text = text.trim_start();
        let Some(sign) = text.chars().next().filter(|c| matches!(c, '*' | '/')) else {
            return Ok(total);
        };
        *text = &text[1..];
        let next = factor(text, measures, depth)?;
        total = match (sign, total, next) {
            ('*', total, Amount::Plain(number)) => total.with(total.number() * number),
            ('*', Amount::Plain(number), next) => next.with(next.number() * number),
            ('/', total, Amount::Plain(number)) => total.with(total.number() / number),
            _ => return Err(NotPlain),
        };
    }
}

fn factor(text: &mut &str, measures: &Measures, depth: usize) -> Result<Amount, NotPlain> {
    *text = text.trim_start();
    if let Some(number) = Number::first(text) {
        *text = &text[number.length..];
        return number.amount(measures);
    }
    let open = text.find('(').ok_or(NotPlain)?;
    let name = match text[..open].trim().to_ascii_lowercase() {
        name if name.is_empty() => "calc".to_owned(),
        name => name,
    };
    let inside = &text[open + 1..];
    let close = position(inside, &[')']).ok_or(NotPlain)?;
    *text = &inside[close + 1..];
    function(&name, &inside[..close], measures, depth + 1)
}

#[cfg(test)]
mod tests {
    use super::{Measures, NotPlain, pixels, plain};

    const MEASURES: Measures = Measures {
        font: 10.0,
        root_font: 20.0,
        view: None,
        window: Some([200.0, 100.0]),
    };

    #[test]
    fn lengths_are_told_in_units_that_are_known() {
        for (value, expected) in [
            ("calc(20px + 30px)", "50px"),
            ("calc( 2 * (1em + 5px) / 3 )", "10px"),
            ("calc(10% - 2%)", "8%"),
            ("calc(0px + 50%)", "50%"),
            ("min(10px, 2em) max(1,2,3)", "10px 3"),
            ("clamp(5px, 1vw, 9px)", "5px"),
            ("1.5rem", "30px"),
            ("10vw 10vh", "20px 10px"),
            ("25.4q", "24px"),
            ("2em 3ex 50% .5 1e2", "2em 3ex 50% .5 1e2"),
            (
                "#1c1 url(#a1rem) '1rem' a1rem",
                "#1c1 url(#a1rem) '1rem' a1rem",
            ),
            ("rgb(calc(10*20) 0 0)", "rgb(200 0 0)"),
            ("translate(-1rem, 2px)", "translate(-20px, 2px)"),
            ("é 1rem", "é 20px"),
        ] {
            assert_eq!(plain(value, &MEASURES).as_deref(), Ok(expected), "{value}");
        }
    }

    #[test]
    fn what_depends_on_more_is_not_told() {
        for value in [
            "calc(1px + 2%)",
            "calc(1px * 2px)",
            "calc(1px / 0)",
            "calc(1px",
            "calc()",
            "2lh",
            "round(1px, 2px) calc(round(1px, 2px))",
        ] {
            assert_eq!(plain(value, &MEASURES), Err(NotPlain), "{value}");
        }
        let unknown = Measures {
            window: None,
            ..MEASURES
        };
        assert_eq!(plain("1vw", &unknown), Err(NotPlain));
        let deep = "(".repeat(100) + "1" + &")".repeat(100);
        assert_eq!(plain(&format!("calc{deep}"), &MEASURES), Err(NotPlain));
    }

    #[test]
    fn lengths_are_measured_in_pixels() {
        for (value, expected) in [
            ("2em", Some(20.0)),
            ("12", Some(12.0)),
            ("1in", Some(96.0)),
            ("50%", None),
            ("medium", None),
        ] {
            assert_eq!(pixels(value, &MEASURES), expected, "{value}");
        }
    }
}
