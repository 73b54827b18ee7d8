//! Pictures with all that says how they are shown, and embeds, which are written like them.

use std::ops::Range;

use pulldown_cmark::{Event as Raw, LinkType};

use super::builder::{Builder, add, gather};
use super::links::form;
use crate::diagnostic::other_syntax;
use crate::model::page::{Body, Embed, EventKind, Image, Node, Scale, Target};
use crate::model::source::Span;
use crate::parse::attributes::Attributes;
use crate::parse::context::Dialect;
use crate::parse::link;
use crate::parse::rewrite::{self, height_of, scale, sized};

/// The attributes that are understood, by what other tools call them.
const ALT: [&str; 2] = ["alt", "fig-alt"];
const CAPTION: [&str; 4] = ["caption", "fig-cap", "title", "data-caption"];
const CREDIT: [&str; 3] = ["credit", "attribution", "data-credit"];
const WIDTH: [&str; 1] = ["width"];
const HEIGHT: [&str; 1] = ["height"];

impl<'t> Builder<'t> {
    pub(super) fn image(
        &mut self,
        link_type: LinkType,
        dest: &str,
        title: &str,
        events: &[(Raw<'t>, Range<usize>)],
        at: usize,
    ) -> usize {
        let range = &events[at].1;
        let span = self.span(range);
        let (alt, after) = gather(events, at, |event| match event {
            Raw::Text(text) | Raw::Code(text) => Some(text),
            Raw::SoftBreak | Raw::HardBreak => Some(" "),
            _ => None,
        });
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let target_span = link::target_span(self.text, span, dest, form(link_type));
        if wiki && !link::names_image(dest) {
            self.embed(link::wiki(dest), span, target_span);
            return after;
        }
        let target = if wiki {
            link::wiki(dest)
        } else if self.context.dialect == Dialect::Plain {
            Target::External(dest.into())
        } else {
            link::from_page(dest, &self.context)
        };
        // The parser gives `![[plan.png]]` the name of its file as a text, which describes nothing.
        let described = link_type != LinkType::WikiLink { has_pothole: false };
        let mut image = Image {
            target,
            span,
            target_span,
            alt: if described {
                rewrite::restore(&alt).into()
            } else {
                "".into()
            },
            caption: (!title.is_empty()).then(|| rewrite::restore(title).into()),
            credit: None,
            scale: None,
            fills_figure: false,
            is_decorative: false,
            public: true,
        };
        if self.context.dialect != Dialect::Plain {
            self.dress(&mut image, range);
        }
        let image = add(&mut self.body.images, image);
        self.push(EventKind::Image(image), span);
        after
    }

    fn embed(&mut self, target: Target, span: Span, target_span: Span) {
        let embed = Embed {
            target,
            span,
            target_span,
            public: true,
        };
        let embed = add(&mut self.body.embeds, embed);
        self.push(EventKind::Embed(embed), span);
    }

    /// Reads what stands in and behind a picture and says how it is shown. `range` is its place in what
    /// was parsed.
    fn dress(&mut self, image: &mut Image, range: &Range<usize>) {
        let (words, scale) = sized(&image.alt);
        if scale.is_some() {
            image.alt = words.trim().into();
        }
        let behind = self.rewritten.sizes.range(range.clone()).next();
        image.scale = behind.map(|(_, scale)| *scale).or(scale);
        if let Some(attributes) = self.rewritten.braces.get(&range.end) {
            apply(image, attributes);
            self.unread_attributes(attributes, image.span);
        }
    }

    /// Says which attributes of pictures mean nothing here, once a page.
    fn unread_attributes(&mut self, attributes: &Attributes, picture: Span) {
        let unread = unread(attributes);
        if !unread.is_empty() && !self.has_unread_attributes {
            self.has_unread_attributes = true;
            let finding = other_syntax::picture_attributes(picture, &unread);
            self.findings.push(finding);
        }
    }
}

/// Gives a picture what its attributes say. In tools that have one for the description, what stands between
/// the square brackets is the caption.
fn apply(image: &mut Image, attributes: &Attributes) {
    let value = |keys: &[&str]| attributes.value(keys).map(|value| value.value.as_str());
    if let Some(alt) = value(&ALT) {
        let words = std::mem::replace(&mut image.alt, alt.into());
        let is_caption = !words.trim().is_empty() && *words != *image.alt;
        if image.caption.is_none() && is_caption {
            image.caption = Some(words);
        }
    }
    let given = |keys: &[&str]| value(keys).filter(|words| !words.trim().is_empty());
    image.caption = given(&CAPTION).map(Into::into).or(image.caption.take());
    image.credit = given(&CREDIT).map(Into::into);
    let size = width(attributes).or_else(|| value(&HEIGHT).and_then(height_of));
    image.scale = size.or(image.scale);
}

fn width(attributes: &Attributes) -> Option<Scale> {
    scale(&attributes.value(&WIDTH)?.value)
}

/// The attributes of a list that mean nothing here, as a writer types them.
fn unread(attributes: &Attributes) -> Vec<String> {
    let classes = attributes.classes.iter().map(|class| format!(".{class}"));
    let values = attributes.values.iter().filter(|value| {
        let key = [value.key.as_str()];
        let is_in = |keys: &[&str]| keys.contains(&key[0]);
        let is_size = |scale: Option<Scale>| scale.is_some() || value.value == "auto";
        let is_read = is_in(&ALT)
            || is_in(&CAPTION)
            || is_in(&CREDIT)
            || is_in(&WIDTH) && is_size(scale(&value.value))
            || is_in(&HEIGHT) && is_size(height_of(&value.value));
        !is_read
    });
    classes
        .chain(values.map(|value| value.key.clone()))
        .collect()
}

/// Whether a link begins or ends here.
fn is_link(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Start(Node::Link(_)) | EventKind::End(Node::Link(_))
    )
}

/// Turns paragraphs that are one picture, with something to be shown under it, into figures.
pub(super) fn fill_figures(body: &mut Body) {
    for at in 0..body.events.len() {
        if body.events[at].kind != EventKind::Start(Node::Paragraph) {
            continue;
        }
        let inner = body.events[at + 1..].iter().enumerate();
        let mut inner = inner.filter(|(_, event)| !is_link(event.kind));
        let (Some((_, first)), Some((length, second))) = (inner.next(), inner.next()) else {
            continue;
        };
        let EventKind::Image(image) = first.kind else {
            continue;
        };
        let picture = &mut body.images[image as usize];
        let is_alone = second.kind == EventKind::End(Node::Paragraph);
        if is_alone && (picture.caption.is_some() || picture.credit.is_some()) {
            picture.fills_figure = true;
            body.events[at].kind = EventKind::Start(Node::Figure(image));
            body.events[at + 1 + length].kind = EventKind::End(Node::Figure(image));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ALT, CAPTION, CREDIT, HEIGHT, WIDTH};
    use crate::model::field_set::PICTURE;

    #[test]
    fn the_set_of_a_pictures_attributes_names_every_spelling() {
        let read: [&[&str]; 5] = [&WIDTH, &HEIGHT, &ALT, &CAPTION, &CREDIT];
        assert_eq!(PICTURE.fields.len(), read.len());
        for (field, spellings) in PICTURE.fields.iter().zip(read) {
            assert_eq!(field.name, spellings[0]);
            let mut others = spellings[1..].iter();
            assert!(others.all(|other| field.about.contains(&format!("`{other}`"))));
        }
    }
}
