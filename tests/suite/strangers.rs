//! Papers in notations that nobody had in mind when the reading was written, each with what a careful reader would answer. They
//! are scored, not matched one by one: a wrong name is worse than a missing one, and the bounds below say by how much.

use std::collections::BTreeMap;
use std::sync::Arc;

use panelpress::export::inspect::inspect;
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

/// Each stranger: its name, what is read of it and what a careful reader answers.
fn strangers() -> Vec<(String, parse::Parsed, Json)> {
    let cases = files(&project().join("tests/cases/strangers"));
    let papers = cases.iter().filter(|(name, _)| name.ends_with(".md") && !name.starts_with("README"));
    let read = papers.map(|(name, bytes)| {
        let answers: Json = serde_json::from_slice(&cases[&name.replace(".md", ".json")]).unwrap();
        let source = Arc::new(Source::from_bytes(name.as_str(), bytes.clone()));
        let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
        (name.clone(), parse::document(&document), answers)
    });
    read.collect()
}

/// What was found and what was not, over all papers.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Tally {
    /// Counts the entries of one list of one paper.
    fn count(&mut self, name: &str, want: BTreeMap<String, usize>, got: BTreeMap<String, usize>) {
        for (entry, times) in &got {
            let hit = (*times).min(want.get(entry).copied().unwrap_or(0));
            self.right += hit;
            self.wrong.extend((hit < *times).then(|| format!("{name}: {entry}")));
        }
        let missed = want.into_iter().filter(|(entry, times)| got.get(entry).copied().unwrap_or(0) < *times);
        self.missed.extend(missed.map(|(entry, _)| format!("{name}: {entry}")));
    }

    fn holds(&self, what: &str, least: usize, least_precision: f64, least_recall: f64) {
        let right = self.right as f64;
        let (precision, recall) = (right / (self.right + self.wrong.len()) as f64, right / (self.right + self.missed.len()) as f64);
        assert!(self.right >= least, "{what}: only {}", self.right);
        assert!(precision >= least_precision, "{what}: precision {precision:.3}: {:?}", self.wrong);
        assert!(recall >= least_recall, "{what}: recall {recall:.3}: {:?}", self.missed);
    }
}

#[test]
fn attendance_is_read_in_other_notations() {
    let mut tally = Tally::default();
    for (name, parsed, answers) in strangers() {
        for (place, answer) in answers["papers"].as_array().unwrap().iter().enumerate() {
            let Some(paper) = parsed.papers.get(place) else { continue };
            tally.count(&name, expected(answer, "present"), read(&paper.reading.present));
            tally.count(&name, expected(answer, "apologies"), read(&paper.reading.apologies));
        }
    }
    tally.holds("attendance", 150, 0.98, 0.9);
}

/// All lists that are equally right: the answer, and those that the reader calls fair.
fn fair(answers: &Json, path: &str) -> Vec<Json> {
    let own = answers.pointer(&format!("/{}", path.replace(['[', '.'], "/").replace(']', ""))).cloned();
    let others = answers["fair"].get(path).and_then(Json::as_array).cloned().unwrap_or_default();
    let mut lists: Vec<Json> = own.into_iter().collect();
    for (key, values) in answers["fair"].as_object().into_iter().flatten() {
        // One value of one entry: `papers[0].decisions[1].kind`.
        let entry = key.strip_prefix(path).and_then(|rest| rest.strip_prefix('[')?.split_once("].")).filter(|(_, field)| *field == "kind");
        let Some((index, field)) = entry else { continue };
        let index: usize = index.parse().unwrap();
        let mut varied = Vec::new();
        for (list, value) in lists.iter().flat_map(|list| values.as_array().unwrap().iter().map(move |value| (list, value))) {
            let mut list = list.clone();
            list[index][field] = value.clone();
            varied.push(list);
        }
        lists.extend(varied);
    }
    lists.extend(others);
    lists
}

