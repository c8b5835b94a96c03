//! Papers of one file → what is read out of them, as the public contract has it (version 1).

use serde::Serialize;

use crate::model::{Block, BlockKind, Paper};
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
    /// "draft" or "none".
    pub status: &'static str,
    /// Its headings.
    pub headings: Vec<InspectedHeading>,
    /// Every printed number, in the order of lines.
    pub numbers: Vec<InspectedNumber>,
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
    let papers = parsed.papers.iter().map(|paper| inspected(source, paper)).collect();
    Inspection { version: VERSION, source: source.path().to_owned(), papers }
}

fn inspected(source: &Source, paper: &Paper) -> Inspected {
    let head = &paper.head;
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
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
        headings: found.headings,
        numbers: found.numbers,
    }
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
