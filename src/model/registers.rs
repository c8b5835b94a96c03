//! Registers: what corrects and completes the papers, and never repeats them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `people.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PeopleRegister {
    /// One entry a person.
    pub person: Vec<PersonEntry>,
}

/// A person whom the papers do not say enough about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// The name as it is to be shown.
    pub name: String,
    /// Other forms of the name in the papers.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// The initials used in minutes, where they are not those of the name.
    pub initials: Option<String>,
    /// Where the person belongs.
    pub organisation: Option<String>,
    /// The offices held, in order of time.
    #[serde(default)]
    pub offices: Vec<Office>,
}

/// An office that somebody held from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The office.
    pub role: String,
    /// Where.
    pub organisation: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// `glossary.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Glossary {
    /// One entry a term.
    pub term: Vec<TermEntry>,
}

/// An acronym or name and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    /// As it stands in papers: "OPCC".
    pub short: String,
    /// In full.
    pub meaning: String,
    /// A sentence that explains it.
    pub note: Option<String>,
}

/// `actions.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ActionRegister {
    /// One entry an action that later papers do not close by themselves.
    pub action: Vec<ActionEntry>,
}

/// What became of an action.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionEntry {
    /// The meeting whose minutes raised it: "police-and-crime-panel/2019-11-12".
    pub meeting: String,
    /// The printed number of its paragraph.
    pub paragraph: Option<String>,
    /// Its first words, where the paragraph has no number or several actions.
    pub text: Option<String>,
    /// Where it stands now.
    pub status: Option<ActionStatus>,
    /// Since when.
    pub on: Option<Date>,
    /// The new day it is due, where that was moved.
    pub due: Option<Date>,
    /// The paper that says so, as a path from this file, with an anchor if need be.
    pub by: Option<String>,
    /// A sentence on how.
    pub note: Option<String>,
}

/// Where an action stands. Overdue is no status: it follows from the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActionStatus {
    /// Still to be done.
    Open,
    /// Done.
    Done,
    /// Another action took its place.
    Superseded,
}
