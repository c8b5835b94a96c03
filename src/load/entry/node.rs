//! What TOML and YAML have in common: a tree of values, each with the part of the text it was read from.

use serde_json::Value as Json;

use crate::diagnostic::Rule;
use crate::source::Span;

/// A value, and where it stands. Spans count from the start of the text that was parsed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub span: Span,
    pub value: Value,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing: a YAML key without a value.
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    /// A TOML date, time or both, as written and perhaps impossible.
    Moment(String),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
}

/// A key of a table, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub name: String,
    pub span: Span,
}

/// What a parser makes of a text: always a tree, however much of it is missing.
pub(super) struct Parsed {
    pub root: Node,
    /// What broke the notation: the lines to leave out and try again without.
    pub broken: Vec<Fault>,
    /// What was already left out of the tree.
    pub dropped: Vec<Fault>,
}

/// A finding before it is put into a report.
pub(super) struct Fault {
    pub rule: &'static Rule,
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl Fault {
    /// A finding without help.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self { rule, span, message: message.into(), help: None }
    }

    /// Says what would mend it.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl Node {
    /// A table without a place of its own: the root.
    pub fn table(entries: Vec<(Key, Node)>) -> Self {
        Self { span: Span::default(), value: Value::Table(entries) }
    }

    /// The nodes directly below this one.
    fn children(&self) -> Vec<&Node> {
        match &self.value {
            Value::List(items) => items.iter().collect(),
            Value::Table(entries) => entries.iter().map(|(_, node)| node).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a date or time, possible or not, stands exactly there.
    pub fn has_moment_at(&self, span: Span) -> bool {
        let own = self.span == span && matches!(self.value, Value::Moment(_));
        own || self.children().iter().any(|child| child.has_moment_at(span))
    }

    /// Where the first value below this one begins that goes on to `offset`: what the end of the text left open.
    pub fn start_of_first_reaching(&self, offset: u32) -> Option<u32> {
        let reaches = |span: Span| (span.start < offset && offset <= span.end).then_some(span.start);
        self.children().iter().filter_map(|child| reaches(child.span).or_else(|| child.start_of_first_reaching(offset))).min()
    }

    /// The value without its places.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Boolean(value) => (*value).into(),
            Value::Integer(value) => (*value).into(),
            Value::Float(value) => (*value).into(),
            Value::Text(text) | Value::Moment(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Table(entries) => entries.iter().map(|(key, node)| (key.name.clone(), node.to_json())).collect(),
        }
    }
}

impl Value {
    /// What it is, in words that follow "not".
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "empty",
            Value::Boolean(_) => "true or false",
            Value::Integer(_) => "a number",
            Value::Float(_) => "a number with a decimal point",
            Value::Text(_) => "text",
            Value::Moment(_) => "a date or time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table of keys",
        }
    }
}
