//! Words that point at something → where they lead, and from there back again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{
    Block, BlockKind, BodyId, Citation, Destination, Filed, Kind, Meeting, MeetingId, MeetingStatus, Paper, PaperId, Pending, Pointer,
    Reference, Site,
};
use crate::source::Span;

use super::appendices::Appendices;
use super::{Target, for_each_link, resolve};

/// For each paper where its references lead and where else it is referred to, and every reference that waits for its target.
pub(super) type Pointing = (Vec<Box<[Destination]>>, Vec<Vec<(PaperId, Span)>>, Vec<Pending>);

/// Resolves every reference of every paper, and tells each paper who refers to it.
pub(super) fn follow(site: &Site) -> Pointing {
    let known = Known::of(site);
    let destinations: Vec<Box<[Destination]>> = (0..site.papers.len())
        .into_par_iter()
        .map(|place| {
            let filed = &site.papers[place];
            filed.paper.reading.references.iter().map(|reference| destination(site, &known, PaperId(place), reference)).collect()
        })
        .collect();
    let (cited_by, pending) = (cited_by(site, &destinations), pending(site, &destinations));
    (destinations, cited_by, pending)
}

/// In a file of several papers, the papers that a report names as its appendices are appended to it.
pub(super) fn tie_packs(site: &mut Site) {
    let mut ties: Vec<(PaperId, PaperId)> = Vec::new();
    for pack in &site.packs {
        let papers: Vec<Arc<Paper>> = pack.papers.iter().map(|id| site.paper(*id).paper.clone()).collect();
        let Some(source) = pack.papers.first().map(|id| &site.paper(*id).document.source) else { continue };
        let appendices = Appendices::of(source, &papers);
        for (place, paper) in papers.iter().enumerate().filter(|(_, paper)| paper.head.kind == Some(Kind::Report)) {
            let labels = paper.reading.references.iter().filter_map(|reference| match &reference.to {
                Pointer::Appendix(label) => appendices.target(place, label),
                _ => None,
            });
            ties.extend(labels.map(|target| (pack.papers[place], pack.papers[target])));
        }
    }
    for (report, appendix) in ties {
        if !site.paper(report).appendices.contains(&appendix) {
            site.papers[report.0].appendices.push(appendix);
            site.papers[appendix.0].appended_to.push(report);
        }
    }
}

/// What references can name, by the names they use.
struct Known {
    meetings: HashMap<Date, Vec<MeetingId>>,
    decision_records: HashMap<String, PaperId>,
    /// Minutes by the numbers printed in them that have a stroke: other numbers come again at every meeting.
    minutes: HashMap<(BodyId, Box<str>), Vec<PaperId>>,
}

impl Known {
    fn of(site: &Site) -> Self {
        let mut known = Self { meetings: HashMap::new(), decision_records: HashMap::new(), minutes: HashMap::new() };
        for (place, meeting) in site.meetings.iter().enumerate() {
            known.meetings.entry(meeting.date).or_default().push(MeetingId(place));
        }
        for (place, filed) in site.papers.iter().enumerate() {
            let number = filed.document.front.decision_number.as_deref().filter(|_| filed.kind == Kind::Decision);
            if let Some(number) = number.or_else(|| Some(filed.document.stem()).filter(|_| filed.kind == Kind::Decision)) {
                known.decision_records.entry(plain_number(number)).or_insert(PaperId(place));
            }
        }
        for (key, paper) in numbered_with_strokes(site) {
            known.minutes.entry(key).or_default().push(paper);
        }
        known
    }
}

/// Every number with a stroke that minutes have, in the order of papers.
fn numbered_with_strokes(site: &Site) -> Vec<((BodyId, Box<str>), PaperId)> {
    let minutes = site.papers.par_iter().enumerate().filter(|(_, filed)| filed.kind == Kind::Minutes && filed.stands());
    let numbers = minutes.filter_map(|(place, filed)| Some((PaperId(place), filed, filed.body?))).flat_map_iter(|(id, filed, body)| {
        let labels = filed.paper.anchors.iter().filter_map(|anchor| anchor.strip_prefix('p')).filter(|label| label.contains('/'));
        labels.map(move |label| ((body, label.into()), id))
    });
    numbers.collect()
}

