//! The stages in their order: a folder that was read → a site that stands.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::diagnostic::{Report, Rule};
use crate::export::EXPORTS;
use crate::load::rules;
use crate::model::{Address, Page, Project, Settings, Site, ThemeFiles};
use crate::render::{Renderer, TemplateFault};
use crate::source::Source;
use crate::verify::{BROKEN_PAGE_LINK, DUPLICATE_ID, Verifier, WITHHELD_TEXT_LEAKED};
use crate::write::{Destination, WriteError, Written};
use crate::{check, link, parse, render};

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// Everything that was found on the way.
    pub report: Report,
    /// How many papers the site has.
    pub papers: usize,
    /// How many pages.
    pub pages: usize,
    /// What changed in the output folder.
    pub written: Written,
}

/// Why nothing was built. The output folder is as it was.
#[derive(Debug)]
pub enum Failure {
    /// The theme is faulty, or words that may not be seen were about to be published.
    Faulty(Report),
    /// The disk, or the output folder.
    Write(WriteError),
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// Every rule by which something can be found, in the order of the stages that find it.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let render = [&render::TEMPLATE_ERROR];
    let verify = [&DUPLICATE_ID, &BROKEN_PAGE_LINK, &WITHHELD_TEXT_LEAKED];
    let stages: [&[&'static Rule]; 6] = [rules::RULES, parse::RULES, link::RULES, check::RULES, &render, &verify];
    stages.concat()
});

/// The first name under `[rules]` in the settings that is no rule's, with the nearest that is.
pub fn unknown_rule(settings: &Settings) -> Option<(&str, &'static str)> {
    let unknown = settings.rules.keys().find(|name| !RULES.iter().any(|rule| rule.name == name.as_str()))?;
    let nearest = RULES.iter().map(|rule| rule.name).min_by_key(|name| strsim::osa_distance(unknown, name))?;
    Some((unknown, nearest))
}

/// What proof-reading found.
#[derive(Debug)]
pub struct Checked {
    /// Everything that was found.
    pub report: Report,
    /// How many papers were read.
    pub papers: usize,
    /// The texts of the papers' files, by path.
    pub sources: BTreeMap<Box<str>, Arc<Source>>,
}

/// Reads the papers and says what is wrong in them: parse, link and check, and nothing is rendered or written. `found` is what
/// reading the folder found.
pub fn check(project: Project, found: Report) -> Checked {
    let parsed = parse::all(&project);
    let mut report = found;
    parsed.iter().for_each(|file| report.join(file.report.clone()));
    let (site, found) = link::site(project, parsed);
    report.join(found);
    report.join(check::site(&site));
    check::settle(&site, &RULES, &mut report);
    report.set_levels(&site.settings.rules);
    let sources = site.papers.iter().map(|paper| (paper.document.path().into(), paper.document.source.clone())).collect();
    Checked { report, papers: site.papers.len(), sources }
}

/// The rules that hold only where all files of a site are read together: files that are read by themselves may name others.
pub static RULES_OF_SITES: &[&Rule] =
    &[&link::ADDRESS_COLLISION, &link::MISSING_FILE, &link::UNKNOWN_BODY, &check::BROKEN_LINK, &check::BROKEN_ANCHOR, &check::UNUSED_FILE];

/// How far a build has come: called with the pages made so far and all there will be. It may be called from any thread.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// Builds a site: parse, link, check, then render, verify and stage page by page, and last of all commit.
///
/// # Errors
/// When a template is faulty, when withheld words would be published, or when the disk fails. Nothing is changed then.
pub fn build(mut project: Project, to: Destination, progress: Progress<'_>) -> Result<Built, Failure> {
    let theme = std::mem::take(&mut project.theme);
    let parsed = parse::all(&project);
    let mut report: Report = Report::default();
    parsed.iter().for_each(|file| report.join(file.report.clone()));
    let (site, found) = link::site(project, parsed);
    report.join(found);
    report.join(check::site(&site));
    let renderer = Renderer::new(&site, &theme, &report).map_err(|faults| faulty(&faults, &theme))?;
    let files = beside(&site, &theme);
    let verifier = Verifier::new(&site, files.iter().map(|(address, _)| address.as_str()[1..].to_owned()).collect());
    let press = Press { site: &site, theme: &theme, renderer, verifier, to: &to, progress, made: Default::default() };
    report.join(press.pages()?);
    report.join(press.files(files)?);
    if report.has(&WITHHELD_TEXT_LEAKED) {
        return Err(Failure::Faulty(report));
    }
    check::settle(&site, &RULES, &mut report);
    report.set_levels(&site.settings.rules);
    let (papers, pages) = (site.papers.len(), site.pages.len());
    drop(press);
    Ok(Built { report, papers, pages, written: to.commit()? })
}

fn faulty(faults: &[TemplateFault], theme: &ThemeFiles) -> Failure {
    Failure::Faulty(faults.iter().map(|fault| fault.diagnostic(theme)).collect())
}

/// Everything that makes pages.
struct Press<'b> {
    site: &'b Site,
    theme: &'b ThemeFiles,
    renderer: Renderer<'b>,
    verifier: Verifier<'b>,
    to: &'b Destination,
    progress: Progress<'b>,
    made: std::sync::atomic::AtomicUsize,
}

