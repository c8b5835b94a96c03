//! Whether a paper may be seen. Where its front matter leaves a doubt, it may not.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{FrontMatter, Withheld};

use super::rules;

/// Who may see a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Publicity {
    /// Everybody.
    Public,
    /// Nobody, and a stub says so.
    Withheld(Withheld),
    /// Nobody yet, and nothing says so.
    Hidden,
}

impl Publicity {
    /// What front matter says on a day.
    pub fn of(front: &FrontMatter, today: Date) -> Self {
        match (&front.withheld, front.publish_on) {
            _ if front.hold => Self::Hidden,
            (_, Some(day)) if today < day => Self::Hidden,
            (Some(withheld), _) => Self::Withheld(withheld.clone()),
            _ => Self::Public,
        }
    }
}

/// Words for "not public" in other programs, and ours. A key near one of them is not to be passed over.
const GUARDS: [&str; 19] = [
    "hold",
    "held",
    "withheld",
    "withhold",
    "publish_on",
    "publish",
    "published",
    "publish_date",
    "publishdate",
    "draft",
    "private",
    "embargo",
    "embargoed",
    "exempt",
    "confidential",
    "restricted",
    "visibility",
    "hidden",
    "unlisted",
];

/// Whether a fault of front matter could mean that its author did not want the paper seen.
pub(super) fn could_hide(fault: &Diagnostic) -> bool {
    let unreadable = fault.rule.name == rules::SYNTAX_ERROR.name;
    let quoted = fault.message.split('`').skip(1).step_by(2);
    unreadable || quoted.map(|key| key.to_lowercase().replace('-', "_")).any(|key| GUARDS.iter().any(|guard| is_near(&key, guard)))
}

fn is_near(key: &str, guard: &str) -> bool {
    key.split(['.', ' ']).any(|part| part == guard || guard.len() > 4 && strsim::osa_distance(part, guard) <= 2)
}
