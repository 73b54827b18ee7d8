//! `groundwork take`: what a neighbor's copy says otherwise than ours, and some of it taken.
//!
//! 1. The copy is read: a folder as it is, an archive once it is unpacked elsewhere.
//! 2. Both sites are resolved and compared. What was decided to stay is left out.
//! 3. Without a choice that is shown, and nothing is written. On a terminal each part is asked for.
//! 4. What was chosen is said, and then written.

mod choices;
mod unpack;

use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::engine::{Engine, Options};
use groundwork::load;
use groundwork::model::adaptation::PartChange;
use groundwork::model::layer::OURS;
use groundwork::model::page::Page;
use groundwork::model::site::Site;
use groundwork::report;
use groundwork::take::{self, Credit, Difference, Dropped, KEPT, Kept, Obstacle};

use crate::cli::Take;
use crate::commands::project::project;
use crate::commands::{terminal, whole_file};
use choices::{Choice, Choices};
use unpack::Unpacked;

pub(super) fn run(args: &Take) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let copy = Copy::open(&args.path, &root)?;
    let (ours, theirs) = (read(&root)?, read(&copy.root)?);
    copy.refuse_outside(&theirs)?;
    let kept_path = root.join(load::CONTENT).join(load::ORIGINALS).join(KEPT);
    let kept = Kept::read(&fs::read_to_string(&kept_path).unwrap_or_default());
    let found = take::differences(&ours.site, &theirs.site, &kept);
    let dropped = take::dropped(&ours.site, &theirs.site);
    let name = &theirs.site.config.title;
    if found.is_empty() {
        terminal::say(format_args!(
            "{name} says nothing otherwise than this handbook"
        ))?;
        terminal::told(show_dropped(&dropped, &mut io::stdout().lock()))?;
        return Ok(ExitCode::SUCCESS);
    }
    // Without a choice the differences are shown, and people at a terminal are asked.
    let mut choices = Choices::read(args, &found)?;
    if choices.is_empty() {
        terminal::told(show(name, &found, &mut io::stdout().lock()))?;
        terminal::told(show_dropped(&dropped, &mut io::stdout().lock()))?;
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() || args.list {
            terminal::told(how_to_take(&found, args, &mut io::stdout().lock()))?;
            return Ok(ExitCode::SUCCESS);
        }
        choices = Choices::ask(&found)?;
    }
    let plan = plan(&ours, &theirs, &found, &choices, kept)?;
    terminal::told(plan.show(&mut io::stdout().lock()))?;
    if args.dry_run {
        terminal::say("nothing was written; leave out --dry-run to do this")?;
        return Ok(ExitCode::SUCCESS);
    }
    plan.write(&root, &copy.root)?;
    Ok(ExitCode::SUCCESS)
}

/// The neighbor's copy on disk.
struct Copy {
    root: PathBuf,
    /// Of an archive: the folder that goes again.
    unpacked: Option<Unpacked>,
}

impl Copy {
    fn open(path: &Path, own: &Path) -> anyhow::Result<Self> {
        let found = path.canonicalize();
        let found = found.with_context(|| format!("cannot open {}", path.display()))?;
        let unpacked = if found.is_file() {
            Some(unpack::unpack(&found)?)
        } else {
            None
        };
        let folder = unpacked
            .as_ref()
            .map_or(&found, |unpacked| &unpacked.folder);
        let root = project_in(folder, path)?;
        if root == own || root.starts_with(own.join(load::CONTENT)) {
            bail!(
                "{} is this handbook itself; name the copy of your neighbor",
                path.display()
            );
        }
        Ok(Copy { root, unpacked })
    }

    /// An archive may build on nothing that it does not hold.
    fn refuse_outside(&self, theirs: &Read) -> anyhow::Result<()> {
        let Some(unpacked) = &self.unpacked else {
            return Ok(());
        };
        let mut beneath = theirs.beneath.iter();
        match beneath.find(|root| !root.starts_with(&unpacked.folder)) {
            Some(_) => bail!(
                "the archive is built on a folder outside of itself; unpack it where that folder belongs, and name the folder"
            ),
            None => Ok(()),
        }
    }
}

/// Folders that an archive may put around a handbook, one in the other.
const DEEPEST: usize = 4;

/// So many folders are looked into for one.
const MOST_FOLDERS: usize = 1000;

