//! Prose → actions: after markers, under a heading of actions, at the right margin and in sentences that give somebody a task.

use std::ops::Range;

use crate::model::{Action, ActionKind};
use crate::parse::passages::Form as Place;
use crate::parse::reading::Context;
use crate::source::Span;

use super::deciding;
use super::due::{Calendar, Due};
use super::markers::{self, Marker};
use super::owners::{self, People};
use super::phrase;
use super::prose::{self, Listed, Prose};
use super::tasks::{self, Trust};
use super::topics::Topic;
use super::{action_tables, status};

/// The actions of a paper that records a meeting.
pub(super) fn read(context: &Context<'_>, prose: &[Prose<'_>], people: &People, calendar: Calendar) -> Vec<Action> {
    let mut tables = action_tables::of(context.passages);
    let marks: Vec<Vec<Marker>> = prose.iter().map(marks).collect();
    let closed =
        |(prose, marks): (&Prose<'_>, &Vec<Marker>)| prose.speaks() && marks.iter().any(|marker| marker.closed && marker.number.is_none());
    let marked = prose.iter().zip(&marks).any(closed);
    let mut finder = Finder { prose, marks: &marks, people, calendar, marked: marked || !tables.is_empty(), actions: Vec::new(), next: 0 };
    for (place, each) in prose.iter().enumerate() {
        let cell = match &each.passage.form {
            Place::Cell(cell) => tables.get(&cell.table).map(|table| (cell, table.takes(cell.column))),
            _ => None,
        };
        match cell {
            // What became of old actions is told in tables as new ones are given out.
            Some((cell, _)) if each.topic == Topic::EarlierActions => drop(tables.remove(&cell.table)),
            Some((_, true)) => {}
            // A table with a column of actions has them there; what was said has markers at most.
            Some((_, false)) if each.speaks() => finder.marked_actions(place),
            // Initials at the right margin pass for a heading.
            _ if matches!(each.passage.form, Place::Heading(_)) && !each.passage.quoted => match super::is_marked(&each.passage.text) {
                true => finder.marked_actions(place),
                false if people.knows_initials(each.passage.text.trim()) => drop(finder.margin(place)),
                false => {}
            },
            _ if each.speaks() && each.topic != Topic::Attendance => finder.passage(place),
            _ => {}
        }
    }
    finder.actions.extend(tables.values().flat_map(|table| table.actions(people, calendar)));
    finder.actions.sort_by_key(|action| action.span);
    finder.actions
}

/// The markers of a passage: at the starts of its sentences, and in capitals anywhere.
fn marks(prose: &Prose<'_>) -> Vec<Marker> {
    let text = &prose.passage.text;
    let mut starts: Vec<usize> = prose.sentences.iter().map(|sentence| sentence.start).collect();
    starts.extend(text.match_indices("ACTION").map(|(at, _)| at));
    starts.extend(["(Action", "[Action"].into_iter().flat_map(|open| text.match_indices(open)).map(|(at, _)| at));
    starts.extend(
        text.match_indices(" Action:").map(|(at, _)| at + 1).filter(|at| text[..*at].trim_end().ends_with(['.', ';', ')', '–', '-'])),
    );
    starts.sort_unstable();
    starts.dedup();
    let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    let mut marks: Vec<Marker> = Vec::new();
    for at in starts {
        let free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '"' || c == '“');
        let Some(found) = free.then(|| markers::action(&text[at..])).flatten() else { continue };
        let marker = Marker {
            range: shift(found.range, at),
            bracket: found.bracket.map(|range| shift(range, at)),
            number: found.number.map(|range| shift(range, at)),
            closed: found.closed,
        };
        if marks.last().is_none_or(|last| last.range.end <= marker.range.start) {
            marks.push(marker);
        }
    }
    marks
}

struct Finder<'p> {
    prose: &'p [Prose<'p>],
    /// The markers of each passage.
    marks: &'p [Vec<Marker>],
    people: &'p People,
    calendar: Calendar,
    /// Whether the paper marks its actions: then its promises are told and not given out.
    marked: bool,
    actions: Vec<Action>,
    /// The first passage that is not an item of a list of actions already read.
    next: usize,
}

