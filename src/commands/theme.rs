//! `groundwork theme`: a theme of one's own, and copies of templates in it.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic::suggest::suggest;
use groundwork::engine::{Engine, Options};
use groundwork::load::{ENGLISH_WORDS, LayeredFile, THEMES, ThemeFiles};
use groundwork::model::lang::is_language_code;
use groundwork::model::source::Sources;
use groundwork::scaffold;

use crate::cli::{Theme, ThemeCommand};
use crate::commands::project::project;
use crate::commands::terminal;

/// Where it is kept what templates were copied from.
const ORIGINALS: &str = "originals";

pub(super) fn run(args: &Theme) -> anyhow::Result<ExitCode> {
    let root = project()?;
    match &args.command {
        ThemeCommand::New { name } => begin(&root, name)?,
        ThemeCommand::Eject { file, accept } => eject(&root, file, *accept)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a theme that has nothing of its own yet.
fn begin(root: &Path, name: &str) -> anyhow::Result<()> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if name.is_empty() || !name.chars().all(is_plain) {
        bail!(
            "`{name}` is not a theme's name; write one of letters, digits, hyphens and underscores, such as ours"
        );
    }
    if ["default", "photocopy"].contains(&name) {
        bail!("`{name}` is a theme of the program; choose another name, such as ours");
    }
    let folder = root.join(THEMES).join(name);
    if folder.exists() {
        bail!("there is a theme `{name}` already; choose another name");
    }
    for (path, text) in scaffold::theme(name) {
        write_new(&folder.join(path), &text)?;
        terminal::say(format_args!("{THEMES}/{name}/{path}"))?;
    }
    terminal::warn(format_args!(
        "Write in site.toml: theme = \"{name}\". Then see it with: groundwork serve --open"
    ));
    Ok(())
}

/// Copies a template of the theme beneath, or takes note that one that was copied is up to date.
fn eject(root: &Path, file: &str, is_accepted: bool) -> anyhow::Result<()> {
    let mut engine = Engine::new(root);
    let input = engine.read(&Options::default())?;
    let theme = &input.parts().0.theme;
    let own = theme
        .folder
        .as_deref()
        .and_then(|folder| folder.strip_prefix("themes/"));
    let Some(own) = own else {
        bail!(
            "this handbook has no theme of its own yet; begin one with: groundwork theme new ours"
        );
    };
    let known = |folder: &'static str, files: &[LayeredFile]| {
        let beneath = files.iter().filter(|file| file.layer > 0);
        let named = beneath.map(|file| (format!("{folder}/{}", file.name), file.source));
        named.collect::<Vec<_>>()
    };
    let mut all = known("templates", &theme.templates);
    all.extend(known("print", &theme.prints));
    let wanted = file.trim_start_matches("./");
    if let Some(code) = language_of(wanted) {
        return eject_words(root, own, code, theme, engine.sources());
    }
    let found = all.iter().find(|(path, _)| {
        let short = path.split_once('/').map_or("", |(_, short)| short);
        path == wanted || short == wanted
    });
    let Some((path, source)) = found else {
        let shorts = all
            .iter()
            .filter_map(|(path, _)| Some(path.split_once('/')?.1));
        match suggest(wanted, shorts) {
            Some(near) => bail!("there is no template `{file}`; did you mean `{near}`?"),
            None => bail!(
                "there is no template `{file}` beneath your theme; templates are such as page.html, base.html, menu.html and run-sheet.typ"
            ),
        }
    };
    // The copy keeps the original beside it: only so can it be told later what has changed beneath.
    let text = &*engine.sources().get(*source).text;
    let folder = root.join(THEMES).join(own);
    if is_accepted {
        if !folder.join(path).exists() {
            bail!("your theme has no {path} yet; copy it with: groundwork theme eject {file}");
        }
    } else {
        write_new(&folder.join(path), &scaffold::ejected(path, text))?;
        terminal::say(format_args!("{THEMES}/{own}/{path}"))?;
    }
    let original = folder.join(ORIGINALS).join(path);
    make_folder(&original)?;
    fs::write(&original, text).with_context(|| format!("cannot write {}", original.display()))?;
    terminal::say(format_args!("{THEMES}/{own}/{ORIGINALS}/{path}"))
}

/// The language of a file of words, `i18n/pt.toml`, as one asks for it.
fn language_of(file: &str) -> Option<&str> {
    let name = file.strip_prefix("i18n/")?;
    name.strip_suffix(".toml")
        .filter(|code| !code.contains('/'))
}

/// Copies the words of a language that lie beneath, or the English ones for whoever translates them.
fn eject_words(
    root: &Path,
    own: &str,
    code: &str,
    theme: &ThemeFiles,
    sources: &Sources,
) -> anyhow::Result<()> {
    if !is_language_code(code) {
        bail!("`{code}` is no language; write its code, as in i18n/pt.toml or i18n/pt-BR.toml");
    }
    let path = format!("{THEMES}/{own}/i18n/{code}.toml");
    let beneath = theme.words_of(code).next();
    let text = beneath.map_or(ENGLISH_WORDS, |file| &sources.get(file.source).text);
    write_new(
        &root.join(&path),
        &scaffold::ejected_words(code, beneath.is_some(), text),
    )?;
    terminal::say(format_args!("{path}"))
}

fn make_folder(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    make_folder(path)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!(
                "{} is there already; change it, or give it another name first",
                path.display()
            )
        }
        Err(error) => return Err(error).with_context(|| format!("cannot make {}", path.display())),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))
}
