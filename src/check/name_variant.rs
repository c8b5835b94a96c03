//! One person under two forms of a name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::known;
use super::look::Look;
use super::people::listed;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Attendee, PersonId};

/// A name has another form elsewhere.
pub static NAME_VARIANT: Rule = Rule {
    name: "name-variant",
    level: Level::Advice,
    summary: "A person's name has another form elsewhere.",
    page: include_str!("name_variant.md"),
};

static NICKNAMES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let rows = include_str!("words/nicknames.txt").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split_whitespace().collect()).collect()
});

/// Looks at everybody in the lists of a paper.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let mut told: HashSet<PersonId> = HashSet::new();
    let habits = habits(look);
    let written = written(look);
    for (attendee, id) in listed(look) {
        if let Some(other) = in_full(look, attendee, id, &written)
            .filter(|_| !habits.contains(&look.source().line(attendee.span.start)))
            .or_else(|| other_given_name(look, attendee, id))
            .filter(|_| told.insert(id))
        {
            let message = format!("{} is \"{other}\" elsewhere", attendee.name);
            report.push(
                look.finding(&NAME_VARIANT, attendee.span, message)
                    .help("use one form, or list the other in people.toml under `also_known_as`"),
            );
        }
    }
}

/// Given names by surname, as the text of a paper has them.
type Written<'l> = HashMap<&'l str, Vec<&'l str>>;

fn written<'l>(look: &'l Look<'_>) -> Written<'l> {
    let mut written = Written::new();
    for pair in look.passages.iter().flat_map(|passage| known::pairs(&passage.text)).filter(|pair| known::is_bare(pair.given)) {
        written.entry(pair.surname).or_default().push(pair.given);
    }
    written
}

/// Lines that list several people and have hardly a given name in full: that is how they are written, and no slip.
fn habits(look: &Look<'_>) -> HashSet<usize> {
    let mut lines: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (attendee, _) in listed(look) {
        let (all, short) = lines.entry(look.source().line(attendee.span.start)).or_default();
        *all += 1;
        *short += usize::from(known::full(&crate::parse::bare_name(&attendee.name)).is_none());
    }
    let (all, short) = lines.values().fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
    let house = short * 5 >= all * 4 && short > 2;
    lines.into_iter().filter(|(_, (all, short))| house || *all > 2 && short * 5 >= all * 4).map(|(line, _)| line).collect()
}

/// The full name of somebody whose given name is an initial here: as the record has it, or as this paper has it further down.
fn in_full(look: &Look<'_>, attendee: &Attendee, id: PersonId, written: &Written<'_>) -> Option<String> {
    let bare = crate::parse::bare_name(&attendee.name);
    let (given, surname) = bare.rsplit_once(' ')?;
    if given.chars().any(char::is_lowercase) {
        return None;
    }
    let initial = given.chars().next()?;
    let person = look.site.person(id);
    // Where lists of the body all have initials, that is how it writes names.
    let recorded = Some(&person.name).filter(|name| known::full(name).is_some() && !person.offices.iter().any(|office| office.registered));
    let here = || {
        let given = written.get(surname)?.iter().find(|given| given.starts_with(initial))?;
        Some(format!("{given} {surname}"))
    };
    recorded.cloned().or_else(here)
}

/// Somebody of the same surname whose given name is a form of this one, who came oftener: "Jo Ash" and "Joanne Ash".
fn other_given_name(look: &Look<'_>, attendee: &Attendee, id: PersonId) -> Option<String> {
    let person = look.site.person(id);
    let (given, surname) = known::full(&person.name)?;
    let namesakes = look.known.by_surname.get(&known::key(surname))?;
    let rank = |id: PersonId| (look.site.person(id).attended.len(), look.site.person(id).name.len());
    let other = namesakes.iter().copied().filter(|other| *other != id).find(|other| {
        let theirs = known::full(&look.site.person(*other).name).map_or("", |(given, _)| given);
        is_form(given, theirs) && rank(*other) > rank(id) && same_place(look, attendee, *other)
    })?;
    Some(look.site.person(other).name.clone())
}

fn is_form(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let listed = NICKNAMES.iter().any(|row| row.contains(&one) && row.contains(&other));
    one != other && (long.starts_with(short) || listed)
}

/// Whether somebody has the office that is printed here, or sits on the body.
fn same_place(look: &Look<'_>, attendee: &Attendee, other: PersonId) -> bool {
    let person = look.site.person(other);
    let office = attendee.role.as_ref().is_some_and(|role| person.offices.iter().any(|held| held.role == *role));
    let body = attendee.role.is_none() && person.attended.iter().any(|attended| look.site.paper(attended.paper).body == look.filed.body);
    // Two who came to one meeting are two.
    let together = person.attended.iter().any(|attended| attended.paper == look.id);
    (office || body) && !together
}
