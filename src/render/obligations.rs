//! What the law says must be published → where on the site it is, and since when.

use jiff::civil::Date;

use crate::link::{Target, resolve};
use crate::model::{Certainty, Kind, Obligation, Page, Register, ShownBy, Site};

use super::make::{date, link, paper_link};
use super::views::{LinkView, ObligationView};
use super::web;

/// Every obligation of the site's profile.
pub(super) fn all(site: &Site) -> Vec<ObligationView> {
    site.law.profile.obligation.iter().map(|obligation| one(site, obligation)).collect()
}

fn one(site: &Site, obligation: &Obligation) -> ObligationView {
    let told = site.settings.specified_information.get(&obligation.paragraph).into_iter().flatten();
    let found: Vec<(LinkView, Option<Date>)> =
        told.filter_map(|path| named(site, path)).chain(obligation.shown_by.and_then(|part| shown(site, part))).collect();
    ObligationView {
        paragraph: obligation.paragraph.clone(),
        what: obligation.what.clone(),
        when: obligation.when.clone(),
        source: obligation.law.source.clone(),
        read: obligation.law.certainty == Certainty::Read,
        updated: found.iter().filter_map(|(_, updated)| *updated).max().map(date),
        pages: found.into_iter().map(|(page, _)| page).collect(),
    }
}

/// A paper, a file or a web address that the settings name.
fn named(site: &Site, path: &str) -> Option<(LinkView, Option<Date>)> {
    match resolve(site, "panelpress.toml", path) {
        Target::Paper(id, _) => Some((paper_link(site, id), site.paper(id).date)),
        Target::Place(address, _) => Some((link(site, path, &address), None)),
        Target::File(file) => Some((LinkView { title: path.to_owned(), url: web::file(site, &file) }, None)),
        Target::Elsewhere => Some((LinkView { title: path.to_owned(), url: path.to_owned() }, None)),
        _ => None,
    }
}

/// The list that shows a part of the record, where there is something in it.
fn shown(site: &Site, part: ShownBy) -> Option<(LinkView, Option<Date>)> {
    let latest = |kind: Kind| site.papers.iter().filter(|paper| paper.kind == kind).filter_map(|paper| paper.date).max();
    let (wanted, title, updated) = match part {
        ShownBy::Meetings => (None, Register::Meetings.label(), site.meetings.iter().map(|meeting| meeting.date).max()),
        ShownBy::Decisions => (None, Register::Decisions.label(), latest(Kind::Decision).max(latest(Kind::Minutes))),
        ShownBy::Agendas => (Some(Page::Kind(Kind::Agenda, 1)), Kind::Agenda.plural(), latest(Kind::Agenda)),
        ShownBy::Minutes => (Some(Page::Kind(Kind::Minutes, 1)), Kind::Minutes.plural(), latest(Kind::Minutes)),
    };
    let listing = site.record.listings.iter().find(|listing| listing.register.label() == title);
    let page = wanted.and_then(|wanted| site.pages.iter().find(|(_, page)| **page == wanted)).map(|(address, _)| address);
    let address = page.or(listing.map(|listing| &listing.address))?;
    Some((link(site, title, address), updated))
}
