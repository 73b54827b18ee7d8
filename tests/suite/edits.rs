//! The law of the engine: after any series of edits its output is that of a fresh one, byte for
//! byte, every artifact made, every finding alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use groundwork::check::RULES;
use groundwork::engine::{Built, Engine, Options};
use groundwork::load::Changes;
use groundwork::report::{self, Format};

use crate::project::{Project, files};
use crate::random::Random;
use crate::scale::scaled;

const NAMES: [&str; 8] = [
    "apples", "pears", "plums", "figs", "dates", "limes", "nuts", "oats",
];
const FOLDERS: [&str; 4] = ["", "fruit/", "fruit/dry/", "seeds/"];

/// A project that is being edited, and what was touched since it was last built. It may lie over another, which is
/// edited too.
struct Desk {
    project: Project,
    /// The folders of the projects, ours first.
    projects: &'static [&'static str],
    /// That which the next edit is made in.
    at: &'static str,
    random: Random,
    touched: BTreeSet<PathBuf>,
    edits: Vec<String>,
}

impl Desk {
    fn new(seed: u64) -> Self {
        let mut desk = Desk {
            project: Project::new(&[("content/sources.bib", BIB)]),
            projects: &[""],
            at: "",
            random: Random::new(seed),
            touched: BTreeSet::new(),
            edits: Vec::new(),
        };
        for _ in 0..12 {
            desk.write_page();
        }
        desk
    }

    /// Ours lies over another project from the first page on.
    fn layered(seed: u64) -> Self {
        let mut desk = Desk::new(seed);
        desk.projects = &["ours/", "base/"];
        for at in desk.projects {
            desk.at = at;
            desk.change_settings();
            for _ in 0..8 {
                desk.write_page();
            }
        }
        desk.touched.clear();
        desk
    }

    /// The root of our project.
    fn own_root(&self) -> PathBuf {
        self.project.root().join(self.projects[0])
    }

    /// That of the project in which the next edit is made.
    fn root(&self) -> PathBuf {
        self.project.root().join(self.at)
    }

    fn touch(&mut self, path: &str) {
        let path = self.root().join(path);
        // A system may tell of the file, of its folder, or of both.
        if let (0, Some(folder)) = (self.random.below(5), path.parent()) {
            self.touched.insert(folder.to_owned());
        }
        self.touched.insert(path);
    }

    fn write(&mut self, path: &str, text: &str) {
        self.edits.push(format!("write {}{path}", self.at));
        let full = self.root().join(path);
        if full.is_dir() {
            return;
        }
        let at = self.at;
        self.project.write(&format!("{at}{path}"), text);
        self.touch(path);
    }

    /// The pages and other files that there are, from the root.
    fn files(&self) -> Vec<String> {
        let files = files(&self.root().join("content")).into_keys();
        files.map(|path| format!("content/{path}")).collect()
    }

    fn any_file(&mut self) -> Option<String> {
        let files = self.files();
        (!files.is_empty()).then(|| files[self.random.below(files.len())].clone())
    }

    fn edit(&mut self) {
        self.at = self.random.pick(self.projects);
        if self.projects.len() > 1 && self.random.below(4) == 0 {
            self.extend_a_page();
        }
        match self.random.below(20) {
            0..=6 => self.write_page(),
            7 | 8 => self.change_a_word(),
            9 | 10 => self.move_a_file(),
            11 | 12 => self.delete(),
            13 => self.break_a_page(),
            14 | 15 => self.change_sources(),
            16 | 17 => self.change_settings(),
            _ => self.change_theme(),
        }
    }

    /// A page that changes one beneath, or does once there is one; now and then its original is kept.
    fn extend_a_page(&mut self) {
        let name = self.random.pick(&NAMES);
        let text = self.random.pick(&[
            "Ours in place of the beginning.",
            "## Steps {add=before}\n\nFirst.",
            "## Steps\n\nOther steps [@fox].",
            "## Round {minutes=9 least=2}\n\nAnother way.",
            "## Open questions {add=out}",
            "## More {place=after:steps}\n\nSee [[pears]].",
        ]);
        let page = format!("+++\nextends = \"{name}\"\nsummary = \"Ours.\"\n+++\n\n{text}\n");
        self.write(&format!("content/{name}.md"), &page);
        if self.random.below(2) == 0 {
            let kept = self.page();
            self.write(&format!("content/.originals/en/{name}.md"), &kept);
        }
    }

    fn write_page(&mut self) {
        let path = self.page_path();
        let text = self.page();
        self.write(&path, &text);
    }

