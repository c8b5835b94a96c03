//! Passages → the days they name, each with its year: the year is mostly left out where everybody in the room knew it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use crate::model::Dated;

use super::dates::{self, Found};
use super::passages::Passage;
use super::reading::Context;

/// A day that a passage names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// Its words in the passage, the weekday included.
    pub range: Range<usize>,
    /// The day.
    pub date: Date,
    /// The weekday as printed.
    pub weekday: Option<Weekday>,
    /// Whether the year is worked out.
    pub year_inferred: bool,
}

/// The days of every passage, in the order of the passages.
pub(super) fn days(context: &Context<'_>) -> Vec<Vec<Day>> {
    let known = context.date;
    context.passages.iter().map(|passage| in_text(&passage.text, known)).collect()
}

/// The days as the reading of a paper holds them.
pub(super) fn dated(passages: &[Passage], days: &[Vec<Day>]) -> Vec<Dated> {
    let of_one = |(passage, days): (&Passage, &Vec<Day>)| -> Vec<Dated> {
        let dated = |day: &Day| Dated {
            span: passage.source(day.range.clone()),
            date: day.date,
            weekday: day.weekday,
            year_inferred: day.year_inferred,
        };
        days.iter().map(dated).collect()
    };
    passages.iter().zip(days).flat_map(of_one).collect()
}

/// The days of one text, when the meeting was on a day known or not known.
fn in_text(text: &str, known: Option<Date>) -> Vec<Day> {
    let found: Vec<Found> = dates::days(text).into_iter().filter(|day| is_day(text, day, known)).collect();
    let mut days: Vec<Day> = Vec::with_capacity(found.len());
    for (day, shared) in found.iter().zip(shared_years(text, &found)) {
        let Some(date) = day.near(shared.or(known)) else { continue };
        let year_inferred = day.year.is_none();
        let floor = days.last().map_or(0, |day| day.range.end);
        days.extend(earlier(&text[floor..day.start], floor, text, day, date));
        days.push(Day { range: day.start..day.end, date, weekday: day.weekday, year_inferred });
    }
    days
}

/// For each day the one beside it that has a year: in "9 October, 3 November and 15 December 2019" the year stands once for all.
fn shared_years(text: &str, found: &[Found]) -> Vec<Option<Date>> {
    let mut shared: Vec<Option<Date>> = Vec::with_capacity(found.len());
    let mut next: Option<(usize, Date)> = None;
    for day in found.iter().rev() {
        let beside = next.filter(|(start, _)| joins(&text[day.end..*start])).map(|(_, date)| date);
        next = match day.year {
            Some(_) => day.date(),
            None => beside.and_then(|date| day.near(Some(date))),
        }
        .map(|date| (day.start, date));
        shared.push(beside);
    }
    shared.reverse();
    shared
}

/// Words that stand between two days of one phrase.
fn joins(between: &str) -> bool {
    ["and", "&", "to", "until", "or", "-", "–", "—", ",", "and the", "to the", "a", "i"].contains(&between.trim())
}

