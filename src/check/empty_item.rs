//! A heading of minutes with nothing under it: the item was not taken, or its words were lost.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Block, BlockKind};
use crate::parse::plain_text;

/// Nothing stands under a heading.
pub static EMPTY_ITEM: Rule = Rule {
    name: "empty-item",
    level: Level::Advice,
    summary: "Nothing stands under a heading of minutes.",
    page: include_str!("empty_item.md"),
};

/// A longer heading may be all there is to say.
const LONGEST: usize = 8;

/// Looks at headings that are followed by another of their rank. Where many are, they are no headings of items at all.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    if !look.is_record() {
        return;
    }
    let blocks = &look.filed.paper.blocks;
    let headings: Vec<bool> = blocks.iter().filter_map(numbered).collect();
    let by_number = headings.iter().filter(|numbered| **numbered).count() * 2 > headings.len();
    // What stands above the first words is the top of the paper.
    let first = blocks.iter().position(|block| numbered(block).is_none()).unwrap_or(blocks.len());
    // Above the list of those present stand the place and the date; either may read as a heading.
    let top = look.reading().present.first().map_or(0, |person| person.span.start);
    let is_item = |place: &usize| blocks[*place].span.start >= top && (!by_number || numbered(&blocks[*place]) == Some(true));
    let empty: Vec<&Block> =
        (first..blocks.len()).filter(is_item).filter(|place| is_empty(look, blocks, *place)).map(|place| &blocks[place]).collect();
    if empty.len() * 4 > headings.len() {
        return;
    }
    for block in empty {
        report.push(
            look.finding(&EMPTY_ITEM, block.span, "nothing stands under this heading")
                .help("say what was done, if only that the item was put off"),
        );
    }
}

/// Whether a heading has a number.
fn numbered(block: &Block) -> Option<bool> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(heading.number.is_some()),
        _ => None,
    }
}

fn is_empty(look: &Look<'_>, blocks: &[Block], place: usize) -> bool {
    let BlockKind::Heading(heading) = &blocks[place].kind else { return false };
    let next = blocks[place + 1..].iter().find(|block| !matches!(block.kind, BlockKind::Rule | BlockKind::Html(_)));
    let bare = match next.map(|block| &block.kind) {
        Some(BlockKind::Heading(next)) => next.level <= heading.level,
        Some(_) => false,
        None => true,
    };
    let words = plain_text(look.source(), &heading.content);
    let says_all = words.split_whitespace().count() > LONGEST || words.trim().trim_end_matches(':').contains([':', '.', '–']);
    bare && heading.level > 1 && !says_all
}
