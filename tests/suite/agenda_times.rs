//! Every time that is shown of an agenda, against a second computation that takes the rules word for word: minute by minute,
//! as somebody with a pencil would. The agendas are random.
//!
//! `GROUNDWORK_AGENDAS=10000 cargo test --test suite agenda_times` tries ten thousand.

use groundwork::engine::{Engine, Options};
use scraper::{ElementRef, Html, Selector};

use crate::random::Random;

/// How many agendas a site of the test has.
const IN_A_SITE: usize = 20;

const LOST: [u32; 5] = [0, 5, 10, 15, 20];

struct Agenda {
    start: u32,
    declared: u32,
    people: u32,
    items: Vec<Item>,
}

struct Item {
    /// In hundredths of a minute.
    fixed: u32,
    per_person: u32,
    per_member: u32,
    group: Option<u32>,
    cap: Option<u32>,
    least: Option<u32>,
    priority: &'static str,
}

impl Item {
    fn random(random: &mut Random) -> Item {
        let fixed = 1 + random.below(20) as u32;
        let group = (random.below(3) == 0).then(|| 2 + random.below(4) as u32);
        let (per_person, per_member) = match (random.below(4), group) {
            (0, _) => (25 * (1 + random.below(5) as u32), 0),
            (1, Some(_)) => (0, 50 * (1 + random.below(6) as u32)),
            _ => (0, 0),
        };
        let grows = per_person + per_member > 0;
        let cap = (grows && random.below(2) == 0).then(|| fixed + 1 + random.below(10) as u32);
        Item {
            fixed: 100 * fixed,
            per_person,
            per_member,
            group,
            cap,
            least: (random.below(2) == 0).then(|| 1 + random.below(fixed as usize) as u32),
            priority: ["must", "should", "could"][random.below(3)],
        }
    }

    /// In the notation of an agenda.
    fn braces(&self) -> String {
        let number = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let mut braces = format!("minutes={}", self.fixed / 100);
        if self.per_person > 0 {
            braces += &format!("+{}/person", number(self.per_person));
        }
        if self.per_member > 0 {
            braces += &format!("+{}/member", number(self.per_member));
        }
        let numbers = [
            ("group", self.group),
            ("cap", self.cap),
            ("least", self.least),
        ];
        for (name, value) in numbers {
            if let Some(value) = value {
                braces += &format!(" {name}={value}");
            }
        }
        braces + " priority=" + self.priority
    }

    /// One minute after another, until the item has what it asks for or the cap is reached.
    fn minutes(&self, people: u32) -> u32 {
        let members = self.group.map_or(0, |wanted| largest_group(people, wanted));
        let asked = self.fixed + self.per_person * people + self.per_member * members;
        let mut minutes = 0;
        while minutes * 100 < asked && Some(minutes) != self.cap {
            minutes += 1;
        }
        minutes
    }
}

/// Deals the people out to each number of groups in turn, and takes the number whose groups come nearest to the wanted size:
/// `people / wanted` rounded, of a half the smaller.
fn largest_group(people: u32, wanted: u32) -> u32 {
    let off = |groups: u32| (i64::from(groups * wanted) - i64::from(people)).abs();
    let groups = (1..=people).min_by_key(|groups| (off(*groups), *groups));
    let groups = groups.unwrap_or(1) as usize;
    let mut dealt = vec![0; groups];
    (0..people as usize).for_each(|one| dealt[one % groups] += 1);
    dealt.into_iter().max().unwrap_or(0)
}

impl Agenda {
    fn random(random: &mut Random) -> Agenda {
        let people = 2 + random.below(29) as u32;
        let items: Vec<Item> = (0..1 + random.below(9))
            .map(|_| Item::random(random))
            .collect();
        let total: u32 = items.iter().map(|item| item.minutes(people)).sum();
        Agenda {
            start: random.below(24 * 60) as u32,
            declared: (total + random.below(25) as u32).saturating_sub(8).max(1),
            people,
            items,
        }
    }

    fn page(&self) -> String {
        let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let mut page = format!(
            "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nstart = \"{}\"\nminutes = {}\npeople = {}\n+++\nTo {{end}}, {{people}} of us.\n",
            clock(self.start),
            self.declared,
            self.people
        );
        for (at, item) in self.items.iter().enumerate() {
            page += &format!(
                "\n## Item {at} {{{}}}\n\n> [!SAY] From {{start+1}} on.\n",
                item.braces()
            );
        }
        page
    }

