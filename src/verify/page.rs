//! Links and ids of a page. A page made by us has quoted attributes; nothing else has to be understood of HTML here.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::link::path::decode;
use crate::model::Address;

use super::Verifier;

/// A link that the theme made leads nowhere.
pub static BROKEN_PAGE_LINK: Rule = Rule {
    name: "broken-page-link",
    level: Level::Error,
    summary: "A link in a finished page leads to nothing that is on the site.",
    page: include_str!("broken_page_link.md"),
};

/// Two elements have one id.
pub static DUPLICATE_ID: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    summary: "Two elements of a page have the same id, so that a link can reach only one.",
    page: include_str!("duplicate_id.md"),
};

/// Looks at ids and at links within the site.
pub(super) fn look(verifier: &Verifier<'_>, address: &Address, html: &str, report: &mut Report) {
    let mut ids = HashSet::new();
    for id in attributes(html, " id=\"") {
        if !ids.insert(id) {
            let message = format!("the id \"{id}\" stands twice in {address}");
            report.push(
                Diagnostic::in_file(&DUPLICATE_ID, address.output_path(), message)
                    .help("ids of a theme must not be those of paragraphs (p1) or headings"),
            );
        }
    }
    for link in attributes(html, " href=\"").chain(attributes(html, " src=\"")) {
        if let Some(message) = fault(verifier, &ids, link) {
            report.push(Diagnostic::in_file(&BROKEN_PAGE_LINK, address.output_path(), format!("{message}, from {address}")));
        }
    }
}

fn fault(verifier: &Verifier<'_>, ids: &HashSet<&str>, link: &str) -> Option<String> {
    let plain = decode(&link.replace("&#39;", "'").replace("&amp;", "&"));
    if let Some(anchor) = plain.strip_prefix('#') {
        return (!anchor.is_empty() && !ids.contains(escaped(anchor).as_str())).then(|| format!("nothing is at {link}"));
    }
    let own = plain.starts_with('/') && !plain.starts_with("//");
    let base = verifier.site.settings.base_path();
    let path = own.then(|| plain.strip_prefix(base)).flatten()?;
    let path = path.split(['#', '?']).next().unwrap_or_default();
    (!verifier.has(path)).then(|| format!("nothing is at {link}"))
}

/// An id as it stands in the page.
fn escaped(anchor: &str) -> String {
    anchor.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;")
}

/// The values of an attribute, in order.
fn attributes<'h>(html: &'h str, opening: &'static str) -> impl Iterator<Item = &'h str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let start = rest.find(opening)? + opening.len();
        let end = start + rest[start..].find('"')?;
        let value = &rest[start..end];
        rest = &rest[end..];
        Some(value)
    })
}
