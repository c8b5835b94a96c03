//! Passages → acronyms where the text says what they stand for: `Expansion (SHORT)`, `SHORT (Expansion)`, and in a glossary.
//!
//! The letters must be found in the words in their order, each at the start of a word. Small words may be passed over, and
//! for longer acronyms one other word or one letter inside a word: "Anti-social Behaviour (ASB)", but no name with initials
//! behind it and no party or post in brackets.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Acronym, Attendee};

use super::passages::{Form, Passage};
use super::person;

/// How far an expansion may reach before its acronym, in bytes.
const LONGEST: usize = 160;

/// Reads the acronyms of a paper. The people in its attendance have initials, which are no acronyms.
///
/// So have people who are named in the text alone: `acting` are the capitals that do what people do in this paper.
pub(super) fn read(passages: &[Passage], people: &[&Attendee], acting: &HashSet<&str>) -> Vec<Acronym> {
    let names: HashSet<String> = people.iter().map(|person| person.name.to_lowercase()).collect();
    let mut found = Vec::new();
    for (place, passage) in passages.iter().enumerate() {
        found.extend(in_brackets(passage, &names, acting));
        if passage.text.contains([':', '–', '—', '-', '=']) {
            found.extend(in_glossary(passage, &names));
        }
        found.extend(passages.get(place + 1).and_then(|next| in_row(passage, next)));
    }
    found
}

/// `Expansion (SHORT)` and `SHORT (Expansion)`, anywhere in a text.
fn in_brackets(passage: &Passage, names: &HashSet<String>, acting: &HashSet<&str>) -> Vec<Acronym> {
    let text = passage.text.as_str();
    let mut found: Vec<Acronym> = Vec::new();
    let mut taken = 0;
    for (open, _) in text.match_indices('(') {
        let inside = &text[open + 1..text.floor_char_boundary(text.len().min(open + 1 + LONGEST))];
        let Some(close) = inside.find([')', '(']).filter(|at| inside[*at..].starts_with(')')) else { continue };
        let inside = &inside[..close];
        let end = open + close + 2;
        let before = &text[text.ceil_char_boundary(taken.max(open.saturating_sub(LONGEST)))..open];
        let acronym = match short(unquoted(inside)) {
            Some(short) => expansion_before(before, short).map(|start| (open - start, short, before[before.len() - start..].trim())),
            None => last_word(before)
                .and_then(short_of_end)
                .filter(|(_, short)| is_expansion(unquoted(inside), short))
                .map(|(length, short)| (open - (before.len() - before.trim_end().len()) - length, short, unquoted(inside))),
        };
        let Some((start, short, expansion)) = acronym else { continue };
        if !(names.contains(&expansion.to_lowercase()) || is_person(expansion, acting.contains(short), &text[end..])) {
            found.push(acronym_at(passage, start..end, short, expansion));
            taken = end;
        }
    }
    found
}

/// "Sarah Ash (SA), Clerk, came", or "Sarah Ash (SA)" where "SA noted" elsewhere: a person and her initials.
fn is_person(expansion: &str, acts: bool, after: &str) -> bool {
    let named = expansion.split_whitespace().count() == 2 && person::entry(expansion).is_some_and(|person| person.name == expansion);
    let thing = expansion.split_whitespace().any(|word| NO_NAMES.contains(word.to_lowercase().as_str()));
    let office = after.strip_prefix(", ").and_then(|rest| rest.split([',', '.', ';', '(']).next()).is_some_and(person::is_role);
    let introduced = [" attended", " joined the", " gave a"].iter().any(|start| after.starts_with(start));
    named && !thing && (acts || office || introduced)
}

static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/no_names.txt")));

/// A line that is nothing but an acronym and what it stands for: `PCC – Police and Crime Commissioner`, `PCC: …`, `PCC = …`.
fn in_glossary(passage: &Passage, names: &HashSet<String>) -> Vec<Acronym> {
    let entry = |(range, line): (Range<usize>, &str)| {
        let (first, rest) = line.split_once([' ', '\u{a0}', ':'])?;
        let own = short(first.trim_end_matches([':', '–', '-', '=']))?;
        let expansion = rest.trim_start_matches([' ', '\u{a0}', ':', '–', '—', '-', '=', '\t']).trim_end_matches(['.', ';', ' ']);
        let parted = first.ends_with([':', '–', '-', '='])
            || rest.len() - rest.trim_start_matches([' ', '\u{a0}', ':']).len() < rest.len() && {
                rest.trim_start().starts_with([':', '–', '—', '-', '=']) || line[first.len()..].starts_with(':')
            };
        let plain = expansion.len() <= LONGEST && !expansion.contains(['.', ':', ';', '(']);
        let told = parted && plain && is_expansion(expansion, own) && !names.contains(&expansion.to_lowercase());
        told.then(|| acronym_at(passage, range, own, expansion))
    };
    match passage.form {
        Form::Cell(_) => Vec::new(),
        _ => passage.lines().filter_map(entry).collect(),
    }
}

