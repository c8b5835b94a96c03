//! A phrase → the person it names, with role, organisation and capacity.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A person as a list of attendance gives one. Parts are slices of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Person<'t> {
    pub name: &'t str,
    pub role: Option<&'t str>,
    pub organisation: Option<&'t str>,
    pub capacity: Option<&'static str>,
}

/// The longest name, in words: three given names, a particle and a surname.
const LONGEST_NAME: usize = 5;

/// Marks that part a name from what follows it.
const DASHES: [&str; 6] = [" – ", " — ", " - ", " –", " -", "– "];

/// One entry, as it stands on a line of its own: `Name – Role, Organisation (Minutes)`.
pub(super) fn entry(text: &str) -> Option<Person<'_>> {
    let text = text.trim().trim_end_matches(['.', ';']).trim();
    let text = text.strip_prefix("and ").unwrap_or(text);
    if let Some(person) = with_initials(text) {
        return Some(person);
    }
    let (text, capacity) = without_brackets(text);
    let (head, rest) = part(text);
    let chairing = ["in the chair", "IN THE CHAIR", "In the Chair"].iter().find_map(|words| head.strip_suffix(words));
    let (head, bracket) = without_brackets(chairing.unwrap_or(head).trim());
    let mut person = named(head)?;
    person.capacity = chairing.map(|_| "Chair");
    person.take(bracket);
    rest.iter().for_each(|rest| person.hold(rest));
    person.take(capacity);
    Some(person)
}

/// Several entries in a run of text: `Cllrs A Brown (Chair), C Davies and E Frost; Mrs T Lisle (Clerk)`.
///
/// Where semicolons part the entries, commas part the offices within them: `A Ash, Clerk, OPCC; B Birch, Chief Officer`.
pub(super) fn list(text: &str) -> Vec<Person<'_>> {
    if !text.contains(';') {
        return run(text);
    }
    let single = |part: &str| {
        pieces(part).get(1).is_some_and(|second| named(without_brackets(second.trim()).0).is_none()) || part.contains(['–', '—'])
    };
    let entries = text.split(';').flat_map(|part| match entry(part).filter(|_| single(part)) {
        Some(person) => vec![person],
        None => run(part),
    });
    entries.collect()
}

/// People in a run with nothing but commas and "and" between them.
fn run(text: &str) -> Vec<Person<'_>> {
    let mut people: Vec<Person<'_>> = Vec::new();
    let mut office = None;
    for piece in pieces(text) {
        let (piece, labelled) = match piece.split_once(':') {
            Some((role, name)) if is_role(role) => (name, Some(role.trim())),
            _ => (piece, None),
        };
        office = labelled.or(office);
        if let Some(person) = with_initials(piece) {
            people.push(person);
            continue;
        }
        let (plain, bracket) = without_brackets(piece.trim().trim_end_matches(['.', ':']));
        let plain = plain.trim_start_matches("and ").trim_start_matches("the ").trim();
        match named(plain) {
            Some(mut person) => {
                person.role = person.role.or(office.take());
                person.take(bracket);
                people.push(person);
            }
            // "Treasurer (Mrs P Quigley)": the office first, the person in brackets.
            None if bracket.is_some_and(|inside| is_role(plain) && named(inside).is_some()) => {
                people.extend(bracket.and_then(named).map(|person| Person { role: Some(plain), ..person }));
            }
            None if is_role(plain) => match people
                .last_mut()
                .filter(|last| last.role.is_none() && !piece.trim_start().starts_with("the ") && !piece.contains(" the "))
            {
                Some(last) => last.role = Some(plain),
                None => office = Some(plain),
            },
            None => {}
        }
    }
    people
}

/// `Amara Ash (AA) Chair`: initials stand between the name and the office.
fn with_initials(piece: &str) -> Option<Person<'_>> {
    let piece = piece.trim().trim_start_matches("and ");
    let (name, rest) = piece.split_once('(')?;
    let (inside, office) = rest.split_once(')')?;
    let office = office.trim();
    let mut person = named(name.trim()).filter(|_| is_initials(inside) && is_role(office))?;
    person.hold(office);
    Some(person)
}

