//! The lines at the top of a paper → what it is, what it is called, whose meeting and when.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};

use crate::model::{Head, Kind, Read};
use crate::source::{Source, Span};

use super::{acts, attendance, dates, headings};

/// How many lines that are not blank may belong to a paper's top.
const TOP: usize = 40;

/// A line of the top: its text without marks, and where that stands.
struct Line<'s> {
    text: &'s str,
    span: Span,
    /// `#` marks before it.
    marks: usize,
}

/// What a paper says of itself at its top.
pub(super) fn read(source: &Source, span: Span) -> Head {
    let lines = lines(source, span);
    let top = &lines[..top_end(&lines)];
    let kind = kind(&lines, top);
    let date = date(source, top).or_else(|| issued(source, span, kind));
    let (start, end, time_line) = times(top);
    let item = item(top);
    let body = body(source, top);
    let title = title(top, kind, date.as_ref().map(|date| date.span), body.as_ref().map(|body| body.span));
    let opens_with_title = title.as_ref().is_some_and(|title| lines.first().is_some_and(|first| first.span.start == title.span.start));
    let venue = venue(top, time_line);
    let time = time_line.map(|line| top[line].span);
    Head { kind, title, opens_with_title, item, body, date, start, end, time, venue, draft: draft(top) }
}

/// Whether a text begins as a paper does: with a title or a body's name and then a date, or with a heading of its own.
pub(super) fn opens_paper(text: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim().trim_matches(['#', '*', '_', ' '])).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    let titled = first.chars().count() <= 120 && headings::reads_as_heading(first, &[]);
    let dated = lines.take(6).any(|line| !dates::days(line).is_empty());
    titled && (dated || names_body(first) || names_kind(first).is_some())
}

fn lines<'s>(source: &'s Source, span: Span) -> Vec<Line<'s>> {
    let text = source.slice(span);
    let base = text.as_ptr() as usize - span.start as usize;
    text.lines()
        // What is quoted belongs to another paper.
        .filter(|line| !line.trim_start().starts_with('>'))
        .map(|line| (line, line.trim_start().bytes().take_while(|b| *b == b'#').count()))
        .map(|(line, marks)| (line.trim_matches(|c: char| c.is_whitespace() || "#*_>|-–—\u{feff}".contains(c)), marks))
        .filter(|(line, _)| !line.is_empty())
        .take(TOP)
        .map(|(text, marks)| {
            let start = text.as_ptr() as usize - base;
            Line { text, span: Span::new(start, start + text.len()), marks }
        })
        .collect()
}

/// The top ends where the matter begins: at the attendance, the first numbered paragraph or the first long line.
fn top_end(lines: &[Line<'_>]) -> usize {
    let matter = |line: &Line<'_>| {
        let lower = line.text.to_lowercase();
        let attendance = ["present", "in attendance", "attendance", "apologies", "attendees", "yn bresennol"];
        let opens = attendance.iter().any(|word| lower.trim_end_matches(':') == *word || lower.starts_with(&format!("{word}:")));
        let numbered = super::number::read(line.text).is_some_and(|label| label.closed) && !headings::reads_as_heading(line.text, &[]);
        opens || numbered || line.text.chars().count() > 220
    };
    // The first line always belongs to the top, and a paragraph that names the meeting it records with it.
    lines.iter().skip(1).position(matter).map_or(lines.len(), |place| place + 2).min(lines.len())
}

