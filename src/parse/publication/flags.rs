//! The fields by which this and other programs hide pages, and the words that these take.

/// A field that hides by being true or by being false.
pub(super) struct Flag {
    /// In lower case, without hyphens and the like.
    pub(super) name: &'static str,
    pub(super) hides_when: bool,
    pub(super) hides: Hides,
}

/// As what a field hides a page.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Hides {
    Draft,
    Private,
    /// As private, and it is said.
    Foreign,
}

const fn flag(name: &'static str, hides_when: bool, hides: Hides) -> Flag {
    Flag {
        name,
        hides_when,
        hides,
    }
}

/// Obsidian, Jekyll, Hugo, Zola, Docusaurus, Starlight, Logseq, Grav, Eleventy, Quarto and others.
pub(super) const FLAGS: [Flag; 49] = [
    flag("draft", true, Hides::Draft),
    flag("isdraft", true, Hides::Draft),
    flag("publish", false, Hides::Private),
    flag("published", false, Hides::Private),
    flag("private", true, Hides::Private),
    flag("ispublished", false, Hides::Private),
    flag("isprivate", true, Hides::Private),
    flag("dgpublish", false, Hides::Private),
    flag("public", false, Hides::Private),
    flag("ispublic", false, Hides::Private),
    flag("unpublished", true, Hides::Private),
    flag("secret", true, Hides::Private),
    flag("confidential", true, Hides::Private),
    flag("internal", true, Hides::Foreign),
    flag("restricted", true, Hides::Foreign),
    flag("protected", true, Hides::Foreign),
    flag("encrypted", true, Hides::Foreign),
    flag("membersonly", true, Hides::Foreign),
    flag("hidden", true, Hides::Foreign),
    flag("visible", false, Hides::Foreign),
    flag("invisible", true, Hides::Foreign),
    flag("listed", false, Hides::Foreign),
    flag("unlisted", true, Hides::Foreign),
    flag("headless", true, Hides::Foreign),
    flag("render", false, Hides::Foreign),
    flag("permalink", false, Hides::Foreign),
    flag("eleventyexcludefromcollections", true, Hides::Foreign),
    flag("wip", true, Hides::Foreign),
    flag("ignore", true, Hides::Foreign),
    flag("enabled", false, Hides::Foreign),
    flag("disabled", true, Hides::Foreign),
    flag("deleted", true, Hides::Foreign),
    flag("passwordprotected", true, Hides::Foreign),
    flag("loginrequired", true, Hides::Foreign),
    flag("requirelogin", true, Hides::Foreign),
    flag("requireslogin", true, Hides::Foreign),
    flag("authrequired", true, Hides::Foreign),
    flag("requireauth", true, Hides::Foreign),
    flag("brouillon", true, Hides::Foreign),
    flag("entwurf", true, Hides::Foreign),
    flag("borrador", true, Hides::Foreign),
    flag("bozza", true, Hides::Foreign),
    flag("rascunho", true, Hides::Foreign),
    flag("privé", true, Hides::Foreign),
    flag("privado", true, Hides::Foreign),
    flag("privato", true, Hides::Foreign),
    flag("publié", false, Hides::Foreign),
    flag("publicado", false, Hides::Foreign),
    flag("veröffentlicht", false, Hides::Foreign),
];

/// Fields of other tools that say from which day on a page is shown. A day that has come hides nothing.
pub(super) const FIRST_DAYS: [&str; 8] = [
    "publish",
    "published",
    "pubdate",
    "publishat",
    "publishedat",
    "publishon",
    "publicationdate",
    "datepublished",
];

/// Fields of which the page waits for the day, so that without one nobody knows whether it is shown.
pub(super) const AWAITED_DAYS: [&str; 4] =
    ["publishdate", "embargo", "embargodate", "embargountil"];

/// Fields that say up to which day a page is shown.
pub(super) const LAST_DAYS: [&str; 2] = ["expirydate", "unpublishdate"];

