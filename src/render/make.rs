//! The site → views. The only place that knows how a noun of the model becomes what a template is given.

use jiff::civil::{Date, Time};

use crate::model::{
    Address, Attendee, BlockKind, Body, BodyId, Filed, Item, Kind, Meeting, MeetingId, MeetingStatus, Officer, PackId, Page, PaperId,
    PaperStatus, Site, Stub, StubId,
};

use crate::check::ACCESSIBILITY;
use crate::diagnostic::{Diagnostic, Report, Rule};
use crate::link;
use crate::source::Span;

use super::views::*;
use super::{registers, web};

/// A contents list with fewer entries helps nobody.
const SHORTEST_CONTENTS: usize = 3;

pub(super) fn link(site: &Site, title: impl Into<String>, address: &Address) -> LinkView {
    LinkView { title: title.into(), url: web::url(site, address) }
}

pub(super) fn date(date: Date) -> DateView {
    DateView {
        iso: date.to_string(),
        long: date.strftime("%-d %B %Y").to_string(),
        full: date.strftime("%A %-d %B %Y").to_string(),
        month: date.strftime("%B").to_string(),
        year: date.year(),
    }
}

/// "2pm", "2:30pm": as the style guides of public bodies have it.
fn time(time: Time) -> String {
    let format = if time.minute() == 0 { "%-I%P" } else { "%-I:%M%P" };
    time.strftime(format).to_string()
}

pub(super) fn site_view(site: &Site) -> SiteView {
    let settings = &site.settings;
    let mut bodies: Vec<&Body> = site.bodies.iter().collect();
    bodies.sort_by(|a, b| a.name.cmp(&b.name));
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone(),
        publisher: settings.publisher.clone(),
        language: settings.language.clone(),
        base_path: settings.base_path().to_owned(),
        base_url: settings.base_url.trim_end_matches('/').to_owned(),
        contact: settings.contact.clone(),
        bodies: bodies.into_iter().map(|body| link(site, &body.name, &body.address)).collect(),
        options: settings.theme_options.clone(),
        registers: registers::links(site),
        about_url: web::url(site, &Address::page(["about-this-record"])),
        accessibility_url: web::url(site, &Address::page(["accessibility"])),
        specified_information_url: site
            .pages
            .iter()
            .find(|(_, page)| **page == Page::SpecifiedInformation)
            .map(|(address, _)| web::url(site, address)),
        generator: concat!("Panelpress ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

pub(super) fn body_link(site: &Site, id: BodyId) -> LinkView {
    let body = site.body(id);
    link(site, &body.name, &body.address)
}

pub(super) fn paper_link(site: &Site, id: PaperId) -> LinkView {
    let paper = site.paper(id);
    link(site, &paper.title, &paper.address)
}

pub(super) fn meeting_link(site: &Site, id: MeetingId) -> LinkView {
    let meeting = site.meeting(id);
    let title = format!("{}, {}", meeting_title(site, meeting), date(meeting.date).long);
    link(site, title, &meeting.address)
}

fn meeting_title(site: &Site, meeting: &Meeting) -> String {
    meeting.entry.title.clone().unwrap_or_else(|| site.body(meeting.body).name.clone())
}

pub(super) fn card(site: &Site, id: PaperId) -> CardView {
    let paper = site.paper(id);
    let front = &paper.document.front;
    CardView {
        title: paper.title.clone(),
        language: front.language.clone().filter(|language| *language != site.settings.language),
        url: web::url(site, &paper.address),
        kind: paper.kind.name(),
        kind_label: paper.kind.label(),
        date: paper.date.map(date),
        body: paper.body.map(|body| body_link(site, body)),
        item: paper.item.as_deref().map(Into::into),
        status: paper.status.map(PaperStatus::name),
        summary: front.summary.clone(),
        supplementary: front.supplementary,
        late: paper.late.as_ref().map(|late| late.reason.clone()),
        superseded: paper.superseded_by.is_some(),
        appendices: Vec::new(),
    }
}

fn meeting_status(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Scheduled => "scheduled",
        MeetingStatus::Held => "held",
        MeetingStatus::Cancelled => "cancelled",
        MeetingStatus::Postponed => "postponed",
    }
}

pub(super) fn paper(site: &Site, id: PaperId, html: String) -> PaperView {
    let filed = site.paper(id);
    let front = &filed.document.front;
    let links = |ids: &[PaperId]| ids.iter().map(|id| paper_link(site, *id)).collect();
    let (actions, decisions) = registers::of_paper(site, id);
    let (previous, next) = neighbours(site, id);
    PaperView {
        card: CardView { appendices: links(&filed.appendices), ..card(site, id) },
        html,
        contents: contents(filed),
        meeting: filed.meeting.map(|meeting| meeting_link(site, meeting)),
        previous,
        next,
        authors: front.authors.clone(),
        appended_to: links(&filed.appended_to),
        supersedes: filed.supersedes.map(|id| paper_link(site, id)),
        superseded_by: filed.superseded_by.map(|id| paper_link(site, id)),
        pack: filed.pack.map(|pack| pack_link(site, pack)),
        attachments: filed.attachments.iter().map(|address| file(site, address)).collect(),
        decision_number: front.decision_number.clone(),
        subjects: front.subjects.clone(),
        approved_by: filed.approved_by.as_ref().map(|by| registers::approval(site, by)),
        actions: actions.into_iter().map(|(_, action)| action).collect(),
        decisions: decisions.into_iter().map(|(_, decision)| decision).collect(),
        cited_by: link::citations(site, id).iter().map(|citation| registers::citation(site, citation)).collect(),
        pending: registers::pending_of(site, id),
    }
}

/// The papers before and after one at its meeting.
fn neighbours(site: &Site, id: PaperId) -> (Option<CardView>, Option<CardView>) {
    let papers = site.paper(id).meeting.map_or(&[][..], |meeting| &site.meeting(meeting).papers);
    let Some(place) = papers.iter().position(|other| *other == id) else { return (None, None) };
    let at = |place: usize| papers.get(place).map(|id| card(site, *id));
    (place.checked_sub(1).and_then(at), at(place + 1))
}

pub(super) fn pack(site: &Site, id: PackId) -> PackView {
    let LinkView { title, url } = pack_link(site, id);
    PackView { title, url, meeting: pack_meeting(site, id).map(|meeting| meeting_link(site, meeting)) }
}

/// The meeting of all papers of a file; `None` where they are of several.
pub(super) fn pack_meeting(site: &Site, id: PackId) -> Option<MeetingId> {
    let mut meetings = site.pack(id).papers.iter().map(|paper| site.paper(*paper).meeting);
    let first = meetings.next().flatten();
    first.filter(|_| meetings.all(|meeting| meeting == first))
}

pub(super) fn pack_link(site: &Site, id: PackId) -> LinkView {
    let pack = site.pack(id);
    link(site, &pack.title, &pack.address)
}

fn contents(filed: &Filed) -> Vec<HeadingView> {
    let headings = filed.paper.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if (2..=3).contains(&heading.level) => Some(HeadingView {
            level: heading.level,
            number: heading.number.as_ref().map(|number| number.label.to_string()),
            title: crate::parse::plain_text(&filed.document.source, &heading.content),
            anchor: web::fragment(&heading.anchor),
        }),
        _ => None,
    });
    let all: Vec<HeadingView> = headings.collect();
    if all.len() < SHORTEST_CONTENTS { Vec::new() } else { all }
}

