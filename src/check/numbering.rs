//! Printed numbers that skip, repeat or begin where a paper cannot begin.
//!
//! A paper counts several things at once: headings, paragraphs, questions inside a paragraph, letters under it. Each count is a
//! series; a number that goes on with any series that is open belongs to that one. What is reported is what fits none.

use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Block, BlockKind, Number};
use crate::source::Span;

/// A number does not follow the one before it.
pub static NUMBERING: Rule = Rule {
    name: "numbering",
    level: Level::Warning,
    summary: "A printed number does not follow the one before it.",
    page: include_str!("numbering.md"),
};

/// From so many numbers on a series is sure enough of itself for a warning.
const SURE: usize = 4;

/// So many restarts are a habit: every section of such a paper counts for itself.
const HABIT: usize = 3;

/// A printed number with what it counts.
struct Printed<'p> {
    number: &'p Number,
    count: Count,
    value: u32,
}

/// What a number counts in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Count {
    /// `4`, and `2.10` as 10 in `2`. The place is that of the list it stands in: 0 for the paper itself.
    Decimal { front: Box<str>, place: usize },
    /// `iv`.
    Roman,
    /// `d`.
    Letter,
}

/// Numbers that follow each other.
struct Series {
    count: Count,
    /// Places in the list of numbers, in order.
    members: Vec<usize>,
    last: u32,
}

/// Looks at all numbers of the paper but those of minutes (`41/22`) and those in tables.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let mut numbers = Vec::new();
    collect(&look.filed.paper.blocks, 0, &mut numbers, &mut 0);
    let (series, faults) = sort(look, &numbers);
    let tops: Vec<&Series> =
        series.iter().filter(|own| matches!(&own.count, Count::Decimal { front, place: 0 } if front.is_empty())).collect();
    let restarts: Vec<&Series> = tops.windows(2).filter(|pair| restarts(pair[0], pair[1], &numbers)).map(|pair| pair[1]).collect();
    if restarts.len() < HABIT {
        report.extend(restarts.iter().map(|own| restart(look, own, &numbers)));
    }
    report.extend(series.iter().enumerate().filter_map(|(place, own)| late(look, own, &series[..place], &numbers)));
    report.extend(faults);
}

fn collect<'p>(blocks: &'p [Block], place: usize, numbers: &mut Vec<Printed<'p>>, lists: &mut usize) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => numbers.extend(heading.number.as_ref().and_then(|number| printed(number, place, numbers))),
            BlockKind::Numbered(numbered) => {
                numbers.extend(printed(&numbered.number, place, numbers));
                *lists += 1;
                collect(&numbered.blocks, *lists, numbers, lists);
            }
            BlockKind::Bullets(items) => {
                for item in items {
                    *lists += 1;
                    // A bullet before a number is a converter's.
                    let own = matches!(item.first().map(|block| &block.kind), Some(BlockKind::Numbered(_)));
                    collect(item, if own { place } else { *lists }, numbers, lists);
                }
            }
            _ => {}
        }
    }
}

fn printed<'p>(number: &'p Number, place: usize, before: &[Printed<'_>]) -> Option<Printed<'p>> {
    let label = &*number.label;
    if label.starts_with(|c: char| c.is_ascii_digit()) && !label.contains('/') {
        let (front, last) = label.rsplit_once('.').unwrap_or(("", label));
        let place = if front.is_empty() { place } else { 0 };
        return Some(Printed { number, count: Count::Decimal { front: front.into(), place }, value: last.parse().ok()? });
    }
    let mut letters = label.chars();
    let single = letters.next().filter(|c| c.is_ascii_lowercase() && letters.next().is_none());
    let letter = single.map(|c| u32::from(c) - u32::from('a') + 1);
    let after_letter = before.iter().rev().take(40).find(|printed| printed.count != Count::Roman);
    let goes_on = letter.is_some_and(|value| after_letter.is_some_and(|last| last.count == Count::Letter && last.value + 1 == value));
    match (roman(label).filter(|_| !goes_on), letter) {
        (Some(value), _) => Some(Printed { number, count: Count::Roman, value }),
        (None, Some(value)) => Some(Printed { number, count: Count::Letter, value }),
        (None, None) => None,
    }
}

/// The ones of Roman numbers.
const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/// The value of a small Roman number in lower case.
fn roman(label: &str) -> Option<u32> {
    let tens = label.bytes().take_while(|byte| *byte == b'x').count();
    let ones = ONES.iter().position(|ones| *ones == &label[tens..])?;
    (tens < 4 && !label.is_empty()).then_some(tens as u32 * 10 + ones as u32)
}

/// Numbers → series, with what fits none.
fn sort(look: &Look<'_>, numbers: &[Printed<'_>]) -> (Vec<Series>, Vec<Diagnostic>) {
    let mut series: Vec<Series> = Vec::new();
    let mut faults = Vec::new();
    for (place, printed) in numbers.iter().enumerate() {
        let fits = |own: &&mut Series| own.count == printed.count || is_same_count(&own.count, &printed.count);
        // Few series are open at a time; those long past are not looked through again.
        let open = series.iter_mut().rev().take(16);
        let mut open: Vec<&mut Series> = open.filter(fits).collect();
        // The outermost: a count of questions ends, and that of paragraphs goes on.
        let next = open.iter().rposition(|own| own.last + 1 == printed.value);
        let begins = printed.value == 1;
        match (next, open.first()) {
            (Some(next), _) => {
                open[next].members.push(place);
                open[next].last = printed.value;
            }
            (None, Some(own)) if !begins => {
                if let Some(fault) = fault(look, own, numbers, place) {
                    faults.push(fault);
                }
                open[0].members.push(place);
                open[0].last = printed.value;
            }
            _ => series.push(Series { count: printed.count.clone(), members: vec![place], last: printed.value }),
        }
    }
    (series, faults)
}

