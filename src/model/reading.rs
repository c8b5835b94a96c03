//! What a paper's text says beyond its words: who came, what was decided, who is to do what, and what its words point at.

use std::sync::Arc;

use jiff::civil::{Date, Time, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Everything that is read in the text of a paper. Every list is in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Who was there, in what capacity soever.
    pub present: Vec<Attendee>,
    /// Who sent apologies.
    pub apologies: Vec<Attendee>,
    /// Interests declared, or that there were none.
    pub declarations: Vec<Declaration>,
    /// What somebody is to do.
    pub actions: Vec<Action>,
    /// What was decided, or is recommended.
    pub decisions: Vec<Decision>,
    /// Earlier meetings whose minutes are approved here.
    pub approves: Vec<Approval>,
    /// When the body meets next.
    pub next_meeting: Option<NextMeeting>,
    /// Words that point at something else.
    pub references: Vec<Reference>,
    /// Days that the text names.
    pub dates: Vec<Dated>,
    /// Initials, and ranks with surnames, that stand for people.
    pub mentions: Vec<Mention>,
    /// Acronyms where the text says what they stand for.
    pub acronyms: Vec<Acronym>,
    /// Words written like acronyms, each once, in the order of the alphabet; their plurals are the same word.
    pub capitals: Vec<Box<str>>,
    /// What is said of actions of earlier meetings.
    pub updates: Vec<Update>,
    /// Paragraphs that a page end had cut in two, and that are one again.
    pub joined: Vec<Joined>,
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

/// Where in a paper something stands, as readers find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The anchor of the numbered paragraph or heading it stands under; empty above the first of them.
    pub anchor: Box<str>,
    /// The number printed before that paragraph.
    pub number: Option<Box<str>>,
    /// The words of the heading above; shared by all that stands under it.
    pub heading: Option<Arc<str>>,
}

/// An interest declared, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The sentence.
    pub span: Span,
    /// Its words, without marks.
    pub text: String,
    /// Who declared it, as printed; nobody where it says that there was none.
    pub who: Vec<String>,
}

/// Who is to do what by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// All of it, the marker included.
    pub span: Span,
    /// The task without its marker, without marks.
    pub text: String,
    /// Whether there is anything to do.
    pub kind: ActionKind,
    /// Who is to do it, as written.
    pub owners: Vec<String>,
    /// The day by which, where one can be worked out.
    pub due: Option<Date>,
    /// The words that say by when, where there are any.
    pub due_words: Option<Span>,
    /// Where it stands.
    pub spot: Spot,
    /// What it is reached by: `p4-action`.
    pub anchor: Box<str>,
}

/// What minutes say of an action that an earlier meeting raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The sentence, or the row of a table.
    pub span: Span,
    /// The words by which the action is known, without marks.
    pub text: String,
    /// The meeting that raised it, where the words name its date.
    pub raised: Option<Date>,
    /// Where it stands now.
    pub status: super::ActionStatus,
    /// The new day it is due, where that was moved.
    pub due: Option<Date>,
    /// Where it stands.
    pub spot: Spot,
}

/// Whether an action asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActionKind {
    /// Something is to be done, whatever else is noted.
    Substantive,
    /// Something was noted and nothing is to be done.
    Noted,
    /// A marker with nothing after it.
    Empty,
}

/// What was resolved, agreed or approved, or what a report asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// All of it, from the deciding words to the last limb.
    pub span: Span,
    /// Its words without marks.
    pub text: String,
    /// What kind of decision it is.
    pub kind: DecisionKind,
    /// Its own number, as printed: `14/03/2/7.iv`.
    pub number: Option<Box<str>>,
    /// Who proposed it, as printed.
    pub proposer: Option<String>,
    /// Who seconded it, as printed.
    pub seconder: Option<String>,
    /// How the vote went, as printed: "unanimously", "For 3, against 0".
    pub vote: Option<String>,
    /// Where it stands.
    pub spot: Spot,
    /// What it is reached by: `p6-decision`.
    pub anchor: Box<str>,
}

