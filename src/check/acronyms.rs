//! What rules about acronyms have in common: the letters of an expansion, and which acronyms nobody has to explain.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::Look;
use crate::model::{Acronym, MentionForm};
use crate::source::Span;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let rows = include_str!("words/acronyms.txt").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(str::split_whitespace).collect()
});

/// Whether an acronym is one that readers know, or that differs by a letter from others that are.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

/// Whether a word in capitals is one that is only shouted: "RESOLVED", "LOST". Acronyms of that length have few vowels.
pub(super) fn is_word(word: &str) -> bool {
    let vowel = |c: char| "AEIOUY".contains(c);
    let vowels = word.chars().filter(|c| vowel(*c)).count();
    let short = word.len() == 4 && !word.starts_with(vowel) && word.chars().nth(1).is_some_and(vowel) || word == "RISK";
    word.len() >= 5 && vowels * 4 >= word.len() || short || SHOUTED.contains(&word)
}

/// Short words that papers put in capitals.
const SHOUTED: [&str; 20] = [
    "ALL", "ALSO", "AND", "ANY", "DRAFT", "FOR", "FROM", "IT", "ITEM", "MAP", "NEW", "NOT", "NOW", "OF", "ON", "THAT", "THE", "TO", "WAS",
    "WITH",
];

/// Whether a word in capitals stands beside another, as in a name that is shouted: "ESTERMERE PARISH COUNCIL".
pub(super) fn is_shouted(look: &Look<'_>, span: Span) -> bool {
    let text = look.source().text();
    let capital = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_uppercase() || "-'’".contains(c));
    let after = text[span.end as usize..].strip_prefix(' ').and_then(|rest| rest.split([' ', '\n', ',', '.']).next());
    let before = text[..span.start as usize].strip_suffix(' ').and_then(|rest| rest.rsplit([' ', '\n']).next());
    after.is_some_and(capital) || before.is_some_and(capital)
}

/// Words of an expansion that its letters may pass over.
const SMALL: [&str; 16] = ["a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with", "y", "yr"];

/// The words of an expansion that stand for a letter each.
pub(super) fn weighty(expansion: &str) -> Vec<&str> {
    let words = expansion.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'));
    words.filter(|word| !word.is_empty() && !SMALL.contains(&word.to_lowercase().as_str())).collect()
}

/// The first letters of those words: what the acronym would be.
pub(super) fn initials(expansion: &str) -> String {
    weighty(expansion).iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// Whether two expansions share most of their words, so that one is a form of the other.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| weighty(text).iter().map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect::<HashSet<_>>();
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 2 >= one.len().max(other.len())
}

/// Whether a definition stands in brackets in running text, and in no list of terms.
pub(super) fn is_in_text(look: &Look<'_>, acronym: &Acronym) -> bool {
    look.source().slice(acronym.span).contains('(')
}

/// Whether a word in capitals is a person's initials in this paper.
pub(super) fn is_person(look: &Look<'_>, place: usize) -> bool {
    let word = &look.capitals[place];
    let listed = look.reading().present.iter().chain(&look.reading().apologies);
    let initials = |name: &str| name.split([' ', '-']).filter_map(|part| part.chars().next()).collect::<String>();
    let mentioned = look.reading().mentions.iter();
    let mut mentioned = mentioned.filter(|mention| mention.form == MentionForm::Initials && mention.span.start <= word.span.start);
    mentioned.any(|mention| mention.span.end >= word.span.end)
        || word.word.len() <= 4 && listed.into_iter().any(|person| initials(&person.name) == *word.word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_expansions() {
        assert_eq!(initials("Single point of contact"), "SPOC".replace('O', ""));
        assert_eq!(initials("Anti-social Behaviour Team"), "ASBT");
        assert!(
            is_alike("Her Majesty's Inspectorate", "His Majesty's Inspectorate")
                && !is_alike("Area Command Centre", "Assistant Chief Constable")
        );
    }
}
