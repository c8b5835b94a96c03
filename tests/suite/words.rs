//! Nothing is lost: every word of a paper is on its page, in order. What is compared here shares nothing with the renderer:
//! the source is read line by line without a Markdown parser, the page by an HTML tokenizer of its own.

use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use panelpress::model::{Document, Page, Project, ThemeFiles};
use panelpress::render::Renderer;
use panelpress::source::Source;
use proptest::prelude::*;

use crate::site::{Folder, files, project};

/// The words inside `<main>` of a page, in order. What a chart says in words is left out: its table says it too.
pub fn words_of_page(html: &str) -> Vec<String> {
    let (mut text, mut inside, mut chart) = (String::new(), false, 0);
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                inside |= name == "main";
                chart += usize::from(name == "svg");
                if !["em", "strong", "del", "code", "sup", "sub", "a", "b", "i", "u", "span", "abbr", "mark", "small", "s", "q"]
                    .contains(&name.as_str())
                {
                    text.push(' ');
                }
                if name == "img" {
                    let alt = tag.attributes.get(&b"alt"[..]).map(|alt| String::from_utf8_lossy(alt).into_owned());
                    text.push_str(&alt.unwrap_or_default());
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                inside &= name != "main";
                chart -= usize::from(name == "svg").min(chart);
                if ["p", "li", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "caption", "pre"].contains(&name.as_str())
                {
                    text.push(' ');
                }
            }
            Token::String(string) if inside && chart == 0 => text.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    words(&text)
}

/// Runs of letters and digits; everything else parts them.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a source that a reader should find: front matter, comments, HTML tags and the targets of links taken out, and
/// nothing else. It knows no blocks, so that it cannot make the parser's mistakes.
pub fn words_of_source(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    words(&without_markup(without_front_matter(&text)))
}

fn without_front_matter(text: &str) -> &str {
    for fence in ["+++\n", "---\n"] {
        if let Some(rest) = text.strip_prefix(fence)
            && (fence == "+++\n" || rest.lines().next().is_some_and(|line| line.contains(':')))
            && let Some(end) = rest.find(&format!("\n{fence}"))
        {
            return &rest[end + 1 + fence.len()..];
        }
    }
    text
}

/// Takes out what is written and not said: comments, tags, link targets, the info of fences and the entity names of HTML.
fn without_markup(text: &str) -> String {
    let spoken = text.lines().filter(|line| !line.trim_start().starts_with("```"));
    spoken.map(|line| said(&line.replace("[x] ", "")) + "\n").collect()
}

