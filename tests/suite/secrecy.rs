//! What may not be seen is in no byte of the site.

use std::collections::BTreeMap;

use crate::site::Folder;

const AGENDA: &str = "# Parks Panel\n\nAgenda\n\n12 March 2026\n\n1. Apologies\n2. Exempt report\n";
const SECRET: &str = "# Settlement of the Harker claim\n\nParks Panel\n\n12 March 2026\n\n1. The claimant Augustina Harker accepts ninety thousand \
                      pounds in full and final settlement of every matter between the parties.\n\n![](quokka-map.svg)\n";

fn site(more: &[(&str, &str)]) -> Folder {
    let report = ("content/parks-panel/2026-03-12/benches.md", "# Benches\n\n12 March 2026\n\n1. To count benches.\n");
    let mut files =
        vec![report, ("panelpress.toml", "base_url = \"https://example.org\"\n"), ("content/parks-panel/2026-03-12/agenda.md", AGENDA)];
    files.extend(more);
    Folder::with(&files)
}

fn secret(front: &str) -> String {
    format!(
        "+++\ntitle = \"Harker settlement\"\nsummary = \"Augustina Harker is paid\"\nsubjects = [\"quokka litigation\"]\n{front}\n+++\n{SECRET}"
    )
}

const PATH: &str = "content/parks-panel/2026-03-12/harker-claim.md";
const MAP: (&str, &str) =
    ("content/parks-panel/2026-03-12/quokka-map.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>quokka</title></svg>");

fn assert_no_trace(site: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in site {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["harker", "augustina", "ninety thousand", "quokka", "settlement"] {
            assert!(!path.to_lowercase().contains(word) && !text.contains(word), "{word} in {path}");
        }
    }
}

#[test]
fn held_and_embargoed_papers_leave_no_trace() {
    let without = site(&[]);
    assert_eq!(without.build().status, 0);
    for front in ["hold = true", "publish_on = 2026-11-23", "hold = true\nwithheld = { paragraph = \"3\" }"] {
        let with = site(&[(PATH, &secret(front)), MAP]);
        assert_eq!(with.build().status, 0);
        assert_eq!(with.site(), without.site(), "{front}");
    }
}

#[test]
fn an_embargo_ends_on_its_day() {
    let with = site(&[(PATH, &secret("publish_on = 2026-11-23")), MAP]);
    with.build();
    assert_no_trace(&with.site());
    assert_eq!(with.build_with(&["--today", "2026-11-23"]).status, 0);
    assert!(with.page("parks-panel/2026-03-12/harker-claim/index.html").contains("ninety thousand"));
    assert!(with.site().contains_key("parks-panel/2026-03-12/quokka-map.svg"));
    // And a paper that is held after all disappears again, with all that names it.
    with.put(PATH, &secret("hold = true"));
    with.build();
    assert_no_trace(&with.site());
}

