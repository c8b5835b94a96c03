//! Where a page or file of the site stands.

use std::fmt;
use std::sync::Arc;

/// An address from the root of the site: `/police-and-crime-panel/2019-11-12/` for a page, `/sitemap.xml` for a file.
/// It has no base path and no fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Address(Arc<str>);

impl Address {
    /// The address of a page from the parts of its path; no parts give the home page.
    pub fn page<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = "/".to_owned();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            path.push_str(part);
            path.push('/');
        }
        Self(path.into())
    }

    /// The address of a file from its path, with `/` between the parts and none before the first.
    pub fn file(path: &str) -> Self {
        Self(format!("/{path}").into())
    }

    /// An address that an author wrote: `/old/page`, `old/file.pdf`. A last part without a dot is a page.
    pub fn written(text: &str) -> Self {
        let path = text.split(['#', '?']).next().unwrap_or_default().trim_matches('/');
        match path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
            true => Self::file(path),
            false => Self::page(path.split('/')),
        }
    }

    /// The page below this page.
    pub fn below(&self, part: &str) -> Self {
        Self(format!("{}{part}/", self.0).into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file of the output folder that holds it, with `/` between the parts: `a/b/index.html` for `/a/b/`.
    pub fn output_path(&self) -> String {
        match self.0.ends_with('/') {
            true => format!("{}index.html", &self.0[1..]),
            false => self.0[1..].to_owned(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The longest part an address may have, in bytes: file systems stop at 255, and people at much less.
const LONGEST_PART: usize = 80;

/// A part of an address made from a name: Latin lower-case letters, digits and single hyphens. Empty where the name has none.
pub fn slug(name: &str) -> String {
    if is_slug(name) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            // "Commissioner's" is one word, and "R&D" is said "R and D".
            '\'' | '’' | '‘' => {}
            '&' => out.push_str("-and-"),
            c if c.is_alphanumeric() => out.extend(deunicode::deunicode_char(c).unwrap_or("-").chars().map(|c| c.to_ascii_lowercase())),
            _ => out.push('-'),
        }
    }
    let words: Vec<&str> = out.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    shorten(words.join("-"))
}

/// Whether a name is such a part already, as those of most folders are.
fn is_slug(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() <= LONGEST_PART && name.bytes().all(plain) && !name.starts_with('-') && !name.ends_with('-') && !name.contains("--")
}

fn shorten(mut slug: String) -> String {
    if slug.len() > LONGEST_PART {
        let cut = slug[..LONGEST_PART].rfind('-').unwrap_or(LONGEST_PART);
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_what_a_reader_would_type() {
        assert_eq!(slug("Scrutiny, Delivery & Performance Meeting"), "scrutiny-delivery-and-performance-meeting");
        assert_eq!(slug("Commissioner’s Update"), "commissioners-update");
        assert_eq!(slug("Cofnodion – Tŷ Gwyn"), "cofnodion-ty-gwyn");
        assert_eq!(slug("***"), "");
        assert!(slug(&"long ".repeat(60)).len() <= LONGEST_PART);
    }

    #[test]
    fn an_address_names_its_file() {
        assert_eq!(Address::page([]).output_path(), "index.html");
        assert_eq!(Address::page(["a", "b"]).output_path(), "a/b/index.html");
        assert_eq!(Address::written("/documents/old.pdf").output_path(), "documents/old.pdf");
        assert_eq!(Address::written("documents/old#p4").as_str(), "/documents/old/");
    }
}
