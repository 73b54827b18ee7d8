//! Addresses on the web, and of mail, that are typed without what says that they are.

/// The whole address that `www.example.org` or `ada@example.org` stands for.
pub(super) fn whole(typed: &str) -> Option<String> {
    if typed.starts_with("www.") {
        return Some(format!("https://{typed}"));
    }
    if is_on_the_web(typed) {
        return Some(format!("https://{typed}"));
    }
    let (name, host) = typed.split_once('@')?;
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    (is_host && !name.is_empty() && [name, host].iter().all(|part| part.chars().all(is_name)))
        .then(|| format!("mailto:{typed}"))
}

/// Endings of hosts that no file has.
const OF_HOSTS: [&str; 9] = [
    "com", "org", "net", "info", "edu", "gov", "coop", "eu", "int",
];

/// Whether a path begins as an address on the web does: `example.org/join`.
fn is_on_the_web(typed: &str) -> bool {
    let host = typed.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name = |part: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !part.is_empty() && part.chars().all(is_letter)
    };
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    OF_HOSTS.contains(&ending) && host.split('.').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_is_no_file_for_sure_is_an_address() {
        for (typed, expected) in [
            ("www.example.org/a", Some("https://www.example.org/a")),
            ("ada@example.org", Some("mailto:ada@example.org")),
            ("example.org/join", Some("https://example.org/join")),
            ("union.example.com", Some("https://union.example.com")),
            ("notes.org.md", None),
            ("../example.org", None),
            ("../@icons/a.png", None),
            ("@ada", None),
            ("ada@home", None),
            ("page.md", None),
        ] {
            assert_eq!(whole(typed).as_deref(), expected, "{typed}");
        }
    }
}
