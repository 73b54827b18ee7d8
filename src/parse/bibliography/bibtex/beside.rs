//! What a record says that hayagriva's own conversion drops, and that is kept for those who take the record along: numbers of
//! volumes, archives, roles, what a recording or a law stands in, and fields of CSL by their
//! own names, as exports write them (hayagriva 0.10.1).

use biblatex::{Entry as TexEntry, EntryType as TexType};
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Numeric, PersonRole, PersonsWithRoles};

use super::unheld;
use crate::model::beside::{PEOPLE, TEXTS};
use crate::model::bibliography::AsWritten;
use crate::parse::bibliography::csl_json::names::type_named;
use crate::parse::roman::roman;

/// What was taken out of an entry.
pub(super) struct Taken {
    volumes: Option<Numeric>,
    series_number: Option<(String, String)>,
    short_container: Option<String>,
    /// What the work stands in, where its type is none that hayagriva looks for it.
    container: Option<String>,
    event: Option<String>,
    venue: Option<String>,
    archive: [Option<String>; 3],
}

/// Takes the fields out, before those that hayagriva reads are looked at.
pub(super) fn take(tex: &mut TexEntry, written: &mut AsWritten) -> Taken {
    let other = is_other(&tex.entry_type);
    let texts = TEXTS.into_iter();
    let texts = texts.filter_map(|(name, field)| Some((name, take_text(tex, field)?)));
    written.beside.texts = texts.collect();
    written.beside.kind = kind(tex);
    let get = |name: &str| unheld::text(tex, name);
    let container = ["journaltitle", "journal", "booktitle"];
    let container = container.into_iter().find_map(get).filter(|_| other);
    let short_container = get("shortjournal");
    let (event, venue) = (get("eventtitle"), get("venue"));
    let volumes = get("volumes").and_then(|text| {
        let number = text.parse().ok().or_else(|| roman(&text))?;
        Some(Numeric::from(number))
    });
    let series = get("series");
    Taken {
        volumes,
        series_number: series.zip(take_text(tex, "seriesnumber")),
        short_container,
        container,
        event,
        venue,
        archive: ["archive", "archivelocation", "library"].map(|name| take_text(tex, name)),
    }
}

fn take_text(tex: &mut TexEntry, name: &str) -> Option<String> {
    let text = unheld::text(tex, name)?;
    tex.fields.remove(name);
    Some(text)
}

/// Whether hayagriva takes a work of this type for one that stands in nothing.
fn is_other(kind: &TexType) -> bool {
    matches!(
        kind,
        TexType::Misc
            | TexType::Online
            | TexType::Unpublished
            | TexType::Software
            | TexType::Dataset
            | TexType::Unknown(_)
    )
}

/// The type of CSL that the entry names, or that its own implies where hayagriva's is coarser.
fn kind(tex: &TexEntry) -> Option<&'static str> {
    let named = unheld::text(tex, "entrysubtype").map(|name| name.to_lowercase());
    let named = match named.as_deref() {
        Some("newspaper") => Some("article-newspaper"),
        Some("magazine") => Some("article-magazine"),
        name => name.and_then(type_named),
    };
    named.or(match tex.entry_type {
        TexType::Software => Some("software"),
        TexType::Dataset => Some("dataset"),
        _ => None,
    })
}

impl Taken {
    /// Puts the fields into the entry that the others have made.
    pub(super) fn put(self, entry: &mut Entry, written: &mut AsWritten) {
        if let Some(volumes) = self.volumes.clone()
            && entry.volume_total().is_none()
        {
            entry.set_volume_total(volumes);
        }
        if let Some((title, number)) = &self.series_number {
            unheld::number_in_series(entry, title, number);
        }
        self.put_parents(entry);
        let [archive, place, shelf] = self.archive;
        if let Some(archive) = archive {
            entry.set_archive(archive.into());
        }
        if let Some(place) = place {
            entry.set_archive_location(place.into());
        }
        if let Some(shelf) = shelf {
            entry.set_call_number(shelf.into());
        }
        name_roles(entry, written);
    }

    /// What the work stands in, and the meeting at which it was shown.
    fn put_parents(&self, entry: &mut Entry) {
        let mut parents = entry.parents().to_vec();
        if let Some(title) = &self.container
            && parents.is_empty()
        {
            let mut parent = Entry::new(entry.key(), container_of(entry.entry_type()));
            parent.set_title(title.clone().into());
            parents.push(parent);
        }
        if let (Some(short), Some(parent)) = (&self.short_container, parents.first_mut())
            && let Some(title) = parent.title().cloned()
        {
            parent.set_title(FormatString {
                short: Some(Box::new(FormatString::from(short.clone()).value)),
                ..title
            });
        }
        let is_meeting = |parent: &Entry| *parent.entry_type() == EntryType::Conference;
        if (self.event.is_some() || self.venue.is_some()) && !parents.iter().any(is_meeting) {
            let mut meeting = Entry::new(entry.key(), EntryType::Conference);
            if let Some(title) = &self.event {
                meeting.set_title(title.clone().into());
            }
            if let Some(place) = &self.venue {
                meeting.set_location(place.clone().into());
            }
            parents.push(meeting);
        }
        entry.set_parents(parents);
    }
}

/// The type of what such a work stands in.
fn container_of(kind: &EntryType) -> EntryType {
    match kind {
        EntryType::Web | EntryType::Post => EntryType::Web,
        EntryType::Case | EntryType::Legislation => EntryType::Reference,
        other => *other,
    }
}

/// Gives people the roles that are named in words, of which hayagriva knows few.
fn name_roles(entry: &mut Entry, written: &mut AsWritten) {
    let Some(affiliated) = entry.affiliated() else {
        return;
    };
    let mut kept = Vec::new();
    for people in affiliated {
        let PersonRole::Unknown(name) = &people.role else {
            kept.push(people.clone());
            continue;
        };
        let name = name.to_lowercase();
        match PEOPLE.into_iter().find(|known| *known == name) {
            Some(known) => written.beside.people.push((known, people.names.clone())),
            None => kept.push(PersonsWithRoles::new(
                people.names.clone(),
                role(&name).unwrap_or_else(|| people.role.clone()),
            )),
        }
    }
    entry.set_affiliated(kept);
}

fn role(name: &str) -> Option<PersonRole> {
    Some(match name {
        "illustrator" => PersonRole::Illustrator,
        "composer" => PersonRole::Composer,
        "performer" => PersonRole::CastMember,
        "narrator" => PersonRole::Narrator,
        "scriptwriter" => PersonRole::Writer,
        "executiveproducer" => PersonRole::ExecutiveProducer,
        _ => return None,
    })
}
