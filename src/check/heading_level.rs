//! Headings of equal rank with marks of different depth: `### 3.` and `#### 4.`.
//!
//! The page shows them as equal, by their numbers; other programs that read the file go by the marks.

use std::collections::BTreeMap;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Block, BlockKind, Heading};
use crate::source::Source;

/// A heading's marks are deeper or shallower than those of its equals.
pub static HEADING_LEVEL: Rule = Rule {
    name: "heading-level",
    level: Level::Advice,
    summary: "The marks of a heading do not have the depth of its place.",
    page: include_str!("heading_level.md"),
};

/// A heading with its marks and its number.
struct Marked<'p> {
    block: &'p Block,
    /// How many `#` are printed.
    marks: usize,
    /// How many parts its number has.
    parts: usize,
}

/// Looks at headings with numbers, and at headings that leave out a level.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let blocks = &look.filed.paper.blocks;
    let headings: Vec<Marked<'_>> = blocks.iter().filter_map(|block| marked(look.source(), block)).collect();
    let mut depths: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for heading in headings.iter().filter(|heading| heading.parts > 0) {
        *depths.entry(heading.parts).or_default().entry(heading.marks).or_default() += 1;
    }
    for heading in headings.iter().filter(|heading| heading.parts > 0) {
        let usual =
            depths[&heading.parts].iter().max_by_key(|(marks, times)| (**times, **marks)).map_or(heading.marks, |(marks, _)| *marks);
        if usual != heading.marks {
            let message = format!("this heading has {} marks, and its equals have {usual}", heading.marks);
            report.push(look.finding(&HEADING_LEVEL, heading.block.span, message).help(format!("write it with {}", "#".repeat(usual))));
        }
    }
    left_out(look, &headings, report);
    among_paragraphs(look, report);
}

/// `##` and then `####`.
fn left_out(look: &Look<'_>, headings: &[Marked<'_>], report: &mut Report) {
    for pair in headings.windows(2).filter(|pair| pair.iter().all(|heading| heading.parts == 0)) {
        let (before, after) = (pair[0].marks, pair[1].marks);
        if after > before + 1 {
            let message = format!("this heading has {after} marks under one with {before}");
            report
                .push(look.finding(&HEADING_LEVEL, pair[1].block.span, message).help(format!("write it with {}", "#".repeat(before + 1))));
        }
    }
}

/// A heading that carries a paragraph's number: `2.6` and `2.8` are paragraphs, and `2.7` a heading between them.
fn among_paragraphs(look: &Look<'_>, report: &mut Report) {
    let numbered: Vec<(&Block, &str, bool)> = look
        .filed
        .paper
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Numbered(numbered) => Some((block, &*numbered.number.label, false)),
            BlockKind::Heading(Heading { number: Some(number), .. }) => Some((block, &*number.label, true)),
            _ => None,
        })
        .collect();
    for run in numbered.windows(3) {
        let [(_, before, false), (block, label, true), (_, after, false)] = run else { continue };
        if follows(before, label) && follows(label, after) && marked(look.source(), block).is_some() {
            let message = format!("this heading has the number of a paragraph: {before} and {after} are paragraphs");
            report.push(
                look.finding(&HEADING_LEVEL, block.span, message).help("take the number off the heading, or the marks off the paragraph"),
            );
        }
    }
}

/// Whether one number of two or more parts comes right after another.
fn follows(before: &str, after: &str) -> bool {
    let part = |label: &str| label.rsplit_once('.').and_then(|(front, last)| Some((front.to_owned(), last.parse::<u32>().ok()?)));
    part(before).zip(part(after)).is_some_and(|((front, last), (other, next))| front == other && last + 1 == next)
}

fn marked<'p>(source: &Source, block: &'p Block) -> Option<Marked<'p>> {
    let BlockKind::Heading(heading) = &block.kind else { return None };
    let marks = source.slice(block.span).trim_start().bytes().take_while(|byte| *byte == b'#').count();
    let digits = |label: &str| label.starts_with(|c: char| c.is_ascii_digit()) && !label.contains('/');
    let parts = heading.number.as_ref().filter(|number| digits(&number.label)).map_or(0, |number| number.label.split('.').count());
    (marks > 0).then_some(Marked { block, marks, parts })
}
