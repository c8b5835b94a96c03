//! An acronym that differs by a letter from one that is used all the time.

use std::collections::HashMap;

use super::acronyms;
use super::look::{Capitals, Look};
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::Acronym;

/// An acronym was mistyped.
pub static ACRONYM_SLIP: Rule = Rule {
    name: "acronym-slip",
    level: Level::Warning,
    summary: "An acronym looks like a slip for another.",
    page: include_str!("acronym_slip.md"),
};

/// A word that stands oftener is meant.
const OFTEST_SLIP: usize = 2;

/// More words in capitals than any paper has.
const MOST: usize = 1000;

/// From this length on, words that differ by a letter are seldom two.
const LONG: usize = 6;

/// So many times as often as the slip the right one must stand.
const RATIO: usize = 3;

/// Looks at words that stand in this paper alone, and there once or twice.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    look.capitals.iter().for_each(|used| *counts.entry(&used.word).or_default() += 1);
    // Text with so many of them is no paper, and every one would be held against every other.
    if counts.len() > MOST {
        return;
    }
    let rare = |used: &&Capitals| counts[&*used.word] <= OFTEST_SLIP && is_nobodys(look, &used.word);
    for used in look.capitals.iter().filter(rare) {
        let mut near: Vec<(&str, usize)> =
            counts.iter().filter(|(word, _)| is_slip(&used.word, word)).map(|(word, times)| (*word, *times)).collect();
        near.sort_unstable_by_key(|(word, times)| (std::cmp::Reverse(*times), *word));
        let defined = |word: &str| look.reading().acronyms.iter().any(|acronym| *acronym.short == *word);
        let sure = |(word, times): &&(&str, usize)| *times >= RATIO * counts[&*used.word] || defined(word) && *times > counts[&*used.word];
        if let Some((word, times)) = near.iter().find(sure) {
            let message = format!("{} stands here, and {word} {times} times in this paper", used.word);
            report.push(slip(look, used, word, message));
        } else if let Some((word, papers)) = elsewhere(look, &used.word) {
            let message = format!("{} stands here alone, and {word} in {papers} papers", used.word);
            report.push(slip(look, used, word, message));
        } else if let Some(word) = look.site.record.glossary.iter().find(|word| used.word.len() >= LONG && is_slip(&used.word, word)) {
            let message = format!("{} is not in the glossary, and {word} is", used.word);
            report.push(slip(look, used, word, message));
        }
    }
    report.extend(look.reading().acronyms.iter().filter_map(|acronym| wrong_letters(look, acronym)));
}

/// Whether a word looks like a slip, so that nobody need explain it.
pub(super) fn is_told(look: &Look<'_>, word: &str) -> bool {
    let slip = |right: &str| word.len() >= LONG && is_slip(word, right);
    is_nobodys(look, word) && (look.site.record.glossary.iter().any(|right| slip(right)) || elsewhere(look, word).is_some())
        || look.capitals.len() <= MOST && look.capitals.iter().any(|other| slip(&other.word))
}

/// Whether no paper explains a word and no other paper uses it.
fn is_nobodys(look: &Look<'_>, word: &str) -> bool {
    let alone = look.known.papers_with.get(word).is_none_or(|papers| *papers <= 1);
    let plain = word.len() >= 3 && word.chars().all(char::is_uppercase);
    plain
        && alone
        && !acronyms::is_word(word)
        && !acronyms::is_common(word)
        && !look.site.record.terms.iter().any(|term| *term.short == *word)
}

/// Whether a word is another with a letter left out, doubled or moved: no letter is new.
fn is_slip(word: &str, right: &str) -> bool {
    right.len() >= 3 && word != right && word.chars().all(|c| right.contains(c)) && strsim::osa_distance(word, right) == 1
}

/// A long acronym that many papers use, and that a word of this one nearly is.
fn elsewhere<'k>(look: &Look<'k>, word: &str) -> Option<(&'k str, usize)> {
    let known = look.known.often.iter().filter(|(right, _)| word.len() >= LONG && is_slip(word, right));
    known.max_by_key(|known| (known.1, known.0.clone())).map(|(right, papers)| (&**right, *papers))
}

fn slip(look: &Look<'_>, used: &Capitals, right: &str, message: String) -> Diagnostic {
    let found =
        look.finding(&ACRONYM_SLIP, used.span, message).help(format!("if {right} is meant, write {right}; else explain {}", used.word));
    if used.word.len() > 3 { found } else { found.guessed() }
}

/// An explanation whose letters are those of another acronym of the paper: "Assistant Chief Executive (ACC)" where ACE is used.
fn wrong_letters(look: &Look<'_>, acronym: &Acronym) -> Option<Diagnostic> {
    super::acronym_mismatch::left_over(&acronym.short, &acronym.expansion)?;
    let right = acronyms::initials(&acronym.expansion);
    let used = look.capitals.iter().any(|used| *used.word == *right);
    let near = right.len() == acronym.short.len() && strsim::osa_distance(&right, &acronym.short) == 1;
    (used && near).then(|| {
        let message = format!("{} is explained as \"{}\", whose letters are {right}", acronym.short, acronym.expansion);
        look.finding(&ACRONYM_SLIP, acronym.span, message).note(format!("{right} is used in this paper as well"))
    })
}
