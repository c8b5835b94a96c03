//! One document, as it is read from its own file and nothing else.

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, Reading};
use crate::source::Span;

/// A paper: finished when the parser returns it. What other papers and the folder say of it is in [`super::Filed`].
#[derive(Debug, PartialEq, Eq)]
pub struct Paper {
    /// From its first to its last line that is not blank. A file that holds several papers gives each its own.
    pub span: Span,
    /// What it says of itself at its top.
    pub head: Head,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Every anchor a link can lead to, sorted.
    pub anchors: Vec<Box<str>>,
    /// What its links, images and fences name.
    pub names: Named,
    /// What its text says beyond its words.
    pub reading: Reading,
}

/// What a paper names, as written, in the order of its text. A paper that names nothing need not be gone through again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Where its links lead and what its images show.
    pub targets: Box<[Box<str>]>,
    /// Files of figures that its fences name.
    pub figures: Box<[Box<str>]>,
}

impl Paper {
    /// Whether a link to `#anchor` has a place to go to.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.binary_search_by(|known| (**known).cmp(anchor)).is_ok()
    }
}

/// What a paper says of itself at its top. Nothing here is guessed from outside the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// What kind of paper it reads as.
    pub kind: Option<Kind>,
    /// Its title as printed, without marks.
    pub title: Option<Read<String>>,
    /// Whether the title is the first thing printed.
    pub opens_with_title: bool,
    /// The agenda item it says it is for, as printed.
    pub item: Option<Box<str>>,
    /// The body named at its top.
    pub body: Option<Read<String>>,
    /// The date of the meeting, or of issue.
    pub date: Option<Read<Date>>,
    /// When the meeting began.
    pub start: Option<Time>,
    /// When it ended.
    pub end: Option<Time>,
    /// The line that says when.
    pub time: Option<Span>,
    /// Where it was held.
    pub venue: Option<Read<String>>,
    /// A banner that says it is a draft.
    pub draft: Option<Span>,
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// What kind of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What a meeting is to consider.
    Agenda,
    /// What a meeting did.
    Minutes,
    /// A report to a meeting.
    Report,
    /// A paper appended to another.
    Appendix,
    /// A decision record.
    Decision,
    /// A note that goes before another paper.
    CoveringNote,
    /// A page that belongs to no meeting.
    Page,
}

impl Kind {
    /// Every kind, in the order of a meeting's papers.
    pub const ALL: [Kind; 7] = [Kind::Agenda, Kind::Minutes, Kind::Report, Kind::Appendix, Kind::Decision, Kind::CoveringNote, Kind::Page];

    /// The name used in files, addresses and data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Agenda => "agenda",
            Kind::Minutes => "minutes",
            Kind::Report => "report",
            Kind::Appendix => "appendix",
            Kind::Decision => "decision",
            Kind::CoveringNote => "covering-note",
            Kind::Page => "page",
        }
    }

    /// What readers call one of them.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Agenda => "Agenda",
            Kind::Minutes => "Minutes",
            Kind::Report => "Report",
            Kind::Appendix => "Appendix",
            Kind::Decision => "Decision record",
            Kind::CoveringNote => "Covering note",
            Kind::Page => "Page",
        }
    }

    /// What readers call several of them.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Agenda => "Agendas",
            Kind::Minutes => "Minutes",
            Kind::Report => "Reports",
            Kind::Appendix => "Appendices",
            Kind::Decision => "Decision records",
            Kind::CoveringNote => "Covering notes",
            Kind::Page => "Pages",
        }
    }
}
