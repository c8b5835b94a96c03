//! Agenda item by item: the row of the agenda, the report behind it and its minute belong together.

use std::collections::BTreeSet;

use crate::model::{Block, BlockKind, Filed, Inline, Item, Kind, MeetingId, Number, PaperId, Site};
use crate::parse::plain_text;

use super::{Target, for_each_link, resolve};

/// What a meeting considers, read from its agenda. Each paper and each minute goes to one item at most.
pub(super) fn of_meeting(site: &Site, id: MeetingId) -> Vec<Item> {
    let papers = &site.meeting(id).papers;
    let of_kind = |kind: Kind| papers.iter().copied().find(|id| site.paper(*id).kind == kind);
    let Some(agenda) = of_kind(Kind::Agenda) else { return Vec::new() };
    let mut items = rows(site, agenda);
    let reports: Vec<PaperId> = papers.iter().copied().filter(|id| !matches!(site.paper(*id).kind, Kind::Agenda | Kind::Minutes)).collect();
    for report in reports {
        if let Some(place) = item_of(site, &items, report) {
            items[place].0.papers.push(report);
        }
    }
    let mut items: Vec<Item> = items.into_iter().map(|(item, _)| item).collect();
    if let Some(minutes) = of_kind(Kind::Minutes) {
        minute(site, minutes, &mut items);
    }
    items
}

/// The rows of an agenda, with the papers that each links to.
fn rows(site: &Site, agenda: PaperId) -> Vec<(Item, Vec<PaperId>)> {
    let filed = site.paper(agenda);
    let mut rows = Vec::new();
    for block in &filed.paper.blocks {
        match &block.kind {
            BlockKind::Numbered(numbered) if numbered.depth == 0 => {
                let first = numbered.blocks.first();
                let Some(Block { kind: BlockKind::Paragraph(content), .. }) = first else { continue };
                rows.push((item(filed, agenda, &numbered.number, &numbered.anchor, content), linked(site, filed, &numbered.blocks)));
            }
            BlockKind::Heading(heading) if heading.level == 2 => {
                let Some(number) = &heading.number else { continue };
                rows.push((
                    item(filed, agenda, number, &heading.anchor, &heading.content),
                    linked(site, filed, std::slice::from_ref(block)),
                ));
            }
            BlockKind::Table(table) => {
                for row in &table.rows {
                    let (Some((number, anchor)), Some(title)) = (&row.number, row.cells.get(1)) else { continue };
                    let mut item = item(filed, agenda, number, anchor, title);
                    let presenter = row.cells.get(2).map(|cell| plain_text(&filed.document.source, cell).trim().to_owned());
                    item.presenter = presenter.filter(|name| !name.is_empty());
                    let links =
                        row.cells.iter().map(|cell| Block { span: row.span, kind: BlockKind::Paragraph(cell.clone()) }).collect::<Vec<_>>();
                    rows.push((item, linked(site, filed, &links)));
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
    for_each_link(blocks, &mut |link| {
        if let Target::Paper(id, _) = resolve(site, filed.document.path(), &link.target) {
            papers.push(id);
        }
    });
    papers
}

/// The item a paper belongs to: by what its author says, by a link on the agenda, else by its title.
fn item_of(site: &Site, items: &[(Item, Vec<PaperId>)], paper: PaperId) -> Option<usize> {
    let filed = site.paper(paper);
    if let Some(label) = &filed.item {
        return items.iter().position(|(item, _)| item.label == *label);
    }
    let linked = items.iter().position(|(_, papers)| papers.contains(&paper));
    linked.or_else(|| items.iter().position(|(item, _)| is_same(&item.title, &filed.title)))
}

/// Finds where the minutes come to each item: a heading with its words, in the order of the agenda.
fn minute(site: &Site, minutes: PaperId, items: &mut [Item]) {
    let filed = site.paper(minutes);
    let headings = filed.paper.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level >= 2 => Some((plain_text(&filed.document.source, &heading.content), &heading.anchor)),
        _ => None,
    });
    let mut taken = vec![false; items.len()];
    for (title, anchor) in headings {
        let place = items.iter().enumerate().position(|(place, item)| !taken[place] && is_same(&item.title, &title));
        if let Some(place) = place {
            taken[place] = true;
            items[place].minute = Some((minutes, anchor.clone()));
        }
    }
}

/// Whether two titles are one matter's: the same words that carry meaning, or all those of the shorter within the longer.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short == long && !short.is_empty() || short.len() >= 2 && short.is_subset(long)
}

fn words(title: &str) -> BTreeSet<String> {
    const COMMON: [&str; 16] =
        ["the", "of", "and", "a", "an", "to", "for", "on", "in", "any", "update", "report", "item", "discussion", "presentation", "verbal"];
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !COMMON.contains(word));
    // "Declarations of interests" and "declaration of interest" are one item.
    words.map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_matter() {
        assert!(is_same("Declarations of interests", "Declaration of Interest"));
        assert!(is_same("Night Time Economy Issues – Discussion", "Night Time Economy Issues"));
        assert!(is_same("Notes of the previous meeting – 15 March 2025", "Notes of the previous meeting"));
        assert!(!is_same("Budget", "Budget monitoring"));
        assert!(!is_same("Date of next meeting", "Notes of the previous meeting"));
        assert!(!is_same("Update", "Report"));
    }
}
