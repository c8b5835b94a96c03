//! A paragraph that a page end had cut in two in the paper it was converted from.

use super::look::Look;
use crate::diagnostic::{Edit, Fix, Level, Report, Rule};
use crate::source::Span;

/// A paragraph is cut in two.
pub static SPLIT_PARAGRAPH: Rule = Rule {
    name: "split-paragraph",
    level: Level::Advice,
    summary: "A paragraph is cut in two by a blank line.",
    page: include_str!("split_paragraph.md"),
};

/// Tells what reading has joined. A list marker before the second half is surely a converter's.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let text = look.source().text();
    for joined in &look.reading().joined {
        let gap = Span { start: joined.first.end, end: joined.second.start.max(joined.first.end) };
        let between = look.source().slice(gap);
        let from =
            text[..gap.start as usize].trim_end().char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        let to = gap.end as usize + text[gap.end as usize..].find(char::is_whitespace).unwrap_or(text.len() - gap.end as usize);
        let found = look
            .finding(&SPLIT_PARAGRAPH, Span::new(from, to), format!("this paragraph goes on in line {}", look.source().line(gap.end)))
            .note("the page shows it as one paragraph");
        let fix = match between.rfind(['-', '*', '+', '•']).filter(|_| between.trim().chars().count() == 1) {
            Some(at) => Fix::safe("take the list marker away", [Edit::remove(Span { start: gap.start + at as u32, end: gap.end })]),
            None => Fix::to_look_at("join the halves", [Edit { span: gap, text: " ".to_owned() }]),
        };
        report.push(found.fix(fix));
    }
}
