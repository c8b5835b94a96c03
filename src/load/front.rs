//! A file → the front matter above its text.

use crate::source::{Source, Span};

use super::entry::Notation;

/// The parts of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    /// The front matter between its lines, if there is any.
    pub front: Option<(Span, Notation)>,
    /// Whether the line that should close it is missing. All below it is then front matter, so that nothing is published by mistake.
    pub unclosed: bool,
    /// The text.
    pub body: Span,
}

/// Parts a file at the lines around its front matter: `+++` for TOML, `---` for YAML. A first line `---` with no `key:` below
/// it is a rule between paragraphs and no front matter.
pub(super) fn split(source: &Source) -> Parts {
    let text = source.text();
    let whole = Parts { front: None, unclosed: false, body: source.span() };
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}\u{200c}\u{2060}".contains(c)).len();
    let first = text[lead..].lines().next().unwrap_or_default().trim_end();
    let notation = match first {
        "+++" => Notation::Toml,
        "---" => Notation::Yaml,
        _ => return whole,
    };
    let start = lead + text[lead..].find('\n').map_or(text.len() - lead, |end| end + 1);
    if notation == Notation::Yaml && !begins_with_key(&text[start..]) {
        return whole;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_end() == first {
            return Parts { front: Some((Span::new(start, at), notation)), unclosed: false, body: Span::new(next, text.len()) };
        }
        at = next;
    }
    let end = text.len();
    Parts { front: Some((Span::new(start, end), notation)), unclosed: true, body: Span::new(end, end) }
}

fn begins_with_key(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let key = first.and_then(|line| line.split_once(':')).map(|(key, _)| key.trim_matches(['"', '\'', ' ']));
    first == Some("---") || key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<String>, bool, String) {
        let source = Source::new("a.md", text);
        let parts = split(&source);
        (parts.front.map(|(span, _)| source.slice(span).to_owned()), parts.unclosed, source.slice(parts.body).to_owned())
    }

    #[test]
    fn front_matter_is_what_stands_between_its_lines() {
        assert_eq!(parts("+++\nhold = true\n+++\n\nText"), (Some("hold = true\n".into()), false, "\nText".into()));
        assert_eq!(parts("---\ntitle: A\n---\nText"), (Some("title: A\n".into()), false, "Text".into()));
        assert_eq!(parts("---\n\nA rule, and text\n\n---\n").0, None);
        assert_eq!(parts("Text\n+++\n").0, None);
    }

    #[test]
    fn what_is_never_closed_is_never_published() {
        let (front, unclosed, body) = parts("+++\nhold = true\n\nSecret");
        assert!(front.is_some() && unclosed && body.is_empty());
    }
}
