//! `panelpress inspect`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{Outcome, fail};
use crate::export::inspect::{Inspected, Inspection, inspect};
use crate::{load, parse};

/// Show what is read out of one file
///
/// Every paper in the file with its title, body, date, headings and printed numbers, each with its line. What is missing here
/// was not understood: the paper shows it all the same, but lists and links cannot know of it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file: Markdown or plain text, with or without front matter
    file: PathBuf,
    /// Text for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Reads the file by itself and prints what was read.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let document = match load::document(&arguments.file) {
        Ok(document) => Arc::new(document),
        Err(error) => return fail(error),
    };
    let inspection = inspect(&parse::document(&document));
    match arguments.format {
        Format::Json => match serde_json::to_string_pretty(&inspection) {
            Ok(json) => anstream::println!("{json}"),
            Err(error) => return fail(error),
        },
        Format::Text => anstream::print!("{}", text(&inspection)),
    }
    Outcome::Good
}

fn text(inspection: &Inspection) -> String {
    inspection.papers.iter().map(paper).collect::<Vec<_>>().join("\n")
}

/// What was decided and what is to be done, one a line.
fn acts(paper: &Inspected) -> String {
    let mut out = String::new();
    for decision in &paper.decisions {
        out.push_str(&format!("  {:>6}  {}: {}\n", decision.line, decision.kind.name(), decision.text));
    }
    for action in &paper.actions {
        let due = action.due.as_ref().map(|due| format!(", by {due}")).unwrap_or_default();
        let owners = if action.owners.is_empty() { "nobody named".to_owned() } else { action.owners.join(", ") };
        out.push_str(&format!("  {:>6}  action ({owners}{due}): {}\n", action.line, action.text));
    }
    if let Some(next) = &paper.next_meeting {
        out.push_str(&format!("  {:>6}  next meeting: {}\n", next.line, next.date));
    }
    out
}

fn paper(paper: &Inspected) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not found".to_owned());
    let times: Vec<&str> = [&paper.start, &paper.end].into_iter().flatten().map(String::as_str).collect();
    let mut out = format!("Lines {} to {}: {}\n", paper.lines[0], paper.lines[1], paper.kind);
    let facts = [
        ("title", said(&paper.title)),
        ("body", said(&paper.body)),
        ("date", said(&paper.date)),
        ("time", times.join(" to ")),
        ("venue", said(&paper.venue)),
        ("status", paper.status.to_owned()),
    ];
    facts.iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| out.push_str(&format!("  {name:8} {value}\n")));
    out.push_str(&format!("  {} headings\n", paper.headings.len()));
    for heading in &paper.headings {
        out.push_str(&format!("  {:>6}  {} {}\n", heading.line, "#".repeat(usize::from(heading.level)), heading.text));
    }
    let labels: Vec<&str> = paper.numbers.iter().map(|number| number.label.as_str()).collect();
    out.push_str(&format!("  {} printed numbers: {}\n", labels.len(), labels.join(" ")));
    out.push_str(&acts(paper));
    out
}
