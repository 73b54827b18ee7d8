//! What a licence asks of those who change a work, as far as its name tells.
//!
//! Takes an SPDX identifier, the address of a licence or its name in words. What is not known asks for nothing.

/// What a licence asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LicenceTerms {
    /// Nobody may publish a changed version.
    pub(crate) forbids_changes: bool,
    /// A changed version has to be under the same licence, which this names without its number.
    pub(crate) share_alike: Option<&'static str>,
    /// Nobody may sell it.
    pub(crate) forbids_sale: bool,
}

/// Licences of other families than Creative Commons that ask for themselves, by a word of their names.
const COPYLEFT: [(&str, &str); 9] = [
    ("agpl", "AGPL"),
    ("lgpl", "LGPL"),
    ("gpl", "GPL"),
    ("gfdl", "GFDL"),
    ("fdl", "GFDL"),
    ("lal", "LAL"),
    ("fal", "LAL"),
    ("odbl", "ODbL"),
    ("cecill", "CeCILL"),
];

/// Words that reserve all rights.
const RESERVED: [&str; 5] = [
    "all rights reserved",
    "tous droits réservés",
    "todos los derechos reservados",
    "alle rechte vorbehalten",
    "proprietary",
];

const BY_SA: &str = "CC BY-SA";
const BY_NC_SA: &str = "CC BY-NC-SA";

impl LicenceTerms {
    /// What the licence of this name asks.
    pub(crate) fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        if RESERVED.iter().any(|words| lower.contains(words)) {
            return LicenceTerms {
                forbids_changes: true,
                ..LicenceTerms::default()
            };
        }
        // Licences are typed as `CC BY-NC-SA 4.0`, `cc-by-nc-sa` or `Attribution-NonCommercial`: by single
        // words, or by what is left without all other signs.
        let joined: String = lower.chars().filter(|sign| sign.is_alphabetic()).collect();
        let words: Vec<&str> = lower
            .split(|sign: char| !sign.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect();
        let has = |short: &str, long: &str| words.contains(&short) || joined.contains(long);
        let is_creative_commons = has("cc", "creativecommons") || words.first() == Some(&"by");
        if !is_creative_commons {
            let family = COPYLEFT.iter().find(|(word, _)| words.contains(word));
            return LicenceTerms {
                share_alike: family.map(|(_, family)| *family),
                ..LicenceTerms::default()
            };
        }
        let forbids_sale = has("nc", "noncommercial");
        let shares = has("sa", "sharealike");
        LicenceTerms {
            forbids_changes: has("nd", "noderiv"),
            share_alike: shares.then_some(if forbids_sale { BY_NC_SA } else { BY_SA }),
            forbids_sale,
        }
    }

    /// Whether what is under these may become part of what is under `other`, which its publishers say is compatible.
    pub(crate) fn allows_sharing_under(&self, other: &LicenceTerms) -> bool {
        match self.share_alike {
            None => true,
            // https://creativecommons.org/share-your-work/licensing-considerations/compatible-licenses/
            Some(BY_SA) => matches!(other.share_alike, Some(BY_SA | "GPL" | "LAL")),
            family => other.share_alike == family,
        }
    }
}

/// Whether one name is that of an earlier version than the other, of the same family: what is under a version may be
/// changed under that one and later ones alone. Of a name without a version nothing is known.
pub(crate) fn is_earlier_version(name: &str, than: &str) -> bool {
    let (one, other) = (LicenceTerms::of(name), LicenceTerms::of(than));
    match (version(name), version(than)) {
        (Some(own), Some(than)) => one.share_alike == other.share_alike && own < than,
        _ => false,
    }
}

/// The first number with a point: 4.0 of `CC-BY-SA-4.0`.
fn version(name: &str) -> Option<(u32, u32)> {
    let mut words = name.split(|sign: char| !sign.is_ascii_digit() && sign != '.');
    words.find_map(|word| {
        let (major, minor) = word.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::{LicenceTerms, is_earlier_version};

    #[test]
    fn a_version_is_shared_under_itself_and_later_ones() {
        for (own, theirs, is_earlier) in [
            ("CC-BY-SA-3.0", "CC-BY-SA-4.0", true),
            (
                "CC BY-SA 3.0",
                "https://creativecommons.org/licenses/by-sa/4.0/",
                true,
            ),
            ("CC-BY-SA-4.0", "CC-BY-SA-3.0", false),
            ("CC-BY-SA-4.0", "CC-BY-SA-4.0", false),
            ("CC-BY-SA", "CC-BY-SA-4.0", false),
            ("GPL-3.0", "CC-BY-SA-4.0", false),
        ] {
            assert_eq!(
                is_earlier_version(own, theirs),
                is_earlier,
                "{own} {theirs}"
            );
        }
    }

    #[test]
    fn terms_are_read_from_identifiers_addresses_and_names() {
        for (name, changes, shares, sale) in [
            ("CC-BY-4.0", false, None, false),
            ("CC0-1.0", false, None, false),
            ("CC-BY-SA-3.0", false, Some("CC BY-SA"), false),
            ("cc by-nc-sa 4.0", false, Some("CC BY-NC-SA"), true),
            ("CC-BY-ND-4.0", true, None, false),
            (
                "https://creativecommons.org/licenses/by-nc-nd/4.0/",
                true,
                None,
                true,
            ),
            (
                "Creative Commons Attribution-NoDerivatives 4.0",
                true,
                None,
                false,
            ),
            ("BY-SA 4.0", false, Some("CC BY-SA"), false),
            ("GPL-3.0-or-later", false, Some("GPL"), false),
            ("GFDL-1.3", false, Some("GFDL"), false),
            ("All rights reserved", true, None, false),
            ("MIT", false, None, false),
            ("ask Sandy", false, None, false),
        ] {
            let terms = LicenceTerms {
                forbids_changes: changes,
                share_alike: shares,
                forbids_sale: sale,
            };
            assert_eq!(LicenceTerms::of(name), terms, "{name}");
        }
    }

    #[test]
    fn a_licence_shares_with_itself_and_with_what_it_names() {
        let may = |one: &str, other: &str| {
            LicenceTerms::of(one).allows_sharing_under(&LicenceTerms::of(other))
        };
        assert!(may("CC-BY-SA-3.0", "CC-BY-SA-4.0"));
        assert!(may("CC-BY-SA-4.0", "GPL-3.0"));
        assert!(!may("GPL-3.0", "CC-BY-SA-4.0"));
        assert!(!may("CC-BY-SA-4.0", "CC-BY-4.0"));
        assert!(!may("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"));
        assert!(may("CC-BY-4.0", "CC-BY-ND-4.0"));
    }
}
