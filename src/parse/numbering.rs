//! Blocks as CommonMark reads them → blocks under the numbers that are printed.
//!
//! CommonMark merges numbered lines into one paragraph, counts lists in its own way and knows nothing of `2.10.3` or
//! `41/22`. Here every line that could start with a number is looked at again. A number is taken only where it reads as
//! one: `2019. The year …` and `24/7 cover` do not.

use super::number::{self, Label, Style};
use crate::model::{Block, BlockKind, Inline, Number, Numbered, Table};
use crate::source::{Source, Span};

/// Puts every block under the number printed before it.
pub(super) fn number(source: &Source, blocks: Vec<Block>) -> Vec<Block> {
    Series { source, last: Vec::new(), minute: Vec::new(), roman: 0, letter: 0 }.blocks(blocks)
}

/// How many bytes of a line may say whether it begins with a number: a line may be as long as a book.
const LONGEST_LOOK: usize = 1000;

/// What has been counted so far, by which the next number is judged.
struct Series<'s> {
    source: &'s Source,
    last: Vec<u32>,
    minute: Vec<u32>,
    roman: u32,
    letter: u32,
}

/// Where a number stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Item,
    Paragraph,
    /// Inside a paragraph, at the start of a line; whether the line before it is complete.
    Line {
        complete: bool,
    },
    Heading,
}

