//! All pages in one file of HTML, with its style, its scripts, its pictures and its search.
//!
//! Home lends what stands round a page. Each page is an element with the page's path as its id, and the
//! theme's style shows the one that the address names, so that links, the way back and bookmarks work
//! without a script. What is not a page is left out, but for pictures. A browser runs and applies what
//! the policy names by its hash (Content Security Policy Level 3, section 8.2) and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pulldown_cmark_escape::escape_html;
use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest as _, Sha256};

use super::reference::resolve;
use super::rewrite::{self, Known};
use super::{if_made, made};
use crate::output::{Output, Unmade};
use crate::render::{SEARCH, search};
use crate::site::Generated;

/// Stands where the pages go until the rest is written.
const PLACE: &str = "the pages go here";

pub(super) fn bytes(copy: &Output) -> Result<Vec<u8>, Unmade> {
    let paths = copy.paths();
    let site = copy.site();
    let default = site.config.langs().next().expect("a site has a language");
    let home = site.generated_url(default, Generated::Home);
    let not_found = site.generated_url(default, Generated::NotFound);
    // What people read, at its own address.
    let is_page = |path: &&str| {
        path.ends_with(".html")
            && *path != not_found
            && copy.redirect(path).is_none()
            && !copy.is_attachment(path)
    };
    let pages: Vec<&str> = paths.iter().copied().filter(is_page).collect();
    let known = Known {
        pages: &pages,
        files: &pictures(copy, &paths)?,
    };
    let first = pages.iter().copied().filter(|path| *path == home);
    let rest = pages.iter().copied().filter(|path| *path != home);
    let order: Vec<&str> = first.chain(rest).collect();
    let leaves: Vec<Result<Option<Leaf>, Unmade>> = order
        .par_iter()
        .map(|path| if_made(leaf(copy, path, &known)))
        .collect();
    let leaves = leaves.into_iter().collect::<Result<Vec<_>, _>>()?;
    let leaves: Vec<Leaf> = leaves.into_iter().flatten().collect();
    let shell = Shell::new(copy, &home, &known)?;
    let scripts = scripts(copy, &leaves)?;
    let index = index(copy, &paths)?;
    let leaves: Vec<String> = leaves.into_iter().map(|leaf| leaf.html).collect();
    Ok(shell.html(&leaves.concat(), &index, &scripts).into_bytes())
}

