//! The papers' files → those that are published, and what is kept of the others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Document, Folder, FrontMatter, Law, Project, StubEntry, Unpublished, Withheld};
use crate::source::{Source, Span};

use super::entry::Schema;
use super::fingerprint::{self, Marks};
use super::folder;
use super::front;
use super::publicity::{self, Publicity};
use super::rules;
use super::shelf::Readers;
use super::withheld;

/// The bodies that show: those with an entry of their own, or of a meeting. A folder is none because of a hidden paper alone.
fn shown(opened: &[&Opened], mut entered: BTreeSet<Box<str>>, readers: Readers) -> BTreeSet<Box<str>> {
    let seen = opened.iter().filter(|one| one.document.folder.date.is_some() && !one.is_hidden_from(readers));
    for body in seen.filter_map(|one| one.document.folder.body.as_ref()) {
        if !entered.contains(body) {
            entered.insert(body.clone());
        }
    }
    entered
}

/// What it takes to read a file.
pub(super) struct Reader<'r> {
    schema: Schema<FrontMatter>,
    /// The keys that front matter has.
    keys: Vec<String>,
    bodies: &'r BTreeSet<Box<str>>,
    today: Date,
    law: &'r Law,
}

/// A paper's file with who may see it.
#[derive(Debug)]
pub(super) struct Opened {
    pub document: Arc<Document>,
    pub publicity: Publicity,
    report: Report,
}

impl Opened {
    fn is_hidden_from(&self, readers: Readers) -> bool {
        self.publicity == Publicity::Hidden && readers == Readers::Everybody
    }
}

/// Parts papers by who may see them. Of one that these readers may not see nothing leaves this function but its path's mark and its stub.
///
/// `entered` are the bodies that have an entry of their own, or of a meeting.
pub(super) fn part(
    opened: &[&Opened],
    entered: BTreeSet<Box<str>>,
    readers: Readers,
    report: &mut Report,
) -> (Vec<Arc<Document>>, Unpublished) {
    let shown = shown(opened, entered, readers);
    let mut documents = Vec::with_capacity(opened.len());
    let mut unpublished = Unpublished::default();
    for Opened { document, publicity, report: own } in opened {
        report.join(own.clone());
        let document = as_shown(document, &shown);
        if let Publicity::Withheld(withheld) = publicity {
            unpublished.stubs.push(stub(&document, withheld.clone()));
        }
        if *publicity == Publicity::Public || readers == Readers::Author {
            documents.push(document);
        } else {
            let stub = matches!(publicity, Publicity::Withheld(_)).then(|| unpublished.stubs.len() - 1);
            unpublished.paths.insert(fingerprint::path(document.path()), stub);
        }
    }
    (documents, unpublished)
}

/// The document, in no body where its folder is none that shows.
fn as_shown(document: &Arc<Document>, shown: &BTreeSet<Box<str>>) -> Arc<Document> {
    match &document.folder.body {
        Some(body) if !shown.contains(body) => {
            let folder = Folder { body: None, date: None, ..document.folder.clone() };
            Arc::new(Document { folder, ..Document::clone(document) })
        }
        _ => document.clone(),
    }
}

/// Marks the words of hidden papers in a project. What its public papers, its settings, entries and templates say as well is forgiven.
pub(super) fn guard(hidden: &[Arc<Document>], project: &mut Project, bodies: &BTreeSet<Box<str>>, report: &mut Report) {
    if hidden.is_empty() {
        return;
    }
    let mut marks = Marks::default();
    hidden.iter().for_each(|document| mark(document, &mut marks));
    let common = common_words(&project.documents, bodies, &said(project));
    report.join(quoted(&project.documents, &marks, &common));
    project.documents.iter().for_each(|document| forgive(document, &mut marks));
    // What a stub says is public by its author's own will.
    project.unpublished.stubs.iter().for_each(|stub| forgive_stub(&stub.withheld, &mut marks));
    project.unpublished.words = marks.finish(&common);
}

/// What pages say beside the papers: settings, entries of bodies and meetings, the words of templates.
fn said(project: &Project) -> Vec<String> {
    let mut said = vec![format!("{:?}", project.settings)];
    said.extend(project.bodies.values().map(|entry| format!("{entry:?}")));
    said.extend(project.meetings.values().map(|entry| format!("{entry:?}")));
    let built_in = project.theme.templates.iter().filter(|(name, _)| name.starts_with("built-in/"));
    said.extend(built_in.map(|(_, template)| template.text().to_owned()));
    said
}

impl<'r> Reader<'r> {
    /// A reader for a day and the law that applies, beside these bodies.
    pub fn new(bodies: &'r BTreeSet<Box<str>>, today: Date, law: &'r Law) -> Self {
        Self { schema: Schema::new(), keys: super::entry::keys::<FrontMatter>(), bodies, today, law }
    }

    /// Opens a file that was read.
    pub fn open(&self, source: Arc<Source>) -> Opened {
        let parts = front::split(&source);
        let mut faults = Report::default();
        let front = parts.front.map(|(span, notation)| self.schema.read(&source, span, notation, &mut faults)).unwrap_or_default();
        if parts.unclosed {
            faults.push(unclosed(&source));
        }
        let folder = folder::place(source.path(), self.bodies);
        let document = Document { source, front, body: parts.body, folder };
        let mut publicity = Publicity::of(&document.front, self.today);
        let mut report = Report::default();
        withheld::look(&document, self.law, self.today, &mut report);
        for fault in faults.sorted() {
            let doubt = publicity::leaves_doubt(&fault, &self.keys);
            report.push(if doubt { fault.note(HELD_BACK) } else { fault });
            hide_if(doubt, &mut publicity);
        }
        if publicity == Publicity::Public && document.front.hold != Some(false) {
            let found = marked(&document);
            hide_if(found.is_some(), &mut publicity);
            report.extend(found);
        }
        Opened { document: Arc::new(document), publicity, report }
    }
}

