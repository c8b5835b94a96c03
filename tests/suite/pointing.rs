//! Cases of what words stand for, as text: each file of `tests/cases/pointing` holds a paper and the references, days, people
//! and acronyms that are read out of it. And what holds on any text: spans lie where they should, and time grows with length.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes the answers anew; the difference is then for a person to judge.

use std::sync::Arc;

use panelpress::link::appendices::Appendices;
use panelpress::model::{MentionForm, Paper, Pointer, Reference};
use panelpress::parse;
use panelpress::source::{Source, Span};
use proptest::prelude::*;

use crate::reading::part;
use crate::site::{files, project};

fn papers(text: &str) -> (Arc<Source>, Vec<Arc<Paper>>) {
    let source = Arc::new(Source::new("case.md", text));
    let (papers, _) = parse::source(&source, source.span());
    (source, papers)
}

/// One line for each thing read, in the order of the text.
fn answers(text: &str) -> String {
    let (source, papers) = papers(text);
    let appendices = Appendices::of(&source, &papers);
    let paper = |(place, paper): (usize, &Arc<Paper>)| {
        let mut lines = said(&source, paper, |label| appendices.target(place, label));
        lines.sort();
        lines.iter().map(|(span, line)| format!("{} {line}\n", source.line(span.start))).collect::<String>()
    };
    papers.iter().enumerate().map(paper).collect::<Vec<_>>().join("----\n")
}

fn said(source: &Source, paper: &Paper, appendix: impl Fn(&str) -> Option<usize>) -> Vec<(Span, String)> {
    let words = |span: Span| source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let reading = &paper.reading;
    let mut lines: Vec<(Span, String)> = Vec::new();
    for day in &reading.dates {
        let weekday = day.weekday.map(|weekday| format!(", {weekday:?}")).unwrap_or_default();
        let inferred = if day.year_inferred { ", year worked out" } else { "" };
        lines.push((day.span, format!("day “{}”: {}{weekday}{inferred}", words(day.span), day.date)));
    }
    for reference in &reading.references {
        lines.push((reference.span, format!("{} “{}”{}", reference.to.name(), words(reference.span), meaning(reference, &appendix))));
    }
    for mention in &reading.mentions {
        let form = match mention.form {
            MentionForm::Initials => "initials",
            MentionForm::Surname => "surname",
        };
        let name = mention.name.as_deref().unwrap_or("nobody known");
        lines.push((mention.span, format!("{form} “{}”: {name}", words(mention.span))));
    }
    for acronym in &reading.acronyms {
        lines.push((acronym.span, format!("acronym {}: {}", acronym.short, acronym.expansion)));
    }
    for joined in &reading.joined {
        let first = words(joined.second).split(' ').take(4).collect::<Vec<_>>().join(" ");
        lines.push((joined.first, format!("goes on in line {}: “{first} …”", source.line(joined.second.start))));
    }
    lines
}

fn meaning(reference: &Reference, appendix: impl Fn(&str) -> Option<usize>) -> String {
    match &reference.to {
        Pointer::Appendix(label) => {
            format!(": {label}{}", appendix(label).map(|place| format!(", paper {} of the file", place + 1)).unwrap_or_default())
        }
        Pointer::Meeting(date, Some(body)) => format!(": {body}, {date}"),
        Pointer::Meeting(date, None) => format!(": {date}"),
        Pointer::PossibleMeeting(date, body) => format!(": {}, {date}, if it met", body.as_deref().unwrap_or("the body")),
        Pointer::LastMeeting => ": the one before".to_owned(),
        Pointer::NextMeeting => ": the one after".to_owned(),
        Pointer::DecisionRecord(label) | Pointer::Minute(label) | Pointer::Url(label) | Pointer::Email(label) => format!(": {label}"),
    }
}

