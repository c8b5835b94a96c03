//! Whether a paper may be seen. Where its front matter or its own legend leaves a doubt, it may not.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{FrontMatter, Withheld};
use crate::source::{Source, Span};

use super::rules;

/// Who may see a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publicity {
    /// Everybody.
    Public,
    /// Nobody, and a stub says so.
    Withheld(Withheld),
    /// Nobody yet, and nothing says so.
    Hidden,
}

impl Publicity {
    /// What front matter says on a day.
    pub(super) fn of(front: &FrontMatter, today: Date) -> Self {
        match (&front.withheld, front.publish_on) {
            _ if front.hold == Some(true) => Self::Hidden,
            (_, Some(day)) if today < day => Self::Hidden,
            (Some(withheld), _) => Self::Withheld(withheld.clone()),
            _ => Self::Public,
        }
    }
}

/// Keys that decide who may see a paper.
const DECIDING: [&str; 3] = ["hold", "publish_on", "withheld"];

/// Keys of other programs that have nothing to do with who may see a page. Any other key that is not ours may have been meant
/// to hide it.
const HARMLESS: [&str; 22] = [
    "tags",
    "categories",
    "category",
    "layout",
    "template",
    "weight",
    "slug",
    "url",
    "permalink",
    "description",
    "keywords",
    "image",
    "images",
    "lang",
    "toc",
    "type",
    "author",
    "id",
    "lastmod",
    "updated",
    "subtitle",
    "version",
];

/// Whether a fault of front matter could mean that its author did not want the paper seen. `known` are the keys there are.
pub(super) fn leaves_doubt(fault: &Diagnostic, known: &[String]) -> bool {
    let keys: Vec<String> = fault.message.split('`').skip(1).step_by(2).map(|key| key.to_lowercase().replace('-', "_")).collect();
    let parts = || keys.iter().flat_map(|key| key.split(['.', ' ']));
    match fault.rule.name {
        name if name == rules::SYNTAX_ERROR.name => true,
        name if name == rules::UNKNOWN_KEY.name => {
            parts().any(|key| DECIDING.contains(&key)) || !keys.first().is_some_and(|key| is_harmless(key, known))
        }
        _ => parts().any(|key| DECIDING.contains(&key)),
    }
}

/// Whether an unknown key is surely a slip for one that decides nothing, or a well-known one of another program.
fn is_harmless(key: &str, known: &[String]) -> bool {
    let distance = |other: &str| strsim::osa_distance(key, other);
    let deciding = DECIDING.iter().map(|other| distance(other)).min().unwrap_or(usize::MAX);
    let slip = known.iter().filter(|other| !DECIDING.contains(&other.as_str())).map(|other| distance(other)).min().unwrap_or(usize::MAX);
    HARMLESS.contains(&key) || key.len() >= 4 && slip <= 2 && slip < deciding
}

/// Words that, alone on a line or at its start, mark a paper that is not for the public.
const LEGENDS: [&str; 14] = [
    "not for publication",
    "not for public",
    "exempt from publication",
    "exempt information",
    "exempt by virtue",
    "exempt report",
    "confidential",
    "strictly confidential",
    "private and confidential",
    "official-sensitive",
    "official sensitive",
    "restricted",
    "do not publish",
    "nid i\u{2019}w gyhoeddi",
];

/// How many lines at the top of a page a legend may stand in.
const TOP: usize = 6;

/// A legend at the top of the file, or of a page of it, that says it is not for the public. A line of prose that has the words
/// in it, such as an agenda's "Item 9 is not for publication", is none.
pub(super) fn legend(source: &Arc<Source>, body: Span) -> Option<Span> {
    let text = source.slice(body);
    let (mut at, mut lines, mut blanks) = (body.start as usize, 0, 3);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            blanks += if line.contains('\u{c}') { 3 } else { 1 };
            continue;
        }
        lines = if blanks >= 3 || line.starts_with('\u{c}') { 1 } else { lines + 1 };
        blanks = 0;
        if lines <= TOP && is_legend(line) {
            return Some(Span::new(start, start + line.trim_end().len()));
        }
    }
    None
}

fn is_legend(line: &str) -> bool {
    let plain = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let short = plain.split_whitespace().count() <= 20;
    let shouted = !line.chars().any(char::is_lowercase);
    let told = shouted || plain.contains("schedule 12a") || plain.contains("paragraph");
    let marks = |legend: &str| plain == legend || told && plain.starts_with(legend);
    short && (LEGENDS.into_iter().any(marks) || shouted && plain.contains("not for publication"))
}

/// Whether the name of a file says that it is not for the public: "Item 6 EXEMPT Leisure Contract", "work programme - DO NOT PUBLISH".
pub(super) fn named_private(stem: &str) -> bool {
    let words: Vec<String> = stem.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let run = format!(" {} ", words.join(" "));
    [" exempt ", " confidential ", " not for publication ", " do not publish ", " restricted ", " not ready "]
        .iter()
        .any(|words| run.contains(words))
}

/// A line near the top of the text that was meant for front matter: its fence is not `+++` or `---`, or it stands below the text.
pub(super) fn stray(source: &Arc<Source>, body: Span) -> Option<Span> {
    let text = source.slice(body);
    let mut at = body.start as usize;
    for line in text.split_inclusive('\n').take(40) {
        let start = at;
        at += line.len();
        // In whichever notation it was meant: `hold: true`, `"hold": true,`, `- hold = true`.
        let (key, assigned) = line.split_once([':', '=']).map_or((line, false), |(key, _)| (key, true));
        let key = key.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('-', "_");
        if assigned && DECIDING.contains(&key.as_str()) {
            return Some(Span::new(start, start + line.trim_end().len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> bool {
        let source = Arc::new(Source::new("a.md", text));
        legend(&source, source.span()).is_some()
    }

    #[test]
    fn legends_are_lines_of_their_own_at_the_top_of_a_page() {
        for text in [
            "NOT FOR PUBLICATION\n\nReport",
            "# Report\n\n**Confidential**\n",
            "Not for publication by virtue of paragraph 3 of Schedule 12A\n",
            "Minutes\n\ntext\n\u{c}\nNOT FOR PUBLICATION - EXEMPT BY VIRTUE OF PARAGRAPH 7\n",
        ] {
            assert!(marked(text), "{text}");
        }
        for text in [
            "# Agenda\n\n9. Item 9 is not for publication.\n",
            "The report was confidential until May.\n",
            "# Confidential reporting policy\n",
        ] {
            assert!(!marked(text), "{text}");
        }
    }

    #[test]
    fn names_of_files_are_heeded() {
        assert!(named_private("Item 6 EXEMPT Leisure Contract") && named_private("work-programme-DO-NOT-PUBLISH"));
        assert!(!named_private("exemptions-policy"));
    }
}
