//! The example site: every shape the field uses stands in it, and it builds without an error.

use std::collections::BTreeMap;

use crate::site::{files, panelpress, project};

#[derive(serde::Deserialize)]
struct Shapes {
    shape: Vec<Shape>,
}

#[derive(serde::Deserialize)]
struct Shape {
    name: String,
    file: String,
    line: usize,
    text: String,
}

#[test]
fn every_shape_stands_where_the_list_says() {
    let list = std::fs::read_to_string(project().join("tests/shapes.toml")).unwrap();
    let shapes: Shapes = toml::from_str(&list).unwrap();
    assert!(shapes.shape.len() >= 100, "only {} shapes", shapes.shape.len());
    let content = files(&project().join("content"));
    let mut wrong = Vec::new();
    for shape in &shapes.shape {
        let path = shape.file.trim_start_matches("content/");
        let text = content
            .get(path)
            .map(|bytes| panelpress::source::Source::from_bytes(path, bytes.clone()).text().to_owned())
            .unwrap_or_default();
        let line = text.lines().nth(shape.line - 1).unwrap_or_default();
        if !line.contains(shape.text.trim_end_matches(['\r', '\n'])) {
            wrong.push(format!("{} is not on {path}:{}", shape.name, shape.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_example_builds_twice_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let build = |name: &str| -> BTreeMap<String, Vec<u8>> {
        let output = folder.path().join(name);
        let ran = panelpress(&["build", project().to_str().unwrap(), "--output", output.to_str().unwrap(), "--today", "2026-11-22"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        files(&output)
    };
    let (one, other) = (build("one"), build("other"));
    assert!(one.len() > 100);
    assert!(one == other, "two builds differ");
}
