//! `groundwork serve`: the site in a browser while its writer works on it.

use std::fmt::Display;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use groundwork::engine::Options;
use groundwork::model::failure;
use groundwork::report;
use groundwork::serve::{self, Notice, Preview, Rebuild, Settings};
use qrcode::QrCode;
use qrcode::render::unicode;

use crate::cli::Serve;
use crate::commands::project::project_in;
use crate::commands::terminal;

/// How many changed files are named.
const NAMED: usize = 3;

pub(super) fn run(args: Serve) -> anyhow::Result<ExitCode> {
    let root = project_in(&args.dir)?;
    let settings = Settings {
        options: Options {
            drafts: args.drafts,
            ..Options::default()
        },
        host: args.host,
        port: args.port,
        polls: args.poll,
        // An empty variable is as good as none.
        editor: args.editor.filter(|editor| !editor.is_empty()),
    };
    let preview = serve::start(&root, settings, &mut |round| tell(round, "built"))?;
    announce(&preview, args.port);
    if args.open {
        let address = url(preview.address);
        if let Err(error) = open::that_detached(&address) {
            terminal::warn(format_args!(
                "warning: no browser could be opened: {}; open {address} yourself",
                failure::reason(&error)
            ));
        }
    }
    preview.run(&mut |round| tell(round, &what(round.changed)), &mut warn)
}

/// Says what came of a change: what it was, how long it took, and what was found.
fn tell(round: &Rebuild<'_>, what: &str) {
    if let Some(failure) = round.failure {
        return terminal::warn(format_args!("error: {failure}"));
    }
    let _ = terminal::show(round.findings, round.sources);
    if round.is_late {
        return;
    }
    let pages = terminal::counted(round.pages, "page");
    let findings = report::verdict(round.findings);
    let milliseconds = round.took.as_millis();
    say(format_args!(
        "{what}: {pages} in {milliseconds} ms, {findings}"
    ));
}

/// Writes a line, if there is a terminal to see it: one that is gone is no reason to stop serving.
fn say(line: impl Display) {
    let _ = terminal::say(line);
}

/// Says what the writer should know of how changes are seen.
fn warn(notice: &Notice) {
    let severity = if notice.is_warning { "warning" } else { "note" };
    say(format_args!("{severity}: {}", notice.text));
}

/// Names the files that changed, or the first of many.
fn what(changed: &[String]) -> String {
    match changed.len() {
        0 => "read again".to_owned(),
        1..=NAMED => changed.join(", "),
        many => format!("{} and {} more", changed[..NAMED].join(", "), many - NAMED),
    }
}

fn announce(preview: &Preview, wanted: u16) {
    let port = preview.address.port();
    if wanted != 0 && port != wanted {
        say(format_args!("port {wanted} is taken, so this is at {port}"));
    }
    say(format_args!("\n  {}\n", url(preview.address)));
    for address in &preview.reachable {
        say(format_args!("  {}", url(SocketAddr::new(*address, port))));
    }
    if let Some(first) = preview.reachable.first() {
        let address = url(SocketAddr::new(*first, port));
        draw_code(&address);
        say(format_args!(
            "warning: everyone in this network can read along at {address}; nothing is encrypted\n"
        ));
    } else if !preview.address.ip().is_loopback() {
        say("warning: this machine seems to be in no network\n");
    }
    if let Some(notice) = &preview.notice {
        warn(notice);
    }
    say("Save a file and the browser shows it. Ctrl+C stops the preview.");
}

/// Draws a code that a telephone's camera reads, dark on light where the terminal can.
fn draw_code(address: &str) {
    let Ok(code) = QrCode::new(address) else {
        return;
    };
    let (on, off) = if terminal::colours(&io::stdout()) {
        ("\x1b[30;107m", "\x1b[0m")
    } else {
        ("", "")
    };
    for line in code.render::<unicode::Dense1x2>().build().lines() {
        say(format_args!("{on}{line}{off}"));
    }
}

/// The address to type on this machine.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}
