//! All pages together: what `resolve` makes and every later phase reads.
//!
//! A [`Site`] never changes. What a link, a mark or a relation leads to is worked out here once;
//! what leads nowhere is recorded as [`Missing`] and judged by `check`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bibliography::Record;
use crate::config::{Config, Lang, Schema};
use crate::download::Download;
use crate::format::FileFormat;
use crate::kind::{Kind, localized};
use crate::page::{Page, Quote, RelationKind, Withheld};
use crate::parse::{fitting, slug};
use crate::print::{Printing, Sheet};
use crate::source::Span;

/// A page's place in [`Site::pages`].
pub type PageIndex = usize;
/// A source's place in [`Site::works`].
pub type WorkIndex = usize;

#[derive(Debug)]
pub struct Site {
    pub config: Config,
    pub schema: Schema,
    /// By path.
    pub pages: Vec<SitePage>,
    /// The sources of the bibliography, by id.
    pub works: Vec<Work>,
    /// Drafts and other pages that are left out, so that a link to one can say so.
    pub drafts: Vec<Arc<Page>>,
    /// Files of the content folder that are neither pages nor bibliographies, by path.
    pub files: Arc<BTreeMap<String, File>>,
    pub tags: Arc<BTreeMap<(Lang, String), Tag>>,
    pub menu: Vec<MenuItem>,
    /// For each language the page whose headings are the roles of meetings; empty for a site without
    /// agendas.
    pub role_pages: Vec<Option<PageIndex>>,
    /// Every path of the output but the assets', and what is there.
    pub urls: Arc<BTreeMap<String, Vec<Owner>>>,
}

/// A file that pages may show or link to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// Of its bytes.
    pub hash: String,
    pub len: u64,
    pub format: FileFormat,
}

#[derive(Debug)]
pub struct SitePage {
    pub page: Arc<Page>,
    /// What every page that names this one asks of it, as `page` has it: `page` itself is far away in
    /// memory, and on a large site waiting for that takes longer than all the rest of a link.
    pub title: Box<str>,
    pub kind: Arc<str>,
    pub lang: Lang,
    /// From the output's root: `fr/methods/one-to-ones.html`.
    pub url: String,
    pub leads: Arc<Leads>,
    /// The embeds of its body that are shown as links, in order.
    pub linked_embeds: Vec<LinkedEmbed>,
    /// Relations that other pages have to this one.
    pub inverses: Vec<Inverse>,
    /// By page.
    pub backlinks: Vec<Backlink>,
    /// Its versions in other languages, in the order of the site's languages.
    pub translations: Vec<PageIndex>,
    /// Its place in each series it is part of.
    pub series: Vec<SeriesPlace>,
    /// For a series: its parts in order.
    pub parts: Vec<PageIndex>,
    /// For a page of kind `source`: the record it adds prose to.
    pub work: Option<WorkIndex>,
}

/// What an embed shows: a page, or the section of one of its headings.
pub type Shown = (PageIndex, Option<u32>);

/// An embed that is shown as a link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedEmbed {
    /// Index into the embeds of the page's body.
    pub embed: u32,
    pub why: Unshown,
    /// What would be shown within what, for the first of a page that a limit makes a link.
    pub chain: Vec<Shown>,
}

/// Why an embed is shown as a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// A page would be shown within itself.
    Endless,
    /// It would be shown within itself where others embed its page. On the page itself it is shown.
    EndlessElsewhere,
    /// Embeds would stand in embeds too deep. This and what follows hold for the page itself; what
    /// other pages show of it is counted there.
    TooDeep,
    /// The page would show so many bytes of other pages.
    PageIsFull(u64),
    SiteIsFull,
}

impl Unshown {
    /// Whether a limit makes it a link.
    pub fn is_of_limit(self) -> bool {
        !matches!(self, Unshown::Endless | Unshown::EndlessElsewhere)
    }
}

