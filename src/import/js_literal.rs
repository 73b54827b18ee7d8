//! Reads what a script of settings says in so many words: objects, lists, texts and numbers.
//!
//! Nothing is run. Where an object holds something that would have to be, such as a call, that entry is
//! left out. The argument of a call that takes one object is taken for its value, as `defineConfig({ … })`.

use crate::model::source::{SourceId, Span};
use crate::model::value::{Data, Entry, Table, Value};

/// Deeper objects are left out, since reading them recurses.
const DEEPEST: usize = 64;

/// What a name stands for that a script takes from another file.
pub(super) type Imported<'a> = &'a dyn Fn(&str) -> Option<Value>;

/// The settings of a script: what it exports, or else its first object with a title, a menu or the like.
pub(super) fn read(source: SourceId, text: &str, imported: Imported<'_>) -> Option<Table> {
    let code = without_comments(text);
    let starts = ["export default", "module.exports =", "module.exports="];
    let exported = starts.iter().find_map(|start| {
        let at = code.find(start)? + start.len();
        let reader = || Reader::new(source, &code, at, imported);
        let word = reader().word_at(at);
        reader().table().or_else(|| {
            find_variable(source, &code, word, imported).map(|value| reader().as_table(value))
        })
    });
    let declared = || {
        let signs = code.match_indices('=').map(|(at, _)| at + 1);
        let mut tables = signs.filter_map(|at| Reader::new(source, &code, at, imported).table());
        tables.find(|table| !table.entries.is_empty())
    };
    exported.or_else(declared)
}

/// The object or list with which a text begins; a list stands under `list`.
pub(super) fn read_object(source: SourceId, text: &str) -> Option<Table> {
    Reader::new(source, &without_comments(text), 0, &|_| None).table()
}

/// What a script gives a variable of this name.
pub(super) fn variable(source: SourceId, text: &str, name: &str) -> Option<Value> {
    find_variable(source, &without_comments(text), name, &|_| None)
}

/// The paths from which a script takes names, each with a name; that of a whole file stands with `true`.
pub(super) fn imports(text: &str) -> Vec<(String, bool, String)> {
    let code = without_comments(text);
    let mut found = Vec::new();
    for line in code.split("import ").skip(1) {
        let Some((names, rest)) = line.split_once(" from ") else {
            continue;
        };
        let path = rest
            .trim_start()
            .get(1..)
            .and_then(|rest| rest.split(['"', '\'']).next());
        let Some(path) = path.filter(|path| path.starts_with('.')) else {
            continue;
        };
        let is_whole = !names.contains('{');
        for name in names.split([',', '{', '}']) {
            let name = name.trim().rsplit(' ').next().unwrap_or_default();
            if !name.is_empty() {
                found.push((name.to_owned(), is_whole, path.to_owned()));
            }
        }
    }
    found
}

fn find_variable(
    source: SourceId,
    code: &str,
    name: &str,
    imported: Imported<'_>,
) -> Option<Value> {
    if name.is_empty() {
        return None;
    }
    let declared = code.match_indices(name).filter_map(|(at, _)| {
        let behind = &code[at + name.len()..];
        let sign = behind.find('=')?;
        let between = behind[..sign].trim();
        let is_declared = between.is_empty() || between.starts_with(':') && !between.contains('\n');
        is_declared.then_some(at + name.len() + sign + 1)
    });
    let mut values = declared.filter_map(|at| Reader::new(source, code, at, imported).value());
    values.next()
}

/// The code with spaces in place of its comments.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut quote = None;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match quote {
            // What looks like a comment within quotation marks, such as an address, is none.
            Some(_) if c == '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            None if rest.starts_with("/*") => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
                continue;
            }
            None => {}
        }
        code.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    code
}

struct Reader<'a> {
    source: SourceId,
    code: &'a str,
    at: usize,
    depth: usize,
    imported: Imported<'a>,
}

