//! Any bytes → papers, without a panic; every span lies inside its paper and on the boundaries of characters.
//!
//! `cargo +nightly fuzz run parse fuzz/corpus/parse tests/cases/pointing tests/cases/reading tests/cases/strangers`

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use panelpress::export::inspect::inspect;
use panelpress::model::{Block, BlockKind, Document, Paper};
use panelpress::parse;
use panelpress::source::{Source, Span};

fuzz_target!(|bytes: &[u8]| {
    let source = Arc::new(Source::from_bytes("paper.md", bytes.to_vec()));
    let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
    let parsed = parse::document(&document);
    for paper in &parsed.papers {
        let holds = |span: Span| holds(&document.source, paper, span);
        blocks(&paper.blocks, &holds);
        reading(paper, &holds);
    }
    // What is printed is made of spans as well.
    let _ = inspect(&parsed);
});

fn holds(source: &Source, paper: &Paper, span: Span) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} cuts a character");
    assert!(paper.span.start <= span.start && span.end <= paper.span.end, "{span:?} is outside {:?}", paper.span);
}

fn blocks(all: &[Block], holds: &impl Fn(Span)) {
    for block in all {
        holds(block.span);
        match &block.kind {
            BlockKind::Numbered(numbered) => {
                holds(numbered.number.printed);
                blocks(&numbered.blocks, holds);
            }
            BlockKind::Bullets(items) => items.iter().for_each(|item| blocks(item, holds)),
            BlockKind::Quote(inner) | BlockKind::Footnote(_, inner) => blocks(inner, holds),
            BlockKind::Table(table) => table.rows.iter().for_each(|row| holds(row.span)),
            _ => {}
        }
    }
}

fn reading(paper: &Paper, holds: &impl Fn(Span)) {
    let reading = &paper.reading;
    reading.present.iter().chain(&reading.apologies).for_each(|person| holds(person.span));
    reading.declarations.iter().for_each(|declaration| holds(declaration.span));
    reading.actions.iter().for_each(|action| holds(action.span));
    reading.actions.iter().filter_map(|action| action.due_words).for_each(holds);
    reading.decisions.iter().for_each(|decision| holds(decision.span));
    reading.approves.iter().for_each(|approval| holds(approval.span));
    reading.next_meeting.iter().for_each(|next| holds(next.span));
    reading.references.iter().for_each(|reference| holds(reference.span));
    reading.dates.iter().for_each(|day| holds(day.span));
    reading.mentions.iter().for_each(|mention| holds(mention.span));
    reading.acronyms.iter().for_each(|acronym| holds(acronym.span));
    reading.joined.iter().for_each(|joined| [joined.first, joined.second].into_iter().for_each(holds));
}
