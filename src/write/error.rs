//! What can go wrong between the bytes and the folder, each as a sentence with what would help.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a site could not be written. Unless it is [`WriteError::Disk`] during a commit, the site is as it was.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder is filled with files the program did not write.
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The first few names in it.
        some_files: Vec<String>,
    },
    /// No site may be written to this folder.
    Unsuitable {
        /// The output folder.
        folder: PathBuf,
        /// What it is, to follow its name: "is a file".
        because: &'static str,
    },
    /// Another build of the site is running.
    Locked {
        /// The file that the other build has locked.
        lock: PathBuf,
    },
    /// A path that would leave the output folder, or that a file system could not keep.
    Path {
        /// The path as it was staged.
        path: String,
        /// What is wrong, to follow the path: "leaves the folder of the site".
        because: &'static str,
    },
    /// One path was staged twice: a fault of the program.
    Twice {
        /// The path.
        path: String,
    },
    /// Two files that some or all file systems cannot hold beside each other.
    Collision {
        /// The path that sorts first.
        first: String,
        /// The other path.
        second: String,
    },
    /// Files of somebody else stand where files of the site belong.
    Occupied {
        /// The output folder.
        folder: PathBuf,
        /// What is in the way, sorted, relative to the folder.
        files: Vec<String>,
    },
    /// The disk refused.
    Disk {
        /// What was attempted: "write".
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl WriteError {
    /// For `map_err`: what was attempted, and on what.
    pub(super) fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Disk { action, path: path.to_path_buf(), error }
    }

    /// The same for two paths in any order, so that the sentence does not depend on which thread came first.
    pub(super) fn collision(one: &str, other: &str) -> Self {
        Self::Collision { first: one.min(other).to_owned(), second: one.max(other).to_owned() }
    }
}

impl Display for WriteError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { folder, some_files } => write!(
                f,
                "{} holds files that Panelpress did not write ({}); choose another folder with --output, or empty this one",
                folder.display(),
                some(some_files)
            ),
            Self::Unsuitable { folder, because } => {
                write!(f, "{} {because}; choose another folder with --output", folder.display())
            }
            Self::Locked { lock } => write!(
                f,
                "another build of this site is running (it has locked {}); wait for it to end, or end it, and try again",
                lock.display()
            ),
            Self::Path { path, because } => write!(f, "the path {path:?} {because}; rename the file it is made from"),
            Self::Twice { path } => {
                write!(f, "{path} was written twice in one build; this is a fault of Panelpress, please report it")
            }
            Self::Collision { first, second } => write!(
                f,
                "{first} and {second} cannot both be in a site, as many disks take one for the other or for its folder; rename one of them"
            ),
            Self::Occupied { folder, files } => write!(
                f,
                "{} already holds {} where files of the site belong, and Panelpress did not write {}; move away what is \
                 still needed, delete the rest, and build again",
                folder.display(),
                some(files),
                if files.len() == 1 { "it" } else { "them" }
            ),
            Self::Disk { action, path, error } => {
                write!(f, "cannot {action} {}: {error}{}", path.display(), remedy(error.kind()))
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Disk { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// The first three names.
fn some(files: &[String]) -> String {
    let shown = files.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    if files.len() > 3 { format!("{shown} …") } else { shown }
}

fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "; check who may write there, and that no other program has it open",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; free some space and build again",
        ErrorKind::ReadOnlyFilesystem => "; choose a folder that can be written to",
        _ => "",
    }
}
