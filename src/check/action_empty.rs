//! An action marker with nothing after it.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Action, ActionKind};
use crate::parse::Form;

/// An action says nothing.
pub static ACTION_EMPTY: Rule =
    Rule { name: "action-empty", level: Level::Warning, summary: "An action says nothing.", page: include_str!("action_empty.md") };

/// Whether "Actions" stands over what follows it, and is no marker at all.
fn heads_a_list(look: &Look<'_>, action: &Action) -> bool {
    let word = look.source().slice(action.span).trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let next = look.passages.iter().find(|passage| passage.span.start >= action.span.end);
    word == "actions" && next.is_some_and(|next| !matches!(next.form, Form::Heading(_)))
}

/// Looks for actions without words.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let empty = look.reading().actions.iter().filter(|action| action.kind == ActionKind::Empty && !heads_a_list(look, action));
    report.extend(empty.map(|action| {
        look.finding(&ACTION_EMPTY, action.span, "nothing stands after this marker").help("say what is to be done, by whom and by when")
    }));
}
