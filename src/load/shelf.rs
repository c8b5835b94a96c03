//! A folder → its files as they were read last → [`Project`]. What has not changed is not read again, so that a preview can look
//! whenever somebody saves; a build looks once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rayon::prelude::*;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::Report;
use crate::model::{Document, Law, Project, Settings, ThemeFiles};
use crate::source::Source;

use super::entries::{Entries, Entry};
use super::folder::{self, Found, Layout, Listing, What};
use super::papers::{self, Opened, Reader};
use super::publicity::Publicity;
use super::{LoadError, law, settings, theme};

/// For whose eyes a project is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// The public: what a site is built from.
    Everybody,
    /// The author alone: papers that may not be seen stand among the others. What is made of it is never written.
    Author,
}

/// What reading again found changed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Files with other bytes, new files and files that are gone, by path from the content folder.
    pub files: BTreeSet<Box<str>>,
    /// Papers that stand elsewhere with the bytes they had: from where to where.
    pub moved: BTreeMap<Box<str>, Box<str>>,
    /// Whether settings, theme or day are others.
    pub frame: bool,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A folder's files as they were read last.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    output: Option<PathBuf>,
    layout: Option<Layout>,
    settings: Option<Settings>,
    law: (Law, Report),
    theme: Option<(Arc<ThemeFiles>, Report)>,
    today: Date,
    folders: Vec<PathBuf>,
    /// What was found by listing alone.
    listed: Report,
    files: BTreeMap<Box<str>, Kept>,
    bodies: BTreeSet<Box<str>>,
    stale: Stale,
    /// Whether the folder was listed since its bodies were known.
    relisted: bool,
    /// How often it was listed.
    listings: usize,
    /// What changed and was not said yet, as something else stood in the way.
    changes: Changes,
}

/// A file as it was read last.
#[derive(Debug)]
struct Kept {
    found: Found,
    /// Whether a file with the same size and time is surely the same.
    settled: bool,
    hash: u128,
    says: Says,
}

/// What was read from a file.
#[derive(Debug)]
enum Says {
    Paper(Opened),
    Entry(Box<Entry>),
    /// It is known by name and size only, or was not read yet.
    Nothing,
}

/// What must be looked at before the next project is put together.
#[derive(Debug)]
struct Stale {
    settings: bool,
    theme: bool,
    listing: bool,
    files: BTreeSet<Box<str>>,
    /// Whether papers are read otherwise than before, whatever their bytes: on another day, under another law.
    reading: bool,
}

/// A file that was written to this short a time before it was read may be written to again and keep its time.
const SETTLES: Duration = Duration::from_secs(2);

/// How often a folder is listed anew while files vanish between listing and reading.
const ATTEMPTS: usize = 5;

impl Shelf {
    /// An empty shelf for a folder. `output` is where the site is written, if not where the settings say: it is not read.
    pub fn new(folder: &Path, output: Option<&Path>) -> Self {
        Self {
            folder: folder.to_owned(),
            output: output.map(Path::to_owned),
            layout: None,
            settings: None,
            law: Default::default(),
            theme: None,
            today: Date::default(),
            folders: Vec::new(),
            listed: Report::default(),
            files: BTreeMap::new(),
            bodies: BTreeSet::new(),
            stale: Stale { settings: true, theme: true, listing: true, files: BTreeSet::new(), reading: false },
            relisted: false,
            listings: 0,
            changes: Changes::default(),
        }
    }

    /// Notes that something happened to a file or folder: it is looked at by the next [`Shelf::read`]. What is never read is passed over.
    pub fn note(&mut self, path: &Path) {
        let Some(layout) = &self.layout else { return };
        if path == layout.root.join("panelpress.toml") {
            self.stale.settings = true;
        } else if path.starts_with(layout.root.join("themes")) {
            self.stale.theme = true;
        } else if path == layout.content || path == layout.root.join("content") {
            self.stale.listing = true;
        } else if let Some(inside) = folder::path_in(layout, self.settings.as_ref(), path) {
            match self.files.contains_key(inside.as_str()) {
                true if path.symlink_metadata().is_ok_and(|found| found.is_file()) => drop(self.stale.files.insert(inside.into())),
                // An editor's file that came and went is neither known nor there.
                false if !path.exists() && !self.folders.iter().any(|folder| folder == path) => {}
                _ => self.stale.listing = true,
            }
        }
    }

    /// Notes that anything may have happened. A file whose size and time are as they were is trusted, unless it was written to just
    /// before it was read.
    pub fn note_all(&mut self) {
        (self.stale.settings, self.stale.theme, self.stale.listing) = (true, true, true);
    }

    /// Brings the shelf up to date for a day. What was read before an error stays, and what was not is read next time.
    ///
    /// # Errors
    /// When the folder cannot be read, holds no paper, or its settings or theme are faulty: then no page could be right.
    pub fn read(&mut self, today: Date) -> Result<Changes, LoadError> {
        self.changes.frame |= today != self.today;
        self.stale.reading |= today != self.today;
        let layout = self.find()?;
        self.read_settings(&layout)?;
        self.read_files(today)?;
        if !self.files.values().any(|kept| kept.found.what == What::Paper) {
            return Err(LoadError::NoPapers(layout.content));
        }
        self.read_theme(&layout)?;
        Ok(std::mem::take(&mut self.changes))
    }

