//! How much of a page a sheet of paper may hold: a short page can ask for more work than a long one, since each
//! block of it takes time and memory, however short it is.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, over_limit};
use crate::limits;
use crate::render::print::Printed;

/// That more stands on a sheet than it may hold.
pub(super) fn finding(printed: &Printed) -> Option<Diagnostic> {
    let (bytes, blocks) = (printed.data.len(), blocks(&printed.data));
    let (limit, count) = if bytes > limits::SHEET.most {
        (&limits::SHEET, bytes)
    } else if blocks > limits::SHEET_BLOCKS.most {
        (&limits::SHEET_BLOCKS, blocks)
    } else {
        return None;
    };
    Some(over_limit::finding(printed.place, limit, count))
}

/// How many blocks the data of a sheet holds. Within a text a quotation mark has a backslash before it, so that
/// none is taken for a name.
fn blocks(data: &str) -> usize {
    const NAME: &str = "\"t\":\"";
    const BLOCKS: [&str; 7] = [
        "p\"", "plain\"", "h\"", "quote\"", "mark\"", "note\"", "rule\"",
    ];
    let names = memmem::find_iter(data.as_bytes(), NAME);
    let is_block = |at: &usize| {
        let name = &data[at + NAME.len()..];
        BLOCKS.iter().any(|block| name.starts_with(block))
    };
    names.filter(is_block).count()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_are_counted_and_words_are_not() {
        let data = r#"{"c":[{"c":["x \"t\":\"p\""],"t":"p"},{"items":[{"c":[{"c":["y"],"t":"plain"}]}],"t":"list"}]}"#;
        assert_eq!(blocks(data), 2);
    }
}
