//! Text → the days and times of day in it, as people write them in English and Welsh.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Time, Weekday};

/// A day named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// First byte, with the weekday if one stands before it.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Day of the month.
    pub day: i8,
    /// Month from 1.
    pub month: i8,
    /// The year, where it is printed.
    pub year: Option<i16>,
    /// The weekday before it, as printed: it may be wrong.
    pub weekday: Option<Weekday>,
}

impl Found {
    /// The day, where its year is printed and the calendar has it.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The day; where its year is not printed, that which is nearest to a day known, on its weekday if it can be.
    pub fn near(&self, known: Option<Date>) -> Option<Date> {
        if self.year.is_some() {
            return self.date();
        }
        let known = known?;
        let days = (known.year() - 1..=known.year() + 1).filter_map(|year| Date::new(year, self.month, self.day).ok());
        let distance = |day: &Date| known.until(*day).map_or(i32::MAX, |span| span.get_days().abs());
        days.min_by_key(|day| (self.weekday.is_some_and(|weekday| day.weekday() != weekday), distance(day)))
    }
}

/// All days in a text, in order: `12 November 2019`, `2nd September`, `April 1<sup>st</sup> 2020`, `2019-11-12`, `12/11/2019`.
pub(super) fn days(text: &str) -> Vec<Found> {
    // A day has a number in it; most sentences have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match numeric(&tokens[at]).map(|day| (day, 1)).or_else(|| worded(text, &tokens[at..])) {
            Some((mut day, taken)) => {
                let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|before| is_one_phrase(text, before, &tokens[at]));
                if let Some(Token { start, what: What::Weekday(weekday), .. }) = before {
                    (day.start, day.weekday) = (*start, Some(*weekday));
                }
                found.push(day);
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// A word of a text, as far as dates care.
struct Token<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A number of one or two digits, perhaps with `st` or `th` after it.
    Day(i8),
    /// Four digits.
    Year(i16),
    Month(i8),
    Weekday(Weekday),
    /// `of`, `the`.
    Filler,
    Other,
}

/// The longest tag that a date may have in it, in bytes.
const LONGEST_TAG: usize = 80;

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_alphanumeric() || c == '<') {
        let start = at + offset;
        if text[start..].starts_with('<') {
            // A tag is short; a bracket that nothing closes must not cost the rest of the text.
            at = text.as_bytes()[start..].iter().take(LONGEST_TAG).position(|b| *b == b'>').map_or(start + 1, |close| start + close + 1);
            continue;
        }
        let inside = |c: char| c.is_alphanumeric() || "-/.".contains(c);
        let word = &text[start..start + text[start..].find(|c| !inside(c)).unwrap_or(text.len() - start)];
        let word = first_of_range(word.trim_end_matches(['-', '/', '.']));
        at = start + word.len();
        let what = what(word);
        match tokens.last_mut() {
            // The raised letters of `20<sup>th</sup>`.
            Some(last) if is_ordinal(word) && matches!(last.what, What::Day(_)) => last.end = closing_tag(text, at),
            _ => tokens.push(Token { start, end: at, text: word, what }),
        }
    }
    tokens
}

/// Whether nothing but blanks, commas, dashes, stops, tags and small words stand between two words of a day.
fn is_one_phrase(text: &str, first: &Token<'_>, second: &Token<'_>) -> bool {
    !text[first.end..second.start].contains(|c: char| "%()[]{};:!?£$&+=|\"“”•".contains(c))
}

/// `12-Nov-2019`, `12-Nov-19`, as spreadsheets write days: day, month and year.
fn spelt(word: &str) -> Option<(i8, i8, i16)> {
    let mut parts = word.split(['-', '/', '.']);
    let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return None };
    let (What::Day(day), What::Month(month)) = (what(day), what(month)) else { return None };
    let full = year.parse::<i16>().ok().filter(|_| year.len() == 2 || year.len() == 4)?;
    Some((day, month, if full < 100 { 2000 + full } else { full }))
}

/// The `12` of `12-13 June` and `12-Nov`, the `January` of `January/1st`: several words, no number with a mark in it.
fn first_of_range(word: &str) -> &str {
    let Some((first, rest)) = word.split_once(['-', '/', '.']) else { return word };
    let second = rest.split(['-', '/', '.']).next().unwrap_or_default();
    let ordinal = second.ends_with(char::is_alphabetic);
    match (what(first), what(second)) {
        (What::Day(_), What::Day(_)) if rest == second && word.contains('-') => first,
        (What::Day(_), What::Month(_)) if spelt(word).is_none() => first,
        // "Mar-24" is a month of a year.
        (What::Month(_), What::Day(_)) if ordinal => first,
        _ => word,
    }
}

