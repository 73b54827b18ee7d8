//! How many minutes are meant by what people write for a length of time: `1 hour 15 minutes`, `1:15`, `1h15`,
//! `~15`. What it gives is only ever proposed.

/// The minutes that `text` says in words or as a clock does; `None` where that is not sure enough to propose.
pub(crate) fn minutes_meant(text: &str) -> Option<u32> {
    let text = text.trim().trim_start_matches('~').trim_end_matches('+');
    let lower = text.trim().to_lowercase();
    let total = match lower.split_once(':') {
        Some((hours, minutes)) => on_a_clock(hours, minutes)?,
        None => in_words(&lower)?,
    };
    // A part of a minute is as long as the minute that it begins.
    let whole = total.ceil();
    (1.0..1e6).contains(&whole).then_some(whole as u32)
}

fn on_a_clock(hours: &str, minutes: &str) -> Option<f64> {
    let hours: u32 = hours.parse().ok()?;
    let is_clock = minutes.len() == 2 && hours < 1000;
    let minutes: u32 = minutes.parse().ok()?;
    (is_clock && minutes < 60).then(|| f64::from(hours * 60 + minutes))
}

/// Numbers, each before its unit. One without a unit is minutes, after hours too.
fn in_words(text: &str) -> Option<f64> {
    let mut total = 0.0;
    let mut number: Option<f64> = None;
    for piece in pieces(text) {
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            if number.is_some() {
                return None;
            }
            number = Some(piece.replace(',', ".").parse().ok()?);
        } else if let Some(unit) = unit(piece) {
            total += number.take()? * unit;
        } else if !is_filler(piece) {
            return None;
        }
    }
    Some(total + number.unwrap_or_default())
}

/// Numbers and words, without what stands between.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '.');
        let is_digit = rest.chars().next()?.is_ascii_digit();
        let belongs = |c: char| {
            let is_point = c == '.' || c == ',';
            if is_digit {
                c.is_ascii_digit() || is_point
            } else {
                !c.is_ascii_digit() && !c.is_whitespace() && !is_point
            }
        };
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece.trim_end_matches(['.', ',']))
    })
}

/// How many minutes one of it has.
fn unit(word: &str) -> Option<f64> {
    const HOURS: [&str; 13] = [
        "h", "hr", "hrs", "hour", "hours", "heure", "heures", "hora", "horas", "std", "stunde",
        "stunden", "ora",
    ];
    const MINUTES: [&str; 9] = [
        "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "'",
    ];
    if HOURS.contains(&word) {
        Some(60.0)
    } else {
        MINUTES.contains(&word).then_some(1.0)
    }
}

fn is_filler(word: &str) -> bool {
    ["and", "about", "ca", "et", "y", "und", "e"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::minutes_meant;

    #[test]
    fn lengths_of_time_are_understood_as_people_write_them() {
        for (text, minutes) in [
            ("1 hour 15 minutes", Some(75)),
            ("1 hour and 15 minutes", Some(75)),
            ("1:15", Some(75)),
            ("0:45", Some(45)),
            ("1h15", Some(75)),
            ("1 h 15 min.", Some(75)),
            ("1,5 Stunden", Some(90)),
            ("1.5 hours", Some(90)),
            ("2 horas", Some(120)),
            ("90 min", Some(90)),
            ("90", Some(90)),
            ("~15", Some(15)),
            ("10+", Some(10)),
            ("2.5", Some(3)),
            ("20-30", None),
            ("1:75", None),
            ("1:5", None),
            ("half an hour", None),
            ("", None),
            ("min", None),
            ("0", None),
            ("1 2", None),
        ] {
            assert_eq!(minutes_meant(text), minutes, "{text}");
        }
    }
}
