//! What is wrong where a file of sources cannot be read, in the words of who types it.

use saphyr::ScanError;

/// What is wrong, and what to type instead. The parser keeps no codes of its errors, so its messages are searched: the
/// first that fits counts.
pub(super) fn words(error: &ScanError) -> (&'static str, &'static str) {
    let causes = [
        (
            "duplicated key",
            "this key stands twice at one level",
            "keep one of the two",
        ),
        (
            "flow sequence",
            "the list that is open here is never closed",
            "type a ] behind its last item",
        ),
        (
            "flow mapping",
            "the brace that is open here is never closed",
            "type a } behind its last field",
        ),
        (
            "flow construct",
            "a list or a brace that is open here is never closed",
            "type the ] or } that is missing",
        ),
        (
            "unexpected end of stream",
            "a text begins with a quotation mark here and does not end with one",
            "type the quotation mark behind its last word",
        ),
        (
            "quoted scalar",
            "a text in quotation marks cannot be read here",
            "put a \\ before each quotation mark and each \\ within it, and indent all its lines alike",
        ),
        (
            "double-quoted",
            "something stands behind the last quotation mark of this text",
            "put a \\ before each quotation mark that belongs to the text",
        ),
        (
            "tab",
            "a tab stands at the head of this line",
            "type two spaces in place of each tab",
        ),
        (
            "mapping values",
            "a colon with a space behind it stands within this text, or the line is indented too far",
            "put the whole text in quotation marks, or indent the line like its neighbors",
        ),
        (
            "simple key",
            "this line has no colon behind a name",
            "write it as `name: text`, or indent it to go on with the line above",
        ),
    ];
    let said = error.info();
    let found = causes.iter().find(|(part, ..)| said.contains(part));
    found.map_or(
        (
            "this source cannot be read from here on",
            "indent its lines alike, and put a text that holds `: `, `#` or a quotation mark at its head in quotation marks",
        ),
        |(_, what, help)| (what, help),
    )
}
