//! A paper as a rule looks at it: where it is filed, and its words as one runs through them with a finger.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Filed, Kind, PaperId, Reading, Site};
use crate::parse::{self, Form, Passage};
use crate::source::{Source, Span};

use super::known::Known;

/// One paper with what the rules that read it need; worked out once for all of them.
pub(super) struct Look<'s> {
    pub site: &'s Site,
    /// What all papers together tell.
    pub known: &'s Known,
    pub id: PaperId,
    pub filed: &'s Filed,
    /// Its words without marks, in order.
    pub passages: Vec<Passage>,
    /// Its words in capitals, in order.
    pub capitals: Vec<Capitals>,
}

/// A word in capitals where it stands; a plural without its `s`.
pub(super) struct Capitals {
    pub word: Box<str>,
    pub span: Span,
}

impl<'s> Look<'s> {
    pub fn at(site: &'s Site, known: &'s Known, id: PaperId) -> Self {
        let filed = site.paper(id);
        let passages = parse::passages(&filed.document.source, &filed.paper.blocks);
        let capitals = passages.iter().flat_map(capitals).collect();
        Self { site, known, id, filed, passages, capitals }
    }

    pub fn source(&self) -> &'s Arc<Source> {
        &self.filed.document.source
    }

    pub fn reading(&self) -> &'s Reading {
        &self.filed.paper.reading
    }

    /// Whether it records a meeting.
    pub fn is_record(&self) -> bool {
        self.filed.kind == Kind::Minutes
    }

    /// Whether it is a paper of a body, and no plain page.
    pub fn is_paper(&self) -> bool {
        self.filed.kind != Kind::Page
    }

    /// Passages that are no headings and no quotations.
    pub fn prose(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(|passage| !passage.quoted && !matches!(passage.form, Form::Heading(_)))
    }

    /// A finding in this paper.
    pub fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(rule, self.source(), span, message)
    }
}

/// The words in capitals of a passage. Where a whole line is in capitals they tell nothing.
fn capitals(passage: &Passage) -> Vec<Capitals> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in passage.text.split('\n') {
        let shouted = !line.chars().any(char::is_lowercase) && line.split_whitespace().nth(1).is_some();
        if !shouted {
            found.extend(
                parse::acronym_words(line)
                    .map(|(range, word)| Capitals { word: word.into(), span: passage.source(at + range.start..at + range.end) }),
            );
        }
        at += line.len() + 1;
    }
    found
}
