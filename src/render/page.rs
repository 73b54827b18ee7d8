//! What the template of a page is given.

use crate::bibliography::Verification;
use crate::kind::localized;
use crate::page::{FieldValue, RelationKind, Status};
use crate::render::context::{
    AdaptedData, Back, DateText, FieldData, KindData, KindName, Linked, PageData, QuoteData,
    Quoting, RecordData, RelationGroup, RelationItem, SeriesData, SourceData, StatusData, TagData,
    TocEntry, UpdatedData,
};
use crate::render::html::{self, Cited, Writing};
use crate::render::licence;
use crate::render::words::Words;
use crate::site::{Inverse, PageIndex, Resolution, Site, WorkIndex};

/// The page's own data. `body` is written by `html`.
pub(crate) fn data(writing: Writing<'_>, index: PageIndex) -> PageData {
    let site = writing.site;
    let words = writing.words;
    let page = &site.pages[index];
    let meta = &page.page.meta;
    let body = html::page(writing, index);
    let lang = site.lang_of(index);
    PageData {
        id: meta.id.value.clone(),
        title: meta.title().to_owned(),
        kind: kind(site, index),
        summary: summary(site, index),
        status: status(site, index, words),
        updated: meta.updated.as_ref().map(|updated| UpdatedData {
            date: DateText::new(updated.on, words),
            what: updated.what.clone(),
        }),
        toc: toc(site, index),
        fields: fields(writing, index),
        sheets: Vec::new(),
        breadcrumbs: breadcrumbs(site, index, words),
        tags: tags(site, index),
        authors: meta.authors.clone(),
        licence: meta
            .licence
            .as_ref()
            .filter(|own| site.config.licence.as_ref() != Some(own))
            .map(|id| licence::named(id)),
        adapted_from: meta.adapted_from.as_ref().map(|work| AdaptedData {
            title: work.title.clone(),
            url: work.url.clone().filter(|url| is_web(url)),
            licence: work.licence.clone(),
            changes: work.changes.clone(),
        }),
        relations: relations(site, index, words),
        series: series(site, index),
        backlinks: backlinks(writing, index),
        sources: sources(writing, index, &body.cited, lang),
        body: body.html,
        record: page.work.map(|work| record(writing, work, lang)),
        citing: page
            .work
            .map_or_else(Vec::new, |work| citing(writing, work, lang)),
    }
}

/// The data of a source's page that no page of content adds to.
pub(crate) fn bare_record(writing: Writing<'_>, work: WorkIndex, lang: &str) -> PageData {
    let site = writing.site;
    let mut data = empty(&site.works[work].title());
    data.id = site.works[work].record.id.clone();
    data.kind = kind_of(site, "source", lang, None);
    data.breadcrumbs = vec![home(site, lang, writing.words)];
    data.record = Some(record(writing, work, lang));
    data.citing = citing(writing, work, lang);
    data
}

/// The data of a page with nothing but a title.
pub(crate) fn empty(title: &str) -> PageData {
    PageData {
        title: title.to_owned(),
        kind: KindData {
            id: "page".to_owned(),
            ..KindData::default()
        },
        ..PageData::default()
    }
}

pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn kind(site: &Site, index: PageIndex) -> KindData {
    let meta = &site.pages[index].page.meta;
    let mut listed = site.listed_kinds();
    let listed = listed.any(|kind| kind.id == meta.kind.value);
    let url = listed.then(|| site.kind_url(meta.lang, &meta.kind.value));
    kind_of(site, &meta.kind.value, site.lang_of(index), url)
}

fn kind_of(site: &Site, id: &str, lang: &str, url: Option<String>) -> KindData {
    let fallback = site.config.default_code();
    let kind = site.schema.kind(id);
    let label = kind
        .map_or(id, |kind| kind.label(lang, fallback))
        .to_owned();
    KindData {
        id: id.to_owned(),
        plural: kind
            .map_or(id, |kind| kind.plural(lang, fallback))
            .to_owned(),
        label,
        url,
        icon: None,
    }
}

