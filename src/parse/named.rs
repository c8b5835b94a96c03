//! A paper's blocks → what they name: links, images, and the fences that hold figures.

use crate::model::{Block, BlockKind, Inline, Link, Named};
use crate::source::Span;

use super::figures::Options;

/// What a paper names, in the order of its text.
pub(super) fn names(blocks: &[Block]) -> Named {
    let (mut targets, mut figures): (Vec<Box<str>>, Vec<Box<str>>) = Default::default();
    for_each_link(blocks, &mut |link| targets.push(link.target.clone()));
    for_each_figures(blocks, &mut |_, info, _| figures.extend(Options::parse(info).0.file.map(Into::into)));
    Named { targets: targets.into(), figures: figures.into() }
}

/// Every link and image of a paper, in order.
pub fn for_each_link(blocks: &[Block], see: &mut impl FnMut(&Link)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => in_text(content, see),
            BlockKind::Heading(heading) => in_text(&heading.content, see),
            BlockKind::Numbered(numbered) => for_each_link(&numbered.blocks, see),
            BlockKind::Bullets(items) => items.iter().for_each(|item| for_each_link(item, see)),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => for_each_link(blocks, see),
            BlockKind::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flat_map(|row| &row.cells));
                cells.for_each(|cell| in_text(cell, see));
            }
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| {
                in_text(&definition.term, see);
                definition.meanings.iter().for_each(|meaning| for_each_link(meaning, see));
            }),
            BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
}

fn in_text(content: &[Inline], see: &mut impl FnMut(&Link)) {
    for inline in content {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => in_text(inner, see),
            Inline::Link(link) | Inline::Image(link) => {
                see(link);
                in_text(&link.content, see);
            }
            _ => {}
        }
    }
}

/// Every fence marked `csv` or `tsv` of a paper, with what follows the mark and the lines inside.
pub fn for_each_figures(blocks: &[Block], see: &mut impl FnMut(Span, &str, &[Span])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code { info, lines } if info.starts_with("csv") || info.starts_with("tsv") => see(block.span, info, lines),
            BlockKind::Numbered(numbered) => for_each_figures(&numbered.blocks, see),
            BlockKind::Bullets(items) => items.iter().for_each(|item| for_each_figures(item, see)),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => for_each_figures(blocks, see),
            _ => {}
        }
    }
}
