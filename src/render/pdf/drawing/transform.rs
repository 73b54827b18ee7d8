//! Transformations of CSS as those of SVG 1.1, which have neither units nor properties of their own.
//!
//! Follows CSS Transforms Level 1, and of Level 2 what stays within the plane.

use super::length::{Measures, Number, pixels};
use super::outside::position;

/// A transformation of the plane, as SVG writes it: `matrix(a b c d e f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

/// Why a transformation cannot be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unread {
    /// A browser passes over it as well.
    Invalid,
    /// It leaves the plane, or depends on what is not known.
    Unknown,
}

/// Properties that transform, in the order in which they work together.
pub(super) const PROPERTIES: [&str; 4] = ["translate", "rotate", "scale", "transform"];

/// The notation of a transformation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notation<'a> {
    /// Of a style: each length and angle has its unit.
    Style(&'a Measures),
    /// Of an attribute: all numbers are plain.
    Attribute,
}

impl Matrix {
    pub(super) const NONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This transformation of what the other one gives.
    pub(super) fn of(self, other: Matrix) -> Matrix {
        let [own, other] = [self.0, other.0];
        // A row of this one times a column of the other one.
        let cell = |row: usize, column: usize| {
            own[row] * other[2 * column] + own[row + 2] * other[2 * column + 1]
        };
        Matrix([
            cell(0, 0),
            cell(1, 0),
            cell(0, 1),
            cell(1, 1),
            cell(0, 2) + own[4],
            cell(1, 2) + own[5],
        ])
    }

    pub(super) fn written(self) -> String {
        let numbers = self.0.map(|number| {
            let rounded = (number * 1e6).round() / 1e6;
            format!("{}", rounded + 0.0)
        });
        format!("matrix({})", numbers.join(" "))
    }

    /// Whether lengths stay as they are.
    pub(super) fn keeps_lengths(self) -> bool {
        let [a, b, c, d, ..] = self.0;
        let is_one = |number: f64| (number - 1.0).abs() < 0.01;
        is_one(a.hypot(b)) && is_one(c.hypot(d))
    }
}

/// The transformation that one of [`PROPERTIES`] makes.
pub(super) fn matrix(property: &str, value: &str, measures: &Measures) -> Result<Matrix, Unread> {
    let value = value.trim();
    if value.eq_ignore_ascii_case("none") {
        return Ok(Matrix::NONE);
    }
    if property == "transform" {
        return functions(value, Notation::Style(measures));
    }
    // `rotate: z 20deg` and `rotate: 20deg` are the same.
    let value = value.strip_prefix("z ").unwrap_or(value);
    let arguments: Vec<&str> = value.split_ascii_whitespace().collect();
    one(property, &arguments, Notation::Style(measures))
}

/// A row of transformations.
pub(super) fn functions(value: &str, notation: Notation<'_>) -> Result<Matrix, Unread> {
    let mut rest = value.trim();
    let mut matrix = Matrix::NONE;
    while !rest.is_empty() {
        let (name, inside) = rest.split_once('(').ok_or(Unread::Invalid)?;
        let end = position(inside, &[')']).ok_or(Unread::Invalid)?;
        let arguments = inside[..end].split([',', ' ', '\t', '\n']);
        let arguments: Vec<&str> = arguments.filter(|one| !one.is_empty()).collect();
        matrix = matrix.of(one(
            &name.trim().to_ascii_lowercase(),
            &arguments,
            notation,
        )?);
        rest = inside[end + 1..].trim_start_matches([',', ' ', '\t', '\n', '\r']);
    }
    Ok(matrix)
}

