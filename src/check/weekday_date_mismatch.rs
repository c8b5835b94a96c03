//! A date with a weekday that it did not have: the day, the month or the year is wrong, or the weekday.

use jiff::civil::{Date, Weekday};

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// A weekday does not fit its date.
pub static WEEKDAY_DATE_MISMATCH: Rule = Rule {
    name: "weekday-date-mismatch",
    level: Level::Warning,
    summary: "A date has a weekday that is not its own.",
    page: include_str!("weekday_date_mismatch.md"),
};

/// Looks at dates that are printed with a weekday. A year that is not printed was worked out, and could be another.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for dated in &look.reading().dates {
        let Some(printed) = dated.weekday.filter(|weekday| *weekday != dated.date.weekday()) else { continue };
        let was = if dated.date < look.site.today { "was" } else { "is" };
        let day = dated.date.strftime("%-d %B %Y");
        let found = look.finding(&WEEKDAY_DATE_MISMATCH, dated.span, format!("{day} {was} a {}", name(dated.date.weekday())));
        let found = match near(dated.date, printed) {
            Some(other) => found.note(format!("{} {was} a {}", other.strftime("%-d %B %Y"), name(printed))),
            None => found,
        };
        report.push(if dated.year_inferred { found.note("the year is not printed").guessed() } else { found });
    }
}

/// The same day of a year before or after, where it fits the weekday.
fn near(date: Date, weekday: Weekday) -> Option<Date> {
    let years = [date.year() - 1, date.year() + 1];
    years.into_iter().filter_map(|year| Date::new(year, date.month(), date.day()).ok()).find(|other| other.weekday() == weekday)
}

pub(super) fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
