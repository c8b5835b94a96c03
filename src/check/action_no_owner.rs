//! A task that nobody is named for.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Action, ActionKind};

/// Nobody is named for an action.
pub static ACTION_NO_OWNER: Rule = Rule {
    name: "action-no-owner",
    level: Level::Warning,
    summary: "Nobody is named for an action.",
    page: include_str!("action_no_owner.md"),
};

/// Words of a task that somebody else's doing is wished for, and nobody's told.
const PASSIVE: [&str; 8] = ["to be ", "would be ", "will be ", "should be ", "be made ", "to take place", "is to go ", "agreed to "];

/// Two words are more likely an owner than a task.
fn words(action: &Action) -> usize {
    action.text.split_whitespace().count()
}

/// Looks at tasks without an owner. Where the words are not plainly passive, an owner may not have been understood.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let alone = |action: &&Action| action.kind == ActionKind::Substantive && action.owners.is_empty() && words(action) > 2;
    for action in look.reading().actions.iter().filter(alone) {
        let found = look
            .finding(&ACTION_NO_OWNER, action.span, "nobody is named for this action")
            .help("name an office or a person: Action: Clerk to write to the county by 3 May");
        let lower = action.text.to_lowercase();
        match PASSIVE.iter().any(|words| lower.contains(words)) {
            true => report.push(found),
            // What is told as done is no task.
            false if [" had ", " is closed", " was ", " were ", " has been "].iter().any(|words| lower.contains(words)) => {}
            false => report.push(found.guessed()),
        }
    }
}
