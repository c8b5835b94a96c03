//! Site → Report: what is wrong in the papers once all are known. One rule, one file, its page beside it.

mod accept;
mod accessibility;
mod empty_item;
mod figures;
mod front_matter_disagrees;
mod heading_duplicate;
mod heading_inconsistent;
mod heading_level;
mod implausible_time;
mod links;
mod look;
mod mend;
mod minutes_without_attendance;
mod numbering;
mod personal_data;
mod space_before_stop;
mod split_list;
mod unbalanced_emphasis;
mod unused_files;
mod withheld;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Report, Rule};
use crate::model::{PaperId, Site};

use look::Look;

pub use accept::{UNUSED_ACCEPTANCE, settle};
pub use accessibility::{ACCESSIBILITY, BARE_LINK_TEXT, IMAGE_WITHOUT_ALT, TABLE_WITHOUT_HEADER};
pub use figures::{FAULTY_FIGURES, UNKNOWN_OPTION};
pub use links::{BROKEN_ANCHOR, BROKEN_LINK, UNSAFE_LINK};
pub use mend::{Mended, mend};
pub use unused_files::UNUSED_FILE;
pub use withheld::WITHHELD_WITHOUT_PARAGRAPH;

/// The rules of this stage, in the order of their names.
pub static RULES: &[&Rule] = &[
    &accessibility::BARE_LINK_TEXT,
    &links::BROKEN_ANCHOR,
    &links::BROKEN_LINK,
    &empty_item::EMPTY_ITEM,
    &figures::FAULTY_FIGURES,
    &front_matter_disagrees::FRONT_MATTER_DISAGREES,
    &heading_duplicate::HEADING_DUPLICATE,
    &heading_inconsistent::HEADING_INCONSISTENT,
    &heading_level::HEADING_LEVEL,
    &accessibility::IMAGE_WITHOUT_ALT,
    &implausible_time::IMPLAUSIBLE_TIME,
    &minutes_without_attendance::MINUTES_WITHOUT_ATTENDANCE,
    &numbering::NUMBERING,
    &personal_data::PERSONAL_DATA,
    &space_before_stop::SPACE_BEFORE_STOP,
    &split_list::SPLIT_LIST,
    &accessibility::TABLE_WITHOUT_HEADER,
    &unbalanced_emphasis::UNBALANCED_EMPHASIS,
    &figures::UNKNOWN_OPTION,
    &links::UNSAFE_LINK,
    &accept::UNUSED_ACCEPTANCE,
    &unused_files::UNUSED_FILE,
    &withheld::WITHHELD_WITHOUT_PARAGRAPH,
];

/// What is read from one paper and needs no other.
static ALONE: &[fn(&Look<'_>, &mut Report)] = &[
    empty_item::check,
    front_matter_disagrees::check,
    heading_duplicate::check,
    heading_inconsistent::check,
    heading_level::check,
    implausible_time::check,
    minutes_without_attendance::check,
    numbering::check,
    personal_data::check,
    space_before_stop::check,
    split_list::check,
    unbalanced_emphasis::check,
];

/// What is wrong in a site, looked for when somebody first asks: a preview shows pages before anything is checked.
#[derive(Debug)]
pub struct Findings {
    site: Arc<Site>,
    before: Report,
    all: OnceLock<Report>,
}

impl Findings {
    /// The findings of a site, with what was found `before` it was linked and while it was.
    pub fn new(site: Arc<Site>, before: Report) -> Self {
        Self { site, before, all: OnceLock::new() }
    }

    /// Everything that is wrong. The first who asks waits for the checks.
    pub fn report(&self) -> &Report {
        self.all.get_or_init(|| {
            let mut all = self.before.clone();
            all.join(site(&self.site));
            all
        })
    }

    /// What was found before the checks.
    pub fn before(&self) -> &Report {
        &self.before
    }
}

/// Looks at everything.
pub fn site(site: &Site) -> Report {
    let mut report: Report =
        (0..site.papers.len()).into_par_iter().map(|place| paper(site, PaperId(place))).reduce(Report::default, |mut all, one| {
            all.join(one);
            all
        });
    unused_files::check(site, &mut report);
    withheld::check(site, &mut report);
    report
}

/// Looks at one paper.
pub fn paper(site: &Site, id: PaperId) -> Report {
    let mut report = Report::default();
    links::check(site, id, &mut report);
    figures::check(site, id, &mut report);
    accessibility::check(site, id, &mut report);
    let look = Look::at(site, id);
    ALONE.iter().for_each(|check| check(&look, &mut report));
    report
}
