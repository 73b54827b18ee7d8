//! Where the name of a kind meets a kind in the program's own code, read as Rust.
//!
//! A decision is a comparison, a pattern or an argument: on one side a text that is a kind's name, or
//! a constant of such texts, on the other something that is called a kind (`kind`, `kinds`, `own_kind`).
//! So a sheet that is called `agenda`, CSL's `case` and HTML's `source` are none, and need no list of
//! exceptions.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

/// The names of kinds, and the constants that hold some.
pub(super) struct Names {
    kinds: BTreeSet<String>,
}

/// Every decision in `src`, each with its file.
pub(super) fn decisions(names: &Names) -> Vec<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name();
    let mut found = Vec::new();
    let mut read = 0;
    for entry in files {
        let path = entry.expect("src can be read").into_path();
        if path.extension().is_none_or(|ending| ending != "rs") || is_test(&path) {
            continue;
        }
        read += 1;
        let text = fs::read_to_string(&path).expect("the crate's own files can be read");
        let name = path.strip_prefix(&src).unwrap_or(&path).display();
        let decisions = names.decisions_in(&text).into_iter();
        found.extend(decisions.map(|decision| format!("src/{name}: {decision}")));
    }
    assert!(read > 100, "{read} files");
    found
}

/// Whether the module of a file, or one that it is in, is compiled for tests alone.
fn is_test(path: &Path) -> bool {
    let modules = path.ancestors().map(|path| path.with_extension(""));
    let mut modules = modules.take_while(|path| path.file_name().is_some_and(|name| name != "src"));
    modules.any(|module| {
        let stem = module.file_name().unwrap_or_default().to_string_lossy();
        let above = module.with_file_name("").with_extension("rs");
        let above = fs::read_to_string(above).unwrap_or_default();
        above.contains(&format!("#[cfg(test)]\nmod {stem};"))
            || above.contains(&format!("#[cfg(test)]\npub(crate) mod {stem};"))
    })
}

impl Names {
    pub(super) fn new(kinds: Vec<String>) -> Self {
        assert!(kinds.len() > 5, "{kinds:?}");
        Names {
            kinds: kinds.into_iter().collect(),
        }
    }

    /// Every decision in a file, but those of its tests.
    pub(super) fn decisions_in(&self, code: &str) -> Vec<String> {
        let file = syn::parse_file(code).expect("the program is Rust");
        let mut constants = Constants {
            names: self,
            found: BTreeSet::new(),
        };
        constants.visit_file(&file);
        let mut finder = Finder {
            names: self,
            constants: constants.found,
            found: Vec::new(),
        };
        finder.visit_file(&file);
        finder.found
    }
}

/// Finds the constants of texts that hold a kind's name.
struct Constants<'a> {
    names: &'a Names,
    found: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Constants<'_> {
    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let of_texts = tokens(&item.ty).contains(&"str".to_owned()) && !is_of_pairs(&item.ty);
        let words = tokens(&*item.expr);
        if of_texts && words.iter().any(|word| self.names.is_text(word)) {
            self.found.insert(item.ident.to_string());
        }
    }
}

/// A table of pairs tells what each word of its own is.
fn is_of_pairs(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Array(array) => is_of_pairs(&array.elem),
        syn::Type::Slice(slice) => is_of_pairs(&slice.elem),
        syn::Type::Reference(reference) => is_of_pairs(&reference.elem),
        syn::Type::Tuple(_) => true,
        _ => false,
    }
}

struct Finder<'a> {
    names: &'a Names,
    constants: BTreeSet<String>,
    found: Vec<String>,
}

impl Finder<'_> {
    /// Whether one side holds a name and the other speaks of a kind.
    fn compare(&mut self, one: &[String], other: &[String]) {
        if self.holds_name(one) && speaks_of_kind(other) {
            let found = format!("{} with {}", one.join(" "), other.join(" "));
            self.found.push(found);
        }
    }

    fn compare_both(&mut self, one: &[String], other: &[String]) {
        let before = self.found.len();
        self.compare(one, other);
        if self.found.len() == before {
            self.compare(other, one);
        }
    }

    fn holds_name(&self, words: &[String]) -> bool {
        words
            .iter()
            .any(|word| self.names.is_text(word) || self.constants.contains(word))
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(item) => &item.attrs[..],
            syn::Item::Fn(item) => &item.attrs[..],
            _ => &[],
        };
        let is_test = |attribute: &syn::Attribute| {
            attribute.path().is_ident("test") || tokens(&attribute.meta) == ["cfg", "test"]
        };
        if !attributes.iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        if matches!(expr.op, syn::BinOp::Eq(_) | syn::BinOp::Ne(_)) {
            self.compare_both(&tokens(&*expr.left), &tokens(&*expr.right));
        }
        visit::visit_expr_binary(self, expr);
    }

    fn visit_expr_match(&mut self, expr: &'ast syn::ExprMatch) {
        let on = tokens(&*expr.expr);
        for arm in &expr.arms {
            self.compare(&tokens(&arm.pat), &on);
        }
        visit::visit_expr_match(self, expr);
    }

    fn visit_expr_let(&mut self, expr: &'ast syn::ExprLet) {
        self.compare(&tokens(&*expr.pat), &tokens(&*expr.expr));
        visit::visit_expr_let(self, expr);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let called = tokens(&*call.func);
        for argument in &call.args {
            self.compare(&plain(argument), &called);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let mut called = plain(&call.receiver);
        called.push(call.method.to_string());
        for argument in &call.args {
            match argument {
                // What a closure is given by kinds is a kind, whatever it is called there.
                syn::Expr::Closure(closure) => self.compare(&tokens(closure), &called),
                _ => self.compare_both(&plain(argument), &called),
            }
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let inner = words(call.tokens.clone());
        if call.path.is_ident("matches") {
            self.compare(&inner, &inner);
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        let text = text.value();
        let file = text.strip_prefix("kinds/").unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        if self.names.kinds.contains(stem) {
            self.found.push(text);
        }
    }
}

impl Names {
    /// Whether a token is a text that is the name of a kind.
    fn is_text(&self, token: &str) -> bool {
        let text = token
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        text.is_some_and(|text| self.kinds.contains(text))
    }
}

/// Whether a variable, a field or a function among these is called a kind.
fn speaks_of_kind(words: &[String]) -> bool {
    let is_kind = |word: &String| word.split('_').any(|part| matches!(part, "kind" | "kinds"));
    words.iter().any(is_kind)
}

/// What an argument is itself; what a closure does with its own is looked at by itself.
fn plain(expr: &syn::Expr) -> Vec<String> {
    match expr {
        syn::Expr::Closure(_) => Vec::new(),
        syn::Expr::MethodCall(call) => {
            let mut all = plain(&call.receiver);
            all.push(call.method.to_string());
            all.extend(call.args.iter().flat_map(plain));
            all
        }
        _ => tokens(expr),
    }
}

/// The words and texts of a piece of code, in order.
fn tokens(code: &impl quote::ToTokens) -> Vec<String> {
    words(code.to_token_stream())
}

fn words(stream: proc_macro2::TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in stream {
        match token {
            proc_macro2::TokenTree::Group(group) => all.extend(words(group.stream())),
            proc_macro2::TokenTree::Ident(word) => all.push(word.to_string()),
            proc_macro2::TokenTree::Literal(literal) => all.push(literal.to_string()),
            proc_macro2::TokenTree::Punct(_) => {}
        }
    }
    all
}
