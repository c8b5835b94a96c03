//! One source → its papers. Pure: it sees one file at a time, knows nothing of the folder and never fails.
//!
//! The order of work is the order of the calls in [`paper`]: CommonMark first, then what only the lines tell.

mod acronyms;
mod acts;
mod anchors;
mod attendance;
mod calendar;
mod capitals;
mod dates;
pub mod figures;
mod head;
mod headings;
mod joins;
mod layout;
mod lines;
mod mentions;
mod named;
mod number;
mod numbering;
mod outline;
mod passages;
mod person;
mod reading;
mod references;
mod segments;
pub mod told;
mod tree;
mod underlines;
mod updates;

pub use named::{for_each_figures, for_each_link};
pub use passages::{Cell, Form, Passage};

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Block, BlockKind, Document, Head, Inline, Paper, Project, Reading};
use crate::source::{Source, Span};

use told::Told;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&COMPOUND_PAPER, &UNDERLINE_HEADING];

/// A file holds several papers.
pub static COMPOUND_PAPER: Rule =
    Rule { name: "compound-paper", level: Level::Advice, summary: "A file holds several papers.", page: include_str!("compound_paper.md") };

/// A rule right under a line of text, which CommonMark takes for a heading.
pub static UNDERLINE_HEADING: Rule = Rule {
    name: "underline-heading",
    level: Level::Warning,
    summary: "A rule stands right under a paragraph.",
    page: include_str!("underline_heading.md"),
};

/// The papers of one file, and what is wrong in it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The file.
    pub document: Arc<Document>,
    /// Its papers in their order. A file without a word has one empty paper, so that it has a page.
    pub papers: Vec<Arc<Paper>>,
    /// What was found while reading.
    pub report: Report,
}

/// Reads all files of a project, in parallel, in their order.
pub fn all(project: &Project) -> Vec<Parsed> {
    project.documents.par_iter().map(document).collect()
}

/// Reads one file.
pub fn document(document: &Arc<Document>) -> Parsed {
    let (papers, report) = read(&document.source, document.body, &Told::of(document));
    Parsed { document: document.clone(), papers, report }
}

/// Reads a part of a source, of which nothing is known but its text.
pub fn source(source: &Arc<Source>, body: Span) -> (Vec<Arc<Paper>>, Report) {
    read(source, body, &Told::default())
}

fn read(source: &Arc<Source>, body: Span, told: &Told) -> (Vec<Arc<Paper>>, Report) {
    let mut report = Report::default();
    let mut spans = segments::find(source, body);
    if spans.is_empty() {
        spans.push(Span { start: body.start, end: body.start });
    }
    let mut told = told.clone();
    if let [_, second, ..] = spans.as_slice() {
        let message = format!("this file holds {} papers; each gets a page of its own", spans.len());
        let first_line = source.line_span(source.line(second.start));
        report.push(Diagnostic::at(&COMPOUND_PAPER, source, first_line, message).note("the second paper begins here"));
        told = Told { unread: told.unread, ..Told::default() };
    }
    let papers = spans.into_iter().map(|span| Arc::new(paper(source, span, &told, &mut report))).collect();
    (papers, report)
}

/// Reads one paper.
fn paper(source: &Arc<Source>, span: Span, told: &Told, report: &mut Report) -> Paper {
    let prepared = layout::Prepared::new(source.text(), span);
    let blocks = tree::blocks(&prepared);
    let blocks = underlines::judge(source, blocks, report);
    let blocks = numbering::number(source, blocks);
    let (blocks, joined) = joins::join(source, blocks);
    let head = head::read(source, span);
    let mut blocks = headings::find(source, &head, blocks);
    lines::keep(source, &mut blocks);
    let mut head = head;
    outline::level(source, &head, &mut blocks);
    retitle(source, &mut head, &blocks);
    let mut anchors = anchors::give(source, &mut blocks);
    let reading = Reading { joined, ..reading::read(source, &head, told, &blocks, &mut anchors) };
    let names = named::names(&blocks);
    Paper { span, head, blocks, anchors, names, reading }
}

/// The words of a paper as passages without marks, in their order.
pub fn passages(source: &Source, blocks: &[Block]) -> Vec<Passage> {
    passages::of(source, blocks)
}

/// The words of a text without its marks; a line end is a blank.
pub fn plain_text(source: &Source, content: &[Inline]) -> String {
    let mut text = String::new();
    write_plain(source, content, &mut text);
    text
}

fn write_plain(source: &Source, content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(span) => out.push_str(source.slice(*span)),
            Inline::Literal(_, text) | Inline::Code(_, text) => out.push_str(text),
            Inline::SoftBreak | Inline::LineBreak => out.push(' '),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => write_plain(source, inner, out),
            Inline::Link(link) | Inline::Image(link) => write_plain(source, &link.content, out),
            Inline::Html(_) | Inline::FootnoteReference(_) | Inline::Task { .. } => {}
        }
    }
}

/// A title that is a heading has the heading's words, without marks.
fn retitle(source: &Source, head: &mut Head, blocks: &[Block]) {
    let Some(title) = &mut head.title else { return };
    let heading = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level == 1 && source.line(block.span.start) == source.line(title.span.start) => {
            Some(heading)
        }
        _ => None,
    });
    let words = heading.map(|heading| plain_text(source, &heading.content).trim().trim_end_matches(':').to_owned());
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        title.value = words;
    }
}

/// The words of a text that are written like acronyms, with the bytes they take; a plural without its `s`.
pub fn acronym_words(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    capitals::words(text)
}

/// A name without titles and ranks before it, with single blanks: "Cllr F. Osgodby" is "F Osgodby".
pub fn bare_name(text: &str) -> String {
    person::bare(text)
}

/// Whether a word is the name of a month, in English or Welsh.
pub fn is_month(word: &str) -> bool {
    dates::is_month(word)
}

/// The words of a word list.
fn word_set(list: &'static str) -> HashSet<&'static str> {
    word_rows(list).into_iter().flatten().collect()
}

/// The rows of a word list: words apart by blanks, comments after `#`.
fn word_rows(list: &'static str) -> Vec<Vec<&'static str>> {
    let rows = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    rows.map(|row| row.split_whitespace().collect()).filter(|row: &Vec<&str>| !row.is_empty()).collect()
}