/// What kind of paper it is, where its top or its headings tell.
fn kind(lines: &[Line<'_>], top: &[Line<'_>]) -> Option<Kind> {
    let lower: Vec<String> = lines.iter().map(|line| unspaced(line.text).to_lowercase()).collect();
    let has = |words: &[&str]| lower.iter().any(|line| words.iter().any(|word| line.trim_end_matches([':', '.']) == *word));
    let begins = |words: &[&str]| lower.iter().take(top.len()).any(|line| words.iter().any(|word| line.starts_with(word)));
    let named = lines.iter().take(6).find_map(|line| names_kind(line.text));
    // Who came is recorded of a meeting, and a meeting has a date: a recipe may have a heading "Present".
    let dated = top.iter().any(|line| !dates::days(line.text).is_empty());
    let attendance = || dated && lines.iter().any(|line| attendance::opens_list(line.text));
    if begins(&["report of ", "report to ", "report to:", "report by ", "adroddiad "]) {
        return Some(Kind::Report);
    }
    named
        .or_else(|| has(&["agenda"]).then_some(Kind::Agenda))
        .or_else(|| (attendance() || dated && has(&["apologies for absence"])).then_some(Kind::Minutes))
        .or_else(|| (dated && records(lines) && top.iter().any(|line| body_in(line.text).is_some())).then_some(Kind::Minutes))
        .or_else(|| {
            has(&["purpose of report", "purpose of the report", "1. purpose of report", "1. purpose of the report"]).then_some(Kind::Report)
        })
}

/// Whether lines have an item of minutes or apologies, and tasks or decisions given out: a record without its name.
fn records(lines: &[Line<'_>]) -> bool {
    let item = |line: &Line<'_>| {
        let words = line.text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        words.split_whitespace().count() <= 6 && ["minutes", "apologies", "cofnodion"].iter().any(|word| words.starts_with(word))
    };
    lines.iter().any(item) && lines.iter().any(|line| acts::is_recorded(line.text))
}

/// `A G E N D A` as the word it is.
fn unspaced(text: &str) -> String {
    let letters = text.split_whitespace().all(|word| word.chars().count() == 1) && text.split_whitespace().count() >= 4;
    if letters { text.split_whitespace().collect() } else { text.to_owned() }
}

/// A kind named in a title: "Draft minutes", "Parks Panel – Agenda", "Board Meeting Minutes, 4 May".
fn names_kind(text: &str) -> Option<Kind> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let starts = |openings: &[&str]| openings.iter().any(|opening| lower.starts_with(opening));
    // The word has a capital and stands where a title has it: "Words used in our minutes" is another matter.
    let capital =
        |word: &str, at: Option<&&str>| at.is_some_and(|own| own.eq_ignore_ascii_case(word) && own.starts_with(char::is_uppercase));
    let ends = |word: &str| {
        capital(word, words.iter().rev().find(|own| own.chars().all(char::is_alphabetic) && dates::days(&format!("1 {own}")).is_empty()))
    };
    let short = words.len() <= 14 && !headings::has_verb(text);
    match () {
        _ if starts(&["minutes of", "minute of", "notes of", "minutes –", "cofnodion"]) => Some(Kind::Minutes),
        _ if !short => None,
        _ if starts(&["appendix", "annex ", "atodiad"]) => Some(Kind::Appendix),
        _ if lower.contains("covering note") || lower.contains("cover note") => Some(Kind::CoveringNote),
        _ if starts(&["decision record", "decision notice", "record of decision"]) => Some(Kind::Decision),
        _ if ends("agenda") || starts(&["agenda for", "agenda –", "agenda -", "agenda:"]) => Some(Kind::Agenda),
        _ if ends("minutes") || starts(&["draft minutes"]) => Some(Kind::Minutes),
        _ => None,
    }
}

