//! `panelpress theme`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Outcome, fail, put};
use crate::check::Findings;
use crate::load::BUILT_IN;
use crate::render::{Renderer, reference};

/// Work on how the site looks
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    Eject(Eject),
    Reference(Reference),
}

/// Print what templates are given: every template, every field, with examples from a site
#[derive(Debug, Args)]
pub(super) struct Reference {
    /// The site's folder
    #[arg(default_value = ".")]
    site: PathBuf,
    /// Take the examples from the site as on this day (2026-01-31)
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Copy the built-in theme, or some of its files, to change them
///
/// A file in themes/NAME/ takes the place of the built-in one of the same name; all others stay built in and go on being
/// improved. So eject only what you mean to change: `panelpress theme eject my-panel templates/meeting.html`, then set
/// `theme = "my-panel"` in panelpress.toml. To change one block only, write a template that extends "built-in/meeting.html".
#[derive(Debug, Args)]
pub(super) struct Eject {
    /// The theme's name: the folder under themes/
    name: String,
    /// The files, such as templates/meeting.html; all where none is named
    files: Vec<String>,
    /// The site's folder
    #[arg(long, default_value = ".")]
    site: PathBuf,
}

/// Carries the command out.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    match arguments {
        Arguments::Eject(eject) => run_eject(eject),
        Arguments::Reference(reference) => run_reference(reference),
    }
}

fn run_reference(arguments: &Reference) -> Outcome {
    let today = arguments.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let (mut project, _) = match crate::load::project(&arguments.site, today, None) {
        Ok(read) => read,
        Err(error) => return fail(error),
    };
    let theme = std::mem::take(&mut project.theme);
    let parsed = crate::parse::all(&project);
    let (site, report) = crate::link::site(project, parsed);
    let site = Arc::new(site);
    match Renderer::new(site.clone(), &theme, Arc::new(Findings::new(site, report))) {
        Ok(renderer) => {
            anstream::print!("{}", reference(&renderer));
            Outcome::Good
        }
        Err(faults) => {
            super::findings::print(faults.iter().map(|fault| fault.diagnostic(&theme)).collect(), false);
            fail("the theme is faulty")
        }
    }
}

fn run_eject(eject: &Eject) -> Outcome {
    let unknown = eject.files.iter().find(|file| !BUILT_IN.iter().any(|(path, _)| path == file));
    if let Some(unknown) = unknown {
        let known: Vec<&str> = BUILT_IN.iter().map(|(path, _)| *path).collect();
        return fail(format!("the built-in theme has no file {unknown}; it has {}", known.join(", ")));
    }
    if eject.name.is_empty() || eject.name.contains(['/', '\\', '.']) {
        return fail("a theme's name is one word, such as my-panel");
    }
    let folder = eject.site.join("themes").join(&eject.name);
    let wanted: Vec<_> =
        BUILT_IN.iter().filter(|(path, _)| eject.files.is_empty() || eject.files.iter().any(|file| file == path)).collect();
    if let Some((path, _)) = wanted.iter().find(|(path, _)| folder.join(path).exists()) {
        return fail(format!("{} is there already; move it away first", folder.join(path).display()));
    }
    for (path, bytes) in wanted {
        if let Err(reason) = put(&folder.join(path), bytes) {
            return fail(reason);
        }
        anstream::println!("{}", folder.join(path).display());
    }
    Outcome::Good
}
