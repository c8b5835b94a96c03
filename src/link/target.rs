//! Where a link in a paper leads.

use crate::load::fingerprint;
use crate::model::{Address, Page, PaperId, Site, StubId};

use super::path;

/// What a link's target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A paper of the site, and the anchor in it, if any.
    Paper(PaperId, Option<String>),
    /// The stub of a withheld paper.
    Stub(StubId),
    /// A page or file of the site, and the anchor, if any.
    Place(Address, Option<String>),
    /// A file beside the papers, by its path from the content folder.
    File(String),
    /// An anchor in the same paper.
    Here(String),
    /// Somewhere else: a web address, an e-mail address.
    Elsewhere,
    /// A scheme that a link in a public record has no use for, such as `javascript:`.
    Unsafe,
    /// A paper that may not be seen. Pages show it like one that is missing.
    Hidden,
    /// Nothing that is on the site.
    Missing,
}

/// What a target written in a file means.
pub fn resolve(site: &Site, file: &str, target: &str) -> Target {
    let anchor = target.split_once('#').map(|(_, anchor)| path::decode(anchor)).filter(|anchor| !anchor.is_empty());
    match target {
        _ if target.starts_with('#') => Target::Here(anchor.unwrap_or_default()),
        _ if target.starts_with("//") => Target::Elsewhere,
        _ => match scheme(target) {
            Some(scheme) if ["http", "https", "mailto", "tel", "ftp"].contains(&scheme.as_str()) => Target::Elsewhere,
            Some(_) => Target::Unsafe,
            None => inside(site, file, target, anchor),
        },
    }
}

/// The scheme a target starts with, in lower case. A drive letter or a time of day is none.
fn scheme(target: &str) -> Option<String> {
    let compact: String = target.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(40).collect();
    let (scheme, _) = compact.split_once(':')?;
    let valid = scheme.len() > 1
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    valid.then(|| scheme.to_ascii_lowercase())
}

fn inside(site: &Site, file: &str, target: &str, anchor: Option<String>) -> Target {
    let Some(path) = path::join(file, target) else { return Target::Missing };
    if let Some(papers) = site.papers_of_file.get(path.as_str()) {
        return of_file(site, papers, anchor);
    }
    if let Some(stub) = site.unpublished.paths.get(&fingerprint::path(&path)) {
        return stub.map_or(Target::Hidden, |stub| Target::Stub(StubId(stub)));
    }
    if site.assets.contains_key(path.as_str()) {
        return Target::File(path);
    }
    let address = Address::written(&path);
    match site.pages.get(&address) {
        Some(Page::Paper(id)) => Target::Paper(*id, anchor),
        Some(_) => Target::Place(address, anchor),
        None => Target::Missing,
    }
}

/// A file of several papers leads to the paper that has the anchor, else to the first.
fn of_file(site: &Site, papers: &[PaperId], anchor: Option<String>) -> Target {
    let pack = site.paper(papers[0]).pack;
    let holder = anchor.as_ref().and_then(|anchor| papers.iter().find(|id| site.paper(**id).paper.has_anchor(anchor)));
    match (pack, anchor) {
        (Some(pack), None) => Target::Place(site.pack(pack).address.clone(), None),
        (_, anchor) => Target::Paper(*holder.unwrap_or(&papers[0]), anchor),
    }
}
