//! The preview: builds, shows, waits for a change, and builds again.
//!
//! 1. `watch` tells what may have changed.
//! 2. The engine builds, as it does for every command, and `published` shows the new output.
//! 3. `connections` takes requests, within bounds; `server` answers them from what is shown, its
//!    pages with a script from `inject`.
//! 4. Meanwhile what nobody has asked for is made once, to find what goes wrong in it.
//! 5. The script (`client`) waits for `event`s, takes in what is new of its page, and draws the
//!    findings over it.
//!
//! Pages are those of `build`, but for the script and their policy, which moves from their `meta` element to
//! a header that allows the script. No markup tells where a block comes from: a page is made a second time
//! with attributes that do, and the script lays the two side by side.
//!
//! Takes a project's folder; gives a [`Preview`] that runs until it is stopped. On errors the last
//! good output stays, under the report. This is for writers at their own machines: it is no server
//! for the public.

mod answer;
mod client;
mod connections;
mod event;
mod head;
mod inject;
mod moved_pages;
mod published;
mod range;
mod request;
mod server;
mod watch;

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail};

use crate::check;
use crate::diagnostic;
use crate::diagnostic::{Diagnostic, layered};
use crate::engine::{Built, Engine, Input, Options};
use crate::load::Changes;
use crate::model::editor::Editor;
use crate::model::failure;
use crate::model::site::Site;
use crate::model::source::Sources;
use crate::render::artifact::RenderError;
use crate::report;
use crate::serve::published::{LatestPublished, Published, Shown};
use crate::serve::request::Hosts;
use crate::serve::server::Desk;
pub use crate::serve::watch::Notice;
use crate::serve::watch::{System, Watch};

/// How many ports to try from the one that is asked for.
const PORTS: u16 = 50;

/// What the writer asks for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What every build of the preview is asked for.
    pub options: Options,
    /// Where to listen.
    pub host: IpAddr,
    /// The first port to try; 0 for any that is free.
    pub port: u16,
    /// Whether to look for changes instead of having the system tell of them.
    pub polls: bool,
    /// The address of an editor, in place of that of `site.toml`.
    pub editor: Option<String>,
}

/// A preview that is being served.
pub struct Preview {
    /// Where it listens.
    pub address: SocketAddr,
    /// The addresses at which others on the network reach it.
    pub reachable: Vec<IpAddr>,
    /// What to know of how changes are seen.
    pub notice: Option<Notice>,
    engine: Engine,
    options: Options,
    watch: Watch,
    published: Arc<LatestPublished>,
    root: PathBuf,
    /// The editor that goes before that of `site.toml`.
    editor: Option<Editor>,
    /// That of the output that is shown.
    site: Option<Arc<Site>>,
    /// Whether all of that output was made once.
    is_clean: bool,
}

/// What came of a change.
pub struct Rebuild<'a> {
    /// The files that changed, by path from the project's root.
    pub changed: &'a [String],
    /// The pages of the site; none when it could not be read.
    pub pages: usize,
    /// From the first sign of the change until it was shown.
    pub took: Duration,
    /// Sorted; those that hold now, or where `is_late` only those that are new.
    pub findings: &'a [Diagnostic],
    /// The texts that the findings point into.
    pub sources: &'a Sources,
    /// Why the project cannot be read.
    pub failure: Option<&'a str>,
    /// Whether it is shown already, and this tells only what was found in making what nobody has asked
    /// for yet.
    pub is_late: bool,
}

