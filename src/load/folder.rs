//! A folder → what each file in it is, by where it stands and what it is called.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil::Date;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Folder, Settings};

use super::{LoadError, rules};

/// Where the parts of a site lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The folder that was named.
    pub root: PathBuf,
    /// The papers: `content/` in a site, the folder itself where it is a bare folder of papers.
    pub content: PathBuf,
    /// `panelpress.toml`, where there is one.
    pub settings: Option<PathBuf>,
}

impl Layout {
    /// A folder is a site if it has `panelpress.toml`, holds `content/`, or is a bare folder of papers.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn find(folder: &Path) -> Result<Self, LoadError> {
        if !folder.is_dir() {
            return Err(LoadError::NoFolder(folder.to_owned()));
        }
        let content = folder.join("content");
        let settings = Some(folder.join("panelpress.toml")).filter(|path| path.is_file());
        let content = if content.is_dir() { content } else { folder.to_owned() };
        Ok(Self { root: folder.to_owned(), content, settings })
    }

    /// Where the program keeps what it needs to know of the site it wrote.
    pub fn keep(&self) -> PathBuf {
        self.root.join(".panelpress")
    }

    /// A title for a site that has none: the folder's name.
    pub(super) fn title(&self) -> String {
        let name = self.root.canonicalize().ok().and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
        name.map_or_else(|| Settings::default().title, |name| super::papers::title_of_stem(&name))
    }

    fn is_bare(&self) -> bool {
        self.content == self.root
    }
}

/// A file in the content folder.
#[derive(Debug)]
pub(super) struct Found {
    /// From the content folder, with `/` between its parts.
    pub path: Box<str>,
    pub disk: PathBuf,
    pub stamp: Stamp,
    pub what: What,
}

/// Size and time of a file: what can be known without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub size: u64,
    /// Unknown where the disk does not tell.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Self {
        Self { size: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// The files of a content folder, sorted by path, and the folders they were looked for in.
#[derive(Debug)]
pub(super) struct Listing {
    pub found: Vec<Found>,
    pub folders: Vec<PathBuf>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Paper,
    Body(Box<str>),
    Meeting(Box<str>, Date),
    People,
    Glossary,
    Actions,
    /// A CSV file, which papers may show as a table.
    Figures,
    Other,
}

/// All files of the content folder. Hidden files, editors' copies and what the program itself writes are passed over.
pub(super) fn walk(layout: &Layout, settings: &Settings, output: Option<&Path>, report: &mut Report) -> Result<Listing, LoadError> {
    let own = own(layout, &settings.output);
    // The output may be named by another way to the same place.
    let output = output.and_then(|output| output.canonicalize().ok());
    let is_output = |path: &Path| output.as_ref().is_some_and(|output| path.canonicalize().is_ok_and(|path| path == *output));
    let walk = WalkDir::new(&layout.content).sort_by_file_name().into_iter();
    let kept = walk.filter_entry(|entry| {
        entry.depth() == 0
            || !(is_hidden(&entry.file_name().to_string_lossy())
                || own.iter().any(|path| path == entry.path())
                || entry.file_type().is_dir() && is_output(entry.path()))
    });
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for entry in kept {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&layout.content).to_owned();
            LoadError::Unreadable(path, error.into())
        })?;
        if entry.file_type().is_dir() && entry.depth() == 2 {
            report
                .extend(odd_date(&entry.file_name().to_string_lossy(), entry.path().strip_prefix(&layout.content).unwrap_or(entry.path())));
        }
        if entry.file_type().is_file() {
            found.push(classify(layout, &entry));
        } else if entry.file_type().is_dir() {
            folders.push(entry.into_path());
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Listing { found, folders })
}

/// Paths in the content folder that are the program's and not the author's.
fn own(layout: &Layout, output: &str) -> Vec<PathBuf> {
    let mut own = vec![layout.keep(), layout.root.join(output)];
    if layout.is_bare() {
        own.extend([layout.root.join("themes"), layout.root.join("panelpress.toml")]);
    }
    own
}

