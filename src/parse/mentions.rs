//! Passages and who came → the words that stand for one of them: initials, and a rank or title with a surname.
//!
//! Two capitals are a person's initials only where they do what people do in this paper ("LB reported", "AB and CD to meet",
//! "[AB/CD]"), and somebody's only where one person alone fits. An acronym of the paper, or whatever has "the" before it, is
//! nobody.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Acronym, Attendee, Mention, MentionForm, Reading};
use crate::source::{Source, Span};

use super::passages::Passage;
use super::person;
use super::reading::Context;

/// Reads the mentions of a paper, in the order of its text.
pub(super) fn read(context: &Context<'_>, reading: &Reading) -> Vec<Mention> {
    let people = People::of(context.source, reading);
    let mut found = Vec::new();
    if context.is_record() && !people.all.is_empty() {
        found = initials(context.passages, &people, &reading.acronyms);
    }
    context.passages.iter().for_each(|passage| surnames(passage, &people, &mut found));
    found.retain(|mention| !people.is_entry(mention.span));
    found.sort_by_key(|mention| (mention.span.start, mention.span.end));
    found.dedup_by(|second, first| second.span.start < first.span.end);
    found
}

/// Who came and who did not.
struct People<'p> {
    /// Each with whether the person was there.
    all: Vec<(&'p Attendee, bool)>,
    /// Which of them initials may mean.
    by_initials: HashMap<String, Vec<usize>>,
    /// Which of them have a surname, in lower case.
    by_surname: HashMap<String, Vec<usize>>,
    /// Where their entries stand, in order.
    entries: Vec<Span>,
}

impl<'p> People<'p> {
    fn of(source: &Source, reading: &'p Reading) -> Self {
        let present = reading.present.iter().map(|person| (person, true));
        let all: Vec<(&Attendee, bool)> = present.chain(reading.apologies.iter().map(|person| (person, false))).collect();
        let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
        let printed: Vec<Option<String>> = all.iter().map(|(person, _)| printed_initials(source, person)).collect();
        let given: HashSet<&String> = printed.iter().flatten().collect();
        for (place, (person, _)) in all.iter().enumerate() {
            // Initials printed beside one name are not another's, whatever that is called.
            let own = initials_of(&person.name).into_iter().filter(|initials| !given.contains(initials));
            for initials in own.chain(printed[place].clone()) {
                by_initials.entry(initials).or_default().push(place);
            }
            if let Some(surname) = person.name.split_whitespace().next_back() {
                by_surname.entry(surname.to_lowercase()).or_default().push(place);
            }
        }
        let mut entries: Vec<Span> = all.iter().map(|(person, _)| source.line_span(source.line(person.span.start))).collect();
        entries.sort_unstable();
        Self { all, by_initials, by_surname, entries }
    }

    /// The one person meant, where several fit: all of one name, or one alone of them present.
    fn one(&self, fitting: &[usize]) -> Option<Box<str>> {
        let names = |present_only: &[bool]| {
            let fitting =
                fitting.iter().take(MOST_NAMESAKES).map(|place| self.all[*place]).filter(|(_, present)| present_only.contains(present));
            fitting.map(|(person, _)| person.name.as_str()).collect::<BTreeSet<&str>>()
        };
        let alone = |names: BTreeSet<&str>| if names.len() == 1 { names.first().map(|name| Box::from(*name)) } else { None };
        alone(names(&[true, false])).or_else(|| alone(names(&[true])))
    }

    /// Whether words stand in the line of an entry: they are the entry, and no mention.
    fn is_entry(&self, span: Span) -> bool {
        let place = self.entries.partition_point(|entry| entry.end < span.start);
        self.entries.get(place).is_some_and(|entry| entry.start <= span.start)
    }
}

/// How many people of one name or of the same initials are looked at.
const MOST_NAMESAKES: usize = 20;