/// The first line that is a date, carries one after a label, or says when a meeting was held.
fn date(source: &Source, top: &[Line<'_>]) -> Option<Read<Date>> {
    top.iter().find_map(|line| {
        let lower = line.text.to_lowercase();
        // "Minutes of the previous meeting, 17 October" and "postponed from 18 June" name other meetings.
        let other =
            ["previous", "last meeting", "next meeting", "postponed from", "rearranged from"].iter().any(|word| lower.contains(word));
        let days = dates::days(line.text);
        // A calendar of meetings names many days and is of none.
        let found = days.iter().copied().find(|found| !other && days.len() == 1 && found.date().is_some())?;
        let labelled = ["date", "meeting date", "date of meeting", "dyddiad"].iter().any(|label| lower.starts_with(label));
        let held = ["held on", "held at", "held in", "meeting of", "minutes of", "notes of", "agenda for", "meeting on", "gynhaliwyd"]
            .iter()
            .any(|word| lower.contains(word));
        // The "am" of "10.30 am" is no verb.
        let speaks = headings::has_verb(&line.text.replace(" am", " "));
        let alone = (found.end - found.start) * 2 >= line.text.len()
            || found.start == 0 && !speaks
            || (line.text.split_whitespace().count() <= 9 || names_body(line.text[..found.start].trim_end_matches([' ', '-', '–', ','])))
                && !speaks;
        let opening = ["minute", "meeting", "held", "cofnodion", "notes of"].iter().any(|word| lower.starts_with(word));
        let prose = line.text.chars().count() > if opening { 320 } else { 140 };
        let span = Span::new(line.span.start as usize + found.start, line.span.start as usize + found.end);
        debug_assert!(source.slice(span).len() == found.end - found.start);
        (!prose && (labelled || held || alone)).then(|| found.date().map(|value| Read { value, span })).flatten()
    })
}

/// The date on the last line, where a note or letter has its date of issue.
fn issued(source: &Source, span: Span, kind: Option<Kind>) -> Option<Read<Date>> {
    let line = source.slice(span).lines().next_back()?.trim();
    let found = *dates::days(line).first()?;
    let alone = found.start == 0 && found.end == line.len();
    let start = span.end as usize - source.slice(span).lines().next_back()?.len();
    let span = Span::new(start, start + line.len());
    found.date().filter(|_| alone && kind != Some(Kind::Minutes)).map(|value| Read { value, span })
}

/// When the meeting began and ended, and the line that says so.
fn times(top: &[Line<'_>]) -> (Option<Time>, Option<Time>, Option<usize>) {
    for (place, line) in top.iter().enumerate().take(20) {
        let found = dates::times(line.text);
        let said: usize = found.iter().map(|(_, range)| range.len()).sum();
        let lower = line.text.to_lowercase();
        let short = line.text.chars().count() <= 140;
        let told = lower.starts_with("time")
            || lower.contains("held")
            || short && !dates::days(line.text).is_empty()
            || said * 5 >= line.text.len() * 2;
        if let Some((start, _)) = found.first().filter(|_| told) {
            return (Some(*start), found.get(1).map(|(end, _)| *end), Some(place));
        }
    }
    (None, None, None)
}

/// `Agenda item 7`, `Item No: 4.1`: the item a report is for.
fn item(top: &[Line<'_>]) -> Option<Box<str>> {
    top.iter().take(12).find_map(|line| {
        let lower = line.text.to_lowercase();
        let rest = lower.strip_prefix("agenda item").or_else(|| lower.strip_prefix("item"))?;
        let rest = rest.trim_start().trim_start_matches("no").trim_start_matches("number").trim_start_matches(['.', ':', ' ', '*', '\t']);
        let label = super::number::read(rest).filter(|label| label.length == rest.len())?.label;
        label.starts_with(|c: char| c.is_ascii_digit()).then_some(label)
    })
}

/// The line after the time, or the one labelled as the venue.
fn venue(top: &[Line<'_>], time_line: Option<usize>) -> Option<Read<String>> {
    let labelled = top.iter().find_map(|line| {
        let (label, value) = line.text.split_once(':')?;
        let named = ["venue", "place", "location", "lleoliad", "held at"].contains(&label.trim().to_lowercase().as_str());
        let value = value.trim_matches(['*', '_', ' ']);
        let start = line.span.end as usize - line.text.len() + (value.as_ptr() as usize - line.text.as_ptr() as usize);
        (named && !value.is_empty()).then(|| Read { value: value.to_owned(), span: Span::new(start, start + value.len()) })
    });
    labelled.or_else(|| {
        let time = &top[time_line?];
        let next = top.get(time_line? + 1)?;
        let only_time = dates::times(time.text).iter().map(|(_, range)| range.len()).sum::<usize>() * 2 >= time.text.len();
        let other =
            next.text.contains(':') || names_kind(next.text).is_some() || is_draft(next.text) || next.marks > 0 || next.text.len() > 120;
        let attendance = next.text.to_lowercase().starts_with("present") || !dates::days(next.text).is_empty();
        (only_time && !other && !attendance).then(|| Read { value: next.text.to_owned(), span: next.span })
    })
}

fn draft(top: &[Line<'_>]) -> Option<Span> {
    top.iter().find(|line| is_draft(line.text)).map(|line| line.span)
}

/// A banner, not the word in a sentence: `**** DRAFT FOR APPROVAL ****`, `Draft minutes`, `DRAFT`.
fn is_draft(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().count();
    let unconfirmed = lower.contains("unconfirmed") || lower.contains("subject to approval") || lower.contains("drafft");
    let shouted = text.contains("DRAFT") && words <= 14;
    let plain = lower.split(|c: char| !c.is_alphanumeric()).next() == Some("draft") && words <= 6 && lower.contains("minutes");
    words <= 14 && (shouted || plain || unconfirmed || lower == "draft")
}

/// The body named at the top: the one a report is made to, else a line that is a body's name.
fn body(source: &Source, top: &[Line<'_>]) -> Option<Read<String>> {
    let addressed = top.iter().find_map(|line| {
        let lower = line.text.to_lowercase();
        if let Some(name) = lower.starts_with("report to:").then(|| line.text["report to:".len()..].trim_matches(['*', ' ', '\t'])) {
            return Some(name);
        }
        let begins = ["report of", "report to", "report by"].iter().any(|word| lower.starts_with(word));
        let (_, to) = line.text.rsplit_once(" to ").filter(|_| begins)?;
        let name = to.rsplit_once(" of the ").map_or(to, |(_, name)| name);
        Some(name.trim_start_matches("the ").trim_start_matches("The "))
    });
    let mut candidates = top.iter().take(12).filter(|line| line.text.chars().count() < 200).filter_map(|line| body_in(line.text));
    // "Thornbeck District Council", and under it "Planning Committee": the committee met.
    let named = || {
        let first = candidates.next()?;
        let second = candidates.next().filter(|second| is_of_another(first) && !is_of_another(second));
        Some(second.unwrap_or(first))
    };
    let name = addressed.filter(|name| !name.is_empty()).or_else(named)?;
    let start = name.as_ptr() as usize - source.text().as_ptr() as usize;
    let dated = dates::days(name).first().map_or(name.len(), |day| day.start);
    let name = name[..dated].trim_end_matches([',', ' ', '–', '-']);
    let value = name.strip_suffix(" Meeting").or_else(|| name.strip_suffix(" meeting")).unwrap_or(name);
    Some(Read { value: value.trim_end_matches([',', '.', ':']).to_owned(), span: Span::new(start, start + name.len()) })
}

/// A body's name in a line such as `Minutes of the meeting of the Parks Committee held on …` or `Working Together Meeting`.
fn body_in(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let after = ["meeting of the ", "meeting of ", "minutes of the ", "minutes of ", "agenda for the ", "notes of the "]
        .iter()
        .find_map(|words| lower.find(words).map(|at| at + words.len()))
        .unwrap_or(0);
    let rest = &text[after..];
    let end = [" held ", " on ", " at ", ", ", ": ", " — ", " – ", " - "].iter().filter_map(|stop| rest.find(stop)).min();
    let whole = rest.trim_start_matches("the ");
    let name = rest[..end.unwrap_or(rest.len())].trim();
    // "Scrutiny, Delivery & Performance Meeting" has a comma of its own.
    [whole, name].into_iter().find(|name| names_body(name))
}

/// Whether a body is one that has committees: a council, an authority.
fn is_of_another(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    ["council", "authority", "trust", "cyngor", "partnership"].contains(&last.as_str())
}

fn names_body(text: &str) -> bool {
    static LAST: LazyLock<Vec<&str>> = LazyLock::new(|| super::word_rows(include_str!("words/bodies.txt")).into_iter().flatten().collect());
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.last().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).unwrap_or_default();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    // Welsh puts the noun first: "Pwyllgor Hamdden".
    let named = LAST.contains(&last.as_str()) || ["cyngor", "pwyllgor", "bwrdd"].contains(&first.as_str());
    let capital = words.iter().all(|word| word.len() <= 3 || !word.starts_with(char::is_lowercase)) && text.starts_with(char::is_uppercase);
    let plain = !text.contains([':', '|', '*']);
    // A bare "Meeting" names nobody, and an agenda row "Date of next meeting" neither.
    plain && capital && (2..=12).contains(&words.len()) && named && !headings::has_verb(text) && !is_item(text)
}

fn is_item(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["date of", "notes of", "minutes of", "next ", "previous", "any other", "report ", "actions from"]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// The title: what stands after a report's date, else the first line that reads as one.
fn title(top: &[Line<'_>], kind: Option<Kind>, date: Option<Span>, body: Option<Span>) -> Option<Read<String>> {
    let reads = |line: &&Line<'_>| headings::reads_as_heading(line.text, &[]) && !is_letterhead(line.text) && !is_numbered(line.text);
    let meeting = matches!(kind, Some(Kind::Minutes | Kind::Agenda));
    let marked = top.iter().find(|line| {
        line.marks == 1
            && !super::number::read(line.text).is_some_and(|label| label.closed)
            && !line.text.to_lowercase().starts_with("report of")
    });
    let of_meeting = || body.and_then(|body| top.iter().find(|line| line.span.start <= body.start && body.end <= line.span.end));
    let after_date = || {
        let date = date?;
        let line = top.iter().find(|line| line.span.start > date.end).filter(reads)?;
        (!is_section(line.text)).then_some(line)
    };
    let found = match meeting {
        true => marked.or_else(of_meeting).or_else(|| top.iter().find(reads)),
        false if kind == Some(Kind::Report) => marked.or_else(after_date).or_else(|| top.iter().find(reads)),
        false => marked.or_else(|| top.iter().find(reads)),
    };
    let found = labelled(top).filter(|_| !meeting).or_else(|| found.map(|line| (line.text, line.span)));
    let (text, span) = found?;
    let value = text.trim_end_matches([':', ' ']).replace("**", "");
    Some(Read { value, span })
}

/// Whether a line carries a section's number: that is no title.
fn is_numbered(text: &str) -> bool {
    let Some(label) = super::number::read(text) else { return false };
    let year = label.label.split(['.', '/']).next().is_some_and(|part| part.len() == 4);
    let section = label.label.contains(|c: char| c.is_ascii_digit()) && text[label.length..].trim_start().starts_with(char::is_uppercase);
    // "A report" and "2026/27 Budget" are titles.
    label.closed || section && !year
}

/// `Subject: Burglary by ward`, `Title: …`.
fn labelled<'s>(top: &[Line<'s>]) -> Option<(&'s str, Span)> {
    top.iter().find_map(|line| {
        let (label, value) = line.text.split_once(':')?;
        let named = ["subject", "title", "report title", "title of report", "pwnc", "teitl"]
            .contains(&label.trim_matches(['*', ' ']).to_lowercase().as_str());
        let value = value.trim_matches(['*', '_', ' ', '\t']);
        let start = line.span.start as usize + (value.as_ptr() as usize - line.text.as_ptr() as usize);
        (named && !value.is_empty()).then(|| (value, Span::new(start, start + value.len())))
    })
}

/// A heading that opens the matter and is never a title.
fn is_section(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c)).to_lowercase();
    ["purpose of", "present", "introduction", "summary", "background", "apologies", "recommendation"]
        .iter()
        .any(|word| lower.starts_with(word))
}

fn is_letterhead(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["email", "website", "tel:", "http", "www."].iter().any(|word| lower.contains(word))
}
