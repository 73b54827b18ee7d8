//! Whether a project would be any worse after a renaming.
//!
//! 1. [`simulate`]: the project's texts with all edits and moves made, in memory.
//! 2. [`new_errors`]: what that project, parsed and resolved, has lost against the one that is: findings
//!    that were not there, links that lead elsewhere, addresses that lead nowhere.

use std::collections::{BTreeMap, HashMap};

use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Analysis;
use crate::load::{Loaded, TextFile};
use crate::model::edit::Change;
use crate::model::layer::OURS;
use crate::model::site::{MenuEntry, MenuItem, Missing, PageIndex, Resolution, Site, SitePage};
use crate::model::source::{SourceId, Sources, Span};
use crate::parse::site_toml;
use crate::rename::paths::differ_in_capitals_alone;
use crate::rename::plan::Plan;
use crate::rename::refusal::RULE;
use crate::rename::removal::Removal;
use crate::rename::renaming::Renaming;
use crate::resolve::routes;

/// A project as it would be.
pub struct Simulated {
    /// Its files, by their new paths.
    pub loaded: Loaded,
    /// Its texts, and with them those of files that have moved, under their old paths too.
    pub sources: Sources,
    /// Those of reading it.
    pub findings: Vec<Diagnostic>,
}

/// The project with the plan carried out. `findings` are those of reading it as it is.
pub fn simulate(
    plan: &Plan,
    mut loaded: Loaded,
    sources: &Sources,
    findings: &[Diagnostic],
) -> Simulated {
    let mut texts = changed(&plan.changes, sources);
    let mut ids: HashMap<SourceId, SourceId> = HashMap::new();
    let files = loaded.pages.iter_mut().chain(&mut loaded.bibliographies);
    for file in files.chain(&mut loaded.own_fields) {
        move_file(plan, file, &mut texts, &mut ids);
    }
    loaded.pages.sort_by(|one, other| one.path.cmp(&other.path));
    loaded
        .bibliographies
        .sort_by(|one, other| one.path.cmp(&other.path));
    let files = std::mem::take(&mut loaded.files).into_iter();
    loaded.files = files
        .map(|(path, file)| (plan.renaming.path(&path), file))
        .collect();
    let site_toml = loaded.config.source;
    let found = read_settings(&mut loaded, &texts);
    // Reading the settings anew gives their findings anew; all others stay, at the new places of their files.
    let elsewhere = findings
        .iter()
        .filter(|finding| finding.span.source != site_toml);
    let elsewhere = elsewhere.map(|finding| {
        let mut finding = finding.clone();
        if let Some(new) = ids.get(&finding.span.source) {
            finding.span.source = *new;
        }
        finding
    });
    Simulated {
        findings: found.into_iter().chain(elsewhere).collect(),
        loaded,
        sources: texts,
    }
}

/// The project without the page, with all edits made. `findings` are those of reading it as it is.
pub fn simulate_removal(
    removal: &Removal,
    mut loaded: Loaded,
    sources: &Sources,
    findings: &[Diagnostic],
) -> Simulated {
    let texts = changed(&removal.changes, sources);
    let is_gone = |file: &TextFile| {
        let path = format!("content/{}", file.path);
        removal.files.contains(&path)
    };
    let gone: Vec<SourceId> = loaded
        .pages
        .iter()
        .filter(|file| is_gone(file))
        .map(|file| file.source)
        .collect();
    loaded.pages.retain(|file| !is_gone(file));
    loaded.originals.retain(|file| {
        let path = format!("content/.originals/{}", file.path);
        !removal.files.contains(&path)
    });
    // What was found in a file that goes is no finding of the site without it.
    let site_toml = loaded.config.source;
    let found = read_settings(&mut loaded, &texts);
    let elsewhere = findings
        .iter()
        .filter(|finding| finding.span.source != site_toml && !gone.contains(&finding.span.source));
    Simulated {
        findings: found.into_iter().chain(elsewhere.cloned()).collect(),
        loaded,
        sources: texts,
    }
}

/// The texts with all edits made.
fn changed(changes: &[Change], sources: &Sources) -> Sources {
    let mut texts = sources.clone();
    for change in changes {
        let text = change.applied(&sources.get(change.source).text);
        texts.insert(&change.path, text);
    }
    texts
}

/// Reads `site.toml` anew from `texts`, and gives what is found in it.
fn read_settings(loaded: &mut Loaded, texts: &Sources) -> Vec<Diagnostic> {
    let site_toml = loaded.config.source;
    let text = &texts.get(site_toml).text;
    // A date that the file does not give is that of the environment.
    let (config, found) = site_toml::parse(site_toml, text, loaded.config.date);
    loaded.config = config;
    found
}

