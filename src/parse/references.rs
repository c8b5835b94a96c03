//! Passages → the words in them that point at something else: appendices, meetings, minutes, decision records and addresses.
//!
//! Words that name another body's appendix, or a number that may be something else, are passed over: a wrong link sends a
//! reader to the wrong paper.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::{Kind, Pointer, Reference};

use super::calendar::Day;
use super::passages::{Form, Passage};
use super::reading::Context;

/// Reads the references of a paper, in the order of its text.
pub(super) fn read(context: &Context<'_>, days: &[Vec<Day>]) -> Vec<Reference> {
    let mut all = Vec::new();
    let mut lead = None;
    let own_body = context.head.body.as_ref().map(|body| body.value.to_lowercase()).unwrap_or_default();
    for (place, (passage, days)) in context.passages.iter().zip(days).enumerate() {
        // Most passages point at nothing: a look at their letters is enough.
        if days.is_empty() && passage.links.is_empty() && !may_point(&passage.text) {
            lead = Some(false);
            continue;
        }
        let words = Words::of(&passage.text);
        let (only_dates, under_next) = (is_only_dates(&words, days), is_under_next(passage));
        let mut reader =
            Reader { context, passage, days, words: &words, found: Vec::new(), lead, place, own_body: &own_body, only_dates, under_next };
        reader.addresses();
        reader.numbered();
        reader.meetings();
        lead = reader.leads_to_dates().or(lead);
        let mut found = reader.found;
        found.sort_by_key(|(range, _)| (range.start, range.end));
        all.extend(found.into_iter().map(|(range, to)| Reference { span: passage.source(range), to }));
    }
    all
}

/// Whether a text has the letters of anything that points: of an appendix, a meeting, minutes, a decision record, an address.
fn may_point(text: &str) -> bool {
    const LETTERS: [&str; 24] = [
        "ppend",
        "PPEND",
        "nnex",
        "NNEX",
        "todiad",
        "TODIAD",
        "App.",
        "Appx",
        "app.",
        "inute",
        "INUTE",
        "ofnod",
        "OFNOD",
        "eeting",
        "EETING",
        "yfarfod",
        "YFARFOD",
        "ecision",
        "ECISION",
        "enderfyniad",
        "otes",
        "@",
        "://",
        "www",
    ];
    LETTERS.iter().any(|letters| text.contains(letters))
}

/// Where the words of a text are: runs of letters and digits.
struct Words<'t> {
    text: &'t str,
    places: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut places: Vec<Range<usize>> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            match places.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = at + c.len_utf8(),
                None => places.push(at..at + c.len_utf8()),
            }
        }
        Self { text, places }
    }

    /// A word, empty where there is none.
    fn word(&self, place: usize) -> &'t str {
        self.places.get(place).map_or("", |range| &self.text[range.clone()])
    }

    /// What stands between a word and the one after it.
    fn gap(&self, place: usize) -> &'t str {
        match (self.places.get(place), self.places.get(place + 1)) {
            (Some(own), Some(next)) => &self.text[own.end..next.start],
            _ => "",
        }
    }

    fn is(&self, place: usize, words: &[&str]) -> bool {
        let own = self.word(place);
        !own.is_empty() && words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    /// Whether a word and the next are parted by nothing but blanks.
    fn adjoin(&self, place: usize) -> bool {
        let gap = self.gap(place);
        !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '\n')
    }
}

struct Reader<'p> {
    context: &'p Context<'p>,
    passage: &'p Passage,
    days: &'p [Day],
    words: &'p Words<'p>,
    found: Vec<(Range<usize>, Pointer)>,
    /// Whether the last passage that was more than a date spoke of meetings, whose dates may follow it.
    lead: Option<bool>,
    /// Which passage of the paper it is.
    place: usize,
    /// The name of the paper's own body, in small letters.
    own_body: &'p str,
    /// Whether the passage holds dates and nothing else.
    only_dates: bool,
    /// Whether it stands under "Date of next meeting".
    under_next: bool,
}

