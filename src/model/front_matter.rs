//! What an author may say about a paper above its text, where it differs from what the text and the folder say.

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;

/// The front matter of a paper: TOML between `+++` lines or YAML between `---` lines. Every key is optional, and wins over
/// the folder, which wins over what is read in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FrontMatter {
    /// The paper's title, where the one printed is missing or not the one to list it under.
    pub title: Option<String>,
    /// What the paper is.
    pub kind: Option<Kind>,
    /// The agenda item it belongs to, as printed: "7", "4.1".
    pub item: Option<String>,
    /// The body it belongs to, by the name of its folder.
    pub body: Option<String>,
    /// The date of the meeting it belongs to.
    pub date: Option<Date>,
    /// How far the paper has come.
    pub status: Option<PaperStatus>,
    /// When a paper without a meeting was issued.
    pub issued: Option<Date>,
    /// An embargo: before this day the public site holds no trace of the paper.
    pub publish_on: Option<Date>,
    /// Not ready: the public site holds no trace of the paper until this is removed. `false` says that a paper marked "not for
    /// publication" is public all the same.
    pub hold: Option<bool>,
    /// Never public: a stub stands in the paper's place.
    pub withheld: Option<Withheld>,
    /// Papers appended to this one, in order, as paths from this file.
    pub appendices: Vec<String>,
    /// Files that go with the paper, as paths from this file.
    pub attachments: Vec<String>,
    /// Addresses the paper had before; each becomes a redirect.
    pub aliases: Vec<String>,
    /// The paper that this one replaces, as a path from this file.
    pub supersedes: Option<String>,
    /// Whether it was circulated after the agenda, as a supplement to it.
    pub supplementary: bool,
    /// An item taken late, with the reason for urgency that the chair gave (Local Government Act 1972, section 100B(4)(b)).
    pub late: Option<Late>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One or two sentences for lists and search.
    pub summary: Option<String>,
    /// Subjects it can be followed under.
    pub subjects: Vec<String>,
    /// The language of its text, as a BCP 47 tag: "en", "cy".
    pub language: Option<String>,
    /// The number of a decision record: "2019-100".
    pub decision_number: Option<String>,
    /// When the meeting it records began; for minutes that do not print it.
    pub start: Option<Time>,
    /// When the meeting it records ended.
    pub end: Option<Time>,
    /// Where the meeting it records was held.
    pub venue: Option<String>,
    /// Findings that are accepted in this paper, each with its reason.
    pub accept: Vec<AcceptedFinding>,
    /// What is not to be read in its text, because the text means something else: "attendance", "actions", "decisions",
    /// "references", "next-meeting", "acronyms", "initials".
    pub do_not_read: Vec<Unread>,
}

/// A finding that its author accepts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedFinding {
    /// The rule that finds it.
    pub rule: String,
    /// The line it stands on; the whole paper where neither line nor text is given.
    pub line: Option<usize>,
    /// Words of the line it stands on.
    pub text: Option<String>,
    /// Why it stays as it is.
    pub reason: String,
}

/// Something that is otherwise read in the text of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// Who came.
    Attendance,
    /// Who is to do what, and what became of it.
    Actions,
    /// What was decided, recommended or approved.
    Decisions,
    /// Words that point at something else.
    References,
    /// When the body meets next.
    NextMeeting,
    /// What acronyms stand for.
    Acronyms,
    /// Whom initials stand for.
    Initials,
}

/// How far a paper has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaperStatus {
    /// Public, but not yet approved by the meeting it records or by its author.
    Draft,
    /// Approved as a true record.
    Approved,
    /// No longer to be relied on; it stays on the site, marked.
    Withdrawn,
}

impl PaperStatus {
    /// The name used in files and data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a paper is not public (Local Government Act 1972, Schedule 12A), and until when that stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The paragraph of Schedule 12A that is relied on, as printed: "3".
    pub paragraph: Option<String>,
    /// Why the public interest in withholding it is the greater.
    pub reason: Option<String>,
    /// When the matter is to be looked at again.
    pub review_on: Option<Date>,
    /// The title of the stub. It is public: it must not tell what the paper is about.
    #[serde(default = "exempt_report")]
    pub title: String,
}

fn exempt_report() -> String {
    "Exempt report".to_owned()
}

/// An item taken late.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// Why it could not wait, as stated by the chair and recorded in the minutes.
    pub reason: String,
}
