//! Papers of one file → what is read out of them, as the public contract has it (version 1).

use std::sync::Arc;

use jiff::civil::Time;
use serde::Serialize;

use crate::link::appendices::Appendices;
use crate::link::filing;
use crate::model::{
    Action, ActionKind, Attendee, Block, BlockKind, Decision, DecisionKind, Document, Kind, Mention, MentionForm, Paper, PaperStatus,
    Pointer, Reading, Reference,
};
use crate::parse::Parsed;
use crate::source::{Source, Span};

/// The version of the contract. It changes only when a field is taken away or changes its meaning.
pub const VERSION: u32 = 1;

/// Everything that is read out of a file.
#[derive(Debug, Serialize)]
pub struct Inspection {
    /// The version of the contract.
    pub version: u32,
    /// The file.
    pub source: String,
    /// Its papers in order.
    pub papers: Vec<Inspected>,
}

/// Everything that is read out of a paper. Lines are from 1 and count front matter.
#[derive(Debug, Default, Serialize)]
pub struct Inspected {
    /// First and last line that are not blank.
    pub lines: [usize; 2],
    /// What it reads as.
    pub kind: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// The body it names.
    pub body: Option<String>,
    /// The date of its meeting or of issue, ISO 8601.
    pub date: Option<String>,
    /// When the meeting began, 24-hour.
    pub start: Option<String>,
    /// When it ended, 24-hour.
    pub end: Option<String>,
    /// Where it was held.
    pub venue: Option<String>,
    /// "draft", "approved", "withdrawn" or "none".
    pub status: &'static str,
    /// Who was there.
    pub present: Vec<InspectedPerson>,
    /// Who sent apologies.
    pub apologies: Vec<InspectedPerson>,
    /// Its headings.
    pub headings: Vec<InspectedHeading>,
    /// Every printed number, in the order of lines.
    pub numbers: Vec<InspectedNumber>,
    /// Interests declared, or that there were none.
    pub declarations: Vec<InspectedDeclaration>,
    /// What somebody is to do.
    pub actions: Vec<InspectedAction>,
    /// What was decided or is recommended.
    pub decisions: Vec<InspectedDecision>,
    /// Dates of meetings whose minutes this paper approves, ISO 8601.
    pub approves: Vec<String>,
    /// When the body meets next.
    pub next_meeting: Option<InspectedNextMeeting>,
    /// Words that point at something else.
    pub references: Vec<InspectedReference>,
    /// Days that the text names.
    pub dates: Vec<InspectedDate>,
    /// Initials that stand for one person.
    pub initials: Vec<InspectedInitials>,
    /// Acronyms where the text says what they stand for.
    pub acronyms: Vec<InspectedAcronym>,
    /// The first lines of the two halves of paragraphs that a page end had cut.
    pub joined: Vec<[usize; 2]>,
}

/// An interest declared, or none.
#[derive(Debug, Serialize)]
pub struct InspectedDeclaration {
    /// Its line.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// Who declared it; nobody where there was none.
    pub who: Vec<String>,
}

/// What somebody is to do.
#[derive(Debug, Serialize)]
pub struct InspectedAction {
    /// Its line.
    pub line: usize,
    /// The task without its marker.
    pub text: String,
    /// "substantive", "noted" or "empty".
    pub kind: ActionKind,
    /// Who is to do it, as written.
    pub owners: Vec<String>,
    /// By when, ISO 8601.
    pub due: Option<String>,
}

/// What was decided or is recommended.
#[derive(Debug, Serialize)]
pub struct InspectedDecision {
    /// The line of the deciding words.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// "recommendation", "approval", "resolution" or "agreement".
    pub kind: DecisionKind,
    /// Its own number, as printed.
    pub number: Option<String>,
    /// Who proposed it.
    pub proposer: Option<String>,
    /// Who seconded it.
    pub seconder: Option<String>,
    /// How the vote went, as printed.
    pub vote: Option<String>,
}

/// When the body meets next.
#[derive(Debug, Serialize)]
pub struct InspectedNextMeeting {
    /// Its line.
    pub line: usize,
    /// The day, ISO 8601.
    pub date: String,
    /// When it begins, 24-hour.
    pub start: Option<String>,
    /// Where.
    pub venue: Option<String>,
}