#[test]
fn a_withheld_paper_has_a_stub_and_nothing_else() {
    let front = "withheld = { paragraph = \"3\", reason = \"Information about the affairs of a person\", review_on = 2027-03-12 }";
    let with = site(&[(PATH, &secret(front)), MAP]);
    assert_eq!(with.build().status, 0);
    assert_no_trace(&with.site());
    let stub = with.page("parks-panel/2026-03-12/exempt-1/index.html");
    for word in ["Exempt report", "paragraph 3", "affairs of a person", "12 March 2027"] {
        assert!(stub.contains(word), "{word}");
    }
    // Outside the stub and its one entry at the meeting, the site is the same as without the paper.
    let without = site(&[]);
    without.build();
    let mut site = with.site();
    site.remove("parks-panel/2026-03-12/exempt-1/index.html");
    let meeting = "parks-panel/2026-03-12/index.html";
    let page = String::from_utf8(site[meeting].clone()).unwrap();
    let entry = page.find("exempt-1").expect("the meeting lists the stub");
    let start = page[..entry].rfind("<li").unwrap();
    let end = start + page[start..].find("</li>\n").unwrap() + "</li>\n".len();
    site.insert(meeting.to_owned(), [&page.as_bytes()[..start], &page.as_bytes()[end..]].concat());
    let others = without.site();
    let different: Vec<&String> = others.keys().chain(site.keys()).filter(|path| site.get(*path) != others.get(*path)).collect();
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn the_site_says_the_same_whatever_a_withheld_paper_says() {
    let front = "withheld = { paragraph = \"3\" }";
    let one = site(&[(PATH, &secret(front))]);
    let other = site(&[("content/parks-panel/2026-03-12/another-name.md", &format!("+++\n{front}\n+++\n# Other words\n\nentirely.\n"))]);
    one.build();
    other.build();
    assert_eq!(one.site(), other.site());
}

#[test]
fn a_link_to_a_hidden_paper_is_plain_words_and_an_error() {
    let with = site(&[
        (PATH, &secret("hold = true")),
        ("content/parks-panel/2026-03-12/note.md", "# Note\n\n12 March 2026\n\nSee [the other paper](harker-claim.md#p1).\n"),
    ]);
    let ran = with.build();
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("broken-link"), "{}", ran.err);
    let note = with.page("parks-panel/2026-03-12/note/index.html");
    assert!(note.contains("See the other paper.") && !note.contains("harker"));
}

#[test]
fn a_mistyped_key_never_publishes() {
    let mistyped = [
        "publish-on = 2030-01-01",
        "publish_onn = 2030-01-01",
        "withold = { paragraph = \"3\" }",
        "publish_on = \"soon\"",
        "publish_on = 2030-02-30",
        "hold = \"yes\"",
        "draft = true",
        "hold = true\nhold = false",
        "this is = = no TOML",
        "hodl = true",
        "on_hold = true",
        "embargo_until = 2030-01-01",
        "not_for_publication = true",
        "withheld = { paragraf = \"3\" }",
    ];
    for front in mistyped {
        let with = site(&[(PATH, &secret(front)), MAP]);
        let ran = with.build();
        assert_eq!(ran.status, 1, "{front}: {}", ran.err);
        assert_no_trace(&with.site());
    }
    let unclosed = site(&[(PATH, &format!("+++\nhold = true\n{SECRET}"))]);
    assert_eq!(unclosed.build().status, 1);
    assert_no_trace(&unclosed.site());
}

#[test]
fn a_leak_stops_the_build_before_anything_is_written() {
    // A theme that prints what a paper held back says cannot get it from the site; a template that has the words in it can.
    let leak = "{% extends \"built-in/home.html\" %}{% block title %}The claimant Augustina Harker accepts ninety thousand pounds in full{% endblock title %}";
    let with = site(&[(PATH, &secret("hold = true")), ("themes/default/templates/home.html", leak)]);
    let ran = with.build();
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("withheld-text-leaked"), "{}", ran.err);
    assert!(with.site().is_empty());
}

#[test]
fn a_harmless_slip_keeps_the_paper() {
    for front in ["titel = \"x\"", "tags = [\"a\"]", "kind = \"Report\"", "item = 7", "authers = []"] {
        let with = site(&[("content/parks-panel/2026-03-12/note.md", &format!("+++\n{front}\n+++\n# Note\n\nThe words of the note.\n"))]);
        assert_eq!(with.build().status, 1, "{front}");
        assert!(with.page("parks-panel/2026-03-12/note/index.html").contains("The words of the note."), "{front}");
    }
}

