//! Findings → text for people: the place, the line with the fault underlined, what would help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shade, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Level, Place, Report};
use crate::export::findings::Told;
use crate::source::{Located, Span};

/// A longer line is shown around the fault only.
const WIDEST_LINE: usize = 240;

/// Prints findings to standard error, sorted; advice only where it is asked for.
pub(super) fn print(report: Report, with_advice: bool) {
    let renderer = renderer();
    for finding in report.sorted().iter().filter(|finding| with_advice || finding.level != Level::Advice) {
        anstream::eprintln!("{}\n", render(&renderer, finding, finding.path()));
    }
}

/// The findings drawn for people, each with the path that its reader knows the file by.
pub(super) fn drawn(told: &[Told]) -> String {
    let renderer = renderer();
    told.iter().map(|one| format!("{}\n\n", render(&renderer, &one.finding, &one.file))).collect()
}

fn renderer() -> Renderer {
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    Renderer::styled().term_width(width.clamp(40, 140)).decor_style(DecorStyle::Ascii)
}

/// How many findings there are: "2 errors and 1 warning".
pub(super) fn count(report: &Report) -> String {
    let errors = number(report.count(Level::Error), "error");
    let warnings = number(report.count(Level::Warning), "warning");
    match (errors, warnings) {
        (None, None) => "nothing to mend".to_owned(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(errors), Some(warnings)) => format!("{errors} and {warnings}"),
    }
}

fn number(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        count => Some(format!("{count} {noun}s")),
    }
}

fn render(renderer: &Renderer, finding: &Diagnostic, path: &str) -> String {
    let shade = match finding.level {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
        Level::Advice => Shade::INFO.with_name("advice"),
    };
    let title = shade.primary_title(finding.message.as_str()).id(finding.rule.name);
    let group = match &finding.place {
        Place::Text(at) => Group::with_title(title).element(snippet(at, path)),
        Place::File(_) => Group::with_title(title).element(annotate_snippets::Origin::path(path)),
    };
    let notes = finding.notes.iter().map(|note| Shade::NOTE.message(note.as_str()));
    let help = finding.help.iter().map(|help| Shade::HELP.message(help.as_str()));
    let fix = finding.fix.iter().filter(|fix| fix.safe).map(|fix| Shade::HELP.message(format!("--fix can do it: {}", fix.title)));
    renderer.render(&[group.elements(notes).elements(help).elements(fix)])
}

/// The line, or the part of a very long one, in which the fault lies.
fn snippet<'a>(at: &'a Located, path: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (text, line) = (at.source.text(), at.source.line(at.span.start));
    let whole = at.source.line_span(line);
    let end = at.span.end.min(whole.end).max(at.span.start);
    let around = |offset: u32| text.floor_char_boundary(offset as usize);
    let shown = match (whole.end - whole.start) as usize > WIDEST_LINE {
        true => Span::new(around(at.span.start.saturating_sub(60).max(whole.start)), around(end.saturating_add(60).min(whole.end))),
        false => whole,
    };
    let start = (at.span.start - shown.start) as usize;
    let span = start..(end - shown.start) as usize;
    let excerpt = &text[shown.range()];
    Snippet::source(excerpt).line_start(line).path(path).annotation(AnnotationKind::Primary.span(span))
}
