//! English words whose forms share no stem, so that readers of any of them find all: `wrote` and `write`, `men` and `man`.
//!
//! Only words are here that are no others as well: what is left is not to the left, and what is met stays met, since
//! meetings are everywhere.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Each word, and its forms.
const FORMS: &str = "begin: began begun; break: broke broken; bring: brought; build: built; buy: bought; child: children; \
    choose: chose chosen; come: came; become: became; draw: drew drawn; drive: drove driven; fall: fell \
    fallen; fight: fought; find: found; foot: feet; forget: forgot forgotten; get: got gotten; give: \
    gave given; go: went gone; grow: grew grown; hear: heard; hold: held; keep: kept; know: knew known; \
    lead: led; lose: lost; make: made; man: men; pay: paid; ride: rode ridden; run: ran; say: said; \
    seek: sought; sell: sold; send: sent; shake: shook shaken; sing: sang sung; sit: sat; speak: spoke \
    spoken; spend: spent; stand: stood; understand: understood; steal: stole stolen; strike: struck; \
    take: took taken; teach: taught; tell: told; think: thought; throw: threw thrown; win: won; woman: \
    women; write: wrote written";

/// The word of each form.
static WORDS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let entries = FORMS.split("; ").filter_map(|entry| entry.split_once(": "));
    entries
        .flat_map(|(word, forms)| forms.split_whitespace().map(move |form| (form, word)))
        .collect()
});

/// The word of which this is a form.
pub(super) fn word(form: &str) -> Option<&'static str> {
    WORDS.get(form).copied()
}
