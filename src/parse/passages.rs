//! Blocks → passages: the words of a paper as one runs through them with a finger, without marks, each with its place.
//!
//! What reads actions, decisions and dates sees passages and nothing else: a bold word, a cell of a table and a numbered
//! paragraph are text alike, and whatever is found is mapped back to the source.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Block, BlockKind, Inline, Row, Spot, Table};
use crate::source::{Source, Span};

use super::tree::inline_span;

/// A run of words: a paragraph, a heading or a cell.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The words without marks. A line end that is meant is `\n`, any other a blank.
    pub text: String,
    /// From its first to its last byte in the source.
    pub span: Span,
    /// What it is.
    pub form: Form,
    /// Where it stands.
    pub spot: Spot,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// The links among the words: which bytes they take, and where they lead.
    pub links: Vec<(Range<usize>, Box<str>)>,
    /// From places in the text to places in the source, both ascending.
    pieces: Vec<Piece>,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph, an item of a list, a term or what it means.
    Text,
    /// A cell of a table.
    Cell(Cell),
}

/// Where in its table a cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the paper, from 0.
    pub table: usize,
    /// Which row below the header, from 0; none in the header.
    pub row: Option<usize>,
    /// Which column, from 0.
    pub column: usize,
    /// The words at the head of the column; shared by all its cells.
    pub head: Arc<str>,
}

/// Words that are in the source as they are in the passage, or stand for something that is written otherwise.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// The first byte in the passage.
    at: u32,
    /// Where the source has it.
    span: Span,
    /// Whether the source has it letter for letter.
    exact: bool,
}

impl Passage {
    /// The place in the source of a range of bytes of [`Passage::text`].
    pub fn source(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start, |span| span.start);
        let end = self.offset(range.end.max(range.start + 1) - 1, |span| span.end);
        Span { start, end: end.max(start) }
    }

    /// The place in the source of one byte: its own start, or its own end, as `edge` of a span tells.
    fn offset(&self, at: usize, edge: impl Fn(Span) -> u32) -> u32 {
        let place = self.pieces.partition_point(|piece| piece.at as usize <= at).saturating_sub(1);
        let Some(piece) = self.pieces.get(place) else { return edge(self.span) };
        let inside = piece.span.start + (at as u32).saturating_sub(piece.at);
        if piece.exact && inside < piece.span.end { edge(Span { start: inside, end: inside + 1 }) } else { edge(piece.span) }
    }

    /// Where lines of the source begin in the text, whether their ends are meant or not.
    pub fn line_starts(&self, source: &Source) -> Vec<usize> {
        let opens = |piece: &&Piece| {
            let line = source.line_span(source.line(piece.span.start));
            let before = source.slice(Span { start: line.start, end: piece.span.start });
            piece.at > 0 && before.chars().all(|c| c.is_whitespace() || "*_>".contains(c))
        };
        self.pieces.iter().filter(opens).map(|piece| piece.at as usize).collect()
    }

    /// The lines of the text that are not blank, with the bytes they take.
    pub fn lines(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let mut at = 0;
        self.text.split('\n').filter_map(move |line| {
            let start = at + line.len() - line.trim_start().len();
            at += line.len() + 1;
            let line = line.trim();
            (!line.is_empty()).then_some((start..start + line.len(), line))
        })
    }
}

/// All passages of a paper, in the order of its text.
pub(super) fn of(source: &Source, blocks: &[Block]) -> Vec<Passage> {
    let mut walk = Walk { source, passages: Vec::new(), spot: Spot::default(), quoted: false, tables: 0 };
    walk.blocks(blocks);
    walk.passages
}

