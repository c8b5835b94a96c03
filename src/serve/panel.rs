//! Findings → HTML for their author: where, the words, what is wrong and what would help. Everything in it is escaped.

use crate::diagnostic::{Diagnostic, Level, Place, Report};
use crate::render::escape::escape;
use crate::source::{Located, Span};

/// More findings than this are not listed in one place: nobody mends them there.
const LONGEST: usize = 100;

/// A longer line is shown around the fault only.
const WIDEST_LINE: usize = 240;

/// How many findings there are, in words: "2 errors, 1 warning".
pub(super) fn count(report: &Report) -> String {
    let number = |level: Level, one: &str, several: &str| match report.count(level) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let parts = [
        number(Level::Error, "error", "errors"),
        number(Level::Warning, "warning", "warnings"),
        number(Level::Advice, "piece of advice", "pieces of advice"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "nothing to mend".to_owned() } else { parts.join(", ") }
}

/// The findings as a list, the gravest first.
pub(super) fn list(report: Report) -> String {
    let mut findings = report.sorted();
    findings.sort_by_key(|finding| finding.level);
    let mut html = String::from("<ol class=\"findings\">\n");
    findings.iter().take(LONGEST).for_each(|finding| html.push_str(&one(finding)));
    if findings.len() > LONGEST {
        html.push_str(&format!("<li>and {} more</li>\n", findings.len() - LONGEST));
    }
    html + "</ol>\n"
}

fn one(finding: &Diagnostic) -> String {
    let level = finding.level.name();
    let mut html = format!(
        "<li class=\"{level}\"><p class=\"message\"><b>{level}</b> {} <code>{}</code></p>\n",
        escape(&finding.message),
        finding.rule.name
    );
    match &finding.place {
        Place::Text(at) => html.push_str(&excerpt(at)),
        Place::File(path) => html.push_str(&format!("<p class=\"place\">{}</p>\n", escape(path))),
    }
    finding.notes.iter().for_each(|note| html.push_str(&format!("<p>Note: {}</p>\n", escape(note))));
    finding.help.iter().for_each(|help| html.push_str(&format!("<p>Help: {}</p>\n", escape(help))));
    html + &format!(
        "<details class=\"rule\"><summary>{}</summary>\n<pre>{}</pre></details></li>\n",
        escape(finding.rule.summary),
        escape(finding.rule.page.trim())
    )
}

/// The place, and the line with the fault marked.
fn excerpt(at: &Located) -> String {
    let (text, position) = (at.source.text(), at.source.position(at.span.start));
    let whole = at.source.line_span(position.line);
    let end = at.span.end.min(whole.end).max(at.span.start);
    let around = |offset: u32| text.floor_char_boundary(offset as usize);
    let shown = match (whole.end - whole.start) as usize > WIDEST_LINE {
        true => Span::new(around(at.span.start.saturating_sub(60).max(whole.start)), around(end.saturating_add(60).min(whole.end))),
        false => whole,
    };
    let part = |start: u32, end: u32| escape(at.source.slice(Span { start, end })).into_owned();
    let (before, marked, after) = (part(shown.start, at.span.start), part(at.span.start, end), part(end, shown.end));
    format!(
        "<p class=\"place\">{}:{}:{}</p>\n<pre>{before}<mark>{marked}</mark>{after}</pre>\n",
        escape(at.source.path()),
        position.line,
        position.column
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;
    use crate::source::Source;
    use std::sync::Arc;

    static RULE: Rule = Rule { name: "odd-word", level: Level::Warning, summary: "A word is <odd>.", page: "<It> is." };

    #[test]
    fn findings_show_their_place_and_everything_is_escaped() {
        let source = Arc::new(Source::new("<b>.md", "one\n<script>two</script> & three\n"));
        let finding = Diagnostic::at(&RULE, &source, Span::new(12, 15), "\"two\" & <it>").help("say <three>");
        let report: Report = [finding].into_iter().collect();
        assert_eq!(count(&report), "1 warning");
        let html = list(report);
        assert!(html.contains("&lt;b&gt;.md:2:9"), "{html}");
        assert!(html.contains("&lt;script&gt;<mark>two</mark>&lt;/script&gt; &amp; three"), "{html}");
        assert!(
            html.contains("A word is &lt;odd&gt;.")
                && html.contains("&lt;It&gt; is.")
                && html.contains("say &lt;three&gt;")
                && !html.contains("<script"),
            "{html}"
        );
    }
}
