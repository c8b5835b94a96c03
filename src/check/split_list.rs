//! A list cut in two by a blank line, where a page ended in the paper it was converted from.
//!
//! A list whose items all have blank lines between them is meant to be loose. One whose items touch, but for two of them, was cut.

use super::look::Look;
use crate::diagnostic::{Edit, Fix, Level, Report, Rule};
use crate::source::{Source, Span};

/// A blank line stands in a list.
pub static SPLIT_LIST: Rule = Rule {
    name: "split-list",
    level: Level::Advice,
    summary: "A list is cut in two by a blank line.",
    page: include_str!("split_list.md"),
};

/// Items with no blank line between them.
#[derive(Default)]
struct Run {
    items: Vec<Item>,
    /// The last line of the last item.
    end: usize,
}

/// A line that begins an item.
struct Item {
    line: usize,
    mark: Mark,
}

/// What an item begins with.
#[derive(PartialEq, Eq)]
enum Mark {
    Bullet(char),
    /// The bullet before it if there is one, all parts but the last, and the last.
    Number(Option<char>, String, u32),
}

/// Looks at the lines of the paper.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let source = look.source();
    let runs = runs(source, look.filed.paper.span);
    for pair in runs.windows(2) {
        let (Some(last), Some(first)) = (pair[0].items.last(), pair[1].items.first()) else { continue };
        // Equals that touch, on one side of the gap at least; what stands under an item is none of its equals.
        let touch = pair.iter().any(|run| run.items.iter().filter(|item| is_equal(&item.mark, &last.mark)).count() >= 2);
        if first.line == pair[0].end + 2 && touch && goes_on(&last.mark, &first.mark) {
            let blank = source.line_span(pair[0].end + 1);
            let span = source.line_span(last.line).to(source.line_span(first.line));
            let fix = Fix::to_look_at("take the blank line out", [Edit::remove(Span { start: blank.start, end: blank.end + 1 })]);
            let message = format!("a blank line cuts this list in two: it goes on in line {}", first.line);
            report.push(look.finding(&SPLIT_LIST, span, message).fix(fix));
        }
    }
}

fn is_equal(one: &Mark, other: &Mark) -> bool {
    match (one, other) {
        (Mark::Number(_, front, _), Mark::Number(_, same, _)) => front == same,
        _ => one == other,
    }
}

fn goes_on(before: &Mark, after: &Mark) -> bool {
    match (before, after) {
        (Mark::Bullet(one), Mark::Bullet(other)) => one == other,
        (Mark::Number(bullet, front, last), Mark::Number(other, same, next)) => bullet == other && front == same && last + 1 == *next,
        _ => false,
    }
}

/// Runs of items; what introduces a list may stand right above it. Code is passed over.
fn runs(source: &Source, span: Span) -> Vec<Run> {
    let (mut runs, mut open, mut broken, mut code) = (Vec::new(), Run::default(), false, false);
    let first = source.line(span.start);
    for line in first..=source.line(span.end.max(span.start + 1) - 1) {
        let text = source.slice(source.line_span(line));
        code ^= text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        if text.trim().is_empty() || code {
            runs.push(std::mem::take(&mut open));
            broken = false;
            continue;
        }
        match mark(text).filter(|_| !broken) {
            Some(mark) => open.items.push(Item { line, mark }),
            None if open.items.is_empty() || text.starts_with([' ', '\t']) => {}
            // Text at the margin: these are no items of a list that touches.
            None => (open, broken) = (Run::default(), true),
        }
        open.end = line;
    }
    runs.push(open);
    runs.retain(|run| !run.items.is_empty());
    runs
}

/// The mark that a line begins with.
fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_start();
    let (bullet, rest) = match line.strip_prefix(['-', '*', '+', '•']) {
        Some(rest) if rest.starts_with([' ', '\t']) => (line.chars().next(), rest.trim_start()),
        _ => (None, line),
    };
    let word = rest.split_whitespace().next().unwrap_or_default();
    number(word, rest).map(|(front, last)| Mark::Number(bullet, front, last)).or(bullet.map(Mark::Bullet))
}

/// `4.` `2.10.` `b)`: all but the last part, and the last as a number. Roman numbers are left to bullets: `i.` may be a letter.
fn number(word: &str, rest: &str) -> Option<(String, u32)> {
    let closed = word.ends_with(['.', ')']) || rest[word.len()..].starts_with('\t') || word.contains('.');
    let label = word.trim_matches(['.', ')', '(']);
    let (front, last) = label.rsplit_once('.').map_or(("", label), |(front, last)| (front, last));
    let mut letters = last.chars();
    let value = match (last.parse::<u32>(), letters.next(), letters.next()) {
        (Ok(value), ..) => value,
        // Letters count by themselves: `a)` under `4.` is no equal of it.
        (_, Some(letter), None) if letter.is_ascii_lowercase() => return closed.then(|| (format!("{front}a"), u32::from(letter))),
        _ => return None,
    };
    (closed && front.split('.').all(|part| part.chars().all(|c| c.is_ascii_digit()))).then(|| (front.to_owned(), value))
}
