//! The theme reference is true: its files make a theme, its templates can be extended, its lists leave nothing out.

use std::collections::BTreeSet;

use panelpress::load::BUILT_IN;
use panelpress::render::TEMPLATES;

use crate::site::{Folder, files, project};

fn reference() -> String {
    std::fs::read_to_string(project().join("content/docs/theme-reference.md")).unwrap().replace("\r\n", "\n")
}

/// The example site with a theme of its own in the place of its settings and themes.
fn example_with(theme: &[(String, String)]) -> Folder {
    let folder = Folder::with(&[("panelpress.toml", "title = \"Estermere\"\ntheme = \"my-panel\"\n")]);
    files(&project().join("content")).into_iter().for_each(|(path, bytes)| folder.put_bytes(&format!("content/{path}"), &bytes));
    theme.iter().for_each(|(path, text)| folder.put(path, text));
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    folder
}

/// The blocks of code that the reference names a file for.
fn files_of_the_reference() -> Vec<(String, String)> {
    let page = reference();
    let fences = page.split("\n```").skip(1).step_by(2);
    fences
        .filter_map(|fence| {
            let (info, text) = fence.split_once('\n')?;
            let (_, path) = info.split_once(' ')?;
            Some((path.to_owned(), format!("{text}\n")))
        })
        .collect()
}

#[test]
fn the_files_in_the_reference_make_a_theme() {
    let theme = files_of_the_reference();
    assert!(theme.len() >= 7, "{theme:?}");
    let folder = example_with(&theme);
    let notice = "<p>The Panel meets at the Guildhall again from June.</p>";
    let meeting = folder.page("police-and-crime-panel/2023-06-27/index.html");
    assert!(
        meeting.contains("<div><dt>Papers</dt><dd>4</dd></div>") && meeting.contains("Item by item"),
        "a block is changed, the rest stays"
    );
    for page in ["index.html", "police-and-crime-panel/2023-06-27/minutes/index.html", "404.html"] {
        let text = folder.page(page);
        assert!(text.contains(notice) && text.contains("About this record"), "{page} has the foot and what was added to it");
        assert!(text.contains("href=\"/theme/ours.css\""), "{page} has the stylesheet");
    }
    assert!(folder.page("police-and-crime-panel/2023-06-27/minutes/index.html").contains("/theme/paper.js"));
    assert!(folder.page("theme/ours.css").contains("--draft-band"));
}

#[test]
fn every_template_can_be_extended_block_by_block() {
    let blocks = |text: &str| text.matches("{% block main %}").count() > 0 || text.contains("{% extends");
    let extended = TEMPLATES.into_iter().map(panelpress::render::TemplatePage::file).filter(|file| {
        let (_, bytes) = BUILT_IN.iter().find(|(path, _)| *path == format!("templates/{file}")).unwrap();
        blocks(&String::from_utf8_lossy(bytes))
    });
    let extended: Vec<&str> = extended.collect();
    let theme: Vec<(String, String)> = extended
        .iter()
        .map(|file| {
            let text = format!(
                "{{% extends \"built-in/{file}\" %}}{{% block main %}}{{{{ super() }}}}<p>Added to {file}</p>{{% endblock main %}}"
            );
            (format!("themes/my-panel/templates/{file}"), text)
        })
        .collect();
    let site: String = example_with(&theme)
        .site()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let missing: Vec<&&str> = extended.iter().filter(|file| !site.contains(&format!("<p>Added to {file}</p>"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(extended.len() + 1 >= TEMPLATES.len(), "only the redirect has no blocks");
}

/// The reference itself is compared with what the program prints, in `example`: so an example that stands there was rendered.
#[test]
fn every_template_field_component_and_filter_has_an_example() {
    let page = reference();
    let without: Vec<&str> = page.lines().filter(|line| line.contains("none on this site")).collect();
    assert!(without.is_empty(), "{}", without.join("\n"));
    assert_eq!(page.matches("The examples are from `/").count(), TEMPLATES.len(), "every template has a page");
    let faults: Vec<&str> = page.lines().filter(|line| line.contains("a fault that ends the build") && !line.contains("throw")).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let components = page.split("\n## Components\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    for component in components.split("\n### ").skip(1) {
        let (name, rest) = component.split_once('\n').unwrap();
        assert!(rest.contains("it prints this."), "{name} has no example");
        assert!(!rest.trim_start().starts_with("Arguments"), "{name} does not say what it prints: {{\"about\": \"…\"}}");
    }
    let used = BUILT_IN.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    for text in used {
        for filter in text.split(" | ").skip(1) {
            let name: String = filter.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(page.contains(&format!("\n| `{name}` |")), "the filter {name} is not listed");
        }
    }
}

#[test]
fn every_class_in_the_text_of_papers_is_in_the_reference() {
    let page = reference();
    let known = |class: &str| {
        let family = class.split_once('-').map(|(family, _)| format!("\n| `{family}-…` |"));
        page.contains(&format!("\n| `{class}` |")) || family.is_some_and(|family| page.contains(&family))
    };
    let mut unknown = BTreeSet::new();
    let frame = "<main>{{ paper.html | safe }}</main>".to_owned();
    let site = example_with(&[("themes/my-panel/templates/paper.html".to_owned(), frame)]).site();
    for text in site.into_values().filter(|bytes| bytes.starts_with(b"<main>")) {
        let text = String::from_utf8(text).unwrap();
        for tag in text.split('<').filter_map(|tag| tag.split('>').next()) {
            let classes = tag.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
            unknown.extend(classes.split_whitespace().filter(|class| !known(class)).map(str::to_owned));
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn components_see_only_their_arguments_and_take_the_place_of_built_in_ones() {
    let folder = Folder::with(&[
        ("panelpress.toml", "theme = \"ours\"\n"),
        ("content/parks-panel/2026-03-12/minutes.md", "# Minutes\n\n1. Opened at 2pm.\n"),
        ("themes/ours/templates/any.html", "{% component way_item(way) %}<li>Way: {{ way.title }}</li>{% endcomponent way_item %}"),
    ]);
    assert_eq!(folder.build().status, 0);
    assert!(folder.page("papers/index.html").contains("<li>Way: Minutes</li>"));
    folder.put("themes/ours/templates/any.html", "{% component way_item(way) %}{{ site.title }}{% endcomponent way_item %}");
    let ran = folder.build();
    assert!(ran.status == 2 && ran.err.contains("`site` is not defined"), "{}", ran.err);
}