impl Reader<'_> {
    /// Web and e-mail addresses: where links lead, and those that stand in the text.
    fn addresses(&mut self) {
        for (range, target) in self.passage.links.iter().filter(|(range, _)| !range.is_empty()) {
            if let Some(to) = address(target) {
                self.found.push((range.clone(), to));
            }
        }
        let text = &self.passage.text;
        if !(text.contains('@') || text.contains("://") || text.contains("www") || text.contains("WWW")) {
            return;
        }
        let mut at = 0;
        for word in text.split(|c: char| c.is_whitespace() || "<>\"“”|".contains(c)) {
            let start = at;
            at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
            let linked = self.passage.links.partition_point(|(range, _)| range.end <= start);
            let linked = self.passage.links.get(linked).is_some_and(|(range, _)| range.start < start + word.len());
            if let Some((range, to)) = bare_address(word).filter(|_| !linked) {
                self.found.push((start + range.start..start + range.end, to));
            }
        }
    }

    /// Appendices, minutes and decision records: a word and the number after it.
    fn numbered(&mut self) {
        let mut place = 0;
        while place < self.words.places.len() {
            // The words that a number may follow begin with few letters.
            let first = self.words.word(place).bytes().next().unwrap_or_default();
            if !b"aAmMcCgGdDpP".contains(&first) {
                place += 1;
                continue;
            }
            let taken = self.appendices(place).or_else(|| self.minutes(place)).or_else(|| self.decision_record(place));
            place += taken.unwrap_or(1);
        }
    }

    /// `Appendix 1`, `Appendix 1 and 2`, `Appendices A to C`. Gives how many words were read.
    fn appendices(&mut self, first: usize) -> Option<usize> {
        let plural = self.words.is(first, &["appendices", "annexes", "atodiadau"]);
        let whole = plural || self.words.is(first, &["appendix", "annex", "annexe", "atodiad"]);
        let short = ["App", "Appx", "app"].contains(&self.words.word(first)) && self.words.gap(first).trim() == ".";
        if !(whole && self.words.adjoin(first) || short) {
            return None;
        }
        let mut labels = vec![(first + 1, self.appendix_label(first + 1)?)];
        let mut last = first + 1;
        while let Some((next, label)) = self.next_label(last, plural) {
            if is_range(self.words, last, next) {
                labels.extend(between(&labels[labels.len() - 1].1, &label).into_iter().map(|label| (last + 1, label)));
            }
            labels.push((next, label));
            last = next;
        }
        if self.is_own_label(first) || self.belongs_to_another(last) {
            return Some(last + 1 - first);
        }
        for (number, (place, label)) in labels.into_iter().enumerate() {
            let mut range = self.words.places[place.min(last)].clone();
            range.start = if number == 0 { self.words.places[first].start } else { range.start };
            self.found.push((range, Pointer::Appendix(label)));
        }
        Some(last + 1 - first)
    }

    /// The next label of a list of appendices, with its place.
    fn next_label(&self, last: usize, plural: bool) -> Option<(usize, Box<str>)> {
        let gap = self.words.gap(last).trim();
        let next = last + 1;
        let place = match gap {
            "" if self.words.is(next, &["and", "or", "to", "a", "ac", "i"]) && self.words.adjoin(next) => next + 1,
            "," if self.words.is(next, &["and", "or"]) && plural => next + 1,
            "&" | "-" | "–" => next,
            "," | "/" if plural => next,
            _ => return None,
        };
        self.appendix_label(place).map(|label| (place, label))
    }

    /// A label at a word: `2`, `12`, `A`, `2a`, `B1`, `III`, `iv`.
    fn appendix_label(&self, place: usize) -> Option<Box<str>> {
        let word = self.words.word(place);
        let range = self.words.places.get(place)?;
        if let Some(number) = NUMBERS.iter().position(|number| word.eq_ignore_ascii_case(number)) {
            return Some((number + 1).to_string().into());
        }
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let letters = word.len() - digits;
        let numbered = (1..=2).contains(&digits) && letters <= 1 && word.is_ascii();
        let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
        let roman = (1..=4).contains(&word.len())
            && (word.chars().all(|c| "IVX".contains(c)) || word.len() > 1 && word.chars().all(|c| "ivx".contains(c)));
        let dated = self.touches_day(range);
        // "Appendix 1.2 million" and "Appendix 3/19" are no labels that can be told.
        let after = &self.words.text[range.end..];
        let part = after.strip_prefix(['.', '/', '%']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        ((numbered || letter || roman) && !dated && !part).then(|| word.into())
    }

    /// Whether words are part of a day.
    fn touches_day(&self, range: &Range<usize>) -> bool {
        let first = self.days.partition_point(|day| day.range.end <= range.start);
        self.days.get(first).is_some_and(|day| day.range.start < range.end)
    }

    /// The line that names an appendix at its own top, or in its own heading.
    fn is_own_label(&self, first: usize) -> bool {
        let heading = matches!(self.passage.form, Form::Heading(_)) && first == 0;
        let alone = first == 0 && self.words.places.len() <= 3 && self.place < 4 && self.passage.form == Form::Text;
        heading || alone
    }

    /// `Appendix 2 of the Code of Practice`, `Annex A to Standing Orders`: somebody else's.
    fn belongs_to_another(&self, last: usize) -> bool {
        if !(self.words.adjoin(last) && self.words.is(last + 1, &["of", "to", "in"])) {
            return false;
        }
        let article = usize::from(self.words.is(last + 2, &["the", "its", "their", "that"]));
        let own = ["report", "minutes", "agenda", "paper", "pack", "update", "summary", "notes", "this", "these", "item", "covering"];
        let named = self.words.word(last + 2 + article);
        let of = self.words.is(last + 1, &["of"]);
        !own.iter().any(|word| named.eq_ignore_ascii_case(word)) && (named.starts_with(char::is_uppercase) || of && article == 1)
    }

    /// `minute 41/22`, `minute number 12`, `minutes 41/22 and 42/22`.
    fn minutes(&mut self, first: usize) -> Option<usize> {
        if !self.words.is(first, &["minute", "minutes", "min", "cofnod", "chofnod", "gofnod"]) {
            return None;
        }
        let said = usize::from(self.words.is(first + 1, &["number", "numbers", "no", "nos", "ref", "reference", "rhif", "item"]));
        let mut place = first + 1 + said;
        let mut start = self.words.places[first].start;
        let mut taken = 1;
        while let Some((range, label)) = self.label(place) {
            let parts = label.split('/').count();
            let dated = self.touches_day(&range);
            let told = said == 1 || self.words.is(self.words.places.partition_point(|word| word.start < range.end), &["of", "refers"]);
            let years = label.split_once('/').is_some_and(|(first, _)| first.len() == 4) && parts == 2;
            if dated || years || label == "24/7" || parts == 1 && !(told && plain_number(&label)) {
                break;
            }
            place = self.words.places.partition_point(|word| word.start < range.end);
            taken = place - first;
            self.found.push((start..range.end, Pointer::Minute(label.into())));
            if !(self.words.is(place, &["and", "a", "to"]) || self.words.gap(place - 1).trim() == ",") {
                break;
            }
            place += usize::from(self.words.is(place, &["and", "a", "to"]));
            start = self.words.places.get(place).map_or(0, |word| word.start);
        }
        (taken > 1).then_some(taken)
    }

    /// `Decision Record 100–2015`, `Decision No. 12/2019`.
    fn decision_record(&mut self, first: usize) -> Option<usize> {
        if !self.words.is(first, &["decision", "decisions", "penderfyniad"]) {
            return None;
        }
        let named = |place: &usize| self.words.is(*place, &["record", "records", "form", "log", "notice", "report"]);
        let numbered = |place: &usize| self.words.is(*place, &["number", "no", "ref", "reference", "rhif"]);
        let kind = usize::from(named(&(first + 1)));
        let said = usize::from(numbered(&(first + 1 + kind)));
        let place = first + 1 + kind + said;
        let (range, label) = self.label(place)?;
        let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
        let parts: Vec<&str> = label.split(['-', '/']).collect();
        let dated = self.touches_day(&range);
        let record = self.words.is(first + 1, &["record", "records", "form", "log"]) || said == 1;
        let told = parts.len() > 1 && parts.iter().any(|part| year(part)) || record && (parts.len() > 1 || plain_number(&label));
        // The title of a decision record is its own.
        let own = first == 0 && self.place < 4 && (self.passage.form == Form::Heading(1) || self.context.head.kind == Some(Kind::Decision));
        if dated || !told || own {
            return None;
        }
        let start = self.words.places[first].start;
        self.found.push((start..range.end, Pointer::DecisionRecord(label.into())));
        Some(self.words.places.partition_point(|word| word.start < range.end) - first)
    }

    /// A number of several parts that begins at a word: `41/22`, `100–2015`, `PCC-12-2019`, with plain hyphens.
    fn label(&self, place: usize) -> Option<(Range<usize>, String)> {
        let before = self.words.gap(place.checked_sub(1)?).trim();
        let begin = self.words.places.get(place)?.clone();
        let mut end = place;
        while end - place < 5 && ["-", "–", "—", "/"].contains(&self.words.gap(end)) {
            end += 1;
        }
        let range = begin.start..self.words.places[end].end;
        let label = self.words.text[range.clone()].replace(['–', '—'], "-");
        let digits = label.bytes().filter(u8::is_ascii_digit).count();
        let small = label.chars().any(char::is_lowercase) && label.len() > digits + 3;
        let near = ["", ".", ":", "#", ",", "(", ".:"].contains(&before);
        let decimal = self.words.gap(end) == ".";
        (near && digits > 0 && label.len() <= 24 && !small && !decimal).then_some((range, label))
    }

    /// "the meeting on 31 January 2017", "Finance Committee, 3 May", "the last meeting".
    fn meetings(&mut self) {
        let mut dated = HashSet::new();
        let mut before: Option<(usize, Option<Box<str>>)> = None;
        let mut possible = false;
        for (place, day) in self.days.iter().enumerate() {
            let last = before.take();
            let joint = last.as_ref().is_some_and(|(end, _)| is_joint(&self.passage.text[*end..day.range.start]));
            let verdict = match last {
                Some((_, body)) if joint => Some((None, body)),
                _ => self.meeting_before(place).or_else(|| self.meeting_after(day)).or_else(|| self.listed(place)),
            };
            let Some((word, body)) = verdict else { continue };
            dated.extend(word);
            // "on 3 May and 4 June": what goes for the first goes for the second.
            possible = word.map_or(possible && joint, |word| self.only_names_a_body(word, day));
            if !self.is_own_date(day.date) {
                let meeting = if possible { Pointer::PossibleMeeting } else { Pointer::Meeting };
                self.found.push((day.range.clone(), meeting(day.date, body.clone())));
            }
            before = Some((day.range.end, body));
        }
        if !matches!(self.passage.form, Form::Heading(_)) {
            self.neighbours(&dated);
        }
    }

    /// "told the Panel on 3 May", where nothing says that it met; "Panel, 3 May" and "Panel of 3 May" do.
    fn only_names_a_body(&self, word: usize, day: &Day) -> bool {
        let between = word + 1..self.words.places.partition_point(|place| place.start < day.range.start);
        let generic = self.words.is(word, &["meeting", "meetings", "minutes", "notes", "note", "minute", "cyfarfod", "cofnodion"]);
        let met = between.clone().any(|place| self.words.is(place, &["met", "held", "took", "meeting", "gynhaliwyd"]));
        !generic && !met && between.clone().any(|place| self.words.is(place, &["on", "by"]))
    }

    fn is_own_date(&self, date: Date) -> bool {
        self.context.date == Some(date)
    }

    /// The word for a meeting that stands before a date, and the body it names.
    fn meeting_before(&self, place: usize) -> Option<(Option<usize>, Option<Box<str>>)> {
        let day = &self.days[place];
        let after = self.words.places.partition_point(|word| word.start < day.range.start);
        let floor = place.checked_sub(1).map_or(0, |before| self.days[before].range.end);
        for word in (after.saturating_sub(LONGEST_WAY)..after).rev() {
            let gap = match word + 1 == after {
                true => &self.words.text[self.words.places[word].end..day.range.start],
                false => self.words.gap(word),
            };
            if gap.contains(['.', ';', '?', '!']) || self.words.places[word].start < floor {
                return None;
            }
            let met = (word + 1..after).any(|between| self.words.is(between, &["met", "held", "took", "meeting", "gynhaliwyd"]));
            if self.is_meeting(word) && (met || !self.words.is(word, &["partnership", "trust", "authority", "commission"])) {
                return Some((Some(word), self.body(word)));
            }
            if !(CONNECTORS.iter().any(|known| self.words.word(word).eq_ignore_ascii_case(known)) || self.is_time(word)) {
                return None;
            }
        }
        None
    }

    /// `the 31 January 2017 meeting`, `our 5th December Panel meeting`.
    fn meeting_after(&self, day: &Day) -> Option<(Option<usize>, Option<Box<str>>)> {
        let next = self.words.places.partition_point(|word| word.start < day.range.end);
        let gap = &self.words.text[day.range.end..self.words.places.get(next)?.start];
        let named = (next..next + 6)
            .take_while(|place| *place == next || self.words.adjoin(place - 1))
            .find(|place| !self.words.word(*place).starts_with(char::is_uppercase))?;
        let found = gap.trim().is_empty() && self.words.is(named, &["meeting", "meetings", "minutes"]);
        found.then(|| (Some(named), self.body(named).filter(|_| named > next)))
    }

    /// A date alone on its line under words that speak of meetings, or the first one under "Date of next meeting".
    fn listed(&self, place: usize) -> Option<(Option<usize>, Option<Box<str>>)> {
        let day = &self.days[place];
        let alone = self.only_dates && self.lead == Some(true);
        let begins = place == 0 && self.words.text[..day.range.start].trim().len() <= LONGEST_LEAD_IN;
        (alone || self.under_next && begins && self.passage.form == Form::Text).then_some((None, None))
    }

    /// Whether dates on lines of their own below this passage are those of meetings; nothing where it is such a date.
    fn leads_to_dates(&self) -> Option<bool> {
        let has = |words: &[&str]| (0..self.words.places.len().min(LONGEST_LEAD)).any(|place| self.words.is(place, words));
        match self.passage.form {
            _ if self.only_dates => None,
            Form::Cell(_) => Some(false),
            Form::Heading(_) => {
                Some(has(&["meeting", "meetings", "cyfarfod"]) && has(&["previous", "last", "next", "notes", "minutes", "dates", "date"]))
            }
            Form::Text => Some(has(&["meeting", "meetings", "cyfarfod"])),
        }
    }

    /// "the last meeting", "the previous minutes", "the next meeting".
    fn neighbours(&mut self, dated: &HashSet<usize>) {
        for place in 1..self.words.places.len() {
            if !matches!(self.words.word(place).as_bytes().first(), Some(b'm' | b'M' | b'c' | b'C' | b'n' | b'N')) {
                continue;
            }
            let meeting = self.words.is(place, &["meeting", "cyfarfod"]);
            let record = self.words.is(place, &["minutes", "notes", "cofnodion"]);
            if !(meeting || record) || !self.words.adjoin(place - 1) || dated.contains(&place) {
                continue;
            }
            let last = self.words.is(place - 1, &["last", "previous", "preceding"]);
            let next = meeting && self.words.is(place - 1, &["next"]);
            let start = if place > 1 && self.words.is(place - 2, &["the", "our", "its"]) { place - 2 } else { place - 1 };
            if !(last || next) || self.is_of_another(place) {
                continue;
            }
            let range = self.words.places[start].start..self.words.places[place].end;
            self.found.push((range, if last { Pointer::LastMeeting } else { Pointer::NextMeeting }));
        }
    }

    /// "the last meeting of the Finance Committee", in a paper of another body.
    fn is_of_another(&self, place: usize) -> bool {
        if !(self.words.adjoin(place) && self.words.is(place + 1, &["of", "with", "between"])) {
            return false;
        }
        let article = usize::from(self.words.is(place + 2, &["the"]));
        let named = self.words.word(place + 2 + article).to_lowercase();
        !(self.own_body.contains(&named) || ["panel", "committee", "council", "board", "group"].contains(&named.as_str()))
    }

    /// Whether a word says that something met: "meeting", "minutes", or a body by the last word of its name.
    fn is_meeting(&self, place: usize) -> bool {
        let word = self.words.word(place);
        let body = || {
            static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| super::word_set(include_str!("words/bodies.txt")));
            word.starts_with(char::is_uppercase) && BODIES.contains(word.to_lowercase().as_str())
        };
        let record = || self.words.is(place, &["minute", "notes", "note"]) && self.words.is(place + 1, &["of", "dated", "held"]);
        self.words.is(place, &["meeting", "meetings", "minutes", "cyfarfod", "cofnodion"]) || record() || body()
    }

    /// `14`, `00`, `2pm` before or after a stop: a part of a time of day.
    fn is_time(&self, place: usize) -> bool {
        let word = self.words.word(place);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && ["", "am", "pm", "yb", "yh"].contains(&&word[digits..])
    }

    /// The body named by the words up to one: capitals with small words between them; none where it is only "the Panel".
    fn body(&self, last: usize) -> Option<Box<str>> {
        let generic = self.words.is(last, &["meeting", "meetings", "minutes", "cyfarfod", "cofnodion"]);
        let end = if generic { last.checked_sub(1).filter(|end| self.words.adjoin(*end))? } else { last };
        let small = |place: usize| self.words.is(place, &["of", "and", "the", "for"]);
        let gap = |place: usize| matches!(self.words.gap(place).trim(), "" | "&" | "-" | "'" | "’" | "–");
        let mut start = end + 1;
        let mut place = end + 1;
        while let Some(before) = place.checked_sub(1).filter(|before| end - before < LONGEST_BODY && (*before == end || gap(*before))) {
            let capital = self.words.word(before).starts_with(char::is_uppercase);
            if capital && !self.words.is(before, &QUALIFIERS) {
                start = before;
            } else if !small(before) {
                break;
            }
            place = before;
        }
        let listed = start > 0 && start <= end && self.words.gap(start - 1).contains(',');
        if start >= end && !generic || start > end || listed {
            return None;
        }
        let start = self.after_of_the(start, end);
        if start == end && !generic {
            return None;
        }
        let name = &self.words.text[self.words.places[start].start..self.words.places[end].end];
        Some(name.trim_end_matches("'s").trim_end_matches("’s").into())
    }

    /// "Details of the Reference Group": the body is what stands after "of the", if what stands before is none itself.
    fn after_of_the(&self, start: usize, end: usize) -> usize {
        let cut = (start + 1..end.saturating_sub(1))
            .rev()
            .find(|place| self.words.is(*place, &["of"]) && self.words.is(place + 1, &["the"]) && !self.is_meeting(place - 1));
        cut.map_or(start, |place| place + 2)
    }
}

