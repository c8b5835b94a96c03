//! YAML to nodes, event by event: a loader of trees would lose the whole file over one repeated key.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::node::{Fault, Key, Node, Parsed, Value};
use crate::load::rules::{DUPLICATE_KEY, SYNTAX_ERROR};
use crate::source::Span;

/// Deeper than any file of ours, and no danger to the stack.
const DEEPEST: usize = 32;

/// The cure of most faults in YAML.
pub(super) const QUOTES: &str = "put quotes around a value that holds `: ` or ` #`, or begins with a sign such as `*`, `[` or `@`";

/// Reads the first document of a text; up to the first line that breaks the rules, if one does.
pub(super) fn parse(text: &str) -> Parsed {
    // The parser counts characters, spans count bytes.
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let byte = |character: usize| offsets.get(character).copied().unwrap_or(text.len());
    let mut builder = Builder { text, ..Builder::default() };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => builder.take(event, Span::new(byte(span.start.index()), byte(span.end.index()))),
            Err(error) => {
                let place = byte(error.marker().index());
                builder.stop(Span::new(place, place), error.info());
                break;
            }
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    /// The lists and tables that are not closed yet, the outermost first.
    open: Vec<Open>,
    /// How many more are open inside the last of them and are left out for their depth.
    too_deep: usize,
    root: Option<Node>,
    broken: Vec<Fault>,
    dropped: Vec<Fault>,
}

struct Open {
    node: Node,
    /// The key of a table whose value has not come yet.
    key: Option<Key>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::MappingStart(..) => self.open(span, Value::Table(Vec::new())),
            Event::SequenceStart(..) => self.open(span, Value::List(Vec::new())),
            Event::MappingEnd | Event::SequenceEnd if self.too_deep > 0 => self.too_deep -= 1,
            Event::MappingEnd | Event::SequenceEnd => self.close(span.end),
            Event::Scalar(text, style, _, tag) => self.place(Node { span, value: scalar(text, style, tag) }),
            Event::DocumentStart(_) if self.root.is_some() => {
                self.dropped.push(Fault::new(&SYNTAX_ERROR, span, "nothing is read after the line `...` or `---`"));
            }
            Event::Alias(_) => {
                let message = "`*` stands for a value given elsewhere, which is not read here";
                self.dropped.push(Fault::new(&SYNTAX_ERROR, span, message).help("write the value out"));
                self.place(Node { span, value: Value::Null });
            }
            _ => {}
        }
    }

    fn open(&mut self, span: Span, value: Value) {
        if self.too_deep > 0 || self.open.len() == DEEPEST {
            if self.too_deep == 0 {
                self.dropped.push(Fault::new(&SYNTAX_ERROR, span, "lists and tables lie too deep inside one another"));
                self.place(Node { span, value: Value::Null });
            }
            self.too_deep += 1;
            return;
        }
        self.open.push(Open { node: Node { span, value }, key: None });
    }

    /// Closes the innermost list or table. Blocks end where the next one begins: the space between belongs to neither.
    fn close(&mut self, end: u32) {
        if let Some(Open { mut node, .. }) = self.open.pop() {
            let end = self.text.get(..end as usize).unwrap_or_default().trim_end().len() as u32;
            node.span.end = end.max(node.span.start);
            self.place(node);
        }
    }

    /// Puts a finished value where it belongs: under its key, into its list, or at the root.
    fn place(&mut self, node: Node) {
        if self.too_deep > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Table(_), None) => open.key = Some(key(self.text, node)),
            (Value::Table(entries), Some(key)) if entries.iter().any(|(known, _)| known.name == key.name) => {
                let message = format!("`{}` is given more than once", key.name);
                self.dropped.push(Fault::new(&DUPLICATE_KEY, key.span, message).help("keep one of them"));
            }
            (Value::Table(entries), Some(key)) => entries.push((key, node)),
            _ => {}
        }
    }

    /// Ends the tree at a broken place. Inside brackets that were opened on an earlier line it is most often these that are meant.
    fn stop(&mut self, place: Span, message: &str) {
        let lines = |from: u32| self.text.get(from as usize..place.start as usize).unwrap_or_default().lines().count();
        // Only a bracket has a length when it opens: a block begins with what is in it.
        let bracket = self.open.last().map(|open| open.node.span).filter(|span| !span.is_empty() && lines(span.start) > 1);
        let fault = match bracket {
            Some(bracket) => Fault::new(&SYNTAX_ERROR, bracket, format!("{message}, in brackets that open here")),
            None => Fault::new(&SYNTAX_ERROR, place, message).help(QUOTES),
        };
        self.broken.push(fault);
        self.too_deep = 0;
        while !self.open.is_empty() {
            self.close(place.start);
        }
    }

    fn finish(self) -> Parsed {
        let root = self.root.unwrap_or_else(|| Node::table(Vec::new()));
        Parsed { root, broken: self.broken, dropped: self.dropped }
    }
}

/// A key is whatever stands before the colon, were it a number.
fn key(text: &str, node: Node) -> Key {
    let name = match node.value {
        Value::Text(name) => name,
        _ => text.get(node.span.range()).unwrap_or_default().to_owned(),
    };
    Key { name, span: node.span }
}

/// What a scalar stands for: YAML's core rules, without numbers in other bases. A tag makes it text.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<Cow<'_, Tag>>) -> Value {
    if style != ScalarStyle::Plain || tag.is_some() {
        return Value::Text(text.into_owned());
    }
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        number => match (number.parse(), number.parse()) {
            (Ok(integer), _) => Value::Integer(integer),
            (_, Ok(float)) if number.contains(|c: char| c.is_ascii_digit()) => Value::Float(float),
            _ => Value::Text(text.into_owned()),
        },
    }
}
