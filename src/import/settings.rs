//! The settings of other tools: YAML, TOML and JSON in one form, read without judging.

use crate::import::js_literal;
use crate::import::original::Original;
use crate::import::paths;
use crate::model::source::{Sources, Span};
use crate::model::value::{Data, Table, Value};
use crate::parse::{as_text, join, toml, yaml};

/// What a file of settings says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) table: Table,
    /// What is the matter with the file, if it could not be read as a whole.
    pub(super) fault: Option<String>,
}

/// Reads the settings at a path, by its ending. Of a script only what it says in so many words is read.
pub(super) fn read(original: &Original, path: &str) -> Settings {
    match original.text(path) {
        Some(text) if is_script(path) => {
            let source = Sources::default().insert(path, "");
            let imports = js_literal::imports(text);
            let imported = |name: &str| imported(original, path, &imports, name);
            script(js_literal::read(source, text, &imported))
        }
        Some(text) => parse(path, text),
        None => Settings {
            table: Table::default(),
            fault: Some("it cannot be read".to_owned()),
        },
    }
}

fn is_script(path: &str) -> bool {
    matches!(
        paths::ending(path).as_str(),
        "js" | "mjs" | "cjs" | "ts" | "mts" | "cts"
    )
}

fn script(found: Option<Table>) -> Settings {
    let fault = found
        .is_none()
        .then(|| "its settings were not found".to_owned());
    let table = found.unwrap_or_default();
    Settings { table, fault }
}

/// What an import may leave out of the path of its file, in the order in which Node looks for it.
const MODULE_ENDINGS: [&str; 8] = [
    "",
    ".ts",
    ".js",
    ".mts",
    ".mjs",
    ".json",
    "/index.ts",
    "/index.js",
];

/// What a script at `path` takes from another file under a name.
fn imported(
    original: &Original,
    path: &str,
    imports: &[(String, bool, String)],
    name: &str,
) -> Option<Value> {
    let (_, is_whole, from) = imports.iter().find(|(known, _, _)| known == name)?;
    let file = join(paths::folder(path), from)?;
    let file = MODULE_ENDINGS
        .iter()
        .map(|ending| format!("{file}{ending}"))
        .find(|file| original.files.contains_key(file))?;
    let text = original.text(&file)?;
    let source = Sources::default().insert(file.as_str(), "");
    if is_script(&file) && !is_whole {
        return js_literal::variable(source, text, name);
    }
    let found = if is_script(&file) {
        script(js_literal::read(source, text, &|_| None))
    } else {
        parse(&file, text)
    };
    // A file that holds a list instead of a table is read as a table of one field, called `list`.
    let list = found.table.get("list").map(|entry| entry.value.clone());
    Some(list.unwrap_or(Value {
        span: Span::whole(source),
        data: Data::Table(found.table),
        plain: None,
    }))
}

/// As [`read`], of a text alone.
pub(super) fn parse(path: &str, text: &str) -> Settings {
    let text = text.trim_start_matches('\u{feff}');
    let source = Sources::default().insert(path, "");
    let (table, findings) = match paths::ending(path).as_str() {
        "toml" => toml(source, text, 0),
        _ if is_script(path) => return script(js_literal::read(source, text, &|_| None)),
        "jsonc" => {
            let table = js_literal::read_object(source, text).unwrap_or_default();
            return Settings { table, fault: None };
        }
        // A list is read under a key of its own.
        _ if is_list(text) => {
            let lines = text.lines().filter(|line| line.trim_end() != "---");
            let nested = lines.map(|line| format!("  {line}\n"));
            let nested: String = nested.collect();
            yaml(source, &format!("list:\n{nested}"), 0)
        }
        _ => yaml(source, text, 0),
    };
    let fault = findings.first().map(|finding| finding.message.clone());
    Settings { table, fault }
}

/// Whether a text of YAML or JSON is a list as a whole.
fn is_list(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let first = lines.find(|line| !(line.is_empty() || line.starts_with('#') || *line == "---"));
    first.is_some_and(|line| line.starts_with('[') || line.starts_with("- "))
}

impl Settings {
    /// The value at the end of these keys.
    pub(super) fn value(&self, keys: &[&str]) -> Option<&Value> {
        value(&self.table, keys)
    }

    /// The text there, or a number or a word as it is typed.
    pub(super) fn text(&self, keys: &[&str]) -> Option<String> {
        self.value(keys).and_then(text)
    }

