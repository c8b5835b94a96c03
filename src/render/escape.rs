//! Text → HTML that shows it.

use std::borrow::Cow;

/// Adds a text with the characters that mean something in HTML written out. Fit for text and for quoted attributes.
pub(super) fn push(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_control(c)) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => " ",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Form feeds and the like, which HTML does not allow: they are layout and no words.
fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\n' | '\t')
}

/// The text with those characters written out.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_control(c)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    push(text, &mut escaped);
    Cow::Owned(escaped)
}
