//! The whole record → what rules look up while they read one paper: who people are, in which offices, how often words stand.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::model::{BodyId, Destination, Filed, Kind, PaperId, PersonId, Pointer, Site};
use crate::parse;
use crate::source::Span;

use super::letterhead;

/// A word that stands in so many papers is no slip.
const OFTEN: usize = 3;

/// What is known of all papers together; made once.
#[derive(Default)]
pub(super) struct Known {
    /// People with a name in full, by surname in lower case.
    pub by_surname: HashMap<String, Vec<PersonId>>,
    /// The same people, by given name in lower case.
    pub by_given: HashMap<String, Vec<PersonId>>,
    /// Every form of every name, in lower case.
    pub names: HashSet<String>,
    /// In how many papers a word in capitals stands.
    pub papers_with: HashMap<Box<str>, usize>,
    /// Long words in capitals that stand in several papers, with how many.
    pub often: Vec<(Box<str>, usize)>,
    /// The offices that papers print beside a name, by person.
    pub offices: HashMap<PersonId, Vec<PrintedOffice>>,
    /// Whose offices each paper prints.
    pub officers: HashMap<PaperId, BTreeSet<PersonId>>,
    /// Meetings that papers of a body name and that are not on the site, each with the paper.
    pub unknown_meetings: HashMap<BodyId, Vec<(Date, PaperId)>>,
    /// Minutes by body and the date they print.
    pub minutes: HashMap<(BodyId, Date), Vec<PaperId>>,
    /// The anchors of minutes that have numbers with a stroke: `p41/22`.
    pub minuted: HashSet<Box<str>>,
}

/// That a paper prints an office beside a name.
pub(super) struct PrintedOffice {
    pub paper: PaperId,
    pub date: Option<Date>,
    /// The office as printed.
    pub role: String,
    /// Where it is printed.
    pub span: Span,
}

impl Known {
    pub fn of(site: &Site) -> Self {
        let mut known = Self::default();
        for (place, person) in site.record.people.iter().enumerate() {
            known.names.extend(person.forms.iter().chain([&person.name]).map(|name| key(name)));
            if let Some((given, surname)) = full(&person.name) {
                known.by_surname.entry(key(surname)).or_default().push(PersonId(place));
                known.by_given.entry(key(given)).or_default().push(PersonId(place));
            }
        }
        for (place, filed) in site.papers.iter().enumerate() {
            known.enter_minutes(PaperId(place), filed);
            known.enter_meetings(site, PaperId(place), filed);
            filed.paper.reading.capitals.iter().for_each(|word| *known.papers_with.entry(word.clone()).or_default() += 1);
            let reading = &filed.paper.reading;
            let listed = reading.present.iter().chain(&reading.apologies).zip(&site.record.attendance[place]);
            let mut add = |person: PersonId, role: &str, span| {
                let office = PrintedOffice { paper: PaperId(place), date: filed.date, role: role.to_owned(), span };
                known.offices.entry(person).or_default().push(office);
                known.officers.entry(PaperId(place)).or_default().insert(person);
            };
            listed.for_each(|(attendee, person)| attendee.role.iter().for_each(|role| add(*person, role, attendee.span)));
            for (name, role, span) in letterhead::offices(&filed.document.source, &filed.paper) {
                let fits = |id: &&PersonId| is_prefix(&site.person(**id).name, name);
                let person = full(name).and_then(|(given, _)| known.by_given.get(&key(given))).and_then(|all| all.iter().find(fits));
                person.iter().for_each(|person| add(**person, role, span));
            }
        }
        let often = known.papers_with.iter().filter(|(word, papers)| word.len() > 5 && **papers >= OFTEN);
        known.often = often.map(|(word, papers)| (word.clone(), *papers)).collect();
        known.often.sort();
        known
    }

    fn enter_minutes(&mut self, id: PaperId, filed: &Filed) {
        if filed.kind != Kind::Minutes {
            return;
        }
        self.minuted.extend(filed.paper.anchors.iter().filter(|anchor| anchor.contains('/')).cloned());
        if let (Some(body), Some(printed)) = (filed.body, &filed.paper.head.date) {
            self.minutes.entry((body, printed.value)).or_default().push(id);
        }
    }

    fn enter_meetings(&mut self, site: &Site, id: PaperId, filed: &Filed) {
        let Some(body) = filed.body else { return };
        let destinations = &site.record.destinations[id.0];
        for (reference, destination) in filed.paper.reading.references.iter().zip(destinations) {
            if let (Pointer::Meeting(date, _), Destination::Pending | Destination::Nowhere) = (&reference.to, destination) {
                self.unknown_meetings.entry(body).or_default().push((*date, id));
            }
        }
    }
}

/// Whether a text begins with a name, and goes on with something else: "Amara Ash LLB, Solicitor".
fn is_prefix(name: &str, text: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// How names are compared.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

/// The given name in full and the surname of a name that has both.
pub(super) fn full(name: &str) -> Option<(&str, &str)> {
    let (given, _) = name.split_once(' ')?;
    let surname = name.rsplit(' ').next()?;
    (given.chars().count() > 1 && given.chars().any(char::is_lowercase) && surname.chars().count() > 1).then_some((given, surname))
}

/// Two words in a text that are written like a given name and a surname.
pub(super) struct Pair<'t> {
    pub range: Range<usize>,
    pub given: &'t str,
    pub surname: &'t str,
}

/// All such pairs in a text; of three capitalised words both pairs.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut before: Option<Range<usize>> = None;
    let mut at = 0;
    for word in text.split(' ') {
        let start = at;
        at += word.len() + 1;
        let letters = word.find(|c: char| !(c.is_alphabetic() || c == '-' || c == '\'' || c == '’')).unwrap_or(word.len());
        let plain = word[..letters].trim_end_matches(['\'', '’', '-']);
        let plain = plain.strip_suffix("'s").or(plain.strip_suffix("’s")).unwrap_or(plain);
        let own = start..start + plain.len();
        if !is_name(plain) {
            before = None;
            continue;
        }
        if let Some(given) = before.take() {
            pairs.push(Pair { range: given.start..own.end, given: &text[given], surname: plain });
        }
        // A mark after a word parts it from the next one.
        before = Some(own.clone()).filter(|own| own.end == start + word.len());
    }
    pairs
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 2
        && word.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == '\'' || c == '’')
}

/// Whether words before a name make it another thing than a name: a title does not.
pub(super) fn is_bare(text: &str) -> bool {
    parse::bare_name(text) == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_running_text() {
        let found = |text| pairs(text).into_iter().map(|pair| format!("{}|{}", pair.given, pair.surname)).collect::<Vec<_>>();
        assert_eq!(found("Amara Ash attended with Beth O'Hara-Birch."), ["Amara|Ash", "Beth|O'Hara-Birch"]);
        assert_eq!(found("On Monday, Amara spoke. Beth's Parks Panel sat"), ["Parks|Panel"]);
    }
}
