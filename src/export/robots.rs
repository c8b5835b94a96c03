//! `robots.txt`: everything may be read (RFC 9309).

use crate::model::Site;

/// The file, with the sitemap's address where the site says where it stands.
pub(super) fn make(site: &Site) -> Option<String> {
    let base = site.settings.base_url.trim_end_matches('/');
    let sitemap = if base.is_empty() { String::new() } else { format!("Sitemap: {base}/sitemap.xml\n") };
    Some(format!("User-agent: *\nAllow: /\n{sitemap}"))
}