fn said(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', ']', '&', '\\']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let taken = match tail.as_bytes()[0] {
            b'<' if tail.starts_with("<!--") => tail.find("-->").map(|end| end + 3),
            b'<' => tail
                .find('>')
                .filter(|end| !tail[..*end].contains("://") && !tail[..*end].contains('@') && is_tag(&tail[1..*end]))
                .map(|end| end + 1),
            b']' if tail.starts_with("](") => tail.find(')').map(|end| end + 1),
            b'&' => tail
                .find(';')
                .filter(|end| (2..=8).contains(end) && tail[1..*end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
                .map(|end| end + 1),
            _ => None,
        };
        match taken {
            Some(length) => {
                let joins = tail.starts_with('<') && is_joining(&tail[1..length - 1]);
                out.push_str(if joins { "" } else { " " });
                rest = &tail[length..];
            }
            None => {
                out.push(tail.chars().next().unwrap());
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out.replace(['*', '`'], "").replace('_', " ")
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    [
        "sup", "sub", "br", "b", "i", "u", "em", "strong", "div", "p", "span", "table", "tr", "td", "th", "details", "summary", "abbr",
        "a", "script", "img", "small", "s", "q", "cite",
    ]
    .contains(&name.as_str())
}

fn is_joining(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["sup", "sub", "b", "i", "u", "em", "strong", "span", "abbr", "small", "s"].contains(&name)
}

/// The first word that is missing, with the words before it, if one is.
pub fn first_lost(source: &[String], page: &[String]) -> Option<String> {
    let mut at = 0;
    for (place, word) in source.iter().enumerate() {
        // The page may say more than the paper, but not otherwise: joined words are compared letter by letter.
        match page[at..].iter().position(|found| found == word) {
            Some(found) => at += found + 1,
            None => return Some(format!("“{word}” after “{}”", source[place.saturating_sub(8)..place].join(" "))),
        }
    }
    None
}

/// Underscores part words in one reading and not in the other; so does a number stuck to letters. Both are compared in letters.
fn assert_nothing_lost(name: &str, source: &str, page: &str) {
    let lost = first_lost(&words_of_source(source), &words_of_page(page));
    assert!(lost.is_none(), "{name}: {}", lost.unwrap());
}

#[test]
fn every_word_of_the_example_is_on_its_page_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let built =
        crate::site::panelpress(&["build", project().to_str().unwrap(), "--output", output.to_str().unwrap(), "--today", "2026-11-22"]);
    assert!(built.status < 2, "{}", built.err);
    let site = files(&output);
    let mut compared = 0;
    for (path, bytes) in files(&project().join("content")).into_iter().filter(|(path, _)| path.ends_with(".md")) {
        let text = panelpress::source::Source::from_bytes("x.md", bytes).text().to_owned();
        let page = format!("{}/index.html", path.trim_end_matches(".md"));
        let Some(html) = site.get(&page) else {
            assert!(["withheld", "publish_on", "hold"].iter().any(|key| text.contains(key)), "{path} has no page");
            continue;
        };
        let mut html = String::from_utf8(html.clone()).unwrap();
        // A file of several papers is compared with all its pages, one after the other.
        let parts = (1..).map(|part| format!("{}/{part}/index.html", path.trim_end_matches(".md"))).map_while(|part| site.get(&part));
        parts.for_each(|part| html.push_str(std::str::from_utf8(part).unwrap()));
        assert_nothing_lost(&path, &text, &html);
        compared += 1;
    }
    assert!(compared >= 60, "only {compared} papers were compared");
}

#[test]
fn every_word_of_real_papers_is_on_their_pages() {
    let seeds = project().join("../shared/seeds");
    if !seeds.is_dir() {
        eprintln!("left out: there are no real papers beside the project");
        return;
    }
    let folder = Folder::with(&[]);
    let papers: Vec<(String, String)> =
        files(&seeds).into_iter().map(|(name, bytes)| (name.replace(".txt", ".md"), String::from_utf8(bytes).unwrap())).collect();
    papers.iter().for_each(|(name, text)| folder.put(name, text));
    let built = folder.build();
    assert!(built.status < 2, "{}", built.err);
    for (name, text) in papers {
        let stem = panelpress::model::slug(name.trim_end_matches(".md"));
        let pages = folder.site().into_iter().filter(|(path, _)| path.contains(&stem));
        let html: String = pages.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        assert_nothing_lost(&name, &text, &html);
    }
}

/// The pieces that papers are made of, and pieces that Markdown could trip over.
fn piece() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[a-z]{1,8}", "[A-Z][a-z]{2,7}", Just("Chair".to_owned()), Just("Action".to_owned()), Just("2019".to_owned())];
    let sentence = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let start = prop_oneof![
        Just(""),
        Just("1. "),
        Just("7) "),
        Just("2.10.3. "),
        Just("- 2.3 "),
        Just("- i. "),
        Just("a) "),
        Just("41/22 "),
        Just("ii. "),
        Just("- "),
        Just("* "),
        Just("    "),
        Just("\t"),
        Just("> "),
        Just("# "),
        Just("### "),
        Just("2019. "),
        Just("**"),
        Just("*"),
        Just("| "),
        Just("<sup>"),
        Just("<Name> "),
        Just("&amp; "),
        Just("[x]("),
        Just("```\n"),
        Just("1\\. "),
        Just("+ "),
        Just("(iv) "),
        Just("- - - 1. "),
        Just("<div>"),
        Just("</p>"),
        Just("[^1]: "),
        Just(": "),
        Just("_"),
        Just("~~"),
        Just("A. "),
        Just("B. "),
    ];
    let end = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just("\n\n\n\n"),
        Just("  \n"),
        Just("\n---\n"),
        Just("**\n"),
        Just(".\n"),
        Just(" |\n|---|\n"),
        Just("\u{c}\n")
    ];
    (start, sentence, end).prop_map(|(start, sentence, end)| format!("{start}{sentence}{end}"))
}

/// The text of all papers of a file by itself, in a frame that adds only the title.
fn page_of(text: &str) -> String {
    let source = Arc::new(Source::new("paper.md", text));
    let document = Document { body: source.span(), source, front: Default::default(), folder: Default::default() };
    let project = project_of(document);
    let parsed = panelpress::parse::all(&project);
    let (site, _) = panelpress::link::site(project, parsed);
    let site = Arc::new(site);
    let findings = Arc::new(panelpress::check::Findings::new(site.clone(), Default::default()));
    let frame = Source::new("paper.html", "<main><h1>{{ paper.title }}</h1>\n{{ paper.html | safe }}</main>");
    let theme = ThemeFiles { templates: [("paper.html".into(), Arc::new(frame))].into(), ..ThemeFiles::default() };
    let renderer = Renderer::new(site.clone(), &theme, findings).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut papers: Vec<_> = site.pages.iter().filter(|(_, page)| matches!(page, Page::Paper(_))).collect();
    papers.sort_by_key(|(address, _)| address.as_str().len());
    papers.into_iter().map(|(address, page)| String::from_utf8(renderer.page(address, *page).unwrap()).unwrap()).collect()
}

fn project_of(document: Document) -> Project {
    Project {
        law: Default::default(),
        entries: Default::default(),
        folder: Default::default(),
        settings: Default::default(),
        today: "2026-11-22".parse().unwrap(),
        documents: vec![Arc::new(document)],
        unpublished: Default::default(),
        bodies: Default::default(),
        meetings: Default::default(),
        registers: Default::default(),
        assets: Default::default(),
        theme: Default::default(),
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_generated_paper_loses_a_word(pieces in prop::collection::vec(piece(), 1..14)) {
        let text = pieces.concat();
        let html = page_of(&text);
        // Word by word is too strict for generated text, where markup may stand inside words; letter by letter is not.
        let source: Vec<String> = words_of_source(&text);
        let page = letters(&words_of_page(&html).concat());
        let mut rest = page.as_str();
        for word in source.iter().filter(|word| word.chars().all(char::is_alphabetic)) {
            let at = rest.find(word.as_str());
            prop_assert!(at.is_some(), "“{}” is lost\n{:?}\n{}", word, text, html);
            rest = &rest[at.unwrap() + word.len()..];
        }
    }
}
