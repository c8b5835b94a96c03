//! Paragraphs that are headings: a short line between blank lines, a number before a title, a line all in bold.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::{Block, BlockKind, Head, Heading, Inline, Number, Numbered};
use crate::source::{Source, Span};

use super::acts;
use super::attendance;
use super::dates;
use super::number::{self, Style};
use super::person;

/// The longest heading, in characters: a line and a half of print.
const LONGEST: usize = 110;

/// Turns paragraphs that read as headings into headings, at the top level of a paper.
pub(super) fn find(source: &Source, head: &Head, blocks: Vec<Block>) -> Vec<Block> {
    let mut finder = Finder { source, head, attendance: false, last: 0 };
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let leads = rest.peek().is_some_and(|next| !matches!(next.kind, BlockKind::Rule));
        let found = finder.as_heading(&block, leads);
        let found = found.unwrap_or_else(|| vec![finder.letterhead(block)]);
        finder.pass(&found[0]);
        out.extend(found);
    }
    out
}

struct Finder<'s> {
    source: &'s Source,
    head: &'s Head,
    /// Whether the lines that follow name who came, who did not and who was invited.
    attendance: bool,
    /// The number of the last section.
    last: u32,
}

impl Finder<'_> {
    /// The heading that a block is, with what stood on the lines below it.
    fn as_heading(&self, block: &Block, leads: bool) -> Option<Vec<Block>> {
        match &block.kind {
            BlockKind::Paragraph(content) if stands_alone(self.source, block.span) && !self.is_top(block.span) => {
                let text = super::plain_text(self.source, content);
                let labelled = matches!(content.as_slice(), [Inline::Strong(_), _, ..])
                    && text.split(':').next().is_some_and(|label| label.len() < 40 && label.len() + 2 < text.len());
                if !leads || labelled || content.iter().any(is_line_end) || self.attendance && names_somebody(&text) {
                    return None;
                }
                self.next_section(block.span, &text, content)
                    .or_else(|| reads_as_heading(&text, content).then(|| vec![heading(block.span, None, content.clone(), 2)]))
            }
            BlockKind::Numbered(numbered) if self.attendance && names_somebody(self.source.slice(block.span)) => {
                let bold = matches!(numbered.blocks.first(), Some(Block { kind: BlockKind::Paragraph(content), .. }) if matches!(content.first(), Some(Inline::Strong(_))));
                bold.then(|| numbered_heading(self.source, block.span, numbered, leads)).flatten()
            }
            BlockKind::Numbered(numbered) => numbered_heading(self.source, block.span, numbered, leads),
            _ => None,
        }
    }

    /// `3 Transforming Standards`, without a stop: a section only where it is the very next one. The first must be all in bold.
    fn next_section(&self, span: Span, text: &str, content: &[Inline]) -> Option<Vec<Block>> {
        let label = number::read(text).filter(|label| !label.closed && label.style == Style::Decimal(vec![self.last + 1]))?;
        let (whole, bold) = match content {
            [Inline::Text(whole)] => (whole, false),
            [Inline::Strong(inner)] => match inner.as_slice() {
                [Inline::Text(whole)] => (whole, true),
                _ => return None,
            },
            _ => return None,
        };
        let title = text[label.length..].trim_start();
        let printed = Span { start: whole.start, end: whole.start + label.length as u32 };
        let rest = Inline::Text(Span { start: whole.end - title.len() as u32, end: whole.end });
        let number = Number { label: label.label, printed };
        let found = (self.last > 0 || bold) && is_title(title) && reads_as_heading(title, content);
        let content = if bold { Inline::Strong(vec![rest]) } else { rest };
        found.then(|| vec![heading(span, Some(number), vec![content], 2)])
    }

    /// Lines above the title, and those that say when and where, are the paper's top and no headings of its matter.
    fn is_top(&self, span: Span) -> bool {
        let head = self.head;
        let line = self.source.line(span.start);
        let at = |place: Option<Span>| place.is_some_and(|place| self.source.line(place.start) == line);
        let told = [head.date.as_ref().map(|date| date.span), head.venue.as_ref().map(|venue| venue.span), head.time, head.draft];
        let title = head.title.as_ref().map(|title| title.span);
        !at(title) && (told.into_iter().any(at) || title.is_some_and(|title| span.end <= title.start))
    }

    /// A letterhead or an addressed line above the title is no heading, however it is marked.
    fn letterhead(&self, block: Block) -> Block {
        match block.kind {
            BlockKind::Heading(heading) if heading.number.is_none() && self.is_top(block.span) => {
                Block { span: block.span, kind: BlockKind::Paragraph(heading.content) }
            }
            _ => block,
        }
    }

    fn pass(&mut self, block: &Block) {
        let BlockKind::Heading(heading) = &block.kind else { return };
        let text = super::plain_text(self.source, &heading.content).to_lowercase();
        self.attendance = ATTENDANCE.iter().any(|word| text.starts_with(word));
        if let Some(number) = heading.number.as_ref().and_then(|number| number.label.parse().ok()) {
            self.last = number;
        }
    }
}

