//! What was read in a paper → marks in its text: links where words point at something, people, initials and acronyms in full,
//! actions and decisions with an address of their own. No word is changed by them.

use std::collections::HashMap;

use crate::model::{ActionKind, Destination, Filed, MentionForm, PaperId, Site};
use crate::parse::acronym_words;
use crate::source::Span;

use super::{escape, web};

/// A stretch of the source that is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which.
    pub span: Span,
    /// What is put around it.
    pub wrap: Wrap,
}

/// What is put around marked words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrap {
    /// A link, with the class that says what to.
    Link(&'static str, String),
    /// What the words stand for.
    Abbreviation(String),
    /// Words that point at something which is not on the site.
    Pending,
    /// An action or decision: its class and its anchor, and those of others that begin within it.
    Thing(&'static str, Vec<String>),
}

/// The marks of a paper, by where they begin.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Links and abbreviations: none within another.
    words: Vec<Mark>,
    /// Actions and decisions, which may hold the others.
    things: Vec<Mark>,
}

impl Marks {
    /// All marks of a paper.
    pub fn of(site: &Site, id: PaperId, meanings: &HashMap<Box<str>, Box<str>>) -> Self {
        let filed = site.paper(id);
        let mut words = people(site, id);
        words.extend(references(site, id));
        words.extend(abbreviations(filed, meanings));
        let (words, things) = (without_overlaps(words), without_overlaps(things(filed)));
        Self { words, things }
    }

    /// The stretches of a text by their marks, in order: all of the text, marked or not.
    pub fn stretches(&self, text: Span) -> Vec<(Span, Option<&Mark>, Option<&Mark>)> {
        let words = within(&self.words, text);
        let things = within(&self.things, text);
        let mut cuts: Vec<u32> = words.iter().chain(things).flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        cuts.extend([text.start, text.end]);
        cuts.retain(|cut| (text.start..=text.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let over = |marks: &'_ [Mark], start: u32| marks.iter().position(|mark| mark.span.start <= start && start < mark.span.end);
        cuts.windows(2)
            .map(|pair| {
                (
                    Span { start: pair[0], end: pair[1] },
                    over(words, pair[0]).map(|at| &words[at]),
                    over(things, pair[0]).map(|at| &things[at]),
                )
            })
            .collect()
    }

    /// Whether nothing in a text is marked.
    pub fn leave(&self, text: Span) -> bool {
        within(&self.words, text).is_empty() && within(&self.things, text).is_empty()
    }
}

/// Marks by where they begin. Of marks that overlap the first one stands, and takes the anchors of the others.
fn without_overlaps(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match kept.last_mut().filter(|last| mark.span.start < last.span.end) {
            Some(Mark { wrap: Wrap::Thing(_, anchors), .. }) => {
                if let Wrap::Thing(_, more) = mark.wrap {
                    anchors.extend(more);
                }
            }
            Some(_) => {}
            None => kept.push(mark),
        }
    }
    kept
}

/// The marks that touch a text.
fn within(marks: &[Mark], text: Span) -> &[Mark] {
    let first = marks.partition_point(|mark| mark.span.end <= text.start);
    let last = marks.partition_point(|mark| mark.span.start < text.end);
    &marks[first.min(last)..last]
}

fn people(site: &Site, id: PaperId) -> Vec<Mark> {
    let filed = site.paper(id);
    let attendees = filed.paper.reading.present.iter().chain(&filed.paper.reading.apologies);
    let people = site.record.attendance.get(id.0).into_iter().flatten();
    let link = |(span, person): (Span, _)| Mark { span, wrap: Wrap::Link("person", web::url(site, &site.person(person).address)) };
    attendees.map(|attendee| attendee.span).zip(people.copied()).map(link).collect()
}

fn references(site: &Site, id: PaperId) -> Vec<Mark> {
    let filed = site.paper(id);
    let destinations = site.record.destinations.get(id.0).into_iter().flatten();
    let mark = |(span, destination): (Span, &Destination)| Some(Mark { span, wrap: wrap(site, id, destination)? });
    filed.paper.reading.references.iter().map(|reference| reference.span).zip(destinations).filter_map(mark).collect()
}

fn wrap(site: &Site, from: PaperId, destination: &Destination) -> Option<Wrap> {
    let url = match destination {
        Destination::Paper(id, anchor) => {
            let fragment = anchor.as_ref().map(|anchor| format!("#{}", web::fragment(anchor))).unwrap_or_default();
            if *id == from { fragment } else { format!("{}{fragment}", web::url(site, &site.paper(*id).address)) }
        }
        Destination::Meeting(id) => web::url(site, &site.meeting(*id).address),
        Destination::Pending => return Some(Wrap::Pending),
        Destination::Nowhere => return None,
    };
    Some(Wrap::Link("reference", url))
}

/// Initials with the name they stand for, and acronyms with what the paper or the glossary says.
fn abbreviations(filed: &Filed, meanings: &HashMap<Box<str>, Box<str>>) -> Vec<Mark> {
    let reading = &filed.paper.reading;
    let source = &filed.document.source;
    let initials = reading.mentions.iter().filter(|mention| mention.form == MentionForm::Initials);
    let mut marks: Vec<Mark> = initials
        .filter_map(|mention| Some(Mark { span: mention.span, wrap: Wrap::Abbreviation(mention.name.as_deref()?.to_owned()) }))
        .collect();
    let own: HashMap<&str, &str> = reading.acronyms.iter().rev().map(|acronym| (&*acronym.short, acronym.expansion.as_str())).collect();
    if own.is_empty() && !reading.capitals.iter().any(|word| meanings.contains_key(&**word)) {
        return marks;
    }
    let span = filed.paper.span;
    for (range, word) in acronym_words(source.slice(span)) {
        let Some(meaning) = own.get(word).copied().or_else(|| meanings.get(word).map(|meaning| &**meaning)) else { continue };
        let at = Span::new(span.start as usize + range.start, span.start as usize + range.end);
        // Where the paper itself says what the word stands for, it need not be said again.
        if !reading.acronyms.iter().any(|acronym| acronym.span.start <= at.start && at.end <= acronym.span.end) {
            marks.push(Mark { span: at, wrap: Wrap::Abbreviation(meaning.to_owned()) });
        }
    }
    marks
}

fn things(filed: &Filed) -> Vec<Mark> {
    let reading = &filed.paper.reading;
    let mark = |span: Span, class, anchor: &str| {
        // Marks of emphasis at the end are no words.
        let words = filed.document.source.slice(span).trim_end_matches(|c: char| c.is_whitespace() || "*_".contains(c));
        let anchors = Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty()).into_iter().collect();
        Mark { span: Span { start: span.start, end: span.start + words.len() as u32 }, wrap: Wrap::Thing(class, anchors) }
    };
    let actions = reading.actions.iter().filter(|action| action.kind != ActionKind::Empty);
    let actions = actions.map(|action| mark(action.span, "action", &action.anchor));
    actions.chain(reading.decisions.iter().map(|decision| mark(decision.span, "decision", &decision.anchor))).collect()
}