/// Whether the words are a day and nothing that only looks like one: a version, a paragraph's number, a house in a street.
fn is_day(text: &str, day: &Found, known: Option<Date>) -> bool {
    let words = &text[day.start..day.end];
    let before = text[..day.start].trim_end_matches([' ', '\u{a0}', '(', '.', ':']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let numeric = words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(char::is_alphabetic);
    if numeric {
        let labelled = NUMBERED.iter().any(|label| word.eq_ignore_ascii_case(label));
        // "2.10.13" is a paragraph; "12.11.2019" and "12.11.19" are days.
        let dotted = words.contains('.') && words.len() < 8;
        return !(labelled || dotted);
    }
    if day.year.is_some() || day.weekday.is_some() {
        return true;
    }
    // "March 24" may be a month of a year, and in "In March 5 people came" the number counts.
    let month_first = words.starts_with(char::is_alphabetic) && words.ends_with(|c: char| c.is_ascii_digit());
    let next = text[day.end..].strip_prefix(' ').unwrap_or_default();
    let near = known.is_none_or(|known| (i16::from(day.day) - known.year() % 100).abs() <= 10);
    let counts = month_first && (near || next.starts_with(char::is_lowercase));
    let street = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !(counts || street.starts_with(char::is_uppercase) && STREETS.contains(street.to_lowercase().as_str()))
}

static STREETS: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/streets.txt")));

/// Words whose number has several parts.
const NUMBERED: [&str; 16] = [
    "paragraph",
    "paragraphs",
    "para",
    "section",
    "sections",
    "minute",
    "minutes",
    "item",
    "items",
    "version",
    "v",
    "ref",
    "reference",
    "no",
    "appendix",
    "page",
];

/// `2nd and 16th` before `30th March`, `2, 9` before `16 May`: days that share the month of the one after them.
fn earlier(before: &str, floor: usize, text: &str, day: &Found, date: Date) -> Vec<Day> {
    let words = &text[day.start..day.end];
    let Some(style) = day_number(words.split([' ', '\u{a0}']).next().unwrap_or_default()).filter(|_| day.weekday.is_none()) else {
        return Vec::new();
    };
    let mut days: Vec<Day> = Vec::new();
    let mut rest = before;
    while let Some(list) = separated(rest) {
        let word = list.rsplit([' ', '\u{a0}', '(', '\n', '–', '-', ',']).next().unwrap_or_default();
        let Some((number, ordinal)) = day_number(word) else { break };
        let latest = days.last().map_or(date.day(), |day| day.date.day());
        let Ok(earlier) = Date::new(date.year(), date.month(), number) else { break };
        if ordinal != style.1 || number >= latest || days.len() >= 8 {
            break;
        }
        let start = floor + list.len() - word.len();
        days.push(Day { range: start..start + word.len(), date: earlier, weekday: None, year_inferred: day.year.is_none() });
        rest = &list[..list.len() - word.len()];
    }
    let lead = rest.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let led = rest.trim().is_empty() || rest.trim_end().ends_with([':', '(']) || LEADS.contains(&lead.as_str());
    // "items 2 and 3 May" is no list of days: plain numbers must follow a word that days follow.
    if !(style.1 || led) {
        return Vec::new();
    }
    days.reverse();
    days
}

/// Words after which a list of days may stand.
const LEADS: [&str; 15] = ["on", "of", "the", "between", "from", "dates", "held", "by", "until", "to", "for", "both", "ar", "rhwng", "or"];

/// A text without the comma, dash or "and" at its end, where one is.
fn separated(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', '\u{a0}']);
    let joint = [" and", " &", " to", " or", " a", ",", "–", "-"].iter().find_map(|joint| text.strip_suffix(joint))?;
    let joint = joint.trim_end_matches([' ', '\u{a0}']);
    Some(joint.strip_suffix(',').unwrap_or(joint).trim_end_matches([' ', '\u{a0}']))
}

/// A day of the month, and whether it is written as an ordinal: `2`, `2nd`.
fn day_number(word: &str) -> Option<(i8, bool)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number: i8 = word[..digits].parse().ok().filter(|number| digits <= 2 && (1..=31).contains(number))?;
    let ending = &word[digits..];
    let ordinal = ["st", "nd", "rd", "th", "ain", "af", "eg", "fed", "ydd"].contains(&ending);
    (ordinal || ending.is_empty()).then_some((number, ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let days = in_text(text, Some(jiff::civil::date(2024, 3, 14)));
        days.iter().map(|day| format!("{}{} {}", day.date, if day.year_inferred { "?" } else { "" }, &text[day.range.clone()])).collect()
    }

    #[test]
    fn the_year_comes_from_beside_or_from_the_meeting() {
        assert_eq!(read("from 28 December to 3 January 2023"), ["2022-12-28? 28 December", "2023-01-03 3 January 2023"]);
        assert_eq!(read("by Friday 6th December"), ["2024-12-06? Friday 6th December"]);
        assert_eq!(read("9 October and 15 October 2019"), ["2019-10-09? 9 October", "2019-10-15 15 October 2019"]);
        assert_eq!(read("5 June, 3 July and 7 August 2026").first().map(String::as_str), Some("2026-06-05? 5 June"));
    }

    #[test]
    fn days_that_share_a_month() {
        assert_eq!(read("on 2nd and 16th May 2024"), ["2024-05-02 2nd", "2024-05-16 16th May 2024"]);
        assert_eq!(read("on 3, 10 and 17 April"), ["2024-04-03? 3", "2024-04-10? 10", "2024-04-17? 17 April"]);
        assert_eq!(read("between 12-13 June 2024"), ["2024-06-12 12", "2024-06-13 13 June 2024"]);
        assert_eq!(read("items 2 and 3 May 2024"), ["2024-05-03 3 May 2024"]);
    }

    #[test]
    fn what_only_looks_like_a_day() {
        for text in
            ["version 10.12.14", "paragraph 2.10.13", "see 2.10.13", "In March 15 officers were trained", "24/7", "1 in 5", "Mar 24"]
        {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
        assert_eq!(read("on 12.11.19, In March 15th the"), ["2019-11-12 12.11.19", "2024-03-15? March 15th"]);
        assert_eq!(read("by October 5."), ["2023-10-05? October 5"]);
    }
}
