//! Two dates for one meeting: its minutes print one, and another paper of the body the other.
//!
//! That a paper's date is not that of its folder is found when it is filed; here papers are held against each other.

use jiff::civil::Date;

use super::look::Look;
use crate::diagnostic::{Diagnostic, Report};
use crate::link::DATE_DISAGREEMENT;
use crate::model::{Destination, MeetingId, Pointer};

/// Looks at the date of minutes, at meetings that references name, and at the meeting a draft waits for.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    report.extend(other_year(look));
    report.extend(references(look));
    report.extend(other_month(look));
}

/// Minutes of 15 March 2017, where the body's other papers speak of a meeting on 15 March 2018 that is not on the site.
fn other_year(look: &Look<'_>) -> Option<Diagnostic> {
    let printed = look.filed.paper.head.date.as_ref().filter(|_| look.is_record())?;
    let body = look.filed.body?;
    let same_day = |date: Date| date != printed.value && (date.month(), date.day()) == (printed.value.month(), printed.value.day());
    let named = look.known.unknown_meetings.get(&body)?.iter().filter(|(_, paper)| *paper != look.id);
    let (date, other) = named.copied().find(|(date, _)| same_day(*date) && date.year().abs_diff(printed.value.year()) == 1)?;
    let other = look.site.paper(other);
    let weekday = look.reading().dates.iter().find(|dated| dated.span.start <= printed.span.end && dated.span.end >= printed.span.start);
    let fits =
        weekday.and_then(|dated| dated.weekday).is_some_and(|weekday| weekday == date.weekday() && weekday != printed.value.weekday());
    let message = format!("this says {}, and {} speaks of a meeting on {date}", printed.value, other.document.path());
    let found = look.finding(&DATE_DISAGREEMENT, printed.span, message);
    Some(if fits { found.note("the weekday printed here is that of the other year") } else { found.guessed() })
}

/// A reference to a meeting that was not held on that day, but a day or two before or after.
fn references(look: &Look<'_>) -> Vec<Diagnostic> {
    let Some(body) = look.filed.body else { return Vec::new() };
    let meetings = &look.site.body(body).meetings;
    let destinations = &look.site.record.destinations[look.id.0];
    let pending = look.reading().references.iter().zip(destinations).filter(|(_, destination)| **destination == Destination::Pending);
    let wrong = pending.filter_map(|(reference, _)| {
        let Pointer::Meeting(date, None) = reference.to else { return None };
        let distance = |id: &MeetingId| date.until(look.site.meeting(*id).date).map_or(i32::MAX, |span| span.get_days().abs());
        // Meetings stand in the order of their dates.
        let after = meetings.partition_point(|id| look.site.meeting(*id).date < date);
        let near: Vec<&MeetingId> =
            meetings[after.saturating_sub(2)..meetings.len().min(after + 2)].iter().filter(|id| distance(id) <= 2).collect();
        let [one] = near.as_slice() else { return None };
        let held = look.site.meeting(**one).date;
        let message = format!("no meeting on {date} is known; one was held on {held}");
        // The paper's own meeting, spoken of on the day before it, is no slip.
        (Some(held) != look.filed.date).then(|| look.finding(&DATE_DISAGREEMENT, reference.span, message).guessed())
    });
    wrong.collect()
}

/// "For approval at the November meeting", where the minutes themselves say that the next one is in December.
fn other_month(look: &Look<'_>) -> Option<Diagnostic> {
    let banner = look.filed.paper.head.draft?;
    let next = look.reading().next_meeting.as_ref()?.date;
    let words = look.source().slice(banner);
    let month = words.split(|c: char| !c.is_alphabetic()).find(|word| word.len() > 2 && crate::parse::is_month(&word.to_lowercase()))?;
    let own = next.strftime("%B").to_string();
    let named = |form: &str| own.to_lowercase().starts_with(&form.to_lowercase()) && form.len() >= 3;
    let english =
        (1..=12).filter_map(|number| Date::new(2000, number, 1).ok()).any(|day| day.strftime("%B").to_string().eq_ignore_ascii_case(month));
    (english && words.to_lowercase().contains("meeting") && !named(month)).then(|| {
        let message = format!("this waits for a meeting in {month}, and these minutes say that the next one is on {next}");
        look.finding(&DATE_DISAGREEMENT, banner, message).guessed()
    })
}
