//! Colours of a theme of one's own, and of `[look]`: whether they are colours, and whether text in one can be read on
//! the other (WCAG 2.2, success criterion 1.4.3, level AA).

use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::diagnostic::{Diagnostic, Rule, Severity, invalid_theme};
use crate::model::colour::{Colour, READABLE};
use crate::model::config::Look;
use crate::model::source::Span;
use crate::model::theme::{ACCENT, Scheme, Token, Tokens};

pub(crate) static RULE: Rule = Rule {
    name: "low-contrast",
    severity: Severity::Warning,
    about: "Two colors of a theme of one's own, or the accent of `[look]` and paper, that differ too little for text in \
            one to be read on the other by everybody: 4.5 times as light or as dark is the least (WCAG, level AA).",
};

/// Judges the tokens of a theme, and what `site.toml` says of the look.
pub(crate) fn judge(look: &Look, theme: &Tokens, findings: &mut Vec<Diagnostic>) {
    if let Some(accent) = &look.accent {
        judge_accent(accent.value, accent.span, theme, findings);
    }
    let tokens = theme.with_accent(look.accent.as_ref());
    no_tokens(&tokens, findings);
    no_colours(&tokens, findings);
    let mut told: Vec<&Token> = Vec::new();
    for scheme in Scheme::ALL {
        for [text, ground] in &tokens.pairs {
            let Some(token) = at_fault(&tokens, scheme, &text.value, &ground.value) else {
                continue;
            };
            let [text, ground] = [text, ground].map(|name| &*name.value);
            // One colour is to be changed once, so that it can be read wherever it stands.
            if !told.contains(&token)
                && let Some(finding) = finding(&tokens, scheme, text, ground, token)
            {
                findings.push(finding);
                told.push(token);
            }
        }
    }
}

/// The colour of a group, on paper: there and on screens the nearest that can be read is used.
fn judge_accent(accent: Colour, span: Span, theme: &Tokens, findings: &mut Vec<Diagnostic>) {
    let paper = theme
        .colour(Scheme::Light, "paper")
        .unwrap_or(Colour::WHITE);
    if accent.contrast(paper) >= READABLE {
        return;
    }
    let readable = accent.readable_on(paper);
    let message = format!(
        "the accent `{accent}` cannot be read well on {}: its contrast is {:.2}, and 4.5 is the least",
        name_paper(paper),
        rounded_down(accent.contrast(paper))
    );
    let help = format!(
        "text is written in `{readable}` in its place; to have it so everywhere, write accent = \"{readable}\""
    );
    findings.push(RULE.at(span, message).help(help).suggest(Suggestion::new(
        Maybe,
        span,
        format!("\"{readable}\""),
    )));
}

/// A contrast that is too low never looks as if it was enough.
fn rounded_down(contrast: f32) -> f32 {
    (contrast * 100.0).floor() / 100.0
}

/// The token of the project to which a pair is due.
fn at_fault<'a>(tokens: &'a Tokens, scheme: Scheme, text: &str, ground: &str) -> Option<&'a Token> {
    let own = |name: &str| tokens.get(scheme, name).filter(|token| token.is_own);
    own(text).or_else(|| own(ground))
}

fn where_seen(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Light => "",
        Scheme::Dark => " on dark screens",
        Scheme::MoreContrast => " for readers who ask for more contrast",
        Scheme::MoreContrastDark => " on dark screens, for readers who ask for more contrast",
    }
}

