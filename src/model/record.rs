//! What only the whole record knows: who people are, what became of actions, what stands for what, what points where.

use jiff::civil::Date;

use super::{Action, ActionStatus, Address, BodyId, Decision, DecisionKind, MeetingId, PaperId, Site};
use crate::source::Span;

/// A place in [`Record::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub usize);

/// A place in [`Record::actions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub usize);

/// A place in [`Record::listings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListingId(pub usize);

/// What is learnt from all papers and registers together.
#[derive(Debug, Default)]
pub struct Record {
    /// People by name.
    pub people: Vec<Person>,
    /// For each paper, who its lists of attendance name: those present, then those who sent apologies, in their order.
    pub attendance: Vec<Box<[PersonId]>>,
    /// Actions that ask for something, by the date they were raised.
    pub actions: Vec<Followed>,
    /// Decisions by date.
    pub decisions: Vec<Decided>,
    /// Terms in the order of the alphabet.
    pub terms: Vec<Term>,
    /// What the glossary explains, used or not.
    pub glossary: Vec<Box<str>>,
    /// For each paper, where its references lead, in the order of [`super::Reading::references`].
    pub destinations: Vec<Box<[Destination]>>,
    /// For each paper, where else it is referred to, in the order of papers.
    pub cited_by: Vec<Vec<(PaperId, Span)>>,
    /// References whose target is not on the site, by the date of the paper.
    pub pending: Vec<Pending>,
    /// The pages of the registers.
    pub listings: Vec<Listing>,
}

/// A person, known from the lists of attendance and the register.
#[derive(Debug)]
pub struct Person {
    /// The name as it is shown.
    pub name: String,
    /// Their page.
    pub address: Address,
    /// Other forms of the name in the papers, in the order of the alphabet.
    pub forms: Vec<String>,
    /// Offices, by their first day.
    pub offices: Vec<Held>,
    /// Where they were or sent apologies, by date.
    pub attended: Vec<Attended>,
    /// Papers that name them as an author, by date.
    pub papers: Vec<PaperId>,
    /// Actions they own.
    pub actions: Vec<ActionId>,
}

/// An office over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The office.
    pub role: String,
    /// Where.
    pub organisation: Option<String>,
    /// The first day: of the term where the register says it, else of the first meeting where a paper names it.
    pub from: Option<Date>,
    /// The last day, likewise.
    pub to: Option<Date>,
    /// Whether the register says it.
    pub registered: bool,
}

/// That a person is in a list of attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attended {
    /// The minutes.
    pub paper: PaperId,
    /// The meeting.
    pub meeting: MeetingId,
    /// In which list.
    pub presence: Presence,
}

/// Whether somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// Present, in what capacity soever.
    Present,
    /// Sent apologies.
    Apologies,
}

/// An action with what became of it.
#[derive(Debug)]
pub struct Followed {
    /// The minutes that raised it.
    pub paper: PaperId,
    /// Its place among the actions of those minutes.
    pub place: usize,
    /// The day it was raised.
    pub raised: Option<Date>,
    /// Its owners, as written, each with the person where one is meant.
    pub owners: Vec<(String, Option<PersonId>)>,
    /// The day it is due: as raised, or as moved later.
    pub due: Option<Date>,
    /// Where it stands.
    pub status: ActionStatus,
    /// What later papers and the register say of it, by date.
    pub news: Vec<News>,
}

/// What was said later of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// When.
    pub on: Option<Date>,
    /// The paper and the anchor in it, where a paper says it.
    pub by: Option<(PaperId, Box<str>)>,
    /// Where the action stands since.
    pub status: ActionStatus,
    /// A sentence on how.
    pub note: Option<String>,
}

/// Where an action stands on the day the site is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// To be done, and not yet due.
    Open,
    /// To be done, and its day is past.
    Overdue,
    /// Done.
    Done,
    /// Another action took its place.
    Superseded,
}

impl Standing {
    /// The name used in addresses and data.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Overdue => "overdue",
            Standing::Done => "done",
            Standing::Superseded => "superseded",
        }
    }

    /// What readers call it.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Open => "Open",
            Standing::Overdue => "Overdue",
            Standing::Done => "Done",
            Standing::Superseded => "Superseded",
        }
    }
}

impl Followed {
    /// Where it stands on a day. An action is overdue from the day after it was due.
    pub fn standing(&self, today: Date) -> Standing {
        match self.status {
            ActionStatus::Open if self.due.is_some_and(|due| due < today) => Standing::Overdue,
            ActionStatus::Open => Standing::Open,
            ActionStatus::Done => Standing::Done,
            ActionStatus::Superseded => Standing::Superseded,
        }
    }
}

/// A decision in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The paper.
    pub paper: PaperId,
    /// Its place among the decisions of the paper.
    pub place: usize,
}

