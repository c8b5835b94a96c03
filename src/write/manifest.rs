//! The list of files the program owns in one output folder: text to [`Manifest`] and back.
//!
//! The first line is a name, a version and the number of files; the number tells a list that was cut short. Then a line for each
//! file, sorted by path: hash of its bytes (XXH3, 128 bits, hexadecimal), size, when it was modified (nanoseconds since 1970),
//! the same of the file it was copied from (0 for pages), and its path, which may contain spaces.
//!
//! ```text
//! panelpress-manifest 1 2
//! 06b05ab6733a618578af5f94892f3950 8192 1573552800000000000 0 index.html
//! 99aa06d3014798d86001c324468d497f 70113 1573552800000000001 1541462400000000000 map.pdf
//! ```

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::WriteError;
use super::path;

const HEADER: &str = "panelpress-manifest 1";

/// Size and time of a file: what can be known without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970; 0 when unknown.
    pub modified: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        Self { size: metadata.len(), modified }
    }

    /// Whether a file with this stamp now is the file that had the other one. An unknown time proves nothing.
    pub(super) fn proves(self, other: Self) -> bool {
        self == other && self.modified != 0
    }
}

/// One owned file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub hash: u128,
    pub stamp: Stamp,
    /// When the file it was copied from was modified; 0 for what was rendered.
    pub original: u64,
}

/// All owned files by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub files: BTreeMap<String, Entry>,
}

impl Manifest {
    /// Files that are known to be ours, and of whose bytes nothing is known.
    pub(super) fn unproved(paths: Vec<String>) -> Self {
        let entry = Entry { hash: 0, stamp: Stamp { size: 0, modified: 0 }, original: 0 };
        Self { files: paths.into_iter().map(|path| (path, entry)).collect() }
    }

    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.files.get(path)
    }

    /// Reads a manifest. One that is missing, damaged or of another version is `None`: the folder is then looked at instead.
    pub(super) fn read(file: &Path) -> Result<Option<Self>, WriteError> {
        match fs::read_to_string(file) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => Ok(None),
            Err(error) => Err(WriteError::disk("read", file)(error)),
        }
    }

    /// Writes the manifest whole or not at all.
    pub(super) fn write(&self, file: &Path) -> Result<(), WriteError> {
        let new = file.with_extension("new");
        fs::write(&new, self.text()).and_then(|()| fs::rename(&new, file)).map_err(WriteError::disk("write", file))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let count = lines.next()?.strip_prefix(HEADER)?.trim_start().parse::<usize>().ok()?;
        let files = lines.map(parse_line).collect::<Option<BTreeMap<_, _>>>()?;
        (files.len() == count).then_some(Self { files })
    }

    fn text(&self) -> String {
        let mut text = format!("{HEADER} {}\n", self.files.len());
        for (path, Entry { hash, stamp, original }) in &self.files {
            text += &format!("{hash:032x} {} {} {original} {path}\n", stamp.size, stamp.modified);
        }
        text
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut words = line.splitn(5, ' ');
    let hash = u128::from_str_radix(words.next()?, 16).ok()?;
    let mut number = || words.next()?.parse().ok();
    let stamp = Stamp { size: number()?, modified: number()? };
    let original = number()?;
    let path = words.next().filter(|path| path::fault(path).is_none())?;
    Some((path.to_owned(), Entry { hash, stamp, original }))
}
