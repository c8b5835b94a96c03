//! What front matter says of a paper that may not be seen, held against the law: the ground, the review, the years.

use std::sync::Arc;

use jiff::{ToSpan, civil::Date};

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Certainty, Document, Kind, Law, Withheld};
use crate::source::{Source, Span};

/// The ground is missing, or is none.
pub static WITHHELD_WITHOUT_PARAGRAPH: Rule = Rule {
    name: "withheld-without-paragraph",
    level: Level::Warning,
    summary: "A withheld paper's stub does not name a paragraph of Schedule 12A.",
    page: include_str!("rules/withheld_without_paragraph.md"),
};

/// The day has passed on which a matter was to be looked at again.
pub static WITHHELD_REVIEW_PASSED: Rule = Rule {
    name: "withheld-review-passed",
    level: Level::Warning,
    summary: "A withheld paper was to be looked at again, and that day has passed.",
    page: include_str!("rules/withheld_review_passed.md"),
};

/// A paper of a meeting that was held is kept back.
pub static RETENTION: Rule = Rule {
    name: "retention",
    level: Level::Advice,
    summary: "A paper that is open to the public by law is held back.",
    page: include_str!("rules/retention.md"),
};

/// Looks at one paper. What is found is for its author alone.
pub(super) fn look(document: &Document, law: &Law, today: Date, report: &mut Report) {
    let front = &document.front;
    if let Some(withheld) = &front.withheld {
        report.extend(ground(document, withheld, law));
        report.extend(review(document, withheld, today));
    }
    if front.hold == Some(true) {
        report.extend(held(document, law, today));
    }
}

fn ground(document: &Document, withheld: &Withheld, law: &Law) -> Option<Diagnostic> {
    let exempt = law.profile.exempt.as_ref()?;
    let numbers: Vec<&str> = exempt.paragraphs.iter().map(|paragraph| paragraph.number.as_str()).collect();
    let relied: Vec<&str> = withheld
        .paragraph
        .as_deref()
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let wrong = relied.iter().find(|number| !numbers.contains(number));
    let message = match (relied.is_empty(), wrong) {
        (true, _) => "this does not say which paragraph of Schedule 12A is relied on".to_owned(),
        (_, Some(number)) => format!("there is no paragraph {number} for {}", law.profile.name),
        _ => return None,
    };
    let range = format!("{} has paragraphs {} to {}", law.profile.name, numbers.first()?, numbers.last()?);
    let found = Diagnostic::at(&WITHHELD_WITHOUT_PARAGRAPH, &document.source, key(document, "withheld"), message)
        .note(range)
        .note(format!("{}; advice, not legal advice", exempt.law.source))
        .help("add `paragraph = \"3\"`, or the paragraph that applies, to `withheld`");
    // Where the schedule itself is not verified, only that nothing is said is sure.
    Some(if exempt.law.certainty == Certainty::Unverified && !relied.is_empty() { found.guessed() } else { found })
}

fn review(document: &Document, withheld: &Withheld, today: Date) -> Option<Diagnostic> {
    let day = withheld.review_on.filter(|day| *day < today)?;
    let message = format!("this was to be looked at again on {day}");
    let found = Diagnostic::at(&WITHHELD_REVIEW_PASSED, &document.source, key(document, "withheld"), message);
    Some(found.help("publish the paper, or set a new day and say why"))
}

/// An agenda, minutes or a report of a meeting that was held: open for years by law, unless it is withheld on a ground.
fn held(document: &Document, law: &Law, today: Date) -> Option<Diagnostic> {
    let retention = law.profile.retention.as_ref()?;
    let date = document.front.date.or(document.folder.date).filter(|date| *date < today)?;
    let until = date.checked_add(retention.years.years()).ok().filter(|until| today <= *until)?;
    let kind = document.front.kind.is_none_or(|kind| matches!(kind, Kind::Agenda | Kind::Minutes | Kind::Report));
    kind.then(|| {
        let message = format!("the meeting was held on {date}, and this paper of it is not public");
        Diagnostic::at(&RETENTION, &document.source, key(document, "hold"), message)
            .note(format!("papers of a meeting in public stay open until {until}: {}; advice, not legal advice", retention.law.source))
            .help("publish it, or withhold it on a ground: `withheld = { paragraph = \"3\" }`")
    })
}

/// The line of a key in front matter.
fn key(document: &Document, name: &str) -> Span {
    let source: &Arc<Source> = &document.source;
    let last = source.line(document.body.start.saturating_sub(1));
    let line = (1..=last).find(|line| source.slice(source.line_span(*line)).trim_start().starts_with(name)).unwrap_or(1);
    source.line_span(line)
}
