//! Themes: the built-in one, with a site's own files in the place of those of the same name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Level, Report};
use crate::model::{Settings, ThemeFiles};
use crate::source::Source;

use super::rules;
use super::{Layout, LoadError};

/// The version of what templates are given. It changes when a view loses a field or a field changes its meaning.
pub const CONTRACT: u32 = 1;

macro_rules! built_in {
    ($($path:literal),* $(,)?) => { &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*] };
}

/// Every file of the built-in theme, by its path in the theme's folder. A test holds that none is missing.
pub const BUILT_IN: &[(&str, &[u8])] = built_in![
    "theme.toml",
    "templates/about.html",
    "templates/accessibility.html",
    "templates/actions.html",
    "templates/appendices.html",
    "templates/base.html",
    "templates/bodies.html",
    "templates/body.html",
    "templates/decisions.html",
    "templates/home.html",
    "templates/kind.html",
    "templates/lists.html",
    "templates/meeting.html",
    "templates/meetings.html",
    "templates/not-found.html",
    "templates/pack.html",
    "templates/paper.html",
    "templates/papers.html",
    "templates/pending-references.html",
    "templates/people.html",
    "templates/person.html",
    "templates/redirect.html",
    "templates/registers.html",
    "templates/specified-information.html",
    "templates/stub.html",
    "templates/term.html",
    "templates/terms.html",
    "templates/year.html",
    "static/figures.css",
    "static/icon.svg",
    "static/paper.js",
    "static/style.css",
];

/// What a theme says of itself: `theme.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeEntry {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The version of the views it was made for.
    pub contract: Option<u32>,
}

/// The files of the theme that the settings name.
pub(super) fn load(layout: &Layout, settings: &Settings, report: &mut Report) -> Result<ThemeFiles, LoadError> {
    let mut theme = ThemeFiles::default();
    for (path, bytes) in BUILT_IN {
        let bytes = if path.ends_with(".css") { compact(&String::from_utf8_lossy(bytes)).into_bytes() } else { bytes.to_vec() };
        take(&mut theme, path, format!("built-in/{path}"), "built-in/", bytes);
    }
    let folder = layout.root.join("themes").join(&settings.theme);
    match folder.is_dir() {
        true => override_with(&mut theme, &folder, &settings.theme, report)?,
        false if settings.theme == "default" => {}
        false => return Err(LoadError::NoTheme(settings.theme.clone(), known(layout))),
    }
    Ok(theme)
}

/// A built-in stylesheet as it is served: its comments and its layout are for who reads `themes/`. A site's own is left as it is.
fn compact(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            _ if first.is_whitespace() => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (taken, after) = rest.split_at(length);
        match first {
            _ if taken.starts_with("/*") => {}
            _ if !first.is_whitespace() => out.push_str(taken),
            // A blank between two selectors or two values says something; beside these it does not.
            _ if out.is_empty() || out.ends_with(['{', '}', ';', ',', ':']) || after.starts_with(['{', '}']) => {}
            _ => out.push(' '),
        }
        rest = after;
    }
    out
}

fn override_with(theme: &mut ThemeFiles, folder: &Path, name: &str, report: &mut Report) -> Result<(), LoadError> {
    let mut faults = Report::default();
    for path in files(folder)? {
        let bytes = std::fs::read(folder.join(&path)).map_err(|error| LoadError::Unreadable(folder.join(&path), error))?;
        let shown = format!("themes/{name}/{path}");
        match path.as_str() {
            "theme.toml" => judge(&shown, bytes, &mut faults),
            _ => take(theme, &path, shown, "", bytes),
        }
    }
    match faults.count(Level::Error) {
        0 => report.join(faults),
        _ => return Err(LoadError::Faulty("theme.toml", faults)),
    }
    Ok(())
}

/// A theme made for views that this program does not give would make wrong pages.
fn judge(path: &str, bytes: Vec<u8>, faults: &mut Report) {
    let entry: ThemeEntry = super::typed(&Arc::new(Source::from_bytes(path, bytes)), faults);
    if let Some(contract) = entry.contract.filter(|contract| *contract != CONTRACT) {
        let message = format!("this theme is made for version {contract} of the views; this program gives version {CONTRACT}");
        faults.push(
            Diagnostic::in_file(&rules::THEME_CONTRACT, path, message).help("read what changed in CHANGELOG.md, then change `contract`"),
        );
    }
}

fn files(folder: &Path) -> Result<Vec<String>, LoadError> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| LoadError::Unreadable(folder.to_owned(), error.into()))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_file() && !hidden {
            let path: PathBuf = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            paths.push(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(paths)
}

/// A built-in template keeps its prefix: a site's `paper.html` is used in its place, and may extend `built-in/paper.html`.
fn take(theme: &mut ThemeFiles, path: &str, shown: String, prefix: &str, bytes: Vec<u8>) {
    if let Some(name) = path.strip_prefix("templates/") {
        theme.templates.insert(format!("{prefix}{name}").into(), Arc::new(Source::from_bytes(shown, bytes)));
    } else if let Some(name) = path.strip_prefix("static/") {
        theme.statics.insert(name.into(), bytes);
    }
}

fn known(layout: &Layout) -> Vec<String> {
    let folders = std::fs::read_dir(layout.root.join("themes")).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.push("default".to_owned());
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_loses_its_layout_and_nothing_else() {
        let sheet = "/* Head. */\n.a > .b :is(c, d) {\n  margin: 1px calc(2px + 3px); /* room */\n  content: \"a /* b; c\";\n}\n@media (min-width: 3rem) { a { b: c } }\n";
        let expected = ".a > .b :is(c,d){margin:1px calc(2px + 3px);content:\"a /* b; c\";}@media (min-width:3rem){a{b:c}}";
        assert_eq!(compact(sheet), expected);
        assert_eq!(compact("a { /* never closed"), "a{");
    }
}