/// The bytes of all pictures, by path.
fn pictures(copy: &Output, paths: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Unmade> {
    let is_picture = |path: &&&str| {
        let kind = mime_guess::from_path(path).first();
        kind.is_some_and(|kind| kind.type_() == mime_guess::mime::IMAGE)
    };
    // What is published as it stands is no picture that pages show, whatever it is called.
    let is_made = |path: &&&str| copy.copied(path).is_none();
    let pictures = paths.iter().filter(is_made).filter(is_picture);
    let pictures = pictures.map(|path| {
        let bytes = if_made(made(copy, path))?;
        Ok(bytes.map(|bytes| ((*path).to_owned(), bytes)))
    });
    let pictures: Vec<Option<_>> = pictures.collect::<Result<_, Unmade>>()?;
    Ok(pictures.into_iter().flatten().collect())
}

fn parsed(copy: &Output, path: &str) -> Result<Html, Unmade> {
    Ok(Html::parse_document(&text(copy, path)?))
}

/// A page as an element of the file.
struct Leaf {
    html: String,
    /// The paths of the scripts that it runs by itself.
    scripts: Vec<String>,
}

fn leaf(copy: &Output, path: &str, known: &Known<'_>) -> Result<Leaf, Unmade> {
    let mut page = parsed(copy, path)?;
    let mut scripts = linked(&page, path, "script[src]", "src");
    scripts.extend(finders(&page));
    let title = first(&page, "title").map_or_else(String::new, |title| title.text().collect());
    let root = page.root_element();
    let (lang, dir) = (attribute(root, "lang"), attribute(root, "dir"));
    rewrite::page(&mut page, path, known);
    let Some(main) = first(&page, "main") else {
        let html = String::new();
        return Ok(Leaf { html, scripts });
    };
    let mut html = String::from("<div");
    let class = format!("leaf {}", attribute(main, "class"));
    for (name, value) in [
        ("class", class.trim_end()),
        ("id", &rewrite::id(path, "")),
        ("lang", &lang),
        ("dir", &dir),
        ("data-title", title.trim()),
        ("tabindex", "-1"),
    ] {
        html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    html.push_str(&format!(">{}</div>\n", main.inner_html()));
    Ok(Leaf { html, scripts })
}

fn first<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("it is one of ours");
    page.select(&selector).next()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape_html(&mut html, text).expect("writing to memory does not fail");
    html
}

/// What stands round the pages, as home has it.
struct Shell {
    lang: String,
    dir: String,
    title: String,
    icon: Option<String>,
    style: String,
    /// The body, with [`PLACE`] for the pages.
    body: String,
}

impl Shell {
    fn new(copy: &Output, home: &str, known: &Known<'_>) -> Result<Self, Unmade> {
        let mut page = parsed(copy, home)?;
        let style = linked(&page, home, "link[rel=stylesheet]", "href");
        let style = style
            .iter()
            .map(|path| text(copy, path))
            .collect::<Result<Vec<_>, Unmade>>()?;
        let icon = linked(&page, home, "link[rel=icon]", "href");
        let icon = icon
            .first()
            .and_then(|path| Some(rewrite::data(path, known.files.get(path)?)));
        let root = page.root_element();
        let (lang, dir) = (attribute(root, "lang"), attribute(root, "dir"));
        rewrite::shell(&mut page, home, known);
        empty_main(&mut page);
        Ok(Shell {
            lang,
            dir,
            title: copy.site().config.title.clone(),
            icon,
            style: style.concat().replace("</", "<\\/"),
            body: first(&page, "body").map_or_else(String::new, |body| body.inner_html()),
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
        let policy = format!(
            "default-src 'none'; script-src{hashes}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hash(&self.style)
        );
        let icon = self.icon.as_ref();
        let icon = icon.map_or_else(String::new, |icon| {
            format!("<link rel=\"icon\" href=\"{icon}\">\n")
        });
        let body = self.body.replacen(PLACE, leaves, 1);
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n{icon}<style>{}</style>\n</head>\n<body>{body}\n{index}{scripts}</body>\n</html>\n",
            escaped(&self.lang),
            escaped(&self.dir),
            escaped(&self.title),
            self.style,
        )
    }
}

/// The scripts that any page runs, each once, with its path; those of home come first.
fn scripts(copy: &Output, leaves: &[Leaf]) -> Result<Vec<(String, String)>, Unmade> {
    let mut scripts: Vec<(String, String)> = Vec::new();
    for path in leaves.iter().flat_map(|leaf| &leaf.scripts) {
        if !scripts.iter().any(|(known, _)| known == path) {
            scripts.push((path.clone(), text(copy, path)?));
        }
    }
    Ok(scripts)
}

fn text(copy: &Output, path: &str) -> Result<String, Unmade> {
    let bytes = made(copy, path)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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
    if let Some(skip) = first(page, "a.skip").map(|skip| skip.id()) {
        page.tree.get_mut(skip).expect("it was just found").detach();
    }
    let Some(main) = first(page, "main") else {
        return;
    };
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

/// The index of search as blocks of data, by the names of its scripts.
fn index(copy: &Output, paths: &[&str]) -> Result<String, Unmade> {
    let mut blocks = String::new();
    for path in paths.iter().filter(|path| path.starts_with(SEARCH)) {
        let script = made(copy, path)?;
        let script = String::from_utf8_lossy(&script);
        let data = search::data(&script);
        _ = writeln!(
            blocks,
            "<script type=\"application/json\" data-file=\"{}\">{data}</script>",
            escaped(path)
        );
    }
    Ok(blocks)
}

/// What a policy calls a script or a style by.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
