//! Files that are not what they should be: their bytes, their names, and where links lead.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::{finds, page, project, still_found};
use crate::project::Project;

#[test]
fn a_file_that_is_not_utf8_is_found_where_it_stops_being_so() {
    let project = project(&[]);
    project.write("content/a.md", b"+++\ntitle = \"A\"\n+++\nCaf\xe9, kept.\n");
    still_found(&project, &[("invalid-utf8", "content/a.md:4:4")]);
    let page = project.files("public")["a.html"].clone();
    assert!(String::from_utf8_lossy(&page).contains(", kept."));
}

#[test]
fn a_template_that_is_not_utf8_is_found() {
    let project = with_theme(|_| {});
    let path = project.root().join("themes/own/templates/404.html");
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend(b"{# \xff #}");
    fs::write(path, bytes).unwrap();
    let found = project.findings();
    assert!(
        found.iter().any(|finding| finding.rule == "invalid-utf8"),
        "{found:#?}"
    );
}

/// What a site is but for the manifest, which knows the input.
fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let project = project(files);
    project.run(&["build", "--allow-errors"]).ends(0);
    let mut files = project.files("public");
    files.remove(".groundwork.json");
    files
}

const LINES: &str = "+++\ntitle = \"A\"\nsummary = '''\nOf two\nlines.'''\n+++\n\n# Head\n\n\
                     Text [@one]\nand [[witness]].\n\n> [!NOTE]\n> Quoted.\n\n> [!SAY] Hidden.\n\n\
                     ```rust\nfn main() {\n}\n```\n\n| a |\n|---|\n| b |\n\n<!-- allow x: y -->\n";
const BIB: &str = "@book{one,\n  title = {One},\n  verified = {Seen\n  twice.}\n}\n";

#[test]
fn the_line_ends_of_windows_make_the_same_site() {
    let (page, bib) = (LINES.replace('\n', "\r\n"), BIB.replace('\n', "\r\n"));
    let windows = [
        ("content/a.md", page.as_str()),
        ("content/s.bib", bib.as_str()),
    ];
    let unix = [("content/a.md", LINES), ("content/s.bib", BIB)];
    assert_same(&site(&unix), &site(&windows));
    finds(&windows, "line-ends", "content/a.md:1:1");
}

#[test]
fn a_byte_order_mark_makes_the_same_site() {
    let (page, bib) = (format!("\u{feff}{LINES}"), format!("\u{feff}{BIB}"));
    let marked = [
        ("content/a.md", page.as_str()),
        ("content/s.bib", bib.as_str()),
    ];
    let plain = [("content/a.md", LINES), ("content/s.bib", BIB)];
    assert_same(&site(&plain), &site(&marked));
    finds(&marked, "byte-order-mark", "content/a.md:1:1");
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert!(
        one.keys().eq(other.keys()),
        "{:?}\n{:?}",
        one.keys(),
        other.keys()
    );
    for (path, bytes) in one {
        let (bytes, others) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&other[path]),
        );
        let different = bytes
            .lines()
            .zip(others.lines())
            .find(|(one, other)| one != other);
        assert_eq!(different, None, "{path}");
        assert_eq!(bytes, others, "{path}");
    }
}

#[test]
fn a_page_of_fifty_megabytes_is_refused() {
    let project = project(&[]);
    project.write("content/huge.md", "word \n".repeat(50 << 20 >> 2));
    still_found(&project, &[("unreadable-file", "content/huge.md:1:1")]);
    project.run(&["check"]).says("split it into several pages");
}

#[test]
fn a_file_that_nobody_may_read_is_found() {
    let project = project(&[("content/a.md", &page("Text."))]);
    let path = project.root().join("content/a.md");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // Whoever runs this may read everything.
    }
    still_found(&project, &[("unreadable-file", "content/a.md:1:1")]);
}

#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let outside = Project::bare(&[("secret.md", "+++\ntitle = \"SECRET\"\n+++\n")]);
    let project = project(&[]);
    let content = project.root().join("content");
    symlink(outside.root(), content.join("folder")).unwrap();
    symlink(outside.root().join("secret.md"), content.join("file.md")).unwrap();
    let rule = "unreadable-file";
    still_found(
        &project,
        &[(rule, "content/folder:1:1"), (rule, "content/file.md:1:1")],
    );
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("SECRET");
    assert!(!project.files("public").values().any(holds));
}

#[test]
fn a_link_within_the_project_is_followed() {
    let project = project(&[("content/a.md", &page("Text."))]);
    let content = project.root().join("content");
    symlink(content.join("a.md"), content.join("b.md")).unwrap();
    project.run(&["build", "--allow-errors"]).ends(0);
    assert!(project.files("public").contains_key("b.html"));
}

#[test]
fn links_in_a_circle_and_to_nothing_are_found() {
    let project = project(&[("content/deep/a.md", &page("Text."))]);
    let content = project.root().join("content");
    symlink(&content, content.join("deep/circle")).unwrap();
    symlink(content.join("nothing"), content.join("broken.md")).unwrap();
    symlink(content.join("self.md"), content.join("self.md")).unwrap();
    let places = [
        "content/deep/circle:1:1",
        "content/broken.md:1:1",
        "content/self.md:1:1",
    ];
    still_found(&project, &places.map(|place| ("unreadable-file", place)));
}