fn finding(
    tokens: &Tokens,
    scheme: Scheme,
    text: &str,
    ground: &str,
    token: &Token,
) -> Option<Diagnostic> {
    let [ink, paper] = [text, ground].map(|name| tokens.colour(scheme, name));
    let (ink, paper) = (ink?, paper?);
    let contrast = ink.contrast(paper);
    if contrast >= READABLE {
        return None;
    }
    let screen = where_seen(scheme);
    let shown = rounded_down(contrast);
    let message = format!(
        "`{text}` ({ink}) cannot be read well on `{ground}` ({paper}){screen}: its contrast is {shown:.2}, and 4.5 is the least"
    );
    let readable = readable(tokens, token, text, ink, paper);
    let finding = RULE.at(token.span, message);
    // A colour of the text can be mended by itself; a ground is shared by other texts, so it is only named.
    let finding = if token.name == text {
        finding
            .help(format!(
                "write {text} = \"{readable}\", or another {ground}"
            ))
            .suggest(Suggestion::value(
                Maybe,
                token.span,
                &token.value,
                &readable.to_string(),
            ))
    } else {
        finding.help(format!(
            "write another {ground}, or {text} = \"{readable}\" beside it"
        ))
    };
    Some(finding)
}

/// The colour nearest to `ink` that can be read on `paper`, and wherever else this token shows `text`, if there is one.
fn readable(tokens: &Tokens, token: &Token, text: &str, ink: Colour, paper: Colour) -> Colour {
    let mut grounds = vec![paper];
    for scheme in Scheme::ALL {
        if tokens.get(scheme, text) == Some(token) {
            let pairs = tokens.pairs.iter().filter(|[one, _]| one.value == text);
            grounds.extend(pairs.filter_map(|[_, ground]| tokens.colour(scheme, &ground.value)));
        }
    }
    let darkest = grounds.iter().fold(ink, |colour, ground| {
        if colour.contrast(*ground) >= READABLE {
            colour
        } else {
            colour.readable_on(*ground)
        }
    });
    let is_readable = |ground: &Colour| darkest.contrast(*ground) >= READABLE;
    if grounds.iter().all(is_readable) {
        darkest
    } else {
        ink.readable_on(paper)
    }
}

/// Names that no token has, and tokens of one's own that are perhaps mistyped.
fn no_tokens(tokens: &Tokens, findings: &mut Vec<Diagnostic>) {
    let all = Scheme::ALL.into_iter().flat_map(|scheme| tokens.of(scheme));
    let names: Vec<&str> = all.clone().map(|token| &*token.name).collect();
    for name in tokens.pairs.iter().flatten() {
        if !names.contains(&&*name.value) {
            findings.push(invalid_theme::no_token(name.span, &name.value, &names));
        }
    }
    let beneath: Vec<&str> = all
        .filter(|token| !token.is_new)
        .map(|token| &*token.name)
        .collect();
    let own = tokens.of(Scheme::Light).iter();
    for token in own.filter(|token| token.is_own && token.is_new) {
        if let Some(near) = suggest(&token.name, beneath.iter().copied())
            && is_slip(&token.name, near)
        {
            findings.push(invalid_theme::near_token(token.span, &token.name, near));
        }
    }
}

/// Whether one name may be the other with a letter too many or too few, or one for another. A number or a word more
/// makes another name.
fn is_slip(name: &str, near: &str) -> bool {
    let signs = |name: &str| {
        let signs = name.chars().filter(|c| !c.is_ascii_alphabetic());
        signs.collect::<String>()
    };
    name != near && name.len().abs_diff(near.len()) <= 1 && signs(name) == signs(near)
}

/// Tokens that are to be colours and are none.
fn no_colours(tokens: &Tokens, findings: &mut Vec<Diagnostic>) {
    let pairs = tokens.pairs.iter().flatten();
    let mut names: Vec<&str> = pairs.map(|name| name.value.as_str()).collect();
    names.push(ACCENT);
    for scheme in Scheme::ALL {
        for token in tokens.of(scheme).iter().filter(|token| token.is_own) {
            let is_meant = names.contains(&&*token.name) || token.value.starts_with('#');
            let is_colour =
                Colour::parse(&token.value).is_some() || token.value.starts_with("var(");
            if is_meant && !is_colour {
                findings.push(invalid_theme::no_colour(
                    token.span,
                    &token.name,
                    &token.value,
                ));
            }
        }
    }
}

fn name_paper(paper: Colour) -> String {
    if paper == Colour::WHITE {
        "white paper".to_owned()
    } else {
        format!("the paper `{paper}`")
    }
}
