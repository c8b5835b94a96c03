//! CommonMark's events → blocks. What the events do not tell (printed numbers, meant line ends) is read from the lines.

use pulldown_cmark::{Alignment as Column, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::layout::{Prepared, options};
use crate::model::{Alignment, Block, BlockKind, Definition, Heading, Inline, Link, Number, Numbered, Row, Table};
use crate::source::Span;

/// How deep blocks may stand in one another. Nothing a person wrote comes near it; what is deeper is laid flat, words kept.
const DEEPEST: usize = 40;

/// The blocks of a text, with underlined headings as CommonMark reads them: the caller says which are none.
pub(super) fn blocks(prepared: &Prepared<'_>) -> Vec<Block> {
    let mut builder = Builder { prepared, frames: vec![Frame::new(Part::Root, Span::default())] };
    for (event, range) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    while builder.frames.len() > 1 {
        builder.close();
    }
    let mut root = builder.frames.pop().expect("the root frame is never closed");
    root.flush();
    root.blocks
}

/// A container that is open.
struct Frame<'a> {
    part: Part<'a>,
    span: Span,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    rows: Vec<Row>,
    cells: Vec<Vec<Inline>>,
    definitions: Vec<Definition>,
    items: Vec<Vec<Block>>,
    spans: Vec<Span>,
}

