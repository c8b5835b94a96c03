//! The page of every rule: its bad example is found by that rule and by no other, its good example by none.

use std::collections::BTreeSet;

use panelpress::RULES;

use crate::site::{Folder, panelpress, project, verbatim};

/// What can be found only in a finished page needs a build.
const OF_BUILDS: [&str; 5] = ["template-error", "broken-page-link", "duplicate-id", "withheld-text-leaked", "theme-contract"];

#[test]
fn every_rule_finds_its_bad_example_and_not_its_good_one() {
    let mut wrong = Vec::new();
    for rule in RULES.iter() {
        let (bad, good) = rule.page.split_once("\nGood:\n").unwrap_or_else(|| panic!("{} has no good example", rule.name));
        let bad = bad.split_once("\nBad:\n").unwrap_or_else(|| panic!("{} has no bad example", rule.name)).1;
        let found = found(rule.name, bad);
        if found != BTreeSet::from([rule.name.to_owned()]) {
            wrong.push(format!("{}: the bad example is found by {found:?}", rule.name));
        }
        let found = self::found(rule.name, good);
        if !found.is_empty() {
            wrong.push(format!("{}: the good example is found by {found:?}", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of the rules that find something in an example: a paper by itself, or a site where its fences name files.
fn found(rule: &str, example: &str) -> BTreeSet<String> {
    let files = files(example);
    assert!(!files.is_empty(), "{rule} has an example without a paper");
    let folder = Folder::with(&[]);
    files.iter().for_each(|(path, text)| folder.put(path.as_deref().unwrap_or("paper.md"), text));
    if OF_BUILDS.contains(&rule) {
        let ran = folder.build_with(&["--advice"]);
        return ran.err.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned())).collect();
    }
    let alone = files.iter().all(|(path, _)| path.is_none());
    let path = if alone { folder.path().join("paper.md") } else { folder.path().to_owned() };
    let ran = verbatim(&["check", path.to_str().unwrap(), "--advice", "--format", "json", "--today", "2026-11-22"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{rule}: {error}\n{}{}", ran.out, ran.err));
    told["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

/// The fenced texts of an example, with the files they are.
fn files(example: &str) -> Vec<(Option<String>, String)> {
    let mut files: Vec<(Option<String>, String)> = Vec::new();
    let mut open = false;
    for line in example.lines() {
        match line.strip_prefix("~~~") {
            Some(info) if !open => {
                files.push((info.split_once(" file=").map(|(_, path)| path.trim().to_owned()), String::new()));
                open = true;
            }
            Some(_) => open = false,
            None if open => files.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            None => {}
        }
    }
    files
}

/// The page of the site that describes the rules is what the program prints. `UPDATE_EXPECTED=1 cargo test` writes it anew.
#[test]
fn the_page_of_all_rules_is_what_the_program_prints() {
    let printed = verbatim(&["explain", "--all"]).out;
    let path = project().join("content/docs/rules.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(page == printed, "run with UPDATE_EXPECTED=1");
}

#[test]
fn a_rule_is_explained_by_its_name() {
    let ran = panelpress(&["explain", "broken-link"]);
    assert!(ran.status == 0 && ran.out.starts_with("broken-link (error)") && ran.out.contains("Good:"), "{}", ran.out);
    let ran = panelpress(&["explain", "broken-lnik"]);
    assert!(ran.status == 2 && ran.err.contains("broken-link"), "{}", ran.err);
    assert!(panelpress(&["explain"]).out.lines().count() == RULES.len());
}
