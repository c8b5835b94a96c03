//! Everything that was read from disk for one run.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::{ActionRegister, BodyEntry, FrontMatter, Glossary, Law, MeetingEntry, PeopleRegister, Settings, Withheld};
use crate::source::{Source, Span};

/// A folder as it was read: all that the later stages know of the world.
#[derive(Debug)]
pub struct Project {
    /// The folder that was named.
    pub folder: PathBuf,
    /// The settings, or their defaults.
    pub settings: Settings,
    /// The day the site is built for.
    pub today: Date,
    /// The published papers' files, by path.
    pub documents: Vec<Arc<Document>>,
    /// What is known of papers that are not public.
    pub unpublished: Unpublished,
    /// Folders of bodies, by slug.
    pub bodies: BTreeMap<Box<str>, BodyEntry>,
    /// Folders of meetings, by the slug of the body and the date.
    pub meetings: BTreeMap<(Box<str>, Date), MeetingEntry>,
    /// The registers.
    pub registers: Registers,
    /// The law that applies.
    pub law: Law,
    /// The files that say something of bodies and meetings, by path.
    pub entries: BTreeMap<Box<str>, Arc<Source>>,
    /// Files beside papers, by path.
    pub assets: BTreeMap<Box<str>, Asset>,
    /// Templates and static files.
    pub theme: Arc<ThemeFiles>,
}

/// A file that holds one or more published papers.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file. Its path starts at the content folder.
    pub source: Arc<Source>,
    /// What its author says above the text.
    pub front: FrontMatter,
    /// The text below the front matter.
    pub body: Span,
    /// The body and meeting whose folder it lies in.
    pub folder: Folder,
}

impl Document {
    /// The path from the content folder, with `/` between its parts.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.path().rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// What the place of a file says of the papers in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The parts of the path above the file.
    pub parts: Vec<Box<str>>,
    /// The first part, where it is the folder of a body.
    pub body: Option<Box<str>>,
    /// The second part, where it is a date: the folder of a meeting.
    pub date: Option<Date>,
}

/// The registers of a site.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    /// `people.toml`.
    pub people: PeopleRegister,
    /// `glossary.toml`.
    pub glossary: Glossary,
    /// `actions.toml`.
    pub actions: ActionRegister,
}

/// A file that is not a paper.
#[derive(Debug)]
pub struct Asset {
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// Its text, where it is a CSV file: papers show such files as tables.
    pub figures: Option<Arc<Source>>,
    /// Its size in bytes.
    pub size: u64,
}

/// What is kept of papers that may not be seen: stubs, and one-way fingerprints to prove that nothing of them is in any page.
#[derive(Debug, Default)]
pub struct Unpublished {
    /// The stubs that stand in the place of withheld papers, in the order of their files.
    pub stubs: Vec<StubEntry>,
    /// Fingerprints of runs of words that no published file holds, by the number of words in a run.
    pub words: BTreeMap<usize, HashSet<u64>>,
    /// Fingerprints of the paths of all unpublished papers, and the stub of those that have one.
    pub paths: BTreeMap<u64, Option<usize>>,
}

/// A stub: all that is ever public of a withheld paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubEntry {
    /// Where the paper lies.
    pub folder: Folder,
    /// The slug of its body, where front matter names it.
    pub body: Option<Box<str>>,
    /// The date of its meeting, where front matter gives it.
    pub date: Option<Date>,
    /// The agenda item, as printed.
    pub item: Option<Box<str>>,
    /// The grounds.
    pub withheld: Withheld,
}

/// A theme's files after the site's own have taken the place of built-in ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Templates by name: `built-in/paper.html`, and `paper.html` where the site has its own.
    pub templates: BTreeMap<Box<str>, Arc<Source>>,
    /// Static files by their path in the site: `style.css`.
    pub statics: BTreeMap<Box<str>, Vec<u8>>,
}
