//! A meeting at ten at night, or one that ends before it begins: `am` and `pm` were mixed up.

use jiff::civil::{Time, time};

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::Kind;

/// The time of a meeting can hardly be right.
pub static IMPLAUSIBLE_TIME: Rule = Rule {
    name: "implausible-time",
    level: Level::Warning,
    summary: "The time of a meeting can hardly be right.",
    page: include_str!("implausible_time.md"),
};

/// Public meetings begin between these times.
const EARLIEST: Time = time(6, 0, 0, 0);
const LATEST: Time = time(22, 0, 0, 0);

/// A meeting that begins after this may go on past midnight.
const EVENING: Time = time(18, 0, 0, 0);

/// Looks at the time printed at the top.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let head = &look.filed.paper.head;
    let (Some(start), Some(line)) = (head.start, head.time) else { return };
    if !matches!(look.filed.kind, Kind::Agenda | Kind::Minutes) {
        return;
    }
    let back = head.end.filter(|end| *end < start && !(start >= EVENING && *end < EARLIEST));
    let said = |time: Time| time.strftime("%H:%M").to_string();
    let message = match back {
        _ if start >= LATEST || start < EARLIEST => format!("this says that the meeting begins at {}", said(start)),
        Some(end) => format!("this says that the meeting begins at {} and ends at {}", said(start), said(end)),
        None => return,
    };
    report.push(look.finding(&IMPLAUSIBLE_TIME, line, message).help("check am and pm; a colon and 24 hours leave no doubt: 14:00"));
}
