//! Building: what it prints, what it writes, what it leaves alone.

use crate::site::{Folder, panelpress};

const MINUTES: &str = "# Parks Panel\n\n12 March 2026\n\n## Present\n\nA. Ash – Chair\n\n## Benches\n\n1. Benches were discussed.\n";

fn small() -> Folder {
    Folder::with(&[("content/parks-panel/2026-03-12/minutes.md", MINUTES)])
}

#[test]
fn a_site_a_content_folder_and_a_bare_folder_all_build() {
    let page = "parks-panel/2026-03-12/minutes/index.html";
    let bare = Folder::with(&[("minutes.md", MINUTES)]);
    let with_content = small();
    let with_settings = small();
    with_settings.put("panelpress.toml", "title = \"Parks\"\n");
    for folder in [bare, with_content, with_settings] {
        let ran = folder.build();
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.out.starts_with("1 paper, ") && ran.out.contains("nothing to mend"), "{}", ran.out);
        assert!(folder.page(page).contains("id=\"p1\""));
    }
}

#[test]
fn exit_status_tells_errors_from_warnings_from_failure() {
    let folder = small();
    folder.put("content/parks-panel/2026-03-12/letter.md", "# A letter\n\nThe text of it stands here.\n---\n\nMore text.\n");
    assert_eq!(folder.build().status, 0, "a warning alone");
    assert_eq!(folder.build_with(&["--strict"]).status, 1);
    folder.put("content/parks-panel/2026-03-12/letter.md", "# A letter\n\n[nowhere](nowhere.md)\n");
    assert_eq!(folder.build().status, 1);
    assert_eq!(panelpress(&["build", "no-such-folder"]).status, 2);
    assert_eq!(panelpress(&["build", "--no-such-option"]).status, 2);
    assert_eq!(panelpress(&["--help"]).status, 0);
    let empty = Folder::with(&[("notes.txt", "no paper")]);
    let ran = empty.build();
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("there is no paper in"), "{}", ran.err);
}

#[test]
fn all_faults_of_a_run_are_told_with_file_line_and_the_nearest_key() {
    let folder = small();
    folder.put("content/parks-panel/_body.toml", "name = \"Parks Panel\"\nsuccesor = \"x\"\n");
    folder.put("content/parks-panel/2026-03-12/_meeting.toml", "start = \"25:00\"\nstatus = \"canceled\"\n");
    folder.put("content/parks-panel/2026-03-12/report.md", "+++\ntitel = \"Report\"\nitem = 7\n+++\n# Report\n");
    let ran = folder.build();
    assert_eq!(ran.status, 1);
    for said in [
        "parks-panel/_body.toml:2:1",
        "did you mean `successor`?",
        "parks-panel/2026-03-12/_meeting.toml:1",
        "cancelled",
        "parks-panel/2026-03-12/report.md:2:1",
        "did you mean `title`?",
        "report.md:3:",
        "^^^^^",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    let order: Vec<usize> = ["_meeting.toml:1", "_meeting.toml:2", "report.md:2", "report.md:3", "_body.toml:2"]
        .iter()
        .map(|place| ran.err.find(place).unwrap())
        .collect();
    assert!(order.is_sorted(), "{}", ran.err);
}

#[test]
fn faulty_settings_or_templates_change_nothing() {
    let folder = small();
    assert_eq!(folder.build().status, 0);
    let before = folder.site();
    folder.put("content/parks-panel/2026-03-12/report.md", "# Report\n\nNew words.\n");
    folder.put("panelpress.toml", "titel = \"Parks\"\nlanguage = 4\n");
    let ran = folder.build();
    assert_eq!((ran.status, folder.site() == before), (2, true), "{}", ran.err);
    assert!(ran.err.contains("panelpress.toml:1:1") && ran.err.contains("panelpress.toml:2:"), "{}", ran.err);
    folder.remove("panelpress.toml");
    folder.put(
        "themes/default/templates/paper.html",
        "{% extends \"base.html\" %}\n{% block main %}\n{{ paper.titel }}\n{% endblock main %}\n",
    );
    folder.put("themes/default/templates/home.html", "{% if x %}\n");
    folder.put("themes/default/templates/body.html", "{{ 1 + }}\n");
    let ran = folder.build();
    assert_eq!((ran.status, folder.site() == before), (2, true), "{}", ran.err);
    assert!(ran.err.contains("templates/home.html") && ran.err.contains("templates/body.html:1:"), "{}", ran.err);
    folder.remove("themes/default/templates/home.html");
    folder.remove("themes/default/templates/body.html");
    let ran = folder.build();
    assert_eq!((ran.status, folder.site() == before), (2, true), "{}", ran.err);
    assert!(ran.err.contains("themes/default/templates/paper.html:3:"), "{}", ran.err);
}

#[test]
fn a_theme_overrides_one_file_or_one_block() {
    let folder = small();
    folder.put("panelpress.toml", "theme = \"ours\"\n");
    folder.put(
        "themes/ours/templates/paper.html",
        "{% extends \"built-in/paper.html\" %}{% block footer %}<p>Our own foot</p>{% endblock footer %}",
    );
    folder.put("themes/ours/static/style.css", "body { color: red }");
    assert_eq!(folder.build().status, 0);
    assert!(folder.page("parks-panel/2026-03-12/minutes/index.html").contains("Our own foot"));
    assert!(!folder.page("index.html").contains("Our own foot"));
    assert_eq!(folder.page("theme/style.css"), "body { color: red }");
    folder.put("panelpress.toml", "theme = \"theirs\"\n");
    let ran = folder.build();
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("there is no theme \"theirs\"") && ran.err.contains("ours"), "{}", ran.err);
    folder.put("panelpress.toml", "theme = \"ours\"\n");
    folder.put("themes/ours/theme.toml", "contract = 99\n");
    assert_eq!(folder.build().status, 2);
}