/// Whether a run of text is people and their offices and nothing else, and more than one.
pub(super) fn is_list(text: &str) -> bool {
    let plain = |piece: &str| without_brackets(piece.trim().trim_end_matches(['.', ':'])).0.trim_start_matches("the ").trim().to_owned();
    let pieces = pieces(text);
    pieces.len() > 1 && pieces.iter().map(|piece| plain(piece)).all(|piece| named(&piece).is_some() || is_role(&piece))
}

impl<'t> Person<'t> {
    /// Takes what stands after the name: a role, an organisation, or both; a capacity among them.
    pub fn hold(&mut self, office: &'t str) {
        let (office, bracket) = without_brackets(office);
        let (role, organisation) = role_and_organisation(office);
        let (role, chairs) = match role.and_then(|role| role.rsplit_once(" and ")) {
            Some((first, second)) if capacity_of(second).is_some() => (Some(first), capacity_of(second)),
            _ => (role, None),
        };
        let told = role.and_then(capacity_of);
        self.capacity = told.or(chairs).or(self.capacity);
        // "joined 17:20" is a note and no office.
        let role = role.filter(|role| told.is_none() && (is_role(role) || role.starts_with(char::is_uppercase)));
        self.role = role.or(self.role);
        self.organisation = organisation.or(self.organisation);
        self.take(bracket);
    }

    /// Takes what stands in brackets after the name: a capacity, a role, an organisation, or nothing that matters here.
    fn take(&mut self, bracket: Option<&'t str>) {
        let Some(inside) = bracket else { return };
        match capacity_of(inside) {
            Some(capacity) => self.capacity = Some(capacity),
            // "vice Fairlie" names the person whose place is taken.
            None if is_initials(inside) || inside.starts_with("vice ") => {}
            None if self.role.is_none() && is_role(inside) => self.role = Some(inside),
            None if self.organisation.is_none() && is_organisation(inside) => self.organisation = Some(inside),
            None => {}
        }
    }
}

/// The name in a phrase, with the rank before it as its role. Titles are left out.
fn named(text: &str) -> Option<Person<'_>> {
    let mut rest = text.trim().trim_matches(['*', '_']).trim();
    let whole = rest;
    let mut rank_end = 0;
    loop {
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let plain = word.trim_end_matches(['.', '\'', '’']).to_lowercase();
        let plain = plain.trim_end_matches("'d");
        if after.is_empty() || !(TITLES.contains(plain) || RANKS.contains(plain)) {
            break;
        }
        rest = after.trim_start();
        if RANKS.contains(plain) {
            rank_end = whole.len() - after.len();
        }
    }
    let role = Some(whole[..rank_end].trim()).filter(|rank| !rank.is_empty());
    if is_name(rest) {
        return Some(Person { name: rest, role, organisation: None, capacity: None });
    }
    after_office(whole)
}

/// Whether a phrase is an office or a title and then a name.
pub(super) fn is_named_by_office(text: &str) -> bool {
    begins_with_title(text.trim()) || after_office(text.trim()).is_some()
}

/// `Treasurer R Doe`, `Chief Fire Officer Gwen Tolland`: an office, then the name of who holds it.
fn after_office(text: &str) -> Option<Person<'_>> {
    let last_word = |text: &str| text.trim_end().rfind(' ').map(|at| at + 1);
    let surname = last_word(text)?;
    let given = last_word(&text[..surname]).unwrap_or(0);
    let (office, name) = (text[..given].trim(), &text[given..]);
    let words =
        office.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || ["of", "and", "for", "the", "to"].contains(&word));
    (words && is_role(office) && is_name(name)).then_some(Person { name, role: Some(office), organisation: None, capacity: None })
}

