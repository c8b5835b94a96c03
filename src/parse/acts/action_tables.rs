//! Tables with a column of actions or owners → actions, one a row.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::model::Action;
use crate::parse::passages::{Cell, Form, Passage};
use crate::source::Span;

use super::actions::{Body, body_of};
use super::due::Calendar;
use super::owners::{self, People};
use super::{phrase, status};

/// A table with a column of actions, or of who is to do what.
#[derive(Debug)]
pub(super) struct Table<'p> {
    columns: BTreeMap<usize, Column>,
    /// The cells below the header, row by row.
    rows: BTreeMap<usize, Vec<&'p Passage>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Task,
    Owner,
    Due,
    Status,
    /// What was said: the action is for its last sentence.
    Matter,
}

/// The tables of actions in a paper, by their place among its tables.
pub(super) fn of(passages: &[Passage]) -> BTreeMap<usize, Table<'_>> {
    let mut tables: BTreeMap<usize, Table<'_>> = BTreeMap::new();
    for passage in passages {
        let Some(cell) = cell(passage) else { continue };
        let table = tables.entry(cell.table).or_insert_with(|| Table { columns: BTreeMap::new(), rows: BTreeMap::new() });
        match cell.row {
            Some(row) => table.rows.entry(row).or_default().push(passage),
            None => table.columns.extend(column_of(&cell.head).map(|column| (cell.column, column))),
        }
    }
    tables.retain(|_, table| table.gives_out());
    tables
}

fn cell(passage: &Passage) -> Option<&Cell> {
    match &passage.form {
        Form::Cell(cell) if !passage.quoted => Some(cell),
        _ => None,
    }
}

fn column_of(head: &str) -> Option<Column> {
    let head = head.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_lowercase();
    let rows = include_str!("../words/columns.txt").lines().filter_map(|line| line.split_once(" = "));
    rows.into_iter().find(|(known, _)| *known == head).map(|(_, column)| match column {
        "task" => Column::Task,
        "owner" => Column::Owner,
        "due" => Column::Due,
        "status" => Column::Status,
        _ => Column::Matter,
    })
}

impl<'p> Table<'p> {
    /// Whether it gives out tasks: owners alone stand in many tables, but not beside what was said.
    fn gives_out(&self) -> bool {
        let has = |wanted: Column| self.columns.values().any(|column| *column == wanted);
        has(Column::Task) || has(Column::Owner) && has(Column::Matter)
    }

    /// Whether a column is read here and not as prose.
    pub fn takes(&self, column: usize) -> bool {
        self.columns.get(&column).is_some_and(|column| *column != Column::Matter)
    }

    /// The actions of its rows.
    pub fn actions(&self, people: &People, calendar: Calendar) -> Vec<Action> {
        self.rows.values().filter_map(|cells| self.action(cells, people, calendar)).collect()
    }

    /// The first cell of a row, with words in it, in a column that holds this.
    fn at(&self, cells: &[&'p Passage], wanted: Column) -> Option<&'p Passage> {
        let in_column = |passage: &Passage| cell(passage).and_then(|cell| self.columns.get(&cell.column)) == Some(&wanted);
        cells.iter().copied().find(|passage| in_column(passage) && !passage.text.trim().is_empty())
    }

    fn action(&self, cells: &[&'p Passage], people: &People, calendar: Calendar) -> Option<Action> {
        if self.at(cells, Column::Status).is_some_and(|status| is_done(&status.text)) {
            return None;
        }
        let owner = self.at(cells, Column::Owner);
        let own = self.at(cells, Column::Task);
        let task = own.or(owner)?;
        let whole = whole(task);
        let plain = &task.text[whole.clone()];
        if status::is_none(plain) || status::is_closed(plain) || !plain.contains(char::is_alphabetic) {
            return None;
        }
        let mut body = body_of(&task.text, whole.clone(), people, calendar);
        if body.alone || own.is_none() {
            body.text = self.matter(cells)?;
        }
        if let Some(owner) = owner {
            body.owners = people.named(&owner.text).unwrap_or_else(|| owners::as_written(&owner.text));
        }
        let (due, due_words) = self.due(cells, task, &body, calendar);
        let span = [Some(task), owner].into_iter().flatten().map(|passage| passage.span).reduce(Span::to)?;
        let (kind, spot) = (status::kind(&body.text), task.spot.clone());
        Some(Action { span, kind, text: body.text, owners: body.owners, due, due_words, spot, anchor: Box::default() })
    }

    fn due(&self, cells: &[&'p Passage], task: &Passage, body: &Body, calendar: Calendar) -> (Option<Date>, Option<Span>) {
        let own = self.at(cells, Column::Due).and_then(|cell| calendar.only(&cell.text, whole(cell)).map(|due| (cell, due)));
        let due = own.or_else(|| body.due.clone().map(|due| (task, due)));
        due.map_or((None, None), |(cell, due)| (due.date, Some(cell.source(due.range))))
    }

    /// What the row is about, where its column of actions names the owner only: the last sentence of its longest other cell.
    fn matter(&self, cells: &[&'p Passage]) -> Option<String> {
        let others = cells.iter().filter(|passage| cell(passage).is_some_and(|cell| !self.takes(cell.column)));
        let longest = others.max_by_key(|passage| passage.text.len())?;
        let sentences = phrase::sentences(&longest.text, &[]);
        let last = phrase::tidy(&longest.text[sentences.last()?.clone()]);
        let lower = last.to_lowercase();
        // "All" beside the day of the next meeting is told to come, which is no task.
        (!lower.starts_with("next meeting") && !lower.starts_with("date of")).then_some(last)
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
    let done = ["complete", "completed", "closed", "done", "discharged", "yes", "actioned", "cwblhawyd"];
    words.first().is_some_and(|word| word.is(&done)) || status::is_closed(text)
}
