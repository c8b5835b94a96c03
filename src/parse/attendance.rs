//! Blocks → who came and who sent apologies: under headings, after labels, in sentences and in tables.

use crate::model::{Attendee, Block, BlockKind, Definition, Inline, Reading, Table};
use crate::source::{Source, Span};

use super::person::{self, Person};
use super::tree::inline_span;

/// Reads the attendance of a paper that records a meeting.
pub(super) fn read(source: &Source, blocks: &[Block]) -> Reading {
    let mut reader = Reader { source, reading: Reading::default(), under: None, headed: false, signed: false, begun: false };
    blocks.iter().for_each(|block| reader.block(block));
    reader.reading
}

/// Which list a person belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Present(Option<&'static str>),
    Apologies,
    /// Who was neither there nor sorry: nobody the record has a list of.
    Absent,
}

struct Reader<'s> {
    source: &'s Source,
    reading: Reading,
    /// The list that the last heading or label opened.
    under: Option<List>,
    /// Whether a heading opened it: then numbers may stand before names.
    headed: bool,
    /// Whether a plus stands for having come and a dash for not: Markdown reads both as bullets.
    signed: bool,
    /// Whether the business of the meeting has begun.
    begun: bool,
}

impl<'s> Reader<'s> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let words = super::plain_text(self.source, &heading.content);
                self.under = opens(&words).or_else(|| self.joins(&words));
                self.headed = true;
                self.signed = self.under == Some(List::Apologies) && words.contains('+');
                self.begun |= heading.number.is_some();
            }
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Numbered(numbered) => {
                self.under = self.under.filter(|_| self.headed);
                numbered.blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::Bullets(items) => items.iter().for_each(|item| self.bullet(item)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| self.definition(definition)),
            _ => {}
        }
    }

    fn bullet(&mut self, item: &[Block]) {
        if let Some(first) = item.first().filter(|_| self.signed) {
            let line = self.source.slice(self.source.line_span(self.source.line(first.span.start)));
            self.under = Some(if line.trim_start().starts_with('+') { List::Present(None) } else { List::Apologies });
        }
        item.iter().for_each(|block| self.block(block));
    }

    fn paragraph(&mut self, content: &[Inline]) {
        let lines = self.lines(content);
        for line in &lines {
            let text = self.source.slice(*line);
            match label(text) {
                Some((list, at)) => self.labelled(list, Span { start: line.start + at as u32, end: line.end }),
                None if self.holds_office(*line) => {}
                None if is_apology(text) => self.sentence(*line),
                None if lines.len() > 1 && opens(text).is_some() => (self.under, self.headed) = (opens(text), false),
                None => self.entry(*line),
            }
        }
    }

    /// The lines of a paragraph: a line end counts where it is meant, and before a label.
    fn lines(&self, content: &[Inline]) -> Vec<Span> {
        let mut lines: Vec<Option<Span>> = vec![None];
        let mut ended = false;
        let mut listed = self.under.is_some();
        for inline in content {
            let span = match inline {
                Inline::LineBreak => {
                    lines.push(None);
                    continue;
                }
                Inline::SoftBreak => {
                    ended = true;
                    continue;
                }
                inline => inline_span(inline),
            };
            let Some(span) = span else { continue };
            let line = self.source.slice(Span { end: self.source.line_span(self.source.line(span.start)).end, ..span });
            let before = lines.last().copied().flatten().map_or("", |before| self.source.slice(before));
            listed |= label(line).is_some();
            if ended && (label(line).is_some() || listed && is_entry(before) && is_entry(line)) {
                lines.push(None);
            }
            ended = false;
            let last = lines.last_mut().expect("there is always one");
            *last = Some(last.map_or(span, |last| last.to(span)));
        }
        lines.into_iter().flatten().collect()
    }

    /// `Present: A, B and C. In attendance: D, Clerk.`
    fn labelled(&mut self, list: List, rest: Span) {
        let text = self.source.slice(rest);
        let labels: Vec<(usize, List, usize)> =
            text.match_indices(". ").filter_map(|(at, _)| label(&text[at + 2..]).map(|(list, length)| (at + 2, list, length))).collect();
        let (mut list, mut start) = (list, 0);
        for (at, next, length) in labels.into_iter().filter(|(at, ..)| *at > 0) {
            // A label within a label's own words is none.
            if at >= start {
                person::list(&text[start..at]).into_iter().for_each(|person| self.add(list, &person));
                (list, start) = (next, at + length);
            }
        }
        let last = &text[start..];
        person::list(last).into_iter().for_each(|person| self.add(list, &person));
        // A label alone, or a list that a page end cut after a comma, goes on in the lines that follow.
        if last.trim_end().is_empty() || last.trim_end().ends_with(',') {
            (self.under, self.headed) = (Some(list), false);
        }
    }

    /// A list of definitions as wikis and scribes' tools have it: `Present` and below it `: A, B and C`.
    fn definition(&mut self, definition: &Definition) {
        let term = super::plain_text(self.source, &definition.term);
        for content in definition.meanings.iter().flatten().filter_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => Some(content),
            _ => None,
        }) {
            let Some(span) = content.iter().filter_map(inline_span).reduce(Span::to) else { continue };
            match opens(&term) {
                Some(list) => self.labelled(list, span),
                None => self.office(&term, span),
            }
        }
    }

    /// `Clerk: Mrs T Lisle` among the lists at the top: an office, and who holds it at this meeting.
    fn holds_office(&mut self, line: Span) -> bool {
        let text = self.source.slice(line);
        let Some(at) = text.find(':').filter(|at| (2..=40).contains(at)) else { return false };
        let known = self.reading.present.len();
        if !self.begun && known > 0 {
            self.office(&text[..at], Span { start: line.start + at as u32 + 1, end: line.end });
        }
        self.reading.present.len() > known
    }

    /// Adds whoever holds an office, unless a list has them already.
    fn office(&mut self, office: &str, rest: Span) {
        let office = office.trim_matches(['*', '_', ' ']);
        // `Staff: …`, `Office of the Commissioner: Mr A Ash`: a group, told by its name or by how its people are called.
        let group =
            self.joins(office).is_some() || person::begins_with_title(self.source.slice(rest).trim_start_matches([':', '*', '_', ' ']));
        if !(person::is_role(office) || group && office.starts_with(char::is_uppercase)) || office.split_whitespace().count() > 5 {
            return;
        }
        let text = self.source.slice(rest).trim_matches(['*', '_', ' ', ':']);
        for person in person::list(text) {
            let name = spaced(person.name);
            if !self.reading.present.iter().any(|known| known.name == name) {
                self.add(List::Present(Some("In attendance")), &person);
            }
        }
    }

    /// A heading that goes on with who came, once a list has begun: "Officers", "Observers".
    fn joins(&self, heading: &str) -> Option<List> {
        let lower = heading.trim().trim_matches(['*', '_', ':', '.', ' ']).to_lowercase();
        let more = ["officer", "officers", "observers", "guests", "visitors", "staff", "advisers", "presenters", "speakers", "swyddogion"];
        let open = !self.begun && !self.reading.present.is_empty();
        (open && more.contains(&lower.as_str())).then_some(List::Present(Some("In attendance")))
    }

    /// `Apologies were received from A, B and C.`
    fn sentence(&mut self, line: Span) {
        let text = self.source.slice(line);
        let Some(from) = [" from ", " sent by ", " gan y ", " gan "].iter().find_map(|word| text.find(word).map(|at| at + word.len()))
        else {
            return;
        };
        let rest = &text[from..];
        // "…, who was abroad": what follows is the reason.
        let rest = rest.split(", who ").next().unwrap_or(rest);
        let end = rest.match_indices(". ").map(|(at, _)| at).find(|at| !ends_in_initial(&rest[..*at])).unwrap_or(rest.len());
        person::list(&rest[..end]).into_iter().for_each(|person| self.add(List::Apologies, &person));
    }

    /// A line under a heading: one person, or several with nothing else between them.
    fn entry(&mut self, line: Span) {
        let Some(list) = self.under else { return };
        let text = self.source.slice(line).trim_matches(['*', '_', ' ', '.']);
        // `+ Amara Ash`, `- Beth Birch`: a mark of who came.
        let (list, text) = match text.split_once(' ').and_then(|(first, rest)| Some((mark(first)?, rest))) {
            Some((marked, rest)) if "+-–−✓✔".contains(&text[..text.len() - rest.len() - 1]) => (marked, rest),
            _ => (list, text),
        };
        let names = text.split([',', ';']).filter(|piece| person::entry(piece).is_some()).count();
        // What stands after the comma is an office, unless it names its holder.
        let another = text.split([',', ';']).skip(1).any(person::is_named_by_office);
        match person::entry(text) {
            Some(person) if names < 3 && !another => self.add(list, &person),
            _ if person::is_list(text) => person::list(text).iter().for_each(|person| self.add(list, person)),
            _ => {}
        }
    }

    /// A table with a column of names, or with columns headed "Present" and "Apologies".
    fn table(&mut self, table: &Table) {
        let heads: Vec<String> = table.header.iter().map(|cell| super::plain_text(self.source, cell).trim().to_lowercase()).collect();
        let lists: Vec<Option<List>> = heads.iter().map(|head| opens(head)).collect();
        let names = heads.iter().position(|head| {
            ["name", "member", "members", "governor", "governors", "attendee", "attendees", "councillor", "director", "who"]
                .contains(&head.as_str())
        });
        let grouped = lists.first().is_some_and(Option::is_some) && heads[1..].iter().all(String::is_empty);
        match names {
            Some(names) => table.rows.iter().for_each(|row| self.row(&row.cells, names, &heads)),
            None if grouped => self.groups(table, lists[0]),
            None if lists.iter().any(Option::is_some) => {
                for row in &table.rows {
                    for (list, cell) in lists.iter().zip(&row.cells).filter_map(|(list, cell)| list.map(|list| (list, cell))) {
                        self.cell(list, cell);
                    }
                }
            }
            None if self.under.is_some() => table.rows.iter().for_each(|row| self.row(&row.cells, 0, &heads)),
            None => {}
        }
    }

    /// A table whose first column names groups: `| Present | | |`, `| Members | A. Ash | Chair |`, `| Apologies | B. Birch | |`.
    fn groups(&mut self, table: &Table, first: Option<List>) {
        let mut list = first;
        for row in &table.rows {
            let group = row.cells.first().map(|cell| super::plain_text(self.source, cell)).unwrap_or_default();
            list = opens(&group).or(list);
            let Some(span) = row.cells.get(1).and_then(|cell| cell.iter().filter_map(inline_span).reduce(Span::to)) else { continue };
            let office =
                row.cells.get(2).and_then(|cell| cell.iter().filter_map(inline_span).reduce(Span::to)).map(|span| self.source.slice(span));
            let Some(mut person) = person::entry(self.source.slice(span)) else { continue };
            office.iter().for_each(|office| person.hold(office));
            list.iter().for_each(|list| self.add(*list, &person));
        }
    }

    fn cell(&mut self, list: List, cell: &[Inline]) {
        let Some(span) = cell.iter().filter_map(inline_span).reduce(Span::to) else { return };
        let text = self.source.slice(span);
        person::list(text).iter().for_each(|person| self.add(list, person));
    }

    /// A row: the name in one column; a mark, a role or an organisation in the others.
    fn row(&mut self, cells: &[Vec<Inline>], names: usize, heads: &[String]) {
        let Some(span) = cells.get(names).and_then(|cell| cell.iter().filter_map(inline_span).reduce(Span::to)) else { return };
        let Some(person) = person::entry(self.source.slice(span)) else { return };
        let mut marks = (0..cells.len()).filter(|place| *place != names).filter_map(|place| mark(self.cell_text(cells, place)?));
        // The last mark is that of this meeting, where a table shows those before it too.
        let list = match (marks.next_back(), self.under) {
            (Some(List::Present(capacity)), under) => under.filter(|_| capacity.is_none()).unwrap_or(List::Present(capacity)),
            (Some(other), _) => other,
            (None, Some(list)) => list,
            // A table of names before the business begins is who came.
            (None, None) if !self.begun && heads.len() > 1 => List::Present(None),
            (None, None) => return,
        };
        let told = |place: usize, words: &[&str]| heads.get(place).is_some_and(|head| words.iter().any(|word| head.contains(word)));
        let column = |words: &[&str]| {
            (0..cells.len()).filter(|place| *place != names && told(*place, words)).find_map(|place| self.cell_text(cells, place))
        };
        let mut person = person;
        column(&["role", "position", "title", "category", "designation"]).iter().for_each(|role| person.hold(role));
        person.organisation = person.organisation.or(column(&["organisation", "represent", "body", "agency", "authority"]));
        self.add(list, &person);
    }

    fn cell_text(&self, cells: &[Vec<Inline>], place: usize) -> Option<&'s str> {
        let span = cells.get(place)?.iter().filter_map(inline_span).reduce(Span::to)?;
        Some(self.source.slice(span)).filter(|text| !text.trim().is_empty())
    }

    fn add(&mut self, list: List, person: &Person<'_>) {
        let attendee = self.attendee(list, person);
        self.push(list, attendee);
    }

    fn attendee(&self, list: List, person: &Person<'_>) -> Attendee {
        let start = person.name.as_ptr() as usize - self.source.text().as_ptr() as usize;
        let listed = match list {
            List::Present(capacity) => capacity,
            List::Apologies | List::Absent => None,
        };
        Attendee {
            span: Span::new(start, start + person.name.len()),
            name: spaced(person.name),
            role: person.role.map(spaced),
            organisation: person.organisation.map(spaced),
            capacity: person.capacity.or(listed).map(str::to_owned),
        }
    }

    fn push(&mut self, list: List, attendee: Attendee) {
        match list {
            List::Present(_) => self.reading.present.push(attendee),
            List::Apologies => self.reading.apologies.push(attendee),
            List::Absent => {}
        }
    }
}

