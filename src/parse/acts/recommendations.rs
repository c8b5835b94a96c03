//! Prose of reports → what they ask for: under a heading of recommendations, and after "The Panel is asked to".

use std::ops::Range;

use crate::model::{Decision, DecisionKind};
use crate::parse::passages::{Form, Passage};

use crate::source::Source;

use super::phrase;
use super::prose::{Listed, Prose};
use super::topics::Topic;

/// The letters of the words that ask for something.
const ASKING: [[&str; 2]; 5] =
    [["asked", "ASKED"], ["nvited", "NVITED"], ["ecommend", "ECOMMEND"], ["equested", "EQUESTED"], ["rgymhell", "wahoddir"]];

/// Whether a paper has the letters of a recommendation, or a heading of actions to agree.
pub(super) fn may_stand_in(passages: &[Passage]) -> bool {
    let heading = |passage: &Passage| matches!(passage.form, Form::Heading(_)) && passage.text.to_lowercase().contains("ction");
    passages.iter().any(|passage| phrase::mentions(&passage.text, &ASKING) || heading(passage))
}

/// What a report asks for.
pub(super) fn read(source: &Source, prose: &[Prose<'_>]) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut place = 0;
    while place < prose.len() {
        let each = &prose[place];
        let under = each.topic == Topic::Recommendations || each.topic == Topic::Actions;
        let found = if each.is_text() { recommendation(each, under).or_else(|| first_under(prose, place)) } else { None };
        let Some(range) = found else {
            place += 1;
            continue;
        };
        let last = if asks_on(each.slice(range.clone())) { limbs(prose, place) } else { place };
        decisions.push(decision(source, prose, place, last, range));
        place = last + 1;
    }
    decisions
}

fn decision(source: &Source, prose: &[Prose<'_>], place: usize, last: usize, range: Range<usize>) -> Decision {
    let passage = prose[place].passage;
    let texts = prose[place + 1..=last].iter().map(|limb| limb.printed(source));
    let text = std::iter::once(phrase::tidy(&passage.text[range.clone()])).chain(texts).collect::<Vec<_>>().join(" ");
    let span = prose[place + 1..=last].iter().fold(passage.source(range), |span, limb| span.to(limb.passage.span));
    Decision {
        span,
        text,
        kind: DecisionKind::Recommendation,
        number: None,
        proposer: None,
        seconder: None,
        vote: None,
        spot: passage.spot.clone(),
        anchor: Box::default(),
    }
}

/// The part of a passage that recommends something.
fn recommendation(prose: &Prose<'_>, under: bool) -> Option<Range<usize>> {
    let text = &prose.passage.text;
    let end = text.trim_end().len();
    let label =
        ["Recommendation:", "Recommendations:", "RECOMMENDATION:", "RECOMMENDATIONS:", "RECOMMENDED:", "RECOMMENDED that", "Recommended:"];
    if label.iter().any(|label| text.starts_with(label)) {
        return Some(0..end);
    }
    if under {
        let words = phrase::words(text, prose.sentences.first()?.clone());
        let opens = words.first().is_some_and(|word| word.is(&["that", "to", "i", "bod"])) && words[0].capital;
        if opens || is_bare_verb(prose, &words) {
            return Some(0..end);
        }
    }
    if !phrase::mentions(text, &ASKING) {
        return None;
    }
    let place = prose.sentences.iter().position(|sentence| asks(&phrase::words(text, sentence.clone())))?;
    let start = prose.sentences[place].start;
    let last = prose.sentences[place..].iter().take_while(|sentence| sentence.start == start || under).last()?;
    Some(start..last.end)
}

/// Under a heading of recommendations its first paragraph is one, however it is worded, if nothing else there is.
fn first_under(prose: &[Prose<'_>], place: usize) -> Option<Range<usize>> {
    let heading = place.checked_sub(1).map(|before| prose[before].passage)?;
    let opens = matches!(heading.form, Form::Heading(_)) && super::topics::topic_of(&heading.text) == Topic::Recommendations;
    let mut section = prose[place..].iter().take(12).take_while(|each| each.is_text() && each.topic == Topic::Recommendations);
    let mut nothing_else = || section.all(|each| recommendation(each, true).is_none());
    let end = prose[place].passage.text.trim_end().len();
    (opens && nothing_else()).then_some(0..end)
}

/// "Note the report.", "Approve the budget": under the heading a bare verb is enough, in an item of a list.
fn is_bare_verb(prose: &Prose<'_>, words: &[phrase::Word]) -> bool {
    let verbs = [
        "note",
        "approve",
        "agree",
        "endorse",
        "consider",
        "support",
        "adopt",
        "comment",
        "recommend",
        "authorise",
        "delegate",
        "scrutinise",
        "receive",
    ];
    prose.listed != Listed::No && words.first().is_some_and(|word| word.is(&verbs))
}

/// "The Panel is asked to", "Members are recommended to", "It is recommended that", "I recommend that".
fn asks(words: &[phrase::Word]) -> bool {
    let asked = words.iter().position(|word| word.is(&["asked", "invited", "recommended", "requested", "argymhellir", "gwahoddir"]));
    let Some(at) = asked.filter(|at| *at <= 10) else { return false };
    let present = at.checked_sub(1).is_some_and(|before| words[before].is(&["is", "are", "therefore", "also"]))
        || words[at].is(&["argymhellir", "gwahoddir"]);
    let to = words.get(at + 1).is_none_or(|word| word.is(&["to", "that", "i", "bod"]));
    let bodies = [
        "panel",
        "committee",
        "board",
        "council",
        "members",
        "cabinet",
        "trustees",
        "governors",
        "group",
        "meeting",
        "forum",
        "councillors",
        "it",
        "commissioner",
        "executive",
        "partnership",
    ];
    present && to && (phrase::has(&words[..at], &bodies) || words[at].is(&["argymhellir", "gwahoddir"]))
}

/// Whether a list is announced.
fn asks_on(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', ' ']);
    text.ends_with([':', '–', '-']) || [" to", " that", " asked to"].iter().any(|end| text.ends_with(end))
}

/// The last item of the list below.
fn limbs(prose: &[Prose<'_>], place: usize) -> usize {
    let items = prose[place + 1..].iter().take_while(|next| next.passage.form == Form::Text && next.listed != Listed::No).count();
    let plain = || usize::from(prose.get(place + 1).is_some_and(|next| next.is_text()));
    place + if items > 0 { items } else { plain() }
}