#[test]
fn two_builds_give_the_same_bytes_and_the_second_writes_nothing() {
    let folder = small();
    folder.build();
    let before = folder.site();
    let page = folder.path().join("public/index.html");
    let modified = std::fs::metadata(&page).unwrap().modified().unwrap();
    folder.build();
    assert_eq!(folder.site(), before);
    assert_eq!(std::fs::metadata(&page).unwrap().modified().unwrap(), modified);
}

#[test]
fn what_is_no_longer_there_is_deleted_and_what_is_not_ours_stays() {
    let folder = small();
    folder.put("content/about.md", "# About\n");
    folder.build();
    folder.put("public/CNAME", "papers.example.org");
    folder.put("public/notes/mine.txt", "mine");
    folder.remove("content/about.md");
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    let site = folder.site();
    assert!(!site.contains_key("about/index.html") && site.contains_key("CNAME") && site.contains_key("notes/mine.txt"));
}

#[test]
fn a_foreign_folder_is_refused_with_a_sentence() {
    let folder = small();
    folder.put("elsewhere/thesis.doc", "years of work");
    let output = folder.path().join("elsewhere");
    let ran = folder.build_with(&["--output", output.to_str().unwrap()]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("thesis.doc") && ran.err.contains("--output"), "{}", ran.err);
    assert_eq!(crate::site::files(&output).len(), 1);
    let content = folder.path().join("content");
    assert_eq!(folder.build_with(&["--output", content.to_str().unwrap()]).status, 2, "the papers' own folder");
    assert_eq!(folder.build_with(&["--output", folder.path().to_str().unwrap()]).status, 2, "the folder above the papers");
}

#[test]
fn losing_the_manifest_does_not_lose_the_site() {
    let folder = small();
    folder.build();
    std::fs::remove_dir_all(folder.path().join(".panelpress")).unwrap();
    assert_eq!(folder.build().status, 0);
}

#[test]
fn two_sources_for_one_address_are_both_named_and_neither_is_lost() {
    let folder = small();
    folder.put("content/parks-panel/2026-03-12/Minutes.markdown", "# Parks Panel\n\nOther words.\n");
    let ran = folder.build();
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("address-collision") && ran.err.contains("Minutes.markdown") && ran.err.contains("minutes.md"), "{}", ran.err);
    let all: String = folder.site().into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(all.contains("Other words.") && all.contains("Benches were discussed."));
}

