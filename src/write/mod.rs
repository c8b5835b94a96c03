//! Bytes to the folder of the site, through a manifest of the files it owns.
//!
//! Files are staged beside the site first, in the `.panelpress` folder; only [`Destination::commit`] touches the site, file by
//! file. What is already there with the same bytes is neither staged nor written. Only files that the manifest lists are ever
//! deleted, so a `.git`, a `CNAME` or a file somebody put there stays.

mod commit;
mod error;
mod folder;
mod manifest;
mod obstacle;
mod path;
mod stage;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_64;

pub use error::WriteError;
use folder::{Standing, making_folder};
use manifest::Manifest;
use stage::{Files, Staging};

/// The folder a site is written to. Many threads may stage at once; dropped without a commit, it leaves the site as it was.
#[derive(Debug)]
pub struct Destination {
    output: PathBuf,
    manifest: PathBuf,
    previous: Manifest,
    standing: Standing,
    staging: Staging,
    files: Mutex<Files>,
    // Last, as fields are dropped in order: the lock is let go when the staged files are gone.
    _lock: File,
}

/// What a commit did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were there already, byte for byte, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub deleted: usize,
    /// What somebody else put into the folder, sorted; a folder ends with `/` and stands for all it holds. Dot files are not named.
    pub left_alone: Vec<String>,
}

impl Destination {
    /// Opens the folder of a site, which need not exist yet. `keep` is the `.panelpress` folder, `sources` that of the papers.
    ///
    /// # Errors
    /// [`WriteError::Unsuitable`] for a folder no site may be written to, such as one that holds the papers;
    /// [`WriteError::Foreign`] for a folder somebody else filled; [`WriteError::Locked`] while another build of this site runs;
    /// [`WriteError::Disk`] when the disk refuses.
    pub fn open(output: &Path, keep: &Path, sources: &Path) -> Result<Self, WriteError> {
        let place = folder::refuse_unsuitable(output, keep, sources)?;
        let keep = &keep.join(name_of(&place, keep));
        let lock = lock(keep)?;
        let manifest = keep.join("manifest");
        let previous = Manifest::read(&manifest)?;
        let standing = match &previous {
            Some(_) => Standing::Listed,
            None => folder::stands_without_manifest(output)?,
        };
        Ok(Self {
            output: output.to_path_buf(),
            manifest,
            previous: match standing {
                // Pages of an earlier build are ours to delete: one of them may be of a paper that is public no longer.
                Standing::Adopted => Manifest::unproved(folder::generated_pages(output).map_err(WriteError::disk("read", output))?),
                Standing::Listed => previous.unwrap_or_default(),
            },
            standing,
            staging: Staging::new(keep)?,
            files: Mutex::default(),
            _lock: lock,
        })
    }

    /// Whether a file found at this path may be replaced.
    fn owns(&self, path: &str) -> bool {
        self.standing == Standing::Adopted || self.previous.get(path).is_some()
    }

    fn target(&self, path: &str) -> PathBuf {
        self.output.join(path)
    }
}

/// The folder in which all is kept of one output folder: two builds of a site into two folders do not meet. It is named after the
/// way from the site's folder where there is one, so that a site that is moved as a whole still knows its pages.
fn name_of(place: &Path, keep: &Path) -> String {
    let site = keep.parent().and_then(|site| site.canonicalize().ok());
    let own = site.as_ref().and_then(|site| place.strip_prefix(site).ok()).unwrap_or(place);
    format!("{:016x}", xxh3_64(own.as_os_str().as_encoded_bytes()))
}

/// Takes the lock of a site. The file stays: deleting a lock file would let two builds each lock one of their own.
fn lock(keep: &Path) -> Result<File, WriteError> {
    let path = keep.join("lock");
    let open = || File::options().create(true).truncate(false).write(true).open(&path);
    let file = making_folder(&path, open).map_err(WriteError::disk("open", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(WriteError::Locked { lock: path }),
        Err(TryLockError::Error(error)) => Err(WriteError::disk("lock", &path)(error)),
    }
}

/// Whether two spellings lead to one file, as they do where upper and lower case are the same.
fn is_one_file(first: &Path, second: &Path) -> bool {
    match (fs::canonicalize(first), fs::canonicalize(second)) {
        (Ok(first), Ok(second)) => first == second,
        _ => false,
    }
}
