//! The lines above a paper's title → offices with the people who hold them.
//!
//! A letterhead has them on one line (`Clerk: Amara Ash`), or, where a converter took a table apart, all offices and then all
//! names below each other.

use crate::model::Paper;
use crate::source::{Source, Span};

/// A letterhead is no longer than this.
const LINES: usize = 30;

/// Each name with its office and the line it stands in.
pub(super) fn offices<'s>(source: &'s Source, paper: &Paper) -> Vec<(&'s str, &'s str, Span)> {
    let first = source.line(paper.span.start);
    let title = paper.head.title.as_ref().map_or(first + LINES, |title| source.line(title.span.start));
    let last = title.min(first + LINES).min(source.line_count());
    let lines = (first..=last).map(|line| source.line_span(line)).map(|span| (span, source.slice(span).trim()));
    let lines: Vec<(Span, &str)> = lines.filter(|(_, text)| !text.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let roles = lines[at..].iter().take_while(|(_, text)| text.ends_with(':')).count();
        if roles > 1 {
            let names = lines[at + roles..].iter().take(roles);
            found.extend(
                lines[at..at + roles].iter().zip(names).map(|((span, role), (_, name))| (*name, role.trim_end_matches(':'), *span)),
            );
        } else if let Some((role, name)) = lines[at].1.split_once(':').filter(|(_, name)| !name.trim().is_empty()) {
            found.push((name.trim(), role.trim(), lines[at].0));
        }
        at += roles.max(1);
    }
    found
}