/// A name without titles and ranks before it, with single blanks: "Cllr F. Osgodby" is "F Osgodby". Other text is left as it is.
pub(super) fn bare(text: &str) -> String {
    let name = named(text).map_or(text, |person| person.name);
    name.split_whitespace().map(|word| word.trim_end_matches('.')).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a phrase is a person's name: capitalised words, initials and particles, and no word of an office or organisation.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // Scribes' tools write names with underscores.
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’._".contains(c));
    let particle = |word: &str| ["de", "van", "von", "der", "ap", "ab", "ferch", "al", "bin", "la", "le", "du"].contains(&word);
    let plain = |word: &str| word.trim_matches(['.', ',']).to_lowercase();
    let office = words.iter().any(|word| ROLES.contains(plain(word).as_str()) || ORGANISATIONS.contains(plain(word).as_str()));
    let surname = words.last().is_some_and(|word| word.trim_matches('.').chars().count() > 1);
    let other = [
        "none",
        "nil",
        "dim",
        "neb",
        "apologies",
        "present",
        "all",
        "public",
        "press",
        "no",
        "and",
        "item",
        "appendix",
        "the",
        "name",
        "names",
    ];
    (1..=LONGEST_NAME).contains(&words.len())
        && words.iter().all(|word| capital(word) || particle(word))
        && surname
        && !office
        && !(words.len() == 1 && (RANKS.contains(plain(words[0]).as_str()) || TITLES.contains(plain(words[0]).as_str())))
        && !words.iter().any(|word| other.contains(&plain(word).as_str()))
        && !(words.len() == 1 && words[0].chars().all(char::is_uppercase) && words[0].len() < 5)
}

/// Parts a line at the first dash or comma after the name.
fn part(text: &str) -> (&str, Option<&str>) {
    let dash = DASHES.iter().filter_map(|dash| text.find(dash).map(|at| (at, dash.len()))).min();
    let comma = text.find(',').map(|at| (at, 1));
    // Columns of a page that became text: a tab, or blanks enough to be a column.
    let column = text.find(['\t']).or_else(|| text.find("   ")).map(|at| (at, 1));
    match [dash, comma, column].into_iter().flatten().min() {
        Some((at, length)) => (text[..at].trim(), Some(text[at + length..].trim())),
        None => (text, None),
    }
}

/// `Head of Performance, Quality and Review, Northmere Police`: the last comma divides, where an organisation or another place follows.
fn role_and_organisation(text: &str) -> (Option<&str>, Option<&str>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "-–,.".contains(c));
    match text.rsplit_once(',') {
        Some((role, organisation)) => (Some(role.trim()), Some(organisation.trim()).filter(|name| !name.is_empty())),
        None if text.is_empty() => (None, None),
        None if is_organisation(text) && !is_role(text) => (None, Some(text)),
        None => (Some(text), None),
    }
}

/// Whether a phrase is an office: "Clerk", "Head of Assurance", "minute taker".
pub(super) fn is_role(text: &str) -> bool {
    let words =
        text.split(|c: char| c.is_whitespace() || c == '/').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let organisation = is_organisation(text) && !text.contains(" of ") && !text.contains(" to ");
    words.into_iter().any(|word| ROLES.contains(word.as_str())) && !organisation
}

/// Whether a phrase is an organisation by its last word, or by the word before "of" or "for".
pub(super) fn is_organisation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let main = [" of ", " for "].iter().filter_map(|word| lower.find(word)).min().map_or(lower.as_str(), |at| &lower[..at]);
    let last = |phrase: &str| phrase.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or_default().to_owned();
    ORGANISATIONS.contains(last(main).as_str())
        || ORGANISATIONS.contains(last(&lower).as_str()) && !lower.starts_with("head ") && !lower.contains("officer")
}

/// A capacity at the meeting.
fn capacity_of(text: &str) -> Option<&'static str> {
    static CAPACITIES: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| include_str!("words/capacities.txt").lines().filter_map(|line| line.split_once(" = ")).collect());
    let lower = text.trim().to_lowercase();
    CAPACITIES.iter().find(|(written, _)| *written == lower).map(|(_, given)| *given)
}

fn is_initials(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase())
}

/// The text before its last brackets, and what stands in them.
fn without_brackets(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.rfind('(') else { return (text, None) };
    let Some(close) = text[open..].find(')').map(|at| open + at) else { return (text, None) };
    // Words after the brackets go on with the role: "(NT), Lay Member".
    match text[close + 1..].trim().is_empty() {
        true => {
            let before = text[..open].trim();
            let (earlier, _) = if before.ends_with(')') { without_brackets(before) } else { (before, None) };
            (earlier, Some(text[open + 1..close].trim()))
        }
        false => (text, None),
    }
}

