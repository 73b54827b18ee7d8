//! Sorts the files below a folder into pages and others, as all tools have them.

use crate::import::handbook::{Asset, Handbook, SourcePage};
use crate::import::original::Original;
use crate::import::paths;

/// Endings of files that make a site and are nothing for its readers.
const MACHINERY: [&str; 46] = [
    "astro", "bat", "bst", "canvas", "base", "cjs", "cfg", "cls", "conf", "css", "cts", "ejs",
    "erb", "gemspec", "go", "htm", "html", "ini", "ipynb", "js", "json", "jsonc", "jsx", "less",
    "liquid", "lock", "lua", "mjs", "mts", "njk", "php", "ps1", "py", "r", "rb", "rproj", "rs",
    "sass", "scss", "sh", "sty", "svelte", "toml", "ts", "tsx", "vue",
];

/// More of them, of which some are read as data where a page names them.
const DATA: [&str; 6] = ["yml", "yaml", "tex", "xml", "mod", "sum"];

/// Files of any folder that make a site or belong to a collection of versions.
const NAMES: [&str; 8] = [
    "cname",
    "makefile",
    "gemfile",
    "rakefile",
    "dockerfile",
    "codeowners",
    "license",
    "netlify",
];

/// Endings of pages in notations other than Markdown.
const OTHER_NOTATIONS: [&str; 8] = [
    "org", "adoc", "asciidoc", "asc", "rst", "textile", "pandoc", "pdc",
];

/// Whether a file is a page that other tools make of something else than Markdown. HTML is such a page if it has fields.
fn is_other_page(original: &Original, path: &str) -> bool {
    let ending = paths::ending(path);
    let has_fields = || {
        let text = original.text(path).map_or("", |text| text);
        text.trim_start_matches('\u{feff}').starts_with("---") || text.starts_with("+++")
    };
    OTHER_NOTATIONS.contains(&ending.as_str())
        || matches!(ending.as_str(), "html" | "htm") && has_fields()
}

/// Whether a file is a page of Markdown, and under which endings besides `.md`.
pub(super) fn is_page(path: &str, others: &[&str]) -> bool {
    paths::is_markdown(path) || others.contains(&paths::ending(path).as_str())
}

/// The place of a page, whose ending is `.md` whatever it was.
pub(super) fn page_place(path: &str) -> String {
    format!("{}.md", paths::without_ending(path))
}

/// Whether a file that is no page is for readers.
pub(super) fn is_for_readers(path: &str) -> bool {
    let (ending, name) = (paths::ending(path), paths::name(path).to_lowercase());
    let is_hidden = path
        .split('/')
        .any(|part| part.starts_with('.') && part != ".gitbook");
    !is_hidden
        && !ending.is_empty()
        && !MACHINERY.contains(&ending.as_str())
        && !DATA.contains(&ending.as_str())
        && !NAMES.contains(&paths::without_ending(&name))
        && name != "package-lock.json"
}

/// The folders in which Logseq keeps its settings, and notes as they were before they were changed or deleted.
fn folders_of_logseq(original: &Original) -> Vec<&str> {
    let settings = original.files.keys();
    let folders = settings.filter_map(|path| path.strip_suffix("config.edn"));
    let of_logseq = folders.filter(|folder| paths::name(folder.trim_end_matches('/')) == "logseq");
    of_logseq.collect()
}

impl Handbook {
    /// Takes in the files below `root` for which `takes` is true, by their paths from there.
    pub(super) fn take_folder(
        &mut self,
        original: &Original,
        root: &str,
        endings: &[&str],
        takes: impl Fn(&str) -> bool,
    ) {
        let kept_by_logseq = folders_of_logseq(original);
        for (from, rest) in original.below(root) {
            let is_kept = kept_by_logseq.iter().any(|folder| from.starts_with(folder));
            if is_kept || !takes(rest) {
                continue;
            }
            if is_page(rest, endings) {
                self.pages.push(SourcePage {
                    from: from.to_owned(),
                    to: page_place(rest),
                    ..SourcePage::default()
                });
            } else if is_other_page(original, from) {
                self.unread.push(from.to_owned());
            } else {
                self.take_asset(from, rest.to_owned());
            }
        }
    }

    /// Takes in a folder of files that stand at the root of the site, as they are.
    pub(super) fn take_static(&mut self, original: &Original, root: &str) {
        for (from, rest) in original.below(root) {
            self.take_asset(from, rest.to_owned());
        }
    }

    /// Takes in a file that is no page.
    pub(super) fn take_asset(&mut self, from: &str, to: String) {
        let wanted = is_for_readers(&to);
        self.assets.push(Asset {
            from: from.to_owned(),
            to,
            wanted,
        });
    }
}
