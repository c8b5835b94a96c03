//! A meeting without minutes, although its body has met again.

use super::law;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Kind, Meeting, MeetingStatus};

/// There are no minutes.
pub static MINUTES_OVERDUE: Rule = Rule {
    name: "minutes-overdue",
    level: Level::Warning,
    summary: "A meeting has no minutes, and the body has met since.",
    page: include_str!("minutes_overdue.md"),
};

/// Looks at agendas of meetings that were held. A body that publishes no minutes at all is left alone.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let Some(fact) = &look.site.law.profile.minutes else { return };
    let Some(meeting) = look.filed.meeting.filter(|_| look.filed.kind == Kind::Agenda).map(|id| look.site.meeting(id)) else { return };
    let minuted = |meeting: &Meeting| meeting.papers.iter().any(|id| look.site.paper(*id).kind == Kind::Minutes);
    let next = meeting.next.map(|id| look.site.meeting(id)).filter(|next| next.date < look.site.today && minuted(next));
    if let Some(next) = next.filter(|_| meeting.status == MeetingStatus::Held && !minuted(meeting) && law::applies_to(look)) {
        let head = &look.filed.paper.head;
        let span =
            head.date.as_ref().map_or_else(|| look.source().line_span(look.source().line(look.filed.paper.span.start)), |date| date.span);
        let message = format!("this meeting has no minutes on the site, and the next one was held on {}", next.date);
        report.push(
            law::by(look.finding(&MINUTES_OVERDUE, span, message), fact).help("publish the minutes, or a note that there are none and why"),
        );
    }
}