/// Whether a line by itself is one person: another line after it is no part of it.
fn is_entry(line: &str) -> bool {
    let line = line.trim();
    !line.ends_with([',', ';', '&']) && !line.ends_with(" and") && person::entry(line).is_some() && person::list(line).len() <= 1
}

/// Whether a line is a label with the people it speaks of after it.
pub(super) fn is_labelled_list(text: &str) -> bool {
    label(text).is_some_and(|(_, length)| length < text.len())
}

/// Whether a line is a heading or label over a list of those who came.
pub(super) fn opens_list(text: &str) -> bool {
    matches!(opens(text).or_else(|| label(text).map(|(list, _)| list)), Some(List::Present(_)))
}

/// The list that a heading or label opens.
fn opens(text: &str) -> Option<List> {
    let lower = text.trim().trim_matches(['*', '_', ':', '.', ' ']).to_lowercase();
    let short = lower.split_whitespace().count() <= 6;
    let has = |words: &[&str]| words.iter().any(|word| lower.split(|c: char| !c.is_alphanumeric()).any(|own| own == *word));
    match () {
        _ if !short || super::headings::has_verb(text) => None,
        _ if has(&["apologies", "apology", "regrets", "ymddiheuriadau"]) => Some(List::Apologies),
        _ if has(&["absent", "absence"]) => Some(List::Absent),
        _ if has(&["invited", "invitees"]) => Some(List::Present(Some("Invited"))),
        _ if lower.contains("also present") => Some(List::Present(Some("Also present"))),
        _ if lower.starts_with("hefyd yn bresennol") => Some(List::Present(Some("Hefyd yn bresennol"))),
        _ if has(&["attendance"]) && !lower.starts_with("attendance") => Some(List::Present(Some("In attendance"))),
        _ if lower.contains("also attending") => Some(List::Present(Some("Also present"))),
        _ if lower == "attending" => Some(List::Present(None)),
        _ if has(&["present", "attendance", "attendees", "participants", "sederunt", "bresennol"]) => Some(List::Present(None)),
        _ if ["members", "panel members", "committee members"].contains(&lower.as_str()) => Some(List::Present(None)),
        _ => None,
    }
}