/// The pieces of a run of people: parted at commas, semicolons and "and" outside brackets, and before every title.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let gap = match c {
            '(' => {
                depth += 1;
                0
            }
            ')' => {
                depth = depth.saturating_sub(1);
                0
            }
            ',' | ';' if depth == 0 => 1,
            _ if depth == 0 && (rest.starts_with(" and ") || rest.starts_with(" a'r ")) => 5,
            _ if depth == 0 && rest.starts_with(" & ") => 3,
            // A sentence ends, and no initial or title.
            '.' if depth == 0 && rest.starts_with(". ") && text[..at].rsplit(' ').next().is_some_and(|word| word.chars().count() > 4) => 1,
            ' ' if depth == 0 && begins_with_title(&rest[1..]) && named(without_brackets(text[start..at].trim()).0).is_some() => 1,
            _ => 0,
        };
        if gap > 0 {
            pieces.push(&text[start..at]);
            start = at + gap;
            at = start;
        } else {
            at += c.len_utf8();
        }
    }
    pieces.push(&text[start.min(text.len())..]);
    pieces
}

/// Whether a text begins with a form of address.
pub(super) fn begins_with_title(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    TITLES.contains(word.as_str())
}

static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/titles.txt")));
static RANKS: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/ranks.txt")));
static ROLES: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/roles.txt")));
static ORGANISATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/organisations.txt")));

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(person: &Person<'_>) -> String {
        let or = |part: Option<&str>| part.unwrap_or("–").to_owned();
        format!("{} | {} | {} | {}", person.name, or(person.role), or(person.organisation), or(person.capacity))
    }

    #[test]
    fn one_person_a_line() {
        let cases = [
            ("Amara Ash – Chief Officer, Northmere Police", "Amara Ash | Chief Officer | Northmere Police | –"),
            ("Beth Birch -Deputy Chief Officer, OPCC (Minutes)", "Beth Birch | Deputy Chief Officer | OPCC | Minutes"),
            ("Supt. Callum Cedar – Local Policing North, Northmere Police", "Callum Cedar | Local Policing North | Northmere Police | –"),
            ("Dilys Dunmore – Harrow and Carrow Council", "Dilys Dunmore | – | Harrow and Carrow Council | –"),
            ("E Eastwick, Commissioner for Northmere (Chair)", "E Eastwick | Commissioner for Northmere | – | Chair"),
            (
                "F Fairburn – Head of Performance, Quality and Review, Northmere Police",
                "F Fairburn | Head of Performance, Quality and Review | Northmere Police | –",
            ),
            ("Anne-Marie O'Hara", "Anne-Marie O'Hara | – | – | –"),
        ];
        for (text, expected) in cases {
            assert_eq!(entry(text).as_ref().map(shown).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["None declared", "No apologies raised.", "The meeting was quorate", "3 members of the public", "Members discussed the report"]
        {
            assert_eq!(entry(text), None, "{text}");
        }
    }

    #[test]
    fn several_people_in_a_run() {
        let read = |text: &str| list(text).iter().map(shown).collect::<Vec<_>>();
        assert_eq!(
            read("Cllrs A Ash (Chair), C Cedar and P Penhale (from item 41/22)"),
            ["A Ash | – | – | Chair", "C Cedar | – | – | –", "P Penhale | – | – | –"]
        );
        assert_eq!(
            read("Cllr A Ash Cllr B Birch and the Clerk, Mr H Hollis"),
            ["A Ash | – | – | –", "B Birch | – | – | –", "H Hollis | Clerk | – | –"]
        );
        assert_eq!(
            read("A Ash, Chief Officer and Monitoring Officer, OPCC; B Birch, Clerk; and C Cedar – Head of Audit, Wendle Partnership"),
            [
                "A Ash | Chief Officer and Monitoring Officer | OPCC | –",
                "B Birch | Clerk | – | –",
                "C Cedar | Head of Audit | Wendle Partnership | –"
            ]
        );
        assert_eq!(
            read("Amara Ash (AA) Chair, Beth Birch (BB) Head of Audit, Callum Cedar (CC)"),
            ["Amara Ash | – | – | Chair", "Beth Birch | Head of Audit | – | –", "Callum Cedar | – | – | –"]
        );
        assert_eq!(
            read("Treasurer (Mrs P Penhale), DCC Alan Varley and 3 members of the public"),
            ["P Penhale | Treasurer | – | –", "Alan Varley | DCC | – | –"]
        );
    }
}
