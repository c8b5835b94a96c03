//! Minutes that a later meeting has approved, and that still say they are a draft.

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// An approved paper says that it is a draft.
pub static APPROVED_BUT_DRAFT: Rule = Rule {
    name: "approved-but-draft",
    level: Level::Warning,
    summary: "Minutes that were approved still say that they are a draft.",
    page: include_str!("approved_but_draft.md"),
};

/// Looks at the banner.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let (Some((by, _)), Some(banner)) = (&look.filed.approved_by, look.filed.paper.head.draft) else { return };
    let by = look.site.paper(*by);
    let day = by.date.map_or_else(String::new, |date| format!(" on {date}"));
    report.push(
        look.finding(&APPROVED_BUT_DRAFT, banner, format!("these minutes were approved{day}"))
            .note(format!("{} says so", by.document.path()))
            .help("take the banner out, or put the approved text in the place of the draft"),
    );
}