impl Finder<'_> {
    fn passage(&mut self, place: usize) {
        let prose = &self.prose[place];
        let marks = &self.marks[place];
        let first = marks.first().map_or(prose.passage.text.len(), |marker| marker.range.start);
        if place >= self.next {
            match prose.topic == Topic::Actions && prose.listed != Listed::No && marks.is_empty() {
                true => self.listed(place),
                false if self.margin(place) => {}
                false => self.running(place, first),
            }
        }
        self.marked_actions(place);
    }

    fn marked_actions(&mut self, place: usize) {
        let prose = &self.prose[place];
        let marks = self.marks;
        for (at, marker) in marks[place].iter().enumerate() {
            let end = marks[place].get(at + 1).map_or(prose.passage.text.len(), |next| next.range.start);
            let end = closing(&prose.passage.text, marker.range.clone()).map_or(end, |close| close.min(end));
            self.marked_action(place, marker, end);
        }
    }

    /// `ACTION: …`
    fn marked_action(&mut self, place: usize, marker: &Marker, end: usize) {
        let prose = &self.prose[place];
        if prose.topic == Topic::EarlierActions && marker.number.is_some() {
            return;
        }
        let body = scope(prose, marker.range.end..end);
        let given = marker.bracket.clone().map(|bracket| given(&prose.passage.text, bracket, self.people, self.calendar));
        let plain = &prose.passage.text[body.clone()];
        if status::is_closed(plain) {
            return;
        }
        let mut read = body_of(&prose.passage.text, body.clone(), self.people, self.calendar);
        if let Some((owners, due)) = given {
            (read.owners, read.due) = (owners, due.or(read.due));
        }
        if !marker.closed && (!read.alone || read.owners.is_empty()) && !plain.is_empty() {
            return;
        }
        let range = marker.range.start..body.end.max(marker.range.end);
        let listed = self.prose.get(place + 1).is_some_and(|next| next.listed != Listed::No && next.is_text() && deeper(prose, next));
        match (plain.is_empty(), read.alone) {
            (true, _) if listed && marker.bracket.is_none() => self.following(place + 1),
            (true, _) | (_, true) => self.before(place, range, &read),
            _ => self.push(place, range, read.text.clone(), &read),
        }
    }

    /// The items below a bare "Actions:".
    fn following(&mut self, first: usize) {
        let kind = self.prose[first].listed;
        let items = self.prose[first..].iter().take_while(|prose| prose.is_text() && prose.listed == kind).count();
        self.next = first + items;
        for place in first..first + items {
            if self.marks[place].is_empty() {
                self.listed(place);
            }
        }
    }

    /// A marker that names the owner only, or nothing: the task is the sentence before it.
    fn before(&mut self, place: usize, range: Range<usize>, read: &Body) {
        let prose = &self.prose[place];
        let before = &prose.sentences[..prose.sentences.partition_point(|sentence| sentence.start < range.start)];
        let own = before.iter().rev().map(|sentence| sentence.start..sentence.end.min(range.start)).find(|own| own.len() > 3);
        // A marker without a word leaves nobody to do what stands before it.
        if read.owners.is_empty() {
            return self.push(place, range, String::new(), read);
        }
        if let Some(own) = own {
            // "Clerk to write. Action: Clerk" is one action, and the marker tells more of it.
            let start = prose.passage.source(own.clone()).start;
            self.actions.pop_if(|last| last.span.start >= start);
            let text = phrase::tidy(prose.slice(own.clone()));
            let due = read.due.clone().or_else(|| self.calendar.due(&prose.passage.text, own.clone()));
            return self.push(
                place,
                own.start..range.end,
                text.trim_end_matches(['(', '[', '-', '–', ' ']).to_owned(),
                &Body { due, ..read.clone() },
            );
        }
        let earlier =
            place.checked_sub(1).map(|earlier| &self.prose[earlier]).filter(|earlier| earlier.speaks() && earlier.topic == prose.topic);
        let text = earlier.and_then(|earlier| earlier.sentences.last().map(|last| phrase::tidy(earlier.slice(last.clone()))));
        self.push(place, range, text.unwrap_or_default(), read);
    }

    /// An item under a heading of actions.
    fn listed(&mut self, place: usize) {
        let prose = &self.prose[place];
        let range = prose.passage.text.len() - prose.passage.text.trim_start().len()..prose.passage.text.trim_end().len();
        let plain = prose.slice(range.clone());
        let read = body_of(&prose.passage.text, range.clone(), self.people, self.calendar);
        if !plain.is_empty() && !status::is_none(plain) && !status::is_closed(plain) && !read.alone {
            self.push(place, range, read.text.clone(), &read);
        }
    }

    /// Sentences that give somebody a task without a marker.
    fn running(&mut self, place: usize, end: usize) {
        let prose = &self.prose[place];
        let elsewhere = [Topic::EarlierActions, Topic::Recommendations, Topic::Declarations, Topic::Elsewhere];
        if elsewhere.contains(&prose.topic) {
            return;
        }
        for sentence in prose.sentences.iter().filter(|sentence| sentence.end <= end) {
            let plain = prose.slice(sentence.clone());
            let told = || self.actions.last().is_some_and(|last| last.span.start >= prose.passage.span.start);
            let again = prose::is_translation(&prose.passage.text, sentence) && told();
            if again || plain.ends_with('?') || status::is_closed(plain) {
                continue;
            }
            let agreed = deciding::agreed(&prose.passage.text, sentence.clone());
            let part = agreed.clone().unwrap_or(sentence.clone());
            let task =
                |part: Range<usize>| tasks::read(&prose.passage.text, part.clone(), self.people, Trust::Running).map(|task| (task, part));
            let Some((task, part)) = clauses(&prose.passage.text, part).find_map(task) else { continue };
            // What was agreed is given out, whatever else the paper marks.
            if task.form == tasks::Form::Promise && self.marked && agreed.is_none() {
                continue;
            }
            let own = if agreed.is_some() { sentence.clone() } else { part };
            let due = self.calendar.due(&prose.passage.text, own.clone());
            let rest = (own.end == prose.passage.text.trim_end().len()).then(|| prose::continuation(self.prose, place)).flatten();
            let read = Body { text: phrase::tidy(prose.slice(own.clone())), owners: task.owners, due, alone: false };
            match rest {
                Some(rest) => self.push_cut(place, own, rest, read),
                None => self.push(place, own, read.text.clone(), &read),
            }
        }
    }

    /// An owner at the right margin: at the end of a line after a wide gap, or in a paragraph of its own.
    fn margin(&mut self, place: usize) -> bool {
        let prose = &self.prose[place];
        let text = prose.passage.text.trim_end();
        let wide = text.rfind(['\t']).into_iter().chain(text.rfind("    ").map(|at| at + 3)).max();
        let certain = |owner: &str| {
            self.people
                .certain(owner)
                .filter(|owners| owners.iter().all(|owner| !owners::is_initials(owner) || self.people.knows_initials(owner)))
        };
        if let Some((at, owners)) = wide.and_then(|at| certain(&text[at..]).map(|owners| (at, owners))) {
            let Some(sentence) = prose.sentences.iter().rfind(|sentence| sentence.start < at) else { return false };
            let own = sentence.start..text[..at].trim_end().len();
            if !asks(&text[own.clone()]) {
                return false;
            }
            let due = self.calendar.due(text, own.clone());
            let read = Body { text: phrase::tidy(&text[own.clone()]), owners, due, alone: false };
            self.push(place, own.start..text.len(), read.text.clone(), &read);
            return true;
        }
        let alone = text.split_whitespace().count() <= 6 && prose.listed == Listed::No;
        let Some(owners) = alone.then(|| certain(text)).flatten() else { return false };
        let earlier = place.checked_sub(1).map(|earlier| &self.prose[earlier]);
        let Some(earlier) = earlier.filter(|earlier| earlier.is_text() && earlier.topic != Topic::Attendance) else { return false };
        let Some(last) = earlier.sentences.last().filter(|last| asks(earlier.slice((*last).clone()))) else { return false };
        let due = self.calendar.due(&earlier.passage.text, last.clone());
        let read = Body { text: phrase::tidy(earlier.slice(last.clone())), owners, due, alone: false };
        self.push(place, 0..text.len(), read.text.clone(), &read);
        true
    }

    /// A task that a page end has cut in two.
    fn push_cut(&mut self, place: usize, range: Range<usize>, rest: usize, read: Body) {
        let other = &self.prose[rest];
        let first = other.sentences.first().cloned().unwrap_or(0..0);
        let text = format!("{} {}", read.text, phrase::tidy(other.slice(first.clone())));
        let due = self.calendar.due(&other.passage.text, first.clone());
        self.push(place, range, text, &read);
        let (date, words) = due.map_or((None, None), |due| (due.date, Some(other.passage.source(due.range))));
        if let Some(action) = self.actions.last_mut() {
            action.span = action.span.to(other.passage.source(first));
            (action.due, action.due_words) = (action.due.or(date), action.due_words.or(words));
        }
    }

    fn push(&mut self, place: usize, range: Range<usize>, text: String, read: &Body) {
        let passage = self.prose[place].passage;
        let kind = if text.is_empty() { ActionKind::Empty } else { status::kind(&text) };
        self.actions.push(Action {
            span: passage.source(range),
            text,
            kind,
            owners: read.owners.clone(),
            due: read.due.as_ref().and_then(|due| due.date),
            due_words: read.due.as_ref().map(|due| passage.source(due.range.clone())).filter(|span: &Span| !span.is_empty()),
            spot: passage.spot.clone(),
            anchor: Box::default(),
        });
    }
}

