//! Staged files to the site: the only place that changes it.
//!
//! Old files go before new ones come, as a new folder may need the place of an old file and the reverse. Around that stand two
//! manifests: first one that lists old and new files together, so that a build killed half-way leaves nothing unowned, then
//! the final one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, ErrorKind};
use std::iter::once;
use std::mem::take;
use std::path::Path;

use rayon::prelude::*;

use super::folder::{Standing, making_folder};
use super::manifest::{Entry, Manifest, Stamp};
use super::path::{folded, folders};
use super::stage::{Bytes, Files, Staged};
use super::{Destination, WriteError, Written, is_one_file, obstacle};

/// Where files wait that come from another disk, inside the output folder; a name nobody else has a use for.
const ARRIVALS: &str = ".panelpress-arrivals";

/// What a commit is going to do.
pub(super) struct Plan<'a> {
    pub to: &'a Destination,
    /// The files of the site, sorted by path.
    pub files: Vec<Staged>,
    /// Their paths by spelling without case.
    pub claimed: HashMap<String, String>,
    /// Files of the last build that the site no longer has.
    pub orphans: BTreeSet<&'a str>,
    /// The folders that may be empty once the orphans are gone.
    pub orphan_folders: BTreeSet<&'a str>,
}

impl Destination {
    /// Changes the site, file by file: deletes what it no longer has, with the folders this empties, and writes what is new.
    ///
    /// # Errors
    /// [`WriteError::Occupied`] if a file of somebody else is in the way and [`WriteError::Collision`] if one file is to be the
    /// folder of another; both before anything is touched. [`WriteError::Disk`] may leave the site half changed; the next build
    /// mends it.
    pub fn commit(self) -> Result<Written, WriteError> {
        let plan = Plan::new(&self);
        obstacle::refuse(&plan)?;
        plan.carry_out()
    }
}

impl<'a> Plan<'a> {
    pub(super) fn new(to: &'a Destination) -> Self {
        let Files { claimed, staged: mut files } = take(&mut *to.files());
        files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        let mut plan = Self { to, files, claimed, orphans: BTreeSet::new(), orphan_folders: BTreeSet::new() };
        plan.orphans = to.previous.files.keys().map(String::as_str).filter(|path| plan.is_orphan(path)).collect();
        plan.orphan_folders = plan.orphans.iter().flat_map(|path| folders(path)).collect();
        plan
    }

    fn is_orphan(&self, path: &str) -> bool {
        let is_link = |folder| fs::symlink_metadata(self.to.target(folder)).is_ok_and(|found| found.is_symlink());
        // Through a link that somebody put in place of a folder, files outside the site would be deleted.
        self.find(path).is_none() && !self.is_kept_respelled(path) && !folders(path).any(is_link)
    }

    /// Whether a file stays under another spelling, where case does not matter: deleting the one would delete the other.
    fn is_kept_respelled(&self, path: &str) -> bool {
        self.claimed
            .get(&folded(path))
            .and_then(|other| self.find(other))
            .is_some_and(|other| other.bytes == Bytes::InPlace && is_one_file(&self.to.target(&other.path), &self.to.target(path)))
    }

