//! A phrase → the people or bodies that it hands a task to.

use std::collections::HashSet;

use crate::model::{Attendee, Reading};
use crate::parse::person;

/// The longest owner, in words: "Assistant Chief Executive and Monitoring Officer".
const LONGEST: usize = 8;

/// Who was there or was expected: their initials and names stand for them in the text.
#[derive(Debug, Default)]
pub(super) struct People {
    initials: HashSet<String>,
    names: HashSet<String>,
}

impl People {
    /// The people of a paper's attendance.
    pub fn of(reading: &Reading) -> Self {
        let mut people = Self::default();
        reading.present.iter().chain(&reading.apologies).for_each(|attendee| people.add(attendee));
        people
    }

    fn add(&mut self, attendee: &Attendee) {
        let names: Vec<&str> = attendee.name.split_whitespace().collect();
        self.initials.insert(first_letters(&attendee.name));
        self.initials.extend(attendee.role.iter().map(|role| first_letters(role)));
        self.names.insert(attendee.name.to_lowercase());
        self.names
            .extend([names.first(), names.last()].into_iter().flatten().filter(|name| name.len() > 2).map(|name| name.to_lowercase()));
    }

    /// Whether a word is the initials of somebody who was there, or of an office held by one.
    pub fn knows_initials(&self, word: &str) -> bool {
        self.initials.contains(word.rsplit('/').next().unwrap_or(word))
    }

    /// The owners in a phrase that is known to name them: after a marker, in its brackets, in a column of owners.
    pub fn named(&self, phrase: &str) -> Option<Vec<String>> {
        self.all(phrase, |piece| self.is_person(piece) || is_group(piece) || is_initials(piece) || is_full_name(piece))
    }

    /// The owners in a phrase of running text: only those that are people beyond doubt.
    pub fn certain(&self, phrase: &str) -> Option<Vec<String>> {
        self.all(phrase, |piece| self.is_person(piece))
    }

    fn all(&self, phrase: &str, is: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let phrase = trim(phrase);
        if phrase.is_empty() {
            return None;
        }
        // "Head of Audit and Risk" is one, if both halves are not.
        let several = || {
            let pieces: Vec<&str> = pieces(phrase).into_iter().map(trim).filter(|piece| !piece.is_empty()).collect();
            // "Cllrs Frost and Hale": the title holds for both.
            let titled = pieces.first().is_some_and(|first| person::begins_with_title(first));
            let surname = |piece: &str| titled && piece.split_whitespace().count() <= 2 && piece.split_whitespace().all(is_capital);
            // "Head of Legal and Democratic Services" is one office, "Head of Legal and Clerk" are two.
            let one = pieces.first().is_some_and(|first| first.contains(" of "))
                && !pieces[1..].iter().all(|piece| self.is_person(piece) || is_initials(piece));
            let each = pieces.len() > 1 && !one && pieces.iter().all(|piece| is(piece) || surname(piece));
            each.then(|| pieces.into_iter().map(str::to_owned).collect())
        };
        several().or_else(|| is(phrase).then(|| vec![phrase.to_owned()]))
    }

    fn is_person(&self, piece: &str) -> bool {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let lower = piece.to_lowercase();
        // Those who meet decide; they are given no tasks but by a marker.
        let body = ["members", "councillors", "governors", "trustees", "directors", "member", "partners"].contains(&lower.as_str());
        if body || words.is_empty() || words.len() > LONGEST {
            return false;
        }
        let titled = person::begins_with_title(piece) && words.len() > 1 && words[1..].iter().all(|word| is_capital(word));
        self.names.contains(&lower)
            || self.initials.contains(piece)
            || titled && words.len() <= 5
            || person::entry(piece).is_some_and(|person| person.role.is_some() && person.organisation.is_none() && words.len() <= 5)
                && words.iter().all(|word| is_capital(word))
            || is_office(piece)
    }
}

/// The pieces of a run of owners: `AB/CD`, `Clerk, Chair and Cllr Frost`, `A Ash & B Birch`.
fn pieces(phrase: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for part in phrase
        .split([',', ';', '+'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" a "))
    {
        let part = part.trim().strip_prefix("and ").unwrap_or(part.trim());
        // "T/ACC" and "a/Clerk" are one office.
        let slash = part.match_indices('/').map(|(at, _)| at).find(|at| !single_letter(&part[..*at]));
        match slash {
            Some(_) => {
                let mut start = 0;
                for (at, _) in part.match_indices('/') {
                    if !single_letter(&part[start..at]) {
                        pieces.push(&part[start..at]);
                        start = at + 1;
                    }
                }
                pieces.push(&part[start..]);
            }
            None => pieces.push(part),
        }
    }
    pieces
}

/// The owners in a phrase that an author has given as such, whoever they are.
pub(super) fn as_written(phrase: &str) -> Vec<String> {
    let named = |piece: &&str| piece.chars().any(char::is_alphabetic) && piece.split_whitespace().count() <= LONGEST;
    pieces(phrase).into_iter().map(trim).filter(named).map(str::to_owned).collect()
}

