//! An acronym that is used before the paper says what it stands for.

use super::acronyms::is_alike;
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
    let acronyms = &look.reading().acronyms;
    for (place, acronym) in acronyms.iter().enumerate() {
        let meanings = look.site.record.terms.iter().find(|term| term.short == acronym.short).map(|term| &term.meanings);
        // Where it stands for something else elsewhere, that was meant before.
        let other = meanings.is_some_and(|all| all.iter().any(|meaning| !is_alike(&meaning.expansion, &acronym.expansion)));
        if other || acronyms[..place].iter().any(|other| other.short == acronym.short) {
            continue;
        }
        let used = look.capitals.iter().take_while(|used| used.span.start < acronym.span.start).find(|used| used.word == acronym.short);
        if let Some(used) = used {
            let message = format!("{} is explained here, and was used in line {}", acronym.short, look.source().line(used.span.start));
            report.push(look.finding(&ACRONYM_LATE, acronym.span, message).help("explain it where it stands first"));
        }
    }
}
