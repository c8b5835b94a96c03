//! Words → one-way marks of runs of them, by which text that may not be seen is recognised without being kept.

use std::collections::{BTreeMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

/// How many words make a run. Shorter ones are common speech, longer ones would miss a quoted sentence.
pub const RUN: usize = 8;

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
        window.push_back(xxh3_64(word.to_lowercase().as_bytes()));
        (window.len() == run).then(|| mark(window.iter().copied()))
    })
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
pub(super) struct Marks(BTreeMap<usize, HashSet<u64>>);

impl Marks {
    /// Adds every run of a text. A text of fewer words than a run, such as a title, is one run of its own length; a single
    /// word is not marked, as it could be anyone's.
    pub fn add(&mut self, text: &str) {
        let length = words(text).take(RUN).count();
        if length >= 2 {
            self.0.entry(length).or_default().extend(runs(words(text), length));
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

    /// The marks that are left.
    pub fn finish(self) -> BTreeMap<usize, HashSet<u64>> {
        self.0.into_iter().filter(|(_, marks)| !marks.is_empty()).collect()
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
        let marks = marks.finish();
        let found = |text: &str| runs(words(text), RUN).any(|mark| marks[&RUN].contains(&mark));
        assert!(found("It was said: SETTLEMENT with Harker, and Sons is for ninety thousand, maybe."));
        assert!(!found("The settlement with somebody else is for ninety thousand pounds in all, it seems"));
    }
}