/// Where a marker in brackets ends: `[ACTION: Clerk]`.
fn closing(text: &str, marker: Range<usize>) -> Option<usize> {
    let close = match text[..marker.start].chars().next_back()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let near = &text[marker.end..text.floor_char_boundary(marker.end + 400)];
    near.find(close).map(|at| marker.end + at)
}

/// The clauses of a sentence that may give a task of their own: after a title with a colon, and between semicolons.
fn clauses(text: &str, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let part = &text[sentence.clone()];
    let label = part.find(": ").filter(|at| part[..*at].split_whitespace().count() <= 6).map_or(0, |at| at + 2);
    let ends = part.match_indices("; ").map(|(at, _)| at).filter(move |at| *at > label).collect::<Vec<_>>();
    let starts = [label].into_iter().chain(ends.clone().into_iter().map(|at| at + 2)).collect::<Vec<_>>();
    let ends = ends.into_iter().chain([part.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(move |(start, end)| sentence.start + start..sentence.start + end)
}

/// Whether a list belongs to the passage before it.
fn deeper(prose: &Prose<'_>, next: &Prose<'_>) -> bool {
    prose.passage.spot.heading == next.passage.spot.heading
}

/// Whether a sentence asks for something to be done.
fn asks(sentence: &str) -> bool {
    let words = phrase::words(sentence, 0..sentence.len());
    phrase::has(
        &words,
        &["to", "will", "would", "should", "agreed", "asked", "requested", "must", "shall", "i", "need", "needs", "required"],
    )
}

/// What follows a marker: as far as the next line or sentence that opens something else.
fn scope(prose: &Prose<'_>, range: Range<usize>) -> Range<usize> {
    let text = &prose.passage.text;
    let next = prose.sentences.partition_point(|sentence| sentence.start <= range.start);
    let other = prose.sentences[next..].iter().find(|sentence| {
        sentence.start >= range.end
            || (markers::opens(&text[sentence.start..]) || text[..sentence.start].trim_end_matches([' ', '\t']).ends_with('\n'))
    });
    let end = other.map_or(range.end, |sentence| sentence.start.min(range.end));
    let part = &text[range.start..end];
    let trimmed = part.trim_end_matches(|c: char| c.is_whitespace() || "([".contains(c));
    let lead = trimmed.len() - trimmed.trim_start().len();
    range.start + lead..range.start + trimmed.len()
}

/// What an action says after its marker.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    /// The task.
    pub text: String,
    /// Who is to do it.
    pub owners: Vec<String>,
    /// By when.
    pub due: Option<Due>,
    /// Whether it names the owner and nothing else.
    pub alone: bool,
}

/// Reads what stands after a marker, in an item or in a cell.
pub(super) fn body_of(text: &str, range: Range<usize>, people: &People, calendar: Calendar) -> Body {
    let part = &text[range.clone()];
    let due = calendar.due(text, range.clone()).or_else(|| calendar.last(text, range.clone()));
    if let Some(owners) = only_owners(text, range.clone(), people, due.as_ref()) {
        let due = due.or_else(|| after_comma(part, range.start).and_then(|tail| calendar.only(text, tail)));
        return Body { text: String::new(), owners, due, alone: true };
    }
    // `[AB/CD] text`
    if let Some(close) = part.starts_with('[').then(|| part.find(']')).flatten() {
        let (owners, own) = given(text, range.start + 1..range.start + close, people, calendar);
        let rest = part[close + 1..].trim_start_matches([' ', ':', '-', '–']);
        return Body { text: phrase::tidy(rest), owners, due: own.or(due), alone: rest.is_empty() };
    }
    if let Some((owners, rest)) = labelled(part, people) {
        return Body { text: phrase::tidy(rest), owners, due, alone: false };
    }
    let (rest, tail) = trailing(part);
    if let Some((owners, own)) = tail.and_then(|tail| trailed(text, range.start + tail.start..range.start + tail.end, people, calendar)) {
        return Body { text: phrase::tidy(rest), owners, due: own.or(due), alone: false };
    }
    let owners = tasks::read(text, range, people, Trust::Marked).map(|task| task.owners).unwrap_or_default();
    Body { text: phrase::tidy(part), owners, due, alone: false }
}

/// The owners where a part holds nothing else, but perhaps a day.
fn only_owners(text: &str, range: Range<usize>, people: &People, due: Option<&Due>) -> Option<Vec<String>> {
    let part = &text[range.clone()];
    let cut = due.map_or(part.len(), |due| due.range.start - range.start);
    let tail = due.map_or("", |due| &text[due.range.end..range.end]);
    let closed = tail.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    let owner = part[..cut].trim().trim_end_matches([',', '–', '-', '(', ' ']);
    let owner = owner.strip_suffix(" to").unwrap_or(owner).trim_end_matches(['.', ')', ']']);
    people.named(owner).filter(|_| closed).or_else(|| {
        let comma = after_comma(part, range.start).filter(|_| due.is_none())?;
        let days = crate::parse::dates::days(&text[comma.clone()]);
        let dated = days.first().is_some_and(|day| (day.end - day.start) * 2 > comma.len());
        people.named(part[..comma.start - range.start].trim_end_matches([',', ' '])).filter(|_| dated)
    })
}

/// What stands after the last comma.
fn after_comma(part: &str, start: usize) -> Option<Range<usize>> {
    part.rfind(',').map(|at| start + at + 1..start + part.len())
}

/// `Clerk: obtain quotes`, `AB – circulate the plan`.
fn labelled<'t>(part: &'t str, people: &People) -> Option<(Vec<String>, &'t str)> {
    let at = [":", " – ", " — ", " - "].iter().filter_map(|mark| part.find(mark).map(|at| (at, mark.len()))).min()?;
    let rest = part[at.0 + at.1..].trim();
    let owners = people.named(&part[..at.0]).filter(|_| at.0 <= 80)?;
    (!rest.is_empty()).then_some((owners, rest))
}

