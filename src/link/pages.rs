//! Every page the site will have, by address.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{
    Address, BodyId, BodyKind, Kind, ListingId, MeetingId, PackId, Page, PaperId, PersonId, SHEET, Site, StubId, sheet_address,
};

use super::ADDRESS_COLLISION;

/// Fills in the list of pages: those of the papers, those that list them, and redirects from older addresses.
pub(super) fn list(site: &mut Site, report: &mut Report) {
    let mut pages: Vec<(Address, Page)> = vec![
        (Address::page([]), Page::Home),
        (Address::page(["bodies"]), Page::Bodies),
        (Address::page(["papers"]), Page::Papers),
        (Address::file("404.html"), Page::NotFound),
    ];
    pages.extend(site.bodies.iter().enumerate().map(|(place, body)| (body.address.clone(), Page::Body(BodyId(place)))));
    pages.extend(site.meetings.iter().enumerate().map(|(place, meeting)| (meeting.address.clone(), Page::Meeting(MeetingId(place)))));
    pages.extend(site.papers.iter().enumerate().map(|(place, paper)| (paper.address.clone(), Page::Paper(PaperId(place)))));
    pages.extend(site.packs.iter().enumerate().map(|(place, pack)| (pack.address.clone(), Page::Pack(PackId(place)))));
    pages.extend(site.stubs.iter().enumerate().map(|(place, stub)| (stub.address.clone(), Page::Stub(StubId(place)))));
    pages.extend(lists_of_papers(site));
    for (address, page) in pages {
        insert(site, address, page, report);
    }
    // A body or a page of that name keeps its address: people follow links to it already.
    for (address, page) in registers(site) {
        site.pages.entry(address).or_insert(page);
    }
    // An author's own page of that name takes the place of the one that is made.
    site.pages.entry(Address::page(["about-this-record"])).or_insert(Page::About);
    site.pages.entry(Address::page(["accessibility"])).or_insert(Page::Accessibility);
    if owes_specified_information(site) {
        site.pages.entry(Address::page(["specified-information"])).or_insert(Page::SpecifiedInformation);
    }
    files(site, report);
    redirects(site, report);
}

/// Whether the site is that of an elected local policing body: it says so in its settings, or by the meetings it holds.
fn owes_specified_information(site: &Site) -> bool {
    let told = !site.settings.specified_information.is_empty();
    let holds_to_account = || site.bodies.iter().any(|body| body.entry.kind == Some(BodyKind::Scrutiny));
    !site.law.profile.obligation.is_empty() && (told || holds_to_account())
}

/// The papers of each year and of each kind.
fn lists_of_papers(site: &Site) -> Vec<(Address, Page)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for paper in &site.papers {
        paper.date.iter().for_each(|date| *years.entry(date.year()).or_default() += 1);
        *kinds.entry(paper.kind).or_default() += usize::from(paper.kind != Kind::Page);
    }
    let sheets = |part: &str, papers: usize| {
        let first = Address::page(["papers", part]);
        (1..=papers.div_ceil(SHEET)).map(move |sheet| (sheet_address(&first, sheet), sheet)).collect::<Vec<_>>()
    };
    let of_years = years.into_iter().flat_map(|(year, papers)| {
        sheets(&year.to_string(), papers).into_iter().map(move |(address, sheet)| (address, Page::Year(year, sheet)))
    });
    let of_kinds = kinds
        .into_iter()
        .flat_map(|(kind, papers)| sheets(kind.name(), papers).into_iter().map(move |(address, sheet)| (address, Page::Kind(kind, sheet))));
    of_years.chain(of_kinds).collect()
}

/// Every person, and every page of every list of the registers.
fn registers(site: &Site) -> Vec<(Address, Page)> {
    let listings = site.record.listings.iter().enumerate();
    let sheets = listings.flat_map(|(place, listing)| {
        (1..=listing.sheets()).map(move |sheet| (sheet_address(&listing.address, sheet), Page::Listing(ListingId(place), sheet)))
    });
    let people = site.record.people.iter().enumerate().map(|(place, person)| (person.address.clone(), Page::Person(PersonId(place))));
    people.chain(sheets).collect()
}