/// The kind of a page, as `lang` calls it.
pub(crate) fn kind_name(site: &Site, index: PageIndex, lang: &str) -> KindName {
    let kind = kind_of(site, &site.pages[index].page.meta.kind.value, lang, None);
    KindName {
        id: kind.id,
        label: kind.label,
    }
}

/// The summary of front matter, or else the first sentence of the page's Summary section.
pub(crate) fn summary(site: &Site, index: PageIndex) -> Option<String> {
    let page = &site.pages[index].page;
    let given = page
        .meta
        .summary
        .as_ref()
        .map(|summary| summary.value.clone());
    given.or_else(|| page.body.summary.as_ref().map(ToString::to_string))
}

pub(crate) fn status(site: &Site, index: PageIndex, words: &Words) -> Option<StatusData> {
    let meta = &site.pages[index].page.meta;
    let status = meta.status?;
    let (id, label, text) = match status {
        Status::Stub => (
            "stub",
            "status-stub",
            Some(words.plain("stub-text").to_owned()),
        ),
        Status::Draft => (
            "draft",
            "status-draft",
            Some(words.plain("draft-text").to_owned()),
        ),
        Status::Reviewed => ("reviewed", "status-reviewed", None),
    };
    let reviewed = meta
        .reviewed
        .as_ref()
        .filter(|_| status == Status::Reviewed);
    let text = reviewed.map_or(text, |reviewed| {
        let date = reviewed.on.map(|on| words.date(on));
        match (date, &reviewed.by) {
            (Some(date), Some(by)) => Some(
                words
                    .plain("reviewed-on-by")
                    .replace("{date}", &date)
                    .replace("{by}", by),
            ),
            (Some(date), None) => Some(words.plain("reviewed-on").replace("{date}", &date)),
            (None, Some(by)) => Some(words.plain("reviewed-by").replace("{by}", by)),
            (None, None) => None,
        }
    });
    Some(StatusData {
        id,
        label: words.plain(label).to_owned(),
        text,
    })
}

fn toc(site: &Site, index: PageIndex) -> Vec<TocEntry> {
    let headings = site.pages[index].page.body.headings.iter();
    headings
        .filter(|heading| heading.public && (2..=3).contains(&heading.level))
        .map(|heading| TocEntry {
            id: heading.id.to_string(),
            title: heading.text.to_string(),
            level: heading.level,
        })
        .collect()
}

/// The fields of the page's kind at a glance, in the kind's order.
pub(crate) fn fields(writing: Writing<'_>, index: PageIndex) -> Vec<FieldData> {
    let site = writing.site;
    let meta = &site.pages[index].page.meta;
    let lang = site.lang_of(index);
    let fallback = site.config.default_code();
    let Some(kind) = site.schema.kind(&meta.kind.value) else {
        return Vec::new();
    };
    let shown = meta.fields.iter().filter_map(|field| {
        let definition = kind.fields.iter().find(|known| known.id == field.id)?;
        let label = localized(&definition.labels, lang, fallback).unwrap_or(&field.id);
        let choice = |id: &str| match &definition.value {
            crate::kind::FieldType::Choice(choices) => {
                let (_, labels) = choices.iter().find(|(choice, _)| choice == id)?;
                localized(labels, lang, fallback).map(str::to_owned)
            }
            _ => None,
        };
        let (text, items) = shown(&field.value, writing.words, choice)?;
        Some(FieldData {
            id: field.id.clone(),
            label: label.to_owned(),
            text,
            items,
        })
    });
    shown.collect()
}

fn shown(
    value: &FieldValue,
    words: &Words,
    choice: impl Fn(&str) -> Option<String>,
) -> Option<(Option<String>, Vec<String>)> {
    let text = match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(items) => return Some((None, items.clone())),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Choice(id) => choice(id).unwrap_or_else(|| id.clone()),
        FieldValue::Time {
            fixed,
            up_to,
            per_person,
        } => words.time(*fixed, *up_to, *per_person)?,
        FieldValue::Range { min, expected, max } => words.range(*min, *expected, *max)?,
        FieldValue::Date(date) => words.date(*date),
        FieldValue::Other(_) => return None,
    };
    Some((Some(text), Vec::new()))
}

