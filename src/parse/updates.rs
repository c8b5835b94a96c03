//! Passages → what minutes say of actions that earlier meetings raised: in a list of actions, in a sentence, under a heading.
//!
//! Which action is meant is found once all papers are known; here it is only said that one is spoken of, and where it stands.

use jiff::civil::Date;

use crate::model::{ActionStatus, Update};
use crate::source::Span;

use super::dates;
use super::passages::{Cell, Form, Passage};
use super::reading::Context;

/// Everything said of earlier actions, in the order of the text.
pub(super) fn find(context: &Context<'_>) -> Vec<Update> {
    let known = context.date;
    let mut updates = Vec::new();
    let mut outstanding = false;
    let mut row: Vec<&Passage> = Vec::new();
    for passage in context.passages {
        if !same_row(row.last().copied(), passage) {
            updates.extend(of_row(&std::mem::take(&mut row), known));
        }
        match &passage.form {
            Form::Heading(_) => outstanding = is_about_actions(&passage.text),
            Form::Text if !passage.quoted => updates.extend(of_text(passage, outstanding, known)),
            Form::Text => {}
            Form::Cell(_) => row.push(passage),
        }
    }
    updates.extend(of_row(&row, known));
    updates
}

/// Whether a heading stands over what became of earlier actions.
fn is_about_actions(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    lower.contains("matters arising")
        || lower.contains("action")
            && ["outstanding", "previous", "last", "arising", "log", "update", "follow"].iter().any(|word| lower.contains(word))
}

fn same_row(last: Option<&Passage>, next: &Passage) -> bool {
    let place = |passage: &Passage| match &passage.form {
        Form::Cell(cell) => cell.row.map(|row| (cell.table, row)),
        _ => None,
    };
    last.is_some_and(|last| place(last).is_some() && place(last) == place(next))
}

/// A row of a table with a column for the action and one for where it stands.
fn of_row(row: &[&Passage], known: Option<Date>) -> Option<Update> {
    let cell = |heads: &[&str]| {
        row.iter().find(|passage| match &passage.form {
            Form::Cell(Cell { head, .. }) => heads.iter().any(|word| head.to_lowercase().starts_with(word)),
            _ => false,
        })
    };
    let action = cell(&["action", "task", "agreed action"])?;
    let state = cell(&["position", "status", "progress", "update", "outcome", "complete"])?;
    let status = status_of(&state.text)?;
    let last_day = |passage: &&&Passage| dates::days(&passage.text).last().and_then(|day| day.near(known));
    Some(Update {
        span: row.iter().map(|passage| passage.span).reduce(Span::to)?,
        text: action.text.clone(),
        raised: cell(&["raised", "date", "meeting"]).as_ref().and_then(last_day),
        number: None,
        status,
        due: cell(&["due", "by when", "deadline"]).as_ref().and_then(last_day).filter(|_| status == ActionStatus::Open),
        spot: action.spot.clone(),
    })
}

/// Sentences that name an action by the date of its meeting; under a heading on actions, also those that begin with its subject.
fn of_text(passage: &Passage, outstanding: bool, known: Option<Date>) -> Vec<Update> {
    let mut updates = Vec::new();
    let mut at = 0;
    for sentence in passage.text.split_inclusive(". ") {
        let range = at..at + sentence.trim_end().len();
        at += sentence.len();
        let found = dated(sentence, known).or_else(|| outstanding.then(|| subject(sentence)).flatten());
        updates.extend(found.map(|Said { text, raised, status, due }| Update {
            span: passage.source(range),
            text,
            raised,
            number: None,
            status,
            due,
            spot: passage.spot.clone(),
        }));
    }
    updates
}

/// What a sentence says.
struct Said {
    text: String,
    raised: Option<Date>,
    status: ActionStatus,
    due: Option<Date>,
}

