//! A page's bytes → Report. It looks at what was made and not at how: a theme can be wrong where the papers are right.

mod leaks;
mod page;

pub use leaks::WITHHELD_TEXT_LEAKED;
pub use page::{BROKEN_PAGE_LINK, DUPLICATE_ID};

use crate::diagnostic::Report;
use crate::model::{Address, Site};

/// Every address that something stands at, for links in pages to be held against.
pub struct Verifier<'s> {
    site: &'s Site,
    /// Files of the theme and of the exports, which the site itself does not list.
    others: Vec<String>,
}

impl<'s> Verifier<'s> {
    /// A verifier for a site, with the files beside it.
    pub fn new(site: &'s Site, mut others: Vec<String>) -> Self {
        others.sort();
        Self { site, others }
    }

    /// Looks at the bytes of one page or file.
    pub fn look(&self, address: &Address, bytes: &[u8]) -> Report {
        let mut report = Report::default();
        let Ok(text) = std::str::from_utf8(bytes) else { return report };
        leaks::look(self.site, address, text, &mut report);
        if address.as_str().ends_with('/') || address.as_str().ends_with(".html") {
            page::look(self, address, text, &mut report);
        }
        report
    }

    /// Whether a page or file stands at a path of the site, base path gone.
    fn has(&self, path: &str) -> bool {
        let address = Address::written(path);
        let exact = address.as_str() == path || path.is_empty();
        exact && (self.site.pages.contains_key(&address) || self.site.files.contains_key(&address))
            || self.others.binary_search_by(|other| other.as_str().cmp(path.trim_start_matches('/'))).is_ok()
    }
}
