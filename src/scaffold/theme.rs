//! A theme of one's own: one that has nothing yet, and says what belongs where.

/// The files by their paths from the theme's folder.
const FILES: [(&str, &str); 2] = [
    ("theme.toml", include_str!("theme/theme.toml")),
    ("README.md", include_str!("theme/README.md")),
];

/// The files of a new theme of this name: paths from its folder, and texts.
pub fn theme(name: &str) -> Vec<(&'static str, String)> {
    let files = FILES.iter().map(|(path, text)| {
        let text = text.replace("{name}", name);
        (*path, text.replace("{version}", env!("CARGO_PKG_VERSION")))
    });
    files.collect()
}

/// A template that is copied out of the theme beneath, with the version of the program that it came from.
pub fn ejected(path: &str, text: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let words = format!(
        "From groundwork {version}, {path}. `groundwork check` says when that has changed since."
    );
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => format!("{{#- {words} -#}}\n{text}"),
        "typ" | "js" => format!("// {words}\n{text}"),
        "css" => format!("/* {words} */\n{text}"),
        "toml" => format!("# {words}\n{text}"),
        _ => text.to_owned(),
    }
}
