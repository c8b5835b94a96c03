//! Line ends that are meant: a list of people, one a line, is not one run of words.
//!
//! Prose that was wrapped breaks where the next word did not fit. A line that ends although the next word would have
//! fitted, and not at the end of a sentence, was ended on purpose.

use crate::model::{Block, BlockKind, Inline};
use crate::source::Source;

use super::person;
use super::tree::inline_span;

/// Lines at least this wide are prose that some program wrapped or did not wrap.
const WIDEST_ENTRY: usize = 110;

/// No program wraps prose as narrow as an address.
const NARROWEST_PROSE: usize = 45;

/// Turns line ends that are plainly meant into line breaks, in all paragraphs.
pub(super) fn keep(source: &Source, blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) => keep_in_paragraph(source, content),
            BlockKind::Numbered(numbered) => keep(source, &mut numbered.blocks),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => keep(source, blocks),
            BlockKind::Bullets(items) => items.iter_mut().for_each(|item| keep(source, item)),
            _ => {}
        }
    }
}

fn keep_in_paragraph(source: &Source, content: &mut [Inline]) {
    let breaks: Vec<usize> = (1..content.len().saturating_sub(1)).filter(|i| content[*i] == Inline::SoftBreak).collect();
    if breaks.is_empty() {
        return;
    }
    let widest = lines(source, content).map(|line| line.chars().count()).max().unwrap_or(0);
    let meant: Vec<usize> = breaks.iter().copied().filter(|at| is_meant(source, content, *at, widest)).collect();
    // One line end in a wrapped paragraph may look meant by chance; most of them do not.
    if meant.len() * 2 >= breaks.len() {
        meant.into_iter().for_each(|at| content[at] = Inline::LineBreak);
    }
}

fn lines<'s>(source: &'s Source, content: &[Inline]) -> impl Iterator<Item = &'s str> {
    let first = content.iter().find_map(inline_span).map_or(1, |span| source.line(span.start));
    let last = content.iter().rev().find_map(inline_span).map_or(first, |span| source.line(span.start));
    (first..=last).map(|line| source.slice(source.line_span(line)))
}

/// `**Proposal:** two dwellings`, `Date: 12 March`: a line that begins with a label.
fn is_labelled(line: &str) -> bool {
    let plain = line.trim_start_matches(['*', '_', ' ']);
    let label = plain.split(':').next().unwrap_or_default();
    label.len() < plain.len() && label.split_whitespace().count() <= 4 && label.starts_with(char::is_uppercase)
}

/// `Amara Ash – Clerk, Parks Council`: a person with an office, as lists of those who came have one a line.
fn is_listed(line: &str) -> bool {
    let dashed = [" – ", " - ", " — ", " -", " –"].iter().any(|dash| line.contains(dash));
    dashed && person::entry(line).is_some_and(|person| person.role.is_some() || person.organisation.is_some())
}

fn is_meant(source: &Source, content: &[Inline], at: usize, widest: usize) -> bool {
    let (Some(before), Some(after)) = (inline_span(&content[at - 1]), inline_span(&content[at + 1])) else { return false };
    let line = source.slice(source.line_span(source.line(before.end.saturating_sub(1)))).trim();
    let next = source.slice(source.line_span(source.line(after.start))).trim();
    let width = line.chars().count();
    let first_word = next.split_whitespace().next().unwrap_or_default();
    let would_fit = width + 1 + first_word.chars().count() <= widest;
    let ends_open = !line.ends_with(['.', ';', '?', '!', ',', '-', '–']);
    let starts_anew = first_word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "*[<(".contains(c));
    let last_and_longest = width == widest && widest < WIDEST_ENTRY;
    let narrow = widest < NARROWEST_PROSE;
    if is_labelled(next) && is_labelled(line) || is_listed(next) && is_listed(line) {
        return true;
    }
    width < WIDEST_ENTRY && ends_open && starts_anew && (would_fit || last_and_longest || narrow)
}
