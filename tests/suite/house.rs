//! What holds the house together: the order of modules, a purpose for every file, every template known.

use std::path::Path;

use crate::site::{files, project};

fn sources() -> Vec<(String, String)> {
    let rust = files(&project().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(project().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned)).collect()
}

#[test]
fn a_module_uses_only_those_before_it() {
    let order = order();
    assert!(order.len() > 8, "{order:?}");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let Some(own_place) = place(&own) else { continue };
        for (number, line) in text.lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if place(&name).is_some_and(|used| used > own_place) {
                    wrong.push(format!("src/{path}:{} uses {name}, which comes after {own}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_turns_into_what() {
    let silent: Vec<String> = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "files without //! at their top: {silent:?}");
}

#[test]
fn nothing_is_left_to_do_and_nothing_panics_by_unwrap() {
    for (path, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in ["todo!", "unimplemented!", "FIXME", ".unwrap()"] {
            assert!(!code.contains(word) || path.ends_with("tests.rs"), "{word} in src/{path}");
        }
    }
}

#[test]
fn the_built_in_theme_is_the_folder() {
    let folder = files(&project().join("themes/default"));
    let names: Vec<&str> = folder.keys().map(String::as_str).collect();
    let mut built_in: Vec<&str> = panelpress::load::BUILT_IN.iter().map(|(path, _)| *path).collect();
    built_in.sort_unstable();
    assert_eq!(built_in, names);
}

#[test]
fn every_template_opens_with_its_purpose() {
    for (path, bytes) in files(&project().join("themes")).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8(bytes).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let purpose = first.strip_prefix("{#- ").and_then(|rest| rest.strip_suffix(". -#}"));
        assert!(purpose.is_some_and(|purpose| purpose.len() > 20), "{path} does not say its purpose in its first line: {first}");
    }
    for template in panelpress::render::TEMPLATES {
        let path = format!("templates/{}", template.file());
        assert!(panelpress::load::BUILT_IN.iter().any(|(known, _)| *known == path), "{path} is not built in");
    }
}

#[test]
fn every_rule_has_a_name_of_its_own_and_a_sentence() {
    let mut names: Vec<&str> = panelpress::RULES.iter().map(|rule| rule.name).collect();
    assert!(panelpress::RULES.iter().all(|rule| rule.summary.ends_with('.') && rule.summary.len() > 20));
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn the_starter_site_builds_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let site = site.to_str().unwrap();
    assert_eq!(crate::site::panelpress(&["init", site]).status, 0);
    let built = crate::site::panelpress(&["build", site, "--strict"]);
    assert_eq!(built.status, 0, "{}", built.err);
    assert!(Path::new(site).join("public/example-panel/2026-01-15/minutes/index.html").is_file());
    assert_eq!(crate::site::panelpress(&["init", site]).status, 2, "a folder with files in it is left alone");
    assert_eq!(crate::site::panelpress(&["new", "meeting", "example-panel", "2026-03-12", "--site", site]).status, 0);
    assert_eq!(crate::site::panelpress(&["new", "paper", "example-panel/2026-03-12", "Night Time Economy", "--site", site]).status, 0);
    assert_eq!(crate::site::panelpress(&["new", "paper", "example-panel/2026-03-12", "night-time-economy", "--site", site]).status, 2);
    assert_eq!(crate::site::panelpress(&["new", "paper", "example-panel/2026-13-12", "x", "--site", site]).status, 2);
    let again = crate::site::panelpress(&["build", site, "--strict"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(Path::new(site).join("public/example-panel/2026-03-12/night-time-economy/index.html").is_file());
}
