//! Every page the site will have, by address.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Address, BodyId, Kind, MeetingId, PackId, Page, PaperId, Site, StubId};

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
    let years: BTreeSet<i16> = site.papers.iter().filter_map(|paper| paper.date).map(|date| date.year()).collect();
    pages.extend(years.into_iter().map(|year| (Address::page(["papers", &year.to_string()]), Page::Year(year))));
    let kinds: BTreeSet<Kind> = site.papers.iter().map(|paper| paper.kind).filter(|kind| *kind != Kind::Page).collect();
    pages.extend(kinds.into_iter().map(|kind| (Address::page(["papers", kind.name()]), Page::Kind(kind))));
    for (address, page) in pages {
        insert(site, address, page, report);
    }
    redirects(site, report);
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

/// Older addresses lead to the paper, unless something stands there now.
fn redirects(site: &mut Site, report: &mut Report) {
    for place in 0..site.papers.len() {
        let paper = &site.papers[place];
        let document = paper.document.clone();
        let first = site.papers_of_file.get(document.path()).is_some_and(|papers| papers[0] == PaperId(place));
        for alias in document.front.aliases.iter().filter(|_| first) {
            let address = Address::written(alias);
            let taken = site.pages.contains_key(&address) || site.files.contains_key(&address);
            if taken {
                let message = format!("the alias {alias} is the address of something else on the site");
                report.push(Diagnostic::in_file(&ADDRESS_COLLISION, document.path(), message).help("remove the alias"));
            } else {
                site.pages.insert(address, Page::Redirect(PaperId(place)));
            }
        }
    }
}

fn source_of(site: &Site, page: Page) -> Option<Box<str>> {
    match page {
        Page::Paper(id) | Page::Redirect(id) => Some(site.paper(id).document.path().into()),
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
