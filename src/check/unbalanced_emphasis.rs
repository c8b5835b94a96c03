//! Two stars that close what nothing opened, or open what nothing closes: they are shown as stars.

use super::look::Look;
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Report, Rule};
use crate::parse::Passage;

/// A mark of strong emphasis has no partner.
pub static UNBALANCED_EMPHASIS: Rule = Rule {
    name: "unbalanced-emphasis",
    level: Level::Warning,
    summary: "Two stars open or close nothing, and are shown as they are.",
    page: include_str!("unbalanced_emphasis.md"),
};

/// A paragraph with more of them is no text.
const MOST: usize = 40;

/// Looks for stars among the words.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let notes = look.passages.iter().any(|passage| passage.text.lines().any(|line| line.starts_with("** ")));
    for passage in &look.passages {
        let stars = passage.text.match_indices("**").take(MOST).filter(|(at, _)| !(notes && is_mark_of_note(&passage.text[..*at])));
        let found = stars.filter_map(|(at, _)| lone(look, passage, at));
        report.extend(found);
    }
}

/// The stars touch a word on one side only. Stars that stand by themselves are an ornament, or the mark of a note.
fn lone(look: &Look<'_>, passage: &Passage, at: usize) -> Option<Diagnostic> {
    let (before, after) = (&passage.text[..at], &passage.text[at + 2..]);
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "?!.:;,)'’”\"(‘“£".contains(c));
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let span = passage.source(at..at + 2);
    let escaped = look.source().text()[..span.start as usize].ends_with('\\');
    if escaped || look.source().slice(span) != "**" || left == Some('*') || right == Some('*') {
        return None;
    }
    let finding = |message: &str| look.finding(&UNBALANCED_EMPHASIS, span, message).note("readers see the stars");
    match (word(left), word(right)) {
        (true, false) => {
            let found = finding("these stars close what nothing opened");
            Some(match opening(look, passage, at) {
                Some(fix) => found.fix(fix),
                None => found.help("put two stars before the first word that is to be strong, or take these away"),
            })
        }
        (false, true) => {
            let fix = Fix::to_look_at("take the stars away", [Edit::remove(span)]);
            Some(
                finding("these stars open what nothing closes")
                    .help("put two stars after the last word that is to be strong, or take these away")
                    .fix(fix),
            )
        }
        _ => None,
    }
}

/// The mark that is missing, at the start of the line: a run-in heading or a question is strong from its first word on.
fn opening(look: &Look<'_>, passage: &Passage, at: usize) -> Option<Fix> {
    let line = passage.text[..at].rfind('\n').map_or(0, |end| end + 1);
    let first = line + passage.text[line..at].len() - passage.text[line..at].trim_start().len();
    let start = passage.source(first..first + 1).start;
    let plain = !look.source().slice(crate::source::Span { start, end: passage.source(at..at + 1).start }).contains(['*', '_', '`']);
    (plain && first < at).then(|| Fix::safe("put two stars before the first word", [Edit::insert(start, "**")]))
}

/// `Cllr Ash**` where a line below begins with `** left at eight`.
fn is_mark_of_note(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.split_whitespace().count() <= 4)
}
