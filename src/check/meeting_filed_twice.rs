//! Minutes of one meeting in two files, so that the record has two accounts of it.

use super::look::Look;
use super::people::listed;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{PaperId, PersonId};

/// A meeting has two sets of minutes.
pub static MEETING_FILED_TWICE: Rule = Rule {
    name: "meeting-filed-twice",
    level: Level::Warning,
    summary: "The minutes of one meeting stand in two files.",
    page: include_str!("meeting_filed_twice.md"),
};

/// Looks for other minutes of the body that print the same date and name the same people.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let (Some(body), Some(printed)) = (look.filed.body, &look.filed.paper.head.date) else { return };
    if !look.is_record() {
        return;
    }
    let all = look.known.minutes.get(&(body, printed.value)).map(Vec::as_slice).unwrap_or_default();
    let earlier = all.iter().copied().filter(|id| *id < look.id);
    for other in earlier.filter(|other| !replaces(look, *other) && shares_people(look, *other)) {
        let other = look.site.paper(other);
        let message = format!("{} has minutes of the meeting on {} as well", other.document.path(), printed.value);
        report.push(
            look.finding(&MEETING_FILED_TWICE, printed.span, message)
                .help("if one takes the place of the other, say so in front matter: `supersedes = \"minutes-draft.md\"`"),
        );
    }
}

fn replaces(look: &Look<'_>, other: PaperId) -> bool {
    look.filed.supersedes == Some(other) || look.filed.superseded_by == Some(other)
}

fn shares_people(look: &Look<'_>, other: PaperId) -> bool {
    let own: Vec<PersonId> = listed(look).map(|(_, id)| id).collect();
    let theirs = &look.site.record.attendance[other.0];
    let shared = own.iter().filter(|id| theirs.contains(id)).count();
    own.is_empty() || shared * 2 >= own.len()
}
