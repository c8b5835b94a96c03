//! Which relative paths are safe to write, on any system: the site is often built on one and served from another.

use super::WriteError;

/// Refuses a path that could leave the folder of the site or that the manifest could not hold.
pub(super) fn check(path: &str) -> Result<(), WriteError> {
    match fault(path) {
        Some(because) => Err(WriteError::Path { path: path.to_owned(), because }),
        None => Ok(()),
    }
}

/// What is wrong with a path, if anything. Also asked of paths read from a manifest, which anybody may have written.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.chars().any(char::is_control) {
        return Some("contains a control character");
    }
    path.split('/').find_map(part_fault)
}

fn part_fault(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        Some("is not relative, or has an empty part")
    } else if part.trim_end_matches(['.', ' ']).is_empty() {
        // Windows drops dots and spaces at the end of a name, so ".. " is a way out too.
        Some("leaves the folder of the site")
    } else if part.contains('\\') {
        Some("contains a backslash")
    } else if cfg!(windows) && part.contains(':') {
        Some("contains a colon, which names a drive or a stream")
    } else if part.eq_ignore_ascii_case(".git") {
        Some("leads into a repository")
    } else {
        None
    }
}

/// The path as a file system sees it that does not tell upper from lower case.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}

/// The folders a path lies in, outermost first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}
