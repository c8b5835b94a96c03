//! What was read → an edition: the site at one moment, which never changes and is shown until the next is ready.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;

use crate::diagnostic::Report;
use crate::load::{LoadError, Publicity, Readers};
use crate::model::Document;

use super::view::{Parts, View};

/// The site at one moment.
#[derive(Default)]
pub struct Edition {
    /// The site as it was when last nothing stood in its way.
    good: Option<Arc<Good>>,
    /// Why what was written since cannot be shown.
    fault: Option<Arc<Fault>>,
}

/// A site that can be shown.
pub(super) struct Good {
    public: ReadersCopy,
    /// The author's, where it is another one: some papers may not be seen by the public.
    author: Option<ReadersCopy>,
    /// Papers that the public may not see, by path.
    hidden: BTreeMap<Box<str>, Mark>,
}

/// Why nothing new can be shown, with the findings that say so.
#[derive(Debug)]
pub struct Fault {
    /// In a sentence.
    pub title: String,
    /// Where.
    pub report: Report,
}

/// Why the public does not see a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its author holds it.
    Held,
    /// Not before a day.
    Embargoed(Date),
    /// Never; a stub stands in its place.
    Withheld,
    /// Something in it leaves a doubt.
    Doubtful,
}

impl Edition {
    /// The site as some readers see it; nothing where there never was one that could be shown.
    pub fn view(&self, readers: Readers) -> Option<&View> {
        let good = self.good.as_ref()?;
        match (readers, &good.author) {
            (Readers::Author, Some(author)) => author.view(),
            _ => good.public.view(),
        }
    }

    /// The path that the site stands under.
    pub fn base_path(&self, readers: Readers) -> &str {
        self.view(readers).map_or("", |view| view.site().settings.base_path())
    }

    /// What stands in the way of what was written last.
    pub fn fault(&self) -> Option<&Arc<Fault>> {
        self.fault.as_ref()
    }

    /// Papers that the public may not see, by path.
    pub(super) fn hidden(&self) -> impl Iterator<Item = (&str, Mark)> {
        self.good.iter().flat_map(|good| good.hidden.iter().map(|(path, mark)| (&**path, *mark)))
    }

    /// An edition of a new site.
    pub(super) fn new(good: Good) -> Self {
        Self { good: Some(Arc::new(good)), fault: None }
    }

    /// The same site, which is no longer what was written.
    pub(super) fn faulty(&self, fault: Fault) -> Self {
        Self { good: self.good.clone(), fault: Some(Arc::new(fault)) }
    }
}

impl Good {
    /// The site as `first` see it, and what is needed to make it as others do.
    pub fn new(first: ReadersCopy, second: Option<ReadersCopy>, hidden: BTreeMap<Box<str>, Mark>, readers: Readers) -> Self {
        match (second, readers) {
            (None, _) => Self { public: first, author: None, hidden },
            (Some(second), Readers::Author) => Self { public: second, author: Some(first), hidden },
            (Some(second), Readers::Everybody) => Self { public: first, author: Some(second), hidden },
        }
    }
}

impl Fault {
    /// A fault from the reading of a folder.
    pub(super) fn of_loading(error: LoadError) -> Self {
        let title = error.to_string();
        let report = match error {
            LoadError::Faulty(_, report) => report,
            _ => Report::default(),
        };
        Self { title, report }
    }
}

impl Mark {
    /// Why the public does not see a paper.
    pub(super) fn of(document: &Document, publicity: &Publicity, today: Date) -> Self {
        match (publicity, document.front.publish_on) {
            (Publicity::Withheld(_), _) => Self::Withheld,
            _ if document.front.hold == Some(true) => Self::Held,
            (_, Some(day)) if today < day => Self::Embargoed(day),
            _ => Self::Doubtful,
        }
    }
}

/// A site for some readers, linked when the first of them asks.
pub(super) struct ReadersCopy {
    waiting: Mutex<Option<Parts>>,
    view: OnceLock<Option<View>>,
}

impl ReadersCopy {
    /// A site that is ready.
    pub fn ready(view: View) -> Self {
        Self { waiting: Mutex::default(), view: Some(view).into() }
    }

    /// What a site is made from.
    pub fn waiting(parts: Parts) -> Self {
        Self { waiting: Some(parts).into(), view: OnceLock::new() }
    }

    fn view(&self) -> Option<&View> {
        let made = self.view.get_or_init(|| {
            let parts = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take()?;
            View::new(parts).ok()
        });
        made.as_ref()
    }
}
