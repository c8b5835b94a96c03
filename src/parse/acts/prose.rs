//! Passages → prose: each passage with its sentences, and what the section is about in which it stands.

use std::ops::Range;

use jiff::civil::Date;

use crate::parse::dates;
use crate::parse::passages::{Form, Passage};
use crate::parse::reading::Context;
use crate::source::{Source, Span};

use super::markers;
use super::phrase;
use super::topics::{Topic, topic_of};

/// A passage with its sentences.
pub(super) struct Prose<'p> {
    /// The passage.
    pub passage: &'p Passage,
    /// Its sentences, as ranges of its text.
    pub sentences: Vec<Range<usize>>,
    /// What its section is about.
    pub topic: Topic,
    /// Whether it opens an item of a list: with a bullet or a number.
    pub listed: Listed,
}

impl<'p> Prose<'p> {
    /// The words of a part of it.
    pub fn slice(&self, range: Range<usize>) -> &'p str {
        &self.passage.text[range]
    }

    /// Its words with the number printed before them.
    pub fn printed(&self, source: &Source) -> String {
        let line = source.line_span(source.line(self.passage.span.start));
        let before = source.slice(Span { start: line.start, end: self.passage.span.start.max(line.start) });
        let number = before.trim_matches(['*', '_', ' ', '\t', '>', '-', '+']);
        let number = if self.listed == Listed::Number { number } else { "" };
        phrase::tidy(&format!("{number} {}", self.passage.text))
    }

    /// Whether it is a paragraph and no heading, cell or quotation.
    pub fn is_text(&self) -> bool {
        self.passage.form == Form::Text && !self.passage.quoted
    }

    /// Whether it is a paragraph or a cell below a table's header, and not quoted.
    pub fn speaks(&self) -> bool {
        !self.passage.quoted
            && match &self.passage.form {
                Form::Heading(_) => false,
                Form::Text => true,
                // "Resolved: duplicate" in a column of states is the state of a thing.
                Form::Cell(cell) => cell.row.is_some() && !["state", "status", "progress"].contains(&cell.head.to_lowercase().as_str()),
            }
    }
}

/// Whether a passage opens an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// It does not.
    No,
    /// With a bullet.
    Bullet,
    /// With a number or letter.
    Number,
}

/// The prose of a paper.
pub(super) fn of<'p>(context: &Context<'p>) -> Vec<Prose<'p>> {
    let meeting = context.date;
    let mut sections = Sections { topic: Topic::Other, level: 0, run_in: None, told: false, meeting };
    let mut prose = Vec::with_capacity(context.passages.len());
    for passage in context.passages {
        let openings = openings(context.source, passage);
        let sentences = phrase::sentences(&passage.text, &openings);
        let listed = listed(context.source, passage);
        let topic = sections.topic(passage, &sentences, listed);
        prose.push(Prose { passage, sentences, topic, listed });
    }
    prose
}

/// The lines of a passage that open a sentence although the line before has no stop: after a title in capitals, or with a
/// word such as "RESOLVED".
fn openings(source: &Source, passage: &Passage) -> Vec<usize> {
    let mut last = 0;
    let opens = |at: &usize| {
        let before = passage.text[last..*at].trim();
        last = *at;
        let title = before.len() < 60 && before.contains(char::is_uppercase) && !before.contains(char::is_lowercase);
        title && passage.text[*at..].starts_with(char::is_uppercase) || markers::opens(&passage.text[*at..])
    };
    passage.line_starts(source).into_iter().filter(opens).collect()
}

