//! Disk → [`Project`]. The only module that reads files of a site; after it the program knows nothing of the disk.

pub mod entry;
pub mod fingerprint;
mod law;

mod entries;
mod error;
mod folder;
mod front;
mod papers;
mod publicity;
pub mod rules;
mod shelf;
mod theme;
mod withheld;

pub use error::LoadError;
pub use folder::Layout;
pub use law::PROFILES;
pub use publicity::Publicity;
pub use shelf::{Changes, Readers, Shelf};
pub use theme::{BUILT_IN, CONTRACT, ThemeEntry};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Level, Report};
use crate::model::{Document, FrontMatter, Project, Registers, Settings};
use crate::source::Source;

use entry::{Notation, Schema};
use folder::{Found, What};

/// Reads a folder for a day. `output` is where the site is written, if not where the settings say: it is not read. What is wrong in a file of the site is in the report; only what makes it impossible to build
/// anything at all is an error.
///
/// # Errors
/// When the folder cannot be read, holds no paper, or its settings or theme are faulty: then no page could be right.
pub fn project(folder: &Path, today: Date, output: Option<&Path>) -> Result<(Project, Report), LoadError> {
    let mut shelf = Shelf::new(folder, output);
    shelf.read(today)?;
    let (mut project, mut report) = shelf.project(Readers::Everybody);
    shelf.guard(&mut project, &mut report);
    Ok((project, report))
}

/// The settings. A fault in them is a fault of every page: nothing is built until it is mended.
fn settings(layout: &Layout, report: &mut Report) -> Result<Settings, LoadError> {
    let Some(path) = &layout.settings else {
        return Ok(Settings { title: layout.title(), ..Settings::default() });
    };
    let bytes = std::fs::read(path).map_err(|error| LoadError::Unreadable(path.clone(), error))?;
    let settings: Settings = typed(&Arc::new(Source::from_bytes("panelpress.toml", bytes)), report);
    if !is_web_address(&settings.base_url) {
        let message = format!("`base_url` is \"{}\", which is no web address", settings.base_url);
        report.push(
            Diagnostic::in_file(&rules::WRONG_TYPE, "panelpress.toml", message)
                .help("it is written like https://papers.example.org or https://example.org/panel"),
        );
    }
    match report.count(Level::Error) {
        0 => Ok(settings),
        _ => Err(LoadError::Faulty("panelpress.toml", std::mem::take(report))),
    }
}

/// Whether a text is a plain web address, with or without a path; nothing is one too, as a site need not say where it stands.
fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    text.is_empty()
        || rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:%".contains(c))
        })
}

/// What a hand-written TOML file says.
fn typed<T: DeserializeOwned + JsonSchema + Default>(source: &Arc<Source>, report: &mut Report) -> T {
    Schema::<T>::new().read(source, source.span(), Notation::Toml, report)
}

/// A title from the name of a file or folder: "commissioners-update" is "Commissioners update".
pub use papers::title_of_stem;

/// The date that a file's name begins with: `2019-11-12-minutes`.
pub fn date_of_name(stem: &str) -> Option<Date> {
    folder::date_of_folder(stem)
}

/// Files by themselves, in no site, read together: nothing is known of their folders, and who may see them is not asked.
///
/// # Errors
/// When one of them cannot be read.
pub fn loose(files: &[PathBuf], today: Date) -> Result<(Project, Report), LoadError> {
    let mut report = Report::default();
    let schema = Schema::new();
    let mut documents = Vec::with_capacity(files.len());
    for path in files {
        documents.push(Arc::new(alone(path, &schema, &mut report)?));
    }
    let project = Project {
        folder: PathBuf::from("."),
        settings: Settings::default(),
        today,
        documents,
        unpublished: Default::default(),
        bodies: BTreeMap::new(),
        meetings: BTreeMap::new(),
        registers: Registers::default(),
        law: law::named(&Settings::default().profile, &mut report),
        entries: BTreeMap::new(),
        assets: BTreeMap::new(),
        theme: Default::default(),
    };
    Ok((project, report))
}

/// The papers in a folder that is no site: its Markdown files, or where there are none, its files of plain text.
///
/// # Errors
/// When the folder cannot be read.
pub fn papers_in(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let layout = Layout::find(folder)?;
    let found = folder::walk(&layout, &Settings::default(), None, &mut Report::default())?.found;
    let all = |what: &dyn Fn(&Found) -> bool| found.iter().filter(|file| what(file)).map(|file| file.disk.clone()).collect::<Vec<_>>();
    let papers = all(&|file| file.what == What::Paper);
    Ok(if papers.is_empty() { all(&|file| file.path.ends_with(".txt")) } else { papers })
}

/// One file by itself, in no site: nothing is known of its folder.
///
/// # Errors
/// When the file cannot be read.
pub fn document(path: &Path) -> Result<Document, LoadError> {
    alone(path, &Schema::new(), &mut Report::default())
}

fn alone(path: &Path, schema: &Schema<FrontMatter>, report: &mut Report) -> Result<Document, LoadError> {
    let bytes = std::fs::read(path).map_err(|error| LoadError::Unreadable(path.to_owned(), error))?;
    let source = Arc::new(Source::from_bytes(path.to_string_lossy().replace('\\', "/"), bytes));
    let parts = front::split(&source);
    let front = parts.front.map(|(span, notation)| schema.read(&source, span, notation, report));
    Ok(Document { front: front.unwrap_or_default(), body: parts.body, folder: Default::default(), source })
}