fn home(site: &Site, lang: &str, words: &Words) -> Linked {
    let lang = site.config.lang(lang).unwrap_or_default();
    Linked {
        title: words.plain("home").to_owned(),
        url: site.generated_url(lang, crate::site::Generated::Home),
    }
}

/// From home through the index pages of the folders that hold the page.
fn breadcrumbs(site: &Site, index: PageIndex, words: &Words) -> Vec<Linked> {
    let url = &site.pages[index].url;
    let first = home(site, site.lang_of(index), words);
    if *url == first.url {
        return Vec::new();
    }
    let mut crumbs = vec![first];
    for (cut, _) in url.match_indices('/') {
        let folder = format!("{}/index.html", &url[..cut]);
        let owner = site.urls.get(&folder).and_then(|owners| owners.first());
        if let Some(crate::site::Owner::Page(page)) = owner
            && *page != index
            && crumbs.iter().all(|crumb| crumb.url != folder)
        {
            crumbs.push(Linked {
                title: site.pages[*page].page.meta.title().to_owned(),
                url: folder,
            });
        }
    }
    crumbs
}

fn tags(site: &Site, index: PageIndex) -> Vec<TagData> {
    let meta = &site.pages[index].page.meta;
    let mut tags: Vec<TagData> = Vec::new();
    for label in &meta.tags {
        let key = (meta.lang, crate::parse::slug(&label.value));
        if let Some(tag) = site.tags.get(&key)
            && tags.iter().all(|known| known.url != tag.url)
        {
            tags.push(TagData {
                label: tag.label.clone(),
                url: tag.url.clone(),
            });
        }
    }
    tags
}

/// The groups of relations in the order in which a page shows them: typed ones and inverses.
const GROUPS: [(&str, RelationKind, bool); 10] = [
    ("prerequisites", RelationKind::Prerequisite, false),
    ("leads-to", RelationKind::Prerequisite, true),
    ("see-also", RelationKind::SeeAlso, false),
    ("contrasts-with", RelationKind::ContrastsWith, false),
    ("uses", RelationKind::Uses, false),
    ("used-by", RelationKind::Uses, true),
    ("handouts", RelationKind::Handout, false),
    ("handout-for", RelationKind::Handout, true),
    ("series", RelationKind::Series, false),
    ("parts", RelationKind::Series, true),
];

fn relations(site: &Site, index: PageIndex, words: &Words) -> Vec<RelationGroup> {
    let mut groups = Vec::new();
    for (id, kind, inverse) in GROUPS {
        let mut items = match (kind, inverse) {
            (RelationKind::Series, true) => parts(site, index),
            (_, false) => typed(site, index, kind),
            (_, true) => inverses(site, index, |relation| relation.kind == kind),
        };
        // These two hold in both directions, so the other page's word joins this one's.
        if matches!(kind, RelationKind::SeeAlso | RelationKind::ContrastsWith) {
            for item in inverses(site, index, |relation| relation.kind == kind) {
                if items.iter().all(|known| known.url != item.url) {
                    items.push(item);
                }
            }
        }
        if !items.is_empty() {
            groups.push(RelationGroup {
                id,
                label: words.plain(&format!("relation-{id}")).to_owned(),
                items,
            });
        }
    }
    groups
}

fn typed(site: &Site, index: PageIndex, kind: RelationKind) -> Vec<RelationItem> {
    let page = &site.pages[index];
    let relations = page.page.meta.relations.iter().zip(&page.relations);
    relations
        .filter(|(relation, _)| relation.kind == kind)
        .filter_map(|(relation, to)| {
            let Resolution::Page { page: to, .. } = to else {
                return None;
            };
            Some(item(site, index, *to, relation.why.clone()))
        })
        .collect()
}

fn inverses(site: &Site, index: PageIndex, wanted: impl Fn(&Inverse) -> bool) -> Vec<RelationItem> {
    let inverses = site.pages[index].inverses.iter();
    inverses
        .filter(|inverse| wanted(inverse))
        .map(|inverse| item(site, index, inverse.from, inverse.why.clone()))
        .collect()
}

