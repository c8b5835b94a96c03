//! Headings as printed → an outline without gaps: the title is 1, sections are 2, and none is deeper than one below its own.
//!
//! Papers print `##`, `###` and `####` for equal sections. A number says more than the marks: `2.` is a section, `2.1` a part
//! of one.

use crate::model::{Block, BlockKind, Head, Heading};
use crate::source::Source;

/// Decides the level of every heading at the top level of a paper.
pub(super) fn level(source: &Source, head: &Head, blocks: &mut [Block]) {
    let title = head.title.as_ref().map(|title| source.line(title.span.start));
    let mut open: Vec<u8> = Vec::new();
    let mut last = 1;
    for block in blocks.iter_mut() {
        let is_title = title == Some(source.line(block.span.start));
        let BlockKind::Heading(heading) = &mut block.kind else { continue };
        if is_title {
            heading.level = 1;
            continue;
        }
        last = match by_number(heading) {
            Some(level) => {
                open.clear();
                level.min(last + 1)
            }
            None => by_marks(heading.level, &mut open),
        };
        heading.level = last.min(6);
    }
}

fn by_number(heading: &Heading) -> Option<u8> {
    let label = &heading.number.as_ref()?.label;
    label.starts_with(|c: char| c.is_ascii_digit()).then(|| 2 + label.matches('.').count().min(4) as u8)
}

/// The depth of a mark among those still open: a first `###` stands right under the title.
fn by_marks(printed: u8, open: &mut Vec<u8>) -> u8 {
    while open.last().is_some_and(|last| *last >= printed) {
        open.pop();
    }
    open.push(printed);
    1 + open.len() as u8
}
