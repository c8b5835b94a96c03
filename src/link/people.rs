//! Lists of attendance and the register → people: one for each human being, as far as the papers tell them apart.
//!
//! A name in full is the same person wherever it stands. "B Ash" and "Ash" are that person where nobody else of the name is
//! known to the body; else they stay people of their own, so that nobody is credited with another's words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::model::{
    Address, Attended, Attendee, BodyId, Filed, Held, PaperId, PeopleRegister, Person, PersonEntry, PersonId, Presence, Site, slug,
};
use crate::parse::bare_name;

use super::actions::line_of;
use super::registers::occupied;

/// Everybody, and for each paper whom its lists of attendance name.
pub(super) fn find(site: &Site, register: &PeopleRegister) -> (Vec<Person>, Vec<Box<[PersonId]>>) {
    let (forms, listed) = listed(site);
    let names = Names::settle(&forms, register);
    let meant: Vec<PersonId> = forms.iter().map(|(name, body)| names.person(name, *body)).collect();
    let mut people: Vec<Gathered<'_>> = names.people.iter().map(|name| Gathered::new(name, register)).collect();
    let mut attendance: Vec<Box<[PersonId]>> = vec![Box::default(); site.papers.len()];
    for list in &listed {
        let ids: Box<[PersonId]> = list.forms.iter().map(|form| meant[*form]).collect();
        let filed = site.paper(list.paper);
        for ((attendee, presence), id) in attendees(filed).zip(&ids) {
            people[id.0].saw(filed, list.paper, attendee, presence);
        }
        attendance[list.paper.0] = ids;
    }
    let wrote = authors(site, &names);
    let order = by_name(&people);
    let mut place = vec![PersonId(0); people.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = PersonId(new));
    attendance.iter_mut().flat_map(|ids| ids.iter_mut()).for_each(|id| *id = place[id.0]);
    let mut taken = occupied(site);
    let mut people: Vec<Option<Gathered<'_>>> = people.into_iter().map(Some).collect();
    let people = order.into_iter().filter_map(|old| people[old].take());
    let mut people: Vec<Person> = people.map(|person| person.finish(&mut taken)).collect();
    for (old, paper) in wrote {
        people[place[old.0].0].papers.push(paper);
    }
    (people, attendance)
}

/// Papers whose authors name somebody in full, by date.
fn authors(site: &Site, names: &Names) -> Vec<(PersonId, PaperId)> {
    let mut wrote: Vec<(PersonId, PaperId)> = Vec::new();
    for (place, filed) in site.papers.iter().enumerate() {
        let known = filed.document.front.authors.iter().filter_map(|author| names.full.get(&key(&bare_name(author))));
        wrote.extend(known.map(|id| (*id, PaperId(place))));
    }
    wrote.sort_by_key(|(id, paper)| (*id, site.paper(*paper).date, *paper));
    wrote
}

/// A name without titles, and the body whose papers use it.
type Form = (String, Option<BodyId>);

/// A paper with lists of attendance.
struct Listed {
    paper: PaperId,
    /// The places, in the list of all forms, of those present and then of those who sent apologies.
    forms: Vec<usize>,
}

fn attendees(filed: &Filed) -> impl Iterator<Item = (&Attendee, Presence)> {
    let reading = &filed.paper.reading;
    let present = reading.present.iter().map(|attendee| (attendee, Presence::Present));
    present.chain(reading.apologies.iter().map(|attendee| (attendee, Presence::Apologies)))
}

