//! `sitemap.xml` (sitemaps.org, protocol 0.9). Stubs, redirects and the page for missing addresses are not in it.

use std::fmt::Write;

use crate::model::{Page, Site};

/// The file; addresses in a sitemap must be full, so a site that does not say where it stands has none.
pub(super) fn make(site: &Site) -> Option<String> {
    let base = site.settings.base_url.trim_end_matches('/');
    if base.is_empty() {
        return None;
    }
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (address, page) in &site.pages {
        if !matches!(page, Page::Stub(_) | Page::Redirect(_) | Page::NotFound) {
            let path = address.as_str().replace('&', "&amp;").replace('\'', "&apos;");
            writeln!(xml, "<url><loc>{base}{path}</loc></url>").expect("a String takes everything");
        }
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}