/// A part without the brackets or the dash at its end, and what stands there.
fn trailing(part: &str) -> (&str, Option<Range<usize>>) {
    let body = part.trim_end_matches(['.', ' ']);
    let open = match body.chars().next_back() {
        Some(')') => body.rfind('('),
        Some(']') => body.rfind('['),
        _ => None,
    };
    match open {
        Some(open) => (body[..open].trim_end(), Some(open + 1..body.len() - 1)),
        None => {
            let dash = [" – ", " — ", " - ", "\t"].iter().filter_map(|mark| body.rfind(mark).map(|at| (at, mark.len()))).max();
            dash.map_or((part, None), |(at, length)| (body[..at].trim_end(), Some(at + length..body.len())))
        }
    }
}

/// Owners, and perhaps a day, at the end of a task.
fn trailed(text: &str, range: Range<usize>, people: &People, calendar: Calendar) -> Option<(Vec<String>, Option<Due>)> {
    let due = calendar.due(text, range.clone());
    let owners = only_owners(text, range.clone(), people, due.as_ref())?;
    let due = due.or_else(|| after_comma(&text[range.clone()], range.start).and_then(|tail| calendar.only(text, tail)));
    Some((owners, due))
}

/// What an author gives in brackets: owners before the comma, the day after it. Here every name counts.
fn given(text: &str, range: Range<usize>, people: &People, calendar: Calendar) -> (Vec<String>, Option<Due>) {
    let part = &text[range.clone()];
    if let Some(read) = trailed(text, range.clone(), people, calendar) {
        return read;
    }
    let due = calendar.due(text, range.clone()).or_else(|| {
        let tail = after_comma(part, range.start).unwrap_or(range.clone());
        calendar.only(text, tail).filter(|due| due.date.is_some())
    });
    let cut = due.as_ref().map_or(part.len(), |due| due.range.start.saturating_sub(range.start));
    let names = part[..cut].trim_end_matches([',', ' ', ';']);
    let names = if due.is_none() { names } else { names.trim_end_matches(" by") };
    let owners = owners::as_written(names);
    (owners, due)
}