/// Every form of a name there is, each once, and who is listed where. The same few hundred people come again in thousands of papers.
fn listed(site: &Site) -> (Vec<Form>, Vec<Listed>) {
    let mut as_written: HashMap<(&str, Option<BodyId>), usize> = HashMap::new();
    let mut places: HashMap<Form, usize> = HashMap::new();
    let mut listed = Vec::new();
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| filed.stands()) {
        // A body and those it followed know the same people.
        let body = filed.body.map(|body| line_of(site, Some(body)));
        let mut form = |name| {
            *as_written.entry((name, body)).or_insert_with(|| {
                let next = places.len();
                *places.entry((bare_name(name), body)).or_insert(next)
            })
        };
        let forms: Vec<usize> = attendees(filed).map(|(attendee, _)| form(attendee.name.as_str())).collect();
        if !forms.is_empty() {
            listed.push(Listed { paper: PaperId(place), forms });
        }
    }
    let mut forms: Vec<(Form, usize)> = places.into_iter().collect();
    forms.sort_by_key(|(_, place)| *place);
    (forms.into_iter().map(|(form, _)| form).collect(), listed)
}

/// Which name means which person.
#[derive(Default)]
struct Names {
    /// The fullest name of each person.
    people: Vec<String>,
    /// Names in full, and other forms that the register gives.
    full: HashMap<String, PersonId>,
    /// Shortened names, by the body they are used in.
    short: HashMap<(String, Option<BodyId>), PersonId>,
    /// The bodies whose papers name each person.
    bodies: Vec<BTreeSet<Option<BodyId>>>,
}

impl Names {
    fn settle(all: &[Form], register: &PeopleRegister) -> Self {
        let mut names = Self::default();
        let forms: BTreeSet<(&str, Option<BodyId>)> = all.iter().map(|(name, body)| (name.as_str(), *body)).collect();
        let used: BTreeSet<String> = forms.iter().map(|(name, _)| key(name)).collect();
        for entry in &register.person {
            let all: Vec<String> = entry_names(entry).map(|name| key(&name)).collect();
            // The register completes what the papers say: whom no paper names is not on the site.
            if all.iter().any(|name| used.contains(name)) || forms.iter().any(|(name, _)| shortens(name, &entry.name)) {
                let id = names.add(bare_name(&entry.name));
                for name in all {
                    names.full.entry(name).or_insert(id);
                }
            }
        }
        for (name, body) in forms.iter() {
            let known = names.full.get(&key(name)).copied();
            if known.is_none() && !is_full(name) {
                continue;
            }
            let id = known.unwrap_or_else(|| names.add((*name).to_owned()));
            names.full.insert(key(name), id);
            names.serves(id, *body);
        }
        names.shorten(&forms.into_iter().filter(|(name, _)| !is_full(name)).collect::<Vec<_>>());
        names.drop_unused(all);
        names
    }

    fn add(&mut self, name: String) -> PersonId {
        self.people.push(name);
        self.bodies.push(BTreeSet::new());
        PersonId(self.people.len() - 1)
    }

    fn serves(&mut self, id: PersonId, body: Option<BodyId>) {
        self.bodies[id.0].insert(body);
    }

    /// Gives every shortened name its person: initials first, so that a surname alone may mean one of them.
    fn shorten(&mut self, forms: &[(&str, Option<BodyId>)]) {
        let mut surnames: HashMap<String, BTreeSet<PersonId>> = HashMap::new();
        for (place, name) in self.people.iter().enumerate() {
            surnames.entry(surname(name)).or_default().insert(PersonId(place));
        }
        let (initialled, alone): (Vec<(&str, Option<BodyId>)>, Vec<_>) = forms.iter().copied().partition(|(name, _)| name.contains(' '));
        for (name, body) in initialled.into_iter().chain(alone) {
            if self.full.contains_key(&key(name)) {
                continue;
            }
            let namesakes = surnames.get(&surname(name)).cloned().unwrap_or_default();
            let meant = self.meant(name, body, &namesakes);
            let id = meant.unwrap_or_else(|| self.add((*name).to_owned()));
            surnames.entry(surname(name)).or_default().insert(id);
            self.serves(id, body);
            self.short.insert((key(name), body), id);
        }
    }

