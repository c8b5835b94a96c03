//! Faults as data: what is wrong, where, by which rule, and what would help. Printing them is the command line's business.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{Located, Position, Source, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The record is wrong or cannot be published as it is.
    Error,
    /// A fault in a paper that a reader would trip over.
    Warning,
    /// A matter of style, or something the program must guess. Off until asked for.
    Advice,
}

impl Level {
    /// The word used in text and data.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        }
    }
}

/// A kind of fault, named by the fault itself (`broken-link`, never the cure).
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Name in lower case with hyphens; part of the public contract.
    pub name: &'static str,
    /// The level a finding has unless the site says otherwise.
    pub level: Level,
    /// One sentence that says what is wrong when the rule fires.
    pub summary: &'static str,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule it was found by.
    pub rule: &'static Rule,
    /// How much it matters: the rule's level, unless the site says otherwise.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// One sentence, without a full stop, that makes sense alone.
    pub message: String,
    /// Further facts, a sentence each.
    pub notes: Vec<String>,
    /// What would mend it.
    pub help: Option<String>,
}

/// Where a finding points.
#[derive(Debug, Clone)]
pub enum Place {
    /// A part of a text.
    Text(Located),
    /// A file as a whole, by its path relative to the folder being read.
    File(Box<str>),
}

impl Diagnostic {
    /// A finding in a text.
    pub fn at(rule: &'static Rule, source: &Arc<Source>, span: Span, message: impl Into<String>) -> Self {
        let place = Place::Text(Located { source: source.clone(), span });
        Self { rule, level: rule.level, place, message: message.into(), notes: Vec::new(), help: None }
    }

    /// A finding about a file as a whole.
    pub fn in_file(rule: &'static Rule, path: impl Into<Box<str>>, message: impl Into<String>) -> Self {
        Self { rule, level: rule.level, place: Place::File(path.into()), message: message.into(), notes: Vec::new(), help: None }
    }

    /// Adds a further fact.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what would mend it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The path of the file it points at, with `/` between its parts.
    pub fn path(&self) -> &str {
        match &self.place {
            Place::Text(at) => at.source.path(),
            Place::File(path) => path,
        }
    }

    /// First and last position of the text it points at; line 1, column 1 for a whole file.
    pub fn positions(&self) -> (Position, Position) {
        match &self.place {
            Place::Text(at) => (at.source.position(at.span.start), at.source.position(at.span.end)),
            Place::File(_) => (Position { line: 1, column: 1 }, Position { line: 1, column: 1 }),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        let offset = |d: &Self| match &d.place {
            Place::Text(at) => at.span.start,
            Place::File(_) => 0,
        };
        (self.path(), offset(self), self.rule.name, &self.message).cmp(&(other.path(), offset(other), other.rule.name, &other.message))
    }
}

/// All findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Diagnostic>,
}

impl Report {
    /// Adds one finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Adds all findings of another report.
    pub fn join(&mut self, other: Report) {
        self.findings.extend(other.findings);
    }

    /// The findings by file, place and rule: the same however many threads found them.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by(Diagnostic::order);
        self.findings
    }

    /// Gives findings the levels a site sets, by the names of their rules.
    pub fn set_levels(&mut self, levels: &BTreeMap<String, Level>) {
        for finding in &mut self.findings {
            finding.level = levels.get(finding.rule.name).copied().unwrap_or(finding.level);
        }
    }

    /// How many findings of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|f| f.level == level).count()
    }

    /// Whether a rule has fired.
    pub fn has(&self, rule: &Rule) -> bool {
        self.findings.iter().any(|f| f.rule.name == rule.name)
    }

    /// The findings of a rule, in no order.
    pub fn of_rule<'r>(&'r self, rule: &'r Rule) -> impl Iterator<Item = &'r Diagnostic> {
        self.findings.iter().filter(move |finding| finding.rule.name == rule.name)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(findings: T) -> Self {
        Self { findings: findings.into_iter().collect() }
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        self.findings.extend(findings);
    }
}
