//! Why a folder cannot be built at all.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::Report;

/// What keeps a folder from being read. Nothing has been changed when it is returned.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// There is no paper in it.
    NoPapers(PathBuf),
    /// A file or folder cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// There is no theme of that name; the names there are.
    NoTheme(String, Vec<String>),
    /// A file that every page depends on has faults: its name, and the faults.
    Faulty(&'static str, Report),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(path) => write!(f, "there is no folder {}", path.display()),
            Self::NoPapers(path) => {
                write!(f, "there is no paper in {}: papers are Markdown files whose names end in .md", path.display())
            }
            Self::Unreadable(path, error) => write!(f, "{} cannot be read: {error}", path.display()),
            Self::NoTheme(name, known) => {
                write!(
                    f,
                    "there is no theme \"{name}\": there is {}, or make themes/{name}/ with `panelpress theme eject {name}`",
                    known.join(", ")
                )
            }
            Self::Faulty(name, _) => write!(f, "{name} has errors; nothing was built"),
        }
    }
}

impl std::error::Error for LoadError {}
