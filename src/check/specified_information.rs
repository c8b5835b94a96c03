//! What an elected local policing body must publish of its meetings, and has not.

use super::law;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{BodyKind, Fact, Meeting, MeetingStatus, Site};

/// Something that must be published is not.
pub static SPECIFIED_INFORMATION: Rule = Rule {
    name: "specified-information",
    level: Level::Advice,
    summary: "Something of a meeting that must be published is not.",
    page: include_str!("specified_information.md"),
};

/// Looks at the meetings by which a commissioner holds a force to account. Of the other paragraphs the papers cannot tell.
pub(super) fn check(site: &Site, report: &mut Report) {
    let fact = |paragraph: &str| site.law.profile.obligation.iter().find(|known| known.paragraph == paragraph).map(|known| &known.law);
    let own = site.meetings.iter().filter(|meeting| site.body(meeting.body).entry.kind == Some(BodyKind::Scrutiny));
    for meeting in own.filter(|meeting| meeting.status == MeetingStatus::Scheduled && meeting.date >= site.today) {
        let lacking: Vec<&str> = [("time", meeting.start.is_none()), ("place", meeting.venue.is_none())]
            .into_iter()
            .filter(|(_, none)| *none)
            .map(|(name, _)| name)
            .collect();
        if let Some(fact) = fact("5(a)").filter(|_| !lacking.is_empty()) {
            report.push(lack(site, meeting, fact, &lacking.join(" and no ")));
        }
    }
}

fn lack(site: &Site, meeting: &Meeting, fact: &Fact, what: &str) -> Diagnostic {
    let path = format!("{}/{}/_meeting.toml", site.body(meeting.body).slug, meeting.date);
    let found = Diagnostic::in_file(&SPECIFIED_INFORMATION, path, format!("the meeting on {} has no {what}", meeting.date));
    law::by(found, fact).help("add `start` and `venue`")
}
