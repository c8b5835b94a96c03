//! The parts of a paper: blocks and the text inside them, each with its place in the source.
//!
//! Text is not copied: a span stands for it wherever the source has it letter for letter.

use crate::source::Span;

/// One part of a paper, from its first to its last byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph without a number.
    Paragraph(Vec<Inline>),
    /// Whatever stands under one printed number: nearly always one paragraph.
    Numbered(Numbered),
    /// A list with bullets.
    Bullets(Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Text to be shown as it is, with what its fence says: `csv chart=bar`.
    Code {
        /// What follows the opening fence.
        info: Box<str>,
        /// The text inside, in pieces: inside a list or quotation its lines do not touch.
        lines: Vec<Span>,
    },
    /// A table.
    Table(Table),
    /// Terms, each with what it means.
    Definitions(Vec<Definition>),
    /// A footnote: its label and its text.
    Footnote(Box<str>, Vec<Block>),
    /// Raw HTML, not yet made safe.
    Html(Vec<Span>),
    /// A rule between two parts.
    Rule,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 is the paper's title, 2 a section, and so on without gaps: what it is on the page, not what was printed.
    pub level: u8,
    /// The number it carries.
    pub number: Option<Number>,
    /// Its words, without number.
    pub content: Vec<Inline>,
    /// What it is reached by.
    pub anchor: Box<str>,
}

/// What stands under one printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: Number,
    /// How deep it stands among the numbers, from 0: `2` and `2.3` and `2.3.1` are 0, 1 and 2, and so is `ii` under `2.3`.
    pub depth: u8,
    /// What it is reached by: `p2.10.3`, `p4.i`, and `p1~2` for the second `1`.
    pub anchor: Box<str>,
    /// The paragraph, and what belongs to it.
    pub blocks: Vec<Block>,
}

/// A number that an author printed. It is never made up and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Without stops and brackets: `2.10.3`, `iv`, `41/22`.
    pub label: Box<str>,
    /// As it stands in the text: `2.10.3.`, `(iv)`.
    pub printed: Span,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The first row. Its cells may all be empty.
    pub header: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub span: Span,
    /// The number printed in its first cell, and what it is reached by. The number is still in the cell.
    pub number: Option<(Number, Box<str>)>,
    /// Its cells.
    pub cells: Vec<Vec<Inline>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the theme likes.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A term with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// A part of the text inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text that the source has letter for letter.
    Text(Span),
    /// Text that the source writes otherwise, such as `&amp;`.
    Literal(Span, Box<str>),
    /// A line end that is only layout.
    SoftBreak,
    /// A line end that is meant, by two blanks before it or because the lines are plainly a list.
    LineBreak,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Words struck through.
    Strikethrough(Vec<Inline>),
    /// Code.
    Code(Span, Box<str>),
    /// A link.
    Link(Box<Link>),
    /// An image; the content is its text alternative.
    Image(Box<Link>),
    /// A raw HTML tag, not yet made safe.
    Html(Span),
    /// A mark that a footnote belongs here.
    FootnoteReference(Box<str>),
    /// A box of a task list, ticked or not.
    Task {
        /// Whether it is ticked.
        done: bool,
    },
}

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The whole of it, for messages.
    pub span: Span,
    /// As written: a path from the file, an address, a URL.
    pub target: Box<str>,
    /// The title in quotation marks after the target.
    pub title: Box<str>,
    /// What is shown.
    pub content: Vec<Inline>,
}
