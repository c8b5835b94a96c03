//! An acronym that is explained a second time.

use super::acronyms;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// An acronym is explained twice.
pub static ACRONYM_TWICE: Rule = Rule {
    name: "acronym-twice",
    level: Level::Advice,
    summary: "An acronym is explained a second time.",
    page: include_str!("acronym_twice.md"),
};

/// Looks for an earlier explanation in other words or the same. One in a list of terms is no repetition.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let all: Vec<_> = look.reading().acronyms.iter().filter(|acronym| acronyms::is_in_text(look, acronym)).collect();
    for (place, acronym) in all.iter().enumerate() {
        let earlier =
            all[..place].iter().find(|other| other.short == acronym.short && acronyms::is_alike(&other.expansion, &acronym.expansion));
        if let Some(earlier) = earlier {
            let message = format!("{} was explained in line {} already", acronym.short, look.source().line(earlier.span.start));
            report.push(look.finding(&ACRONYM_TWICE, acronym.span, message).help(format!("write {}", acronym.short)));
        }
    }
}
