//! A task that was due before the meeting that set it.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// An action was due before it was raised.
pub static ACTION_DUE_BEFORE_MEETING: Rule = Rule {
    name: "action-due-before-meeting",
    level: Level::Warning,
    summary: "An action is due before the meeting that raised it.",
    page: include_str!("action_due_before_meeting.md"),
};

/// Looks at days that are before that of the meeting.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let Some(meeting) = look.filed.date.filter(|_| look.is_record()) else { return };
    for action in &look.reading().actions {
        let Some(due) = action.due.filter(|due| *due < meeting) else { continue };
        let message = format!("this is due on {due}, and the meeting was on {meeting}");
        report.push(
            look.finding(&ACTION_DUE_BEFORE_MEETING, action.due_words.unwrap_or(action.span), message).help("check the month and the year"),
        );
    }
}
