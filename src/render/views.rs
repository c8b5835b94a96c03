//! What templates are given: plain values made from the site, one structure for each thing a page can show.
//!
//! This is the contract with theme authors. A field may be added at any time; to take one away or change what it means raises
//! [`crate::load::CONTRACT`]. Lists hold cards, never the text of papers. Fields that do not apply are null.

use schemars::JsonSchema;
use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The URL, with the site's base path.
    pub url: String,
}

/// A day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateView {
    /// For machines: "2019-11-12".
    pub iso: String,
    /// For readers: "12 November 2019".
    pub long: String,
    /// With the weekday: "Tuesday 12 November 2019".
    pub full: String,
    /// The month in words: "November".
    pub month: String,
    /// The year.
    pub year: i16,
}

/// The site, as `site` in every template.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteView {
    /// Its title.
    pub title: String,
    /// What it holds, in a sentence or two; empty if not given.
    pub description: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// The path all URLs begin with: empty, or "/panel". Every `url` has it already; only addresses that a template writes itself need it.
    pub base_path: String,
    /// The address the site stands at, without a final slash; empty if not given.
    pub base_url: String,
    /// How readers reach the publisher.
    pub contact: crate::model::Contact,
    /// The bodies, by name.
    pub bodies: Vec<LinkView>,
    /// Texts that the site's settings give the theme under `[theme_options]`, by key. A key that is not set is false in an `if`.
    pub options: std::collections::BTreeMap<String, String>,
    /// The registers that have something in them: meetings, decisions, actions, people, appendices, terms, pending references.
    pub registers: Vec<LinkView>,
    /// The page about the record.
    pub about_url: String,
    /// The accessibility statement.
    pub accessibility_url: String,
    /// What the law says must be published, where that applies to the site.
    pub specified_information_url: Option<String>,
    /// The program that made the site, with its version.
    pub generator: String,
}

/// The page itself, as `page` in every template.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// Its URL on the site.
    pub url: String,
    /// Its address in full, where the site says where it stands.
    pub canonical: Option<String>,
    /// The pages above it, from the home page down, without the page itself; empty on the home page.
    pub trail: Vec<LinkView>,
    /// The language of its text.
    pub language: String,
    /// One sentence on what it holds, for search engines and previews; empty if nobody wrote one.
    pub description: String,
    /// Whether it shows code: it then needs the stylesheet `/theme/code.css`.
    pub has_code: bool,
    /// Whether it shows figures: it then needs the stylesheet `/theme/figures.css`.
    pub has_figures: bool,
}

/// A paper in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CardView {
    /// Its title.
    pub title: String,
    /// The language of its title and text, where that is not the site's.
    pub language: Option<String>,
    /// Its URL.
    pub url: String,
    /// What it is, as in files and addresses: "covering-note".
    pub kind: &'static str,
    /// What it is, in words: "Covering note".
    pub kind_label: &'static str,
    /// The date of its meeting, or of issue.
    pub date: Option<DateView>,
    /// Its body.
    pub body: Option<LinkView>,
    /// The agenda item, as printed.
    pub item: Option<String>,
    /// "draft", "approved", "withdrawn".
    pub status: Option<&'static str>,
    /// A sentence or two from its author.
    pub summary: Option<String>,
    /// Whether it came after the agenda, as a supplement.
    pub supplementary: bool,
    /// Why it was taken late.
    pub late: Option<String>,
    /// Whether another paper has replaced it.
    pub superseded: bool,
    /// Papers appended to it; on its own page and in lists of its meeting, else empty.
    pub appendices: Vec<LinkView>,
}

/// An entry of a paper's contents list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeadingView {
    /// 2 for a section, 3 for a part of one.
    pub level: u8,
    /// The number as printed, without stop.
    pub number: Option<String>,
    /// The words.
    pub title: String,
    /// The anchor, without `#`.
    pub anchor: String,
}

/// A file that goes with a paper.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its URL.
    pub url: String,
    /// Its ending in capitals: "PDF".
    pub format: String,
    /// Its size for readers: "1.2 MB".
    pub size: String,
}

