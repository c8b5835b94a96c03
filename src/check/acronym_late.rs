//! An acronym that is used before the paper says what it stands for.

use std::collections::HashSet;

use super::acronyms;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// An acronym is explained after it was used.
pub static ACRONYM_LATE: Rule = Rule {
    name: "acronym-late",
    level: Level::Advice,
    summary: "An acronym is used before it is explained.",
    page: include_str!("acronym_late.md"),
};

/// Looks at the first explanation of each acronym.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let places = acronyms::places(look);
    let mut told: HashSet<&str> = HashSet::new();
    for acronym in look.reading().acronyms.iter().filter(|acronym| told.insert(&acronym.short)) {
        let meanings = look.site.record.terms.iter().find(|term| term.short == acronym.short).map(|term| &term.meanings);
        // Where it stands for something else elsewhere, that was meant before.
        let other = meanings.is_some_and(|all| all.iter().any(|meaning| !acronyms::is_alike(&meaning.expansion, &acronym.expansion)));
        let first = places.get(&*acronym.short).and_then(|all| all.first()).copied();
        let used = first.filter(|first| *first < acronym.span.start && !other);
        if let Some(used) = used {
            let message = format!("{} is explained here, and was used in line {}", acronym.short, look.source().line(used));
            report.push(look.finding(&ACRONYM_LATE, acronym.span, message).help("explain it where it stands first"));
        }
    }
}
