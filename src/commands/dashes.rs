//! Options whose hyphens a writing program has made dashes of.

use std::ffi::OsString;

use anyhow::bail;

/// Refuses such an option, with what to type.
///
/// # Errors
/// Where there is one among `arguments`.
pub(crate) fn refuse(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<()> {
    let odd = arguments.find_map(|argument| {
        let argument = argument.to_str()?.to_owned();
        Some((with_hyphens(&argument)?, argument))
    });
    match odd {
        Some((typed, argument)) => {
            bail!(
                "`{argument}` begins with a dash, where an option takes two hyphens; type {typed}"
            )
        }
        None => Ok(()),
    }
}

/// The option as it is to be typed. A title may begin with a dash too.
fn with_hyphens(argument: &str) -> Option<String> {
    let name = argument.trim_start_matches(['-', '–', '—']);
    let dashes = &argument[..argument.len() - name.len()];
    let is_option = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.split('=').next().unwrap_or(name).contains(' ');
    (is_option && dashes.contains(['–', '—'])).then(|| format!("--{name}"))
}

#[cfg(test)]
mod tests {
    use super::with_hyphens;

    #[test]
    fn a_dash_before_an_option_is_told_with_the_hyphens_to_type() {
        for (argument, typed) in [
            ("-–fix", Some("--fix")),
            ("—open", Some("--open")),
            ("–port=80", Some("--port=80")),
            ("--fix", None),
            ("– a title", None),
            ("— Title", None),
        ] {
            assert_eq!(with_hyphens(argument).as_deref(), typed, "{argument}");
        }
    }
}
