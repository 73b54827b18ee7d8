//! `groundwork new`: a page with the fields and sections of its kind.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use groundwork::diagnostic::suggest::suggest;
use groundwork::engine::{Engine, Options};
use groundwork::model::kind::Kind;
use groundwork::model::layer::OURS;
use groundwork::model::page::Page;
use groundwork::model::site::Site;
use groundwork::scaffold::{self, NewPage};
use groundwork::{load, status};

use crate::cli::New;
use crate::commands::project::project;
use crate::commands::terminal;

pub(super) fn run(args: &New) -> anyhow::Result<ExitCode> {
    if !args.words.is_empty() {
        bail!(
            "put the title between quotation marks: groundwork new {} \"{} {}\"",
            args.kind,
            args.title,
            args.words.join(" ")
        );
    }
    let root = project()?;
    let mut engine = Engine::new(&root);
    let input = engine.read(&Options::default())?;
    let analysis = engine.analyse(input, &Options::default());
    let site = &analysis.site;
    let kind = kind_named(site, &args.kind)?;
    let lang = match &args.lang {
        None => site.config.default_code(),
        Some(code) => listed_code(site, code)?,
    };
    // The title becomes the name of the file, so there is none to write without it.
    if args.title.trim().is_empty() {
        bail!(
            "a page needs a title: groundwork new {} \"Its title\"",
            args.kind
        );
    }
    let page = match &args.of {
        None => scaffold::page(kind, &args.title, lang, site.config.default_code()),
        Some(id) => made_from(site, id, kind, args, lang)?,
    };
    let path = root.join("content").join(&page.path);
    write_new(&path, &page.text)?;
    terminal::say(path.strip_prefix(&root).unwrap_or(&path).display())?;
    if let Some(id) = &args.of {
        keep_original(&root, &mut engine, id)?;
    }
    say_where_seen(&mut engine, &page.path)?;
    Ok(ExitCode::SUCCESS)
}

fn kind_named<'s>(site: &'s Site, name: &str) -> anyhow::Result<&'s Kind> {
    if let Some(kind) = site.schema.kind(name) {
        return Ok(kind);
    }
    let kinds = site.schema.kinds.iter().map(|kind| kind.id.as_str());
    match suggest(name, kinds.clone()) {
        Some(near) => bail!("there is no kind `{name}`; did you mean `{near}`?"),
        None => bail!(
            "there is no kind `{name}`; the kinds are: {}",
            kinds.collect::<Vec<_>>().join(", ")
        ),
    }
}

/// The code of a language as `site.toml` lists it.
fn listed_code<'s>(site: &'s Site, code: &str) -> anyhow::Result<&'s str> {
    let lang = site.config.lang(code).with_context(|| {
        let known = site.config.languages.join(", ");
        format!("site.toml does not list the language `{code}`; it lists: {known}")
    })?;
    Ok(site.config.code(lang))
}

fn no_page(site: &Site, id: &str) -> anyhow::Error {
    let known = site.pages.iter().map(|page| &*page.page.meta.id.value);
    match suggest(id, known) {
        Some(near) => anyhow!("there is no page `{id}`; did you mean `{near}`?"),
        None => anyhow!("there is no page `{id}`; name it by its id, which links use"),
    }
}

/// A page that is made from the one of this id: its translation where it is not there in that language, or else a
/// change of a page beneath.
fn made_from(
    site: &Site,
    id: &str,
    kind: &Kind,
    args: &New,
    lang: &str,
) -> anyhow::Result<NewPage> {
    let pages = site.pages.iter().map(|page| &*page.page);
    let of_id: Vec<&Page> = pages.filter(|page| page.meta.id.value == id).collect();
    let first = of_id.first().ok_or_else(|| no_page(site, id))?;
    let own = &first.meta.kind.value.id;
    if *own != kind.id {
        bail!(
            "`{id}` is of the kind {own}: groundwork new {own} \"{}\"{} --of {id}",
            args.title,
            args.lang
                .as_ref()
                .map_or_else(String::new, |lang| format!(" --lang {lang}"))
        );
    }
    let here = of_id
        .iter()
        .find(|page| site.config.code(page.meta.lang) == lang);
    let Some(here) = here else {
        let languages = &site.config.languages;
        return Ok(scaffold::translation(
            kind,
            &args.title,
            lang,
            languages,
            first,
        ));
    };
    // A page of one's own is changed where it is; only one from beneath needs a file that stands over it.
    if here.standing.layer == OURS {
        let path = &here.path;
        bail!(
            "`{id}` is there in `{lang}`, and yours: change content/{path}; to translate it, name a language with --lang"
        );
    }
    let upstream = &site.layers[usize::from(here.standing.layer)].name;
    Ok(scaffold::adaptation(&args.title, upstream, here))
}

/// Keeps the original as it is now, from which changes are told later.
fn keep_original(root: &Path, engine: &mut Engine, id: &str) -> anyhow::Result<()> {
    let input = engine.read(&Options::default())?;
    let site = engine.analyse(input, &Options::default()).site;
    let folder = root.join(load::CONTENT).join(load::ORIGINALS);
    for one in status::renew(&site, id, engine.sources()).unwrap_or_default() {
        let path = folder.join(&one.path);
        // What an earlier page was made from says what has changed since.
        if !path.exists() {
            write_new(&path, &one.text)?;
            terminal::say(path.strip_prefix(root).unwrap_or(&path).display())?;
        }
    }
    Ok(())
}

/// Says where readers will find the page. Only its path goes to standard output, for scripts.
fn say_where_seen(engine: &mut Engine, path: &str) -> anyhow::Result<()> {
    let input = engine.read(&Options::default())?;
    let site = engine.analyse(input, &Options::default()).site;
    let page = site.pages.iter().find(|page| *page.page.path == *path);
    if let Some(page) = page {
        let url = &page.url;
        terminal::warn(format_args!(
            "It is seen at /{url} while `groundwork serve --open` runs, and in public/{url} after `groundwork build`."
        ));
    }
    Ok(())
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already; choose another title", path.display())
        }
        Err(error) => return Err(error).with_context(|| format!("cannot make {}", path.display())),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))
}
