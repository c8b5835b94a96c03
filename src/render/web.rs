//! Addresses as they stand in HTML: with the site's base path, and with what may not stand in a URL written out.

use crate::link::{self, Target};
use crate::model::{Address, Filed, Site};

use super::escape;

/// The URL of an address on the site.
pub(crate) fn url(site: &Site, address: &Address) -> String {
    format!("{}{}", site.settings.base_path(), encode(address.as_str()))
}

/// The URL of a file beside the papers.
pub(super) fn file(site: &Site, path: &str) -> String {
    url(site, &Address::file(path))
}

/// The URL a link in a paper leads to; `None` where it leads nowhere, or where no link should.
pub(super) fn href(site: &Site, paper: &Filed, target: &str) -> Option<String> {
    let with = |address: &Address, anchor: Option<String>| {
        let fragment = anchor.map_or_else(String::new, |anchor| format!("#{}", fragment(&anchor)));
        format!("{}{fragment}", url(site, address))
    };
    match link::resolve(site, paper.document.path(), target) {
        Target::Paper(id, anchor) => {
            let other = site.paper(id);
            // An anchor that is not there would silently lead to the top: better to lead to the paper and say so in the report.
            Some(with(&other.address, anchor.filter(|anchor| other.paper.has_anchor(anchor))))
        }
        Target::Stub(id) => Some(with(&site.stub(id).address, None)),
        Target::Place(address, anchor) => Some(with(&address, anchor)),
        Target::File(path) => Some(file(site, &path)),
        Target::Here(anchor) => paper.paper.has_anchor(&anchor).then(|| format!("#{}", fragment(&anchor))),
        Target::Elsewhere => Some(target.to_owned()),
        Target::Unsafe | Target::Hidden | Target::Missing => None,
    }
}

/// An anchor as the part of a URL after `#`.
pub(super) fn fragment(anchor: &str) -> String {
    encode(anchor)
}

/// A path with all that may not stand in a URL, or in quotes, written out.
pub(crate) fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'/' | b'-' | b'_' | b'.' | b'~' | b'(' | b')' | b',' | b'+' | b'@' | b'=' | b':' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Whether a link shows the address it leads to: on paper that need not be said again.
pub(super) fn is_bare(target: &str, shown: &str) -> bool {
    let without_scheme = |address: &str| {
        let scheme = ["https://", "http://", "mailto:"].into_iter().find(|scheme| address.starts_with(scheme));
        scheme.map(|scheme| address[scheme.len()..].trim_end_matches('/').to_owned())
    };
    let wanted = without_scheme(target);
    wanted.is_some() && (wanted == without_scheme(shown) || wanted.as_deref() == Some(shown.trim_end_matches('/')))
}

/// Adds a text in which bare web and e-mail addresses become links to themselves.
pub(super) fn push_linked(text: &str, out: &mut String) {
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return escape::push(text, out);
    }
    for word in text.split_inclusive(char::is_whitespace) {
        push_word(word, out);
    }
}

fn push_word(word: &str, out: &mut String) {
    let start = word.len() - word.trim_start_matches(['(', '[', '<', '"', '\'', '“', '‘']).len();
    let inner = word[start..].trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)]>\"'”’".contains(c));
    let scheme = match inner {
        _ if inner.starts_with("http://") || inner.starts_with("https://") => "",
        _ if inner.starts_with("www.") && inner.len() > 8 => "http://",
        _ if is_mail(inner) => "mailto:",
        _ => return escape::push(word, out),
    };
    escape::push(&word[..start], out);
    out.push_str("<a class=\"bare\" href=\"");
    out.push_str(scheme);
    escape::push(inner, out);
    out.push_str("\">");
    escape::push(inner, out);
    out.push_str("</a>");
    escape::push(&word[start + inner.len()..], out);
}

fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-+'".contains(c));
    plain(name) && plain(host) && host.contains('.') && !host.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_become_links_and_lose_no_character() {
        let read = |text: &str| {
            let mut out = String::new();
            push_linked(text, &mut out);
            out
        };
        assert_eq!(read("See www.example.org."), "See <a class=\"bare\" href=\"http://www.example.org\">www.example.org</a>.");
        assert_eq!(read("(clerk@example.org)"), "(<a class=\"bare\" href=\"mailto:clerk@example.org\">clerk@example.org</a>)");
        assert_eq!(read("R&D @ home"), "R&amp;D @ home");
    }

    #[test]
    fn a_link_that_shows_its_address_is_bare() {
        assert!(is_bare("https://example.org/", "https://example.org"));
        assert!(is_bare("https://example.org/papers", "example.org/papers"));
        assert!(is_bare("mailto:clerk@example.org", "clerk@example.org"));
        assert!(!is_bare("https://example.org/papers", "papers"));
        assert!(!is_bare("minutes.md#p4", "4"));
    }
}
