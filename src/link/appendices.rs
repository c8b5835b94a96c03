//! Papers of one file → which of them is "Appendix 2". A pack that was converted whole holds a report and what is appended to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Kind, Paper, Pointer};
use crate::source::{Source, Span};

/// How many lines at the top of a paper may say which appendix it is.
const TOP: usize = 4;

/// The appendices among the papers of one file.
#[derive(Debug, Default)]
pub struct Appendices {
    /// Labels that papers print at their own top, in lower case, with the place of the paper.
    printed: Vec<(String, usize)>,
    /// Where no paper prints one: labels in their order, from the paper after the report that names them.
    by_order: Vec<(String, usize)>,
}

impl Appendices {
    /// Looks at all papers of a file.
    pub fn of(source: &Source, papers: &[Arc<Paper>]) -> Self {
        let printed: Vec<(String, usize)> =
            papers.iter().enumerate().filter_map(|(place, paper)| Some((own_label(source, paper)?, place))).collect();
        let by_order = if printed.is_empty() { by_order(papers) } else { Vec::new() };
        Self { printed, by_order }
    }

    /// The paper that a label means in the paper at a place: the next one so labelled, else the last before it.
    pub fn target(&self, from: usize, label: &str) -> Option<usize> {
        let label = label.to_lowercase();
        let named = |known: &&(String, usize)| known.0 == label && known.1 != from;
        let after = self.printed.iter().filter(named).find(|(_, place)| *place > from);
        let found = after.or_else(|| self.printed.iter().rev().find(named)).or_else(|| self.by_order.iter().find(named));
        found.map(|(_, place)| *place)
    }
}

/// "Appendix 2" on a line of its own, or before the title, at the top of a paper.
fn own_label(source: &Source, paper: &Paper) -> Option<String> {
    let title = paper.head.title.as_ref().map(|title| title.value.as_str());
    let end = paper.head.title.as_ref().map_or(paper.span.start, |title| title.span.end);
    let top = source.slice(Span { start: paper.span.start, end: paper.span.end });
    let lines = top.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP);
    let above = lines.take_while(|line| line.as_ptr() as usize - source.text().as_ptr() as usize <= end as usize);
    title.into_iter().chain(above).find_map(label_of)
}

/// The label of a line that begins with "Appendix" and has nothing, or a mark and a title, after it.
fn label_of(line: &str) -> Option<String> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "#*_[](".contains(c));
    let (word, rest) = line.split_once(char::is_whitespace)?;
    if !["appendix", "annex", "annexe", "atodiad"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let label: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let after = rest[label.len()..].trim_start();
    let ends = after.is_empty() || after.starts_with([':', '-', '–', '—', '.', ')', ']', '*', '(']);
    ((1..=4).contains(&label.len()) && ends).then(|| label.to_lowercase())
}

/// The first report names as many appendices as papers follow it: they are in order.
fn by_order(papers: &[Arc<Paper>]) -> Vec<(String, usize)> {
    let Some(report) = papers.iter().position(|paper| paper.head.kind == Some(Kind::Report)) else { return Vec::new() };
    let named: BTreeSet<Box<str>> = papers[report]
        .reading
        .references
        .iter()
        .filter_map(|reference| match &reference.to {
            Pointer::Appendix(label) => Some(label.to_lowercase().into()),
            _ => None,
        })
        .collect();
    let mut named: Vec<Box<str>> = named.into_iter().collect();
    named.sort_by_key(|label| (label.len(), label.clone()));
    let counted = named.iter().zip(1u8..).all(|(label, number)| **label == *number.to_string())
        || named.iter().zip(b'a'..).all(|(label, letter)| **label == *char::from(letter).to_string());
    match counted && !named.is_empty() && papers.len() - report - 1 == named.len() {
        true => named.into_iter().zip(report + 1..).map(|(label, place)| (label.into(), place)).collect(),
        false => Vec::new(),
    }
}
