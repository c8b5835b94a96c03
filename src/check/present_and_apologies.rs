//! Somebody who was present and sent apologies.

use std::collections::HashMap;

use super::look::Look;
use super::people::listed;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Attendee, PersonId};

/// A person is in both lists.
pub static PRESENT_AND_APOLOGIES: Rule = Rule {
    name: "present-and-apologies",
    level: Level::Warning,
    summary: "Somebody is among those present and among the apologies.",
    page: include_str!("present_and_apologies.md"),
};

/// Looks for one person in both lists.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let everybody: Vec<_> = listed(look).collect();
    let (present, sorry) = everybody.split_at(look.reading().present.len().min(everybody.len()));
    // A surname alone may be somebody else's.
    let whole = |attendee: &Attendee| attendee.name.contains(' ');
    let there: HashMap<PersonId, &Attendee> =
        present.iter().filter(|(attendee, _)| whole(attendee)).map(|(attendee, id)| (*id, *attendee)).collect();
    for (attendee, id) in sorry.iter().filter(|(attendee, _)| whole(attendee)) {
        if let Some(there) = there.get(id) {
            let message = format!("{} is among those present in line {}", attendee.name, look.source().line(there.span.start));
            report.push(look.finding(&PRESENT_AND_APOLOGIES, attendee.span, message).help("take the name out of one of the lists"));
        }
    }
}
