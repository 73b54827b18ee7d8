//! What a request asks for, and whether it may.
//!
//! Takes the parts of a request as a stranger may have written them; gives what to answer with.
//! Nothing here touches the disk: a path is only ever looked up among the artifacts of an output.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

use crate::serve::client::ClientFile;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// An artifact by its path in the output.
    Artifact(String),
    /// A file of the preview's own.
    Client(&'static ClientFile),
    /// The stream of events for who shows the artifact `page` in `revision`.
    Events { page: String, since: String },
    /// Where the blocks of a page come from.
    Origins { page: String },
    /// An artifact of the manual, by its path there.
    Manual(String),
}

/// Why a request gets no answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Neither GET nor HEAD.
    Method,
    /// Not addressed to this server.
    Host,
    /// No path that an output can have.
    Path,
}

/// What the preview's own addresses begin with. No artifact begins with a dot.
pub(crate) const OWN: &str = ".preview/";

/// What follows that in the addresses of the manual.
const MANUAL: &str = "manual/";

/// The names by which this server may be addressed.
///
/// A page of another site can make the browser ask for any address, and can have its own name
/// lead here (DNS rebinding); then the request still carries that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hosts {
    addresses: Vec<IpAddr>,
    port: u16,
}

impl Hosts {
    pub(crate) fn new(addresses: Vec<IpAddr>, port: u16) -> Self {
        Self { addresses, port }
    }

    /// Whether the values of the `Host` header, of which there must be one, name this server.
    pub(crate) fn allow(&self, values: &[&str]) -> bool {
        let [value] = values else {
            return false;
        };
        // Compared as text: numbers can be written in more ways than any browser writes them.
        let port = format!(":{}", self.port);
        let name = value.strip_suffix(&port).unwrap_or(value);
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let in_brackets = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        let address = match in_brackets {
            Some(name) => name.parse().map(IpAddr::V6),
            None => name.parse().map(IpAddr::V4),
        };
        address.is_ok_and(|address| address.is_loopback() || self.addresses.contains(&address))
    }
}

