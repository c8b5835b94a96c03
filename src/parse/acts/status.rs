//! The words of an action → whether it asks for anything: noted, nothing, done already.

use crate::model::ActionKind;

use super::phrase;

/// "None", "No action required": nobody is asked for anything.
pub(super) fn is_none(text: &str) -> bool {
    let words = phrase::words(text, 0..text.len());
    let Some(first) = words.first() else { return false };
    let short = words.len() <= 5;
    first.is(&["none", "nil", "n/a", "dim"]) && short
        || words.len() == 2 && first.is(&["not"]) && words[1].is(&["applicable"])
        || first.is(&["no"]) && words.iter().take(4).any(|word| word.is(&["action", "actions"]))
}

/// "… – completed", "… (done)": what was to be done is done.
pub(super) fn is_closed(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let before = text[..text.len() - last.len()].trim_end();
    let done = ["complete", "completed", "closed", "done", "discharged", "actioned", "cwblhawyd"].contains(&last.to_lowercase().as_str());
    let opens = before.ends_with(['-', '–', '—', ':', '(', '[', '.', ';', ',']);
    done && (opens || before.is_empty() || last.chars().all(char::is_uppercase))
}

/// Whether a task asks for something, or only says that something was noted.
pub(super) fn kind(text: &str) -> ActionKind {
    if is_none(text) {
        return ActionKind::Noted;
    }
    let words = phrase::words(text, 0..text.len());
    let noted = words.iter().position(|word| word.is(&["noted", "note", "nodwyd", "nodi"]));
    let Some(at) = noted.filter(|at| *at <= 8) else { return ActionKind::Substantive };
    let before = &words[..at];
    let passive = before.iter().all(|word| !phrase::has(std::slice::from_ref(word), &["would", "will", "agreed", "and", "should"]));
    let note = words[at].is(&["note", "nodi"]);
    // "Provide a note": a thing and no verb.
    if note && before.last().is_some_and(|word| !word.is(&["to", "and"])) {
        return ActionKind::Substantive;
    }
    // "Noted, a fuller talk to take place" and "was noted and would be revisited" ask for something besides.
    let after = &words[at + 1..];
    let more = phrase::has(after, &["to", "would", "will", "should", "agreed", "be", "and"]) && !note;
    if passive && !more && (!note || before.len() <= 2) { ActionKind::Noted } else { ActionKind::Substantive }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_only_noted_is_told_from_what_is_to_be_done() {
        for text in ["Noted", "That the information was noted", "The figures are to be noted.", "Noted by members", "To note the report"] {
            assert_eq!(kind(text), ActionKind::Noted, "{text}");
        }
        for text in [
            "Noted, more discussion to take place at the next meeting",
            "The information was noted and that the plan would be revisited",
            "Clerk to write a note to residents",
            "Provide a note on borrowing",
            "Draft plan to be shared",
        ] {
            assert_eq!(kind(text), ActionKind::Substantive, "{text}");
        }
        assert_eq!(kind("None"), ActionKind::Noted);
        assert!(is_none("None.") && is_none("No further action required") && !is_none("None of the bins is emptied: Clerk to chase them"));
        assert!(
            is_closed("Clerk to write – completed.")
                && is_closed("Write to the school (done)")
                && !is_closed("until the work is completed")
        );
    }
}
