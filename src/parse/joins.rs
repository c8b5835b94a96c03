//! Blocks → blocks in which a paragraph that a page end had cut in two is one again.
//!
//! A converter ends a paragraph where the page ends, even inside a sentence. Two blocks are one paragraph where the first is
//! long and stops in the middle of a sentence and the second goes on in small letters and ends one. What may as well be a
//! list, a heading or a lead-in is left as it stands: a wrong join hides where somebody began anew.

use crate::model::{Block, BlockKind, Inline, Joined};
use crate::source::{Source, Span};

use super::headings;

/// A first half is at least most of a line of print, in bytes.
const SHORTEST: u32 = 50;

/// What is longer, in bytes, is no heading whatever its words are.
const LONGEST_HEADING: u32 = 400;

/// How many bytes at the end of a half, or at the start, are looked at.
const EDGE: u32 = 48;

/// Joins what belongs together; says which halves were joined, in the order of the text.
pub(super) fn join(source: &Source, blocks: Vec<Block>) -> (Vec<Block>, Vec<Joined>) {
    let mut joiner = Joiner { source, joined: Vec::new() };
    let blocks = joiner.blocks(blocks);
    joiner.joined.sort_by_key(|joined| joined.second.start);
    (blocks, joiner.joined)
}

struct Joiner<'s> {
    source: &'s Source,
    joined: Vec<Joined>,
}

/// The end of a block, where a paragraph stands that may go on in the next.
struct Tail<'b> {
    span: Span,
    content: &'b [Inline],
    /// Of a paragraph in a list: whether it is plain that its sentence was to be ended.
    ends_late: Option<bool>,
}

/// The paragraph a block begins with, if it may go on from one before it.
struct Front {
    span: Span,
    /// Whether a dash stands before it.
    dashed: bool,
}