/// What all that a page names leads to.
#[derive(Debug, Default)]
pub struct Leads {
    /// Whether any of its links, images, embeds or relations is missing.
    pub dead_ends: bool,
    /// For each link of the body.
    pub links: Vec<Resolution>,
    /// For each image of the body: a path into [`Site::files`].
    pub images: Vec<Result<String, Missing>>,
    /// For each embed of the body.
    pub embeds: Vec<Resolution>,
    pub citations: Citations,
    /// For each typed relation of the metadata.
    pub relations: Vec<Resolution>,
    /// The pages of which it names headings.
    pub headings_of: Vec<PageIndex>,
    /// The other pages to which its relations lead, with their kinds and places.
    pub related: Vec<(RelationKind, u32, PageIndex)>,
    /// For a series: the pages with which its own lists begin, in order.
    pub parts: Vec<PageIndex>,
    /// The other pages that everyone is led to: those of each link, and those that are only
    /// embedded.
    pub to_pages: Vec<(PageIndex, Option<u32>)>,
    /// The works that everyone sees cited, with the marks that do.
    pub to_works: Vec<(WorkIndex, u32)>,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution {
    Page {
        page: PageIndex,
        /// Index into the headings of the page's body.
        heading: Option<u32>,
    },
    Work(WorkIndex),
    /// A path into [`Site::files`].
    File(String),
    /// A page that is made for every site, by its path in the output.
    Generated(String),
    External,
    Missing(Missing),
}

impl Resolution {
    pub fn page(&self) -> Option<PageIndex> {
        match self {
            Resolution::Page { page, .. } => Some(*page),
            _ => None,
        }
    }
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    Nothing,
    Draft,
    /// A page that is never published.
    Withheld(Withheld),
    /// Each page, with the heading where it is a term of a glossary.
    Ambiguous(Arc<Vec<Shown>>),
    Heading(PageIndex),
    Outside,
    Refused,
}

/// A relation seen from its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Inverse {
    pub kind: RelationKind,
    pub from: PageIndex,
    /// Its place among the relations of that page's metadata.
    pub relation: u32,
}

/// A link of another page that leads here.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlink {
    pub from: PageIndex,
    /// Where in its sentences the link stands; none for a page that only embeds this one.
    pub quote: Option<Quote>,
}

/// A mark that cites a work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CitingMark {
    pub from: PageIndex,
    /// Index into the marks of its body.
    pub mark: u32,
    /// Where in its sentences the mark stands.
    pub quote: Option<Quote>,
}

/// The works that a page cites: for each mark of its body, for each of its items.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citations {
    works: Vec<Option<WorkIndex>>,
    /// Where the items of each mark end among these.
    ends: Vec<u32>,
}

impl Citations {
    /// From what the items of each mark name.
    pub(crate) fn new<I>(marks: impl Iterator<Item = I>) -> Self
    where
        I: Iterator<Item = Option<WorkIndex>>,
    {
        let mut citations = Citations::default();
        for items in marks {
            citations.works.extend(items);
            citations.ends.push(citations.works.len() as u32);
        }
        citations
    }

    /// What each item of a mark names.
    pub fn of(&self, mark: u32) -> &[Option<WorkIndex>] {
        let mark = mark as usize;
        let start = mark.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.works[start as usize..self.ends[mark] as usize]
    }

    /// What the items of each mark name.
    pub fn marks(&self) -> impl Iterator<Item = &[Option<WorkIndex>]> {
        (0..self.ends.len()).map(|mark| self.of(mark as u32))
    }

    /// Whether every item names a work.
    pub fn all_known(&self) -> bool {
        self.works.iter().all(Option::is_some)
    }

