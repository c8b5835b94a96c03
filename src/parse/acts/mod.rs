//! Passages → what a meeting did: actions, decisions, declarations, minutes approved, the next meeting.

mod action_tables;
mod actions;
mod approvals;
mod decisions;
mod deciding;
mod declarations;
mod due;
mod markers;
mod next_meeting;
mod owners;
mod phrase;
mod proposals;
mod prose;
mod recommendations;
mod status;
mod tasks;
mod topics;

use crate::model::{Kind, Reading, Spot};

use super::reading::Context;

/// Whether a line is a marker of an action with what follows it: `Action 3: Clerk to write`.
pub(super) fn is_marked(line: &str) -> bool {
    markers::action(line).is_some_and(|marker| {
        let part = line[marker.range.clone()].trim_end_matches([' ', '*', '_']);
        let rest = line[marker.range.end..].trim();
        // "Action CC" and "ACTION Clerk" name an owner without a colon; "Action Plan" names none.
        let owner = rest.split_whitespace().count() <= 3 && (owners::is_initials(rest) || crate::parse::person::is_role(rest));
        !rest.is_empty() && (owner || part.ends_with([':', '–', '—', '-', ')', ']']))
    })
}

/// Whether a line gives somebody a task: `Clerk to write to the school`.
pub(super) fn is_task(line: &str) -> bool {
    tasks::is_plain(line)
}

/// Whether a line begins by giving out a task or a decision, as only the record of a meeting does.
pub(super) fn is_recorded(line: &str) -> bool {
    is_marked(line)
        || ["RESOLVED", "AGREED", "PENDERFYNWYD", "CYTUNWYD"].iter().any(|word| markers::begins(line, word) && line.starts_with(word))
}

/// Adds what a paper says of acts to what is read of its attendance.
pub(super) fn read(context: &Context<'_>, reading: &mut Reading) {
    let calendar = due::Calendar { meeting: context.date };
    match context.kind {
        // A form to be filled in, or a text that has a heading "Present" by chance, records nobody and no day.
        Some(Kind::Minutes) if reading.present.is_empty() && reading.apologies.is_empty() && calendar.meeting.is_none() => {}
        Some(Kind::Minutes) => {
            let prose = prose::of(context);
            let people = owners::People::of(reading);
            let approving = approvals::find(&prose);
            reading.approves = approvals::read(&prose, &approving, calendar);
            reading.decisions = decisions::read(context, &prose, &approving);
            reading.actions = actions::read(context, &prose, &people, calendar);
            reading.declarations = declarations::read(&prose, &people);
            reading.next_meeting = next_meeting::read(context.head, &prose, calendar);
        }
        Some(Kind::Decision) => reading.decisions = decisions::read(context, &prose::of(context), &[]),
        Some(Kind::Report | Kind::CoveringNote) if recommendations::may_stand_in(context.passages) => {
            reading.decisions = recommendations::read(context.source, &prose::of(context));
        }
        Some(Kind::Agenda) => reading.next_meeting = next_meeting::read(context.head, &prose::of(context), calendar),
        _ => {}
    }
    leave_out_summaries(&mut reading.actions, |action| &action.spot);
    leave_out_summaries(&mut reading.decisions, |decision| &decision.spot);
}

/// What stands again under "Summary of actions" has been read where it was said.
fn leave_out_summaries<T>(all: &mut Vec<T>, spot: impl Fn(&T) -> &Spot) {
    let again = |one: &T| spot(one).heading.as_deref().is_some_and(|heading| heading.to_lowercase().starts_with("summary of"));
    if all.iter().any(|one| !again(one)) {
        all.retain(|one| !again(one));
    }
}
