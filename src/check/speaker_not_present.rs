//! Somebody who sent apologies and then speaks.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::source::Span;

/// Somebody speaks who was not there.
pub static SPEAKER_NOT_PRESENT: Rule = Rule {
    name: "speaker-not-present",
    level: Level::Advice,
    summary: "Somebody who sent apologies speaks at the meeting.",
    page: include_str!("speaker_not_present.md"),
};

static SPEAKING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let rows = include_str!("words/speaking.txt").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(str::split_whitespace).collect()
});

/// Looks at mentions of people who are among the apologies alone, with a word of speaking right after them.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let reading = look.reading();
    let present: HashSet<&str> = reading.present.iter().map(|person| person.name.as_str()).collect();
    let sorry: HashSet<&str> = reading.apologies.iter().map(|person| person.name.as_str()).collect();
    for mention in &reading.mentions {
        let Some(name) = mention.name.as_deref() else { continue };
        let away = sorry.contains(name) && !present.contains(name);
        if away && speaks(look, mention.span) {
            let message = format!("{name} speaks here, and is among the apologies");
            report.push(look.finding(&SPEAKER_NOT_PRESENT, mention.span, message).help("check who spoke, or who came"));
        }
    }
}

fn speaks(look: &Look<'_>, mention: Span) -> bool {
    let rest = &look.source().text()[mention.end as usize..];
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next()).unwrap_or_default();
    SPEAKING.contains(next)
}
