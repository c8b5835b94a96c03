//! Site → Report: what is wrong in the papers once all are known. One rule, one file, its page beside it.

mod accept;
mod accessibility;
mod acronym_collision;
mod acronym_late;
mod acronym_mismatch;
mod acronym_slip;
mod acronym_twice;
mod acronym_undefined;
mod acronym_unused;
mod acronyms;
mod action_due_before_meeting;
mod action_empty;
mod action_no_owner;
mod action_vague_due;
mod agenda_minutes_differ;
mod appendices;
mod approved_but_draft;
mod background_papers_missing;
mod date_disagreement;
mod decision_number_gap;
mod empty_item;
mod figures;
mod front_matter_disagrees;
mod heading_duplicate;
mod heading_inconsistent;
mod heading_level;
mod implausible_time;
mod initials;
mod known;
mod law;
mod letterhead;
mod links;
mod look;
mod meeting_filed_twice;
mod mend;
mod minutes_overdue;
mod minutes_without_attendance;
mod name_misspelt;
mod name_variant;
mod notice_too_short;
mod numbering;
mod people;
mod personal_data;
mod present_and_apologies;
mod reference_unresolved;
mod respond_by_passed;
mod role_mismatch;
mod space_before_stop;
mod speaker_not_present;
mod specified_information;
mod split_list;
mod split_paragraph;
mod unbalanced_emphasis;
mod unused_files;
mod weekday_date_mismatch;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Report, Rule};
use crate::model::{PaperId, Site};

use known::Known;
use look::Look;

pub use accept::settle;
pub use accessibility::ACCESSIBILITY;
pub use links::{BROKEN_ANCHOR, BROKEN_LINK};
pub use mend::{Mended, mend};
pub use unused_files::UNUSED_FILE;

/// The rules of this stage, in the order of their names.
pub static RULES: &[&Rule] = &[
    &acronym_collision::ACRONYM_COLLISION,
    &acronym_late::ACRONYM_LATE,
    &acronym_mismatch::ACRONYM_MISMATCH,
    &acronym_slip::ACRONYM_SLIP,
    &acronym_twice::ACRONYM_TWICE,
    &acronym_undefined::ACRONYM_UNDEFINED,
    &acronym_unused::ACRONYM_UNUSED,
    &action_due_before_meeting::ACTION_DUE_BEFORE_MEETING,
    &action_no_owner::ACTION_NO_OWNER,
    &action_vague_due::ACTION_VAGUE_DUE,
    &agenda_minutes_differ::AGENDA_MINUTES_DIFFER,
    &appendices::APPENDIX_MISSING,
    &appendices::APPENDIX_UNLABELLED,
    &approved_but_draft::APPROVED_BUT_DRAFT,
    &background_papers_missing::BACKGROUND_PAPERS_MISSING,
    &accessibility::BARE_LINK_TEXT,
    &links::BROKEN_ANCHOR,
    &links::BROKEN_LINK,
    &decision_number_gap::DECISION_NUMBER_GAP,
    &empty_item::EMPTY_ITEM,
    &figures::FAULTY_FIGURES,
    &front_matter_disagrees::FRONT_MATTER_DISAGREES,
    &heading_duplicate::HEADING_DUPLICATE,
    &heading_inconsistent::HEADING_INCONSISTENT,
    &heading_level::HEADING_LEVEL,
    &accessibility::IMAGE_WITHOUT_ALT,
    &implausible_time::IMPLAUSIBLE_TIME,
    &initials::INITIALS_AMBIGUOUS,
    &initials::INITIALS_UNRESOLVED,
    &meeting_filed_twice::MEETING_FILED_TWICE,
    &minutes_overdue::MINUTES_OVERDUE,
    &minutes_without_attendance::MINUTES_WITHOUT_ATTENDANCE,
    &name_misspelt::NAME_MISSPELT,
    &name_variant::NAME_VARIANT,
    &notice_too_short::NOTICE_TOO_SHORT,
    &numbering::NUMBERING,
    &personal_data::PERSONAL_DATA,
    &present_and_apologies::PRESENT_AND_APOLOGIES,
    &reference_unresolved::REFERENCE_UNRESOLVED,
    &respond_by_passed::RESPOND_BY_PASSED,
    &role_mismatch::ROLE_MISMATCH,
    &space_before_stop::SPACE_BEFORE_STOP,
    &speaker_not_present::SPEAKER_NOT_PRESENT,
    &specified_information::SPECIFIED_INFORMATION,
    &split_list::SPLIT_LIST,
    &split_paragraph::SPLIT_PARAGRAPH,
    &accessibility::TABLE_WITHOUT_HEADER,
    &unbalanced_emphasis::UNBALANCED_EMPHASIS,
    &figures::UNKNOWN_OPTION,
    &links::UNSAFE_LINK,
    &accept::UNUSED_ACCEPTANCE,
    &unused_files::UNUSED_FILE,
    &weekday_date_mismatch::WEEKDAY_DATE_MISMATCH,
];

/// What is looked for in one paper after the other, with all others known.
static CHECKS: &[fn(&Look<'_>, &mut Report)] = &[
    acronym_collision::check,
    acronym_late::check,
    acronym_mismatch::check,
    acronym_slip::check,
    acronym_twice::check,
    acronym_undefined::check,
    acronym_unused::check,
    action_due_before_meeting::check,
    action_empty::check,
    action_no_owner::check,
    action_vague_due::check,
    agenda_minutes_differ::check,
    appendices::check,
    approved_but_draft::check,
    background_papers_missing::check,
    date_disagreement::check,
    empty_item::check,
    front_matter_disagrees::check,
    heading_duplicate::check,
    heading_inconsistent::check,
    heading_level::check,
    implausible_time::check,
    initials::check,
    meeting_filed_twice::check,
    minutes_overdue::check,
    minutes_without_attendance::check,
    name_misspelt::check,
    name_variant::check,
    notice_too_short::check,
    numbering::check,
    personal_data::check,
    present_and_apologies::check,
    reference_unresolved::check,
    respond_by_passed::check,
    role_mismatch::check,
    space_before_stop::check,
    speaker_not_present::check,
    split_list::check,
    split_paragraph::check,
    unbalanced_emphasis::check,
    weekday_date_mismatch::check,
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
    let known = Known::of(site);
    let mut report: Report =
        (0..site.papers.len()).into_par_iter().map(|place| paper(site, &known, PaperId(place))).reduce(Report::default, |mut all, one| {
            all.join(one);
            all
        });
    decision_number_gap::check(site, &mut report);
    notice_too_short::meetings(site, &mut report);
    specified_information::check(site, &mut report);
    unused_files::check(site, &mut report);
    report
}

fn paper(site: &Site, known: &Known, id: PaperId) -> Report {
    let mut report = at_once(site, id);
    let look = Look::at(site, known, id);
    CHECKS.iter().for_each(|check| check(&look, &mut report));
    report
}

/// What can be told of one paper without looking through all others first.
pub fn at_once(site: &Site, id: PaperId) -> Report {
    let mut report = Report::default();
    links::check(site, id, &mut report);
    figures::check(site, id, &mut report);
    accessibility::check(site, id, &mut report);
    report
}