/// Whether a passage holds dates and nothing else.
fn is_only_dates(words: &Words<'_>, days: &[Day]) -> bool {
    let taken: usize = days.iter().map(|day| day.range.len()).sum();
    let letters: usize = words.places.iter().map(Range::len).sum();
    !days.is_empty() && letters <= taken && words.text.len() <= taken + 4
}

/// Whether the heading above a passage says that the date of the next meeting stands under it.
fn is_under_next(passage: &Passage) -> bool {
    let heading = passage.spot.heading.as_deref().unwrap_or_default();
    let heading = heading[..heading.floor_char_boundary(heading.len().min(LONGEST_HEADING))].to_lowercase();
    [
        "next meeting",
        "future meeting",
        "dates of meeting",
        "meeting dates",
        "schedule of meetings",
        "calendar of meetings",
        "cyfarfod nesaf",
    ]
    .iter()
    .any(|words| heading.contains(words))
}

/// How many bytes of a heading are looked at.
const LONGEST_HEADING: usize = 200;

/// Numbers that appendices are given in words.
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// How many words may stand between a meeting and its date.
const LONGEST_WAY: usize = 10;

/// How many words of a passage may say that dates of meetings follow it.
const LONGEST_LEAD: usize = 60;

/// How many bytes may stand before the date under "Date of next meeting": `Nos Lun`, `To be on`.
const LONGEST_LEAD_IN: usize = 12;

