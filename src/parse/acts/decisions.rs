//! Prose → decisions: what was resolved, agreed and approved, with who proposed it and how the vote went.

use std::ops::Range;

use crate::model::{Decision, DecisionKind, Kind};
use crate::parse::passages::Form;
use crate::parse::reading::Context;
use crate::source::Source;

use super::approvals::Approving;
use super::deciding::{self, Body, Deciding};
use super::markers;
use super::phrase;
use super::proposals::{self, Outcome};
use super::prose::{self, Listed, Prose};
use super::topics::Topic;

/// The decisions of a paper that records a meeting or is a record of decisions.
pub(super) fn read(context: &Context<'_>, prose: &[Prose<'_>], approving: &[Approving]) -> Vec<Decision> {
    let alone = context.kind == Some(Kind::Decision);
    let mut finder = Finder {
        source: context.source,
        prose,
        approving,
        body: Body::of(context.head),
        decisions: Vec::new(),
        next: 0,
        quorate: true,
        alone,
    };
    for place in 0..prose.len() {
        finder.passage(place);
    }
    finder.decisions
}

struct Finder<'p> {
    source: &'p Source,
    prose: &'p [Prose<'p>],
    approving: &'p [Approving],
    body: Body,
    decisions: Vec<Decision>,
    /// The first passage that no decision has taken for its own.
    next: usize,
    /// Whether enough members are there: what is agreed without them is no decision.
    quorate: bool,
    /// Whether the paper is a decision record, in which an office decides and not a body.
    alone: bool,
}

/// A decision where it was found.
struct Found {
    place: usize,
    /// From the deciding words to the end of their sentence.
    range: Range<usize>,
    /// Its text there.
    text: Range<usize>,
    kind: DecisionKind,
    number: Option<Range<usize>>,
    /// Whether the words end where the decision itself should begin.
    open: bool,
}