/// Reads a request: its method, its target as it came, and its `Host` headers.
pub(crate) fn read(
    method: &str,
    target: &str,
    host: &[&str],
    hosts: &Hosts,
) -> Result<Asked, Refused> {
    if !hosts.allow(host) {
        return Err(Refused::Host);
    }
    if !matches!(method, "GET" | "HEAD") {
        return Err(Refused::Method);
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.strip_prefix('/').ok_or(Refused::Path)?;
    if let Some(own) = path.strip_prefix(OWN) {
        return own_address(own, query).ok_or(Refused::Path);
    }
    let path = decode(path).and_then(|path| artifact(&path));
    path.map(Asked::Artifact).ok_or(Refused::Path)
}

fn own_address(path: &str, query: &str) -> Option<Asked> {
    let page = || artifact(decode(field(query, "page")?)?.strip_prefix('/')?);
    if let Some(path) = path.strip_prefix(MANUAL) {
        return artifact(&decode(path)?).map(Asked::Manual);
    }
    match path {
        "events" => Some(Asked::Events {
            page: page()?,
            since: field(query, "since")?.to_owned(),
        }),
        "origins" => Some(Asked::Origins { page: page()? }),
        _ => ClientFile::find(path).map(Asked::Client),
    }
}

/// A field of a query, as it came.
fn field<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let mut fields = query.split('&').filter_map(|field| field.split_once('='));
    fields.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// The artifact that a path without its first slash leads to; `None` if none can be there.
fn artifact(path: &str) -> Option<String> {
    let mut names: Vec<&str> = path.split('/').collect();
    let last = names.pop().unwrap_or_default();
    let is_plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name.contains(|c: char| c == '\\' || c.is_control())
    };
    let last = if last.is_empty() { "index.html" } else { last };
    names.push(last);
    names
        .iter()
        .all(|name| is_plain(name))
        .then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Asked, Hosts, Refused, read};

    fn hosts() -> Hosts {
        Hosts::new(vec!["192.168.1.7".parse().expect("an address")], 8000)
    }

    fn ask(method: &str, target: &str) -> Result<Asked, Refused> {
        read(method, target, &["localhost:8000"], &hosts())
    }

    #[test]
    fn a_path_leads_to_an_artifact() {
        for (target, expected) in [
            ("/", "index.html"),
            ("/fr/", "fr/index.html"),
            ("/methods/one.html?x=1", "methods/one.html"),
            ("/caf%C3%A9.html", "café.html"),
            ("/a%20b.html", "a b.html"),
            ("/a%2fb.html", "a/b.html"),
            ("/a..b.html", "a..b.html"),
        ] {
            let expected = Asked::Artifact(expected.to_owned());
            assert_eq!(ask("GET", target), Ok(expected), "{target}");
        }
        assert!(ask("HEAD", "/").is_ok());
    }

    #[test]
    fn a_path_leads_nowhere_else() {
        for target in [
            "",
            "*",
            "http://localhost:8000/",
            "//",
            "//etc/passwd",
            "/../Cargo.toml",
            "/a/../b",
            "/a/./b",
            "/%2e%2e/Cargo.toml",
            "/%2e%2e%2fCargo.toml",
            "/..%2f..%2fetc/passwd",
            "/..\\Cargo.toml",
            "/..%5cCargo.toml",
            "/.git/config",
            "/%2egit/config",
            "/a/.hidden",
            "/a%00.html",
            "/a%0d%0aX:y",
            "/%ff",
            "/%c0%ae%c0%ae/x",
            "/a//b",
            "/.preview",
            "/.preview/",
            "/.preview/../x",
            "/.preview/x.js",
            "/%2epreview/preview.js",
            "/.preview/preview.js/",
            "/.preview/events",
            "/.preview/manual",
            "/.preview/manual/../x",
            "/.preview/manual/%2e%2e/x",
            "/.preview/origins?page=x",
            "/.preview/origins?page=/../x",
            "/.preview/origins?page=/.git/config",
        ] {
            assert_eq!(ask("GET", target), Err(Refused::Path), "{target}");
        }
        // What is decoded once stays as it is.
        let twice = Asked::Artifact("%2e%2e/x".to_owned());
        assert_eq!(ask("GET", "/%252e%252e/x"), Ok(twice));
    }

    #[test]
    fn the_preview_has_addresses_of_its_own() {
        let script = ask("GET", "/.preview/preview.js?1");
        assert!(matches!(script, Ok(Asked::Client(file)) if file.name == "preview.js"));
        let events = Asked::Events {
            page: "fr/é.html".to_owned(),
            since: "a.7".to_owned(),
        };
        assert_eq!(
            ask("GET", "/.preview/events?since=a.7&page=%2Ffr/%C3%A9.html"),
            Ok(events)
        );
        let manual = Asked::Manual("reference/rules.html".to_owned());
        assert_eq!(
            ask("GET", "/.preview/manual/reference/rules.html"),
            Ok(manual)
        );
        let origins = Asked::Origins {
            page: "index.html".to_owned(),
        };
        assert_eq!(ask("GET", "/.preview/origins?page=/"), Ok(origins));
    }

    #[test]
    fn only_reading_is_allowed() {
        for method in [
            "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "",
        ] {
            assert_eq!(ask(method, "/"), Err(Refused::Method), "{method}");
        }
    }

    #[test]
    fn only_this_server_may_be_meant() {
        for (host, expected) in [
            (&["localhost:8000"][..], true),
            (&["LOCALHOST"], true),
            (&["127.0.0.1:8000"], true),
            (&["[::1]:8000"], true),
            (&["[::1]"], true),
            (&["192.168.1.7:8000"], true),
            (&["192.168.1.8:8000"], false),
            (&["localhost:8001"], false),
            (&["localhost:8000x"], false),
            (&["localhost:+8000"], false),
            (&["127.0.0.1:+8000"], false),
            (&["127.0.0.1:08000"], false),
            (&["127.0.0.1:"], false),
            (&["127.0.0.1:\u{664}"], false),
            (&["127.0.0.1:8000:8000"], false),
            (&["127.0.0.1 :8000"], false),
            (&["127.0.0.1:8000 "], false),
            (&["[::1]:+8000"], false),
            (&["[::1"], false),
            (&["::1"], false),
            (&["[127.0.0.1]:8000"], false),
            (&["[::ffff:127.0.0.1]:8000"], false),
            (&["127.1:8000"], false),
            (&["0x7f.0.0.1:8000"], false),
            (&["0177.0.0.1:8000"], false),
            (&["2130706433:8000"], false),
            (&["localhost.:8000"], false),
            (&["0.0.0.0:8000"], false),
            (&["evil.example:8000"], false),
            (&["localhost.evil.example:8000"], false),
            (&["127.0.0.1.evil.example"], false),
            (&["user@localhost:8000"], false),
            (&[""], false),
            (&[], false),
            (&["localhost:8000", "localhost:8000"], false),
        ] {
            assert_eq!(hosts().allow(host), expected, "{host:?}");
        }
    }
}