/// Values that hide the page wherever a field has them that nobody here knows: `permissions: private`.
pub(super) const HIDING_WORDS: [&str; 22] = [
    "private",
    "draft",
    "confidential",
    "internal",
    "hidden",
    "secret",
    "restricted",
    "unpublished",
    "unlisted",
    "brouillon",
    "entwurf",
    "borrador",
    "vertraulich",
    "confidentiel",
    "privé",
    "privée",
    "privado",
    "privada",
    "privat",
    "non publié",
    "versteckt",
    "oculto",
];

/// Those of whom fields such as `access` say that they alone may read a page, folded.
pub(super) const FEW: [&str; 12] = [
    "members",
    "membersonly",
    "subscribers",
    "staff",
    "team",
    "admin",
    "admins",
    "owner",
    "registered",
    "loggedin",
    "paid",
    "group",
];

/// This program's own words for the status of a page.
pub(super) const STATUS_WORDS: [&str; 3] = ["stub", "draft", "reviewed"];

/// Fields that hide a page elsewhere by being true, and whose other values say something else: `hide: [toc]`.
pub(super) const HIDING_WHEN_TRUE: [&str; 6] =
    ["hide", "exclude", "excluded", "skip", "trash", "trashed"];

/// Fields that hide a page elsewhere by being false, and whose other values say something else.
pub(super) const HIDING_WHEN_FALSE: [&str; 4] = ["build", "web", "pub", "output"];

/// The flags that are this program's own, and cannot be a kind's.
pub(super) const OWN: [&str; 4] = ["draft", "publish", "published", "private"];

/// The fields that say of a page that it is published, rather than that nothing hides it.
pub(super) const SHOWING: [&str; 7] = [
    "publish",
    "published",
    "ispublished",
    "public",
    "ispublic",
    "dgpublish",
    "visibility",
];

/// Values of fields such as `visibility` and `status` that say for whom a page is.
pub(super) const PRIVATE_WORDS: [&str; 17] = [
    "private",
    "hidden",
    "unpublished",
    "unlisted",
    "pending",
    "trash",
    "secret",
    "internal",
    "confidential",
    "restricted",
    "protected",
    "password",
    "member",
    "members",
    "paid",
    "tiers",
    "none",
];
pub(super) const PUBLIC_WORDS: [&str; 7] = [
    "public",
    "publish",
    "published",
    "everyone",
    "all",
    "open",
    "visible",
];

pub(super) const TRUE_WORDS: [&str; 7] = ["true", "yes", "y", "on", "1", "oui", "ja"];
pub(super) const FALSE_WORDS: [&str; 10] = [
    "false", "no", "n", "off", "0", "never", "none", "non", "nein", "not",
];

/// A field's name without what tools write differently: `dg-publish`, `isDraft`, `_build`, `draft?`.
pub(super) fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The flag that a folded name denies, as `nopublish` and `donotpublish` do.
pub(super) fn denied(name: &str) -> Option<&'static Flag> {
    const DENIALS: [&str; 8] = ["donot", "dont", "isnot", "never", "not", "non", "no", "un"];
    let mut bases = DENIALS
        .iter()
        .filter_map(|denial| name.strip_prefix(denial));
    bases.find_map(|base| flags().find(|flag| flag.name == base))
}

/// The flag that a folded name is a slip of the hand away from. Only the names that mean nothing else are
/// compared, and they with names of nearly their length.
pub(super) fn meant(name: &str) -> Option<&'static Flag> {
    const SHORTEST: usize = 5;
    let certain = flags().filter(|flag| flag.hides != Hides::Foreign);
    let mut long = certain.filter(|flag| flag.name.len() >= SHORTEST);
    let is_near = |flag: &&Flag| {
        name.len().abs_diff(flag.name.len()) <= 1
            && strsim::damerau_levenshtein(name, flag.name) == 1
    };
    long.find(is_near)
}

/// All but the one whose values are addresses too.
fn flags() -> impl Iterator<Item = &'static Flag> {
    FLAGS.iter().filter(|flag| flag.name != "permalink")
}
