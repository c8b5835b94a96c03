//! A sentence → who is to do what it says: `Clerk to write …`, `Cllr Frost agreed to …`, `the ACE meet with …`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::owners::{self, People};
use super::phrase::{self, Word};

/// How many words may stand before the verb.
const LONGEST_SUBJECT: usize = 12;

/// How far the words around a sentence vouch for it being a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// It stands after a marker, in a list or a column of actions.
    Marked,
    /// It stands in running text.
    Running,
}

/// How a sentence hands a task to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Clerk to write": it can be nothing else.
    Instruction,
    /// "The Clerk agreed to write", "the Clerk would write": a promise, which minutes with marked actions tell without giving it out.
    Promise,
}

/// Who is to do it, and in what form that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    /// The owners as written.
    pub owners: Vec<String>,
    /// How it is said.
    pub form: Form,
}

/// Reads a part of a text as a task with its owner.
pub(super) fn read(text: &str, part: Range<usize>, people: &People, trust: Trust) -> Option<Task> {
    // Who is given a task in running text stands at its start.
    let end = if trust == Trust::Running { text.floor_char_boundary(part.end.min(part.start + 240)) } else { part.end };
    let words = phrase::words(text, part.start..end);
    let first = start(text, &words);
    let subject = &words[first.min(words.len())..];
    let begin = subject.first()?.range.start;
    for at in 1..subject.len().min(LONGEST_SUBJECT) {
        let Some(form) = form(&subject[at..], trust) else { continue };
        let phrase = &text[begin..subject[at - 1].range.end];
        let owners = match trust {
            Trust::Marked => people.named(phrase),
            Trust::Running => people.certain(phrase),
        };
        if let Some(owners) = owners {
            return Some(Task { owners, form });
        }
        // A second verb belongs to another subject.
        if subject[at].is(&["to", "that", "which", "who", "whether"]) {
            break;
        }
    }
    (trust == Trust::Marked).then(|| agent(text, &words, people)).flatten().map(|owners| Task { owners, form: Form::Instruction })
}

/// Whether a line is an instruction to an office, a titled person or initials: `Clerk to write`, `AB/CD to meet the contractor`.
pub(super) fn is_plain(line: &str) -> bool {
    let words = phrase::words(line, 0..line.len());
    let Some(to) = words.iter().take(LONGEST_SUBJECT).position(|word| word.is(&["to"])).filter(|to| *to > 0) else { return false };
    let people = People::default();
    let phrase = &line[words[0].range.start..words[to - 1].range.end];
    let known = people.certain(phrase).is_some()
        || people.named(phrase).is_some_and(|owners| owners.iter().all(|owner| owners::is_initials(owner)));
    known && words.len() > to + 2 && is_bare(words.get(to + 1), words.get(to + 2))
}

/// Where the subject begins: after "that", and after a condition that a comma ends.
fn start(text: &str, words: &[Word]) -> usize {
    let skip =
        |at: usize| at + words[at..].iter().take_while(|word| word.is(&["that", "and", "then", "also", "therefore", "please"])).count();
    let opens = words.first().is_some_and(|word| word.is(&["where", "if", "when", "once", "following", "after", "in", "as", "on", "for"]));
    let comma = || words.windows(2).position(|pair| text[pair[0].range.end..pair[1].range.start].contains(',')).map(|at| at + 1);
    skip(if opens { comma().unwrap_or(0) } else { 0 })
}

/// What the words after a subject say: `to write`, `agreed to write`, `will write`.
fn form(words: &[Word], trust: Trust) -> Option<Form> {
    let word = words.first()?;
    let next = words.get(1);
    let to = |at: usize| words.get(at).is_some_and(|word| word.is(&["to"])) && is_bare(words.get(at + 1), words.get(at + 2));
    let adverb = usize::from(next.is_some_and(|word| word.is(&["also", "then", "therefore", "kindly", "both"])));
    match &*word.lower {
        "to" => is_bare(next, words.get(2)).then_some(Form::Instruction),
        // Welsh: "Clerc y Dref i archebu".
        "i" if !word.capital => is_bare(next, words.get(2)).then_some(Form::Instruction),
        "agreed" | "undertook" | "offered" | "volunteered" | "promised" => to(1 + adverb).then_some(Form::Promise),
        "is" | "are" => to(1 + adverb).then_some(Form::Instruction),
        "was" | "were" | "has" | "have" | "be" => {
            let asked = words.get(1 + adverb)?;
            let given = asked.is(&["asked", "requested", "instructed", "tasked", "directed", "actioned"]) && !word.is(&["has", "have"])
                || asked.is(&["agreed", "offered", "undertaken", "volunteered"]) && word.is(&["has", "have"]);
            let form = if word.is(&["has", "have"]) { Form::Promise } else { Form::Instruction };
            (given && to(2 + adverb)).then_some(form)
        }
        "will" | "would" | "shall" | "should" | "must" if trust == Trust::Marked => is_bare(next, words.get(2)).then_some(Form::Promise),
        "will" | "would" => words.get(1 + adverb).is_some_and(|verb| is_task(verb) && !is_said_of_others(verb)).then_some(Form::Promise),
        _ => (trust == Trust::Marked && !word.capital && is_task(word)).then_some(Form::Instruction),
    }
}