    /// The one person of this body, or of those it followed, whom a shortened name fits. A namesake elsewhere is somebody else.
    fn meant(&self, name: &str, body: Option<BodyId>, namesakes: &BTreeSet<PersonId>) -> Option<PersonId> {
        let fits = namesakes.iter().copied().filter(|id| shortens(name, &self.people[id.0]));
        let here: Vec<PersonId> = fits.filter(|id| self.bodies[id.0].contains(&body)).collect();
        match here.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// A person of the register whose name only looked like one that is used is not on the site.
    fn drop_unused(&mut self, forms: &[Form]) {
        let used: BTreeSet<PersonId> = forms.iter().map(|(name, body)| self.person(name, *body)).collect();
        let mut place: HashMap<PersonId, PersonId> = HashMap::new();
        let mut people = Vec::new();
        for old in used {
            place.insert(old, PersonId(people.len()));
            people.push(std::mem::take(&mut self.people[old.0]));
        }
        self.people = people;
        self.full.retain(|_, id| {
            place.get(id).is_some_and(|new| {
                *id = *new;
                true
            })
        });
        self.short.retain(|_, id| {
            place.get(id).is_some_and(|new| {
                *id = *new;
                true
            })
        });
    }

    fn person(&self, name: &str, body: Option<BodyId>) -> PersonId {
        let name = key(name);
        let known = self.full.get(&name).copied();
        known.or_else(|| self.short.get(&(name, body)).copied()).expect("every name in a list was given a person")
    }
}

fn entry_names(entry: &PersonEntry) -> impl Iterator<Item = String> {
    std::iter::once(&entry.name).chain(&entry.also_known_as).map(|name| bare_name(name))
}

/// How names are compared.
fn key(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

fn surname(name: &str) -> String {
    key(name.rsplit(' ').next().unwrap_or_default())
}

/// Whether a name has a given name in full.
fn is_full(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(given, _)| given.chars().count() > 2 && !given.chars().all(char::is_uppercase))
}

/// Whether a name is a fuller one with its given names shortened or left out: "B Ash" and "Ash" for "Beth Ash".
fn shortens(name: &str, full: &str) -> bool {
    let (short, full) = (key(name), key(full));
    let given = |name: &str| name.rsplit_once(' ').map_or("", |(given, _)| given).to_owned();
    let (initials, given) = (given(&short), given(&full));
    let mut names = given.split([' ', '-']);
    let mut initials = initials.chars().filter(|c| c.is_alphabetic());
    surname(&full) == surname(&short) && initials.all(|initial| names.next().is_some_and(|name| name.starts_with(initial)))
}

/// A person while the papers are gone through.
struct Gathered<'s> {
    name: String,
    forms: BTreeSet<String>,
    registered: Vec<Held>,
    seen: BTreeMap<(&'s str, Option<&'s str>), (Date, Date)>,
    attended: Vec<(Date, Attended)>,
}

impl<'s> Gathered<'s> {
    fn new(name: &str, register: &PeopleRegister) -> Self {
        let entry = register.person.iter().find(|entry| key(&bare_name(&entry.name)) == key(name));
        let registered = entry.into_iter().flat_map(|entry| &entry.offices).map(|office| Held {
            role: office.role.clone(),
            organisation: office.organisation.clone(),
            from: office.from,
            to: office.to,
            registered: true,
        });
        Self {
            name: entry.map_or(name, |entry| &entry.name).to_owned(),
            forms: BTreeSet::new(),
            registered: registered.collect(),
            seen: BTreeMap::new(),
            attended: Vec::new(),
        }
    }

    fn saw(&mut self, filed: &Filed, paper: PaperId, attendee: &'s Attendee, presence: Presence) {
        if attendee.name != self.name && !self.forms.contains(&attendee.name) {
            self.forms.insert(attendee.name.clone());
        }
        let Some((date, meeting)) = filed.date.zip(filed.meeting) else { return };
        // Minutes that name somebody twice, or in both lists, are no two meetings.
        if self.attended.last().is_none_or(|(_, last)| last.paper != paper) {
            self.attended.push((date, Attended { paper, meeting, presence }));
        }
        if let Some(role) = &attendee.role {
            let seen = self.seen.entry((role.as_str(), attendee.organisation.as_deref())).or_insert((date, date));
            *seen = (seen.0.min(date), seen.1.max(date));
        }
    }

