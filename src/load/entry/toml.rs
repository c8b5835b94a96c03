//! TOML to nodes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

use super::node::{Fault, Key, Node, Parsed, Value};
use crate::load::rules::{DUPLICATE_KEY, SYNTAX_ERROR};
use crate::source::Span;

/// Reads a whole text. An impossible date is no fault here: what is wrong with it is said where it is known that a date is wanted.
pub(super) fn parse(text: &str) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let root = Node::table(entries(text, table.get_ref()));
    let faults = errors.iter().map(|error| fault(text, error)).filter(|fault| !root.has_moment_at(fault.span));
    let (dropped, broken) = faults.partition(|fault| fault.rule == &DUPLICATE_KEY);
    Parsed { root, broken, dropped }
}

fn entries(text: &str, table: &DeTable<'_>) -> Vec<(Key, Node)> {
    let key = |key: &Spanned<DeString<'_>>| Key { name: key.get_ref().to_string(), span: span(key.span()) };
    table.iter().map(|(name, value)| (key(name), node(text, value))).collect()
}

fn node(text: &str, spanned: &Spanned<DeValue<'_>>) -> Node {
    let value = match spanned.get_ref() {
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(value) => Value::Integer(value),
            Err(_) => Value::Float(digits.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(digits) => Value::Float(digits.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::String(value) => Value::Text(value.to_string()),
        DeValue::Datetime(_) => Value::Moment(text.get(spanned.span()).unwrap_or_default().to_owned()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(text, item)).collect()),
        DeValue::Table(table) => Value::Table(entries(text, table)),
    };
    Node { span: span(spanned.span()), value }
}

fn fault(text: &str, error: &Error) -> Fault {
    let span = span(error.span().unwrap_or_default());
    match error.message() {
        "duplicate key" => {
            let key = text.get(span.range()).unwrap_or_default().trim_matches(['"', '\'']);
            Fault::new(&DUPLICATE_KEY, span, format!("`{key}` is given more than once")).help("keep one of them")
        }
        message => Fault::new(&SYNTAX_ERROR, span, message),
    }
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}
