//! A line of dashes under a text is a heading's underline to CommonMark. In papers it is mostly where a page ended.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Block, BlockKind, Inline};
use crate::source::{Source, Span};

use super::headings;

/// Leaves an underlined heading a heading only where it reads as one; otherwise it is a paragraph and a rule, and is said.
pub(super) fn judge(source: &Arc<Source>, blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::Heading(heading) if is_underlined(source, block.span) && !reads_as_heading(source, block.span, &heading.content) => {
                let end = source.line_span(source.line(block.span.end));
                let text = Span { start: block.span.start, end: end.start.saturating_sub(1).max(block.span.start) };
                report.push(finding(source, end));
                out.push(Block { span: text, kind: BlockKind::Paragraph(heading.content) });
                out.push(Block { span: end, kind: BlockKind::Rule });
            }
            kind => out.push(Block { span: block.span, kind: within(source, kind, report) }),
        }
    }
    out
}

fn within(source: &Arc<Source>, kind: BlockKind, report: &mut Report) -> BlockKind {
    match kind {
        BlockKind::Numbered(mut numbered) => {
            numbered.blocks = judge(source, numbered.blocks, report);
            BlockKind::Numbered(numbered)
        }
        BlockKind::Quote(blocks) => BlockKind::Quote(judge(source, blocks, report)),
        BlockKind::Bullets(items) => BlockKind::Bullets(items.into_iter().map(|item| judge(source, item, report)).collect()),
        other => other,
    }
}

fn finding(source: &Arc<Source>, rule: Span) -> Diagnostic {
    Diagnostic::at(&super::UNDERLINE_HEADING, source, rule, "this rule stands right under a paragraph and is taken for the end of a page")
        .note("Markdown programs make a heading of the whole paragraph above it")
        .help("put a blank line before it, or write the heading as `## Heading`")
}

fn is_underlined(source: &Source, span: Span) -> bool {
    !source.slice(span).trim_start_matches([' ', '>']).starts_with('#')
}

/// One short line that reads as a heading, with a blank line before it and a real underline after it.
fn reads_as_heading(source: &Source, span: Span, content: &[Inline]) -> bool {
    let one_line = !content.iter().any(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak));
    let line = source.line(span.start);
    let free = line == 1 || source.slice(source.line_span(line - 1)).trim().is_empty();
    let underline = source.slice(source.line_span(source.line(span.end))).trim();
    // No page end is drawn in equals signs.
    one_line && underline.starts_with('=')
        || one_line && free && underline.len() >= 3 && headings::reads_as_heading(&super::plain_text(source, content), content)
}
