//! Site → Report: what is wrong in the papers once all are known. One rule, one file.

mod accessibility;
mod figures;
mod links;
mod unused_files;
mod withheld;

use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::model::{PaperId, Site};

pub use accessibility::{ACCESSIBILITY, BARE_LINK_TEXT, IMAGE_WITHOUT_ALT, TABLE_WITHOUT_HEADER};
pub use figures::{FAULTY_FIGURES, UNKNOWN_OPTION};
pub use links::{BROKEN_ANCHOR, BROKEN_LINK, UNSAFE_LINK};
pub use unused_files::UNUSED_FILE;
pub use withheld::WITHHELD_WITHOUT_PARAGRAPH;

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
    accessibility::check(site, id, &mut report);
    report
}
