//! A file's text → the papers in it. Nearly always one; a pack that was converted whole holds several.
//!
//! A paper ends where a page ends and another top begins: three blank lines or a form feed, then lines that open a paper. A
//! covering note is told by its title alone: such notes are pasted in without a page end.

use crate::source::{Source, Span};

use super::head;

/// The spans of the papers in a part of a source, without the blank lines around them. An empty text has none.
pub(super) fn find(source: &Source, body: Span) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    for part in pages(source, body) {
        let text = source.slice(part);
        match parts.last_mut() {
            // A letterhead's first line alone, or text that goes on, is no paper of its own.
            Some(last) if !head::opens_paper(text) || is_fragment(source.slice(*last)) => last.end = part.end,
            _ => parts.push(part),
        }
    }
    parts
}

/// The parts between page ends, without blank lines at their ends.
fn pages(source: &Source, body: Span) -> Vec<Span> {
    let text = source.slice(body);
    let first_line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let (mut parts, mut start, mut end, mut blanks, mut at) = (Vec::new(), None, 0, 0, 0);
    // Blank lines in code are code. A fence that nothing closes is none.
    let mut fences = text.lines().filter(|line| is_fence(line)).count() / 2 * 2;
    for line in text.split_inclusive('\n') {
        let fed = line.contains('\u{c}');
        let fence = fences > 0 && is_fence(line);
        fences -= usize::from(fence);
        if (fences % 2 == 1 || fence) && start.is_some() {
            (blanks, end) = (0, at + line.trim_end().len());
        } else if line.trim().is_empty() {
            blanks += if fed { 3 } else { 1 };
        } else {
            let again = start.is_some() && blanks > 0 && opens_again(text, first_line, at);
            let page_ended = blanks >= 3 || line.starts_with('\u{c}') || again || blanks > 0 && is_covering_note(line);
            if let Some(begun) = start.filter(|_| page_ended) {
                parts.push(span(body, begun, end));
                start = None;
            }
            start.get_or_insert(at + line.len() - line.trim_start_matches('\u{c}').len());
            end = at + line.trim_end().len();
            blanks = if fed && !line.starts_with('\u{c}') { 3 } else { 0 };
        }
        at += line.len();
    }
    parts.extend(start.map(|begun| span(body, begun, end)));
    parts
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether the file's first line stands here again with a date of its own under it: minutes of another meeting begin.
fn opens_again(text: &str, first_line: &str, at: usize) -> bool {
    let plain = |line: &str| line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut lines = text[at..].lines().filter(|line| !line.trim().is_empty());
    let same = lines.next().is_some_and(|line| plain(line) == plain(first_line)) && plain(first_line).len() > 6;
    same && lines.take(4).any(|line| super::dates::days(line).iter().any(|day| day.date().is_some()))
}

/// A line that is the title of a covering note, and of nothing else.
fn is_covering_note(line: &str) -> bool {
    let title = line.trim().trim_matches(['#', '*', ' ']).to_lowercase();
    title.len() < 120 && (title.ends_with("covering note") || title.ends_with("cover note"))
}

fn span(body: Span, start: usize, end: usize) -> Span {
    Span::new(body.start as usize + start, body.start as usize + end)
}

/// Whether a part is too little to be a paper: one or two lines before the first page end.
fn is_fragment(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).count() <= 2
}