    /// Where the parts of the site lie.
    fn find(&mut self) -> Result<Layout, LoadError> {
        let layout = Layout::find(&self.folder)?;
        if self.layout.as_ref().is_some_and(|known| known.content != layout.content) {
            self.files.clear();
        }
        if self.layout.as_ref() != Some(&layout) {
            self.note_all();
            self.layout = Some(layout.clone());
        }
        Ok(layout)
    }

    fn read_settings(&mut self, layout: &Layout) -> Result<(), LoadError> {
        if self.stale.settings {
            let read = settings(layout, &mut Report::default())?;
            let known = self.settings.as_ref();
            let other = |part: fn(&Settings) -> &String| known.map(part) != Some(part(&read));
            self.stale.listing |= other(|settings| &settings.output);
            self.stale.theme |= other(|settings| &settings.theme);
            if other(|settings| &settings.profile) {
                let mut report = Report::default();
                self.law = (law::named(&read.profile, &mut report), report);
                self.stale.reading = true;
            }
            self.changes.frame |= self.settings.as_ref() != Some(&read);
            self.settings = Some(read);
            self.stale.settings = false;
        }
        Ok(())
    }

    fn read_theme(&mut self, layout: &Layout) -> Result<(), LoadError> {
        if self.stale.theme {
            let mut report = Report::default();
            let read = theme::load(layout, self.known_settings(), &mut report)?;
            if self.theme.as_ref().is_none_or(|(known, _)| **known != read) {
                self.changes.frame = true;
                self.theme = Some((Arc::new(read), report));
            }
            self.stale.theme = false;
        }
        Ok(())
    }

    fn known_settings(&self) -> &Settings {
        self.settings.as_ref().expect("settings are read before all that needs them")
    }

    /// Lists the folder where that is called for, and reads the files that may have changed.
    fn read_files(&mut self, today: Date) -> Result<(), LoadError> {
        let mut gone = BTreeMap::new();
        for attempt in 1.. {
            if self.stale.listing {
                gone.extend(self.list()?);
            }
            match self.read_stale(today) {
                Err(LoadError::Unreadable(_, error)) if error.kind() == ErrorKind::NotFound && attempt < ATTEMPTS => {
                    self.stale.listing = true;
                }
                Err(error) => return Err(error),
                Ok(()) => break,
            }
        }
        for (path, hash) in gone {
            let same = self.changes.files.iter().find(|new| self.files.get(&***new).is_some_and(|kept| kept.hash == hash));
            self.changes.moved.extend(same.cloned().map(|to| (path.clone(), to)));
            self.changes.files.insert(path);
        }
        Ok(())
    }

    /// Lists the folder; gives the files that are gone, with the hashes they had.
    fn list(&mut self) -> Result<Vec<(Box<str>, u128)>, LoadError> {
        let mut report = Report::default();
        let layout = self.layout.as_ref().expect("the layout is found before anything is listed");
        let Listing { found, folders } = folder::walk(layout, self.known_settings(), self.output.as_deref(), &mut report)?;
        let mut before = std::mem::take(&mut self.files);
        for found in found {
            let kept = match before.remove(&found.path) {
                Some(known) => Kept { settled: known.settled && known.found.stamp == found.stamp, found, ..known },
                None => Kept { found, settled: false, hash: 0, says: Says::Nothing },
            };
            if !kept.settled {
                self.stale.files.insert(kept.found.path.clone());
            }
            self.files.insert(kept.found.path.clone(), kept);
        }
        (self.listed, self.folders, self.stale.listing, self.relisted) = (report, folders, false, true);
        self.listings += 1;
        Ok(before.into_iter().map(|(path, kept)| (path, kept.hash)).collect())
    }

    /// Reads the files that may have changed, in parallel. One whose bytes are as they were keeps what was read from it, unless
    /// that is read otherwise on this day or beside these bodies.
    fn read_stale(&mut self, today: Date) -> Result<(), LoadError> {
        let bodies = match self.relisted {
            true => folder::body_folders(self.files.values().map(|kept| &kept.found)),
            false => self.bodies.clone(),
        };
        let reader = Reader::new(&bodies, today, &self.law.0);
        let read: Result<Vec<Read>, LoadError> =
            self.stale.files.par_iter().filter_map(|path| self.files.get(path)).map(|kept| read(kept, &reader)).collect();
        for Read { path, stamp, settled, changed } in read? {
            let Some(kept) = self.files.get_mut(&path) else { continue };
            (kept.found.stamp, kept.settled) = (stamp, settled);
            if let Some((hash, says)) = changed {
                (kept.hash, kept.says) = (hash, says);
                self.changes.files.insert(path);
            }
        }
        let moved: BTreeSet<&str> = bodies.symmetric_difference(&self.bodies).map(|body| &**body).collect();
        let anew = self.stale.reading;
        let concerned = |path: &str| anew || path.split_once('/').is_some_and(|(first, _)| moved.contains(first));
        if anew || !moved.is_empty() {
            self.files.par_iter_mut().filter(|(path, _)| concerned(path)).for_each(|(_, kept)| {
                if let Says::Paper(opened) = &mut kept.says {
                    *opened = reader.open(opened.document.source.clone());
                }
            });
        }
        self.stale.files.clear();
        self.stale.reading = false;
        (self.bodies, self.today, self.relisted) = (bodies, today, false);
        Ok(())
    }

