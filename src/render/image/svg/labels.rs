//! Words that a drawing holds twice: as a piece of a web page, which is left out, and as plain text for
//! programs that show none. draw.io cuts the plain ones after a few.

/// What stands in a `switch` that is open.
#[derive(Default)]
struct Label {
    /// The words of the pieces of web pages.
    left_out: String,
    /// The words that stay.
    kept: String,
    /// Whether a picture of the words stays.
    has_picture: bool,
}

#[derive(Default)]
pub(super) struct Labels {
    open: Vec<Label>,
    /// The first words that readers would miss.
    cut: Option<String>,
}

impl Labels {
    pub(super) fn start(&mut self, name: &str) {
        if name == "switch" {
            self.open.push(Label::default());
        }
        if let (Some(label), "image") = (self.open.last_mut(), name) {
            label.has_picture = true;
        }
    }

    /// Words as they stand in XML, which are kept or left out.
    pub(super) fn words(&mut self, words: &str, is_kept: bool) {
        if let Some(label) = self.open.last_mut() {
            let all = if is_kept {
                &mut label.kept
            } else {
                &mut label.left_out
            };
            all.push_str(words);
            all.push(' ');
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if name != "switch" {
            return;
        }
        let Some(label) = self.open.pop() else {
            return;
        };
        let letters = |words: &str| words.split_whitespace().collect::<String>();
        let is_whole = letters(&label.kept).contains(&letters(&label.left_out));
        if !is_whole && !label.has_picture && self.cut.is_none() {
            let words: Vec<&str> = label.left_out.split_whitespace().collect();
            self.cut = Some(words.join(" "));
        }
    }

    /// Words that are partly left out, where nothing else shows what is missing.
    pub(super) fn cut(self) -> Option<String> {
        self.cut
    }
}
