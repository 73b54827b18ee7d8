//! Names and addresses of the licences that content is most often under.

use crate::render::view::Licence;

/// SPDX identifiers, names, and where the text stands.
const KNOWN: [(&str, &str, &str); 9] = [
    (
        "CC0-1.0",
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    (
        "CC-BY-4.0",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "CC-BY-SA-4.0",
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    (
        "CC-BY-NC-4.0",
        "CC BY-NC 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    (
        "CC-BY-NC-SA-4.0",
        "CC BY-NC-SA 4.0",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    (
        "CC-BY-ND-4.0",
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    (
        "CC-BY-NC-ND-4.0",
        "CC BY-NC-ND 4.0",
        "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    ),
    ("MIT", "MIT", "https://opensource.org/license/mit"),
    (
        "Apache-2.0",
        "Apache 2.0",
        "https://www.apache.org/licenses/LICENSE-2.0",
    ),
];

/// The licence of this identifier; one that is not known keeps its own words.
pub(crate) fn named(id: &str) -> Licence {
    let known = KNOWN
        .iter()
        .find(|(known, _, _)| known.eq_ignore_ascii_case(id));
    Licence {
        id: id.to_owned(),
        name: known.map_or(id, |(_, name, _)| name).to_owned(),
        url: known.map(|(_, _, url)| (*url).to_owned()),
    }
}
