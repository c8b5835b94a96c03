//! Site and theme → the bytes of a page. The only module that knows Tera; templates see views, never the model.

pub mod chart;
pub(crate) mod escape;
pub mod figures;
pub mod highlight;
pub mod views;
pub(crate) mod web;

mod examples;
mod language;
mod make;
mod marks;
mod obligations;
mod raw;
mod reference;
mod registers;
mod template;
mod text;

pub use reference::reference;
pub use template::{TEMPLATE_ERROR, TEMPLATES, TemplateFault, TemplatePage};

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::check::Findings;
use crate::model::{Address, BodyId, Facet, Kind, Listing, ListingId, Page, PaperId, PersonId, Register, SHEET, Site, ThemeFiles};

use highlight::Highlighter;
use registers::Sittings;
use views::{CardView, LinkView, PageView, WayView};

/// How many papers the home page lists.
const LATEST: usize = 12;

/// A theme made ready, with what is the same on every page.
pub struct Renderer {
    site: Arc<Site>,
    findings: Arc<Findings>,
    tera: Tera,
    highlighter: Highlighter,
    /// Papers from the latest to the oldest; those without a date are not in it.
    by_date: Vec<PaperId>,
    /// What the glossary says that words stand for.
    meanings: HashMap<Box<str>, Box<str>>,
    /// What attendance is counted against.
    sittings: Sittings,
}