#[test]
fn a_paper_that_says_it_is_not_public_is_held_back() {
    let texts = [
        format!("NOT FOR PUBLICATION\n\n{SECRET}"),
        format!("**Confidential**\n\n{SECRET}"),
        format!("Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A\n\n{SECRET}"),
        format!("—\nhold: true\n—\n{SECRET}"),
        format!("++++\nhold = true\n++++\n{SECRET}"),
        format!("# Harker\n\n+++\nwithheld = {{ paragraph = \"3\" }}\n+++\n{SECRET}"),
        format!("Parks Panel\n\nPublic part.\n\u{c}\nNOT FOR PUBLICATION - EXEMPT BY VIRTUE OF PARAGRAPH 7\n\n{SECRET}"),
    ];
    for text in texts {
        let with = site(&[(PATH, &text), MAP]);
        let ran = with.build();
        assert_eq!(ran.status, 1, "{text}");
        assert!(ran.err.contains("not published"), "{}", ran.err);
        assert_no_trace(&with.site());
    }
    let named = site(&[("content/parks-panel/2026-03-12/Item 6 EXEMPT Harker.md", SECRET)]);
    assert_eq!(named.build().status, 1);
    assert_no_trace(&named.site());
    let public = site(&[(PATH, &format!("+++\nhold = false\n+++\nNOT FOR PUBLICATION\n\n{SECRET}")), MAP]);
    assert_eq!(public.build().status, 0, "its author says that it is public after all");
}

#[test]
fn a_public_paper_that_has_a_secret_passage_is_told() {
    let minutes = "# Parks Panel\n\n12 March 2026\n\n1. It was agreed that the claimant Augustina Harker accepts ninety thousand pounds in full and \
                   final settlement of every matter between the parties.\n";
    let with = site(&[(PATH, &secret("hold = true")), ("content/parks-panel/2026-03-12/minutes.md", minutes)]);
    let ran = with.build();
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("withheld-text-quoted") && ran.err.contains("minutes.md:5:"), "{}", ran.err);
}

#[test]
fn words_that_every_paper_has_stop_no_build() {
    let tops = [
        "NOT FOR PUBLICATION\n\nParks Panel\n\n12 March 2026\n\nAgenda item 7\n",
        "Parks Panel\n",
        "12 March 2026\n",
        "PARKS PANEL\n12 MARCH 2026\n\nThis paper is exempt under paragraph 3 of Schedule 12A to the Local Government Act 1972.\n",
        "Report of the Clerk to the Chair and Members of the Parks Panel\n\n12 March 2026\n\nExempt report\n",
    ];
    for top in tops {
        let with = site(&[(PATH, &format!("+++\nwithheld = {{ paragraph = \"3\" }}\n+++\n{top}\n{SECRET}"))]);
        let ran = with.build();
        assert_eq!(ran.status, 0, "{top}\n{}", ran.err);
        assert_no_trace(&with.site());
    }
}

#[test]
fn a_hidden_paper_makes_no_body_of_its_folder() {
    let notes = ("content/misc/notes.md", "# Notes\n\nSome notes.\n");
    let with = site(&[notes, ("content/misc/2020-01-01/secret.md", &secret("hold = true"))]);
    let without = site(&[notes]);
    with.build();
    without.build();
    assert_eq!(with.site(), without.site());
}

#[test]
fn a_lost_manifest_does_not_keep_a_hidden_paper_public() {
    let with = site(&[(PATH, SECRET), MAP]);
    with.build();
    assert!(with.page("parks-panel/2026-03-12/harker-claim/index.html").contains("ninety thousand"));
    std::fs::remove_dir_all(with.path().join(".panelpress")).unwrap();
    with.put(PATH, &secret("hold = true"));
    with.build();
    let pages: std::collections::BTreeMap<String, Vec<u8>> = with.site().into_iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert_no_trace(&pages);
}

#[test]
fn front_matter_in_any_disguise_never_publishes() {
    let tops = [
        "+++ # toml\nhold = true\n+++",
        "--- # note\nhold: true\n---",
        "\u{feff}\u{feff}+++\nhold = true\n+++",
        "\u{200b}\n+++\nhold = true\n+++",
        "{ \"title\": \"x\",\n\"hold\": true }",
        "```toml\nhold = true\n```",
        "hold: true",
        "---\nmy title: x\nhold: true\n---",
        "- hold: true",
        "+++\n[extra]\nhold = true\n+++",
    ];
    for top in tops {
        let with = site(&[(PATH, &format!("{top}\n{SECRET}")), MAP]);
        assert!(with.build().status < 2, "{top}");
        assert_no_trace(&with.site());
    }
}