impl Finder<'_> {
    fn passage(&mut self, place: usize) {
        let prose = &self.prose[place];
        self.headed(place);
        if place < self.next || !prose.speaks() || prose.topic == Topic::Elsewhere {
            return;
        }
        let mut sentence = 0;
        while let Some(range) = prose.sentences.get(sentence) {
            self.quorate = quorum(prose.slice(range.clone())).unwrap_or(self.quorate);
            if prose::is_translation(&prose.passage.text, range)
                && self.decisions.last().is_some_and(|last| last.span.end >= prose.passage.span.start)
            {
                sentence += 1;
                continue;
            }
            sentence += self.sentence(place, sentence).max(1);
        }
    }

    /// Under a heading "Decision" or "RESOLVED" what stands there is the decision; a heading may also be one itself.
    fn headed(&mut self, place: usize) {
        let prose = &self.prose[place];
        let Form::Heading(_) = prose.passage.form else { return };
        let text = &prose.passage.text;
        let whole = 0..text.trim_end().len();
        let own = deciding::find(text, whole.clone(), &self.body).filter(|found| found.label && !found.complement.is_empty());
        if let Some(found) = own.filter(|_| self.quorate && !prose.passage.quoted) {
            let text = found.complement.clone();
            return self.push(Found { place, range: found.start..whole.end, text, kind: found.kind, number: found.number, open: false });
        }
        let title = text.trim_end_matches([':', ' ']).to_lowercase();
        let single = ["decision", "decisions", "resolved", "resolution", "agreed", "penderfyniad"].contains(&title.as_str());
        let Some(next) = self.prose.get(place + 1).filter(|next| single && next.is_text() && self.quorate) else { return };
        let decides = next.sentences.first().and_then(|first| deciding::find(&next.passage.text, first.clone(), &self.body));
        if decides.is_none() {
            let kind = if title == "agreed" { DecisionKind::Agreement } else { DecisionKind::Resolution };
            let text = whole.end..whole.end;
            self.push(Found { place, range: whole, text, kind, number: None, open: true });
        }
    }

    /// Reads a sentence; gives how many it took.
    fn sentence(&mut self, place: usize, at: usize) -> usize {
        let prose = &self.prose[place];
        let range = prose.sentences[at].clone();
        let approval = self.approving.iter().any(|approving| approving.place == place && approving.sentence == range);
        let text = &prose.passage.text;
        let found = deciding::find(text, range.clone(), &self.body).or_else(|| self.office(place, range.clone()));
        let failed = self.fails(place, at);
        if !self.quorate || failed && !approval {
            return 1;
        }
        if approval {
            let start = found.as_ref().map_or(range.start, |found| found.start);
            let number = found.and_then(|found| found.number);
            self.push(Found { place, range: start..range.end, text: range, kind: DecisionKind::Approval, number, open: false });
            return 1;
        }
        match found {
            Some(found) => self.decided(place, at, found),
            None => self.proposal(place, at),
        }
    }

    fn decided(&mut self, place: usize, at: usize, found: Deciding) -> usize {
        let prose = &self.prose[place];
        let sentence = prose.sentences[at].clone();
        let said = prose.slice(found.complement.clone()).trim_matches(|c: char| !c.is_alphanumeric());
        let all = self.label_scope(place, at, &found);
        let end = all.as_ref().map_or(sentence.end, |all| all.end);
        let bare = said.is_empty() && !prose.slice(sentence.clone()).ends_with('.');
        let open = prose.sentences.len() == at + 1 && (bare || ends_open(prose.slice(found.start..end)));
        let words = phrase::words(&prose.passage.text, sentence.clone());
        let pronoun = |at: usize| words[at].range.end < found.complement.start && words[at].is(&["this", "these", "they", "both"]);
        let lonely = said.is_empty() && words.len() <= 6 || (0..words.len().min(5)).any(|at| pronoun(at) && is_told(&words[at + 1..]));
        // "This was agreed.": what was agreed stands before it.
        if lonely && !prose.slice(sentence.clone()).ends_with([':', '–', '-']) && (at > 0 || prose.slice(sentence.clone()).ends_with('.'))
        {
            return self.after_the_fact(place, at, &found);
        }
        // The author's own label is no part of the decision; "RESOLVED" is.
        let named = found.label && markers::begins(prose.slice(found.start..end), "decision");
        let after_marker = prose.slice(sentence.start..found.start).starts_with(['[', '(']);
        let text = match (named, after_marker) {
            (true, _) => found.complement.start..end,
            (_, true) => found.start..end,
            _ => sentence.start..end,
        };
        self.push(Found { place, range: found.start..end, text, kind: found.kind, number: found.number, open });
        let taken = prose.sentences[at..].iter().take_while(|sentence| sentence.start < end).count();
        taken.max(1)
    }

    /// `Decision: …` as an author writes it: to the end of the paragraph, or to the next marker.
    fn label_scope(&self, place: usize, at: usize, found: &Deciding) -> Option<Range<usize>> {
        let prose = &self.prose[place];
        let word = prose.slice(found.start..prose.sentences[at].end);
        let whole = found.label && at == 0 && markers::begins(word, "decision");
        let lettered = |text: &str| text.strip_prefix('(').and_then(|rest| rest.split_once(')')).is_some_and(|(label, _)| label.len() <= 4);
        let limbs = |text: &str| text.starts_with("That ") || text.starts_with("To ") || lettered(text);
        let mut end = prose.sentences[at].end;
        for next in &prose.sentences[at + 1..] {
            let text = prose.slice(next.clone());
            let other = markers::opens(text)
                || text.starts_with("Action")
                || text.starts_with("ACTION")
                || text.starts_with("Proposed")
                || text.starts_with("Vote");
            if other || !(whole || limbs(text)) {
                break;
            }
            end = next.end;
        }
        Some(found.start..end)
    }

    /// A decision that says no more than "agreed": its matter is the sentence before.
    fn after_the_fact(&mut self, place: usize, at: usize, found: &Deciding) -> usize {
        let prose = &self.prose[place];
        let sentence = prose.sentences[at].clone();
        let earlier = at.checked_sub(1).map(|before| prose.sentences[before].clone());
        let Some(earlier) = earlier.filter(|earlier| earlier.len() > 12) else { return 1 };
        let already = self.decisions.last().is_some_and(|last| last.span.end >= prose.passage.source(earlier.clone()).end);
        if !already {
            self.push(Found {
                place,
                range: found.start..sentence.end,
                text: earlier.start..sentence.end,
                kind: found.kind,
                number: None,
                open: false,
            });
        }
        1
    }

    /// `Cllr Ash proposed that … Carried.`
    fn proposal(&mut self, place: usize, at: usize) -> usize {
        let prose = &self.prose[place];
        let text = &prose.passage.text;
        let sentence = prose.sentences[at].clone();
        if !proposals::is_about_motions(&text[sentence.clone()]) {
            return 1;
        }
        let words = phrase::words(text, sentence.clone());
        if !proposals::is_proposal(&words) {
            return 1;
        }
        let rest = prose.sentences[at + 1..].iter().take(4).cloned().enumerate();
        let carried =
            rest.map(|(next, range)| (next, range.clone(), proposals::outcome(text, range))).find(|(.., outcome)| outcome.is_some());
        let own = phrase::has(&words, &["carried"]);
        let end = match carried {
            Some((_, range, Some(Outcome::Carried))) => range.end,
            None if own => sentence.end,
            _ => return 1,
        };
        self.push(Found {
            place,
            range: sentence.start..end,
            text: sentence.start..end,
            kind: DecisionKind::Resolution,
            number: None,
            open: false,
        });
        prose.sentences[at..].iter().take_while(|range| range.start < end).count()
    }

    /// Whether the motion in a sentence, or the sentences right after it, came to nothing.
    fn fails(&self, place: usize, at: usize) -> bool {
        let prose = &self.prose[place];
        let text = &prose.passage.text;
        if !proposals::is_about_motions(&text[prose.sentences[at].clone()]) {
            return false;
        }
        let words = phrase::words(text, prose.sentences[at].clone());
        let proposed = phrase::has(&words, &["proposed", "proposal", "motion", "moved"]);
        let own = proposed && proposals::outcome(text, prose.sentences[at].clone()) == Some(Outcome::Failed);
        let next = || prose.sentences[at + 1..].iter().take(2).any(|next| proposals::outcome(text, next.clone()) == Some(Outcome::Failed));
        own || proposed && next()
    }

    /// In a decision record an office decides: `The Commissioner approved …`.
    fn office(&self, place: usize, range: Range<usize>) -> Option<Deciding> {
        if !self.alone {
            return None;
        }
        let text = &self.prose[place].passage.text;
        let words = phrase::words(text, range.clone());
        let verb = words.iter().position(|word| word.is(&["approved", "agreed", "decided", "resolved", "authorised", "determined"]))?;
        let subject = &words[..verb];
        let office = (1..=7).contains(&subject.len())
            && words[0].capital
            && !phrase::has(subject, &["had", "was", "were", "be", "been", "not", "that", "which", "by"]);
        let complement = words.get(verb + 1)?.range.start..range.end;
        office.then_some(Deciding { start: range.start, complement, kind: DecisionKind::Resolution, number: None, label: false })
    }

    fn push(&mut self, found: Found) {
        let prose = &self.prose[found.place];
        let text = &prose.passage.text;
        let mut words = phrase::tidy(&text[found.text.clone()]);
        let mut span = prose.passage.source(found.range.clone());
        let mut kind = found.kind;
        if let Some(rest) = (found.range.end == text.trim_end().len()).then(|| prose::continuation(self.prose, found.place)).flatten() {
            let rest = &self.prose[rest];
            let first = rest.sentences.first().cloned().unwrap_or(0..0);
            words = format!("{words} {}", phrase::tidy(rest.slice(first.clone())));
            span = span.to(rest.passage.source(first));
        } else if found.open {
            let last = self.limbs(found.place);
            for limb in &self.prose[found.place + 1..=last] {
                words = format!("{words} {}", limb.printed(self.source));
                span = span.to(limb.passage.span);
            }
            self.next = last + 1;
            if self.approving.iter().any(|approving| (found.place + 1..=last).contains(&approving.place)) {
                kind = DecisionKind::Approval;
            }
        }
        let (proposer, seconder, vote) = self.movers(found.place, &found.range);
        let words = words.trim().to_owned();
        if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            return;
        }
        self.decisions.push(Decision {
            span,
            text: words,
            kind,
            number: found.number.map(|range| text[range].into()),
            proposer,
            seconder,
            vote,
            spot: prose.passage.spot.clone(),
            anchor: Box::default(),
        });
    }

    /// The last passage that belongs to a decision that ends where its matter should begin.
    fn limbs(&self, place: usize) -> usize {
        let follows = |at: usize| {
            self.prose
                .get(at)
                .filter(|next| next.is_text() && !markers::opens(&next.passage.text) && markers::action(&next.passage.text).is_none())
        };
        let Some(first) = follows(place + 1) else { return place };
        if first.listed == Listed::No {
            let open = ends_open(&first.passage.text) && follows(place + 2).is_some_and(|next| next.listed != Listed::No);
            return if open { self.limbs(place + 1) } else { place + 1 };
        }
        let shape = |at: usize| self.prose[at].passage.spot.number.as_deref().map(shape_of);
        let mut last = place + 1;
        while let Some(next) = follows(last + 1) {
            let same = next.listed == first.listed
                && (first.listed == Listed::Bullet || shape(last + 1) == shape(place + 1) && succeeds(self.prose, last));
            if !same {
                break;
            }
            last += 1;
        }
        last
    }

    /// Who proposed and seconded it, and the vote: in its own words, the sentences around them, or the paragraph after.
    fn movers(&self, place: usize, range: &Range<usize>) -> (Option<String>, Option<String>, Option<String>) {
        let prose = &self.prose[place];
        let text = &prose.passage.text;
        let at = prose.sentences.partition_point(|sentence| sentence.end <= range.start);
        let before = at.checked_sub(1).map(|before| prose.sentences[before].clone());
        let before =
            before.filter(|before| phrase::has(&phrase::words(text, before.clone()), &["proposed", "seconded", "proposer", "moved"]));
        let start =
            before.map_or_else(|| prose.sentences.get(at).map_or(range.start, |own| own.start.min(range.start)), |before| before.start);
        let more = prose.sentences.iter().filter(|sentence| sentence.start >= range.end).take(2);
        let tail = more.take_while(|sentence| tells_of_vote(text, (*sentence).clone())).last().map_or(range.end, |sentence| sentence.end);
        let here = start..tail;
        let next = self
            .prose
            .get(place + 1)
            .filter(|next| next.is_text() && tells_of_vote(&next.passage.text, next.sentences.first().cloned().unwrap_or(0..0)));
        let or_next = |read: fn(&str, Range<usize>) -> Option<String>| {
            read(text, here.clone()).or_else(|| next.and_then(|next| read(&next.passage.text, 0..next.passage.text.len())))
        };
        (or_next(proposals::proposer), or_next(proposals::seconder), or_next(proposals::vote))
    }
}

