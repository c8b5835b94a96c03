//! The registers of the whole record → views: actions, decisions, people, terms and what waits for its target.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use jiff::civil::Date;

use crate::link;
use crate::model::{
    ActionId, ActionStatus, Address, BodyId, Citation, Decided, Decision, Destination, Facet, Listing, MeetingStatus, PaperId, Pending,
    Person, PersonId, Presence, Register, SHEET, Site, Spot, Term, sheet_address,
};
use crate::parse::figures::{ChartKind, Figures, Options};

use super::make::{self, body_link, card, date, link, meeting_link, paper_link};
use super::views::*;
use super::{figures, web};

/// Days on which each body met and kept a list of who came, by date: what attendance is counted against.
pub(super) struct Sittings(HashMap<BodyId, Vec<Date>>);

impl Sittings {
    /// All of them; cancelled and postponed meetings are none.
    pub fn of(site: &Site) -> Self {
        let mut days: HashMap<BodyId, Vec<Date>> = HashMap::new();
        for (place, filed) in site.papers.iter().enumerate() {
            let listed = site.record.attendance.get(place).is_some_and(|people| !people.is_empty());
            let Some(meeting) = filed.meeting.filter(|_| listed).map(|id| site.meeting(id)) else { continue };
            if !matches!(meeting.status, MeetingStatus::Cancelled | MeetingStatus::Postponed) {
                days.entry(meeting.body).or_default().push(meeting.date);
            }
        }
        days.values_mut().for_each(|days| {
            days.sort_unstable();
            days.dedup();
        });
        Self(days)
    }

    fn between(&self, body: BodyId, first: Date, last: Date) -> usize {
        self.0.get(&body).map_or(0, |days| days.iter().filter(|day| (first..=last).contains(day)).count())
    }
}

/// Where something stands in a paper.
fn at(site: &Site, id: PaperId, anchor: &str) -> LinkView {
    let link = paper_link(site, id);
    let fragment = if anchor.is_empty() { String::new() } else { format!("#{}", web::fragment(anchor)) };
    LinkView { url: format!("{}{fragment}", link.url), ..link }
}

/// A citation: the paper, and the paragraph where it is numbered.
pub(super) fn citation(site: &Site, citation: &Citation) -> LinkView {
    let filed = site.paper(citation.paper);
    let number = citation.anchor.strip_prefix('p').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let paragraph = number.map(|number| format!(", paragraph {}", number.split('~').next().unwrap_or(number))).unwrap_or_default();
    let day = filed.date.map(|day| format!(", {}", date(day).long)).unwrap_or_default();
    LinkView { title: format!("{}{day}{paragraph}", filed.title), ..at(site, citation.paper, &citation.anchor) }
}

/// The minutes that approve these.
pub(super) fn approval(site: &Site, by: &(PaperId, Box<str>)) -> LinkView {
    let day = site.paper(by.0).date.map(|day| date(day).long).unwrap_or_default();
    LinkView { title: day, ..at(site, by.0, &by.1) }
}

