//! The edition that is shown, and who looks at it: a new edition → messages to the pages that are open.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use crate::load::{Changes, Readers};
use crate::model::Address;
use crate::render::web;

use super::edition::Edition;
use super::sheet;

/// Where the latest edition is taken from.
pub struct Stand {
    /// Those who see the site unless they ask otherwise.
    readers: Readers,
    edition: Mutex<Arc<Edition>>,
    open: Mutex<Vec<OpenPage>>,
}

/// A page that is open in a browser.
struct OpenPage {
    readers: Readers,
    path: String,
    have: u64,
    to: Sender<String>,
}

impl Stand {
    /// A stand for an edition. `readers` are those who see the site unless they ask otherwise.
    pub fn new(edition: Arc<Edition>, readers: Readers) -> Self {
        Self { readers, edition: edition.into(), open: Mutex::default() }
    }

    /// The latest edition.
    pub fn edition(&self) -> Arc<Edition> {
        lock(&self.edition).clone()
    }

    /// Those who see the site unless they ask otherwise.
    pub fn readers(&self) -> Readers {
        self.readers
    }

    /// Whether any page is open.
    pub(super) fn is_watched(&self) -> bool {
        !lock(&self.open).is_empty()
    }

    /// Notes that a page is open, and what it shows; gives what it is to be told from now on. What changed since it was sent is told at once.
    pub(super) fn open(&self, readers: Readers, path: String, have: u64) -> Receiver<String> {
        let (to, from) = channel();
        // An edition that comes out meanwhile waits for this lock before it tells anybody.
        let mut open = lock(&self.open);
        let now = sheet::of(&self.edition(), readers, &path).have;
        if now != have {
            let _ = to.send(changed(&[path.as_str()], &BTreeMap::new()));
        }
        open.push(OpenPage { readers, path, have: now, to });
        from
    }

    /// Shows a new edition, and tells each open page whether its own bytes or files changed.
    pub fn publish(&self, edition: Arc<Edition>, changes: &Changes) {
        let before = std::mem::replace(&mut *lock(&self.edition), edition.clone());
        let mut open = lock(&self.open);
        let mut known: BTreeMap<(bool, String), u64> = BTreeMap::new();
        let mut tell = |page: &mut OpenPage| {
            let key = (page.readers == Readers::Author, page.path.clone());
            let now = *known.entry(key).or_insert_with(|| sheet::of(&edition, page.readers, &page.path).have);
            let mut addresses = files(&before, &edition, page.readers, changes);
            if now != page.have {
                addresses.push(page.path.clone());
            }
            let moved = moved(&before, &edition, page.readers, changes);
            page.have = now;
            addresses.is_empty() || page.to.send(changed(&addresses, &moved)).is_ok()
        };
        open.retain_mut(|page| tell(page));
        drop(open);
        // The last edition is freed here, and not under the hands of a reader.
        drop(before);
    }

    /// Tells open pages that their findings are there.
    pub(super) fn checked(&self) {
        lock(&self.open).retain(|page| page.to.send(json!({ "checked": true }).to_string()).is_ok());
    }
}

/// A lock that a thread which failed has left is as good as any: what it guards is whole at every moment.
fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

fn changed<T: AsRef<str>>(addresses: &[T], moved: &BTreeMap<String, String>) -> String {
    let addresses: Vec<&str> = addresses.iter().map(AsRef::as_ref).collect();
    json!({ "changed": addresses, "moved": moved }).to_string()
}

/// URLs of files that have other bytes: the theme's, and those beside papers. Pages show them without having other bytes themselves.
fn files(before: &Edition, now: &Edition, readers: Readers, changes: &Changes) -> Vec<String> {
    let (Some(old), Some(view)) = (before.view(readers), now.view(readers)) else { return Vec::new() };
    let beside = changes.files.iter().map(|path| Address::file(path)).filter(|address| view.site().files.contains_key(address));
    beside.chain(view.other_theme_files(old)).map(|address| web::url(view.site(), &address)).collect()
}

/// From where to where papers moved, as URLs.
fn moved(before: &Edition, now: &Edition, readers: Readers, changes: &Changes) -> BTreeMap<String, String> {
    let (Some(old), Some(view)) = (before.view(readers), now.view(readers)) else { return BTreeMap::new() };
    changes.moved.iter().filter_map(|(from, to)| Some((old.url_of_file(from)?, view.url_of_file(to)?))).collect()
}