/// Words that point at something else.
#[derive(Debug, Serialize)]
pub struct InspectedReference {
    /// Its line.
    pub line: usize,
    /// "appendix", "meeting", "decision-record", "minute", "url" or "email".
    pub kind: &'static str,
    /// The words.
    pub text: String,
    /// Of an appendix: its place among the papers of this file, from 0; none where it is elsewhere.
    pub paper: Option<usize>,
    /// Of a meeting: its date, ISO 8601, where the words say it.
    pub date: Option<String>,
}

/// A day that the text names.
#[derive(Debug, Serialize)]
pub struct InspectedDate {
    /// Its line.
    pub line: usize,
    /// The day, ISO 8601.
    pub date: String,
    /// The words.
    pub text: String,
}

/// Initials that stand for one person.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct InspectedInitials {
    /// The initials.
    pub initials: String,
    /// The person's name.
    pub name: String,
}

/// An acronym with what it stands for.
#[derive(Debug, Serialize)]
pub struct InspectedAcronym {
    /// Its line.
    pub line: usize,
    /// The acronym.
    pub short: String,
    /// What it stands for.
    pub expansion: String,
}

/// A person in a list of attendance.
#[derive(Debug, Serialize)]
pub struct InspectedPerson {
    /// The line of the name.
    pub line: usize,
    /// The name, without titles and ranks.
    pub name: String,
    /// The role, or the rank before the name.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// "Chair", "Minutes", "Invited", "In attendance".
    pub capacity: Option<String>,
}

/// A heading.
#[derive(Debug, Serialize)]
pub struct InspectedHeading {
    /// Its line.
    pub line: usize,
    /// 1 is the title.
    pub level: u8,
    /// Its words, without number and marks.
    pub text: String,
}

/// A printed number.
#[derive(Debug, Serialize)]
pub struct InspectedNumber {
    /// Its line.
    pub line: usize,
    /// Bare: "4", "2.10.3", "iv".
    pub label: String,
}

/// What is read out of a file.
pub fn inspect(parsed: &Parsed) -> Inspection {
    let source = &parsed.document.source;
    let alone = parsed.papers.len() == 1;
    let appendices = Appendices::of(source, &parsed.papers);
    let inspect = |(place, paper): (usize, &Arc<Paper>)| {
        let mut inspected = decided(&parsed.document, paper, alone);
        for (shown, reference) in inspected.references.iter_mut().zip(&paper.reading.references) {
            if let Pointer::Appendix(label) = &reference.to {
                shown.paper = appendices.target(place, label);
            }
        }
        inspected
    };
    let papers = parsed.papers.iter().enumerate().map(inspect).collect();
    Inspection { version: VERSION, source: source.path().to_owned(), papers }
}

/// What is read, after what the author says in front matter and in the file's name.
fn decided(document: &Document, paper: &Paper, alone: bool) -> Inspected {
    let read = inspected(&document.source, paper);
    let front = if alone { document.front.clone() } else { Default::default() };
    let time = |time: Time| time.strftime("%H:%M").to_string();
    Inspected {
        kind: filing::known_kind(document, paper, alone).map_or("page", Kind::name),
        title: filing::title(document, paper, alone),
        body: front.body.or(read.body),
        date: front.issued.or(front.date).map(|date| date.to_string()).or(read.date),
        start: front.start.map(time).or(read.start),
        end: front.end.map(time).or(read.end),
        venue: front.venue.or(read.venue),
        status: front.status.map_or(read.status, PaperStatus::name),
        ..read
    }
}

fn inspected(source: &Source, paper: &Paper) -> Inspected {
    let head = &paper.head;
    let time = |time: Time| time.strftime("%H:%M").to_string();
    let mut found = Found { source, headings: Vec::new(), numbers: Vec::new() };
    found.blocks(&paper.blocks);
    found.numbers.sort_by_key(|number| number.line);
    Inspected {
        lines: [source.line(paper.span.start), source.line(paper.span.end)],
        kind: head.kind.map_or("page", |kind| kind.name()),
        title: head.title.as_ref().map(|title| title.value.clone()),
        body: head.body.as_ref().map(|body| body.value.clone()),
        date: head.date.as_ref().map(|date| date.value.to_string()),
        start: head.start.map(time),
        end: head.end.map(time),
        venue: head.venue.as_ref().map(|venue| venue.value.clone()),
        status: head.draft.map_or("none", |_| "draft"),
        present: people(source, &paper.reading.present),
        apologies: people(source, &paper.reading.apologies),
        headings: found.headings,
        numbers: found.numbers,
        ..read(source, &paper.reading)
    }
}

