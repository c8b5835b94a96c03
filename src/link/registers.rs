//! The whole record → its registers: every list with its filters, each page of each with an address.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Address, BodyId, Decided, DecisionKind, Facet, Listing, PaperId, Register, Site, Standing, slug};

/// Decisions in the order of their dates; those of papers that another has replaced are left to their papers.
pub(super) fn decisions(site: &Site) -> Vec<Decided> {
    let mut decisions = Vec::new();
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| filed.stands()) {
        decisions.extend((0..filed.paper.reading.decisions.len()).map(|number| Decided { paper: PaperId(place), place: number }));
    }
    decisions.sort_by_key(|decided| (site.paper(decided.paper).date, decided.paper, decided.place));
    decisions
}

/// Every list of every register that has something in it.
pub(super) fn list(site: &Site) -> Vec<Listing> {
    let mut lists = Lists { listings: Vec::new(), taken: occupied(site) };
    lists.taken.extend(site.record.people.iter().map(|person| person.address.clone()));
    let latest_first = |length: usize| (0..length).rev().collect::<Vec<_>>();
    lists.meetings(site);
    lists.decisions(site, &latest_first(site.record.decisions.len()));
    lists.actions(site, &latest_first(site.record.actions.len()));
    lists.people(site);
    let appended = |place: &usize| !site.papers[*place].appended_to.is_empty() || site.papers[*place].kind == crate::model::Kind::Appendix;
    let mut appendices: Vec<usize> = (0..site.papers.len()).filter(appended).collect();
    appendices.sort_by_key(|place| (std::cmp::Reverse(site.papers[*place].date), *place));
    lists.add(Register::Appendices, Facet::All, &[], appendices);
    lists.add(Register::Terms, Facet::All, &[], (0..site.record.terms.len()).collect());
    for (place, term) in site.record.terms.iter().enumerate() {
        let name = slug(&term.short);
        let mut papers: Vec<usize> = term.used_in.iter().map(|id| id.0).collect();
        papers.sort_by_key(|place| (std::cmp::Reverse(site.papers[*place].date), *place));
        lists.add(Register::Terms, Facet::Term(place), &[if name.is_empty() { "term" } else { &name }], papers);
    }
    lists.add(Register::Pending, Facet::All, &[], (0..site.record.pending.len()).collect());
    lists.listings
}

/// The addresses that papers, bodies and meetings have: nothing made from them may stand there.
pub(super) fn occupied(site: &Site) -> BTreeSet<Address> {
    let papers = site.papers.iter().map(|paper| &paper.address).chain(site.packs.iter().map(|pack| &pack.address));
    let others = site.bodies.iter().map(|body| &body.address).chain(site.meetings.iter().map(|meeting| &meeting.address));
    papers.chain(others).chain(site.stubs.iter().map(|stub| &stub.address)).cloned().collect()
}

struct Lists {
    listings: Vec<Listing>,
    taken: BTreeSet<Address>,
}

impl Lists {
    /// A list at an address below its register's, unless it is empty.
    fn add(&mut self, register: Register, facet: Facet, below: &[&str], entries: Vec<usize>) {
        if entries.is_empty() {
            return;
        }
        let first = |name: &str| match below.split_last() {
            Some((_, above)) => Address::page(std::iter::once(register.name()).chain(above.iter().copied()).chain([name])),
            None => Address::page([if name.is_empty() { register.name() } else { name }]),
        };
        let last = below.last().copied().unwrap_or_default();
        let again = if last.is_empty() { register.name() } else { last };
        // Two owners may be written almost alike, and an author may have a page of that name.
        let names = std::iter::once(last.to_owned()).chain((2..).map(|times| format!("{again}-{times}")));
        let address = names.map(|name| first(&name)).find(|address| !self.taken.contains(address)).expect("the numbers do not end");
        self.taken.insert(address.clone());
        self.listings.push(Listing { address, register, facet, entries });
    }

