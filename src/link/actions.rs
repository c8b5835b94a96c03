//! Actions of all minutes, later minutes and `actions.toml` → what became of each.
//!
//! What a later paper says closes an action only where it is plain which one is meant: by the date of its meeting, or by its
//! words, and by one action alone.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{
    Action, ActionEntry, ActionId, ActionKind, ActionRegister, ActionStatus, BodyId, Filed, Followed, Glossary, Kind, News, PaperId,
    PersonId, Site, Update,
};
use crate::parse::bare_name;

use super::{Target, UNKNOWN_ACTION, resolve};

/// Of the words that carry meaning in the shorter of two texts, how many the other must have to speak of the same task.
const SAME_TASK: f64 = 0.6;

/// Follows every action that asks for something.
pub(super) fn follow(site: &mut Site, register: &ActionRegister, glossary: &Glossary, report: &mut Report) {
    site.record.actions = raised(site, glossary);
    let mut told: Vec<(ActionId, News, Option<Date>)> = told(site);
    told.sort_by_key(|(_, news, _)| news.on);
    for (id, news, due) in told {
        let action = &mut site.record.actions[id.0];
        action.due = due.or(action.due);
        action.news.push(news);
    }
    for entry in &register.action {
        match entered(site, entry) {
            Some(id) => enter(site, id, entry),
            None => report.push(unknown(entry)),
        }
    }
    for action in &mut site.record.actions {
        action.news.sort_by_key(|news| news.on);
        if let Some(last) = action.news.last() {
            action.status = last.status;
        }
    }
    for place in 0..site.record.actions.len() {
        let owners: BTreeSet<PersonId> = site.record.actions[place].owners.iter().filter_map(|(_, person)| *person).collect();
        owners.into_iter().for_each(|person| site.record.people[person.0].actions.push(ActionId(place)));
    }
}

/// The actions of all minutes that stand, by date.
fn raised(site: &Site, glossary: &Glossary) -> Vec<Followed> {
    let mut actions = Vec::new();
    let known = Owners::of(site, glossary);
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| stands(filed)) {
        for (number, action) in filed.paper.reading.actions.iter().enumerate().filter(|(_, action)| action.kind == ActionKind::Substantive)
        {
            let person = |words: &String| (words.clone(), known.person(PaperId(place), words));
            actions.push(Followed {
                paper: PaperId(place),
                place: number,
                raised: filed.date,
                owners: action.owners.iter().map(person).collect(),
                due: action.due,
                status: ActionStatus::Open,
                news: Vec::new(),
            });
        }
    }
    actions.sort_by_key(|action| (action.raised, action.paper, action.place));
    actions
}

/// Minutes that nothing has replaced.
fn stands(filed: &Filed) -> bool {
    filed.kind == Kind::Minutes && filed.stands()
}

/// Who is known by which words.
struct Owners<'s> {
    site: &'s Site,
    glossary: &'s Glossary,
    /// People by their names in full.
    by_name: HashMap<&'s str, PersonId>,
}

impl<'s> Owners<'s> {
    fn of(site: &'s Site, glossary: &'s Glossary) -> Self {
        let people = site.record.people.iter().enumerate().filter(|(_, person)| person.name.contains(' '));
        Self { site, glossary, by_name: people.map(|(place, person)| (person.name.as_str(), PersonId(place))).collect() }
    }

    /// The person that an owner's words mean: somebody in the paper's lists, by name, initials or role, else a name the record knows.
    fn person(&self, paper: PaperId, words: &str) -> Option<PersonId> {
        let filed = self.site.paper(paper);
        let reading = &filed.paper.reading;
        let people = self.site.record.attendance.get(paper.0)?;
        let attendees = || reading.present.iter().chain(&reading.apologies).zip(people.iter().copied());
        let name = bare_name(words);
        let mention = reading.mentions.iter().find(|mention| filed.document.source.slice(mention.span) == words);
        let mentioned = mention.and_then(|mention| mention.name.as_deref());
        let named = only(attendees().filter(|(one, _)| one.name == name || Some(&*one.name) == mentioned).map(|(_, id)| id));
        let role = words.trim_start_matches("the ").trim_start_matches("The ");
        let in_full = self.glossary.term.iter().find(|term| term.short == role).map_or(role, |term| &term.meaning);
        let of_role = |fits: fn(&str, &str) -> bool| {
            let holds = |held: &Option<String>| held.as_deref().is_some_and(|held| [role, in_full].iter().any(|role| fits(held, role)));
            only(attendees().filter(|(one, _)| holds(&one.role)).map(|(_, id)| id))
        };
        let of_office = || of_role(str::eq_ignore_ascii_case).or_else(|| of_role(is_short_for));
        named.or_else(of_office).or_else(|| self.by_name.get(name.as_str()).copied())
    }
}

/// The one of some people, where they are one.
fn only(people: impl Iterator<Item = PersonId>) -> Option<PersonId> {
    let all: BTreeSet<PersonId> = people.collect();
    all.first().copied().filter(|_| all.len() == 1)
}

/// Whether people shorten an office so: "Commissioner" for "Police and Crime Commissioner". A deputy is somebody else.
fn is_short_for(held: &str, said: &str) -> bool {
    let (held, said) = (held.to_lowercase(), said.to_lowercase());
    let others = ["deputy", "assistant", "vice", "acting", "temporary", "former", "sub", "district"];
    held.strip_suffix(&said).is_some_and(|before| before.ends_with(' ') && !before.split_whitespace().any(|word| others.contains(&word)))
}