/// The words of a paper that wait for their target.
pub(super) fn pending_of(site: &Site, id: PaperId) -> Vec<String> {
    let filed = site.paper(id);
    let destinations = site.record.destinations.get(id.0).into_iter().flatten();
    let references = filed.paper.reading.references.iter().zip(destinations);
    let pending = references.filter(|(_, destination)| **destination == Destination::Pending);
    let mut words: Vec<String> = pending.map(|(reference, _)| words(filed.document.source.slice(reference.span))).collect();
    words.sort();
    words.dedup();
    words
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spot_words(spot: &Spot) -> (Option<String>, Option<String>) {
    (spot.number.as_deref().map(str::to_owned), spot.heading.as_deref().map(str::to_owned))
}

pub(super) fn action(site: &Site, id: ActionId) -> ActionView {
    let (followed, action) = site.action(id);
    let filed = site.paper(followed.paper);
    let standing = followed.standing(site.today);
    let (paragraph, heading) = spot_words(&action.spot);
    let owner = |(words, person): &(String, Option<PersonId>)| LinkView {
        title: words.clone(),
        url: person.map(|id| web::url(site, &site.person(id).address)).unwrap_or_default(),
    };
    ActionView {
        text: action.text.clone(),
        url: at(site, followed.paper, &action.anchor).url,
        owners: followed.owners.iter().map(owner).collect(),
        due: followed.due.map(date),
        standing: standing.name(),
        standing_label: standing.label(),
        date: followed.raised.map(date),
        paragraph,
        heading,
        paper: paper_link(site, followed.paper),
        body: filed.body.map(|body| body_link(site, body)),
        news: followed
            .news
            .iter()
            .map(|news| NewsView {
                date: news.on.map(date),
                what: match news.status {
                    ActionStatus::Open => "Open",
                    ActionStatus::Done => "Done",
                    ActionStatus::Superseded => "Superseded",
                },
                by: news.by.as_ref().map(|(paper, anchor)| at(site, *paper, anchor)),
                note: news.note.clone(),
            })
            .collect(),
    }
}

pub(super) fn decision(site: &Site, decided: Decided, decision: &Decision) -> DecisionView {
    let filed = site.paper(decided.paper);
    let (paragraph, heading) = spot_words(&decision.spot);
    DecisionView {
        text: decision.text.clone(),
        url: at(site, decided.paper, &decision.anchor).url,
        kind: decision.kind.name(),
        kind_label: decision.kind.label(),
        number: decision.number.as_deref().map(str::to_owned),
        proposer: decision.proposer.clone(),
        seconder: decision.seconder.clone(),
        vote: decision.vote.clone(),
        date: filed.date.map(date),
        paragraph,
        heading,
        paper: paper_link(site, decided.paper),
        body: filed.body.map(|body| body_link(site, body)),
    }
}

/// Views, each with the byte of the source where it begins.
pub(super) type Placed<T> = Vec<(u32, T)>;

/// The actions that a paper raises, and the decisions it records, each with its place in the source.
pub(super) fn of_paper(site: &Site, id: PaperId) -> (Placed<ActionView>, Placed<DecisionView>) {
    let reading = &site.paper(id).paper.reading;
    let first = site.record.actions.partition_point(|action| (action.raised, action.paper) < (site.paper(id).date, id));
    let own = (first..site.record.actions.len()).map(ActionId).take_while(|action| site.action(*action).0.paper == id);
    let actions = own.map(|action_id| (site.action(action_id).1.span.start, action(site, action_id))).collect();
    let decided = |place| Decided { paper: id, place };
    let decisions = reading.decisions.iter().enumerate();
    (actions, decisions.map(|(place, one)| (one.span.start, decision(site, decided(place), one))).collect())
}

/// How often a person came to each body, or to one of them alone.
fn tallies(site: &Site, sittings: &Sittings, person: &Person, only: Option<BodyId>) -> Vec<TallyView> {
    let mut days: BTreeMap<BodyId, Vec<(Date, Presence)>> = BTreeMap::new();
    for attended in &person.attended {
        let meeting = site.meeting(attended.meeting);
        if only.is_none_or(|only| only == meeting.body) {
            days.entry(meeting.body).or_default().push((meeting.date, attended.presence));
        }
    }
    let tally = |(body, days): (BodyId, Vec<(Date, Presence)>)| {
        let count = |wanted: Presence| days.iter().filter(|(_, presence)| *presence == wanted).count();
        let (first, last) = (days.iter().map(|day| day.0).min(), days.iter().map(|day| day.0).max());
        TallyView {
            body: body_link(site, body),
            present: count(Presence::Present),
            apologies: count(Presence::Apologies),
            meetings: first.zip(last).map_or(0, |(first, last)| sittings.between(body, first, last)),
        }
    };
    days.into_iter().map(tally).collect()
}

fn person_card(site: &Site, sittings: &Sittings, person: &Person, only: Option<BodyId>) -> PersonCardView {
    let last = person.offices.iter().max_by_key(|office| (office.to.is_none(), office.to, office.from));
    PersonCardView {
        name: person.name.clone(),
        url: web::url(site, &person.address),
        role: last.map(|office| office.role.clone()),
        organisation: last.and_then(|office| office.organisation.clone()),
        attendance: tallies(site, sittings, person, only),
    }
}

pub(super) fn person(site: &Site, sittings: &Sittings, id: PersonId) -> PersonView {
    let person = site.person(id);
    let office = |held: &crate::model::Held| OfficeView {
        role: held.role.clone(),
        organisation: held.organisation.clone(),
        from: held.from.map(date),
        to: held.to.map(date),
        registered: held.registered,
    };
    PersonView {
        card: person_card(site, sittings, person, None),
        forms: person.forms.clone(),
        offices: person.offices.iter().rev().map(office).collect(),
        chart: attendance_by_year(site, person),
        attended: person
            .attended
            .iter()
            .rev()
            .map(|attended| AttendedView {
                meeting: meeting_link(site, attended.meeting),
                date: date(site.meeting(attended.meeting).date),
                present: attended.presence == Presence::Present,
            })
            .collect(),
        papers: person.papers.iter().rev().map(|id| card(site, *id)).collect(),
        actions: person.actions.iter().rev().map(|id| action(site, *id)).collect(),
    }
}

/// A chart with its table: meetings attended and apologies sent, year by year. One year alone is no picture.
fn attendance_by_year(site: &Site, person: &Person) -> String {
    let mut years: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
    for attended in &person.attended {
        let year = years.entry(site.meeting(attended.meeting).date.year()).or_default();
        match attended.presence {
            Presence::Present => year.0 += 1,
            Presence::Apologies => year.1 += 1,
        }
    }
    if years.len() < 2 {
        return String::new();
    }
    let mut table = "Year,Present,Apologies\n".to_owned();
    for (year, (present, apologies)) in years {
        writeln!(table, "{year},{present},{apologies}").expect("a string takes all");
    }
    drawn(&table, "Meetings by year", "attendance")
}

/// Attendance of a body's people as a chart with its table.
fn attendance_of_body(cards: &[PersonCardView]) -> String {
    let mut table = "Name,Present,Apologies\n".to_owned();
    for card in cards.iter().filter(|card| !card.attendance.is_empty()) {
        let (present, apologies) = (card.attendance[0].present, card.attendance[0].apologies);
        writeln!(table, "\"{}\",{present},{apologies}", card.name.replace('"', "'")).expect("a string takes all");
    }
    drawn(&table, "Meetings attended and apologies sent", "attendance")
}

fn drawn(table: &str, caption: &str, id: &str) -> String {
    let options = Options { caption: Some(caption.to_owned()), ..Options::default() };
    Figures::read(table, &options).map(|figures| figures::html(&figures, id, Some(ChartKind::Stacked))).unwrap_or_default()
}

pub(super) fn term(site: &Site, place: usize, term: &Term) -> TermView {
    let listing = site.record.listings.iter().find(|listing| listing.facet == Facet::Term(place));
    TermView {
        short: term.short.to_string(),
        meanings: term
            .meanings
            .iter()
            .map(|meaning| MeaningView { expansion: meaning.expansion.clone(), by: meaning.by.map(|id| paper_link(site, id)) })
            .collect(),
        note: term.note.clone(),
        url: listing.map(|listing| web::url(site, &listing.address)).unwrap_or_default(),
        papers: term.used_in.len(),
    }
}

fn pending(site: &Site, waiting: Pending) -> PendingView {
    let filed = site.paper(waiting.paper);
    let reference = &filed.paper.reading.references[waiting.place];
    PendingView {
        text: words(filed.document.source.slice(reference.span)),
        kind: reference.to.name(),
        paper: at(site, waiting.paper, &link::anchor_at(filed, reference.span)),
        date: filed.date.map(date),
        body: filed.body.map(|body| body_link(site, body)),
    }
}

/// How many open actions the home page shows.
const PRESSING: usize = 5;

/// The open actions that are due first, those overdue among them; those without a day are left to the register.
pub(super) fn open_actions(site: &Site) -> Vec<ActionView> {
    let due = |id: &ActionId| site.action(*id).0.due.filter(|_| site.action(*id).0.status == ActionStatus::Open);
    let mut open: Vec<ActionId> = (0..site.record.actions.len()).map(ActionId).filter(|id| due(id).is_some()).collect();
    open.sort_by_key(|id| (due(id), *id));
    open.into_iter().take(PRESSING).map(|id| action(site, id)).collect()
}

/// The lists of the registers that are of one body alone.
pub(super) fn of_body(site: &Site, body: BodyId) -> Vec<LinkView> {
    let listings = site.record.listings.iter().filter(|listing| listing.facet == Facet::Body(body));
    listings.map(|listing| link(site, listing.register.label(), &listing.address)).collect()
}

/// What a page of a list shows, under the name its template knows it by.
pub(super) fn entries(site: &Site, sittings: &Sittings, listing: &Listing, sheet: usize, context: &mut tera::Context) {
    let entries = listing.sheet(sheet);
    let cards = |entries: &[usize]| entries.iter().map(|place| card(site, PaperId(*place))).collect::<Vec<_>>();
    match (listing.register, &listing.facet) {
        (Register::Terms, Facet::Term(place)) => {
            context.insert("term", &term(site, *place, &site.record.terms[*place]));
            context.insert("papers", &cards(entries));
        }
        (Register::Terms, _) => {
            let terms: Vec<TermView> = entries.iter().map(|place| term(site, *place, &site.record.terms[*place])).collect();
            context.insert("terms", &terms);
        }
        (Register::Meetings, _) => {
            let meetings: Vec<_> = entries.iter().map(|place| make::meeting_card(site, crate::model::MeetingId(*place))).collect();
            context.insert("meetings", &meetings);
        }
        (Register::Decisions, _) => {
            let decisions: Vec<DecisionView> = entries
                .iter()
                .map(|place| {
                    let (decided, one) = site.decision(*place);
                    decision(site, decided, one)
                })
                .collect();
            context.insert("decisions", &decisions);
        }
        (Register::Actions, _) => {
            context.insert("actions", &entries.iter().map(|place| action(site, ActionId(*place))).collect::<Vec<_>>());
        }
        (Register::People, facet) => {
            let only = if let Facet::Body(body) = facet { Some(*body) } else { None };
            let people: Vec<PersonCardView> =
                entries.iter().map(|place| person_card(site, sittings, &site.record.people[*place], only)).collect();
            context.insert("chart", &only.map(|_| attendance_of_body(&people)).unwrap_or_default());
            context.insert("people", &people);
        }
        (Register::Appendices, _) => {
            let appended_to = |id: PaperId| site.paper(id).appended_to.iter().map(|id| paper_link(site, *id)).collect();
            let appendices: Vec<AppendixView> = entries
                .iter()
                .map(|place| AppendixView { paper: card(site, PaperId(*place)), appended_to: appended_to(PaperId(*place)) })
                .collect();
            context.insert("appendices", &appendices);
        }
        (Register::Pending, _) => {
            let waiting: Vec<PendingView> = entries.iter().map(|place| pending(site, site.record.pending[*place])).collect();
            context.insert("pending", &waiting);
        }
    }
}

pub(super) fn listing(site: &Site, listing: &Listing, sheet: usize) -> ListingView {
    let mut filters: Vec<FilterView> = Vec::new();
    let all = site.record.listings.iter().filter(|other| other.register == listing.register);
    for other in all.filter(|other| !matches!(other.facet, Facet::Term(_))) {
        let (group, title) = facet_words(site, &other.facet);
        let choice = ChoiceView {
            title,
            url: web::url(site, &other.address),
            count: other.entries.len(),
            current: other.address == listing.address,
        };
        match filters.iter_mut().find(|filter| filter.title == group) {
            Some(filter) => filter.choices.push(choice),
            None => filters.push(FilterView { title: group.to_owned(), choices: vec![choice] }),
        }
    }
    // Where a register has one filter alone, "All" is a choice of that.
    if filters.len() > 1 && filters[0].choices.len() == 1 {
        let all = filters.remove(0);
        filters[0].choices.splice(0..0, all.choices);
    }
    filters.retain(|filter| filter.choices.len() > 1);
    ListingView {
        filter: Some(facet_words(site, &listing.facet).1).filter(|_| listing.facet != Facet::All),
        total: listing.entries.len(),
        filters,
        sheet: sheet_view(site, &listing.address, sheet, listing.sheets()),
    }
}

/// Where a page stands among those of a list of so many.
pub(super) fn sheet_view(site: &Site, first: &Address, number: usize, of: usize) -> SheetView {
    let url = |number: usize| web::url(site, &sheet_address(first, number));
    SheetView { number, of, previous: (number > 1).then(|| url(number - 1)), next: (number < of).then(|| url(number + 1)) }
}

/// How many pages a list of papers takes.
pub(super) fn sheets(papers: usize) -> usize {
    papers.div_ceil(SHEET).max(1)
}

/// The group of a filter, and its words.
fn facet_words(site: &Site, facet: &Facet) -> (&'static str, String) {
    match facet {
        Facet::All => ("Show", "All".to_owned()),
        Facet::Standing(standing) => ("Show", standing.label().to_owned()),
        Facet::NoOwner => ("Show", "No owner".to_owned()),
        Facet::Kind(kind) => ("Show", kind.label().to_owned()),
        Facet::Body(body) => ("Body", site.body(*body).name.clone()),
        Facet::Owner(person) => ("Owner", site.person(*person).name.clone()),
        Facet::OwnerWords(words) => ("Owner", words.clone()),
        Facet::Year(year) => ("Year", year.to_string()),
        Facet::Term(place) => ("Term", site.record.terms[*place].short.to_string()),
    }
}

/// The registers that have something in them.
pub(super) fn links(site: &Site) -> Vec<LinkView> {
    let listings = site.record.listings.iter().filter(|listing| listing.facet == Facet::All);
    listings.map(|listing| link(site, listing.register.label(), &listing.address)).collect()
}
