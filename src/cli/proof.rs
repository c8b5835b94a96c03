//! What was read out of a file → a summary as a proof-reader writes one: each thing with its line, and at the end what was not
//! understood and how to write it so that it is.

use crate::export::inspect::{Inspected, InspectedAction, InspectedPerson, InspectedReference, Inspection};
use crate::model::{ActionKind, Mention, MentionForm};
use crate::parse::Parsed;

/// How many characters of a text are shown.
const WIDEST: usize = 96;

/// The summary of a file.
pub(super) fn text(parsed: &Parsed, inspection: &Inspection) -> String {
    let several = inspection.papers.len();
    let mut out = inspection.source.clone();
    out.push_str(&if several > 1 { format!(": {several} papers\n") } else { "\n".to_owned() });
    for (place, paper) in inspection.papers.iter().enumerate() {
        let name = if several > 1 { format!("Paper {}, lines", place + 1) } else { "Lines".to_owned() };
        out.push_str(&format!("\n{name} {} to {}: {}\n", paper.lines[0], paper.lines[1], paper.kind));
        out.push_str(&facts(paper));
        out.push_str(&sections(paper));
        let strangers = parsed.papers.get(place).map(|read| strangers(parsed, &read.reading.mentions)).unwrap_or_default();
        out.push_str(&part("Not understood", &not_understood(paper, strangers)));
    }
    out
}

/// What the paper says of itself at its top.
fn facts(paper: &Inspected) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not found".to_owned());
    let times: Vec<&str> = [&paper.start, &paper.end].into_iter().flatten().map(String::as_str).collect();
    let facts = [
        ("title", said(&paper.title)),
        ("body", said(&paper.body)),
        ("date", said(&paper.date)),
        ("time", times.join(" to ")),
        ("venue", paper.venue.clone().unwrap_or_default()),
        ("status", if paper.status == "none" { String::new() } else { paper.status.to_owned() }),
    ];
    facts.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("  {name:8} {value}\n")).collect()
}

/// Everything that was read, one list after the other. A list with nothing in it is left out.
fn sections(paper: &Inspected) -> String {
    let people = |people: &[InspectedPerson]| people.iter().map(|who| line(who.line, &person(who))).collect::<Vec<_>>();
    let declarations = paper.declarations.iter().map(|said| line(said.line, &said.text)).collect::<Vec<_>>();
    let decisions = paper.decisions.iter().map(|decision| line(decision.line, &format!("{}: {}", decision.kind.name(), decision.text)));
    let days = paper.dates.iter().map(|day| line(day.line, &format!("{}  {}", day.date, day.text)));
    let widest = paper.acronyms.iter().map(|term| term.short.chars().count()).max().unwrap_or(0);
    let terms = paper.acronyms.iter().map(|term| line(term.line, &format!("{:widest$}  {}", term.short, term.expansion)));
    let initials = paper.initials.iter().map(|known| format!("          {}  {}", known.initials, known.name));
    let joined = paper.joined.iter().map(|[first, second]| line(*first, &format!("goes on in line {second}")));
    let headings =
        paper.headings.iter().map(|heading| line(heading.line, &format!("{} {}", "#".repeat(usize::from(heading.level)), heading.text)));
    let labels: Vec<&str> = paper.numbers.iter().map(|number| number.label.as_str()).collect();
    let next = paper.next_meeting.iter().map(|next| {
        let told = [Some(next.date.as_str()), next.start.as_deref(), next.venue.as_deref()];
        line(next.line, &told.into_iter().flatten().collect::<Vec<_>>().join(", "))
    });
    let lists = [
        ("Present", people(&paper.present)),
        ("Apologies", people(&paper.apologies)),
        ("Declarations of interest", declarations),
        ("Decisions", decisions.collect()),
        ("Actions", paper.actions.iter().map(|action| line(action.line, &task(action))).collect()),
        ("Next meeting", next.collect()),
        ("Points at", paper.references.iter().map(|reference| line(reference.line, &pointed(reference))).collect()),
        ("Days", days.collect()),
        ("Initials", initials.collect()),
        ("Terms", terms.collect()),
        ("Cut by a page end, read as one paragraph", joined.collect()),
        ("Headings", headings.collect()),
        ("Printed numbers", wrapped(&labels)),
    ];
    lists.iter().map(|(name, lines)| part(name, lines)).collect()
}

