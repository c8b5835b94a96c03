//! Where every paper and stub stands. An address is made from the folder, or where a paper lies in none, from whose meeting it
//! is; never from a title, which may change.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Address, Document, Filed, Pack, PackId, PaperId, Project, Stub, StubId, slug};

use super::bodies::Bodies;
use super::filing::Draft;
use super::meetings::Meetings;
use super::{ADDRESS_COLLISION, PapersOfFile};

/// First parts of addresses that the site keeps for pages of its own.
pub(super) const OWN: [&str; 3] = ["bodies", "papers", "theme"];

/// Gives every paper its address, in the order of addresses.
pub(super) fn papers(drafts: Vec<Draft>, bodies: &Bodies, report: &mut Report) -> (Vec<Filed>, Vec<Pack>, PapersOfFile) {
    let wanted: Vec<Address> = drafts.par_iter().map(|draft| wanted(draft, bodies)).collect();
    let mut taken: HashMap<Address, Arc<Document>> = HashMap::with_capacity(drafts.len());
    let mut files: BTreeMap<Box<str>, Address> = BTreeMap::new();
    let mut placed: Vec<(Address, Draft)> = Vec::with_capacity(drafts.len());
    for (draft, wanted) in drafts.into_iter().zip(wanted) {
        let address = match draft.part {
            None => free(wanted, &draft.document, &mut taken, report),
            Some(part) => {
                let base = files.entry(draft.document.path().into());
                base.or_insert_with(|| free(wanted, &draft.document, &mut taken, report)).below(&part.to_string())
            }
        };
        placed.push((address, draft));
    }
    placed.sort_by(|a, b| a.0.cmp(&b.0));
    let (packs, pack_of) = packs(&placed, &files);
    let of_file = papers_of_file(&placed);
    let filed = placed.into_iter().map(|(address, draft)| filed(address, draft, &pack_of)).collect();
    (filed, packs, of_file)
}

fn papers_of_file(placed: &[(Address, Draft)]) -> PapersOfFile {
    let papers = placed.iter().enumerate().map(|(place, (_, draft))| (draft.document.path(), draft.part, PaperId(place)));
    let mut papers: Vec<(&str, Option<usize>, PaperId)> = papers.collect();
    papers.sort_unstable();
    papers.chunk_by(|one, other| one.0 == other.0).map(|file| (file[0].0.into(), file.iter().map(|paper| paper.2).collect())).collect()
}

/// The address a file should have.
fn wanted(draft: &Draft, bodies: &Bodies) -> Address {
    let document = &draft.document;
    let mut parts: Vec<String> = document.folder.parts.iter().map(|part| slug(part)).collect();
    let body = draft.body.map(|body| bodies.slug(body).to_owned());
    let in_body = parts.is_empty() || document.folder.body.is_some() && parts.len() == 1;
    if let Some(body) = body.filter(|_| in_body) {
        parts = vec![body];
        parts.extend(draft.date.filter(|_| draft.meeting.is_some()).map(|date| date.to_string()));
    }
    let name = slug(document.stem());
    parts.push(if name.is_empty() { "paper".to_owned() } else { name });
    Address::page(parts.iter().map(String::as_str))
}

/// The address, or another where it is taken: nothing is lost, and both files are named.
fn free(wanted: Address, document: &Arc<Document>, taken: &mut HashMap<Address, Arc<Document>>, report: &mut Report) -> Address {
    let first = wanted.as_str().trim_matches('/').split('/').next().unwrap_or_default();
    let holder = match taken.get(&wanted) {
        Some(other) => Some(other.path().to_owned()),
        None => OWN.contains(&first).then(|| format!("the site's own pages under /{first}/")),
    };
    let address = match holder {
        None => wanted,
        Some(holder) => {
            let message = format!("this file and {holder} would both stand at {wanted}");
            report.push(Diagnostic::in_file(&ADDRESS_COLLISION, document.path(), message).help("rename one of them"));
            let base = wanted.as_str().trim_matches('/');
            let other = |n: usize| Address::page([format!("{base}-{n}").as_str()]);
            (2..).map(other).find(|address| !taken.contains_key(address)).expect("numbers do not end")
        }
    };
    taken.insert(address.clone(), document.clone());
    address
}

fn packs(placed: &[(Address, Draft)], files: &BTreeMap<Box<str>, Address>) -> (Vec<Pack>, HashMap<Box<str>, PackId>) {
    let mut parts: BTreeMap<&str, Vec<(usize, PaperId)>> = BTreeMap::new();
    for (place, (_, draft)) in placed.iter().enumerate() {
        if let Some(part) = draft.part {
            parts.entry(draft.document.path()).or_default().push((part, PaperId(place)));
        }
    }
    let (mut packs, mut of_file) = (Vec::new(), HashMap::new());
    for (path, mut papers) in parts {
        papers.sort();
        let document = &placed[papers[0].1.0].1.document;
        let title = document.front.title.clone().unwrap_or_else(|| crate::load::title_of_stem(document.stem()));
        of_file.insert(path.into(), PackId(packs.len()));
        packs.push(Pack { address: files[path].clone(), title, papers: papers.into_iter().map(|(_, id)| id).collect() });
    }
    (packs, of_file)
}

fn filed(address: Address, draft: Draft, pack_of: &HashMap<Box<str>, PackId>) -> Filed {
    let front = &draft.document.front;
    Filed {
        approved_by: None,
        pack: pack_of.get(draft.document.path()).copied(),
        item: front
            .item
            .as_deref()
            .map(Into::into)
            .or_else(|| draft.paper.head.item.clone())
            .or_else(|| item_of_name(draft.document.stem())),
        late: front.late.clone(),
        address,
        title: draft.title,
        kind: draft.kind,
        status: draft.status,
        body: draft.body,
        meeting: draft.meeting,
        date: draft.date,
        appendices: Vec::new(),
        appended_to: Vec::new(),
        supersedes: None,
        superseded_by: None,
        attachments: Vec::new(),
        paper: draft.paper,
        document: draft.document,
    }
}

/// The item in a file's name: "Item 7 - Play Areas".
fn item_of_name(stem: &str) -> Option<Box<str>> {
    if !stem.starts_with(['i', 'I', 'a', 'A']) {
        return None;
    }
    let lower = stem.to_lowercase();
    let rest = lower.strip_prefix("agenda").unwrap_or(&lower).trim_start_matches(['-', '_', ' ']).strip_prefix("item")?;
    let label = rest.trim_start_matches(['-', '_', ' ']).split(|c: char| !c.is_ascii_digit()).next()?;
    (1..=3).contains(&label.len()).then(|| label.into())
}

/// Stubs get neutral addresses: `exempt-1` at their meeting, counted in the order of their files.
pub(super) fn stubs(project: &Project, bodies: &Bodies, meetings: &mut Meetings) -> Vec<Stub> {
    let mut counts: HashMap<Address, usize> = HashMap::new();
    let mut stubs = Vec::new();
    for (place, entry) in project.unpublished.stubs.iter().enumerate() {
        let meeting = meetings.take_stub(entry, bodies, StubId(place));
        let folder = match meeting {
            Some(meeting) => meetings.get(meeting).address.clone(),
            // The names of other folders are the author's own: they may tell what the paper is about.
            None => entry.folder.body.as_deref().and_then(|body| bodies.known(body)).map_or(Address::page([]), |body| bodies.address(body)),
        };
        let count = counts.entry(folder.clone()).or_default();
        *count += 1;
        let address = folder.below(&format!("exempt-{count}"));
        stubs.push(Stub { address, meeting, item: entry.item.clone(), withheld: entry.withheld.clone() });
    }
    stubs
}