/// The errors of our own files that were not there before.
pub fn new_faults(before: Seen<'_>, after: Seen<'_>) -> Vec<Diagnostic> {
    let errors = |seen: Seen<'_>| {
        let mut findings = settled(seen);
        findings
            .retain(|one| one.severity == Severity::Error && seen.sources.layer(one.span) == OURS);
        findings
    };
    let key = |finding: &Diagnostic, sources: &Sources| {
        (
            sources.get(finding.span.source).path.to_string(),
            finding.rule.name,
        )
    };
    // Places move with the edits, so faults are compared by file and rule, and by how many there are of each.
    let mut known: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for finding in errors(before) {
        *known.entry(key(&finding, before.sources)).or_default() += 1;
    }
    let mut new = errors(after);
    new.retain(
        |finding| match known.get_mut(&key(finding, after.sources)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        },
    );
    new
}

fn move_file(
    plan: &Plan,
    file: &mut TextFile,
    texts: &mut Sources,
    ids: &mut HashMap<SourceId, SourceId>,
) {
    let path = plan.renaming.path(&file.path);
    if path != file.path {
        let text = texts.get(file.source).text.clone();
        let source = texts.insert(&format!("content/{path}"), text);
        ids.insert(file.source, source);
        *file = TextFile { source, path };
    }
}

/// An analysed project and its texts.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What its site is, and what was found in it.
    pub analysis: &'a Analysis,
    /// The texts that the analysis points into.
    pub sources: &'a Sources,
}

/// What would be worse, each with its place in the project as it would be; nothing when all is well.
pub fn new_errors(plan: &Plan, before: Seen<'_>, after: Seen<'_>) -> Vec<Diagnostic> {
    let mut found = new_findings(plan, before, after);
    let comparing = Comparing::of(plan, &before.analysis.site, &after.analysis.site);
    comparing.pages(&mut found);
    comparing.menu(&mut found);
    found
}

/// The findings of a rule in a file, where there are more of them than there were. Some of two or
/// more pages, such as those of a circle, stand at whichever comes first: as long as a rule has no
/// more findings in all, none is new.
fn new_findings(plan: &Plan, before: Seen<'_>, after: Seen<'_>) -> Vec<Diagnostic> {
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_file: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for finding in settled(before) {
        let path = &before.sources.get(finding.span.source).path;
        let path = match path.strip_prefix("content/") {
            Some(path) => format!("content/{}", plan.renaming.path(path)),
            None => path.to_string(),
        };
        *of_rule.entry(finding.rule.name).or_default() += 1;
        *of_file.entry((path, finding.rule.name)).or_default() += 1;
    }
    let mut new = settled(after);
    let mut now: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &new {
        *now.entry(finding.rule.name).or_default() += 1;
    }
    new.retain(|finding| {
        // A note asks for nothing, so it keeps nobody from a new name.
        let more = finding.severity != Severity::Note
            && now.get(finding.rule.name) > of_rule.get(finding.rule.name);
        let path = after.sources.get(finding.span.source).path.to_string();
        match of_file.get_mut(&(path, finding.rule.name)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => more,
        }
    });
    new
}

/// All findings but those that the writer allows.
fn settled(seen: Seen<'_>) -> Vec<Diagnostic> {
    let mut findings = seen.analysis.findings.clone();
    check::suppress(&seen.analysis.site, &mut findings);
    findings
}

struct Comparing<'a> {
    plan: &'a Plan,
    before: &'a Site,
    after: &'a Site,
    /// For each page as it is, the same page as it would be.
    same: Vec<Option<PageIndex>>,
}

impl<'a> Comparing<'a> {
    fn of(plan: &'a Plan, before: &'a Site, after: &'a Site) -> Self {
        let pages = after.pages.iter().enumerate();
        let by_path: HashMap<&str, PageIndex> = pages
            .map(|(index, page)| (&*page.page.path, index))
            .collect();
        let same = before.pages.iter().map(|page| {
            let path = plan.renaming.path(&page.page.path);
            by_path.get(path.as_str()).copied()
        });
        Comparing {
            plan,
            before,
            after,
            same: same.collect(),
        }
    }

    fn renaming(&self) -> &Renaming {
        &self.plan.renaming
    }

    fn pages(&self, found: &mut Vec<Diagnostic>) {
        for (old, new) in self.before.pages.iter().zip(&self.same) {
            match new {
                Some(new) => self.page(old, &self.after.pages[*new], found),
                None => {
                    let what = format!("{} would be lost", old.page.path);
                    found.push(RULE.at(Span::whole(self.after.config.source), what));
                }
            }
        }
    }

    fn page(&self, old: &SitePage, new: &SitePage, found: &mut Vec<Diagnostic>) {
        let whole = Span::whole(new.page.source);
        if new.page.meta.id.value != self.renaming().id(&old.page) {
            let id = &new.page.meta.id.value;
            found.push(RULE.at(whole, format!("the page would have the id `{id}`")));
        }
        self.aliases(old, new, found);
        let body = &new.page.body;
        let links = body.links.iter().map(|link| link.target_span);
        self.targets(&old.resolved.links, &new.resolved.links, links, found);
        let embeds = body.embeds.iter().map(|embed| embed.target_span);
        self.targets(&old.resolved.embeds, &new.resolved.embeds, embeds, found);
        let relations = new.page.meta.relations.iter();
        let relations = relations.map(|relation| relation.target.span);
        self.targets(
            &old.resolved.relations,
            &new.resolved.relations,
            relations,
            found,
        );
        self.images(old, new, found);
        // A rename must change nothing but names: whatever else would change is a fault in the plan.
        let translations = old.translations.iter().map(|page| self.same[*page]);
        if !translations.eq(new.translations.iter().map(|page| Some(*page))) {
            found.push(RULE.at(whole, "the page would have other translations"));
        }
        if old.resolved.images.len() != new.resolved.images.len()
            || old.resolved.citations != new.resolved.citations
        {
            found.push(RULE.at(whole, "the page's text would be read otherwise"));
        }
    }

