//! A paper's blocks → the HTML of its text. Every word in order, every printed number as text that is copied and read aloud.

use std::collections::HashMap;

use crate::link::{self, Target};
use crate::model::{Alignment, Block, BlockKind, Filed, Heading, Inline, Link, Number, Numbered, PaperId, Row, Site, Table};
use crate::source::{Source, Span};

use super::highlight::Highlighter;
use super::marks::{Mark, Marks, Wrap};
use super::raw::{self, Tag};
use super::{escape, web};
use crate::parse::figures::{Figures, Options};

/// The text of a paper as HTML, and what the page needs for it.
pub(super) struct Text {
    /// The HTML.
    pub html: String,
    /// Whether it shows code, for which there is a stylesheet of its own.
    pub has_code: bool,
    /// Whether it shows tables of figures.
    pub has_figures: bool,
}

/// The HTML of a paper's text. A title that opens the paper is left to the template, which prints it as the page's own heading.
pub(super) fn html(site: &Site, id: PaperId, highlighter: &Highlighter, meanings: &HashMap<Box<str>, Box<str>>) -> Text {
    let paper = site.paper(id);
    let blocks = match paper.paper.blocks.split_first() {
        Some((first, rest)) if is_page_title(paper, first) => rest,
        _ => paper.paper.blocks.as_slice(),
    };
    let source = &*paper.document.source;
    let out = String::with_capacity(2 * source.slice(paper.paper.span).len());
    let marks = Marks::of(site, id, meanings);
    let mut writer = Writer {
        site,
        paper,
        source,
        highlighter,
        marks,
        begun: None,
        links: 0,
        out,
        code: false,
        figures: 0,
        tables: 0,
        row: None,
        notes: HashMap::new(),
    };
    writer.blocks(blocks);
    Text { html: writer.out, has_code: writer.code, has_figures: writer.figures > 0 }
}

/// Whether the first block is the title as the page's heading prints it.
fn is_page_title(paper: &Filed, first: &Block) -> bool {
    match &first.kind {
        BlockKind::Heading(heading) => {
            let words = crate::parse::plain_text(&paper.document.source, &heading.content);
            let plain = heading.content.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_)));
            heading.level == 1 && plain && heading.number.is_none() && words.trim() == paper.title
        }
        _ => false,
    }
}

/// Whether words stand in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Text,
    Link,
}

