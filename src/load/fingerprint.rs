//! Words → one-way marks of runs of them, by which text that may not be seen is recognised without being kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

/// How many words make a run. Shorter ones are common speech, longer ones would miss a quoted sentence.
pub const RUN: usize = 8;

/// How many words on end make a passage that was taken from another paper, and not only its form of words.
const PASSAGE: usize = 16;

/// How many words of a run must say something that not every paper says.
const TELLING: usize = 2;

/// Words of a text in lower case: runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The mark of every run of `run` words; one mark of the whole where there are fewer.
pub fn runs<'t>(words: impl Iterator<Item = &'t str>, run: usize) -> impl Iterator<Item = u64> {
    let mut window: std::collections::VecDeque<u64> = std::collections::VecDeque::with_capacity(run);
    words.filter_map(move |word| {
        if window.len() == run {
            window.pop_front();
        }
        window.push_back(self::word(word));
        (window.len() == run).then(|| mark(window.iter().copied()))
    })
}

/// The mark of a word, in whichever case.
pub fn word(word: &str) -> u64 {
    match word.chars().any(char::is_uppercase) {
        true => xxh3_64(word.to_lowercase().as_bytes()),
        false => xxh3_64(word.as_bytes()),
    }
}

/// The marks of words that tell nothing by themselves: of the language, of committees, numbers below a hundred and years.
pub(super) fn common() -> HashSet<u64> {
    let words = include_str!("words/common.txt").split_whitespace().map(str::to_owned);
    words.chain((0..100).chain(1990..2100).map(|number| number.to_string())).map(|own| word(&own)).collect()
}

/// The mark of a path.
pub fn path(path: &str) -> u64 {
    xxh3_64(path.as_bytes())
}

fn mark(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |mark: u64, word| mark.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
}

/// Marks of texts that may not be seen, by the number of words in a run.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<usize, HashMap<u64, Box<[u64]>>>);

/// A passage of a public text that a hidden one has as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// How many words it has.
    pub words: usize,
    /// What it is recognised by in other texts.
    pub mark: u64,
}

impl Marks {
    /// Adds every run of a text. A text of fewer words than a run, such as a title, is one run of its own length; a single
    /// word is not marked, as it could be anyone's.
    pub fn add(&mut self, text: &str) {
        let length = words(text).take(RUN).count();
        if length >= 2 {
            let own: Vec<u64> = words(text).map(word).collect();
            let marks = self.0.entry(length).or_default();
            marks.extend(own.windows(length).map(|run| (mark(run.iter().copied()), run.into())));
        }
    }

    /// Takes away what a public text has as well: a form of words that recurs in every paper tells nothing.
    pub fn forgive(&mut self, text: &str) {
        for (run, marks) in &mut self.0 {
            for mark in runs(words(text), *run) {
                marks.remove(&mark);
            }
        }
    }

    /// Passages of a public text that are marked: at least [`PASSAGE`] words on end, some of which tell something.
    pub fn passages(&self, text: &str, common: &HashSet<u64>) -> Vec<Passage> {
        let Some(marks) = self.0.get(&RUN) else { return Vec::new() };
        let words: Vec<&str> = words(text).collect();
        let hits: Vec<bool> = runs(words.iter().copied(), RUN).map(|mark| marks.contains_key(&mark)).collect();
        let mut passages = Vec::new();
        let mut at = 0;
        while at < hits.len() {
            let length = hits[at..].iter().take_while(|hit| **hit).count();
            let own = &words[at..(at + length + RUN - 1).min(words.len())];
            let telling = own.iter().filter(|own| !common.contains(&word(own))).count();
            if length > 0 && own.len() >= PASSAGE && telling >= TELLING {
                let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
                let last = own[own.len() - 1];
                let mark = mark(own.iter().take(PASSAGE).map(|own| word(own)));
                passages.push(Passage { start: offset(own[0]), end: offset(last) + last.len(), words: own.len(), mark });
            }
            at += length.max(1);
        }
        passages
    }

    /// The marks that are left and tell something: runs of common words are the same in every paper.
    pub fn finish(self, common: &HashSet<u64>) -> BTreeMap<usize, HashSet<u64>> {
        let telling = |run: &[u64]| run.iter().filter(|own| !common.contains(own)).count() >= TELLING;
        let kept = self.0.into_iter().map(|(length, marks)| {
            (length, marks.into_iter().filter(|(_, run)| telling(run)).map(|(mark, _)| mark).collect::<HashSet<u64>>())
        });
        kept.filter(|(_, marks)| !marks.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_its_runs_and_not_by_common_words() {
        let mut marks = Marks::default();
        marks.add("The settlement with Harker and Sons is for ninety thousand pounds in all");
        marks.forgive("ninety thousand pounds");
        let marks = marks.finish(&common());
        let found = |text: &str| runs(words(text), RUN).any(|mark| marks[&RUN].contains(&mark));
        assert!(found("It was said: SETTLEMENT with Harker, and Sons is for ninety thousand, maybe."));
        assert!(!found("The settlement with somebody else is for ninety thousand pounds in all, it seems"));
    }
}