/// Letters and Roman numbers run on out of the list they began in, as conversion cuts lists up.
fn is_same_count(one: &Count, other: &Count) -> bool {
    match (one, other) {
        (Count::Decimal { front, place }, Count::Decimal { front: same, place: there }) => {
            front == same && (place == there || *there == 0 && *place > 0)
        }
        _ => one == other,
    }
}

/// A number that repeats, skips or goes back.
fn fault(look: &Look<'_>, own: &Series, numbers: &[Printed<'_>], place: usize) -> Option<Diagnostic> {
    let (printed, before) = (&numbers[place], &numbers[*own.members.last()?]);
    let label = &printed.number.label;
    let message = match printed.value {
        value if value == own.last => format!("{label} is printed a second time"),
        value if value == own.last + 2 => {
            let missing = label_of(printed, value - 1);
            if stands_between(look, before.number, printed.number, &missing) {
                return None;
            }
            format!("{label} comes after {}: there is no {missing}", before.number.label)
        }
        value if value > own.last => {
            let missing = label_of(printed, own.last + 1);
            if stands_between(look, before.number, printed.number, &missing) {
                return None;
            }
            format!("{label} comes after {}: {missing} to {} are missing", before.number.label, label_of(printed, value - 1))
        }
        _ => format!("{label} comes after {}", before.number.label),
    };
    // A lone number may be the start of a sentence; one in a long row that goes on after it is none.
    let goes_on = numbers[place + 1..].iter().take(3).any(|next| next.count == printed.count && next.value == printed.value + 1);
    let found = look.finding(&NUMBERING, printed.number.printed, message).note("printed numbers are never changed: citations lead to them");
    let sure = own.members.len() >= SURE && goes_on && matches!(printed.count, Count::Decimal { .. });
    Some(if sure { found } else { found.guessed() })
}

fn label_of(printed: &Printed<'_>, value: u32) -> String {
    match &printed.count {
        Count::Decimal { front, .. } if front.is_empty() => value.to_string(),
        Count::Decimal { front, .. } => format!("{front}.{value}"),
        Count::Roman => roman_label(value),
        Count::Letter => char::from_u32(u32::from('a') + value.saturating_sub(1)).map(String::from).unwrap_or_default(),
    }
}

fn roman_label(value: u32) -> String {
    format!("{}{}", "x".repeat((value / 10) as usize), ONES[(value % 10) as usize])
}

/// Whether a number stands at the start of a line between two others and was only not understood as one.
fn stands_between(look: &Look<'_>, before: &Number, after: &Number, missing: &str) -> bool {
    let between = Span { start: before.printed.end, end: after.printed.start.max(before.printed.end) };
    look.source().slice(between).lines().any(|line| {
        let text = line.trim_start_matches(|c: char| c.is_whitespace() || "-*_#|>(•+".contains(c));
        text.strip_prefix(missing).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Whether a series begins again what the one before it counted, and that one never goes on: a list inside a paragraph ends and
/// the paragraphs go on, a second list of questions does not.
fn restarts(before: &Series, own: &Series, numbers: &[Printed<'_>]) -> bool {
    let first = own.members[0];
    let ended = before.members.last().is_some_and(|last| *last < first);
    ended && numbers[first].value == 1 && before.members.len() > 1 && own.members.len() > 1
}

fn restart(look: &Look<'_>, own: &Series, numbers: &[Printed<'_>]) -> Diagnostic {
    let number = numbers[own.members[0]].number;
    look.finding(&NUMBERING, number.printed, "the numbers of this paper begin again here")
        .note("two paragraphs with one number cannot be told apart in a citation")
        .guessed()
}

/// A count that begins in the middle, where nothing of it stands before.
fn late(look: &Look<'_>, own: &Series, before: &[Series], numbers: &[Printed<'_>]) -> Option<Diagnostic> {
    let first = &numbers[own.members[0]];
    let top = match &own.count {
        Count::Decimal { front, place } => front.is_empty() && *place == 0 && own.members.len() >= SURE && first.value < 20,
        _ => first.value <= 3,
    };
    if first.value <= 1 || !top || before.iter().any(|other| is_same_count(&other.count, &own.count)) {
        return None;
    }
    let message = format!("the first number here is {}", first.number.label);
    let note = format!("nothing before it is numbered {}", label_of(first, 1));
    Some(look.finding(&NUMBERING, first.number.printed, message).note(note).guessed())
}