    pub(super) fn find(&self, path: &str) -> Option<&Staged> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|found| &self.files[found])
    }

    /// The files to write, each with the number it is staged under.
    pub(super) fn changed(&self) -> impl Iterator<Item = (&Staged, usize)> {
        self.files.iter().filter_map(|file| match file.bytes {
            Bytes::Beside(number) => Some((file, number)),
            Bytes::InPlace => None,
        })
    }

    fn carry_out(&self) -> Result<Written, WriteError> {
        let written = self.changed().count();
        if written > 0 || !self.orphans.is_empty() {
            self.transition().write(&self.to.manifest)?;
        }
        let deleted = self.delete_orphans()?;
        let next = self.put_in_place()?;
        if next != self.to.previous || self.to.standing == Standing::Adopted {
            next.write(&self.to.manifest)?;
        }
        Ok(Written { written, unchanged: self.files.len() - written, deleted, left_alone: self.left_alone(&next) })
    }

    /// Old and new files together. Of those about to change no time is known, so that the next build looks at their bytes.
    pub(super) fn transition(&self) -> Manifest {
        let mut files = self.to.previous.files.clone();
        files.extend(self.files.iter().map(|file| (file.path.clone(), file.entry)));
        Manifest { files }
    }

    fn delete_orphans(&self) -> Result<usize, WriteError> {
        let orphans: Vec<&str> = self.orphans.iter().copied().collect();
        let deleted = orphans.par_iter().map(|path| delete(&self.to.target(path))).collect::<Result<Vec<bool>, _>>()?;
        for folder in self.orphan_folders.iter().rev() {
            // Fails for every folder that still holds something, which is how those are told.
            let _ = fs::remove_dir(self.to.target(folder));
        }
        Ok(deleted.into_iter().filter(|was_there| *was_there).count())
    }

    fn put_in_place(&self) -> Result<Manifest, WriteError> {
        self.clear_arrivals();
        let put = self.files.par_iter().map(|file| Ok((file.path.clone(), self.put(file)?)));
        let files = put.collect::<Result<BTreeMap<String, Entry>, WriteError>>()?;
        self.clear_arrivals();
        Ok(Manifest { files })
    }

    pub(super) fn put(&self, file: &Staged) -> Result<Entry, WriteError> {
        let Bytes::Beside(number) = file.bytes else { return Ok(file.entry) };
        let (from, target) = (self.to.staging.file(number), self.to.target(&file.path));
        let moved = match making_folder(&target, || fs::rename(&from, &target)) {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => self.put_across(&from, number, &target),
            moved => moved,
        };
        // Only now: some systems set the time of a file when it is closed or copied.
        let stamp = moved.and_then(|()| fs::symlink_metadata(&target)).map(|found| Stamp::of(&found));
        Ok(Entry { stamp: stamp.map_err(WriteError::disk("write", &target))?, ..file.entry })
    }

    /// From another disk a file cannot be renamed in one step, so it is copied to the disk of the site first.
    fn put_across(&self, from: &Path, number: usize, target: &Path) -> io::Result<()> {
        let arrival = self.to.output.join(ARRIVALS).join(number.to_string());
        making_folder(&arrival, || fs::copy(from, &arrival))?;
        making_folder(target, || fs::rename(&arrival, target))
    }

    fn clear_arrivals(&self) {
        // Nearly always not there; what cannot be deleted now is in nobody's way and is tried again by the next build.
        let _ = fs::remove_dir_all(self.to.output.join(ARRIVALS));
    }

    /// What is in our folders and is not ours.
    fn left_alone(&self, next: &Manifest) -> Vec<String> {
        let ours: BTreeSet<&str> = next.files.keys().flat_map(|path| folders(path)).collect();
        let is_ours = |path: &str| next.get(path).is_some() || ours.contains(path);
        let looked_into: Vec<&str> = once("").chain(ours.iter().copied()).collect();
        let mut found: Vec<String> = looked_into.par_iter().flat_map_iter(|folder| others_in(&self.to.output, folder, is_ours)).collect();
        found.sort_unstable();
        found
    }
}

/// The paths in one folder that are not ours. This is only for information, so what cannot be read is passed over.
fn others_in(output: &Path, folder: &str, is_ours: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = fs::read_dir(output.join(folder)).into_iter().flatten().flatten();
    let others = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let slash = if entry.file_type().is_ok_and(|kind| kind.is_dir()) { "/" } else { "" };
        (!name.starts_with('.') && !is_ours(&path)).then(|| path + slash)
    });
    others.collect()
}

/// Deletes a file of ours, and says whether it was there. A folder somebody made in its place is not ours.
fn delete(path: &Path) -> Result<bool, WriteError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(_) if path.is_dir() => Ok(false),
        Err(error) => Err(WriteError::disk("delete", path)(error)),
    }
}
