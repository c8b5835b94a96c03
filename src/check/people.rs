//! What rules about people have in common: who is in the lists of a paper, and whom initials fit.

use super::look::Look;
use crate::model::{Attendee, PersonId};

/// Everybody in the lists of a paper with the person they are: those present, then those who sent apologies.
pub(super) fn listed<'s>(look: &Look<'s>) -> impl Iterator<Item = (&'s Attendee, PersonId)> {
    let reading = look.reading();
    let ids = look.site.record.attendance.get(look.id.0).into_iter().flatten().copied();
    reading.present.iter().chain(&reading.apologies).zip(ids)
}

/// The initials that people write for a name: of all its parts, or of the first and the last.
pub(super) fn initials(name: &str) -> [String; 2] {
    let first = |part: &str| part.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    let ends = parts.first().into_iter().chain(parts.last().filter(|_| parts.len() > 1));
    [parts.iter().map(|part| first(part)).collect(), ends.map(|part| first(part)).collect()]
}
