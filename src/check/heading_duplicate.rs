//! The same heading twice side by side: a reader who goes by headings cannot tell one from the other.

use std::collections::BTreeMap;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::BlockKind;
use crate::parse::plain_text;
use crate::source::Span;

/// A heading repeats another of its rank.
pub static HEADING_DUPLICATE: Rule = Rule {
    name: "heading-duplicate",
    level: Level::Advice,
    summary: "Two headings of equal rank have the same words.",
    page: include_str!("heading_duplicate.md"),
};

/// Headings that recur under every item, and belong to it.
const RECURRING: [&str; 12] = [
    "action",
    "actions",
    "background",
    "decision",
    "discussion",
    "outcome",
    "recommendation",
    "recommendations",
    "reason",
    "resolution",
    "resolved",
    "update",
];

/// Looks at headings without numbers that stand under the same heading.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    // A page that is no paper may well be a reference, whose parts repeat.
    if !look.is_paper() {
        return;
    }
    let mut parents: Vec<(u8, usize)> = Vec::new();
    let mut places: BTreeMap<(usize, String), Vec<Span>> = BTreeMap::new();
    for (place, block) in look.filed.paper.blocks.iter().enumerate() {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        while parents.last().is_some_and(|(level, _)| *level >= heading.level) {
            parents.pop();
        }
        let under = parents.last().map_or(usize::MAX, |(_, place)| *place);
        parents.push((heading.level, place));
        let words = plain_text(look.source(), &heading.content).trim().trim_end_matches(':').to_lowercase();
        if heading.number.is_none() && !words.is_empty() && !RECURRING.contains(&words.as_str()) {
            places.entry((under, words)).or_default().push(block.span);
        }
    }
    for spans in places.values().filter(|spans| spans.len() > 1) {
        let lines: Vec<String> = spans.iter().map(|span| look.source().line(span.start).to_string()).collect();
        let message = match spans.len() {
            2 => format!("this heading stands on line {} already", lines[0]),
            count => format!("this heading stands {count} times, on lines {}", lines.join(", ")),
        };
        report.push(look.finding(&HEADING_DUPLICATE, spans[1], message).help("number them, or say what each is about"));
    }
}
