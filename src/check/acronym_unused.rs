//! An acronym that is explained and never used.

use std::collections::HashMap;

use super::acronyms;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::Acronym;
use crate::source::Span;

/// An acronym is explained for nothing.
pub static ACRONYM_UNUSED: Rule = Rule {
    name: "acronym-unused",
    level: Level::Advice,
    summary: "An acronym is explained and never used.",
    page: include_str!("acronym_unused.md"),
};

/// Looks for a use outside the explanations.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let places = acronyms::places(look);
    let mut own: HashMap<&str, Vec<&Acronym>> = HashMap::new();
    look.reading().acronyms.iter().for_each(|acronym| own.entry(&acronym.short).or_default().push(acronym));
    for acronym in look.reading().acronyms.iter().filter(|acronym| acronyms::is_in_text(look, acronym)) {
        let same = &own[&*acronym.short];
        let uses = places.get(&*acronym.short).map_or(0, Vec::len);
        let explained: usize = same.iter().map(|each| within(places.get(&*each.short).map_or(&[], Vec::as_slice), each.span)).sum();
        if std::ptr::eq(same[0], acronym) && uses == explained {
            let message = format!("{} is explained here and never used in this paper", acronym.short);
            report.push(look.finding(&ACRONYM_UNUSED, acronym.span, message).help("leave the acronym out, or use it"));
        }
    }
}

/// How many places lie in a span.
fn within(places: &[u32], span: Span) -> usize {
    places.partition_point(|place| *place < span.end) - places.partition_point(|place| *place < span.start)
}
