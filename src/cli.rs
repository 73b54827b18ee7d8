//! The program's arguments and their help.

// The tests of the manual read this file too, from another folder.
#[path = "cli/values.rs"]
mod values;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use groundwork::import::Tool;
use groundwork::limits;
use groundwork::model::date::Date;
use groundwork::model::sheet::Paper;
use groundwork::report::Format;

use self::values::{base_url, date, host, language, name, paper, people, port, start};

/// Turns a folder of Markdown pages into a knowledge base that works offline and cites its sources
/// claim by claim.
///
/// Run it in a project's folder, the one with site.toml, or in any folder below.
#[derive(Debug, Parser)]
#[command(
    name = "groundwork",
    version,
    propagate_version = true,
    max_term_width = 90
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the site into a folder, public/ unless another is named
    #[command(after_help = BUILD_EXAMPLE, after_long_help = build_help())]
    Build(Build),
    /// Show the site in a browser while you write, and every change as you save it
    #[command(
        long_about = SERVE,
        after_help = "Examples:\n  groundwork serve --open\n  groundwork serve --host 0.0.0.0"
    )]
    Serve(Serve),
    /// Find what is wrong in the project, and mend what is sure if you ask for it
    #[command(
        after_help = "Examples:\n  groundwork check\n  groundwork check --fix\n  groundwork check --strict --format github"
    )]
    Check(Check),
    /// Print an agenda, a handout or any other page as PDFs
    ///
    /// Makes the paper that a meeting needs: run sheet, agenda, role cards, sign-in sheet and more of
    /// an agenda; a sheet, cards or a list of any other page. Times, materials and rows are those of
    /// the meeting that you give. Where the agenda does not suit that meeting, you are told.
    #[command(
        after_help = "Examples:\n  groundwork print monthly-meeting --start 18:30 --people 22 --paper letter\n  groundwork print monthly-meeting run-sheet role-cards --date 2026-12-01 --place \"Library, room 2\"\n  groundwork print monthly-meeting --all --start 6:30pm --people 22\n  groundwork print one-to-one-guide --large -o ~/Desktop"
    )]
    Print(Print),
    /// Begin a page, with the fields and sections of its kind
    #[command(
        after_help = "Examples:\n  groundwork new method \"Power mapping\"\n  groundwork new method \"Les entretiens\" --lang fr --of one-to-ones   # translates it\n  groundwork new method \"One-to-ones at the door\" --of one-to-ones   # changes that of a handbook beneath"
    )]
    New(New),
    /// Rename a page, with its translations and every link to it
    ///
    /// Rewrites all that names the page by its id or path, and nothing else in any file. Its old id
    /// and address become aliases, so that old links and bookmarks still lead to it. Links by its
    /// title or by another alias hold as they are.
    ///
    /// A file that is named after the page's id is renamed, one with a name of its own stays. The
    /// page of a folder (its index.md) takes the folder along.
    #[command(
        after_help = "Examples:\n  groundwork rename one-to-ones conversations --dry-run\n  groundwork rename one-to-ones conversations\n  groundwork rename one-to-ones talks/conversations   # moves it to content/talks\n  groundwork rename talks/conversations /conversations   # moves it out of any folder"
    )]
    Rename(Rename),
    /// Remove a page, and mend what names it
    ///
    /// Links to it become plain words, or lead to another page with --to. Relations, entries of the menu and names in
    /// agendas go, or name the other. With --to, the other page has the old name and address as aliases, so that old links
    /// and bookmarks still lead somewhere. Nothing is written to a handbook beneath.
    #[command(
        after_help = "Examples:\n  groundwork remove phone-bank --dry-run\n  groundwork remove phone-bank --to doorknocking"
    )]
    Remove(Remove),
    /// Begin a handbook of your own
    ///
    /// Writes a small handbook that works: a method, an agenda to print, a glossary, a source, and comments
    /// that say what belongs where.
    #[command(
        after_help = "Examples:\n  groundwork init our-handbook --name \"Riverside Tenants\"\n  groundwork init --lang fr   # in the folder that you stand in"
    )]
    Init(Init),
    /// Bring in a handbook that was made for another tool
    ///
    /// Reads the folder of a handbook for Obsidian, Logseq, MkDocs, mdBook, GitBook, Hugo, Jekyll, VitePress,
    /// Docusaurus, Starlight, Quarto, bookdown or MyST, or of plain Markdown as on GitHub, and writes a
    /// project of it: pages with their titles, order and old addresses, pictures, sources, a menu.
    /// Nothing of the original is changed. What cannot be translated stays in the text, and IMPORT.md in
    /// the new folder lists it.
    #[command(
        after_help = "Examples:\n  groundwork import ~/notes/handbook\n  groundwork import ../old-site --into our-handbook\n  groundwork import ../old-site --into our-handbook --update   # after the original has changed"
    )]
    Import(Import),
    /// Begin a handbook on top of an existing one
    ///
    /// Writes settings that name the other handbook, and a first page that changes the other's. All its pages are
    /// yours from then on, and its later changes too. Nothing is ever written there.
    #[command(
        after_help = "Examples:\n  groundwork fork our-handbook --from ../organizing-methods --name \"Riverside Tenants\"\n  groundwork fork our-handbook --from ../organizing-methods --copy"
    )]
    Fork(Fork),
    /// Open the manual in a browser; it is in the program and needs no network
    #[command(
        after_help = "Examples:\n  groundwork manual\n  groundwork manual --out ~/Desktop/manual --no-open"
    )]
    Manual(Manual),
    /// Explain a rule, a command, a field or another topic of the manual
    ///
    /// Findings name their rule between brackets, such as error[dead-link]. Without a name, all rules
    /// and pages are listed.
    #[command(
        after_help = "Examples:\n  groundwork explain dead-link\n  groundwork explain minutes\n  groundwork explain"
    )]
    Explain(Explain),
    /// Say how far the pages are: stubs, drafts, what nobody has reviewed or looked up
    ///
    /// Nothing of this is a fault, and none of it stops a build; `groundwork check` finds faults.
    #[command(
        after_help = "Examples:\n  groundwork status\n  groundwork status --full\n  groundwork status --json"
    )]
    Status(Status),
    /// See what a neighbor's copy says otherwise, and take what you want of it
    ///
    /// The copy is a folder or a zip, as from a USB stick: a fork of the same handbook, or one that was written beside
    /// it. What it says otherwise is shown page by page and section by section. Take a section, keep yours for good, or
    /// leave it for later. What is taken names the other handbook. Nothing is written before you say so, and nothing is ever
    /// written to the copy.
    #[command(
        after_help = "Examples:\n  groundwork take /media/stick/riverside\n  groundwork take riverside.zip --take one-to-ones#steps --dry-run\n  groundwork take riverside.zip --keep doorknocking"
    )]
    Take(Take),
    /// Begin a theme of your own, or copy a template into it
    #[command(
        after_help = "Examples:\n  groundwork theme new ours\n  groundwork theme eject page.html\n  groundwork theme eject run-sheet.typ"
    )]
    Theme(Theme),
    /// Take works into the bibliography, and list those that no archive keeps
    #[command(
        after_help = "Examples:\n  groundwork sources add ~/Downloads/export.ris\n  groundwork sources add < pasted.txt\n  groundwork sources archive-list > addresses.txt"
    )]
    Sources(Sources),
    /// Print a script that completes groundwork's arguments in your shell
    #[command(
        after_help = "Example:\n  groundwork completions bash > ~/.local/share/bash-completion/completions/groundwork"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const BUILD_EXAMPLE: &str = "Example:\n  groundwork build --out /media/stick/handbook";

