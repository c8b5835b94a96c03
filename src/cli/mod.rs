//! What a person can ask for. One file per command; what a command does is in the library.

mod build;
mod check;
mod explain;
mod findings;
mod init;
mod inspect;
mod new;
mod proof;
mod schema;
mod serve;
mod theme;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// How a command ended: the exit status of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and nothing is wrong.
    Good,
    /// Done, but the papers have errors.
    Findings,
    /// Could not be done; nothing was changed.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Good => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Compiles a folder of agendas, reports and minutes into the public record of a panel.
///
/// The folder may be a site (it has panelpress.toml or content/) or any folder of Markdown papers: nothing has to be set up.
/// What a paper is, whose meeting it belongs to and when that was is read from the paper itself.
#[derive(Debug, Parser)]
#[command(name = "panelpress", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  panelpress build                    build the site in this folder into public/
  panelpress build ~/papers           build a folder of papers that has no settings at all
  panelpress check minutes.md         proof-read a paper before it is published
  panelpress serve                    see the site in a browser while you write
  panelpress init my-panel            start a site
  panelpress new meeting working-together 2026-03-12
  panelpress new paper working-together/2026-03-12 night-time-economy

Exit status: 0 done; 1 done, but the papers have errors; 2 could not be done, and nothing was changed.";

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Inspect(inspect::Arguments),
    #[command(subcommand)]
    New(new::Arguments),
    Schema(schema::Arguments),
    Serve(serve::Arguments),
    #[command(subcommand)]
    Theme(theme::Arguments),
    /// Print a completion script for a shell
    ///
    /// For bash: panelpress completions bash > ~/.local/share/bash-completion/completions/panelpress
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Runs the program with its arguments, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors, and go to standard output.
            let outcome = if error.use_stderr() { Outcome::Failed } else { Outcome::Good };
            let _ = error.print();
            return outcome.into();
        }
    };
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "panelpress", &mut std::io::stdout());
            Outcome::Good
        }
    };
    outcome.into()
}

/// Writes a new file and the folders above it; a sentence where that fails.
fn put(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, bytes));
    made.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// Says why a command could not be done.
fn fail(reason: impl std::fmt::Display) -> Outcome {
    anstream::eprintln!("error: {reason}");
    Outcome::Failed
}
