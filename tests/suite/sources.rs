//! `groundwork sources`, and the files in which readers take sources with them.

use crate::project::Project;

const BIB: (&str, &str) = (
    "content/zotero.bib",
    "@book{han-2014, author = {Han, Hahrie}, title = {Activists}, date = {2014}, url = {https://example.org/han}, file = {/home/ada/SECRET.pdf}}\n\
     @online{seeds, author = {{Seeds for Change}}, title = {Tools}, url = {https://example.org/seeds}, archived = {https://example.org/copy}}\n",
);
const PAGE: (&str, &str) = (
    "content/a.md",
    "+++\ntitle = \"A\"\n+++\n\nTrue [@han-2014, p. 3]. True too [@seeds, sec. 2].\n",
);
const RIS: &str = "TY  - JOUR\nAU  - Van Dyke, Nella\nTI  - Coalitions\nJO  - Compass\nPY  - 2017\nL1  - /home/ada/SECRET.pdf\nER  - \n";

#[test]
fn works_are_added_from_files_of_other_programs() {
    let project = Project::new(&[BIB, PAGE]);
    project.write("export.ris", RIS);
    project
        .run(&["sources", "add", "export.ris"])
        .ends(0)
        .says("content/sources.bib: Van Dyke, Coalitions, 2017; cite it with [@van-dyke-2017]");
    project.write("pasted.json", "{\"type\": \"book\", \"title\": \"Activists\", \"author\": [{\"family\": \"Han\", \"given\": \"H.\"}], \"issued\": {\"date-parts\": [[2014]]}}");
    project
        .run(&["sources", "add", "pasted.json"])
        .ends(0)
        .says("is there already: cite it with [@han-2014]");
    project
        .run(&["sources", "add", "pasted.json", "--id", "han-2014"])
        .ends(2)
        .says("is taken");
    project
        .run(&[
            "sources",
            "add",
            "pasted.json",
            "--id",
            "han",
            "--into",
            "more/own.bib",
        ])
        .ends(0);
    project.write("words.txt", "Han 2014, Activists");
    project
        .run(&["sources", "add", "words.txt"])
        .ends(2)
        .says("neither BibTeX, RIS nor CSL JSON");
    project
        .run(&["sources", "add", "export.ris", "--into", "../out.bib"])
        .ends(2)
        .says("--into takes a .bib file");
    let files = project.files("content");
    let written = String::from_utf8_lossy(&files["sources.bib"]).into_owned();
    assert!(
        written.contains("@article{van-dyke-2017,\n  author = {Van Dyke, Nella},")
            || written.contains("{Van Dyke}, Nella"),
        "{written}"
    );
    assert!(!written.contains("SECRET"), "{written}");
    assert!(files.contains_key("more/own.bib"));
}

#[test]
fn addresses_without_a_copy_are_listed() {
    let project = Project::new(&[BIB, PAGE]);
    let run = project.run(&["sources", "archive-list"]);
    run.ends(0)
        .says("https://example.org/han")
        .says("1 address");
}

#[test]
fn readers_take_sources_with_them() {
    let project = Project::new(&[
        BIB,
        PAGE,
        ("content/b.md", "+++\ntitle = \"B\"\n+++\n\nSee [[a]].\n"),
    ]);
    project.run(&["build"]).ends(0);
    let files = project.files("public");
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    for ending in ["bib", "ris", "csl.json"] {
        for page in ["sources", "a"] {
            let name = format!("{page}.{ending}");
            let file = text(&name);
            assert!(
                file.contains("Activists") && file.contains("Seeds for Change"),
                "{file}"
            );
            assert!(!file.contains("SECRET"), "{file}");
            assert!(text(&format!("{page}.html")).contains(&format!("href=\"{name}\" download")));
        }
        assert!(!files.contains_key(&format!("b.{ending}")));
    }
    let page = text("sources/han-2014.html");
    assert!(
        page.contains("href=\"data:application/x-bibtex;charset=utf-8,%40book")
            || page.contains("href=\"data:application/x-bibtex;charset=utf-8,@book"),
        "{page}"
    );
    assert!(page.contains("download=\"han-2014.ris\""), "{page}");
}