#[test]
fn links_lead_to_addresses_and_broken_ones_are_told() {
    let folder = small();
    folder.put(
        "content/parks-panel/2026-06-01/report.md",
        "# Report\n\n1. See [before](../2026-03-12/minutes.md#p1), [bad](../2026-03-12/minutes.md#p9), [gone](gone.md), [evil](javascript:alert(1)), [top](/parks-panel/2026-03-12/minutes/) and [map](map.pdf).\n",
    );
    folder.put("content/parks-panel/2026-06-01/map.pdf", "%PDF-1.4");
    folder.put("content/parks-panel/2026-06-01/unused.pdf", "%PDF-1.4");
    folder.put("panelpress.toml", "base_url = \"https://example.org/panel/\"\n");
    let ran = folder.build();
    assert_eq!(ran.status, 1);
    for said in ["broken-anchor", "did you mean #p1?", "broken-link", "gone.md", "unsafe-link", "unused.pdf"] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    let page = folder.page("parks-panel/2026-06-01/report/index.html");
    assert!(page.contains("href=\"/panel/parks-panel/2026-03-12/minutes/#p1\""));
    assert!(page.contains("href=\"/panel/parks-panel/2026-03-12/minutes/\""));
    assert!(page.contains("href=\"/panel/parks-panel/2026-06-01/map.pdf\""));
    assert!(!page.contains("javascript:") && page.contains("gone, evil,"));
    assert!(
        folder.site().contains_key("parks-panel/2026-06-01/map.pdf") && !folder.site().contains_key("parks-panel/2026-06-01/unused.pdf")
    );
    assert!(folder.page("sitemap.xml").contains("<loc>https://example.org/panel/parks-panel/2026-06-01/report/</loc>"));
    assert!(folder.page("robots.txt").contains("Sitemap: https://example.org/panel/sitemap.xml"));
}

#[test]
fn an_alias_leads_on() {
    let folder = small();
    folder.put("content/about.md", "+++\naliases = [\"/documents/about.pdf\", \"old/about\"]\n+++\n# About\n");
    assert_eq!(folder.build().status, 0);
    for path in ["documents/about.pdf/index.html", "old/about/index.html"] {
        assert!(folder.page(path).contains("url=/about/"), "{path}");
    }
    folder.put("content/other.md", "+++\naliases = [\"/about/\"]\n+++\n# Other\n");
    assert_eq!(folder.build().status, 1, "an alias may not take the place of a page");
}

#[test]
fn a_pack_gets_a_page_a_paper_and_a_contents_page() {
    let folder = Folder::with(&[(
        "pack.md",
        "Parks Panel\n\n12 March 2026\n\nAgenda\n\n1. Benches\n\n\n\n\nParks Panel\n\n12 March 2026\n\nBenches\n\nPurpose of the report\n\n1. To count benches.\n",
    )]);
    assert_eq!(folder.build().status, 0);
    let base = "parks-panel/2026-03-12/pack";
    assert!(folder.page(&format!("{base}/index.html")).contains(&format!("/{base}/2/")));
    assert!(folder.page(&format!("{base}/1/index.html")).contains("Agenda"));
    assert!(folder.page(&format!("{base}/2/index.html")).contains("To count benches."));
}

#[test]
fn cancelled_postponed_and_joint_meetings_say_so() {
    let folder = small();
    folder.put("content/parks-panel/2026-05-01/_meeting.toml", "status = \"cancelled\"\nreason = \"The hall was flooded.\"\n");
    folder.put("content/parks-panel/2026-06-01/_meeting.toml", "status = \"postponed\"\npostponed_to = 2026-06-08\n");
    folder.put("content/parks-panel/2026-06-08/_meeting.toml", "joint_with = [\"roads-panel\"]\n");
    folder.put("content/roads-panel/_body.toml", "name = \"Roads Panel\"\nend = 2026-07-01\nsuccessor = \"parks-panel\"\n");
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(folder.page("parks-panel/2026-05-01/index.html").contains("The hall was flooded."));
    assert!(folder.page("parks-panel/2026-06-01/index.html").contains("href=\"/parks-panel/2026-06-08/\""));
    assert!(folder.page("roads-panel/index.html").contains("/parks-panel/2026-06-08/"), "a joint meeting is on both bodies' pages");
    assert!(folder.page("roads-panel/index.html").contains("1 July 2026"));
}

