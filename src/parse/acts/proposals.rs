//! Sentences → who proposed, who seconded, how the vote went and whether it was carried.

use std::ops::Range;

use super::phrase::{self, Word};

/// Whether a motion was carried, as a sentence says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// "Carried", "All in favour", "5 votes to 2".
    Carried,
    /// "Lost", "withdrawn", "there was no seconder".
    Failed,
}

/// Whether a sentence may speak of a motion at all.
pub(super) fn is_about_motions(sentence: &str) -> bool {
    phrase::mentions(sentence, &[["ropos", "ROPOS"], ["otion", "OTION"], ["oved", "OVED"], ["ynigi", "YNIGI"]])
}

/// Whether a sentence puts a proposal: "Cllr Ash proposed that", "It was proposed by".
pub(super) fn is_proposal(words: &[Word]) -> bool {
    let verb = words.iter().position(|word| word.is(&["proposed", "moved", "cynigiwyd", "proposal"]));
    let what = |at: usize| words[at..].iter().any(|word| word.is(&["that", "to", "bod", "i"]));
    verb.is_some_and(|at| what(at) && !words[..at].last().is_some_and(|word| word.is(&["the", "a", "any", "had"])))
}

/// What a sentence says of the fate of a motion before it.
pub(super) fn outcome(text: &str, sentence: Range<usize>) -> Option<Outcome> {
    let words = phrase::words(text, sentence.clone());
    let motion =
        words.iter().take(8).any(|word| word.is(&["motion", "proposal", "this", "vote", "amendment", "it", "resolution", "proposition"]));
    let lost = phrase::has(&words, &["lost", "defeated", "fell", "falls", "lapsed", "withdrawn", "failed", "rejected", "deferred"])
        || phrase::find(&words, &["not", "carried"]).is_some()
        || phrase::find(&words, &["no", "seconder"]).is_some()
        || phrase::find(&words, &["not", "seconded"]).is_some();
    if lost && (motion || words.len() <= 6) {
        return Some(Outcome::Failed);
    }
    let short = words.len() <= 6;
    let carried = phrase::has(&words, &["carried"]) && (motion || short);
    let favour = phrase::find(&words, &["all", "in", "favour"]).is_some() || phrase::find(&words, &["all", "agreed"]).is_some() && short;
    let agreed = short
        && words.last().is_some_and(|word| word.is(&["agreed", "approved", "unanimous", "unanimously", "resolved", "accepted"]))
        && !phrase::has(&words, &["not"]);
    let (yes, no) = tally(&words);
    match (yes, no) {
        _ if carried || favour || agreed => Some(Outcome::Carried),
        (Some(yes), Some(no)) if short || motion || words.len() <= 14 => Some(if yes > no { Outcome::Carried } else { Outcome::Failed }),
        _ => None,
    }
}

/// Votes for and against: `5 votes to 2`, `For 3, against 0`, `4 for and 1 against`.
fn tally(words: &[Word]) -> (Option<u32>, Option<u32>) {
    let value = |word: &Word| {
        let named = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        word.lower.parse::<u32>().ok().or_else(|| named.iter().position(|name| word.is(&[name])).map(|at| at as u32))
    };
    let numbers: Vec<u32> = words.iter().filter_map(value).collect();
    let about = phrase::has(words, &["against", "votes", "favour", "abstentions", "abstention"]);
    match numbers.as_slice() {
        [yes, no, ..] if about => (Some(*yes), Some(*no)),
        [yes] if about && phrase::has(words, &["for", "favour"]) => (Some(*yes), Some(0)),
        _ => (None, None),
    }
}

/// Who proposed, as printed.
pub(super) fn proposer(text: &str, part: Range<usize>) -> Option<String> {
    named(text, part, &["proposed", "proposer", "moved", "prop", "proposition", "cynigiwyd", "cynigydd", "mover", "motion"])
}

/// Who seconded, as printed.
pub(super) fn seconder(text: &str, part: Range<usize>) -> Option<String> {
    named(text, part, &["seconded", "seconder", "sec", "eiliwyd", "eilydd"])
}

fn named(text: &str, part: Range<usize>, keys: &[&str]) -> Option<String> {
    let words = phrase::words(text, part);
    (0..words.len()).filter(|at| words[*at].is(keys)).find_map(|at| after(text, &words, at).or_else(|| before(text, &words, at)))
}

/// `proposed by Cllr Ash`, `Proposer: Cllr Ash`, `on the proposition of the Chair`.
fn after(text: &str, words: &[Word], at: usize) -> Option<String> {
    let next = words.get(at + 1)?;
    let by = next.is(&["by", "of", "gan"]);
    let gap = &text[words[at].range.end..next.range.start];
    if !(by || gap.contains([':', '–', '-', '.']) && next.capital || next.capital && !words[at].is(&["motion", "moved", "proposition"])) {
        return None;
    }
    let first = at + 1 + usize::from(by);
    name(text, &words[first.min(words.len())..])
}

/// The name at the start of some words: as far as a comma, a bracket or a word that is no part of one.
fn name(text: &str, words: &[Word]) -> Option<String> {
    let article = usize::from(words.first().is_some_and(|word| word.is(&["the", "y"])));
    let part = |word: &Word| {
        word.capital && !word.is(&["seconded", "proposed", "that", "and", "resolved", "agreed", "all", "seconder", "carried"])
            || word.is(&["de", "van", "von", "ap", "ab", "of"])
    };
    let mut end = None;
    for (at, word) in words.iter().enumerate().skip(article) {
        let gap = at.checked_sub(1).map_or("", |before| &text[words[before].range.end..word.range.start]);
        let short = at.checked_sub(1).is_some_and(|before| words[before].lower.len() <= 5);
        let parted = at > article && (gap.contains([',', ';', '(', ')', '\n', ':', '/', '|', '–']) || gap.contains('.') && !short);
        if parted || !part(word) {
            break;
        }
        end = Some(word.range.end);
    }
    let start = words.first()?.range.start;
    end.map(|end| phrase::tidy(&text[start..end]))
}