/// A list under its name, with a blank line before it.
fn part(name: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("\n  {name}\n{}\n", lines.join("\n"))
}

/// A line of the paper, right-aligned, with what was read there.
fn line(number: usize, text: &str) -> String {
    format!("  {number:>6}  {}", cut(text))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Many short things, in lines of a page's width.
fn wrapped(words: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < WIDEST) {
            Some(line) => line.extend([" ", *word]),
            None => lines.push(format!("          {word}")),
        }
    }
    lines
}

/// `Amara Ash – Chief Executive, Estermere Council (Chair)`.
fn person(person: &InspectedPerson) -> String {
    let office: Vec<&str> = [&person.role, &person.organisation].into_iter().flatten().map(String::as_str).collect();
    let office = if office.is_empty() { String::new() } else { format!(" – {}", office.join(", ")) };
    let capacity = person.capacity.as_ref().map(|capacity| format!(" ({capacity})")).unwrap_or_default();
    format!("{}{office}{capacity}", person.name)
}

/// `Clerk, by 2026-04-09: write to the owners`.
fn task(action: &InspectedAction) -> String {
    let due = action.due.as_ref().map(|due| format!("by {due}"));
    let told: Vec<String> = action.owners.iter().cloned().chain(due).collect();
    match action.kind {
        ActionKind::Empty => "no task".to_owned(),
        ActionKind::Noted => format!("nothing to do: {}", action.text),
        ActionKind::Substantive if told.is_empty() => format!("nobody named: {}", action.text),
        ActionKind::Substantive => format!("{}: {}", told.join(", "), action.text),
    }
}

/// `appendix         Appendix 1 → paper 2 of this file`.
fn pointed(reference: &InspectedReference) -> String {
    let to = match (&reference.date, reference.paper) {
        (Some(date), _) if *date != reference.text => format!(" → {date}"),
        (_, Some(paper)) => format!(" → paper {} of this file", paper + 1),
        _ if reference.kind == "appendix" => " → not in this file".to_owned(),
        _ => String::new(),
    };
    format!("{:15}  {}{to}", reference.kind, reference.text)
}

/// Something that was not understood, where, and how to write it.
struct Gap {
    lines: Vec<usize>,
    what: String,
    write: &'static str,
}

impl Gap {
    fn shown(&self) -> String {
        let numbers: Vec<String> = self.lines.iter().map(usize::to_string).collect();
        let place = match numbers.as_slice() {
            [] => String::new(),
            [one] => format!("line {one}: "),
            several => format!("lines {}: ", several.join(", ")),
        };
        format!("          {place}{}\n            {}", self.what, self.write)
    }
}

/// Initials in the text that are nobody's of those who came, each with its first line.
fn strangers(parsed: &Parsed, mentions: &[Mention]) -> Vec<(usize, String)> {
    let source = &parsed.document.source;
    let mut found: Vec<(usize, String)> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form == MentionForm::Initials && mention.name.is_none()) {
        let initials = source.slice(mention.span);
        if !found.iter().any(|(_, known)| known == initials) {
            found.push((source.line(mention.span.start), initials.to_owned()));
        }
    }
    found
}

