//! What goes in as author, title, year, number, pages and address comes out, in whichever format:
//! records of the shapes in which reference managers, archives and publishers export them, put
//! together at random.

use super::Styles;
use crate::model::source::Sources;
use crate::parse::bibliography::parse;

/// A value as LaTeX, as plain text, and as the reference shows it.
#[derive(Clone, Copy)]
struct Value {
    tex: &'static str,
    plain: &'static str,
    shown: &'static str,
}

const fn same(text: &'static str) -> Value {
    Value {
        tex: text,
        plain: text,
        shown: text,
    }
}

const fn of(tex: &'static str, plain: &'static str) -> Value {
    Value {
        tex,
        plain,
        shown: plain,
    }
}

/// Names: in plain text, the family name before the comma.
const AUTHORS: [Value; 10] = [
    Value {
        tex: "Du Bois, W.E.B.",
        plain: "Du Bois, W.E.B.",
        shown: "W. E. B. Du Bois",
    },
    Value {
        tex: "Garc{\\'\\i}a, Mar{\\'\\i}a",
        plain: "García, María",
        shown: "M. García",
    },
    Value {
        tex: "{\\'E}tienne, Ren{\\'e}",
        plain: "Étienne, René",
        shown: "R. Étienne",
    },
    Value {
        tex: "{\\O}st, J. R.",
        plain: "Øst, J. R.",
        shown: "J. R. Øst",
    },
    Value {
        tex: "M{\\\"u}ller, J{\\\"o}rg",
        plain: "Müller, Jörg",
        shown: "J. Müller",
    },
    Value {
        tex: "Kelley, R.~D.~G.",
        plain: "Kelley, R. D. G.",
        shown: "R. D. G. Kelley",
    },
    Value {
        tex: "Ho\\v{s}ek, Anna",
        plain: "Hošek, Anna",
        shown: "A. Hošek",
    },
    Value {
        tex: "{\\L}ukasz, Jan",
        plain: "Łukasz, Jan",
        shown: "J. Łukasz",
    },
    Value {
        tex: "O'Neill, Tim",
        plain: "O'Neill, Tim",
        shown: "T. O'Neill",
    },
    Value {
        tex: "Yıldız, Şule",
        plain: "Yıldız, Şule",
        shown: "Ş. Yıldız",
    },
];

const TITLES: [Value; 12] = [
    same("Talking union at work"),
    of(
        "Who pays? {IWW} and {AFL--CIO}",
        "Who pays? IWW and AFL–CIO",
    ),
    of("R\\&D at 5\\% in \\#1 plants", "R&D at 5% in #1 plants"),
    of(
        "Organizaci{\\'o}n campes{\\'\\i}na",
        "Organización campesína",
    ),
    of("?`Qu{\\'e} hacer?", "¿Qué hacer?"),
    of(
        "CO$_2$ and the ``just'' transition",
        "CO₂ and the “just” transition",
    ),
    of(
        "\\emph{Rerum} novarum \\ldots{} and after",
        "Rerum novarum … and after",
    ),
    of(
        "Na{\\\"\\i}ve realism---a defence",
        "Naïve realism—a defence",
    ),
    of("{\\OE}uvres et \\textit{\\'ecrits}", "Œuvres et écrits"),
    of("Wages $\\rightarrow$ power", "Wages → power"),
    same("Straße, ñandú, 組合 и Труд"),
    of("A costs \\$5", "A costs $5"),
];

const YEARS: [Value; 8] = [
    same("1848"),
    same("2019"),
    same("in press"),
    same("[1848] 1967"),
    same("2018a"),
    of("1968--1972", "1968–1972"),
    same("50 BCE"),
    of("{\\copyright} 2021", "© 2021"),
];

const PAGES: [Value; 9] = [
    of("12--15", "12–15"),
    of("12--15, 20", "12–15, 20"),
    same("12, 15, 20"),
    of("431--456, 791--823", "431–456, 791–823"),
    of("1,234--1,245", "1,234–1,245"),
    same("7"),
    of("xii--xv", "xii–xv"),
    of("S1--S10", "S1–S10"),
    same("e0123456"),
];

const NUMBERS: [Value; 8] = [
    same("5"),
    same("2019-05"),
    same("13-021"),
    same("USDL-26-0599"),
    same("007"),
    same("IV"),
    same("A 3/12"),
    of("3--4", "3–4"),
];

const ADDRESSES: [Value; 8] = [
    same("https://example.org/a"),
    of("https://example.org/a\\_b", "https://example.org/a_b"),
    of(
        "https://example.org/x?a=1\\&b=2",
        "https://example.org/x?a=1&b=2",
    ),
    of(
        "https://example.org/$\\sim$ann/x",
        "https://example.org/~ann/x",
    ),
    of("https://example.org/a\\%20b", "https://example.org/a%20b"),
    of(
        "\\url{https://example.org/a--b}",
        "https://example.org/a--b",
    ),
    same("https://example.org/wiki/Über_(Buch)"),
    same("https://example.org"),
];

