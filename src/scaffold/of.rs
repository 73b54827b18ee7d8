//! A page to be written that is made from another: a translation, or one that changes a page beneath.

use super::page::{NewPage, page};
use super::quoted::quoted;
use crate::model::kind::{Ability, Kind};
use crate::model::page::Page;
use crate::resolve::routes;

/// A translation of `original`, at its place and with its id, in the language `lang` of a site that lists `languages`.
pub fn translation(
    kind: &Kind,
    title: &str,
    lang: &str,
    languages: &[String],
    original: &Page,
) -> NewPage {
    let default = languages.first().map_or(lang, String::as_str);
    let mut new = page(kind, title, lang, default);
    if kind.can(Ability::Timed) {
        new.text = with_items(&new.text, original);
    }
    let stem = routes::stem(&original.place, languages);
    let suffix = if lang == default {
        String::new()
    } else {
        format!(".{lang}")
    };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let id = &original.meta.id.value;
    // A translation has the id of its original, which is written only where its name does not say it.
    let is_named_so = name == id || name == "index";
    let text = if is_named_so {
        new.text
    } else {
        let line = format!("+++\nid = {}\n", quoted(id));
        new.text.replacen("+++\n", &line, 1)
    };
    NewPage {
        path: format!("{stem}{suffix}.md"),
        text,
    }
}

/// The text of a new meeting with the minutes and the items of another, each under its id, so that what names one of them
/// names it in both languages.
fn with_items(new: &str, original: &Page) -> String {
    let text = &*original.text;
    let fields = text[..original.body_start().min(text.len())].lines();
    let is_total = |line: &&str| {
        let name = line.trim_start().strip_prefix("minutes");
        name.is_some_and(|rest| rest.trim_start().starts_with(['=', ':']))
    };
    let total = fields.clone().find(is_total);
    let total = total
        .and_then(|line| line.split_once(['=', ':']))
        .map(|(_, total)| total.trim());
    let headings = original.body.headings.iter();
    let items = headings
        .filter(|heading| heading.level == 2)
        .map(|heading| {
            let typed = text[heading.span.range()]
                .lines()
                .next()
                .unwrap_or_default();
            let line = typed.trim_end();
            let own = match line.strip_suffix('}') {
                _ if heading.explicit => line.to_owned(),
                Some(rest) => match rest.rsplit_once('{') {
                    Some((words, rest)) => format!("{words}{{#{} {rest}}}", heading.id),
                    None => line.to_owned(),
                },
                None => format!("{line} {{#{}}}", heading.id),
            };
            format!("\n{own}\n\nTODO\n")
        });
    let items: String = items.collect();
    let Some((head, _)) = new.rsplit_once("\n+++\n").filter(|_| !items.is_empty()) else {
        return new.to_owned();
    };
    let head = match total {
        Some(total) => head.replacen("minutes = 15", &format!("minutes = {total}"), 1),
        None => head.to_owned(),
    };
    format!("{head}\n+++\n{items}")
}

/// A page that changes `original`, which is one of the handbook `upstream` beneath.
pub fn adaptation(title: &str, upstream: &str, original: &Page) -> NewPage {
    let headings = original.body.headings.iter();
    let sections = headings.filter(|heading| heading.level == 2);
    let named = sections.map(|heading| format!("  ## {}   {{#{}}}\n", heading.text, heading.id));
    let named: String = named.collect();
    let sections = if named.is_empty() {
        String::new()
    } else {
        // What ends a comment would show the rest to readers.
        format!("\n\n  Its sections are:\n\n{}", named.replace("--", "- -"))
    };
    let id = quoted(&original.meta.id.value);
    let title = quoted(title);
    let upstream = upstream.replace("--", "- -");
    NewPage {
        path: original.place.to_string(),
        text: format!(
            "+++\nextends = {id}\ntitle = {title}\n+++\n\n\
             <!-- All else of this page is that of {upstream}. A section that you write here takes the place of theirs;\n  \
             {{add=before}} or {{add=after}} behind its heading puts yours before or after their text, {{add=out}} leaves theirs out.\
             {sections}-->\n"
        ),
    }
}
