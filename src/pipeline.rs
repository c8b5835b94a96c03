//! The stages in their order: a folder that was read → a site that stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::check::Findings;
use crate::diagnostic::{Report, Rule};
use crate::export::{EXPORTS, Export};
use crate::load::rules;
use crate::model::{Address, Page, Project, Settings, Site, ThemeFiles};
use crate::parse::Parsed;
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
    let (site, findings) = linked(project, parsed);
    let mut report = joined(found, findings.report().clone());
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
    let (site, findings) = linked(project, parsed);
    let mut report = findings.report().clone();
    let renderer = Renderer::new(site.clone(), &theme, findings).map_err(|faults| faulty(&faults, &theme))?;
    let made = |address: Address| file_beside(&site, &theme, &address).map(|bytes| (address, bytes));
    let files: Vec<(Address, Cow<'_, [u8]>)> = beside(&theme).filter_map(made).collect();
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

/// The finished site, and what is wrong in its papers. From here on every page can be rendered by itself.
pub(crate) fn linked(project: Project, mut parsed: Vec<Parsed>) -> (Arc<Site>, Arc<Findings>) {
    let mut report: Report = parsed.iter_mut().map(|file| std::mem::take(&mut file.report)).fold(Report::default(), joined);
    let (site, found) = link::site(project, parsed);
    report.join(found);
    let site = Arc::new(site);
    (site.clone(), Arc::new(Findings::new(site, report)))
}

fn faulty(faults: &[TemplateFault], theme: &ThemeFiles) -> Failure {
    Failure::Faulty(faults.iter().map(|fault| fault.diagnostic(theme)).collect())
}

/// Everything that makes pages.
struct Press<'b> {
    site: &'b Site,
    theme: &'b ThemeFiles,
    renderer: Renderer,
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
    fn files(&self, files: Vec<(Address, Cow<'_, [u8]>)>) -> Result<Report, Failure> {
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

/// Where files may stand that are neither pages nor copies: the theme's own, and those made from the whole site.
pub(crate) fn beside(theme: &ThemeFiles) -> impl Iterator<Item = Address> {
    let names = theme.statics.keys().map(|name| &**name).filter(|name| *name != CODE_STYLES).chain([CODE_STYLES]);
    names.map(|name| Address::file(&format!("{THEME}{name}"))).chain(EXPORTS.iter().map(Export::address))
}

/// The bytes of such a file.
pub(crate) fn file_beside<'t>(site: &Site, theme: &'t ThemeFiles, address: &Address) -> Option<Cow<'t, [u8]>> {
    match address.as_str()[1..].strip_prefix(THEME) {
        Some(name) => match theme.statics.get(name) {
            Some(bytes) => Some(Cow::Borrowed(bytes.as_slice())),
            None => (name == CODE_STYLES).then(|| Cow::Owned(render::code_stylesheet().into_bytes())),
        },
        None => {
            let export = EXPORTS.iter().find(|export| export.address() == *address)?;
            (export.make)(site).map(|text| Cow::Owned(text.into_bytes()))
        }
    }
}

/// The folder of a theme's files on the site.
const THEME: &str = "theme/";

/// The stylesheet for code: made, unless the theme has its own.
const CODE_STYLES: &str = "code.css";
