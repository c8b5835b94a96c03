//! A task with words for when, from which no day can be worked out.

use std::sync::LazyLock;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Action, ActionKind};
use crate::source::Span;

/// An action has no day by which.
pub static ACTION_VAGUE_DUE: Rule = Rule {
    name: "action-vague-due",
    level: Level::Advice,
    summary: "An action says when, and gives no day.",
    page: include_str!("action_vague_due.md"),
};

static VAGUE: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("words/vague.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect());

/// Looks at tasks that have no day.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let open = |action: &&Action| action.kind == ActionKind::Substantive && action.due.is_none();
    let dates = &look.reading().dates;
    for action in look.reading().actions.iter().filter(open) {
        let words = action.due_words.filter(|words| is_vague(look.source().slice(*words))).or_else(|| vague(look, action));
        let next = dates.partition_point(|dated| dated.span.start < action.span.start);
        let dated = dates.get(next).is_some_and(|dated| dated.span.end <= action.span.end);
        if let Some(words) = words.filter(|_| !dated) {
            let found = look.finding(&ACTION_VAGUE_DUE, words, "no day can be worked out from these words");
            report.push(found.help("name the day, or the meeting by its date"));
        }
    }
}

/// Whether words that say when leave the day open; a month of a year may be near enough, and "by month" says how.
fn is_vague(words: &str) -> bool {
    !words.contains(|c: char| c.is_ascii_digit()) && !["by month", "by week", "by year"].contains(&words.trim().to_lowercase().as_str())
}

/// Words of a list, or the next meeting of something else: "within the next Victims Group".
fn vague(look: &Look<'_>, action: &Action) -> Option<Span> {
    let text = look.source().slice(action.span);
    let lower = text.to_ascii_lowercase();
    let whole = |at: usize, words: &str| {
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(lower[..at].chars().next_back()) && free(lower[at + words.len()..].chars().next())
    };
    let listed = VAGUE.iter().flat_map(|words| lower.match_indices(words)).filter(|(at, words)| whole(*at, words));
    // "the following" points at words, not at a time.
    let listed = listed.filter(|(at, words)| *words != "following" || !lower[..*at].ends_with("the "));
    let next = lower.match_indices("the next ").filter(|(at, words)| text[at + words.len()..].starts_with(char::is_uppercase));
    let (at, words) = listed.chain(next).min_by_key(|(at, _)| *at)?;
    let start = action.span.start + at as u32;
    Some(Span { start, end: start + words.trim_end().len() as u32 })
}