    /// One list for each value that some entries share, in the order of the values.
    fn split<K: Ord>(
        &mut self,
        register: Register,
        entries: &[usize],
        key: impl Fn(usize) -> Vec<K>,
        named: impl Fn(K) -> (Facet, Vec<String>),
    ) {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for entry in entries {
            key(*entry).into_iter().for_each(|key| groups.entry(key).or_default().push(*entry));
        }
        for (key, entries) in groups {
            let (facet, below) = named(key);
            // An owner who is nobody known, and has one action, needs no list.
            if matches!(facet, Facet::OwnerWords(_)) && entries.len() < 2 {
                continue;
            }
            self.add(register, facet, &below.iter().map(String::as_str).collect::<Vec<_>>(), entries);
        }
    }

    fn meetings(&mut self, site: &Site) {
        let mut all: Vec<usize> = (0..site.meetings.len()).collect();
        all.sort_by_key(|place| (std::cmp::Reverse(site.meetings[*place].date), *place));
        self.add(Register::Meetings, Facet::All, &[], all.clone());
        self.split(
            Register::Meetings,
            &all,
            |place| vec![std::cmp::Reverse(site.meetings[place].date.year())],
            |year| (Facet::Year(year.0), vec![year.0.to_string()]),
        );
    }

    fn decisions(&mut self, site: &Site, all: &[usize]) {
        let register = Register::Decisions;
        self.add(register, Facet::All, &[], all.to_vec());
        let kind = |place| vec![site.decision(place).1.kind];
        self.split(register, all, kind, |kind: DecisionKind| (Facet::Kind(kind), vec![kind.name().to_owned()]));
        self.by_body_and_year(site, register, all, |place| site.decision(place).0.paper);
    }

    fn actions(&mut self, site: &Site, all: &[usize]) {
        let register = Register::Actions;
        let action = |place: usize| &site.record.actions[place];
        self.add(register, Facet::All, &[], all.to_vec());
        let standing = |place| vec![action(place).standing(site.today)];
        self.split(register, all, standing, |standing: Standing| (Facet::Standing(standing), vec![standing.name().to_owned()]));
        let ownerless = all.iter().copied().filter(|place| action(*place).owners.is_empty()).collect();
        self.add(register, Facet::NoOwner, &["no-owner"], ownerless);
        self.by_body_and_year(site, register, all, |place| action(place).paper);
        let owner = |place: usize| {
            let owners = action(place).owners.iter();
            let mut owners: Vec<Facet> =
                owners.map(|(words, person)| person.map_or_else(|| Facet::OwnerWords(words.clone()), Facet::Owner)).collect();
            owners.sort();
            owners.dedup();
            owners
        };
        self.split(register, all, owner, |facet| {
            let name = match &facet {
                Facet::Owner(id) => slug(&site.person(*id).name),
                Facet::OwnerWords(words) => slug(words),
                _ => String::new(),
            };
            let name = if name.is_empty() { "owner".to_owned() } else { name };
            (facet, vec!["owner".to_owned(), name])
        });
    }

    fn people(&mut self, site: &Site) {
        let all: Vec<usize> = (0..site.record.people.len()).collect();
        self.add(Register::People, Facet::All, &[], all.clone());
        let bodies = |place: usize| {
            let mut bodies: Vec<BodyId> =
                site.record.people[place].attended.iter().map(|attended| site.meeting(attended.meeting).body).collect();
            bodies.sort();
            bodies.dedup();
            bodies
        };
        // Nobody's own page may stand where the list of a body would.
        self.split(Register::People, &all, bodies, |body| (Facet::Body(body), vec!["body".to_owned(), site.body(body).slug.to_string()]));
    }

    fn by_body_and_year(&mut self, site: &Site, register: Register, all: &[usize], paper: impl Fn(usize) -> PaperId) {
        let body = |place| site.paper(paper(place)).body.into_iter().collect();
        self.split(register, all, body, |body: BodyId| (Facet::Body(body), vec!["body".to_owned(), site.body(body).slug.to_string()]));
        let year = |place| site.paper(paper(place)).date.map(|date| std::cmp::Reverse(date.year())).into_iter().collect();
        self.split(register, all, year, |year: std::cmp::Reverse<i16>| (Facet::Year(year.0), vec![year.0.to_string()]));
    }
}