/// How headings over lists of people begin.
const ATTENDANCE: [&str; 9] =
    ["present", "in attendance", "attendance", "attendees", "apologies", "absent", "invited", "also present", "yn bresennol"];

/// `B. Jones, Clerk`, `Amara Ash – Chair`, `Cllr Dunmore (Chair)`: a name with what follows it.
fn names_somebody(text: &str) -> bool {
    text.contains([',', '–', '(']) || text.contains(" - ") || text.contains(" -")
}

/// `4. **Title**`, `4. Title`, with the text on the next line or in the next block.
fn numbered_heading(source: &Source, span: Span, numbered: &Numbered, leads: bool) -> Option<Vec<Block>> {
    let Some((Block { kind: BlockKind::Paragraph(content), span: own }, others)) = numbered.blocks.split_first() else { return None };
    let line_end = content.iter().position(is_line_end).unwrap_or(content.len());
    let (title, rest) = content.split_at(line_end);
    let bold = matches!(title, [Inline::Strong(_)]);
    let text = super::plain_text(source, title);
    let titled = bold || rest.is_empty() && leads && is_title(&text) && !text.ends_with(':') && stands_alone(source, span);
    let decimal = numbered.number.label.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    if !(titled && decimal && reads_as_heading(&text, title)) {
        return None;
    }
    let end = title.iter().rev().find_map(super::tree::inline_span).map_or(own.end, |span| span.end);
    let level = 2 + numbered.number.label.matches('.').count().min(3) as u8;
    let mut blocks = vec![heading(Span { start: span.start, end }, Some(numbered.number.clone()), title.to_vec(), level)];
    if rest.len() > 1 {
        let content = rest[1..].to_vec();
        let start = content.iter().find_map(super::tree::inline_span).map_or(own.start, |span| span.start);
        blocks.push(Block { span: Span { start, end: own.end }, kind: BlockKind::Paragraph(content) });
    }
    blocks.extend(others.iter().cloned());
    Some(blocks)
}

fn heading(span: Span, number: Option<Number>, content: Vec<Inline>, level: u8) -> Block {
    Block { span, kind: BlockKind::Heading(Heading { level, number, content, anchor: Box::default() }) }
}

fn is_line_end(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak | Inline::LineBreak)
}

/// Whether blank lines, or the ends of the text, are around a block.
fn stands_alone(source: &Source, span: Span) -> bool {
    let text = source.text();
    let blank = |line: &str| line.trim().is_empty();
    let before = text[..span.start as usize].rsplit('\n').nth(1).is_none_or(blank);
    let after = text[span.end as usize..].split('\n').nth(1).is_none_or(blank);
    before && after
}

/// Whether the words of a line are a heading's and not a sentence's, a date's, a name's or a label's.
pub(super) fn reads_as_heading(text: &str, content: &[Inline]) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    let linked = content.iter().any(|inline| matches!(inline, Inline::Link(_) | Inline::Image(_) | Inline::Html(_)));
    // "3.75 million pounds" opens nothing, "Q3 results" and "2025 review" do.
    let opens = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        || text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(char::is_uppercase);
    let words = text.split_whitespace().count();
    let ended = text.ends_with(['.', ',', ';', '!']) && !known(text);
    let lead_in = text.ends_with(':') && words > 6;
    (2..=LONGEST).contains(&length)
        && words <= 16
        && opens
        && !(linked || ended || lead_in || goes_on(text) || is_initial(text))
        && !is_labelled(text)
        && !is_answer(text)
        // Columns of a page that became text: a task, and its owner at the margin.
        && !text.contains("   ")
        && !is_list_of_people(text)
        && !is_date_or_time(text)
        && !is_page_mark(text)
        && !has_verb(text)
        && !decides(text)
        && text.chars().any(char::is_alphabetic)
}