/// A row of a table, or a term with its meaning: `| PCC | Police and Crime Commissioner |`.
fn in_row(passage: &Passage, next: &Passage) -> Option<Acronym> {
    let beside = match (&passage.form, &next.form) {
        (Form::Cell(first), Form::Cell(second)) => {
            first.table == second.table && first.row == second.row && first.row.is_some() && first.column + 1 == second.column
        }
        _ => false,
    };
    let own = short(passage.text.trim()).filter(|_| beside)?;
    let expansion = next.text.trim().trim_end_matches('.');
    let people = ["name", "member", "attendee", "initials"];
    let named = |passage: &Passage| match &passage.form {
        Form::Cell(cell) => people.iter().any(|word| cell.head.to_lowercase().contains(word)),
        _ => false,
    };
    (own.chars().count() > 2 && expansion.len() <= LONGEST && is_expansion(expansion, own) && !named(passage) && !named(next))
        .then(|| Acronym { span: passage.span.to(next.span), short: own.into(), expansion: expansion.to_owned() })
}

fn acronym_at(passage: &Passage, range: Range<usize>, short: &str, expansion: &str) -> Acronym {
    let expansion = expansion.split_whitespace().collect::<Vec<_>>().join(" ");
    Acronym { span: passage.source(range), short: short.into(), expansion }
}

/// Words in brackets without quotation marks and without "the" or "hereafter".
fn unquoted(text: &str) -> &str {
    let mut text = text.trim();
    for lead in ["hereafter ", "hereinafter ", "also ", "or ", "the "] {
        text = text.strip_prefix(lead).unwrap_or(text).trim_start();
    }
    for lead in ["referred to as ", "known as ", "abbreviated to ", "abbreviated as "] {
        text = text.strip_prefix(lead).unwrap_or(text);
    }
    let text = text.strip_prefix("the ").unwrap_or(text).trim_matches(['"', '“', '”', '‘', '’', '\'', ' ']);
    text.strip_prefix("the ").unwrap_or(text)
}

