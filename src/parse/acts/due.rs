//! Words → the day by which something is to be done.

use std::ops::Range;

use jiff::civil::Date;

use crate::parse::dates::{self, Found};

use super::phrase::{self, Word};

/// The words that say by when, and the day where one can be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// The words, with the "by" before them.
    pub range: Range<usize>,
    /// The day.
    pub date: Option<Date>,
}

/// What is known of days when a due day is worked out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calendar {
    /// The day of the meeting.
    pub meeting: Option<Date>,
}

impl Calendar {
    /// A day a task is due: without a year, the first such day from the meeting on.
    pub fn date(&self, found: &Found) -> Option<Date> {
        let near = found.near(self.meeting)?;
        match (found.year, self.meeting) {
            (None, Some(meeting)) if near < meeting => Date::new(near.year() + 1, near.month(), near.day()).ok(),
            _ => Some(near),
        }
    }

    /// The day a part of a text says something is due: after "by", "before", "no later than" and the like.
    pub fn due(&self, text: &str, part: Range<usize>) -> Option<Due> {
        let words = phrase::words(text, part.clone());
        let dated = dates::days(&text[part.clone()]).into_iter().find_map(|day| {
            let (start, end) = (part.start + day.start, part.start + day.end);
            let from = lead(&words, start)?;
            Some(Due { range: from..end, date: self.date(&day) })
        });
        dated.or_else(|| self.end_of_month(&words)).or_else(|| self.within(&words)).or_else(|| vague(&words))
    }

    /// A day that a task ends with, after a comma or in brackets: `circulate the note, 17.10.23`, `sign the order (15 March)`.
    pub fn last(&self, text: &str, part: Range<usize>) -> Option<Due> {
        let trimmed = part.start + text[part.clone()].trim_end_matches(|c: char| c.is_whitespace() || ".)]".contains(c)).len();
        let day = dates::days(&text[part.clone()]).into_iter().last()?;
        let (start, end) = (part.start + day.start, part.start + day.end);
        let before = text[part.start..start].trim_end();
        let parted = before.ends_with([',', '(', '[', '–', '—', ':', ';']) || before.ends_with(" -");
        (parted && end >= trimmed).then(|| Due { range: start..end, date: self.date(&day) })
    }

    /// "within two weeks of the meeting": counted from its day.
    fn within(&self, words: &[Word]) -> Option<Due> {
        let at = words.iter().position(|word| word.is(&["within"]))?;
        let [count, unit, after @ ..] = words.get(at + 1..)? else { return None };
        let named = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let number = || named.iter().position(|name| count.is(&[name])).map(|place| place as i32 + 1);
        let count = count.lower.parse::<i32>().ok().or_else(number)?;
        let span = match &*unit.lower {
            "day" | "days" => jiff::Span::new().try_days(count),
            "week" | "weeks" => jiff::Span::new().try_weeks(count),
            "month" | "months" => jiff::Span::new().try_months(count),
            _ => return None,
        };
        // Days "of receipt" begin on a day that nobody knows.
        let other = after.first().is_some_and(|word| word.is(&["of", "after", "from", "following"]));
        let ours = after.iter().take(4).any(|word| word.is(&["meeting", "today"]));
        let date = self.meeting.filter(|_| !other || ours).and_then(|meeting| meeting.checked_add(span.ok()?).ok());
        Some(Due { range: words[at].range.start..unit.range.end, date })
    }

    /// Everything in a text that does nothing but say when: a cell, or what follows a comma.
    pub fn only(&self, text: &str, part: Range<usize>) -> Option<Due> {
        let day = dates::days(&text[part.clone()]).into_iter().next();
        let date = day.and_then(|day| self.date(&day));
        let words = phrase::words(text, part.clone());
        let date = date.or_else(|| self.end_of_month(&words).and_then(|due| due.date));
        (!words.is_empty()).then_some(Due { range: part, date })
    }

