//! The program's arguments and their help.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use groundwork::agenda;
use groundwork::date::Date;
use groundwork::limits;
use groundwork::print::Paper;
use groundwork::report::Format;

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
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder, public/ unless another is named
    #[command(after_help = BUILD_EXAMPLE, after_long_help = build_help())]
    Build(Build),
    /// Show the site in a browser while you write, and every change as you save it
    #[command(
        long_about = SERVE,
        after_help = "Examples:\n  groundwork serve --open\n  groundwork serve --host 0.0.0.0"
    )]
    Serve(Serve),
    /// Find what is wrong in the project, and write nothing
    #[command(
        after_help = "Examples:\n  groundwork check\n  groundwork check --strict --format github"
    )]
    Check(Check),
    /// Print an agenda, a handout or any other page as PDFs
    ///
    /// Makes the paper that a meeting needs: run sheet, agenda, role cards, sign-in sheet and more of
    /// an agenda; a sheet, cards or a list of any other page. Times, materials and rows are those of
    /// the meeting you give. What of the agenda does not fit it is said.
    #[command(
        after_help = "Examples:\n  groundwork print monthly-meeting --start 18:30 --people 22 --paper letter\n  groundwork print monthly-meeting run-sheet role-cards --date 2026-12-01 --place \"Library, room 2\"\n  groundwork print one-to-one-guide --large -o ~/Desktop"
    )]
    Print(Print),
    /// Begin a page, with the fields and sections of its kind
    #[command(after_help = "Example:\n  groundwork new method \"Power mapping\"")]
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
    /// Begin a project of your own
    #[command(after_help = "Example:\n  groundwork init our-handbook")]
    Init(Init),
    /// Print a script that completes groundwork's arguments in your shell
    #[command(
        after_help = "Example:\n  groundwork completions bash > ~/.local/share/bash-completion/completions/groundwork"
    )]
    Completions { shell: Shell },
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
pub struct Build {
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
    /// Make the whole site one file of HTML too, for phones, which open a file and hardly a folder
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
notes in findings included. There is no encryption and no password. What is asked is limited: by how many \
connections, how long and how large a request, to which name, for which file; who does not read an answer \
has to make way for others. Still, this is a preview for one writer and not a server for the public; put \
what `groundwork build` has written on one of those.";

#[derive(Debug, Args)]
pub struct Serve {
    /// The port to listen on; the next free one if it is taken, any free one if it is 0
    #[arg(long, value_name = "N", default_value_t = 8000)]
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
pub struct Check {
    /// How to write the findings
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Count warnings as errors; notes stay notes
    #[arg(long)]
    pub strict: bool,
    /// Check drafts too
    #[arg(long)]
    pub drafts: bool,
}

#[derive(Debug, Args)]
pub struct Print {
    /// The page, by its id, which is its file's name without .md
    pub id: String,
    /// The sheets to print. An agenda has run-sheet, agenda, role-cards, wall-agenda, sign-in, notes,
    /// packing-list, evaluation and booklet, and prints all but the last if none is named. Other
    /// pages have sheet, card, cards, list or booklet, and print the first
    #[arg(value_name = "SHEET")]
    pub sheets: Vec<String>,
    /// When the meeting begins, in place of what its page says
    #[arg(long, value_name = "HH:MM", value_parser = start)]
    pub start: Option<u32>,
    /// How many come, in place of what the page expects
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub people: Option<u32>,
    /// The day of the meeting, to be printed
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// Where it is, to be printed
    #[arg(long, value_name = "WORDS")]
    pub place: Option<String>,
    /// a4 or letter, with their larger and smaller sizes, in place of that in site.toml
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
pub struct New {
    /// The kind of page: method, concept, case …
    pub kind: String,
    /// The page's title; its file is named after it
    pub title: String,
    /// The page's language, if it is not the site's first
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
}

#[derive(Debug, Args)]
pub struct Rename {
    /// The page, as a link would name it: its id, its title, its path …
    pub id: String,
    /// Its new id, of letters, digits, hyphens and underscores; with a folder, the page moves there
    pub new: String,
    /// Show what would be moved and changed, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make
    pub dir: PathBuf,
}

fn start(text: &str) -> Result<u32, String> {
    agenda::clock(text).ok_or_else(|| "write a time such as 18:30".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day such as 2026-12-01".to_owned())
}

fn paper(text: &str) -> Result<Paper, String> {
    Paper::named(text).ok_or_else(|| "write a4 or letter".to_owned())
}

fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => text
            .trim_matches(['[', ']'])
            .parse()
            .map_err(|_| "write an address such as 127.0.0.1 or 0.0.0.0".to_owned()),
    }
}

fn base_url(text: &str) -> Result<String, String> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return Err("begin it with https:// or http://".to_owned());
    }
    let slash = if text.ends_with('/') { "" } else { "/" };
    Ok(format!("{text}{slash}"))
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
