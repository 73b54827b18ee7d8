//! Words that BibLaTeX files name by keys: types of theses and reports, and how far a work is on its
//! way to be published. CSL has no terms for them.

/// Keys with their words in English, German, French and Spanish.
const BIBSTRINGS: [(&str, [&str; 4]); 27] = [
    ("patent", ["Patent", "Patent", "brevet", "patente"]),
    (
        "patentus",
        [
            "U.S. patent",
            "US-Patent",
            "brevet américain",
            "patente de EE. UU.",
        ],
    ),
    (
        "patenteu",
        [
            "European patent",
            "Europäisches Patent",
            "brevet européen",
            "patente europea",
        ],
    ),
    (
        "patentde",
        [
            "German patent",
            "Deutsches Patent",
            "brevet allemand",
            "patente alemana",
        ],
    ),
    (
        "patentfr",
        [
            "French patent",
            "Französisches Patent",
            "brevet français",
            "patente francesa",
        ],
    ),
    (
        "patentuk",
        [
            "British patent",
            "Britisches Patent",
            "brevet britannique",
            "patente británica",
        ],
    ),
    (
        "patreq",
        [
            "Patent request",
            "Patentanmeldung",
            "demande de brevet",
            "solicitud de patente",
        ],
    ),
    (
        "patreqeu",
        [
            "European patent request",
            "Europäische Patentanmeldung",
            "demande de brevet européen",
            "solicitud de patente europea",
        ],
    ),
    (
        "patreqde",
        [
            "German patent request",
            "Deutsche Patentanmeldung",
            "demande de brevet allemand",
            "solicitud de patente alemana",
        ],
    ),
    (
        "patreqfr",
        [
            "French patent request",
            "Französische Patentanmeldung",
            "demande de brevet français",
            "solicitud de patente francesa",
        ],
    ),
    (
        "patrequk",
        [
            "British patent request",
            "Britische Patentanmeldung",
            "demande de brevet britannique",
            "solicitud de patente británica",
        ],
    ),
    (
        "patrequs",
        [
            "U.S. patent request",
            "US-Patentanmeldung",
            "demande de brevet américain",
            "solicitud de patente de EE. UU.",
        ],
    ),
    (
        "phdthesis",
        [
            "PhD thesis",
            "Dissertation",
            "thèse de doctorat",
            "tesis doctoral",
        ],
    ),
    (
        "mathesis",
        [
            "Master’s thesis",
            "Masterarbeit",
            "mémoire de master",
            "tesis de máster",
        ],
    ),
    (
        "mastersthesis",
        [
            "Master’s thesis",
            "Masterarbeit",
            "mémoire de master",
            "tesis de máster",
        ],
    ),
    (
        "bathesis",
        [
            "Bachelor’s thesis",
            "Bachelorarbeit",
            "mémoire de licence",
            "tesis de licenciatura",
        ],
    ),
    (
        "candthesis",
        [
            "Candidate thesis",
            "Diplomarbeit",
            "thèse de candidature",
            "tesina",
        ],
    ),
    (
        "techreport",
        [
            "Technical report",
            "Technischer Bericht",
            "rapport technique",
            "informe técnico",
        ],
    ),
    (
        "resreport",
        [
            "Research report",
            "Forschungsbericht",
            "rapport de recherche",
            "informe de investigación",
        ],
    ),
    ("software", ["Software", "Software", "logiciel", "software"]),
    (
        "audiocd",
        ["Audio CD", "Audio-CD", "CD audio", "CD de audio"],
    ),
    ("datacd", ["Data CD", "Daten-CD", "cédérom", "CD-ROM"]),
    (
        "inpress",
        ["in press", "im Druck", "sous presse", "en prensa"],
    ),
    (
        "forthcoming",
        ["forthcoming", "im Erscheinen", "à paraître", "próximamente"],
    ),
    (
        "submitted",
        ["submitted", "eingereicht", "soumis", "enviado"],
    ),
    (
        "inpreparation",
        [
            "in preparation",
            "in Vorbereitung",
            "en préparation",
            "en preparación",
        ],
    ),
    (
        "prepublished",
        [
            "pre-published",
            "Vorveröffentlichung",
            "prépublication",
            "prepublicado",
        ],
    ),
];

/// The words of a key in a language, in English where there are none; `None` for what is no key.
pub(super) fn bibstring(key: &str, lang: &str) -> Option<&'static str> {
    let (_, words) = BIBSTRINGS.iter().find(|(known, _)| *known == key.trim())?;
    let language = lang.split('-').next().unwrap_or_default();
    let at = ["en", "de", "fr", "es"]
        .iter()
        .position(|known| *known == language);
    Some(words[at.unwrap_or(0)])
}

/// What is said of a work behind its reference.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said {
    /// Where a copy is kept.
    Archived,
    /// What has taken its place.
    SupersededBy,
    /// What is wrong in it.
    Correction,
}

/// How it is said in a language, in English where there are no words for it.
pub(super) fn said(what: Said, lang: &str) -> &'static str {
    let [en, de, fr, es] = match what {
        Said::Archived => [
            "Archived",
            "Archiviert",
            "Copie archivée",
            "Copia archivada",
        ],
        Said::SupersededBy => [
            "Superseded by",
            "Ersetzt durch",
            "Remplacé par",
            "Sustituido por",
        ],
        Said::Correction => ["Correction", "Berichtigung", "Rectification", "Corrección"],
    };
    match lang.split('-').next().unwrap_or_default() {
        "de" => de,
        "fr" => fr,
        "es" => es,
        _ => en,
    }
}

#[cfg(test)]
mod tests {
    use super::bibstring;

    #[test]
    fn a_key_is_said_in_the_language_of_the_page() {
        assert_eq!(bibstring("phdthesis", "de-DE"), Some("Dissertation"));
        assert_eq!(bibstring("phdthesis", "tr"), Some("PhD thesis"));
        assert_eq!(bibstring("Working Paper", "en"), None);
    }
}
