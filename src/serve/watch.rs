//! What happens on disk → a fresh edition. Events say only where to look: what is there is read, and compared by its bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use super::preview::Preview;
use super::stand::Stand;

/// How long it must be quiet before what was saved is read.
const QUIET: Duration = Duration::from_millis(10);

/// The same where every file that was written to has been closed: nobody is in the middle of a sentence.
const SETTLED: Duration = Duration::from_millis(3);

/// A stream of events that does not end is looked into after this time.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long after an event everything is looked through once more, for what no event told: soon where folders came or went, as a
/// folder is watched only from when it was seen.
const SWEEP: Duration = Duration::from_secs(10);
const SWEEP_FOLDERS: Duration = Duration::from_millis(400);

/// How often the day may have changed.
const TICK: Duration = Duration::from_secs(30);

/// How often everything is looked through where nothing tells of events, and how much of the time that may take.
const POLL: Duration = Duration::from_millis(300);
const POLL_SHARE: u32 = 8;

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noticing {
    /// The system tells.
    Events,
    /// The folder is looked through again and again: for disks elsewhere, of which the system tells nothing.
    Polling,
}

/// What the thread that follows is told.
type Told = notify::Result<Event>;

/// Follows a folder until the program ends: notices, reads, publishes. `today` is asked for the day whenever something is read;
/// `published` is told of every edition that is out.
pub(super) fn follow(mut preview: Preview, stand: &Stand, noticing: Noticing, today: impl Fn() -> Date, published: &Sender<()>) {
    let (to, from) = channel();
    let watching = match noticing {
        Noticing::Events => Watching::start(to.clone()).ok(),
        Noticing::Polling => None,
    };
    let mut follow = Follow { watching, sweep: None };
    let mut took = Duration::ZERO;
    while follow.wait(&mut preview, &from, took) {
        let begun = Instant::now();
        let changes = preview.refresh(today());
        let edition = preview.edition();
        if !Arc::ptr_eq(&edition, &stand.edition()) {
            stand.publish(edition, &changes);
            let _ = published.send(());
        }
        took = begun.elapsed();
        preview.tidy();
    }
}

struct Follow {
    watching: Option<Watching>,
    /// When everything is to be looked through once more.
    sweep: Option<Instant>,
}

