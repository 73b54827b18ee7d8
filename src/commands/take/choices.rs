//! What is to be taken, and what is to stay as ours has it.

use std::io::{self, BufRead as _, Write as _};

use anyhow::bail;
use groundwork::diagnostic::suggest::suggest;
use groundwork::take::Difference;

use crate::cli::Take;
use crate::commands::terminal;

/// What becomes of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Choice {
    /// Theirs takes the place of ours.
    Take,
    /// Ours stays, and it is told no more.
    Keep,
    /// It is told again the next time.
    #[default]
    Leave,
}

/// For each part of each difference.
#[derive(Debug)]
pub(super) struct Choices {
    of: Vec<Vec<Choice>>,
}

impl Choices {
    fn none(found: &[Difference]) -> Self {
        let of = found.iter().map(|one| vec![Choice::Leave; one.parts.len()]);
        Choices { of: of.collect() }
    }

    /// Those of the command line.
    ///
    /// # Errors
    /// When one of them names nothing that theirs has otherwise.
    pub(super) fn read(args: &Take, found: &[Difference]) -> anyhow::Result<Self> {
        let mut choices = Self::none(found);
        for (names, choice) in [(&args.take, Choice::Take), (&args.keep, Choice::Keep)] {
            for name in names {
                choices.choose(name, choice, found)?;
            }
        }
        Ok(choices)
    }

    fn choose(&mut self, name: &str, choice: Choice, found: &[Difference]) -> anyhow::Result<()> {
        let (id, section) = match name.split_once('#') {
            Some((id, section)) => (id, Some(section)),
            None => (name, None),
        };
        let mut named = found
            .iter()
            .enumerate()
            .filter(|(_, one)| is_named(one, id))
            .peekable();
        let first = named.peek().map(|(_, one)| *one);
        let mut is_part = false;
        // Of a page in several languages a section may be otherwise in one alone.
        for (at, one) in named {
            for (part, change) in one.parts.iter().enumerate() {
                let is_this = section.is_none_or(|section| {
                    change.id.trim_start_matches('=') == section
                        || change.id.is_empty() && section == "beginning"
                });
                if is_this {
                    is_part = true;
                    self.of[at][part] = choice;
                }
            }
        }
        match first {
            Some(_) if is_part => return Ok(()),
            // A name that fits nothing must not pass for a choice that was made.
            Some(one) => bail!(no_part(one, section.unwrap_or_default())),
            None => {}
        }
        match suggest(id, found.iter().map(|one| one.id.as_str())) {
            Some(near) => bail!("they have no page `{id}` otherwise; did you mean `{near}`?"),
            None => bail!("they have no page `{id}`, or have it as you do"),
        }
    }

    /// Asks for each part, once all was shown.
    pub(super) fn ask(found: &[Difference]) -> anyhow::Result<Self> {
        let mut choices = Self::none(found);
        terminal::say(
            "\nFor each: t take theirs, k keep ours for good, l leave it for later, q no more",
        )?;
        let mut lines = io::stdin().lock().lines();
        for (at, one) in found
            .iter()
            .enumerate()
            .filter(|(_, one)| one.obstacle.is_none())
        {
            for (part, change) in one.parts.iter().enumerate() {
                let name = if change.name.is_empty() {
                    "the beginning"
                } else {
                    &change.name
                };
                let mut out = io::stdout().lock();
                write!(out, "{} · {name} [t/k/l/q] ", one.id)?;
                out.flush()?;
                drop(out);
                // Without a further answer all that is left waits for the next time.
                let Some(answer) = lines.next() else {
                    return Ok(choices);
                };
                choices.of[at][part] = match answer?.trim().to_lowercase().as_str() {
                    "t" | "take" => Choice::Take,
                    "k" | "keep" => Choice::Keep,
                    "q" | "quit" => return Ok(choices),
                    _ => Choice::Leave,
                };
            }
        }
        Ok(choices)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of
            .iter()
            .flatten()
            .all(|choice| *choice == Choice::Leave)
    }

    pub(super) fn of(&self, difference: usize, part: usize) -> Choice {
        self.of[difference][part]
    }
}

/// Whether a name is that of a page in every language, its id, or of the page in one: its id with the code of the
/// language, or its path.
fn is_named(one: &Difference, name: &str) -> bool {
    let code = name
        .strip_prefix(one.id.as_str())
        .and_then(|rest| rest.strip_prefix('.'));
    let path = name.strip_prefix("content/").unwrap_or(name);
    one.id == name || code == Some(&*one.lang) || path == one.path
}

/// Why a section of a page is no difference that could be chosen.
fn no_part(one: &Difference, section: &str) -> String {
    let id = &one.id;
    let parts = one.parts.iter();
    let known: Vec<&str> = parts.map(|part| part.id.trim_start_matches('=')).collect();
    let otherwise = format!("what it says otherwise: {}", known.join(", "));
    let is_ours = one.ours.as_ref().is_some_and(|own| {
        let mut headings = own.body.headings.iter();
        headings.any(|heading| *heading.id == *section)
    });
    match (is_ours, one.has_section(section)) {
        (true, false) => format!(
            "their `{id}` has no section `{section}`; to leave it out of yours too, take it out of content/{}; {otherwise}",
            one.path
        ),
        (false, false) => format!("`{id}` has no section `{section}`; {otherwise}"),
        _ => format!("`{id}` says the same as yours in `{section}`; {otherwise}"),
    }
}