fn parts(site: &Site, index: PageIndex) -> Vec<RelationItem> {
    let parts = site.pages[index].parts.iter();
    parts.map(|part| item(site, index, *part, None)).collect()
}

fn item(site: &Site, from: PageIndex, to: PageIndex, why: Option<String>) -> RelationItem {
    RelationItem {
        title: site.pages[to].page.meta.title().to_owned(),
        url: site.pages[to].url.clone(),
        why,
        kind: kind_name(site, to, site.lang_of(from)),
        summary: summary(site, to),
        lang: foreign(site, to, site.lang_of(from)),
    }
}

/// The language of a page, where it is not the one that is being read.
pub(crate) fn foreign(site: &Site, page: PageIndex, lang: &str) -> Option<String> {
    let code = site.lang_of(page);
    (code != lang).then(|| code.to_owned())
}

fn series(site: &Site, index: PageIndex) -> Vec<SeriesData> {
    let places = site.pages[index].series.iter();
    let linked = |page: PageIndex| Linked {
        title: site.pages[page].page.meta.title().to_owned(),
        url: site.pages[page].url.clone(),
    };
    places
        .map(|place| {
            let parts = &site.pages[place.series].parts;
            let Linked { title, url } = linked(place.series);
            let before = place.position.checked_sub(1);
            SeriesData {
                title,
                url,
                position: place.position + 1,
                total: parts.len(),
                previous: before.map(|at| linked(parts[at])),
                next: parts.get(place.position + 1).map(|page| linked(*page)),
            }
        })
        .collect()
}

fn backlinks(writing: Writing<'_>, index: PageIndex) -> Vec<Quoting> {
    let site = writing.site;
    let lang = site.lang_of(index);
    let backlinks = site.pages[index].backlinks.iter();
    backlinks
        .map(|backlink| {
            let body = &site.pages[backlink.from].page.body;
            let mut quotes: Vec<QuoteData> = Vec::new();
            let mut quoted = Vec::new();
            for link in &backlink.links {
                let quote = body.links[*link as usize].quote;
                if let Some(quote) = quote.filter(|quote| !quoted.contains(&quote.sentence)) {
                    quoted.push(quote.sentence);
                    quotes.push(quote::cut(writing, backlink.from, quote));
                }
            }
            quoting(site, backlink.from, lang, quotes)
        })
        .collect()
}

fn quoting(site: &Site, page: PageIndex, lang: &str, quotes: Vec<QuoteData>) -> Quoting {
    Quoting {
        title: site.pages[page].page.meta.title().to_owned(),
        url: site.pages[page].url.clone(),
        kind: kind_name(site, page, lang),
        lang: foreign(site, page, lang),
        quotes,
    }
}

fn citing(writing: Writing<'_>, work: WorkIndex, lang: &str) -> Vec<Quoting> {
    let site = writing.site;
    let citing = site.works[work].citing.iter();
    citing
        .map(|(page, marks)| {
            let body = &site.pages[*page].page.body;
            let mut quotes: Vec<QuoteData> = Vec::new();
            for mark in marks {
                if let Some(place) = body.citations[*mark as usize].quote {
                    let quote = quote::marked(writing, *page, place, *mark);
                    if !quotes.contains(&quote) {
                        quotes.push(quote);
                    }
                }
            }
            quoting(site, *page, lang, quotes)
        })
        .collect()
}

fn sources(writing: Writing<'_>, index: PageIndex, cited: &[Cited], lang: &str) -> Vec<SourceData> {
    let site = writing.site;
    let page_lang = site.pages[index].page.meta.lang;
    let entries = cited.iter().enumerate().map(|(at, cited)| {
        let record = &site.works[cited.work].record;
        SourceData {
            number: at + 1,
            anchor: cited.anchor.clone(),
            html: writing.references.of(site, cited.work, lang).html.clone(),
            url: Some(site.work_url(page_lang, cited.work)),
            backs: backs(&cited.marks),
            access: record.own.access.clone(),
            verification: verification(record.verification()),
        }
    });
    entries.collect()
}

