//! The types of the views → the theme reference: every template, what it is given, every field with an example.
//!
//! Nothing in it is written by hand: words come from the types' own documentation, examples from pages of a real site.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde_json::Value as Json;
use tera::{Context, Tera};

use super::template::{TEMPLATES, TemplatePage};
use super::views::*;
use super::{Renderer, page_template};

/// What a template is given: the name of a variable and the schema of its value.
type Given = (&'static str, Json);

/// The longest example, in characters: a line of a table must stay readable.
const LONGEST_EXAMPLE: usize = 60;

/// The whole reference as Markdown, with examples from a site.
pub fn reference(renderer: &Renderer) -> String {
    let mut out = OPENING.to_owned();
    let mut types: BTreeMap<String, Json> = BTreeMap::new();
    for (name, schema) in every_page() {
        collect(&schema, &mut types);
        let (_, context) = example_of(renderer, TemplatePage::Paper).expect("a site has a paper");
        out.push_str(&variable(name, &schema, &with_site(renderer, context)));
    }
    out.push_str(
        "\n## Templates\n\nEvery page is made with one of these. A site's own file of the same name takes the place of the built-in one.\n",
    );
    for template in TEMPLATES {
        out.push_str(&template_section(renderer, template, &mut types));
    }
    out.push_str("\n## Other structures\n\nWhat the fields above hold, by the name in their type.\n");
    for (name, schema) in &types {
        out.push_str(&structure(name, schema));
    }
    out.push_str(&components(renderer));
    out
}

const OPENING: &str = "# Theme reference\n\nThis page is made from the program itself: `panelpress theme reference` prints it with examples from your own site.\n\
                       \n## On every page\n\nTwo variables are given to every template.\n";

fn every_page() -> [Given; 2] {
    [("site", schema::<SiteView>()), ("page", schema::<PageView>())]
}

/// What each template is given beside `site` and `page`.
fn given(template: TemplatePage) -> Vec<Given> {
    match template {
        TemplatePage::Home => {
            vec![
                ("next_meeting", schema::<Option<MeetingCardView>>()),
                ("latest", schema::<Vec<CardView>>()),
                ("bodies", schema::<Vec<BodyView>>()),
                ("open_actions", schema::<Vec<ActionView>>()),
                ("changes", schema::<Vec<ChangeView>>()),
            ]
        }
        TemplatePage::Bodies => vec![("bodies", schema::<Vec<BodyView>>())],
        TemplatePage::Body => {
            vec![("body", schema::<BodyView>()), ("years", schema::<Vec<MeetingYearView>>()), ("papers", schema::<Vec<CardView>>())]
        }
        TemplatePage::Meeting => vec![("meeting", schema::<MeetingView>())],
        TemplatePage::Paper => vec![("paper", schema::<PaperView>())],
        TemplatePage::Pack => vec![("papers", schema::<Vec<CardView>>())],
        TemplatePage::Stub => vec![("stub", schema::<StubView>())],
        TemplatePage::Papers => {
            vec![("years", schema::<Vec<WayView>>()), ("kinds", schema::<Vec<WayView>>()), ("pages", schema::<Vec<CardView>>())]
        }
        TemplatePage::Year => vec![("year", schema::<i16>()), ("papers", schema::<Vec<CardView>>()), ("sheet", schema::<SheetView>())],
        TemplatePage::Kind => {
            vec![("kind", schema::<String>()), ("papers", schema::<Vec<CardView>>()), ("sheet", schema::<SheetView>())]
        }
        TemplatePage::Meetings => register("meetings", schema::<Vec<MeetingCardView>>()),
        TemplatePage::Decisions => register("decisions", schema::<Vec<DecisionView>>()),
        TemplatePage::Actions => register("actions", schema::<Vec<ActionView>>()),
        TemplatePage::People => {
            vec![("people", schema::<Vec<PersonCardView>>()), ("chart", schema::<String>()), ("listing", schema::<ListingView>())]
        }
        TemplatePage::Person => vec![("person", schema::<PersonView>())],
        TemplatePage::Appendices => register("appendices", schema::<Vec<AppendixView>>()),
        TemplatePage::Terms => register("terms", schema::<Vec<TermView>>()),
        TemplatePage::Term => {
            vec![("term", schema::<TermView>()), ("papers", schema::<Vec<CardView>>()), ("listing", schema::<ListingView>())]
        }
        TemplatePage::PendingReferences => register("pending", schema::<Vec<PendingView>>()),
        TemplatePage::About => vec![("record", schema::<RecordView>())],
        TemplatePage::Accessibility => vec![("barriers", schema::<Vec<BarrierView>>())],
        TemplatePage::Redirect => vec![("target", schema::<LinkView>())],
        TemplatePage::NotFound => Vec::new(),
    }
}

/// What the template of a register is given: its entries, and the list they are of.
fn register(entries: &'static str, schema_of_entries: Json) -> Vec<Given> {
    vec![(entries, schema_of_entries), ("listing", schema::<ListingView>())]
}

fn schema<T: JsonSchema>() -> Json {
    schema_for!(T).to_value()
}

/// The page of a template that has most to show, with what its template is given.
fn example_of(renderer: &Renderer, template: TemplatePage) -> Option<(String, Context)> {
    let pages = renderer.site.pages.iter().filter(|(_, page)| page_template(&renderer.site, **page) == template);
    let richest = pages.max_by_key(|(address, page)| (fullness(renderer, **page), std::cmp::Reverse(address.as_str())))?;
    let (_, context) = renderer.context(richest.0, *richest.1);
    Some((richest.0.to_string(), context))
}

/// How much a page can show of what its template is given; a long text alone makes no good example.
fn fullness(renderer: &Renderer, page: crate::model::Page) -> usize {
    let site = &renderer.site;
    match page {
        crate::model::Page::Meeting(id) => {
            let meeting = site.meeting(id);
            let facts =
                [meeting.venue.is_some(), meeting.entry.notice_published.is_some(), meeting.entry.online.is_some(), meeting.next.is_some()];
            meeting.items.iter().map(|item| item.papers.len() + usize::from(item.minute.is_some())).sum::<usize>()
                + 3 * facts.iter().filter(|fact| **fact).count()
        }
        crate::model::Page::Paper(id) => {
            let paper = site.paper(id);
            let front = &paper.document.front;
            let facts = [
                paper.meeting.is_some(),
                front.summary.is_some(),
                !front.authors.is_empty(),
                !front.subjects.is_empty(),
                paper.item.is_some(),
            ];
            paper.appendices.len() + 2 * paper.attachments.len() + 2 * facts.iter().filter(|fact| **fact).count()
        }
        crate::model::Page::Body(id) => site.body(id).meetings.len() + 20 * usize::from(site.body(id).successor.is_some()),
        _ => 0,
    }
}

fn with_site(renderer: &Renderer, mut context: Context) -> Context {
    context.insert("site", &super::make::site_view(&renderer.site));
    context
}

fn template_section(renderer: &Renderer, template: TemplatePage, types: &mut BTreeMap<String, Json>) -> String {
    let mut out = format!("\n### {}\n\n{}\n", template.file(), purpose(template));
    match example_of(renderer, template) {
        Some((address, context)) => {
            out.push_str(&format!("\nThe examples are from `{address}`.\n"));
            let context = with_site(renderer, context);
            for (name, schema) in given(template) {
                collect(&schema, types);
                out.push_str(&variable(name, &schema, &context));
            }
        }
        None => out.push_str("\nThis site has no such page.\n"),
    }
    out
}

/// The comment that opens a built-in template.
fn purpose(template: TemplatePage) -> String {
    let path = format!("templates/{}", template.file());
    let text = crate::load::BUILT_IN.iter().find(|(known, _)| *known == path).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let text = text.unwrap_or_default();
    let comment = text.split("-#}").next().unwrap_or_default().trim_start_matches("{#-");
    comment.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A variable with the fields it has, or with the type of its entries.
fn variable(name: &str, schema: &Json, context: &Context) -> String {
    let whole = schema.get("properties").is_some();
    let kind = if whole { schema.get("title").and_then(Json::as_str).unwrap_or_default().to_owned() } else { type_of(schema) };
    let mut out = format!("\n`{name}`: {kind}\n");
    if whole {
        out.push_str(&fields(schema, |field| Some(format!("{name}.{field}")), context));
    } else {
        let example = evaluate(name, context);
        out.push_str(&example.map(|value| format!("\nHere: {value}\n")).unwrap_or_default());
    }
    out
}

/// A structure that stands inside others, without examples: they are where it is used.
fn structure(name: &str, schema: &Json) -> String {
    let about = schema.get("description").and_then(Json::as_str).unwrap_or_default();
    format!("\n### {name}\n\n{}\n{}", one_line(about), fields(schema, |_| None, &Context::new()))
}

fn fields(schema: &Json, path: impl Fn(&str) -> Option<String>, context: &Context) -> String {
    let Some(properties) = schema.get("properties").and_then(Json::as_object) else { return String::new() };
    let with_examples = path("x").is_some();
    let mut out = if with_examples {
        "\n| Field | Type | Meaning | Here |\n|---|---|---|---|\n".to_owned()
    } else {
        "\n| Field | Type | Meaning |\n|---|---|---|\n".to_owned()
    };
    for (field, property) in properties {
        let meaning = one_line(property.get("description").and_then(Json::as_str).unwrap_or_default());
        out.push_str(&format!("| `{field}` | {} | {meaning} |", type_of(property)));
        if let Some(path) = path(field) {
            out.push_str(&format!(" {} |", evaluate(&path, context).unwrap_or_default()));
        }
        out.push('\n');
    }
    out
}

/// What an expression gives on the example page, shortened; lists by their length.
fn evaluate(expression: &str, context: &Context) -> Option<String> {
    let value = format!(
        "{{% if {expression} is none %}}none{{% elif {expression} is array %}}{{{{ {expression} | length }}}} entries{{% elif {expression} is map %}}…{{% else %}}{{{{ {expression} }}}}{{% endif %}}"
    );
    let shown = Tera::one_off(&value, context, false).ok()?;
    let shown = one_line(&shown);
    let short: String = shown.chars().take(LONGEST_EXAMPLE).collect();
    let cut = if short.len() < shown.len() { " …" } else { "" };
    let quoted = short.replace('`', "'").replace('|', "\\|");
    Some(if quoted.trim().is_empty() { "empty".to_owned() } else { format!("`{quoted}`{cut}") })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" | ", " ")
}

/// A type in words.
fn type_of(schema: &Json) -> String {
    if let Some(name) = reference_of(schema) {
        return format!("[{name}](#{})", crate::model::slug(name));
    }
    if let Some(choices) = schema.get("anyOf").and_then(Json::as_array) {
        let some = choices.iter().find(|choice| choice.get("type").and_then(Json::as_str) != Some("null"));
        return format!("{} or none", some.map(type_of).unwrap_or_default());
    }
    match schema.get("type") {
        Some(Json::String(kind)) if kind == "array" => format!("list of {}", schema.get("items").map(type_of).unwrap_or_default()),
        Some(Json::String(kind)) if kind == "object" => schema
            .get("title")
            .and_then(Json::as_str)
            .map_or_else(|| "map".to_owned(), |title| format!("[{title}](#{})", crate::model::slug(title))),
        Some(Json::String(kind)) => plain_type(kind).to_owned(),
        Some(Json::Array(kinds)) => {
            let kind = kinds.iter().filter_map(Json::as_str).find(|kind| *kind != "null").unwrap_or_default();
            format!("{} or none", plain_type(kind))
        }
        _ => "text".to_owned(),
    }
}

fn plain_type(kind: &str) -> &'static str {
    match kind {
        "boolean" => "true or false",
        "integer" | "number" => "number",
        "array" => "list",
        _ => "text",
    }
}

fn reference_of(schema: &Json) -> Option<&str> {
    schema.get("$ref").and_then(Json::as_str).and_then(|path| path.rsplit('/').next())
}

/// Every structure named in a schema, and itself.
fn collect(schema: &Json, types: &mut BTreeMap<String, Json>) {
    for (name, definition) in schema.get("$defs").and_then(Json::as_object).into_iter().flatten() {
        if definition.get("properties").is_some() {
            types.insert(name.clone(), definition.clone());
        }
    }
}

/// The components that templates may call.
fn components(renderer: &Renderer) -> String {
    let mut out = "\n## Components\n\nPieces that any template may use, as `{{<name argument={value} />}}`.\n\n| Component | Arguments |\n|---|---|\n".to_owned();
    let mut names: Vec<&str> = renderer.tera.get_component_names().collect();
    names.sort_unstable();
    for info in names.into_iter().filter_map(|name| renderer.tera.get_component_definition(name)) {
        let arguments: Vec<String> = info
            .args()
            .iter()
            .map(|argument| format!("`{}`{}", argument.name(), if argument.is_required() { "" } else { " (may be left out)" }))
            .collect();
        out.push_str(&format!("| `{}` | {} |\n", info.name(), arguments.join(", ")));
    }
    out
}