/// What the long help ends with.
fn build_help() -> String {
    let limits = limits::documentation();
    format!(
        "{BUILD_EXAMPLE}\n\nThe most that there may be of one thing, and what becomes of more, which a finding \
         says:\n{limits}"
    )
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The folder to write; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will be on the web, in place of base_url in site.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Build in spite of errors; a dead link becomes text that is marked as such
    #[arg(long)]
    pub allow_errors: bool,
    /// Make the whole site one file of HTML too, for phones, most of which cannot open a folder
    #[arg(long)]
    pub single_file: bool,
    /// Pack the whole site into an archive too
    #[arg(long)]
    pub zip: bool,
    /// Wait until the disk has all of the site, so that not even a power cut loses it. A build onto
    /// a stick, or any other disk than the system's own, does so by itself: when it says that it is
    /// done, the stick can be pulled, and one pulled before holds the old site or the new one
    #[arg(long)]
    pub sync: bool,
}

const SERVE: &str = "\
Show the site in a browser while you write, and every change as you save it

Findings are drawn over the page. Press `w` in it to see from which file and line each paragraph \
comes; name your editor in site.toml and they become links that open it:

  [preview]
  editor = \"vscode://file/{path}:{line}\"

Only this machine can see the preview unless --host names another address, such as 0.0.0.0 for your \
own phone in the same network. Then everyone in that network can read along, drafts that you show and \
notes in findings included. There is no encryption and no password. This is a preview for one writer and \
not a server for the public; put what `groundwork build` has written on one of those.";

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The project's folder; the one that you stand in if none is named
    #[arg(default_value = ".", hide_default_value = true)]
    pub dir: PathBuf,
    /// The port to listen on; the next free one if it is taken, any free one if it is 0
    #[arg(long, value_name = "N", default_value_t = 8000, value_parser = port)]
    pub port: u16,
    /// The address to listen on: this machine's own, or 0.0.0.0 for all its networks
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = host)]
    pub host: IpAddr,
    /// Open the site in your browser
    #[arg(long)]
    pub open: bool,
    /// Look for changes every half second, where the system does not tell of them
    ///
    /// For folders that change from elsewhere: on another machine, in a cloud's folder, in a container or
    /// a virtual machine. Linux names most of these, and then this is done without being asked.
    #[arg(long)]
    pub poll: bool,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The address that opens a file in your editor, in place of that in site.toml
    #[arg(long, value_name = "URL", env = "GROUNDWORK_EDITOR")]
    pub editor: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// How to write the findings
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Count warnings as errors; notes stay notes
    #[arg(long)]
    pub strict: bool,
    /// Check drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Show the notes too, which are otherwise only counted
    ///
    /// Notes ask for nothing: a source that nobody has looked up yet, a claim without a page number.
    #[arg(long)]
    pub notes: bool,
    /// Show each place by itself, notes included
    ///
    /// Without it what is the same at many places is told once, with the first places and their number.
    /// The formats for programs hold each place always.
    #[arg(long)]
    pub full: bool,
    /// Mend what can be mended without asking you, say what was done, and show the rest
    ///
    /// Makes the edits of which a finding is sure, in site.toml and the content folder: nobody could
    /// have meant anything else, and no words are lost. The others are shown, for you to decide. A file
    /// that changes meanwhile, or that you may only read, is left as it is. Where two edits meet in one
    /// place the first is made; run it again for the other.
    #[arg(long)]
    pub fix: bool,
    /// Show and count the findings of the handbooks beneath too
    ///
    /// What is wrong in a handbook on which yours is built is its own writers' to mend. It fails nothing of
    /// yours, and without this it is only counted. Nothing is ever mended there.
    #[arg(long)]
    pub upstream: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Print {
    /// The page, by its id, which is its file's name without .md, by the path of its file or by its title
    pub id: String,
    /// The sheets to print. An agenda has run-sheet, script, agenda, role-cards, wall-agenda, sign-in, notes,
    /// packing-list, evaluation, group-cards and booklet, and prints all but the last if none is named. Other
    /// pages have sheet, card, cards, list or booklet, and print the first. Any page has zine: eight small pages on one
    /// sheet, to fold and cut once
    #[arg(value_name = "SHEET")]
    pub sheets: Vec<String>,
    /// Print all the paper of a meeting in one file, tonight.pdf, with its handouts and a cover that says how often each
    /// is needed; what needs larger paper is in a second file
    #[arg(long, conflicts_with_all = ["sheets", "booklet"])]
    pub all: bool,
    /// Print for a meeting that is held online, in place of what its page says
    #[arg(long)]
    pub online: bool,
    /// When the meeting begins, in place of what its page says: 18:30 or 6:30pm
    #[arg(long, value_name = "TIME", value_parser = start)]
    pub start: Option<u32>,
    /// How many come, in place of what the page expects
    #[arg(long, value_name = "N", value_parser = people)]
    pub people: Option<u32>,
    /// The day of the meeting, to be printed
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Where it is, to be printed
    #[arg(long, value_name = "WORDS")]
    pub place: Option<String>,
    /// a4 or letter, in place of what site.toml says
    #[arg(long, value_name = "PAPER", value_parser = paper)]
    pub paper: Vec<Paper>,
    /// Print large letters, of 18 points
    #[arg(long)]
    pub large: bool,
    /// Print a booklet of the page and all that it builds on
    #[arg(long)]
    pub booklet: bool,
    /// The folder to write to; print/ID if none is named
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The kind of page, such as method, agenda or handout
    pub kind: String,
    /// The page's title; its file is named after it
    pub title: String,
    /// Words of a title that is typed without quotation marks
    #[arg(hide = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// The page's language, if it is not the site's first
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// The page that this one is made from, by its id
    ///
    /// With --lang the new page translates it. Without, it changes a page of the handbook on which yours is built:
    /// it keeps all that you do not write. What the original is now is kept, so that groundwork status can say
    /// what changes there.
    #[arg(long, value_name = "ID")]
    pub of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// The page, as a link would name it: its id, its title or its path
    pub id: String,
    /// Its new id, of letters, digits, hyphens and underscores; with a folder, the page moves there
    pub new: String,
    /// Show what would be moved and changed, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The page, as a link would name it: its id, its title or its path
    pub id: String,
    /// The page to which links and old addresses lead afterwards
    #[arg(long, value_name = "OTHER")]
    pub to: Option<String>,
    /// Show what would be changed and what would go, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to make, or an empty one; the one that you stand in if none is named
    #[arg(default_value = ".", hide_default_value = true)]
    pub dir: PathBuf,
    /// Words of a name that is typed without quotation marks
    #[arg(hide = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// What the handbook is called
    #[arg(long, value_name = "NAME", default_value = "Our handbook", value_parser = name)]
    pub name: String,
    /// The language that it is written in, by its code: en, fr, pt-BR
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = language)]
    pub lang: String,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The folder of the handbook: that of its settings, or of its pages
    pub from: PathBuf,
    /// The folder to make; one named after the original if nothing is said
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// The same, where the option was left out
    #[arg(value_name = "DIR", hide = true, conflicts_with = "into")]
    pub dir: Option<PathBuf>,
    /// The tool that it was made for, where its files do not tell: obsidian, logseq, mkdocs, mdbook, gitbook, hugo,
    /// jekyll, vitepress, docusaurus, starlight, quarto, bookdown, myst or markdown
    #[arg(long = "as", value_name = "TOOL", value_parser = tool)]
    pub tool: Option<Tool>,
    /// Bring in what has changed in the original since it was imported; what you have changed stays
    #[arg(long)]
    pub update: bool,
}

