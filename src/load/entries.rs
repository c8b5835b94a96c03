//! What lies beside the papers → entries of bodies and meetings, registers, and files by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{ActionRegister, Asset, BodyEntry, Glossary, MeetingEntry, PeopleRegister, Registers};
use crate::source::Source;

use super::folder::{Found, What};
use super::{rules, typed};

/// What a file beside the papers says, with what is wrong in it.
#[derive(Debug)]
pub(super) struct Entry {
    says: Says,
    source: Arc<Source>,
    report: Report,
}

#[derive(Debug)]
enum Says {
    Body(BodyEntry),
    Meeting(MeetingEntry),
    People(PeopleRegister),
    Glossary(Glossary),
    Actions(ActionRegister),
    Figures(Arc<Source>),
    Nothing,
}

impl Entry {
    /// Reads the bytes of a file.
    pub fn read(file: &Found, bytes: Vec<u8>) -> Self {
        let mut report = Report::default();
        let source = Arc::new(Source::from_bytes(&*file.path, bytes));
        let says = match &file.what {
            What::Body(_) => Says::Body(typed(&source, &mut report)),
            What::Meeting(..) => Says::Meeting(typed(&source, &mut report)),
            What::People => Says::People(typed(&source, &mut report)),
            What::Glossary => Says::Glossary(typed(&source, &mut report)),
            What::Actions => Says::Actions(typed(&source, &mut report)),
            What::Figures => Says::Figures(source.clone()),
            What::Paper | What::Other => Says::Nothing,
        };
        Self { says, source, report }
    }
}

/// Everything beside the papers.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub bodies: BTreeMap<Box<str>, BodyEntry>,
    pub meetings: BTreeMap<(Box<str>, Date), MeetingEntry>,
    pub registers: Registers,
    /// The files of bodies and meetings themselves, by path.
    pub sources: BTreeMap<Box<str>, Arc<Source>>,
    pub assets: BTreeMap<Box<str>, Asset>,
}

impl Entries {
    /// Takes in a file, and what it says if it was read.
    pub fn take(&mut self, file: &Found, entry: Option<&Entry>, report: &mut Report) {
        report.extend(entry.iter().flat_map(|entry| entry.report.clone().sorted()));
        if let (What::Body(_) | What::Meeting(..), Some(entry)) = (&file.what, entry) {
            self.sources.insert(file.path.clone(), entry.source.clone());
        }
        match (&file.what, entry.map_or(&Says::Nothing, |entry| &entry.says)) {
            (What::Body(body), Says::Body(entry)) => drop(self.bodies.insert(body.clone(), entry.clone())),
            (What::Meeting(body, date), Says::Meeting(entry)) => {
                let other = self.meetings.insert((body.clone(), *date), entry.clone());
                report.extend(other.map(|_| twice(file, *date)));
            }
            (_, Says::People(people)) => self.registers.people = people.clone(),
            (_, Says::Glossary(glossary)) => self.registers.glossary = glossary.clone(),
            (_, Says::Actions(actions)) => self.registers.actions = actions.clone(),
            (_, Says::Figures(figures)) => self.asset(file, Some(figures.clone())),
            (What::Other, _) => self.asset(file, None),
            _ => {}
        }
    }

    fn asset(&mut self, file: &Found, figures: Option<Arc<Source>>) {
        self.assets.insert(file.path.clone(), Asset { disk: file.disk.clone(), figures, size: file.stamp.size });
    }

    /// The bodies that have an entry of their own, or of a meeting.
    pub fn bodies(&self) -> BTreeSet<Box<str>> {
        self.bodies.keys().cloned().chain(self.meetings.keys().map(|(body, _)| body.clone())).collect()
    }
}

fn twice(file: &Found, date: Date) -> Diagnostic {
    let message = format!("there is another folder for {date}; a body has one meeting a day");
    Diagnostic::in_file(&rules::ODD_MEETING_FOLDER, file.path.clone(), message).help("put both in one folder")
}