impl Wrap {
    /// The tags before and after the words, where they are met first.
    pub fn tags(&self) -> (String, &'static str) {
        match self {
            Wrap::Link(class, url) => (format!("<a class=\"{class}\" href=\"{}\">", escape::escape(url)), "</a>"),
            Wrap::Abbreviation(meaning) => (format!("<abbr title=\"{}\">", escape::escape(meaning)), "</abbr>"),
            Wrap::Pending => ("<span class=\"pending\">".to_owned(), "</span>"),
            Wrap::Thing(class, anchors) => {
                let id = |anchor: &String| format!(" id=\"{}\"", escape::escape(anchor));
                let mut open = format!("<span class=\"{class}\"{}>", anchors.first().map(id).unwrap_or_default());
                let others = anchors.get(1..).unwrap_or_default();
                others.iter().for_each(|anchor| open.push_str(&format!("<span id=\"{}\"></span>", escape::escape(anchor))));
                (open, "</span>")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_marks_begin_and_end() {
        let mark = |start, end, wrap| Mark { span: Span { start, end }, wrap };
        let thing = mark(2, 12, Wrap::Thing("action", vec!["p4-action".into()]));
        let word = mark(4, 6, Wrap::Abbreviation("Beth Ash".into()));
        let marks = Marks { words: vec![word.clone()], things: vec![thing.clone()] };
        let stretches = marks.stretches(Span { start: 0, end: 10 });
        let cuts: Vec<_> = stretches.iter().map(|(span, word, thing)| (span.start, span.end, word.is_some(), thing.is_some())).collect();
        assert_eq!(cuts, [(0, 2, false, false), (2, 4, false, true), (4, 6, true, true), (6, 10, false, true)]);
        assert!(marks.leave(Span { start: 12, end: 20 }) && !marks.leave(Span { start: 11, end: 20 }));
    }
}