impl Series<'_> {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, &mut out);
        }
        out
    }

    fn block(&mut self, block: Block, out: &mut Vec<Block>) {
        let span = block.span;
        let kind = match block.kind {
            BlockKind::Paragraph(content) => return self.paragraph(content, out),
            BlockKind::Numbered(item) => return self.item(span, item, out),
            BlockKind::Bullets(items) => {
                let items: Vec<Vec<Block>> = items.into_iter().map(|item| self.blocks(item)).collect();
                let all_numbered = items.iter().all(|item| matches!(item.first(), Some(Block { kind: BlockKind::Numbered(_), .. })));
                if all_numbered {
                    return out.extend(items.into_iter().flatten());
                }
                BlockKind::Bullets(items)
            }
            BlockKind::Quote(blocks) => BlockKind::Quote(self.blocks(blocks)),
            BlockKind::Heading(mut heading) => {
                heading.number = self.leading(&mut heading.content, At::Heading);
                BlockKind::Heading(heading)
            }
            BlockKind::Table(mut table) => {
                self.rows(&mut table);
                BlockKind::Table(table)
            }
            other => other,
        };
        out.push(Block { span, kind });
    }

    /// An item of an ordered list, or a sentence that only begins like one.
    fn item(&mut self, span: Span, item: Numbered, out: &mut Vec<Block>) {
        let marker = item.number.printed;
        let rest = &self.source.text()[marker.end as usize..];
        let label = number::read(&self.source.text()[marker.start as usize..]);
        match label.filter(|label| self.accepts(label, At::Item, rest)) {
            Some(label) => {
                self.count(&label);
                let blocks = self.blocks(item.blocks);
                out.push(Block { span, kind: BlockKind::Numbered(Numbered { blocks, ..item }) });
            }
            None => {
                let mut blocks = item.blocks;
                put_back(marker, &mut blocks);
                out.extend(self.blocks(blocks));
            }
        }
    }

    /// A paragraph, parted at every line that starts with a number.
    fn paragraph(&mut self, content: Vec<Inline>, out: &mut Vec<Block>) {
        let mut part: Vec<Inline> = Vec::new();
        let mut number = None;
        let mut at = At::Paragraph;
        let mut rest = content.into_iter().peekable();
        while rest.peek().is_some() {
            let mut line: Vec<Inline> = Vec::new();
            for inline in rest.by_ref() {
                let ends = matches!(inline, Inline::SoftBreak | Inline::LineBreak);
                line.push(inline);
                if ends {
                    break;
                }
            }
            if let Some(found) = self.leading(&mut line, at) {
                close_part(number.replace(found), std::mem::take(&mut part), out);
            }
            part.append(&mut line);
            at = At::Line { complete: self.is_complete(&part) };
        }
        close_part(number, part, out);
    }

    /// Takes a number from the start of a text, if one is printed there.
    fn leading(&mut self, content: &mut Vec<Inline>, at: At) -> Option<Number> {
        let leaf = first_text(content)?;
        let text = &self.source.text()[leaf.start as usize..];
        let line = &text[..text.floor_char_boundary(text.len().min(LONGEST_LOOK))];
        let line = line.split('\n').next().unwrap_or_default();
        // Emphasis is not part of what follows: `**2.3** Text`. A converter's `1\.` is `1.`.
        let label = number::read(&unescaped(line, leaf))?;
        let escaped = usize::from(line[label.length - 1..].starts_with('\\'));
        let length = label.length + escaped;
        if !self.accepts(&label, at, &line[length..]) {
            return None;
        }
        self.count(&label);
        let printed = Span { start: leaf.start, end: leaf.start + length as u32 };
        take_front(content, printed.end);
        Some(Number { label: label.label, printed })
    }

    /// Whether the text so far ends as a sentence or a lead-in does.
    fn is_complete(&self, part: &[Inline]) -> bool {
        let end = part.iter().rev().find_map(super::tree::inline_span).map_or(0, |span| span.end);
        let before = self.source.text()[..end as usize].trim_end_matches(['*', '_', ' ', ')', '"', '”', '’']);
        before.ends_with(['.', ':', ';', '?', '!'])
    }

    fn accepts(&self, label: &Label, at: At, rest: &str) -> bool {
        let placed = match at {
            At::Line { complete } => complete || self.continues(label),
            _ => true,
        };
        placed
            && match &label.style {
                Style::Decimal(parts) if parts.len() == 1 => self.accepts_whole(parts[0], label, at),
                Style::Decimal(parts) => self.accepts_parts(parts, label, rest),
                Style::Minute(parts) => self.accepts_minute(parts, label, at, rest),
                Style::Roman(_) | Style::Letter(_) => self.accepts_letter(label, at),
            }
    }

    /// `4.`, but no year; without a stop only where it goes on from the number before, at a heading.
    fn accepts_whole(&self, number: u32, label: &Label, at: At) -> bool {
        number <= 999 && (label.closed || at == At::Heading && (number == 1 || self.last.first() == Some(&(number - 1))))
    }

    /// `2.3`, but no time of day, measure or share: those are followed by small letters or stand out of turn.
    fn accepts_parts(&self, parts: &[u32], label: &Label, rest: &str) -> bool {
        let measured = label.label.split('.').any(|part| part.len() > 1 && part.starts_with('0'));
        label.closed || !measured && (self.is_next(parts) || self.fits(parts) && starts_sentence(rest))
    }

    /// `41/22`, but no date, financial year or `24/7`.
    fn accepts_minute(&self, parts: &[u32], label: &Label, at: At, rest: &str) -> bool {
        let lettered = label.label.starts_with(|c: char| c.is_ascii_uppercase());
        let (first, second) = (parts[0], parts[1]);
        let date = parts.len() == 3 && first <= 31 && second <= 12 && (parts[2] < 100 || parts[2] > 1900);
        let years = parts.len() == 2 && second == (first + 1) % 100 && self.minute.last() != Some(&second);
        let always_open = parts == [24, 7];
        let follows = starts_sentence(rest) || at == At::Heading || rest.trim().is_empty();
        follows && (lettered || !(date || years || always_open || first > 2100))
    }

    /// `iv.`, `b)`. A capital with a stop is somebody's initial, except in a heading.
    fn accepts_letter(&self, label: &Label, at: At) -> bool {
        let capital = label.label.starts_with(|c: char| c.is_ascii_uppercase());
        let first = label.style == Style::Roman(1) || label.style == Style::Letter(1);
        let long = label.label.len() > 1;
        match label.closed {
            false => false,
            true if label.bracketed => true,
            true if capital => at == At::Heading,
            true => first || long || self.continues(label),
        }
    }

    /// Whether a number is the very next one, or nearly: one or two may have been lost.
    fn continues(&self, label: &Label) -> bool {
        let near = |last: u32, value: u32| last > 0 && value > last && value <= last + 3;
        let as_letter = label.style.as_letter(&label.label).is_some_and(|letter| near(self.letter, letter));
        as_letter
            || match &label.style {
                Style::Decimal(parts) => self.is_next(parts),
                Style::Minute(parts) => parts.last() == self.minute.last() || near(self.minute.first().copied().unwrap_or(0), parts[0]),
                Style::Roman(value) => near(self.roman, *value),
                Style::Letter(_) => false,
            }
    }

    /// `2.4` or `3` or `2.3.1` after `2.3`.
    fn is_next(&self, parts: &[u32]) -> bool {
        let (above, own) = parts.split_at(parts.len() - 1);
        match self.last.get(..parts.len()) {
            Some(last) => last[..above.len()] == *above && own[0] == last[above.len()] + 1,
            None => self.last == above && own[0] == 1,
        }
    }

    /// Whether a number belongs to the section that is open, or opens one.
    fn fits(&self, parts: &[u32]) -> bool {
        let (above, own) = parts.split_at(parts.len() - 1);
        own[0] <= 1 || self.last.len() >= above.len() && self.last[..above.len()] == *above
    }

    fn count(&mut self, label: &Label) {
        match &label.style {
            Style::Decimal(parts) => {
                self.last.clone_from(parts);
                (self.roman, self.letter) = (0, 0);
            }
            Style::Minute(parts) => {
                self.minute.clone_from(parts);
                (self.roman, self.letter) = (0, 0);
            }
            Style::Roman(value) => {
                let letter = label.style.as_letter(&label.label).filter(|letter| self.letter > 0 && *letter > self.letter);
                match letter {
                    Some(letter) => self.letter = letter,
                    None => self.roman = *value,
                }
            }
            Style::Letter(value) => self.letter = *value,
        }
    }

    /// Numbers in the first column of a table of items, and in no other table: a column of figures is no numbering.
    fn rows(&mut self, table: &mut Table) {
        let heading = table.header.first().map(|cell| super::plain_text(self.source, cell)).unwrap_or_default();
        let heading = heading.trim_matches(|c: char| !c.is_alphanumeric() && c != '#').to_lowercase();
        let items = ["", "#", "no", "item", "item no", "agenda item", "ref", "minute", "minute no", "number", "para", "eitem", "rhif"];
        for row in table.rows.iter_mut().filter(|_| items.contains(&heading.as_str())) {
            let Some(leaf) = row.cells.first().and_then(|cell| first_text(cell)) else { continue };
            let text = self.source.slice(leaf);
            let bare = heading.is_empty();
            let label = number::read(text).filter(|label| label.length == text.trim_end().len() && (label.closed || !bare));
            row.number = label.map(|label| {
                let printed = Span { start: leaf.start, end: leaf.start + label.length as u32 };
                (Number { label: label.label, printed }, Box::default())
            });
        }
    }
}