    fn page_path(&mut self) -> String {
        let folder = self.random.pick(&FOLDERS);
        let name = self.random.pick(&NAMES);
        let lang = self.random.pick(&["", "", "", ".fr"]);
        format!("content/{folder}{name}{lang}.md")
    }

    fn page(&mut self) -> String {
        let random = &mut self.random;
        let kind = random.pick(&[
            "page", "concept", "method", "glossary", "series", "source", "agenda",
        ]);
        let title = random.pick(&["Apples", "Ripe pears", "On plums", "Figs", "Nuts & oats"]);
        let mut fields =
            format!("title = \"{title}\"\nkind = \"{kind}\"\nsummary = \"Of {title}.\"\n");
        for (field, values) in [
            ("tags", ["\"sweet\"", "\"dry\", \"sweet\""]),
            ("aliases", ["\"old/name\"", "\"fruit\""]),
            ("prerequisites", ["\"apples\"", "\"nuts\""]),
            (
                "see_also",
                ["\"pears\"", "{ page = \"figs\", why = \"they are sweet\" }"],
            ),
            ("uses", ["\"plums\"", "\"limes\""]),
        ] {
            if random.below(4) == 0 {
                fields.push_str(&format!("{field} = [{}]\n", random.pick(&values)));
            }
        }
        if random.below(3) == 0 {
            let day = 20 + random.below(3);
            fields.push_str(&format!("updated = 2026-11-{day}\n"));
        }
        if random.below(8) == 0 {
            fields.push_str("draft = true\n");
        }
        let mut text = format!("+++\n{fields}+++\n\n");
        for _ in 0..2 + random.below(5) {
            text.push_str(random.pick(&BLOCKS));
            text.push_str("\n\n");
        }
        text
    }

    fn change_a_word(&mut self) {
        let Some(path) = self.any_file().filter(|path| path.ends_with(".md")) else {
            return;
        };
        let text = fs::read_to_string(self.root().join(&path)).unwrap_or_default();
        let more = self.random.pick(&BLOCKS);
        let text = match self.random.below(3) {
            0 => text.replace("sweet", "sour"),
            1 => text.replace("title = \"", "title = \"New "),
            _ => format!("{text}\n\n{more}\n"),
        };
        self.write(&path, &text);
    }

    fn move_a_file(&mut self) {
        let Some(from) = self.any_file() else {
            return;
        };
        // Now and then a whole folder goes.
        let (from, to) = match (self.random.below(4), from.rsplit_once('/')) {
            (0, Some((folder, _))) if folder != "content" => {
                let to = self.random.pick(&["content/moved", "content/fruit/moved"]);
                (folder.to_owned(), to.to_owned())
            }
            _ if from.ends_with(".md") => (from, self.page_path()),
            _ => return,
        };
        let (old, new) = (self.root().join(&from), self.root().join(&to));
        fs::create_dir_all(new.parent().unwrap_or(Path::new("/"))).expect("there is room");
        if new.starts_with(&old) || fs::rename(old, new).is_err() {
            return;
        }
        self.edits.push(format!("move {from} to {to}"));
        self.touch(&from);
        self.touch(&to);
    }

    fn delete(&mut self) {
        let Some(path) = self.any_file() else {
            return;
        };
        let folder = path
            .rsplit_once('/')
            .map_or("content", |(folder, _)| folder);
        let path = if self.random.below(6) == 0 {
            folder.to_owned()
        } else {
            path
        };
        self.edits.push(format!("delete {path}"));
        let full = self.root().join(&path);
        let gone = if full.is_dir() {
            fs::remove_dir_all(full)
        } else {
            fs::remove_file(full)
        };
        gone.expect("it was there");
        self.touch(&path);
    }

    fn break_a_page(&mut self) {
        let path = self.page_path();
        let text = self.random.pick(&[
            "",
            "+++\ntitle = \"No end",
            "---\ntitle: [x\n---\n",
            "+++\ntitle = \"X\"\nkind = \"metod\"\ncolour = 1\n+++\n[[nowhere]] [@nobody] ![](gone.png) [^gone]\n",
            "\u{feff}+++\r\ntitle = \"CRLF\"\r\n+++\r\n\r\nText.\r\n",
            "> [!SYA] withheld\n",
        ]);
        self.write(&path, text);
    }

