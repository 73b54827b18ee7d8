//! `groundwork init`: a project of one's own.

use std::borrow::Cow;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::scaffold;

use crate::cli::Init;
use crate::commands::terminal;

/// How many of the files in the way are named.
const NAMED: usize = 3;

pub(super) fn run(args: &Init) -> anyhow::Result<ExitCode> {
    let folder = &args.dir;
    refuse_words(args)?;
    refuse_taken(folder)?;
    let files = scaffold::project(&args.name, &args.lang);
    for (path, text) in &files {
        write(&folder.join(path), text)?;
    }
    let number = terminal::counted(files.len(), "file");
    let language = if is_english(&args.lang) {
        String::new()
    } else {
        let lang = &args.lang;
        format!(
            "\nIts first pages are in English: write them anew in the language of the handbook, {lang}."
        )
    };
    terminal::say(format_args!(
        "{} is begun, with {number}; site.toml says what belongs where.{language}\n\
         See it, and every change as you save it:\n\n  groundwork serve --open{}",
        args.name,
        argument(folder)
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Refuses a name that is typed without quotation marks, so that words of it are taken for folders.
fn refuse_words(args: &Init) -> anyhow::Result<()> {
    let name = &args.name;
    let dir = args.dir.to_string_lossy();
    if !args.words.is_empty() {
        let words = args.words.join(" ");
        bail!(
            "put the name between quotation marks: groundwork init {dir} --name \"{name} {words}\""
        );
    }
    let typed: Vec<_> = std::env::args().collect();
    let is_next = typed
        .windows(3)
        .any(|three| three[0] == "--name" && three[1] == *name && three[2] == *dir);
    if is_next && dir.starts_with(char::is_uppercase) {
        bail!(
            "is {dir} a word of the name, or the folder? For a name of two words type groundwork init --name \"{name} {dir}\", \
             for the folder groundwork init {dir} --name \"{name}\""
        );
    }
    Ok(())
}

/// Refuses a folder in which anything lies that a person may have put there.
pub(super) fn refuse_taken(folder: &Path) -> anyhow::Result<()> {
    if folder.is_file() {
        bail!("{} is a file; name another folder", folder.display());
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot look into {}", folder.display()));
        }
    };
    let names =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names
        .filter(|name| !scaffold::OTHER_FILES.contains(&name.as_str()))
        .collect();
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    // Naming a few is enough to know the folder by, however many it holds.
    let others = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    names.truncate(NAMED);
    bail!(
        "{} is not empty: it holds {}{others}. A handbook begins in an empty folder or a new one, so name another: \
         groundwork init FOLDER",
        place(folder),
        names.join(", ")
    )
}

/// A folder as one speaks of it.
fn place(folder: &Path) -> Cow<'_, str> {
    if folder == Path::new(".") {
        return "this folder".into();
    }
    folder.to_string_lossy()
}

/// Writes a file that must not be there yet.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn is_english(lang: &str) -> bool {
    let base = lang.split('-').next().unwrap_or(lang);
    base.eq_ignore_ascii_case("en")
}

/// A folder as the argument that a shell hands on whole; nothing for the one that one stands in.
fn argument(folder: &Path) -> String {
    if folder == Path::new(".") {
        return String::new();
    }
    let name = folder.to_string_lossy();
    let is_plain =
        |c: char| c.is_alphanumeric() || "-_./\\:".contains(c) && (cfg!(windows) || c != '\\');
    if name.chars().all(is_plain) {
        format!(" {name}")
    } else if cfg!(windows) {
        format!(" \"{name}\"")
    } else {
        format!(" '{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::argument;

    #[test]
    fn a_shell_hands_the_folder_on_whole() {
        for (folder, typed) in [
            (".", ""),
            ("our-handbook", " our-handbook"),
            ("notre été", " 'notre été'"),
            ("Ada's $HOME", r" 'Ada'\''s $HOME'"),
        ] {
            assert_eq!(argument(Path::new(folder)), typed);
        }
    }
}
