//! Prose → interests declared, and that there were none.

use crate::model::Declaration;
use crate::parse::passages::Form;
use crate::parse::person;

use super::owners::People;
use super::phrase;
use super::prose::Prose;
use super::topics::Topic;

/// The declarations of a paper that records a meeting.
pub(super) fn read(prose: &[Prose<'_>], people: &People) -> Vec<Declaration> {
    let mut declarations = Vec::new();
    for each in prose.iter().filter(|each| each.speaks()) {
        if let Form::Cell(cell) = &each.passage.form
            && (each.topic != Topic::Declarations || cell.column > 0)
        {
            continue;
        }
        for sentence in &each.sentences {
            let text = each.slice(sentence.clone());
            let label = label(text);
            let said = text[label..].trim();
            let who = who(said, each.topic, people);
            let none = each.topic == Topic::Declarations && is_none(said);
            if none || !who.is_empty() {
                let span = each.passage.source(sentence.clone());
                declarations.push(Declaration { span, text: phrase::tidy(said), who });
            }
        }
    }
    declarations
}

/// The bytes of `Declarations of interest:` before what is declared.
fn label(sentence: &str) -> usize {
    let at = [":", " – ", " - "].iter().filter_map(|mark| sentence.find(mark).map(|at| at + mark.len())).min();
    at.filter(|at| super::topics::topic_of(&sentence[..*at]) == Topic::Declarations).unwrap_or(0)
}

/// "None declared", "There were no declarations", "Nil", "Dim".
fn is_none(said: &str) -> bool {
    let words = phrase::words(said, 0..said.len());
    let first = words.first().is_some_and(|word| word.is(&["none", "nil", "no", "dim", "ni", "nothing"]));
    let there = words.first().is_some_and(|word| word.is(&["there", "members", "councillors"]))
        && phrase::has(&words[..words.len().min(6)], &["no", "none", "nil"]);
    (first || there) && words.len() <= 16
}

/// Who declares an interest in a sentence: those before "declared", or before a dash under the heading.
fn who(said: &str, topic: Topic, people: &People) -> Vec<String> {
    if topic != Topic::Declarations && !phrase::mentions(said, &[["eclare", "ECLARE"], ["isclose", "ISCLOSE"], ["atganodd", "ATGANODD"]]) {
        return Vec::new();
    }
    let words = phrase::words(said, 0..said.len());
    let verb = words.iter().position(|word| word.is(&["declared", "declares", "disclosed", "datganodd"]));
    let interest = phrase::has(&words, &["interest", "interests", "fuddiant", "buddiant", "dpi", "conflict"]);
    if let Some(at) = verb.filter(|at| *at > 0 && *at <= 24 && (interest || topic == Topic::Declarations)) {
        let before = said[..words[at].range.start].trim().trim_end_matches(" and").trim_end_matches(" has").trim_end_matches(" both");
        return named(before, people);
    }
    if topic != Topic::Declarations {
        return Vec::new();
    }
    let end = [" – ", " — ", " - ", ":", ", "].iter().filter_map(|mark| said.find(mark)).min();
    end.map(|end| named(&said[..end], people))
        .filter(|who| !who.is_empty() && !super::phrase::has(&words, &["reminded", "invited"]))
        .unwrap_or_default()
}

/// People as printed, if the phrase names nobody but people.
fn named(phrase: &str, people: &People) -> Vec<String> {
    let listed = person::list(phrase);
    if people.named(phrase).is_none() && listed.is_empty() {
        return Vec::new();
    }
    people.certain(phrase).or_else(|| people.named(phrase)).unwrap_or_else(|| listed.iter().map(|person| person.name.to_owned()).collect())
}
