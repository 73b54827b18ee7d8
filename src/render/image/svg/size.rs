//! How large a drawing is meant to be.

/// A drawing has no pixels to hold in memory, so only nonsense is refused.
const MAX_SIDE: f64 = 1_000_000.0;

/// The size in CSS pixels by the width and height that the root gives, or the shape of its view box.
pub(super) fn size(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let find = |wanted: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let width = find("width").and_then(pixels);
    let height = find("height").and_then(pixels);
    let shape = find("viewBox").and_then(view_box);
    let (width, height) = match (width, height, shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        _ => return None,
    };
    let sensible = |side: f64| side > 0.0 && side <= MAX_SIDE;
    let whole = |side: f64| (side.round() as u32).max(1);
    (sensible(width) && sensible(height)).then(|| (whole(width), whole(height)))
}

/// A length in pixels. Percentages and lengths by the font's size depend on the page, so they say
/// nothing here.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let length = length.trim();
    let (number, scale) = UNITS
        .iter()
        .find_map(|&(unit, scale)| Some((length.strip_suffix(unit)?, scale)))
        .unwrap_or((length, 1.0));
    let number: f64 = number.trim().parse().ok()?;
    (number > 0.0).then_some(number * scale)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}