/// Where a file or folder lies in the content folder, with `/` between its parts; `None` where it lies elsewhere or is passed over.
pub(super) fn path_in(layout: &Layout, settings: Option<&Settings>, path: &Path) -> Option<String> {
    let output = settings.map_or("public", |settings| &settings.output);
    let parts: Vec<_> = path.strip_prefix(&layout.content).ok()?.iter().map(|part| part.to_string_lossy()).collect();
    let passed_over = parts.iter().any(|part| is_hidden(part)) || own(layout, output).iter().any(|own| path.starts_with(own));
    (!passed_over).then(|| parts.join("/"))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#') || name == "node_modules"
}

fn classify(layout: &Layout, entry: &DirEntry) -> Found {
    let parts = entry.path().strip_prefix(&layout.content).unwrap_or(entry.path()).iter();
    let path = parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let stamp = entry.metadata().map_or(Stamp { size: 0, modified: None }, |metadata| Stamp::of(&metadata));
    Found { what: what(&path), path: path.into(), disk: entry.path().to_owned(), stamp }
}

fn what(path: &str) -> What {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match (parts.as_slice(), ending.as_str()) {
        (_, "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn") => What::Paper,
        (_, "csv") => What::Figures,
        ([body, "_body.toml"], _) => What::Body((*body).into()),
        ([body, date, "_meeting.toml"], _) => date_of_folder(date).map_or(What::Other, |date| What::Meeting((*body).into(), date)),
        (["people.toml"], _) => What::People,
        (["glossary.toml"], _) => What::Glossary,
        (["actions.toml"], _) => What::Actions,
        _ => What::Other,
    }
}

/// The date a folder's name begins with: `2019-11-12`, `2019-11-12-special`.
pub(super) fn date_of_folder(name: &str) -> Option<Date> {
    let date = name.get(..10)?;
    let ends = !name[10..].starts_with(|c: char| c.is_ascii_digit());
    date.parse().ok().filter(|_| ends && date.len() == 10)
}

/// A folder whose name was meant for a date: `2026-06-31`, `2026-6-3`, `3 June 2026`, `03-06-2026`.
fn odd_date(name: &str, path: &Path) -> Option<Diagnostic> {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let month = name.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2 && is_month_name(word));
    let numeric = name.chars().all(|c| c.is_ascii_digit() || "-._/ ".contains(c));
    let meant = date_of_folder(name).is_none() && (numeric && (6..=8).contains(&digits) || month && digits >= 5);
    let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    meant.then(|| {
        let message = format!("\"{name}\" is no date as the names of meetings' folders are written");
        Diagnostic::in_file(&rules::ODD_MEETING_FOLDER, path, message).help("name the folder by year, month and day: 2026-06-03")
    })
}

fn is_month_name(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.iter().any(|month| word.to_lowercase().starts_with(month))
}

/// The folders that are bodies: they have `_body.toml`, or the folder of a meeting in them.
pub(super) fn body_folders<'f>(found: impl Iterator<Item = &'f Found>) -> BTreeSet<Box<str>> {
    let body = |file: &Found| match &file.what {
        What::Body(body) => Some(body.clone()),
        _ => {
            let mut parts = file.path.split('/');
            let (first, second) = (parts.next()?, parts.next()?);
            date_of_folder(second).filter(|_| parts.next().is_some()).map(|_| first.into())
        }
    };
    found.filter_map(body).collect()
}

/// What the place of a file says of the paper in it.
pub(super) fn place(path: &str, bodies: &BTreeSet<Box<str>>) -> Folder {
    let mut parts: Vec<Box<str>> = path.split('/').map(Into::into).collect();
    parts.pop();
    let body = parts.first().filter(|first| bodies.contains(*first)).cloned();
    let date = body.as_ref().and(parts.get(1)).and_then(|name| date_of_folder(name));
    Folder { parts, body, date }
}