    /// Whether each picture would still be the same file.
    fn images(&self, old: &SitePage, new: &SitePage, found: &mut Vec<Diagnostic>) {
        let images = old
            .resolved
            .images
            .iter()
            .zip(&new.resolved.images)
            .zip(&new.page.body.images);
        for ((one, other), image) in images {
            let same = match (one, other) {
                (Ok(one), Ok(other)) => self.renaming().path(one) == *other,
                (Err(one), Err(other)) => alike(one, other),
                _ => false,
            };
            found.extend((!same).then(|| elsewhere(image.target_span)));
        }
    }

    fn targets(
        &self,
        old: &[Resolution],
        new: &[Resolution],
        mut spans: impl Iterator<Item = Span>,
        found: &mut Vec<Diagnostic>,
    ) {
        if old.len() != new.len() {
            found.extend(spans.next().map(elsewhere));
            return;
        }
        for ((one, other), span) in old.iter().zip(new).zip(spans) {
            if !self.is_same(one, other) {
                found.push(elsewhere(span));
            }
        }
    }

    fn is_same(&self, old: &Resolution, new: &Resolution) -> bool {
        match (old, new) {
            (
                Resolution::Page { page, heading },
                Resolution::Page {
                    page: new_page,
                    heading: new_heading,
                },
            ) => self.same[*page] == Some(*new_page) && heading == new_heading,
            (Resolution::File(old), Resolution::File(new)) => self.renaming().path(old) == *new,
            (Resolution::Missing(old), Resolution::Missing(new)) => alike(old, new),
            // A link to nothing may have meant the page all along.
            (Resolution::Missing(Missing::Nothing), Resolution::Page { page, .. }) => {
                self.after.pages[*page].page.meta.id.value == self.renaming().new_id
            }
            (old, new) => old == new,
        }
    }

    /// Whether the old address and name still lead to the page.
    fn aliases(&self, old: &SitePage, new: &SitePage, found: &mut Vec<Diagnostic>) {
        let path = new.page.path.to_string();
        for alias in self.plan.aliases.get(&path).into_iter().flatten() {
            let known = new.page.meta.aliases.iter();
            if !known.into_iter().any(|known| known.value == *alias) {
                let what = format!("the alias `{alias}` cannot be added here");
                found.push(RULE.at(Span::whole(new.page.source), what));
            }
        }
        let renamed = old.url != new.url && !differ_in_capitals_alone(&old.url, &new.url);
        let addressable = routes::redirect(&format!("/{}", old.url)).is_some();
        if renamed && addressable && !self.after.routes.contains_key(&old.url) {
            let what = format!("nothing would lead on from the old address {}", old.url);
            found.push(RULE.at(Span::whole(new.page.source), what));
        }
    }

    fn menu(&self, found: &mut Vec<Diagnostic>) {
        if !self.are_same_entries(&self.before.menu, &self.after.menu) {
            let source = self.after.config.source;
            found.push(RULE.at(Span::whole(source), "the menu would lead elsewhere"));
        }
    }

    fn are_same_entries(&self, before: &[MenuEntry], after: &[MenuEntry]) -> bool {
        let mut pairs = before.iter().zip(after);
        pairs.all(|(one, other)| match (&one.leads_to, &other.leads_to) {
            (MenuItem::Page(one), MenuItem::Page(other)) => self.same[*one] == Some(*other),
            // A draft that is left out.
            (MenuItem::Missing { name, .. }, MenuItem::Missing { name: new, .. }) => {
                name == new || *name == self.renaming().old_id && *new == self.plan.new_id
            }
            (MenuItem::Missing { name, .. }, MenuItem::Page(_)) => *name == self.plan.new_id,
            (MenuItem::Group(one), MenuItem::Group(other)) => self.are_same_entries(one, other),
            (one, other) => one == other,
        })
    }
}

fn alike(one: &Missing, other: &Missing) -> bool {
    // Whether a name is known to be a draft's depends on how it is typed.
    let gone = |missing: &Missing| {
        matches!(
            missing,
            Missing::Nothing | Missing::Draft | Missing::Withheld(_)
        )
    };
    gone(one) && gone(other) || std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn elsewhere(span: Span) -> Diagnostic {
    RULE.at(span, "this would lead elsewhere than it does now")
        .help("change it by hand first, and rename again")
}
