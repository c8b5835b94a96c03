//! A sentence → the words in it by which something is decided: `RESOLVED that`, `it was agreed to`, `the Panel approved`.

use std::ops::Range;

use crate::model::{DecisionKind, Head};

use super::markers;
use super::phrase::{self, Word};

/// The words that decide, and what is around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deciding {
    /// From the first of them: "it" of "it was agreed", "RESOLVED".
    pub start: usize,
    /// What they decide, without "that" and "to".
    pub complement: Range<usize>,
    /// What kind of decision they make.
    pub kind: DecisionKind,
    /// The decision's own number.
    pub number: Option<Range<usize>>,
    /// Whether the words are a mere label before the text, as in `Decision: …`.
    pub label: bool,
}

/// The body that meets, by the names it has in its own minutes.
#[derive(Debug, Default)]
pub(super) struct Body {
    names: Vec<Vec<String>>,
}

impl Body {
    /// What the top of a paper calls it.
    pub fn of(head: &Head) -> Self {
        let names = [head.body.as_ref().map(|body| &body.value), head.title.as_ref().map(|title| &title.value)];
        let words = |name: &String| {
            phrase::words(name, 0..name.len()).into_iter().map(|word| word.lower.into_owned()).filter(|word| word != "meeting").collect()
        };
        Self { names: names.into_iter().flatten().map(words).collect() }
    }

    /// Whether a phrase means those who meet: "the Panel", "Members", "the Parish Council" where that is the end of its name.
    pub fn is(&self, words: &[Word]) -> bool {
        let words = match words {
            [article, rest @ ..] if article.is(&["the", "y", "yr"]) => rest,
            words => words,
        };
        let words = match words {
            [members, of, the, rest @ ..] if members.is(&["members", "all"]) && of.is(&["of"]) && the.is(&["the"]) => rest,
            [all, rest @ ..] if all.is(&["all"]) && !rest.is_empty() => rest,
            words => words,
        };
        let generic = [
            "council",
            "committee",
            "sub-committee",
            "subcommittee",
            "panel",
            "board",
            "members",
            "councillors",
            "governors",
            "trustees",
            "meeting",
            "group",
            "forum",
            "partnership",
            "directors",
            "assembly",
            "cabinet",
            "executive",
            "we",
            "present",
            "commission",
            "authority",
            "cyngor",
            "pwyllgor",
            "aelodau",
            "panel",
        ];
        match words {
            [] => false,
            [word] => word.is(&generic) && (!word.is(&["cabinet", "executive", "authority", "assembly"]) || self.ends_with(words)),
            // A paper that does not say whose it is speaks of its own.
            words => words.last().is_some_and(|last| last.is(&generic)) && (self.names.is_empty() || self.ends_with(words)),
        }
    }

    fn ends_with(&self, words: &[Word]) -> bool {
        self.names
            .iter()
            .any(|name| name.windows(words.len()).any(|window| window.iter().zip(words).all(|(part, word)| *part == word.lower)))
    }
}

/// Adverbs and the like that stand between a subject and its verb.
const ADVERBS: [&str; 18] = [
    "unanimously",
    "also",
    "therefore",
    "then",
    "further",
    "duly",
    "accordingly",
    "formally",
    "subsequently",
    "both",
    "hereby",
    "consequently",
    "again",
    "thus",
    "all",
    "informally",
    "provisionally",
    "thereupon",
];

fn kind(word: &Word) -> Option<DecisionKind> {
    match &*word.lower {
        "resolved" | "decided" | "approved" | "adopted" | "ratified" | "endorsed" | "accepted" | "penderfynwyd" | "cymeradwywyd"
        | "decision" | "resolution" | "carried" | "determined" => Some(DecisionKind::Resolution),
        "agreed" | "cytunwyd" | "agreement" => Some(DecisionKind::Agreement),
        "recommended" => Some(DecisionKind::Recommendation),
        _ => None,
    }
}

/// Letters of every word that decides.
const STEMS: [[&str; 2]; 12] = [
    ["greed", "GREED"],
    ["greement", "GREEMENT"],
    ["esol", "ESOL"],
    ["ecided", "ECIDED"],
    ["ecision", "ECISION"],
    ["pproved", "PPROVED"],
    ["dopted", "DOPTED"],
    ["atified", "ATIFIED"],
    ["ccepted", "CCEPTED"],
    ["ecommended", "ECOMMENDED"],
    ["nderfyn", "NDERFYN"],
    ["wyd", "WYD"],
];