/// A paper in full, as `paper` in `paper.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaperView {
    /// What lists say of it.
    #[serde(flatten)]
    pub card: CardView,
    /// Its text, as HTML that is safe to print. The title is not in it where it opens the paper.
    pub html: String,
    /// Its contents list; empty where there are fewer than three headings.
    pub contents: Vec<HeadingView>,
    /// The meeting it belongs to.
    pub meeting: Option<LinkView>,
    /// The paper before it at its meeting, in the meeting's order.
    pub previous: Option<CardView>,
    /// The paper after it at its meeting.
    pub next: Option<CardView>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Papers it is appended to.
    pub appended_to: Vec<LinkView>,
    /// The paper it replaces.
    pub supersedes: Option<LinkView>,
    /// The paper that replaced it.
    pub superseded_by: Option<LinkView>,
    /// The contents page of the file it came in with others.
    pub pack: Option<LinkView>,
    /// Files that go with it.
    pub attachments: Vec<FileView>,
    /// The number of a decision record.
    pub decision_number: Option<String>,
    /// Subjects it can be followed under.
    pub subjects: Vec<String>,
    /// The later minutes that approve these; its title is their date.
    pub approved_by: Option<LinkView>,
    /// Actions it raises.
    pub actions: Vec<ActionView>,
    /// Decisions it records, or recommendations it makes.
    pub decisions: Vec<DecisionView>,
    /// Where other papers refer to it, oldest first.
    pub cited_by: Vec<LinkView>,
    /// Words in it that point at something which is not on the site.
    pub pending: Vec<String>,
}

/// A file that held several papers, as `pack` in `pack.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackView {
    /// Its title.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// The meeting that all its papers belong to.
    pub meeting: Option<LinkView>,
}

/// A stub in a list, and as `stub` in `stub.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StubView {
    /// The stub's own title.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// The agenda item, as printed.
    pub item: Option<String>,
    /// The paragraph of Schedule 12A relied on.
    pub paragraph: Option<String>,
    /// Why it is withheld.
    pub reason: Option<String>,
    /// When that is looked at again.
    pub review_on: Option<DateView>,
    /// The meeting.
    pub meeting: Option<LinkView>,
}

/// A meeting in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeetingCardView {
    /// Its title: its own, or that of its body.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// Its date.
    pub date: DateView,
    /// Its body.
    pub body: LinkView,
    /// Bodies that sit with it.
    pub joint_with: Vec<LinkView>,
    /// "scheduled", "held", "cancelled", "postponed".
    pub status: &'static str,
    /// How many papers it has.
    pub papers: usize,
    /// Its minutes.
    pub minutes: Option<LinkView>,
    /// Its agenda.
    pub agenda: Option<LinkView>,
    /// When it begins: "2:00pm".
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// Where.
    pub venue: Option<String>,
}

/// A meeting in full, as `meeting` in `meeting.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeetingView {
    /// What lists say of it.
    #[serde(flatten)]
    pub card: MeetingCardView,
    /// Its papers in order.
    pub documents: Vec<CardView>,
    /// Its agenda, minutes and other papers that belong to no item below.
    pub unplaced: Vec<CardView>,
    /// What it considered, item by item; empty where there is no agenda with numbers.
    pub items: Vec<ItemView>,
    /// Who came, as its minutes have it.
    pub present: Vec<AttendeeView>,
    /// Who sent apologies, as its minutes have it.
    pub apologies: Vec<AttendeeView>,
    /// What its minutes say was decided, where that belongs to no item above.
    pub decisions: Vec<DecisionView>,
    /// What its minutes say is to be done, where that belongs to no item above.
    pub actions: Vec<ActionView>,
    /// Where papers of other meetings refer to this one, oldest first.
    pub cited_by: Vec<LinkView>,
    /// Stubs of its withheld papers. They are not among the items: a theme puts each where `item` is the item's `label`.
    pub stubs: Vec<StubView>,
    /// The body's meeting before.
    pub previous: Option<LinkView>,
    /// The body's meeting after.
    pub next: Option<LinkView>,
    /// The meeting it was moved to. Where that has no page, the title is the date and the URL is empty.
    pub moved_to: Option<LinkView>,
    /// The meeting it was moved to, with what lists say of it, where it has a page.
    pub moved_to_meeting: Option<MeetingCardView>,
    /// Why it was cancelled or postponed.
    pub reason: Option<String>,
    /// When notice of it was published.
    pub notice_published: Option<DateView>,
    /// Where it can be watched.
    pub online: Option<String>,
}

/// An agenda item with its report and its minute.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemView {
    /// The number, as printed.
    pub label: String,
    /// Its words on the agenda.
    pub title: String,
    /// Who presents it.
    pub presenter: Option<String>,
    /// The row of the agenda.
    pub url: String,
    /// The reports behind it.
    pub papers: Vec<CardView>,
    /// Where the minutes come to it.
    pub minute: Option<LinkView>,
    /// What the minute says was decided.
    pub decisions: Vec<DecisionView>,
    /// What the minute says is to be done.
    pub actions: Vec<ActionView>,
}

