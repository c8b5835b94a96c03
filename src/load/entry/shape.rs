//! What a file must look like: the JSON Schema of its type, read once into what [`conform`](super::conform) needs of it.

use serde_json::Value as Json;

/// What a value must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Whatever serde makes of it.
    Any,
    Boolean,
    Integer,
    Number,
    Text,
    Date,
    Time,
    /// One of these words.
    Choice(Vec<String>),
    List(Box<Shape>),
    Table(Fields),
}

/// The keys of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fields {
    pub known: Vec<Field>,
    /// What the value of any other key must be; none where there may be no other.
    pub others: Option<Box<Shape>>,
}

/// A key that a table may have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub name: String,
    pub shape: Shape,
    pub need: Need,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl Shape {
    /// Reads a schema. Types that hold themselves are cut off, as nothing we read does.
    pub fn of(schema: &Json) -> Self {
        Reader { definitions: &schema["$defs"] }.shape(schema, 0)
    }

    /// What it is, in words that follow "must be".
    pub fn kind(&self) -> &'static str {
        match self {
            Shape::Any => "something",
            Shape::Boolean => "true or false",
            Shape::Integer => "a whole number",
            Shape::Number => "a number",
            Shape::Text | Shape::Choice(_) => "text",
            Shape::Date => "a date",
            Shape::Time => "a time",
            Shape::List(_) => "a list",
            Shape::Table(_) => "a table of keys",
        }
    }
}

struct Reader<'a> {
    definitions: &'a Json,
}

impl Reader<'_> {
    fn shape(&self, schema: &Json, depth: usize) -> Shape {
        if depth > 16 {
            return Shape::Any;
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.shape(&self.definitions[name], depth + 1);
        }
        if let Some(choice) = words(schema) {
            return Shape::Choice(choice);
        }
        if let Some(inner) = schema["anyOf"].as_array().and_then(|either| unless_null(either)) {
            return self.shape(inner, depth + 1);
        }
        self.typed(schema, depth)
    }

    fn typed(&self, schema: &Json, depth: usize) -> Shape {
        let kind = schema["type"].as_array().and_then(|either| unless_null(either)).unwrap_or(&schema["type"]);
        match (kind.as_str(), schema["format"].as_str()) {
            (Some("string"), Some("date")) => Shape::Date,
            (Some("string"), Some("partial-time")) => Shape::Time,
            (Some("string"), _) => Shape::Text,
            (Some("boolean"), _) => Shape::Boolean,
            (Some("integer"), _) => Shape::Integer,
            (Some("number"), _) => Shape::Number,
            (Some("array"), _) => Shape::List(Box::new(self.shape(&schema["items"], depth + 1))),
            (Some("object"), _) => Shape::Table(self.fields(schema, depth)),
            _ => Shape::Any,
        }
    }

    fn fields(&self, schema: &Json, depth: usize) -> Fields {
        let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|other| other == name));
        let field = |(name, schema): (&String, &Json)| Field {
            name: name.clone(),
            shape: self.shape(schema, depth + 1),
            need: if required(name) { Need::Required } else { Need::Optional },
        };
        let known = schema["properties"].as_object().map(|known| known.iter().map(field).collect());
        let others = match &schema["additionalProperties"] {
            Json::Bool(false) => None,
            others => Some(Box::new(self.shape(others, depth + 1))),
        };
        Fields { known: known.unwrap_or_default(), others }
    }
}

/// The only alternative that is not null, if there is one.
fn unless_null(either: &[Json]) -> Option<&Json> {
    let mut others = either.iter().filter(|one| *one != "null" && one["type"] != "null");
    others.next().filter(|_| others.next().is_none())
}

/// The words of an enum: documented variants are constants each, undocumented ones share a list; there may be both.
fn words(schema: &Json) -> Option<Vec<String>> {
    let word = |word: &Json| word.as_str().map(str::to_owned);
    if let Some(list) = schema["enum"].as_array() {
        return list.iter().filter(|word| !word.is_null()).map(word).collect();
    }
    if let Some(variants) = schema["oneOf"].as_array() {
        let lists: Option<Vec<_>> = variants.iter().map(words).collect();
        return lists.map(|lists| lists.concat());
    }
    word(&schema["const"]).map(|only| vec![only])
}