/// Whether a word after "to" can be a verb in its bare form. "The Clerk to the Council" has none.
fn is_bare(word: Option<&Word>, next: Option<&Word>) -> bool {
    let Some(word) = word else { return false };
    let other = [
        "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "all", "any", "each", "every",
        "which", "whom", "date", "him", "them", "it", "us", "members", "council", "and", "or", "be",
    ];
    let passed_on = word.is(&["be"]) && next.is_some_and(|next| next.is(&["asked", "invited", "requested", "instructed", "tasked"]));
    passed_on || !word.capital && !word.is(&other) && word.lower.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
}

fn is_task(word: &Word) -> bool {
    static TASKS: LazyLock<HashSet<&str>> = LazyLock::new(|| crate::parse::word_set(include_str!("../words/tasks.txt")));
    TASKS.contains(&*word.lower) || word.lower.strip_suffix('s').is_some_and(|bare| TASKS.contains(bare))
}

/// "The Chief Constable would support the scheme" foretells, "would circulate the figures" promises.
fn is_said_of_others(verb: &Word) -> bool {
    verb.is(&[
        "support", "help", "attend", "work", "lead", "host", "run", "carry", "make", "take", "get", "give", "test", "train", "chair",
        "cost", "progress", "list", "map", "recruit", "develop", "install", "deliver", "receive", "lead", "replace", "remove", "record",
        "pay",
    ])
}

/// `… to be updated by the Chief of Staff and ACE.`: who does it where the verb is passive.
fn agent(text: &str, words: &[Word], people: &People) -> Option<Vec<String>> {
    let by = words.iter().rposition(|word| word.is(&["by", "gan"]))?;
    let after = &words[by + 1..];
    (1..=after.len().min(LONGEST_SUBJECT)).rev().find_map(|count| {
        let phrase = &text[after[0].range.start..after[count - 1].range.end];
        people.certain(phrase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(text: &str, trust: Trust) -> Option<String> {
        read(text, 0..text.len(), &People::default(), trust).map(|task| task.owners.join("+"))
    }

    #[test]
    fn tasks_in_running_text_have_owners_beyond_doubt() {
        let cases = [
            ("Clerk to write to the school by 3 May.", Some("Clerk")),
            ("Cllr Frost agreed to speak to the landlord.", Some("Cllr Frost")),
            ("Cllrs Frost and Hale to inspect the bench.", Some("Cllrs Frost+Hale")),
            ("The Clerk was asked to obtain quotes.", Some("Clerk")),
            ("The Chair and the Clerk would meet the contractor.", Some("Chair+Clerk")),
            ("Clerc y Dref i archebu'r siglen.", Some("Clerc y Dref")),
            ("The Clerk to the Council reported on the audit.", None),
            ("The Clerk would be sorry to leave.", None),
            ("Members agreed to support the appeal.", None),
            ("The report to be circulated.", None),
            ("The Clerk reported that the Chair would write.", None),
        ];
        for (text, owners) in cases {
            assert_eq!(task(text, Trust::Running).as_deref(), owners, "{text}");
        }
    }

    #[test]
    fn after_a_marker_more_is_trusted() {
        let agreed = "Due to its length it was agreed that it be updated outside the meeting by the Chief of Staff and the Clerk.";
        let cases = [
            ("Where any faults are found, that the team updates the Panel", Some("team")),
            (agreed, Some("Chief of Staff+Clerk")),
            ("Draft plan to be shared with the Commissioner by Friday", None),
            ("All to send comments", Some("All")),
            ("The document would be revisited", None),
        ];
        for (text, owners) in cases {
            assert_eq!(task(text, Trust::Marked).as_deref(), owners, "{text}");
        }
    }

    #[test]
    fn a_line_that_gives_out_a_task_is_no_heading() {
        assert!(is_plain("Clerk to write to the school") && is_plain("AB/CD to meet the contractor"));
        assert!(!is_plain("Introduction to planning") && !is_plain("Clerk to the Council") && !is_plain("Access to services"));
    }
}
