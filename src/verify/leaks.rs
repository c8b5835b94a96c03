//! Proof that nothing of a paper that may not be seen is in a page: no run of its words, no part of its name.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::load::fingerprint;
use crate::model::{Address, Site};

/// Words that may not be seen stand in a page. Nothing is written when this fires.
pub static WITHHELD_TEXT_LEAKED: Rule = Rule {
    name: "withheld-text-leaked",
    level: Level::Error,
    summary: "Words of a paper that may not be seen stand in a finished page.",
    page: include_str!("withheld_text_leaked.md"),
};

/// Looks for runs of words whose marks are those of unpublished papers, in the text and in the address.
pub(super) fn look(site: &Site, address: &Address, text: &str, report: &mut Report) {
    if site.unpublished.words.is_empty() {
        return;
    }
    let plain = without_tags(text).replace('\u{ad}', "");
    for (run, marks) in &site.unpublished.words {
        let found = |text: &str| fingerprint::runs(fingerprint::words(text), *run).any(|mark| marks.contains(&mark));
        // Titles and text alternatives stand inside tags: the bytes are looked through as they are as well.
        if found(&plain) || found(text) || found(address.as_str()) {
            let message = format!("{address} holds words of a paper that may not be seen");
            let finding = Diagnostic::in_file(&WITHHELD_TEXT_LEAKED, address.output_path(), message)
                .note("nothing was written")
                .help("look for a published paper or template that quotes it");
            return report.push(finding);
        }
    }
}

/// The words of a page: tags and entities gone. A tag inside a word does not part it, every other does.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let close = if rest.as_bytes()[at] == b'<' { '>' } else { ';' };
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + 1);
        let name = rest[at..end].trim_start_matches(['<', '/']);
        let within_word = ["em>", "strong>", "del>", "b>", "i>", "u>"].contains(&name);
        if !within_word {
            text.push(' ');
        }
        // A lone `&` or `<` is text: at most what looks like one tag is passed over.
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}
