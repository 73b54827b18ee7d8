//! bookdown: `_bookdown.yml`, and chapters in R Markdown in the order of their names.

use crate::import::handbook::{Handbook, NavEntry};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;
use crate::model::slug::slug;

pub(super) fn read(original: &Original, base: &str) -> Handbook {
    let settings = settings::read(original, &paths::beside(base, "_bookdown.yml"));
    let output = settings
        .text(&["output_dir"])
        .unwrap_or_else(|| "_book".to_owned());
    let mut handbook = Handbook {
        include_folders: vec![base.to_owned()],
        orders_pages: true,
        ..Handbook::default()
    };
    let is_own =
        |part: &str| part.starts_with(['.', '_']) || matches!(part, "renv" | "node_modules");
    handbook.take_folder(original, base, &["rmd", "qmd"], |path| {
        !path.split('/').any(is_own) && !path.starts_with(&format!("{output}/"))
    });
    let listed = settings.texts(&["rmd_files"]);
    let subdir = settings.flag(&["rmd_subdir"]) == Some(true);
    let index = paths::beside(base, "index.Rmd");
    let head = original
        .text(&index)
        .map(|text| settings::parse("index.yml", fields(text)));
    if let Some(head) = &head {
        handbook.title = head.text(&["title"]);
        handbook.languages = head.text(&["lang"]).into_iter().collect();
        handbook.base_url = head.text(&["url"]);
    }
    let mut chapters: Vec<String> = Vec::new();
    for page in &mut handbook.pages {
        let local = page.from[base.len()..].trim_start_matches('/').to_owned();
        let is_chapter = if listed.is_empty() {
            (subdir || !local.contains('/')) && local.to_lowercase().ends_with(".rmd")
        } else {
            listed.contains(&local)
        };
        if is_chapter {
            chapters.push(page.from.clone());
            let text = original.text(&page.from).map_or("", |text| text);
            page.address = chapter_address(text);
        } else {
            page.hidden = Some("not a chapter of the book");
        }
    }
    // The first page always comes first; the others go by the list, or else by their names.
    chapters.sort_by_key(|path| {
        let local = path[base.len()..].trim_start_matches('/').to_owned();
        let place = listed.iter().position(|known| *known == local);
        (*path != index, place, path.clone())
    });
    handbook.navigation = parts(original, chapters);
    handbook
}

/// The chapters below the names of the parts that they begin.
fn parts(original: &Original, chapters: Vec<String>) -> Vec<NavEntry> {
    let mut entries: Vec<NavEntry> = Vec::new();
    let mut is_in_part = false;
    for path in chapters {
        let text = original.text(&path).map_or("", |text| text);
        let part = text.lines().find_map(|line| {
            let words = line.strip_prefix("# (PART")?;
            let (_, words) = words.split_once(')')?;
            Some(words.split('{').next().unwrap_or(words).trim().to_owned())
        });
        if let Some(name) = part {
            entries.push(NavEntry::section(Some(name), Vec::new()));
            is_in_part = true;
        }
        let entry = NavEntry::page(None, path);
        match entries.last_mut().filter(|_| is_in_part) {
            Some(part) => part.children.push(entry),
            None => entries.push(entry),
        }
    }
    entries
}

/// The fields between the first lines of hyphens.
fn fields(text: &str) -> &str {
    let Some(rest) = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))
    else {
        return "";
    };
    rest.find("\n---").map_or("", |end| &rest[..end])
}

/// A chapter stands at the id of its first heading.
fn chapter_address(text: &str) -> Option<String> {
    let line = text
        .lines()
        .find(|line| line.starts_with("# ") && !line.starts_with("# ("))?;
    let words = line.trim_start_matches('#').trim();
    let id = match words.rsplit_once("{#") {
        Some((_, id)) => id.split([' ', '}']).next().unwrap_or_default().to_owned(),
        None => slug(words.split('{').next().unwrap_or(words).trim()),
    };
    (!id.is_empty()).then(|| format!("/{id}.html"))
}
