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

/// The reference is made from the types, with examples from the example site: a field that is renamed, or whose example no longer
/// comes out as it stands there, fails here. `UPDATE_EXPECTED=1 cargo test` writes it anew.
#[test]
fn the_theme_reference_is_what_the_types_and_the_example_say() {
    let print = || {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_panelpress"))
            .args(["theme", "reference", project().to_str().unwrap(), "--today", "2026-11-22"])
            .output()
            .unwrap();
        assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
        String::from_utf8(program.stdout).unwrap()
    };
    let mut printed = print();
    let path = project().join("content/docs/theme-reference.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        // The page is a paper of the site it takes its counts from: what it says anew may change them once more.
        for _ in 0..3 {
            std::fs::write(&path, &printed).unwrap();
            printed = print();
        }
    }
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    for template in panelpress::render::TEMPLATES {
        assert!(page.contains(&format!("### {}\n", template.file())), "{}", template.file());
    }
    let differs = page.lines().zip(printed.lines()).find(|(page, types)| page != types);
    assert!(page == printed, "run with UPDATE_EXPECTED=1: {differs:?}");
}

#[test]
fn the_example_builds_in_the_theme_for_embedding() {
    let folder = crate::site::Folder::with(&[("panelpress.toml", "title = \"Estermere\"\ntheme = \"embed\"\n")]);
    for part in ["content", "themes/embed"] {
        files(&project().join(part)).into_iter().for_each(|(path, bytes)| folder.put_bytes(&format!("{part}/{path}"), &bytes));
    }
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    let home = folder.page("index.html");
    assert!(!home.contains("<header") && !home.contains("<script") && home.contains("<main"), "it has its own frame");
}

/// Prose of the example, numbered, a heading every six paragraphs, as long as is asked for.
fn long_report(length: usize) -> String {
    let papers = files(&project().join("content")).into_iter().filter(|(path, _)| path.ends_with(".md") && !path.starts_with("docs"));
    let prose = papers.flat_map(|(_, bytes)| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let bare = text.lines().map(|line| line.trim_start_matches(|c: char| !c.is_alphabetic()));
        bare.filter(|line| line.len() > 200 && !line.contains(['|', '<', '#'])).map(str::to_owned).collect::<Vec<_>>()
    });
    let mut report = "# Report\n".to_owned();
    for (place, paragraph) in prose.enumerate() {
        if place % 6 == 0 {
            report.push_str(&format!("\n## {}\n", paragraph.split(' ').take(4).collect::<Vec<_>>().join(" ")));
        }
        report.push_str(&format!("\n{}. {paragraph}\n", place + 1));
        if report.len() >= length {
            return report;
        }
    }
    panic!("the example has only {} bytes of prose", report.len());
}

#[test]
fn a_long_report_is_small_on_the_wire() {
    let report = long_report(30_000);
    let folder = crate::site::Folder::with(&[("content/parks-panel/2026-06-08/report.md", &report)]);
    assert!(folder.build().status < 2);
    let page = folder.page("parks-panel/2026-06-08/report/index.html");
    assert!(page.contains("class=\"contents\"") && page.contains("id=\"p40\"") && !page.contains("figures.css"));
    let packed = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap().len()
    };
    let sheet = folder.page("theme/style.css");
    let (plain, packed) = (page.len() + sheet.len(), packed(&page) + packed(&sheet));
    assert!(plain < 60_000 && packed < 20_000, "{plain} bytes, {packed} packed");
}

#[derive(serde::Deserialize)]
struct Planted {
    fault: Vec<Fault>,
}

#[derive(serde::Deserialize)]
struct Fault {
    rule: String,
    file: String,
    line: u64,
}

/// What the list says is found where it says, and nothing else is found at all, advice included.
#[test]
fn exactly_the_planted_faults_are_found() {
    let list = std::fs::read_to_string(project().join("tests/planted.toml")).unwrap();
    let planted: Planted = toml::from_str(&list).unwrap();
    let site = project().to_str().unwrap().replace('\\', "/");
    let ran = crate::site::verbatim(&["check", &site, "--advice", "--format", "json", "--today", "2026-11-22"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let file = |finding: &serde_json::Value| finding["file"].as_str().unwrap().trim_start_matches(&site).trim_start_matches('/').to_owned();
    let meets = |finding: &serde_json::Value, fault: &Fault| {
        let lines = finding["line"].as_u64().unwrap()..=finding["end_line"].as_u64().unwrap();
        finding["rule"] == fault.rule.as_str() && file(finding) == fault.file && lines.contains(&fault.line)
    };
    let missed = planted.fault.iter().filter(|fault| !findings.iter().any(|finding| meets(finding, fault)));
    let missed: Vec<String> = missed.map(|fault| format!("not found: {} {}:{}", fault.rule, fault.file, fault.line)).collect();
    let wrong = findings.iter().filter(|finding| !planted.fault.iter().any(|fault| meets(finding, fault)));
    let wrong: Vec<String> = wrong.map(|finding| format!("found: {} {}:{}", finding["rule"], file(finding), finding["line"])).collect();
    assert!(missed.is_empty() && wrong.is_empty(), "{}\n{}", missed.join("\n"), wrong.join("\n"));
}
