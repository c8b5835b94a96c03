//! The finished site: every page known, every address decided, nothing rendered.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::{
    Address, Asset, BodyEntry, Document, Kind, Late, Law, ListingId, MeetingEntry, MeetingStatus, Paper, PaperStatus, PersonId, Record,
    Settings, Unpublished, Withheld,
};
use crate::source::Source;

/// The public record, linked. Lists are in the order readers meet them; an identifier is a place in its list.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The day it is built for.
    pub today: Date,
    /// The law that applies.
    pub law: Law,
    /// The files that say something of bodies and meetings, by path.
    pub entries: BTreeMap<Box<str>, Arc<Source>>,
    /// Bodies by name.
    pub bodies: Vec<Body>,
    /// Meetings by body and date.
    pub meetings: Vec<Meeting>,
    /// Papers by address.
    pub papers: Vec<Filed>,
    /// Files that hold several papers.
    pub packs: Vec<Pack>,
    /// Stubs of withheld papers.
    pub stubs: Vec<Stub>,
    /// Every page by address.
    pub pages: BTreeMap<Address, Page>,
    /// Every file that is copied as it is, by address.
    pub files: BTreeMap<Address, PathBuf>,
    /// From the path of a file to the papers in it: where links between papers lead.
    pub papers_of_file: BTreeMap<Box<str>, Vec<PaperId>>,
    /// Files beside papers, by path from the content folder.
    pub assets: BTreeMap<Box<str>, Asset>,
    /// What is kept of papers that may not be seen.
    pub unpublished: Unpublished,
    /// What is learnt from all papers together.
    pub record: Record,
}

/// A place in [`Site::bodies`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub usize);

/// A place in [`Site::meetings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(pub usize);

/// A place in [`Site::papers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub usize);

/// A place in [`Site::packs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackId(pub usize);

/// A place in [`Site::stubs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StubId(pub usize);

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The way in.
    Home,
    /// All bodies.
    Bodies,
    /// A body and its meetings by year.
    Body(BodyId),
    /// A meeting and its papers.
    Meeting(MeetingId),
    /// A paper.
    Paper(PaperId),
    /// The contents of a file that holds several papers.
    Pack(PackId),
    /// What stands in the place of a withheld paper.
    Stub(StubId),
    /// All years and all kinds: the ways through the papers.
    Papers,
    /// The papers of a year: which page of them, from 1.
    Year(i16, usize),
    /// The papers of a kind: which page of them, from 1.
    Kind(Kind, usize),
    /// A list of a register: which page of it, from 1.
    Listing(ListingId, usize),
    /// A person.
    Person(PersonId),
    /// An address that a paper had before, leading to where it is now.
    Redirect(PaperId),
    /// What this record is, who keeps it and how to cite it.
    About,
    /// The accessibility statement.
    Accessibility,
    /// What the law says must be published, and where it is.
    SpecifiedInformation,
    /// What a server shows for an address that does not exist.
    NotFound,
}

/// A body with its meetings.
#[derive(Debug)]
pub struct Body {
    /// The name of its folder.
    pub slug: Box<str>,
    /// Its name in full.
    pub name: String,
    /// What `_body.toml` says of it.
    pub entry: BodyEntry,
    /// Its page.
    pub address: Address,
    /// Its meetings by date, joint ones of which it is a partner included.
    pub meetings: Vec<MeetingId>,
    /// Its papers that belong to no meeting, by date and title.
    pub papers: Vec<PaperId>,
    /// The body it followed.
    pub predecessor: Option<BodyId>,
    /// The body that followed it.
    pub successor: Option<BodyId>,
}