    /// What was read, put together. It is called after [`Shelf::read`] was without error.
    ///
    /// Marks of the words of papers that may not be seen are not in it: see [`Shelf::guard`].
    pub fn project(&self, readers: Readers) -> (Project, Report) {
        let (theme, mut report) = self.theme.clone().unwrap_or_default();
        let (law, unknown) = self.law.clone();
        report.join(unknown);
        report.join(self.listed.clone());
        let (mut entries, mut opened) = (Entries::default(), Vec::with_capacity(self.files.len()));
        for kept in self.files.values() {
            match &kept.says {
                Says::Paper(paper) => opened.push(paper),
                Says::Entry(entry) => entries.take(&kept.found, Some(entry), &mut report),
                Says::Nothing => entries.take(&kept.found, None, &mut report),
            }
        }
        let (documents, unpublished) = papers::part(&opened, entries.bodies(), readers, &mut report);
        let Entries { bodies, meetings, registers, sources: entries, assets } = entries;
        let (folder, settings, today) = (self.folder.clone(), self.known_settings().clone(), self.today);
        (Project { folder, settings, today, documents, unpublished, bodies, meetings, registers, law, entries, assets, theme }, report)
    }

    /// Marks, in a project for everybody, the words of papers that may not be seen; passages of them in public papers are findings.
    /// Every word of the site is looked at.
    pub fn guard(&self, project: &mut Project, report: &mut Report) {
        let hidden: Vec<Arc<Document>> = self.hidden().map(|(document, _)| document.clone()).collect();
        papers::guard(&hidden, project, &self.bodies, report);
    }

    /// The papers that may not be seen, by path, and why.
    pub fn hidden(&self) -> impl Iterator<Item = (&Arc<Document>, &Publicity)> {
        let opened = self.files.values().filter_map(|kept| match &kept.says {
            Says::Paper(opened) => Some(opened),
            _ => None,
        });
        opened.filter(|opened| opened.publicity != Publicity::Public).map(|opened| (&opened.document, &opened.publicity))
    }

    /// Whether a file was there when the folder was read last.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// How often the folder was listed: between two listings its folders are the same.
    pub fn listings(&self) -> usize {
        self.listings
    }

    /// Every folder in which something may happen that matters: that of the site, those of the papers, those of themes.
    pub fn watched(&self) -> Vec<PathBuf> {
        let Some(layout) = &self.layout else { return vec![self.folder.clone()] };
        let themes = WalkDir::new(layout.root.join("themes")).into_iter().flatten();
        let themes = themes.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path);
        [layout.root.clone()].into_iter().chain(self.folders.iter().cloned()).chain(themes).collect()
    }
}

/// What reading a file gave.
struct Read {
    path: Box<str>,
    stamp: folder::Stamp,
    settled: bool,
    /// The hash of its bytes and what they say, if they are not those that were read last.
    changed: Option<(u128, Says)>,
}

fn read(kept: &Kept, reader: &Reader<'_>) -> Result<Read, LoadError> {
    let Found { path, disk, what, .. } = &kept.found;
    let unreadable = |error| LoadError::Unreadable(disk.clone(), error);
    let now = SystemTime::now();
    let stamp = folder::Stamp::of(&disk.symlink_metadata().and_then(plain).map_err(unreadable)?);
    let settled = stamp.modified.is_some_and(|modified| now.duration_since(modified).is_ok_and(|age| age > SETTLES));
    let read = |changed| Read { path: path.clone(), stamp, settled, changed };
    if *what == What::Other {
        // Its bytes are nobody's business: size and time stand for them.
        let hash = xxh3_128(format!("{stamp:?}").as_bytes());
        return Ok(read((hash != kept.hash).then_some((hash, Says::Nothing))));
    }
    let bytes = std::fs::read(disk).map_err(unreadable)?;
    let hash = xxh3_128(&bytes);
    if hash == kept.hash && !matches!(kept.says, Says::Nothing) {
        return Ok(read(None));
    }
    let says = match what {
        What::Paper => Says::Paper(reader.open(Arc::new(Source::from_bytes(&**path, bytes)))),
        _ => Says::Entry(Box::new(Entry::read(&kept.found, bytes))),
    };
    Ok(read(Some((hash, says))))
}

/// A link that has taken a file's place since the folder was listed may lead out of the site: it is no file of it.
fn plain(found: std::fs::Metadata) -> std::io::Result<std::fs::Metadata> {
    if found.is_file() { Ok(found) } else { Err(std::io::ErrorKind::NotFound.into()) }
}
