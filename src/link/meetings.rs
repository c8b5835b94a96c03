//! Meetings, from folders and from the dates of papers, in order, with what belongs to each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{BodyId, Filed, Item, Kind, Meeting, MeetingEntry, MeetingId, MeetingStatus, PaperId, Project, Site, StubId};

use super::UNKNOWN_BODY;
use super::bodies::Bodies;
use super::filing::Draft;
use super::items;

/// The meetings known so far, by body and date.
pub(super) struct Meetings {
    list: Vec<Meeting>,
    places: BTreeMap<(BodyId, Date), MeetingId>,
}

impl Meetings {
    /// Every meeting that has a folder with papers or an entry, or that a paper is of; each draft is told its meeting.
    pub fn collect(project: &Project, bodies: &Bodies, drafts: &mut [Draft]) -> Self {
        let mut entries: BTreeMap<(BodyId, Date), MeetingEntry> = BTreeMap::new();
        for ((folder, date), entry) in &project.meetings {
            if let Some(body) = bodies.known(folder) {
                entries.insert((body, *date), entry.clone());
            }
        }
        let held = |draft: &Draft| draft.body.zip(draft.date).filter(|_| draft.meets);
        for key in drafts.iter().filter_map(held) {
            entries.entry(key).or_default();
        }
        for stub in &project.unpublished.stubs {
            entries.extend(stub_key(stub, bodies).filter(|key| !entries.contains_key(key)).map(|key| (key, MeetingEntry::default())));
        }
        let mut meetings = Self { list: Vec::with_capacity(entries.len()), places: BTreeMap::new() };
        for ((body, date), entry) in entries {
            meetings.add(project, bodies, body, date, entry);
        }
        for draft in drafts {
            draft.meeting = held(draft).and_then(|key| meetings.places.get(&key).copied());
        }
        meetings
    }

    fn add(&mut self, project: &Project, bodies: &Bodies, body: BodyId, date: Date, entry: MeetingEntry) {
        let id = MeetingId(self.list.len());
        self.places.insert((body, date), id);
        let status = entry.status.unwrap_or(if date < project.today { MeetingStatus::Held } else { MeetingStatus::Scheduled });
        self.list.push(Meeting {
            body,
            joint_with: entry
                .joint_with
                .iter()
                .filter_map(|slug| bodies.known(slug))
                .filter(|other| *other != body)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            date,
            status,
            start: entry.start,
            end: entry.end,
            venue: entry.venue.clone(),
            address: bodies.address(body).below(&date.to_string()),
            entry,
            papers: Vec::new(),
            stubs: Vec::new(),
            items: Vec::new(),
            previous: None,
            next: None,
            moved_to: None,
        });
    }

    /// The meeting a stub belongs to; the stub is listed there.
    pub fn take_stub(&mut self, stub: &crate::model::StubEntry, bodies: &Bodies, id: StubId) -> Option<MeetingId> {
        let meeting = *self.places.get(&stub_key(stub, bodies)?)?;
        self.list[meeting.0].stubs.push(id);
        Some(meeting)
    }

    /// A meeting.
    pub fn get(&self, id: MeetingId) -> &Meeting {
        &self.list[id.0]
    }

    /// The meetings, by body and date.
    pub fn finish(self) -> Vec<Meeting> {
        self.list
    }
}

fn stub_key(stub: &crate::model::StubEntry, bodies: &Bodies) -> Option<(BodyId, Date)> {
    let body = stub.body.as_deref().or(stub.folder.body.as_deref())?;
    Some((bodies.known(body)?, stub.date.or(stub.folder.date)?))
}