    fn change_sources(&mut self) {
        let text = self.random.pick(&[
            BIB,
            "@book{smith, title = {On Fruit, Anew}, author = {Smith, Ann}, date = {2002}}\n",
            "@book{smith, title = {broken\n",
            "",
        ]);
        let path = self
            .random
            .pick(&["content/sources.bib", "content/fruit/more.bib"]);
        self.write(path, text);
        let yaml = "jones:\n  type: article\n  title: On Nuts\n  author: Jones, Bo\n  date: 1999\n";
        if self.random.below(2) == 0 {
            self.write("content/nuts.yaml", yaml);
        }
        let picture = self.random.pick(&[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h2v2z\"/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"><path d=\"M0 0h2v2z\"/></svg>",
            "no picture",
        ]);
        self.write("content/pic.svg", picture);
    }

    fn change_settings(&mut self) {
        let text = self.random.pick(&[
            "title = \"Test\"\n",
            "title = \"Other\"\nmenu = [\"apples\", \"methods\", \"sources\"]\n",
            "title = \"Test\"\nlanguages = [\"en\", \"fr\"]\n",
            "title = \"Test\"\nlanguages = [\"en\", \"fr\"]\nbase_url = \"https://example.org\"\n",
            "title = \"Test\"\nlanguages = [\"fr\", \"en\"]\ndate = 2026-11-22\n",
            "title = \"Test\"\nsmart_punctuation = true\n[citations]\nstyle = \"vancouver\"\n",
            "title = \"Test\"\ntheme = \"own\"\n",
            "title = \"Test\"\n[kinds.ritual]\nlabels = { en = \"Ritual\" }\n",
            "title = \"broken\n",
        ]);
        // Now and then it lies on none, or on one that is not there.
        let beneath = match (self.at == self.projects[0], self.random.below(9)) {
            (false, _) | (_, 0) => "",
            (_, 1) => "[[upstream]]\npath = \"../gone\"\n",
            (_, 2 | 3) => "[[upstream]]\npath = \"../base\"\nhide = [\"pears\", \"figs\"]\n",
            _ => "[[upstream]]\npath = \"../base\"\n",
        };
        let beneath = if self.projects.len() > 1 { beneath } else { "" };
        self.write("site.toml", &format!("{text}{beneath}"));
    }

    fn change_theme(&mut self) {
        let (path, text) = match self.random.below(6) {
            0 => (
                "templates/page.html",
                "<h1>{{ title }}</h1>{{ page.body | safe }}",
            ),
            1 => ("templates/page.html", "<h1>{{ title }</h1>"),
            2 => ("templates/page.html", "<h1>{{ titel }}</h1>"),
            3 => ("i18n/fr.toml", "home = \"Accueil\"\n"),
            4 => ("kinds.toml", "[concept]\nlabels = { en = \"Idea\" }\n"),
            _ => ("static/style.css", "p { color: red }\n"),
        };
        let theme = self.random.pick(&["own", "own", "default"]);
        self.write(&format!("themes/{theme}/{path}"), text);
    }
}

const BIB: &str = "@book{smith, title = {On Fruit}, author = {Smith, Ann}, date = {2001}}\n\
                   @book{fox, title = {On Seeds}, author = {Fox, Bea}, date = {2003}, url = {https://example.org}}\n";

const BLOCKS: [&str; 15] = [
    "## Round {#round .opening minutes=2+0.75/person least=3 uses=apples}\n\nSpeak.\n\n> [!LATE] Be quick.\n\n> [!MATERIALS]\n> - pens, 1 per person",
    "They are sweet, unlike [[pears]] and [[nuts|some nuts]].",
    "See [[apples#steps]] or [a page](fruit/plums.md), and [[Ripe pears]].",
    "It is known [@smith, p. 3; @fox] and said [source: jones, ch. 2].",
    "## Steps\n\n1. Wash.\n2. Eat [@fox].",
    "## Open questions\n\n- Who planted [[figs]]?",
    "## Summary\n\nIn short: sweet. And more.",
    "![[figs]]",
    "![[plums#steps]]",
    "![A drawing](/pic.svg)",
    "> [!SAY] Only you read [[limes]].\n\n> [!NOTE] All read this.",
    "A note[^n].\n\n[^n]: With [[dates]] in it.",
    "```rust\nlet sweet = 1;\n```",
    "| a | b |\n|---|---|\n| [[oats]] | <b>raw</b> |",
    "- [@smith] A classic.\n- [[apples]] to begin with.",
];

/// Every artifact by its path, or why it cannot be made.
fn artifacts(built: &Built) -> BTreeMap<String, Result<Vec<u8>, String>> {
    let paths = built.output.paths().into_iter();
    paths
        .map(|path| {
            let made = built.output.make(path).expect("it is in the list");
            (path.to_owned(), made.map_err(|error| error.to_string()))
        })
        .collect()
}