/// The nearest folders within this one that hold `site.toml`, in order.
fn projects_below(folder: &Path) -> Vec<PathBuf> {
    let mut level = vec![folder.to_owned()];
    for _ in 0..DEEPEST {
        let entries = level.iter().flat_map(fs::read_dir).flatten();
        let folders = entries.flatten().map(|entry| entry.path());
        let mut below: Vec<PathBuf> = folders
            .filter(|path| path.is_dir() && !path.is_symlink())
            .take(MOST_FOLDERS)
            .collect();
        below.sort();
        let found = below
            .iter()
            .filter(|path| path.join(load::SITE_TOML).is_file());
        let found: Vec<PathBuf> = found.cloned().collect();
        if !found.is_empty() || below.is_empty() {
            return found;
        }
        level = below;
    }
    Vec::new()
}

/// The folder that holds `site.toml`: this one, or the only one in it that does.
fn project_in(folder: &Path, named: &Path) -> anyhow::Result<PathBuf> {
    if folder.join(load::SITE_TOML).is_file() {
        return Ok(folder.to_owned());
    }
    fs::read_dir(folder).with_context(|| format!("cannot look into {}", named.display()))?;
    // An archive often holds one folder, or one in another, which holds the handbook.
    match projects_below(folder).as_slice() {
        [one] => Ok(one.canonicalize().context("the folder is gone")?),
        [] if folder.join("index.html").is_file() => bail!(
            "{} is a site that was built, and its texts are not in it; ask for the folder that holds site.toml and content",
            named.display()
        ),
        [] => bail!(
            "{} holds no {}, so it is no handbook of groundwork; one of another tool is brought in with: groundwork import",
            named.display(),
            load::SITE_TOML
        ),
        _ => bail!(
            "{} holds several handbooks; name the folder of one of them",
            named.display()
        ),
    }
}

/// A project, resolved.
struct Read {
    root: PathBuf,
    site: std::sync::Arc<Site>,
    beneath: Vec<PathBuf>,
}

fn read(root: &Path) -> anyhow::Result<Read> {
    let mut engine = Engine::new(root);
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let input = engine.read(&options)?;
    let site = engine.analyse(input, &options).site;
    Ok(Read {
        root: root.to_owned(),
        site,
        beneath: engine.folders_beneath(),
    })
}

/// Says what theirs has otherwise, page by page.
fn show(name: &str, found: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{name} has {} otherwise, or in addition:",
        terminal::counted(found.len(), "page")
    )?;
    for one in found {
        show_page(one, out)?;
    }
    Ok(())
}

fn show_page(one: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let what = if one.ours.is_some() { "" } else { " (new)" };
    writeln!(
        out,
        "\n{} · {} · content/{}{what}",
        one.id, one.title, one.path
    )?;
    if one.ours.is_some() {
        report::draw_changes(&one.parts, out)?;
    }
    if let Some(upstream) = &one.beneath {
        writeln!(
            out,
            "  it is a page of {upstream}, where nothing is ever written: what you take stands in a page of yours that changes it"
        )?;
    }
    match &one.obstacle {
        Some(Obstacle::OursIncomplete) => writeln!(
            out,
            "  yours changes a page of a handbook beneath that is not there, and holds only a part of it: bring that handbook first"
        ),
        Some(Obstacle::Incomplete) => writeln!(
            out,
            "  theirs holds only a part of this page, and the handbook that has the rest is not in the copy: ask for one with \
             the handbook beneath beside it, or take by hand what you want"
        ),
        None => Ok(()),
    }
}

/// Says which sections of ours theirs lacks.
fn show_dropped(dropped: &[Dropped], out: &mut dyn Write) -> io::Result<()> {
    if dropped.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nhere and not there, which stays as it is:")?;
    for page in dropped {
        writeln!(out, "  content/{}: {}", page.path, page.sections.join(", "))?;
    }
    Ok(())
}

/// Says what to type, where nobody can be asked.
fn how_to_take(found: &[Difference], args: &Take, out: &mut dyn Write) -> io::Result<()> {
    let path = args.path.display();
    let first = found.iter().find(|one| one.obstacle.is_none());
    let id = first.map_or("ID", |one| one.id.as_str());
    writeln!(out, "\nnothing was written. To take something:\n")?;
    writeln!(
        out,
        "  groundwork take {path} --take {id}            all of that page"
    )?;
    writeln!(
        out,
        "  groundwork take {path} --take {id}#SECTION    one section"
    )?;
    writeln!(
        out,
        "  groundwork take {path} --keep {id}            ours stays, and this is told no more"
    )
}