/// Ends the part of a paragraph that stands under a number, or under none.
fn close_part(number: Option<Number>, mut content: Vec<Inline>, out: &mut Vec<Block>) {
    while matches!(content.last(), Some(Inline::SoftBreak | Inline::LineBreak)) {
        content.pop();
    }
    let own = content.iter().filter_map(super::tree::inline_span).reduce(Span::to);
    let paragraph = own.map(|own| Block { span: own, kind: BlockKind::Paragraph(content) });
    match number {
        Some(number) => {
            let span = own.map_or(number.printed, |own| number.printed.to(own));
            let blocks = paragraph.into_iter().collect();
            out.push(Block { span, kind: BlockKind::Numbered(Numbered { number, depth: 0, anchor: Box::default(), blocks }) });
        }
        None => out.extend(paragraph),
    }
}

/// Whether a text goes on as a sentence or title begins.
fn starts_sentence(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "*_\"'“‘([".contains(c));
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '£')
}

/// The first text of a run, where nothing stands before it.
fn first_text(content: &[Inline]) -> Option<Span> {
    match content.first()? {
        Inline::Text(span) => Some(*span),
        Inline::Emphasis(inner) | Inline::Strong(inner) => first_text(inner),
        _ => None,
    }
}

/// The line as it is read, when a converter put a backslash before the stop of its number.
fn unescaped(line: &str, leaf: Span) -> std::borrow::Cow<'_, str> {
    let digits = (leaf.end - leaf.start) as usize;
    match line.get(digits..digits + 1) == Some("\\") {
        true => format!("{}{}", &line[..digits], &line[digits + 1..]).into(),
        false => line.into(),
    }
}

/// Cuts everything before an offset from the start of a run, and the blanks after it.
fn take_front(content: &mut Vec<Inline>, offset: u32) {
    while let Some(first) = content.first_mut() {
        match first {
            Inline::Text(span) if span.end <= offset => drop(content.remove(0)),
            Inline::Text(span) => {
                span.start = span.start.max(offset);
                return;
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => {
                take_front(inner, offset);
                match inner.is_empty() {
                    true => drop(content.remove(0)),
                    false => return,
                }
            }
            _ => return,
        }
    }
}

/// The start of a sentence that was taken for an item's number is text again.
fn put_back(marker: Span, blocks: &mut Vec<Block>) {
    let text = [Inline::Text(marker), Inline::SoftBreak];
    match blocks.first_mut() {
        Some(Block { span, kind: BlockKind::Paragraph(content) }) => {
            content.splice(0..0, text);
            *span = marker.to(*span);
        }
        _ => blocks.insert(0, Block { span: marker, kind: BlockKind::Paragraph(text[..1].to_vec()) }),
    }
}
