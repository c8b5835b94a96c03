//! What rules about acronyms have in common: the letters of an expansion, and which acronyms nobody has to explain.

use std::collections::{HashMap, HashSet};
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

/// The initials of everybody in the lists of a paper.
pub(super) fn initials_of_people(look: &Look<'_>) -> HashSet<String> {
    let listed = look.reading().present.iter().chain(&look.reading().apologies);
    let initials = |name: &str| name.split([' ', '-']).filter_map(|part| part.chars().next()).collect::<String>();
    listed.map(|person| initials(&person.name)).collect()
}

/// Whether words are a mention of somebody by initials.
pub(super) fn is_mention(look: &Look<'_>, span: Span) -> bool {
    let mentions = &look.reading().mentions;
    let next = mentions.partition_point(|mention| mention.span.start <= span.start);
    next.checked_sub(1).is_some_and(|place| mentions[place].span.end >= span.end && mentions[place].form == MentionForm::Initials)
}

/// Where each word in capitals stands, in order.
pub(super) fn places<'l>(look: &'l Look<'_>) -> HashMap<&'l str, Vec<u32>> {
    let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
    look.capitals.iter().for_each(|used| places.entry(&used.word).or_default().push(used.span.start));
    places
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
