//! Every path, method and name in a file's code, with its line. What stands in comments and
//! between quotation marks is none.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A path as it is typed: `crate::load::walk`, `fs::read`, `len`.
#[derive(Debug)]
pub(super) struct NameUsed {
    pub(super) segments: Vec<String>,
    /// The modules within the file in which it stands.
    pub(super) inline: Vec<String>,
    pub(super) line: usize,
}

/// The paths of a file in its order: those of `use` trees, one for each name that they import;
/// those in code and in macros; and the modules in files of their own that it declares.
pub(super) fn names_used(file: &syn::File) -> Vec<NameUsed> {
    let mut names = Names::default();
    names.visit_file(file);
    names.found
}

#[derive(Default)]
struct Names {
    inline: Vec<String>,
    found: Vec<NameUsed>,
}

impl Names {
    fn add(&mut self, segments: Vec<String>, span: Span) {
        self.found.push(NameUsed {
            segments,
            inline: self.inline.clone(),
            line: span.start().line,
        });
    }

    fn add_use_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_use_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.add(with(&name.ident), name.span()),
            syn::UseTree::Rename(name) => self.add(with(&name.ident), name.span()),
            syn::UseTree::Glob(glob) => self.add(before.to_vec(), glob.span()),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use_tree(before, tree);
                }
            }
        }
    }

    /// The paths within what a macro is given, which may be no Rust.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Option<(Vec<String>, Span)> = None;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    let name = (name.to_string(), name.span());
                    match &mut path {
                        Some((segments, _)) if colons == 2 => segments.push(name.0),
                        _ => {
                            self.extend(path.take());
                            path = Some((vec![name.0], name.1));
                        }
                    }
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.extend(path.take());
                    self.add_tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.extend(path.take());
                    colons = 0;
                }
            }
        }
        self.extend(path);
    }

    fn extend(&mut self, path: Option<(Vec<String>, Span)>) {
        if let Some((segments, span)) = path {
            self.add(segments, span);
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use_tree(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let name = module.ident.to_string();
        if module.content.is_none() {
            let declared = vec!["self".to_owned(), name];
            self.add(declared, module.ident.span());
            return;
        }
        self.inline.push(name);
        visit::visit_item_mod(self, module);
        self.inline.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|one| one.ident.to_string());
        self.add(segments.collect(), path.span());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.add_tokens(call.tokens.clone());
    }

    // What an attribute holds is for the compiler or for a derive, and `pub(crate)` uses nothing.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

/// Every method that is called, by its name alone and by that of what it is called upon: of
/// `text.lines().count()` these are `lines`, `text.lines`, `count`, `lines.count`.
pub(super) fn methods_called(file: &syn::File) -> Vec<(String, usize)> {
    let mut methods = Methods::default();
    methods.visit_file(file);
    methods.found
}

#[derive(Default)]
struct Methods {
    found: Vec<(String, usize)>,
}

impl<'ast> Visit<'ast> for Methods {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let line = call.method.span().start().line;
        let name = call.method.to_string();
        let receiver = match &*call.receiver {
            syn::Expr::MethodCall(before) => Some(&before.method),
            syn::Expr::Path(path) => path.path.get_ident(),
            _ => None,
        };
        self.found
            .extend(receiver.map(|before| (format!("{before}.{name}"), line)));
        self.found.push((name, line));
        visit::visit_expr_method_call(self, call);
    }
}

#[test]
fn names_are_those_of_code_and_not_of_texts_and_comments() {
    let text = "// fs::a\nfn b() {\n    let c = \"fs::d\";\n    vec![std::fs::read(&c)];\n}\n";
    let file = syn::parse_file(text).expect("it is Rust");
    let names: Vec<_> = names_used(&file)
        .into_iter()
        .map(|name| (name.segments.join("::"), name.line))
        .collect();
    let expected = [("vec", 4), ("std::fs::read", 4), ("c", 4)];
    assert_eq!(names, expected.map(|(name, line)| (name.to_owned(), line)));
}
