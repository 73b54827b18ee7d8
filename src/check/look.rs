//! The logo of `[look]` must be a picture of the project. The rule is `invalid-setting`.

use crate::diagnostic::{Diagnostic, invalid_look};
use crate::model::format::FileFormat;
use crate::model::site::Site;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let Some(logo) = &site.config.look.logo else {
        return;
    };
    let pictures = site.files.iter();
    let pictures = pictures.filter(|(_, file)| file.format == FileFormat::Picture);
    match site.files.get(&logo.value) {
        None => findings.push(invalid_look::no_logo(
            logo.span,
            &logo.value,
            pictures.map(|(path, _)| path.as_str()),
        )),
        Some(file) if file.format != FileFormat::Picture => {
            findings.push(invalid_look::logo_is_no_picture(logo.span, &logo.value));
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_logo_that_is_missing_is_found() {
        let site = "title = \"T\"\n[look]\nlogo = \"pictures/logo.svg\"\n";
        let found = of(
            "invalid-setting",
            &[("site.toml", site), ("content/logo.txt", "x")],
        );
        assert_eq!(
            found,
            [
                "error[invalid-setting] site.toml:3:8 there is no picture `pictures/logo.svg` for the logo; help: put the picture into the folder content, and write its path from there: logo = \"pictures/logo.svg\""
            ]
        );
    }
}
