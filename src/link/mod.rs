//! All papers and registers → the finished [`Site`]: whose paper it is, of which meeting, at which address, and what it is tied to.

mod actions;
mod addresses;
pub mod appendices;
mod approvals;
mod bodies;
pub mod filing;
mod items;
mod meetings;
mod pages;
pub mod path;
mod people;
mod references;
mod registers;
mod target;
mod terms;
mod ties;

pub use crate::parse::{for_each_figures, for_each_link};
pub use references::{anchor_at, citations, minutes_of, section};
pub use target::{Target, resolve};

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{PaperId, Project, Record, Registers, Site};
use crate::parse::Parsed;

use bodies::Bodies;
use meetings::Meetings;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&ADDRESS_COLLISION, &DATE_DISAGREEMENT, &MISSING_FILE, &UNKNOWN_BODY, &UNKNOWN_ACTION];

/// Two files would stand at one address.
pub static ADDRESS_COLLISION: Rule = Rule {
    name: "address-collision",
    level: Level::Error,
    summary: "Two sources would have the same address.",
    page: include_str!("address_collision.md"),
};

/// The date in a paper is not that of its folder.
pub static DATE_DISAGREEMENT: Rule = Rule {
    name: "date-disagreement",
    level: Level::Warning,
    summary: "A paper's date is not that of the meeting it is filed under.",
    page: include_str!("date_disagreement.md"),
};

/// A path in front matter or a register that leads nowhere.
pub static MISSING_FILE: Rule = Rule {
    name: "missing-file",
    level: Level::Error,
    summary: "A file that is named does not exist, or is not part of the site.",
    page: include_str!("missing_file.md"),
};

/// A body named as predecessor, successor or partner does not exist.
pub static UNKNOWN_BODY: Rule = Rule {
    name: "unknown-body",
    level: Level::Error,
    summary: "A body that is named does not exist.",
    page: include_str!("unknown_body.md"),
};

/// An entry of `actions.toml` that fits no action of the papers.
pub static UNKNOWN_ACTION: Rule = Rule {
    name: "unknown-action",
    level: Level::Warning,
    summary: "An entry of the register of actions fits no action of the papers.",
    page: include_str!("unknown_action.md"),
};

/// Links everything with everything.
pub fn site(project: Project, parsed: Vec<Parsed>) -> (Site, Report) {
    let mut report = Report::default();
    let mut bodies = Bodies::of_folders(&project);
    let mut drafts = filing::file_all(&parsed, &mut bodies, &mut report);
    let mut meetings = Meetings::collect(&project, &bodies, &mut drafts);
    let stubs = addresses::stubs(&project, &bodies, &mut meetings);
    let (papers, packs, papers_of_file) = addresses::papers(drafts, &bodies, &mut report);
    let mut site = Site {
        settings: project.settings,
        today: project.today,
        law: project.law,
        entries: project.entries,
        bodies: bodies.finish(&mut report),
        meetings: meetings.finish(),
        papers,
        packs,
        stubs,
        pages: Default::default(),
        files: Default::default(),
        papers_of_file,
        assets: project.assets,
        unpublished: project.unpublished,
        record: Record::default(),
    };
    meetings::attach(&mut site, &mut report);
    ties::tie(&mut site, &mut report);
    record(&mut site, &project.registers, &mut report);
    pages::list(&mut site, &mut report);
    (site, report)
}

/// What only all papers together tell.
fn record(site: &mut Site, registers: &Registers, report: &mut Report) {
    approvals::follow(site);
    references::tie_packs(site);
    let all: &Site = site;
    let (people, pointing) = rayon::join(|| people::find(all, &registers.people), || references::follow(all));
    (site.record.people, site.record.attendance) = people;
    (site.record.destinations, site.record.cited_by, site.record.pending) = pointing;
    actions::follow(site, &registers.actions, &registers.glossary, report);
    site.record.decisions = registers::decisions(site);
    terms::find(site, &registers.glossary);
    site.record.listings = registers::list(site);
    settings_paths(site, report);
}

/// From the path of a file to the papers in it.
pub(crate) type PapersOfFile = BTreeMap<Box<str>, Vec<PaperId>>;

/// What the settings name must be there.
fn settings_paths(site: &Site, report: &mut Report) {
    for (paragraph, paths) in &site.settings.specified_information {
        for path in paths.iter().filter(|path| matches!(resolve(site, "panelpress.toml", path), Target::Missing | Target::Hidden)) {
            let message = format!("`specified_information` names {path} for paragraph {paragraph}, which is no file of the site");
            let finding = Diagnostic::in_file(&MISSING_FILE, "panelpress.toml", message);
            report.push(finding.help("paths are written from the content folder: \"about.md\", \"decisions/2019-100.md\""));
        }
    }
}
