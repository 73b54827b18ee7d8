//! How far a handbook is: what its writers have left open, and where.
//!
//! Takes the [`Site`] and the findings about it; gives a list for each thing that can be left open, with all
//! of its places. None of these is a fault: a handbook grows, and readers are told of each.

mod originals;
mod place;
mod second_hand;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::check::{claim_without_locator, unverified_source};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::layer::OURS;
use crate::model::page::{Page, Status as Stage};
use crate::model::site::{Site, Work};
use crate::model::source::Span;

pub use originals::{Renewed, known_pages, renew};
pub use place::OpenPlace;

/// What is open in a handbook.
#[derive(Debug, PartialEq)]
pub struct Status {
    /// How many pages it has, those aside that are left out.
    pub pages: usize,
    /// How many sources it publishes.
    pub sources: usize,
    /// How many more its bibliography has, which no page has a use for.
    pub unused_sources: usize,
    /// How often pages cite a source.
    pub marks: usize,
    /// How often they name a place in it: a page, a section.
    pub marks_with_a_place: usize,
    /// One for each thing that can be open, those without places too.
    pub lists: Vec<OpenList>,
}

/// All places of one thing that is left open.
#[derive(Debug, PartialEq)]
pub struct OpenList {
    /// For programs: `stubs`.
    pub name: &'static str,
    /// What one is, and what several are: `stub`, `stubs`.
    pub words: [&'static str; 2],
    /// What it means, and how it ends.
    pub about: &'static str,
    /// In the order of paths and lines.
    pub places: Vec<OpenPlace>,
}

/// What is open on `site`. `findings` are all about it, sorted, without those that writers allow.
pub fn status(site: &Site, findings: &[Diagnostic]) -> Status {
    let pages = || site.pages.iter().map(|page| &*page.page);
    // How far the pages of a handbook beneath are is for its writers to say.
    let ours = || pages().filter(|page| page.standing.layer == OURS);
    let at_stage = |stage| open(ours().filter(move |page| page.meta.status == Some(stage)));
    let drafts = site.drafts.iter().map(|page| &**page);
    let drafts = drafts.filter(|page| page.standing.layer == OURS);
    let mut lists = vec![
        list(
            "stubs",
            ["stub", "stubs"],
            "hardly more than a title yet; when one is written, its status is \"draft\"",
            at_stage(Stage::Stub),
        ),
        list(
            "drafts",
            ["draft", "drafts"],
            "written, and not yet reviewed; when somebody has read one, its status is \"reviewed\"",
            at_stage(Stage::Draft),
        ),
        list(
            "unreviewed",
            ["page without a review", "pages without a review"],
            "they do not say how far they are; `status` and `reviewed` do",
            open(ours().filter(|page| is_unreviewed(page))),
        ),
        list(
            "left-out",
            ["page left out", "pages left out"],
            "they say `draft = true`, so readers get them only after `groundwork build --drafts`",
            // What is private stays so, in the log of a workflow too.
            open(drafts.filter(|page| page.meta.withheld.is_none())),
        ),
    ];
    lists.extend(of_sources(site, findings));
    lists.extend(of_originals(site));
    let marks = || pages().flat_map(|page| &page.body.citations);
    let items = || marks().flat_map(|mark| &mark.items);
    Status {
        pages: site.pages.len(),
        sources: site.works.len(),
        unused_sources: site.unused.len(),
        marks: items().count(),
        marks_with_a_place: items().filter(|item| item.locator.is_some()).count(),
        lists,
    }
}

/// What is open of marks and of the sources that they name.
fn of_sources(site: &Site, findings: &[Diagnostic]) -> [OpenList; 4] {
    [
        list(
            "marks-without-a-place",
            ["mark without a place", "marks without a place"],
            "they cite a whole work where a page could be named: [source: name, p. 12]",
            found(findings, &claim_without_locator::RULE),
        ),
        list(
            // Each list says what to do about it, since a writer meets it there and nowhere else.
            "unverified-sources",
            [
                "source that nobody has looked up",
                "sources that nobody has looked up",
            ],
            "when somebody has, `verified` in the record says who, when and what they saw; those that are cited most come first",
            unverified(site, findings),
        ),
        list(
            "second-hand-marks",
            ["second-hand mark", "second-hand marks"],
            "they say what one work cites from another; who has read that one can cite it itself",
            second_hand::marks(site),
        ),
        list(
            "second-hand-sources",
            [
                "source known only second-hand",
                "sources known only second-hand",
            ],
            "no page cites them but by way of other works",
            second_hand::works(site),
        ),
    ]
}

/// What handbooks that pages were made from have changed.
fn of_originals(site: &Site) -> [OpenList; 4] {
    [
        list(
            "changed-originals",
            [
                "page whose original has changed",
                "pages whose original has changed",
            ],
            "they were made from it as it was; when one is up to date, groundwork status --accept ID keeps what it is now",
            originals::changed(site),
        ),
        list(
            // What is kept is told apart from what was never kept: only the former can say what has changed.
            "unkept-originals",
            [
                "page whose original is not kept",
                "pages whose original is not kept",
            ],
            "they take the place of a page beneath; groundwork status --accept ID keeps what that is now, so that changes are told",
            originals::unkept(site),
        ),
        list(
            "new-beneath",
            ["new page beneath", "new pages beneath"],
            "they came to the handbook beneath since; groundwork status --accept-new says that they have been seen",
            originals::new(site),
        ),
        list(
            "gone-beneath",
            ["page gone beneath", "pages gone beneath"],
            "the handbook beneath has withdrawn them; groundwork status --accept-new says that this has been seen",
            originals::gone(site),
        ),
    ]
}

fn list(
    name: &'static str,
    words: [&'static str; 2],
    about: &'static str,
    places: Vec<OpenPlace>,
) -> OpenList {
    OpenList {
        name,
        words,
        about,
        places,
    }
}

/// Whether a page says neither that it is unfinished nor that somebody has read it.
fn is_unreviewed(page: &Page) -> bool {
    page.meta.status.is_none() && page.meta.reviewed.is_none()
}

fn open<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<OpenPlace> {
    let places = pages.map(|page| {
        let title = page.meta.title.as_ref();
        OpenPlace {
            span: title.map_or(Span::whole(page.source), |title| title.span),
            text: page.meta.title().to_owned(),
            changes: Vec::new(),
        }
    });
    places.collect()
}

fn found(findings: &[Diagnostic], rule: &Rule) -> Vec<OpenPlace> {
    let found = findings.iter().filter(|finding| *finding.rule == *rule);
    let places = found.map(|finding| OpenPlace {
        span: finding.span,
        text: finding.message.clone(),
        changes: Vec::new(),
    });
    places.collect()
}

/// Those that are cited most come first: more rests on them.
fn unverified(site: &Site, findings: &[Diagnostic]) -> Vec<OpenPlace> {
    let works = site.works.iter();
    let works: HashMap<Span, &Work> = works.map(|work| (work.record.span, work)).collect();
    let cited = |place: &OpenPlace| works.get(&place.span).map_or(0, |work| work.citing.len());
    let mut places = found(findings, &unverified_source::RULE);
    places.sort_by_key(|place| Reverse(cited(place)));
    for place in &mut places {
        if let Some(work) = works.get(&place.span) {
            place.text = match work.citing.len() {
                0 => work.title(),
                1 => format!("{} (cited once)", work.title()),
                many => format!("{} (cited {many} times)", work.title()),
            };
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::status;
    use crate::engine::{Engine, Options};

    /// The names of the lists that have places, each with the texts there.
    fn of(files: &[(&str, &str)]) -> Vec<(&'static str, Vec<String>)> {
        let built = Engine::default().build_texts(files, &Options::default());
        let lists = status(&built.site, &built.findings).lists.into_iter();
        let lists = lists.filter(|list| !list.places.is_empty());
        let texts = lists.map(|list| {
            let texts = list.places.into_iter().map(|place| place.text);
            (list.name, texts.collect())
        });
        texts.collect()
    }

    #[test]
    fn a_page_is_in_the_list_of_its_stage_alone() {
        let open = of(&[
            (
                "content/a.md",
                "+++\ntitle = \"A\"\nstatus = \"stub\"\n+++\nText.\n",
            ),
            (
                "content/b.md",
                "+++\ntitle = \"B\"\nstatus = \"draft\"\n+++\nText.\n",
            ),
            (
                "content/c.md",
                "+++\ntitle = \"C\"\nstatus = \"reviewed\"\n+++\nText.\n",
            ),
            ("content/d.md", "+++\ntitle = \"D\"\n+++\nText.\n"),
            (
                "content/e.md",
                "+++\ntitle = \"E\"\nreviewed = { by = \"Ada\" }\n+++\nText.\n",
            ),
            (
                "content/f.md",
                "+++\ntitle = \"F\"\ndraft = true\n+++\nText.\n",
            ),
            (
                "content/g.md",
                "+++\ntitle = \"G\"\npublish = false\n+++\nText.\n",
            ),
        ]);
        let expected = [
            ("stubs", "A"),
            ("drafts", "B"),
            ("unreviewed", "D"),
            ("left-out", "F"),
        ];
        assert_eq!(
            open,
            expected.map(|(list, title)| (list, vec![title.to_owned()]))
        );
    }

    #[test]
    fn what_rests_on_works_that_nobody_here_read_is_counted() {
        let bib = (
            "content/s.bib",
            "@book{a, title = {A}, verified = {Ada}}\n@book{b, title = {B}, verified = {Ada}}\n",
        );
        let cites = "+++\ntitle = \"P\"\nstatus = \"reviewed\"\n+++\nX [@a, p. 1, citing @b]. Y [source: a, p. 2].\n";
        let open = of(&[bib, ("content/p.md", cites)]);
        assert_eq!(
            open,
            [
                ("second-hand-marks", vec!["a citing b".to_owned()]),
                ("second-hand-sources", vec!["B".to_owned()]),
            ]
        );
        let read = cites.replace("source: a", "source: b");
        let open = of(&[bib, ("content/p.md", &read)]);
        assert_eq!(open, [("second-hand-marks", vec!["a citing b".to_owned()])]);
    }

    #[test]
    fn what_a_writer_allows_is_not_open() {
        let bib = (
            "content/s.bib",
            "@book{a, title = {A}}\n@book{b, title = {B}, verified = {Ada}}\n",
        );
        let cites = "+++\ntitle = \"P\"\nstatus = \"reviewed\"\n+++\nX [@a]. Y [@b, p. 3].\n";
        let names: Vec<_> = of(&[bib, ("content/p.md", cites)])
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["marks-without-a-place", "unverified-sources"]);
        assert_eq!(of(&[bib, ("content/p.md", cites)])[1].1, ["A (cited once)"]);
        let allowed = cites.replace(
            "+++\nX",
            "allow = { claim-without-locator = \"all of it\" }\n+++\nX",
        );
        let names: Vec<_> = of(&[bib, ("content/p.md", &allowed)])
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["unverified-sources"]);
    }
}
