//! Whether a folder may be written to, and on what grounds.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::WriteError;

/// What the theme writes into every page; a folder whose home page has it was written by this program.
const GENERATOR: &[u8] = b"<meta name=\"generator\" content=\"Panelpress";
const GENERATOR_WITHIN: u64 = 4096;

/// What makes files in the folder ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The manifest lists them.
    Listed,
    /// The manifest is lost (`.panelpress` may be deleted at any time): a file is ours if the site has one of that path.
    Adopted,
}

/// Refuses folders in which a site would do damage. Returns where the folder really is.
pub(super) fn refuse_unsuitable(output: &Path, keep: &Path, sources: &Path) -> Result<PathBuf, WriteError> {
    let real = |path: &Path| resolve(path).map_err(WriteError::disk("find", path));
    let place = real(output)?;
    let because = if place.parent().is_none() {
        "is the root of a disk"
    } else if place.exists() && !place.is_dir() {
        "is not a folder"
    } else if real(sources)?.starts_with(&place) {
        "holds the papers themselves"
    } else if real(keep)?.starts_with(&place) {
        "holds what Panelpress keeps for itself"
    } else {
        return Ok(place);
    };
    Err(WriteError::Unsuitable { folder: output.to_path_buf(), because })
}

/// Where a path leads once links are followed. Its last parts need not exist, but a link that leads nowhere is a fault.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match (fs::canonicalize(&path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => {
            Ok(resolve(parent)?.join(name))
        }
        (done, ..) => done,
    }
}

/// The standing in a folder that no manifest speaks of: an empty one is listed (nothing is ours yet), one of ours is adopted.
pub(super) fn stands_without_manifest(output: &Path) -> Result<Standing, WriteError> {
    let found = visible_names(output).map_err(WriteError::disk("read", output))?;
    if found.is_empty() {
        Ok(Standing::Listed)
    } else if is_generated(&output.join("index.html")) {
        Ok(Standing::Adopted)
    } else {
        Err(WriteError::Foreign { folder: output.to_path_buf(), some_files: found })
    }
}

/// What stands in the way of calling a folder empty. Dot files and `CNAME` are settings of a host, put there before any site is.
fn visible_names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<io::Result<Vec<_>>>()?;
    let mut visible: Vec<String> = names.into_iter().filter(|name| !name.starts_with('.') && name != "CNAME").collect();
    visible.sort();
    Ok(visible)
}

/// Every page under a folder that this program wrote, by its path with `/` between the parts. Links are not followed.
pub(super) fn generated_pages(output: &Path) -> io::Result<Vec<String>> {
    let (mut pages, mut open) = (Vec::new(), vec![(output.to_path_buf(), String::new())]);
    while let Some((folder, above)) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = format!("{above}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push((entry.path(), format!("{path}/")));
            } else if kind.is_file() && path.ends_with(".html") && is_generated(&entry.path()) {
                pages.push(path);
            }
        }
    }
    Ok(pages)
}

fn is_generated(page: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(page).and_then(|file| file.take(GENERATOR_WITHIN).read_to_end(&mut start));
    read.is_ok() && start.windows(GENERATOR.len()).any(|window| window == GENERATOR)
}

/// Does something that needs the folder of `path`. The folder is nearly always there, so it is made only after a failure.
pub(super) fn making_folder<T>(path: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (act(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            act()
        }
        (done, _) => done,
    }
}
