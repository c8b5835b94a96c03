//! A paper's text → the text that CommonMark should read, with the way back to the source.
//!
//! CommonMark takes four blanks or a tab before a line for code. In papers they are layout: a table flattened by a
//! converter, an indented paragraph. They are cut here, and every offset afterwards goes through [`Prepared::source`].

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::source::Span;

/// How often cutting layout may uncover more of it before what remains is taken as it is.
const PASSES: usize = 4;

/// Text ready for CommonMark.
pub(super) struct Prepared<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    whole: &'t str,
    /// The part of `whole` that is read.
    span: Span,
    /// Where each kept piece starts, here and in `whole`.
    pieces: Vec<(usize, usize)>,
}

impl<'t> Prepared<'t> {
    /// A span of a text without the indentation that would read as code.
    pub fn new(whole: &'t str, span: Span) -> Self {
        let text = Cow::Borrowed(&whole[span.range()]);
        let mut prepared = Self { text, whole, span, pieces: vec![(0, span.start as usize)] };
        let mut cuts: Vec<Range<usize>> = Vec::new();
        // Without four blanks or a tab there is no indented code: most papers are read once only.
        for _ in 0..PASSES {
            if !(prepared.text.contains('\t') || prepared.text.contains("    ")) {
                break;
            }
            let indentation = indentation_read_as_code(&prepared.text);
            if indentation.is_empty() {
                break;
            }
            cuts.extend(indentation.into_iter().map(|range| prepared.source(range).range()));
            cuts.sort_by_key(|cut| cut.start);
            prepared.cut(&cuts);
        }
        prepared
    }

    /// The place in the whole text of a range of this text.
    pub fn source(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        // The end is that of the last byte, not of the byte after it: blanks cut there do not belong to the range.
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        Span::new(start, end)
    }

    /// The text of a place in the whole text.
    pub fn source_text(&self, span: Span) -> &'t str {
        &self.whole[span.range()]
    }

    fn offset(&self, here: usize) -> usize {
        let (start, there) = self.pieces[self.pieces.partition_point(|(start, _)| *start <= here) - 1];
        there + here - start
    }

    fn cut(&mut self, cuts: &[Range<usize>]) {
        let (mut text, mut pieces) = (String::with_capacity(self.text.len()), Vec::with_capacity(cuts.len() + 1));
        let mut at = self.span.start as usize;
        for kept in cuts.iter().map(|cut| (cut.start, cut.end)).chain([(self.span.end as usize, 0)]) {
            if kept.0 > at || text.is_empty() {
                pieces.push((text.len(), at));
                text.push_str(&self.whole[at..kept.0.max(at)]);
            }
            at = at.max(kept.1);
        }
        // A piece of no length would hide the one after it.
        pieces.dedup_by(|next, last| {
            let same = next.0 == last.0;
            if same {
                *last = *next;
            }
            same
        });
        (self.text, self.pieces) = (Cow::Owned(text), pieces);
    }
}

/// What CommonMark is asked to read beside its core.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// The blanks before every line that would be read as indented code, in order and apart from one another.
fn indentation_read_as_code(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => inside = true,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(_) if inside => {
                let blanks = blanks_around(text, range.start);
                if !blanks.is_empty() && found.last().is_none_or(|last| last.end <= blanks.start) {
                    found.push(blanks);
                }
            }
            _ => {}
        }
    }
    found
}

/// The four columns of blanks before an offset that made it code, and all blanks after it on the line.
fn blanks_around(text: &str, offset: usize) -> Range<usize> {
    let mut start = offset;
    let mut columns = 0;
    while columns < 4 && start > 0 {
        match text.as_bytes()[start - 1] {
            b' ' => columns += 1,
            b'\t' => columns = 4,
            _ => break,
        }
        start -= 1;
    }
    let after = text[offset..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    // A marker keeps the blank that makes it one.
    let after_marker = start > 0 && !text[..start].ends_with('\n') && columns > 0;
    start + usize::from(after_marker)..offset + after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_is_cut_and_offsets_lead_back() {
        let whole = "before\nAgenda\n\n\t\tPresented by\n\n- one\n\n          deep\n-      wide\n";
        let prepared = Prepared::new(whole, Span::new(7, whole.len()));
        assert!(!prepared.text.contains('\t'));
        for word in ["Agenda", "Presented", "one", "deep", "wide"] {
            let here = prepared.text.find(word).expect("kept");
            assert_eq!(prepared.source_text(prepared.source(here..here + word.len())), word);
        }
        assert!(indentation_read_as_code(&prepared.text).is_empty(), "{:?}", prepared.text);
    }

    #[test]
    fn a_fence_keeps_its_blanks() {
        let text = "```\n    kept\n```\n";
        assert_eq!(Prepared::new(text, Span::new(0, text.len())).text, text);
    }
}
