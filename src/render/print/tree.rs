//! Text for paper as plain data. `themes/default/print/README.md` is the contract.

use serde::Serialize;

/// A piece of text, or what stands in its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Tree {
    Text(String),
    Node(Branch),
}

/// What stands on paper in a form of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(crate) enum Branch {
    P {
        c: Vec<Tree>,
    },
    /// A paragraph of a tight list.
    Plain {
        c: Vec<Tree>,
    },
    H {
        level: u8,
        c: Vec<Tree>,
    },
    Quote {
        c: Vec<Tree>,
    },
    Mark {
        kind: String,
        label: String,
        c: Vec<Tree>,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Defs {
        items: Vec<Definition>,
    },
    Table {
        align: Vec<&'static str>,
        head: Vec<Vec<Tree>>,
        rows: Vec<Vec<Vec<Tree>>>,
    },
    /// A block of code, or some within a line.
    Code {
        text: String,
    },
    Rule,
    Embed {
        c: Vec<Tree>,
    },
    Em {
        c: Vec<Tree>,
    },
    Strong {
        c: Vec<Tree>,
    },
    Del {
        c: Vec<Tree>,
    },
    Sub {
        c: Vec<Tree>,
    },
    Sup {
        c: Vec<Tree>,
    },
    Br,
    Link {
        c: Vec<Tree>,
        /// The whole address, with its scheme, where that is known.
        href: Option<String>,
        note: Option<Vec<Tree>>,
    },
    Cite {
        text: String,
    },
    Note {
        c: Vec<Tree>,
        /// Which note it is. What that says comes only after all that names it.
        number: usize,
    },
    Blank {
        n: usize,
    },
    Picture {
        file: String,
        alt: String,
        width: Option<u32>,
        height: Option<u32>,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Item {
    /// For a task: whether it is done.
    pub(crate) done: Option<bool>,
    pub(crate) c: Vec<Tree>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Definition {
    pub(crate) term: Option<Vec<Tree>>,
    pub(crate) c: Vec<Tree>,
}

impl Tree {
    /// Calls `visit` for each note that stands in it, with the note's number and its blocks.
    pub(super) fn notes(&mut self, visit: &mut dyn FnMut(usize, &mut Vec<Tree>)) {
        let mut lists: Vec<&mut Vec<Tree>> = Vec::new();
        match self {
            Tree::Node(Branch::Note { c, number }) => return visit(*number, c),
            Tree::Node(branch) => branch.lists(&mut lists),
            Tree::Text(_) => {}
        }
        for tree in lists.into_iter().flatten() {
            tree.notes(visit);
        }
    }
}

impl Branch {
    /// Adds all lists of pieces that it holds.
    fn lists<'b>(&'b mut self, lists: &mut Vec<&'b mut Vec<Tree>>) {
        // Every variant is named, without `_`: one that is added and holds pieces would lose its notes unseen.
        match self {
            Branch::P { c }
            | Branch::Plain { c }
            | Branch::H { c, .. }
            | Branch::Quote { c }
            | Branch::Mark { c, .. }
            | Branch::Embed { c }
            | Branch::Em { c }
            | Branch::Strong { c }
            | Branch::Del { c }
            | Branch::Sub { c }
            | Branch::Sup { c }
            | Branch::Link { c, .. }
            | Branch::Note { c, .. } => lists.push(c),
            Branch::List { items, .. } => lists.extend(items.iter_mut().map(|item| &mut item.c)),
            Branch::Defs { items } => {
                for Definition { term, c } in items {
                    lists.extend(term);
                    lists.push(c);
                }
            }
            Branch::Table { head, rows, .. } => {
                lists.extend(head);
                lists.extend(rows.iter_mut().flatten());
            }
            Branch::Code { .. }
            | Branch::Rule
            | Branch::Br
            | Branch::Cite { .. }
            | Branch::Blank { .. }
            | Branch::Picture { .. } => {}
        }
    }
}
