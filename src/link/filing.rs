//! What author, folder and text together say of a paper. Front matter wins over the folder, the folder over what is read;
//! where a date disagrees, that is said.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{BodyId, Document, Kind, MeetingId, Paper, PaperStatus};
use crate::parse::Parsed;
use crate::parse::told;

use super::DATE_DISAGREEMENT;
use super::bodies::Bodies;

/// A paper with what is decided of it so far.
pub(super) struct Draft {
    pub document: Arc<Document>,
    pub paper: Arc<Paper>,
    /// Its place among the papers of its file, from 1; `None` where it is the only one.
    pub part: Option<usize>,
    pub title: String,
    pub kind: Kind,
    pub status: Option<PaperStatus>,
    pub body: Option<BodyId>,
    pub date: Option<Date>,
    /// Whether the date is that of a meeting.
    pub meets: bool,
    pub meeting: Option<MeetingId>,
}

/// Files every paper.
pub(super) fn file_all(parsed: &[Parsed], bodies: &mut Bodies, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(parsed.len());
    for file in parsed {
        let several = file.papers.len() > 1;
        for (place, paper) in file.papers.iter().enumerate() {
            drafts.push(file_one(&file.document, paper, several.then_some(place + 1), bodies, report));
        }
    }
    drafts
}

fn file_one(document: &Arc<Document>, paper: &Arc<Paper>, part: Option<usize>, bodies: &mut Bodies, report: &mut Report) -> Draft {
    let (front, head, folder) = (&document.front, &paper.head, &document.folder);
    // Front matter and file name speak of the whole file: of the papers in a pack they say only what all share.
    let alone = part.is_none();
    let body = whose(document, paper, bodies);
    let kind = kind(document, paper, alone, body.is_some());
    let printed = head.date.as_ref().map(|date| date.value);
    let filed = told::date(document);
    // Each paper of a pack keeps the date it prints: a pack holds papers of other meetings.
    let date = match (kind, alone) {
        // A plain page may speak of any day; it is of none unless its author says so.
        (Kind::Page, _) => front.date.or(folder.date).or(front.issued),
        (_, true) => filed.or(front.issued).or(printed),
        (_, false) => printed.or(filed),
    };
    if let (true, Some(said), Some(filed)) = (alone, front.date, folder.date.filter(|folder| front.date != Some(*folder))) {
        let message = format!("front matter says {said}, but the file lies in the folder of {filed}");
        let finding = Diagnostic::at(&DATE_DISAGREEMENT, &document.source, document.source.line_span(1), message);
        report.push(finding.note(format!("the paper belongs to the meeting of {said}")).help("move the file to the folder of its meeting"));
    }
    if alone
        && let (Some(filed), Some(printed)) =
            (front.date.or(folder.date), head.date.as_ref().filter(|_| matches!(kind, Kind::Agenda | Kind::Minutes)))
    {
        disagree(document, filed, printed, report);
    }
    let meets =
        body.is_some() && date.is_some() && (front.issued.is_none() || filed.is_some()) && kind != Kind::Decision && kind != Kind::Page;
    let title = title(document, paper, alone).unwrap_or_else(|| crate::load::title_of_stem(document.stem()));
    let status = front.status.or_else(|| head.draft.map(|_| PaperStatus::Draft));
    Draft { document: document.clone(), paper: paper.clone(), part, title, kind, status, body, date, meets, meeting: None }
}

/// The title that the author gives, else the one printed.
pub fn title(document: &Document, paper: &Paper, alone: bool) -> Option<String> {
    document.front.title.clone().filter(|_| alone).or_else(|| paper.head.title.as_ref().map(|title| title.value.clone()))
}

/// The body that a paper belongs to.
fn whose(document: &Document, paper: &Paper, bodies: &mut Bodies) -> Option<BodyId> {
    let read = paper.head.body.as_ref().map(|body| body.value.as_str());
    if let Some(named) = &document.front.body {
        return Some(bodies.known(named).unwrap_or_else(|| bodies.named(named)));
    }
    if let Some(folder) = &document.folder.body {
        let id = bodies.of_folder(folder);
        read.into_iter().for_each(|name| bodies.call(id, name));
        return Some(id);
    }
    // A file in a folder that is no body's, such as `decisions/`, is nobody's unless it says so.
    let loose = document.folder.parts.is_empty();
    read.filter(|_| loose).map(|name| bodies.named(name))
}

fn kind(document: &Document, paper: &Paper, alone: bool, has_body: bool) -> Kind {
    let fallback = if has_body || document.folder.date.is_some() { Kind::Report } else { Kind::Page };
    known_kind(document, paper, alone).unwrap_or(fallback)
}

/// The kind that the author or the file's name gives, else the one that is read.
pub fn known_kind(document: &Document, paper: &Paper, alone: bool) -> Option<Kind> {
    told::kind(document).filter(|_| alone).or(paper.head.kind)
}

fn disagree(document: &Document, filed: Date, printed: &crate::model::Read<Date>, report: &mut Report) {
    if filed != printed.value {
        let message = format!("this says {}, but the paper is filed under {filed}", printed.value);
        let finding = Diagnostic::at(&DATE_DISAGREEMENT, &document.source, printed.span, message)
            .note(format!("the paper belongs to the meeting of {filed}; what is printed stays as it is"))
            .help("correct the date in the paper, or move the file to the folder of its meeting");
        report.push(finding);
    }
}
