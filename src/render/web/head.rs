//! What the head of a page of content says of it: Open Graph, for programs that show a link to it,
//! and JSON-LD in the words of schema.org, for those that search or cite it.

use serde::Serialize;

use crate::document::address;
use crate::model::config::Config;
use crate::model::lang::Lang;
use crate::model::page::Meta;
use crate::model::site::{BuiltinPage, PageIndex, WorkIndex};
use crate::render::licence;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::web::citation_meta::{self, MetaTag};

/// How long the JSON-LD of a page becomes before no more of its references go into it; all of them
/// are on the page itself, and a page should stay small.
pub(super) const LONGEST: usize = 900;

/// The theme's picture for pages that have none.
const PICTURE: &str = "social.png";

/// What a page says of itself to programs.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) open_graph: Vec<Property>,
    /// JSON, safe within an element.
    pub(crate) json_ld: String,
    /// For reference managers.
    pub(crate) meta: Vec<MetaTag>,
}

/// A property of <https://ogp.me>.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct Property {
    pub(crate) property: &'static str,
    pub(crate) content: String,
}

/// A node of <https://schema.org>.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    sort: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<&'a str>,
}

/// The head of the page at `path`: the written page of that index with the works that it cites, or
/// a first page that nobody has written.
pub(crate) fn head(
    cx: RenderContext<'_>,
    path: &str,
    lang: Lang,
    page: Option<(PageIndex, &[WorkIndex])>,
) -> Head {
    let site = cx.site;
    let index = page.map(|(index, _)| index);
    let meta = index.map(|index| &site.pages[index].page.meta);
    let summary = index.and_then(|index| page_facts::summary(site, index));
    let base = site.config.base_url.as_ref();
    let about = About {
        title: meta.map_or(&site.config.title, |meta| meta.title()),
        summary: summary.as_deref(),
        lang: site.config.code(lang),
        url: base.map(|base| address::absolute(base, path)),
        config: &site.config,
    };
    let home = site.builtin_url(lang, BuiltinPage::HOME);
    let licence = match index {
        Some(index) => site.licence(&site.pages[index].page),
        None => site.config.licence.as_deref(),
    };
    // The first page stands for the whole site, even where a writer has made it.
    let (sort, thing) = match page {
        Some((index, cited)) if path != home => {
            let mut article = about.article(&site.pages[index].page.meta, licence);
            cite(&mut article, cx, about.lang, cited);
            ("article", article)
        }
        _ => ("website", about.whole_site()),
    };
    let mut open_graph = about.open_graph(sort);
    let own = index.and_then(|index| picture(cx, index));
    open_graph.extend(own.or_else(|| picture_of_theme(cx)));
    Head {
        open_graph,
        json_ld: json(&thing),
        meta: citation_meta::of_page(
            meta.filter(|_| path != home),
            about.title,
            about.lang,
            licence,
            &site.config,
        ),
    }
}

/// What is said in both forms.
struct About<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    lang: &'a str,
    url: Option<String>,
    config: &'a Config,
}

impl<'a> About<'a> {
    fn open_graph(&self, sort: &str) -> Vec<Property> {
        let all = [
            ("og:title", Some(self.title)),
            ("og:type", Some(sort)),
            ("og:description", self.summary),
            ("og:url", self.url.as_deref()),
            ("og:site_name", Some(&self.config.title)),
            ("og:locale", Some(&locale(self.lang))),
        ];
        let said = all.into_iter().filter_map(|(property, content)| {
            let content = content?.to_owned();
            Some(Property { property, content })
        });
        said.collect()
    }

    /// A page, as a part of the site.
    fn article(&self, meta: &'a Meta, licence: Option<&str>) -> Thing<'a> {
        let authors = meta.authors.iter().map(|name| Thing {
            sort: "Person",
            name: Some(name),
            ..Thing::default()
        });
        let whole = Thing {
            sort: "WebSite",
            name: Some(&self.config.title),
            url: self.config.base_url.clone(),
            ..Thing::default()
        };
        let updated = meta.updated.as_ref();
        Thing {
            headline: Some(self.title),
            date_modified: updated.map(|updated| updated.on.to_string()),
            author: authors.collect(),
            is_part_of: Some(Box::new(whole)),
            ..self.thing("Article", licence)
        }
    }

    /// The site, for which its first page stands.
    fn whole_site(&self) -> Thing<'a> {
        Thing {
            name: Some(&self.config.title),
            ..self.thing("WebSite", self.config.licence.as_deref())
        }
    }

    fn thing(&self, sort: &'static str, licence: Option<&str>) -> Thing<'a> {
        let licence = licence.map(licence::named);
        Thing {
            context: Some("https://schema.org"),
            sort,
            description: self.summary,
            in_language: Some(self.lang),
            url: self.url.clone(),
            license: licence.map(|licence| licence.url.unwrap_or(licence.name)),
            ..Thing::default()
        }
    }
}

/// Adds the references, in their order, as long as there is room.
fn cite<'a>(thing: &mut Thing<'a>, cx: RenderContext<'a>, lang: &str, cited: &[WorkIndex]) {
    if cited.is_empty() {
        return;
    }
    let mut length = json(thing).len() + "\"citation\":[],".len();
    for work in cited {
        let text = cx.references.of(*work, lang).text.as_str();
        length += json(&text).len() + 1;
        if length > LONGEST {
            return;
        }
        thing.citation.push(text);
    }
}

/// The page's first picture that everyone sees, unless it is a drawing, which programs cannot show.
fn picture(cx: RenderContext<'_>, index: PageIndex) -> Option<Property> {
    let site = cx.site;
    let base = site.config.base_url.as_ref()?;
    let page = &site.pages[index];
    let mut pictures = page.page.body.images.iter().zip(&page.resolved.images);
    let (_, first) = pictures.find(|(image, _)| image.public)?;
    let url = cx.assets.raster_url(first.as_ref().ok()?)?;
    Some(Property {
        property: "og:image",
        content: address::absolute(base, url),
    })
}

/// What stands for a page without a picture of its own.
fn picture_of_theme(cx: RenderContext<'_>) -> Option<Property> {
    let base = cx.site.config.base_url.as_ref()?;
    let url = cx.assets.static_url(PICTURE)?;
    Some(Property {
        property: "og:image",
        content: address::absolute(base, url),
    })
}

/// A language as Open Graph writes it, with its country where it has one: `pt_BR`.
fn locale(code: &str) -> String {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default().to_lowercase();
    match parts.find(|part| part.len() == 2) {
        Some(country) => format!("{language}_{}", country.to_uppercase()),
        None => language,
    }
}

fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("it holds nothing but texts");
    // Nothing in it ends the element or begins a comment.
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::{json, locale};

    #[test]
    fn a_language_is_written_with_its_country_alone() {
        let locales = ["en", "pt-br", "zh-Hant-TW", "sr-Latn"].map(locale);
        assert_eq!(locales, ["en", "pt_BR", "zh_TW", "sr"]);
    }

    #[test]
    fn no_text_ends_the_element_that_it_stands_in() {
        let text = json(&"</script><!--");
        assert_eq!(text, "\"\\u003c/script>\\u003c!--\"");
        assert_eq!(
            serde_json::from_str::<String>(&text).unwrap(),
            "</script><!--"
        );
    }
}