/// A person who came, or sent apologies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttendeeView {
    /// The name, without titles.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// "Chair", "Minutes", "Invited", "In attendance".
    pub capacity: Option<String>,
    /// The person's page.
    pub url: String,
}

/// A body in full, as `body` in `body.html`, and in `bodies.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BodyView {
    /// Its name.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// A paragraph on what it is for.
    pub description: Option<String>,
    /// The area it serves.
    pub area: Option<String>,
    /// When it began.
    pub start: Option<DateView>,
    /// When it ended, or is to end.
    pub end: Option<DateView>,
    /// Whether it has ended.
    pub ended: bool,
    /// The body it followed.
    pub predecessor: Option<LinkView>,
    /// The body that followed it.
    pub successor: Option<LinkView>,
    /// Who chairs it.
    pub chair: Option<String>,
    /// Who serves it.
    pub officers: Vec<OfficerView>,
    /// How it is reached.
    pub email: Option<String>,
    /// How it is reached.
    pub telephone: Option<String>,
    /// Where it is reached.
    pub address: Option<String>,
    /// How many meetings it has.
    pub meetings: usize,
    /// The lists of the registers that are of this body alone: decisions, actions, people.
    pub registers: Vec<LinkView>,
}

/// A person who holds or held an office of a body.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfficerView {
    /// The person's name.
    pub name: String,
    /// The office.
    pub role: String,
    /// The first day.
    pub from: Option<DateView>,
    /// The last day.
    pub to: Option<DateView>,
}

/// The meetings of a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeetingYearView {
    /// The year.
    pub year: i16,
    /// Its meetings, the latest first.
    pub meetings: Vec<MeetingCardView>,
}

/// The record as a whole, as `record` in `about.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordView {
    /// How many papers it has.
    pub papers: usize,
    /// How many meetings.
    pub meetings: usize,
    /// The date of its oldest paper.
    pub first: Option<DateView>,
    /// The date of its latest paper.
    pub last: Option<DateView>,
    /// A numbered paragraph to show how one is cited: the words of the citation, and the link to it.
    pub example: Option<LinkView>,
}

/// A kind of fault that shuts some readers out, with the papers that have it, in `accessibility.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BarrierView {
    /// What is wrong, in a sentence.
    pub summary: String,
    /// How often.
    pub times: usize,
    /// The papers.
    pub papers: Vec<LinkView>,
}

/// Something that changed in the record, in `home.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeView {
    /// What it is about.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// What happened: "Replaced", "Withdrawn", "Cancelled", "Postponed", "Late item".
    pub what: String,
    /// The date of its meeting, or of issue.
    pub date: Option<DateView>,
}

/// A way through the papers, with how many there are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WayView {
    /// "2019", "Minutes".
    pub title: String,
    /// The URL of the list.
    pub url: String,
    /// How many papers it has.
    pub papers: usize,
}

/// A list of a register, as `listing` in the templates of registers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListingView {
    /// What is left after the filter: "Overdue", "2023"; none for all.
    pub filter: Option<String>,
    /// How many entries it has on all its pages.
    pub total: usize,
    /// The ways to filter it.
    pub filters: Vec<FilterView>,
    /// Which of its pages this is.
    pub sheet: SheetView,
}

/// One way to filter a register.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FilterView {
    /// By what: "Year", "Body", "Owner".
    pub title: String,
    /// What it can be.
    pub choices: Vec<ChoiceView>,
}

/// One choice of a filter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChoiceView {
    /// The words.
    pub title: String,
    /// The list.
    pub url: String,
    /// How many entries it has.
    pub count: usize,
    /// Whether it is this list.
    pub current: bool,
}

/// Where a page stands among those of its list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SheetView {
    /// Which page, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// Who is to do what by when, and what became of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionView {
    /// The task.
    pub text: String,
    /// Where it stands in the minutes.
    pub url: String,
    /// Who is to do it, as written; the URL is empty where no person is known.
    pub owners: Vec<LinkView>,
    /// By when.
    pub due: Option<DateView>,
    /// "open", "overdue", "done", "superseded".
    pub standing: &'static str,
    /// The same in words.
    pub standing_label: &'static str,
    /// When it was raised.
    pub date: Option<DateView>,
    /// The number of the paragraph, as printed.
    pub paragraph: Option<String>,
    /// The words of the heading it stands under.
    pub heading: Option<String>,
    /// The minutes.
    pub paper: LinkView,
    /// The body.
    pub body: Option<LinkView>,
    /// What later papers and the register say of it, oldest first.
    pub news: Vec<NewsView>,
}

