//! Prose → when and where the body meets next.

use std::ops::Range;

use jiff::civil::Time;

use crate::model::{Head, NextMeeting};
use crate::parse::dates;
use crate::parse::passages::Form;

use super::deciding::Body;
use super::due::Calendar;
use super::phrase;
use super::prose::Prose;
use super::topics::Topic;

/// The next meeting: what stands under a heading of its own, else the last sentence that speaks of it.
pub(super) fn read(head: &Head, prose: &[Prose<'_>], calendar: Calendar) -> Option<NextMeeting> {
    let body = Body::of(head);
    // A section of its own that names no day says that there is none yet.
    let own = prose.iter().any(|each| each.topic == Topic::NextMeeting && each.speaks());
    headed(prose, &body, calendar).or_else(|| {
        if own {
            return None;
        }
        let sentences = prose
            .iter()
            .rev()
            .filter(|each| !each.passage.quoted)
            .flat_map(|each| each.sentences.iter().rev().map(move |sentence| (each, sentence)));
        sentences
            .filter(|(each, sentence)| speaks_of_next(each.slice((*sentence).clone()), &body))
            .find_map(|(each, sentence)| meeting(each, sentence.clone(), calendar))
    })
}

/// Under a heading, in it, or in a row of an agenda.
fn headed(prose: &[Prose<'_>], body: &Body, calendar: Calendar) -> Option<NextMeeting> {
    let own = prose.iter().filter(|each| each.topic == Topic::NextMeeting && !each.passage.quoted);
    let mut first = None;
    for each in own {
        // Another body's next meeting may be told of here as well.
        let ours = |sentence: &&Range<usize>| {
            let text = each.slice((*sentence).clone());
            !text.to_lowercase().contains(" next meeting") || speaks_of_next(text, body)
        };
        let start = if each.speaks() { each.sentences.iter().find(ours).map(|sentence| sentence.start) } else { Some(0) };
        let Some(start) = start.filter(|_| !is_off(&each.passage.text)) else { continue };
        let Some(found) = meeting(each, start..each.passage.text.trim_end().len(), calendar) else { continue };
        let fuller = first.is_none() || matches!(&first, Some((Form::Heading(_), earlier)) if same_day(earlier, &found));
        if fuller {
            first = Some((each.passage.form.clone(), found));
        }
    }
    first.map(|(_, found)| found)
}

fn same_day(first: &NextMeeting, second: &NextMeeting) -> bool {
    first.date == second.date
}

/// "The next meeting will be held on": of this body, and not put off.
fn speaks_of_next(sentence: &str, body: &Body) -> bool {
    if !phrase::mentions(sentence, &[["ext ", "EXT "], ["nesaf", "NESAF"]]) {
        return false;
    }
    let words = phrase::words(sentence, 0..sentence.len());
    let next = words.iter().enumerate().position(|(at, word)| {
        word.is(&["next", "nesaf"]) && words[at + 1..].iter().take(4).any(|word| word.is(&["meeting", "meetings"]))
            || word.is(&["nesaf"]) && at > 0 && words[at - 1].is(&["cyfarfod"])
    });
    let session = words.first().is_some_and(|word| word.is(&["next"]))
        && words.get(1).is_some_and(|word| word.is(&["interim", "call", "session", "sitting"]));
    if session {
        return true;
    }
    let Some(at) = next else { return false };
    let theirs = at.checked_sub(1).is_some_and(|before| words[before].lower.ends_with("'s") && words[before].capital);
    if theirs {
        return false;
    }
    let meeting = words[at..].iter().position(|word| word.is(&["meeting", "meetings"])).map_or(at, |offset| at + offset);
    let between = &words[(at + 1).min(meeting)..meeting];
    let plain = ["full", "ordinary", "scheduled", "regular", "monthly", "quarterly", "formal", "public", "annual"];
    let ours = between.iter().all(|word| word.is(&plain)) || body.is(between) || body.is(&words[at + 1..meeting.max(at + 1)]);
    let of = words.get(meeting + 1).is_some_and(|word| word.is(&["of"]));
    let named = (1..=6).any(|count| words.get(meeting + 2..meeting + 2 + count).is_some_and(|phrase| body.is(phrase)));
    // "would report to the next meeting", "at the next meeting on 3 May the plan will be shown" tell of something else, but of the day as well.
    ours && (!of || named) && !is_off(sentence)
}

/// "cancelled", "to be confirmed".
fn is_off(sentence: &str) -> bool {
    let words = phrase::words(sentence, 0..sentence.len());
    phrase::has(&words, &["cancelled", "postponed", "instead"]) && !phrase::has(&words, &["rearranged", "now"])
}

/// The first day after this meeting in a part of a passage, with time and place.
fn meeting(prose: &Prose<'_>, part: Range<usize>, calendar: Calendar) -> Option<NextMeeting> {
    let text = &prose.passage.text[part.clone()];
    let mut days = dates::days(text).into_iter().filter_map(|day| {
        let date = if day.year.is_some() { day.date() } else { calendar.date(&day) }?;
        calendar.meeting.is_none_or(|meeting| date > meeting).then_some((day, date))
    });
    let (day, date) = days.next()?;
    let next_day = days.next().map_or(text.len(), |(next, _)| next.start);
    let times = dates::times(&text[..next_day]);
    let start = times.first().map(|(time, _)| *time).or_else(|| dotted(&text[day.end.min(next_day)..next_day]));
    let span = prose.passage.source(part.start + day.start..part.start + day.end);
    Some(NextMeeting {
        span,
        date,
        start,
        venue: venue(&text[..next_day], day.end, times.iter().map(|(_, range)| range.clone()).collect()),
    })
}

/// "at 13.30": after "at" a stop parts hours from minutes.
fn dotted(text: &str) -> Option<Time> {
    let rest = text.split("at ").nth(1)?;
    let (hours, rest) = rest.split_once('.')?;
    let minutes = rest.get(..2)?;
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

/// The place in a sentence with a day: after "in", "at" or "Venue:", behind the day and the time, or before them.
fn venue(text: &str, day_end: usize, times: Vec<Range<usize>>) -> Option<String> {
    let is_time = |at: usize| times.iter().any(|range| range.start <= at && at < range.end);
    let last = times.iter().map(|range| range.end).chain([day_end]).max().unwrap_or(day_end);
    let mut places = text.match_indices(['i', 'a', 'y', 'V', 'v']).filter_map(|(at, _)| {
        let lead = ["in ", "at ", "yn ", "yng ", "Venue: ", "venue: ", "via ", "Venue – "]
            .into_iter()
            .find(|lead| text[at..].starts_with(lead))?;
        let free = !text[..at].ends_with(char::is_alphanumeric);
        let start = at + lead.len();
        let start = start + text[start..].len() - text[start..].trim_start_matches("the ").len();
        let named = text[start..].starts_with(|c: char| c.is_uppercase());
        (free && named && !is_time(start)).then_some(start)
    });
    let start = places.find(|start| *start > day_end.min(last)).or_else(|| places.next()).or_else(|| {
        // `Monday 15 May, Drill Hall, 7pm`: whatever is neither day nor time.
        let mut pieces = text[day_end..].match_indices([',', '–', '-', '\n']).map(|(at, mark)| day_end + at + mark.len());
        pieces.find_map(|at| {
            let rest = text[at..].trim_start();
            let zone = ["UTC", "GMT", "BST", "TBC"].iter().any(|zone| rest.starts_with(zone));
            let word = rest.starts_with(char::is_uppercase) || rest.starts_with("online") || rest.starts_with("virtual");
            (word && !zone).then_some(text.len() - rest.len())
        })
    })?;
    let rest = &text[start..];
    let stops = [
        " at ",
        " on ",
        " commencing",
        " starting",
        " from ",
        ". ",
        "\n",
        " to ",
        ";",
        " and ",
        ", commencing",
        ", starting",
        " (",
        " when",
        " with ",
    ];
    let end = stops
        .iter()
        .filter_map(|stop| rest.find(stop))
        .chain(times.iter().filter(|range| range.start > start).map(|range| range.start - start))
        .min()
        .unwrap_or(rest.len());
    let end = dates::days(rest).first().map_or(end, |day| end.min(day.start));
    let venue = rest[..end].trim_end_matches(|c: char| c.is_whitespace() || ",.–-;:".contains(c));
    (venue.chars().filter(|c| c.is_alphabetic()).count() > 2).then(|| phrase::tidy(venue))
}
