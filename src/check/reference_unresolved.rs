//! Decision records, minutes and paragraphs that a paper points at, and that are not on the site.

use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Destination, Kind, Pointer};
use crate::parse::Passage;

/// What is pointed at is not there.
pub static REFERENCE_UNRESOLVED: Rule = Rule {
    name: "reference-unresolved",
    level: Level::Advice,
    summary: "A paper points at something that is not on the site.",
    page: include_str!("reference_unresolved.md"),
};

/// Looks at references that wait for their target. Meetings from before the record are not told: there are many in every paper.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let destinations = look.site.record.destinations[look.id.0].iter();
    for (reference, _) in look.reading().references.iter().zip(destinations).filter(|(_, to)| **to == Destination::Pending) {
        let message = match &reference.to {
            Pointer::DecisionRecord(number) => format!("decision record {number} is not on the site"),
            // Minutes of another body: this one may have followed it.
            Pointer::Minute(label) if look.known.minuted.contains(format!("p{label}").as_str()) => continue,
            Pointer::Minute(label) => format!("no minutes on the site have a minute {label}"),
            _ => continue,
        };
        report.push(look.finding(&REFERENCE_UNRESOLVED, reference.span, message).note("the page says that it is not archived yet"));
    }
    if look.is_record() {
        report.extend(look.prose().flat_map(|passage| paragraphs(look, passage)));
    }
}

/// "paragraph 31 of the report", in minutes of a meeting none of whose reports has so many paragraphs.
fn paragraphs(look: &Look<'_>, passage: &Passage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, word) in passage.text.match_indices("paragraph ") {
        let rest = &passage.text[at + word.len()..];
        let label: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let label = label.trim_end_matches('.');
        let after = &rest[label.len()..];
        let of_report =
            after.strip_prefix(" of the ").is_some_and(|of| of.split(['.', ',', ';']).next().is_some_and(|of| of.contains("report")));
        if label.is_empty() || !of_report || is_somewhere(look, label) {
            continue;
        }
        let span = passage.source(at..at + word.len() + label.len());
        found.push(look.finding(&REFERENCE_UNRESOLVED, span, format!("no report to this meeting has a paragraph {label}")));
    }
    found
}

/// Whether some report to the meeting has a paragraph of that number. Without a report on the site nothing can be said.
fn is_somewhere(look: &Look<'_>, label: &str) -> bool {
    let papers = look.filed.meeting.into_iter().flat_map(|id| &look.site.meeting(id).papers);
    let reports: Vec<_> = papers.map(|id| look.site.paper(*id)).filter(|paper| paper.kind == Kind::Report).collect();
    reports.is_empty() || reports.iter().any(|report| report.paper.has_anchor(&format!("p{label}")))
}
