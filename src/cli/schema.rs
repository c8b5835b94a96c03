//! `panelpress schema`.

use clap::{Args, ValueEnum};

use super::Outcome;
use crate::load::ThemeEntry;
use crate::load::entry::schema_text;
use crate::model::{ActionRegister, BodyEntry, FrontMatter, Glossary, MeetingEntry, PeopleRegister, Settings};

/// Print the JSON Schema of a file that people write
///
/// Editors use it to complete keys and to underline mistakes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which file
    name: Name,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Name {
    /// panelpress.toml
    Settings,
    /// The front matter of a paper
    FrontMatter,
    /// _body.toml
    Body,
    /// _meeting.toml
    Meeting,
    /// people.toml
    People,
    /// glossary.toml
    Glossary,
    /// actions.toml
    Actions,
    /// theme.toml
    Theme,
}

/// Prints the schema.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let text = match arguments.name {
        Name::Settings => schema_text::<Settings>(),
        Name::FrontMatter => schema_text::<FrontMatter>(),
        Name::Body => schema_text::<BodyEntry>(),
        Name::Meeting => schema_text::<MeetingEntry>(),
        Name::People => schema_text::<PeopleRegister>(),
        Name::Glossary => schema_text::<Glossary>(),
        Name::Actions => schema_text::<ActionRegister>(),
        Name::Theme => schema_text::<ThemeEntry>(),
    };
    anstream::print!("{text}");
    Outcome::Good
}