/// What the text says beyond its words.
fn read(source: &Source, reading: &Reading) -> Inspected {
    let line = |span: Span| source.line(span.start);
    let words = |span: Span| source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let action = |action: &Action| InspectedAction {
        line: line(action.span),
        text: action.text.clone(),
        kind: action.kind,
        owners: action.owners.clone(),
        due: action.due.map(|due| due.to_string()),
    };
    let decision = |decision: &Decision| InspectedDecision {
        line: line(decision.span),
        text: decision.text.clone(),
        kind: decision.kind,
        number: decision.number.as_deref().map(str::to_owned),
        proposer: decision.proposer.clone(),
        seconder: decision.seconder.clone(),
        vote: decision.vote.clone(),
    };
    let reference = |reference: &Reference| InspectedReference {
        line: line(reference.span),
        kind: reference.to.name(),
        text: words(reference.span),
        paper: None,
        date: match &reference.to {
            Pointer::Meeting(date, _) | Pointer::PossibleMeeting(date, _) => Some(date.to_string()),
            _ => None,
        },
    };
    Inspected {
        declarations: reading
            .declarations
            .iter()
            .map(|said| InspectedDeclaration { line: line(said.span), text: said.text.clone(), who: said.who.clone() })
            .collect(),
        actions: reading.actions.iter().map(action).collect(),
        decisions: reading.decisions.iter().map(decision).collect(),
        approves: reading.approves.iter().map(|approval| approval.date.to_string()).collect(),
        next_meeting: reading.next_meeting.as_ref().map(|next| InspectedNextMeeting {
            line: line(next.span),
            date: next.date.to_string(),
            start: next.start.map(|time| time.strftime("%H:%M").to_string()),
            venue: next.venue.clone(),
        }),
        references: reading.references.iter().map(reference).collect(),
        dates: reading
            .dates
            .iter()
            .map(|day| InspectedDate { line: line(day.span), date: day.date.to_string(), text: words(day.span) })
            .collect(),
        initials: initials(source, &reading.mentions),
        acronyms: reading
            .acronyms
            .iter()
            .map(|term| InspectedAcronym { line: line(term.span), short: term.short.to_string(), expansion: term.expansion.clone() })
            .collect(),
        joined: reading.joined.iter().map(|joined| [line(joined.first), line(joined.second)]).collect(),
        ..Inspected::default()
    }
}

/// Each pair of initials once, where one person is meant.
fn initials(source: &Source, mentions: &[Mention]) -> Vec<InspectedInitials> {
    let mut all: Vec<InspectedInitials> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form == MentionForm::Initials) {
        let Some(name) = &mention.name else { continue };
        let found = InspectedInitials { initials: source.slice(mention.span).to_owned(), name: name.to_string() };
        if !all.contains(&found) {
            all.push(found);
        }
    }
    all
}

fn people(source: &Source, attendees: &[Attendee]) -> Vec<InspectedPerson> {
    let person = |attendee: &Attendee| InspectedPerson {
        line: source.line(attendee.span.start),
        name: attendee.name.clone(),
        role: attendee.role.clone(),
        organisation: attendee.organisation.clone(),
        capacity: attendee.capacity.clone(),
    };
    attendees.iter().map(person).collect()
}

struct Found<'s> {
    source: &'s Source,
    headings: Vec<InspectedHeading>,
    numbers: Vec<InspectedNumber>,
}

impl Found<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let text = crate::parse::plain_text(self.source, &heading.content);
                    self.headings.push(InspectedHeading {
                        line: self.source.line(block.span.start),
                        level: heading.level,
                        text: text.trim().to_owned(),
                    });
                    heading.number.iter().for_each(|number| self.number(number));
                }
                BlockKind::Numbered(numbered) => {
                    self.number(&numbered.number);
                    self.blocks(&numbered.blocks);
                }
                BlockKind::Bullets(items) => items.iter().for_each(|item| self.blocks(item)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Table(table) => {
                    table.rows.iter().filter_map(|row| row.number.as_ref()).for_each(|(number, _)| self.number(number))
                }
                _ => {}
            }
        }
    }

    fn number(&mut self, number: &crate::model::Number) {
        let line = self.source.line(number.printed.start);
        self.numbers.push(InspectedNumber { line, label: number.label.to_string() });
    }
}
