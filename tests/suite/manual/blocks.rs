//! The fenced blocks of the manual's pages, and what the words behind their fences say.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::pages;

/// A fenced block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// The first word behind the fence.
    pub(super) lang: String,
    /// The others: `page`, `site`, `sources`, `path=…`, `finds=…`.
    pub(super) words: Vec<String>,
    pub(super) text: String,
}

/// Blocks that stand in one site together.
#[derive(Debug)]
pub(super) struct Chapter {
    /// The page, and the heading where each heading of a page is a chapter by itself.
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
}

/// The page on which each heading has a site of its own.
const BY_HEADING: &str = "reference/rules.md";

impl Block {
    pub(super) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    pub(super) fn value(&self, key: &str) -> Option<&str> {
        let values = self.words.iter().filter_map(|word| word.split_once('='));
        let mut values = values.filter(|(known, _)| *known == key);
        values.next().map(|(_, value)| value)
    }
}

/// The blocks of all pages, by chapter.
pub(super) fn chapters() -> Vec<Chapter> {
    let chapters = pages()
        .into_iter()
        .flat_map(|(path, text)| of_page(&path, &text));
    chapters.collect()
}

fn of_page(path: &str, text: &str) -> Vec<Chapter> {
    let chapter = |name: String| Chapter {
        name,
        blocks: Vec::new(),
    };
    let mut chapters = vec![chapter(path.to_owned())];
    let mut block: Option<Block> = None;
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS) {
        match event {
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H3 => {
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(words) = heading.take().filter(|_| path == BY_HEADING) {
                    chapters.push(chapter(format!("{path}: {words}")));
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                block = Some(Block {
                    lang: words.next().unwrap_or_default(),
                    words: words.collect(),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => {
                if let (Some(block), Some(chapter)) = (block.take(), chapters.last_mut()) {
                    chapter.blocks.push(block);
                }
            }
            Event::Text(words) => {
                if let Some(block) = &mut block {
                    block.text.push_str(&words);
                } else if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    chapters
}

#[test]
fn the_words_behind_a_fence_say_what_a_block_is() {
    let text = "Text.\n\n```markdown page path=content/a.md finds=dead-link\n[[x]]\n```\n";
    let chapters = of_page("guide/a.md", text);
    let [block] = &chapters[0].blocks[..] else {
        panic!("{chapters:?}");
    };
    assert_eq!(
        (block.lang.as_str(), block.text.as_str()),
        ("markdown", "[[x]]\n")
    );
    assert!(block.is("page") && !block.is("site"));
    assert_eq!(block.value("path"), Some("content/a.md"));
    assert_eq!(block.value("finds"), Some("dead-link"));
}
