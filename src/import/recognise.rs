//! Which tool a handbook was made for, by its files.

use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;
use crate::import::tool::Tool;

/// What was recognised, and the file that told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recognised {
    pub(super) tool: Tool,
    /// The folder that the settings are in; empty for that of the original.
    pub(super) base: String,
    /// The file that told which tool it is; nothing where the command named it.
    pub(super) by: Option<String>,
}

/// How far below the folder settings are looked for.
const DEEPEST: usize = 3;

/// Files that tell a tool, the surest first. Each is looked for in the folder, then in those below.
const SIGNS: [(Tool, &[&str]); 15] = [
    (
        Tool::MkDocs,
        &["mkdocs.yml", "mkdocs.yaml", "zensical.toml"],
    ),
    (Tool::MdBook, &["book.toml"]),
    (Tool::Quarto, &["_quarto.yml", "_quarto.yaml"]),
    (Tool::Bookdown, &["_bookdown.yml"]),
    (Tool::MyST, &["myst.yml", "_toc.yml"]),
    (
        Tool::Docusaurus,
        &[
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "docusaurus.config.mjs",
        ],
    ),
    (
        Tool::VitePress,
        &[
            ".vitepress/config.js",
            ".vitepress/config.ts",
            ".vitepress/config.mts",
            ".vitepress/config.mjs",
            ".vitepress/config/index.ts",
        ],
    ),
    (
        Tool::Starlight,
        &["astro.config.mjs", "astro.config.ts", "astro.config.js"],
    ),
    (
        Tool::Hugo,
        &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config/_default/hugo.toml",
            "config/_default/hugo.yaml",
            "config/_default/config.toml",
            "config/_default/config.yaml",
        ],
    ),
    (
        Tool::Hugo,
        &["config.toml", "config.yaml", "config.yml", "config.json"],
    ),
    (Tool::Jekyll, &["_config.yml", "_config.yaml"]),
    (Tool::Logseq, &["logseq/config.edn"]),
    (
        Tool::Obsidian,
        &[".obsidian/app.json", ".obsidian/workspace.json"],
    ),
    (
        Tool::GitBook,
        &[".gitbook.yaml", "book.json", "SUMMARY.md", "LANGS.md"],
    ),
    (Tool::Obsidian, &[".obsidian/"]),
];

/// Tells the tool of a handbook. `wanted` is the one that the command names.
///
/// # Errors
/// In words, where there is nothing that could be brought in.
pub(super) fn recognise(original: &Original, wanted: Option<Tool>) -> Result<Recognised, String> {
    let pages = original.files.keys().filter(|path| is_page(path)).count();
    if pages == 0 || wanted.is_none() && is_built(original) {
        return Err(without_pages(original));
    }
    let mut found: Vec<Recognised> = SIGNS
        .iter()
        .filter(|(tool, _)| wanted.is_none_or(|wanted| wanted == *tool))
        .filter_map(|(tool, signs)| by_sign(original, *tool, signs))
        .collect();
    found.sort_by_key(|one| one.base.split('/').filter(|part| !part.is_empty()).count());
    let by_links = if has_wiki_links(original) {
        Tool::Obsidian
    } else {
        Tool::Markdown
    };
    let plain = Recognised {
        tool: wanted.unwrap_or(by_links),
        base: String::new(),
        by: None,
    };
    Ok(found.into_iter().next().unwrap_or(plain))
}

fn is_page(path: &str) -> bool {
    paths::is_markdown(path) || matches!(paths::ending(path).as_str(), "mdx" | "qmd" | "rmd")
}

/// Whether pages lead to each other by names between double brackets, as in a part of a vault.
fn has_wiki_links(original: &Original) -> bool {
    let pages = original.files.iter().filter(|(path, _)| is_page(path));
    let texts: Vec<&str> = pages.filter_map(|(_, file)| file.text.as_deref()).collect();
    let linked = texts.iter().filter(|text| text.contains("[["));
    linked.count() * 4 > texts.len()
}