/// A decision record's number as it is compared: "2015-100" for "100/2015" and "100–2015" as well.
fn plain_number(number: &str) -> String {
    let parts = number.split(|c: char| !c.is_alphanumeric()).map(|part| part.trim_start_matches('0'));
    let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.join("-")
}

fn destination(site: &Site, known: &Known, id: PaperId, reference: &Reference) -> Destination {
    match (site.paper(id).kind, led_to(site, known, id, reference)) {
        // A plain page may speak of anything; only the papers of a body are expected to have what they refer to.
        (Kind::Page, Destination::Pending) => Destination::Nowhere,
        (_, destination) => destination,
    }
}

fn led_to(site: &Site, known: &Known, id: PaperId, reference: &Reference) -> Destination {
    let filed = site.paper(id);
    match &reference.to {
        Pointer::Appendix(label) => appendix(site, id, label),
        Pointer::Meeting(date, body) => meeting(site, known, filed, *date, body.as_deref()),
        Pointer::PossibleMeeting(date, body) => match meeting(site, known, filed, *date, body.as_deref()) {
            Destination::Pending => Destination::Nowhere,
            met => met,
        },
        Pointer::LastMeeting => turn(site, filed, |meeting| meeting.previous),
        Pointer::NextMeeting => turn(site, filed, |meeting| meeting.next),
        Pointer::DecisionRecord(number) => match known.decision_records.get(&plain_number(number)) {
            Some(paper) if *paper == id => Destination::Nowhere,
            Some(paper) => Destination::Paper(*paper, None),
            None => Destination::Pending,
        },
        Pointer::Minute(label) => minute(site, known, filed, label),
        Pointer::Url(_) | Pointer::Email(_) => Destination::Nowhere,
    }
}

/// The appendix of that number: among the papers appended to this one, else beside it under its parent, else in its own text.
fn appendix(site: &Site, id: PaperId, label: &str) -> Destination {
    let filed = site.paper(id);
    let parents = filed.appended_to.iter().map(|parent| &site.paper(*parent).appendices);
    let families = std::iter::once(&filed.appendices).chain(parents).filter(|family| !family.is_empty());
    for family in families {
        let titled = family.iter().copied().find(|id| is_titled(&site.paper(*id).title, label));
        let untitled = family.iter().all(|id| !site.paper(*id).title.to_lowercase().starts_with("appendix"));
        let counted = label.parse::<usize>().ok().and_then(|number| family.get(number.checked_sub(1)?)).copied().filter(|_| untitled);
        match titled.or(counted) {
            Some(found) if found == id => return Destination::Nowhere,
            Some(found) => return Destination::Paper(found, None),
            None => {}
        }
    }
    let beside = filed.meeting.into_iter().flat_map(|meeting| &site.meeting(meeting).papers).copied();
    let mut named = beside.filter(|other| is_titled(&site.paper(*other).title, label) && site.paper(*other).item == filed.item);
    if let Some(found) = named.next() {
        return if found == id { Destination::Nowhere } else { Destination::Paper(found, None) };
    }
    let own = filed.paper.anchors.iter().find(|anchor| is_titled(&anchor.replace('-', " "), label));
    own.map_or(Destination::Pending, |anchor| Destination::Paper(id, Some(anchor.clone())))
}

/// Whether a title is that of the appendix with this number or letter: "Appendix 2: Budget".
fn is_titled(title: &str, label: &str) -> bool {
    let lower = title.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| word == "appendix" || word == "annex") && words.next() == Some(label.to_lowercase().as_str())
}

fn meeting(site: &Site, known: &Known, filed: &Filed, date: Date, body: Option<&str>) -> Destination {
    let on_that_day = known.meetings.get(&date).map(Vec::as_slice).unwrap_or_default();
    let of = |wanted: BodyId| on_that_day.iter().copied().find(|id| sits(site.meeting(*id), wanted));
    let named = body.and_then(|name| on_that_day.iter().copied().find(|id| is_called(site, *id, name)));
    let line = filed.body.into_iter().flat_map(|id| [Some(id), site.body(id).predecessor, site.body(id).successor]).flatten();
    let own = line.filter(|_| body.is_none()).find_map(of);
    // Whose paper it is is not known, but who met that day is.
    let only = match on_that_day {
        [one] if body.is_none() && filed.body.is_none() => Some(*one),
        _ => None,
    };
    match named.or(own).or(only) {
        Some(id) if Some(id) == filed.meeting => Destination::Nowhere,
        Some(id) => Destination::Meeting(id),
        None if date > site.today || Some(date) == filed.date => Destination::Nowhere,
        None => Destination::Pending,
    }
}

