//! A text → its sentences and its words.

use std::borrow::Cow;
use std::ops::Range;

/// A word with the bytes it takes and its letters in lower case.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its letters in lower case, apostrophes straight.
    pub lower: Cow<'t, str>,
    /// Whether all its letters are capitals, and there are at least two.
    pub capitals: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Word<'_> {
    /// Whether it is one of these.
    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&&*self.lower)
    }
}

/// The words of a part of a text; their ranges are those of the whole text.
pub(super) fn words(text: &str, part: Range<usize>) -> Vec<Word<'_>> {
    let inside = |c: char| c.is_alphanumeric() || "'’/-&".contains(c);
    let (mut words, mut at) = (Vec::new(), part.start);
    while let Some(offset) = text[at..part.end].find(|c: char| c.is_alphanumeric() || c == '&') {
        let start = at + offset;
        let length = text[start..part.end].find(|c| !inside(c)).unwrap_or(part.end - start);
        let word = text[start..start + length].trim_end_matches(['\'', '’', '/', '-']);
        let end = start + word.len().max(1);
        words.push(Word {
            range: start..end,
            lower: lower(word),
            capitals: word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase),
            capital: word.starts_with(char::is_uppercase),
        });
        at = start + length.max(1);
    }
    words
}

/// Most words are in lower case already and need no text of their own.
fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase().replace('’', "'")) }
}

/// The sentences of a text. `openings` are places where one begins although the one before has no stop: the starts of lines
/// that begin with a word such as "RESOLVED".
pub(super) fn sentences(text: &str, openings: &[usize]) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    let mut close = |end: usize, next: usize, start: &mut usize| {
        let part = &text[*start..end];
        let lead = part.len() - part.trim_start_matches(|c: char| c.is_whitespace() || c == '/').len();
        if !part.trim().is_empty() {
            found.push(*start + lead..*start + part.trim_end().len());
        }
        *start = next;
    };
    // Only stops, line ends and openings can end a sentence: all other bytes are passed over.
    let mut stops = openings.to_vec();
    stops.extend(text.bytes().enumerate().filter(|(_, byte)| b".?!\n".contains(byte)).map(|(at, _)| at));
    stops.sort_unstable();
    stops.dedup();
    let mut openings = openings.iter().copied().peekable();
    for at in stops {
        let Some(c) = text[at..].chars().next().filter(|_| at >= start) else { continue };
        if openings.next_if(|opening| *opening <= at).is_some_and(|opening| opening == at) && at > start {
            close(at, at, &mut start);
        }
        let next = at + c.len_utf8();
        match c {
            '\n' if !text[next..].trim_start().starts_with(|c: char| c.is_lowercase()) => close(at, next, &mut start),
            '.' | '?' | '!' if ends(text, start, at) => {
                let after = &text[next..];
                let quotes = after.len() - after.trim_start_matches(['"', '”', '’', '\'', ')', ']', '*', '_']).len();
                close(next + quotes, next + quotes, &mut start);
            }
            _ => {}
        }
    }
    close(text.len(), text.len(), &mut start);
    found
}

/// Words that end with a stop within a sentence.
const SHORT: [&str; 32] = [
    "cllr", "cllrs", "mr", "mrs", "ms", "dr", "prof", "rev", "revd", "st", "no", "nos", "e.g", "i.e", "etc", "approx", "supt", "insp",
    "sgt", "hon", "cyng", "ref", "para", "paras", "vs", "v", "messrs", "col", "capt", "maj", "cf", "dept",
];

/// Whether a stop ends a sentence: a blank and a new beginning follow, and no short form or initial stands before it.
fn ends(text: &str, start: usize, at: usize) -> bool {
    let after = text[at + 1..].trim_start_matches(['"', '”', '’', '\'', ')', ']']);
    let gap = after.is_empty() || after.starts_with(char::is_whitespace);
    let mut next = after.trim_start().chars();
    let anew = next.next().is_none_or(|c| !c.is_lowercase());
    if !gap || !anew {
        return false;
    }
    let word = text[start..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && text[..at].ends_with(char::is_uppercase);
    let number = word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2 && start + word.len() >= at;
    !text[at..].starts_with('.') || !(SHORT.contains(&word.as_str()) || initial || number)
}

/// Whether any of these runs of letters stands in a text, small or in capitals: a cheap look before words are made.
pub(super) fn mentions(text: &str, any: &[[&str; 2]]) -> bool {
    any.iter().flatten().any(|letters| text.contains(letters))
}

/// The place in a text of the first of these words that stands whole in its lower case.
pub(super) fn has(words: &[Word<'_>], any: &[&str]) -> bool {
    words.iter().any(|word| word.is(any))
}

/// Whether words follow each other somewhere in a sentence, and where the first of them stands.
pub(super) fn find(words: &[Word<'_>], phrase: &[&str]) -> Option<usize> {
    words.windows(phrase.len()).position(|window| window.iter().zip(phrase).all(|(word, part)| word.lower == *part))
}

/// A text on one line, with single blanks and without the marks and stops that hang at its ends.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_that_end_them() {
        let cases = [
            ("Cllr. Frost spoke. It was late.", vec!["Cllr. Frost spoke.", "It was late."]),
            ("Prop. by A. Ash at 7.30 p.m. in the hall.", vec!["Prop. by A. Ash at 7.30 p.m. in the hall."]),
            ("He said \"no.\" Agreed!", vec!["He said \"no.\"", "Agreed!"]),
            ("One line\nAnother line\nand its end", vec!["One line", "Another line\nand its end"]),
            ("1. First of all.", vec!["1. First of all."]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text, &[]).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        }
        let text = "The fence was old RESOLVED to buy one";
        assert_eq!(sentences(text, &[18]), [0..17, 18..37]);
    }

    #[test]
    fn words_keep_their_places() {
        let text = "T/ACC Ash’s plan & notes";
        let found = words(text, 0..text.len());
        assert_eq!(found.iter().map(|word| &*word.lower).collect::<Vec<_>>(), ["t/acc", "ash's", "plan", "&", "notes"]);
        assert!(found[0].capitals && found[1].capital && !found[2].capital);
        assert_eq!(&text[found[1].range.clone()], "Ash’s");
    }
}
