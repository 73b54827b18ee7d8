//! What a word of YAML without quotation marks stands for, as PyYAML reads it (YAML 1.1), which most tools
//! follow: `yes` and `off` are answers, `010` is eight, `1:30` is ninety.

use crate::model::date::Date;
use crate::model::value::Data;

/// The value of a scalar that stands without quotation marks.
pub(super) fn plain(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Data::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return Data::Bool(true);
        }
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Data::Bool(false);
        }
        _ => {}
    }
    // Most words begin with a letter, and none of these does.
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return Data::String(text.to_owned());
    }
    integer(text)
        .map(Data::Integer)
        .or_else(|| float(text).map(Data::Float))
        .or_else(|| day(text).map(Data::Date))
        .unwrap_or_else(|| Data::String(text.to_owned()))
}

/// `12`, `-1_000`, `0b101`, `0x1f`, `017` in eights, `1:30` in sixties.
fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = signed(text);
    let number = digits.replace('_', "");
    let in_base = |digits: &str, base| i64::from_str_radix(digits, base).ok();
    // Signs were taken off, and `from_str_radix` would take one more.
    if number.starts_with(['+', '-']) || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value = if let Some(rest) = number.strip_prefix("0b") {
        in_base(rest, 2)
    } else if let Some(rest) = number.strip_prefix("0x") {
        in_base(rest, 16)
    } else if number.contains(':') {
        in_sixties(&number)
    } else if number.len() > 1 && number.starts_with('0') {
        in_base(&number, 8)
    } else {
        in_base(&number, 10)
    };
    value?.checked_mul(sign)
}

/// `19:30` and `1:30:00`: all parts but the first have one or two digits, below sixty.
fn in_sixties(number: &str) -> Option<i64> {
    let mut parts = number.split(':');
    let first = parts.next()?;
    if first.starts_with('0') {
        return None;
    }
    let mut value: i64 = first.parse().ok()?;
    for part in parts {
        let digit: i64 = part.parse().ok()?;
        let is_plain = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !is_plain || digit > 59 {
            return None;
        }
        value = value.checked_mul(60)?.checked_add(digit)?;
    }
    Some(value)
}

/// `1.5`, `.5`, `1.5e+3`, `.inf`, `.nan`. Without a dot it is text, and so is an exponent without a sign.
fn float(text: &str) -> Option<f64> {
    let (sign, rest) = signed(text);
    match rest {
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY * sign as f64),
        ".nan" | ".NaN" | ".NAN" if rest == text => return Some(f64::NAN),
        _ => {}
    }
    let number = rest.replace('_', "");
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (number.as_str(), None),
    };
    let is_number = mantissa.contains('.')
        && mantissa.bytes().any(|b| b.is_ascii_digit())
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !is_number || exponent.is_some_and(|exponent| !exponent.starts_with(['+', '-'])) {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    Some(value * sign as f64)
}

/// A day, with or without a time of day.
fn day(text: &str) -> Option<Date> {
    let rest = text.get(10..).filter(|_| text.is_char_boundary(10));
    let is_alone_or_timed = match rest?.chars().next() {
        None => true,
        Some('T' | 't' | ' ' | '\t') => rest?
            .trim_start_matches(['T', 't', ' ', '\t'])
            .contains(':'),
        Some(_) => false,
    };
    Date::parse(text).filter(|_| is_alone_or_timed)
}

fn signed(text: &str) -> (i64, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::model::date::Date;
    use crate::model::value::Data;

    #[test]
    fn words_without_quotation_marks_are_what_pyyaml_makes_of_them() {
        let text = |text: &str| Data::String(text.to_owned());
        let day = |year, month, day| Data::Date(Date::new(year, month, day).expect("it exists"));
        for (typed, expected) in [
            ("", Data::Null),
            ("~", Data::Null),
            ("yes", Data::Bool(true)),
            ("Off", Data::Bool(false)),
            ("y", text("y")),
            ("oN", text("oN")),
            ("12", Data::Integer(12)),
            ("-1_000", Data::Integer(-1000)),
            ("010", Data::Integer(8)),
            ("09", text("09")),
            ("0o10", text("0o10")),
            ("0x1F", Data::Integer(31)),
            ("0b101", Data::Integer(5)),
            ("1:30", Data::Integer(90)),
            ("19:00", Data::Integer(1140)),
            ("09:30", text("09:30")),
            ("1:75", text("1:75")),
            ("1.5", Data::Float(1.5)),
            (".5", Data::Float(0.5)),
            ("1e3", text("1e3")),
            ("1.5e+3", Data::Float(1500.0)),
            ("1.2.3", text("1.2.3")),
            ("-", text("-")),
            ("+-1", text("+-1")),
            ("2026-11-22", day(2026, 11, 22)),
            ("2026-11-22T10:00:00Z", day(2026, 11, 22)),
            ("2026-11-22 10:00:00 +0100", day(2026, 11, 22)),
            ("2026-11-22 meeting", text("2026-11-22 meeting")),
            ("2026-13-01", text("2026-13-01")),
            ("a: b", text("a: b")),
            ("99999999999999999999", text("99999999999999999999")),
        ] {
            assert_eq!(plain(typed), expected, "{typed}");
        }
    }
}
