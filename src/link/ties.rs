//! What papers are tied to by front matter and by links: appendices both ways, what replaces what, files that go with them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Address, Document, PaperId, Site};
use crate::source::Span;

use super::target::{Target, resolve};
use super::{MISSING_FILE, path};

/// Ties papers to one another and to files. Only files that a published paper names are part of the site.
pub(super) fn tie(site: &mut Site, report: &mut Report) {
    let mut named: BTreeSet<String> = BTreeSet::new();
    for place in 0..site.papers.len() {
        let id = PaperId(place);
        let document = site.papers[place].document.clone();
        // What front matter says of a file of several papers, it says once.
        let front = &document.front;
        let silent = front.appendices.is_empty() && front.supersedes.is_none() && front.attachments.is_empty();
        if !silent && site.papers_of_file.get(document.path()).is_some_and(|papers| papers[0] == id) {
            append(site, id, &document, report);
            replace(site, id, &document, report);
            enclose(site, id, &document, &mut named, report);
        }
        let names = &site.papers[place].paper.names;
        named.extend(names.targets.iter().filter_map(|target| match resolve(site, document.path(), target) {
            Target::File(path) => Some(path),
            _ => None,
        }));
        let figures = names.figures.iter().filter_map(|file| path::join(document.path(), file));
        named.extend(figures.filter(|path| site.assets.contains_key(path.as_str())));
    }
    for path in named {
        let disk = site.assets[path.as_str()].disk.clone();
        site.files.insert(Address::file(&path), disk);
    }
}

fn append(site: &mut Site, id: PaperId, document: &Arc<Document>, report: &mut Report) {
    for target in &document.front.appendices {
        match resolve(site, document.path(), target) {
            Target::Paper(appendix, _) if appendix != id && !site.papers[id.0].appendices.contains(&appendix) => {
                site.papers[id.0].appendices.push(appendix);
                site.papers[appendix.0].appended_to.push(id);
            }
            // A stub is met at its meeting; a file that may not be seen leaves no trace.
            Target::Stub(_) | Target::Hidden => {}
            _ => report.push(missing(document, "appendices", target)),
        }
    }
}

fn replace(site: &mut Site, id: PaperId, document: &Arc<Document>, report: &mut Report) {
    let Some(target) = &document.front.supersedes else { return };
    match resolve(site, document.path(), target) {
        Target::Paper(old, _) if old != id => {
            site.papers[id.0].supersedes = Some(old);
            site.papers[old.0].superseded_by = Some(id);
        }
        _ => report.push(missing(document, "supersedes", target)),
    }
}

fn enclose(site: &mut Site, id: PaperId, document: &Arc<Document>, named: &mut BTreeSet<String>, report: &mut Report) {
    for target in &document.front.attachments {
        match resolve(site, document.path(), target) {
            Target::File(path) => {
                site.papers[id.0].attachments.push(Address::file(&path));
                named.insert(path);
            }
            _ => report.push(missing(document, "attachments", target)),
        }
    }
}

fn missing(document: &Arc<Document>, key: &str, target: &str) -> Diagnostic {
    let text = document.source.text();
    let front = &text[..document.body.start as usize];
    let span = front.find(target).map_or(document.source.line_span(1), |at| Span::new(at, at + target.len()));
    Diagnostic::at(&MISSING_FILE, &document.source, span, format!("`{key}` names {target}, which is no file of the site"))
        .help("paths are written from the folder of this file: \"map.pdf\", \"../2019-09-02/minutes.md\"")
}
