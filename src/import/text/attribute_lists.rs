//! Ids that kramdown and Python-Markdown give to blocks: `{: #id }` on a line of its own below one.

use std::sync::LazyLock;

use regex::Regex;

use super::editing::Editing;

static LIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^([ \t>]*)\{:[ \t]*((?:[^}\n]*[ \t])?#([A-Za-z][\w:.-]*)[^}\n]*)\}[ \t]*$")
        .ok()
});

/// The text with the ids of headings at their ends, and a place that can be linked to for that of any other block; `None` where
/// there is none. A list that says who may see the block is left.
pub(super) fn ids(text: &str) -> Option<String> {
    let pattern = LIST.as_ref().filter(|list| list.is_match(text))?;
    let mut editing = Editing::new(text);
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0).map(|whole| whole.range()) else {
            continue;
        };
        let (margin, id) = (&found[1], &found[3]);
        if editing.is_code(whole.start + margin.len()) || super::inline::hides(&found[2]) {
            continue;
        }
        let above = text[..whole.start].trim_end_matches('\n');
        let is_below = above.len() + 1 == whole.start && !above.is_empty();
        let line = above.rsplit('\n').next().unwrap_or_default();
        let is_heading = line.trim_start_matches([' ', '>']).starts_with('#');
        if is_below && is_heading && !line.trim_end().ends_with('}') {
            editing.replace(above.len()..whole.end, format!(" {{#{id}}}"));
        } else {
            // Above a block it must not become part of the text before.
            let gap = if is_below { "" } else { "\n" };
            editing.replace(whole, format!("{margin}<a id=\"{id}\"></a>{gap}"));
        }
    }
    editing.finish()
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn ids_of_blocks_are_kept() {
        for (text, expected) in [
            ("## H\n{: #hh}\n", Some("## H {#hh}\n")),
            ("Para\n{: #pp }\n", Some("Para\n<a id=\"pp\"></a>\n")),
            ("Para\n{: .wide #pp}\n", Some("Para\n<a id=\"pp\"></a>\n")),
            (
                "a\n\n{: #pp }\nPara\n",
                Some("a\n\n<a id=\"pp\"></a>\n\nPara\n"),
            ),
            ("> Para\n> {: #pp}\n", Some("> Para\n> <a id=\"pp\"></a>\n")),
            ("Para\n{: .wide}\n", None),
            ("Para\n{: .hidden #pp}\n", None),
            ("    {: #pp}\n", None),
        ] {
            assert_eq!(ids(text).as_deref(), expected, "{text}");
        }
    }
}