#[test]
fn a_row_of_an_agenda_leads_to_itself_and_an_address_shown_is_not_said_twice() {
    let folder = small();
    let agenda = "# Agenda\n\n| Item | Title |\n|---|---|\n| **7.** | Trees |\n| 8 | Write to clerk@example.org |\n";
    folder.put("content/parks-panel/2026-06-08/agenda.md", agenda);
    assert_eq!(folder.build().status, 0);
    let page = folder.page("parks-panel/2026-06-08/agenda/index.html");
    assert!(page.contains("<tr id=\"p7\"><td><strong><a class=\"number\" href=\"#p7\">7.</a></strong></td>"), "{page}");
    assert!(page.contains("<a class=\"number\" href=\"#p8\">8</a></td>"));
    assert!(page.contains("<a class=\"bare\" href=\"mailto:clerk@example.org\">"));
}

#[test]
fn papers_lead_on_within_their_meeting_and_say_their_language() {
    let folder = small();
    for (name, words) in [("agenda", "# Agenda\n"), ("minutes", "# Minutes\n"), ("coed", "+++\nlanguage = \"cy\"\n+++\n# Y coed\n")] {
        folder.put(&format!("content/parks-panel/2026-06-08/{name}.md"), words);
    }
    folder.put("content/roads-panel/_body.toml", "end = 2026-07-01\n");
    folder.put("themes/ours/templates/bodies.html", "{% for body in bodies %}{{ body.title }}: {{ body.ended }}; {% endfor %}");
    folder.put("panelpress.toml", "theme = \"ours\"\n");
    assert_eq!(folder.build().status, 0);
    let minutes = folder.page("parks-panel/2026-06-08/minutes/index.html");
    assert!(minutes.contains("<a rel=\"prev\" href=\"/parks-panel/2026-06-08/agenda/\">"), "{minutes}");
    assert!(minutes.contains("<span class=\"words\" lang=\"cy\">Y coed</span>"));
    assert!(folder.page("parks-panel/2026-06-08/index.html").contains(" lang=\"cy\">Y coed</a>"));
    assert!(folder.page("bodies/index.html").contains("Roads panel: true;"), "{}", folder.page("bodies/index.html"));
}

#[test]
fn code_and_figures_are_shown_and_the_sheet_for_them_is_linked_only_there() {
    let folder = small();
    folder.put("content/about.md", "# About\n\n```rust\nfn main() {}\n```\n\n```csv chart=bar caption=\"Benches\"\nPark,Benches\nNorth,4\nSouth,6\n```\n\n![Trees](trees.csv \"chart=line\")\n");
    folder.put("content/trees.csv", "Year,Trees\n2024,10\n2025,12\n");
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = folder.page("about/index.html");
    for part in ["syntax-", "<svg", "<caption>Benches</caption>", "<caption>Trees</caption>", "theme/code.css", "theme/figures.css"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!folder.page("index.html").contains("code.css"));
}