fn one(name: &str, arguments: &[&str], notation: Notation<'_>) -> Result<Matrix, Unread> {
    let length = |at: usize| distance(arguments.get(at).copied(), at, notation);
    let number = |at: usize, default: f64| number(arguments.get(at).copied(), default);
    let angle = |at: usize| angle(arguments.get(at).copied(), notation);
    let moved = |x, y| Ok(Matrix([1.0, 0.0, 0.0, 1.0, x, y]));
    let scaled = |x, y| Ok(Matrix([x, 0.0, 0.0, y, 0.0, 0.0]));
    let skewed = |x: f64, y: f64| Ok(Matrix([1.0, y.tan(), x.tan(), 1.0, 0.0, 0.0]));
    match name {
        "translate" | "translate3d" if arguments.len() == 3 && !is_nothing(arguments[2]) => {
            Err(Unread::Unknown)
        }
        "translate" | "translate3d" => moved(length(0)?, length(1)?),
        "translatex" => moved(length(0)?, 0.0),
        "translatey" => moved(0.0, distance(arguments.first().copied(), 1, notation)?),
        "translatez" if arguments.first().copied().is_some_and(is_nothing) => Ok(Matrix::NONE),
        "scale" | "scale3d" => {
            let x = number(0, 1.0)?;
            scaled(x, number(1, x)?)
        }
        "scalex" => scaled(number(0, 1.0)?, 1.0),
        "scaley" => scaled(1.0, number(0, 1.0)?),
        "scalez" => Ok(Matrix::NONE),
        "rotate" | "rotatez" => rotated(angle(0)?, arguments, notation),
        "skew" => skewed(angle(0)?, angle(1)?),
        "skewx" => skewed(angle(0)?, 0.0),
        "skewy" => skewed(0.0, angle(0)?),
        "matrix" if arguments.len() == 6 => {
            let mut numbers = [0.0; 6];
            for (at, place) in numbers.iter_mut().enumerate() {
                *place = number(at, 0.0)?;
            }
            Ok(Matrix(numbers))
        }
        "matrix3d" | "rotate3d" | "rotatex" | "rotatey" | "translatez" | "perspective" => {
            Err(Unread::Unknown)
        }
        _ => Err(Unread::Invalid),
    }
}

/// Around the origin, or in an attribute around a point.
fn rotated(angle: f64, arguments: &[&str], notation: Notation<'_>) -> Result<Matrix, Unread> {
    let (sin, cos) = angle.sin_cos();
    let turned = Matrix([cos, sin, -sin, cos, 0.0, 0.0]);
    match (arguments, notation) {
        ([_], _) => Ok(turned),
        ([_, x, y], Notation::Attribute) => {
            let (x, y) = (number(Some(x), 0.0)?, number(Some(y), 0.0)?);
            let there = Matrix([1.0, 0.0, 0.0, 1.0, x, y]);
            let back = Matrix([1.0, 0.0, 0.0, 1.0, -x, -y]);
            Ok(there.of(turned).of(back))
        }
        // Around an axis.
        (_, Notation::Style(_)) if arguments.len() > 1 => Err(Unread::Unknown),
        _ => Err(Unread::Invalid),
    }
}

fn is_nothing(argument: &str) -> bool {
    Number::first(argument).is_some_and(|number| number.value == 0.0)
}

fn number(argument: Option<&str>, default: f64) -> Result<f64, Unread> {
    let Some(argument) = argument else {
        return Ok(default);
    };
    let number = Number::first(argument).ok_or(Unread::Invalid)?;
    match number.unit {
        "" => Ok(number.value),
        "%" => Ok(number.value / 100.0),
        _ => Err(Unread::Invalid),
    }
}

/// A length along the first or second axis. One that is missing is none.
fn distance(argument: Option<&str>, axis: usize, notation: Notation<'_>) -> Result<f64, Unread> {
    let Some(argument) = argument else {
        return Ok(0.0);
    };
    let number = Number::first(argument).ok_or(Unread::Invalid)?;
    let measures = match notation {
        Notation::Attribute if number.unit.is_empty() => return Ok(number.value),
        Notation::Attribute => return Err(Unread::Invalid),
        Notation::Style(measures) => measures,
    };
    match (number.unit, measures.view) {
        ("", _) if number.value != 0.0 => Err(Unread::Invalid),
        ("%", None) => Err(Unread::Unknown),
        ("%", Some(view)) => Ok(number.value * view[axis] / 100.0),
        _ => pixels(argument, measures).ok_or(Unread::Unknown),
    }
}