    fn finish(mut self, taken: &mut BTreeSet<Address>) -> Person {
        self.attended.sort_by_key(|(date, attended)| (*date, attended.paper));
        // A meeting whose minutes stand on the site twice, as draft and corrected, counts once.
        self.attended.dedup_by_key(|(_, attended)| attended.meeting);
        let slug = match slug(&self.name) {
            name if name.is_empty() => "person".to_owned(),
            name => name,
        };
        let names = std::iter::once(slug.clone()).chain((2..).map(|times| format!("{slug}-{times}")));
        let address = names.map(|name| Address::page(["people", &name])).find(|address| !taken.contains(address));
        let address = address.expect("the numbers do not end");
        taken.insert(address.clone());
        Person {
            offices: self.offices(),
            address,
            name: self.name,
            forms: self.forms.into_iter().collect(),
            attended: self.attended.into_iter().map(|(_, attended)| attended).collect(),
            papers: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// Offices of the register; where it says nothing, those that the papers name, from the first to the last time.
    fn offices(&self) -> Vec<Held> {
        let mut offices = self.registered.clone();
        if offices.is_empty() {
            offices.extend(self.seen.iter().map(|((role, organisation), (from, to))| Held {
                role: (*role).to_owned(),
                organisation: organisation.map(str::to_owned),
                from: Some(*from),
                to: Some(*to),
                registered: false,
            }));
        }
        offices.sort_by(|one, other| (one.from, &one.role).cmp(&(other.from, &other.role)));
        offices
    }
}

/// The places of people in the order of surname and given name.
fn by_name(people: &[Gathered<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_cached_key(|place| {
        let name = bare_name(&people[*place].name);
        (surname(&name), key(&name), *place)
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_name_is_that_of_a_fuller_one() {
        for (short, full) in
            [("B Ash", "Beth Ash"), ("Ash", "Beth Ash"), ("BJ Ash", "Beth Jane Ash"), ("Ash", "B Ash"), ("A-M Birch", "Anne-Marie Birch")]
        {
            assert!(shortens(short, full), "{short} for {full}");
        }
        for (short, full) in [("C Ash", "Beth Ash"), ("B Ashe", "Beth Ash"), ("BK Ash", "Beth Jane Ash")] {
            assert!(!shortens(short, full), "{short} for {full}");
        }
    }

    #[test]
    fn people_of_one_body_are_told_apart_where_the_papers_do() {
        let names: [(usize, &[&str]); 4] = [
            (0, &["Beth Ash", "Carl Birch"]),
            (0, &["B Ash", "Ash", "C Birch"]),
            (1, &["Clare Birch", "C Birch", "Elm"]),
            (2, &["C Birch"]),
        ];
        let of = |(body, names): (usize, &[&str])| names.iter().map(|name| ((*name).to_owned(), Some(BodyId(body)))).collect::<Vec<_>>();
        let forms: Vec<Form> = names.into_iter().flat_map(of).collect();
        let names = Names::settle(&forms, &PeopleRegister::default());
        let person = |name: &str, body: usize| names.people[names.person(name, Some(BodyId(body))).0].clone();
        assert_eq!(person("B Ash", 0), "Beth Ash");
        assert_eq!(person("Ash", 0), "Beth Ash");
        // Two people have the name; one of them sits on this body.
        assert_eq!(person("C Birch", 0), "Carl Birch");
        assert_eq!(person("C Birch", 1), "Clare Birch");
        assert_eq!(person("C Birch", 2), "C Birch");
        assert_eq!(person("Elm", 1), "Elm");
    }
}