fn file(site: &Site, address: &Address) -> FileView {
    let path = &address.as_str()[1..];
    let name = path.rsplit('/').next().unwrap_or(path);
    let size = site.assets.get(path).map_or(0, |asset| asset.size);
    FileView {
        name: name.to_owned(),
        url: web::url(site, address),
        format: name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase()).unwrap_or_default(),
        size: human_size(size),
    }
}

/// Sizes as operating systems show them to people, in steps of a thousand.
fn human_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

pub(super) fn stub(site: &Site, id: StubId) -> StubView {
    let Stub { address, meeting, item, withheld } = site.stub(id);
    StubView {
        title: withheld.title.clone(),
        url: web::url(site, address),
        item: item.as_deref().map(Into::into),
        paragraph: withheld.paragraph.clone(),
        reason: withheld.reason.clone(),
        review_on: withheld.review_on.map(date),
        meeting: meeting.map(|meeting| meeting_link(site, meeting)),
    }
}

pub(super) fn meeting_card(site: &Site, id: MeetingId) -> MeetingCardView {
    let meeting = site.meeting(id);
    let of_kind = |kind: Kind| meeting.papers.iter().find(|paper| site.paper(**paper).kind == kind).map(|paper| paper_link(site, *paper));
    MeetingCardView {
        title: meeting_title(site, meeting),
        url: web::url(site, &meeting.address),
        date: date(meeting.date),
        body: body_link(site, meeting.body),
        joint_with: meeting.joint_with.iter().map(|body| body_link(site, *body)).collect(),
        status: meeting_status(meeting.status),
        papers: meeting.papers.len(),
        minutes: of_kind(Kind::Minutes),
        agenda: of_kind(Kind::Agenda),
        start: meeting.start.map(time),
        end: meeting.end.map(time),
        venue: meeting.venue.clone(),
    }
}

