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

/// The words of a language, to be changed; English ones, to be translated, where the program has none.
pub fn ejected_words(code: &str, is_spoken: bool, text: &str) -> String {
    let words = if is_spoken {
        format!(
            "# Words of menus, buttons and sheets in the language `{code}`. Keep the lines that you change, and take out the others.\n"
        )
    } else {
        format!(
            "# Words of menus, buttons and sheets, to be translated into the language `{code}`: write the translation between the\n\
             # quotation marks, and keep what stands in braces. A word in several forms, such as one and other, takes those of\n\
             # your language (few, many). `groundwork check` names the words and forms that are missing.\n"
        )
    };
    // What the file says at its head is for those who write the program.
    let body = text.find("\nname = ").map_or(text, |at| &text[at..]);
    format!("{words}{body}")
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