/// The findings, but for those of making the artifacts, which stand in their place.
fn findings(engine: &Engine, built: &Built) -> String {
    let mut drawn = Vec::new();
    let findings = &built.findings;
    report::draw(
        Format::Json,
        findings,
        engine.sources(),
        RULES,
        false,
        &mut drawn,
    )
    .expect("memory can be written");
    String::from_utf8(drawn).expect("it is text")
}

#[test]
fn after_any_series_of_edits_the_output_is_that_of_a_fresh_engine() {
    compare(&Desk::new, scaled(2, 40), scaled(10, 24));
}

/// The same where a project lies over another, and both are edited.
#[test]
fn after_any_series_of_edits_in_two_projects_the_output_is_that_of_a_fresh_engine() {
    compare(&Desk::layered, scaled(3, 40), scaled(8, 24));
}

/// Makes `count` series of `edits` at desks of these, and compares after each.
fn compare(desk: &dyn Fn(u64) -> Desk, count: usize, edits: usize) {
    let mut compared = 0;
    // Of two series one builds drafts.
    for series in 0..count as u64 {
        let mut desk = desk(series + 1);
        let mut kept = Engine::new(&desk.own_root());
        let options = Options {
            drafts: series % 2 == 1,
            ..Options::default()
        };
        for _ in 0..edits {
            for _ in 0..=desk.random.below(3) {
                desk.edit();
            }
            let changes = Changes::Paths(std::mem::take(&mut desk.touched));
            let input = kept
                .read_again(&changes, &options)
                .expect("site.toml is there");
            let built = kept.build(input, &options);

            let mut fresh = Engine::new(&desk.own_root());
            let input = fresh.read(&options).expect("site.toml is there");
            let anew = fresh.build(input, &options);

            let (one, other) = (artifacts(&built), artifacts(&anew));
            let differing: Vec<&String> = one
                .keys()
                .chain(other.keys())
                .filter(|path| one.get(*path) != other.get(*path))
                .collect();
            let edits = &desk.edits;
            assert_eq!(differing, [""; 0], "in series {series}, after {edits:#?}");
            let found = findings(&kept, &built);
            assert_eq!(
                found,
                findings(&fresh, &anew),
                "in series {series}, after {edits:#?}"
            );
            compared += one.len();
        }
    }
    let least = 20 * count * edits;
    assert!(compared > least, "only {compared} artifacts were compared");
}

#[test]
fn what_a_page_says_of_printing_holds_from_the_next_build_on() {
    let page = |says: &str| {
        format!("+++\ntitle = \"A\"\nkind = \"handout\"\nsummary = \"S.\"\n{says}\n+++\n\nWords.\n")
    };
    let mut kept = Engine::default();
    let mut counts = BTreeSet::new();
    for says in [
        "",
        "print = false",
        "paper = \"a3\"",
        "paper = \"pocket\"",
        "print = true",
    ] {
        let text = page(says);
        let files = [
            ("site.toml", "title = \"T\"\n"),
            ("content/a.md", text.as_str()),
        ];
        let built = kept.build_texts(&files, &Options::default());
        let anew = Engine::default().build_texts(&files, &Options::default());
        assert_eq!(built.output.paths(), anew.output.paths(), "{says}");
        counts.insert(built.output.paths().len());
    }
    let changes = cfg!(feature = "pdf");
    assert_eq!(counts.len() > 1, changes, "{counts:?}");
}

#[test]
fn what_tells_the_origin_of_blocks_is_otherwise_the_page_as_it_is_built() {
    let mut traced = 0;
    let projects = scaled(2, 40);
    for seed in 0..projects as u64 {
        let desk = Desk::new(100 + seed);
        let mut engine = Engine::new(&desk.root());
        let options = Options::default();
        let input = engine.read(&options).expect("site.toml is there");
        let built = engine.build(input, &options);
        for path in built.output.paths() {
            let Some(Ok(page)) = built.output.make_with_origins(path) else {
                continue;
            };
            let mut html = String::from_utf8(page.html).expect("a page is text");
            for at in 0..page.origins.len() {
                let attribute = format!(" data-origin=\"{at}\"");
                assert_eq!(html.matches(&attribute).count(), 1, "{path}: {attribute}");
                html = html.replace(&attribute, "");
            }
            traced += page.origins.len();
            let made = built.output.make(path).expect("it is in the list");
            let made = made.expect("the default theme makes every page");
            assert_eq!(
                html,
                String::from_utf8(made).expect("a page is text"),
                "{path}"
            );
        }
    }
    assert!(traced > 10 * projects, "only {traced} blocks were traced");
}