impl Follow {
    /// Waits until something happened, and notes it. False where nothing can happen any more.
    fn wait(&mut self, preview: &mut Preview, from: &Receiver<Told>, took: Duration) -> bool {
        let Some(watching) = &mut self.watching else {
            std::thread::sleep(POLL.max(took * POLL_SHARE));
            preview.note_all();
            return true;
        };
        match watching.cover(preview) {
            Cover::Same => {}
            Cover::More => {
                // Files may have come into a new folder before it was watched.
                preview.note_all();
                return true;
            }
            Cover::Refused(why) => {
                anstream::eprintln!("note: the system tells of no changes ({why}); the folder is looked through again and again instead");
                self.watching = None;
                return true;
            }
        }
        let due = self.sweep.map_or(TICK, |sweep| sweep.saturating_duration_since(Instant::now()));
        match from.recv_timeout(due) {
            Ok(first) => {
                let sweep = watching.gather(first, from, preview);
                self.sweep = Some(Instant::now() + sweep);
                true
            }
            Err(RecvTimeoutError::Timeout) => {
                if self.sweep.take().is_some() {
                    preview.note_all();
                }
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }
}

/// The folders that are watched.
struct Watching {
    watcher: RecommendedWatcher,
    folders: BTreeMap<PathBuf, RecursiveMode>,
    /// The listing whose folders are watched; nothing where some may have come or gone since.
    covered: Option<usize>,
}

/// How the watched folders stand to those there are.
enum Cover {
    /// Each was watched already.
    Same,
    /// Some are watched from now on.
    More,
    /// The system watches no more of them.
    Refused(String),
}

impl Watching {
    fn start(to: Sender<Told>) -> notify::Result<Self> {
        let tell = move |event: Told| {
            if event.as_ref().map_or(true, |event| matters(&event.kind)) {
                let _ = to.send(event);
            }
        };
        Ok(Self { watcher: notify::recommended_watcher(tell)?, folders: BTreeMap::new(), covered: None })
    }

    /// Watches folders that are new and lets go of those that are gone.
    fn cover(&mut self, preview: &Preview) -> Cover {
        if self.covered == Some(preview.listings()) {
            return Cover::Same;
        }
        self.covered = Some(preview.listings());
        let wanted = wanted(&preview.folders());
        let gone: Vec<PathBuf> = self.folders.keys().filter(|folder| !wanted.contains_key(*folder)).cloned().collect();
        let new: Vec<(PathBuf, RecursiveMode)> = wanted.into_iter().filter(|(folder, _)| !self.folders.contains_key(folder)).collect();
        if gone.is_empty() && new.is_empty() {
            return Cover::Same;
        }
        let mut paths = self.watcher.paths_mut();
        // First let go: a folder that was renamed has one watch under both names.
        for folder in gone {
            let _ = paths.remove(&folder);
            self.folders.remove(&folder);
        }
        let some = !new.is_empty();
        for (folder, mode) in new {
            match paths.add(&folder, mode).map_err(|error| error.kind) {
                Err(notify::ErrorKind::MaxFilesWatch) => return Cover::Refused("there are too many folders".to_owned()),
                // What is gone again by now is found gone when the folder is listed.
                _ => drop(self.folders.insert(folder, mode)),
            }
        }
        match paths.commit() {
            Err(error) => Cover::Refused(error.to_string()),
            Ok(()) if some => Cover::More,
            Ok(()) => Cover::Same,
        }
    }

    /// Notes all that happens until it is quiet: a checkout of hundreds of files is one change. Says when to look through everything.
    fn gather(&mut self, first: Told, from: &Receiver<Told>, preview: &mut Preview) -> Duration {
        let until = Instant::now() + PATIENCE;
        let (mut open, mut paths) = (BTreeSet::new(), BTreeSet::new());
        let mut told = Ok(first);
        while let Ok(event) = told {
            match event {
                Ok(event) if event.need_rescan() => preview.note_all(),
                Ok(event) => {
                    self.heed(&event, &mut open);
                    paths.extend(event.paths);
                }
                Err(_) => preview.note_all(),
            }
            let quiet = if open.is_empty() { SETTLED } else { QUIET };
            told = from.recv_timeout(quiet.min(until.saturating_duration_since(Instant::now())));
        }
        paths.iter().for_each(|path| preview.note(path));
        if self.covered.is_none() { SWEEP_FOLDERS } else { SWEEP }
    }

    /// Keeps account of files that are being written, and of folders whose watch went with them.
    fn heed(&mut self, event: &Event, open: &mut BTreeSet<PathBuf>) {
        for path in &event.paths {
            match event.kind {
                EventKind::Access(_) => drop(open.remove(path)),
                EventKind::Modify(ModifyKind::Data(_)) | EventKind::Create(CreateKind::File) => drop(open.insert(path.clone())),
                EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                    open.remove(path);
                    let known = self.folders.len();
                    self.folders.retain(|folder, _| !folder.starts_with(path));
                    if self.folders.len() != known || matches!(event.kind, EventKind::Create(CreateKind::Folder)) {
                        self.covered = None;
                    }
                }
                EventKind::Modify(_) | EventKind::Any | EventKind::Other => {}
            }
        }
    }
}

/// Whether an event may mean other bytes. Reading is an event too, and the preview itself reads.
fn matters(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(mode)) => *mode == AccessMode::Write,
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// How each folder is watched. Where watching many is cheap each is watched by itself, so that nothing is watched that is not read;
/// elsewhere those at the top stand for all below.
fn wanted(folders: &[PathBuf]) -> BTreeMap<PathBuf, RecursiveMode> {
    let root = folders.first();
    let each = RecommendedWatcher::kind() == WatcherKind::Inotify;
    let below = |folder: &Path| folders.iter().skip(1).any(|other| Some(other) != root && folder != other && folder.starts_with(other));
    let mode = |folder: &PathBuf| if each || Some(folder) == root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
    folders.iter().filter(|folder| each || Some(*folder) == root || !below(folder)).map(|folder| (folder.clone(), mode(folder))).collect()
}