/// A meeting with its papers.
#[derive(Debug)]
pub struct Meeting {
    /// The body that holds it.
    pub body: BodyId,
    /// Bodies that sit with it.
    pub joint_with: Vec<BodyId>,
    /// Its date.
    pub date: Date,
    /// Whether it took place.
    pub status: MeetingStatus,
    /// When it begins.
    pub start: Option<Time>,
    /// When it ends.
    pub end: Option<Time>,
    /// Where.
    pub venue: Option<String>,
    /// What `_meeting.toml` says of it.
    pub entry: MeetingEntry,
    /// Its page.
    pub address: Address,
    /// Its papers: agenda, minutes, then by agenda item, then by title.
    pub papers: Vec<PaperId>,
    /// Stubs of its withheld papers.
    pub stubs: Vec<StubId>,
    /// What it considered, in the order of its agenda; empty where there is no agenda with numbers.
    pub items: Vec<Item>,
    /// The body's meeting before it.
    pub previous: Option<MeetingId>,
    /// The body's meeting after it.
    pub next: Option<MeetingId>,
    /// The meeting it was moved to.
    pub moved_to: Option<MeetingId>,
}

/// An agenda item: the row of the agenda, the reports behind it and its minute.
#[derive(Debug)]
pub struct Item {
    /// Its number, as printed.
    pub label: Box<str>,
    /// Its words on the agenda.
    pub title: String,
    /// Who presents it.
    pub presenter: Option<String>,
    /// The agenda, and the anchor of the row.
    pub agenda: (PaperId, Box<str>),
    /// The reports behind it.
    pub papers: Vec<PaperId>,
    /// The minutes, and the anchor where they come to it.
    pub minute: Option<(PaperId, Box<str>)>,
}

/// A paper in its place: what author, folder and text together say of it.
#[derive(Debug)]
pub struct Filed {
    /// The file.
    pub document: Arc<Document>,
    /// The paper as read.
    pub paper: Arc<Paper>,
    /// Its page.
    pub address: Address,
    /// The title it is listed under.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// How far it has come.
    pub status: Option<PaperStatus>,
    /// The body it belongs to.
    pub body: Option<BodyId>,
    /// The meeting it belongs to.
    pub meeting: Option<MeetingId>,
    /// The date of its meeting, or of issue.
    pub date: Option<Date>,
    /// The agenda item, as printed.
    pub item: Option<Box<str>>,
    /// Why it was taken late.
    pub late: Option<Late>,
    /// The file with several papers that it is one of.
    pub pack: Option<PackId>,
    /// Papers appended to it, in order.
    pub appendices: Vec<PaperId>,
    /// Papers it is appended to.
    pub appended_to: Vec<PaperId>,
    /// The paper it replaces.
    pub supersedes: Option<PaperId>,
    /// The paper that replaces it.
    pub superseded_by: Option<PaperId>,
    /// Files that go with it.
    pub attachments: Vec<Address>,
    /// The later minutes that approve these, and the anchor of the decision there.
    pub approved_by: Option<(PaperId, Box<str>)>,
}

/// A file that holds several papers.
#[derive(Debug)]
pub struct Pack {
    /// The contents page.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// The papers, in the order of the file.
    pub papers: Vec<PaperId>,
}

/// A stub in the place of a withheld paper.
#[derive(Debug)]
pub struct Stub {
    /// Its page.
    pub address: Address,
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// The agenda item, as printed.
    pub item: Option<Box<str>>,
    /// The grounds, and the stub's title.
    pub withheld: Withheld,
}

impl Site {
    /// A body by its identifier.
    pub fn body(&self, id: BodyId) -> &Body {
        &self.bodies[id.0]
    }

    /// A meeting by its identifier.
    pub fn meeting(&self, id: MeetingId) -> &Meeting {
        &self.meetings[id.0]
    }

    /// A paper by its identifier.
    pub fn paper(&self, id: PaperId) -> &Filed {
        &self.papers[id.0]
    }

    /// A file of several papers by its identifier.
    pub fn pack(&self, id: PackId) -> &Pack {
        &self.packs[id.0]
    }

    /// A stub by its identifier.
    pub fn stub(&self, id: StubId) -> &Stub {
        &self.stubs[id.0]
    }
}
