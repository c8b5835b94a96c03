//! One person with two offices at one time, or an office after its end.

use super::known::PrintedOffice;
use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Held, PersonId};

/// Papers disagree on somebody's office.
pub static ROLE_MISMATCH: Rule = Rule {
    name: "role-mismatch",
    level: Level::Warning,
    summary: "A person's office is not the one they held, or not the one in other papers.",
    page: include_str!("role_mismatch.md"),
};

/// Papers further apart may both be right.
const DAYS: i32 = 62;

/// Words that make another office of one.
const RANKS: [&str; 14] = [
    "acting",
    "assistant",
    "chair",
    "chief",
    "deputy",
    "director",
    "former",
    "head",
    "interim",
    "senior",
    "staff",
    "superintendent",
    "temporary",
    "vice",
];

/// Looks at the offices that this paper prints beside names.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for id in look.known.officers.get(&look.id).into_iter().flatten() {
        let offices = &look.known.offices[id];
        for office in offices.iter().filter(|office| office.paper == look.id) {
            report.extend(over(look, *id, office).or_else(|| contradicted(look, *id, office, offices)));
        }
    }
}

/// An office that the register says had ended, or not begun.
fn over(look: &Look<'_>, id: PersonId, office: &PrintedOffice) -> Option<Diagnostic> {
    let (person, date) = (look.site.person(id), office.date?);
    let same = |held: &&Held| held.registered && words(&held.role) == words(&office.role);
    let terms: Vec<&Held> = person.offices.iter().filter(same).collect();
    let covers = |held: &&Held| held.from.is_none_or(|from| from <= date) && held.to.is_none_or(|to| date <= to);
    if terms.is_empty() || terms.iter().any(covers) {
        return None;
    }
    let message = format!("{} was not {} on {date}", person.name, office.role);
    let term = |held: &Held| match (held.from, held.to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => String::new(),
    };
    let terms = terms.iter().map(|held| term(held)).collect::<Vec<_>>().join(", ");
    Some(look.finding(&ROLE_MISMATCH, office.span, message).note(format!("people.toml has the office {terms}")))
}

/// An office that other papers of the same weeks contradict, where no more of them agree with it.
fn contradicted(look: &Look<'_>, id: PersonId, office: &PrintedOffice, all: &[PrintedOffice]) -> Option<Diagnostic> {
    let date = office.date?;
    let near = |other: &&PrintedOffice| {
        other.paper != office.paper && other.date.is_some_and(|day| date.until(day).is_ok_and(|span| span.get_days().abs() <= DAYS))
    };
    let (differing, agreeing): (Vec<&PrintedOffice>, Vec<&PrintedOffice>) =
        all.iter().filter(near).partition(|other| differ(&office.role, &other.role));
    let other = differing.first().filter(|_| differing.len() > agreeing.len())?;
    let paper = look.site.paper(other.paper);
    let message = format!("{} is {} here, and {} on {}", look.site.person(id).name, office.role, other.role, other.date?);
    let place = format!("{}, line {}", paper.document.path(), paper.document.source.line(other.span.start));
    Some(look.finding(&ROLE_MISMATCH, office.span, message).note(format!("the other stands in {place}")).guessed())
}

/// Whether two offices are two, and not a longer and a shorter form of one.
fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let extra = |all: &[String], known: &[String]| all.iter().filter(|word| !known.contains(word)).cloned().collect::<Vec<_>>();
    let (left, right) = (extra(&one, &other), extra(&other, &one));
    let ranks = |words: &[String]| words.iter().any(|word| RANKS.contains(&word.as_str()));
    ranks(&left) || ranks(&right)
}

/// The words of an office without those that carry no weight.
fn words(role: &str) -> Vec<String> {
    let lower = role.to_lowercase().replace('&', " and ").replace("'s", "s").replace("’s", "s");
    let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !["", "and", "of", "the", "for", "to"].contains(word));
    let mut words: Vec<String> = all.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}