fn closing_tag(text: &str, at: usize) -> usize {
    at + text[at..].strip_prefix("</sup>").map_or(0, |_| "</sup>".len())
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "ain", "af", "eg", "fed", "ydd"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

fn what(word: &str) -> What {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    match digits {
        1 | 2 if rest.is_empty() || is_ordinal(rest) => word[..digits].parse().map_or(What::Other, What::Day),
        4 if rest.is_empty() => word.parse().ok().filter(|year| (1800..2200).contains(year)).map_or(What::Other, What::Year),
        0 => named(word),
        _ => What::Other,
    }
}

fn named(word: &str) -> What {
    static NAMES: LazyLock<HashMap<&str, What>> = LazyLock::new(|| {
        let rows = |list| super::word_rows(list).into_iter().enumerate();
        let weekdays = rows(include_str!("words/weekdays.txt")).flat_map(|(place, row)| {
            let weekday = Weekday::from_monday_zero_offset(place as i8).map_or(What::Other, What::Weekday);
            row.into_iter().map(move |name| (name, weekday))
        });
        // "Mawrth" is Tuesday and March: it stays a month, and what follows tells.
        let months = rows(include_str!("words/months.txt"));
        weekdays.chain(months.flat_map(|(place, row)| row.into_iter().map(move |name| (name, What::Month(place as i8 + 1))))).collect()
    });
    // "may" and "mar" are words as well: a month has a capital.
    match word.starts_with(|c: char| c.is_uppercase()) {
        true if word.len() <= LONGEST_NAME => NAMES.get(word.to_ascii_lowercase().as_str()).copied().unwrap_or_else(|| filler(word)),
        _ => filler(word),
    }
}

/// The longest name of a month or day, in bytes.
const LONGEST_NAME: usize = 12;

fn filler(word: &str) -> What {
    let small = word.len() <= 3 && ["of", "the", "o"].iter().any(|filler| word.eq_ignore_ascii_case(filler));
    if small { What::Filler } else { What::Other }
}

/// Whether a word is a month's name, with a capital or without.
pub(super) fn is_month(word: &str) -> bool {
    let mut letters = word.chars();
    let capital: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    matches!(named(&capital), What::Month(_))
}

/// `12 November 2019`, `12th of November`, `November 12th, 2019`.
fn worded(text: &str, tokens: &[Token<'_>]) -> Option<(Found, usize)> {
    let first = tokens.first().filter(|first| first.what != What::Filler)?;
    let mut kept = tokens.iter().enumerate().skip(1).filter(|(_, token)| token.what != What::Filler);
    let (place, second) = kept.next()?;
    // "Mawrth" is both Tuesday and March: before "5 Mawrth" it is the weekday.
    let weekday = matches!(tokens.get(place + 1), Some(Token { what: What::Month(_), .. })) && matches!(first.what, What::Month(_));
    let (day, month) = match (first.what, second.what) {
        _ if weekday => return None,
        (What::Day(day), What::Month(month)) | (What::Month(month), What::Day(day)) => (day, month),
        _ => return None,
    };
    // "27% (December)" is no day, and neither is "on page 5. March began".
    let stopped = matches!(first.what, What::Day(_)) && text[first.end..second.start].starts_with(". ");
    if stopped || !is_one_phrase(text, first, second) {
        return None;
    }
    let year = kept.next().and_then(|(place, token)| match token.what {
        What::Year(year) if is_one_phrase(text, second, token) => Some((place, token.end, year)),
        _ => None,
    });
    let (last, end, year) = year.map_or((place, second.end, None), |(place, end, year)| (place, end, Some(year)));
    (1..=31).contains(&day).then_some((Found { start: first.start, end, day, month, year, weekday: None }, last + 1))
}

/// `2019-11-12`, `12/11/2019`, `12.11.19`, `12-Nov-2019`: the day first, as British papers have it.
fn numeric(token: &Token<'_>) -> Option<Found> {
    if let Some((day, month, year)) = spelt(token.text) {
        Date::new(year, month, day).ok()?;
        return Some(Found { start: token.start, end: token.end, day, month, year: Some(year), weekday: None });
    }
    let separator = ['-', '/', '.'].into_iter().find(|c| token.text.contains(*c))?;
    let parts: Vec<i16> = token.text.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let &[first, month, last] = parts.as_slice() else { return None };
    let (day, year) = match (separator, first > 31) {
        ('-', true) => (last, first),
        (_, false) if last > 1800 => (first, last),
        ('/' | '.', false) if token.text.len() >= 7 && last < 100 => (first, 2000 + last),
        ('/', false) if token.text.len() == 6 && (10..100).contains(&last) => (first, 2000 + last),
        _ => return None,
    };
    let valid = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(Found { start: token.start, end: token.end, day: valid.day(), month: valid.month(), year: Some(year), weekday: None })
}

/// A time of day with the bytes it takes: `14:00`, `2.30pm`, `7 p.m.`, `noon`.
pub(super) fn times(text: &str) -> Vec<(Time, std::ops::Range<usize>)> {
    let mut found: Vec<(Time, std::ops::Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit() || c == 'n') {
        let start = at + offset;
        if let Some(length) = noon(text, start) {
            // "12 noon" is one time.
            match found.last_mut() {
                Some((_, range)) if text[range.end..start].trim().is_empty() => range.end = start + length,
                _ => found.push((Time::constant(12, 0, 0, 0), start..start + length)),
            }
            at = start + length;
            continue;
        }
        if text[start..].starts_with('n') {
            at = start + 1;
            continue;
        }
        let free =
            !text[..start].ends_with(|c: char| c.is_alphanumeric() || "./:-£".contains(c)) || text[..start].ends_with([' ', '-', '–']);
        match time_at(&text[start..]).filter(|_| free) {
            Some((time, length)) => {
                found.push((time, start..start + length));
                at = start + length;
            }
            None => at = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start),
        }
    }
    found
}

/// The bytes of "noon" at an offset, with the 12 that may stand before it taken for its own.
fn noon(text: &str, at: usize) -> Option<usize> {
    let word = text[at..].get(..4).filter(|word| word.eq_ignore_ascii_case("noon"));
    let free = !text[..at].ends_with(char::is_alphanumeric) && !text[at + word?.len()..].starts_with(char::is_alphanumeric);
    free.then_some(4)
}

fn time_at(text: &str) -> Option<(Time, usize)> {
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut hour: i8 = text[..hours].parse().ok().filter(|_| hours <= 2)?;
    let separator = text[hours..].chars().next().filter(|c| *c == ':' || *c == '.');
    let minutes = separator.map_or("", |_| &text[hours + 1..]);
    let minutes = &minutes[..minutes.bytes().take_while(u8::is_ascii_digit).count().min(3)];
    let (minute, mut length) = match minutes.len() {
        2 => (minutes.parse().ok()?, hours + 3),
        _ => (0, hours),
    };
    let after = text[length..].trim_start_matches([' ', '\u{a0}']);
    let half = half_of_day(after);
    length += half.map_or(0, |(_, taken)| text[length..].len() - after.len() + taken);
    match half {
        Some((12, _)) if hour < 12 => hour += 12,
        Some((0, _)) if hour == 12 => hour = 0,
        None if separator != Some(':') || minutes.len() != 2 => return None,
        _ => {}
    }
    Time::new(hour, minute, 0, 0).ok().map(|time| (time, length))
}

/// Hours to add, and the bytes of `am`, `p.m.` and the like.
fn half_of_day(text: &str) -> Option<(i8, usize)> {
    let lower: String = text.chars().take(4).map(|c| c.to_ascii_lowercase()).collect();
    let found = [("a.m.", 0), ("p.m.", 12), ("a.m", 0), ("p.m", 12), ("am", 0), ("pm", 12), ("yh", 12), ("yb", 0)]
        .into_iter()
        .find(|(word, _)| lower.starts_with(word))?;
    let ends = !text[found.0.len()..].starts_with(|c: char| c.is_alphanumeric());
    ends.then_some((found.1, found.0.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        let cases = [
            ("Friday 8 June 2018", "2018-06-08", "Friday 8 June 2018"),
            ("on the 2nd of September 2019.", "2019-09-02", "2nd of September 2019"),
            ("20<sup>th</sup> November 2019", "2019-11-20", "20<sup>th</sup> November 2019"),
            ("from April 1<sup>st</sup> 2020", "2020-04-01", "April 1<sup>st</sup> 2020"),
            ("Dydd Mawrth 5 Mawrth 2024", "2024-03-05", "5 Mawrth 2024"),
            ("12/11/2019", "2019-11-12", "12/11/2019"),
            ("2019-11-12", "2019-11-12", "2019-11-12"),
            ("by 6/9/19 at the latest", "2019-09-06", "6/9/19"),
            ("12-Nov-2019", "2019-11-12", "12-Nov-2019"),
            ("12-Nov-19", "2019-11-12", "12-Nov-19"),
        ];
        for (text, date, taken) in cases {
            let found = days(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].date().map(|date| date.to_string()).as_deref(), Some(date), "{text}");
            assert_eq!(&text[found[0].start..found[0].end], taken);
        }
        assert_eq!(days("the Act 2000, 24/7 cover, 2018/19, in 12 months, 31 February 2019")[0].date(), None);
        assert!(days("you may 3 times, the forecast for Mar-24, 27% (December), on page 5. March began").is_empty());
    }

    #[test]
    fn a_year_that_is_not_printed_is_the_nearest() {
        let meeting = Some(jiff::civil::date(2019, 12, 2));
        let near = |text: &str| days(text)[0].near(meeting).map(|date| date.to_string());
        assert_eq!(near("by 14 January").as_deref(), Some("2020-01-14"));
        assert_eq!(near("on 3rd October").as_deref(), Some("2019-10-03"));
        assert_eq!(near("Friday 6th September").as_deref(), Some("2019-09-06"));
        assert_eq!(days("3 May")[0].near(None), None);
    }

    #[test]
    fn times_as_people_write_them() {
        let read = |text: &str| times(text).iter().map(|(time, _)| time.strftime("%H:%M").to_string()).collect::<Vec<_>>();
        assert_eq!(read("1pm – 3pm"), ["13:00", "15:00"]);
        assert_eq!(read("13:00-16:00"), ["13:00", "16:00"]);
        assert_eq!(read("at 7.30 p.m. in Room 12"), ["19:30"]);
        assert_eq!(read("11.45am and 12 noon, 2.10 and 10.30"), ["11:45", "12:00"]);
        assert_eq!(read("10am to noon"), ["10:00", "12:00"]);
    }
}
