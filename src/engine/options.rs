//! What a command asks of a build.

use crate::model::config::Config;
use crate::model::download::Download;
use crate::model::page::{Meta, Page, Withheld};
use crate::model::sheet::Meeting;
use crate::model::source::Span;

/// What the writer asks for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are pages like others.
    pub drafts: bool,
    /// Whether pages that are never published are pages like others, where nothing is made of them.
    pub withheld: bool,
    /// In place of that of `site.toml`; ends with a slash.
    pub base_url: Option<String>,
    /// A meeting whose agenda is another than its page says, and what of it is.
    pub meeting: Option<(String, Meeting)>,
    /// Files that hold the whole site, to be made beside it.
    pub downloads: Vec<Download>,
}

impl Options {
    /// Lets what is asked for on the command line go before what `site.toml` says.
    pub(super) fn apply(&self, config: &mut Config) {
        if let Some(base_url) = &self.base_url {
            config.base_url = Some(base_url.clone());
        }
        config.downloads.clone_from(&self.downloads);
    }

    /// A page whose agenda is that of one meeting; `None` for any other.
    pub(super) fn held(&self, page: &Page) -> Option<Page> {
        let (name, meeting) = self.meeting.as_ref()?;
        if page.agenda.is_none() || !page.is_called(name) {
            return None;
        }
        let mut page = page.clone();
        let place = Span::whole(page.source);
        meeting.apply(page.agenda.as_mut()?, place);
        Some(page)
    }

    /// Whether the rules judge a page: one that is left out as it says itself is none of those.
    pub(super) fn judges(&self, meta: &Meta) -> bool {
        let is_draft = meta.draft && !self.drafts;
        let is_asked = meta.withheld == Some(Withheld::Asked);
        !is_draft && (self.withheld || !is_asked) && meta.withheld != Some(Withheld::Hidden)
    }

    /// What stands for an input together with these options.
    pub(super) fn fingerprint(&self, input: &str) -> String {
        let options = format!("{input} {self:?}");
        blake3::hash(options.as_bytes()).to_hex()[..32].to_owned()
    }
}
