//! Site → files for machines: the sitemap and what crawlers are told.

pub mod findings;
pub mod inspect;
mod robots;
mod sitemap;

use crate::model::{Address, Site};

/// A file made from the whole site.
pub struct Export {
    /// Its name at the root of the site.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Makes it; nothing where the settings do not say enough.
    pub make: fn(&Site) -> Option<String>,
}

/// Every such file.
pub const EXPORTS: [Export; 2] = [
    Export { name: "robots.txt", about: "What crawlers may read, and where the sitemap is", make: robots::make },
    Export { name: "sitemap.xml", about: "Every page with its full address, for search engines and web archives", make: sitemap::make },
];

impl Export {
    /// Where it stands.
    pub fn address(&self) -> Address {
        Address::file(self.name)
    }
}