#[test]
fn hostile_html_is_made_safe_and_its_words_stay() {
    let folder = small();
    folder.put("content/about.md", "# About\n\n<script>alert('hello words')</script>\n\n<img src=x onerror=alert(1)> text <Name of clerk> <b onclick=\"x()\">bold\n\n<iframe src=\"https://evil.example\"></iframe> after\n");
    assert!(folder.build().status < 2);
    let page = folder.page("about/index.html");
    for word in ["<script>alert", "onerror", "onclick", "<iframe"] {
        assert!(!page.contains(word), "{word}");
    }
    for word in ["hello words", "text", "Name of clerk", "bold", "after"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn schemas_completions_and_themes_are_printed() {
    for name in ["settings", "front-matter", "body", "meeting", "people", "glossary", "actions", "theme"] {
        let ran = panelpress(&["schema", name]);
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("\"$schema\"") && ran.out.contains("additionalProperties"), "{name}");
    }
    assert!(panelpress(&["completions", "bash"]).out.contains("panelpress"));
    let folder = small();
    let site = folder.path().to_str().unwrap();
    assert_eq!(panelpress(&["theme", "eject", "ours", "templates/meeting.html", "--site", site]).status, 0);
    assert!(folder.path().join("themes/ours/templates/meeting.html").is_file());
    assert_eq!(panelpress(&["theme", "eject", "ours", "templates/meeting.html", "--site", site]).status, 2, "it is there already");
    assert_eq!(panelpress(&["theme", "eject", "ours", "templates/none.html", "--site", site]).status, 2);
}

#[test]
fn any_bytes_make_a_page_and_no_panic() {
    let folder = small();
    folder.put_bytes("content/odd/latin.md", b"# Caf\xe9 \x96 report\n\nWords.\n");
    folder.put_bytes("content/odd/empty.md", b"");
    folder.put_bytes("content/odd/nul.md", b"a\0b\n\n\x0c\x0c\n# \n- \n1.\n|\n");
    folder.put("content/odd/deep.md", &format!("{}deep words\n", "> ".repeat(3000)));
    folder.put("content/odd/lists.md", &format!("{}deep words\n", "- ".repeat(3000)));
    folder.put("content/odd/long.md", &"word ".repeat(200_000));
    folder.put("content/odd/tabs.md", &format!("{}tabbed\n", "\t".repeat(5000)));
    folder.put("content/odd/marks.md", &format!("{}x\n", "~~a *b ".repeat(4000)));
    folder.put("content/odd/closed.md", &format!("{}{}\n", "*a _b ".repeat(4000), "b_ a* ".repeat(4000)));
    folder.put("content/odd/images.md", &format!("{}x{}\n", "![".repeat(6000), "](a)".repeat(6000)));
    folder.put("content/odd/notes.md", &format!("{}x\n", "> [^a]: ".repeat(3000)));
    folder.put("content/odd/stars.md", &format!("{0}word{0}\n", "*".repeat(20_000)));
    folder.put("content/odd/brackets.md", &format!("{}x{}\n", "[".repeat(20_000), "](y)".repeat(20_000)));
    let ran = folder.build();
    assert!(ran.status < 2, "{}", ran.err);
    assert!(folder.page("odd/latin/index.html").contains("Café – report"));
    for name in ["deep", "lists"] {
        assert!(folder.page(&format!("odd/{name}/index.html")).contains("deep words"));
    }
    assert!(folder.page("odd/tabs/index.html").contains("tabbed"));
}

#[test]
fn nothing_may_take_the_place_of_the_sites_own_files() {
    let folder = small();
    folder.put("content/robots.txt", "Disallow: /");
    folder.put("content/theme/style.css", "body {}");
    folder.put("content/parks-panel/2026-03-12/index.html", "<p>mine</p>");
    folder.put(
        "content/parks-panel/2026-03-12/note.md",
        "+++\naliases = [\"/robots.txt\", \"/theme/style.css\", \"/x/../y/\", \"/.git/config\", \"/old\", \"/OLD\"]\n+++\n# Note\n\n[a](../../robots.txt) [b](../../theme/style.css) [c](index.html)\n",
    );
    let ran = folder.build();
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.matches("address-collision").count() >= 8, "{}", ran.err);
    assert!(folder.page("robots.txt").contains("Allow: /") && !folder.page("theme/style.css").starts_with("body {}"));
    assert!(folder.page("parks-panel/2026-03-12/index.html").contains("generator"));
}

#[test]
fn words_beyond_a_table_and_after_an_open_comment_stay() {
    let folder = small();
    folder.put("content/about.md", "# About\n\n| A | B |\n|---|---|\n| one | two | THREE |\n\n<!-- never closed\n\nwords after it\n");
    folder.build();
    let page = folder.page("about/index.html");
    assert!(page.contains("THREE") && page.contains("never closed") && page.contains("words after it"), "{page}");
}