pub(super) fn meeting(site: &Site, id: MeetingId) -> MeetingView {
    let meeting = site.meeting(id);
    let date_alone = |day: Date| LinkView { title: date(day).full, url: String::new() };
    // An appendix of this meeting's own papers is listed under its parent.
    let nested = |id: &PaperId| site.paper(*id).appended_to.iter().any(|parent| meeting.papers.contains(parent));
    let placed = |id: &PaperId| meeting.items.iter().any(|item| item.papers.contains(id));
    let minutes = link::minutes_of(site, id);
    let mut people = minutes.map(|minutes| attendees(site, minutes)).unwrap_or_default();
    let present = minutes.map_or(0, |minutes| site.paper(minutes).paper.reading.present.len());
    let apologies = people.split_off(present.min(people.len()));
    let (mut actions, mut decisions) = minutes.map(|minutes| registers::of_paper(site, minutes)).unwrap_or_default();
    let items = meeting.items.iter().map(|one| item(site, one, &mut actions, &mut decisions)).collect();
    MeetingView {
        card: meeting_card(site, id),
        documents: meeting.papers.iter().filter(|id| !nested(id)).map(|id| card_with_appendices(site, *id)).collect(),
        unplaced: meeting.papers.iter().filter(|id| !placed(id) && !nested(id)).map(|id| card_with_appendices(site, *id)).collect(),
        items,
        present: people,
        apologies,
        decisions: decisions.into_iter().map(|(_, decision)| decision).collect(),
        actions: actions.into_iter().map(|(_, action)| action).collect(),
        cited_by: cited_by(site, id),
        stubs: meeting.stubs.iter().map(|id| stub(site, *id)).collect(),
        previous: meeting.previous.map(|id| meeting_link(site, id)),
        next: meeting.next.map(|id| meeting_link(site, id)),
        moved_to: meeting.moved_to.map(|id| meeting_link(site, id)).or_else(|| meeting.entry.postponed_to.map(date_alone)),
        moved_to_meeting: meeting.moved_to.map(|id| meeting_card(site, id)),
        reason: meeting.entry.reason.clone(),
        notice_published: meeting.entry.notice_published.map(date),
        online: meeting.entry.online.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
    }
}

fn card_with_appendices(site: &Site, id: PaperId) -> CardView {
    let appendices = site.paper(id).appendices.iter().map(|id| paper_link(site, *id)).collect();
    CardView { appendices, ..card(site, id) }
}

/// Where papers of other meetings refer to this one, or to its minutes.
fn cited_by(site: &Site, id: MeetingId) -> Vec<LinkView> {
    let own = &site.meeting(id).papers;
    let minutes = own.iter().filter(|id| site.paper(**id).kind == Kind::Minutes);
    let citations = minutes.flat_map(|id| link::citations(site, *id));
    citations.filter(|citation| !own.contains(&citation.paper)).map(|citation| registers::citation(site, &citation)).collect()
}

/// An item takes what its minute decided from what is not placed yet.
fn item(site: &Site, item: &Item, actions: &mut Vec<(u32, ActionView)>, decisions: &mut Vec<(u32, DecisionView)>) -> ItemView {
    let minute = item.minute.as_ref().map(|(paper, anchor)| link::section(site.paper(*paper), anchor)).unwrap_or_default();
    let at = |(paper, anchor): &(PaperId, Box<str>)| {
        let link = paper_link(site, *paper);
        LinkView { url: format!("{}#{}", link.url, web::fragment(anchor)), ..link }
    };
    ItemView {
        label: item.label.to_string(),
        title: item.title.clone(),
        presenter: item.presenter.clone(),
        url: at(&item.agenda).url,
        papers: item.papers.iter().map(|id| card_with_appendices(site, *id)).collect(),
        minute: item.minute.as_ref().map(at),
        decisions: taken(decisions, minute),
        actions: taken(actions, minute),
    }
}

/// What stands within a part of the source, taken out of the list.
fn taken<T>(all: &mut Vec<(u32, T)>, part: Span) -> Vec<T> {
    all.extract_if(.., |(at, _)| (part.start..part.end).contains(at)).map(|(_, one)| one).collect()
}

/// Those present and then those who sent apologies, with their pages.
fn attendees(site: &Site, id: PaperId) -> Vec<AttendeeView> {
    let reading = &site.paper(id).paper.reading;
    let people = reading.present.iter().chain(&reading.apologies).zip(&site.record.attendance[id.0]);
    people
        .map(|(attendee, person)| {
            let Attendee { name, role, organisation, capacity, .. } = attendee.clone();
            AttendeeView { name, role, organisation, capacity, url: web::url(site, &site.person(*person).address) }
        })
        .collect()
}

