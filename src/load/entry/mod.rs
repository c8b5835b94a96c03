//! Hand-written TOML and YAML to typed values, with every fault of the file told and none of them losing the rest.
//!
//! A text becomes a tree of nodes (`toml`, `yaml`); lines that break the notation are left out and the rest is read again. The
//! tree is held against the shape of the type (`shape`, `conform`), and what fits goes through serde.

mod conform;
mod node;
mod shape;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;

use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use self::conform::Conform;
use self::node::{Fault, Node, Parsed, Value};
use self::shape::Shape;
use super::rules::WRONG_TYPE;
use crate::diagnostic::{Diagnostic, Report};
use crate::source::{Source, Span};

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// TOML, as everywhere by default.
    Toml,
    /// YAML, as front matter between `---` lines.
    Yaml,
}

/// How to read files of one type. Made once and used for each file, as making it costs more than reading.
#[derive(Debug)]
pub struct Schema<T> {
    shape: Shape,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + JsonSchema + Default> Default for Schema<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: DeserializeOwned + JsonSchema + Default> Schema<T> {
    /// The schema of a type. All its own keys must be optional: a file that gives none of them is read too.
    pub fn new() -> Self {
        Self { shape: Shape::of(schema_for!(T).as_value()), of: PhantomData }
    }

    /// Reads a part of a source. What is wrong is left out of the value and told in the report.
    pub fn read(&self, source: &Arc<Source>, span: Span, notation: Notation, report: &mut Report) -> T {
        let text = source.slice(span);
        let (root, faults) = recover(text, notation);
        let mut conform = Conform { text, faults };
        let fitting = conform.root(&self.shape, &root);
        let value = deserialise(fitting, &root, &mut conform.faults);
        report.extend(conform.faults.into_iter().map(|fault| diagnostic(fault, source, span)));
        value
    }
}

/// The keys a file of a type may have.
pub fn keys<T: JsonSchema>() -> Vec<String> {
    let schema = schema_for!(T).to_value();
    schema.get("properties").and_then(Json::as_object).map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

/// The JSON Schema of a type, for editors that complete and check what is written.
pub fn schema_text<T: JsonSchema>() -> String {
    format!("{:#}\n", schema_for!(T).as_value())
}

/// How often a text is read again without its broken lines: YAML tells but one of them at a time.
const ROUNDS: usize = 40;

/// Reads a text without the lines that break its notation, and tells which these are.
fn recover(text: &str, notation: Notation) -> (Node, Vec<Fault>) {
    let mut readable = text.to_owned();
    let mut faults = Vec::new();
    let mut told = BTreeSet::new();
    for _ in 0..ROUNDS {
        let Parsed { root, broken, dropped } = parse(&readable, notation);
        if broken.is_empty() {
            faults.extend(dropped);
            return (root, faults);
        }
        let causes = causes(&readable, broken, &root);
        let left_out: Vec<Range<usize>> = causes.iter().map(|fault| broken_lines(&readable, fault.span.start)).collect();
        for (fault, lines) in causes.into_iter().zip(left_out) {
            // One finding a line: the others follow from the first.
            if told.insert(lines.start) {
                faults.push(fault);
            }
            blank(&mut readable, lines);
        }
    }
    (parse(&readable, notation).root, faults)
}

/// The faults to mend first: where the text ends before a value does, all others follow from that, and it is meant where the
/// value begins.
fn causes(text: &str, mut broken: Vec<Fault>, root: &Node) -> Vec<Fault> {
    broken.sort_by_key(|fault| fault.span);
    let at_end = |fault: &Fault| text.get(fault.span.start as usize..).is_none_or(|rest| rest.trim().is_empty());
    let open = broken.iter().position(at_end).and_then(|index| Some((index, root.start_of_first_reaching(broken[index].span.start)?)));
    if let Some((index, start)) = open {
        broken = vec![broken.swap_remove(index)];
        broken[0].span = Span { start, end: start };
    }
    broken
}

fn parse(text: &str, notation: Notation) -> Parsed {
    match notation {
        Notation::Toml => toml::parse(text),
        Notation::Yaml => yaml::parse(text),
    }
}

/// The line of a fault, or the last before it on which anything stands, and what belongs to it.
fn broken_lines(text: &str, fault: u32) -> Range<usize> {
    let line = line_start(text, fault as usize);
    let empty = text[line..].lines().next().is_none_or(|line| line.trim().is_empty());
    let start = if empty { line_start(text, text[..line].trim_end().len()) } else { line };
    start..start + extent(&text[start..])
}

/// Overwrites lines with spaces, so that all other offsets stay as they are.
fn blank(text: &mut String, lines: Range<usize>) {
    let spaces: String = text[lines.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(lines, &spaces);
}

/// How far what the first line begins goes: the lines indented more deeply, and under `[a.table]` all up to the next.
fn extent(text: &str) -> usize {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let first = text.lines().next().unwrap_or_default();
    let belongs = |line: &&str| match first.starts_with('[') {
        true => !line.starts_with('['),
        false => indent(line) > indent(first) && !line.trim().is_empty(),
    };
    let rest = text.split_inclusive('\n').skip(1).take_while(belongs).map(str::len).sum::<usize>();
    text.split_inclusive('\n').next().map_or(0, str::len) + rest
}

fn line_start(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

/// The typed value. What only serde can tell, such as a number out of range, costs the one entry it stands in.
fn deserialise<T: DeserializeOwned + Default>(mut fitting: Map<String, Json>, root: &Node, faults: &mut Vec<Fault>) -> T {
    if let Ok(value) = T::deserialize(&fitting) {
        return value;
    }
    let Value::Table(entries) = &root.value else { return T::default() };
    for (key, _) in entries {
        let Some(json) = fitting.get(&key.name) else { continue };
        let alone = Map::from_iter([(key.name.clone(), json.clone())]);
        if let Err(error) = T::deserialize(&alone) {
            faults.push(Fault::new(&WRONG_TYPE, key.span, format!("`{}` cannot be read: {error}", key.name)));
            fitting.remove(&key.name);
        }
    }
    T::deserialize(&fitting).unwrap_or_default()
}

fn diagnostic(fault: Fault, source: &Arc<Source>, part: Span) -> Diagnostic {
    let span = Span { start: part.start + fault.span.start, end: part.start + fault.span.end };
    let finding = Diagnostic::at(fault.rule, source, span, fault.message);
    Diagnostic { help: fault.help, ..finding }
}