/// The ways back to each mark: an arrow, or numbers where there are several.
fn backs(marks: &[String]) -> Vec<Back> {
    let marks = marks.iter().enumerate();
    marks
        .map(|(at, mark)| Back {
            href: format!("#{mark}"),
            label: format!("{}", at + 1),
        })
        .collect()
}

pub(crate) fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::None => "none",
        Verification::Partial => "partial",
        Verification::Full => "full",
    }
}

fn record(writing: Writing<'_>, work: WorkIndex, lang: &str) -> RecordData {
    let record = &writing.site.works[work].record;
    let kind = format!("{:?}", record.entry.entry_type()).to_lowercase();
    let key = format!("work-{kind}");
    let label = writing.words.plain(&key);
    RecordData {
        id: record.id.clone(),
        html: writing.references.of(writing.site, work, lang).html.clone(),
        kind_label: (label != key).then(|| label.to_owned()),
        verification: verification(record.verification()),
        verified: record.own.verified.clone(),
        archived: record.own.archived.clone().filter(|url| is_web(url)),
        access: record.own.access.clone(),
        level: record.own.level.clone(),
        format: record.own.format.clone(),
    }
}

mod quote {
    //! Sentences as backlinks and sources quote them.

    use crate::page::Quote;
    use crate::render::context::QuoteData;
    use crate::render::html::{Writing, title_of};
    use crate::site::PageIndex;

    /// The sentence of a page cut at the place in it, its holes filled with titles.
    pub(super) fn cut(writing: Writing<'_>, page: PageIndex, place: Quote) -> QuoteData {
        let from = &writing.site.pages[page];
        let sentence = &from.page.body.sentences[place.sentence as usize];
        let mut parts = [String::new(), String::new(), String::new()];
        let bounds = [
            0,
            place.start as usize,
            place.end as usize,
            sentence.text.len(),
        ];
        let mut done = 0;
        for hole in &sentence.holes {
            let at = hole.at as usize;
            // A hole at the place's own start is the link that is quoted.
            let own = from.page.body.links[hole.link as usize].quote == Some(place);
            add(&mut parts, &bounds, &sentence.text, done..at);
            let title = title_of(writing, &from.links[hole.link as usize], page);
            let part = match own {
                true => 1,
                false if at < bounds[1] || at == bounds[1] && !own => 0,
                false => 2,
            };
            parts[part].push_str(&title);
            done = at;
        }
        add(
            &mut parts,
            &bounds,
            &sentence.text,
            done..sentence.text.len(),
        );
        let [before, link, after] = parts;
        QuoteData {
            before,
            link,
            mark: String::new(),
            after,
        }
    }

    /// Adds a stretch of the sentence to the parts in which it lies.
    fn add(
        parts: &mut [String; 3],
        bounds: &[usize; 4],
        text: &str,
        stretch: std::ops::Range<usize>,
    ) {
        for (part, bound) in parts.iter_mut().zip(bounds.windows(2)) {
            let start = stretch.start.max(bound[0]);
            let end = stretch.end.min(bound[1]);
            if start < end {
                part.push_str(&text[start..end]);
            }
        }
    }

    /// As [`cut`], for a citation, whose mark is the place in the source that it names.
    pub(super) fn marked(
        writing: Writing<'_>,
        page: PageIndex,
        place: Quote,
        mark: u32,
    ) -> QuoteData {
        let mut quote = cut(writing, page, place);
        let from = &writing.site.pages[page].page;
        let citation = &from.body.citations[mark as usize];
        let located = citation.items.iter().filter(|item| item.locator.is_some());
        let places = located.map(|item| {
            // The place as the writer typed it, in the page's own language.
            let rest = &from.text[item.key_span.end as usize..citation.span.end as usize];
            let typed = rest.split([';', ']']).next().unwrap_or(rest);
            typed.trim_matches([',', ' ', '\n']).to_owned()
        });
        let places: Vec<String> = places.collect();
        if !places.is_empty() {
            quote.mark = format!(" [{}]", places.join("; "));
        }
        quote
    }
}
