//! A paper is withheld and its stub does not say on what ground.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::Site;

/// The ground is missing.
pub static WITHHELD_WITHOUT_PARAGRAPH: Rule = Rule {
    name: "withheld-without-paragraph",
    level: Level::Warning,
    summary: "A withheld paper's stub does not name the paragraph of Schedule 12A that is relied on.",
    page: include_str!("withheld_without_paragraph.md"),
};

/// Looks at every stub.
pub(super) fn check(site: &Site, report: &mut Report) {
    for stub in site.stubs.iter().filter(|stub| stub.withheld.paragraph.is_none()) {
        let path = stub.address.as_str().trim_matches('/').to_owned();
        let finding =
            Diagnostic::in_file(&WITHHELD_WITHOUT_PARAGRAPH, path, "this stub does not say which paragraph of Schedule 12A is relied on")
                .note("Local Government Act 1972, section 100A(4) and Schedule 12A; advice, not legal advice")
                .help("add `paragraph = \"3\"`, or the paragraph that applies, to `withheld`");
        report.push(finding);
    }
}
