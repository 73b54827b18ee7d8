//! Why a style cannot be used, in a writer's words.

use std::fmt;

/// Why a style cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleError {
    /// No style has this name; `nearest` is the name that was probably meant.
    Unknown {
        /// As it was asked for.
        name: String,
        /// `None` where no name is near.
        nearest: Option<String>,
    },
    /// A `.csl` file that follows another style, which neither this program nor the content folder has.
    NoParent {
        /// The title of the file's style.
        name: String,
        /// The address by which it names the other.
        parent: String,
    },
    /// A `.csl` file that follows another style, which several files say that they are.
    Twice {
        /// The address by which it names the other.
        parent: String,
        /// Their paths in the content folder.
        paths: Vec<String>,
    },
    /// A `.csl` file that is not there.
    NoFile {
        /// Its path in the content folder.
        path: String,
        /// The paths of files of that name in other folders.
        elsewhere: Vec<String>,
    },
    /// A `.csl` file that is larger than any style.
    TooLarge,
    /// A `.csl` file whose parts call each other without end, or too often.
    Endless,
    /// A `.csl` file that cannot be read.
    Unreadable,
    /// A `.csl` file that calls a macro which it does not have: what it should show there would be missing everywhere.
    NoMacro {
        /// As it is called.
        name: String,
    },
    /// A `.csl` file that shows nothing where a work is cited.
    Empty,
    /// A `.csl` file that can be read, and stops at every work that is cited in it.
    GivesUp,
}

impl StyleError {
    /// What to type instead.
    pub fn help(&self) -> String {
        // One match without `_`, so that the compiler asks what to type at an error that is added.
        match self {
            Self::Unknown {
                nearest: Some(near),
                ..
            } => format!("did you mean \"{near}\"?"),
            Self::NoParent { .. } => {
                "take the file of that style from https://www.zotero.org/styles, and put it into the folder content too".into()
            }
            Self::Twice { .. } => {
                "keep one of them in the folder content, and move the others out of it".into()
            }
            Self::NoFile { elsewhere, path } => match elsewhere.as_slice() {
                [] => format!("put the file at content/{path}, or write its path from there"),
                [one] => format!("did you mean \"{one}\"?"),
                several => format!("write one of these: {}", quoted(several)),
            },
            Self::NoMacro { name } => format!(
                "put <macro name=\"{name}\"> into the file, or take the file from https://www.zotero.org/styles"
            ),
            Self::Empty | Self::TooLarge | Self::Endless | Self::Unreadable | Self::GivesUp => {
                "take the file from https://www.zotero.org/styles".into()
            }
            Self::Unknown { .. } => {
                "type a style such as \"apa\", \"chicago-notes\" or \"ieee\", or the name of a .csl file in the folder \
                 content"
                    .into()
            }
        }
    }
}

fn quoted(paths: &[String]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("\"{path}\"")).collect();
    paths.join(", ")
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, .. } => write!(f, "there is no citation style `{name}`"),
            Self::NoParent { name, parent } => {
                write!(
                    f,
                    "the citation style `{name}` follows `{parent}`, which is not here"
                )
            }
            Self::Twice { parent, paths } => write!(
                f,
                "the citation style follows `{parent}`, which is in several files: {}",
                quoted(paths)
            ),
            Self::NoFile { path, .. } => write!(f, "there is no citation style in content/{path}"),
            Self::TooLarge => f.write_str("this file is larger than any citation style"),
            Self::Endless => f.write_str(
                "the parts of this citation style call each other without end, or far too often",
            ),
            Self::Unreadable => f.write_str("this file is no citation style, or is damaged"),
            Self::NoMacro { name } => write!(
                f,
                "this citation style calls its part `{name}`, which it does not have"
            ),
            Self::Empty => f.write_str("this citation style shows nothing where a work is cited"),
            Self::GivesUp => {
                f.write_str("this citation style stops at every work that is cited in it")
            }
        }
    }
}

impl std::error::Error for StyleError {}
