//! Why a sheet could not be set as it was.

use typst::diag::SourceDiagnostic;

use super::result::Stop;
use super::world::Set;

/// Why a document could not be set as it was.
#[derive(Debug)]
pub(super) enum Fault {
    /// The font has no glyph for some text: single letters with the marks that stand on them.
    Letters(Vec<String>),
    Stop(Stop),
}

impl Fault {
    pub(super) fn new(set: &Set<'_>, errors: &[SourceDiagnostic]) -> Self {
        let Some(error) = errors.first() else {
            return Fault::Stop(Stop {
                place: None,
                cause: "no reason is given".to_owned(),
            });
        };
        let hints = error.hints.iter().map(|hint| format!("; {}", hint.v));
        Fault::Stop(Stop {
            place: set.place(error.span),
            cause: format!("{}{}", error.message, hints.collect::<String>()),
        })
    }

    pub(super) fn stop(self) -> Stop {
        match self {
            Fault::Stop(stop) => stop,
            Fault::Letters(letters) => Stop {
                place: None,
                cause: format!("no font has {}", letters.join(", ")),
            },
        }
    }
}