/// A term with everything it is said to stand for.
#[derive(Debug)]
pub struct Term {
    /// As it stands in papers.
    pub short: Box<str>,
    /// What it stands for, by the glossary or else by the paper that says so first; mostly one.
    pub meanings: Vec<Meaning>,
    /// A sentence from the glossary.
    pub note: Option<String>,
    /// Papers that use it, by address.
    pub used_in: Vec<PaperId>,
}

/// What a term stands for.
#[derive(Debug, PartialEq, Eq)]
pub struct Meaning {
    /// In full.
    pub expansion: String,
    /// The paper that says so first; none where the glossary does.
    pub by: Option<PaperId>,
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To a paper, and the anchor in it, if any.
    Paper(PaperId, Option<Box<str>>),
    /// To a meeting.
    Meeting(MeetingId),
    /// To something that is not on the site, though it should be somewhere.
    Pending,
    /// Nowhere: to itself, to the future, or out of the record.
    Nowhere,
}

/// A paper that refers to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The paper that refers.
    pub paper: PaperId,
    /// The anchor of the paragraph; empty for the top of the paper.
    pub anchor: Box<str>,
}

/// A reference that waits for its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// The paper.
    pub paper: PaperId,
    /// Its place among the references of the paper.
    pub place: usize,
}

/// Lists that the site keeps of everything of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// Every meeting.
    Meetings,
    /// What was decided.
    Decisions,
    /// Who is to do what.
    Actions,
    /// Who came.
    People,
    /// Papers appended to others.
    Appendices,
    /// What stands for what.
    Terms,
    /// References whose target is not on the site.
    Pending,
}

impl Register {
    /// Every register, in the order readers are offered them.
    pub const ALL: [Register; 7] = [
        Register::Meetings,
        Register::Decisions,
        Register::Actions,
        Register::People,
        Register::Appendices,
        Register::Terms,
        Register::Pending,
    ];

    /// The first part of its address.
    pub fn name(self) -> &'static str {
        match self {
            Register::Meetings => "meetings",
            Register::Decisions => "decisions",
            Register::Actions => "actions",
            Register::People => "people",
            Register::Appendices => "appendices",
            Register::Terms => "terms",
            Register::Pending => "pending-references",
        }
    }

    /// What readers call it.
    pub fn label(self) -> &'static str {
        match self {
            Register::Meetings => "Meetings",
            Register::Decisions => "Decisions",
            Register::Actions => "Actions",
            Register::People => "People",
            Register::Appendices => "Appendices",
            Register::Terms => "Terms",
            Register::Pending => "Pending references",
        }
    }
}

/// One list of a register: all of it, or what one filter leaves.
#[derive(Debug)]
pub struct Listing {
    /// The first of its pages.
    pub address: Address,
    /// The register.
    pub register: Register,
    /// The filter.
    pub facet: Facet,
    /// Places in the register's own list, in the order of the page.
    pub entries: Vec<usize>,
}

/// How a register is filtered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Not at all.
    All,
    /// By where actions stand.
    Standing(Standing),
    /// Actions that nobody is named for.
    NoOwner,
    /// By what kind of decision it is.
    Kind(DecisionKind),
    /// By body.
    Body(BodyId),
    /// By the person who is to do it.
    Owner(PersonId),
    /// By owner as written, where no person is known.
    OwnerWords(String),
    /// By year.
    Year(i16),
    /// The papers that use a term, by its place in [`Record::terms`]: the entries are papers.
    Term(usize),
}

/// How many entries a page of a register has.
pub const SHEET: usize = 100;

impl Listing {
    /// How many pages it takes: at least one.
    pub fn sheets(&self) -> usize {
        self.entries.len().div_ceil(SHEET).max(1)
    }

    /// The entries of a page, from 1.
    pub fn sheet(&self, number: usize) -> &[usize] {
        self.entries.chunks(SHEET).nth(number - 1).unwrap_or_default()
    }
}

/// The address of a page of a list that goes on over several, from 1.
pub fn sheet_address(first: &Address, number: usize) -> Address {
    if number == 1 { first.clone() } else { first.below(&format!("page-{number}")) }
}

impl Site {
    /// A person by their identifier.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.record.people[id.0]
    }

    /// An action with what became of it.
    pub fn action(&self, id: ActionId) -> (&Followed, &Action) {
        let followed = &self.record.actions[id.0];
        (followed, &self.paper(followed.paper).paper.reading.actions[followed.place])
    }

    /// A decision by its place in the register.
    pub fn decision(&self, place: usize) -> (Decided, &Decision) {
        let decided = self.record.decisions[place];
        (decided, &self.paper(decided.paper).paper.reading.decisions[decided.place])
    }
}