/// What a container is.
enum Part<'a> {
    Root,
    Paragraph,
    Heading(HeadingLevel),
    Bullets,
    Ordered,
    Bullet,
    Item(Number),
    Quote,
    Code(CowStr<'a>),
    Html,
    Table(Vec<Column>),
    Head,
    Row,
    Cell,
    Footnote(CowStr<'a>),
    Definitions,
    Term,
    Meaning,
    Emphasis,
    Strong,
    Strikethrough,
    Link(CowStr<'a>, CowStr<'a>),
    Image(CowStr<'a>, CowStr<'a>),
    /// Deeper than [`DEEPEST`]: its content goes to the container around it.
    Flat,
    /// The same for marks inside a line.
    FlatText,
}

impl<'a> Frame<'a> {
    fn new(part: Part<'a>, span: Span) -> Self {
        let (blocks, inlines, rows, cells) = Default::default();
        let (definitions, items, spans) = Default::default();
        Self { part, span, blocks, inlines, rows, cells, definitions, items, spans }
    }

    /// Text that stands in a block without a paragraph of its own, as in a tight list, becomes one.
    fn flush(&mut self) {
        if self.inlines.is_empty() {
            return;
        }
        let content = std::mem::take(&mut self.inlines);
        let span = content.iter().filter_map(inline_span).reduce(Span::to).unwrap_or(self.span);
        self.blocks.push(Block { span, kind: BlockKind::Paragraph(content) });
    }
}

struct Builder<'a> {
    prepared: &'a Prepared<'a>,
    frames: Vec<Frame<'a>>,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, range: std::ops::Range<usize>) {
        let span = self.prepared.source(range.clone());
        match event {
            Event::Start(tag) => self.open(tag, range, span),
            Event::End(TagEnd::MetadataBlock(_)) => {}
            Event::End(_) => self.close(),
            Event::Text(text) => self.text(text, range, span),
            Event::Code(text) => self.inline(Inline::Code(span, text.as_ref().into())),
            Event::Html(_) => self.top().spans.push(span),
            Event::InlineHtml(_) => self.inline(Inline::Html(span)),
            Event::FootnoteReference(label) => self.inline(Inline::FootnoteReference(label.as_ref().into())),
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::LineBreak),
            Event::TaskListMarker(done) => self.inline(Inline::Task { done }),
            Event::Rule => self.block(span, BlockKind::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, range, span),
        }
    }

    fn top(&mut self) -> &mut Frame<'a> {
        self.frames.last_mut().expect("the root frame is never closed")
    }

    fn inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    fn block(&mut self, span: Span, kind: BlockKind) {
        let top = self.top();
        top.flush();
        top.blocks.push(Block { span, kind });
    }

    fn text(&mut self, text: CowStr<'a>, range: std::ops::Range<usize>, span: Span) {
        let as_written = self.prepared.text.get(range) == Some(&*text) && (span.end - span.start) as usize == text.len();
        let top = self.top();
        if matches!(top.part, Part::Code(_)) {
            top.spans.push(span);
        } else if !as_written {
            top.inlines.push(Inline::Literal(span, text.as_ref().into()));
        } else if let Some(Inline::Text(last)) =
            top.inlines.last_mut().filter(|last| matches!(last, Inline::Text(last) if last.end == span.start))
        {
            last.end = span.end;
        } else {
            top.inlines.push(Inline::Text(span));
        }
    }

    fn open(&mut self, tag: Tag<'a>, range: std::ops::Range<usize>, span: Span) {
        let too_deep = self.frames.len() > DEEPEST;
        let part = match tag {
            Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) if too_deep => return self.open_flat(range, span),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } if too_deep => Part::FlatText,
            Tag::Paragraph => Part::Paragraph,
            Tag::Heading { level, .. } => Part::Heading(level),
            Tag::BlockQuote(_) => Part::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Part::Code(info),
            Tag::CodeBlock(CodeBlockKind::Indented) => Part::Code(CowStr::Borrowed("")),
            Tag::HtmlBlock => Part::Html,
            Tag::List(Some(_)) => Part::Ordered,
            Tag::List(None) => Part::Bullets,
            Tag::Item => self.marker(range, span).map_or(Part::Bullet, Part::Item),
            Tag::FootnoteDefinition(label) => Part::Footnote(label),
            Tag::DefinitionList => Part::Definitions,
            Tag::DefinitionListTitle => Part::Term,
            Tag::DefinitionListDefinition => Part::Meaning,
            Tag::Table(columns) => Part::Table(columns),
            Tag::TableHead => Part::Head,
            Tag::TableRow => Part::Row,
            Tag::TableCell => Part::Cell,
            Tag::Emphasis => Part::Emphasis,
            Tag::Strong => Part::Strong,
            Tag::Strikethrough => Part::Strikethrough,
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => Part::Link(format!("mailto:{dest_url}").into(), title),
            Tag::Link { dest_url, title, .. } => Part::Link(dest_url, title),
            Tag::Image { dest_url, title, .. } => Part::Image(dest_url, title),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Part::Flat,
        };
        let top = self.top();
        if !part.is_inline() {
            top.flush();
        }
        let mut frame = Frame::new(part, span);
        if matches!((&top.part, &frame.part), (Part::FlatText, Part::FlatText)) {
            frame.inlines = std::mem::take(&mut top.inlines);
        }
        self.frames.push(frame);
    }

    /// The number of an item of an ordered list, as it is printed, whatever CommonMark counts.
    fn marker(&self, range: std::ops::Range<usize>, span: Span) -> Option<Number> {
        let Some(Frame { part: Part::Ordered, .. }) = self.frames.last() else { return None };
        let text = &self.prepared.text[range];
        let label = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let printed = Span { start: span.start, end: span.start + label.len() as u32 + 1 };
        Some(Number { label: label.into(), printed })
    }

    /// A container that is too deep: a digit before it stays as text.
    fn open_flat(&mut self, range: std::ops::Range<usize>, span: Span) {
        let digits = self.prepared.text[range].bytes().take_while(u8::is_ascii_digit).count() as u32;
        let top = self.top();
        top.flush();
        let mut frame = Frame::new(Part::Flat, span);
        // What is laid flat already goes along into the next depth and back in one piece, not word by word at each depth.
        if matches!(top.part, Part::Flat) {
            frame.blocks = std::mem::take(&mut top.blocks);
        }
        if digits > 0 {
            frame.inlines = vec![Inline::Text(Span { start: span.start, end: span.start + digits + 1 }), Inline::SoftBreak];
        }
        self.frames.push(frame);
    }

    fn close(&mut self) {
        let mut frame = self.frames.pop().expect("an end has a start");
        let span = trimmed(self.prepared, frame.span);
        if frame.part.holds_blocks() {
            frame.flush();
        }
        let prepared = self.prepared;
        let parent = self.top();
        let inlines = frame.inlines;
        let kind = match frame.part {
            Part::Paragraph => BlockKind::Paragraph(inlines),
            Part::Heading(level) => {
                BlockKind::Heading(Heading { level: level as u8, number: None, content: inlines, anchor: Box::default() })
            }
            Part::Quote => BlockKind::Quote(frame.blocks),
            Part::Code(info) => BlockKind::Code { info: info.as_ref().into(), lines: frame.spans },
            Part::Html => BlockKind::Html(frame.spans),
            Part::Bullets => BlockKind::Bullets(frame.items),
            Part::Table(columns) => {
                let header = parent_header(&mut frame.cells);
                BlockKind::Table(Table { alignments: columns.into_iter().map(alignment).collect(), header, rows: frame.rows })
            }
            Part::Footnote(label) => BlockKind::Footnote(label.as_ref().into(), frame.blocks),
            Part::Definitions => BlockKind::Definitions(frame.definitions),
            Part::Item(number) => BlockKind::Numbered(Numbered { number, depth: 0, anchor: Box::default(), blocks: frame.blocks }),
            Part::Bullet => return parent.items.push(frame.blocks),
            Part::Ordered | Part::Root => return parent.blocks.append(&mut frame.blocks),
            Part::Head => return parent.cells = frame.cells,
            Part::Row => {
                keep_surplus(prepared, span, &mut frame.cells);
                return parent.rows.push(Row { span, number: None, cells: frame.cells });
            }
            Part::Cell => return parent.cells.push(inlines),
            Part::Term => return parent.definitions.push(Definition { term: inlines, meanings: Vec::new() }),
            Part::Meaning => return parent.definitions.last_mut().map_or((), |last| last.meanings.push(frame.blocks)),
            Part::Emphasis => return parent.inlines.push(Inline::Emphasis(inlines)),
            Part::Strong => return parent.inlines.push(Inline::Strong(inlines)),
            Part::Strikethrough => return parent.inlines.push(Inline::Strikethrough(inlines)),
            Part::Link(target, title) => return parent.inlines.push(Inline::Link(link(span, target, title, inlines))),
            Part::Image(target, title) => return parent.inlines.push(Inline::Image(link(span, target, title, inlines))),
            Part::FlatText => return put_behind(&mut parent.inlines, inlines),
            Part::Flat => return lay_flat(parent, frame.blocks, frame.items, inlines),
        };
        parent.blocks.push(Block { span, kind });
    }
}

