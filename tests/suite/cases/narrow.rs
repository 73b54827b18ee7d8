//! Takes parts out of a page of HTML that is well formed, as all of ours is.

/// The part of a page that a case asks for: see [`super::file`].
pub(super) fn part(page: &str, wanted: &str) -> String {
    let found: Vec<&str> = match wanted.split_at_checked(1) {
        None => return trimmed(&inner(elements(page, |tag| name(tag) == "main"))),
        Some(("~", words)) => page.lines().filter(|line| line.contains(words)).collect(),
        Some(("#", id)) => elements(page, |tag| attribute(tag, "id") == Some(id)),
        Some((".", class)) => elements(page, |tag| {
            attribute(tag, "class").is_some_and(|all| all.split(' ').any(|one| one == class))
        }),
        Some(_) => elements(page, |tag| name(tag) == wanted),
    };
    if found.is_empty() {
        "(nothing)\n".to_owned()
    } else {
        trimmed(&found.join("\n"))
    }
}

/// What is within the first element.
fn inner(elements: Vec<&str>) -> String {
    let element = elements.first().copied().unwrap_or("(nothing)");
    let start = element.find('>').map_or(0, |at| at + 1);
    let end = element.rfind("</").unwrap_or(element.len());
    element[start..end.max(start)].to_owned()
}

fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n"))
}

/// The elements whose first tag is wanted, those within others of them aside.
fn elements(page: &str, wanted: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|start| at + start) {
        let end = page[start..]
            .find('>')
            .map_or(page.len(), |end| start + end + 1);
        let tag = &page[start..end];
        at = end;
        if !tag.starts_with("</") && wanted(tag) {
            at = end_of(page, start, name(tag));
            found.push(&page[start..at]);
        }
    }
    found
}

/// Where the element ends that begins at `start`.
fn end_of(page: &str, start: usize, element: &str) -> usize {
    let (mut depth, mut at) = (0, start);
    while let Some(next) = page[at..].find('<').map(|next| at + next) {
        let end = page[next..]
            .find('>')
            .map_or(page.len(), |end| next + end + 1);
        let tag = &page[next..end];
        if name(tag.strip_prefix("</").unwrap_or(tag)) == element {
            depth += if tag.starts_with("</") { -1 } else { 1 };
        }
        at = end;
        if depth == 0 {
            return at;
        }
    }
    page.len()
}

fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    tag.split([' ', '>', '/', '\n']).next().unwrap_or(tag)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

#[test]
fn a_part_is_an_element_with_all_that_is_in_it() {
    let page = "<main id=\"m\" class=\"x\"><div class=\"a b\">1<div>2</div></div> <p id=\"p\">3</p></main>";
    for (wanted, expected) in [
        (
            "",
            "<div class=\"a b\">1<div>2</div></div> <p id=\"p\">3</p>\n",
        ),
        (".b", "<div class=\"a b\">1<div>2</div></div>\n"),
        ("#p", "<p id=\"p\">3</p>\n"),
        ("p", "<p id=\"p\">3</p>\n"),
        (".c", "(nothing)\n"),
    ] {
        assert_eq!(part(page, wanted), expected, "{wanted}");
    }
}
