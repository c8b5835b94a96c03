//! The words of a paper → what they say: one recogniser after another, each in a file of its own, over the same passages.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::model::{Attendee, Block, Head, Kind, Reading, Spot, Unread};
use crate::source::Source;

use super::told::Told;
use super::{acronyms, acts, attendance, calendar, capitals, mentions, passages, references, updates};

/// What a recogniser knows of the paper around the words it reads.
pub(super) struct Context<'p> {
    /// The file.
    pub source: &'p Source,
    /// What the paper says of itself at its top.
    pub head: &'p Head,
    /// What it is, by what is told and else by what is read.
    pub kind: Option<Kind>,
    /// The date of its meeting or of issue, likewise.
    pub date: Option<Date>,
    /// The passages, in the order of the text.
    pub passages: &'p [passages::Passage],
}

impl Context<'_> {
    /// Whether the paper records a meeting: who came, what was decided.
    pub fn is_record(&self) -> bool {
        self.kind == Some(Kind::Minutes)
    }
}

/// Reads everything. Actions and decisions get anchors of their own, which are added to those of the paper.
pub(super) fn read(source: &Source, head: &Head, told: &Told, blocks: &[Block], anchors: &mut Vec<Box<str>>) -> Reading {
    let passages = passages::of(source, blocks);
    let date = told.date.or(head.date.as_ref().map(|date| date.value));
    let context = Context { source, head, kind: told.kind.or(head.kind), date, passages: &passages };
    let mut reading = if context.is_record() { attendance::read(source, blocks) } else { Reading::default() };
    acts::read(&context, &mut reading);
    let days = calendar::days(&context);
    reading.dates = calendar::dated(&passages, &days);
    let people: Vec<&Attendee> = reading.present.iter().chain(&reading.apologies).collect();
    let acting = if context.is_record() { mentions::acting(&passages) } else { HashSet::new() };
    reading.acronyms = acronyms::read(&passages, &people, &acting);
    reading.mentions = mentions::read(&context, &reading);
    reading.references = references::read(&context, &days);
    reading.capitals = capitals::find(&passages);
    reading.updates = if context.is_record() { updates::find(&context) } else { Vec::new() };
    told.unread.iter().for_each(|what| leave_out(&mut reading, *what));
    let mut given = HashMap::new();
    // What the title says has the page itself for its address.
    let title = head.title.as_ref().map(|title| source.line(title.span.start));
    let in_title = |span: crate::source::Span| Some(source.line(span.start)) == title;
    for action in reading.actions.iter_mut().filter(|action| !in_title(action.span)) {
        action.anchor = anchor(&action.spot, "action", &mut given, anchors);
    }
    for decision in reading.decisions.iter_mut().filter(|decision| !in_title(decision.span)) {
        decision.anchor = anchor(&decision.spot, "decision", &mut given, anchors);
    }
    let given = reading.actions.iter().map(|action| &action.anchor).chain(reading.decisions.iter().map(|decision| &decision.anchor));
    anchors.extend(given.filter(|anchor| !anchor.is_empty()).cloned());
    anchors.sort_unstable();
    reading
}

/// Takes out what the author says is none.
fn leave_out(reading: &mut Reading, what: Unread) {
    match what {
        Unread::Attendance => (reading.present, reading.apologies) = Default::default(),
        Unread::Actions => (reading.actions, reading.updates) = Default::default(),
        Unread::Decisions => (reading.decisions, reading.approves) = Default::default(),
        Unread::References => reading.references.clear(),
        Unread::NextMeeting => reading.next_meeting = None,
        Unread::Acronyms => reading.acronyms.clear(),
        Unread::Initials => reading.mentions.clear(),
    }
}

/// An anchor made from that of the paragraph: `p4-action`, and `p4-action~2` for the second there.
fn anchor(spot: &Spot, what: &str, given: &mut HashMap<String, usize>, taken: &[Box<str>]) -> Box<str> {
    let first = if spot.anchor.is_empty() { what.to_owned() } else { format!("{}-{what}", spot.anchor) };
    let times = given.entry(first.clone()).or_default();
    loop {
        *times += 1;
        let anchor = if *times == 1 { first.clone() } else { format!("{first}~{times}") };
        if taken.binary_search_by(|known| (**known).cmp(&anchor)).is_err() {
            return anchor.into();
        }
    }
}
