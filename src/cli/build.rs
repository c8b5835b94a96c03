//! `panelpress build`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use super::{Outcome, fail, findings};
use crate::diagnostic::{Level, Report};
use crate::load::{self, Layout, LoadError};
use crate::model::Project;
use crate::pipeline::{self, Built, Failure};
use crate::write::{Destination, WriteError};

/// Build the site of a folder
///
/// Reads the papers, links them and writes the pages. Pages are made beside the site and moved in when all are made: a build
/// that fails changes nothing. Only files that changed are written, and only files that an earlier build wrote are deleted.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder: a site, or any folder of Markdown papers
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Where to write the site, instead of public/ in the folder
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Leave out the search index (there is none yet; accepted so that scripts need not change)
    #[arg(long)]
    no_search: bool,
    /// Exit with status 1 for warnings as well
    #[arg(long)]
    strict: bool,
    /// Show advice as well: matters of style, and what the program had to guess
    #[arg(long)]
    advice: bool,
    /// Build as on this day (2026-01-31): it decides which papers are still embargoed
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Builds, and says what was built and what is wrong.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let begun = Instant::now();
    let today = arguments.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let (project, mut report) = match load::project(&arguments.folder, today, arguments.output.as_deref()) {
        Ok(read) => read,
        Err(error) => return unreadable(error),
    };
    if let Some((unknown, nearest)) = pipeline::unknown_rule(&project.settings) {
        return fail(format!("panelpress.toml sets the level of \"{unknown}\", which is no rule; did you mean \"{nearest}\"?"));
    }
    let destination = match open(arguments, &project) {
        Ok(destination) => destination,
        Err(error) => return fail(error),
    };
    report.set_levels(&project.settings.rules);
    let bar = bar();
    let built = pipeline::build(project, destination, &|made, all| advance(&bar, made, all));
    bar.finish_and_clear();
    match built {
        Ok(built) => {
            let Built { report: found, papers, pages, written } = built;
            report.join(found);
            tell_left_alone(&written.left_alone);
            close(report, papers, pages, begun.elapsed(), arguments)
        }
        Err(Failure::Write(error)) => fail(error),
        Err(Failure::Faulty(found)) => {
            report.join(found);
            let count = findings::count(&report);
            findings::print(report, arguments.advice);
            fail(format!("nothing was built: {count}"))
        }
    }
}

fn open(arguments: &Arguments, project: &Project) -> Result<Destination, WriteError> {
    let output = arguments.output.clone().unwrap_or_else(|| project.folder.join(&project.settings.output));
    let content = Layout::find(&project.folder).map_or_else(|_| project.folder.clone(), |layout| layout.content);
    Destination::open(&output, &project.folder.join(".panelpress"), &content)
}

fn unreadable(error: LoadError) -> Outcome {
    let reason = error.to_string();
    if let LoadError::Faulty(_, report) = error {
        findings::print(report, false);
    }
    fail(reason)
}

/// A bar that shows itself only after half a second, and only to a person.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}

/// How long work may take without a word.
const PATIENCE: Duration = Duration::from_millis(500);

fn advance(bar: &ProgressBar, made: usize, all: usize) {
    if bar.is_hidden() && bar.elapsed() > PATIENCE {
        // Standard error, twenty times a second at most; hidden by itself where that is no terminal.
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
    if made.is_multiple_of(64) || made == all {
        bar.set_length(all as u64);
        bar.set_position(made as u64);
    }
}

fn tell_left_alone(files: &[String]) {
    if let Some(first) = files.first() {
        let more = files.len() - 1;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        anstream::eprintln!("note: left alone in the output folder, as no build wrote it: {first}{more}");
    }
}

/// Prints the findings and the closing line.
fn close(report: Report, papers: usize, pages: usize, took: Duration, arguments: &Arguments) -> Outcome {
    let mut count = findings::count(&report);
    let advice = report.count(Level::Advice);
    if advice > 0 && !arguments.advice {
        count.push_str(&format!("; {advice} more with --advice"));
    }
    let wrong = report.count(Level::Error) + if arguments.strict { report.count(Level::Warning) } else { 0 };
    findings::print(report, arguments.advice);
    let noun = if papers == 1 { "paper" } else { "papers" };
    anstream::println!("{papers} {noun}, {pages} pages in {:.2} s: {count}", took.as_secs_f64());
    if wrong > 0 { Outcome::Findings } else { Outcome::Good }
}