impl Renderer {
    /// Makes a theme ready for a site. What is found in the papers goes into the accessibility statement; no other page waits for it.
    ///
    /// # Errors
    /// Every fault of the templates, each with its place.
    pub fn new(site: Arc<Site>, theme: &ThemeFiles, findings: Arc<Findings>) -> Result<Self, Vec<TemplateFault>> {
        let mut tera = template::compile(theme)?;
        tera.global_context().insert("site", &make::site_view(&site));
        let mut by_date: Vec<PaperId> = (0..site.papers.len()).map(PaperId).filter(|id| site.paper(*id).date.is_some()).collect();
        by_date.sort_by_key(|id| (std::cmp::Reverse(site.paper(*id).date), *id));
        let (meanings, sittings) = (meanings(&site), Sittings::of(&site));
        Ok(Self { site, findings, tera, highlighter: Highlighter::default(), by_date, meanings, sittings })
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// Where a template fails on this page.
    pub fn page(&self, address: &Address, page: Page) -> Result<Vec<u8>, TemplateFault> {
        let (template, context) = self.context(address, page);
        let html = self.tera.render(template.file(), &context).map_err(|error| template::fault(&error))?;
        Ok(html.into_bytes())
    }

    /// The template of a page, and what it is given.
    fn context(&self, address: &Address, page: Page) -> (TemplatePage, Context) {
        let mut context = Context::new();
        let view = match page {
            Page::Home => self.home(address, &mut context),
            Page::Bodies => self.bodies(address, &mut context),
            Page::Body(id) => self.body(address, id, &mut context),
            Page::Meeting(id) => self.meeting(address, id, &mut context),
            Page::Paper(id) => self.paper(address, id, &mut context),
            Page::Pack(id) => {
                let pack = self.site.pack(id);
                context.insert("papers", &self.cards(pack.papers.iter().copied()));
                context.insert("pack", &make::pack(&self.site, id));
                let first = self.site.paper(pack.papers[0]);
                self.view(address, &pack.title, self.trail_to(first.body, make::pack_meeting(&self.site, id)))
            }
            Page::Stub(id) => {
                let stub = make::stub(&self.site, id);
                let trail = self.trail_to(None, self.site.stub(id).meeting);
                context.insert("stub", &stub);
                self.view(address, &stub.title, trail)
            }
            Page::Papers => self.papers(address, &mut context),
            Page::Year(year, sheet) => self.year(address, year, sheet, &mut context),
            Page::Kind(kind, sheet) => self.kind(address, kind, sheet, &mut context),
            Page::Listing(id, sheet) => self.listing(address, id, sheet, &mut context),
            Page::Person(id) => self.person(address, id, &mut context),
            Page::Redirect(id) => {
                let target = make::paper_link(&self.site, id);
                context.insert("target", &target);
                self.view(address, &target.title, Vec::new())
            }
            Page::About => {
                context.insert("record", &make::record(&self.site));
                self.view(address, "About this record", self.trail())
            }
            Page::Accessibility => {
                context.insert("barriers", &make::barriers(&self.site, self.findings.report()));
                self.view(address, "Accessibility statement", self.trail())
            }
            Page::SpecifiedInformation => {
                context.insert("obligations", &obligations::all(&self.site));
                self.view(address, "Specified information", self.trail())
            }
            Page::NotFound => self.view(address, "Page not found", self.trail()),
        };
        context.insert("page", &view);
        (page_template(&self.site, page), context)
    }

    fn view(&self, address: &Address, title: &str, trail: Vec<LinkView>) -> PageView {
        let url = web::url(&self.site, address);
        let base = self.site.settings.base_url.trim_end_matches('/');
        let root = base.strip_suffix(self.site.settings.base_path()).unwrap_or(base);
        PageView {
            title: title.to_owned(),
            canonical: (!base.is_empty()).then(|| format!("{root}{url}")),
            url,
            trail,
            language: self.site.settings.language.clone(),
            description: String::new(),
            has_code: false,
            has_figures: false,
        }
    }

    fn trail(&self) -> Vec<LinkView> {
        vec![make::link(&self.site, "Home", &Address::page([]))]
    }

    fn trail_to_papers(&self) -> Vec<LinkView> {
        let mut trail = self.trail();
        trail.push(make::link(&self.site, "Papers", &Address::page(["papers"])));
        trail
    }

    fn trail_to(&self, body: Option<BodyId>, meeting: Option<crate::model::MeetingId>) -> Vec<LinkView> {
        let mut trail = self.trail();
        let body = meeting.map(|meeting| self.site.meeting(meeting).body).or(body);
        trail.extend(body.map(|body| make::body_link(&self.site, body)));
        trail.extend(meeting.map(|id| {
            let meeting = self.site.meeting(id);
            make::link(&self.site, make::date(meeting.date).long, &meeting.address)
        }));
        trail
    }

    fn cards(&self, papers: impl Iterator<Item = PaperId>) -> Vec<CardView> {
        papers.map(|id| make::card(&self.site, id)).collect()
    }

    fn home(&self, address: &Address, context: &mut Context) -> PageView {
        let upcoming = |id: &usize| {
            let meeting = &self.site.meetings[*id];
            meeting.status == crate::model::MeetingStatus::Scheduled && meeting.date >= self.site.today
        };
        let next = (0..self.site.meetings.len()).filter(upcoming).min_by_key(|id| (self.site.meetings[*id].date, *id));
        context.insert("next_meeting", &next.map(|id| make::meeting_card(&self.site, crate::model::MeetingId(id))));
        context.insert("latest", &self.cards(self.by_date.iter().copied().take(LATEST)));
        context.insert("open_actions", &registers::open_actions(&self.site));
        context.insert("changes", &make::changes(&self.site));
        self.insert_bodies(context);
        let mut view = self.view(address, &self.site.settings.title, Vec::new());
        view.description.clone_from(&self.site.settings.description);
        view
    }

    fn insert_bodies(&self, context: &mut Context) {
        let mut bodies: Vec<_> = (0..self.site.bodies.len()).map(|id| make::body(&self.site, BodyId(id))).collect();
        bodies.sort_by(|a, b| a.title.cmp(&b.title));
        context.insert("bodies", &bodies);
    }

    fn bodies(&self, address: &Address, context: &mut Context) -> PageView {
        self.insert_bodies(context);
        self.view(address, "Bodies", self.trail())
    }

    fn body(&self, address: &Address, id: BodyId, context: &mut Context) -> PageView {
        let body = make::body(&self.site, id);
        context.insert("years", &make::years(&self.site, id));
        context.insert("papers", &self.cards(self.site.body(id).papers.iter().rev().copied()));
        context.insert("body", &body);
        let mut view = self.view(address, &body.title, self.trail());
        view.description = body.description.unwrap_or_default();
        view
    }

    fn meeting(&self, address: &Address, id: crate::model::MeetingId, context: &mut Context) -> PageView {
        let meeting = make::meeting(&self.site, id);
        let title = format!("{}, {}", meeting.card.title, meeting.card.date.long);
        context.insert("meeting", &meeting);
        self.view(address, &title, self.trail_to(Some(self.site.meeting(id).body), None))
    }

    fn paper(&self, address: &Address, id: PaperId, context: &mut Context) -> PageView {
        let filed = self.site.paper(id);
        let text = text::html(&self.site, id, &self.highlighter, &self.meanings);
        let paper = make::paper(&self.site, id, text.html);
        context.insert("paper", &paper);
        PageView {
            language: filed.document.front.language.clone().unwrap_or_else(|| self.site.settings.language.clone()),
            description: filed.document.front.summary.clone().unwrap_or_default(),
            has_code: text.has_code,
            has_figures: text.has_figures,
            ..self.view(address, &filed.title, self.trail_to(filed.body, filed.meeting))
        }
    }

    fn papers(&self, address: &Address, context: &mut Context) -> PageView {
        let (mut years, mut kinds) = (Vec::new(), Vec::new());
        for (address, page) in &self.site.pages {
            let url = web::url(&self.site, address);
            match page {
                Page::Year(year, 1) => {
                    let papers = self.site.papers.iter().filter(|paper| paper.date.is_some_and(|date| date.year() == *year)).count();
                    years.push(WayView { title: year.to_string(), url, papers });
                }
                Page::Kind(kind, 1) => {
                    let papers = self.site.papers.iter().filter(|paper| paper.kind == *kind).count();
                    kinds.push(WayView { title: kind.plural().to_owned(), url, papers });
                }
                _ => {}
            }
        }
        years.reverse();
        context.insert("years", &years);
        context.insert("kinds", &kinds);
        let pages = (0..self.site.papers.len()).map(PaperId).filter(|id| self.site.paper(*id).kind == Kind::Page);
        context.insert("pages", &self.cards(pages));
        self.view(address, "Papers", self.trail())
    }

    fn year(&self, address: &Address, year: i16, sheet: usize, context: &mut Context) -> PageView {
        let of_year = |id: &PaperId| self.site.paper(*id).date.is_some_and(|date| date.year() == year);
        let papers: Vec<PaperId> = self.by_date.iter().copied().filter(of_year).collect();
        context.insert("year", &year);
        self.insert_sheet(&papers, &Address::page(["papers", &year.to_string()]), sheet, context);
        self.view(address, &format!("Papers of {year}"), self.trail_to_papers())
    }

    fn kind(&self, address: &Address, kind: Kind, sheet: usize, context: &mut Context) -> PageView {
        let of_kind = |id: &PaperId| self.site.paper(*id).kind == kind;
        let undated = (0..self.site.papers.len()).map(PaperId).filter(|id| self.site.paper(*id).date.is_none());
        let papers: Vec<PaperId> = self.by_date.iter().copied().chain(undated).filter(of_kind).collect();
        context.insert("kind", kind.name());
        self.insert_sheet(&papers, &Address::page(["papers", kind.name()]), sheet, context);
        self.view(address, kind.plural(), self.trail_to_papers())
    }

    /// One page of a list of papers that goes on over several.
    fn insert_sheet(&self, papers: &[PaperId], first: &Address, sheet: usize, context: &mut Context) {
        let here = papers.chunks(SHEET).nth(sheet - 1).unwrap_or_default();
        context.insert("papers", &self.cards(here.iter().copied()));
        context.insert("sheet", &registers::sheet_view(&self.site, first, sheet, registers::sheets(papers.len())));
    }

    fn listing(&self, address: &Address, id: ListingId, sheet: usize, context: &mut Context) -> PageView {
        let listing = &self.site.record.listings[id.0];
        let view = registers::listing(&self.site, listing, sheet);
        let label = listing.register.label();
        let title = view.filter.as_ref().map_or_else(|| label.to_owned(), |filter| format!("{label}: {filter}"));
        let mut trail = self.trail();
        trail.extend(view.filter.is_some().then(|| make::link(&self.site, label, &Address::page([listing.register.name()]))));
        registers::entries(&self.site, &self.sittings, listing, sheet, context);
        context.insert("listing", &view);
        let has_figures = listing.register == Register::People && listing.facet != Facet::All;
        PageView { has_figures, ..self.view(address, &title, trail) }
    }

    fn person(&self, address: &Address, id: PersonId, context: &mut Context) -> PageView {
        let person = registers::person(&self.site, &self.sittings, id);
        let mut trail = self.trail();
        trail.push(make::link(&self.site, Register::People.label(), &Address::page([Register::People.name()])));
        context.insert("person", &person);
        PageView { has_figures: !person.chart.is_empty(), ..self.view(address, &person.card.name, trail) }
    }
}

/// What the glossary says that words stand for.
fn meanings(site: &Site) -> HashMap<Box<str>, Box<str>> {
    let said = |term: &crate::model::Term| {
        let meaning = term.meanings.first().filter(|meaning| meaning.by.is_none())?;
        Some((term.short.clone(), meaning.expansion.as_str().into()))
    };
    site.record.terms.iter().filter_map(said).collect()
}

/// The template that a page is made with.
fn page_template(site: &Site, page: Page) -> TemplatePage {
    match page {
        Page::Home => TemplatePage::Home,
        Page::Bodies => TemplatePage::Bodies,
        Page::Body(_) => TemplatePage::Body,
        Page::Meeting(_) => TemplatePage::Meeting,
        Page::Paper(_) => TemplatePage::Paper,
        Page::Pack(_) => TemplatePage::Pack,
        Page::Stub(_) => TemplatePage::Stub,
        Page::Papers => TemplatePage::Papers,
        Page::Year(..) => TemplatePage::Year,
        Page::Kind(..) => TemplatePage::Kind,
        Page::Listing(id, _) => register_template(&site.record.listings[id.0]),
        Page::Person(_) => TemplatePage::Person,
        Page::Redirect(_) => TemplatePage::Redirect,
        Page::About => TemplatePage::About,
        Page::Accessibility => TemplatePage::Accessibility,
        Page::SpecifiedInformation => TemplatePage::SpecifiedInformation,
        Page::NotFound => TemplatePage::NotFound,
    }
}

fn register_template(listing: &Listing) -> TemplatePage {
    match (listing.register, &listing.facet) {
        (Register::Terms, Facet::Term(_)) => TemplatePage::Term,
        (Register::Meetings, _) => TemplatePage::Meetings,
        (Register::Decisions, _) => TemplatePage::Decisions,
        (Register::Actions, _) => TemplatePage::Actions,
        (Register::People, _) => TemplatePage::People,
        (Register::Appendices, _) => TemplatePage::Appendices,
        (Register::Terms, _) => TemplatePage::Terms,
        (Register::Pending, _) => TemplatePage::PendingReferences,
    }
}

/// The stylesheet for code.
pub fn code_stylesheet() -> String {
    Highlighter::stylesheet()
}