/// The deciding words of a sentence.
pub(super) fn find(text: &str, sentence: Range<usize>, body: &Body) -> Option<Deciding> {
    if !phrase::mentions(&text[sentence.clone()], &STEMS) {
        return None;
    }
    let words = phrase::words(text, sentence.clone());
    (0..words.len()).find_map(|at| {
        let kind = kind(&words[at])?;
        let quoted = text[..words[at].range.start].ends_with(['"', '“', '‘']);
        let around = Around { text, words: &words, at, sentence: sentence.clone(), body };
        if quoted || around.is_denied() {
            return None;
        }
        around.label(kind).or_else(|| around.verb(kind))
    })
}

/// What "it was agreed that" introduces, for the task that may be in it.
pub(super) fn agreed(text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    find(text, sentence, &Body::default()).filter(|found| found.kind == DecisionKind::Agreement).map(|found| found.complement)
}

/// A word that may decide, in its sentence.
struct Around<'t> {
    text: &'t str,
    words: &'t [Word<'t>],
    at: usize,
    sentence: Range<usize>,
    body: &'t Body,
}

impl Around<'_> {
    fn word(&self) -> &Word<'_> {
        &self.words[self.at]
    }

    fn after(&self) -> &[Word<'_>] {
        &self.words[self.at + 1..]
    }

    /// The words before it without the adverbs next to it.
    fn before(&self) -> &[Word<'_>] {
        let adverbs = self.words[..self.at].iter().rev().take(6).take_while(|word| word.is(&ADVERBS)).count();
        &self.words[..self.at - adverbs]
    }

    /// The nearest of some words: no sentence that people write is longer, and a list of words may be.
    fn near<'w, 'x>(&self, words: &'w [Word<'x>]) -> &'w [Word<'x>] {
        &words[words.len().saturating_sub(80)..]
    }

    /// "not agreed", "to be agreed", "if approved", "had resolved": nothing is decided by it.
    fn is_denied(&self) -> bool {
        let before = self.before();
        let last = before.last().is_some_and(|word| {
            word.is(&[
                "not",
                "be",
                "been",
                "had",
                "has",
                "have",
                "if",
                "once",
                "when",
                "until",
                "never",
                "as",
                "unless",
                "being",
                "previously",
                "an",
                "a",
                "are",
            ])
        });
        let denied = phrase::has(&before[before.len().saturating_sub(3)..], &["not", "nor", "cannot", "n't"]);
        last || denied
    }

    /// `RESOLVED: …`, `Agreed – …`, `Decision 2019/04: …`, at the start of a sentence.
    fn label(&self, kind: DecisionKind) -> Option<Deciding> {
        let word = self.word();
        let opens = self.before().is_empty() && (word.capital || self.at > 0);
        if !opens {
            return None;
        }
        let (number, end) = self.number();
        let rest = &self.text[end..self.sentence.end];
        let rest = rest.trim_start_matches([' ', '*', '_', '\u{a0}', '\t']);
        let noun = word.is(&["decision", "resolution", "agreement"]);
        // "Resolution 1 (Estermere 2021): …"
        let rest = if noun && number.is_some() { past_brackets(rest) } else { rest };
        let marked = rest.starts_with([':', '–', '—', '-', '(', '[', '…']);
        let alone = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        let next = self.words.get(self.words.partition_point(|word| word.range.start < end));
        let goes_on = next.is_some_and(|next| next.is(&["that", "to", "unanimously", "nem", "by", "y", "bod", "i", "gan", "not", "in"]));
        let fits = match &*word.lower {
            _ if noun => marked && !rest.starts_with('(') || alone && word.capitals,
            "carried" | "accepted" | "endorsed" | "determined" => return None,
            "recommended" => word.capitals,
            "approved" | "adopted" | "ratified" => marked && !rest.starts_with('-') || word.capitals,
            "resolved" | "penderfynwyd" | "cytunwyd" | "cymeradwywyd" => true,
            _ => marked || alone || goes_on || word.capitals,
        };
        let lead = rest.len() - rest.trim_start_matches([':', '–', '—', '-', ' ', '\u{a0}', '*', '\n']).len();
        let body = self.text[end..self.sentence.end].len() - rest.len() + end + lead;
        let start = self.words[0].range.start;
        fits.then(|| Deciding { start, complement: self.complement(body), kind, number, label: marked && !rest.starts_with(['(', '[']) })
    }

    /// The decision's own number right after the word: `Resolved 14/03/2/7.iv`.
    fn number(&self) -> (Option<Range<usize>>, usize) {
        let end = self.word().range.end;
        let rest = self.text[end..self.sentence.end].trim_start_matches([' ', '(', '[', '#']);
        let word = ["no.", "no", "number", "ref"].into_iter().find(|word| markers::begins(rest, word.trim_end_matches('.')));
        let start = self.sentence.end - rest.len() + word.map_or(0, str::len);
        let start = start + self.text[start..self.sentence.end].len() - self.text[start..self.sentence.end].trim_start().len();
        let near = &self.text[start..self.text.floor_char_boundary(start + 24).min(self.sentence.end).max(start)];
        let length = near.find(|c: char| !(c.is_alphanumeric() || "/.-–".contains(c))).unwrap_or(near.len());
        let label = self.text[start..start + length].trim_end_matches(['.', '-', '–', '/']);
        let plain = label.bytes().all(|byte| byte.is_ascii_digit());
        let closed = self.text[start + label.len()..].trim_start().starts_with([':', '–', '—', '-', '.', ')', ']'])
            || self.word().is(&["resolution", "decision"]);
        let is = label.starts_with(|c: char| c.is_alphanumeric())
            && label.contains(|c: char| c.is_ascii_digit())
            && (!plain || closed)
            && label.chars().filter(|c| c.is_alphabetic()).count() <= 5;
        if !is {
            return (None, end);
        }
        let past = start + label.len();
        (Some(start..past), past + usize::from(self.text[past..].starts_with([')', ']'])))
    }

    /// `it was agreed that`, `the Panel approved`, `The budget was adopted`, `… and RESOLVED to`.
    fn verb(&self, kind: DecisionKind) -> Option<Deciding> {
        let word = self.word();
        if word.is(&["decision", "resolution", "agreement", "recommended"]) {
            return None;
        }
        let start = self.impersonal().or_else(|| self.subject()).or_else(|| self.joined()).or_else(|| self.passive())?;
        let body = self.text[word.range.end..self.sentence.end]
            .find(|c: char| c.is_alphanumeric())
            .map_or(self.sentence.end, |at| word.range.end + at);
        let found = Deciding { start, complement: self.complement(body), kind, number: None, label: false };
        let settled = word.capitals || !(self.is_history(start) || kind == DecisionKind::Agreement && self.is_opinion());
        settled.then_some(found)
    }

    /// `it was (unanimously) agreed`.
    fn impersonal(&self) -> Option<usize> {
        let before = self.before();
        let (was, earlier) = before.split_last()?;
        let it = earlier.iter().rev().find(|word| !word.is(&ADVERBS))?;
        let mood = was.is(&["was"]) || was.is(&["is"]) && self.word().is(&["resolved"]);
        let reported = earlier.len() > 1 && earlier[earlier.len() - 2].is(&["that", "whether", "if", "which"]);
        let verb = self.word().is(&["agreed", "resolved", "decided", "determined"]);
        let with = self.after().first().is_some_and(|next| next.is(&["with", "between"]));
        (mood && verb && it.is(&["it"]) && !with && (!reported || self.word().capitals)).then_some(it.range.start)
    }

    /// `The Panel (unanimously) agreed`.
    fn subject(&self) -> Option<usize> {
        let before = self.before();
        if self.is_another(before) {
            return None;
        }
        let length = (1..=before.len().min(7)).rev().find(|count| self.body.is(&before[before.len() - count..]))?;
        let first = before.len() - length;
        let start = before[first].range.start;
        let free = first == 0 || {
            let last = &before[first - 1];
            self.text[last.range.end..start].contains([',', ';', ':', '–'])
                || last.is(&["and", "so", "then", "discussion", "debate", "consideration", "vote", "therefore", "it"])
        };
        let next = self.after().first();
        let object = next.is_some_and(|next| !next.is(&["with", "by", "it", "and", "there", "they"])) || self.word().capitals;
        (free && object && !self.word().is(&["carried"]) || self.word().capitals).then_some(start)
    }

    /// "The County Council's Cabinet RESOLVED": another body by its name.
    fn is_another(&self, before: &[Word]) -> bool {
        let bodies = [
            "council",
            "committee",
            "board",
            "cabinet",
            "panel",
            "executive",
            "authority",
            "government",
            "forum",
            "trust",
            "district",
            "county",
            "parliament",
        ];
        let Some(last) = before.last().filter(|word| word.is(&bodies)) else { return false };
        let name = before.iter().rev().take(7).take_while(|word| word.capital && !word.is(&["the"])).count();
        name > 1 && last.capital && !(1..=before.len().min(7)).any(|count| count >= name && self.body.is(&before[before.len() - count..]))
    }

    /// `Proposed by …, seconded by … and agreed that`.
    fn joined(&self) -> Option<usize> {
        let before = self.before();
        if self.is_another(before) {
            return None;
        }
        let proposed = phrase::has(self.near(before), &["seconded", "proposed", "eiliwyd", "proposition"]);
        let last = before.last()?;
        let verb = self.word().is(&["agreed", "resolved", "decided", "penderfynwyd", "cytunwyd"]);
        let gap = self.text[last.range.end..self.word().range.start].contains([',', ';', ':', '–', '.']);
        let linked = last.is(&["and", "it", "was"]) || gap;
        (verb && (self.word().capitals && !last.is(&["that"]) || proposed && linked)).then(|| self.word().range.start)
    }

    /// `The budget was approved.`, `after discussion this was agreed`
    fn passive(&self) -> Option<usize> {
        let before = self.before();
        let (was, subject) = before.split_last()?;
        // "After discussion this was agreed": the first words say when.
        let debated = subject.iter().take(5).position(|word| word.is(&["discussion", "debate", "consideration", "deliberation"]));
        let subject = &subject[debated.filter(|_| subject[0].is(&["after", "following", "on"])).map_or(0, |at| at + 1)..];
        let was = was.is(&["was", "were"]);
        let verb = self.word().is(&["approved", "adopted", "ratified", "agreed", "accepted"]);
        let other = [
            "which",
            "who",
            "that",
            "had",
            "has",
            "have",
            "previously",
            "originally",
            "when",
            "since",
            "after",
            "if",
            "once",
            "until",
            "as",
            "because",
            "apologies",
            "apology",
            "minutes",
            "notes",
            "no",
            "reported",
            "noted",
            "explained",
            "said",
            "asked",
            "what",
            "where",
            "how",
            "it",
        ];
        let thing =
            ["quote", "quotation", "quotations", "tender", "recommendation", "recommendations", "proposal", "offer", "estimate", "terms"];
        let accepted = !self.word().is(&["accepted"]) || phrase::has(subject, &thing);
        let short = (1..=14).contains(&subject.len());
        if !(was && verb && short) {
            return None;
        }
        // "Resolution A was approved" tells of what is recorded already.
        let told = subject.len() <= 3 && phrase::has(subject, &["resolution", "motion", "amendment", "proposal"]);
        (accepted && !told && !phrase::has(subject, &other)).then(|| self.words[0].range.start)
    }

    /// What was decided at another time or by others: `At its meeting in May the Council agreed`, `was approved by Cabinet`.
    fn is_history(&self, start: usize) -> bool {
        let before = self.near(&self.words[..self.words.partition_point(|word| word.range.start < start)]);
        let after = self.after();
        let meeting = before.first().is_some_and(|word| word.is(&["at", "in", "on"]))
            && phrase::has(before, &["meeting", "meetings", "last", "previous", "year"]);
        let year = before.first().is_some_and(|word| word.is(&["in"]))
            && before.iter().any(|word| word.lower.len() == 4 && word.lower.parse::<u16>().is_ok());
        let spoken = before.last().is_some_and(|word| word.is(&["that", "whether", "why", "how", "when", "since", "because", "which"]));
        let earlier = before.iter().any(|word| word.is(&["previously", "earlier", "recalled", "reminded"]));
        let then = after.windows(3).take(12).any(|window| {
            window[0].is(&["at", "in", "by", "during"])
                && window[1].is(&["the", "its", "a", "our", "their"])
                && window[2].is(&["last", "previous", "earlier", "former"])
                || window[0].is(&["at"])
                    && window[1].is(&["its", "the"])
                    && window[2].lower.len() > 3
                    && crate::parse::dates::is_month(&window[2].lower)
        });
        let others = after.first().is_some_and(|word| word.is(&["by"])) && !self.ours(&after[1..]);
        let dated = after.first().is_some_and(|word| word.is(&["in", "on", "last"]))
            && after.get(1).is_some_and(|word| {
                word.lower.chars().all(|c| c.is_ascii_digit())
                    || crate::parse::dates::is_month(&word.lower)
                    || word.is(&["year", "month", "week"])
            });
        meeting || year || spoken || earlier || then || others || dated
    }

    /// Whether what follows "by" is the body itself or a way of voting.
    fn ours(&self, after: &[Word]) -> bool {
        let voting = after.first().is_some_and(|word| {
            word.is(&["all", "a", "majority", "members", "councillors", "show", "consensus", "unanimous", "those", "everyone"])
        }) || after.first().is_some_and(|word| word.lower.chars().all(|c| c.is_ascii_digit()));
        voting || (1..=after.len().min(7)).any(|count| self.body.is(&after[..count]))
    }

    /// `agreed that the report was excellent`: a view, and no decision.
    fn is_opinion(&self) -> bool {
        let after = self.after();
        let that = after.iter().take(4).position(|word| word.is(&["that", "bod", "there", "it"]));
        let Some(that) = that else { return false };
        let first = after[that..].iter().take(80).find_map(|word| match &*word.lower {
            "would" | "should" | "will" | "shall" | "be" | "must" | "to" | "could" | "can" | "not" => Some(false),
            "was" | "were" | "is" | "are" | "had" | "has" | "have" => Some(true),
            _ => None,
        });
        first == Some(true)
    }

    /// What is decided, from where it begins: without "that", "to" and "unanimously".
    fn complement(&self, body: usize) -> Range<usize> {
        let skipped = self.words[self.words.partition_point(|word| word.range.start < body)..]
            .iter()
            .take_while(|word| word.is(&["that", "unanimously", "by", "all"]));
        let start = skipped.last().map_or(body, |word| word.range.end);
        let rest = &self.text[start..self.sentence.end];
        let lead = rest.len() - rest.trim_start_matches([' ', ':', ',', '\n']).len();
        start + lead..self.sentence.end
    }
}

