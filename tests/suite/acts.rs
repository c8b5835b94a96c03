//! Cases of what minutes record, as text: each file of `tests/cases/acts` holds a paper and what is read out of it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes the answers anew; the difference is then for a person to judge.

use std::sync::Arc;

use panelpress::model::{Document, Reading};
use panelpress::parse;
use panelpress::source::{Source, Span};

use crate::reading::part;
use crate::site::{files, project};

/// One line for each thing read: where, what, and its parts.
fn told(source: &Source, reading: &Reading) -> String {
    let line = |span: Span| source.line(span.start);
    let or = |label: &str, value: Option<String>| value.map(|value| format!(" [{label} {value}]")).unwrap_or_default();
    let mut out: Vec<(usize, String)> = Vec::new();
    for action in &reading.actions {
        let owners = action.owners.join(", ");
        let kind = format!("{:?}", action.kind).to_lowercase();
        let due = or("due", action.due.map(|due| due.to_string()));
        out.push((line(action.span), format!("action {kind} ({owners}){due} {}", action.text)));
    }
    for decision in &reading.decisions {
        let more = [
            or("number", decision.number.as_deref().map(str::to_owned)),
            or("proposed", decision.proposer.clone()),
            or("seconded", decision.seconder.clone()),
            or("vote", decision.vote.clone()),
        ];
        out.push((line(decision.span), format!("{}{} {}", decision.kind.name(), more.concat(), decision.text)));
    }
    out.extend(reading.declarations.iter().map(|said| (line(said.span), format!("declaration ({}) {}", said.who.join(", "), said.text))));
    out.extend(reading.approves.iter().map(|approval| (line(approval.span), format!("approves {}", approval.date))));
    out.extend(reading.next_meeting.iter().map(|next| {
        let start = or("at", next.start.map(|time| time.strftime("%H:%M").to_string()));
        (line(next.span), format!("next meeting {}{start}{}", next.date, or("in", next.venue.clone())))
    }));
    out.sort_by_key(|(line, _)| *line);
    out.iter().map(|(line, told)| format!("{line}: {told}\n")).collect()
}

fn read(text: &str) -> String {
    let source = Arc::new(Source::new("case.md", text));
    let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
    let papers = parse::document(&document).papers;
    papers.iter().map(|paper| told(&document.source, &paper.reading)).collect()
}

#[test]
fn what_minutes_record_is_read_as_their_cases_say() {
    let folder = project().join("tests/cases/acts");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let cases = files(&folder);
    assert!(cases.len() >= 10, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for (name, bytes) in cases {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        let (expected, got) = (part(&text, "expected"), read(part(&text, "paper")));
        if update {
            std::fs::write(folder.join(&name), text.replace(&format!("````expected\n{expected}"), &format!("````expected\n{got}")))
                .unwrap();
        } else if expected != got {
            wrong.push(format!("{name}\n--- expected\n{expected}--- read\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
