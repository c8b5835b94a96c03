//! Cases of reading, as text: each file of `tests/cases/reading` holds a paper and the outline that is read out of it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes the outlines anew; the difference is then for a person to judge.

use std::sync::Arc;

use panelpress::model::{Block, BlockKind, Document, Paper};
use panelpress::parse;
use panelpress::source::Source;

use crate::site::{files, project};

/// One line a block: how deep, what, its anchor and its words.
fn outline(source: &Source, paper: &Paper) -> String {
    let head = &paper.head;
    let mut out = String::new();
    let mut say = |name: &str, value: Option<String>| value.iter().for_each(|value| out.push_str(&format!("{name}: {value}\n")));
    say("kind", head.kind.map(|kind| kind.name().to_owned()));
    say("title", head.title.as_ref().map(|title| title.value.clone()));
    say("body", head.body.as_ref().map(|body| body.value.clone()));
    say("date", head.date.as_ref().map(|date| date.value.to_string()));
    say("start", head.start.map(|time| time.strftime("%H:%M").to_string()));
    say("end", head.end.map(|time| time.strftime("%H:%M").to_string()));
    say("venue", head.venue.as_ref().map(|venue| venue.value.clone()));
    say("draft", head.draft.map(|_| "yes".to_owned()));
    blocks(source, &paper.blocks, 0, &mut out);
    out
}

fn blocks(source: &Source, list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let indent = "  ".repeat(depth);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let number = heading.number.as_ref().map(|number| format!("[{}] ", number.label)).unwrap_or_default();
                let words = parse::plain_text(source, &heading.content);
                out.push_str(&format!("{indent}h{} #{} {number}{}\n", heading.level, heading.anchor, words.trim()));
            }
            BlockKind::Paragraph(content) => {
                let lines = parse::plain_text(source, content).trim().to_owned();
                let breaks = content.iter().filter(|inline| matches!(inline, panelpress::model::Inline::LineBreak)).count();
                let breaks = if breaks > 0 { format!(" ({breaks} line ends meant)") } else { String::new() };
                out.push_str(&format!("{indent}p {lines}{breaks}\n"));
            }
            BlockKind::Numbered(numbered) => {
                out.push_str(&format!("{indent}[{}] #{} depth {}\n", numbered.number.label, numbered.anchor, numbered.depth));
                blocks(source, &numbered.blocks, depth + 1, out);
            }
            BlockKind::Bullets(items) => {
                for item in items {
                    out.push_str(&format!("{indent}- \n"));
                    blocks(source, item, depth + 1, out);
                }
            }
            BlockKind::Quote(inner) => {
                out.push_str(&format!("{indent}quote\n"));
                blocks(source, inner, depth + 1, out);
            }
            BlockKind::Table(table) => {
                for row in &table.rows {
                    let number = row.number.as_ref().map(|(number, anchor)| format!("[{}] #{anchor} ", number.label)).unwrap_or_default();
                    let cells: Vec<String> = row.cells.iter().map(|cell| parse::plain_text(source, cell)).collect();
                    out.push_str(&format!("{indent}row {number}{}\n", cells.join(" | ")));
                }
            }
            BlockKind::Code { info, .. } => out.push_str(&format!("{indent}code {info}\n")),
            BlockKind::Definitions(list) => out.push_str(&format!("{indent}definitions {}\n", list.len())),
            BlockKind::Footnote(label, _) => out.push_str(&format!("{indent}footnote {label}\n")),
            BlockKind::Html(_) => out.push_str(&format!("{indent}html\n")),
            BlockKind::Rule => out.push_str(&format!("{indent}rule\n")),
        }
    }
}

/// The text between a line and the next of the same fence.
pub fn part<'t>(text: &'t str, name: &str) -> &'t str {
    let opening = format!("````{name}\n");
    let start = text.find(&opening).unwrap_or_else(|| panic!("no {opening}")) + opening.len();
    &text[start..start + text[start..].find("````").expect("the fence is closed")]
}

fn read(text: &str) -> String {
    let source = Arc::new(Source::new("case.md", text));
    let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
    let parsed = parse::document(&document);
    let outlines: Vec<String> = parsed.papers.iter().map(|paper| outline(&document.source, paper)).collect();
    let findings: String =
        parsed.report.sorted().iter().map(|finding| format!("{}: line {}\n", finding.rule.name, finding.positions().0.line)).collect();
    format!("{}{findings}", outlines.join("----\n"))
}

#[test]
fn papers_are_read_as_their_cases_say() {
    let folder = project().join("tests/cases/reading");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let cases = files(&folder);
    assert!(cases.len() >= 10, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for (name, bytes) in cases {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        // Blanks and tabs that editors would take away are written as marks.
        let paper = part(&text, "paper").replace('→', "\t").replace('·', " ");
        let (expected, got) = (part(&text, "expected"), read(&paper));
        if update {
            std::fs::write(folder.join(&name), text.replace(&format!("````expected\n{expected}"), &format!("````expected\n{got}")))
                .unwrap();
        } else if expected != got {
            wrong.push(format!("{name}\n--- expected\n{expected}--- read\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
