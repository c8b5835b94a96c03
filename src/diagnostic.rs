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

/// What a site makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleSetting {
    /// Its findings are errors.
    Error,
    /// Its findings are warnings.
    Warning,
    /// Its findings are advice.
    Advice,
    /// It finds nothing.
    Off,
}

impl RuleSetting {
    /// The level that findings get; none where they are left out.
    pub fn level(self) -> Option<Level> {
        match self {
            RuleSetting::Error => Some(Level::Error),
            RuleSetting::Warning => Some(Level::Warning),
            RuleSetting::Advice => Some(Level::Advice),
            RuleSetting::Off => None,
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
    /// Its page: what, why, a bad and a good example, in Markdown. The examples are its tests.
    pub page: &'static str,
}

impl Rule {
    /// What it finds: the first paragraph of its page.
    pub fn what(&self) -> &'static str {
        self.page.split("\n\n").next().unwrap_or_default().trim()
    }
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
    /// How the program can mend it.
    pub fix: Option<Fix>,
}

/// A change of marks that mends a fault. It never changes a word or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Whether it is surely what the author meant, so that it can be made without being looked at.
    pub safe: bool,
    /// What is put in the place of what; the spans do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A change that is surely meant.
    pub fn safe(title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Self { title: title.into(), safe: true, edits: edits.into_iter().collect() }
    }

    /// A change that its author should look at first.
    pub fn to_look_at(title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Self { safe: false, ..Self::safe(title, edits) }
    }
}

/// One replacement in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken away; empty where something is only put in.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl Edit {
    /// Puts a text before a byte.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self { span: Span { start: at, end: at }, text: text.into() }
    }

    /// Takes a span away.
    pub fn remove(span: Span) -> Self {
        Self { span, text: String::new() }
    }
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
        Self { rule, level: rule.level, place, message: message.into(), notes: Vec::new(), help: None, fix: None }
    }

    /// A finding about a file as a whole.
    pub fn in_file(rule: &'static Rule, path: impl Into<Box<str>>, message: impl Into<String>) -> Self {
        let place = Place::File(path.into());
        Self { rule, level: rule.level, place, message: message.into(), notes: Vec::new(), help: None, fix: None }
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

    /// Says how the program can mend it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Makes it advice: here the rule had to guess.
    pub fn guessed(mut self) -> Self {
        self.level = Level::Advice;
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
    pub fn set_levels(&mut self, settings: &BTreeMap<String, RuleSetting>) {
        if settings.is_empty() {
            return;
        }
        self.findings.retain_mut(|finding| match settings.get(finding.rule.name).map(|setting| setting.level()) {
            Some(Some(level)) => {
                finding.level = level;
                true
            }
            Some(None) => false,
            None => true,
        });
    }

    /// Keeps the findings for which something holds.
    pub fn retain(&mut self, holds: impl FnMut(&Diagnostic) -> bool) {
        self.findings.retain(holds);
    }

    /// The findings, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
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
