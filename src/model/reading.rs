//! What a paper's text says beyond its words: who came.

use crate::source::Span;

/// Everything that is read in the text of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Who was there, in what capacity soever, in the order of the text.
    pub present: Vec<Attendee>,
    /// Who sent apologies, in the order of the text.
    pub apologies: Vec<Attendee>,
}

/// A person in a list of those who came or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The name where it stands.
    pub span: Span,
    /// The name as printed, without titles and ranks.
    pub name: String,
    /// The role, or the rank before the name.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// In what capacity at this meeting: "Chair", "Minutes", "Invited", "In attendance".
    pub capacity: Option<String>,
}
