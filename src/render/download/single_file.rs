//! All pages in one file of HTML, with its style, its scripts, its pictures and its search.
//!
//! Home lends what stands round a page. Each page is an element with the page's path as its id, and the
//! theme's style shows the one that the address names, so that links, the way back and bookmarks work
//! without a script. Of what is no page, pictures and small files travel along (`carried`). A browser runs and applies what
//! the policy names by its hash (Content Security Policy Level 3, section 8.2) and nothing else.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest as _, Sha256};

use super::carried::Carried;
use super::markup::{data, escaped};
use super::only_made::if_made;
use super::reference::resolve;
use super::rewrite::{self, Known};
use crate::document::part_id;
use crate::model::site::BuiltinPage;
use crate::model::source::Span;
use crate::render::artifact::{RenderError, Rendered};
use crate::render::artifact_set::ArtifactSet;
use crate::render::search::{self, FOLDER as SEARCH};
use crate::render::stylesheet;

/// Stands where the pages go until the rest is written.
const PLACE: &str = "the pages go here";

pub(super) fn make(edition: &ArtifactSet) -> Result<Rendered, RenderError> {
    let paths = edition.paths();
    let site = edition.site();
    let default = site.config.langs().next().expect("a site has a language");
    let home = site.builtin_url(default, BuiltinPage::HOME);
    let pages = pages(edition, &paths);
    let texts = texts(edition, &pages, &home)?;
    let carried = Carried::new(edition, &paths, &texts)?;
    let words = edition.words(default);
    let known = Known {
        pages: &pages,
        carried: &carried,
        base: site.config.base_url.as_deref(),
        not_here: words.plain("not-in-one-file"),
    };
    // Pages are rewritten only when all are known: each may link to any other.
    let leaves: Vec<Leaf> = texts
        .par_iter()
        .map(|(path, text)| leaf(path, text, &known))
        .collect();
    let shell = Shell::new(edition, &home, &known)?;
    let scripts = scripts(edition, &leaves)?;
    let index = index(edition, &paths)?;
    let mut all: String = leaves.into_iter().map(|leaf| leaf.html).collect();
    all.push_str(&carried.parts(words.plain("save-file")));
    let html = shell.html(
        &all,
        &(carried.pictures() + &index.blocks),
        &[scripts, index.scripts].concat(),
    );
    Ok(Rendered {
        findings: carried.findings(Span::whole(site.config.source), html.len() as u64),
        bytes: html.into_bytes(),
    })
}

/// The paths of what people read, each at its own address.
fn pages<'a>(edition: &ArtifactSet, paths: &[&'a str]) -> Vec<&'a str> {
    let site = edition.site();
    let is_not_found = |path: &str| {
        let mut langs = site.config.langs();
        langs.any(|lang| path == site.builtin_url(lang, BuiltinPage::NOT_FOUND))
    };
    let is_page = |path: &&str| {
        path.ends_with(".html")
            && !is_not_found(path)
            && edition.redirect(path).is_none()
            && !edition.is_attachment(path)
    };
    paths.iter().copied().filter(is_page).collect()
}

/// The pages that can be made, with their paths, home first.
fn texts<'a>(
    edition: &ArtifactSet,
    pages: &[&'a str],
    home: &str,
) -> Result<Vec<(&'a str, String)>, RenderError> {
    let first = pages.iter().copied().filter(|path| *path == home);
    let rest = pages.iter().copied().filter(|path| *path != home);
    let order: Vec<&str> = first.chain(rest).collect();
    let made: Vec<_> = order
        .par_iter()
        .map(|path| Ok(if_made(text(edition, path))?.map(|text| (*path, text))))
        .collect();
    let made = made.into_iter().collect::<Result<Vec<_>, RenderError>>()?;
    Ok(made.into_iter().flatten().collect())
}

fn parsed(edition: &ArtifactSet, path: &str) -> Result<Html, RenderError> {
    Ok(Html::parse_document(&text(edition, path)?))
}

/// A page as an element of the file.
struct Leaf {
    html: String,
    /// The paths of the scripts that it runs by itself.
    scripts: Vec<String>,
}