/// What a reader of the paper would miss in the lists above.
fn not_understood(paper: &Inspected, strangers: Vec<(usize, String)>) -> Vec<String> {
    let meets = ["minutes", "agenda", "report"].contains(&paper.kind);
    let record = paper.kind == "minutes";
    let whole = |what: &str, write| Gap { lines: Vec::new(), what: what.to_owned(), write };
    let mut gaps: Vec<Gap> = Vec::new();
    let mut missing = |is: bool, what: &str, write| gaps.extend(is.then(|| whole(what, write)));
    missing(paper.title.is_none(), "no title", "write `# Benches in the parks` as the first line");
    missing(meets && paper.date.is_none(), "no date of a meeting", "write `12 March 2026` on a line of its own under the title");
    missing(
        record && paper.present.is_empty(),
        "nobody who came",
        "write `Present: Amara Ash (Chair), Beth Birch`, or one name a line under a heading `Present`",
    );
    missing(
        record && paper.next_meeting.is_none(),
        "no next meeting",
        "write `Date of next meeting: 9 April 2026, 10:00, Meeting Room 1`, if there is to be one",
    );
    gaps.extend(of_actions(paper));
    gaps.extend(strangers.into_iter().map(|(line, initials)| Gap {
        lines: vec![line],
        what: format!("“{initials}” is nobody of those who came, or more than one"),
        write: "write the name, or the initials after it where it is listed: `Amara Ash (AA)`",
    }));
    gaps.iter().map(Gap::shown).collect()
}

/// Actions without a task, without anybody to do it, and without a day.
fn of_actions(paper: &Inspected) -> Vec<Gap> {
    let lines = |is: &dyn Fn(&&InspectedAction) -> bool| paper.actions.iter().filter(is).map(|action| action.line).collect::<Vec<_>>();
    let task = |action: &InspectedAction| action.kind == ActionKind::Substantive;
    let gaps = [
        Gap {
            lines: lines(&|action| action.kind == ActionKind::Empty),
            what: "an action without a task".to_owned(),
            write: "write what is to be done behind it, or take the word away",
        },
        Gap {
            lines: lines(&|action| task(action) && action.owners.is_empty()),
            what: "nobody who is to do it".to_owned(),
            write: "write `Action (Chief Executive, by 6 September 2019): …`",
        },
        Gap {
            lines: lines(&|action| task(action) && !action.owners.is_empty() && action.due.is_none()),
            what: "no day by which it is to be done".to_owned(),
            write: "write the day: `by 6 September 2019`",
        },
    ];
    gaps.into_iter().filter(|gap| !gap.lines.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::inspect::{InspectedDate, InspectedDecision, InspectedHeading};
    use crate::model::DecisionKind;

    fn action(line: usize, text: &str, kind: ActionKind, owners: &[&str], due: Option<&str>) -> InspectedAction {
        let owners = owners.iter().map(|owner| (*owner).to_owned()).collect();
        InspectedAction { line, text: text.to_owned(), kind, owners, due: due.map(str::to_owned) }
    }

    #[test]
    fn a_summary_says_who_is_to_do_what_and_what_was_not_understood() {
        let paper = Inspected {
            lines: [1, 40],
            kind: "minutes",
            title: Some("Parks Panel".to_owned()),
            status: "draft",
            headings: vec![InspectedHeading { line: 1, level: 1, text: "Parks Panel".to_owned() }],
            dates: vec![InspectedDate { line: 3, date: "2026-03-12".to_owned(), text: "12 March 2026".to_owned() }],
            decisions: vec![InspectedDecision {
                line: 9,
                text: "To paint the benches".to_owned(),
                kind: DecisionKind::Resolution,
                number: None,
                proposer: None,
                seconder: None,
                vote: None,
            }],
            actions: vec![
                action(12, "write to the owners", ActionKind::Substantive, &["Clerk"], Some("2026-04-09")),
                action(14, "count the benches", ActionKind::Substantive, &[], None),
                action(18, "Noted", ActionKind::Noted, &[], None),
                action(20, "", ActionKind::Empty, &[], None),
                action(22, "count the trees", ActionKind::Substantive, &[], None),
            ],
            ..Inspected::default()
        };
        let shown = facts(&paper) + &sections(&paper) + &part("Not understood", &not_understood(&paper, vec![(30, "ZZ".to_owned())]));
        assert_eq!(shown, include_str!("proof.txt"), "\n{shown}");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(WIDEST)).chars().count(), WIDEST);
        assert!(cut(&"é".repeat(WIDEST + 1)).ends_with('…'));
        assert!(wrapped(&["2.10.3"; 90]).iter().all(|line| line.chars().count() <= WIDEST));
    }
}
