//! A report to a committee that does not list what it is based on.

use super::law;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::Kind;

/// There is no list of background papers.
pub static BACKGROUND_PAPERS_MISSING: Rule = Rule {
    name: "background-papers-missing",
    level: Level::Warning,
    summary: "A report has no list of background papers.",
    page: include_str!("background_papers_missing.md"),
};

/// Words under which the list stands.
const SIGNS: [&str; 6] =
    ["background paper", "background document", "background information", "list of papers", "papurau cefndir", "dogfennau cefndir"];

/// A shorter paper is a note, and no report.
const SHORTEST: usize = 4;

/// Looks at reports by their heading, in bodies to which the law applies.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let Some(fact) = look.site.law.profile.background.as_ref().filter(|_| look.filed.kind == Kind::Report) else { return };
    let said = |sign: &str| look.passages.iter().any(|passage| passage.text.to_lowercase().contains(sign));
    let title = look.filed.paper.head.title.as_ref();
    // A paper that is no report by its own words may be a presentation or a letter.
    let is_report = look.passages.iter().take(12).any(|passage| passage.text.to_lowercase().contains("report"));
    let old = look.filed.appended_to.is_empty() && look.filed.superseded_by.is_none();
    if is_report && old && look.passages.len() >= SHORTEST && law::applies_to(look) && !SIGNS.iter().any(|sign| said(sign)) {
        let span = title.map_or_else(|| look.source().line_span(look.source().line(look.filed.paper.span.start)), |title| title.span);
        let found = look.finding(&BACKGROUND_PAPERS_MISSING, span, "this report has no list of background papers");
        report.push(law::by(found, fact).help("end it with a heading \"Background papers\", and \"None\" under it if there are none"));
    }
}
