//! What rules of law have in common: to whom the law applies, and what is said with every finding.

use super::look::Look;
use crate::diagnostic::Diagnostic;
use crate::model::{BodyKind, Certainty, Fact, Meeting, Site};

/// Whether the law of access to information applies to a body of this kind. A body that does not say what it is is left alone.
pub(super) fn applies(site: &Site, meeting: &Meeting) -> bool {
    let kind = site.body(meeting.body).entry.kind;
    kind.is_some_and(|kind: BodyKind| site.law.profile.bodies.contains(&kind))
}

/// Whether the paper was put before a body to which it applies.
pub(super) fn applies_to(look: &Look<'_>) -> bool {
    look.filed.meeting.is_some_and(|id| applies(look.site, look.site.meeting(id)))
}

/// A finding with its source; advice where the source is not verified.
pub(super) fn by(found: Diagnostic, fact: &Fact) -> Diagnostic {
    let found = found.note(format!("{}; advice, not legal advice", fact.source));
    if fact.certainty == Certainty::Unverified { found.guessed() } else { found }
}