/// How many words the name of a body may have.
const LONGEST_BODY: usize = 10;

/// Words that may stand between a meeting and its date.
const CONNECTORS: [&str; 64] = [
    "held",
    "on",
    "the",
    "of",
    "at",
    "in",
    "dated",
    "took",
    "place",
    "taking",
    "which",
    "that",
    "was",
    "is",
    "will",
    "be",
    "has",
    "been",
    "scheduled",
    "for",
    "to",
    "met",
    "take",
    "due",
    "dates",
    "date",
    "are",
    "were",
    "next",
    "arranged",
    "planned",
    "convened",
    "from",
    "and",
    "ar",
    "a",
    "gynhaliwyd",
    "dyddiedig",
    "hours",
    "hrs",
    "last",
    "again",
    "both",
    "wrth",
    "town",
    "parish",
    "community",
    "full",
    "council",
    "committee",
    "panel",
    "board",
    "group",
    "public",
    "nesaf",
    "nos",
    "dydd",
    "lun",
    "fawrth",
    "fercher",
    "iau",
    "wener",
    "sadwrn",
    "sul",
];

/// Words before "meeting" that are no part of a body's name.
const QUALIFIERS: [&str; 22] = [
    "the",
    "annual",
    "ordinary",
    "extraordinary",
    "special",
    "last",
    "previous",
    "next",
    "draft",
    "minutes",
    "notes",
    "meeting",
    "at",
    "in",
    "since",
    "following",
    "from",
    "this",
    "our",
    "a",
    "for",
    "date",
];