    /// "by the end of November": its last day.
    fn end_of_month(&self, words: &[Word]) -> Option<Due> {
        let at = words.iter().position(|word| word.is(&["end"]))?;
        let month_at = at + 1 + usize::from(words.get(at + 1).is_some_and(|word| word.is(&["of"])));
        let month = words.get(month_at).filter(|word| word.capital && dates::is_month(&word.lower))?;
        let year = words.get(month_at + 1).and_then(|word| word.lower.parse::<i16>().ok()).filter(|year| (1900..2200).contains(year));
        let end = if year.is_some() { words[month_at + 1].range.end } else { month.range.end };
        let written = format!("1 {} {}", month_name(&month.lower), year.map_or_else(String::new, |year| year.to_string()));
        let first = dates::days(&written).into_iter().next()?;
        let start = lead(words, words[at].range.start)?;
        let last = match year {
            Some(_) => first.date(),
            None => self.meeting.and_then(|meeting| {
                let first = Date::new(meeting.year(), first.month, 1).ok()?;
                if first.last_of_month() < meeting { Date::new(meeting.year() + 1, first.month(), 1).ok() } else { Some(first) }
            }),
        };
        Some(Due { range: start..end, date: last.map(Date::last_of_month) })
    }
}

fn month_name(lower: &str) -> String {
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where the words begin that make a day a due day: "by", "no later than", "in time for the meeting on".
fn lead(words: &[Word], day: usize) -> Option<usize> {
    let before = words.partition_point(|word| word.range.start < day);
    let mut at = before;
    // Between "by" and the day only words that hang on the day may stand.
    while at > 0 && before - at < 6 {
        let word = &words[at - 1];
        if word.is(&["by", "before", "until", "due", "deadline", "erbyn", "cyn"]) {
            return Some(word.range.start);
        }
        if word.is(&["than"]) && at > 1 && words[at - 2].is(&["later"]) {
            let start = at.saturating_sub(3);
            return Some(words[start].range.start);
        }
        let hangs =
            ["the", "of", "noon", "midday", "close", "business", "on", "at", "latest", "end", "start", "close", "cob", "5pm", "date"];
        let weekday = word.capital && word.lower.ends_with("day");
        if !(word.is(&hangs) || weekday || word.lower.ends_with("pm") || word.lower.ends_with("am")) {
            return None;
        }
        at -= 1;
    }
    None
}

/// "by the next meeting", "as soon as possible", "within two weeks": words that say when and give no day.
fn vague(words: &[Word]) -> Option<Due> {
    let at = ["by", "before", "within", "erbyn"].iter().filter_map(|lead| words.iter().position(|word| word.lower == *lead));
    let due = at.filter_map(|at| {
        let window = &words[at + 1..words.len().min(at + 6)];
        let last = window.iter().position(|word| {
            word.is(&["meeting", "meetings", "week", "weeks", "month", "months", "days", "year", "summer", "spring", "autumn", "winter"])
                || word.capital && (word.lower.ends_with("day") || dates::is_month(&word.lower))
        })?;
        // "by the Clerk on Tuesday" says who and not by when.
        let hangs = [
            "the",
            "next",
            "end",
            "of",
            "a",
            "few",
            "this",
            "following",
            "early",
            "mid",
            "late",
            "start",
            "two",
            "three",
            "four",
            "six",
            "seven",
            "ten",
            "council",
            "committee",
            "panel",
            "board",
            "our",
            "y",
            "working",
        ];
        let plain = |word: &Word| word.is(&hangs) || word.lower.chars().all(|c| c.is_ascii_digit()) || dates::is_month(&word.lower);
        if !window[..last].iter().all(plain) {
            return None;
        }
        Some(Due { range: words[at].range.start..window[last].range.end, date: None })
    });
    due.min_by_key(|due| due.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_by_which_something_is_due() {
        let calendar = Calendar { meeting: Some(jiff::civil::date(2019, 12, 2)) };
        let cases = [
            ("write to the school by 14 January", Some("2020-01-14"), "by 14 January"),
            ("report no later than Friday 6th March 2020.", Some("2020-03-06"), "no later than Friday 6th March 2020"),
            ("bring a plan by the end of February", Some("2020-02-29"), "by the end of February"),
            ("circulate it by close of business on 4 December", Some("2019-12-04"), "by close of business on 4 December"),
            ("send a draft within two weeks of the meeting", Some("2019-12-16"), "within two weeks"),
            ("answer within ten days of receipt", None, "within ten days"),
            ("report back by the next meeting", None, "by the next meeting"),
        ];
        for (text, date, words) in cases {
            let due = calendar.due(text, 0..text.len()).expect(text);
            assert_eq!(due.date.map(|date| date.to_string()).as_deref(), date, "{text}");
            assert_eq!(&text[due.range], words);
        }
        for text in ["meet the school on 14 January", "the letter sent by the Clerk on 3 May", "no date at all"] {
            assert_eq!(calendar.due(text, 0..text.len()), None, "{text}");
        }
    }
}
