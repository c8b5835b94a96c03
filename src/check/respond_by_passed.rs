//! An answer in writing that was asked for by a day, and is not on the site.

use jiff::civil::Date;

use super::law;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Dated, Filed, Kind};
use crate::parse::{self, Passage};

/// The day has passed.
pub static RESPOND_BY_PASSED: Rule = Rule {
    name: "respond-by-passed",
    level: Level::Advice,
    summary: "An answer that was asked for by a day is not on the site.",
    page: include_str!("respond_by_passed.md"),
};

/// So many meetings after the day an answer would be told.
const MEETINGS: usize = 3;

/// Looks at resolutions that require somebody to respond by a day.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let Some(fact) = look.site.law.profile.response.as_ref().filter(|_| look.is_record()) else { return };
    for passage in look.prose() {
        let Some((at, day)) = required(look, passage).filter(|(_, day)| day.date < look.site.today) else { continue };
        if !is_answered(look, day.date) {
            let message = format!("a response was required by {}, and none is on the site", day.date);
            let found = look.finding(&RESPOND_BY_PASSED, passage.source(at..at + "respond".len()).to(day.span), message);
            report.push(law::by(found, fact).help("publish the response with the papers of the next meeting"));
        }
    }
}

/// "be required to respond in writing by 31 March": where the word stands, and the day after it.
fn required<'s>(look: &Look<'s>, passage: &Passage) -> Option<(usize, &'s Dated)> {
    let lower = passage.text.to_ascii_lowercase();
    let at = lower.find("respond")?;
    let asked = ["required to", "be asked to", "requested to", "requests", "require "].iter().any(|words| lower[..at].contains(words));
    let start = passage.source(at..at + 1).start;
    let dates = &look.reading().dates;
    let day = dates.get(dates.partition_point(|dated| dated.span.start <= start)).filter(|day| day.span.end <= passage.span.end)?;
    let by = look.source().slice(crate::source::Span { start, end: day.span.start }).to_lowercase();
    (asked && (by.contains(" by ") || by.contains("no later than")) && by.len() < 80).then_some((at, day))
}

/// Whether a later paper of the body is a response, or later minutes speak of one on that day.
fn is_answered(look: &Look<'_>, day: Date) -> bool {
    let Some(body) = look.filed.body else { return true };
    let meetings = &look.site.body(body).meetings;
    let later = meetings.iter().map(|id| look.site.meeting(*id)).filter(|meeting| Some(meeting.date) > look.filed.date).take(MEETINGS);
    let mut papers = later.flat_map(|meeting| &meeting.papers).map(|id| look.site.paper(*id));
    papers.any(|filed| is_response(filed) || filed.kind == Kind::Minutes && tells(filed, day))
}

fn is_response(filed: &Filed) -> bool {
    let title = format!("{} {}", filed.title, filed.document.stem()).to_lowercase();
    filed.kind != Kind::Minutes && ["response", "reply", "ymateb"].iter().any(|word| title.contains(word))
}

fn tells(filed: &Filed, day: Date) -> bool {
    let passages = parse::passages(&filed.document.source, &filed.paper.blocks);
    // "The response that was due" is none.
    let came = |text: &str| {
        text.contains("responded")
            || text.contains("response") && ["received", "was given", "came on"].iter().any(|word| text.contains(word))
    };
    let mut answers = passages.iter().filter(|passage| came(&passage.text.to_lowercase()));
    answers.any(|passage| {
        let dates = filed.paper.reading.dates.iter();
        dates.into_iter().any(|dated| dated.date == day && passage.span.start <= dated.span.start && dated.span.end <= passage.span.end)
    })
}