struct Writer<'a> {
    site: &'a Site,
    paper: &'a Filed,
    source: &'a Source,
    highlighter: &'a Highlighter,
    marks: Marks,
    /// Where the action or decision begins that was met last: its anchor is given once.
    begun: Option<u32>,
    /// How many links are open, raw ones among them.
    links: usize,
    out: String,
    code: bool,
    figures: usize,
    tables: usize,
    /// The number of the row that is being written, until its text comes.
    row: Option<(&'a Number, &'a str)>,
    /// The footnotes met so far: the place of each, and how often it was referred to.
    notes: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
            self.out.push('\n');
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Numbered(numbered) => self.numbered(numbered),
            BlockKind::Bullets(items) => self.bullets(items),
            BlockKind::Quote(blocks) => self.wrapped("<blockquote>\n", blocks, "</blockquote>"),
            BlockKind::Code { info, lines } => self.code(info, lines),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                self.out.push_str("<dl>\n");
                for definition in definitions {
                    self.element("dt", &definition.term);
                    definition.meanings.iter().for_each(|meaning| self.item("dd", meaning));
                }
                self.out.push_str("</dl>");
            }
            BlockKind::Footnote(label, blocks) => self.footnote(label, blocks),
            BlockKind::Html(spans) => {
                let html: String = spans.iter().map(|span| self.source.slice(*span)).collect();
                self.out.push_str(&raw::block(&html));
            }
            BlockKind::Rule => self.out.push_str("<hr>"),
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &'a [Block], close: &str) {
        self.out.push_str(open);
        self.blocks(blocks);
        self.out.push_str(close);
    }

    fn element(&mut self, name: &str, content: &'a [Inline]) {
        self.push(&["<", name, ">"]);
        self.inlines(content);
        self.push(&["</", name, ">\n"]);
    }

    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    fn escaped(&mut self, text: &str) {
        escape::push(text, &mut self.out);
    }

    fn paragraph(&mut self, content: &'a [Inline]) {
        if let [Inline::Image(image)] = content
            && self.figures_of_image(image)
        {
            return;
        }
        self.out.push_str("<p>");
        self.inlines(content);
        self.out.push_str("</p>");
    }

    /// A heading is at most as deep as HTML goes; a printed title that is not the page's heading is a line of its own.
    fn heading(&mut self, heading: &'a Heading) {
        let level = heading.level.to_string();
        let name = if heading.level == 1 { "p".to_owned() } else { format!("h{level}") };
        let class = if heading.level == 1 { " class=\"printed-title\"" } else { "" };
        let linked = heading.number.is_none() && heading.level > 1;
        self.out.push_str(if linked { "<div class=\"heading\">" } else { "" });
        self.push(&["<", &name, " id=\""]);
        self.escaped(&heading.anchor);
        self.push(&["\"", class, ">"]);
        if let Some(number) = &heading.number {
            self.number(number, &heading.anchor);
        }
        self.inlines(&heading.content);
        self.push(&["</", &name, ">"]);
        if linked {
            self.permalink(heading);
            self.out.push_str("</div>");
        }
    }

    /// The link to a heading stands after it, so that the heading's name is its own words.
    fn permalink(&mut self, heading: &Heading) {
        self.out.push_str(" <a class=\"permalink\" href=\"#");
        self.escaped(&web::fragment(&heading.anchor));
        self.out.push_str("\" aria-label=\"Link to ");
        let words = crate::parse::plain_text(self.source, &heading.content);
        self.escaped(words.trim());
        self.out.push_str("\"></a>");
    }

    /// A number as it is printed, with the blank behind it.
    fn number(&mut self, number: &Number, anchor: &str) {
        self.linked_number(number, anchor);
        self.out.push(' ');
    }

    /// A number as it is printed; it is also the link to itself.
    fn linked_number(&mut self, number: &Number, anchor: &str) {
        self.out.push_str("<a class=\"number\" href=\"#");
        self.escaped(&web::fragment(anchor));
        self.out.push_str("\">");
        // A converter's `1\.` is printed as `1.`.
        self.escaped(&self.source.slice(number.printed).replace('\\', ""));
        self.out.push_str("</a>");
    }

    fn numbered(&mut self, numbered: &'a Numbered) {
        let depth = numbered.depth.to_string();
        let single = match numbered.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(content), .. }] => Some(content),
            _ => None,
        };
        let name = if single.is_some() { "p" } else { "div" };
        self.push(&["<", name, " class=\"numbered depth-", &depth, "\" id=\""]);
        self.escaped(&numbered.anchor);
        self.out.push_str("\">");
        self.number(&numbered.number, &numbered.anchor);
        match single {
            Some(content) => self.inlines(content),
            None => self.blocks(&numbered.blocks),
        }
        self.push(&["</", name, ">"]);
    }

    fn bullets(&mut self, items: &'a [Vec<Block>]) {
        self.out.push_str("<ul>\n");
        items.iter().for_each(|item| self.item("li", item));
        self.out.push_str("</ul>");
    }

    /// An item whose first block is a paragraph holds its text itself, as in a list that is set close.
    fn item(&mut self, name: &str, blocks: &'a [Block]) {
        self.push(&["<", name, ">"]);
        let rest = match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), .. }, rest))
                if rest.iter().all(|block| !matches!(block.kind, BlockKind::Paragraph(_))) =>
            {
                self.inlines(content);
                rest
            }
            _ => blocks,
        };
        if !rest.is_empty() {
            self.out.push('\n');
            self.blocks(rest);
        }
        self.push(&["</", name, ">\n"]);
    }

    fn footnote(&mut self, label: &'a str, blocks: &'a [Block]) {
        let (place, referred) = self.note(label);
        self.push(&["<div class=\"footnote\" id=\"fn.", &place.to_string(), "\">"]);
        if referred > 0 {
            self.push(&["<a class=\"number\" href=\"#fnref.", &place.to_string(), "\" aria-label=\"Back to the text of note "]);
            self.escaped(label);
            self.out.push_str("\">");
            self.escaped(label);
            self.out.push_str("</a> ");
        } else {
            self.escaped(label);
            self.out.push(' ');
        }
        self.blocks(blocks);
        self.out.push_str("</div>");
    }

    /// The place of a footnote among those of the paper, and how often it was referred to so far.
    fn note(&mut self, label: &'a str) -> (usize, usize) {
        let next = self.notes.len() + 1;
        *self.notes.entry(label).or_insert((next, 0))
    }

    /// Code, or figures in a fence marked `csv`.
    fn code(&mut self, info: &str, lines: &[Span]) {
        let text: String = lines.iter().map(|span| self.source.slice(*span)).collect();
        let language = info.split_whitespace().next().unwrap_or_default();
        if language == "csv" || language == "tsv" {
            let (options, _) = Options::parse(info);
            let named = options.file.as_ref().and_then(|file| self.figures_file(file));
            if self.figures(named.as_deref().unwrap_or(&text), &options) {
                return;
            }
        }
        self.code = true;
        let html = self.highlighter.html(language, &text);
        self.out.push_str(&html);
    }

    /// The text of a CSV file beside the paper.
    fn figures_file(&self, target: &str) -> Option<String> {
        let path = link::path::join(self.paper.document.path(), target)?;
        let figures = self.site.assets.get(path.as_str())?.figures.as_ref()?;
        Some(figures.text().to_owned())
    }

    /// Shows figures as a table, with a chart if one is asked for. Text that is no table is left to the caller.
    fn figures(&mut self, text: &str, options: &Options) -> bool {
        let Ok(figures) = Figures::read(text, options) else { return false };
        self.figures += 1;
        let html = super::figures::html(&figures, &format!("figures.{}", self.figures), options.chart);
        self.out.push_str(&html);
        true
    }

    fn figures_of_image(&mut self, image: &Link) -> bool {
        let Target::File(path) = link::resolve(self.site, self.paper.document.path(), &image.target) else { return false };
        let Some(text) = self.site.assets.get(path.as_str()).and_then(|asset| asset.figures.as_ref()) else { return false };
        let (mut options, _) = Options::parse(&image.title);
        let caption = crate::parse::plain_text(self.source, &image.content);
        options.caption = Some(caption).filter(|caption| !caption.is_empty()).or(options.caption);
        let text = text.clone();
        self.figures(text.text(), &options)
    }

    fn table(&mut self, table: &'a Table) {
        self.tables += 1;
        let name = format!("Table {}", self.tables);
        self.push(&["<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"", &name, "\"><table>\n"]);
        if table.header.iter().any(|cell| !cell.is_empty()) {
            self.out.push_str("<thead><tr>");
            for (place, cell) in table.header.iter().enumerate() {
                self.cell(
                    if cell.is_empty() { "td" } else { "th" },
                    if cell.is_empty() { "" } else { " scope=\"col\"" },
                    table,
                    place,
                    cell,
                );
            }
            self.out.push_str("</tr></thead>\n");
        }
        self.out.push_str("<tbody>\n");
        table.rows.iter().for_each(|row| self.row(table, row));
        self.out.push_str("</tbody></table></div>");
    }

    fn row(&mut self, table: &'a Table, row: &'a Row) {
        match &row.number {
            Some((_, anchor)) => {
                self.out.push_str("<tr id=\"");
                self.escaped(anchor);
                self.out.push_str("\">");
            }
            None => self.out.push_str("<tr>"),
        }
        self.row = row.number.as_ref().map(|(number, anchor)| (number, &**anchor));
        for (place, cell) in row.cells.iter().enumerate() {
            self.cell("td", "", table, place, cell);
        }
        self.row = None;
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, name: &str, attributes: &str, table: &Table, place: usize, content: &'a [Inline]) {
        let class = match table.alignments.get(place) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Centre) => " class=\"centre\"",
            _ => "",
        };
        self.push(&["<", name, attributes, class, ">"]);
        self.inlines(content);
        self.push(&["</", name, ">"]);
    }

    /// A run of text. Raw tags are balanced within it: what is open at its end is closed.
    fn inlines(&mut self, content: &'a [Inline]) {
        let mut open: Vec<String> = Vec::new();
        for inline in content {
            match inline {
                Inline::Html(span) => self.raw_tag(*span, &mut open),
                inline => self.inline(inline),
            }
        }
        while let Some(name) = open.pop() {
            self.links -= usize::from(name == "a");
            self.push(&["</", &name, ">"]);
        }
    }

    fn raw_tag(&mut self, span: Span, open: &mut Vec<String>) {
        let typed = self.source.slice(span);
        match raw::tag(typed) {
            Tag::Open(name, html) => {
                self.links += usize::from(name == "a");
                self.out.push_str(&html);
                open.push(name);
            }
            Tag::Close(name) => {
                if let Some(place) = open.iter().rposition(|open| *open == name) {
                    while open.len() > place {
                        let name = open.pop().expect("longer than a place in it");
                        self.links -= usize::from(name == "a");
                        self.push(&["</", &name, ">"]);
                    }
                }
            }
            Tag::Alone(html) => self.out.push_str(&html),
            Tag::Nothing => {}
            Tag::Text => self.escaped(typed),
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(span) => self.text(*span),
            Inline::Literal(_, text) => self.escaped(text),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::LineBreak => self.out.push_str("<br>\n"),
            Inline::Emphasis(inner) => self.styled("em", inner),
            Inline::Strong(inner) => self.styled("strong", inner),
            Inline::Strikethrough(inner) => self.styled("del", inner),
            Inline::Code(_, text) => {
                self.out.push_str("<code>");
                self.escaped(text);
                self.out.push_str("</code>");
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::Html(_) => {}
            Inline::FootnoteReference(label) => self.reference(label),
            Inline::Task { done } => {
                let state = if *done { " checked aria-label=\"done\"> " } else { " aria-label=\"not done\"> " };
                self.push(&["<input type=\"checkbox\" disabled", state]);
            }
        }
    }

    /// Words with the marks on them. No link stands within a link.
    fn words(&mut self, span: Span, around: Around) {
        let around = if self.links > 0 { Around::Link } else { around };
        if self.marks.leave(span) {
            return self.plain(span, around);
        }
        let marks = std::mem::take(&mut self.marks);
        for (piece, word, thing) in marks.stretches(span) {
            self.open_thing(thing);
            let tags = word.map(|mark| &mark.wrap).filter(|wrap| around == Around::Text || !matches!(wrap, Wrap::Link(..))).map(Wrap::tags);
            tags.iter().for_each(|(open, _)| self.out.push_str(open));
            let inside = if tags.is_some() { Around::Link } else { around };
            self.plain(piece, inside);
            tags.iter().for_each(|(_, close)| self.out.push_str(close));
            self.close_thing(thing, piece, around);
        }
        self.marks = marks;
    }

    fn plain(&mut self, span: Span, around: Around) {
        match around {
            Around::Text => web::push_linked(self.source.slice(span), &mut self.out),
            Around::Link => self.escaped(self.source.slice(span)),
        }
    }

    /// An action or decision may go on over several runs of text: it has its anchor where it begins, and its class all along.
    fn open_thing(&mut self, thing: Option<&Mark>) {
        let Some(Mark { span, wrap: wrap @ Wrap::Thing(class, _) }) = thing else { return };
        match self.begun == Some(span.start) {
            true => self.push(&["<span class=\"", class, "\">"]),
            false => {
                self.begun = Some(span.start);
                self.out.push_str(&wrap.tags().0);
            }
        }
    }

    fn close_thing(&mut self, thing: Option<&Mark>, piece: Span, around: Around) {
        let Some(Mark { span, wrap: Wrap::Thing(class, anchors) }) = thing else { return };
        if let Some(anchor) = anchors.first().filter(|_| piece.end == span.end && around == Around::Text) {
            self.out.push_str("<a class=\"permalink\" href=\"#");
            self.escaped(&web::fragment(anchor));
            self.push(&["\" aria-label=\"Link to this ", class, "\"></a>"]);
        }
        self.out.push_str("</span>");
    }

    /// Words of the source; those that are the number of a table's row lead to the row.
    fn text(&mut self, span: Span) {
        let number = self.row.take_if(|(number, _)| number.printed.start == span.start);
        if let Some((number, anchor)) = number {
            self.linked_number(number, anchor);
        }
        let rest = Span { start: number.map_or(span.start, |(number, _)| number.printed.end), ..span };
        self.words(rest, Around::Text);
    }

    fn styled(&mut self, name: &str, inner: &'a [Inline]) {
        self.push(&["<", name, ">"]);
        self.inlines(inner);
        self.push(&["</", name, ">"]);
    }

    fn reference(&mut self, label: &'a str) {
        let (place, before) = self.note(label);
        self.notes.insert(label, (place, before + 1));
        let again = if before > 0 { format!("~{}", before + 1) } else { String::new() };
        let place = place.to_string();
        self.push(&["<sup><a href=\"#fn.", &place, "\" id=\"fnref.", &place, &again, "\">"]);
        self.escaped(label);
        self.out.push_str("</a></sup>");
    }

    fn link(&mut self, link: &'a Link) {
        match web::href(self.site, self.paper, &link.target) {
            Some(href) => {
                let bare = web::is_bare(&link.target, &crate::parse::plain_text(self.source, &link.content));
                self.out.push_str(if bare { "<a class=\"bare\" href=\"" } else { "<a href=\"" });
                self.escaped(&href);
                self.out.push_str("\">");
                self.links += 1;
                self.without_links(&link.content);
                self.links -= 1;
                self.out.push_str("</a>");
            }
            None => self.inlines(&link.content),
        }
    }

    /// Bare addresses inside a link are its own text.
    fn without_links(&mut self, content: &'a [Inline]) {
        for inline in content {
            match inline {
                Inline::Text(span) => self.words(*span, Around::Link),
                inline => self.inlines(std::slice::from_ref(inline)),
            }
        }
    }

    /// An image of the site is shown; one from elsewhere is a link to it, as a reader's browser asks nobody else for anything.
    fn image(&mut self, image: &'a Link) {
        let alternative = crate::parse::plain_text(self.source, &image.content);
        match link::resolve(self.site, self.paper.document.path(), &image.target) {
            Target::File(path) if self.site.assets.get(path.as_str()).is_some_and(|asset| asset.figures.is_none()) => {
                let address = web::file(self.site, &path);
                self.out.push_str("<img src=\"");
                self.escaped(&address);
                self.out.push_str("\" alt=\"");
                self.escaped(&alternative);
                self.out.push_str("\">");
            }
            _ => self.link(image),
        }
    }
}