/// Whether two dates are two of one list.
fn is_joint(between: &str) -> bool {
    ["and", "&", ",", ", and", "to", "-", "–", "a", "and on", "and the", "or"].contains(&between.trim())
}

/// Whether the words between two labels make a range of them.
fn is_range(words: &Words<'_>, last: usize, next: usize) -> bool {
    matches!(words.gap(last).trim(), "-" | "–") || next == last + 2 && words.is(last + 1, &["to", "i"])
}

/// The labels between two numbers or two letters.
fn between(first: &str, last: &str) -> Vec<Box<str>> {
    let letter = |label: &str| label.bytes().next().filter(|b| label.len() == 1 && b.is_ascii_uppercase());
    match (first.parse::<u8>(), last.parse::<u8>(), letter(first), letter(last)) {
        (Ok(first), Ok(last), ..) if last > first => (first + 1..last).map(|number| number.to_string().into()).collect(),
        (_, _, Some(first), Some(last)) if last > first => (first + 1..last).map(|byte| char::from(byte).to_string().into()).collect(),
        _ => Vec::new(),
    }
}

fn plain_number(label: &str) -> bool {
    label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit())
}

/// Where a link leads, if it leads out of the site.
fn address(target: &str) -> Option<Pointer> {
    let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    match () {
        _ if lower.starts_with("mailto:") => {
            let address = target["mailto:".len()..].split('?').next().unwrap_or_default();
            is_email(address).then(|| Pointer::Email(address.into()))
        }
        _ if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") => {
            Some(Pointer::Url(target.into()))
        }
        _ => None,
    }
}

/// An address that stands in the text, without the marks around it.
fn bare_address(word: &str) -> Option<(Range<usize>, Pointer)> {
    let scheme = ["http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."].iter().filter_map(|start| word.find(start)).min();
    if let Some(start) = scheme.filter(|start| !word[..*start].ends_with(char::is_alphanumeric)) {
        let found = word[start..].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        let found = if found.contains('(') { found } else { found.split(')').next().unwrap_or(found) };
        let host = found.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ':').trim_start_matches(['/', '.']);
        let known = host.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.') || host.starts_with("localhost"));
        return known.then(|| (start..start + found.len(), Pointer::Url(found.into())));
    }
    let at = word.find('@')?;
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let start = word[..at].rfind(|c: char| !local(c)).map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8));
    let host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let end = at + 1 + word[at + 1..].find(|c: char| !host(c)).unwrap_or(word.len() - at - 1);
    let found = word[start..end].trim_end_matches(['.', '-']);
    is_email(found).then(|| (start..start + found.len(), Pointer::Email(found.into())))
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let last = host.rsplit('.').next().unwrap_or_default();
    !local.is_empty() && host.contains('.') && !host.starts_with('.') && last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic())
}
