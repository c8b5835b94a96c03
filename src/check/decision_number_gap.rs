//! Decision records whose numbers leave one out.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Filed, Kind, Site};

/// A number is missing among decision records.
pub static DECISION_NUMBER_GAP: Rule = Rule {
    name: "decision-number-gap",
    level: Level::Advice,
    summary: "A number is missing among the decision records of a year.",
    page: include_str!("decision_number_gap.md"),
};

/// A longer gap is the edge of what was archived.
const LONGEST_GAP: u32 = 3;

/// Looks at the records of each year in the order of their numbers.
pub(super) fn check(site: &Site, report: &mut Report) {
    let mut years: BTreeMap<u32, BTreeMap<u32, &Filed>> = BTreeMap::new();
    for filed in site.papers.iter().filter(|filed| filed.kind == Kind::Decision) {
        if let Some((year, number)) = number(filed) {
            years.entry(year).or_default().insert(number, filed);
        }
    }
    for (year, records) in years {
        let numbers: Vec<u32> = records.keys().copied().collect();
        for pair in numbers.windows(2).filter(|pair| (2..=LONGEST_GAP).contains(&(pair[1] - pair[0]))) {
            let filed = records[&pair[1]];
            let missing = (pair[0] + 1..pair[1]).map(|number| format!("{year}-{number:03}")).collect::<Vec<_>>().join(" and ");
            let source = &filed.document.source;
            let first = source.line_span(source.line(filed.paper.span.start));
            report.push(
                Diagnostic::at(&DECISION_NUMBER_GAP, source, first, format!("there is no decision record {missing}"))
                    .note("a reader cannot tell a record that is missing from a number that was not used")
                    .help("add it, or a page that says why there is none"),
            );
        }
    }
}

/// The year and the number of a record, as its front matter or the name of its file gives them: "2019-100", "100-2019".
fn number(filed: &Filed) -> Option<(u32, u32)> {
    let written = filed.document.front.decision_number.as_deref().unwrap_or(filed.document.stem());
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [first, second] = parts.as_slice() else { return None };
    let (year, number) = if first.len() == 4 { (first, second) } else { (second, first) };
    Some((year.parse().ok().filter(|_| year.len() == 4)?, number.parse().ok()?))
}
