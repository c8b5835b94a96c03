//! A file's text and the fixes of its findings → the text mended. Marks change; no word or number ever does.

use crate::diagnostic::{Edit, Fix};
use crate::source::Source;

/// A text with its faults mended.
#[derive(Debug, PartialEq, Eq)]
pub struct Mended {
    /// The whole text, its line ends and its byte-order mark as they were.
    pub text: String,
    /// How many fixes were made.
    pub made: usize,
}

/// Makes fixes in the text of a file as it lies on disk. `source` is the same text as it was read. A fix that would change a
/// word, or that touches what another fix has changed, is left for the next time.
pub fn mend(raw: &str, source: &Source, fixes: &[&Fix]) -> Mended {
    let mut edits: Vec<&Edit> = Vec::new();
    let mut made = 0;
    for fix in fixes.iter().filter(|fix| fix.edits.iter().all(|edit| keeps_words(source, edit))) {
        let free = |edit: &Edit| edits.iter().all(|other| edit.span.end < other.span.start || edit.span.start > other.span.end);
        if fix.edits.iter().all(free) {
            edits.extend(&fix.edits);
            made += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let places: Vec<usize> = edits.iter().flat_map(|edit| [edit.span.start, edit.span.end]).map(|place| place as usize).collect();
    let places = on_disk(raw, &places);
    let mut text = String::with_capacity(raw.len());
    let mut at = 0;
    for (edit, place) in edits.iter().zip(places.chunks(2)) {
        text.push_str(&raw[at..place[0]]);
        text.push_str(&edit.text);
        at = place[1];
    }
    text.push_str(&raw[at..]);
    Mended { text, made }
}

/// Whether an edit leaves every letter and digit as it was.
fn keeps_words(source: &Source, edit: &Edit) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(source.slice(edit.span)) == letters(&edit.text)
}

/// Where places of a text as it was read lie in the file: `\r\n` was one line end there, and a byte-order mark nothing.
fn on_disk(raw: &str, places: &[usize]) -> Vec<usize> {
    let mut found = Vec::with_capacity(places.len());
    let bytes = raw.as_bytes();
    let mut disk = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut read = 0;
    for place in places {
        while read < *place && disk < bytes.len() {
            disk += if bytes[disk] == b'\r' && bytes.get(disk + 1) == Some(&b'\n') { 2 } else { 1 };
            read += 1;
        }
        found.push(disk);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn line_ends_and_the_mark_before_the_text_stay() {
        let raw = "\u{feff}One**\r\n\r\nTwo .\r\n";
        let source = Source::from_bytes("a.md", raw.as_bytes().to_vec());
        let stars = Fix::safe("open", [Edit::insert(0, "**")]);
        let stop = Fix::safe("close up", [Edit::remove(Span::new(10, 11))]);
        let mended = mend(raw, &source, &[&stars, &stop]);
        assert_eq!(mended, Mended { text: "\u{feff}**One**\r\n\r\nTwo.\r\n".to_owned(), made: 2 });
    }

    #[test]
    fn no_fix_changes_a_word() {
        let source = Source::new("a.md", "12 March");
        let wrong = Fix::safe("correct", [Edit { span: Span::new(0, 2), text: "13".to_owned() }]);
        assert_eq!(mend("12 March", &source, &[&wrong]).made, 0);
    }
}