/// The initials that a name may have: of all its words, of the first and the last, with a double name as one or two.
fn initials_of(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ([first, .., last], true) = (words.as_slice(), words.len() > 1) else { return Vec::new() };
    let letter = |word: &str| word.chars().find(|c| c.is_alphabetic()).map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let double = |word: &str| word.split('-').map(letter).collect::<String>();
    let capitals = |word: &&&str| word.starts_with(char::is_uppercase);
    let mut all = vec![
        words.iter().map(|word| letter(word)).collect(),
        words.iter().map(|word| double(word)).collect(),
        words.iter().filter(capitals).map(|word| letter(word)).collect(),
        letter(first) + &letter(last),
        // "AMcP" and "RO'H", as people write them.
        letter(first) + &last.chars().take(1 + last.chars().skip(1).position(char::is_uppercase).unwrap_or(0)).collect::<String>(),
    ];
    if let Some(inner) = last.char_indices().skip(1).find(|(_, c)| c.is_uppercase()) {
        all.push(letter(first) + &last[..inner.0 + inner.1.len_utf8()]);
    }
    all.retain(|initials| initials.chars().count() > 1);
    all.sort_unstable();
    all.dedup();
    all
}

/// Initials that stand beside a name in the list: `Jean Ash (JA)`, `| JA | Jean Ash |`.
fn printed_initials(source: &Source, person: &Attendee) -> Option<String> {
    let line = source.slice(source.line_span(source.line(person.span.start)));
    let after = source.slice(Span { start: person.span.end, end: source.line_span(source.line(person.span.start)).end });
    let bracketed = after.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    let mut cells = (line.len() <= LONGEST_ROW && line.contains('|')).then(|| line.split('|').map(str::trim)).into_iter().flatten();
    let fits = |text: &&str| is_run(text) && is_in_order(text, &person.name);
    bracketed.filter(fits).or_else(|| cells.find(fits)).map(str::to_owned)
}

/// The longest row of a list of people, in bytes.
const LONGEST_ROW: usize = 400;

/// Whether letters stand in a name in their order, the first at its start.
fn is_in_order(letters: &str, name: &str) -> bool {
    let mut left = name.chars().flat_map(char::to_lowercase);
    let first = letters.chars().next().map(|c| c.to_ascii_lowercase());
    first == left.next() && letters.chars().skip(1).all(|letter| left.any(|c| c == letter.to_ascii_lowercase()))
}

/// A run of capitals in a text that may be initials.
struct Run<'t> {
    passage: usize,
    range: Range<usize>,
    text: &'t str,
    /// Whether the words around it make it somebody who does something.
    acts: Acts,
}

/// How plainly a run of capitals is a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Acts {
    /// "the AB": no person.
    Never,
    /// Nothing tells.
    Unknown,
    /// "as AB noted", "for AB and CD to meet": a person, if somebody fits.
    Likely,
    /// "AB noted" at the start of a sentence, "[AB]", "Action: AB".
    Surely,
}

/// Capitals that do what people do, in any passage, and never have an article before them.
pub(super) fn acting(passages: &[Passage]) -> HashSet<&str> {
    let runs = all_runs(passages);
    let named: HashSet<&str> = runs.iter().filter(|run| run.acts == Acts::Never).map(|run| run.text).collect();
    let acting = runs.iter().filter(|run| run.acts >= Acts::Likely && !named.contains(run.text));
    acting.map(|run| run.text).collect()
}

/// Initials in all passages.
fn initials(passages: &[Passage], people: &People<'_>, acronyms: &[Acronym]) -> Vec<Mention> {
    let runs = all_runs(passages);
    let mut best: BTreeMap<&str, (Acts, bool)> = BTreeMap::new();
    for run in &runs {
        let (most, never) = best.entry(run.text).or_insert((Acts::Unknown, false));
        *most = (*most).max(run.acts);
        *never |= run.acts == Acts::Never;
    }
    for acronym in acronyms {
        best.remove(&*acronym.short);
    }
    let meant = |run: &Run<'_>| {
        let (most, never) = best.get(run.text)?;
        let fitting = people.by_initials.get(run.text);
        let known = fitting.is_some() && *most >= Acts::Likely;
        let unknown = fitting.is_none() && run.acts == Acts::Surely && run.text.len() == 2 && !is_common(run.text);
        let shown = run.acts > Acts::Never && !never && (known || unknown);
        shown.then(|| Mention {
            span: passages[run.passage].source(run.range.clone()),
            form: MentionForm::Initials,
            name: fitting.and_then(|fitting| people.one(fitting)),
        })
    };
    runs.iter().filter_map(meant).collect()
}