fn insert(site: &mut Site, address: Address, page: Page, report: &mut Report) {
    if let Some(other) = site.pages.get(&address) {
        let file = source_of(site, page).or_else(|| source_of(site, *other)).unwrap_or_default();
        let message = format!("{} and {} would both stand at {address}", named(site, page), named(site, *other));
        report.push(Diagnostic::in_file(&ADDRESS_COLLISION, file, message).help("rename the file or folder"));
        return;
    }
    site.pages.insert(address, page);
}

/// A file beside the papers may not take the place of a page.
fn files(site: &mut Site, report: &mut Report) {
    if site.files.is_empty() {
        return;
    }
    let outputs: BTreeSet<String> = site.pages.keys().map(Address::output_path).collect();
    let mut seen = BTreeSet::new();
    let taken = |file: &&Address| {
        let path = file.output_path();
        // A disk may not tell `A.pdf` from `a.pdf`.
        outputs.contains(&path) || is_own(&path) || !seen.insert(path.to_lowercase())
    };
    let taken: Vec<Address> = site.files.keys().filter(taken).cloned().collect();
    for file in taken {
        let path = file.as_str().trim_start_matches('/').to_owned();
        report.push(
            Diagnostic::in_file(&ADDRESS_COLLISION, path, "this file would take the place of another file or page of the site")
                .help("rename the file"),
        );
        site.files.remove(&file);
    }
}

/// Older addresses lead to the paper, unless something stands there now.
fn redirects(site: &mut Site, report: &mut Report) {
    if site.papers.iter().all(|paper| paper.document.front.aliases.is_empty()) {
        return;
    }
    let mut outputs: BTreeSet<String> =
        site.pages.keys().chain(site.files.keys()).map(|address| address.output_path().to_lowercase()).collect();
    for place in 0..site.papers.len() {
        let paper = &site.papers[place];
        let document = paper.document.clone();
        let first = site.papers_of_file.get(document.path()).is_some_and(|papers| papers[0] == PaperId(place));
        for alias in document.front.aliases.iter().filter(|_| first) {
            // A page that stood at `old.pdf` must be HTML: hosts lead from `/old.pdf` to the page `/old.pdf/`.
            let path = alias.split(['#', '?']).next().unwrap_or_default().trim_matches('/');
            let address =
                if path.ends_with(".html") || path.ends_with(".htm") { Address::file(path) } else { Address::page(path.split('/')) };
            let output = address.output_path();
            let plain = path.split('/').all(|part| !part.starts_with('.') && !part.is_empty())
                && !path.contains(['\\', ':'])
                && !path.chars().any(char::is_control);
            let taken = !outputs.insert(output.to_lowercase()) || is_own(path) || is_own(&output);
            if !plain {
                let message = format!("the alias {alias} is no address on the site");
                report.push(
                    Diagnostic::in_file(&ADDRESS_COLLISION, document.path(), message).help("an alias is a path: /documents/old-name.pdf"),
                );
            } else if taken {
                let message = format!("the alias {alias} is the address of something else on the site");
                report.push(Diagnostic::in_file(&ADDRESS_COLLISION, document.path(), message).help("remove the alias"));
            } else {
                site.pages.insert(address, Page::Redirect(PaperId(place)));
            }
        }
    }
}

/// Files that the site makes beside its pages.
fn is_own(path: &str) -> bool {
    ["robots.txt", "sitemap.xml", "404.html"].contains(&path)
        || path.starts_with("theme/")
        || path.starts_with("robots.txt/")
        || path.starts_with("sitemap.xml/")
}

fn source_of(site: &Site, page: Page) -> Option<Box<str>> {
    match page {
        Page::Paper(id) | Page::Redirect(id) => Some(site.paper(id).document.path().into()),
        Page::Body(id) => Some(format!("{}/_body.toml", site.body(id).slug).into()),
        _ => None,
    }
}

fn named(site: &Site, page: Page) -> String {
    match page {
        Page::Paper(id) | Page::Redirect(id) => site.paper(id).document.path().to_owned(),
        Page::Body(id) => format!("the page of the body {}", site.body(id).name),
        Page::Meeting(id) => format!("the page of the meeting of {}", site.meeting(id).date),
        _ => "a page of the site itself".to_owned(),
    }
}
