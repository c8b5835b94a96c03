//! Notice of a meeting, or a report to it, that was not public for the clear days that the law asks for.

use jiff::civil::Date;

use super::law;
use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{MeetingStatus, Notice, Site};
use crate::source::Source;

/// The notice was short.
pub static NOTICE_TOO_SHORT: Rule = Rule {
    name: "notice-too-short",
    level: Level::Warning,
    summary: "A meeting had fewer clear days of notice than the law asks for.",
    page: include_str!("notice_too_short.md"),
};

/// Looks at the day on which notice of each meeting was published.
pub(super) fn meetings(site: &Site, report: &mut Report) {
    let Some(notice) = &site.law.profile.notice else { return };
    for meeting in site.meetings.iter().filter(|meeting| law::applies(site, meeting)) {
        let held = matches!(meeting.status, MeetingStatus::Held | MeetingStatus::Scheduled);
        let Some(published) = meeting.entry.notice_published.filter(|_| held) else { continue };
        let Some((message, days)) = short(site, notice, published, meeting.date) else { continue };
        let folder = &*site.body(meeting.body).slug;
        let prefix = format!("{folder}/{}", meeting.date);
        let entry = site.entries.range(Box::from(prefix.as_str())..).next().filter(|(path, _)| path.starts_with(&prefix));
        let found = match entry {
            Some((_, source)) => Diagnostic::at(&NOTICE_TOO_SHORT, source, line(source, "notice_published"), message),
            None => Diagnostic::in_file(&NOTICE_TOO_SHORT, format!("{prefix}/_meeting.toml"), message),
        };
        report.push(law::by(found.note(days), &notice.law));
    }
}

/// Looks at a report that was issued late, and gives no reason of urgency.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let (Some(notice), front) = (&look.site.law.profile.notice, &look.filed.document.front) else { return };
    let (Some(issued), Some(id)) = (front.issued, look.filed.meeting) else { return };
    if front.late.is_some() || !law::applies_to(look) {
        return;
    }
    let meeting = look.site.meeting(id).date;
    if let Some((message, days)) = short(look.site, notice, issued, meeting).filter(|_| issued <= meeting) {
        let source = look.source();
        let found = look.finding(&NOTICE_TOO_SHORT, line(source, "issued"), message).note(days);
        report.push(law::by(found, &notice.urgency).help("say why it could not wait: `late = { reason = \"…\" }`"));
    }
}

/// What is wrong with the days between, and which they are; nothing where the bank holidays of the year are not known.
fn short(site: &Site, notice: &Notice, published: Date, meeting: Date) -> Option<(String, String)> {
    let known = [published, meeting].iter().all(|day| site.law.holidays.cover(day.year()));
    let days = site.law.clear_days(published, meeting);
    if !known || days.len() >= notice.clear_days {
        return None;
    }
    let count = |number: usize| if number == 1 { "1 clear day".to_owned() } else { format!("{number} clear days") };
    let message = format!("this is {} before the meeting on {meeting}, and the law asks for {}", count(days.len()), notice.clear_days);
    let listed: Vec<String> = days.iter().map(|day| day.strftime("%A %-d %B").to_string()).collect();
    let listed = if listed.is_empty() { "no day lies between".to_owned() } else { format!("the days are {}", listed.join(", ")) };
    Some((message, listed))
}

/// The line of a key.
fn line(source: &Source, name: &str) -> crate::source::Span {
    let lines = (1..=source.line_count()).map(|line| source.line_span(line));
    lines.into_iter().find(|span| source.slice(*span).trim_start().starts_with(name)).unwrap_or_default()
}