impl Joiner<'_> {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut list_goes_on = false;
        for block in blocks {
            let block = self.within(block);
            if list_goes_on && let (Some(list), BlockKind::Bullets(_)) = (out.last_mut(), &block.kind) {
                lengthen(list, block);
            } else if let Some(gap) = self.gap(&out, &block) {
                out.truncate(out.len() - usize::from(matches!(out.last(), Some(Block { kind: BlockKind::Rule, .. }))));
                let first = out.last_mut().expect("a gap has a block before it");
                let rest = self.attach(first, gap, block);
                list_goes_on = matches!(first.kind, BlockKind::Bullets(_));
                out.extend(rest);
                continue;
            } else {
                out.push(block);
            }
            list_goes_on = false;
        }
        out
    }

    fn within(&mut self, block: Block) -> Block {
        let kind = match block.kind {
            BlockKind::Quote(blocks) => BlockKind::Quote(self.blocks(blocks)),
            BlockKind::Footnote(label, blocks) => BlockKind::Footnote(label, self.blocks(blocks)),
            BlockKind::Bullets(items) => BlockKind::Bullets(self.items(items)),
            BlockKind::Numbered(mut numbered) => {
                numbered.blocks = self.blocks(numbered.blocks);
                BlockKind::Numbered(numbered)
            }
            other => other,
        };
        Block { span: block.span, kind }
    }

    /// Items of a list: one that ends with "of the" goes on in the next.
    fn items(&mut self, items: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
        let mut out: Vec<Vec<Block>> = Vec::with_capacity(items.len());
        for item in items {
            let mut item = self.blocks(item);
            let gap = match (out.last(), item.as_slice()) {
                (Some(before), [block]) => before.last().and_then(|last| {
                    let (first, second) = (tail(self.source, last, None)?, front(block)?);
                    self.needs_more(&first).then(|| self.gap_between(&first, &second)).flatten()
                }),
                _ => None,
            };
            match (gap, out.last_mut().and_then(|before| before.last_mut())) {
                (Some(gap), Some(first)) => {
                    self.attach(first, gap, item.remove(0));
                }
                _ => out.push(item),
            }
        }
        out
    }

    /// What stands between two halves of one paragraph: the last block so far, perhaps with a rule after it, and the next.
    fn gap(&self, out: &[Block], next: &Block) -> Option<Span> {
        let last = match out {
            [.., last, Block { kind: BlockKind::Rule, .. }] | [.., last] => last,
            [] => return None,
        };
        let (first, second) = (tail(self.source, last, None)?, front(next)?);
        let settled = match (first.ends_late, second.dashed) {
            (None, false) => true,
            (Some(late), false) => late || self.needs_more(&first),
            (Some(_), true) => false,
            (None, true) => !self.leads_in(&first),
        };
        settled.then(|| self.gap_between(&first, &second)).flatten()
    }

    fn gap_between(&self, first: &Tail<'_>, second: &Front) -> Option<Span> {
        let gap = Span { start: first.span.end, end: second.span.start };
        let between = self.source.text().get(gap.range())?;
        let blank = between.split('\n').count() > 2 && between.chars().all(|c| c.is_whitespace() || "-*_+•>".contains(c));
        (blank && self.stops_short(first) && self.is_rest(first, second)).then_some(gap)
    }

    /// Whether a paragraph stops in the middle of a sentence.
    fn stops_short(&self, first: &Tail<'_>) -> bool {
        let length = first.span.end - first.span.start;
        let end = bare_end(self.source, first.span);
        let linked = matches!(first.content.last(), Some(Inline::Link(_) | Inline::Image(_)));
        let open = !linked && end.ends_with(|c: char| c.is_alphanumeric() || ",)%&-–—".contains(c));
        // "to note the plan; and" is a limb of a list.
        let limb = [" and", " or", " a", " neu"].iter().any(|word| end.strip_suffix(word).is_some_and(|rest| rest.ends_with(';')));
        let heading = length < LONGEST_HEADING && {
            let words = super::plain_text(self.source, first.content);
            headings::reads_as_heading(&words, first.content)
        };
        length >= SHORTEST && open && !limb && !heading && !begins_small(self.source, first.span)
    }

    /// Whether a paragraph goes on with a sentence and ends it.
    fn is_rest(&self, first: &Tail<'_>, second: &Front) -> bool {
        let small = begins_small(self.source, second.span);
        let ended = bare_end(self.source, second.span).ends_with(['.', '?', '!', ':', ';']);
        if small {
            return ended;
        }
        let plain = self.source.slice(start(self.source, second.span)).starts_with(|c: char| c.is_alphanumeric() || c == '£');
        plain && !second.dashed && self.needs_noun(first) && bare_end(self.source, second.span).ends_with('.')
    }

    /// Whether the last word cannot end a sentence or an item of a list.
    fn needs_more(&self, first: &Tail<'_>) -> bool {
        let word = last_word(bare_end(self.source, first.span));
        word == "and" || self.needs_noun(first)
    }

    /// Whether the last word needs a noun after it: whatever follows belongs to it, a name too.
    fn needs_noun(&self, first: &Tail<'_>) -> bool {
        OPEN_WORDS.contains(&last_word(bare_end(self.source, first.span)))
    }

    /// Whether the last word may open a list: then a dash after it is one.
    fn leads_in(&self, first: &Tail<'_>) -> bool {
        let end = bare_end(self.source, first.span);
        let word = last_word(end);
        !end.ends_with(char::is_alphanumeric)
            || OPEN_WORDS.contains(&word)
            || ["following", "follows", "that", "are", "is", "be", "include", "includes", "including", "should", "will", "can", "as", "and"]
                .contains(&word)
    }

    /// Puts the second half behind the first, and gives what is left of the block it stood in.
    fn attach(&mut self, first: &mut Block, gap: Span, second: Block) -> Vec<Block> {
        let (half, rest) = match second.kind {
            BlockKind::Bullets(items) => {
                let mut blocks = items.into_iter().flatten();
                (blocks.next(), blocks.collect())
            }
            kind => (Some(Block { span: second.span, kind }), Vec::new()),
        };
        if let Some(Block { span, kind: BlockKind::Paragraph(content) }) = half {
            self.joined.push(Joined { first: Span { start: half_start(first), end: gap.start }, second: span });
            append(first, gap, content, span.end);
        }
        rest
    }
}