fn sits(meeting: &Meeting, body: BodyId) -> bool {
    meeting.body == body || meeting.joint_with.contains(&body)
}

/// Whether a meeting is that of a body by this name, as people shorten it: all words of the shorter name are in the longer.
fn is_called(site: &Site, id: MeetingId, name: &str) -> bool {
    let meeting = site.meeting(id);
    let words = |name: &str| {
        let lower = name.to_lowercase().replace('&', "and");
        let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !["the", "and", "of", "meeting", ""].contains(word));
        all.map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    let asked = words(name);
    let own = [Some(site.body(meeting.body).name.as_str()), meeting.entry.title.as_deref()];
    own.into_iter().flatten().any(|own| {
        let own = words(own);
        !asked.is_empty() && (asked.is_subset(&own) || own.is_subset(&asked))
    })
}

/// The meeting before or after this one that was not cancelled.
fn turn(site: &Site, filed: &Filed, step: impl Fn(&Meeting) -> Option<MeetingId>) -> Destination {
    let mut at = filed.meeting.and_then(|id| step(site.meeting(id)));
    while let Some(id) = at {
        let meeting = site.meeting(id);
        if matches!(meeting.status, MeetingStatus::Held | MeetingStatus::Scheduled) {
            return Destination::Meeting(id);
        }
        at = step(meeting);
    }
    Destination::Nowhere
}

/// The latest minutes of the body, not after this paper, that have the number; or its own paragraph.
fn minute(site: &Site, known: &Known, filed: &Filed, label: &str) -> Destination {
    if filed.paper.has_anchor(&format!("p{label}")) {
        return Destination::Nowhere;
    }
    let minutes = filed.body.and_then(|body| known.minutes.get(&(body, label.into()))).map(Vec::as_slice).unwrap_or_default();
    let earlier = minutes.iter().copied().filter(|id| site.paper(*id).date <= filed.date);
    let found = earlier.max_by_key(|id| site.paper(*id).date);
    match found {
        Some(id) => Destination::Paper(id, Some(format!("p{label}").into())),
        None if label.contains('/') => Destination::Pending,
        None => Destination::Nowhere,
    }
}

/// Who refers to each paper: by its words or by a link. An agenda lists its papers and refers to none.
fn cited_by(site: &Site, destinations: &[Box<[Destination]>]) -> Vec<Vec<(PaperId, Span)>> {
    let places = (0..site.papers.len()).into_par_iter().filter(|place| site.papers[*place].kind != Kind::Agenda);
    let found: Vec<(PaperId, PaperId, Span)> = places.flat_map_iter(|place| cited(site, PaperId(place), &destinations[place])).collect();
    let mut cited: Vec<Vec<(PaperId, Span)>> = vec![Vec::new(); site.papers.len()];
    for (target, by, at) in found {
        cited[target.0].push((by, at));
    }
    cited
}

/// What a paper refers to: the target, the paper itself, and where in it.
fn cited(site: &Site, id: PaperId, destinations: &[Destination]) -> Vec<(PaperId, PaperId, Span)> {
    let filed = site.paper(id);
    let mut cited: Vec<(PaperId, PaperId, Span)> = Vec::new();
    for (reference, destination) in filed.paper.reading.references.iter().zip(destinations) {
        let target = match destination {
            Destination::Paper(target, _) => Some(*target),
            Destination::Meeting(id) => minutes_of(site, *id),
            Destination::Pending | Destination::Nowhere => None,
        };
        cited.extend(target.map(|target| (target, id, reference.span)));
    }
    if !filed.paper.names.targets.is_empty() {
        for_each_link(&filed.paper.blocks, &mut |link| {
            if let Target::Paper(target, _) = resolve(site, filed.document.path(), &link.target) {
                cited.push((target, id, link.span));
            }
        });
    }
    cited.retain(|(target, ..)| *target != id);
    cited
}

