//! Minutes that do not say who was there.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::source::Span;

/// Nobody is recorded as present.
pub static MINUTES_WITHOUT_ATTENDANCE: Rule = Rule {
    name: "minutes-without-attendance",
    level: Level::Warning,
    summary: "Minutes do not say who was there.",
    page: include_str!("minutes_without_attendance.md"),
};

/// Words by which a list of people is told. Where one of them stands, there may be a list that was not understood.
const SIGNS: [&str; 12] = [
    "present",
    "attendance",
    "attended",
    "attendees",
    "attending",
    "participants",
    "sederunt",
    "bresennol",
    "members:",
    "apologies from",
    "apologies were",
    "in the chair",
];

/// Looks for anything that could be a list of people.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let paper = &look.filed.paper;
    let silent = look.reading().present.is_empty() && look.filed.superseded_by.is_none();
    if !look.is_record() || !silent || look.passages.len() < 4 {
        return;
    }
    // Prose says "present" of other things; a list stands among short lines near the top.
    let sign = |line: String| match line.split_whitespace().count() <= 12 {
        true => SIGNS.iter().any(|sign| line.contains(sign)),
        false => SIGNS.iter().any(|sign| line.starts_with(sign)),
    };
    if look.passages.iter().flat_map(|passage| passage.text.lines()).take(60).map(str::to_lowercase).any(sign) {
        return;
    }
    let first = look.source().line_span(look.source().line(paper.span.start));
    report.push(
        look.finding(&MINUTES_WITHOUT_ATTENDANCE, Span { start: paper.span.start, end: first.end }, "nobody is recorded as present")
            .help("write a heading `Present`, and one person a line under it: Amara Ash – Chair, Parks Council"),
    );
}
