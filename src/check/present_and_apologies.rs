//! Somebody who was present and sent apologies.

use super::look::Look;
use super::people::listed;
use crate::diagnostic::{Level, Report, Rule};

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
    for (attendee, id) in sorry {
        // A surname alone may be somebody else's.
        if let Some((there, _)) =
            present.iter().find(|(other, there)| there == id && other.name.contains(' ') && attendee.name.contains(' '))
        {
            let message = format!("{} is among those present in line {}", attendee.name, look.source().line(there.span.start));
            report.push(look.finding(&PRESENT_AND_APOLOGIES, attendee.span, message).help("take the name out of one of the lists"));
        }
    }
}
