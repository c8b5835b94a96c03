//! The papers' files → those that are published, and what is kept of the others.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Document, FrontMatter, StubEntry, Unpublished, Withheld};
use crate::source::Source;

use super::entry::Schema;
use super::fingerprint::{self, Marks};
use super::folder::{self, Found};
use super::front;
use super::publicity::{Publicity, could_hide};
use super::rules;

/// What reading the papers gave.
pub(super) struct Papers {
    pub documents: Vec<Arc<Document>>,
    pub unpublished: Unpublished,
}

/// A paper's file with who may see it.
struct Opened {
    document: Document,
    publicity: Publicity,
    report: Report,
}

/// Reads the papers' files and parts them by who may see them. Nothing of an unpublished one leaves this function but marks.
pub(super) fn read(files: Vec<(&Found, Vec<u8>)>, bodies: &BTreeSet<Box<str>>, today: Date, report: &mut Report) -> Papers {
    let schema = Schema::<FrontMatter>::new();
    let opened: Vec<Opened> = files.into_par_iter().map(|(file, bytes)| open(file, bytes, bodies, today, &schema)).collect();
    let mut documents = Vec::with_capacity(opened.len());
    let mut unpublished = Unpublished::default();
    let mut marks = Marks::default();
    for Opened { document, publicity, report: own } in opened {
        report.join(own);
        let path = fingerprint::path(document.path());
        let stub = match publicity {
            Publicity::Public => {
                documents.push(Arc::new(document));
                continue;
            }
            Publicity::Withheld(withheld) => {
                unpublished.stubs.push(stub(&document, withheld));
                Some(unpublished.stubs.len() - 1)
            }
            Publicity::Hidden => None,
        };
        mark(&document, &mut marks);
        unpublished.paths.insert(path, stub);
    }
    if !unpublished.paths.is_empty() {
        documents.iter().for_each(|document| forgive(document, &mut marks));
        // What a stub says is public by its author's own will.
        unpublished.stubs.iter().for_each(|stub| forgive_stub(&stub.withheld, &mut marks));
    }
    unpublished.words = marks.finish();
    Papers { documents, unpublished }
}

fn open(file: &Found, bytes: Vec<u8>, bodies: &BTreeSet<Box<str>>, today: Date, schema: &Schema<FrontMatter>) -> Opened {
    let source = Arc::new(Source::from_bytes(&*file.path, bytes));
    let parts = front::split(&source);
    let mut faults = Report::default();
    let front = parts.front.map(|(span, notation)| schema.read(&source, span, notation, &mut faults)).unwrap_or_default();
    if parts.unclosed {
        faults.push(unclosed(&source));
    }
    let faults = faults.sorted();
    let mut publicity = Publicity::of(&front, today);
    let mut report = Report::default();
    for fault in faults {
        let doubt = could_hide(&fault);
        if doubt && publicity == Publicity::Public {
            publicity = Publicity::Hidden;
        }
        report.push(if doubt {
            fault.note("until this is mended the paper is not published, as it may not be meant to be")
        } else {
            fault
        });
    }
    let folder = folder::place(&file.path, bodies);
    Opened { document: Document { source, front, body: parts.body, folder }, publicity, report }
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
    short.into_iter().flatten().chain(front.subjects.iter().map(String::as_str)).for_each(|text| marks.add(text));
}

fn forgive(document: &Document, marks: &mut Marks) {
    marks.forgive(document.source.text());
    marks.forgive(document.stem());
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
