//! Prose → that minutes of earlier meetings were approved, and the dates of those meetings.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::model::Approval;
use crate::parse::dates;
use crate::parse::passages::Form;

use super::due::Calendar;
use super::phrase;
use super::prose::{self, Listed, Prose};
use super::topics::Topic;

/// A sentence that approves minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Approving {
    /// Which passage.
    pub place: usize,
    /// The sentence.
    pub sentence: Range<usize>,
}

/// Every sentence that approves minutes: one for each item, unless a second names its own minutes.
pub(super) fn find(prose: &[Prose<'_>]) -> Vec<Approving> {
    let mut found: Vec<Approving> = Vec::new();
    let mut open = true;
    for (place, each) in prose.iter().enumerate() {
        if place > 0 && (each.topic != prose[place - 1].topic || matches!(each.passage.form, Form::Heading(_))) {
            open = true;
        }
        if !each.speaks() || each.topic == Topic::Elsewhere {
            continue;
        }
        if place > 0 && (place.saturating_sub(2)..place).any(|before| prose::continuation(prose, before) == Some(place)) {
            continue;
        }
        for sentence in each.sentences.iter().filter(|sentence| !prose::is_translation(&each.passage.text, sentence)) {
            let rest = (sentence.end == each.passage.text.trim_end().len()).then(|| prose::continuation(prose, place)).flatten();
            let whole = rest.map(|rest| format!("{} {}", each.slice(sentence.clone()), prose[rest].passage.text));
            let text = whole.as_deref().unwrap_or(each.slice(sentence.clone()));
            if approves(text, each.topic) && (open || !dates::days(text).is_empty()) {
                found.push(Approving { place, sentence: sentence.clone() });
                open = false;
            }
        }
        // Outside an item of its own, each paragraph speaks for itself.
        open |= each.topic != Topic::EarlierMinutes;
    }
    found
}

/// Letters of every word that approves.
const STEMS: [[&str; 2]; 11] = [
    ["ppro", "PPRO"],
    ["gree", "GREE"],
    ["ccept", "CCEPT"],
    ["onfirm", "ONFIRM"],
    ["dopt", "DOPT"],
    ["igned", "IGNED"],
    ["atif", "ATIF"],
    ["erbyn", "ERBYN"],
    ["ymeradwy", "YMERADWY"],
    ["adarnha", "ADARNHA"],
    ["lofnod", "LOFNOD"],
];

/// Words for what is approved.
const NOUNS: [&str; 4] = ["minutes", "minute", "notes", "cofnodion"];

/// Whether a sentence approves minutes: "The minutes were approved", and under their heading also "Approved and signed."
fn approves(sentence: &str, topic: Topic) -> bool {
    if !phrase::mentions(sentence, &STEMS) {
        return false;
    }
    let words = phrase::words(sentence, 0..sentence.len());
    let verb = (0..words.len()).find(|at| is_approved(&words, *at));
    if is_put_off(sentence, &words, verb) {
        return false;
    }
    let correct = phrase::has(&words, &["correct", "accurate", "true", "cywir"]);
    let record = correct && phrase::has(&words, &["record", "signed", "reflection", "account", "gofnod"]);
    let signed = phrase::has(&words, &["signed", "llofnodwyd"]);
    let noun = words.iter().position(|word| word.is(&NOUNS));
    match (topic, verb) {
        (Topic::EarlierMinutes, Some(_)) if record => true,
        (Topic::EarlierMinutes, Some(at)) => {
            !resolves_otherwise(&words[at..]) && (words.len() <= 9 || noun.is_some_and(|noun| noun < at + 6))
        }
        (Topic::EarlierMinutes, None) => signed && (record || noun.is_some()),
        // Elsewhere the minutes themselves must be what is approved.
        (_, Some(at)) => {
            noun.is_some_and(|noun| noun <= at + 3 && is_object(&words, noun) && (record || signed || is_of_meeting(&words, noun)))
        }
        (_, None) => signed && record && noun.is_some(),
    }
}

/// "were approved", "RESOLVED to accept", and not "to be approved".
fn is_approved(words: &[phrase::Word<'_>], at: usize) -> bool {
    let past = ["approved", "agreed", "accepted", "confirmed", "adopted", "cymeradwywyd", "derbyniwyd", "cadarnhawyd", "ratified"];
    let bare = ["approve", "accept", "confirm", "derbyn", "cymeradwyo", "cadarnhau"];
    let decided = || phrase::has(&words[..at], &["resolved", "agreed", "penderfynwyd", "cytunwyd"]);
    let denied = ["not", "cannot", "to", "would", "until", "once", "if", "when", "had", "will", "should", "could", "unable"];
    words[at].is(&past) && (!phrase::has(&words[at.saturating_sub(3)..at], &denied) || decided()) || words[at].is(&bare) && decided()
}

/// "not approved", "deferred", "were approved on 13 November": not here, or not now.
fn is_put_off(sentence: &str, words: &[phrase::Word<'_>], verb: Option<usize>) -> bool {
    // What is said in brackets on the way to the verb is said of something else.
    let from = verb.and_then(|at| sentence[..words[at].range.start].rfind(')')).unwrap_or(0);
    // A word left out of the minutes by an amendment, "delete not", stands after the verb.
    let refused = words[..verb.unwrap_or(words.len())].iter().rev().take(12);
    let refused = refused.take_while(|word| word.range.start >= from).any(|word| word.is(&["not", "cannot"]));
    let earlier = verb.and_then(|at| words.get(at + 1..at + 4)).is_some_and(|after| {
        after[0].is(&["on"]) && after[1].lower.starts_with(|c: char| c.is_ascii_digit())
            || after[0].is(&["at"]) && after[2].is(&["last", "previous", "earlier"])
    });
    refused || earlier || phrase::has(words, &["deferred", "unavailable", "postponed", "matters", "arising"])
}

/// "agreed that the Clerk would chase it": something else is agreed.
fn resolves_otherwise(words: &[phrase::Word<'_>]) -> bool {
    words.iter().take(2).any(|word| word.is(&["that", "to"])) && !phrase::has(words, &["minutes", "notes", "minute", "record"])
}

/// "the minutes", "minutes of", and not "a note" or "ten minutes".
fn is_object(words: &[phrase::Word<'_>], noun: usize) -> bool {
    let before = noun.checked_sub(1).map(|at| &words[at]);
    let numbered = before.is_some_and(|word| word.lower.chars().all(|c| c.is_ascii_digit()));
    !numbered && !before.is_some_and(|word| word.is(&["a", "few", "five", "ten", "of", "in", "any"]))
}

fn is_of_meeting(words: &[phrase::Word<'_>], noun: usize) -> bool {
    words[noun..].iter().take(6).any(|word| word.is(&["meeting", "meetings", "cyfarfod", "previous", "last"]))
        || words[noun + 1..].iter().take(2).any(|word| word.is(&["of", "from"]))
        || noun.checked_sub(1).is_some_and(|at| words[at].is(&["previous", "last"]))
}

/// The meetings whose minutes are approved: the dates in the sentence, else in the items beneath it, the sentence before, or the heading.
pub(super) fn read(prose: &[Prose<'_>], approving: &[Approving], calendar: Calendar) -> Vec<Approval> {
    let mut seen: BTreeSet<Date> = BTreeSet::new();
    let mut approvals = Vec::new();
    for approving in approving {
        for approval in meetings(prose, approving, calendar) {
            if seen.insert(approval.date) {
                approvals.push(approval);
            }
        }
    }
    approvals.sort_by_key(|approval| approval.span);
    approvals
}

fn meetings(prose: &[Prose<'_>], approving: &Approving, calendar: Calendar) -> Vec<Approval> {
    let own = &prose[approving.place];
    let here = earlier(own, approving.sentence.clone(), calendar);
    if !here.is_empty() {
        return here;
    }
    let beneath: Vec<Approval> = prose[approving.place + 1..]
        .iter()
        .take(12)
        .take_while(|next| next.listed != Listed::No && next.is_text() && next.passage.text.split_whitespace().count() <= 16)
        .flat_map(|next| earlier(next, 0..next.passage.text.len(), calendar))
        .collect();
    if !beneath.is_empty() && own.topic == Topic::EarlierMinutes {
        return beneath;
    }
    let before = earlier(own, 0..approving.sentence.start, calendar);
    if !before.is_empty() && own.topic == Topic::EarlierMinutes {
        return before;
    }
    // Back through the item: the sentence that lays the minutes before the meeting, or the heading.
    let item = prose[..approving.place].iter().rev().take_while(|each| each.topic == Topic::EarlierMinutes).take(4);
    for each in item.filter(|_| own.topic == Topic::EarlierMinutes) {
        let found = earlier(each, 0..each.passage.text.len(), calendar);
        if !found.is_empty() {
            return found;
        }
        if matches!(each.passage.form, Form::Heading(_)) {
            break;
        }
    }
    Vec::new()
}

/// The days before this meeting that a part of a passage names.
fn earlier(prose: &Prose<'_>, part: Range<usize>, calendar: Calendar) -> Vec<Approval> {
    let days = dates::days(&prose.passage.text[part.clone()]);
    let approval = |day: dates::Found| {
        let date = day.near(calendar.meeting).or(day.date())?;
        let before = calendar.meeting.is_none_or(|meeting| date < meeting);
        before.then(|| Approval { span: prose.passage.source(part.start + day.start..part.start + day.end), date })
    };
    days.into_iter().filter_map(approval).collect()
}
