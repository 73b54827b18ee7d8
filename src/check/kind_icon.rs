//! The icon of a kind must be a file of the theme. The rule is `invalid-kind`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, invalid_kind};
use crate::load::StaticFile;
use crate::model::kind::Kind;

pub(crate) fn judge(kinds: &[Arc<Kind>], statics: &[StaticFile], findings: &mut Vec<Diagnostic>) {
    let icons = kinds.iter().filter_map(|kind| kind.icon.as_ref());
    let known = statics.iter().map(|file| file.path.as_str());
    let missing = icons.filter(|icon| known.clone().all(|path| path != icon.value));
    findings.extend(missing.map(|icon| invalid_kind::no_icon(icon, known.clone())));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn an_icon_that_is_no_file_of_the_theme_is_found() {
        let found = of(
            "invalid-kind",
            &[(
                "site.toml",
                "title = \"T\"\n[kinds.story]\nicon = \"fire\"\n",
            )],
        );
        assert_eq!(
            found,
            [
                "error[invalid-kind] site.toml:3:8 there is no file `fire` in the folder static of the theme; help: put a picture into the folder static of a theme of your own, and write its whole name: icon = \"fire.svg\""
            ]
        );
    }
}