#[test]
fn every_address_leads_to_a_file_whatever_the_pages_are_called() {
    let names = [
        "a#b",
        "50%",
        "two words",
        "日本語",
        "it's",
        "a&b",
        "a+b",
        "%41",
        "a?b",
        "ä",
    ];
    let mut files: Vec<(String, String)> = Vec::new();
    let mut links = String::new();
    for (at, name) in names.iter().enumerate() {
        let text = format!(
            "+++\ntitle = \"T{at}\"\ntags = [\"{name}\"]\nupdated = 2026-11-22\n+++\n[[all]]\n"
        );
        files.push((format!("content/{name}/{name}.md"), text));
        links.push_str(&format!("[[T{at}]] [@k{at}] ![](<{name}/{name}.svg>)\n"));
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"5\"/></svg>";
        files.push((format!("content/{name}/{name}.svg"), svg.to_owned()));
    }
    let bib: Vec<String> = (0..names.len())
        .map(|at| format!("@book{{k{at}, title = {{B}}}}"))
        .collect();
    files.push(("content/s.bib".to_owned(), bib.join("\n")));
    files.push(("content/all.md".to_owned(), page(&links)));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let project = Project::new(&files);
    project.run(&["build", "--allow-errors"]).ends(0);
    assert_eq!(dead(&project.files("public")), Vec::<String>::new());
}

#[test]
fn every_address_of_our_own_site_leads_to_a_file() {
    let project = Project::bare(&[]);
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = project.root().join("site");
    let mut command = project.command(&["build", "--allow-errors", "--out", out.to_str().unwrap()]);
    let built = command.current_dir(own).output().unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    assert_eq!(dead(&project.files("site")), Vec::<String>::new());
}

/// The addresses of all pages that lead to no file, or to no id of a page.
fn dead(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut dead = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for address in addresses(&page) {
            let (file, id) = address.split_once('#').unwrap_or((&address, ""));
            let target = target(path, file);
            let id = format!("id=\"{}\"", decoded(id));
            let found = files.get(&target);
            let has_id = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(&id);
            if !found.is_some_and(|bytes| id == "id=\"\"" || has_id(bytes)) {
                dead.push(format!("{path}: {address}"));
            }
        }
    }
    dead
}

/// The relative addresses of a page. Those of the page for what is not found are not relative.
fn addresses(page: &str) -> Vec<String> {
    let values = page
        .split(" href=\"")
        .skip(1)
        .chain(page.split(" src=\"").skip(1));
    let values = values.filter_map(|rest| rest.split('"').next());
    let values = values.map(|value| value.replace("&amp;", "&").replace("&#39;", "'"));
    let outside = |value: &String| {
        let names_no_file = ["/", "mailto:", "data:"];
        value.contains("://") || names_no_file.iter().any(|start| value.starts_with(start))
    };
    values.filter(|value| !outside(value)).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Where an address leads from the page at `path`.
fn target(path: &str, address: &str) -> String {
    if address.is_empty() {
        return path.to_owned();
    }
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    parts.pop();
    let address = address.split('?').next().unwrap_or(address);
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(decoded(part)),
        }
    }
    parts.join("/")
}

/// A project with a theme of its own, a copy of the default one that `change` has changed.
fn with_theme(change: impl Fn(&Project)) -> Project {
    let project = Project::new(&[("site.toml", "title = \"T\"\ntheme = \"own\"\n")]);
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for (path, bytes) in crate::project::files(&default) {
        project.write(&format!("themes/own/{path}"), bytes);
    }
    project.write("content/a.md", page("Text."));
    change(&project);
    project
}

#[test]
fn a_template_that_cannot_be_read_is_found_at_its_place_and_nothing_is_written() {
    let project = with_theme(|project| {
        project.write(
            "themes/own/templates/kinds/page.html",
            "fine\n<p>{{ page.title </p>\n",
        );
    });
    let found = project.findings();
    let place = "themes/own/templates/kinds/page.html:2:";
    let found = found
        .iter()
        .find(|finding| finding.rule == "template-error");
    assert!(
        found.is_some_and(|finding| finding.place.starts_with(place)),
        "{found:?}"
    );
    project.run(&["build"]).ends(1).says("page.html:2:");
    assert!(!project.root().join("public").exists());
}

#[test]
fn a_template_that_names_what_it_is_not_given_is_found_and_nothing_is_written() {
    let project = with_theme(|_| {});
    project.run(&["build"]).ends(0);
    let before = project.files("public");
    project.write(
        "themes/own/templates/kinds/page.html",
        "fine\n<p>{{ page.titel.x }}</p>\n",
    );
    project.finds(&[(
        "template-error",
        "themes/own/templates/kinds/page.html:2:12",
    )]);
    project.run(&["build"]).ends(1).says("page.html:2:12");
    assert_eq!(project.files("public"), before);
}
