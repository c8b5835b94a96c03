//! `panelpress check`: what it reads, what it prints, what it mends, how it ends.

use crate::site::{Folder, panelpress, verbatim};

const MINUTES: &str =
    "# Parks Panel\n\n12 March 2026\n\n## Present\n\nAmara Ash – Chair\n\n## Benches\n\n1. There are forty; see [the map](map.md).\n";

fn check(folder: &Folder, more: &[&str]) -> crate::site::Ran {
    let path = folder.path().to_str().unwrap().to_owned();
    let mut arguments = vec!["check", path.as_str(), "--today", "2026-11-22"];
    arguments.extend(more);
    verbatim(&arguments)
}

#[test]
fn the_exit_status_tells_errors_from_warnings_from_failure() {
    let folder = Folder::with(&[("content/parks-panel/2026-03-12/minutes.md", MINUTES)]);
    let ran = check(&folder, &[]);
    assert!(ran.status == 1 && ran.out.contains("[broken-link]") && ran.out.contains("1 paper: 1 error"), "{}", ran.out);
    folder.put("panelpress.toml", "[rules]\nbroken-link = \"warning\"\n");
    assert_eq!((check(&folder, &[]).status, check(&folder, &["--strict"]).status), (0, 1));
    folder.put("panelpress.toml", "[rules]\nbroken-link = \"off\"\n");
    assert_eq!(check(&folder, &["--strict"]).status, 0);
    assert_eq!(check(&folder, &["--rule", "broken-lnik"]).status, 2);
    assert_eq!(panelpress(&["check", "no-such-file.md"]).status, 2);
}

#[test]
fn files_are_read_together_and_one_of_a_site_with_its_site() {
    let folder = Folder::with(&[
        ("panelpress.toml", "title = \"Parks\"\n"),
        ("content/parks-panel/2026-03-12/minutes.md", MINUTES),
        ("content/parks-panel/2026-03-12/other.md", "# Other\n\n[nowhere](nowhere.md)\n"),
    ]);
    let path = folder.path().join("content/parks-panel/2026-03-12/minutes.md");
    let ran = panelpress(&["check", path.to_str().unwrap()]);
    assert!(ran.out.contains("map.md") && !ran.out.contains("nowhere"), "{}", ran.out);
    folder.put("loose.txt", "Parks Panel\n\nMinutes of 12 March 2026\n\n10.30pm\n\nPresent\n\nAmara Ash – Chair\n");
    let loose = folder.path().join("loose.txt");
    let ran = panelpress(&["check", loose.to_str().unwrap(), "--format", "json"]);
    assert!(ran.out.contains("implausible-time") && ran.out.contains("loose.txt"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_finding_is_accepted_where_it_stands_with_a_reason() {
    let folder = Folder::with(&[("content/parks-panel/2026-03-12/minutes.md", MINUTES)]);
    let accepted = MINUTES.replace("1. There", "<!-- accept broken-link: the map comes in May -->\n\n1. There");
    folder.put("content/parks-panel/2026-03-12/minutes.md", &accepted);
    let ran = check(&folder, &["--strict"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert_eq!(folder.build_with(&["--strict"]).status, 0);
    folder.put("content/parks-panel/2026-03-12/minutes.md", &accepted.replace(": the map comes in May", ""));
    let ran = check(&folder, &[]);
    assert!(ran.out.contains("without a reason") && ran.out.contains("[broken-link]"), "{}", ran.out);
    let front = "+++\naccept = [{ rule = \"broken-link\", text = \"forty\", reason = \"the map comes in May\" }]\n+++\n";
    folder.put("content/parks-panel/2026-03-12/minutes.md", &format!("{front}{MINUTES}"));
    assert_eq!(check(&folder, &["--strict"]).status, 0);
    folder.put("content/parks-panel/2026-03-12/minutes.md", &format!("{}{MINUTES}", front.replace("forty", "fifty")));
    let ran = check(&folder, &[]);
    assert!(ran.out.contains("[unused-acceptance]") && ran.out.contains("minutes.md:2"), "{}", ran.out);
}

#[test]
fn programs_get_json_sarif_and_annotations() {
    let folder = Folder::with(&[("content/parks-panel/2026-03-12/minutes.md", MINUTES)]);
    let told: serde_json::Value = serde_json::from_str(&check(&folder, &["--format", "json"]).out).unwrap();
    let finding = &told["findings"][0];
    assert_eq!(
        (&told["version"], &finding["rule"], &finding["line"], &finding["column"]),
        (&1.into(), &"broken-link".into(), &11.into(), &25.into())
    );
    assert_eq!((&finding["end_line"], &finding["end_column"], &finding["fix"]), (&11.into(), &42.into(), &serde_json::Value::Null));
    let sarif: serde_json::Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).out).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&sarif["version"], &result["ruleId"], &result["level"]), (&"2.1.0".into(), &"broken-link".into(), &"error".into()));
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 11);
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"], "broken-link");
    let annotations = check(&folder, &["--format", "github"]).out;
    assert!(annotations.starts_with("::error file=") && annotations.contains("line=11,endLine=11,col=25"), "{annotations}");
}

#[test]
fn what_is_mended_keeps_every_word_and_is_its_own_fixed_point() {
    let before = "Parks Panel\r\n\r\n12 March 2026\r\n\r\nBenches\r\n\r\n- 1. Wooden benches** – There are forty .\r\n";
    let folder = Folder::with(&[("paper.md", before)]);
    let path = folder.path().join("paper.md");
    let text = || std::fs::read_to_string(&path).unwrap();
    let dry = check(&folder, &["--fix", "--dry-run"]);
    assert!(text() == before && dry.out.contains("**Wooden benches**"), "{}", dry.out);
    check(&folder, &["--fix"]);
    let after = text();
    assert!(after.contains("- 1. **Wooden benches** – There are forty.\r\n"), "{after}");
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(words(&after), words(before));
    check(&folder, &["--fix"]);
    assert_eq!(text(), after);
}