#[test]
fn words_stand_for_what_their_cases_say() {
    let folder = project().join("tests/cases/pointing");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let cases = files(&folder);
    assert!(cases.len() >= 8, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for (name, bytes) in cases {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        let (expected, got) = (part(&text, "expected"), answers(&part(&text, "paper").replace('·', " ")));
        if update {
            std::fs::write(folder.join(&name), text.replace(&format!("````expected\n{expected}"), &format!("````expected\n{got}")))
                .unwrap();
        } else if expected != got {
            wrong.push(format!("{name}\n--- expected\n{expected}--- read\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every span of what is read lies inside its paper, on the boundaries of characters.
fn assert_spans_hold(text: &str) {
    let (source, papers) = papers(text);
    for paper in &papers {
        let reading = &paper.reading;
        let spans = reading.dates.iter().map(|day| day.span);
        let spans = spans.chain(reading.references.iter().map(|reference| reference.span));
        let spans = spans.chain(reading.mentions.iter().map(|mention| mention.span));
        let spans = spans.chain(reading.acronyms.iter().map(|acronym| acronym.span));
        let spans = spans.chain(reading.present.iter().chain(&reading.apologies).map(|person| person.span));
        let spans = spans.chain(reading.joined.iter().flat_map(|joined| [joined.first, joined.second]));
        for span in spans {
            assert!(source.text().get(span.range()).is_some(), "{span:?} cuts a character\n{text:?}");
            assert!(paper.span.start <= span.start && span.end <= paper.span.end, "{span:?} is outside {:?}\n{text:?}", paper.span);
        }
        for pair in reading.dates.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start, "days are out of order\n{text:?}");
        }
        for pair in reading.references.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start, "references are out of order\n{text:?}");
        }
    }
}

/// What recognisers look for, and what could trip them.
const PIECES: [&str; 44] = [
    "Present\n\nAmara Ash – Chair\nBeth Birch (BB), Clerk\n\n",
    "Apologies\n\nAnn Ash\n\n",
    "AA noted that ",
    "AA, BB and ",
    "[AA/BB]",
    "Action: BB\n\n",
    "the AA ",
    "Cllrs Ash, Birch and ",
    "Cllr. Ash ",
    "Chief Inspector ",
    "2nd, 9th and 16th May 2024",
    "from 28 December to 3 January",
    "20<sup>th</sup> March",
    "April 1<sup>st</sup> 2020",
    "12-13 June ",
    "the meeting held on ",
    "the last meeting of the ",
    "minutes of the ",
    "Appendix 1, 2 and ",
    "Appendices A to ",
    "minute 41/22 and ",
    "Decision Record 100–2015",
    "Estermere Safety Board (ESB) ",
    "ESB (Estermere Safety Board)",
    "(AAAAAAAAA) ",
    "a a a a ",
    "the ",
    "<http://example.org/a_(b)> ",
    "www.example.org/ŵ, ",
    "clerk@example.org.",
    "[x](mailto:a@b.cy) ",
    "@",
    "<",
    "(",
    "…and it stops in the middle of a long sentence because the page ended in the",
    "\n\nmiddle of it, and goes on.",
    "\n\n",
    "\n",
    "- ",
    "1. ",
    "**",
    "| AA | Ŵyn |\n|---|---|\n",
    "é’“",
    "\n\n\n\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_generated_papers_lie_where_they_should(places in prop::collection::vec(0..PIECES.len(), 1..24)) {
        assert_spans_hold(&places.iter().map(|place| PIECES[*place]).collect::<String>());
    }

    #[test]
    fn spans_of_any_text_lie_where_they_should(text in "\\PC{0,120}") {
        assert_spans_hold(&text);
    }
}

/// What reading a text asks of the allocator, in bytes: the work that can be counted, whatever else the machine does.
fn work(text: &str) -> u64 {
    let counted = allocation_counter::measure(|| assert!(!papers(text).1.is_empty()));
    counted.bytes_total
}

#[test]
fn work_grows_with_the_length_of_a_text_and_no_faster() {
    let record = "Estermere Panel\n\n3 May 2024\n\nPresent\n\nAmara Ash – Chair\nBeth Birch, Clerk\n\nNotes\n\n";
    let heavy: Vec<String> = PIECES
        .iter()
        .filter_map(|piece| {
            let long = |bytes: usize| record.to_owned() + &piece.repeat(bytes / piece.len());
            let (once, twice) = (work(&long(32_000)), work(&long(64_000)));
            // Twice the text is twice the work, and what a table grows by at once; four times where all is copied again for each part.
            (twice > once * 3).then(|| format!("{piece:?}: {once}, {twice}"))
        })
        .collect();
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}