/// `Cllr Ash proposed`: the name before the word.
fn before(text: &str, words: &[Word], at: usize) -> Option<String> {
    let mut first = at;
    while first > 0 && words[first - 1].capital && at - first < 5 {
        let gap = &text[words[first - 1].range.end..words[first].range.start];
        if gap.contains([',', ';', ':', ')']) {
            break;
        }
        first -= 1;
    }
    (first < at && !words[at].capital).then(|| phrase::tidy(&text[words[first].range.start..words[at - 1].range.end]))
}

/// How the vote went, as printed.
pub(super) fn vote(text: &str, part: Range<usize>) -> Option<String> {
    let words = phrase::words(text, part.clone());
    let told = ["for", "against", "favour", "votes", "abstention", "abstentions", "abstained", "vote"];
    let number = |word: &Word| {
        word.lower.parse::<u32>().is_ok_and(|number| number < 200)
            || word.is(&["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
    };
    let counted = phrase::has(&words, &["against", "votes", "favour", "abstentions", "abstention", "abstained"]);
    if let Some(bracket) = in_brackets(text, part.clone()).filter(|_| counted) {
        return Some(bracket);
    }
    if counted && words.iter().any(number) {
        let told = |word: &Word| word.is(&told);
        let beside = |at: usize, what: &dyn Fn(&Word) -> bool| {
            at.checked_sub(1).is_some_and(|before| what(&words[before])) || words.get(at + 1).is_some_and(what)
        };
        let to = |at: usize| {
            at > 1 && words[at - 1].is(&["to"]) && told(&words[at - 2]) || words.get(at + 1).is_some_and(|next| next.is(&["in"]))
        };
        let counts = |at: usize| {
            number(&words[at]) && (beside(at, &told) || to(at)) || told(&words[at]) && beside(at, &number) || words[at].is(&["favour"])
        };
        let first = (0..words.len()).find(|at| counts(*at));
        let last = (0..words.len()).rfind(|at| counts(*at));
        if let (Some(first), Some(last)) = (first, last) {
            return Some(phrase::tidy(&text[words[first].range.start..words[last].range.end]));
        }
    }
    let plain: [&[&str]; 7] = [
        &["unanimously"],
        &["unanimous"],
        &["nem", "con"],
        &["all", "in", "favour"],
        &["by", "a", "majority"],
        &["majority"],
        &["yn", "unfrydol"],
    ];
    plain.iter().find_map(|phrase| {
        let at = phrase::find(&words, phrase)?;
        Some(phrase::tidy(&text[words[at].range.start..words[at + phrase.len() - 1].range.end]))
    })
}

/// `(For 3, against 0)`: the brackets in which votes are counted.
fn in_brackets(text: &str, part: Range<usize>) -> Option<String> {
    let within = &text[part];
    let mut inside = within.split('(').skip(1).filter_map(|rest| rest.split_once(')').map(|(inside, _)| inside));
    let votes = |inside: &&str| {
        let words = phrase::words(inside, 0..inside.len());
        phrase::has(&words, &["against", "for", "favour", "votes"]) && inside.contains(|c: char| c.is_ascii_digit())
    };
    inside.find(votes).map(phrase::tidy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposers_and_seconders_in_many_notations() {
        let cases = [
            ("Proposed by Cllr Ash, seconded by Cllr Birch", Some("Cllr Ash"), Some("Cllr Birch")),
            ("Proposed by Cllr A. Ash and seconded by Cllr B. Birch.", Some("Cllr A. Ash"), Some("Cllr B. Birch")),
            ("Proposer: Ash Seconder: Birch", Some("Ash"), Some("Birch")),
            ("Cllr Ash proposed and Cllr Birch seconded that the bench be bought", Some("Cllr Ash"), Some("Cllr Birch")),
            ("On the proposition of the Chair, seconded by Mrs Birch", Some("the Chair"), Some("Mrs Birch")),
            ("The bench was bought", None, None),
        ];
        for (text, first, second) in cases {
            assert_eq!((proposer(text, 0..text.len()).as_deref(), seconder(text, 0..text.len()).as_deref()), (first, second), "{text}");
        }
    }

    #[test]
    fn votes_and_outcomes() {
        let cases = [
            ("Carried.", Some(Outcome::Carried)),
            ("The motion was put to the vote and carried unanimously.", Some(Outcome::Carried)),
            ("All in favour.", Some(Outcome::Carried)),
            ("For 3, against 4.", Some(Outcome::Failed)),
            ("Votes: 5 for, 2 against, 1 abstention", Some(Outcome::Carried)),
            ("The motion was lost.", Some(Outcome::Failed)),
            ("There was no seconder and the motion fell.", Some(Outcome::Failed)),
            ("The key was lost in the park last week by a visitor.", None),
        ];
        for (text, expected) in cases {
            assert_eq!(outcome(text, 0..text.len()), expected, "{text}");
        }
        let read = |text: &str| vote(text, 0..text.len());
        assert_eq!(read("Carried (For 3, against 0)").as_deref(), Some("For 3, against 0"));
        assert_eq!(read("set at £14,650 (3 for, 1 against)").as_deref(), Some("3 for, 1 against"));
        assert_eq!(read("On a vote there were 3 in favour and 1 against, and").as_deref(), Some("3 in favour and 1 against"));
        assert_eq!(read("by 5 votes to 2").as_deref(), Some("5 votes to 2"));
        assert_eq!(read("It was unanimously agreed").as_deref(), Some("unanimously"));
    }
}