/// `The Panel RESOLVED to:` lays a decision before a list, in capitals that its other words do not have.
fn decides(text: &str) -> bool {
    let decided =
        |word: &str| ["RESOLVED", "AGREED", "APPROVED", "NOTED", "RECOMMENDED"].contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
    text.contains(char::is_lowercase) && text.split_whitespace().any(decided)
}

/// Whether the last word needs another after it: the line was cut, not ended.
fn goes_on(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let lead_in = text.ends_with("ollowing:");
    lead_in || ["and", "or", "of", "to", "the", "a", "an", "in", "for", "with", "until", "by", "at", "from", "that", "on"].contains(&last)
}

/// `Treasurer W Sharp, Clerk R Doe`: people, told from words with capitals by somebody's initial.
fn is_list_of_people(text: &str) -> bool {
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1 && word.starts_with(char::is_uppercase);
    text.contains(',') && text.split_whitespace().any(initial) && person::is_list(text)
}

/// `A. Ash – Chair`: a person.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && letters.next() == Some(' ')
}

/// Whether most words have a capital, as in a title.
fn is_title(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic)).collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    !words.is_empty() && (capitals * 2 >= words.len() || words.len() <= 3)
}

/// Headings that officers end with a full stop.
fn known(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = ["declaration", "apologies for", "date of next", "any other business", "minutes of the", "notes of the"];
    starts.iter().any(|start| lower.starts_with(start)) && text.split_whitespace().count() <= 9 && !has_verb(text)
}

/// `Email: …`, `Action – …`, `Present: …`, `Cllr A Ash`: a label with its value, or a person.
fn is_labelled(text: &str) -> bool {
    if acts::is_marked(text) || acts::is_task(text) || attendance::is_labelled_list(text) || person::begins_with_title(text) {
        return true;
    }
    static LABELS: [&str; 22] = [
        "action",
        "actions",
        "email",
        "e-mail",
        "tel",
        "telephone",
        "website",
        "date",
        "time",
        "venue",
        "place",
        "resolved",
        "agreed",
        "decision",
        "present",
        "apologies",
        "in attendance",
        "contact",
        "from",
        "to",
        "proposed",
        "chair",
    ];
    let Some(end) = text.find([':', '–', '—']).or_else(|| text.find(" - ")) else { return is_action_word(text) };
    let label = text[..end].trim().to_lowercase();
    let value = text[end..].trim_start_matches([':', '–', '—', '-', ' ']);
    let people = || text[end..].starts_with(':') && value.contains('(') && !person::list(value).is_empty();
    LABELS.contains(&label.as_str()) && !value.is_empty() || is_action_word(text) || people()
}

/// `RESOLVED`, `Agreed:`, `RESOLVED (unanimously) –`: words that what follows stands under, and no section's title.
fn is_action_word(text: &str) -> bool {
    let word = text.split('(').next().unwrap_or_default().trim_end_matches([':', '.', '–', '-', '—', ' ']).to_lowercase();
    ["action", "actions", "noted", "resolved", "agreed", "resolved that", "agreed that", "penderfynwyd"].contains(&word.as_str())
}

/// `None.`, `None declared`, `No apologies raised`, `Nil`: what is said under a heading.
fn is_answer(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let short = lower.split_whitespace().count() <= 4;
    short && ["none", "nil", "no", "nothing", "n", "yes", "noted", "dim"].contains(&first)
}

/// `Page 1 of 2`, which a converter left between paragraphs.
fn is_page_mark(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.len() <= 4 && words[0] == "page" && words.get(1).is_some_and(|word| word.parse::<u32>().is_ok())
}

fn is_date_or_time(text: &str) -> bool {
    let days = dates::days(text);
    let dated: usize = days.iter().map(|day| day.end - day.start).sum();
    let timed: usize = dates::times(text).iter().map(|(_, range)| range.len()).sum();
    (dated + timed) * 2 > text.len()
}

pub(super) fn has_verb(text: &str) -> bool {
    static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/verbs.txt")));
    let lower_case = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(lower_case).any(|word| VERBS.contains(word))
}
