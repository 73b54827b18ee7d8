//! What the system refuses, in plain words.
//!
//! Errors of the system speak of its own parts, in whatever language it has, and those of libraries of
//! their code. Their readers write pages, so each message says what is in the way.

use std::io::{self, ErrorKind};

/// Why something cannot be done, as the end of a sentence: `it is not there`.
pub fn reason(error: &io::Error) -> String {
    if let Some(words) = words(error.kind()) {
        return words.to_owned();
    }
    match error.raw_os_error() {
        Some(number) => {
            format!("the system refuses it, and gives the number {number} as its reason")
        }
        // One that this program has made says so in its own words.
        None => error.to_string(),
    }
}

/// The whole chain of causes on one line, each in plain words.
pub fn reasons(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        let part = if let Some(error) = cause.downcast_ref::<io::Error>() {
            reason(error)
        } else if let Some(error) = cause.downcast_ref::<serde_json::Error>() {
            format!("it is damaged in line {}", error.line())
        } else {
            cause.to_string()
        };
        if parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    parts.join(": ")
}

fn words(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "you may not, by its permissions or those of its folder",
        ErrorKind::AlreadyExists => "something of this name is there already",
        ErrorKind::IsADirectory => "it is a folder, not a file",
        ErrorKind::NotADirectory => "what should be a folder is a file",
        ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        // What the system says is in its own language and for programmers; these are the causes that a writer meets.
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "you may store no more there",
        ErrorKind::FileTooLarge => "the file is too large for this disk",
        ErrorKind::ReadOnlyFilesystem => "nothing can be written to this disk",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program has it open",
        ErrorKind::InvalidFilename => "the system takes no file of this name",
        ErrorKind::TooManyLinks => "it has too many links",
        ErrorKind::CrossesDevices => "it would go to another disk",
        ErrorKind::AddrInUse => "another program uses it",
        ErrorKind::AddrNotAvailable => "this machine has no such address",
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            "the other side has gone away"
        }
        ErrorKind::TimedOut => "it takes too long",
        ErrorKind::OutOfMemory => "there is not enough memory",
        ErrorKind::WouldBlock => "the system has no more of what it takes",
        ErrorKind::UnexpectedEof => "it ends too early",
        ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
            "the network has lost it"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::Context as _;

    use super::{reason, reasons};

    #[cfg(unix)]
    #[test]
    fn no_number_of_the_system_says_its_own_words() {
        for number in 1..134 {
            let words = reason(&io::Error::from_raw_os_error(number));
            assert!(!words.contains("os error"), "{number}: {words}");
        }
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "it is not there");
    }

    #[test]
    fn a_chain_of_causes_is_one_sentence() {
        let missing: io::Result<()> = Err(io::ErrorKind::NotFound.into());
        let error = missing.context("cannot read a.md").context("no site");
        let error = error.expect_err("it fails");
        assert_eq!(
            reasons(&error),
            "no site: cannot read a.md: it is not there"
        );
        let own = anyhow::Error::new(io::Error::other("the card is out"));
        assert_eq!(reasons(&own), "the card is out");
        let json = serde_json::from_str::<u8>("\n{").expect_err("it fails");
        let json = anyhow::Error::new(json).context("the list is damaged");
        assert_eq!(
            reasons(&json),
            "the list is damaged: it is damaged in line 2"
        );
    }
}