/// What is to be written.
struct Plan {
    /// By path from our content folder: the text, what it was before, and what is said of it.
    texts: Vec<Text>,
    /// Files of theirs that ours lacks, from the content folders.
    pictures: Vec<String>,
    kept: Option<String>,
    said: Vec<String>,
}

struct Text {
    path: String,
    before: Option<String>,
    after: String,
}

fn plan(
    ours: &Read,
    theirs: &Read,
    found: &[Difference],
    choices: &Choices,
    mut kept: Kept,
) -> anyhow::Result<Plan> {
    let mut plan = Plan {
        texts: Vec::new(),
        pictures: Vec::new(),
        kept: None,
        said: Vec::new(),
    };
    for (at, one) in found.iter().enumerate() {
        let of = |choice: Choice| -> Vec<&PartChange> {
            let parts = one.parts.iter().enumerate();
            let chosen = parts.filter(|(part, _)| choices.of(at, *part) == choice);
            chosen.map(|(_, part)| part).collect()
        };
        // What stays is remembered, so that the same difference is not asked about again.
        let stays = of(Choice::Keep);
        for part in &stays {
            kept.add(&one.lang, &one.id, part);
        }
        if !stays.is_empty() {
            plan.said.push(format!(
                "content/{}: {} stays as it is",
                one.path,
                names(&stays)
            ));
            plan.kept = Some(kept.text());
        }
        let taken = of(Choice::Take);
        if !taken.is_empty() {
            plan.take(ours, theirs, one, &taken)?;
        }
    }
    Ok(plan)
}

