//! What a test of the source has found, drawn as one message.

/// Places that break an invariant.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<Fault>,
}

struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl Faults {
    pub(super) fn add(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.found.push(Fault {
            file: file.to_owned(),
            line,
            what: what.into(),
        });
    }

    /// One line for each place that is not among `exceptions`, and for each exception that is needed
    /// no longer. An exception is a file, and how what stands there begins.
    pub(super) fn lines_but(&self, exceptions: &[(&str, &str)]) -> Vec<String> {
        let matches = |fault: &Fault, (file, start): &(&str, &str)| {
            fault.file == *file && fault.what.starts_with(start)
        };
        let unexpected = self.found.iter().filter(|fault| {
            let mut exceptions = exceptions.iter();
            !exceptions.any(|exception| matches(fault, exception))
        });
        let unexpected = unexpected.map(|fault| {
            let Fault { file, line, what } = fault;
            format!("src/{file}:{line}: {what}")
        });
        let unneeded = exceptions.iter().filter(|exception| {
            let mut found = self.found.iter();
            !found.any(|fault| matches(fault, exception))
        });
        let unneeded =
            unneeded.map(|exception| format!("{exception:?} is mended: take it off the list"));
        unexpected.chain(unneeded).collect()
    }

    /// # Panics
    /// With `advice` and all places, when there are any but the exceptions.
    pub(super) fn assert_none_but(&self, exceptions: &[(&str, &str)], advice: &str) {
        let lines = self.lines_but(exceptions);
        assert!(lines.is_empty(), "{advice}\n{}", lines.join("\n"));
    }
}

#[test]
fn an_exception_covers_its_file_and_fails_once_it_is_mended() {
    let mut faults = Faults::default();
    faults.add("a.rs", 3, "fs::read");
    faults.add("b.rs", 4, "fs::read");
    assert_eq!(
        faults.lines_but(&[("a.rs", "fs::"), ("a.rs", "exists")]),
        [
            "src/b.rs:4: fs::read",
            "(\"a.rs\", \"exists\") is mended: take it off the list"
        ]
    );
}
