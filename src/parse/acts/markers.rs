//! A place in a text → the marker that stands there: `ACTION –`, `Action (Clerk, by 3 May): `, `Actions:`.

use std::ops::Range;

/// A marker of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// All of it, from its word to the blank after its colon or dash.
    pub range: Range<usize>,
    /// What stands in brackets right after its word: owners, or owners and a day.
    pub bracket: Option<Range<usize>>,
    /// Whether it carries a number, as the actions of a log do.
    pub number: Option<Range<usize>>,
    /// Whether a colon, a dash or brackets part it from what follows.
    pub closed: bool,
}

/// The words of a marker, longest first, in lower case. The first letter is a capital.
const WORDS: [&str; 18] = [
    "actions agreed",
    "action required",
    "actions required",
    "action agreed",
    "agreed actions",
    "agreed action",
    "action points",
    "action point",
    "action items",
    "action item",
    "camau gweithredu",
    "cam gweithredu",
    "gweithredu",
    "gweithred",
    "actions",
    "action",
    "ap",
    "ai",
];

/// The marker at the start of a text, if one stands there.
pub(super) fn action(text: &str) -> Option<Marker> {
    let lead = text.len() - text.trim_start_matches(['*', '_', ' ', '[', '(']).len();
    let rest = &text[lead..];
    if !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let word = WORDS.iter().find(|word| begins(rest, word))?;
    let capitals = !rest[..word.len()].contains(char::is_lowercase);
    // Two letters are a marker in capitals and before a colon only.
    let short = word.len() == 2;
    let mut at = lead + word.len();
    at = other_language(text, at);
    let number = number(text, at);
    at = number.as_ref().map_or(at, |number| number.end);
    at = by(text, at);
    let bracket = bracket(text, at);
    at = bracket.as_ref().map_or(at, |bracket| bracket.end + 1);
    let after = text[at..].trim_start_matches([' ', '\t', '\u{a0}', '*', '_']);
    let gap = text[at..].len() - after.len();
    let separator = after.chars().next().filter(|c| matches!(c, ':' | '–' | '—' | '-' | '―' | '.' | '|' | '>'));
    // "Action-based" and "Action." in a sentence are no markers; "Action" alone is one.
    let separator = separator.filter(|c| *c == ':' || gap > 0 || !after[c.len_utf8()..].starts_with(char::is_alphanumeric));
    let closed = separator.is_some() || bracket.is_some();
    if short && !(capitals && separator == Some(':')) {
        return None;
    }
    let spaced = separator.map_or(0, char::len_utf8);
    let end = at + gap + spaced;
    let end = end + text[end..].len() - text[end..].trim_start_matches([':', '-', '–', ' ', '*', '_', '\t', '\u{a0}']).len();
    (closed || capitals || end == text.len() || gap > 0).then_some(Marker { range: lead..end, bracket, number, closed: closed || capitals })
}

/// Whether a text begins with a word, whatever its letters' case, and another word does not go on with it.
pub(super) fn begins(text: &str, word: &str) -> bool {
    let numbered = word.len() == 2 && text.get(2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && (numbered || !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '’' || c == '\''))
}

/// `Gweithredu / Action`: the same word in the other language.
fn other_language(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let Some(other) = rest.strip_prefix('/').map(str::trim_start) else { return at };
    WORDS.iter().find(|word| begins(other, word)).map_or(at, |word| text.len() - other.len() + word.len())
}

/// The number of an action after its word: `Action 3`, `ACTION 2019/12`, `Action No. 4`.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].trim_start();
    let from = at + text[at..].len() - rest.len();
    let word = ["no.", "no", "number", "ref", "#"]
        .into_iter()
        .find(|word| rest.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word)));
    let start = from + word.map_or(0, str::len);
    let start = start + text[start..].len() - text[start..].trim_start().len();
    // A number is short: what follows it may be the rest of the paper.
    let near = &text[start..text.floor_char_boundary(start + 24)];
    let length = near.find(|c: char| !(c.is_alphanumeric() || "/.-".contains(c))).unwrap_or(near.len());
    let label = text[start..start + length].trim_end_matches(['.', '-', '/']);
    let is = label.contains(|c: char| c.is_ascii_digit()) && label.len() <= 14 && label.chars().filter(|c| c.is_alphabetic()).count() <= 4;
    is.then_some(start..start + label.len())
}

/// `Action by: Clerk`, `Action for Cllr Frost`: the little word is part of the marker.
fn by(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let skipped = at + text[at..].len() - rest.len();
    ["by", "for", "on", "owner", "gan"].into_iter().find(|word| begins(rest, word)).map_or(at, |word| skipped + word.len())
}

/// The bracket right after a marker's word.
fn bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].trim_start_matches([' ', '*', '_']);
    let open = at + text[at..].len() - rest.len();
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let length = rest.chars().take(120).collect::<String>().find(close)?;
    Some(open + 1..open + length)
}

/// Words that open a sentence of their own at the start of a line, whatever stands before.
const OPENERS: [&str; 16] = [
    "action",
    "actions",
    "ap",
    "ai",
    "resolved",
    "agreed",
    "decision",
    "decided",
    "proposed",
    "recommendation",
    "vote",
    "penderfynwyd",
    "cytunwyd",
    "gweithredu",
    "resolution",
    "seconded",
];

/// Whether a line begins with a marker and is no mere continuation of the line before.
pub(super) fn opens(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', ' ']);
    let Some(word) = OPENERS.iter().find(|word| begins(line, word)) else { return false };
    let own = &line[..word.len()];
    let capitals = !own.contains(char::is_lowercase);
    let after = line[word.len()..].trim_start_matches([' ', '*', '_']);
    own.starts_with(char::is_uppercase)
        && (capitals
            || after.is_empty()
            || after.starts_with([':', '–', '—', '-', '(', '['])
            || after.starts_with("that ")
            || after.starts_with("by "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_in_many_notations() {
        let cases = [
            ("Action: Draft plan", "Action: ", None),
            ("ACTION – text", "ACTION – ", None),
            ("Action - text", "Action - ", None),
            ("Actions", "Actions", None),
            ("ACTION: [AB/CD] to write", "ACTION: ", None),
            (
                "Action (Chief Executive, by 6 September 2019): write",
                "Action (Chief Executive, by 6 September 2019): ",
                Some("Chief Executive, by 6 September 2019"),
            ),
            ("ACTION [AB] Write", "ACTION [AB] ", Some("AB")),
            ("Action 3: write", "Action 3: ", None),
            ("Action 2019/12 – write", "Action 2019/12 – ", None),
            ("Action point: write", "Action point: ", None),
            ("Action by: Clerk", "Action by: ", None),
            ("ACTION CLERK", "ACTION ", None),
            ("(ACTION: Clerk)", "ACTION: ", None),
            ("Cam Gweithredu: y Clerc", "Cam Gweithredu: ", None),
        ];
        for (text, marker, bracket) in cases {
            let found = action(text).expect(text);
            assert_eq!((&text[found.range], found.bracket.map(|range| &text[range])), (marker, bracket));
        }
        for text in ["action: lower", "Action-based work", "Actionable", "An action", "Actions' owners"] {
            assert_eq!(action(text), None, "{text}");
        }
        assert!(!action("Action Fraud: a service").expect("open").closed);
    }
}