/// `The action of 6 September 2023 on the vetting plan is closed.`
fn dated(sentence: &str, known: Option<Date>) -> Option<Said> {
    if !sentence.contains("ction ") {
        return None;
    }
    let lower = sentence.to_lowercase();
    let at = ["the action ", "that action ", "this action ", "an action "]
        .iter()
        .filter_map(|words| Some(lower.find(words)? + words.len()))
        .min()?;
    let day = *dates::days(sentence).first()?;
    let between = lower.get(at..day.start)?;
    let named =
        ["of", "on", "raised on", "raised at the meeting on", "raised at the meeting of", "agreed on", "from", "set on", "raised in"];
    if !named.contains(&between.trim().trim_end_matches(" the").trim()) {
        return None;
    }
    let rest = sentence.get(day.end..)?;
    let status = status_of(rest)?;
    let due = dates::days(rest).first().and_then(|day| day.near(known)).filter(|_| status == ActionStatus::Open);
    Some(Said { text: rest.trim().to_owned(), raised: Some(day.near(known)?), status, due })
}

/// `Third letter on fraud: done on 27 September 2024.`
fn subject(sentence: &str) -> Option<Said> {
    let (subject, rest) =
        [": ", " – ", " - "].iter().filter_map(|mark| sentence.split_once(mark)).min_by_key(|(subject, _)| subject.len())?;
    let begins = |words: &[&str]| words.iter().any(|word| rest.trim().to_lowercase().starts_with(word));
    let plain = subject.split_whitespace().count() <= 12
        && begins(&["done", "complete", "closed", "discharged", "carried forward", "ongoing", "outstanding"]);
    let status = status_of(rest).filter(|_| plain)?;
    Some(Said { text: subject.trim().to_owned(), raised: None, status, due: None })
}

/// Where an action stands, by the words for it; nothing where the words say neither.
fn status_of(text: &str) -> Option<ActionStatus> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &&str| words.contains(word);
    let open = ["open", "overdue", "ongoing", "carried", "outstanding", "extended", "progress", "not", "yet", "partly"];
    let done = ["done", "complete", "completed", "closed", "discharged", "cwblhawyd"];
    match () {
        _ if ["superseded", "replaced"].iter().any(has) => Some(ActionStatus::Superseded),
        _ if open.iter().any(has) => Some(ActionStatus::Open),
        _ if done.iter().any(has) => Some(ActionStatus::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn read(text: &str) -> Vec<(String, ActionStatus, Option<String>)> {
        let text = format!("# Minutes of the meeting held on 13 March 2024\n\n{text}\n");
        let source = std::sync::Arc::new(Source::new("a.md", text));
        let (papers, _) = crate::parse::source(&source, source.span());
        let day = |date: Date| date.to_string();
        papers[0].reading.updates.iter().map(|update| (update.text.clone(), update.status, update.raised.or(update.due).map(day))).collect()
    }

    #[test]
    fn what_became_of_actions() {
        let table = "| No. | Raised | Action | Position |\n|---|---|---|---|\n| A1 | 12 July 2023 | Plan for victims | Done 6 September |\n| A2 | 12 July 2023 | Share of calls | See paragraph 5 |\n";
        assert_eq!(read(table), [("Plan for victims".into(), ActionStatus::Done, Some("2023-07-12".into()))]);
        let closed = "The action of 6 September 2023 on the vetting plan is closed.";
        assert_eq!(read(closed), [("on the vetting plan is closed.".into(), ActionStatus::Done, Some("2023-09-06".into()))]);
        let open = "The Commissioner said that the action of 6 September would stay open.";
        assert_eq!(read(open)[0].1, ActionStatus::Open);
        let listed = "## Actions outstanding\n\n- Third letter on fraud: done on 27 September.\n- Fleet keys – carried forward\n- They thanked the clerk: she had done well.";
        let found: Vec<_> = read(listed).into_iter().map(|(text, status, _)| (text, status)).collect();
        assert_eq!(found, [("Third letter on fraud".into(), ActionStatus::Done), ("Fleet keys".into(), ActionStatus::Open)]);
    }

    #[test]
    fn other_sentences_are_no_news() {
        for text in ["The action was closed.", "Action: the gate of 3 May to be closed.", "In action on 3 May the crew had done well."] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
