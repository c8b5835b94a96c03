//! Bytes to files beside the site, unless the site has them already.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicUsize, Ordering};

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use super::folder::making_folder;
use super::manifest::{Entry, Stamp};
use super::{Destination, WriteError, path};

/// The files the site is to have, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Every path by its spelling without case.
    pub claimed: HashMap<String, String>,
    pub staged: Vec<Staged>,
}

/// One file the site is to have.
#[derive(Debug)]
pub(super) struct Staged {
    pub path: String,
    pub entry: Entry,
    pub bytes: Bytes,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bytes {
    /// In the site already.
    InPlace,
    /// In the staging folder, under this number.
    Beside(usize),
}

/// Over how many folders staged files are spread: threads that make files in one folder wait for each other.
const SHELVES: usize = 32;

/// The folder beside the site: files named by number, so that few folders need making. Gone when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    next: AtomicUsize,
}

impl Staging {
    /// Clears what a killed build left; the lock is held, so nobody is using it. The folder is made with its first file.
    pub(super) fn new(keep: &Path) -> Result<Self, WriteError> {
        let folder = keep.join("stage");
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(WriteError::disk("clear", &folder)(error)),
            _ => Ok(Self { folder, next: AtomicUsize::new(0) }),
        }
    }

    pub(super) fn file(&self, number: usize) -> PathBuf {
        self.folder.join((number % SHELVES).to_string()).join(number.to_string())
    }

    fn next(&self) -> (usize, PathBuf) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number, self.file(number))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next build clears the folder.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Destination {
    /// Puts a file beside the site; nothing of the site is touched yet. `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// [`WriteError::Path`] for a path that would leave the site, [`WriteError::Collision`] for one that differs from another only
    /// in case, [`WriteError::Twice`] for one staged before, [`WriteError::Disk`] when the disk refuses.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.claim(path)?;
        let (hash, size) = (xxh3_128(bytes), bytes.len() as u64);
        if let Some(stamp) = self.in_place(path, hash, size) {
            self.add(path, Entry { hash, stamp, original: 0 }, Bytes::InPlace);
            return Ok(());
        }
        let (number, file) = self.staging.next();
        making_folder(&file, || fs::write(&file, bytes)).map_err(WriteError::disk("write", &file))?;
        self.add(path, Entry { hash, stamp: Stamp { size, modified: 0 }, original: 0 }, Bytes::Beside(number));
        Ok(())
    }

    /// The same for a file to copy as it is. It is only read when its size or time is not that of the last build.
    ///
    /// # Errors
    /// Those of [`Destination::stage`]; [`WriteError::Disk`] also when `from` cannot be read.
    pub fn stage_copy(&self, path: &str, from: &Path) -> Result<(), WriteError> {
        self.claim(path)?;
        // Before its bytes, so that a change while they are read is seen by the next build.
        let original = Stamp::of(&fs::metadata(from).map_err(WriteError::disk("read", from))?);
        if let Some(entry) = self.copied_before(path, original) {
            self.add(path, entry, Bytes::InPlace);
            return Ok(());
        }
        let (number, file) = self.staging.next();
        let (hash, size) = copy(from, &file)?;
        let (stamp, bytes) = match self.in_place(path, hash, size) {
            Some(stamp) => (stamp, Bytes::InPlace),
            None => (Stamp { size, modified: 0 }, Bytes::Beside(number)),
        };
        self.add(path, Entry { hash, stamp, original: original.modified }, bytes);
        Ok(())
    }

    /// Reserves a path, before the work, so that two threads cannot both do it.
    fn claim(&self, path: &str) -> Result<(), WriteError> {
        path::check(path)?;
        let earlier = self.files().claimed.insert(path::folded(path), path.to_owned());
        match earlier {
            None => Ok(()),
            Some(earlier) if earlier == path => {
                debug_assert!(false, "{path} is staged twice");
                Err(WriteError::Twice { path: earlier })
            }
            Some(earlier) => Err(WriteError::collision(&earlier, path)),
        }
    }

    fn add(&self, path: &str, entry: Entry, bytes: Bytes) {
        self.files().staged.push(Staged { path: path.to_owned(), entry, bytes });
    }

    pub(super) fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().expect("nothing panics while the list of files is held")
    }

    /// The stamp of the file of the site that has these bytes already. It is read only when its stamp is not the one we know.
    fn in_place(&self, path: &str, hash: u128, size: u64) -> Option<Stamp> {
        if !self.owns(path) {
            return None;
        }
        let target = self.target(path);
        let stamp = stamp_of_file(&target).filter(|stamp| stamp.size == size)?;
        let has_hash = match self.previous.get(path) {
            Some(known) if stamp.proves(known.stamp) => known.hash == hash,
            _ => hash_of_file(&target).is_ok_and(|found| found == hash),
        };
        has_hash.then_some(stamp)
    }

    /// What the manifest says of a copy, if neither it nor its original was touched since.
    fn copied_before(&self, path: &str, original: Stamp) -> Option<Entry> {
        let known = *self.previous.get(path)?;
        let is_original = original.proves(Stamp { size: known.stamp.size, modified: known.original });
        let is_untouched = || stamp_of_file(&self.target(path)).is_some_and(|stamp| stamp.proves(known.stamp));
        (is_original && is_untouched()).then_some(known)
    }
}

/// Copies bytes only: a read-only original must not make a file that the next build cannot replace.
fn copy(from: &Path, to: &Path) -> Result<(u128, u64), WriteError> {
    let reader = File::open(from).map_err(WriteError::disk("read", from))?;
    let writer = making_folder(to, || File::create(to)).map_err(WriteError::disk("write", to))?;
    hash_through(reader, writer).map_err(WriteError::disk("copy", from))
}

/// The stamp of an ordinary file; a link in its place is not ours.
fn stamp_of_file(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| Stamp::of(&metadata))
}

fn hash_of_file(path: &Path) -> io::Result<u128> {
    hash_through(File::open(path)?, io::sink()).map(|(hash, _)| hash)
}

/// Hash and number of the bytes that went from one to the other.
fn hash_through(mut reader: impl Read, mut writer: impl Write) -> io::Result<(u128, u64)> {
    let (mut hasher, mut size) = (Xxh3Default::new(), 0);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok((hasher.digest128(), size)),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                writer.write_all(&buffer[..count])?;
                size += count as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
