//! Findings that an author accepts where they stand, with a reason → the report without them.
//!
//! A whole paper accepts in front matter, a block in a comment before it: `<!-- accept numbering: as the Act prints it -->`.
//! An acceptance that meets nothing is a finding itself: what it once accepted was mended, or it was never written right.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level, Place, Report, Rule};
use crate::model::{Block, BlockKind, Document, Inline, Site};
use crate::source::{Source, Span};

/// An acceptance meets no finding.
pub static UNUSED_ACCEPTANCE: Rule = Rule {
    name: "unused-acceptance",
    level: Level::Warning,
    summary: "A finding is accepted that is not there.",
    page: include_str!("unused_acceptance.md"),
};

/// One acceptance.
struct Acceptance {
    rule: Box<str>,
    reason: Box<str>,
    /// The first and last line of what it speaks of; the whole paper where there is none.
    lines: Option<(usize, usize)>,
    /// Words that the accepted lines have.
    text: Option<Box<str>>,
    /// Where it is written.
    source: Arc<Source>,
    span: Span,
    met: bool,
}

/// Takes out of a report what the site's papers accept. `rules` are all there are.
pub fn settle(site: &Site, rules: &[&'static Rule], report: &mut Report) {
    let mut accepted = all(site);
    if accepted.is_empty() {
        return;
    }
    report.retain(|finding| {
        let Some(own) = accepted.get_mut(finding.path()) else { return true };
        // Two that accept the same are both met.
        own.iter_mut().filter(|acceptance| acceptance.meets(finding)).map(|acceptance| acceptance.met = true).count() == 0
    });
    let unmet = accepted.into_values().flatten().filter(|acceptance| !acceptance.met);
    report.extend(unmet.map(|acceptance| acceptance.unused(rules)));
}

impl Acceptance {
    fn meets(&self, finding: &Diagnostic) -> bool {
        let (first, last) = finding.positions();
        let in_lines = self.lines.is_none_or(|(from, to)| first.line <= to && last.line >= from);
        let has_words = |words: &str| match &finding.place {
            Place::Text(at) => (first.line..=last.line).any(|line| at.source.slice(at.source.line_span(line)).contains(words)),
            Place::File(_) => false,
        };
        !self.reason.is_empty() && *self.rule == *finding.rule.name && in_lines && self.text.as_deref().is_none_or(has_words)
    }

    fn unused(&self, rules: &[&'static Rule]) -> Diagnostic {
        let known = rules.iter().any(|rule| rule.name == &*self.rule);
        let nearest = rules.iter().map(|rule| rule.name).min_by_key(|name| strsim::osa_distance(name, &self.rule)).unwrap_or_default();
        let at = |message: String| Diagnostic::at(&UNUSED_ACCEPTANCE, &self.source, self.span, message);
        match known {
            false => at(format!("there is no rule \"{}\"", self.rule)).help(format!("did you mean {nearest}?")),
            true if self.reason.is_empty() => at(format!("this accepts {} without a reason", self.rule))
                .note("an acceptance without a reason accepts nothing")
                .help("say why, after a colon: <!-- accept numbering: as the Act prints it -->"),
            true => at(format!("{} finds nothing here that could be accepted", self.rule)).help("take the acceptance out"),
        }
    }
}

/// The acceptances of all papers, by the paths of their files.
fn all(site: &Site) -> BTreeMap<Box<str>, Vec<Acceptance>> {
    let mut accepted: BTreeMap<Box<str>, Vec<Acceptance>> = BTreeMap::new();
    for (path, papers) in &site.papers_of_file {
        let Some(first) = papers.first() else { continue };
        let document = &site.paper(*first).document;
        let mut own = in_front_matter(document);
        if document.source.slice(document.body).contains("<!-- accept") {
            papers.iter().for_each(|id| in_blocks(&document.source, &site.paper(*id).paper.blocks, &mut own));
        }
        if !own.is_empty() {
            accepted.insert(path.clone(), own);
        }
    }
    accepted
}

fn in_front_matter(document: &Document) -> Vec<Acceptance> {
    let source = &document.source;
    let front = Span { start: 0, end: document.body.start };
    let written = |rule: &str| {
        let at = source.slice(front).find(rule).map_or(0, |at| at as u32);
        source.line_span(source.line(at))
    };
    let accept = document.front.accept.iter().map(|entry| Acceptance {
        rule: entry.rule.as_str().into(),
        reason: entry.reason.trim().into(),
        lines: entry.line.map(|line| (line, line)),
        text: entry.text.as_deref().map(Into::into),
        source: source.clone(),
        span: written(&entry.rule),
        met: false,
    });
    accept.collect()
}

/// Comments among blocks and inside them. Those in code are text.
fn in_blocks(source: &Arc<Source>, blocks: &[Block], own: &mut Vec<Acceptance>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Html(lines) => own.extend(lines.iter().filter_map(|line| in_comment(source, *line))),
            BlockKind::Paragraph(content) => own.extend(content.iter().filter_map(|inline| match inline {
                Inline::Html(span) => in_comment(source, *span),
                _ => None,
            })),
            BlockKind::Numbered(numbered) => in_blocks(source, &numbered.blocks, own),
            BlockKind::Bullets(items) => items.iter().for_each(|item| in_blocks(source, item, own)),
            BlockKind::Quote(blocks) => in_blocks(source, blocks, own),
            _ => {}
        }
    }
}

fn in_comment(source: &Arc<Source>, span: Span) -> Option<Acceptance> {
    let text = source.slice(span).trim();
    let inside = text.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let said = inside.strip_prefix("accept ")?;
    let (rule, reason) = said.split_once(':').unwrap_or((said, ""));
    let line = source.line(span.start);
    let span = Span { start: span.start, end: span.start + source.slice(span).trim_end().len() as u32 };
    Some(Acceptance {
        rule: rule.trim().into(),
        reason: reason.trim().into(),
        lines: Some(block_after(source, line)),
        text: None,
        source: source.clone(),
        span,
        met: false,
    })
}

/// The lines of the block that follows a line, up to the next blank one.
fn block_after(source: &Source, line: usize) -> (usize, usize) {
    let blank = |line: &usize| source.slice(source.line_span(*line)).trim().is_empty();
    let all = source.line_count();
    let first = (line + 1..=all).find(|line| !blank(line)).unwrap_or(line);
    let last = (first + 1..=all).find(blank).map_or(all, |blank| blank - 1);
    (first, last.max(first))
}