/// Where a passage goes on that a page end has cut: the next one begins in lower case, perhaps after a page number.
pub(super) fn continuation(prose: &[Prose<'_>], place: usize) -> Option<usize> {
    let text = prose[place].passage.text.trim_end_matches([' ', '*', '_']);
    let open = text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    let page =
        |at: usize| prose.get(at).is_some_and(|each| each.is_text() && each.passage.text.trim().bytes().all(|byte| byte.is_ascii_digit()));
    let next = place + 1 + usize::from(page(place + 1));
    let goes_on =
        |each: &&Prose<'_>| each.is_text() && each.listed == Listed::No && each.passage.text.trim_start().starts_with(char::is_lowercase);
    prose.get(next).filter(goes_on).filter(|_| open && prose[place].is_text()).map(|_| next)
}

/// Whether a sentence says again in another language what the one before it said: `PENDERFYNWYD … / RESOLVED …`.
pub(super) fn is_translation(text: &str, sentence: &Range<usize>) -> bool {
    sentence.start > 0 && text[..sentence.start].trim_end().ends_with('/')
}

/// What stands before a passage on its line tells whether it opens an item of a list.
fn listed(source: &Source, passage: &Passage) -> Listed {
    let line = source.line_span(source.line(passage.span.start));
    let before = source.text()[line.start as usize..(passage.span.start.max(line.start)) as usize].trim_matches(['*', '_', ' ', '\t', '>']);
    let line_opens_with_star = source.slice(line).trim_start().starts_with("* ");
    match passage.form {
        Form::Text if before.contains(|c: char| c.is_alphanumeric()) => Listed::Number,
        Form::Text if before.contains(['-', '+', '•', '–']) || line_opens_with_star => Listed::Bullet,
        _ => Listed::No,
    }
}

struct Sections {
    topic: Topic,
    level: u8,
    /// How far a title holds that runs into its paragraph; none where a heading opened the section.
    run_in: Option<Reach>,
    /// Whether the list that follows tells what somebody had done: "The Board had:".
    told: bool,
    /// The day of this meeting: its own minutes are no earlier ones.
    meeting: Option<Date>,
}

/// How far a title holds that is no heading.
enum Reach {
    /// As far as the number under which it stands, by its anchor.
    Number(Box<str>),
    /// In its own paragraph, and the list below it.
    Paragraph,
    /// As far as the next title: it is a paragraph of its own.
    Title,
}

impl Sections {
    fn topic(&mut self, passage: &Passage, sentences: &[Range<usize>], listed: Listed) -> Topic {
        match passage.form {
            Form::Heading(level) => {
                let own = if level == 1 { Topic::Other } else { topic_of(&passage.text) };
                let own = if own != Topic::Other && self.is_own(&passage.text) { Topic::Other } else { own };
                // A sub-heading that says nothing of its own leaves the section what it is.
                if own != Topic::Other || level <= self.level || self.run_in.is_some() {
                    (self.topic, self.level, self.run_in) = (own, level, None);
                }
            }
            Form::Text => self.text(passage, sentences, listed),
            Form::Cell(_) => {}
        }
        match (&passage.form, listed) {
            (Form::Text, Listed::Bullet | Listed::Number) if self.told => Topic::Elsewhere,
            _ => {
                self.told = passage.form == Form::Text && tells_deeds(&passage.text);
                self.topic
            }
        }
    }

    fn text(&mut self, passage: &Passage, sentences: &[Range<usize>], listed: Listed) {
        let over = match &self.run_in {
            Some(Reach::Number(anchor)) => {
                let rest = passage.spot.anchor.strip_prefix(&**anchor);
                !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            Some(Reach::Paragraph) => listed == Listed::No,
            Some(Reach::Title) | None => false,
        };
        if over {
            (self.topic, self.run_in) = (Topic::Other, None);
        }
        let own = sentences.first().and_then(|first| run_in(&passage.text, first.clone()));
        let Some(own) = own.filter(|_| !self.is_own(&passage.text)) else { return };
        let reach = match &passage.spot.number {
            Some(_) => Reach::Number(passage.spot.anchor.clone()),
            None if sentences.len() == 1 && !passage.text.trim_end().ends_with('.') => Reach::Title,
            None => Reach::Paragraph,
        };
        (self.topic, self.run_in) = (own, Some(reach));
    }

    /// Whether a text names the day of this meeting, as its own title does.
    fn is_own(&self, text: &str) -> bool {
        self.meeting.is_some_and(|meeting| dates::days(text).iter().any(|day| day.near(self.meeting) == Some(meeting)))
    }
}

/// Whether a paragraph opens a list of what somebody had done before the meeting.
fn tells_deeds(text: &str) -> bool {
    let Some(before) = text.trim_end_matches(['*', '_', ' ']).strip_suffix(':') else { return false };
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    ["had", "has", "have"].contains(&last)
}

/// The longest title that runs into its paragraph, in words.
const LONGEST_TITLE: usize = 16;

/// `Declarations of interest: None.`, `Minutes of the last meeting. Approved.`
fn run_in(text: &str, first: Range<usize>) -> Option<Topic> {
    let sentence = text[first].trim_end_matches('.');
    let label = sentence.split([':', '–', '—', '\n']).next().unwrap_or_default().trim();
    if label.split_whitespace().nth(LONGEST_TITLE).is_some() {
        return None;
    }
    let topic = topic_of(label);
    let longest = if topic == Topic::EarlierMinutes { LONGEST_TITLE } else { 8 };
    let title = label.split_whitespace().count() <= longest && !crate::parse::headings::has_verb(label);
    let marker = matches!(topic, Topic::Actions | Topic::Decision | Topic::Attendance);
    (title && !marker && topic != Topic::Other).then_some(topic)
}
