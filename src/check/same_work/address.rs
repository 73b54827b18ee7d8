//! What is the same in all spellings of an address.

use hayagriva::Entry;

/// What sites add to an address to see where readers come from.
const TRACKING: [&str; 13] = [
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "mkt_tok",
    "_hsenc", "_hsmi", "_ga", "ref_src",
];

/// The address of a work, without what makes no other of it: `http` or `https`, `www.`, a slash at its end, what follows its
/// readers.
pub(super) fn key(entry: &Entry) -> Option<String> {
    let url = &entry.url()?.value;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    let page = path.rsplit('/').next().unwrap_or_default();
    let is_index = matches!(page, "index.html" | "index.htm" | "index.php");
    let path = if is_index {
        path.strip_suffix(page).unwrap_or(path)
    } else {
        path
    };
    let mut words: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&&**name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    words.sort();
    // What begins so only marks words on the page.
    let place = url.fragment().filter(|place| !place.starts_with(":~:"));
    let port = url.port().map(|port| format!(":{port}"));
    Some(format!(
        "{host}{}{}?{}#{}",
        port.unwrap_or_default(),
        path.trim_end_matches('/'),
        words.join("&"),
        place.unwrap_or_default()
    ))
}

/// The DOI that an address leads to.
pub(super) fn doi(entry: &Entry) -> Option<String> {
    let url = &entry.url()?.value;
    let leads = matches!(url.host_str()?, "doi.org" | "dx.doi.org" | "www.doi.org");
    leads.then(|| url.path().trim_start_matches('/').to_lowercase())
}
