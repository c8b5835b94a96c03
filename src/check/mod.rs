//! Site → Report: what is wrong in the papers once all are known. One rule, one file.

mod accessibility;
mod figures;
mod links;
mod unused_files;
mod withheld;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::Report;
use crate::model::{PaperId, Site};

pub use accessibility::{ACCESSIBILITY, BARE_LINK_TEXT, IMAGE_WITHOUT_ALT, TABLE_WITHOUT_HEADER};
pub use figures::{FAULTY_FIGURES, UNKNOWN_OPTION};
pub use links::{BROKEN_ANCHOR, BROKEN_LINK, UNSAFE_LINK};
pub use unused_files::UNUSED_FILE;
pub use withheld::WITHHELD_WITHOUT_PARAGRAPH;

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

    /// Everything that is wrong, if somebody has asked before.
    pub fn ready(&self) -> Option<&Report> {
        self.all.get()
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
    report
}
