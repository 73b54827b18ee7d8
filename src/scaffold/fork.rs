//! A project on top of another: its settings, a first page that changes one of the other's, and a README.

use crate::scaffold::quoted::quoted;

/// What a new project is to say of itself and of the one beneath.
pub struct Fork<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The way to the other from it.
    pub path: &'a str,
    /// What the other is called.
    pub upstream: &'a str,
    /// The other's languages.
    pub languages: &'a [String],
    /// The other's licence.
    pub licence: Option<&'a str>,
    /// The theme that the upstream names, which is there for the fork too.
    pub theme: Option<&'a str>,
    /// Whether the other has written its first page.
    pub has_home: bool,
}

/// The files of the project, by their paths.
pub fn fork(fork: &Fork<'_>) -> Vec<(String, String)> {
    vec![
        ("site.toml".to_owned(), settings(fork)),
        ("content/index.md".to_owned(), first_page(fork)),
        ("README.md".to_owned(), readme(fork)),
        (".gitignore".to_owned(), "public/\n".to_owned()),
    ]
}

/// What settings say of the one handbook that they were written for, and not of a copy of it: where it is published, who
/// is written to, which edition it is.
const ITS_OWN: [&str; 4] = ["base_url", "feedback", "version", "date"];

/// The settings of a copy: with another title, and without what holds for the original alone.
pub fn of_copy(settings: &str, title: &str) -> String {
    let named = with_title(settings, title);
    let mut is_top = true;
    let lines = named.split_inclusive('\n').filter(|line| {
        is_top &= !line.trim_start().starts_with('[');
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let key = key.map(|key| key.trim_matches(['"', '\'']));
        !(is_top && key.is_some_and(|key| ITS_OWN.contains(&key)))
    });
    lines.collect()
}

/// Settings with another title. The first line that gives one is written anew.
fn with_title(settings: &str, title: &str) -> String {
    let own = format!("title = {}", quoted(title));
    let mut is_done = false;
    let mut is_top = true;
    let mut lines: Vec<String> = Vec::new();
    for line in settings.split('\n') {
        let words = line.trim_start();
        is_top &= !words.starts_with('[');
        let key = words.split('=').next().unwrap_or_default().trim();
        if is_top && !is_done && key == "title" && words.contains('=') {
            let end = if line.ends_with('\r') { "\r" } else { "" };
            lines.push(format!("{own}{end}"));
            is_done = true;
        } else {
            lines.push(line.to_owned());
        }
    }
    if !is_done {
        lines.insert(0, own);
    }
    lines.join("\n")
}

/// The files that stand beside the pages of a copy: what it is, and whose work.
pub fn beside_copy(name: &str, original: &str, licence: Option<&str>) -> Vec<(String, String)> {
    let terms = licence.map_or_else(String::new, |licence| {
        format!(" Its pages may be used under {licence}.")
    });
    let readme = format!(
        "# {name}\n\nThis handbook began as a copy of {original}, whose writers wrote its first pages.{terms}\n\n\
         - See it, and every change as you save it: `groundwork serve --open`\n\
         - Say whose work a page is: put `adapted_from = {{ title = {} }}` at its head.\n\
         - What {original} changes later does not come: `groundwork take FOLDER` shows it, and takes what you want.\n",
        quoted(original)
    );
    vec![
        ("README.md".to_owned(), readme),
        (".gitignore".to_owned(), "public/\n".to_owned()),
    ]
}

fn settings(fork: &Fork<'_>) -> String {
    let languages: Vec<String> = fork.languages.iter().map(|code| quoted(code)).collect();
    let licence = fork.licence.map_or_else(String::new, |licence| {
        format!("licence = {}\n", quoted(licence))
    });
    let theme = fork
        .theme
        .map_or_else(String::new, |theme| format!("theme = {}\n", quoted(theme)));
    format!(
        "title = {}\nlanguages = [{}]\n{licence}{theme}\n\
         # All pages of the handbook in this folder are yours too, and nothing is ever written there.\n\
         # `hide` leaves pages of it out: hide = [\"about\"]\n\
         [[upstream]]\npath = {}\nname = {}\nhide = []\n",
        quoted(fork.name),
        languages.join(", "),
        quoted(fork.path),
        quoted(fork.upstream),
    )
}

fn first_page(fork: &Fork<'_>) -> String {
    let title = quoted(fork.name);
    if fork.has_home {
        return format!(
            "+++\nextends = \"index\"\ntitle = {title}\n+++\n\n\
             <!-- All else of this page is that of {}. A section that you write here takes the place of theirs. -->\n",
            fork.upstream
        );
    }
    format!(
        "+++\ntitle = {title}\n+++\n\nThis handbook is built on {}.\n",
        fork.upstream
    )
}

fn readme(fork: &Fork<'_>) -> String {
    let (name, upstream, path) = (fork.name, fork.upstream, fork.path);
    format!(
        "# {name}\n\nThis handbook is built on {upstream}, which is in the folder `{path}`.\n\n\
         - See it, and every change as you save it: `groundwork serve --open`\n\
         - Change a page: write a file with `extends = \"its-id\"` at its head, and only the sections that you want otherwise.\n\
         - Leave a page out: put its id into `hide` in `site.toml`.\n\
         - When {upstream} has changed: `groundwork status` says what of it concerns your pages, and\n  \
           `groundwork status --accept ID` that one is up to date.\n\
         - All of this in words: `groundwork manual`, the chapter \"Build on another handbook\".\n"
    )
}