    /// The works that are cited, by whichever mark.
    pub fn works(&self) -> impl Iterator<Item = WorkIndex> {
        self.works.iter().filter_map(|work| *work)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPlace {
    pub series: PageIndex,
    /// From 0.
    pub position: usize,
}

/// A source of the bibliography, and what cites it.
#[derive(Debug, Clone)]
pub struct Work {
    pub record: Arc<Record>,
    /// Its page, from the folder of a language.
    pub url: String,
    /// The pages that add prose to it, in whichever language.
    pub prose: Vec<PageIndex>,
    /// The marks that everyone may read, by page.
    pub citing: Vec<CitingMark>,
}

impl Work {
    /// The title, or else the id.
    pub fn title(&self) -> String {
        self.record
            .title()
            .unwrap_or_else(|| self.record.id.clone())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    pub label: String,
    pub url: String,
    pub pages: Vec<PageIndex>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum MenuItem {
    Page(PageIndex),
    /// The list of a kind's pages.
    Kind(String),
    Generated(Generated),
    Missing {
        name: String,
        span: Span,
    },
}

/// A role in meetings.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Of its heading, or of the words that the kind has for it.
    pub id: String,
    pub label: String,
    /// The page that says more, and the heading there.
    pub heading: Option<(PageIndex, u32)>,
}

/// Pages that are made for every site and language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generated {
    Home,
    Sources,
    AToZ,
    OpenQuestions,
    Changes,
    /// Only where a page says how long something takes.
    ByTime,
    PrintShelf,
    Map,
    NotFound,
}

impl Generated {
    pub const ALL: [Generated; 9] = [
        Generated::Home,
        Generated::Sources,
        Generated::AToZ,
        Generated::OpenQuestions,
        Generated::Changes,
        Generated::ByTime,
        Generated::PrintShelf,
        Generated::Map,
        Generated::NotFound,
    ];

    /// The name by which a menu calls it, and its file's stem.
    pub fn name(self) -> &'static str {
        match self {
            Generated::Home => "index",
            Generated::Sources => "sources",
            Generated::AToZ => "a-z",
            Generated::OpenQuestions => "open-questions",
            Generated::Changes => "changes",
            Generated::ByTime => "by-time",
            Generated::PrintShelf => "print",
            Generated::Map => "map",
            Generated::NotFound => "404",
        }
    }
}

/// What stands at a path of the output.
#[derive(Debug, Clone, PartialEq)]
pub enum Owner {
    Page(PageIndex),
    /// An alias of a page, by its place among the page's aliases.
    Redirect(PageIndex, usize),
    Work(Lang, WorkIndex),
    Kind(Lang, String),
    Tag(Lang, String),
    Generated(Lang, Generated),
    /// A sheet that is made of an agenda, as a page of HTML.
    Sheet(PageIndex, Sheet),
    /// A sheet of paper.
    Print(PageIndex, Printing),
    Web(WebFile),
    Download(Download),
}

/// Files for programs that search or follow a site. They name whole addresses, so they are made only
/// where that of the site is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebFile {
    /// All pages, or else the parts that name them.
    Sitemap,
    /// From 0.
    SitemapPart(usize),
    /// The latest changes in a language.
    Feed(Lang),
}

impl Owner {
    /// Which of those that claim one path stands there. Where there are two, which is an error, a
    /// written page goes first.
    pub fn first(owners: &[Owner]) -> Option<&Owner> {
        let page = owners.iter().find(|owner| matches!(owner, Owner::Page(_)));
        page.or(owners.first())
    }

    /// Whether programs that search the web are to find it: a page that is neither made of another
    /// for paper nor in the place of one.
    pub fn is_searched(&self) -> bool {
        match self {
            Owner::Page(_) | Owner::Work(..) | Owner::Kind(..) | Owner::Tag(..) => true,
            Owner::Generated(_, generated) => *generated != Generated::NotFound,
            Owner::Redirect(..)
            | Owner::Sheet(..)
            | Owner::Print(..)
            | Owner::Web(_)
            | Owner::Download(_) => false,
        }
    }
}

impl SitePage {
    /// Why one of its embeds is shown as a link, if it is.
    pub fn linked_embed(&self, embed: u32) -> Option<&LinkedEmbed> {
        let linked = &self.linked_embeds;
        let at = linked.binary_search_by_key(&embed, |one| one.embed);
        Some(&linked[at.ok()?])
    }
}

impl Site {
    /// The code of a page's language.
    pub fn lang_of(&self, page: PageIndex) -> &str {
        self.config.code(self.pages[page].lang)
    }

    /// The page of content that adds prose to a source in `lang`.
    pub fn prose(&self, lang: Lang, work: WorkIndex) -> Option<PageIndex> {
        let mut prose = self.works[work].prose.iter().copied();
        prose.find(|page| self.pages[*page].page.meta.lang == lang)
    }

    /// The version of a page in `lang`, or else the page itself.
    pub fn in_lang(&self, page: PageIndex, lang: Lang) -> PageIndex {
        in_lang(&self.pages, page, lang)
    }