    /// The items there: those of a list, or the one value.
    pub(super) fn items(&self, keys: &[&str]) -> Vec<&Value> {
        self.value(keys).map(items).unwrap_or_default()
    }

    /// The texts there.
    pub(super) fn texts(&self, keys: &[&str]) -> Vec<String> {
        let items = self.items(keys);
        items.into_iter().filter_map(text).collect()
    }

    /// The table there; an empty one where there is none.
    pub(super) fn entries(&self, keys: &[&str]) -> Vec<(&str, &Value)> {
        self.value(keys).map(entries).unwrap_or_default()
    }

    /// Whether it says yes or no there.
    pub(super) fn flag(&self, keys: &[&str]) -> Option<bool> {
        match self.value(keys)?.data {
            Data::Bool(flag) => Some(flag),
            _ => None,
        }
    }
}

/// A table with what another says beneath it: of what both say, its own counts, and tables within are laid over each other.
pub(super) fn laid_over(mut table: Table, beneath: Table) -> Table {
    for entry in beneath.entries {
        let own = table.entries.iter_mut().find(|own| own.key == entry.key);
        let Some(own) = own else {
            table.entries.push(entry);
            continue;
        };
        if let (Data::Table(inner), Data::Table(below)) = (&mut own.value.data, entry.value.data) {
            *inner = laid_over(std::mem::take(inner), below);
        }
    }
    table
}

/// The value at the end of these keys of a table.
pub(super) fn value<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a Value> {
    let (first, rest) = keys.split_first()?;
    let found = &table.get(first)?.value;
    match (&found.data, rest) {
        (_, []) => Some(found),
        (Data::Table(table), rest) => value(table, rest),
        _ => None,
    }
}

/// A value as text, without the space around it, `true` or `false` for yes and no; nothing of an empty one.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match &value.data {
        Data::Integer(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        _ => as_text(value)?,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A list's items, or the one value.
pub(super) fn items(value: &Value) -> Vec<&Value> {
    match &value.data {
        Data::Array(items) => items.iter().collect(),
        Data::Null => Vec::new(),
        _ => vec![value],
    }
}

/// The entries of a table.
pub(super) fn entries(value: &Value) -> Vec<(&str, &Value)> {
    match &value.data {
        Data::Table(table) => {
            let entries = table.entries.iter();
            entries
                .map(|entry| (entry.key.as_str(), &entry.value))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The text of a table's entry.
pub(super) fn text_of(value: &Value, key: &str) -> Option<String> {
    let entries = entries(value);
    let (_, found) = entries.into_iter().find(|(known, _)| *known == key)?;
    text(found)
}

/// The value of a table's entry.
pub(super) fn entry<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let entries = entries(value);
    let (_, found) = entries.into_iter().find(|(known, _)| *known == key)?;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{parse, text, text_of};

    fn settings(text: &str) -> super::Settings {
        parse("config.js", text)
    }

    #[test]
    fn what_a_script_says_in_so_many_words_is_read() {
        let found = settings(
            "import x from 'y'; // { title: 'no' }\nconst dark = true;\n\
             export default defineConfig({\n  title: \"Ours\", lang: 'fr', /* base */ base: '/h/',\n  \
             head: make(dark), themeConfig: { sidebar: [{ text: 'A', link: '/a', items: [...rest] }, other, 'b'] },\n})",
        );
        assert_eq!(found.text(&["title"]).as_deref(), Some("Ours"));
        assert_eq!(found.text(&["base"]).as_deref(), Some("/h/"));
        assert_eq!(found.items(&["themeConfig", "sidebar"]).len(), 2);
        let named = settings("const config: Config = { title: 'A', };\nexport default config;");
        assert_eq!(named.text(&["title"]).as_deref(), Some("A"));
        let exported = settings("module.exports = { docs: ['a', { type: 'category' }] }");
        let docs = exported.items(&["docs"]);
        assert_eq!(
            docs.first().and_then(|item| text(item)).as_deref(),
            Some("a")
        );
        let plugin = settings("export default f({ integrations: [starlight({ title: 'B' })] });");
        let first = plugin.items(&["integrations"]);
        assert_eq!(text_of(first[0], "(called)").as_deref(), Some("starlight"));
    }

    #[test]
    fn what_is_no_settings_gives_nothing_and_ends() {
        for text in [
            "",
            "export default",
            "export default {{{{",
            "x = [",
            "'",
            "{a:",
        ] {
            assert!(settings(text).text(&["title"]).is_none(), "{text}");
        }
    }
}