/// The runs of all passages but quotations: those speak of other people.
fn all_runs(passages: &[Passage]) -> Vec<Run<'_>> {
    let own = passages.iter().enumerate().filter(|(_, passage)| !passage.quoted);
    own.flat_map(|(place, passage)| runs(place, &passage.text)).collect()
}

/// Two capitals that are mostly something else.
fn is_common(text: &str) -> bool {
    static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/no_initials.txt")));
    COMMON.contains(text.to_lowercase().as_str())
}

/// The runs of capitals of a text, with what the words around them make of them. A text all in capitals has none.
fn runs(passage: usize, text: &str) -> Vec<Run<'_>> {
    // Two capitals in a row are in few texts.
    if !text
        .as_bytes()
        .windows(2)
        .any(|pair| !pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase() && pair[0] != b' ' || !pair[1].is_ascii())
    {
        return Vec::new();
    }
    let places: Vec<Range<usize>> = words(text).filter(|range| is_run(&text[range.clone()])).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let alone = places.len() <= MOST_OWNERS && words(text).all(|range| is_run(&text[range.clone()]) || &text[range] == "and");
    if !alone && !text.contains(char::is_lowercase) {
        return Vec::new();
    }
    let mut found: Vec<Run<'_>> = Vec::with_capacity(places.len());
    let mut first = 0;
    while first < places.len() {
        // "SD, LB and LT to meet": what is said of the last is said of all.
        let mut last = first;
        while places.get(last + 1).is_some_and(|next| is_joint(&text[places[last].end..next.start])) {
            last += 1;
        }
        let acts = if alone { Acts::Surely } else { acts(text, places[first].start, places[last].end, last > first) };
        for (place, range) in places[first..=last].iter().enumerate() {
            // "The PCC and AB noted": the article is that of the first alone.
            let acts = match acts {
                _ if text[range.end..].starts_with('s') => Acts::Never,
                Acts::Never if place > 0 => {
                    if does(&text[places[last].end..]) {
                        Acts::Likely
                    } else {
                        Acts::Unknown
                    }
                }
                acts => acts,
            };
            found.push(Run { passage, range: range.clone(), text: &text[range.clone()], acts });
        }
        first = last + 1;
    }
    found
}

/// Owners that stand alone in a passage are few.
const MOST_OWNERS: usize = 5;

/// The words of a text: letters and digits, with an apostrophe inside.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = start + length;
        // The `s` of "PCSOs" is no part of the run, and tells that it is none.
        let end = if text[start..at].ends_with('s') && length > 2 && is_run(&text[start..at - 1]) { at - 1 } else { at };
        Some(start..end)
    })
}

/// Two to four letters, capitals but for the small letters of a "Mc".
fn is_run(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_ascii_uppercase()).count();
    (2..=4).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.ends_with(|c: char| c.is_ascii_uppercase())
        && (capitals == word.len() || capitals >= 3 && word.contains("Mc"))
}

/// Whether two runs are two of one list.
fn is_joint(between: &str) -> bool {
    [", ", " and ", "/", " & ", ", and ", "; ", " / ", " a ", " ac ", "+", " or "].contains(&between)
}

