//! A real site → for every field of every view an example: an expression that a template can have, and what it gives on a page.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tera::{Context, Value};

use super::Renderer;
use super::reference::{Given, given};
use super::template::TemplatePage;

/// The longest example, in characters: a line of a table must stay readable.
const LONGEST: usize = 60;
/// How far into a list an example is looked for.
const FURTHEST: usize = 40;

/// An expression in a template, and what it gives.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// The template.
    pub template: &'static str,
    /// The expression without braces.
    pub expression: String,
    /// What Tera makes of it, on one line and cut short.
    pub shown: String,
    /// How much it shows.
    merit: Merit,
}

/// What an example is worth to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Merit {
    Nothing,
    EmptyOrFalse,
    Full,
}

/// The best examples found, by structure and field. A variable of a template is a field of the structure named after the template.
#[derive(Default)]
pub(super) struct Examples {
    fields: BTreeMap<(String, String), Example>,
    /// For each structure the fullest one: how many of its fields say something, and where it stands.
    whole: BTreeMap<String, (usize, &'static str, String)>,
}

/// Where an example is looked for: a page made ready, and the structures that its schema names.
struct Place<'p> {
    renderer: &'p Renderer,
    template: &'static str,
    context: &'p Context,
    definitions: &'p Json,
}

impl Examples {
    /// The example of a field.
    pub fn of(&self, structure: &str, field: &str) -> Option<&Example> {
        self.fields.get(&(structure.to_owned(), field.to_owned())).filter(|example| example.merit > Merit::Nothing)
    }

    /// Where each structure stands: its name, a template and an expression in it.
    pub fn whole(&self) -> impl Iterator<Item = (&str, &'static str, &str)> {
        self.whole.iter().map(|(name, (_, template, expression))| (name.as_str(), *template, expression.as_str()))
    }

    /// Whether every field that was met has an example with something in it.
    pub fn is_complete(&self) -> bool {
        self.fields.values().all(|example| example.merit == Merit::Full)
    }

    /// Takes what a page can show that no page before it could.
    pub fn learn(&mut self, renderer: &Renderer, template: TemplatePage, context: &Context) {
        for (name, schema) in given(template) {
            let place = Place { renderer, template: template.file(), context, definitions: &schema["$defs"] };
            let value = context.get(name).cloned().unwrap_or(Value::none());
            self.field(&place, template.file(), name, name, &schema, &value);
        }
    }

    /// Learns from a variable that every template has.
    pub fn learn_global(&mut self, renderer: &Renderer, template: TemplatePage, context: &Context, (name, schema): &Given) {
        let place = Place { renderer, template: template.file(), context, definitions: &schema["$defs"] };
        let value = context.get(name).cloned().unwrap_or(Value::none());
        self.field(&place, "every", name, name, schema, &value);
    }

    fn field(&mut self, place: &Place<'_>, structure: &str, field: &str, expression: &str, schema: &Json, value: &Value) {
        let merit = merit(value);
        let key = (structure.to_owned(), field.to_owned());
        if self.fields.get(&key).is_none_or(|known| known.merit < merit) {
            self.fields.insert(key, place.example(expression, schema, value, merit));
        }
        self.inside(place, expression, schema, value);
    }

    fn inside(&mut self, place: &Place<'_>, expression: &str, schema: &Json, value: &Value) {
        if let Some(items) = schema.get("items") {
            for (index, item) in value.as_array().unwrap_or_default().iter().enumerate().take(FURTHEST) {
                self.inside(place, &format!("{expression}[{index}]"), items, item);
            }
        }
        let Some((name, schema)) = structure_of(schema, place.definitions) else { return };
        let Some(fields) = schema["properties"].as_object().filter(|_| value.is_map()) else { return };
        let told = fields.keys().filter(|field| value.get_from_path(field).is_some_and(|value| merit(value) == Merit::Full)).count();
        if self.whole.get(name).is_none_or(|(known, ..)| *known < told) {
            self.whole.insert(name.to_owned(), (told, place.template, expression.to_owned()));
        }
        for (field, schema) in fields {
            let value = value.get_from_path(field).cloned().unwrap_or(Value::none());
            self.field(place, name, field, &format!("{expression}.{field}"), schema, &value);
        }
    }
}

/// The structure that a schema is of, or that it names, with its own schema.
pub(super) fn structure_of<'s>(schema: &'s Json, definitions: &'s Json) -> Option<(&'s str, &'s Json)> {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return definitions.get(name).filter(|schema| schema.get("properties").is_some()).map(|schema| (name, schema));
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().find_map(|choice| structure_of(choice, definitions));
    }
    schema.get("properties").and_then(|_| Some((schema["title"].as_str()?, schema)))
}

fn merit(value: &Value) -> Merit {
    match value {
        value if value.is_none() || value.is_undefined() => Merit::Nothing,
        value if value.as_bool() == Some(false) || value.len() == Some(0) => Merit::EmptyOrFalse,
        _ => Merit::Full,
    }
}

impl Place<'_> {
    fn example(&self, expression: &str, schema: &Json, value: &Value, merit: Merit) -> Example {
        let expression = self.printable(expression, schema, value);
        let shown = self.render(&format!("{{{{ {expression} }}}}")).unwrap_or_default();
        Example { template: self.template, shown: short(&shown), expression, merit }
    }

    /// An expression that prints something: of a list its length, of a structure its first text.
    fn printable(&self, expression: &str, schema: &Json, value: &Value) -> String {
        if let Some(list) = value.as_array() {
            let texts = !list.is_empty() && list.iter().all(Value::is_string);
            return if texts { format!("{expression} | join(sep=\", \")") } else { format!("{expression} | length") };
        }
        let Some(values) = value.as_map() else { return expression.to_owned() };
        let fields = structure_of(schema, self.definitions).and_then(|(_, schema)| schema["properties"].as_object());
        let names: Vec<&str> = match fields {
            Some(fields) => fields.keys().map(String::as_str).collect(),
            None => values.keys().filter_map(|key| key.as_str()).collect(),
        };
        let printable = |name: &&&str| value.get_from_path(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        // A day is mostly printed for readers.
        let first = names.iter().find(|name| **name == "long").or_else(|| names.iter().find(printable));
        first.map_or_else(|| format!("{expression} | length"), |name| format!("{expression}.{name}"))
    }

    fn render(&self, template: &str) -> Option<String> {
        self.renderer.tera.render_str(template, self.context, false).ok()
    }
}

/// A text on one line, cut short.
pub(super) fn short(text: &str) -> String {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = whole.chars().take(LONGEST).collect();
    if cut.len() < whole.len() { format!("{} …", cut.trim_end()) } else { cut }
}
