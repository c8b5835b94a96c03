//! A blank before a stop or comma, as conversion leaves it where a mark was.

use super::look::Look;
use crate::diagnostic::{Edit, Fix, Level, Report, Rule};

/// A blank stands before a stop.
pub static SPACE_BEFORE_STOP: Rule = Rule {
    name: "space-before-stop",
    level: Level::Advice,
    summary: "A blank stands before a stop or comma.",
    page: include_str!("space_before_stop.md"),
};

/// Looks for a word, one blank, and a stop that ends something.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for passage in &look.passages {
        for (at, _) in passage.text.match_indices([',', '.', ';']) {
            let (before, after) = (&passage.text[..at], &passage.text[at + 1..]);
            let blank = before.ends_with(' ') && before[..at - 1].ends_with(|c: char| c.is_alphanumeric() || c == ')');
            let ends = after.is_empty() || after.starts_with([' ', '\n']);
            if !blank || !ends {
                continue;
            }
            let span = passage.source(at - 1..at);
            if look.source().slice(span) == " " {
                let fix = Fix::safe("take the blank away", [Edit::remove(span)]);
                report.push(look.finding(&SPACE_BEFORE_STOP, passage.source(at - 1..at + 1), "a blank stands before this stop").fix(fix));
            }
        }
    }
}
