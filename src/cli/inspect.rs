//! `panelpress inspect`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{Outcome, fail, proof};
use crate::export::inspect::inspect;
use crate::{load, parse};

/// Show what is read out of one file
///
/// Every paper in the file: who came, what was decided, who is to do what by when, what its words point at, each with its line;
/// and at the end what was not understood and how to write it so that it is. What is missing here is on the page all the same,
/// but lists and links cannot know of it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file: Markdown or plain text, with or without front matter
    file: PathBuf,
    /// Text for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Reads the file by itself and prints what was read.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let document = match load::document(&arguments.file) {
        Ok(document) => Arc::new(document),
        Err(error) => return fail(error),
    };
    let parsed = parse::document(&document);
    let inspection = inspect(&parsed);
    match arguments.format {
        Format::Json => match serde_json::to_string_pretty(&inspection) {
            Ok(json) => anstream::println!("{json}"),
            Err(error) => return fail(error),
        },
        Format::Text => anstream::print!("{}", proof::text(&parsed, &inspection)),
    }
    Outcome::Good
}