fn leaf(path: &str, text: &str, known: &Known<'_>) -> Leaf {
    let mut page = Html::parse_document(text);
    let mut scripts = linked(&page, path, "script[src]", "src");
    scripts.extend(finders(&page));
    let title = first(&page, "title").map_or_else(String::new, |title| title.text().collect());
    let root = page.root_element();
    let (lang, dir) = (attribute(root, "lang"), attribute(root, "dir"));
    rewrite::page(&mut page, path, known);
    let Some(main) = first(&page, "main") else {
        let html = String::new();
        return Leaf { html, scripts };
    };
    let mut html = String::from("<div");
    let class = format!("leaf {}", attribute(main, "class"));
    // A page may have another language than the shell, and takes the focus when it is turned to.
    for (name, value) in [
        ("class", class.trim_end()),
        ("id", &part_id(path, "")),
        ("lang", &lang),
        ("dir", &dir),
        ("data-title", title.trim()),
        ("tabindex", "-1"),
    ] {
        html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    html.push_str(&format!(">{}</div>\n", main.inner_html()));
    Leaf { html, scripts }
}

fn first<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("it is one of ours");
    page.select(&selector).next()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

/// What stands round the pages, as home has it.
struct Shell {
    lang: String,
    dir: String,
    title: String,
    icon: Option<String>,
    style: String,
    /// What links to the top of the file name; empty where nothing does.
    body_id: String,
    /// The body, with [`PLACE`] for the pages.
    body: String,
}

impl Shell {
    fn new(edition: &ArtifactSet, home: &str, known: &Known<'_>) -> Result<Self, RenderError> {
        let mut page = parsed(edition, home)?;
        let style = linked(&page, home, "link[rel=stylesheet]", "href");
        let style = style
            .iter()
            .map(|path| style_text(edition, path))
            .collect::<Result<Vec<_>, RenderError>>()?;
        let icon = linked(&page, home, "link[rel=icon]", "href");
        let icon = icon
            .first()
            .and_then(|path| Some(data(path, known.carried.bytes(path)?)));
        let root = page.root_element();
        let (lang, dir) = (attribute(root, "lang"), attribute(root, "dir"));
        rewrite::shell(&mut page, home, known);
        empty_main(&mut page);
        let body = first(&page, "body");
        Ok(Shell {
            lang,
            dir,
            title: edition.site().config.title.clone(),
            icon,
            style: style.concat().replace("</", "<\\/"),
            body_id: body.map_or_else(String::new, |body| attribute(body, "id")),
            body: body.map_or_else(String::new, |body| body.inner_html()),
        })
    }

    /// The whole file; `all` are the scripts, each with its path.
    fn html(&self, leaves: &str, index: &str, all: &[(String, String)]) -> String {
        let mut scripts = String::new();
        let mut hashes = String::new();
        for (path, script) in all {
            // Neither may stand within a script, and both mean the same so.
            let script = script
                .replace("</script", "<\\/script")
                .replace("<!--", "<\\!--");
            _ = write!(hashes, " {}", hash(&script));
            _ = writeln!(
                scripts,
                "<script data-file=\"{}\">{script}</script>",
                escaped(path)
            );
        }
        let fonts = if self.style.contains("@font-face") {
            "; font-src data:"
        } else {
            ""
        };
        let policy = format!(
            "default-src 'none'; script-src{hashes}; style-src {}; img-src data:; media-src data:; base-uri 'none'; form-action 'none'{fonts}",
            hash(&self.style)
        );
        let icon = self.icon.as_ref();
        let icon = icon.map_or_else(String::new, |icon| {
            format!("<link rel=\"icon\" href=\"{icon}\">\n")
        });
        let body = self.body.replacen(PLACE, leaves, 1);
        let id = if self.body_id.is_empty() {
            String::new()
        } else {
            format!(" id=\"{}\"", escaped(&self.body_id))
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n{icon}<style>{}</style>\n</head>\n<body{id}>{body}\n{index}{scripts}</body>\n</html>\n",
            escaped(&self.lang),
            escaped(&self.dir),
            escaped(&self.title),
            self.style,
        )
    }
}

/// The scripts that any page runs, each once, with its path; those of home come first.
fn scripts(edition: &ArtifactSet, leaves: &[Leaf]) -> Result<Vec<(String, String)>, RenderError> {
    let mut scripts: Vec<(String, String)> = Vec::new();
    for path in leaves.iter().flat_map(|leaf| &leaf.scripts) {
        if !scripts.iter().any(|(known, _)| known == path) {
            scripts.push((path.clone(), text(edition, path)?));
        }
    }
    Ok(scripts)
}

fn text(edition: &ArtifactSet, path: &str) -> Result<String, RenderError> {
    let bytes = edition.bytes(path)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A style sheet, with the files that it names in it.
fn style_text(edition: &ArtifactSet, path: &str) -> Result<String, RenderError> {
    let css = text(edition, path)?;
    let mut out = String::new();
    let mut at = 0;
    for reference in stylesheet::references(&css) {
        let address = reference
            .address
            .split(['?', '#'])
            .next()
            .unwrap_or_default();
        let found = resolve(path, address).map(|found| found.path);
        let found = found.filter(|found| !address.is_empty() && edition.get(found).is_some());
        if let Some(found) = found {
            out.push_str(&css[at..reference.place.start]);
            out.push_str(&data(&found, &edition.bytes(&found)?));
            at = reference.place.end;
        }
    }
    out.push_str(&css[at..]);
    Ok(out)
}

/// The paths of what elements of the page at `path` name in an attribute.
fn linked(page: &Html, path: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("it is one of ours");
    let named = page
        .select(&selector)
        .filter_map(|element| element.attr(name));
    named
        .filter_map(|address| Some(resolve(path, address)?.path))
        .collect()
}

/// The paths of the scripts that search loads when it is asked.
fn finders(page: &Html) -> Vec<String> {
    let Some(search) = first(page, "[data-finder][data-index]") else {
        return Vec::new();
    };
    let folder = attribute(search, "data-index");
    let finders = attribute(search, "data-finder");
    let paths = finders
        .split(' ')
        .filter_map(|address| Some(resolve(&folder, address)?.path));
    paths.collect()
}

/// Puts a placeholder into `main`, and takes the way past the head of the page out: it would lead away
/// from the page that is shown.
fn empty_main(page: &mut Html) {
    for away in ["a.skip", "a.to-top"] {
        if let Some(link) = first(page, away).map(|link| link.id()) {
            page.tree.get_mut(link).expect("it was just found").detach();
        }
    }
    let Some(main) = first(page, "main") else {
        return;
    };
    // Nodes are named first and taken out then: the tree cannot change while it is walked.
    let (id, children) = (
        main.id(),
        main.children().map(|node| node.id()).collect::<Vec<_>>(),
    );
    for child in children {
        page.tree
            .get_mut(child)
            .expect("it was just found")
            .detach();
    }
    let mut main = page.tree.get_mut(id).expect("it was just found");
    if let Node::Element(element) = main.value() {
        element.attrs.retain(|(name, _)| &*name.local != "class");
    }
    main.append(Node::Text(scraper::node::Text { text: PLACE.into() }));
}

/// The index of search.
struct Index {
    /// Data, by the names of its scripts.
    blocks: String,
    /// What runs, each with its path.
    scripts: Vec<(String, String)>,
}

fn index(edition: &ArtifactSet, paths: &[&str]) -> Result<Index, RenderError> {
    let mut index = Index {
        blocks: String::new(),
        scripts: Vec::new(),
    };
    for path in paths.iter().filter(|path| path.starts_with(SEARCH)) {
        let script = text(edition, path)?;
        match search::data(path, &script) {
            Some(data) => {
                _ = writeln!(
                    index.blocks,
                    "<script type=\"application/json\" data-file=\"{}\">{data}</script>",
                    escaped(path)
                );
            }
            None => index.scripts.push(((*path).to_owned(), script)),
        }
    }
    Ok(index)
}

/// What a policy calls a script or a style by.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
