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
        if !each.speaks() {
            continue;
        }
        if place > 0 && (place.saturating_sub(2)..place).any(|before| prose::continuation(prose, before) == Some(place)) {
            continue;
        }
        for sentence in each.sentences.iter().filter(|sentence| !prose::is_translation(&each.passage.text, sentence)) {
            let rest = (sentence.end == each.passage.text.trim_end().len()).then(|| prose::continuation(prose, place)).flatten();
            let whole = rest.map(|rest| format!("{} {}", each.slice(sentence.clone()), prose[rest].passage.text));
            let text = whole.as_deref().unwrap_or(each.slice(sentence.clone()));
            let dated = !dates::days(text).is_empty();
            if approves(text, each.topic) && (open || dated) {
                found.push(Approving { place, sentence: sentence.clone() });
                open = false;
            }
        }
        // Outside an item of its own, each paragraph speaks for itself.
        open |= each.topic != Topic::EarlierMinutes;
    }
    found
}

/// Whether a sentence approves minutes: "The minutes were approved", and under their heading also "Approved and signed."
fn approves(sentence: &str, topic: Topic) -> bool {
    let words = phrase::words(sentence, 0..sentence.len());
    let nouns = ["minutes", "minute", "notes", "cofnodion", "record"];
    let done = |at: usize| {
        let before = &words[at.saturating_sub(3)..at];
        let denied = ["not", "cannot", "to", "would", "until", "once", "if", "when", "had", "will", "should", "could", "unable"];
        !phrase::has(before, &denied) || phrase::has(&words[..at], &["resolved", "agreed", "penderfynwyd", "cytunwyd"])
    };
    let verbs = [
        "approved",
        "agreed",
        "accepted",
        "confirmed",
        "adopted",
        "approve",
        "accept",
        "confirm",
        "cymeradwywyd",
        "derbyniwyd",
        "cadarnhawyd",
        "ratified",
        "derbyn",
        "cymeradwyo",
        "cadarnhau",
    ];
    let bare = |at: usize| {
        !words[at].is(&["approve", "accept", "confirm", "derbyn", "cymeradwyo", "cadarnhau"])
            || phrase::has(&words[..at], &["resolved", "agreed", "penderfynwyd", "cytunwyd"])
    };
    let verb = (0..words.len()).find(|at| words[*at].is(&verbs) && done(*at) && bare(*at));
    let record = phrase::has(&words, &["correct", "accurate", "true", "cywir"])
        && phrase::has(&words, &["record", "signed", "reflection", "account", "gofnod"]);
    let signed = phrase::has(&words, &["signed", "llofnodwyd"]);
    let put_off = phrase::has(&words, &["deferred", "unavailable", "postponed", "matters", "arising"])
        || phrase::has(&words, &["not"]) && words.len() < 25;
    if put_off {
        return false;
    }
    let named = words.iter().position(|word| word.is(&nouns[..4]));
    match (topic, verb) {
        (Topic::EarlierMinutes, Some(_)) if record => true,
        (Topic::EarlierMinutes, Some(at)) => {
            named.is_some_and(|noun| noun < at + 6) && !resolves_otherwise(&words[at..])
                || words.len() <= 9 && !resolves_otherwise(&words[at..])
        }
        (Topic::EarlierMinutes, None) => signed && (record || named.is_some()),
        // Elsewhere the minutes themselves must be what is approved.
        (_, Some(at)) => {
            named.is_some_and(|noun| noun <= at + 3 && is_object(&words, noun))
                && (record || signed || named.is_some_and(|noun| is_of_meeting(&words, noun)))
        }
        (_, None) => signed && record && named.is_some(),
    }
}

/// "agreed that the Clerk would chase it": something else is agreed.
fn resolves_otherwise(words: &[phrase::Word]) -> bool {
    words.iter().take(4).any(|word| word.is(&["that", "to"])) && !phrase::has(words, &["minutes", "notes", "minute", "record"])
}

/// "the minutes", "minutes of", and not "a note" or "ten minutes".
fn is_object(words: &[phrase::Word], noun: usize) -> bool {
    let before = noun.checked_sub(1).map(|at| &words[at]);
    let numbered = before.is_some_and(|word| word.lower.chars().all(|c| c.is_ascii_digit()));
    !numbered && !before.is_some_and(|word| word.is(&["a", "few", "five", "ten", "of", "in", "any"]))
}

fn is_of_meeting(words: &[phrase::Word], noun: usize) -> bool {
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
