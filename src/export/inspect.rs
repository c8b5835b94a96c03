//! Papers of one file → what is read out of them, as the public contract has it (version 1).

use jiff::civil::Time;
use serde::Serialize;

use crate::link::filing;
use crate::model::{Attendee, Block, BlockKind, Document, Kind, Paper, PaperStatus};
use crate::parse::Parsed;
use crate::source::Source;

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
#[derive(Debug, Serialize)]
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
    let papers = parsed.papers.iter().map(|paper| decided(&parsed.document, paper, alone)).collect();
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
    }
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