fn single_letter(text: &str) -> bool {
    text.rsplit(['/', ' ']).next().unwrap_or_default().chars().count() == 1
}

fn trim(phrase: &str) -> &str {
    let phrase = phrase.trim().trim_matches(|c: char| c.is_whitespace() || ":;,.–—-[]()*".contains(c));
    let articles = ["the ", "The ", "THE ", "both ", "Both ", "the\u{a0}", "The\u{a0}"];
    articles.iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase).trim()
}

fn first_letters(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-').filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || ["de", "van", "von", "ap", "ab", "of", "the", "and", "for"].contains(&word)
}

/// `AB`, `T/ACC`, `ALL`: two to six capitals.
pub(super) fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters) && text.chars().all(|c| c.is_uppercase() || c == '/' || c == '.')
}

/// "Amara Ash", "A Ash": a name of two words or more and nothing else.
fn is_full_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=4).contains(&words) && person::entry(text).is_some_and(|person| person.name.len() == text.trim_end_matches('.').len())
}

/// "Clerk", "Chief Executive", "Head of Parks": an office by all its words.
fn is_office(text: &str) -> bool {
    let joins = ["of", "the", "and", "for", "to", "&", "y", "yr"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let proper = words.iter().all(|word| is_capital(word) || joins.contains(word) || person::is_role(word));
    let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || "&'’-/".contains(c));
    // "Budget Monitoring" ends with a word of offices and is none; what stands before "of" names the office.
    let other = [
        "support",
        "note",
        "notes",
        "minutes",
        "minute",
        "policy",
        "finance",
        "staff",
        "legal",
        "monitoring",
        "audit",
        "independent",
        "lay",
    ];
    let main = [" of ", " for ", " to "].iter().filter_map(|join| text.find(join)).min().map_or(text, |at| &text[..at]);
    let noun = main.rsplit(' ').find(|word| word.chars().any(char::is_alphabetic)).unwrap_or_default();
    let welsh = text.split(' ').next().unwrap_or_default();
    let office = |word: &str| person::is_role(word) && !other.contains(&word.to_lowercase().as_str());
    proper
        && words.iter().all(plain)
        && (office(noun) || noun.ends_with('s') && office(&noun[..noun.len() - 1]) || text.contains(" y ") && office(welsh))
}

/// Bodies and classes of people that a task can be given to after a marker.
fn is_group(text: &str) -> bool {
    let lower = text.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let words = lower.split_whitespace().count();
    static GROUPS: [&str; 26] = [
        "all",
        "everyone",
        "members",
        "member",
        "officers",
        "councillors",
        "staff",
        "trustees",
        "governors",
        "force",
        "group",
        "board",
        "committee",
        "council",
        "panel",
        "team",
        "partners",
        "representatives",
        "representative",
        "directors",
        "leads",
        "heads",
        "pawb",
        "aelodau",
        "office",
        "department",
    ];
    let office = last.strip_suffix('s').is_some_and(person::is_role) && words <= 3;
    office || words <= 5 && (GROUPS.contains(&last) || GROUPS.contains(&lower.as_str())) || words <= 4 && person::is_organisation(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People {
        let attendee = |name: &str, role: Option<&str>| Attendee {
            span: crate::source::Span::default(),
            name: name.into(),
            role: role.map(str::to_owned),
            organisation: None,
            capacity: None,
        };
        let present = vec![attendee("Amara Ash", Some("Clerk")), attendee("Beth Birch", Some("Assistant Chief Executive"))];
        People::of(&Reading { present, ..Reading::default() })
    }

    #[test]
    fn owners_are_people_offices_and_initials() {
        let cases: [(&str, Option<&[&str]>); 14] = [
            ("Clerk", Some(&["Clerk"])),
            ("AB/CD", Some(&["AB", "CD"])),
            ("T/ACC", Some(&["T/ACC"])),
            ("the Chief Executive", Some(&["Chief Executive"])),
            ("Cllrs Frost and Hale", Some(&["Cllrs Frost", "Hale"])),
            ("Clerk, Chair and Cllr Frost", Some(&["Clerk", "Chair", "Cllr Frost"])),
            ("Chief of Staff and ACE", Some(&["Chief of Staff", "ACE"])),
            ("Head of Legal and Democratic Services", Some(&["Head of Legal and Democratic Services"])),
            ("Birch", Some(&["Birch"])),
            ("All", Some(&["All"])),
            ("Estermere Council", Some(&["Estermere Council"])),
            ("Draft plan", None),
            ("more in depth discussion", None),
            ("", None),
        ];
        for (phrase, expected) in cases {
            let expected = expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
            assert_eq!(people().named(phrase), expected, "{phrase}");
        }
        assert_eq!(people().certain("ACE"), Some(vec!["ACE".to_owned()]));
        assert_eq!(people().certain("NHS"), None);
        assert_eq!(people().certain("Budget Monitoring"), None);
        assert_eq!(people().certain("Highways"), None);
    }
}