/// What later minutes say, each with the action it is said of.
fn told(site: &Site) -> Vec<(ActionId, News, Option<Date>)> {
    let mut by_body: HashMap<BodyId, Vec<ActionId>> = HashMap::new();
    for (place, action) in site.record.actions.iter().enumerate() {
        by_body.entry(line_of(site, site.paper(action.paper).body)).or_default().push(ActionId(place));
    }
    let mut told = Vec::new();
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| stands(filed)) {
        let Some(known) = by_body.get(&line_of(site, filed.body)) else { continue };
        for update in &filed.paper.reading.updates {
            let earlier = known.iter().copied().filter(|id| site.record.actions[id.0].raised < filed.date);
            if let Some(id) = meant(site, earlier, update) {
                let by = Some((PaperId(place), update.spot.anchor.clone()));
                told.push((id, News { on: filed.date, by, status: update.status, note: None }, update.due));
            }
        }
    }
    told
}

/// The first of the bodies that followed one another: what one leaves open its successor closes.
pub(super) fn line_of(site: &Site, body: Option<BodyId>) -> BodyId {
    let mut body = body.unwrap_or(BodyId(usize::MAX));
    // Bodies that name one another as predecessors would lead round for ever.
    for _ in 0..site.bodies.len() {
        match site.bodies.get(body.0).and_then(|body| body.predecessor) {
            Some(before) => body = before,
            None => break,
        }
    }
    body
}

/// The one action that an update speaks of.
fn meant(site: &Site, earlier: impl Iterator<Item = ActionId>, update: &Update) -> Option<ActionId> {
    let words = content_words(&update.text);
    let fits: Vec<(ActionId, f64)> = earlier
        .filter(|id| update.raised.is_none_or(|date| site.record.actions[id.0].raised == Some(date)))
        .map(|id| (id, likeness(&content_words(&site.action(id).1.text), &words)))
        .collect();
    match fits.as_slice() {
        // The date tells which, if what else is said does not tell of something else.
        [(one, _)] if update.raised.is_some() && (words.is_empty() || !content_words(&site.action(*one).1.text).is_disjoint(&words)) => {
            Some(*one)
        }
        _ => {
            let best =
                fits.iter().copied().filter(|(_, likeness)| *likeness >= SAME_TASK).max_by(|one, other| one.1.total_cmp(&other.1))?;
            let rivals = fits.iter().filter(|(_, likeness)| *likeness >= best.1).count();
            (rivals == 1).then_some(best.0)
        }
    }
}

/// Words that are in texts of any task.
const COMMON: [&str; 22] = [
    "about",
    "with",
    "from",
    "that",
    "this",
    "will",
    "would",
    "have",
    "been",
    "were",
    "which",
    "into",
    "action",
    "closed",
    "close",
    "complete",
    "completed",
    "done",
    "open",
    "stay",
    "report",
    "meeting",
];

/// Words that carry meaning, without their endings.
fn content_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase);
    words.filter(|word| !COMMON.contains(&word.as_str())).map(|word| word.chars().take(6).collect()).collect()
}

/// The share of the shorter text's words that the other has; nothing where there are too few to tell.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 { 0.0 } else { one.intersection(other).count() as f64 / shorter as f64 }
}

/// The action that an entry of the register means.
fn entered(site: &Site, entry: &ActionEntry) -> Option<ActionId> {
    let (body, date) = entry.meeting.split_once('/')?;
    let date: Date = date.parse().ok()?;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let is_meant = |(followed, action): (&Followed, &Action)| {
        let filed = site.paper(followed.paper);
        filed.body.is_some_and(|id| *site.body(id).slug == *body)
            && followed.raised == Some(date)
            && entry.paragraph.as_deref().is_none_or(|number| action.spot.number.as_deref() == Some(number))
            && entry.text.as_deref().is_none_or(|text| words(&action.text).contains(&words(text)))
    };
    (0..site.record.actions.len()).map(ActionId).find(|id| is_meant(site.action(*id)))
}

fn enter(site: &mut Site, id: ActionId, entry: &ActionEntry) {
    let by = entry.by.as_ref().and_then(|target| match resolve(site, "actions.toml", target) {
        Target::Paper(paper, anchor) => Some((paper, anchor.unwrap_or_default().into())),
        _ => None,
    });
    let action = &mut site.record.actions[id.0];
    action.due = entry.due.or(action.due);
    let known = action.news.iter().max_by_key(|news| news.on).map_or(ActionStatus::Open, |news| news.status);
    let status = entry.status.unwrap_or(known);
    let on = entry.on.or_else(|| action.news.iter().filter_map(|news| news.on).max());
    // What the register says of a day, it says after the papers.
    action.news.retain(|news| entry.status.is_none() || news.on <= on || news.status == status);
    action.news.push(News { on, by, status, note: entry.note.clone() });
}

fn unknown(entry: &ActionEntry) -> Diagnostic {
    let place = entry.paragraph.as_ref().map(|number| format!(", paragraph {number}")).unwrap_or_default();
    let message = format!("no action is known of the meeting {}{place}", entry.meeting);
    Diagnostic::in_file(&UNKNOWN_ACTION, "actions.toml", message)
        .help("`panelpress inspect` shows the actions that are read in a paper; `meeting` is written body/date, `text` as its first words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_shortened_but_not_those_of_deputies() {
        assert!(is_short_for("Police and Crime Commissioner", "Commissioner") && is_short_for("Parish Clerk", "clerk"));
        assert!(!is_short_for("Deputy Chief Constable", "Chief Constable") && !is_short_for("Commissioner", "Commissioner"));
    }

    #[test]
    fn texts_of_one_task_are_alike() {
        let alike = |one, other| likeness(&content_words(one), &content_words(other)) >= SAME_TASK;
        assert!(alike("Third letter on fraud", "ACC Elm to finish the third letter about frauds by Friday"));
        assert!(!alike("Third letter on fraud", "Clerk to write to the bank about fraud"));
        assert!(!alike("The letter", "The letter"));
    }
}