/// Builds the project at `root` and begins to serve it. `on_event` hears how the build went.
///
/// What is wrong in the project is shown in the preview.
///
/// # Errors
/// When there is no port to listen on, the files cannot be watched, or the editor's address given
/// in `settings` is none.
pub fn start(
    root: &Path,
    settings: Settings,
    on_event: &mut dyn FnMut(&Rebuild<'_>),
) -> anyhow::Result<Preview> {
    let given = settings.editor.as_deref();
    let editor = given.map(|given| editor(given, root)).transpose()?;
    let outside = listen(settings.host, settings.port)?;
    let address = outside.local_addr().context("the port is gone")?;
    // Watched before it is read, so that no change falls between the two.
    let mut watch = Watch::new(root, settings.polls, System::own())?;
    let mut preview = Preview {
        address,
        reachable: reachable(settings.host),
        notice: watch.take_notice(),
        engine: Engine::new(root),
        options: settings.options,
        watch,
        published: Arc::default(),
        root: root.to_owned(),
        editor,
        site: None,
        is_clean: false,
    };
    preview.show_notice(preview.notice.as_ref());
    preview.build(&Changes::All, Instant::now(), on_event);
    preview.open(outside)?;
    Ok(preview)
}

fn editor(template: &str, root: &Path) -> anyhow::Result<Editor> {
    let editor = Editor::new(template, &root.to_string_lossy());
    editor.map_err(|fault| anyhow::anyhow!("{fault}; {}", crate::model::editor::EXAMPLE))
}

/// Listens on the first free port from `port` on.
fn listen(host: IpAddr, port: u16) -> anyhow::Result<TcpListener> {
    for next in port..=port.saturating_add(PORTS) {
        match TcpListener::bind((host, next)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on {host}, port {next}"));
            }
        }
    }
    bail!(
        "the ports from {port} to {} are taken; name another with --port",
        port.saturating_add(PORTS)
    )
}

