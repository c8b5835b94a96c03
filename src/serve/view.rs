//! A linked site and its theme → what stands at an address, made when somebody asks.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::check::{self, Findings};
use crate::diagnostic::Report;
use crate::model::{Address, Page, Project, Site, ThemeFiles};
use crate::parse::Parsed;
use crate::pipeline;
use crate::render::{Renderer, TemplateFault, web};
use crate::verify::Verifier;

/// A site as some readers see it.
pub struct View {
    site: Arc<Site>,
    theme: Arc<ThemeFiles>,
    findings: Arc<Findings>,
    /// What was found while the files were read.
    read: Report,
    renderer: Renderer,
    /// Everything that is wrong in its papers, once they were checked.
    checked: OnceLock<Report>,
}

/// What a view is made from.
pub(super) struct Parts {
    pub project: Project,
    pub parsed: Vec<Parsed>,
    /// What was found while the files were read.
    pub read: Report,
}

/// What stands at an address.
pub enum Shown<'v> {
    /// A page.
    Page(Page, Result<Vec<u8>, TemplateFault>),
    /// A file that is made, or the theme's.
    Made(Cow<'v, [u8]>),
    /// A file that is copied as it is, and where it lies.
    Copied(PathBuf),
}

impl View {
    /// Links a project and makes its theme ready.
    ///
    /// # Errors
    /// The faults of its templates, as findings.
    pub(super) fn new(parts: Parts) -> Result<Self, Report> {
        let Parts { project, parsed, read } = parts;
        let theme = project.theme.clone();
        let (site, findings) = pipeline::linked(project, parsed);
        match Renderer::new(site.clone(), &theme, findings.clone()) {
            Ok(renderer) => Ok(Self { site, theme, findings, read, renderer, checked: OnceLock::new() }),
            Err(faults) => Err(faults.iter().map(|fault| fault.diagnostic(&theme)).collect()),
        }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// What stands at an address; nothing where nothing does.
    pub fn at(&self, address: &Address) -> Option<Shown<'_>> {
        if let Some(page) = self.site.pages.get(address) {
            return Some(Shown::Page(*page, self.renderer.page(address, *page)));
        }
        if let Some(disk) = self.site.files.get(address) {
            return Some(Shown::Copied(disk.clone()));
        }
        pipeline::file_beside(&self.site, &self.theme, address).map(Shown::Made)
    }

    /// Every address at which something stands.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        let made = pipeline::beside(&self.theme).filter(|address| pipeline::file_beside(&self.site, &self.theme, address).is_some());
        self.site.pages.keys().chain(self.site.files.keys()).cloned().chain(made)
    }

    /// The page at an address.
    pub fn page_at(&self, address: &Address) -> Option<Page> {
        self.site.pages.get(address).copied()
    }

    /// A template's fault as a finding.
    pub(super) fn fault(&self, fault: &TemplateFault) -> Report {
        [fault.diagnostic(&self.theme)].into_iter().collect()
    }

    /// The URL of the first page that a file makes, by its path.
    pub(super) fn url_of_file(&self, path: &str) -> Option<String> {
        let first = self.site.papers_of_file.get(path)?.first()?;
        let filed = self.site.paper(*first);
        let address = filed.pack.map_or(&filed.address, |pack| &self.site.pack(pack).address);
        Some(web::url(&self.site, address))
    }

    /// Files of the theme that are others than in an older view.
    pub(super) fn other_theme_files(&self, old: &View) -> impl Iterator<Item = Address> {
        let same = Arc::ptr_eq(&self.theme, &old.theme);
        let statics = self.theme.statics.iter().filter(move |(name, bytes)| !same && old.theme.statics.get(*name) != Some(bytes));
        statics.map(|(name, _)| Address::file(&format!("theme/{name}")))
    }

    /// Whether the papers have been checked.
    pub(super) fn is_checked(&self) -> bool {
        self.checked.get().is_some()
    }

    /// Checks the papers, unless somebody has asked for it before; everything that is wrong in them.
    pub(super) fn check(&self) -> &Report {
        self.checked.get_or_init(|| {
            let mut all = joined(self.findings.report().clone(), self.read.clone());
            check::settle(&self.site, &pipeline::RULES, &mut all);
            all.set_levels(&self.site.settings.rules);
            all
        })
    }

    /// What is wrong in what a page shows, and in the page as it was made. Until the papers are checked it is what can be told from
    /// the page's own files alone.
    pub(super) fn findings_of(&self, address: &Address, page: Page, bytes: &[u8]) -> Report {
        let about = |report: &Report| -> Report { report.iter().filter(|finding| self.is_about(page, finding.path())).cloned().collect() };
        let others = pipeline::beside(&self.theme).map(|address| address.as_str()[1..].to_owned()).collect();
        let mut all = Verifier::new(&self.site, others).look(address, bytes);
        match (self.checked.get(), page) {
            (Some(checked), _) => all.join(about(checked)),
            (None, Page::Home) => {}
            (None, _) => {
                all.join(about(self.findings.before()));
                all.join(about(&self.read));
                if let Page::Paper(id) = page {
                    all.join(check::at_once(&self.site, id));
                }
            }
        }
        all.set_levels(&self.site.settings.rules);
        all
    }

    /// Whether a page shows what stands in a file. The home page is about everything.
    fn is_about(&self, page: Page, path: &str) -> bool {
        let document = |id| self.site.paper(id).document.path() == path;
        match page {
            Page::Home => true,
            Page::Paper(id) | Page::Redirect(id) => document(id),
            Page::Pack(id) => document(self.site.pack(id).papers[0]),
            Page::Body(id) => path.strip_suffix("/_body.toml") == Some(&*self.site.body(id).slug),
            Page::Meeting(id) => {
                let meeting = self.site.meeting(id);
                let folder = format!("{}/{}", self.site.body(meeting.body).slug, meeting.date);
                path.ends_with("/_meeting.toml") && path.starts_with(&folder)
            }
            _ => false,
        }
    }
}

fn joined(mut all: Report, one: Report) -> Report {
    all.join(one);
    all
}
