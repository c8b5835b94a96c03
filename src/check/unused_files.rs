//! Files beside papers that no paper names: they are not part of the site.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Address, Site};

/// A file is left out.
pub static UNUSED_FILE: Rule = Rule {
    name: "unused-file",
    level: Level::Warning,
    summary: "A file beside the papers is named by none of them, and so is not published.",
    page: include_str!("unused_file.md"),
};

/// Names every file that is left out. One that could belong to a paper that may not be seen is the author's own business, and
/// this report is for the author alone.
pub(super) fn check(site: &Site, report: &mut Report) {
    for path in site.assets.keys().filter(|path| !site.files.contains_key(&Address::file(path))) {
        let finding = Diagnostic::in_file(
            &UNUSED_FILE,
            path.clone(),
            "no published paper links to this file, shows it or lists it: it is not on the site",
        )
        .help("link to it from a paper, or add it to the paper's `attachments`");
        report.push(finding);
    }
}
