//! What paths and names say as texts, without a look at the site.

/// The folder of a path, from where the path is told; empty for what is in none.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether two differ in nothing but capital letters, which no name minds and some file systems
/// cannot tell apart.
pub(super) fn differ_in_capitals_alone(one: &str, other: &str) -> bool {
    one != other && one.to_lowercase() == other.to_lowercase()
}