/// What kind of decision it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DecisionKind {
    /// What a report asks for.
    Recommendation,
    /// Minutes of an earlier meeting were approved.
    Approval,
    /// Resolved.
    Resolution,
    /// Agreed.
    Agreement,
}

impl DecisionKind {
    /// Every kind.
    pub const ALL: [DecisionKind; 4] =
        [DecisionKind::Recommendation, DecisionKind::Approval, DecisionKind::Resolution, DecisionKind::Agreement];

    /// The name used in data.
    pub fn name(self) -> &'static str {
        match self {
            DecisionKind::Recommendation => "recommendation",
            DecisionKind::Approval => "approval",
            DecisionKind::Resolution => "resolution",
            DecisionKind::Agreement => "agreement",
        }
    }

    /// What readers call it.
    pub fn label(self) -> &'static str {
        match self {
            DecisionKind::Recommendation => "Recommendation",
            DecisionKind::Approval => "Minutes approved",
            DecisionKind::Resolution => "Resolution",
            DecisionKind::Agreement => "Agreement",
        }
    }
}

/// That the minutes of an earlier meeting were approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The date of that meeting where it stands.
    pub span: Span,
    /// Its date.
    pub date: Date,
}

/// When and where the body meets next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMeeting {
    /// Where the text says so.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// When it begins.
    pub start: Option<Time>,
    /// Where.
    pub venue: Option<String>,
}

/// Words that point at something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub span: Span,
    /// What they point at.
    pub to: Pointer,
}

/// What words point at, as far as they say it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pointer {
    /// "Appendix 2": its number or letter.
    Appendix(Box<str>),
    /// "the meeting on 31 January 2017", "Finance Committee, 3 May": the date, and the body as printed where it is named.
    Meeting(Date, Option<Box<str>>),
    /// "replied to the Panel on 3 May": a day on which the body may have met, or not.
    PossibleMeeting(Date, Option<Box<str>>),
    /// "the last meeting", "the previous minutes": the meeting of this body before this one.
    LastMeeting,
    /// "the next meeting": the one after this.
    NextMeeting,
    /// "Decision Record 100–2015": its number, with plain hyphens.
    DecisionRecord(Box<str>),
    /// "minute 41/22": the number of a minute.
    Minute(Box<str>),
    /// A web address, as printed.
    Url(Box<str>),
    /// An e-mail address.
    Email(Box<str>),
}

impl Pointer {
    /// The name used in data.
    pub fn name(&self) -> &'static str {
        match self {
            Pointer::Appendix(_) => "appendix",
            Pointer::Meeting(..) | Pointer::PossibleMeeting(..) | Pointer::LastMeeting | Pointer::NextMeeting => "meeting",
            Pointer::DecisionRecord(_) => "decision-record",
            Pointer::Minute(_) => "minute",
            Pointer::Url(_) => "url",
            Pointer::Email(_) => "email",
        }
    }
}

/// A day that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The words, the weekday included.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// The weekday as printed, which may be wrong.
    pub weekday: Option<Weekday>,
    /// Whether the year is not printed but worked out.
    pub year_inferred: bool,
}

/// Words in running text that stand for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What they are.
    pub form: MentionForm,
    /// The person's name as the attendance of this paper has it; none where nobody or more than one fits.
    pub name: Option<Box<str>>,
}

/// How a person is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionForm {
    /// "LB".
    Initials,
    /// "ACC Graham", "Cllr Frost": a rank or title, and a surname.
    Surname,
}

/// An acronym where the text says what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acronym {
    /// The acronym and its expansion.
    pub span: Span,
    /// The acronym.
    pub short: Box<str>,
    /// What it stands for, as printed, without marks.
    pub expansion: String,
}

/// A paragraph that a page end had cut in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// The first half.
    pub first: Span,
    /// The second half.
    pub second: Span,
}
