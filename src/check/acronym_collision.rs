//! One acronym that stands for two things in one record.

use super::acronyms::is_alike;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::PaperId;

/// An acronym has two meanings.
pub static ACRONYM_COLLISION: Rule = Rule {
    name: "acronym-collision",
    level: Level::Warning,
    summary: "An acronym stands for two things.",
    page: include_str!("acronym_collision.md"),
};

/// Holds what this paper explains against what the glossary says, or an earlier paper of the same body.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for acronym in &look.reading().acronyms {
        let Some(term) = look.site.record.terms.iter().find(|term| term.short == acronym.short) else { continue };
        let own = |id: PaperId| look.site.paper(id).body == look.filed.body && look.site.paper(id).date <= look.filed.date;
        let other = term
            .meanings
            .iter()
            .find(|meaning| meaning.by.is_none_or(|id| id != look.id && own(id)) && !is_alike(&meaning.expansion, &acronym.expansion));
        // Letters that do not fit are a slip, and no second meaning.
        let fits = super::acronym_mismatch::left_over(&acronym.short, &acronym.expansion).is_none();
        if let Some(other) = other.filter(|_| fits) {
            let message = format!("{} stands for \"{}\" here, and elsewhere for \"{}\"", acronym.short, acronym.expansion, other.expansion);
            let found = look.finding(&ACRONYM_COLLISION, acronym.span, message);
            report.push(match other.by {
                Some(id) => found.note(format!("the other stands in {}", look.site.paper(id).document.path())),
                None => found.note("the other stands in glossary.toml"),
            });
        }
    }
}
