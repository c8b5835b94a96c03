//! Bodies, from folders and from what papers call them. Names that differ only in "&", commas, "the" and "meeting" are one;
//! anything further apart is two, until `also_known_as` says otherwise.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Address, Body, BodyEntry, BodyId, Project, slug};

use super::UNKNOWN_BODY;

/// The bodies known so far.
pub(super) struct Bodies {
    list: Vec<Draft>,
    by_slug: BTreeMap<Box<str>, BodyId>,
    by_name: BTreeMap<String, BodyId>,
}

struct Draft {
    slug: Box<str>,
    entry: BodyEntry,
    /// Names that papers in its folder use for it, and how often.
    names: BTreeMap<String, usize>,
}

impl Bodies {
    /// The bodies that have folders.
    pub fn of_folders(project: &Project) -> Self {
        let mut bodies = Self { list: Vec::new(), by_slug: BTreeMap::new(), by_name: BTreeMap::new() };
        for (folder, entry) in &project.bodies {
            bodies.add(folder, entry.clone());
        }
        let folders =
            project.documents.iter().map(|document| &document.folder).chain(project.unpublished.stubs.iter().map(|stub| &stub.folder));
        for folder in folders.filter_map(|folder| folder.body.as_deref()) {
            bodies.of_folder(folder);
        }
        for (folder, _) in project.meetings.keys() {
            bodies.of_folder(folder);
        }
        bodies
    }

    /// The body of a folder.
    pub fn of_folder(&mut self, folder: &str) -> BodyId {
        match self.by_slug.get(folder) {
            Some(id) => *id,
            None => self.add(folder, BodyEntry::default()),
        }
    }

    /// The body of a folder, if there is one.
    pub fn known(&self, folder: &str) -> Option<BodyId> {
        self.by_slug.get(folder).or_else(|| self.by_name.get(&key(folder))).copied()
    }

    /// The body that a paper names.
    pub fn named(&mut self, name: &str) -> BodyId {
        if let Some(id) = self.by_name.get(&key(name)).or_else(|| self.by_slug.get(&*slug(name))) {
            let id = *id;
            self.call(id, name);
            return id;
        }
        let id = self.add(&slug(name), BodyEntry::default());
        self.by_name.insert(key(name), id);
        self.call(id, name);
        id
    }

    /// Counts a name that a paper in a body's folder uses for it.
    pub fn call(&mut self, id: BodyId, name: &str) {
        *self.list[id.0].names.entry(name.to_owned()).or_default() += 1;
    }

    /// The part of addresses that stands for a body.
    pub fn slug(&self, id: BodyId) -> &str {
        &self.list[id.0].slug
    }

    /// The page of a body.
    pub fn address(&self, id: BodyId) -> Address {
        Address::page([self.slug(id)])
    }

    fn add(&mut self, folder: &str, entry: BodyEntry) -> BodyId {
        let id = BodyId(self.list.len());
        for name in entry.name.iter().chain(&entry.short_name).chain(&entry.also_known_as) {
            self.by_name.entry(key(name)).or_insert(id);
        }
        self.by_name.entry(key(&folder.replace('-', " "))).or_insert(id);
        self.by_slug.insert(folder.into(), id);
        self.list.push(Draft { slug: address_part(folder), entry, names: BTreeMap::new() });
        id
    }

    /// The bodies with their names, in the order they were met; identifiers stay.
    pub fn finish(self, report: &mut Report) -> Vec<Body> {
        let known = |slug: &Option<String>| slug.as_ref().map(|slug| (slug.clone(), self.by_slug.get(slug.as_str()).copied()));
        let mut bodies = Vec::with_capacity(self.list.len());
        for draft in &self.list {
            let mut other = |key: &str, slug| match known(slug) {
                Some((name, None)) => {
                    report.push(unknown(draft, key, &name));
                    None
                }
                found => found.and_then(|(_, id)| id),
            };
            let predecessor = other("predecessor", &draft.entry.predecessor);
            let successor = other("successor", &draft.entry.successor);
            let (name, address) = (draft.name(), Address::page([&*draft.slug]));
            let (slug, entry) = (draft.slug.clone(), draft.entry.clone());
            bodies.push(Body { slug, name, entry, address, meetings: Vec::new(), papers: Vec::new(), predecessor, successor });
        }
        bodies
    }
}

impl Draft {
    fn name(&self) -> String {
        // A name in capitals is how a letterhead shouts it, not how it is written.
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        let best = || {
            self.names.iter().max_by_key(|(name, times)| (!shouted(name), **times, std::cmp::Reverse(*name))).map(|(name, _)| name.clone())
        };
        let read = || best().map(|name| if shouted(&name) { spoken(&name) } else { name });
        let from_folder = || crate::load::title_of_stem(&self.slug);
        self.entry.name.clone().or_else(read).unwrap_or_else(from_folder)
    }
}

/// "SAFER PARKS PANEL" as "Safer Parks Panel".
fn spoken(name: &str) -> String {
    const SMALL: [&str; 8] = ["of", "and", "the", "for", "in", "on", "with", "to"];
    let lower = name.to_lowercase();
    let words = lower.split(' ').enumerate().map(|(place, word)| match place > 0 && SMALL.contains(&word) {
        true => word.to_owned(),
        false => capitalised(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A word with its first letter, and the first after a hyphen, as a capital.
fn capitalised(word: &str) -> String {
    let mut starts = true;
    let letters = word.chars().flat_map(|c| {
        let capital = std::mem::replace(&mut starts, c == '-');
        if capital { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
    });
    letters.collect()
}

fn unknown(draft: &Draft, key: &str, name: &str) -> Diagnostic {
    let path = format!("{}/_body.toml", draft.slug);
    Diagnostic::in_file(&UNKNOWN_BODY, path, format!("`{key}` names the body \"{name}\", which has no folder"))
        .help("use the name of a folder under content/, or make one")
}

fn address_part(folder: &str) -> Box<str> {
    match slug(folder) {
        slug if slug.is_empty() => "body".into(),
        slug => slug.into(),
    }
}

/// What two names must share to be one body's.
fn key(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ").replace([',', '.', '’', '\''], "");
    let words: Vec<&str> = lower.split_whitespace().filter(|word| *word != "the").collect();
    let words = words.strip_suffix(&["meeting"]).or_else(|| words.strip_suffix(&["meetings"])).unwrap_or(&words);
    words.join(" ")
}