struct Walk<'s> {
    source: &'s Source,
    passages: Vec<Passage>,
    spot: Spot,
    quoted: bool,
    tables: usize,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    self.spot = Spot {
                        anchor: heading.anchor.clone(),
                        number: heading.number.as_ref().map(|number| number.label.clone()),
                        heading: Some(super::plain_text(self.source, &heading.content).trim().into()),
                    };
                    self.passage(&heading.content, Form::Heading(heading.level));
                }
                BlockKind::Paragraph(content) => self.passage(content, Form::Text),
                BlockKind::Numbered(numbered) => {
                    let inside = Spot {
                        anchor: numbered.anchor.clone(),
                        number: Some(numbered.number.label.clone()),
                        heading: self.spot.heading.clone(),
                    };
                    let outside = std::mem::replace(&mut self.spot, inside);
                    self.blocks(&numbered.blocks);
                    // What follows a numbered paragraph without a number of its own belongs to it still, as people write minutes;
                    // what follows its `a)` belongs to what `a)` is a part of.
                    if !numbered.anchor.starts_with(&format!("p{}", numbered.number.label)) {
                        self.spot = outside;
                    }
                }
                BlockKind::Bullets(items) => items.iter().for_each(|item| self.blocks(item)),
                BlockKind::Quote(blocks) => {
                    let before = std::mem::replace(&mut self.quoted, true);
                    self.blocks(blocks);
                    self.quoted = before;
                }
                BlockKind::Footnote(_, blocks) => self.blocks(blocks),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.passage(&definition.term, Form::Text);
                        definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let heads: Vec<Arc<str>> = table.header.iter().map(|cell| super::plain_text(self.source, cell).trim().into()).collect();
        let outside = self.spot.clone();
        self.row(&table.header, None, &heads);
        for (place, row) in table.rows.iter().enumerate() {
            self.spot = row_spot(row, &outside);
            self.row(&row.cells, Some(place), &heads);
        }
        self.spot = outside;
        self.tables += 1;
    }

    fn row(&mut self, cells: &[Vec<Inline>], row: Option<usize>, heads: &[Arc<str>]) {
        for (column, cell) in cells.iter().enumerate() {
            let head = heads.get(column).cloned().unwrap_or_else(|| "".into());
            self.passage(cell, Form::Cell(Cell { table: self.tables, row, column, head }));
        }
    }

    fn passage(&mut self, content: &[Inline], form: Form) {
        let Some(span) = content.iter().filter_map(inline_span).reduce(Span::to) else { return };
        let mut laid = Laid::default();
        laid.lay(self.source, content);
        let Laid { text, links, pieces } = laid;
        self.passages.push(Passage { text, span, form, spot: self.spot.clone(), quoted: self.quoted, links, pieces });
    }
}

fn row_spot(row: &Row, outside: &Spot) -> Spot {
    match &row.number {
        Some((number, anchor)) => Spot { anchor: anchor.clone(), number: Some(number.label.clone()), heading: outside.heading.clone() },
        None => outside.clone(),
    }
}

/// The words of a passage as they are laid one after the other.
#[derive(Default)]
struct Laid {
    text: String,
    links: Vec<(Range<usize>, Box<str>)>,
    pieces: Vec<Piece>,
}

impl Laid {
    fn lay(&mut self, source: &Source, content: &[Inline]) {
        for inline in content {
            let at = self.text.len() as u32;
            match inline {
                Inline::Text(span) => {
                    self.text.push_str(source.slice(*span));
                    self.pieces.push(Piece { at, span: *span, exact: true });
                }
                Inline::Literal(span, words) | Inline::Code(span, words) => {
                    self.text.push_str(words);
                    self.pieces.push(Piece { at, span: *span, exact: false });
                }
                Inline::SoftBreak => self.text.push(' '),
                Inline::LineBreak => self.text.push('\n'),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => self.lay(source, inner),
                Inline::Link(link) => {
                    self.lay(source, &link.content);
                    self.links.push((at as usize..self.text.len(), link.target.clone()));
                }
                Inline::Image(link) => self.lay(source, &link.content),
                Inline::Html(_) | Inline::FootnoteReference(_) | Inline::Task { .. } => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_marks_lead_back_to_the_source() {
        let text = "# Title\n\n4. **Action**: the *Chief* &amp; Clerk to\nwrite  \nby 3<sup>rd</sup> May.\n";
        let source = std::sync::Arc::new(Source::new("a.md", text));
        let (papers, _) = super::super::source(&source, source.span());
        let passages = of(&source, &papers[0].blocks);
        let passage = passages.last().unwrap();
        assert_eq!(passage.text, "Action: the Chief & Clerk to write\nby 3rd May.");
        assert_eq!(passage.spot.number.as_deref(), Some("4"));
        for (words, there) in [("Chief", "Chief"), ("&", "&amp;"), ("3rd May", "3<sup>rd</sup> May"), ("Action: the", "Action**: the")] {
            let at = passage.text.find(words).unwrap();
            assert_eq!(source.slice(passage.source(at..at + words.len())), there);
        }
    }
}
