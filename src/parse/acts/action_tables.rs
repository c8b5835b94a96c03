//! Tables with a column of actions or owners → actions, one a row.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Action;
use crate::parse::passages::{Cell, Form, Passage};

use super::actions::body_of;
use super::due::{Calendar, Due};
use super::owners::People;
use super::{phrase, status};

/// A table with a column of actions, or of who is to do what.
#[derive(Debug)]
pub(super) struct Table {
    /// Which table of the paper.
    pub number: usize,
    task: Option<usize>,
    owner: Option<usize>,
    due: Option<usize>,
    status: Option<usize>,
}

/// What a column holds by its head, in lower case.
const TASK: [&str; 16] = [
    "action",
    "actions",
    "task",
    "tasks",
    "action required",
    "actions required",
    "agreed action",
    "agreed actions",
    "action point",
    "action points",
    "action(s)",
    "what",
    "action agreed",
    "actions agreed",
    "gweithredu",
    "camau gweithredu",
];
const OWNER: [&str; 20] = [
    "owner",
    "who",
    "lead",
    "by whom",
    "responsible",
    "responsibility",
    "action by",
    "assigned to",
    "person responsible",
    "action owner",
    "lead officer",
    "responsible officer",
    "pwy",
    "perchennog",
    "owner(s)",
    "whom",
    "action for",
    "action owner(s)",
    "action lead",
    "actioner",
];
const DUE: [&str; 16] = [
    "due",
    "by when",
    "when",
    "deadline",
    "due date",
    "timescale",
    "target date",
    "target",
    "erbyn",
    "pryd",
    "completion date",
    "due by",
    "date due",
    "by",
    "timeframe",
    "by date",
];
const STATUS: [&str; 10] = ["status", "progress", "update", "outcome", "rag", "completed", "complete", "position", "statws", "done"];

/// The tables of actions in a paper.
pub(super) fn of(passages: &[Passage]) -> Vec<Table> {
    let mut heads: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for cell in passages.iter().filter_map(cell).filter(|cell| cell.row.is_none()) {
        let head = cell.head.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_lowercase();
        heads.entry(cell.table).or_default().push((cell.column, head));
    }
    let tables = heads.into_iter().map(|(number, heads)| {
        let column = |known: &[&str]| heads.iter().find(|(_, head)| known.contains(&head.as_str())).map(|(column, _)| *column);
        Table { number, task: column(&TASK), owner: column(&OWNER), due: column(&DUE), status: column(&STATUS) }
    });
    // Who did what in a table of something else: an owner without a task is one only under "Action by".
    // or beside a column of what was said.
    let said = [
        "discussion",
        "minute",
        "minutes",
        "notes",
        "discussion and decisions",
        "key points",
        "summary",
        "details",
        "discussion points",
        "trafodaeth",
    ];
    let by = |table: &Table| {
        let own = passages.iter().filter_map(cell).filter(|cell| cell.table == table.number && cell.row.is_none());
        own.map(|cell| cell.head.to_lowercase()).any(|head| head.starts_with("action") || said.contains(&head.as_str()))
    };
    tables.filter(|table| table.task.is_some() || table.owner.is_some() && by(table)).collect()
}

fn cell(passage: &Passage) -> Option<&Cell> {
    match &passage.form {
        Form::Cell(cell) if !passage.quoted => Some(cell),
        _ => None,
    }
}

impl Table {
    /// Whether a column is read here and not as prose.
    pub fn takes(&self, column: usize) -> bool {
        [self.task, self.owner, self.due, self.status].contains(&Some(column))
    }

    /// The actions of its rows.
    pub fn actions(&self, passages: &[Passage], people: &People, calendar: Calendar) -> Vec<Action> {
        let mut rows: BTreeMap<usize, Vec<&Passage>> = BTreeMap::new();
        for passage in passages {
            if let Some(Cell { table, row: Some(row), .. }) = cell(passage)
                && *table == self.number
            {
                rows.entry(*row).or_default().push(passage);
            }
        }
        rows.into_values().filter_map(|cells| self.action(&cells, people, calendar)).collect()
    }

    fn action(&self, cells: &[&Passage], people: &People, calendar: Calendar) -> Option<Action> {
        let at = |column: Option<usize>| {
            cells.iter().copied().find(|passage| column.is_some() && cell(passage).map(|cell| cell.column) == column)
        };
        let filled = |passage: &&Passage| !passage.text.trim().is_empty();
        if at(self.status).is_some_and(|status| is_done(&status.text)) {
            return None;
        }
        let owner = at(self.owner).filter(filled);
        let task = at(self.task).filter(filled).or(owner)?;
        let whole = whole(task);
        let plain = &task.text[whole.clone()];
        if status::is_none(plain) || status::is_closed(plain) || !plain.contains(char::is_alphabetic) {
            return None;
        }
        let mut body = body_of(&task.text, whole.clone(), people, calendar);
        let mut text = body.text.clone();
        if body.alone || self.task.is_none() {
            text = matter(cells, self)?;
        }
        if let Some(owner) = owner {
            body.owners = people.named(&owner.text).unwrap_or_else(|| super::owners::as_written(&owner.text));
        }
        let (due, due_words) = self.due_of(at(self.due).filter(filled), task, &body, calendar);
        let span = [Some(task), owner].into_iter().flatten().map(|passage| passage.span).reduce(|first, second| first.to(second))?;
        Some(Action {
            span,
            kind: status::kind(&text),
            text,
            owners: body.owners,
            due,
            due_words,
            spot: task.spot.clone(),
            anchor: Box::default(),
        })
    }

    fn due_of(
        &self,
        cell: Option<&Passage>,
        task: &Passage,
        body: &super::actions::Body,
        calendar: Calendar,
    ) -> (Option<jiff::civil::Date>, Option<crate::source::Span>) {
        let told = |passage: &Passage, due: &Due| (due.date, Some(passage.source(due.range.clone())));
        match cell {
            Some(passage) => calendar.only(&passage.text, whole(passage)).map_or((None, None), |due| told(passage, &due)),
            None => body.due.as_ref().map_or((None, None), |due| told(task, due)),
        }
    }
}

/// The part of a passage without the blanks at its ends.
fn whole(passage: &Passage) -> Range<usize> {
    let end = passage.text.trim_end().len();
    (passage.text.len() - passage.text.trim_start().len()).min(end)..end
}

/// Whether a status says that nothing is left to do.
fn is_done(text: &str) -> bool {
    let words = phrase::words(text, 0..text.len());
    words.first().is_some_and(|word| word.is(&["complete", "completed", "closed", "done", "discharged", "yes", "actioned", "cwblhawyd"]))
        || status::is_closed(text)
}

/// What the row is about, where its column of actions names the owner only: the last sentence of its longest other cell.
fn matter(cells: &[&Passage], table: &Table) -> Option<String> {
    let others = cells.iter().filter(|passage| cell(passage).is_some_and(|cell| !table.takes(cell.column)));
    let longest = others.max_by_key(|passage| passage.text.len())?;
    let sentences = phrase::sentences(&longest.text, &[]);
    sentences.last().map(|last| phrase::tidy(&longest.text[last.clone()]))
}