/// The words that need a noun, or the rest of one, after them.
const OPEN_WORDS: [&str; 16] = ["the", "a", "an", "of", "to", "in", "for", "with", "by", "at", "from", "on", "into", "y", "yr", "i"];

/// The paragraph at the very end of a block. `before` is what stands before it in its list.
fn tail<'b>(source: &Source, block: &'b Block, ends_late: Option<bool>) -> Option<Tail<'b>> {
    match &block.kind {
        BlockKind::Paragraph(content) => Some(Tail { span: block.span, content, ends_late }),
        BlockKind::Numbered(numbered) => tail(source, numbered.blocks.last()?, ends_late),
        BlockKind::Bullets(items) => {
            let (last, before) = items.split_last()?;
            let stopped = |block: &Block| bare_end(source, block.span).ends_with(['.', ';', '?', '!']);
            let late = before.last().and_then(|item| item.last()).is_some_and(stopped);
            tail(source, last.last()?, Some(late))
        }
        _ => None,
    }
}

/// The paragraph a block begins with: a block of its own, or the first item of a list whose other items are numbered.
fn front(block: &Block) -> Option<Front> {
    match &block.kind {
        BlockKind::Paragraph(_) => Some(Front { span: block.span, dashed: false }),
        BlockKind::Bullets(items) => {
            let [Block { kind: BlockKind::Paragraph(_), span }] = items.first()?.as_slice() else { return None };
            let others = items[1..].iter().all(|item| matches!(item.first(), Some(Block { kind: BlockKind::Numbered(_), .. })));
            others.then_some(Front { span: *span, dashed: true })
        }
        _ => None,
    }
}

/// Where the paragraph at the end of a block begins.
fn half_start(block: &Block) -> u32 {
    match &block.kind {
        BlockKind::Numbered(numbered) => match numbered.blocks.as_slice() {
            [] | [_] => block.span.start,
            [.., last] => half_start(last),
        },
        BlockKind::Bullets(items) => items.last().and_then(|item| item.last()).map_or(block.span.start, half_start),
        _ => block.span.start,
    }
}

/// Puts text behind the paragraph at the end of a block. The gap between is one blank.
fn append(block: &mut Block, gap: Span, content: Vec<Inline>, end: u32) {
    block.span.end = end;
    match &mut block.kind {
        BlockKind::Paragraph(first) => {
            first.push(Inline::Literal(gap, " ".into()));
            first.extend(content);
        }
        BlockKind::Numbered(numbered) => {
            if let Some(last) = numbered.blocks.last_mut() {
                append(last, gap, content, end);
            }
        }
        BlockKind::Bullets(items) => {
            if let Some(last) = items.last_mut().and_then(|item| item.last_mut()) {
                append(last, gap, content, end);
            }
        }
        _ => {}
    }
}

/// Adds the items of a list to the list that a page end had parted from it.
fn lengthen(list: &mut Block, more: Block) {
    if let (BlockKind::Bullets(items), BlockKind::Bullets(others)) = (&mut list.kind, more.kind) {
        items.extend(others);
        list.span.end = more.span.end;
    }
}

/// Whether a text begins with a small letter, and with a word: no address and no label.
fn begins_small(source: &Source, span: Span) -> bool {
    let text = source.slice(start(source, span)).trim_start_matches(['*', '_', ' ', '“', '"', '‘', '(']);
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let inner = word.trim_end_matches([',', ';', '.', ')', '*', '_']);
    word.starts_with(char::is_lowercase) && inner.chars().all(|c| c.is_lowercase() || "'’-".contains(c))
}

/// The first bytes of a span.
fn start(source: &Source, span: Span) -> Span {
    let end = source.text().floor_char_boundary(span.end.min(span.start + EDGE) as usize);
    Span::new(span.start as usize, end)
}

/// The last bytes of a span, without marks and blanks at the end.
fn bare_end(source: &Source, span: Span) -> &str {
    let start = source.text().ceil_char_boundary(span.start.max(span.end.saturating_sub(EDGE)) as usize);
    source.slice(Span::new(start, span.end as usize)).trim_end_matches(|c: char| c.is_whitespace() || "*_`\"”’'".contains(c))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}
