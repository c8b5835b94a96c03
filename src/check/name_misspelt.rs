//! A name that differs by a letter or two from that of somebody the record knows well.

use super::known::{self, Pair};
use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Attendee, Person, PersonId};
use crate::source::Span;

/// A name was mistyped.
pub static NAME_MISSPELT: Rule = Rule {
    name: "name-misspelt",
    level: Level::Warning,
    summary: "A name looks like a slip for that of somebody the record knows.",
    page: include_str!("name_misspelt.md"),
};

/// Somebody who came so often is well attested.
const WELL_KNOWN: usize = 3;

/// Looks at names in running text, and at people who came once and are nearly somebody who comes often.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for passage in &look.passages {
        for pair in known::pairs(&passage.text) {
            if let Some(person) = meant(look, &pair) {
                report.push(finding(
                    look,
                    passage.source(pair.range.clone()),
                    &format!("{} {}", pair.given, pair.surname),
                    look.site.person(person),
                ));
            }
        }
    }
    for (attendee, id) in super::people::listed(look) {
        report.extend(listed(look, attendee, id));
    }
}

fn finding(look: &Look<'_>, span: Span, written: &str, person: &Person) -> Diagnostic {
    let message = format!("\"{written}\" is nearly {}, whom the record knows", person.name);
    let found = look.finding(&NAME_MISSPELT, span, message).help("if it is somebody else, list them in people.toml");
    let here = person.attended.iter().any(|attended| attended.paper == look.id);
    if here || person.attended.len() >= WELL_KNOWN { found } else { found.guessed() }
}

/// The one person whose name a pair of words nearly is. A name that somebody has is nobody else's slip.
fn meant(look: &Look<'_>, pair: &Pair<'_>) -> Option<PersonId> {
    let (given, surname) = (known::key(pair.given), known::key(pair.surname));
    if look.known.names.contains(&format!("{given} {surname}")) || !known::is_bare(&format!("{} {}", pair.given, pair.surname)) {
        return None;
    }
    let name = |id: PersonId| known::full(&look.site.person(id).name).map(|(given, surname)| (known::key(given), known::key(surname)));
    let same_surname = look.known.by_surname.get(&surname).into_iter().flatten();
    let by_given = same_surname.filter(|id| name(**id).is_some_and(|(other, _)| is_near(&given, &other)));
    let same_given = look.known.by_given.get(&given).into_iter().flatten();
    let by_surname = same_given.filter(|id| name(**id).is_some_and(|(_, other)| is_near(&surname, &other) || is_cut(&surname, &other)));
    let mut fits: Vec<PersonId> = by_given.chain(by_surname).copied().collect();
    fits.dedup();
    match fits.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// One letter wrong, missing, doubled or moved; two in a long name.
fn is_near(written: &str, right: &str) -> bool {
    let length = written.chars().count().min(right.chars().count());
    let distance = strsim::osa_distance(written, right);
    let first = written.chars().next() == right.chars().next();
    distance > 0 && (distance == 1 && length >= 4 && (first || length >= 6) || distance == 2 && length >= 8 && first)
}

/// A surname whose end is missing: "Copper" for "Coppersmith" is a name of its own, so that little may be missing.
fn is_cut(written: &str, right: &str) -> bool {
    let missing = right.chars().count().saturating_sub(written.chars().count());
    written.chars().count() >= 5 && (1..=2).contains(&missing) && right.starts_with(written)
}

/// Somebody in a list who came to no other meeting, with the office of somebody who came to several under nearly that name.
fn listed(look: &Look<'_>, attendee: &Attendee, id: PersonId) -> Option<Diagnostic> {
    let own = look.site.person(id);
    let (given, surname) = known::full(&own.name)?;
    if own.attended.len() > 1 || own.offices.iter().any(|office| office.registered) {
        return None;
    }
    let candidates =
        look.known.by_given.get(&known::key(given)).into_iter().chain(look.known.by_surname.get(&known::key(surname))).flatten();
    let near = |other: &&PersonId| {
        let person = look.site.person(**other);
        let (their_given, their_surname) = known::full(&person.name).unwrap_or_default();
        let by_surname = known::key(given) == known::key(their_given) && is_near(&known::key(surname), &known::key(their_surname));
        let by_given = known::key(surname) == known::key(their_surname) && is_near(&known::key(given), &known::key(their_given));
        let office =
            attendee.role.as_ref().is_none_or(|role| person.offices.is_empty() || person.offices.iter().any(|held| held.role == *role));
        **other != id && (by_surname || by_given) && person.attended.len() >= WELL_KNOWN && office
    };
    let person = candidates.into_iter().find(near)?;
    Some(finding(look, attendee.span, &attendee.name, look.site.person(*person)))
}
