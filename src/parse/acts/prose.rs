//! Passages → prose: each passage with its sentences, and what the section is about in which it stands.

use std::ops::Range;

use crate::parse::passages::{Form, Passage};
use crate::parse::reading::Context;
use crate::source::Source;

use super::markers;
use super::phrase;

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

/// What a section is about, as far as it matters how its words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Other,
    Attendance,
    Declarations,
    /// The minutes of an earlier meeting.
    EarlierMinutes,
    /// What became of actions of an earlier meeting.
    EarlierActions,
    /// The actions of this meeting.
    Actions,
    Recommendations,
    /// What was decided elsewhere and is reported here.
    Elsewhere,
    /// What was decided, under a heading that says so.
    Decision,
    NextMeeting,
}

/// The prose of a paper.
pub(super) fn of<'p>(context: &Context<'p>) -> Vec<Prose<'p>> {
    let mut sections = Sections { topic: Topic::Other, level: 0, number: None };
    let mut prose = Vec::with_capacity(context.passages.len());
    for passage in context.passages {
        let openings: Vec<usize> =
            passage.line_starts(context.source).into_iter().filter(|at| markers::opens(&passage.text[*at..])).collect();
        let sentences = phrase::sentences(&passage.text, &openings);
        let topic = sections.topic(passage, &sentences);
        prose.push(Prose { passage, sentences, topic, listed: listed(context.source, passage) });
    }
    prose
}

/// Where a passage goes on that a page end has cut: the next one begins in lower case, perhaps after a page number.
pub(super) fn continuation(prose: &[Prose<'_>], place: usize) -> Option<usize> {
    let text = prose[place].passage.text.trim_end_matches([' ', '*', '_']);
    let open = text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    let page =
        |at: usize| prose.get(at).is_some_and(|each| each.is_text() && each.passage.text.trim().bytes().all(|byte| byte.is_ascii_digit()));
    let next = place + 1 + usize::from(page(place + 1));
    let goes_on = |each: &&Prose<'_>| each.is_text() && each.listed == Listed::No && each.passage.text.starts_with(char::is_lowercase);
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
    /// The number under which a run-in title stood.
    number: Option<Box<str>>,
}

impl Sections {
    fn topic(&mut self, passage: &Passage, sentences: &[Range<usize>]) -> Topic {
        match passage.form {
            Form::Heading(level) => {
                let own = if level == 1 { Topic::Other } else { topic_of(&passage.text) };
                // A sub-heading that says nothing of its own leaves the section what it is.
                if own != Topic::Other || level <= self.level || self.level == 0 {
                    (self.topic, self.level, self.number) = (own, level, None);
                }
                self.topic
            }
            Form::Text => {
                if self.number.is_some() && passage.spot.number != self.number {
                    (self.topic, self.number) = (Topic::Other, None);
                }
                let Some(own) = sentences.first().and_then(|first| run_in(&passage.text, first.clone())) else { return self.topic };
                // A title that runs into its paragraph speaks for what stands under the same number.
                (self.topic, self.level, self.number) = (own, self.level, passage.spot.number.clone());
                own
            }
            Form::Cell(_) => self.topic,
        }
    }
}

/// `Declarations of interest: None.`, `Minutes of the last meeting. Approved.`
fn run_in(text: &str, first: Range<usize>) -> Option<Topic> {
    let sentence = text[first].trim_end_matches('.');
    let label = sentence.split([':', '–', '—', '\n']).next().unwrap_or_default().trim();
    let topic = topic_of(label);
    let longest = if topic == Topic::EarlierMinutes { 16 } else { 8 };
    let title = label.split_whitespace().count() <= longest && !crate::parse::headings::has_verb(label);
    let marker = matches!(topic, Topic::Actions | Topic::Decision | Topic::Attendance);
    (title && !marker && topic != Topic::Other).then_some(topic)
}

/// What a heading announces.
pub(super) fn topic_of(heading: &str) -> Topic {
    let lower = heading.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphabetic());
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    let starts = |any: &[&str]| any.iter().any(|words| lower.starts_with(words));
    let count = lower.split_whitespace().count();
    let minutes = starts(&["minute", "notes of", "notes from", "cofnodion", "record of the", "draft minutes", "previous minutes"])
        || has(&[
            "of minutes",
            "the minutes",
            "minutes of",
            "notes of",
            "of the notes",
            "o'r cofnodion",
            "last minutes",
            "previous minutes",
        ]);
    match () {
        _ if starts(&["next call", "next interim", "next session", "next sitting"])
            || has(&["next meeting", "cyfarfod nesaf", "future meeting", "dates of meetings", "next council meeting", "next full"]) =>
        {
            Topic::NextMeeting
        }
        _ if starts(&["declaration", "disclosure", "interests", "conflict", "members' interests", "datgan", "declare"])
            || has(&["declarations of", "declaration of", "disclosures of", "conflicts of interest"]) =>
        {
            Topic::Declarations
        }
        _ if has(&["action"])
            && has(&[
                "previous",
                "last ",
                "log",
                "tracker",
                "outstanding",
                "review of",
                "update",
                "from the",
                "follow",
                "progress",
                "arising",
            ])
            && !starts(&["actions arising"]) =>
        {
            Topic::EarlierActions
        }
        _ if starts(&["action", "agreed action", "summary of action", "camau gweithredu"]) && count <= 4 && !has(&["plan", "taken"]) => {
            Topic::Actions
        }
        _ if has(&["arising"]) => Topic::Other,
        _ if minutes => Topic::EarlierMinutes,
        _ if starts(&["recommendation", "officer recommendation", "argymhell"]) && count <= 6
            || lower.ends_with("recommendation")
            || lower.ends_with("recommendations") && count <= 5 =>
        {
            Topic::Recommendations
        }
        _ if has(&["planning decisions", "decisions received", "decisions notified", "decisions by", "decisions of"]) => Topic::Elsewhere,
        _ if starts(&["decision", "resolution", "resolved", "penderfyniad"]) && count <= 3 => Topic::Decision,
        _ if starts(&["present", "in attendance", "attend", "apologies", "absent", "invited", "yn bresennol", "ymddiheuriadau"]) => {
            Topic::Attendance
        }
        _ => Topic::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_their_sections() {
        let cases = [
            ("Declarations of Conflict of Interest", Topic::Declarations),
            ("Notes of the Previous Meeting", Topic::EarlierMinutes),
            ("To approve the minutes of the meeting held on 3 May", Topic::EarlierMinutes),
            ("Matters arising from the minutes", Topic::Other),
            ("Actions from previous meeting", Topic::EarlierActions),
            ("Action log", Topic::EarlierActions),
            ("Summary of actions", Topic::Actions),
            ("Action plan for the river", Topic::Other),
            ("Date of next meeting", Topic::NextMeeting),
            ("Recommendations", Topic::Recommendations),
            ("Street lighting", Topic::Other),
        ];
        for (heading, expected) in cases {
            assert_eq!(topic_of(heading), expected, "{heading}");
        }
    }
}