/// The longest label with what parts it from the names, in bytes.
const LONGEST_LABEL: usize = 80;

/// A label at the start of a text, with the bytes it takes: `**Present:** `, `In attendance: `, `**Present** `.
fn label(text: &str) -> Option<(List, usize)> {
    // A label is short: the rest of a paragraph need not be looked through for its end.
    let text = &text[..text.floor_char_boundary(LONGEST_LABEL)];
    if let Some(bare) = bare_label(text) {
        return Some(bare);
    }
    let end = text
        .find(':')
        .or_else(|| text.trim_start_matches('*').find("**").map(|at| at + text.len() - text.trim_start_matches('*').len()))?;
    let list = opens(text.get(..end).filter(|label| label.len() <= 60)?)?;
    let rest = &text[end..];
    // `**Apologies** were received from …` is a sentence.
    if !rest.contains(':') && rest.trim_start_matches(['*', '_', ' ']).starts_with(char::is_lowercase) {
        return None;
    }
    Some((list, end + rest.len() - rest.trim_start_matches([':', ' ', '*', '_', '\t']).len()))
}

/// `Present Councillors Ash and Birch`: a label whose colon a converter lost, before a form of address.
fn bare_label(text: &str) -> Option<(List, usize)> {
    let (word, rest) = text.split_once(' ')?;
    let list = ["present", "apologies", "absent"].iter().any(|label| word.eq_ignore_ascii_case(label)).then(|| opens(word)).flatten()?;
    person::begins_with_title(rest).then_some((list, word.len() + 1))
}

