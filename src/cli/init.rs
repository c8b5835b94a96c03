//! `panelpress init`.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, fail, put};

/// Start a site in a new folder
///
/// Makes panelpress.toml and a body with one meeting, whose papers say how to go on. Nothing that exists is changed.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to make
    folder: PathBuf,
}

/// The files of a new site.
const STARTER: [(&str, &str); 6] = [
    ("panelpress.toml", include_str!("starter/panelpress.toml")),
    (".gitignore", include_str!("starter/gitignore")),
    ("content/about.md", include_str!("starter/about.md")),
    ("content/example-panel/_body.toml", include_str!("starter/body.toml")),
    ("content/example-panel/2026-01-15/agenda.md", include_str!("starter/agenda.md")),
    ("content/example-panel/2026-01-15/minutes.md", include_str!("starter/minutes.md")),
];

/// Writes the files, unless there is something in the folder already.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let folder = &arguments.folder;
    let occupied = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        return fail(format!("{} is not empty; name a folder that is not there yet", folder.display()));
    }
    for (path, text) in STARTER {
        if let Err(reason) = put(&folder.join(path), text.as_bytes()) {
            return fail(reason);
        }
    }
    let folder = folder.display();
    anstream::println!(
        "A site is in {folder}. See it in a browser while you write with `panelpress serve {folder}`; build it with `panelpress build {folder}`."
    );
    Outcome::Good
}
