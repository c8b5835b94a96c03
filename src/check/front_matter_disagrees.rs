//! Front matter that says one thing and the paper below it another.

use super::look::Look;
use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Kind, PaperStatus};
use crate::source::{Source, Span};

/// Front matter and text disagree.
pub static FRONT_MATTER_DISAGREES: Rule = Rule {
    name: "front-matter-disagrees",
    level: Level::Warning,
    summary: "Front matter and the text of a paper disagree.",
    page: include_str!("front_matter_disagrees.md"),
};

/// Titles that share less than this are titles of different papers.
const LIKENESS: f64 = 0.95;

/// Holds front matter against what is printed. A file of several papers has one front matter, which cannot fit them all.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let (front, head) = (&look.filed.document.front, &look.filed.paper.head);
    if look.filed.pack.is_some() {
        return;
    }
    let key = |name: &str| key(look.source(), look.filed.document.body, name);
    let told = |name: &str, said: &str, printed: &str| -> Diagnostic {
        let message = format!("`{name}` says {said}, and the paper {printed}");
        look.finding(&FRONT_MATTER_DISAGREES, key(name), message).note("front matter wins; what is printed stays as it is")
    };
    // An agenda or minutes are headed with their body; elsewhere only a heading is surely a title.
    let marked = head.title.as_ref().filter(|title| look.source().text()[..title.span.start as usize].ends_with("# "));
    if let (Some(said), Some(printed)) = (&front.title, marked)
        && !matches!(look.filed.kind, Kind::Agenda | Kind::Minutes)
        && strsim::normalized_levenshtein(&plain(said), &plain(&printed.value)) < LIKENESS
        && !plain(said).contains(&plain(&printed.value))
        && !plain(&printed.value).contains(&plain(said))
    {
        report.push(told("title", &format!("\"{said}\""), &format!("is headed \"{}\"", printed.value)).guessed());
    }
    if let (Some(said), Some(printed)) = (&front.item, &head.item)
        && said.trim_end_matches('.') != printed.trim_end_matches('.')
    {
        report.push(told("item", said, &format!("says item {printed}")));
    }
    if front.status == Some(PaperStatus::Approved) && head.draft.is_some() {
        report.push(told("status", "approved", "has a banner that says it is a draft"));
    }
    for (name, said, printed) in [("start", front.start, head.start), ("end", front.end, head.end)] {
        if let (Some(said), Some(printed)) = (said, printed)
            && said != printed
        {
            report.push(told(name, &said.strftime("%H:%M").to_string(), &printed.strftime("%H:%M").to_string()));
        }
    }
}

/// The line of a key in front matter.
fn key(source: &Source, body: Span, name: &str) -> Span {
    let last = source.line(body.start.saturating_sub(1));
    let line = (1..=last).find(|line| source.slice(source.line_span(*line)).trim_start().starts_with(name)).unwrap_or(1);
    source.line_span(line)
}

/// Words without case and marks.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}
