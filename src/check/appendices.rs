//! Appendices that are not there, or that do not say which they are.

use std::collections::BTreeSet;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::model::{Destination, Filed, Kind, Pointer, Reference};

/// An appendix is not on the site.
pub static APPENDIX_MISSING: Rule = Rule {
    name: "appendix-missing",
    level: Level::Warning,
    summary: "A paper speaks of an appendix that is not on the site.",
    page: include_str!("appendix_missing.md"),
};

/// An appendix does not say which it is.
pub static APPENDIX_UNLABELLED: Rule = Rule {
    name: "appendix-unlabelled",
    level: Level::Advice,
    summary: "An appendix does not say which it is.",
    page: include_str!("appendix_unlabelled.md"),
};

/// So many lines at the top of a paper may say which appendix it is.
const TOP: usize = 8;

/// Looks at references to appendices.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let destinations = look.site.record.destinations[look.id.0].iter();
    let mut told: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (reference, destination) in look.reading().references.iter().zip(destinations) {
        let Pointer::Appendix(label) = &reference.to else { continue };
        match destination {
            Destination::Pending if look.filed.kind == Kind::Report && is_own(look, reference) && told.insert((label, 0)) => {
                let message = format!("no Appendix {label} of this paper is on the site");
                let found = look.finding(&APPENDIX_MISSING, reference.span, message);
                let found = found.help("list it in front matter: `appendices = [\"appendix-a.md\"]`");
                // Files that go with the paper may hold it.
                report.push(if look.filed.attachments.is_empty() { found } else { found.guessed() });
            }
            Destination::Paper(id, None) if *id != look.id && !is_labelled(look.site.paper(*id)) => {
                let line = look.source().line(reference.span.start);
                if told.insert(("", line)) {
                    let other = look.site.paper(*id);
                    let from = other.document.source.line(other.paper.span.start);
                    let message = format!(
                        "{} is found by its place alone: {}, line {from}, does not say that it is an appendix",
                        named(label),
                        other.document.path()
                    );
                    report.push(look.finding(&APPENDIX_UNLABELLED, reference.span, message).help(format!("head it \"{}\"", named(label))));
                }
            }
            _ => {}
        }
    }
}

fn named(label: &str) -> String {
    format!("Appendix {label}")
}

/// Whether the appendix is said to be this paper's: "Appendix 2 of the code" is somebody else's.
fn is_own(look: &Look<'_>, reference: &Reference) -> bool {
    let text = look.source().text();
    let after = text[reference.span.end as usize..].trim_start_matches(['*', '_', ')', ']']);
    let before = text[..reference.span.start as usize].trim_end();
    let elsewhere = [" of ", " to the ", " in the ", " i "].iter().any(|words| after.starts_with(words));
    !elsewhere && !before.ends_with("'s") && !before.ends_with("’s")
}

/// Whether the top of a paper says that it is an appendix.
fn is_labelled(filed: &Filed) -> bool {
    let text = filed.document.source.slice(filed.paper.span);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP);
    let says = |text: &str| ["appendix", "annex", "atodiad"].iter().any(|word| text.to_lowercase().contains(word));
    lines.into_iter().any(says) || says(&filed.title) || says(filed.document.stem())
}