/// An acronym, without the `s` of its plural: two to nine characters, most of them capitals.
fn short(text: &str) -> Option<&str> {
    let capital = |c: char| c.is_uppercase();
    let text = text.strip_suffix("’s").or(text.strip_suffix("'s")).unwrap_or(text);
    let text = text.strip_suffix('s').filter(|rest| rest.ends_with(capital)).unwrap_or(text);
    let capitals = text.chars().filter(|c| capital(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let marks = text.chars().all(|c| c.is_alphabetic() || "&/-".contains(c));
    let shape = text.starts_with(capital) && text.ends_with(char::is_alphabetic);
    (marks && shape && (2..=9).contains(&text.chars().count()) && capitals >= 2 && capitals * 2 > letters).then_some(text)
}

/// The last word of a text, with its marks.
fn last_word(text: &str) -> Option<&str> {
    text.trim_end().rsplit(|c: char| c.is_whitespace()).next().filter(|word| !word.is_empty())
}

/// The acronym that a word is, with the bytes it takes at the word's end.
fn short_of_end(word: &str) -> Option<(usize, &str)> {
    let bare = word.trim_start_matches(['“', '"', '‘', '\'']);
    short(bare).map(|short| (bare.len(), short))
}

/// A word of an expansion.
struct Word<'t> {
    start: usize,
    text: &'t str,
}

/// Words that an acronym may pass over.
const SMALL: [&str; 26] = [
    "of", "and", "the", "for", "in", "to", "on", "with", "a", "an", "by", "at", "or", "from", "y", "yr", "ar", "o", "i", "ac", "er", "am",
    "into", "as", "per", "&",
];

/// The words of a text, parted at blanks, hyphens and strokes. `Co-ordinated` is two, of which the second may be passed over.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let inside = |c: char| c.is_alphanumeric() || "'’&".contains(c);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) => start = Some(at),
            (Some(begun), false) => {
                words.push(Word { start: begun, text: &text[begun..at] });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// How many bytes at the end of a text are the expansion of an acronym: the shortest that will do.
fn expansion_before(before: &str, short: &str) -> Option<usize> {
    // A sentence that ended, a bracket or a stop ends the search.
    let floor = before
        .rfind(['.', ';', ':', '(', ')', '?', '!', '\n', '•', '|'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let clause = &before[floor..];
    let words = words(clause);
    let letters = letters(short);
    let most = letters.len() * 2 + 3;
    let from = words.len().saturating_sub(most);
    for strictness in [Strictness::Exact, Strictness::Nearly, Strictness::Slip] {
        let start = (from..words.len()).rev().find(|start| fits(&words[*start..], &letters, strictness));
        if let Some(start) = start {
            return Some(clause.len() - words[start].start);
        }
    }
    None
}

/// Whether the whole of a text is the expansion of an acronym.
fn is_expansion(text: &str, short: &str) -> bool {
    let words = words(text);
    let letters = letters(short);
    words.len() <= letters.len() * 2 + 3 && [Strictness::Exact, Strictness::Nearly].iter().any(|how| fits(&words, &letters, *how))
}

fn letters(short: &str) -> Vec<char> {
    short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// How closely words must fit the letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Every letter begins a word, and only small words have none.
    Exact,
    /// One word has none or one letter stands inside a word. Only for three letters or more.
    Nearly,
    /// One letter is another one, after the first: a slip of the author's, which is read so that it can be told.
    Slip,
}

/// Whether the letters begin the words in their order, from the first word to the last.
fn fits(words: &[Word<'_>], letters: &[char], how: Strictness) -> bool {
    let [first, others @ ..] = words else { return false };
    let several = words.iter().filter(|word| !is_small(word.text)).count() >= 2;
    if !several || !first.text.starts_with(char::is_alphabetic) || is_small(first.text) {
        return false;
    }
    if how == Strictness::Slip {
        return is_slip(words, letters);
    }
    let slack = usize::from(how == Strictness::Nearly && letters.len() >= 3);
    // Every way to have read so far: how many letters, and how much slack is left. All ways go on together, word by word.
    let mut ways = take(first.text, letters, (0, slack));
    for word in others {
        let mut next: Vec<(usize, usize)> = Vec::new();
        for way in ways {
            next.extend(take(word.text, letters, way));
            next.extend(is_small(word.text).then_some(way));
            next.extend(way.1.checked_sub(1).map(|left| (way.0, left)));
        }
        next.sort_unstable();
        next.dedup();
        ways = next;
    }
    ways.iter().any(|(read, _)| *read == letters.len())
}

/// "Assistant Chief Executive (ACC)": as many capitals as letters, and all but one of them the same.
fn is_slip(words: &[Word<'_>], letters: &[char]) -> bool {
    let capitals: Vec<&Word<'_>> = words.iter().filter(|word| !is_small(word.text)).collect();
    let capital = capitals.iter().all(|word| word.text.starts_with(char::is_uppercase));
    let same = capitals.iter().zip(letters).filter(|(word, letter)| initial(word.text) == Some(**letter)).count();
    let first = initial(words[0].text) == letters.first().copied();
    capital && first && letters.len() >= 3 && capitals.len() == letters.len() && same + 1 == letters.len()
}

/// The ways on from one way when a word is read for its first letter, or for that and one inside it.
fn take(word: &str, letters: &[char], (read, slack): (usize, usize)) -> Vec<(usize, usize)> {
    if read >= letters.len() || initial(word) != Some(letters[read]) {
        return Vec::new();
    }
    let inside = |letter: &char| word.chars().skip(1).flat_map(char::to_lowercase).any(|c| c == *letter);
    let second = letters.get(read + 1).is_some_and(|letter| slack > 0 && inside(letter));
    let mut ways = vec![(read + 1, slack)];
    ways.extend(second.then(|| (read + 2, slack - 1)));
    ways
}

fn is_small(word: &str) -> bool {
    // A year behind a name is no part of what the letters stand for.
    SMALL.iter().any(|small| word.eq_ignore_ascii_case(small)) || word.starts_with(|c: char| c.is_ascii_digit())
}

fn initial(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphabetic()).and_then(|c| c.to_lowercase().next())
}
