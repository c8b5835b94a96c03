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
    let told: Vec<(ActionId, News, Option<Date>)> = told(site);
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
    for (place, filed) in site.papers.iter().enumerate().filter(|(_, filed)| stands(filed)) {
        for (number, action) in filed.paper.reading.actions.iter().enumerate().filter(|(_, action)| action.kind == ActionKind::Substantive)
        {
            let person = |words: &String| (words.clone(), owner(site, PaperId(place), words, glossary));
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
    filed.kind == Kind::Minutes && filed.superseded_by.is_none() && filed.status != Some(crate::model::PaperStatus::Withdrawn)
}

/// The person that an owner's words mean: somebody in the list of attendance, by name, initials or role.
fn owner(site: &Site, paper: PaperId, words: &str, glossary: &Glossary) -> Option<PersonId> {
    let filed = site.paper(paper);
    let reading = &filed.paper.reading;
    let people = site.record.attendance.get(paper.0)?;
    let attendees = || reading.present.iter().chain(&reading.apologies).zip(people.iter().copied());
    let only = |fits: &mut dyn Iterator<Item = PersonId>| {
        let all: BTreeSet<PersonId> = fits.collect();
        all.first().copied().filter(|_| all.len() == 1)
    };
    let name = bare_name(words);
    let mention = reading.mentions.iter().find(|mention| filed.document.source.slice(mention.span) == words);
    let mentioned = mention.and_then(|mention| mention.name.as_deref());
    let by_name = only(&mut attendees().filter(|(one, _)| one.name == name || Some(&*one.name) == mentioned).map(|(_, id)| id));
    let role = words.trim_start_matches("the ").trim_start_matches("The ");
    let in_full = glossary.term.iter().find(|term| term.short == role).map_or(role, |term| &term.meaning);
    let holds =
        |held: &Option<String>| held.as_deref().is_some_and(|held| [role, in_full].iter().any(|role| held.eq_ignore_ascii_case(role)));
    by_name.or_else(|| only(&mut attendees().filter(|(one, _)| holds(&one.role)).map(|(_, id)| id)))
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
fn line_of(site: &Site, body: Option<BodyId>) -> BodyId {
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
        .filter(|id| update.number.is_none() || site.action(*id).1.spot.number == update.number)
        .map(|id| (id, likeness(&content_words(&site.action(id).1.text), &words)))
        .collect();
    let pinned = update.raised.is_some() && (update.number.is_some() || fits.len() == 1);
    match fits.as_slice() {
        [(one, _)] if pinned => Some(*one),
        _ => {
            let best =
                fits.iter().copied().filter(|(_, likeness)| *likeness >= SAME_TASK).max_by(|one, other| one.1.total_cmp(&other.1))?;
            let rivals = fits.iter().filter(|(_, likeness)| *likeness >= best.1).count();
            (rivals == 1).then_some(best.0)
        }
    }
}

/// Words that carry meaning, without their endings.
fn content_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase);
    words.map(|word| word.chars().take(6).collect()).collect()
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
    let status = entry.status.unwrap_or(ActionStatus::Open);
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
