//! The preview's own files, which its pages load.

/// A file that is part of the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClientFile {
    pub(crate) name: &'static str,
    /// Its media type.
    pub(crate) kind: &'static str,
    text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

const FILES: [ClientFile; 3] = [
    ClientFile {
        name: "preview.js",
        kind: SCRIPT,
        text: concat!(
            include_str!("../../themes/default/static/dom.js"),
            include_str!("client/take-in.js"),
            include_str!("client/panel.js"),
            include_str!("client/origins.js"),
            include_str!("client/preview.js"),
        ),
    },
    ClientFile {
        name: "idiomorph.js",
        kind: SCRIPT,
        text: include_str!("client/idiomorph.js"),
    },
    ClientFile {
        name: "preview.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("client/preview.css"),
    },
];

impl ClientFile {
    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.name == name)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.text.as_bytes().to_vec()
    }
}