/// Pages of a repository, which a tool may copy beside what it has made.
const OF_REPOSITORY: [&str; 6] = [
    "readme",
    "changelog",
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
];

/// Whether all that a tool has made for the web is here, and of its texts none but those of a repository.
fn is_built(original: &Original) -> bool {
    let stem = |path: &str| paths::without_ending(paths::name(path)).to_lowercase();
    let mut pages = original.files.keys().filter(|path| is_page(path));
    let is_web = |path: &&String| paths::ending(path) == "html";
    let web = original.files.keys().filter(is_web).count();
    original.files.contains_key("index.html")
        && web > 1
        && pages.all(|path| !path.contains('/') && OF_REPOSITORY.contains(&stem(path).as_str()))
}

/// What to say of a folder without a page.
fn without_pages(original: &Original) -> String {
    let is_web = |path: &&String| matches!(paths::ending(path).as_str(), "html" | "htm");
    let web = original.files.keys().filter(is_web).count();
    if web > 0 {
        let others = if original.files.keys().any(|path| is_page(path)) {
            "none of Markdown but those about the repository"
        } else {
            "none of Markdown"
        };
        return format!(
            "{} holds pages of the web and {others}: this is what another tool has made. Name the folder \
             that it was made from, the one with the .md files",
            original.name
        );
    }
    if original.files.is_empty() {
        return format!("{} is empty: name the folder of a handbook", original.name);
    }
    format!(
        "{} holds no page in Markdown (.md): name the folder of a handbook",
        original.name
    )
}

/// The folder in which the file or folder `sign` stands that is at `path`, or that `path` leads through.
fn base_by_sign<'p>(path: &'p str, sign: &str) -> Option<&'p str> {
    let base = match sign.strip_suffix('/') {
        Some(folder) => &path[..path.find(&format!("{folder}/"))?],
        None => path.strip_suffix(sign)?,
    };
    (base.is_empty() || base.ends_with('/')).then(|| base.trim_end_matches('/'))
}

fn by_sign(original: &Original, tool: Tool, signs: &[&str]) -> Option<Recognised> {
    let mut found: Vec<(usize, String, &String)> = Vec::new();
    for path in original.files.keys() {
        for sign in signs {
            if let Some(base) = base_by_sign(path, sign) {
                let depth = base.split('/').filter(|part| !part.is_empty()).count();
                if depth <= DEEPEST && is_sure(original, tool, base, path) {
                    found.push((depth, base.to_owned(), path));
                }
            }
        }
    }
    found.sort();
    let (_, base, path) = found.into_iter().next()?;
    Some(Recognised {
        tool,
        base,
        by: Some(path.clone()),
    })
}

/// Whether settings of a name that several tools have are those of this one.
fn is_sure(original: &Original, tool: Tool, base: &str, path: &str) -> bool {
    let has = |name: &str| original.has_folder(&paths::beside(base, name));
    match (tool, paths::name(path)) {
        (Tool::Hugo, name) if name.starts_with("config.") && !path.contains("_default") => {
            has("content") && settings::read(original, path).text(&["title"]).is_some()
                || has("content") && (has("archetypes") || has("layouts") || has("static"))
        }
        (Tool::Hugo, _) => has("content"),
        (Tool::Jekyll, _) => {
            let has_file = |name: &str| original.files.contains_key(&paths::beside(base, name));
            let is_built = ["_layouts", "_includes", "_posts"]
                .iter()
                .any(|name| has(name));
            !has_file("_toc.yml") && (is_built || !has_file("SUMMARY.md"))
        }
        // Repositories of books hold lists of chapters that lead out of their folder.
        (Tool::GitBook, _) => {
            let pages = |folder: &str| {
                original
                    .below(folder)
                    .filter(|(path, _)| is_page(path))
                    .count()
            };
            pages(base) * 2 >= pages("")
        }
        (Tool::Starlight, _) => has("src/content/docs"),
        _ => true,
    }
}
