//! Site → Report: what is wrong in the papers once all are known. One rule, one file.

mod figures;
mod links;
mod unused_files;
mod withheld;

use rayon::prelude::*;

use crate::diagnostic::{Report, Rule};
use crate::model::{PaperId, Site};

pub use links::{BROKEN_ANCHOR, BROKEN_LINK, UNSAFE_LINK};
pub use unused_files::UNUSED_FILE;

/// Every rule by which something can be found in the papers before pages are made of them.
pub static RULES: [&Rule; 20] = [
    &crate::load::rules::SYNTAX_ERROR,
    &crate::load::rules::UNKNOWN_KEY,
    &crate::load::rules::WRONG_TYPE,
    &crate::load::rules::UNKNOWN_VALUE,
    &crate::load::rules::MISSING_KEY,
    &crate::load::rules::DUPLICATE_KEY,
    &crate::load::rules::THEME_CONTRACT,
    &crate::parse::COMPOUND_PAPER,
    &crate::parse::UNDERLINE_HEADING,
    &crate::link::ADDRESS_COLLISION,
    &crate::link::DATE_DISAGREEMENT,
    &crate::link::MISSING_FILE,
    &crate::link::UNKNOWN_BODY,
    &BROKEN_LINK,
    &BROKEN_ANCHOR,
    &UNSAFE_LINK,
    &UNUSED_FILE,
    &figures::FAULTY_FIGURES,
    &figures::UNKNOWN_OPTION,
    &withheld::WITHHELD_WITHOUT_PARAGRAPH,
];

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

fn paper(site: &Site, id: PaperId) -> Report {
    let mut report = Report::default();
    links::check(site, id, &mut report);
    figures::check(site, id, &mut report);
    report
}
