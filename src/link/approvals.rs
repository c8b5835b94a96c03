//! Minutes that a later meeting approves become approved, whatever banner they still carry.

use crate::model::{BodyId, DecisionKind, Filed, Kind, MeetingId, PaperId, PaperStatus, Site};

/// Follows every approval to the minutes it speaks of.
pub(super) fn follow(site: &mut Site) {
    let mut approved: Vec<(PaperId, PaperId, Box<str>)> = Vec::new();
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| filed.stands()) {
        for approval in &filed.paper.reading.approves {
            let bodies = [filed.body, filed.body.and_then(|body| site.body(body).predecessor)];
            let meeting = bodies.into_iter().flatten().find_map(|body| held_on(site, body, approval.date));
            let minutes = meeting.map(|id| site.meeting(id).papers.iter().copied().filter(|id| is_minutes(site.paper(*id))));
            approved.extend(minutes.into_iter().flatten().map(|id| (id, PaperId(place), anchor(filed, approval.span.start))));
        }
    }
    for (minutes, by, anchor) in approved {
        let earlier = site.paper(minutes).date < site.paper(by).date;
        let paper = &mut site.papers[minutes.0];
        if minutes != by && earlier && paper.approved_by.is_none() && paper.status != Some(PaperStatus::Withdrawn) {
            paper.status = Some(PaperStatus::Approved);
            paper.approved_by = Some((by, anchor));
        }
    }
}

fn is_minutes(filed: &Filed) -> bool {
    filed.kind == Kind::Minutes && filed.superseded_by.is_none()
}

fn held_on(site: &Site, body: BodyId, date: jiff::civil::Date) -> Option<MeetingId> {
    site.body(body).meetings.iter().copied().find(|id| site.meeting(*id).date == date)
}

/// Where the approval stands: at the decision that is nearest to the date it names.
fn anchor(filed: &Filed, at: u32) -> Box<str> {
    let approvals = filed.paper.reading.decisions.iter().filter(|decision| decision.kind == DecisionKind::Approval);
    let nearest = approvals
        .min_by_key(|decision| if decision.span.end < at { at - decision.span.end } else { decision.span.start.saturating_sub(at) });
    nearest.map_or_else(Box::default, |decision| decision.anchor.clone())
}
