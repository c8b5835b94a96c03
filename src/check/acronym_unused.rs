//! An acronym that is explained and never used.

use super::acronyms;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// An acronym is explained for nothing.
pub static ACRONYM_UNUSED: Rule = Rule {
    name: "acronym-unused",
    level: Level::Advice,
    summary: "An acronym is explained and never used.",
    page: include_str!("acronym_unused.md"),
};

/// Looks for a use outside the explanations.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let acronyms = &look.reading().acronyms;
    for (place, acronym) in acronyms.iter().enumerate().filter(|(_, acronym)| acronyms::is_in_text(look, acronym)) {
        let own: Vec<_> = acronyms.iter().filter(|other| other.short == acronym.short).collect();
        let explains = |at: u32| own.iter().any(|other| other.span.start <= at && at < other.span.end);
        let used = look.capitals.iter().any(|used| used.word == acronym.short && !explains(used.span.start));
        let first = !acronyms[..place].iter().any(|other| other.short == acronym.short);
        if first && !used {
            let message = format!("{} is explained here and never used in this paper", acronym.short);
            report.push(look.finding(&ACRONYM_UNUSED, acronym.span, message).help("leave the acronym out, or use it"));
        }
    }
}