struct Record {
    author: Value,
    title: Value,
    year: Value,
    pages: Value,
    number: Value,
    address: Value,
    is_report: bool,
}

impl Record {
    fn random(random: &mut impl FnMut(usize) -> usize) -> Self {
        Record {
            author: AUTHORS[random(AUTHORS.len())],
            title: TITLES[random(TITLES.len())],
            year: YEARS[random(YEARS.len())],
            pages: PAGES[random(PAGES.len())],
            number: NUMBERS[random(NUMBERS.len())],
            address: ADDRESSES[random(ADDRESSES.len())],
            is_report: random(2) == 0,
        }
    }

    /// As Zotero, JabRef, publishers and people write it.
    fn bibtex(&self, shape: usize) -> String {
        let kind = if self.is_report {
            "techreport"
        } else {
            "article"
        };
        let (open, close) = if shape == 2 { ("(", ")") } else { ("{", "}") };
        let value = |text: &str| match shape {
            1 => format!("\"{text}\""),
            _ => format!("{{{text}}}"),
        };
        let year = if shape == 0 { "date" } else { "year" };
        let rest = if self.is_report {
            format!("institution = {},\n  ", value("Institute"))
        } else {
            format!(
                "journal = {},\n  pages = {},\n  ",
                value("Journal"),
                value(self.pages.tex)
            )
        };
        format!(
            "@{kind}{open}k,\n  author = {},\n  title = {},\n  {year} = {},\n  number = {},\n  {rest}url = {},\n  file = {{:C\\:\\\\x.pdf:PDF}},\n{close}\n",
            value(self.author.tex),
            value(self.title.tex),
            value(self.year.tex),
            value(self.number.tex),
            value(self.address.tex),
        )
    }

    fn yaml(&self) -> String {
        let text = |value: Value| serde_json::Value::from(value.plain).to_string();
        let number = text(self.number);
        let rest = if self.is_report {
            format!("  type: report\n  serial-number: {number}\n")
        } else {
            format!(
                "  type: article\n  page-range: {}\n  parent:\n    type: periodical\n    title: Journal\n    issue: {number}\n",
                text(self.pages)
            )
        };
        format!(
            "k:\n{rest}  author: {}\n  title: {}\n  date: {}\n  url: {}\n",
            text(self.author),
            text(self.title),
            text(self.year),
            text(self.address),
        )
    }

    fn csl_json(&self) -> String {
        let (family, given) = self.author.plain.split_once(", ").unwrap();
        let (kind, number) = if self.is_report {
            ("report", "number")
        } else {
            ("article-journal", "issue")
        };
        let mut item = serde_json::json!({
            "id": "k", "type": kind, "title": self.title.plain,
            "author": [{"family": family, "given": given}],
            "issued": {"literal": self.year.plain}, "URL": self.address.plain,
        });
        item[number] = self.number.plain.into();
        if !self.is_report {
            item["page"] = self.pages.plain.into();
            item["container-title"] = "Journal".into();
        }
        serde_json::Value::Array(vec![item]).to_string()
    }

    fn expected(&self) -> Vec<&'static str> {
        let mut all = vec![
            self.author,
            self.title,
            self.year,
            self.number,
            self.address,
        ];
        if !self.is_report {
            all.push(self.pages);
        }
        all.into_iter().map(|value| value.shown).collect()
    }
}

#[test]
fn what_goes_into_a_record_comes_out_of_its_reference() {
    let styles = Styles::load("ieee").unwrap();
    let languages = [styles.language("en"), styles.language("de")];
    let mut state = 11u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for round in 0..250 {
        let record = Record::random(&mut random);
        let (name, text) = match round % 5 {
            shape @ 0..=2 => ("a.bib", record.bibtex(shape)),
            3 => ("a.yaml", record.yaml()),
            _ => ("a.json", record.csl_json()),
        };
        let id = Sources::default().insert(name, text.as_str());
        let (records, findings) = parse(id, name, &text);
        assert_eq!(findings, [], "{text}");
        let reference = styles.reference(&records[0], &languages[round % 2]);
        let shown = reference.text.replace('\u{a0}', " ");
        for value in record.expected() {
            // A style sets its commas within quotation marks.
            let value = value.trim_end_matches('?');
            assert!(shown.contains(value), "{value}\n{shown}\n{text}");
        }
        assert!(!shown.contains('\\'), "{shown}");
        assert!(shown.chars().all(|c| c < '\u{F0000}'), "{shown}");
    }
}
