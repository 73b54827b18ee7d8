//! A vault of Obsidian. Templates are no pages, and what Obsidian has put into its bin is gone.

use crate::import::handbook::{Handbook, SourcePage};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;

pub(super) fn read(original: &Original, base: &str) -> Handbook {
    let settings_of = |name: &str, key: &str| {
        let path = paths::beside(base, &format!(".obsidian/{name}"));
        let found = settings::read(original, &path).text(&[key]);
        found.map(|folder| folder.trim_matches('/').to_owned())
    };
    let templates = [
        settings_of("templates.json", "folder"),
        settings_of("plugins/templater-obsidian/data.json", "templates_folder"),
    ];
    let templates: Vec<String> = templates.into_iter().flatten().collect();
    let mut handbook = Handbook {
        settings: vec![paths::beside(base, ".obsidian/app.json")],
        ..Handbook::default()
    };
    handbook.take_folder(original, base, &[], |path| {
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        !is_hidden
    });
    for page in &mut handbook.pages {
        let place = page.from.strip_prefix(base).unwrap_or(&page.from);
        let place = place.trim_start_matches('/');
        let is_template = |folder: &String| place.starts_with(&format!("{folder}/"));
        // Placeholders of a template would be faults on a page.
        if templates.iter().any(is_template) {
            page.hidden = Some("a template for new notes");
        }
    }
    mark_drawings(&mut handbook.pages, original);
    handbook
}

/// Drawings of Excalidraw are kept in files that end like pages.
fn mark_drawings(pages: &mut [SourcePage], original: &Original) {
    for page in pages {
        let text = original.text(&page.from).map_or("", |text| text);
        if page.from.ends_with(".excalidraw.md") || text.contains("\nexcalidraw-plugin:") {
            page.hidden = Some("a drawing of Excalidraw");
        }
    }
}