/// Whether a sentence tells who proposed a motion or how the vote went, and nothing else.
fn tells_of_vote(text: &str, sentence: Range<usize>) -> bool {
    let words = phrase::words(text, sentence);
    let tells = [
        "proposed",
        "proposer",
        "prop",
        "seconded",
        "seconder",
        "vote",
        "votes",
        "voting",
        "carried",
        "unanimous",
        "unanimously",
        "moved",
        "cynigiwyd",
    ];
    let counts = words.first().is_some_and(|word| word.is(&["for", "all"]));
    words.len() <= 16 && (counts || words.iter().take(3).any(|word| word.is(&tells)))
}

/// "was agreed", after "this": the words before tell what.
fn is_told(words: &[phrase::Word]) -> bool {
    matches!(words, [was, verb, ..] if was.is(&["was", "were"]) && verb.is(&["agreed", "approved", "unanimously", "accepted", "resolved"]))
}

/// Whether words end where a list should follow.
fn ends_open(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '*', '_', '\n']);
    text.ends_with([':', ';', '–', '—'])
        || ["that", "to", "resolved", "agreed"].iter().any(|word| text.to_lowercase().ends_with(&format!(" {word}")))
        || text.split_whitespace().count() <= 1
}

/// Numbers of one kind: digits, or letters.
fn shape_of(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the item after one counts on from it; letters always do.
fn succeeds(prose: &[Prose<'_>], at: usize) -> bool {
    let number =
        |at: usize| prose.get(at).and_then(|prose| prose.passage.spot.number.as_deref()).and_then(|label| label.parse::<u32>().ok());
    match (number(at), number(at + 1)) {
        (Some(own), Some(next)) => next == own + 1,
        _ => true,
    }
}

/// Whether a sentence says that there is a quorum, or none.
fn quorum(sentence: &str) -> Option<bool> {
    if !phrase::mentions(sentence, &[["quor", "QUOR"], ["Quor", "QUOR"]]) {
        return None;
    }
    let words = phrase::words(sentence, 0..sentence.len());
    let other = phrase::has(&words, &["previous", "last", "earlier", "if", "would"]);
    let without = phrase::has(&words, &["inquorate"])
        || phrase::find(&words, &["not", "quorate"]).is_some()
        || phrase::find(&words, &["no", "quorum"]).is_some()
        || phrase::find(&words, &["no", "longer", "quorate"]).is_some()
        || phrase::find(&words, &["without", "a", "quorum"]).is_some()
        || phrase::has(&words, &["quorum"]) && phrase::has(&words, &["not"]);
    match () {
        _ if other => None,
        _ if without => Some(false),
        _ if phrase::has(&words, &["quorate"]) => Some(true),
        _ => None,
    }
}