fn tool(text: &str) -> Result<Tool, String> {
    Tool::named(text).ok_or_else(|| {
        let words = Tool::ALL.map(|(_, word, _)| word);
        format!("write one of {}", words.join(", "))
    })
}

#[derive(Debug, Args)]
pub(crate) struct Fork {
    /// The folder to make, or an empty one
    pub dir: PathBuf,
    /// The folder of the other handbook, which holds its site.toml
    #[arg(long, value_name = "PATH")]
    pub from: PathBuf,
    /// What your handbook is called
    #[arg(long, value_name = "NAME", default_value = "Our handbook", value_parser = name)]
    pub name: String,
    /// Copy all pages instead: later changes of the other handbook do not come
    #[arg(long)]
    pub copy: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Show every place, and not only the first ones
    #[arg(long)]
    pub full: bool,
    /// Write all places as JSON, for programs
    #[arg(long)]
    pub json: bool,
    /// Say that a page is up to date with what it was made from
    ///
    /// Writes a copy of the original as it is now into content/.originals, in each language of the page. Nothing is
    /// written to a handbook beneath.
    #[arg(long, value_name = "ID", conflicts_with_all = ["full", "json"])]
    pub accept: Vec<String>,
    /// Say that you have seen which pages are new in the handbooks beneath, and which have gone
    #[arg(long, conflicts_with_all = ["full", "json"])]
    pub accept_new: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Take {
    /// The neighbor's copy: its folder, or a zip of it
    pub path: PathBuf,
    /// Take a page, or a section of it: its id, as in one-to-ones or one-to-ones#steps
    #[arg(long, value_name = "ID#SECTION")]
    pub take: Vec<String>,
    /// Keep your own page or section: it is not shown again until theirs changes
    #[arg(long, value_name = "ID#SECTION")]
    pub keep: Vec<String>,
    /// Only show what the copy says otherwise, and ask nothing
    #[arg(long, conflicts_with_all = ["take", "keep", "dry_run"])]
    pub list: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Theme {
    #[command(subcommand)]
    pub command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ThemeCommand {
    /// Begin a theme that lies over the default one
    New {
        /// What it is called: the name of its folder in themes/, of letters, digits, hyphens and underscores
        name: String,
    },
    /// Copy a template or a sheet of the theme beneath into your theme, to change it as you like
    Eject {
        /// The file, such as page.html, run-sheet.typ, or i18n/pt.toml for words to be translated
        file: String,
        /// Say that you have taken over what has changed in it since you copied it
        #[arg(long)]
        accept: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Sources {
    #[command(subcommand)]
    pub command: SourcesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SourcesCommand {
    /// Add works from a file of BibTeX, RIS or CSL JSON, or from such text on standard input
    ///
    /// A work that the bibliography has already is not added, and you are told its key. Attachments, abstracts and notes stay behind.
    Add(AddSource),
    /// Write the addresses of works without an archived copy, a line each, to be pasted at an archive
    ArchiveList,
}

#[derive(Debug, Args)]
pub(crate) struct AddSource {
    /// The file; standard input if none is named
    pub file: Option<PathBuf>,
    /// The key by which pages cite the work; one made of its author and year if it has none
    #[arg(long, value_name = "KEY")]
    pub id: Option<String>,
    /// The .bib file of the content folder to add it to
    #[arg(long, value_name = "FILE", default_value = "sources.bib")]
    pub into: String,
}

#[derive(Debug, Args)]
pub(crate) struct Manual {
    /// The folder to write the manual to, in place of one in your cache
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write it and say where it is, and open no browser
    #[arg(long)]
    pub no_open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A rule, or another topic of the manual: a command, a field, a setting, a marker
    #[arg(value_name = "RULE-or-TOPIC", allow_hyphen_values = true)]
    pub name: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed_and_each_command_has_an_example() {
        Cli::command().debug_assert();
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            assert!(
                help.is_some_and(|help| help.contains("groundwork ")),
                "{}",
                command.get_name()
            );
        }
    }
}
