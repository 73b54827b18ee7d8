pub(crate) fn locator(text: &str) -> Option<(citationberg::taxonomy::Locator, String)> {
    use citationberg::taxonomy::Locator as L;
    let (k, v) = if let Some(v) = text.strip_prefix("pp. ").or(text.strip_prefix("p. ")) {
        (L::Page, v)
    } else if let Some(v) = text.strip_prefix("ch. ") {
        (L::Chapter, v)
    } else {
        (L::Page, text)
    };
    v.starts_with(|c: char| c.is_ascii_digit())
        .then(|| (k, v.to_string()))
}
