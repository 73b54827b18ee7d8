//! The marks at the head of quotations that say what these are for.

use crate::model::page::condition::Condition;
use crate::model::source::Span;

/// A quotation that begins with a marker, or what another tool writes for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// By the words between `[!` and `]`, whatever their case.
    pub kind: MarkerKind,
    /// `[!SAY]` itself, with its brackets.
    pub span: Span,
    /// Whether readers can fold it, and how it is shown at first.
    pub fold: Option<Fold>,
    /// Whether a title of the writer's own stands at its head, in place of what its kind is called.
    pub has_title: bool,
}

/// How a callout that readers can fold is shown at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// `> [!NOTE]+`.
    Open,
    /// `> [!NOTE]-`.
    Closed,
}

/// What a marked quotation is for. The first five are those of GitHub's alerts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkerKind {
    /// `> [!NOTE]`: worth knowing even when skimming.
    Note,
    /// `> [!TIP]`: advice that helps.
    Tip,
    /// `> [!IMPORTANT]`: what nobody should miss.
    Important,
    /// `> [!WARNING]`: what needs attention at once.
    Warning,
    /// `> [!CAUTION]`: what may do harm.
    Caution,
    /// `> [!SAY]`: words for the facilitator to say aloud.
    Say,
    /// `> [!FACILITATOR]`: advice for the facilitator alone.
    Facilitator,
    /// `> [!LATE]`: what to do when time runs out.
    Late,
    /// `> [!WHAT IF]`: what may go wrong, and what the facilitator does then; with a condition, as in
    /// `> [!WHAT IF people > 18]`, only where that holds.
    WhatIf(Option<Condition>),
    /// `> [!CUE timekeeper]`: what the holder of this role, as typed, is to do.
    Cue(Box<str>),
    /// `> [!MATERIALS]`: what to bring, a thing in each item of its lists or each paragraph.
    Materials,
    /// `> [!DECISION]`: the question that is decided.
    Decision,
    /// `> [!ONLINE]`: how this is done online.
    Online,
    /// A callout of another tool, which is shown as a note under its own word.
    Other {
        /// As typed.
        word: Box<str>,
        /// How it is drawn.
        like: CalloutStyle,
    },
    /// Nobody knows whom it is for, so nobody reads it.
    Unknown(Box<str>),
}

/// Which of GFM's alerts a callout of another tool looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutStyle {
    /// Like `> [!NOTE]`.
    Note,
    /// Like `> [!TIP]`.
    Tip,
    /// Like `> [!IMPORTANT]`.
    Important,
    /// Like `> [!WARNING]`.
    Warning,
    /// Like `> [!CAUTION]`.
    Caution,
}

/// Who may read a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Whoever reads the site.
    Everyone,
    /// Whoever leads the meeting, and so reads the run sheet.
    Facilitator,
    /// The holder of a role, and the facilitator.
    Role(Box<str>),
    /// No reader at all: it is left out everywhere.
    Nobody,
}

impl MarkerKind {
    /// Whether its block is an aside for everyone, which may have a title of its own and be folded.
    pub fn is_callout(&self) -> bool {
        matches!(
            self,
            MarkerKind::Note
                | MarkerKind::Tip
                | MarkerKind::Important
                | MarkerKind::Warning
                | MarkerKind::Caution
                | MarkerKind::Other { .. }
        )
    }

    /// Who may read a block with this marker.
    pub fn audience(&self) -> Audience {
        match self {
            MarkerKind::Say
            | MarkerKind::Facilitator
            | MarkerKind::Late
            | MarkerKind::WhatIf(_) => Audience::Facilitator,
            MarkerKind::Cue(role) => Audience::Role(role.clone()),
            MarkerKind::Unknown(_) => Audience::Nobody,
            _ => Audience::Everyone,
        }
    }
}
