//! Colours in words that a drawing's reader on paper may not know, in those that every one does.

use color::{Rgba8, Srgb, parse_color};

use super::outside::position;

/// Properties whose value is a colour or a way to paint.
const PAINTED: [&str; 6] = [
    "color",
    "fill",
    "flood-color",
    "lighting-color",
    "stop-color",
    "stroke",
];

/// Colours of a system's windows, as they are on white paper.
const SYSTEM: [(&str, &str); 8] = [
    ("buttontext", "#000"),
    ("canvas", "#fff"),
    ("canvastext", "#000"),
    ("field", "#fff"),
    ("fieldtext", "#000"),
    ("linktext", "#00e"),
    ("window", "#fff"),
    ("windowtext", "#000"),
];

fn hexadecimal(rgba: Rgba8) -> String {
    let alpha = if rgba.a == u8::MAX {
        String::new()
    } else {
        format!("{:02x}", rgba.a)
    };
    format!("#{:02x}{:02x}{:02x}{alpha}", rgba.r, rgba.g, rgba.b)
}

/// The value of a property in plain colours. `Err` gives back a colour that is not understood here
/// though a browser may; what no browser understands stays, and means as little to anybody.
pub(super) fn plain(name: &str, value: String) -> Result<String, String> {
    let word = value.trim();
    if !PAINTED.contains(&name) || word.starts_with('#') || word.starts_with("url(") {
        return Ok(value);
    }
    // The typesetter knows these in their usual letters alone.
    for usual in ["currentColor", "none"] {
        if word.eq_ignore_ascii_case(usual) {
            return Ok(usual.to_owned());
        }
    }
    let system = SYSTEM
        .iter()
        .find(|(system, _)| system.eq_ignore_ascii_case(word));
    if let Some((_, colour)) = system {
        return Ok((*colour).to_owned());
    }
    match parse_color(word) {
        Ok(colour) => Ok(hexadecimal(colour.to_alpha_color::<Srgb>().to_rgba8())),
        Err(_) if word.contains('(') => Err(value),
        Err(_) => Ok(value),
    }
}

/// The colour of what stands behind a drawing, which may be none: one of the words of `background`.
/// `Err` gives back what is not understood here.
pub(super) fn behind(value: &str) -> Result<Option<String>, String> {
    const NOTHING: [&str; 5] = ["transparent", "initial", "inherit", "unset", "none"];
    let mut rest = value.trim();
    while !rest.is_empty() {
        let end = position(rest, &[' ', '\t', '\n']).unwrap_or(rest.len());
        let word = &rest[..end];
        rest = rest[end..].trim_start();
        if NOTHING
            .iter()
            .any(|nothing| nothing.eq_ignore_ascii_case(word))
        {
            continue;
        }
        let colour = plain("fill", word.to_owned())?;
        if colour.starts_with('#') {
            return Ok(Some(colour));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{behind, plain};

    #[test]
    fn a_colour_behind_a_drawing_is_found_among_other_words() {
        for (value, expected) in [
            ("white", Ok(Some("#ffffff"))),
            ("none repeat #222", Ok(Some("#222"))),
            ("rgb(255, 0, 0) no-repeat", Ok(Some("#ff0000"))),
            ("transparent", Ok(None)),
            ("no-repeat center", Ok(None)),
            ("url(#a)", Ok(None)),
            (
                "linear-gradient(red, blue)",
                Err("linear-gradient(red, blue)".to_owned()),
            ),
        ] {
            let found = behind(value);
            assert_eq!(
                found.as_ref().map(Option::as_deref),
                expected.as_ref().map(|c| *c),
                "{value}"
            );
        }
    }

    #[test]
    fn colours_are_told_in_words_that_are_known_everywhere() {
        for (value, expected) in [
            ("red", "#ff0000"),
            ("rebeccapurple", "#663399"),
            ("rgb(200 100 50 / 50%)", "#c8643280"),
            ("hwb(90 10% 10%)", "#7fe619"),
            ("color(srgb 1 0 0)", "#ff0000"),
            ("oklch(0% 0 0)", "#000000"),
            ("CanvasText", "#000"),
            ("none", "none"),
            ("currentcolor", "currentColor"),
            ("url(#a) red", "url(#a) red"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(
                plain("fill", value.to_owned()).as_deref(),
                Ok(expected),
                "{value}"
            );
        }
        assert!(plain("stroke", "color-mix(in srgb, red, white)".to_owned()).is_err());
        assert_eq!(
            plain("transform", "rotate(3)".to_owned()).as_deref(),
            Ok("rotate(3)")
        );
    }
}