/// A sentence that says from whom apologies came.
fn is_apology(text: &str) -> bool {
    text.contains("pologies") && (text.contains(" from ") || text.contains(" sent by "))
        || text.contains("mddiheuriadau") && text.contains(" gan ")
}

/// Words with single blanks between them: a converter leaves others, and some that do not break.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a full stop stands after somebody's initial and ends no sentence.
fn ends_in_initial(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    last.chars().count() == 1 || ["Cllr", "Mr", "Mrs", "Ms", "Dr", "Cyng", "Supt"].contains(&last)
}

/// A mark of having come or not.
fn mark(text: &str) -> Option<List> {
    let lower = text.trim().to_lowercase();
    let word = lower.split('(').next().unwrap_or_default().trim();
    match word {
        "in attendance" => Some(List::Present(Some(if lower.contains("minutes") { "Minutes" } else { "In attendance" }))),
        "+" | "✓" | "✔" | "p" | "y" | "yes" | "present" | "x" | "attended" => Some(List::Present(None)),
        "-" | "–" | "−" | "a" | "ap" | "apologies" | "apology" | "n" | "no" => Some(List::Apologies),
        "absent" => Some(List::Absent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::source::Source;

    /// Who is read, each as "name | role | capacity"; those who sent apologies after a stroke.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source =
            Arc::new(Source::new("a.md", format!("Minutes of the meeting held on 7 March 2024\n\n{text}\n\n1. **Roads**\n\nNoted.\n")));
        let (papers, _) = crate::parse::source(&source, source.span());
        let shown = |people: &[crate::model::Attendee]| {
            let or = |part: &Option<String>| part.clone().unwrap_or_else(|| "–".to_owned());
            people.iter().map(|one| format!("{} | {} | {}", one.name, or(&one.role), or(&one.capacity))).collect::<Vec<_>>()
        };
        (shown(&papers[0].reading.present), shown(&papers[0].reading.apologies))
    }

    #[test]
    fn columns_that_became_text() {
        let (present, apologies) = read(
            "Present:\nSir Amos Ash           Chairman\nMrs Beth Birch         Non-Executive Director\n\nApologies:\nProf Carl Cedar        Medical Director",
        );
        assert_eq!(present, ["Amos Ash | – | Chairman", "Beth Birch | Non-Executive Director | –"]);
        assert_eq!(apologies, ["Carl Cedar | Medical Director | –"]);
    }

    #[test]
    fn one_person_a_line_though_the_lines_might_be_one() {
        let (present, _) = read(
            "Members present:\n\nCouncillor Amos Ash (Elmham District Council) – Chair\nCouncillor Beth Birch (Rowan Vale Borough Council)\nMrs Dora Dale (Independent Member)",
        );
        assert_eq!(present.len(), 3, "{present:?}");
    }

    #[test]
    fn lists_of_definitions_offices_and_officers() {
        let (present, apologies) = read("Present\n: Amos, Beth, Carl_Cedar\n\nRegrets\n: Dora Dale\n\nScribe\n: Amos");
        assert_eq!((present.len(), apologies.len()), (3, 1), "{present:?}");
        let (present, _) =
            read("**PRESENT**\n\nCouncillors A Ash and B Birch\n\n**OFFICERS**\n\nChief Fire Officer C Cedar, Treasurer D Dale");
        assert_eq!(present[2..], ["C Cedar | Chief Fire Officer | In attendance", "D Dale | Treasurer | In attendance"]);
        let (present, _) = read("**Present:** Cllr A Ash\n\n**Clerk:** Erin Elm");
        assert_eq!(present[1], "Erin Elm | – | In attendance");
    }

    #[test]
    fn groups_and_labels_without_a_colon() {
        let (present, apologies) = read("Present Councillors Ash (Mayor), Birch and Cedar\nApologies Councillors Dale, Elm");
        assert_eq!((present.len(), apologies.len()), (3, 2), "{present:?} {apologies:?}");
        let (present, _) = read(
            "Members present: Amara Ash (Chair)\n\nStaff: Beth Birch (BB, Chief Executive), Carl Cole (Clerk)\n\nAlso attending: Dora Dale (adviser)",
        );
        assert_eq!(present.len(), 4, "{present:?}");
        assert_eq!(
            read("Present: Amara Ash\n\nApologies had been sent by Hugh Holt, who had another appointment.").1,
            ["Hugh Holt | – | –"]
        );
    }

    #[test]
    fn a_sentence_that_begins_in_bold() {
        assert_eq!(
            read("**Present:** Cllr A Ash\n\n**Apologies** were received and accepted from Beth Birch. Consent was given.").1,
            ["Beth Birch | – | –"]
        );
    }
}