/// What the words before and after a run, or a list of runs, make of it.
fn acts(text: &str, start: usize, end: usize, several: bool) -> Acts {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = if before.ends_with(char::is_alphanumeric) { word.to_lowercase() } else { String::new() };
    let opens = before.is_empty() || before.ends_with(['.', '?', '!', ':', '\n', '–', '—', '•', ';']) || text[..start].ends_with('\n');
    let after = &text[end..];
    if [
        "the", "a", "an", "this", "that", "each", "every", "any", "our", "their", "its", "his", "her", "new", "all", "no", "other", "y",
        "yr",
    ]
    .contains(&word.as_str())
    {
        return Acts::Never;
    }
    if before.ends_with('[') && after.starts_with(']') || is_owner(before, after) {
        return Acts::Surely;
    }
    let bracketed = before.ends_with('(') && after.starts_with(')');
    let named = before.ends_with('(') && before[..before.len() - 1].trim_end().ends_with(char::is_alphabetic);
    if bracketed {
        let closes = after[1..].trim_start().is_empty() || after[1..].starts_with(['.', ';']);
        return if closes && !named {
            Acts::Surely
        } else if closes {
            Acts::Likely
        } else {
            Acts::Unknown
        };
    }
    let clause = opens
        || before.ends_with([',', '(', '[', '-'])
        || [
            "and", "but", "as", "which", "while", "whilst", "when", "where", "because", "so", "then", "if", "whom", "although", "what",
            "how", "a",
        ]
        .contains(&word.as_str());
    let asked =
        ["for", "by", "from", "with", "between", "to", "thanked", "asked", "invited", "action", "via", "gan"].contains(&word.as_str());
    match does(after) {
        true if opens => Acts::Surely,
        true if clause || asked || several => Acts::Likely,
        _ => Acts::Unknown,
    }
}

/// `Action: AB`, `Action – AB/CD`, `Action (AB):`, `ACTION AB`.
fn is_owner(before: &str, after: &str) -> bool {
    let label = before.trim_end_matches([' ', ':', '–', '-', '(', '[', '\u{a0}', '—']);
    let word = label.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let marked = ["action", "actions", "owner", "lead", "gweithredu"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let ends =
        after.trim_start().is_empty() || after.starts_with([')', ']', ':', '.', ';', '\n']) || does(after) || after.starts_with(" –");
    marked && ends
}

/// Whether a text goes on with what somebody does: " noted", " also asked", " to write".
fn does(after: &str) -> bool {
    static DEEDS: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/deeds.txt")));
    let Some(rest) = after.strip_prefix([' ', '\u{a0}']) else { return false };
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).take(3).skip_while(|word| {
        word.ends_with("ly") || ["also", "then", "further", "again", "both", "has", "had", "have", "all", "each"].contains(word)
    });
    words
        .next()
        .is_some_and(|word| word.starts_with(char::is_lowercase) && (DEEDS.contains(word) || word.len() > 4 && word.ends_with("ed")))
}

/// Ranks and titles with a surname: "ACC Graham", "Cllrs Frost and Ash", "Chief Inspector Harrison".
fn surnames(passage: &Passage, people: &People<'_>, found: &mut Vec<Mention>) {
    let text = passage.text.as_str();
    if !words(text).any(|range| text[range.clone()].starts_with(char::is_uppercase) && is_style(&text[range])) {
        return;
    }
    let places: Vec<Range<usize>> = words(text).collect();
    let mut place = 0;
    while place < places.len() {
        let word = &text[places[place].clone()];
        if !word.starts_with(char::is_uppercase) || !is_style(word) {
            place += 1;
            continue;
        }
        let mut first = place;
        // "Detective Chief Inspector": a rank of several words.
        while first > 0 && adjoins(text, &places, first - 1) && is_rank_word(&text[places[first - 1].clone()]) {
            first -= 1;
        }
        let several = ["cllrs", "councillors", "messrs", "cynghorwyr"].iter().any(|plural| word.eq_ignore_ascii_case(plural));
        place += 1;
        let mut start = places[first].start;
        if !adjoins(text, &places, place - 1) {
            continue;
        }
        while let Some((taken, name)) = surname(text, &places, place, people) {
            if name.is_none() && !(several || is_plain_style(word)) {
                break;
            }
            let end = places[place + taken - 1].end;
            found.push(Mention { span: passage.source(start..end), form: MentionForm::Surname, name });
            place += taken;
            let joined = several && place < places.len() && [", ", " and ", " & ", ", and "].contains(&&text[end..places[place].start]);
            let joined_by_word = several && place + 1 < places.len() && &text[end..places[place + 1].start] == " and ";
            place += usize::from(joined_by_word);
            if !(joined || joined_by_word) {
                break;
            }
            start = places[place].start;
        }
    }
}

