//! What the settings of MkDocs say of its plugins.

use crate::import::settings::{self, Settings};
use crate::model::value::Value;

/// The settings of a plugin, which the list of them may hold or leave at its name.
pub(super) fn plugin<'a>(settings: &'a Settings, names: &[&str]) -> Option<&'a Value> {
    let plugins = settings.items(&["plugins"]).into_iter();
    plugins
        .flat_map(|plugin| {
            names
                .iter()
                .filter_map(|name| settings::entry(plugin, name))
        })
        .next()
}

/// The folder of posts, where the plugin for them is used.
pub(super) fn posts(settings: &Settings) -> Option<String> {
    let names = ["blog", "material/blog"];
    let plugin = plugin(settings, &names);
    let is_used = plugin.is_some()
        || settings
            .texts(&["plugins"])
            .iter()
            .any(|name| names.contains(&name.as_str()));
    let folder = plugin.and_then(|plugin| settings::text_of(plugin, "blog_dir"));
    let folder = folder.unwrap_or_else(|| "blog".to_owned());
    is_used.then(|| folder.trim_matches(['.', '/']).to_owned())
}