    fn clock(&self, after: u32) -> String {
        let minutes = (self.start + after) % (24 * 60);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// For each item its minutes when so many are lost, `None` for one that is left out.
    fn after_loss(&self, lost: u32) -> Vec<Option<u32>> {
        let full: Vec<u32> = self
            .items
            .iter()
            .map(|item| item.minutes(self.people))
            .collect();
        let mut now: Vec<Option<u32>> = full.iter().copied().map(Some).collect();
        let is_too_long =
            |now: &[Option<u32>]| lost + now.iter().flatten().sum::<u32>() > self.declared;
        for priority in ["could", "should", "must"] {
            for at in (0..self.items.len()).rev() {
                let item = &self.items[at];
                let least = item.least.unwrap_or(full[at]).min(full[at]);
                while item.priority == priority && is_too_long(&now) && now[at] > Some(least) {
                    now[at] = now[at].map(|minutes| minutes - 1);
                }
            }
        }
        for priority in ["could", "should"] {
            for at in (0..self.items.len()).rev() {
                if self.items[at].priority == priority && is_too_long(&now) {
                    now[at] = None;
                }
            }
        }
        now
    }

    /// What a cell of the table for running late says.
    fn late_cells(&self, lost: u32) -> Vec<String> {
        let mut at = lost;
        let now = self.after_loss(lost);
        let cells = now.iter().zip(&self.items).map(|(now, item)| {
            let full = item.minutes(self.people);
            let Some(minutes) = now else {
                return "left out".to_owned();
            };
            let cell = if *minutes < full {
                format!("{} {minutes} of {full}", self.clock(at))
            } else {
                format!("{} {minutes}", self.clock(at))
            };
            at += minutes;
            cell
        });
        let mut cells: Vec<String> = cells.collect();
        let over = at.saturating_sub(self.declared);
        let unit = if over == 1 { "minute" } else { "minutes" };
        cells.push(match over {
            0 => self.clock(at),
            _ => format!("{} {over} {unit} over", self.clock(at)),
        });
        cells
    }
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("it is a selector");
    let text = |element: ElementRef<'_>| {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(text).collect()
}

/// What one of the pages of an agenda shows, against what it is to show.
fn compare(agenda: &Agenda, html: &str, path: &str) {
    let page = Html::parse_document(html);
    let is_equal = |selector: &str, expected: Vec<String>| {
        assert_eq!(
            texts(&page, selector),
            expected,
            "{path} {selector}\n{}",
            agenda.page()
        );
    };
    let mut at = 0;
    let mut times = Vec::new();
    let mut lengths = Vec::new();
    for item in &agenda.items {
        times.push(agenda.clock(at));
        let minutes = item.minutes(agenda.people);
        lengths.push(minutes.to_string());
        at += minutes;
    }
    is_equal("tr[data-item] [data-time]", times);
    is_equal("tr[data-item] [data-minutes]", lengths);
    is_equal(
        "tr[data-end] [data-time]",
        vec![agenda.clock(at.max(agenda.declared))],
    );
    let people = agenda.people.to_string();
    if texts(&page, "tr[data-late]").is_empty() {
        return is_equal("[data-tonight=people]", vec![people]);
    }
    let columns: Vec<Vec<String>> = LOST.iter().map(|lost| agenda.late_cells(*lost)).collect();
    let last = agenda.items.len();
    let rows = (0..last).flat_map(|row| columns.iter().map(move |column| column[row].clone()));
    is_equal("tr[data-late] td", rows.collect());
    let ends = columns.iter().map(|column| column[last].clone());
    is_equal("tr[data-late-end] td", ends.collect());
    is_equal(
        "[data-tonight=end]",
        texts(&page, "[data-tonight=end]")
            .iter()
            .map(|_| agenda.clock(agenda.declared))
            .collect(),
    );
    let said = texts(&page, "[data-tonight=\"start+1\"]");
    is_equal(
        "[data-tonight=\"start+1\"]",
        said.iter().map(|_| agenda.clock(1)).collect(),
    );
}

#[test]
fn every_time_is_that_of_the_rules_taken_word_for_word() {
    let wanted = std::env::var("GROUNDWORK_AGENDAS").ok();
    let wanted = wanted
        .and_then(|wanted| wanted.parse().ok())
        .unwrap_or(2 * IN_A_SITE);
    let mut random = Random::new(17);
    for _ in 0..wanted.div_ceil(IN_A_SITE) {
        let agendas: Vec<Agenda> = (0..IN_A_SITE)
            .map(|_| Agenda::random(&mut random))
            .collect();
        let pages: Vec<(String, String)> = agendas
            .iter()
            .enumerate()
            .map(|(at, agenda)| (format!("content/a{at}.md"), agenda.page()))
            .collect();
        let files: Vec<(&str, &str)> = pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let built = Engine::default().build_texts(&files, &Options::default());
        for (at, agenda) in agendas.iter().enumerate() {
            for view in ["", ".run-sheet", ".agenda"] {
                let path = format!("a{at}{view}.html");
                let made = built.output.make(&path).expect("it is there");
                let html = String::from_utf8(made.expect("it can be made")).expect("it is text");
                compare(agenda, &html, &path);
            }
        }
    }
}
