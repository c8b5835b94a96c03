//! An action marker with nothing after it.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::ActionKind;

/// An action says nothing.
pub static ACTION_EMPTY: Rule =
    Rule { name: "action-empty", level: Level::Warning, summary: "An action says nothing.", page: include_str!("action_empty.md") };

/// Looks for actions without words.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let empty = look.reading().actions.iter().filter(|action| action.kind == ActionKind::Empty);
    report.extend(empty.map(|action| {
        look.finding(&ACTION_EMPTY, action.span, "nothing stands after this marker").help("say what is to be done, by whom and by when")
    }));
}
