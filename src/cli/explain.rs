//! `panelpress explain`.

use clap::Args;

use super::{Outcome, fail};
use crate::diagnostic::Rule;
use crate::pipeline::RULES;

/// Say what a rule finds, why, and show a bad and a good example
///
/// Without a name it lists all rules.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's name, as it stands in brackets after a finding: weekday-date-mismatch
    rule: Option<String>,
    /// Print every rule's page as one Markdown page
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

/// Prints the page.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.rule {
        None if arguments.all => anstream::print!("{}", everything()),
        None => by_name().iter().for_each(|rule| anstream::println!("{:28} {:8} {}", rule.name, rule.level.name(), rule.summary)),
        Some(name) => match known(name) {
            Ok(rule) => anstream::print!("{} ({})\n\n{}", rule.name, rule.level.name(), rule.page),
            Err(reason) => return fail(reason),
        },
    }
    Outcome::Good
}

/// The rule of a name; else which one may have been meant.
pub(super) fn known(name: &str) -> Result<&'static Rule, String> {
    let nearest = RULES.iter().min_by_key(|rule| strsim::osa_distance(rule.name, name)).map_or("", |rule| rule.name);
    RULES.iter().copied().find(|rule| rule.name == name).ok_or_else(|| format!("there is no rule \"{name}\"; did you mean {nearest}?"))
}

fn by_name() -> Vec<&'static Rule> {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.name);
    rules
}

/// The page of the site that describes all rules.
fn everything() -> String {
    let mut page = "# Rules\n\nWhat `panelpress check` and `panelpress build` look for. An error makes the record wrong or keeps it from being \
                    published; a warning is a fault that a reader would trip over; advice is a matter of style or a guess, and is shown with \
                    `--advice`. A level is changed in panelpress.toml: `[rules]`, then `numbering = \"off\"`.\n\nThis page is made from the \
                    program itself: `panelpress explain --all` prints it.\n"
        .to_owned();
    for rule in by_name() {
        page.push_str(&format!("\n## {}\n\n*{}.* {}", rule.name, capital(rule.level.name()), told(rule.page)));
    }
    page
}

/// A page as a part of a longer one: lines that are only a word would be read as headings there, and the name of a file, which
/// is the fence's own affair, is said.
fn told(page: &str) -> String {
    let mut out = String::new();
    for line in page.lines() {
        let named = line.strip_prefix("~~~").and_then(|info| info.split_once(" file="));
        out.push_str(&match (line, named) {
            ("Bad:", _) => "This is found:".to_owned(),
            ("Good:", _) => "This is not found:".to_owned(),
            (_, Some((language, file))) => format!("`{file}` says:\n\n````{language}"),
            _ => line.replace("~~~", "````"),
        });
        out.push('\n');
    }
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
