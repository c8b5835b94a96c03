//! Papers in notations that nobody had in mind when the reading was written, each with what a careful reader would answer. They
//! are scored, not matched one by one: a wrong name is worse than a missing one, and the bounds below say by how much.

use std::collections::BTreeMap;
use std::sync::Arc;

use panelpress::model::{Attendee, Document};
use panelpress::parse;
use panelpress::source::Source;
use serde_json::Value as Json;

use crate::site::{files, project};

/// How often each name is in a list.
fn counted(names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    names.fold(BTreeMap::new(), |mut counts, name| {
        *counts.entry(name.trim_end_matches('.').to_lowercase()).or_default() += 1;
        counts
    })
}

fn expected(paper: &Json, list: &str) -> BTreeMap<String, usize> {
    let people = paper.get(list).and_then(Json::as_array).into_iter().flatten();
    counted(people.filter_map(|person| person.get("name")?.as_str().map(str::to_owned)))
}

fn read(list: &[Attendee]) -> BTreeMap<String, usize> {
    counted(list.iter().map(|attendee| attendee.name.clone()))
}

#[test]
fn attendance_is_read_in_other_notations() {
    let cases = files(&project().join("tests/cases/strangers"));
    let (mut right, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    for (name, bytes) in cases.iter().filter(|(name, _)| name.ends_with(".md") && !name.starts_with("README")) {
        let answers: Json = serde_json::from_slice(&cases[&name.replace(".md", ".json")]).unwrap();
        let source = Arc::new(Source::from_bytes(name.as_str(), bytes.clone()));
        let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
        let parsed = parse::document(&document);
        for (place, answer) in answers["papers"].as_array().unwrap().iter().enumerate() {
            let Some(paper) = parsed.papers.get(place) else { continue };
            let lists = [("present", &paper.reading.present), ("apologies", &paper.reading.apologies)];
            for (list, people) in lists {
                let (want, got) = (expected(answer, list), read(people));
                for (person, times) in &got {
                    let hit = (*times).min(want.get(person).copied().unwrap_or(0));
                    right += hit;
                    wrong.extend((hit < *times).then(|| format!("{name}: {person}")));
                }
                missed.extend(
                    want.into_iter().filter(|(person, times)| got.get(person).copied().unwrap_or(0) < *times).map(|(person, _)| person),
                );
            }
        }
    }
    let (precision, recall) = (right as f64 / (right + wrong.len()) as f64, right as f64 / (right + missed.len()) as f64);
    assert!(right > 150, "only {right} people");
    assert!(precision >= 0.98, "precision {precision:.3}: {wrong:?}");
    assert!(recall >= 0.9, "recall {recall:.3}: {missed:?}");
}