/// Puts papers into meetings and meetings into bodies, ties each meeting to those before and after it, and fills in what
/// only the papers say: time and place.
pub(super) fn attach(site: &mut Site, report: &mut Report) {
    for (place, paper) in site.papers.iter().enumerate() {
        match (paper.meeting, paper.body) {
            (Some(meeting), _) => site.meetings[meeting.0].papers.push(PaperId(place)),
            (None, Some(body)) => site.bodies[body.0].papers.push(PaperId(place)),
            (None, None) => {}
        }
    }
    let places = 0..site.meetings.len();
    let items: Vec<Vec<Item>> = places.into_par_iter().map(|place| items::of_meeting(site, MeetingId(place))).collect();
    for (place, items) in items.into_iter().enumerate() {
        settle(site, MeetingId(place), items, report);
    }
    for body in 0..site.bodies.len() {
        let meetings = &mut site.bodies[body].meetings;
        meetings.sort_by_key(|id| (site.meetings[id.0].date, *id));
        let own: Vec<MeetingId> = meetings.iter().copied().filter(|id| site.meetings[id.0].body.0 == body).collect();
        for pair in own.windows(2) {
            site.meetings[pair[0].0].next = Some(pair[1]);
            site.meetings[pair[1].0].previous = Some(pair[0]);
        }
        site.bodies[body].papers.sort_by_key(|id| (site.papers[id.0].date, *id));
    }
}

fn settle(site: &mut Site, id: MeetingId, items: Vec<Item>, report: &mut Report) {
    for item in &items {
        // What the agenda says of a paper, its author need not say again.
        for paper in &item.papers {
            site.papers[paper.0].item.get_or_insert_with(|| item.label.clone());
        }
    }
    site.meetings[id.0].items = items;
    let papers = &site.papers;
    let meeting = &mut site.meetings[id.0];
    meeting.papers.sort_by_cached_key(|id| order(&papers[id.0], *id));
    for paper in meeting.papers.iter().map(|id| &papers[id.0]).filter(|paper| matches!(paper.kind, Kind::Agenda | Kind::Minutes)) {
        let (front, head) = (&paper.document.front, &paper.paper.head);
        meeting.start = meeting.start.or(front.start).or(head.start);
        meeting.end = meeting.end.or(front.end).or(head.end);
        meeting.venue =
            meeting.venue.take().or_else(|| front.venue.clone()).or_else(|| head.venue.as_ref().map(|venue| venue.value.clone()));
    }
    let (body, date) = (meeting.body, meeting.entry.postponed_to);
    let partners = meeting.joint_with.clone();
    unknown_partners(site, id, report);
    site.meetings[id.0].moved_to =
        date.and_then(|date| site.meetings.iter().position(|other| other.body == body && other.date == date)).map(MeetingId);
    for body in partners.into_iter().chain([body]) {
        site.bodies[body.0].meetings.push(id);
    }
}

fn unknown_partners(site: &Site, id: MeetingId, report: &mut Report) {
    let meeting = site.meeting(id);
    let known = |slug: &&String| site.bodies.iter().any(|body| *body.slug == ***slug);
    for slug in meeting.entry.joint_with.iter().filter(|slug| !known(slug)) {
        let path = format!("{}/{}/_meeting.toml", site.body(meeting.body).slug, meeting.date);
        let message = format!("`joint_with` names the body \"{slug}\", which has no folder");
        report.push(Diagnostic::in_file(&UNKNOWN_BODY, path, message).help("use the name of a folder under content/"));
    }
}

/// The order of a meeting's papers: agenda, minutes, then by agenda item, then by title.
fn order(paper: &Filed, id: PaperId) -> (u8, Vec<u32>, String, PaperId) {
    let rank = match paper.kind {
        Kind::Agenda => 0,
        Kind::Minutes => 1,
        Kind::Appendix => 3,
        _ => 2,
    };
    let item: Vec<u32> =
        paper.item.iter().flat_map(|item| item.split(|c: char| !c.is_ascii_digit())).filter_map(|part| part.parse().ok()).collect();
    // Papers without an item come after those that have one.
    let item = if item.is_empty() { vec![u32::MAX] } else { item };
    (rank, item, paper.title.clone(), id)
}
