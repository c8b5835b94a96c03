//! The types of the views → the theme reference: every file of a theme, every template, what it is given, every field with an example.
//!
//! The first part is the guide beside this file; the rest is not written by hand. Words come from the types' own documentation and from the first
//! comments of the theme's files, examples from pages of a real site.

use std::collections::BTreeMap;
use std::fmt::Write;

use schemars::{JsonSchema, schema_for};
use serde_json::Value as Json;
use tera::{ComponentInfo, Context};

use super::examples::{Example, Examples, short};
use super::language::{CLASSES, Class, FILTERS, FUNCTIONS, TESTS};
use super::template::{TEMPLATES, TemplatePage};
use super::views::*;
use super::{Renderer, page_template};
use crate::load::{BUILT_IN, CONTRACT, ThemeEntry};
use crate::model::{Address, Page};

/// What a template is given: the name of a variable and the schema of its value.
pub(super) type Given = (&'static str, Json);

/// The part that is written by hand.
const GUIDE: &str = include_str!("guide.md");

/// The whole reference as Markdown, with examples from a site.
pub fn reference(renderer: &Renderer) -> String {
    let (examples, classes) = learn(renderer);
    let mut types: BTreeMap<String, Json> = BTreeMap::new();
    let mut out = GUIDE.to_owned();
    out.push_str(&theme_file());
    out.push_str(&built_in_files());
    out.push_str(&stylesheet_variables());
    out.push_str("\n## On every page\n\nTwo variables are given to every template.\n");
    for (name, schema) in every_page() {
        collect(&schema, &mut types);
        out.push_str(&variable("every", name, &schema, &examples));
    }
    out.push_str(
        "\n## Templates\n\nEvery page is made with one of these. A site's own file of the same name takes the place of the built-in one. \
         An example that the page named has not is from another page of the same template.\n",
    );
    for template in TEMPLATES {
        given(template).iter().for_each(|(_, schema)| collect(schema, &mut types));
        out.push_str(&template_section(renderer, template, &examples));
    }
    out.push_str("\n## Structures\n\nWhat the fields above hold, by the name in their type.\n");
    for (name, schema) in &types {
        out.push_str(&structure(name, schema, &examples));
    }
    out.push_str(&components(renderer, &examples));
    out.push_str(&text_classes(&classes));
    out.push_str(&language(renderer));
    out
}

/// Examples from the richest page of each template, and what they lack from all other pages; then the first tag with each class.
fn learn(renderer: &Renderer) -> (Examples, BTreeMap<&'static str, String>) {
    let (mut examples, mut classes) = (Examples::default(), BTreeMap::new());
    let richest = TEMPLATES.into_iter().filter_map(|template| richest_page(renderer, template));
    let richest: Vec<(&Address, Page)> = richest.collect();
    for (address, page) in richest.into_iter().chain(renderer.site.pages.iter().map(|(address, page)| (address, *page))) {
        if examples.is_complete() && classes.len() == CLASSES.len() {
            break;
        }
        if is_itself(renderer, page) {
            continue;
        }
        let (template, mut context) = renderer.context(address, page);
        context.insert("site", &super::make::site_view(&renderer.site));
        examples.learn(renderer, template, &context);
        every_page().iter().for_each(|global| examples.learn_global(renderer, template, &context, global));
        if let Some(html) = context.get("paper").and_then(|paper| paper.get_from_path("html")).and_then(tera::Value::as_str) {
            learn_classes(html, &mut classes);
        }
    }
    (examples, classes)
}

/// Whether a page is this reference, published as a paper: taken as its own example it would never be finished.
fn is_itself(renderer: &Renderer, page: Page) -> bool {
    let title = GUIDE.lines().next().unwrap_or_default().trim_start_matches("# ");
    matches!(page, Page::Paper(id) if renderer.site.paper(id).title == title)
}

/// The page of a template that has most to show.
fn richest_page(renderer: &Renderer, template: TemplatePage) -> Option<(&Address, Page)> {
    let pages = renderer.site.pages.iter().filter(|(_, page)| page_template(&renderer.site, **page) == template);
    let richest = pages.max_by_key(|(address, page)| (fullness(renderer, **page), std::cmp::Reverse(address.as_str())));
    richest.map(|(address, page)| (address, *page))
}

/// How much a page can show of what its template is given; a long text alone makes no good example.
fn fullness(renderer: &Renderer, page: Page) -> usize {
    let site = &renderer.site;
    match page {
        Page::Meeting(id) => {
            let meeting = site.meeting(id);
            let facts =
                [meeting.venue.is_some(), meeting.entry.notice_published.is_some(), meeting.entry.online.is_some(), meeting.next.is_some()];
            meeting.items.iter().map(|item| item.papers.len() + usize::from(item.minute.is_some())).sum::<usize>()
                + 3 * facts.iter().filter(|fact| **fact).count()
        }
        Page::Paper(id) => {
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
        Page::Body(id) => site.body(id).meetings.len() + 20 * usize::from(site.body(id).successor.is_some()),
        _ => 0,
    }
}

fn every_page() -> [Given; 2] {
    [("site", schema::<SiteView>()), ("page", schema::<PageView>())]
}

/// What each template is given beside `site` and `page`.
pub(super) fn given(template: TemplatePage) -> Vec<Given> {
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
        TemplatePage::Pack => vec![("pack", schema::<PackView>()), ("papers", schema::<Vec<CardView>>())],
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
        TemplatePage::SpecifiedInformation => vec![("obligations", schema::<Vec<ObligationView>>())],
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

/// What `theme.toml` may say.
fn theme_file() -> String {
    let mut out = "\n### theme.toml\n\nWhat a theme says of itself. All keys may be left out; an unknown key is an error.\n\n| Key | Type | Meaning |\n|---|---|---|\n".to_owned();
    for (key, property) in schema::<ThemeEntry>()["properties"].as_object().into_iter().flatten() {
        let _ = writeln!(out, "| `{key}` | {} | {} |", type_of(property).replace(" or none", ""), meaning(property));
    }
    let _ = write!(
        out,
        "\nThis program gives version {CONTRACT} of the views. Later versions of the program add fields without a new number. When one is taken away or \
         changes its meaning, the number goes up, and a theme that names the old one is refused instead of making wrong pages.\n\n\
         ```toml themes/my-panel/theme.toml\nname = \"My panel\"\ncontract = {CONTRACT}\n```\n"
    );
    out
}

/// Every file of the built-in theme, with what it is for and where a browser finds it.
fn built_in_files() -> String {
    let mut out = "\n### Built-in files\n\n| File | What it is for | Address |\n|---|---|---|\n".to_owned();
    for (path, bytes) in BUILT_IN.iter().filter(|(path, _)| *path != "theme.toml") {
        let address = path.strip_prefix("static/").map(|name| format!("`/theme/{name}`")).unwrap_or_default();
        let _ = writeln!(out, "| `{path}` | {} | {address} |", first_comment(&String::from_utf8_lossy(bytes)));
    }
    out.push_str("| made by the program | The colours of code. | `/theme/code.css` |\n");
    out
}

/// The words of the comment that opens a file.
fn first_comment(text: &str) -> String {
    let comment = [("{#-", "-#}"), ("/*", "*/"), ("//", "\n"), ("<!--", "-->")].into_iter().find_map(|(open, close)| {
        let rest = text.strip_prefix(open)?;
        rest.split_once(close).map(|(comment, _)| comment)
    });
    one_line(comment.unwrap_or_default())
}

/// The custom properties of the built-in stylesheet, with the comment behind each.
fn stylesheet_variables() -> String {
    let sheet = built_in_text("static/style.css");
    let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap_or((&sheet, ""));
    let declared = |line: &str| -> Option<(String, String, String)> {
        let (name, rest) = line.trim().strip_prefix("--")?.split_once(": ")?;
        let (value, comment) = rest.split_once(';')?;
        Some((format!("--{name}"), value.to_owned(), comment.trim().trim_start_matches("/*").trim_end_matches("*/").trim().to_owned()))
    };
    let dark: BTreeMap<String, String> =
        dark.lines().take_while(|line| *line != "}").filter_map(declared).map(|(name, value, _)| (name, value)).collect();
    let mut out = "\n### Variables of the stylesheet\n\nSet on `:root`, for light and for dark schemes.\n\n| Variable | For | Light | Dark |\n|---|---|---|---|\n".to_owned();
    for (name, value, comment) in light.lines().filter_map(declared) {
        let dark = dark.get(&name).map(|value| format!("`{value}`")).unwrap_or_default();
        let _ = writeln!(out, "| `{name}` | {comment} | `{value}` | {dark} |");
    }
    out
}

fn built_in_text(path: &str) -> String {
    let bytes = BUILT_IN.iter().find(|(known, _)| *known == path).map_or(&b""[..], |(_, bytes)| bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

fn template_section(renderer: &Renderer, template: TemplatePage, examples: &Examples) -> String {
    let text = built_in_text(&format!("templates/{}", template.file()));
    let mut out = format!("\n### {}\n\n{}\n", template.file(), first_comment(&text));
    let blocks = blocks_of(&text);
    if !blocks.is_empty() {
        let _ = write!(out, "\nBlocks: `{}`.\n", blocks.join("`, `"));
    }
    match richest_page(renderer, template) {
        Some((address, _)) => {
            let _ = write!(out, "\nThe examples are from `{address}`.\n");
            given(template).iter().for_each(|(name, schema)| out.push_str(&variable(template.file(), name, schema, examples)));
        }
        None => out.push_str("\nThis site has no such page.\n"),
    }
    out
}

/// The blocks of a template with those of the frame it extends, each once.
fn blocks_of(text: &str) -> Vec<String> {
    let named =
        |text: &str| text.split("{% block ").skip(1).filter_map(|rest| Some(rest.split_once(" %}")?.0.to_owned())).collect::<Vec<_>>();
    let frame = if text.contains("{% extends \"base.html\" %}") { named(&built_in_text("templates/base.html")) } else { Vec::new() };
    let own = named(text).into_iter().filter(|name| !frame.contains(name)).collect::<Vec<_>>();
    frame.into_iter().chain(own).collect()
}

/// A variable with the fields it has, or with the type of its entries.
fn variable(template: &str, name: &str, schema: &Json, examples: &Examples) -> String {
    let whole = schema.get("properties").is_some();
    let kind = if whole { schema["title"].as_str().unwrap_or_default().to_owned() } else { type_of(schema) };
    let mut out = format!("\n`{name}`: {kind}\n");
    if whole {
        out.push_str(&fields(&kind, schema, Shows::Expression, examples));
    } else if let Some(example) = examples.of(template, name) {
        let _ = write!(out, "\nHere {}.\n", said(example, Shows::Expression));
    }
    out
}

/// A structure that stands inside others.
fn structure(name: &str, schema: &Json, examples: &Examples) -> String {
    format!("\n### {name}\n\n{}\n{}", meaning(schema), fields(name, schema, Shows::Template, examples))
}

/// What is said of an example.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// The expression and what it gives.
    Expression,
    /// The template it is from as well.
    Template,
}

fn fields(structure: &str, schema: &Json, shows: Shows, examples: &Examples) -> String {
    let mut out = "\n| Field | Type | Meaning | Example |\n|---|---|---|---|\n".to_owned();
    for (field, property) in schema["properties"].as_object().into_iter().flatten() {
        let example = examples.of(structure, field).map_or_else(|| "none on this site".to_owned(), |example| said(example, shows));
        let _ = writeln!(out, "| `{field}` | {} | {} | {} |", type_of(property), meaning(property), in_cell(&example));
    }
    out
}

fn said(example: &Example, shows: Shows) -> String {
    let from = if shows == Shows::Template { format!("{}: ", example.template) } else { String::new() };
    let gives = if example.shown.is_empty() { "nothing".to_owned() } else { code(&example.shown) };
    format!("{from}{} gives {gives}", code(&format!("{{{{ {} }}}}", example.expression)))
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// What stands in a cell of a table, where a bar would end the cell even in code.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn meaning(schema: &Json) -> String {
    one_line(schema["description"].as_str().unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
            .map_or_else(|| "texts by key".to_owned(), |title| format!("[{title}](#{})", crate::model::slug(title))),
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

/// The components that templates may call, each with what it prints for something of the site.
fn components(renderer: &Renderer, examples: &Examples) -> String {
    let mut out =
        "\n## Components\n\nPieces that any template may print. What they make has the classes of the built-in stylesheet.\n".to_owned();
    let mut names: Vec<&str> = renderer.tera.get_component_names().collect();
    names.sort_unstable();
    for info in names.into_iter().filter_map(|name| renderer.tera.get_component_definition(name)) {
        let about = info.metadata().get("about").and_then(tera::Value::as_str).unwrap_or_default();
        let _ = write!(out, "\n### {}\n\n{about}\n\nArguments: {}.\n", info.name(), arguments(&info));
        out.push_str(&component_example(renderer, &info, examples).unwrap_or_default());
    }
    out
}

fn arguments(info: &ComponentInfo) -> String {
    let said = |argument: &tera::ComponentArg| match argument.default() {
        Some(default) => format!("`{}` ({default} if left out)", argument.name()),
        None => format!("`{}`", argument.name()),
    };
    info.args().iter().map(said).collect::<Vec<_>>().join(", ")
}

/// A call with something of the site: first what has a name like the argument's, then whatever the component can print.
fn component_example(renderer: &Renderer, info: &ComponentInfo, examples: &Examples) -> Option<String> {
    let named = |structure: &str, argument: &str| structure.to_lowercase().contains(argument);
    let required: Vec<&str> = info.args().iter().filter(|argument| argument.is_required()).map(tera::ComponentArg::name).collect();
    let (argument, others) = required.split_first()?;
    let others: String = others.iter().map(|name| format!(" {name}=\"next\"")).collect();
    let mut places: Vec<(&str, &str, &str)> = examples.whole().collect();
    places.sort_by_key(|(structure, ..)| !named(structure, argument));
    places.into_iter().find_map(|(_, template, expression)| {
        let call = format!("{{{{<{} {argument}={{{expression}}}{others} />}}}}", info.name());
        let html = first_print(renderer, template, &call)?;
        Some(format!("\nCalled as `{call}` in {template}, it prints this.\n\n```html\n{html}\n```\n"))
    })
}

/// What a call prints on the first page of a template where it prints something, the richest page before all others.
fn first_print(renderer: &Renderer, template: &str, call: &str) -> Option<String> {
    let template = TEMPLATES.into_iter().find(|known| known.file() == template)?;
    let others = renderer
        .site
        .pages
        .iter()
        .map(|(address, page)| (address, *page))
        .filter(|(_, page)| page_template(&renderer.site, *page) == template);
    richest_page(renderer, template).into_iter().chain(others).find_map(|(address, page)| {
        let (_, context) = renderer.context(address, page);
        let html = renderer.tera.render_str(call, &context, true).ok()?;
        Some(html.trim().to_owned()).filter(|html| !html.is_empty())
    })
}

/// Notes the first tag with each class.
fn learn_classes(html: &str, classes: &mut BTreeMap<&'static str, String>) {
    for Class { name, .. } in CLASSES.iter() {
        if !classes.contains_key(name)
            && let Some(tag) = html.split('<').find(|tag| has_class(tag, name))
        {
            classes.insert(name, format!("<{}>", tag.split('>').next().unwrap_or_default()));
        }
    }
}

fn has_class(tag: &str, wanted: &str) -> bool {
    let inside = tag.split('>').next().and_then(|inside| inside.split_once("class=\"")).and_then(|(_, rest)| rest.split_once('"'));
    inside.is_some_and(|(classes, _)| classes.split(' ').any(|class| class == wanted || wanted.ends_with('-') && class.starts_with(wanted)))
}

/// The classes in the text of papers.
fn text_classes(found: &BTreeMap<&'static str, String>) -> String {
    let mut out = "\n## The text of a paper\n\n`paper.html` holds the elements of Markdown, and these classes. A stylesheet of your own should know them.\n\n| Class | What has it | Example |\n|---|---|---|\n".to_owned();
    for Class { name, about } in CLASSES {
        let shown = if name.ends_with('-') { format!("{name}…") } else { (*name).to_owned() };
        let example = found.get(name).map_or_else(|| "none on this site".to_owned(), |tag| in_cell(&code(&short(tag))));
        let _ = writeln!(out, "| `{shown}` | {about} | {example} |");
    }
    out
}

/// Filters, tests and functions, each tried on the home page.
fn language(renderer: &Renderer) -> String {
    let mut out = "\n## Filters, tests and functions\n\nThese are Tera's own. The examples are from `home.html`.\n".to_owned();
    let home = richest_page(renderer, TemplatePage::Home).map(|(address, page)| renderer.context(address, page).1).unwrap_or_default();
    for (heading, list) in [("Filters", FILTERS), ("Tests", TESTS), ("Functions", FUNCTIONS)] {
        let _ = write!(out, "\n### {heading}\n\n| Name | Example | Gives |\n|---|---|---|\n");
        for (name, expression) in list {
            let _ = writeln!(out, "| `{name}` | {} |", tried(renderer, expression, &home));
        }
    }
    out
}

fn tried(renderer: &Renderer, expression: &str, context: &Context) -> String {
    let template = format!("{{{{ {expression} }}}}");
    let gives = renderer
        .tera
        .render_str(&template, context, true)
        .map_or_else(|_| "a fault that ends the build".to_owned(), |shown| code(&short(&shown)));
    format!("{} | {}", in_cell(&code(&template)), in_cell(&gives))
}
