//! Raw HTML in papers → HTML that can do no harm. What is allowed is kept, words are always kept, and what only looks like a
//! tag (`<Name of chair>`) is shown as it was typed.

use std::borrow::Cow;
use std::collections::HashSet;

use super::escape;

/// What a raw tag inside a line becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// An element opens: its name, and the safe tag.
    Open(String, String),
    /// An element closes.
    Close(String),
    /// An element without content.
    Alone(String),
    /// A comment, or a tag that is left out.
    Nothing,
    /// No tag at all.
    Text,
}

/// Elements that may stand inside a line.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var",
];

/// Elements that may stand by themselves, beside those inside a line.
const BLOCK: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
    "center",
    "font",
];

/// Elements of HTML that are left out, their words kept.
const LEFT_OUT: [&str; 46] = [
    "applet", "area", "audio", "base", "body", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "footer", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "iframe", "img", "input", "label", "legend", "link", "main",
    "map", "meta", "nav", "noscript", "object", "option", "picture", "script", "select", "source", "style", "svg", "textarea", "title",
    "video",
];

/// A raw tag inside a line.
pub(super) fn tag(raw: &str) -> Tag {
    if raw.starts_with("<!") || raw.starts_with("<?") {
        return Tag::Nothing;
    }
    let Some(name) = element(raw) else { return Tag::Text };
    if !INLINE.contains(&name.as_str()) {
        return Tag::Nothing;
    }
    if raw.starts_with("</") {
        return if name == "br" { Tag::Nothing } else { Tag::Close(name) };
    }
    let cleaned = builder().clean(raw).to_string();
    let open = cleaned.find('>').map_or("", |end| &cleaned[..=end]).to_owned();
    match name.as_str() {
        "br" => Tag::Alone(open),
        _ if open.is_empty() => Tag::Nothing,
        _ => Tag::Open(name, open),
    }
}

/// A block of raw HTML.
pub(super) fn block(raw: &str) -> String {
    if raw.matches('<').count() > MOST_TAGS {
        let mut shown = String::from("<pre>");
        escape::push(raw, &mut shown);
        return shown + "</pre>";
    }
    builder().clean(&typed_as_text(raw)).to_string()
}

/// A block with more tags than this is shown as it was typed: no person wrote it, and reading it takes too long.
const MOST_TAGS: usize = 4000;

/// The name of the element that a tag opens or closes, where HTML has such an element.
fn element(raw: &str) -> Option<String> {
    let name: String = raw.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let known = INLINE.contains(&name.as_str()) || BLOCK.contains(&name.as_str()) || LEFT_OUT.contains(&name.as_str());
    known.then_some(name)
}

/// Raw HTML in which every `<` that opens no element is written out, so that the words after it stay.
fn typed_as_text(raw: &str) -> Cow<'_, str> {
    let last_close = raw.rfind('>').unwrap_or(0);
    let opens = |at: usize| raw[at..].starts_with("<!--") && raw[at..].contains("-->") || element(&raw[at..]).is_some() && last_close > at;
    if raw.match_indices('<').all(|(at, _)| opens(at)) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for (at, c) in raw.char_indices() {
        match c {
            '<' if !opens(at) => escape::push("<", &mut out),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn builder() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    let tags: HashSet<&str> = INLINE.into_iter().chain(BLOCK).filter(|tag| !["center", "font"].contains(tag)).collect();
    // A script that is not allowed is shown as the text it is: no word of a paper is dropped.
    builder.tags(tags).clean_content_tags(HashSet::new()).link_rel(None).url_relative(ammonia::UrlRelative::Deny);
    builder.add_tag_attributes("details", ["open"]).add_generic_attributes(["lang", "dir", "title"]);
    builder.add_tag_attributes("th", ["scope"]);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_inside_a_line_are_allowed_left_out_or_text() {
        assert_eq!(tag("<sup>"), Tag::Open("sup".into(), "<sup>".into()));
        assert_eq!(tag("</SUP>"), Tag::Close("sup".into()));
        assert_eq!(tag("<br/>"), Tag::Alone("<br>".into()));
        assert_eq!(tag("<a onclick=\"x()\" href=\"javascript:x()\">"), Tag::Open("a".into(), "<a>".into()));
        assert_eq!(tag("<script>"), Tag::Nothing);
        assert_eq!(tag("<!-- note -->"), Tag::Nothing);
        assert_eq!(tag("<Name>"), Tag::Text);
    }

    #[test]
    fn blocks_keep_their_words_and_lose_their_teeth() {
        let html = block("<div onmouseover=\"x()\"><script>alert('words')</script><Name of chair></div>");
        assert!(!html.contains("<script") && !html.contains("onmouseover"), "{html}");
        assert!(html.contains("alert('words')") && html.contains("&lt;Name of chair"), "{html}");
    }
}