/// What was said later of an action.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NewsView {
    /// When.
    pub date: Option<DateView>,
    /// "Open", "Done", "Superseded".
    pub what: &'static str,
    /// Where a paper says so.
    pub by: Option<LinkView>,
    /// A sentence on how.
    pub note: Option<String>,
}

/// What was decided, or is recommended.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DecisionView {
    /// Its words.
    pub text: String,
    /// Where it stands in the paper.
    pub url: String,
    /// "resolution", "agreement", "approval", "recommendation".
    pub kind: &'static str,
    /// The same in words.
    pub kind_label: &'static str,
    /// Its own number, as printed.
    pub number: Option<String>,
    /// Who proposed it.
    pub proposer: Option<String>,
    /// Who seconded it.
    pub seconder: Option<String>,
    /// How the vote went, as printed.
    pub vote: Option<String>,
    /// The date of its meeting.
    pub date: Option<DateView>,
    /// The number of the paragraph, as printed.
    pub paragraph: Option<String>,
    /// The words of the heading it stands under.
    pub heading: Option<String>,
    /// The paper.
    pub paper: LinkView,
    /// The body.
    pub body: Option<LinkView>,
}

/// A person in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonCardView {
    /// The name.
    pub name: String,
    /// Their page.
    pub url: String,
    /// The last office known.
    pub role: Option<String>,
    /// Where.
    pub organisation: Option<String>,
    /// How often they came, by body; in the list of a body, to that body alone.
    pub attendance: Vec<TallyView>,
}

/// How often a person came to a body's meetings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TallyView {
    /// The body.
    pub body: LinkView,
    /// Meetings at which they were present.
    pub present: usize,
    /// Meetings to which they sent apologies.
    pub apologies: usize,
    /// Meetings with a list of attendance, from the first that names them to the last. Cancelled meetings are not counted.
    pub meetings: usize,
}

/// A person in full, as `person` in `person.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonView {
    /// What lists say of them.
    #[serde(flatten)]
    pub card: PersonCardView,
    /// Other forms of the name in the papers.
    pub forms: Vec<String>,
    /// Offices, the latest first.
    pub offices: Vec<OfficeView>,
    /// Attendance by year as a chart and a table, as HTML that is safe to print; empty where there is too little to draw.
    pub chart: String,
    /// Meetings, the latest first.
    pub attended: Vec<AttendedView>,
    /// Papers they wrote, as the papers' authors say, the latest first.
    pub papers: Vec<CardView>,
    /// Actions they own, the latest first.
    pub actions: Vec<ActionView>,
}

/// An office over time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfficeView {
    /// The office.
    pub role: String,
    /// Where.
    pub organisation: Option<String>,
    /// The first day.
    pub from: Option<DateView>,
    /// The last day.
    pub to: Option<DateView>,
    /// Whether the register says it; else the days are those of the first and last meeting at which papers name it.
    pub registered: bool,
}

/// A meeting that a person came to, or sent apologies to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttendedView {
    /// The meeting.
    pub meeting: LinkView,
    /// Its date.
    pub date: DateView,
    /// Whether they were present; else they sent apologies.
    pub present: bool,
}

/// A term, in the register of terms and as `term` in `term.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermView {
    /// As it stands in papers.
    pub short: String,
    /// What it stands for; more than one where papers differ.
    pub meanings: Vec<MeaningView>,
    /// A sentence from the glossary.
    pub note: Option<String>,
    /// The papers that use it.
    pub url: String,
    /// How many papers use it.
    pub papers: usize,
}

/// What a term stands for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeaningView {
    /// In full.
    pub expansion: String,
    /// The paper that says so; none where the glossary does.
    pub by: Option<LinkView>,
}

/// A reference whose target is not on the site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PendingView {
    /// The words.
    pub text: String,
    /// "appendix", "meeting", "decision-record", "minute".
    pub kind: &'static str,
    /// The paper that has them.
    pub paper: LinkView,
    /// The date of the paper.
    pub date: Option<DateView>,
    /// Its body.
    pub body: Option<LinkView>,
}

/// A paper appended to others, in the register of appendices.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppendixView {
    /// The paper.
    pub paper: CardView,
    /// The papers it is appended to.
    pub appended_to: Vec<LinkView>,
}

/// Something that the law says must be published, in `specified-information.html`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ObligationView {
    /// The paragraph.
    pub paragraph: String,
    /// What is to be published.
    pub what: String,
    /// When.
    pub when: Option<String>,
    /// The instrument, with section or paragraph.
    pub source: String,
    /// Whether the text of the instrument was read; else it is known at second hand.
    pub read: bool,
    /// Where it is published; none is a gap.
    pub pages: Vec<LinkView>,
    /// The date of the latest paper there.
    pub updated: Option<DateView>,
}