fn names(parts: &[&PartChange]) -> String {
    let names = parts.iter().map(|part| {
        if part.name.is_empty() {
            "the beginning"
        } else {
            part.name.as_str()
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

impl Plan {
    fn take(
        &mut self,
        ours: &Read,
        theirs: &Read,
        one: &Difference,
        parts: &[&PartChange],
    ) -> anyhow::Result<()> {
        if one.obstacle.is_some() {
            bail!(
                "`{}` cannot be taken here; groundwork take PATH says why. Nothing was written",
                one.id
            );
        }
        let page = &theirs.site.pages[one.page];
        let (fields, sections): (Vec<&&PartChange>, Vec<&&PartChange>) =
            parts.iter().partition(|part| part.is_field);
        let credit = credit(&theirs.site, one, &names(parts));
        let path = format!("content/{}", one.path);
        let (before, text) = match &one.ours {
            None => (None, page.page.text.to_string()),
            Some(own) => {
                let ids: Vec<&str> = sections.iter().map(|part| part.id.as_str()).collect();
                let wanted = take::with_parts(own, &page.page, &ids);
                if own.standing.layer == OURS && own.standing.extends.is_none() {
                    (Some(own.text.to_string()), wanted)
                } else {
                    in_change(ours, one, own, &wanted, &ids)?
                }
            }
        };
        // Fields alone are never taken, so only sections or a new page change a text.
        let is_changed =
            before.as_deref() != Some(&text) && (one.ours.is_none() || !sections.is_empty());
        if is_changed {
            // A page that names another original in its own file goes on naming that alone.
            let own = one.ours.as_ref().filter(|_| before.is_some());
            let credited = take::credited(own.unwrap_or(&page.page), &text, &credit);
            let what = if one.ours.is_some() {
                names(parts)
            } else {
                "new".to_owned()
            };
            self.said
                .push(format!("{path}: {what}, from {}", credit.title));
            if credited.is_none() {
                self.said.push(format!("  its fields name another original already: add to its text that this comes from {}", credit.title));
            }
            self.texts.push(Text {
                path: one.path.clone(),
                before,
                after: credited.unwrap_or(text),
            });
            let ids = sections.iter().map(|part| part.id.as_str());
            let ids: Option<Vec<&str>> = one.ours.is_some().then(|| ids.collect());
            self.add_pictures(ours, theirs, one, ids.as_deref());
        }
        if !fields.is_empty() {
            let fields: Vec<&PartChange> = fields.into_iter().copied().collect();
            self.said.push(format!(
                "{path}: change at its head by hand, for their words may not fit yours: {}",
                names(&fields)
            ));
        }
        Ok(())
    }

    /// The pictures that ours has not: those of these sections of a page, or of a page as a whole.
    fn add_pictures(
        &mut self,
        ours: &Read,
        theirs: &Read,
        one: &Difference,
        sections: Option<&[&str]>,
    ) {
        let page = &theirs.site.pages[one.page];
        let images = &page.resolved.images;
        let shown = match sections {
            Some(ids) => take::pictures_in(&page.page, ids),
            None => (0..images.len()).collect(),
        };
        let images = shown
            .into_iter()
            .filter_map(|at| images.get(at)?.as_ref().ok());
        for path in images {
            let (own, other) = (ours.site.files.get(path), theirs.site.files.get(path));
            match (own, other) {
                (None, Some(_)) if !self.pictures.contains(path) => {
                    self.said.push(format!("content/{path}: new"));
                    self.pictures.push(path.clone());
                }
                (Some(own), Some(other)) if own.hash != other.hash => self.said.push(format!(
                    "content/{path}: yours stays, theirs is another picture"
                )),
                _ => {}
            }
        }
    }

    fn show(&self, out: &mut dyn Write) -> io::Result<()> {
        self.said
            .iter()
            .try_for_each(|line| writeln!(out, "{line}"))
    }

    /// Writes all, each file whole. What somebody has changed meanwhile is left as it is.
    fn write(&self, root: &Path, copy: &Path) -> anyhow::Result<()> {
        let content = root.join(load::CONTENT);
        for text in &self.texts {
            write_text(root, text)?;
        }
        for path in &self.pictures {
            let from = copy.join(load::CONTENT).join(path);
            let bytes =
                fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
            new_file(&content.join(path), &bytes)
                .with_context(|| format!("cannot write content/{path}"))?;
        }
        if let Some(kept) = &self.kept {
            let path = content.join(load::ORIGINALS).join(KEPT);
            fs::create_dir_all(content.join(load::ORIGINALS))?;
            fs::write(&path, kept).with_context(|| format!("cannot write {}", path.display()))?;
        }
        if !self.texts.is_empty() {
            terminal::say(
                "groundwork check says what these texts still need here, such as sources",
            )?;
        }
        Ok(())
    }
}

/// The file of a page that changes one of a handbook beneath: what stands in it, and what is to. A page that is not changed
/// yet has no file.
fn in_change(
    ours: &Read,
    one: &Difference,
    own: &Page,
    wanted: &str,
    ids: &[&str],
) -> anyhow::Result<(Option<String>, String)> {
    let before = if own.standing.layer == OURS {
        let path = ours.root.join(load::CONTENT).join(&one.path);
        let text = fs::read_to_string(&path);
        Some(text.with_context(|| format!("cannot read content/{}", one.path))?)
    } else {
        None
    };
    let begun = format!("+++\nextends = \"{}\"\n+++\n", one.id);
    let file = before.as_deref().unwrap_or(&begun);
    match take::with_parts_of_change(&ours.site, own, file, wanted, ids) {
        Ok(text) => Ok((before, text)),
        Err(section) => bail!(
            "content/{} adds to the section `{section}` of a page beneath: take by hand what you want of theirs. Nothing was written",
            one.path
        ),
    }
}

/// Whose page it is, as `adapted_from` has it.
fn credit(theirs: &Site, one: &Difference, parts: &str) -> Credit {
    let page = &theirs.pages[one.page];
    let base = theirs.config.base_url.as_ref();
    Credit {
        title: format!("{}: {}", theirs.config.title, one.title),
        url: base.map(|base| format!("{base}{}", page.url)),
        licence: theirs.licence(&page.page).map(str::to_owned),
        changes: if one.ours.is_some() {
            format!("taken from there: {parts}")
        } else {
            "taken from there".to_owned()
        },
    }
}

/// Writes a text whole, where nobody has changed it since it was read.
fn write_text(root: &Path, text: &Text) -> anyhow::Result<()> {
    let name = format!("content/{}", text.path);
    let cannot = || format!("cannot write {name}");
    let Some(before) = &text.before else {
        let path = root.join(load::CONTENT).join(&text.path);
        return new_file(&path, text.after.as_bytes()).with_context(cannot);
    };
    let path = whole_file::behind(root, &name).with_context(cannot)?;
    let permissions = fs::metadata(&path)?.permissions();
    let is_still = || Ok(fs::read(&path)? == before.as_bytes());
    let written = whole_file::replace(&path, text.after.as_bytes(), permissions, is_still);
    if !written.with_context(cannot)? {
        bail!("{name} was changed meanwhile, and is left as it is; run this again");
    }
    Ok(())
}

fn new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(bytes)
}