impl Press<'_> {
    /// Renders, verifies and stages every page, in parallel; what was staged is forgotten.
    fn pages(&self) -> Result<Report, Failure> {
        let pages: Vec<(&Address, &Page)> = self.site.pages.iter().collect();
        let reports: Result<Vec<Report>, Failure> = pages.par_iter().map(|(address, page)| self.page(address, **page)).collect();
        Ok(reports?.into_iter().fold(Report::default(), joined))
    }

    fn page(&self, address: &Address, page: Page) -> Result<Report, Failure> {
        let bytes = self.renderer.page(address, page).map_err(|fault| faulty(&[fault], self.theme))?;
        let report = self.verifier.look(address, &bytes);
        self.to.stage(&address.output_path(), &bytes)?;
        let made = self.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        (self.progress)(made, self.site.pages.len());
        Ok(report)
    }

    /// Stages the files beside the pages, and those that are copied as they are.
    fn files(&self, files: Vec<(Address, Vec<u8>)>) -> Result<Report, Failure> {
        let mut report = Report::default();
        for (address, bytes) in files {
            report.join(self.verifier.look(&address, &bytes));
            self.to.stage(&address.output_path(), &bytes)?;
        }
        for (address, disk) in &self.site.files {
            // What a public paper names is public; that it has no words of a hidden one is proved all the same.
            if !self.site.unpublished.words.is_empty() && is_text(disk) {
                let bytes = std::fs::read(disk).unwrap_or_default();
                report.join(self.verifier.look(address, &bytes));
            }
            self.to.stage_copy(&address.output_path(), disk)?;
        }
        Ok(report)
    }
}

/// Whether a file's bytes are words to look through.
fn is_text(path: &std::path::Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["csv", "tsv", "txt", "svg", "html", "htm", "xml", "json", "md"].contains(&ending.as_str())
}

fn joined(mut all: Report, one: Report) -> Report {
    all.join(one);
    all
}

/// The files that are neither pages nor copies: the theme's own, and those made from the whole site.
fn beside(site: &Site, theme: &ThemeFiles) -> Vec<(Address, Vec<u8>)> {
    let theme_file = |name: &str| Address::file(&format!("theme/{name}"));
    let mut files: Vec<(Address, Vec<u8>)> = theme.statics.iter().map(|(name, bytes)| (theme_file(name), bytes.clone())).collect();
    if !theme.statics.contains_key("code.css") {
        files.push((theme_file("code.css"), render::code_stylesheet().into_bytes()));
    }
    files.extend(EXPORTS.iter().filter_map(|export| (export.make)(site).map(|text| (export.address(), text.into_bytes()))));
    files
}