const HELD_BACK: &str = "until this is mended the paper is not published, as it may not be meant to be";

fn hide_if(doubt: bool, publicity: &mut Publicity) {
    if doubt && *publicity == Publicity::Public {
        *publicity = Publicity::Hidden;
    }
}

/// What in a paper or its name says that it is not for the public, where front matter says nothing of it.
fn marked(document: &Document) -> Option<Diagnostic> {
    let source = &document.source;
    let stray = publicity::stray(source, document.body).map(|span| {
        Diagnostic::at(&rules::STRAY_FRONT_MATTER, source, span, "this line decides nothing, as it is not in front matter")
            .help("front matter stands at the very top of the file between two lines of `+++`, or of `---`")
    });
    let legend = || {
        let help = "say who may see it: `withheld = { paragraph = \"3\" }`, `hold = true`, or `hold = false` if it is public after all";
        let named = publicity::named_private(document.stem());
        let named = named.then(|| {
            Diagnostic::in_file(&rules::MARKED_NOT_PUBLIC, document.path(), "the name of this file says that it is not for the public")
        });
        let found = publicity::legend(source, document.body).map(|span| {
            Diagnostic::at(
                &rules::MARKED_NOT_PUBLIC,
                source,
                span,
                "this says that the paper is not for the public, and its front matter does not",
            )
        });
        found.or(named).map(|found| found.help(help))
    };
    stray.or_else(legend).map(|found| found.note(HELD_BACK))
}

fn unclosed(source: &Arc<Source>) -> Diagnostic {
    let first = source.line_span(1);
    Diagnostic::at(&rules::SYNTAX_ERROR, source, first, "the front matter that begins here is never closed")
        .help("end it with a line that is the same as this one")
}

fn stub(document: &Document, withheld: Withheld) -> StubEntry {
    let front = &document.front;
    let body = front.body.as_deref().map(Into::into);
    StubEntry { folder: document.folder.clone(), body, date: front.date, item: front.item.as_deref().map(Into::into), withheld }
}

/// Marks all that names or tells what a paper says.
fn mark(document: &Document, marks: &mut Marks) {
    let front = &document.front;
    marks.add(document.source.slice(document.body));
    let first_line = document.source.slice(document.body).lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let short = [Some(first_line), front.title.as_deref(), front.summary.as_deref(), Some(document.stem())];
    let short = short.into_iter().flatten().chain(front.subjects.iter().map(String::as_str));
    // Two words may be anyone's.
    short.filter(|text| fingerprint::words(text).count() >= 3).for_each(|text| marks.add(text));
}

fn forgive(document: &Document, marks: &mut Marks) {
    marks.forgive(document.source.text());
    marks.forgive(document.stem());
}

/// A longer line at the top of a paper is no title, date or name of a body.
const LONGEST_TITLE: usize = 90;

/// Words that name no secret: those of the language and of committees, and those at the top of public papers, where bodies,
/// dates and titles stand. The program prints them side by side in ways that no paper has.
fn common_words(documents: &[Arc<Document>], bodies: &BTreeSet<Box<str>>, said: &[String]) -> HashSet<u64> {
    let mut common = fingerprint::common();
    let mut add = |text: &str| common.extend(fingerprint::words(text).map(fingerprint::word));
    bodies.iter().for_each(|body| add(body));
    said.iter().for_each(|text| add(text));
    for document in documents {
        let top = document.source.slice(document.body).lines().filter(|line| !line.trim().is_empty()).take(8);
        top.filter(|line| line.len() <= LONGEST_TITLE).for_each(&mut add);
        document.front.title.iter().for_each(|title| add(title));
        add(document.path());
    }
    common
}

/// Passages that a public paper has in common with one that may not be seen. A form of words that several public papers have
/// is no passage of anyone's.
fn quoted(documents: &[Arc<Document>], marks: &Marks, common: &HashSet<u64>) -> Report {
    let found: Vec<(&Arc<Document>, fingerprint::Passage)> = documents
        .par_iter()
        .flat_map_iter(|document| {
            marks.passages(document.source.slice(document.body), common).into_iter().map(move |passage| (document, passage))
        })
        .collect();
    let mut times: BTreeMap<u64, usize> = BTreeMap::new();
    found.iter().for_each(|(_, passage)| *times.entry(passage.mark).or_default() += 1);
    let once = found.into_iter().filter(|(_, passage)| times[&passage.mark] < 3);
    once.map(|(document, passage)| {
        let start = document.body.start as usize;
        let span = Span::new(start + passage.start, start + passage.end);
        let message = format!("these {} words stand in a paper that may not be seen as well", passage.words);
        Diagnostic::at(&rules::WITHHELD_TEXT_QUOTED, &document.source, span, message)
            .help("take the passage out of this paper, or publish the other one")
    })
    .collect()
}

fn forgive_stub(withheld: &Withheld, marks: &mut Marks) {
    marks.forgive(&withheld.title);
    withheld.reason.iter().for_each(|reason| marks.forgive(reason));
}

/// A title from the name of a file or folder: "commissioners-update" is "Commissioners update".
pub fn title_of_stem(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