/// The addresses other than this machine's own for itself that lead to what listens on `host`.
fn reachable(host: IpAddr) -> Vec<IpAddr> {
    if host.is_loopback() {
        return Vec::new();
    }
    if !host.is_unspecified() {
        return vec![host];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let addresses = interfaces.iter().map(if_addrs::Interface::ip);
    let mut addresses: Vec<IpAddr> = addresses
        .filter(|ip| !ip.is_loopback() && (host.is_ipv6() || ip.is_ipv4()))
        .collect();
    addresses.sort();
    addresses
}

impl Preview {
    /// Builds anew whenever something changes, for ever. `on_event` hears of each change, and `warned` of
    /// what the writer should know from then on.
    pub fn run(
        mut self,
        on_event: &mut dyn FnMut(&Rebuild<'_>),
        warned: &mut dyn FnMut(&Notice),
    ) -> ! {
        loop {
            self.settle(on_event);
            let engine = &self.engine;
            let woken = self.watch.next(&|path| engine.has_file(path));
            if let Some(notice) = &woken.notice {
                self.show_notice(Some(notice));
                warned(notice);
            }
            self.build(&woken.changes, woken.begun, on_event);
        }
    }

    fn open(&self, listener: TcpListener) -> anyhow::Result<()> {
        #[expect(
            clippy::disallowed_methods,
            reason = "it tells this preview from the last, and is in no page"
        )]
        let started = SystemTime::now().duration_since(UNIX_EPOCH);
        let desk = Desk {
            published: self.published.clone(),
            hosts: Hosts::new(self.reachable.clone(), self.address.port()),
            run: format!("{:x}", started.unwrap_or_default().as_micros()),
            manual: Default::default(),
        };
        connections::open(listener, Arc::new(desk))
    }

    /// Shows what went wrong with watching in every page.
    fn show_notice(&self, notice: Option<&Notice>) {
        let Some(notice) = notice.filter(|notice| notice.is_warning) else {
            return;
        };
        self.published.publish(|latest| {
            let mut next = latest.clone();
            next.notice = Some(notice.text.clone());
            Some(next)
        });
    }

    /// Builds what may have changed, and shows it.
    fn build(&mut self, changes: &Changes, begun: Instant, on_event: &mut dyn FnMut(&Rebuild<'_>)) {
        let had_failed = self.published.latest().failure.is_some();
        let input = match self.engine.read_again(changes, &self.options) {
            Ok(input) => input,
            Err(error) => return self.fail(&failure::reasons(&error), begun, on_event),
        };
        let changed = input.changed.clone();
        if changed.is_empty() && !had_failed {
            return;
        }
        // A change may bring in folders that nobody watches yet; they are watched before they are built.
        let Some(input) = self.with_folders_beneath(input) else {
            return;
        };
        let mut built = self.engine.build(input, &self.options);
        let pages = built.site.pages.len();
        let findings: Arc<[Diagnostic]> = std::mem::take(&mut built.findings).into();
        self.show(built, findings.clone());
        on_event(&Rebuild {
            changed: &changed,
            pages,
            took: begun.elapsed(),
            findings: &findings,
            sources: self.engine.sources(),
            failure: None,
            is_late: false,
        });
    }

    /// Watches the projects beneath that were read, and reads again what was not watched meanwhile.
    fn with_folders_beneath(&mut self, input: Input) -> Option<Input> {
        let folders = self.engine.folders_beneath();
        if !self.watch.watch_beneath(folders) {
            return Some(input);
        }
        self.engine.read_again(&Changes::All, &self.options).ok()
    }

    /// Makes what nobody has asked for yet, to find what goes wrong in it, as `check` does; until it is
    /// done or something changes.
    fn settle(&mut self, on_event: &mut dyn FnMut(&Rebuild<'_>)) {
        let latest = self.published.latest();
        let (Some(shown), Some(site)) = (&latest.shown, self.site.clone()) else {
            return;
        };
        // While the last build has errors, what is shown may be older than what is written.
        if self.is_clean || latest.is_stale() && shown.is_good {
            return;
        }
        let mut unmade = Vec::new();
        for path in shown.output.unsure() {
            if self.watch.has_news() {
                return;
            }
            if let Some(Err(RenderError::Finding(finding))) = shown.output.make(path) {
                unmade.push(*finding);
            }
        }
        self.is_clean = true;
        let mut found = shown.output.findings();
        found.extend(unmade);
        check::suppress_rendered(&site, &mut found);
        layered::place_where_typed(&mut found, &shown.sources);
        drop(layered::split_off_beneath(&mut found, &shown.sources));
        report::sort(&mut found, &shown.sources);
        let found = self.published.add(shown, found);
        if !found.is_empty() {
            on_event(&Rebuild {
                changed: &[],
                pages: site.pages.len(),
                took: Duration::ZERO,
                findings: &found,
                sources: &shown.sources,
                failure: None,
                is_late: true,
            });
        }
    }

    fn fail(&self, failure: &str, begun: Instant, on_event: &mut dyn FnMut(&Rebuild<'_>)) {
        let mut is_new = false;
        self.published.publish(|latest| {
            is_new = latest.failure.as_deref() != Some(failure);
            is_new.then(|| Published {
                failure: Some(failure.to_owned()),
                ..latest.clone()
            })
        });
        if is_new {
            on_event(&Rebuild {
                changed: &[],
                pages: 0,
                took: begun.elapsed(),
                findings: &[],
                sources: self.engine.sources(),
                failure: Some(failure),
                is_late: false,
            });
        }
    }

    /// Shows what was built; with errors, what was shown before stays, if that had none.
    fn show(&mut self, built: Built, findings: Arc<[Diagnostic]>) {
        let Built { site, output, .. } = built;
        let sources = Arc::new(self.engine.sources().clone());
        let editor = self.editor.clone().or_else(|| self.editor_of(&site));
        let is_good = !diagnostic::has_errors(&findings);
        let shown = Shown {
            output: Arc::new(output),
            sources: sources.clone(),
            is_good,
        };
        self.published.publish(|latest| {
            let mut next = latest.clone();
            next.findings = findings;
            next.sources = sources;
            next.failure = None;
            next.editor = editor;
            let had_good = latest.shown.as_ref().is_some_and(|shown| shown.is_good);
            // Half a sentence must not take the page away on which somebody is at work.
            if !is_good && had_good {
                return Some(next);
            }
            if let Some(old) = &self.site {
                next.moves = latest.moves.and(old, &site);
            }
            self.site = Some(site);
            self.is_clean = false;
            if !latest.has_failed {
                next.before = latest.shown.clone();
            }
            next.has_failed = false;
            next.shown = Some(shown);
            Some(next)
        });
    }

    fn editor_of(&self, site: &Site) -> Option<Editor> {
        let template = site.config.editor.as_ref()?;
        Editor::new(&template.value, &self.root.to_string_lossy()).ok()
    }
}
