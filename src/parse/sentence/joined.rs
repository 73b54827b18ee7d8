//! Text put together from its parts without the marks between them, and without the blanks that were theirs.

/// Plain words as they are read where marks are left out.
#[derive(Debug, Default)]
pub(super) struct Joined {
    text: String,
    /// Whether a blank may stand before `;`, `:`, `!` and `?`, as in French.
    is_wide: bool,
    /// Whether nothing but blanks came after what was left out.
    after_gap: bool,
}

impl Joined {
    pub(super) fn new(lang: &str) -> Self {
        let code = lang.split(['-', '_']).next();
        Joined {
            is_wide: code == Some("fr"),
            ..Joined::default()
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    /// Says that something is left out here: a mark, the number of a note.
    pub(super) fn leave_out(&mut self) {
        self.after_gap = true;
    }

    /// Adds words, and gives the length of the text that was kept before them: blanks before a gap go, and so do brackets
    /// that held nothing else.
    pub(super) fn add(&mut self, words: &str) -> usize {
        let mut words = words;
        if self.after_gap {
            words = self.close_gap(words);
            self.after_gap = words.trim().is_empty();
        }
        if self.text.is_empty() || self.text.ends_with(' ') {
            words = words.trim_start_matches(' ');
        }
        let kept = self.text.len();
        self.text.push_str(words);
        kept
    }

    /// The words that follow a gap, where the text before them is cut back as they ask for.
    fn close_gap<'w>(&mut self, words: &'w str) -> &'w str {
        let bare = words.trim_start();
        let before = self.text.trim_end();
        if let Some(behind) = bare.strip_prefix([')', '）'])
            && let Some(open) = before.strip_suffix(['(', '（'])
        {
            self.text.truncate(open.trim_end().len());
            return self.close_gap(behind);
        }
        if before.ends_with(['(', '（', '[', '“', '„', '«', '‘']) || self.stands_close(bare)
        {
            self.text.truncate(before.len());
            return bare;
        }
        // What is no word stood close to the mark, as a dash may: `so [1]—and`.
        if words.starts_with(|c: char| !c.is_alphanumeric() && !is_opening(c)) {
            self.text.truncate(before.len());
        }
        words
    }

    /// Whether words begin with what stands close behind a word.
    fn stands_close(&self, words: &str) -> bool {
        let close = [
            '.', ',', ')', ']', '…', '。', '，', '、', '；', '：', '！', '？', '）', '」', '』',
        ];
        words.starts_with(close) || !self.is_wide && words.starts_with([';', ':', '!', '?'])
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '„' | '«' | '‘' | '"' | '（' | '「')
}

#[cfg(test)]
mod tests {
    use super::Joined;

    /// A text in which `*` stands for what is left out.
    fn joined(text: &str, lang: &str) -> String {
        let mut joined = Joined::new(lang);
        for (at, words) in text.split('*').enumerate() {
            if at > 0 {
                joined.leave_out();
            }
            joined.add(words);
        }
        joined.as_str().to_owned()
    }

    #[test]
    fn what_is_left_out_leaves_no_blanks_and_no_brackets() {
        for (text, shown) in [
            ("words * and words", "words and words"),
            ("words ** and * * words", "words and words"),
            ("words *, and * ; or *.", "words, and; or."),
            ("words * , and * .", "words, and."),
            ("words (*) and (*).", "words and."),
            ("words (*) , and ((*)) .", "words, and."),
            ("words (* first) and (last *)", "words (first) and (last)"),
            ("so *—and *– or */or", "so—and– or/or"),
            ("* At the start", "At the start"),
            (
                "before * (a remark) and * “quoted *”",
                "before (a remark) and “quoted”",
            ),
            ("中文 * 句子 * 。", "中文 句子。"),
            ("中文（*）句子", "中文句子"),
            ("Use .NET here", "Use .NET here"),
            ("two  words *", "two  words "),
        ] {
            assert_eq!(joined(text, "en"), shown, "{text}");
        }
        assert_eq!(
            joined("un * ; « deux * » : trois *.", "fr"),
            "un ; « deux » : trois."
        );
    }
}
