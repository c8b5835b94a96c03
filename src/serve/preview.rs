//! A folder that somebody works in → edition after edition. It reads what changed, parses that, links everything, and knows no
//! sockets and no clock.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::load::{Changes, Readers, Shelf};
use crate::model::Document;
use crate::parse::{self, Parsed};
use crate::pipeline;

use super::edition::{Edition, Fault, Good, Mark, ReadersCopy};
use super::view::{Parts, View};

/// A folder and its latest edition.
pub struct Preview {
    shelf: Shelf,
    readers: Readers,
    /// What was parsed, by the place in memory of the document it was parsed from, which it keeps there.
    parsed: HashMap<usize, Parsed>,
    edition: Arc<Edition>,
}

impl Preview {
    /// A preview of a folder, with nothing read yet. `readers` are those whose site is made first; where that is everybody, papers
    /// that may not be seen are not even parsed.
    pub fn new(folder: &Path, readers: Readers) -> Self {
        Self { shelf: Shelf::new(folder, None), readers, parsed: HashMap::new(), edition: Arc::default() }
    }

    /// Notes that something happened to a file or folder.
    pub fn note(&mut self, path: &Path) {
        self.shelf.note(path);
    }

    /// Notes that anything may have happened.
    pub fn note_all(&mut self) {
        self.shelf.note_all();
    }

    /// The latest edition.
    pub fn edition(&self) -> Arc<Edition> {
        self.edition.clone()
    }

    /// How often the folder was listed: between two listings its folders are the same.
    pub fn listings(&self) -> usize {
        self.shelf.listings()
    }

    /// Forgets what no edition needs any more.
    pub fn tidy(&mut self) {
        // A long day of writing would keep every version of every paper.
        self.parsed.retain(|_, parsed| Arc::strong_count(&parsed.document) > 1);
    }

    /// Every folder in which something may happen that matters.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.shelf.watched()
    }

    /// Brings the edition up to date for a day. Says what changed on disk.
    pub fn refresh(&mut self, today: Date) -> Changes {
        let (changes, made) = match self.shelf.read(today) {
            Ok(changes) if changes.is_empty() && self.edition.fault().is_none() => return changes,
            Ok(changes) => (changes, self.make(today)),
            Err(error) => (Changes::default(), Err(Fault::of_loading(error))),
        };
        self.edition = Arc::new(match made {
            Ok(good) => Edition::new(good),
            // The last good site stays.
            Err(fault) => self.edition.faulty(fault),
        });
        changes
    }

    fn make(&mut self, today: Date) -> Result<Good, Fault> {
        let hidden: BTreeMap<Box<str>, Mark> = match self.readers {
            Readers::Everybody => BTreeMap::new(),
            Readers::Author => {
                self.shelf.hidden().map(|(document, why)| (document.path().into(), Mark::of(document, why, today))).collect()
            }
        };
        let first = self.parts(self.readers);
        let second = (!hidden.is_empty()).then(|| self.parts(Readers::Everybody));
        if let Some((unknown, nearest)) = pipeline::unknown_rule(&first.project.settings) {
            let title = format!("panelpress.toml sets the level of \"{unknown}\", which is no rule; did you mean \"{nearest}\"?");
            return Err(Fault { title, report: Report::default() });
        }
        let view = View::new(first).map_err(|report| Fault { title: "the theme has errors".to_owned(), report })?;
        Ok(Good::new(ReadersCopy::ready(view), second.map(ReadersCopy::waiting), hidden, self.readers))
    }

    fn parts(&mut self, readers: Readers) -> Parts {
        let (project, read) = self.shelf.project(readers);
        let parsed = self.parse(&project.documents);
        Parts { project, parsed, read }
    }

    /// The papers of the documents; those that are as they were are not parsed again.
    fn parse(&mut self, documents: &[Arc<Document>]) -> Vec<Parsed> {
        let new: Vec<&Arc<Document>> = documents.iter().filter(|document| !self.parsed.contains_key(&place(document))).collect();
        let new: Vec<Parsed> = new.into_par_iter().map(parse::document).collect();
        self.parsed.extend(new.into_iter().map(|parsed| (place(&parsed.document), parsed)));
        documents.iter().map(|document| self.parsed[&place(document)].clone()).collect()
    }
}

fn place(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document).addr()
}