    /// The address of a page made for every site, in `lang`.
    pub fn generated_url(&self, lang: Lang, generated: Generated) -> String {
        format!("{}{}.html", self.config.folder(lang), generated.name())
    }

    pub fn web_url(&self, file: WebFile) -> String {
        match file {
            WebFile::Sitemap => "sitemap.xml".to_owned(),
            WebFile::SitemapPart(part) => format!("sitemap-{}.xml", part + 1),
            WebFile::Feed(lang) => format!("{}changes.atom", self.config.folder(lang)),
        }
    }

    pub fn work_url(&self, lang: Lang, work: WorkIndex) -> String {
        format!("{}{}", self.config.folder(lang), self.works[work].url)
    }

    /// The role that `name` is on a page in `lang`: a heading of the page of roles, or, where there
    /// is none, a role that the kind of agendas has words for. `None` for what is no role.
    pub fn role(&self, lang: Lang, name: &str) -> Option<Role> {
        let wanted = slug(name);
        if let Some(page) = self.role_pages.get(lang.0 as usize).copied().flatten() {
            let headings = self.pages[page].page.body.headings.iter().enumerate();
            let mut roles = headings.filter(|(_, heading)| heading.public && heading.level > 1);
            let (at, found) =
                roles.find(|(_, role)| *role.id == *wanted || slug(&role.text) == wanted)?;
            return Some(Role {
                id: found.id.to_string(),
                label: found.text.to_string(),
                heading: Some((page, at as u32)),
            });
        }
        let (code, fallback) = (self.config.code(lang), self.config.default_code());
        let roles = &self.schema.kind("agenda")?.roles;
        let mut labelled = roles.iter().map(|(id, labels)| {
            let label = localized(labels, code, fallback).unwrap_or(name);
            (id.clone(), label.to_owned())
        });
        let known = labelled.find(|(id, label)| *id == wanted || slug(label) == wanted);
        // A theme that has words for none leaves every role as it is written.
        let known = known.or_else(|| roles.is_empty().then(|| (wanted.clone(), name.to_owned())));
        known.map(|(id, label)| Role {
            id,
            label,
            heading: None,
        })
    }

    /// Paths of the output that cannot be, each with the file that would have to be a folder for it.
    pub(crate) fn blocked(&self) -> impl Iterator<Item = (&str, &str)> {
        let file = |url: &str| {
            let mut folders = url.match_indices('/').map(|(at, _)| &url[..at]);
            folders.find_map(|folder| self.urls.get_key_value(folder))
        };
        let blocked = self.urls.keys();
        blocked.filter_map(move |url| Some((url.as_str(), file(url)?.0.as_str())))
    }

    pub fn kind_url(&self, lang: Lang, kind: &str) -> String {
        format!("{}kinds/{}.html", self.config.folder(lang), fitting(kind))
    }

    /// The kinds whose pages are listed: all but `page`, the kind of what is of none.
    pub fn listed_kinds(&self) -> impl Iterator<Item = &Kind> {
        self.schema.kinds.iter().filter(|kind| kind.id != "page")
    }

    /// The pages that say how long something takes, with the minutes.
    pub fn pages_with_time(&self, lang: Lang) -> impl Iterator<Item = (PageIndex, f64)> + '_ {
        let pages = self.pages.iter().enumerate();
        pages
            .filter(move |(_, page)| page.page.meta.lang == lang)
            .filter_map(|(index, page)| Some((index, page.page.minutes()?)))
    }

    pub fn pages_of_kind<'a>(
        &'a self,
        lang: Lang,
        kind: &'a str,
    ) -> impl Iterator<Item = PageIndex> + 'a {
        self.pages
            .iter()
            .enumerate()
            .filter_map(move |(index, page)| {
                let meta = &page.page.meta;
                (meta.lang == lang && meta.kind.value == kind).then_some(index)
            })
    }
}

/// The version of a page in `lang`, or else the page itself.
pub(crate) fn in_lang(pages: &[SitePage], page: PageIndex, lang: Lang) -> PageIndex {
    let translations = &pages[page].translations;
    if translations.is_empty() || pages[page].page.meta.lang == lang {
        return page;
    }
    let found = translations
        .iter()
        .find(|other| pages[**other].page.meta.lang == lang);
    found.copied().unwrap_or(page)
}
