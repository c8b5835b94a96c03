//! Every numbered block and every heading gets the anchor it is reached by, made from what is printed.

use std::collections::HashMap;

use super::number::{self, Style};
use crate::model::{Block, BlockKind, slug};
use crate::source::Source;

/// Ids that the page around a paper has: a heading "Contents" is `#contents~2`.
const RESERVED: [&str; 6] = ["main", "contents", "appendices", "attachments", "citation", "papers"];

/// Gives anchors to all blocks and returns them sorted.
pub(super) fn give(source: &Source, blocks: &mut [Block]) -> Vec<Box<str>> {
    let used = RESERVED.iter().map(|id| ((*id).to_owned(), 1)).collect();
    let mut giver = Giver { source, used, open: Vec::new(), letter: None };
    giver.blocks(blocks, 0);
    let mut all: Vec<Box<str>> = giver.used.into_keys().filter(|id| !RESERVED.contains(&id.as_str())).map(String::into_boxed_str).collect();
    all.sort_unstable();
    all
}

struct Giver<'s> {
    source: &'s Source,
    /// Every anchor given, and how often the like of it was asked for.
    used: HashMap<String, u32>,
    /// Numbers that a sub-item may belong to, outermost first.
    open: Vec<Open>,
    /// The last letter, and what it stood under: `(b)` goes on after the conditions 1 to 3 that were part of `(a)`.
    letter: Option<(u32, Box<str>, u8)>,
}

/// A number that is still open.
struct Open {
    counts_in: CountsIn,
    anchor: Box<str>,
    depth: u8,
    value: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CountsIn {
    Decimal,
    Roman,
    Letter,
}

impl Giver<'_> {
    fn blocks(&mut self, blocks: &mut [Block], inside: usize) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Numbered(numbered) => {
                    (numbered.anchor, numbered.depth) = self.numbered(&numbered.number.label, inside);
                    let open = self.open.len();
                    self.blocks(&mut numbered.blocks, open);
                    self.open.truncate(open);
                }
                BlockKind::Heading(heading) => {
                    self.open.truncate(inside);
                    heading.anchor = match &heading.number {
                        Some(number) => self.numbered(&number.label, inside).0,
                        None => self.heading(&super::plain_text(self.source, &heading.content)),
                    };
                }
                BlockKind::Bullets(items) => items.iter_mut().for_each(|item| self.blocks(item, inside)),
                BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks, inside),
                BlockKind::Definitions(definitions) => {
                    definitions.iter_mut().flat_map(|definition| &mut definition.meanings).for_each(|meaning| self.blocks(meaning, inside));
                }
                BlockKind::Table(table) => {
                    for (number, anchor) in table.rows.iter_mut().filter_map(|row| row.number.as_mut()) {
                        *anchor = self.unique(format!("p{}", number.label));
                    }
                }
                _ => {}
            }
        }
    }

    /// The anchor and depth of a number. `inside` numbers are around it in the text's own structure and stay open.
    fn numbered(&mut self, label: &str, inside: usize) -> (Box<str>, u8) {
        let style = number::read(label).map(|read| read.style);
        let (counts_in, value) = self.counts_in(label, style.as_ref());
        if counts_in == CountsIn::Decimal {
            self.open.truncate(inside);
        } else if let Some(same) = self.open.iter().skip(inside).position(|open| open.counts_in == counts_in) {
            self.open.truncate(inside + same);
        }
        let resumed = self
            .letter
            .clone()
            .filter(|(last, ..)| counts_in == CountsIn::Letter && value > 1 && *last + 1 == value && !self.letters_open());
        let parent = self.open.last();
        let whole = label.contains('.') || label.contains('/');
        let (wanted, depth) = match parent {
            _ if resumed.is_some() => resumed.map(|(_, parent, depth)| (format!("{parent}.{label}"), depth)).unwrap_or_default(),
            Some(parent) if !whole => (format!("{}.{label}", parent.anchor), parent.depth + 1),
            _ => (format!("p{label}"), label.matches('.').count().min(4) as u8),
        };
        if let Some((parent, _)) = wanted.rsplit_once('.').filter(|_| counts_in == CountsIn::Letter) {
            self.letter = Some((value, parent.into(), depth));
        }
        let anchor = self.unique(wanted);
        self.open.push(Open { counts_in, anchor: anchor.clone(), depth, value });
        (anchor, depth)
    }

    fn letters_open(&self) -> bool {
        self.open.iter().any(|open| open.counts_in == CountsIn::Letter)
    }

    /// Whether `i` is the first of Roman numbers or the letter after `h`.
    fn counts_in(&self, label: &str, style: Option<&Style>) -> (CountsIn, u32) {
        let letter = style.and_then(|style| style.as_letter(label));
        let after_letter =
            letter.filter(|letter| self.open.iter().any(|open| open.counts_in == CountsIn::Letter && open.value + 1 == *letter));
        match (style, after_letter) {
            (_, Some(letter)) => (CountsIn::Letter, letter),
            (Some(Style::Roman(value)), None) => (CountsIn::Roman, *value),
            (Some(Style::Letter(value)), None) => (CountsIn::Letter, *value),
            _ => (CountsIn::Decimal, 0),
        }
    }

    fn heading(&mut self, text: &str) -> Box<str> {
        let slug = slug(text);
        self.unique(if slug.is_empty() { "section".to_owned() } else { slug })
    }

    /// The anchor, or `anchor~2` where it is taken.
    fn unique(&mut self, wanted: String) -> Box<str> {
        let mut times = *self.used.get(&wanted).unwrap_or(&0);
        let mut anchor = wanted.clone();
        while times > 0 {
            times += 1;
            anchor = format!("{wanted}~{times}");
            if !self.used.contains_key(&anchor) {
                break;
            }
        }
        self.used.insert(wanted, times.max(1));
        self.used.entry(anchor.clone()).or_insert(1);
        anchor.into()
    }
}
