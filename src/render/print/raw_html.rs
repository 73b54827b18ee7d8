//! Raw HTML as the tags and words that stand in it. It may open what other raw HTML closes, so that no tree
//! can be made of it alone.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

pub(super) enum Piece {
    Open(Element),
    Close(String),
    Words(String),
}

pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The pieces of a stretch of HTML, in order. Comments are none.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It stops at the end of each script.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.take()
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(words) => pieces.push(Piece::Words(words.to_string())),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                pieces.push(Piece::Close(tag.name.to_string()));
            }
            Token::TagToken(tag) => {
                let element = element(&tag);
                let kind = match &*element.name {
                    "script" => Some(RawKind::ScriptData),
                    "style" => Some(RawKind::Rawtext),
                    _ => None,
                };
                pieces.push(Piece::Open(element));
                if let Some(kind) = kind {
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn element(tag: &Tag) -> Element {
    let attributes = tag.attrs.iter();
    let attributes = attributes.map(|attribute| {
        let name = attribute.name.local.to_string();
        (name, attribute.value.to_string())
    });
    Element {
        name: tag.name.to_string(),
        attributes: attributes.collect(),
    }
}
