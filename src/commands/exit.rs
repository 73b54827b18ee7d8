//! How the program ends: what it says of what went wrong, and its exit status.
//!
//! 0 is fine, 1 means findings of severity error, 2 wrong usage or an environment that fails. A fault
//! of the program itself ends with 2 too, and with one line in plain words.

use std::any::Any;
use std::io::{self, ErrorKind, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread;

use groundwork::load;
use groundwork::model::{failure, guarded, sheet};

/// Exit status for wrong usage and an environment that fails.
const FAILURE: u8 = 2;

/// Runs a command to its end, whatever that is.
pub(crate) fn run(command: impl FnOnce() -> anyhow::Result<ExitCode>) -> ExitCode {
    explain_panics();
    match panic::catch_unwind(AssertUnwindSafe(command)) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            // Where nobody can be told, the status still tells.
            let mut err = io::stderr().lock();
            let _ = writeln!(err, "error: {}", failure::reasons(&error));
            if let Some(help) = help(&error) {
                let _ = writeln!(err, "  = help: {help}");
            }
            ExitCode::from(FAILURE)
        }
        // It was explained when it happened.
        Err(_) => ExitCode::from(FAILURE),
    }
}

/// What to do about an environment that fails.
fn help(error: &anyhow::Error) -> Option<&'static str> {
    let mut causes = error.chain();
    let cause = causes.find_map(|cause| cause.downcast_ref::<io::Error>())?;
    match cause.kind() {
        ErrorKind::StorageFull => Some("the disk is full: make room on it, or write to another"),
        ErrorKind::QuotaExceeded => {
            Some("you may store no more there: remove something, or write to another disk")
        }
        ErrorKind::FileTooLarge => Some(
            "the disk takes no file so large; one formatted as FAT32 ends at 4 GB: format it as exFAT, \
             or leave the file out",
        ),
        ErrorKind::ReadOnlyFilesystem => Some("nothing can be written to this disk: name another"),
        ErrorKind::OutOfMemory => Some("there is not enough memory: close other programs"),
        // The system's word for it is "Resource temporarily unavailable".
        ErrorKind::WouldBlock => Some(NO_THREADS),
        _ if load::is_out_of_files(cause) => Some(
            "this program may open too few files at once; in most shells `ulimit -n 1024` allows more",
        ),
        _ => None,
    }
}

const NO_THREADS: &str = "the system gives this program no more threads: close other programs, or allow more, in most shells \
     with `ulimit -u`";

/// Says of a panic, on whatever thread, that the program is at fault, and where. The words of the panic
/// and what led to it are for programmers, who ask for them with `RUST_BACKTRACE=1`.
fn explain_panics() {
    let for_programmers = panic::take_hook();
    // Threads that do the same work fail in the same place.
    let said = Mutex::new(Vec::new());
    panic::set_hook(Box::new(move |panic| {
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
            for_programmers(panic);
        }
        if is_out_of_threads(panic.payload()) {
            let _ = writeln!(io::stderr(), "error: {NO_THREADS}");
            #[expect(
                clippy::disallowed_methods,
                reason = "a thread that others wait for may never have begun"
            )]
            std::process::exit(FAILURE.into());
        }
        // Typst's own panics are among them, and those of what formats references.
        if thread::current().name() == Some(sheet::THREAD) || guarded::is_guarded() {
            return;
        }
        let place = panic.location().map(ToString::to_string);
        let place = place.unwrap_or_else(|| "an unknown place".to_owned());
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        if !said.contains(&place) {
            let _ = writeln!(
                io::stderr(),
                "error: this is a fault in groundwork {}, at {place}, and not in your project. Please report it with \
                 this line and, if you can, the page that brings it about",
                env!("CARGO_PKG_VERSION")
            );
            said.push(place);
        }
    }));
}

/// Whether a library has asked for a thread and not been given one: the standard library panics then,
/// and says no more than this.
fn is_out_of_threads(payload: &dyn Any) -> bool {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    let text = owned.or_else(|| payload.downcast_ref::<&str>().copied());
    text.is_some_and(|text| text.starts_with("failed to spawn thread"))
}

/// Exit status for findings of severity error.
pub(super) const FINDINGS: u8 = 1;

#[cfg(test)]
mod tests {
    use std::io;

    use super::help;

    /// What is said of an error that a command was given by the system.
    fn said(number: i32) -> &'static str {
        let error = anyhow::Error::new(io::Error::from_raw_os_error(number));
        help(
            &error
                .context("cannot write a.html")
                .context("the site was not written"),
        )
        .unwrap_or_default()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_refuses_is_told_with_what_to_do() {
        for (number, words) in [
            (28, "the disk is full"),
            (122, "you may store no more"),
            (27, "FAT32 ends at 4 GB"),
            (30, "nothing can be written"),
            (24, "too few files at once"),
            (11, "no more threads"),
        ] {
            assert!(said(number).contains(words), "{number}: {}", said(number));
        }
        assert_eq!(said(2), "");
    }
}
