//! Passages → the words in them that are written like acronyms, to be looked up once all papers are known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::passages::Passage;

/// Longer words in capitals are words.
const LONGEST: usize = 10;

/// Every such word once, in the order of the alphabet.
pub(super) fn find(passages: &[Passage]) -> Vec<Box<str>> {
    let words: BTreeSet<&str> = passages.iter().flat_map(|passage| words(&passage.text)).map(|(_, word)| word).collect();
    words.into_iter().map(Into::into).collect()
}

/// The words of a text that are written like acronyms, with the bytes they take: "PCC", "S151", "PCSO" for "PCSOs".
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let part = |c: char| c.is_alphanumeric() || c == '&' || c == '/' || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // A word of this kind has a capital; what has none is passed over byte by byte.
            let from = at;
            at += text.as_bytes()[from..].iter().position(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())?;
            let start = text[from..at].rfind(|c| !part(c)).map_or(from, |before| text.ceil_char_boundary(from + before + 1));
            let end = at + text[at..].find(|c| !part(c)).unwrap_or(text.len() - at);
            if end == at {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            at = end;
            let whole = &text[start..end];
            let lead = whole.len() - whole.trim_start_matches(['&', '/', '-']).len();
            let word = singular(whole.trim_matches(['&', '/', '-']));
            if is_acronym(word) && !is_in_address(text, start, end) {
                return Some((start + lead..start + lead + word.len(), word));
            }
        }
    })
}

/// Whether a word is a part of a web or e-mail address.
fn is_in_address(text: &str, start: usize, end: usize) -> bool {
    let glued = |c: char| "./@:#_=?".contains(c);
    let before = text[..start].ends_with(glued) && !text[..start].trim_end_matches(glued).ends_with(char::is_whitespace);
    let after = text[end..].strip_prefix(glued).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    before || after
}

/// The word without the small `s` of a plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|rest| rest.len() > 1 && rest.ends_with(char::is_uppercase)).unwrap_or(word)
}

fn is_acronym(word: &str) -> bool {
    (2..=LONGEST).contains(&word.len()) && word.starts_with(char::is_uppercase) && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_written_like_acronyms() {
        let found = |text| words(text).map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(
            found("The PCC's OPCC and PCSOs (T/ACC), MoJ & R&D; McAllister. A 3-2 vote"),
            ["PCC", "OPCC", "PCSO", "T/ACC", "MoJ", "R&D", "McAllister"]
        );
        assert_eq!(found("www.PCC.example, PA@example.org; see CSP: BCU"), ["CSP", "BCU"]);
        assert_eq!(words("an ISVA").next().map(|(range, _)| range), Some(3..7));
    }
}
