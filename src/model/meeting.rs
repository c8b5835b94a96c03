//! One sitting of a body on a date.

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a folder's `_meeting.toml` says of a meeting. Every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MeetingEntry {
    /// A name of its own: "Annual meeting".
    pub title: Option<String>,
    /// When it begins, 24-hour: "14:00".
    pub start: Option<Time>,
    /// When it ends, 24-hour.
    pub end: Option<Time>,
    /// Where.
    pub venue: Option<String>,
    /// Whether it took place. Left out, it is held once its date has passed.
    pub status: Option<MeetingStatus>,
    /// The date a postponed meeting was moved to.
    pub postponed_to: Option<Date>,
    /// Why it was cancelled or postponed.
    pub reason: Option<String>,
    /// The other bodies of a joint meeting, by the names of their folders.
    pub joint_with: Vec<String>,
    /// When notice of it was published.
    pub notice_published: Option<Date>,
    /// Where it can be watched.
    pub online: Option<String>,
}

/// Whether a meeting took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MeetingStatus {
    /// To be held.
    Scheduled,
    /// Was held.
    Held,
    /// Was not held and will not be.
    Cancelled,
    /// Was moved to another date.
    Postponed,
}