pub(super) fn body(site: &Site, id: BodyId) -> BodyView {
    let body = site.body(id);
    let entry = &body.entry;
    BodyView {
        title: body.name.clone(),
        url: web::url(site, &body.address),
        description: entry.description.clone(),
        area: entry.area.clone(),
        start: entry.start.map(date),
        end: entry.end.map(date),
        ended: entry.end.is_some_and(|end| end < site.today),
        predecessor: body.predecessor.map(|id| body_link(site, id)),
        successor: body.successor.map(|id| body_link(site, id)),
        chair: entry.chair.clone(),
        officers: entry.officers.iter().map(officer).collect(),
        email: entry.email.clone(),
        telephone: entry.telephone.clone(),
        address: entry.address.clone(),
        meetings: body.meetings.len(),
        registers: registers::of_body(site, id),
    }
}

fn officer(officer: &Officer) -> OfficerView {
    let Officer { name, role, from, to } = officer.clone();
    OfficerView { name, role, from: from.map(date), to: to.map(date) }
}

/// A body's meetings by year, the latest first.
pub(super) fn years(site: &Site, id: BodyId) -> Vec<MeetingYearView> {
    let mut years: Vec<MeetingYearView> = Vec::new();
    for id in site.body(id).meetings.iter().rev() {
        let card = meeting_card(site, *id);
        match years.last_mut().filter(|last| last.year == card.date.year) {
            Some(last) => last.meetings.push(card),
            None => years.push(MeetingYearView { year: card.date.year, meetings: vec![card] }),
        }
    }
    years
}

/// The record as a whole.
pub(super) fn record(site: &Site) -> RecordView {
    let dates = || site.papers.iter().filter_map(|paper| paper.date);
    let cited = |paper: &Filed| {
        let anchor =
            paper.paper.anchors.iter().find(|anchor| anchor.starts_with('p') && anchor[1..].starts_with(|c: char| c.is_ascii_digit()))?;
        let url = format!("{}#{}", web::url(site, &paper.address), web::fragment(anchor));
        let body = paper.body.map(|id| format!("{}, ", site.body(id).name)).unwrap_or_default();
        let day = paper.date.map(|day| format!("{}, ", date(day).long)).unwrap_or_default();
        let title = if paper.kind == Kind::Minutes { paper.kind.label() } else { &paper.title };
        Some(LinkView { title: format!("{body}{day}{title}, paragraph {}", &anchor[1..]), url })
    };
    let of_meetings = || site.papers.iter().filter(|paper| paper.meeting.is_some() && paper.kind != Kind::Agenda);
    RecordView {
        papers: site.papers.len(),
        meetings: site.meetings.len(),
        first: dates().min().map(date),
        last: dates().max().map(date),
        example: of_meetings().find_map(cited).or_else(|| site.papers.iter().find_map(cited)),
    }
}

/// How many papers the statement names for one kind of fault.
const NAMED: usize = 20;

/// The findings that shut some readers out, by rule.
pub(super) fn barriers(site: &Site, report: &Report) -> Vec<BarrierView> {
    let barrier = |rule: &&'static Rule| {
        let paths: Vec<&str> = report.of_rule(rule).map(Diagnostic::path).collect();
        let mut papers: Vec<PaperId> = paths.iter().filter_map(|path| site.papers_of_file.get(*path)?.first().copied()).collect();
        papers.sort();
        papers.dedup();
        let papers = papers.into_iter().take(NAMED).map(|id| paper_link(site, id)).collect();
        (!paths.is_empty()).then(|| BarrierView { summary: rule.summary.to_owned(), times: paths.len(), papers })
    };
    ACCESSIBILITY.iter().filter_map(barrier).collect()
}

/// How many changes the home page lists.
const CHANGES: usize = 8;

/// What readers who were here before should know: papers replaced or withdrawn, meetings cancelled or moved, items taken late.
pub(super) fn changes(site: &Site) -> Vec<ChangeView> {
    let papers = site.papers.iter().filter_map(|paper| {
        let what = match () {
            _ if paper.superseded_by.is_some() => "Replaced",
            _ if paper.status == Some(PaperStatus::Withdrawn) => "Withdrawn",
            _ if paper.late.is_some() => "Late item",
            _ => return None,
        };
        Some((
            paper.date,
            ChangeView {
                title: paper.title.clone(),
                url: web::url(site, &paper.address),
                what: what.to_owned(),
                date: paper.date.map(date),
            },
        ))
    });
    let meetings = site.meetings.iter().filter_map(|meeting| {
        let what = match meeting.status {
            MeetingStatus::Cancelled => "Cancelled",
            MeetingStatus::Postponed => "Postponed",
            _ => return None,
        };
        let title = meeting_title(site, meeting);
        Some((
            Some(meeting.date),
            ChangeView { title, url: web::url(site, &meeting.address), what: what.to_owned(), date: Some(date(meeting.date)) },
        ))
    });
    let mut changes: Vec<(Option<Date>, ChangeView)> = papers.chain(meetings).collect();
    changes.sort_by(|one, other| (other.0, &one.1.url).cmp(&(one.0, &other.1.url)));
    changes.into_iter().take(CHANGES).map(|(_, change)| change).collect()
}
