//! Lists, terms and tables of a text for paper.

use scraper::node::Element;

use super::{
    Branch, Definition, GREATEST_START, Item, NodeRef, Reader, Tree, alignment, is_named, marked,
    trimmed,
};

impl Reader<'_> {
    /// A list; where there is no room for one more, its items as paragraphs with their numbers or dashes.
    pub(super) fn list(&mut self, node: NodeRef<'_>, element: &Element, out: &mut Vec<Tree>) {
        let start = match element.name() {
            "ol" => {
                let start = element.attr("start").and_then(|n| n.parse().ok());
                Some(start.unwrap_or(1).min(GREATEST_START))
            }
            _ => None,
        };
        if !self.is_full() {
            let items = self.items(node);
            if !items.is_empty() {
                out.push(Tree::Node(Branch::List { start, items }));
            }
            return;
        }
        for (at, item) in node
            .children()
            .filter(|child| is_named(*child, "li"))
            .enumerate()
        {
            let marker = match start {
                Some(start) => format!("{}. ", start + at as u64),
                None => "– ".to_owned(),
            };
            out.extend(marked(marker, self.blocks(item)));
        }
    }

    fn items(&mut self, node: NodeRef<'_>) -> Vec<Item> {
        let items = node.children().filter(|child| is_named(*child, "li"));
        let items = items.map(|item| {
            let mut inputs = item.descendants().filter(|node| is_named(*node, "input"));
            // That of a list within belongs to an item of its own.
            let own = inputs.find(|input| {
                let mut above = input.ancestors();
                above
                    .find(|node| is_named(*node, "li"))
                    .is_some_and(|li| li.id() == item.id())
            });
            let done = own.and_then(|input| {
                let input = input.value().as_element()?;
                Some(input.attr("checked").is_some())
            });
            Item {
                done,
                c: self.within(item),
            }
        });
        items.collect()
    }

    pub(super) fn definitions(&mut self, node: NodeRef<'_>) -> Vec<Definition> {
        let mut items: Vec<Definition> = Vec::new();
        for child in node.children() {
            if is_named(child, "dt") {
                let term = Some(trimmed(self.inlines(child)));
                items.push(Definition {
                    term,
                    c: Vec::new(),
                });
            } else if is_named(child, "dd") {
                let c = self.within(child);
                match items.last_mut() {
                    Some(last) if last.c.is_empty() => last.c = c,
                    _ => items.push(Definition { term: None, c }),
                }
            }
        }
        items
    }

    /// A table in which all rows are as long as the longest; `None` for one without a cell.
    pub(super) fn table(&mut self, node: NodeRef<'_>) -> Option<Branch> {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        let mut align = Vec::new();
        let is_own = |row: &NodeRef<'_>| {
            let mut above = row.ancestors();
            let table = above.find(|node| is_named(*node, "table"));
            is_named(*row, "tr") && table.is_some_and(|table| table.id() == node.id())
        };
        for row in node.descendants().filter(is_own) {
            let cells = row
                .children()
                .filter(|cell| is_named(*cell, "td") || is_named(*cell, "th"));
            let cells: Vec<NodeRef<'_>> = cells.collect();
            if align.is_empty() {
                align = cells.iter().map(|cell| alignment(*cell)).collect();
            }
            let is_head = row.ancestors().any(|node| is_named(node, "thead"));
            let texts: Vec<Vec<Tree>> = cells
                .into_iter()
                .map(|cell| trimmed(self.inlines(cell)))
                .collect();
            // A second row of heads is a row like others.
            if is_head && head.is_empty() {
                head = texts;
            } else {
                rows.push(texts);
            }
        }
        let all = rows.iter().chain([&head]);
        let columns = all.map(Vec::len).max().filter(|columns| *columns > 0)?;
        align.resize(columns, "none");
        for row in &mut rows {
            row.resize(columns, Vec::new());
        }
        if !head.is_empty() {
            head.resize(columns, Vec::new());
        }
        Some(Branch::Table { align, head, rows })
    }
}
