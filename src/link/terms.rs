//! The glossary and the papers' own words → what stands for what, and where each term is used.

use std::collections::BTreeMap;

use crate::model::{Glossary, Meaning, PaperId, Site, Term};

/// Every term that a public paper uses, with all that it is said to stand for.
pub(super) fn find(site: &mut Site, glossary: &Glossary) {
    let mut terms: BTreeMap<Box<str>, Term> = BTreeMap::new();
    for entry in &glossary.term {
        let meaning = Meaning { expansion: entry.meaning.clone(), by: None };
        terms.insert(
            entry.short.as_str().into(),
            Term { short: entry.short.as_str().into(), meanings: vec![meaning], note: entry.note.clone(), used_in: Vec::new() },
        );
    }
    for (place, filed) in site.papers.iter().enumerate() {
        for acronym in &filed.paper.reading.acronyms {
            let new = || Term { short: acronym.short.clone(), meanings: Vec::new(), note: None, used_in: Vec::new() };
            let term = terms.entry(acronym.short.clone()).or_insert_with(new);
            if !term.meanings.iter().any(|meaning| is_same(&meaning.expansion, &acronym.expansion)) {
                term.meanings.push(Meaning { expansion: acronym.expansion.clone(), by: Some(PaperId(place)) });
            }
        }
    }
    for (place, filed) in site.papers.iter().enumerate() {
        for word in &filed.paper.reading.capitals {
            if let Some(term) = terms.get_mut(word) {
                term.used_in.push(PaperId(place));
            }
        }
    }
    let mut terms: Vec<Term> = terms.into_values().filter(|term| !term.used_in.is_empty()).collect();
    terms.sort_by_cached_key(|term| (term.short.to_lowercase(), term.short.clone()));
    site.record.terms = terms;
    site.record.glossary = glossary.term.iter().map(|entry| entry.short.as_str().into()).collect();
}

/// Whether two expansions say the same, whatever their capitals, hyphens and plurals.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect::<Vec<_>>()
    };
    plain(one) == plain(other)
}
