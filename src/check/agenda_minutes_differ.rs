//! An item of the agenda that the minutes do not come to.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Block, BlockKind, Item, Kind};
use crate::parse;
use crate::source::Span;

/// The minutes leave an item out.
pub static AGENDA_MINUTES_DIFFER: Rule = Rule {
    name: "agenda-minutes-differ",
    level: Level::Advice,
    summary: "The minutes do not come to an item of the agenda.",
    page: include_str!("agenda_minutes_differ.md"),
};

/// Looks at an agenda whose minutes are there. Where they come to less than two thirds of the items, they are of another form.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let Some(meeting) = look.filed.meeting.filter(|_| look.filed.kind == Kind::Agenda).map(|id| look.site.meeting(id)) else { return };
    let minutes = meeting.papers.iter().map(|id| look.site.paper(*id)).filter(|filed| filed.kind == Kind::Minutes);
    let texts: Vec<String> = minutes
        .flat_map(|filed| parse::passages(&filed.document.source, &filed.paper.blocks))
        .map(|passage| passage.text.to_lowercase())
        .collect();
    let items: Vec<&Item> = meeting.items.iter().filter(|item| item.agenda.0 == look.id).take(MOST).collect();
    let (done, left): (Vec<&&Item>, Vec<&&Item>) =
        items.iter().partition(|item| item.minute.is_some() || texts.iter().any(|text| speaks_of(text, &item.title)));
    if texts.is_empty() || done.len() < 2 * left.len() {
        return;
    }
    for item in left.into_iter().filter(|item| !is_formal(&item.title)) {
        let Some(span) = place(&look.filed.paper.blocks, &item.agenda.1) else { continue };
        let message = format!("the minutes do not come to item {}", item.label);
        let line = look.source().line_span(look.source().line(span.start));
        report.push(look.finding(&AGENDA_MINUTES_DIFFER, line, message).help("say in the minutes that it was put off or withdrawn"));
    }
}

/// No agenda has more items.
const MOST: usize = 100;

/// Whether a passage has most of the words that make an item what it is.
fn speaks_of(text: &str, title: &str) -> bool {
    let title = title.split([':', '–']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).collect();
    let found = words.iter().filter(|word| text.contains(**word)).count();
    words.is_empty() || found * 5 >= words.len() * 3
}

/// Items that minutes often have under other words, at their top or end.
fn is_formal(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "apolog",
        "present",
        "welcome",
        "declaration",
        "any other business",
        "urgent",
        "exclusion",
        "next meeting",
        "minutes of",
        "notes of",
        "ymddiheuriadau",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

/// Where the row or paragraph with an anchor stands.
fn place(blocks: &[Block], anchor: &str) -> Option<Span> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Numbered(numbered) if *numbered.anchor == *anchor => Some(block.span),
        BlockKind::Heading(heading) if *heading.anchor == *anchor => Some(block.span),
        BlockKind::Numbered(numbered) => place(&numbered.blocks, anchor),
        BlockKind::Bullets(items) => items.iter().find_map(|item| place(item, anchor)),
        BlockKind::Table(table) => {
            let row = table.rows.iter().find(|row| row.number.as_ref().is_some_and(|(_, own)| **own == *anchor));
            row.map(|row| row.span)
        }
        _ => None,
    })
}
