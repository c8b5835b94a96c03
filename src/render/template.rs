//! A theme's templates → Tera, and Tera's errors → findings with a place.

use tera::{ErrorKind, Tera};

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::ThemeFiles;
use crate::source::{Source, Span};

/// A template does not compile, or fails on a page.
pub static TEMPLATE_ERROR: Rule = Rule {
    name: "template-error",
    level: Level::Error,
    summary: "A template of the theme is faulty.",
    page: include_str!("template_error.md"),
};

/// The templates that pages are made with. Each opens with a comment that says what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is described in TEMPLATES")]
pub enum TemplatePage {
    Home,
    Bodies,
    Body,
    Meeting,
    Paper,
    Pack,
    Stub,
    Papers,
    Year,
    Kind,
    Redirect,
    Meetings,
    Decisions,
    Actions,
    People,
    Person,
    Appendices,
    Terms,
    Term,
    PendingReferences,
    About,
    Accessibility,
    SpecifiedInformation,
    NotFound,
}

/// Every template a page is made with.
pub const TEMPLATES: [TemplatePage; 24] = [
    TemplatePage::Home,
    TemplatePage::Bodies,
    TemplatePage::Body,
    TemplatePage::Meeting,
    TemplatePage::Paper,
    TemplatePage::Pack,
    TemplatePage::Stub,
    TemplatePage::Papers,
    TemplatePage::Year,
    TemplatePage::Kind,
    TemplatePage::Redirect,
    TemplatePage::Meetings,
    TemplatePage::Decisions,
    TemplatePage::Actions,
    TemplatePage::People,
    TemplatePage::Person,
    TemplatePage::Appendices,
    TemplatePage::Terms,
    TemplatePage::Term,
    TemplatePage::PendingReferences,
    TemplatePage::About,
    TemplatePage::Accessibility,
    TemplatePage::SpecifiedInformation,
    TemplatePage::NotFound,
];

impl TemplatePage {
    /// Its file in a theme's `templates/`.
    pub fn file(self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Bodies => "bodies.html",
            Self::Body => "body.html",
            Self::Meeting => "meeting.html",
            Self::Paper => "paper.html",
            Self::Pack => "pack.html",
            Self::Stub => "stub.html",
            Self::Papers => "papers.html",
            Self::Year => "year.html",
            Self::Kind => "kind.html",
            Self::Redirect => "redirect.html",
            Self::Meetings => "meetings.html",
            Self::Decisions => "decisions.html",
            Self::Actions => "actions.html",
            Self::People => "people.html",
            Self::Person => "person.html",
            Self::Appendices => "appendices.html",
            Self::Terms => "terms.html",
            Self::Term => "term.html",
            Self::PendingReferences => "pending-references.html",
            Self::About => "about.html",
            Self::Accessibility => "accessibility.html",
            Self::SpecifiedInformation => "specified-information.html",
            Self::NotFound => "not-found.html",
        }
    }
}

/// A fault of a template.
#[derive(Debug, Clone)]
pub struct TemplateFault {
    /// The template's name.
    pub template: String,
    /// What is wrong.
    pub message: String,
    /// First and last byte in the template.
    pub range: std::ops::Range<usize>,
}

impl TemplateFault {
    /// The fault as a finding in the template's file.
    pub fn diagnostic(&self, theme: &ThemeFiles) -> Diagnostic {
        let named = |name: &str| theme.templates.get(name).or_else(|| theme.templates.get(format!("built-in/{name}").as_str()));
        match named(&self.template) {
            Some(source) => Diagnostic::at(&TEMPLATE_ERROR, source, within(source, &self.range), &self.message),
            None => Diagnostic::in_file(&TEMPLATE_ERROR, self.template.as_str(), &self.message),
        }
    }
}

fn within(source: &Arc<Source>, range: &std::ops::Range<usize>) -> Span {
    let end = source.text().len();
    Span::new(range.start.min(end), range.end.min(end))
}

/// All templates, the site's own before the built-in ones.
pub(super) fn compile(theme: &ThemeFiles) -> Result<Tera, Vec<TemplateFault>> {
    let templates = || theme.templates.iter().map(|(name, source)| (name.to_string(), source.text().to_owned()));
    let mut tera = empty();
    match tera.add_raw_templates(templates()) {
        Ok(()) => Ok(tera),
        Err(error) => {
            // Tera stops at the first template that does not parse; each by itself tells them all.
            let mut faults: Vec<TemplateFault> = templates().filter_map(|one| syntax_fault(one.0, one.1)).collect();
            if faults.is_empty() {
                faults.push(fault(&error));
            }
            Err(faults)
        }
    }
}

fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(["built-in/"]).expect("there are no templates yet");
    tera
}

fn syntax_fault(name: String, text: String) -> Option<TemplateFault> {
    let error = empty().add_raw_templates([(name, text)]).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| fault(&error))
}

/// A Tera error with its place.
pub(super) fn fault(error: &tera::Error) -> TemplateFault {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateFault {
            template: report.filename().to_owned(),
            message: report.message().to_owned(),
            range: report.span().range.clone(),
        },
        ErrorKind::MissingParent { current, parent } => {
            TemplateFault { template: current.clone(), message: format!("it extends \"{parent}\", which does not exist"), range: 0..0 }
        }
        other => TemplateFault { template: "templates".to_owned(), message: other.to_string(), range: 0..0 },
    }
}
