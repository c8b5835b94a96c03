//! How long each stage takes on papers made for the purpose: `cargo bench`. Compare ratios within one run, never times of two.

use std::sync::Arc;

use divan::Bencher;
use panelpress::model::{Document, Folder, Page, Project, ThemeFiles};
use panelpress::parse::{self, Parsed};
use panelpress::render::Renderer;
use panelpress::source::Source;
use panelpress::{check, link, load};

fn main() {
    divan::main();
}

/// Minutes with numbered paragraphs, headings, bullets, a table and an action, different from one another.
fn minutes(seed: usize) -> String {
    let mut text = format!(
        "# Parks Panel\n\n{} March {}\n\n10:00 to 12:00\n\nMeeting Room 1\n\n## Present\n\nAmara Ash – Chair\n",
        seed % 28 + 1,
        2000 + seed / 28
    );
    for item in 1..9 {
        text.push_str(&format!("\n## Benches in park {}\n\n", seed + item));
        for paragraph in 1..4 {
            let number = (item - 1) * 3 + paragraph;
            text.push_str(&format!(
                "{number}. The panel considered report {seed} on *benches* and [the map](map.pdf), and {} members spoke.\n\n",
                number % 7
            ));
        }
        text.push_str("- One matter\n- Another matter\n\n| Park | Benches |\n|---|---:|\n| North | 4 |\n\nAction – The Clerk to write.\n");
    }
    text
}

fn project(papers: usize) -> Project {
    let document = |seed: usize| {
        let date = jiff::civil::date(2000 + (seed / 28) as i16, 3, (seed % 28) as i8 + 1);
        let parts: Vec<Box<str>> = vec!["parks-panel".into(), date.to_string().into()];
        let source = Arc::new(Source::new(format!("parks-panel/{date}/minutes.md"), minutes(seed)));
        let folder = Folder { parts, body: Some("parks-panel".into()), date: Some(date) };
        Arc::new(Document { body: source.span(), source, front: Default::default(), folder })
    };
    let mut theme = ThemeFiles::default();
    for (path, bytes) in load::BUILT_IN {
        if let Some(name) = path.strip_prefix("templates/") {
            theme.templates.insert(format!("built-in/{name}").into(), Arc::new(Source::from_bytes(*path, bytes.to_vec())));
        }
    }
    Project {
        folder: Default::default(),
        settings: Default::default(),
        today: jiff::civil::date(2026, 11, 22),
        documents: (0..papers).map(document).collect(),
        unpublished: Default::default(),
        bodies: Default::default(),
        meetings: Default::default(),
        registers: Default::default(),
        law: Default::default(),
        entries: Default::default(),
        assets: Default::default(),
        theme: Arc::new(theme),
    }
}

fn parsed(project: &Project) -> Vec<Parsed> {
    parse::all(project)
}

#[divan::bench(args = [100, 200, 400])]
fn parse_all(bencher: Bencher<'_, '_>, papers: usize) {
    let project = project(papers);
    bencher.bench_local(|| parse::all(&project));
}

#[divan::bench(args = [100, 200, 400])]
fn link_all(bencher: Bencher<'_, '_>, papers: usize) {
    let ready = || {
        let project = project(papers);
        let parsed = parsed(&project);
        (project, parsed)
    };
    bencher.with_inputs(ready).bench_local_values(|(project, parsed)| link::site(project, parsed));
}

#[divan::bench(args = [100, 200, 400])]
fn check_all(bencher: Bencher<'_, '_>, papers: usize) {
    let project = project(papers);
    let parsed = parsed(&project);
    let (site, _) = link::site(project, parsed);
    bencher.bench_local(|| check::site(&site));
}

#[divan::bench(args = [100, 200, 400])]
fn render_papers(bencher: Bencher<'_, '_>, papers: usize) {
    let mut project = project(papers);
    let theme = std::mem::take(&mut project.theme);
    let parsed = parsed(&project);
    let (site, _) = link::site(project, parsed);
    let site = Arc::new(site);
    let findings = Arc::new(check::Findings::new(site.clone(), Default::default()));
    let renderer = Renderer::new(site.clone(), &theme, findings).unwrap_or_else(|faults| panic!("{faults:?}"));
    let pages: Vec<_> = site.pages.iter().filter(|(_, page)| matches!(page, Page::Paper(_))).collect();
    bencher
        .bench_local(|| pages.iter().map(|(address, page)| renderer.page(address, **page).map_or(0, |bytes| bytes.len())).sum::<usize>());
}
