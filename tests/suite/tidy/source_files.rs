//! The files of the crate, as far as they are compiled into the program: what serves tests alone
//! is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit_mut::{self, VisitMut};

/// A file of the crate.
pub(super) struct SourceFile {
    /// From `src`, with `/`: `load/walk.rs`.
    pub(super) path: String,
    /// The names of the modules that lead to it: `["load", "walk"]`; none for `lib.rs`.
    pub(super) module: Vec<String>,
    /// What it says, without its tests.
    pub(super) syntax: syn::File,
}

impl SourceFile {
    /// A file of this text at this path.
    ///
    /// # Panics
    /// When the text is no Rust.
    pub(super) fn parse(path: &str, text: &str) -> Self {
        let mut syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        WithoutTests.visit_file_mut(&mut syntax);
        Self {
            path: path.to_owned(),
            module: module_of(path),
            syntax,
        }
    }

    /// The first name of its path, which `main.rs` and `lib.rs` have as well.
    pub(super) fn top_module(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let names = path.split('/').filter(|name| *name != "lib");
    names.map(str::to_owned).collect()
}

/// Takes out every item that is compiled for tests alone.
struct WithoutTests;

impl VisitMut for WithoutTests {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain(|item| !is_for_tests(attributes(item)));
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain(|item| !is_for_tests(attributes(item)));
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        block.items.retain(|item| match item {
            syn::ImplItem::Fn(function) => !is_for_tests(&function.attrs),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, block);
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether `#[cfg(test)]` or `#[test]` is among the attributes.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Path>()
                    .is_ok_and(|condition| condition.is_ident("test"))
    })
}

/// The files of `src`, in the order of their paths, but those that a `#[cfg(test)] mod` declares.
pub(super) fn source_files() -> Vec<SourceFile> {
    let src = crate_root().join("src");
    let files: Vec<SourceFile> = files_below(&src)
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| SourceFile::parse(&relative_path(path, &src), &text_of(path)))
        .collect();
    let declared = declared_modules(&files);
    files
        .into_iter()
        .filter(|file| is_declared(&file.module, &declared))
        .collect()
}

/// The modules in files of their own that the program declares, tests left out.
fn declared_modules(files: &[SourceFile]) -> BTreeSet<Vec<String>> {
    let mut declared = BTreeSet::new();
    for file in files {
        for item in &file.syntax.items {
            if let syn::Item::Mod(module) = item {
                // The modules that `main.rs` declares stand beside it.
                let above = file.module.iter().filter(|name| *name != "main");
                let mut path: Vec<String> = above.cloned().collect();
                path.push(module.ident.to_string());
                declared.insert(path);
            }
        }
    }
    declared
}

/// Whether the module and all above it are part of the program.
fn is_declared(module: &[String], declared: &BTreeSet<Vec<String>>) -> bool {
    let is_root = module.is_empty() || module == ["main"];
    is_root || (1..=module.len()).all(|length| declared.contains(&module[..length]))
}

pub(super) fn crate_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn text_of(path: &Path) -> String {
    fs::read_to_string(path).expect("the crate's own files can be read")
}

/// The path from `folder`, with `/`.
pub(super) fn relative_path(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).expect("it is below the folder");
    path.to_string_lossy().replace('\\', "/")
}

/// The files below a folder, in order.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    entries
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.is_file())
        .collect()
}

#[test]
fn files_that_serve_tests_alone_are_left_out() {
    let files = source_files();
    let has = |path: &str| files.iter().any(|file| file.path == path);
    assert!(files.len() > 300, "there are {} files", files.len());
    assert!(has("lib.rs") && has("main.rs") && has("load/walk.rs") && has("commands/build.rs"));
    assert!(!has("check/testing.rs") && !has("publish/tests.rs") && !has("publish/tests/disks.rs"));
}

#[test]
fn items_that_serve_tests_alone_are_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests { use super::b; }\n#[cfg(unix)]\nfn c() {}\n";
    let file = SourceFile::parse("load/walk.rs", text);
    assert_eq!(file.syntax.items.len(), 2);
    assert_eq!(
        (file.module.join("::"), file.top_module()),
        ("load::walk".to_owned(), "load")
    );
}
