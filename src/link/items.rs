//! Agenda item by item: the row of the agenda, the report behind it and its minute belong together.

use crate::load::fingerprint;
use crate::model::{Block, BlockKind, Filed, Inline, Item, Kind, MeetingId, Number, PaperId, Row as TableRow, Site};
use crate::parse::plain_text;

use super::{Target, for_each_link, resolve};

/// A row of an agenda while its papers are looked for.
struct Row {
    item: Item,
    /// The words of its title that carry meaning.
    words: Words,
    /// The papers it links to.
    links: Vec<PaperId>,
}

/// What a meeting considers, read from its agenda. Each paper and each minute goes to one item at most.
pub(super) fn of_meeting(site: &Site, id: MeetingId) -> Vec<Item> {
    let papers = &site.meeting(id).papers;
    let of_kind = |kind: Kind| papers.iter().copied().find(|id| site.paper(*id).kind == kind);
    let Some(agenda) = of_kind(Kind::Agenda) else { return Vec::new() };
    let mut rows = rows(site, agenda);
    for report in papers.iter().filter(|id| !matches!(site.paper(**id).kind, Kind::Agenda | Kind::Minutes)) {
        if let Some(place) = row_of(site, &rows, *report) {
            rows[place].item.papers.push(*report);
        }
    }
    if let Some(minutes) = of_kind(Kind::Minutes) {
        minute(site, minutes, &mut rows);
    }
    rows.into_iter().map(|row| row.item).collect()
}

/// The rows of an agenda, with the papers that each links to.
fn rows(site: &Site, agenda: PaperId) -> Vec<Row> {
    let filed = site.paper(agenda);
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |item: Item, links: Vec<PaperId>| rows.push(Row { words: words(&item.title), item, links });
    for block in &filed.paper.blocks {
        match &block.kind {
            BlockKind::Numbered(numbered) if numbered.depth == 0 => {
                let first = numbered.blocks.first();
                let Some(Block { kind: BlockKind::Paragraph(content), .. }) = first else { continue };
                add(item(filed, agenda, &numbered.number, &numbered.anchor, content), linked(site, filed, &numbered.blocks));
            }
            BlockKind::Heading(heading) if heading.level == 2 => {
                let Some(number) = &heading.number else { continue };
                add(item(filed, agenda, number, &heading.anchor, &heading.content), linked(site, filed, std::slice::from_ref(block)));
            }
            BlockKind::Table(table) => {
                for row in &table.rows {
                    let (Some((number, anchor)), Some(title)) = (&row.number, row.cells.get(1)) else { continue };
                    let mut item = item(filed, agenda, number, anchor, title);
                    let presenter = row.cells.get(2).map(|cell| plain_text(&filed.document.source, cell).trim().to_owned());
                    item.presenter = presenter.filter(|name| !name.is_empty());
                    add(item, linked_in_row(site, filed, row));
                }
            }
            _ => {}
        }
    }
    rows
}

/// A row's words: the first line, and after a tab who presents it.
fn item(filed: &Filed, agenda: PaperId, number: &Number, anchor: &str, content: &[Inline]) -> Item {
    let first_line = content.split(|inline| matches!(inline, Inline::LineBreak)).next().unwrap_or_default();
    let words = plain_text(&filed.document.source, first_line);
    let (title, presenter) = words.split_once('\t').unwrap_or((&words, ""));
    Item {
        label: number.label.clone(),
        title: title.trim().to_owned(),
        presenter: Some(presenter.trim().to_owned()).filter(|name| !name.is_empty()),
        agenda: (agenda, anchor.into()),
        papers: Vec::new(),
        minute: None,
    }
}

fn linked(site: &Site, filed: &Filed, blocks: &[Block]) -> Vec<PaperId> {
    let mut papers = Vec::new();
    if filed.paper.names.targets.is_empty() {
        return papers;
    }
    for_each_link(blocks, &mut |link| {
        if let Target::Paper(id, _) = resolve(site, filed.document.path(), &link.target) {
            papers.push(id);
        }
    });
    papers
}

fn linked_in_row(site: &Site, filed: &Filed, row: &TableRow) -> Vec<PaperId> {
    if filed.paper.names.targets.is_empty() {
        return Vec::new();
    }
    let cells = row.cells.iter().map(|cell| Block { span: row.span, kind: BlockKind::Paragraph(cell.clone()) });
    linked(site, filed, &cells.collect::<Vec<_>>())
}

/// The row a paper belongs to: by what its author says, by a link on the agenda, else by its title.
fn row_of(site: &Site, rows: &[Row], paper: PaperId) -> Option<usize> {
    let filed = site.paper(paper);
    if let Some(label) = &filed.item {
        return rows.iter().position(|row| row.item.label == *label);
    }
    let title = words(&filed.title);
    let linked = rows.iter().position(|row| row.links.contains(&paper));
    linked.or_else(|| rows.iter().position(|row| is_same(&row.words, &title)))
}

/// Finds where the minutes come to each item: a heading with its words, in the order of the minutes.
fn minute(site: &Site, minutes: PaperId, rows: &mut [Row]) {
    let filed = site.paper(minutes);
    for block in &filed.paper.blocks {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        let title = words(&plain_text(&filed.document.source, &heading.content));
        let row = rows.iter_mut().find(|row| row.item.minute.is_none() && is_same(&row.words, &title));
        if let Some(row) = row.filter(|_| heading.level >= 2) {
            row.item.minute = Some((minutes, heading.anchor.clone()));
        }
    }
}

/// Whether two titles are one matter's: the same words that carry meaning, or all those of the shorter within the longer.
fn is_same(one: &Words, other: &Words) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long && !short.is_empty() || short.len() >= 2 && short.iter().all(|word| long.binary_search(word).is_ok())
}

/// The marks of words, sorted, each once: thousands of titles are compared.
type Words = Vec<u64>;

fn words(title: &str) -> Words {
    const COMMON: [&str; 16] =
        ["the", "of", "and", "a", "an", "to", "for", "on", "in", "any", "update", "report", "item", "discussion", "presentation", "verbal"];
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !COMMON.contains(word));
    // "Declarations of interests" and "declaration of interest" are one item.
    let stems = words.map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word));
    let mut words: Words = stems.map(fingerprint::word).collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_matter() {
        let is_same = |one: &str, other: &str| is_same(&words(one), &words(other));
        assert!(is_same("Declarations of interests", "Declaration of Interest"));
        assert!(is_same("Night Time Economy Issues – Discussion", "Night Time Economy Issues"));
        assert!(is_same("Notes of the previous meeting – 15 March 2025", "Notes of the previous meeting"));
        assert!(!is_same("Budget", "Budget monitoring"));
        assert!(!is_same("Date of next meeting", "Notes of the previous meeting"));
        assert!(!is_same("Update", "Report"));
    }
}
