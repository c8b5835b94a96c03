//! An acronym that is explained a second time.

use std::collections::HashMap;

use super::acronyms;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::Acronym;

/// An acronym is explained twice.
pub static ACRONYM_TWICE: Rule = Rule {
    name: "acronym-twice",
    level: Level::Advice,
    summary: "An acronym is explained a second time.",
    page: include_str!("acronym_twice.md"),
};

/// Looks for an earlier explanation in other words or the same. One in a list of terms is no repetition.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let mut first: HashMap<&str, &Acronym> = HashMap::new();
    for acronym in look.reading().acronyms.iter().filter(|acronym| acronyms::is_in_text(look, acronym)) {
        let earlier = *first.entry(&acronym.short).or_insert(acronym);
        let again = !std::ptr::eq(earlier, acronym) && acronyms::is_alike(&earlier.expansion, &acronym.expansion);
        if again {
            let message = format!("{} was explained in line {} already", acronym.short, look.source().line(earlier.span.start));
            report.push(look.finding(&ACRONYM_TWICE, acronym.span, message).help(format!("write {}", acronym.short)));
        }
    }
}