impl<'a> Reader<'a> {
    fn new(source: SourceId, code: &'a str, at: usize, imported: Imported<'a>) -> Self {
        Reader {
            source,
            code,
            at,
            depth: 0,
            imported,
        }
    }

    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, sign: char) -> bool {
        self.skip_space();
        let is_next = self.rest().starts_with(sign);
        if is_next {
            self.at += sign.len_utf8();
        }
        is_next
    }

    fn word_at(&self, at: usize) -> &'a str {
        let rest = self.code[at..].trim_start();
        &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]
    }

    /// The value here, where it is an object or a list.
    fn table(&mut self) -> Option<Table> {
        let value = self.value()?;
        let is_one = matches!(value.data, Data::Table(_) | Data::Array(_));
        is_one.then(|| self.as_table(value))
    }

    fn as_table(&self, value: Value) -> Table {
        match value.data {
            Data::Table(table) => table,
            data => Table {
                entries: vec![self.entry("list".to_owned(), self.wrap(data))],
            },
        }
    }

    fn wrap(&self, data: Data) -> Value {
        Value {
            span: Span::whole(self.source),
            data,
            plain: None,
        }
    }

    fn entry(&self, key: String, value: Value) -> Entry {
        Entry {
            key,
            key_span: Span::whole(self.source),
            value,
        }
    }

    /// The value here; nothing of one that would have to be worked out, before which it stays.
    fn value(&mut self) -> Option<Value> {
        self.skip_space();
        self.depth += 1;
        let data = if self.depth > DEEPEST {
            None
        } else {
            self.data()
        };
        self.depth -= 1;
        data.map(|data| self.wrap(data))
    }

    fn data(&mut self) -> Option<Data> {
        match self.rest().chars().next()? {
            '{' => Some(self.object()),
            '[' => Some(self.list()),
            '"' | '\'' | '`' => self.text().map(Data::String),
            '(' => {
                self.at += 1;
                let value = self.value().map(|value| value.data);
                self.take(')');
                value
            }
            _ => self.word(),
        }
    }

    fn object(&mut self) -> Data {
        self.at += 1;
        let mut table = Table::default();
        while !self.take('}') && !self.rest().is_empty() {
            let start = self.at;
            let key = self.key();
            let is_pair = self.take(':');
            let value = match &key {
                Some(_) if is_pair => self.value(),
                Some(name) => self.known(name),
                None => None,
            };
            if let (Some(key), Some(value)) = (key, value) {
                let entry = self.entry(key, value);
                table.entries.push(entry);
            }
            self.pass('}', start);
        }
        Data::Table(table)
    }

    fn list(&mut self) -> Data {
        self.at += 1;
        let mut items = Vec::new();
        while !self.take(']') && !self.rest().is_empty() {
            let start = self.at;
            items.extend(self.value());
            self.pass(']', start);
        }
        Data::Array(items)
    }

    fn key(&mut self) -> Option<String> {
        self.skip_space();
        if self.rest().starts_with(['"', '\'', '`']) {
            return self.text();
        }
        let word = self.word_at(self.at);
        self.at += word.len();
        (!word.is_empty()).then(|| word.to_owned())
    }

    /// What a name stands for, in another file or in this one.
    fn known(&self, name: &str) -> Option<Value> {
        if self.depth >= DEEPEST / 8 {
            return None;
        }
        (self.imported)(name).or_else(|| find_variable(self.source, self.code, name, &|_| None))
    }

    /// A word, a number, or a call, which counts as its first argument that is an object.
    fn word(&mut self) -> Option<Data> {
        let rest = self.rest();
        let end = rest.find(|c| !(is_word(c) || matches!(c, '.' | '-' | '+')));
        let word = &rest[..end.unwrap_or(rest.len())];
        if word.is_empty() {
            return None;
        }
        self.at += word.len();
        match word {
            "true" => return Some(Data::Bool(true)),
            "false" => return Some(Data::Bool(false)),
            "null" | "undefined" => return Some(Data::Null),
            _ => {}
        }
        if let Ok(number) = word.parse() {
            return Some(Data::Integer(number));
        }
        if let Ok(number) = word.parse() {
            return Some(Data::Float(number));
        }
        if !self.rest().starts_with('(') {
            return self.known(word).map(|value| value.data);
        }
        // Of a call the name is kept too, since plugins are known by it.
        self.at += 1;
        let argument = self.value();
        self.skip_to_end();
        self.take(')');
        let Data::Table(mut argument) = argument?.data else {
            return None;
        };
        let called = self.wrap(Data::String(word.to_owned()));
        argument
            .entries
            .push(self.entry("(called)".to_owned(), called));
        Some(Data::Table(argument))
    }

    /// A text between quotation marks; nothing of one in which something is worked out.
    fn text(&mut self) -> Option<String> {
        let open = self.rest().chars().next()?;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.rest().chars().next() {
            self.at += c.len_utf8();
            match c {
                _ if c == open => return (open != '`' || !text.contains("${")).then_some(text),
                '\\' => {
                    let next = self.rest().chars().next()?;
                    self.at += next.len_utf8();
                    match next {
                        'n' => text.push('\n'),
                        '\n' => {}
                        next => text.push(next),
                    }
                }
                c => text.push(c),
            }
        }
        None
    }

    /// Passes over what is left of an entry of an object or a list, and at any rate over something.
    fn pass(&mut self, close: char, start: usize) {
        self.skip_to_end();
        self.skip_space();
        if self.at == start && !self.rest().starts_with(close) {
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Passes over what is left of an entry, its comma included; the bracket that ends the whole stays.
    fn skip_to_end(&mut self) {
        let mut depth = 0usize;
        while let Some(c) = self.rest().chars().next() {
            match c {
                '"' | '\'' | '`' => {
                    self.text();
                    continue;
                }
                '{' | '[' | '(' => depth += 1,
                '}' | ']' | ')' if depth == 0 => return,
                '}' | ']' | ')' => depth -= 1,
                ',' if depth == 0 => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}
