//! A linked site and its theme → what stands at an address, made when somebody asks.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::check::Findings;
use crate::diagnostic::Report;
use crate::model::{Address, Page, Project, Site, ThemeFiles};
use crate::parse::Parsed;
use crate::pipeline;
use crate::render::{Renderer, TemplateFault};
use crate::verify::Verifier;

/// A site as some readers see it.
pub struct View {
    site: Arc<Site>,
    theme: Arc<ThemeFiles>,
    findings: Arc<Findings>,
    /// What was found while the files were read.
    read: Report,
    renderer: Renderer,
}

/// What stands at an address.
pub enum Shown<'v> {
    /// A page.
    Page(Result<Vec<u8>, TemplateFault>),
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
    pub(super) fn new(project: Project, parsed: Vec<Parsed>, read: Report) -> Result<Self, Report> {
        let theme = project.theme.clone();
        let (site, findings) = pipeline::linked(project, parsed);
        match Renderer::new(site.clone(), &theme, findings.clone()) {
            Ok(renderer) => Ok(Self { site, theme, findings, read, renderer }),
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
            return Some(Shown::Page(self.renderer.page(address, *page)));
        }
        if let Some(disk) = self.site.files.get(address) {
            return Some(Shown::Copied(disk.clone()));
        }
        pipeline::file_beside(&self.site, &self.theme, address).map(Shown::Made)
    }

    /// The page at an address.
    pub fn page_at(&self, address: &Address) -> Option<Page> {
        self.site.pages.get(address).copied()
    }

    /// A template's fault as a finding.
    pub(super) fn fault(&self, fault: &TemplateFault) -> Report {
        [fault.diagnostic(&self.theme)].into_iter().collect()
    }

    /// Everything that is wrong. The first who asks waits for the checks.
    pub(super) fn findings(&self) -> Report {
        self.with_levels([self.read.clone(), self.findings.report().clone()])
    }

    /// What is wrong in one page as it was made.
    pub(super) fn look(&self, address: &Address, bytes: &[u8]) -> Report {
        let others = pipeline::beside(&self.theme).map(|address| address.as_str()[1..].to_owned()).collect();
        self.with_levels([Verifier::new(&self.site, others).look(address, bytes)])
    }

    fn with_levels(&self, reports: impl IntoIterator<Item = Report>) -> Report {
        let mut all = Report::default();
        reports.into_iter().for_each(|report| all.join(report));
        all.set_levels(&self.site.settings.rules);
        all
    }
}