impl Part<'_> {
    fn is_inline(&self) -> bool {
        matches!(self, Part::Emphasis | Part::Strong | Part::Strikethrough | Part::Link(..) | Part::Image(..) | Part::FlatText)
    }

    fn holds_blocks(&self) -> bool {
        matches!(self, Part::Quote | Part::Bullet | Part::Item(_) | Part::Footnote(_) | Part::Meaning | Part::Flat)
    }
}

/// The header's cells were left with the table's frame when its row was closed.
fn parent_header(cells: &mut Vec<Vec<Inline>>) -> Vec<Vec<Inline>> {
    std::mem::take(cells)
}

/// Words in cells that a row has beyond the columns of its table, which CommonMark drops, stay in its last cell.
fn keep_surplus(prepared: &Prepared<'_>, row: Span, cells: &mut [Vec<Inline>]) {
    let Some(place) = cells.iter().rposition(|cell| !cell.is_empty()) else { return };
    let end = cells[place].iter().rev().find_map(inline_span).map_or(row.start, |span| span.end);
    let rest = prepared.source_text(Span { start: end.min(row.end), end: row.end });
    let surplus = rest.trim_matches(|c: char| c.is_whitespace() || "|*_~`".contains(c));
    if surplus.chars().any(char::is_alphanumeric) {
        let start = end as usize + (surplus.as_ptr() as usize - rest.as_ptr() as usize);
        cells[place].extend([Inline::SoftBreak, Inline::Text(Span::new(start, start + surplus.len()))]);
    }
}

fn lay_flat(parent: &mut Frame<'_>, blocks: Vec<Block>, items: Vec<Vec<Block>>, inlines: Vec<Inline>) {
    put_behind(&mut parent.blocks, blocks);
    parent.blocks.extend(items.into_iter().flatten());
    parent.inlines.extend(inlines);
}

/// Puts things behind others, at no cost where there are no others.
fn put_behind<T>(others: &mut Vec<T>, mut things: Vec<T>) {
    match others.is_empty() {
        true => *others = things,
        false => others.append(&mut things),
    }
}

fn link(span: Span, target: CowStr<'_>, title: CowStr<'_>, content: Vec<Inline>) -> Box<Link> {
    Box::new(Link { span, target: target.as_ref().into(), title: title.as_ref().into(), content })
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None => Alignment::None,
        Column::Left => Alignment::Left,
        Column::Center => Alignment::Centre,
        Column::Right => Alignment::Right,
    }
}

/// A span without the line ends that CommonMark counts to a block's end.
fn trimmed(prepared: &Prepared<'_>, span: Span) -> Span {
    let text = prepared.source_text(span);
    Span { start: span.start, end: span.start + text.trim_end().len() as u32 }
}

/// Where an inline stands, where it says so.
pub(super) fn inline_span(inline: &Inline) -> Option<Span> {
    match inline {
        Inline::Text(span) | Inline::Literal(span, _) | Inline::Code(span, _) | Inline::Html(span) => Some(*span),
        Inline::Link(link) | Inline::Image(link) => Some(link.span),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strikethrough(content) => {
            content.iter().filter_map(inline_span).reduce(Span::to)
        }
        Inline::SoftBreak | Inline::LineBreak | Inline::FootnoteReference(_) | Inline::Task { .. } => None,
    }
}