/// In radians.
fn angle(argument: Option<&str>, notation: Notation<'_>) -> Result<f64, Unread> {
    let Some(argument) = argument else {
        return Ok(0.0);
    };
    let number = Number::first(argument).ok_or(Unread::Invalid)?;
    let degrees = match (&*number.unit.to_ascii_lowercase(), notation) {
        ("", Notation::Attribute) | ("deg", Notation::Style(_)) => number.value,
        ("", _) if number.value == 0.0 => 0.0,
        ("grad", Notation::Style(_)) => number.value * 0.9,
        ("turn", Notation::Style(_)) => number.value * 360.0,
        ("rad", Notation::Style(_)) => return Ok(number.value),
        _ => return Err(Unread::Invalid),
    };
    Ok(degrees.to_radians())
}

#[cfg(test)]
mod tests {
    use super::{Matrix, Notation, Unread, functions, matrix};
    use crate::render::pdf::drawing::length::Measures;

    const MEASURES: Measures = Measures {
        font: 10.0,
        root_font: 16.0,
        view: Some([200.0, 100.0]),
        window: None,
    };

    fn written(property: &str, value: &str) -> Result<String, Unread> {
        matrix(property, value, &MEASURES).map(Matrix::written)
    }

    #[test]
    fn transformations_of_styles_are_those_of_attributes() {
        for (property, value, expected) in [
            ("transform", "none", "matrix(1 0 0 1 0 0)"),
            ("transform", "translate(30px,2em)", "matrix(1 0 0 1 30 20)"),
            ("transform", "translate(50%, 50%)", "matrix(1 0 0 1 100 50)"),
            (
                "transform",
                "translateX(20px) scaleX(.5)",
                "matrix(0.5 0 0 1 20 0)",
            ),
            ("transform", "translateY(10%)", "matrix(1 0 0 1 0 10)"),
            ("transform", "rotate(90deg)", "matrix(0 1 -1 0 0 0)"),
            (
                "transform",
                "rotate(.25turn) translate3d(1px,0,0)",
                "matrix(0 1 -1 0 0 1)",
            ),
            ("transform", "skewX(45deg)", "matrix(1 0 1 1 0 0)"),
            ("transform", "matrix(1,2,3,4,5,6)", "matrix(1 2 3 4 5 6)"),
            ("translate", "10px", "matrix(1 0 0 1 10 0)"),
            ("rotate", "180deg", "matrix(-1 0 0 -1 0 0)"),
            ("scale", "50% 2", "matrix(0.5 0 0 2 0 0)"),
        ] {
            assert_eq!(written(property, value).as_deref(), Ok(expected), "{value}");
        }
    }

    #[test]
    fn what_browsers_pass_over_is_told_from_what_is_not_known() {
        for (value, expected) in [
            ("translate(30,20)", Unread::Invalid),
            ("rotate(20)", Unread::Invalid),
            ("what(1)", Unread::Invalid),
            ("rotate", Unread::Invalid),
            ("rotateX(20deg)", Unread::Unknown),
            ("translate3d(1px,1px,1px)", Unread::Unknown),
            ("perspective(9px)", Unread::Unknown),
        ] {
            assert_eq!(written("transform", value), Err(expected), "{value}");
        }
    }

    #[test]
    fn attributes_have_no_units() {
        let read = |value| functions(value, Notation::Attribute).map(Matrix::written);
        assert_eq!(
            read("translate(3 4), rotate(90 1 1)").as_deref(),
            Ok("matrix(0 1 -1 0 5 4)")
        );
        assert_eq!(read("rotate(20deg)"), Err(Unread::Invalid));
    }

    #[test]
    fn lengths_stay_where_nothing_is_scaled() {
        let keeps = |value| matrix("transform", value, &MEASURES).map(Matrix::keeps_lengths);
        assert_eq!(keeps("rotate(20deg) translate(3px)"), Ok(true));
        assert_eq!(keeps("scale(2)"), Ok(false));
    }
}