/// The surname, perhaps with a first name or initials, that begins at a word: how many words it has, and whose it is.
fn surname(text: &str, places: &[Range<usize>], place: usize, people: &People<'_>) -> Option<(usize, Option<Box<str>>)> {
    let mut most = 0;
    while most < 3 && places.get(place + most).is_some_and(|range| text[range.clone()].starts_with(char::is_uppercase)) {
        let before = place + most - 1;
        if most > 0 && !(adjoins(text, places, before) || adjoined_name(text, places, before)) {
            break;
        }
        most += 1;
    }
    let phrase = |count: usize| &text[places[place].start..places[place + count - 1].end];
    let known = (1..=most).rev().find_map(|count| {
        let phrase = phrase(count);
        let last = phrase.split_whitespace().next_back()?.to_lowercase();
        let fitting: Vec<usize> = people
            .by_surname
            .get(&last)?
            .iter()
            .copied()
            .take(MOST_NAMESAKES)
            .filter(|who| agrees(phrase, &people.all[*who].0.name))
            .collect();
        (!fitting.is_empty()).then(|| (count, people.one(&fitting)))
    });
    known.or_else(|| {
        let other = |count: usize| NO_SURNAMES.iter().any(|word| phrase(count).ends_with(word));
        let named = |count: usize| !other(count) && person::entry(phrase(count)).is_some_and(|person| person.name == phrase(count));
        (1..=most.min(2)).rev().find(|count| named(*count)).map(|count| (count, None))
    })
}

/// Whether a phrase may be a name: the same surname, and nothing before it that the name does not have.
fn agrees(phrase: &str, name: &str) -> bool {
    let given: Vec<&str> = phrase.split_whitespace().collect();
    let own: Vec<&str> = name.split_whitespace().collect();
    let initial = |word: &str| word.chars().next();
    given[..given.len() - 1].iter().all(|word| {
        own.iter().any(|known| known.eq_ignore_ascii_case(word))
            || initial(word) == own.first().and_then(|first| initial(first))
                && (word.trim_end_matches('.').len() == 1 || own.first().is_some_and(|first| first.len() <= 2))
    })
}

/// Whether a word and the next are parted by one blank, or by the stop of "Supt." and "Cllr.".
fn adjoins(text: &str, places: &[Range<usize>], place: usize) -> bool {
    match (places.get(place), places.get(place + 1)) {
        (Some(own), Some(next)) => {
            let gap = &text[own.end..next.start];
            let short = own.len() <= 5 && gap.trim_end() == ".";
            gap == " " || gap == "\u{a0}" || short && gap.len() == 2
        }
        _ => false,
    }
}

/// Whether two words are one name with a hyphen or an apostrophe in it.
fn adjoined_name(text: &str, places: &[Range<usize>], place: usize) -> bool {
    match (places.get(place), places.get(place + 1)) {
        (Some(own), Some(next)) => ["-", "'", "’"].contains(&&text[own.end..next.start]),
        _ => false,
    }
}

/// A rank or form of address that has a surname after it.
fn is_style(word: &str) -> bool {
    static STYLES: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/styles.txt")));
    STYLES.contains(word.to_lowercase().as_str())
}

/// A rank or form of address that has nothing but a name after it: "Constable Recruitment" is a scheme.
fn is_plain_style(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.len() > 1
        && !["constable", "commander", "colonel", "pc", "pcso", "dc", "ds", "di", "dci", "dcc", "acc", "cc", "ald", "rev"]
            .contains(&lower.as_str())
}

/// Words with a capital that follow a name's title in forms and votes.
const NO_SURNAMES: [&str; 8] = ["For", "Against", "Abstained", "Proposed", "Seconded", "Resolved", "Agreed", "Action"];

/// A word that goes before a rank: "Detective", "Chief", "Temporary".
fn is_rank_word(word: &str) -> bool {
    ["detective", "chief", "assistant", "deputy", "temporary", "acting", "county", "district", "borough", "town", "city", "t", "a", "det"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
        && word.starts_with(char::is_uppercase)
}