/// A text after the brackets at its start, where a colon or dash follows them.
fn past_brackets(text: &str) -> &str {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.map(|(_, after)| after.trim_start()).filter(|after| after.starts_with([':', '–', '—', '-'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Read;
    use crate::source::Span;

    fn decided(text: &str) -> Option<String> {
        let head = Head { body: Some(Read { value: "Estermere Parish Council".into(), span: Span::default() }), ..Head::default() };
        let found = find(text, 0..text.len(), &Body::of(&head))?;
        let number = found.number.map(|range| format!(" #{}", &text[range])).unwrap_or_default();
        Some(format!("{}{number}: {}", found.kind.name(), &text[found.complement]))
    }

    #[test]
    fn words_that_decide() {
        let cases = [
            ("RESOLVED: That the fence be mended.", "resolution: the fence be mended."),
            ("Resolved 14/03/2/7.iv that the fence be mended.", "resolution #14/03/2/7.iv: the fence be mended."),
            ("It was unanimously agreed that the hall would close.", "agreement: the hall would close."),
            ("Following discussion, it was RESOLVED to buy a bench.", "resolution: to buy a bench."),
            ("The Council agreed to buy a bench.", "agreement: to buy a bench."),
            ("After a debate, Members approved the budget.", "resolution: the budget."),
            ("The Parish Council resolved to object.", "resolution: to object."),
            ("AGREED – to note the letter.", "agreement: to note the letter."),
            ("Agreed that the Clerk write.", "agreement: the Clerk write."),
            ("Decision: buy a bench.", "resolution: buy a bench."),
            ("Resolution 1 (Estermere 2021): the group thanks its chair.", "resolution #1: the group thanks its chair."),
            ("Decision 2019/04: buy a bench.", "resolution #2019/04: buy a bench."),
            ("The budget was approved.", "resolution: "),
            ("Proposed by Cllr Ash, seconded by Cllr Birch and agreed that the bench be bought.", "agreement: the bench be bought."),
            ("Penderfynwyd prynu mainc.", "resolution: prynu mainc."),
        ];
        for (text, expected) in cases {
            let found = decided(text).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_that_do_not_decide() {
        for text in [
            "The County Council agreed to fund the bridge.",
            "At its meeting in May the Council agreed to object.",
            "The Clerk reported that it was agreed last year.",
            "The plan had been agreed.",
            "The terms are to be agreed.",
            "It was agreed that the fair was a success.",
            "Agreed actions were reviewed.",
            "The Chair agreed to write.",
            "The application was approved by the District Council.",
            "The motion reads \"Resolved that the bench be sold\".",
            "No decision was taken.",
            "It was not agreed.",
            "The plan that was approved is on display.",
        ] {
            assert_eq!(decided(text), None, "{text}");
        }
    }
}
