//! A panel, committee or series of meetings.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a folder's `_body.toml` says of a body. Every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BodyEntry {
    /// Its name in full.
    pub name: Option<String>,
    /// What kind of body it is.
    pub kind: Option<BodyKind>,
    /// Its name where space is short.
    pub short_name: Option<String>,
    /// Other names that papers use for it.
    pub also_known_as: Vec<String>,
    /// The area it serves.
    pub area: Option<String>,
    /// A paragraph on what it is for.
    pub description: Option<String>,
    /// When it began.
    pub start: Option<Date>,
    /// When it ended.
    pub end: Option<Date>,
    /// The body it followed, by the name of its folder.
    pub predecessor: Option<String>,
    /// The body that followed it, by the name of its folder.
    pub successor: Option<String>,
    /// Who chairs it now.
    pub chair: Option<String>,
    /// Who serves it, and from when to when.
    pub officers: Vec<Officer>,
    /// An e-mail address that the public may use.
    pub email: Option<String>,
    /// A telephone number that the public may use.
    pub telephone: Option<String>,
    /// A postal address, its lines separated by commas.
    pub address: Option<String>,
}

/// A person who holds an office of a body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The person's name.
    pub name: String,
    /// The office.
    pub role: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// What kind of body it is. Nothing in the program hangs on one of them: they are for readers and for data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// A police and crime panel (Police Reform and Social Responsibility Act 2011, section 28).
    PoliceAndCrimePanel,
    /// A police, fire and crime panel (the same Act, section 28(1B)).
    PoliceFireAndCrimePanel,
    /// A commissioner's or mayor's meetings to hold a force to account.
    Scrutiny,
    /// A policing and crime board, or another board.
    Board,
    /// Bodies that work together.
    Partnership,
    /// A committee of another body.
    Committee,
    /// A council in session.
    Council,
    /// A combined authority.
    CombinedAuthority,
    /// A health board or its committee.
    HealthBoard,
    /// A school's governing body.
    GoverningBody,
    /// A working group, task and finish group or forum.
    WorkingGroup,
    /// Anything else.
    #[default]
    Other,
}
