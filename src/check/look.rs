//! A paper as a rule looks at it: where it is filed, and its words as one runs through them with a finger.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Filed, Kind, PaperId, Reading, Site};
use crate::parse::{self, Form, Passage};
use crate::source::{Source, Span};

/// One paper with what the rules that read it alone need; worked out once for all of them.
pub(super) struct Look<'s> {
    pub site: &'s Site,
    pub id: PaperId,
    pub filed: &'s Filed,
    /// Its words without marks, in order.
    pub passages: Vec<Passage>,
}

impl<'s> Look<'s> {
    pub fn at(site: &'s Site, id: PaperId) -> Self {
        let filed = site.paper(id);
        Self { site, id, filed, passages: parse::passages(&filed.document.source, &filed.paper.blocks) }
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
