//! Numbers of headings that are closed otherwise than the rest: `3.` and then `4`.

use std::collections::BTreeMap;

use super::look::Look;
use crate::diagnostic::{Edit, Fix, Level, Report, Rule};
use crate::model::{BlockKind, Number};

/// A heading's number has a stop and the others none, or the other way about.
pub static HEADING_INCONSISTENT: Rule = Rule {
    name: "heading-inconsistent",
    level: Level::Advice,
    summary: "The number of a heading is written otherwise than those of its equals.",
    page: include_str!("heading_inconsistent.md"),
};

/// Looks at numbers of headings with as many parts.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let mut depths: BTreeMap<usize, [Vec<&Number>; 2]> = BTreeMap::new();
    for block in &look.filed.paper.blocks {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        if let Some(number) = heading.number.as_ref().filter(|number| number.label.starts_with(|c: char| c.is_ascii_digit())) {
            let closed = look.source().slice(number.printed).ends_with('.');
            depths.entry(number.label.split('.').count()).or_default()[usize::from(closed)].push(number);
        }
    }
    for [open, closed] in depths.values() {
        if !open.is_empty() && open.len() * 3 <= closed.len() {
            odd(look, open, report, "a stop after", |number| Edit::insert(number.printed.end, "."));
        } else if !closed.is_empty() && closed.len() * 3 <= open.len() {
            let stop = |number: &Number| Edit::remove(crate::source::Span { start: number.printed.end - 1, end: number.printed.end });
            odd(look, closed, report, "no stop after", stop);
        }
    }
}

fn odd(look: &Look<'_>, numbers: &[&Number], report: &mut Report, usual: &str, edit: impl Fn(&Number) -> Edit) {
    for number in numbers {
        let message = format!("the other headings have {usual} their numbers");
        let fix = Fix::safe(format!("write {usual} {}", number.label), [edit(number)]);
        report.push(look.finding(&HEADING_INCONSISTENT, number.printed, message).fix(fix));
    }
}
