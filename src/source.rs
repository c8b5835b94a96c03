//! Text, and where in it: a file as it was read, byte spans into it, and the lines and columns that people use.

use std::sync::Arc;

/// The text of one file, with its path and the start of every line.
///
/// Line ends are `\n` whatever the file had (`\r\n`, `\r`), and a byte-order mark is gone: neither is part of what an
/// author wrote, and no line or column moves by it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: Box<str>,
    text: Box<str>,
    line_starts: Box<[u32]>,
}

impl Source {
    /// A source from text that is already decoded. `path` is relative to the folder being read, with `/` between its parts.
    ///
    /// Text past 4 GiB cannot be addressed by a [`Span`] and is refused when a file is read, before it comes here.
    pub fn new(path: impl Into<Box<str>>, text: impl Into<Box<str>>) -> Self {
        let text: Box<str> = normalise_line_ends(text.into());
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Self { path: path.into(), line_starts: starts.collect(), text }
    }

    /// A source from the bytes of a file: UTF-8, else Windows-1252 (of which Latin-1 is a part), in which every byte is a
    /// letter, so that no file is ever refused for its encoding.
    pub fn from_bytes(path: impl Into<Box<str>>, bytes: Vec<u8>) -> Self {
        // A byte-order mark tells UTF-16, in which old word processors wrote, from UTF-8.
        if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
            return Self::new(path, encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
        }
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|broken| encoding_rs::WINDOWS_1252.decode_without_bom_handling(broken.as_bytes()).0.into_owned());
        Self::new(path, text)
    }

    /// The path the source was given, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span. A span that does not fit this text gives the empty string.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The 1-based line in which a byte offset lies.
    pub fn line(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The 1-based line and column (in characters) of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.line_starts[line - 1] as usize;
        let end = self.text.floor_char_boundary((offset as usize).min(self.text.len()));
        Position { line, column: self.text[start..end.max(start)].chars().count() + 1 }
    }

    /// How many lines there are; a last line without a line end counts, an empty one after the last line end does not.
    pub fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.ends_with('\n') || self.text.is_empty())
    }

    /// The span of a 1-based line without its line end.
    ///
    /// # Panics
    /// When there is no such line.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).map_or(self.text.len() as u32, |next| next - 1);
        Span { start, end: end.max(start) }
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span { start: 0, end: self.text.len() as u32 }
    }
}

fn normalise_line_ends(text: Box<str>) -> Box<str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text,
    }
}

/// A range of bytes in a [`Source`], from `start` up to but without `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from offsets that index into a text.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The shortest span that holds both.
    pub fn to(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A place as people say it: line and column from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A span together with the source it lies in: what a finding points at.
#[derive(Debug, Clone)]
pub struct Located {
    /// Where the text stands.
    pub source: Arc<Source>,
    /// Which part of it is meant.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines_from_one() {
        let source = Source::new("a.md", "£1\nsecond\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(4), Position { line: 2, column: 1 });
        assert_eq!(source.slice(source.line_span(2)), "second");
        assert_eq!(source.line_count(), 2);
    }

    #[test]
    fn any_bytes_become_text_with_plain_line_ends() {
        let source = Source::from_bytes("a.md", b"\xef\xbb\xbfone\r\ntwo\rthree".to_vec());
        assert_eq!(source.text(), "one\ntwo\nthree");
        assert_eq!(Source::from_bytes("c.md", b"\xff\xfeO\0K\0".to_vec()).text(), "OK");
        assert_eq!(Source::from_bytes("b.md", b"caf\xe9 \x96 \x80".to_vec()).text(), "café – €");
    }
}
