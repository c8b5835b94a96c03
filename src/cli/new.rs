//! `panelpress new`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Outcome, fail, put};
use crate::load::Layout;
use crate::model::{Kind, slug};

/// Start a meeting or a paper
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    Meeting(Meeting),
    Paper(Paper),
}

/// Make the folder of a meeting, with an agenda to fill in
#[derive(Debug, Args)]
pub(super) struct Meeting {
    /// The body, by the name of its folder: working-together
    body: String,
    /// The date: 2026-03-12
    date: Date,
    /// The site's folder
    #[arg(long, default_value = ".")]
    site: PathBuf,
}

/// Make a paper in the folder of a meeting
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// The meeting, as body and date: working-together/2026-03-12
    meeting: String,
    /// The name of its file, which is its address: night-time-economy
    name: String,
    /// What it is
    #[arg(long, default_value = "report", value_parser = ["agenda", "report", "minutes", "appendix", "decision", "covering-note"])]
    kind: String,
    /// The site's folder
    #[arg(long, default_value = ".")]
    site: PathBuf,
}

/// Carries the command out.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    let made = match arguments {
        Arguments::Meeting(meeting) => make_meeting(meeting),
        Arguments::Paper(paper) => make_paper(paper),
    };
    match made {
        Ok(path) => {
            anstream::println!("{}", path.display());
            Outcome::Good
        }
        Err(reason) => fail(reason),
    }
}

fn make_meeting(meeting: &Meeting) -> Result<PathBuf, String> {
    let body = folder_name(&meeting.body)?;
    let folder = content(&meeting.site)?.join(&body).join(meeting.date.to_string());
    let title = crate::load::title_of_stem(&body);
    let text = format!(
        "# {title}\n\nAgenda\n\n{}\n\nTime: \n\nVenue: \n\n| Item | Title | Presented by |\n|---|---|---|\n| 1. | Apologies for absence | |\n",
        long(meeting.date)
    );
    start(&folder.join("agenda.md"), &text)
}

fn make_paper(paper: &Paper) -> Result<PathBuf, String> {
    let (body, date) = paper.meeting.split_once('/').ok_or("a meeting is named by body and date: working-together/2026-03-12")?;
    let date: Date = date.trim_end_matches('/').parse().map_err(|_| format!("\"{date}\" is no date; dates are written 2026-03-12"))?;
    let name = folder_name(&paper.name)?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == paper.kind).unwrap_or(Kind::Report);
    let folder = content(&paper.site)?.join(folder_name(body)?).join(date.to_string());
    // Where the file's own name does not say what it is, the front matter does.
    let front = if name == paper.kind { String::new() } else { format!("+++\nkind = \"{}\"\n+++\n\n", kind.name()) };
    let text = format!("{front}# {}\n\n{}\n\n## Purpose of the report\n\n1. \n", crate::load::title_of_stem(&name), long(date));
    start(&folder.join(format!("{name}.md")), &text)
}

fn content(site: &Path) -> Result<PathBuf, String> {
    Layout::find(site).map(|layout| layout.content).map_err(|error| error.to_string())
}

/// A name that can be a folder's and an address.
fn folder_name(name: &str) -> Result<String, String> {
    let wanted = slug(name.trim_end_matches(".md"));
    if wanted.is_empty() { Err(format!("\"{name}\" has no letter or digit to make an address of")) } else { Ok(wanted) }
}

fn long(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// Starts a file that is not there yet.
fn start(path: &Path, text: &str) -> Result<PathBuf, String> {
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    put(path, text.as_bytes()).map(|()| path.to_owned())
}
