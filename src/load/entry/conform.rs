//! Holds a tree against the shape it must have: what fits becomes JSON, what does not becomes a finding.
//!
//! Each message names the key it is about between backticks: by that `publicity` knows which faults could hide a paper.

use jiff::civil::{Date, Time};
use serde_json::{Map, Value as Json};

use super::node::{Fault, Key, Node, Value};
use super::shape::{Field, Fields, Need, Shape};
use crate::load::rules::{MISSING_KEY, SYNTAX_ERROR, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};

/// Walks a tree and keeps what is wrong with it.
pub(super) struct Conform<'a> {
    /// The text the tree was read from.
    pub text: &'a str,
    /// What was found.
    pub faults: Vec<Fault>,
}

impl Conform<'_> {
    /// What fits of a whole file.
    pub fn root(&mut self, shape: &Shape, root: &Node) -> Map<String, Json> {
        if !matches!(root.value, Value::Table(_)) {
            let message = format!("this must be keys and values, not {}", root.value.kind());
            self.faults.push(Fault::new(&SYNTAX_ERROR, root.span, message));
            return Map::new();
        }
        match self.value(shape, "this", root) {
            Some(Json::Object(fitting)) => fitting,
            _ => Map::new(),
        }
    }

    /// The value as JSON if it fits. `subject` is what a message calls it.
    fn value(&mut self, shape: &Shape, subject: &str, node: &Node) -> Option<Json> {
        match (shape, &node.value) {
            (Shape::Any, _)
            | (Shape::Boolean, Value::Boolean(_))
            | (Shape::Integer | Shape::Number, Value::Integer(_))
            | (Shape::Number, Value::Float(_))
            | (Shape::Text, Value::Text(_)) => Some(node.to_json()),
            (Shape::Date, Value::Text(text) | Value::Moment(text)) => self.date(text, subject, node),
            (Shape::Time, Value::Text(text) | Value::Moment(text)) => self.time(text, subject, node),
            (Shape::Choice(words), Value::Text(text)) => self.choice(words, text, subject, node),
            (Shape::List(each), Value::List(items)) => {
                let subject = format!("each of {subject}");
                Some(items.iter().filter_map(|item| self.value(each, &subject, item)).collect())
            }
            (Shape::Table(fields), Value::Table(entries)) => self.table(fields, entries, node).map(Json::Object),
            _ => self.wrong_type(shape, subject, node),
        }
    }

    /// A table without what is wrong in it; nothing if it then lacks a key it needs.
    fn table(&mut self, fields: &Fields, entries: &[(Key, Node)], node: &Node) -> Option<Map<String, Json>> {
        let mut fitting = Map::new();
        for (key, value) in entries {
            let known = fields.known.iter().find(|field| field.name == key.name).map(|field| &field.shape);
            match known.or(fields.others.as_deref()) {
                // An empty text or list says no more than a key left out; an empty `hold` or `publish_on` may mean much.
                Some(Shape::Text | Shape::List(_) | Shape::Choice(_)) if value.value == Value::Null => {}
                Some(shape) => {
                    let json = self.value(shape, &format!("`{}`", key.name), value);
                    fitting.extend(json.map(|json| (key.name.clone(), json)));
                }
                None => self.unknown_key(fields, key),
            }
        }
        let lacks = |name: &str| !fitting.contains_key(name);
        let lacking: Vec<&Field> = fields.known.iter().filter(|field| field.need == Need::Required && lacks(&field.name)).collect();
        // A key that is there and wrong has had its finding.
        let given = |name: &str| entries.iter().any(|(key, value)| key.name == name && value.value != Value::Null);
        for field in lacking.iter().filter(|field| !given(&field.name)) {
            self.faults.push(Fault::new(&MISSING_KEY, node.span, format!("`{}` is missing here", field.name)));
        }
        lacking.is_empty().then_some(fitting)
    }

    fn unknown_key(&mut self, fields: &Fields, key: &Key) {
        let names: Vec<&str> = fields.known.iter().map(|field| field.name.as_str()).collect();
        let fault = Fault::new(&UNKNOWN_KEY, key.span, format!("unknown key `{}`", key.name));
        self.faults.push(fault.help(suggestion(&key.name, &names).unwrap_or_else(|| format!("known keys: {}", list(&names)))));
    }

    fn choice(&mut self, words: &[String], text: &str, subject: &str, node: &Node) -> Option<Json> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.contains(&text) {
            return Some(text.into());
        }
        let message = format!("{subject} must be one of {}, not `{text}`", list(&words));
        let fault = Fault { help: suggestion(text, &words), ..Fault::new(&UNKNOWN_VALUE, node.span, message) };
        self.faults.push(fault);
        None
    }

    fn date(&mut self, text: &str, subject: &str, node: &Node) -> Option<Json> {
        // jiff reads 20191112 and times after dates as well; people and other programs need not.
        let date = text.parse::<Date>().ok().filter(|_| text.len() == "2019-11-12".len());
        if date.is_none() {
            let message = format!("{subject}: {text} is no date; dates are written 2019-11-12");
            self.faults.push(Fault::new(&WRONG_TYPE, node.span, message));
        }
        date.map(|date| date.to_string().into())
    }

    fn time(&mut self, text: &str, subject: &str, node: &Node) -> Option<Json> {
        let time = text.parse::<Time>().ok().filter(|_| ["14:00".len(), "14:00:00".len()].contains(&text.len()));
        if time.is_none() {
            let message = format!("{subject}: {text} is no time; times are written 14:00");
            self.faults.push(Fault::new(&WRONG_TYPE, node.span, message));
        }
        time.map(|time| time.to_string().into())
    }

    fn wrong_type(&mut self, shape: &Shape, subject: &str, node: &Node) -> Option<Json> {
        let message = format!("{subject} must be {}, not {}", shape.kind(), node.value.kind());
        let fault = Fault { help: self.cure(shape, node), ..Fault::new(&WRONG_TYPE, node.span, message) };
        self.faults.push(fault);
        None
    }

    fn cure(&self, shape: &Shape, node: &Node) -> Option<String> {
        let written = self.text.get(node.span.range()).filter(|written| !written.is_empty() && !written.contains('\n'));
        match (shape, &node.value) {
            (Shape::Boolean, _) => Some("write `true` or `false`, without quotes".to_owned()),
            (Shape::Date, _) => Some("dates are written 2019-11-12".to_owned()),
            (Shape::Time, _) => Some("times are written \"14:00\", in quotes".to_owned()),
            (Shape::List(_), Value::Text(_) | Value::Table(_)) => Some(format!("put square brackets around it: `[{}]`", written?)),
            (_, Value::List(_) | Value::Table(_) | Value::Text(_) | Value::Null) => None,
            (Shape::Text | Shape::Choice(_), _) => Some(format!("put quotes around it: `\"{}\"`", written?)),
            _ => None,
        }
    }
}

/// "did you mean …?", if one of the words is near enough to be meant.
fn suggestion(written: &str, words: &[&str]) -> Option<String> {
    let written = written.to_lowercase().replace('-', "_");
    let likeness = |word: &str| strsim::jaro_winkler(&written, &word.replace('-', "_"));
    let (nearest, likeness) = words.iter().map(|word| (word, likeness(word))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    (likeness > 0.8).then(|| format!("did you mean `{nearest}`?"))
}

/// "`a`, `b`, `c`".
fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
