//! An acronym that neither the paper nor the record explains.

use std::collections::HashSet;

use super::look::Look;
use super::{acronym_slip, acronyms};
use crate::diagnostic::{Level, Report, Rule};

/// Nothing says what an acronym stands for.
pub static ACRONYM_UNDEFINED: Rule = Rule {
    name: "acronym-undefined",
    level: Level::Advice,
    summary: "Nothing says what an acronym stands for.",
    page: include_str!("acronym_undefined.md"),
};

/// Looks at words of three capitals and more, once each; an explanation in another paper of the record is one.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    if !look.is_paper() {
        return;
    }
    let known: HashSet<&str> = look.site.record.terms.iter().map(|term| &*term.short).collect();
    let mut told: HashSet<&str> = HashSet::new();
    let people = acronyms::initials_of_people(look);
    for used in &look.capitals {
        let word = &*used.word;
        let plain = word.chars().all(char::is_uppercase) && word.chars().count() >= 3 && !acronyms::is_word(word);
        if !plain || told.contains(word) {
            continue;
        }
        let parts = || word.split(['/', '-', '&']).any(|part| known.contains(part));
        // `[NAME]` is to be filled in.
        let blank = look.source().text()[..used.span.start as usize].ends_with('[') || acronyms::is_shouted(look, used.span);
        let explained = known.contains(word) || parts() || acronyms::is_common(word) || acronym_slip::is_told(look, word);
        let person = people.contains(word) || acronyms::is_mention(look, used.span);
        if !blank && !explained && !person {
            told.insert(word);
            let message = format!("nothing in the record says what {word} stands for");
            report.push(look.finding(&ACRONYM_UNDEFINED, used.span, message).help("explain it where it stands first, or in glossary.toml"));
        }
    }
}