/// How two lists of entries differ: false finds and misses.
fn distance(want: &BTreeMap<String, usize>, got: &BTreeMap<String, usize>) -> usize {
    let surplus = |one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| {
        one.iter().map(|(entry, times)| times.saturating_sub(other.get(entry).copied().unwrap_or(0))).sum::<usize>()
    };
    surplus(want, got) + surplus(got, want)
}

/// Scores one list of the contract. Of several fair answers that counts which is nearest to what was read.
fn scored(field: &str, entry: impl Fn(&Json) -> String) -> Tally {
    let mut tally = Tally::default();
    for (name, parsed, answers) in strangers() {
        let inspected = serde_json::to_value(inspect(&parsed)).unwrap();
        for (place, answer) in answers["papers"].as_array().unwrap().iter().enumerate() {
            // A trap has no keys for what may not be found in it.
            let judged = answer.get(field).is_some()
                || answers["trap_note"].as_str().is_some_and(|note| note.split(':').next().unwrap().contains(field));
            if !judged {
                continue;
            }
            let list = |json: &Json| match json {
                Json::Array(list) => counted(list.iter().map(&entry)),
                Json::Null => BTreeMap::new(),
                one => counted(std::iter::once(entry(one))),
            };
            let got = list(inspected.pointer(&format!("/papers/{place}/{field}")).unwrap_or(&Json::Null));
            let answers = fair(&answers, &format!("papers[{place}].{field}"));
            let want = answers.iter().map(list).min_by_key(|want| distance(want, &got)).unwrap_or_default();
            tally.count(&name, want, got);
        }
    }
    tally
}

fn line(entry: &Json) -> String {
    entry["line"].to_string()
}

#[test]
fn actions_are_read_in_other_notations() {
    scored("actions", line).holds("actions", 35, 0.97, 0.92);
}

#[test]
fn decisions_are_read_in_other_notations() {
    scored("decisions", |entry| format!("{} {}", line(entry), entry["kind"])).holds("decisions", 45, 0.97, 0.92);
}

#[test]
fn minutes_approved_are_read_in_other_notations() {
    scored("approves", |entry| entry.as_str().unwrap_or_default().to_owned()).holds("approves", 18, 0.97, 0.9);
}

#[test]
fn next_meetings_are_read_in_other_notations() {
    scored("next_meeting", |entry| entry["date"].to_string()).holds("next_meeting", 24, 0.97, 0.92);
}

/// Reads every Markdown file below a folder that is no record of anything, say the sources of other programs:
/// `PANELPRESS_READ_ALL=~/.cargo/registry/src cargo test --test suite read_all -- --ignored --nocapture`.
#[test]
#[ignore = "it needs a folder of foreign texts"]
fn read_all_finds_no_meetings_where_there_are_none() {
    let root = std::env::var("PANELPRESS_READ_ALL").unwrap();
    let (mut read, mut found) = (0, Vec::new());
    let texts = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file() && entry.path().extension().is_some_and(|end| end == "md"));
    for entry in texts {
        let source = Arc::new(Source::from_bytes(entry.path().to_string_lossy(), std::fs::read(entry.path()).unwrap()));
        let document = Arc::new(Document { body: source.span(), source, front: Default::default(), folder: Default::default() });
        read += 1;
        for paper in &parse::document(&document).papers {
            let reading = &paper.reading;
            let line = |span: panelpress::source::Span| format!("{}:{}", entry.path().display(), document.source.line(span.start));
            found.extend(reading.actions.iter().map(|action| format!("action {} {}", line(action.span), action.text)));
            found.extend(reading.decisions.iter().map(|decision| format!("decision {} {}", line(decision.span), decision.text)));
            found.extend(reading.present.iter().map(|attendee| format!("present {} {}", line(attendee.span), attendee.name)));
            found.extend(reading.next_meeting.iter().map(|next| format!("next meeting {} {}", line(next.span), next.date)));
            found.extend(reading.declarations.iter().map(|declared| format!("declaration {} {}", line(declared.span), declared.text)));
        }
    }
    println!("{read} files, {} finds\n{}", found.len(), found.join("\n"));
    assert!(found.len() * 200 <= read, "{} finds in {read} files", found.len());
}