#[test]
fn headings_and_notes_never_share_an_id_with_the_page() {
    let folder = small();
    folder.put(
        "content/about.md",
        "# About\n\n## Contents\n\nText[^a.b] and[^a-b] and again[^a.b].\n\n## Main\n\nText.\n\n## Appendices\n\nText.\n\n[^a.b]: One\n\n[^a-b]: 1. Two\n",
    );
    let ran = folder.build_with(&["--strict"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[test]
fn titles_are_the_words_of_their_heading() {
    let folder = small();
    let cases = [
        ("a", "# A Plan for **Rural** [Roads](b.md) & `more`", "A Plan for Rural Roads &amp; more"),
        ("b", "# 2019 Annual Report", "2019 Annual Report"),
        ("c", "# 101 Calls: How Long", "101 Calls: How Long"),
    ];
    for (name, text, _) in cases {
        folder.put(&format!("content/{name}.md"), &format!("{text}\n\nText of the page.\n"));
    }
    assert_eq!(folder.build().status, 0);
    for (name, _, title) in cases {
        let page = folder.page(&format!("{name}/index.html"));
        let heading = page.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
        assert!(heading.contains(title), "{heading}");
    }
}

#[test]
fn an_agenda_item_its_report_and_its_minute_stand_together() {
    let folder = Folder::with(&[
        (
            "content/parks-panel/2026-03-12/agenda.md",
            "# Parks Panel – Agenda\n\n12 March 2026\n\n| | Item | Presented by |\n|---|---|---|\n| 1. | Apologies | |\n| 2. | Benches in the North Park – Discussion | A. Ash |\n",
        ),
        (
            "content/parks-panel/2026-03-12/benches.md",
            "# Benches in the North Park\n\n12 March 2026\n\n## Purpose of the report\n\n1. To count them.\n",
        ),
        (
            "content/parks-panel/2026-03-12/minutes.md",
            "# Parks Panel\n\n12 March 2026\n\n## Present\n\nAmara Ash – Commissioner (Chair)\nBeth Birch – Clerk, Parks Council\n\n## Apologies for absence\n\n1. Callum Cedar – Head of Parks\n\n## Benches in the North Park\n\n2. They were counted.\n",
        ),
    ]);
    let ran = folder.build();
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = folder.page("parks-panel/2026-03-12/index.html");
    for part in [
        "/parks-panel/2026-03-12/benches/",
        "/minutes/#benches-in-the-north-park",
        "/agenda/#p2",
        "Amara Ash",
        "Callum Cedar",
        "Parks Council",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_link_with_blanks_and_an_odd_folder_are_told() {
    let folder = small();
    folder.put("content/parks-panel/2026-03-12/note.md", "# Note\n\nSee [the map](Play areas map.pdf) and [the web](www.example.org).\n");
    folder.put("content/parks-panel/3 June 2026/minutes.md", "# Parks Panel\n\n3 June 2026\n\nText.\n");
    let ran = folder.build();
    assert!(
        ran.err.contains("<Play areas map.pdf>") && ran.err.contains("odd-meeting-folder") && ran.err.contains("https://"),
        "{}",
        ran.err
    );
    folder.put("panelpress.toml", "base_url = \"javascript:alert(1)\"\n");
    assert_eq!(folder.build().status, 2);
    folder.put("panelpress.toml", "[rules]\nbroken-lnik = \"advice\"\n");
    let ran = folder.build();
    assert!(ran.status == 2 && ran.err.contains("broken-link"), "{}", ran.err);
}

#[test]
fn the_record_and_its_accessibility_are_told_from_what_was_found() {
    let folder = small();
    folder.put("panelpress.toml", "publisher = \"Parks Council\"\n[contact]\nemail = \"parks@example.org\"\n");
    assert_eq!(folder.build().status, 0);
    let about = folder.page("about-this-record/index.html");
    assert!(about.contains("1 paper of 1 meeting") && about.contains("#p1") && about.contains("Parks Council"));
    assert!(folder.page("accessibility/index.html").contains("fully compliant"));
    folder.put("content/about.md", "# About\n\n![](map.svg)\n\n[here](map.svg)\n\n| | |\n|---|---|\n| a | b |\n");
    folder.put("content/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    folder.build();
    let statement = folder.page("accessibility/index.html");
    for said in
        ["partly compliant", "An image has no words", "columns of a table", "words of a link", "href=\"/about/\"", "parks@example.org"]
    {
        assert!(statement.contains(said), "{said}");
    }
    folder.put("content/accessibility.md", "# Our own statement\n\nWords of our own.\n");
    assert!(folder.build().status < 2);
    assert!(folder.page("accessibility/index.html").contains("Words of our own."), "an author's own page takes its place");
}
