//! What is known of a file before its text is read: by its author, its folder and its name. It wins over what the text says.

use jiff::civil::Date;

use crate::model::{Document, Kind, Unread};

/// What is known of the one paper of a file. Of the papers in a pack nothing is known beforehand.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// What it is.
    pub kind: Option<Kind>,
    /// The date of its meeting.
    pub date: Option<Date>,
    /// What is not to be read in it.
    pub unread: Vec<Unread>,
}

impl Told {
    pub fn of(document: &Document) -> Self {
        Self { kind: kind(document), date: date(document), unread: document.front.do_not_read.clone() }
    }
}

/// The kind that the author gives, else the one in the file's name.
pub fn kind(document: &Document) -> Option<Kind> {
    document.front.kind.or_else(|| kind_of_name(document))
}

/// The date of the meeting that the author gives, else that of the folder, else the one in the file's name.
pub fn date(document: &Document) -> Option<Date> {
    document.front.date.or(document.folder.date).or_else(|| crate::load::date_of_name(document.stem()))
}

/// What the name of a file says: `minutes.md`, `2019-11-12-agenda.md`, `estates-appendix-1.md`; and the folder `decisions/`.
fn kind_of_name(document: &Document) -> Option<Kind> {
    let stem = document.stem().to_lowercase();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    // "Planning Cttee Agenda 3 June 2026" and "Minutes 14 May" say it beside a date; "minutes-secretary-vacancy" says something else.
    let undated: Vec<&str> = words.iter().copied().filter(|word| !super::is_month(word) && word.len() > 2).collect();
    let outer = |word: &str| undated.first() == Some(&word) && undated.len() <= 3 || undated.last() == Some(&word);
    let decisions = document.folder.parts.first().is_some_and(|part| &**part == "decisions");
    match () {
        _ if outer("minutes") || outer("cofnodion") => Some(Kind::Minutes),
        _ if outer("agenda") => Some(Kind::Agenda),
        _ if outer("appendix") || outer("annex") => Some(Kind::Appendix),
        _ if words.ends_with(&["covering", "note"]) || words.ends_with(&["cover", "note"]) => Some(Kind::CoveringNote),
        _ if decisions => Some(Kind::Decision),
        _ => None,
    }
}
