//! Initials that fit two people, or nobody.

use std::collections::{BTreeSet, HashMap};

use super::look::Look;
use super::people::initials;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Attendee, Mention, MentionForm};

/// Two people have the initials.
pub static INITIALS_AMBIGUOUS: Rule = Rule {
    name: "initials-ambiguous",
    level: Level::Warning,
    summary: "Initials fit two people in the lists of the paper.",
    page: include_str!("initials_ambiguous.md"),
};

/// Nobody has the initials.
pub static INITIALS_UNRESOLVED: Rule = Rule {
    name: "initials-unresolved",
    level: Level::Advice,
    summary: "Initials fit nobody in the lists of the paper.",
    page: include_str!("initials_unresolved.md"),
};

/// Looks at all initials that stand for somebody.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let reading = look.reading();
    let (there, away) = (by_initials(&reading.present), by_initials(&reading.apologies));
    let nobody = BTreeSet::new();
    for mention in reading.mentions.iter().filter(|mention| mention.form == MentionForm::Initials) {
        let written: String = look.source().slice(mention.span).chars().filter(|c| c.is_alphabetic()).collect();
        let (present, sorry) = (there.get(&written).unwrap_or(&nobody), away.get(&written).unwrap_or(&nobody));
        match (present.union(sorry).collect::<Vec<_>>().as_slice(), &mention.name) {
            ([], None) => report.push(
                look.finding(&INITIALS_UNRESOLVED, mention.span, format!("nobody in the lists of this paper has the initials {written}"))
                    .help("add the person to the list, or write the name"),
            ),
            (all @ [_, _, ..], _) => {
                let names = all.iter().map(|name| **name).collect::<Vec<_>>().join(" and ");
                let found = look
                    .finding(&INITIALS_AMBIGUOUS, mention.span, format!("{written} fits {names}"))
                    .help("write the name, at least once in the paragraph");
                report.push(if present.len() > 1 { found } else { said_by_one(found, mention).guessed() });
            }
            _ => {}
        }
    }
}

fn said_by_one(found: crate::diagnostic::Diagnostic, mention: &Mention) -> crate::diagnostic::Diagnostic {
    match &mention.name {
        Some(name) => found.note(format!("only {name} was present, and is taken to be meant")),
        None => found,
    }
}

/// The people of a list by their initials.
fn by_initials(list: &[Attendee]) -> HashMap<String, BTreeSet<&str>> {
    let mut people: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for person in list {
        for own in initials(&person.name) {
            people.entry(own).or_default().insert(&person.name);
        }
    }
    people
}