/// Where else a paper is referred to, oldest first, each paragraph once. Only its own page asks for it.
pub fn citations(site: &Site, id: PaperId) -> Vec<Citation> {
    let cited = site.record.cited_by.get(id.0).into_iter().flatten();
    let mut citations: Vec<Citation> =
        cited.map(|(by, at)| Citation { paper: *by, anchor: anchor_at(site.paper(*by), *at).into() }).collect();
    citations.sort_by(|one, other| (site.paper(one.paper).date, one).cmp(&(site.paper(other.paper).date, other)));
    citations.dedup();
    citations
}

/// The minutes of a meeting that stand.
pub fn minutes_of(site: &Site, id: MeetingId) -> Option<PaperId> {
    let papers = site.meeting(id).papers.iter().copied();
    papers.filter(|id| site.paper(*id).kind == Kind::Minutes).find(|id| site.paper(*id).superseded_by.is_none())
}

/// The numbered paragraphs and headings of a paper, by where they begin.
fn anchors_in_order(blocks: &[Block]) -> Vec<(u32, &str)> {
    let mut anchors = Vec::new();
    collect(blocks, &mut anchors);
    anchors
}

fn collect<'b>(blocks: &'b [Block], anchors: &mut Vec<(u32, &'b str)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => anchors.push((block.span.start, &heading.anchor)),
            BlockKind::Numbered(numbered) => {
                anchors.push((block.span.start, &numbered.anchor));
                collect(&numbered.blocks, anchors);
            }
            BlockKind::Bullets(items) => items.iter().for_each(|item| collect(item, anchors)),
            BlockKind::Quote(blocks) => collect(blocks, anchors),
            BlockKind::Table(table) => {
                anchors.extend(table.rows.iter().filter_map(|row| row.number.as_ref().map(|(_, anchor)| (row.span.start, &**anchor))));
            }
            _ => {}
        }
    }
}

/// From a heading or numbered paragraph to the next heading that is not below it: the part of a paper that an anchor names.
pub fn section(filed: &Filed, anchor: &str) -> Span {
    let end = filed.paper.span.end;
    let mut from: Option<(u32, u8)> = None;
    for block in &filed.paper.blocks {
        let (own, level) = match &block.kind {
            BlockKind::Heading(heading) => (&heading.anchor, heading.level),
            BlockKind::Numbered(numbered) => (&numbered.anchor, 7),
            _ => continue,
        };
        match from {
            None if **own == *anchor => from = Some((block.span.start, level)),
            Some((start, above)) if level <= above => return Span { start, end: block.span.start },
            _ => {}
        }
    }
    from.map_or(Span { start: end, end }, |(start, _)| Span { start, end })
}

/// The anchor of the numbered paragraph or heading that a place in a paper stands under; empty above the first.
pub fn anchor_at(filed: &Filed, span: Span) -> String {
    anchor_before(&anchors_in_order(&filed.paper.blocks), span.start).to_owned()
}

fn anchor_before<'b>(anchors: &[(u32, &'b str)], at: u32) -> &'b str {
    anchors.partition_point(|(start, _)| *start <= at).checked_sub(1).map_or("", |place| anchors[place].1)
}

/// Every reference that waits for its target, by the date of its paper.
fn pending(site: &Site, destinations: &[Box<[Destination]>]) -> Vec<Pending> {
    let mut by_date: BTreeMap<(Option<Date>, usize, usize), Pending> = BTreeMap::new();
    for (paper, list) in destinations.iter().enumerate() {
        for (place, _) in list.iter().enumerate().filter(|(_, destination)| **destination == Destination::Pending) {
            by_date.insert((site.papers[paper].date, paper, place), Pending { paper: PaperId(paper), place });
        }
    }
    by_date.into_values().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_decision_records_are_one_however_written() {
        for written in ["100-2015", "100/2015", "2015-100", "100–2015", "0100 2015"] {
            assert_eq!(plain_number(written), "2015-100", "{written}");
        }
    }

    #[test]
    fn appendices_by_their_titles() {
        assert!(is_titled("Appendix 2: Budget", "2") && is_titled("Annex B – Map", "b"));
        assert!(!is_titled("Appendix 12", "2") && !is_titled("The appendix 2", "2"));
    }
}
