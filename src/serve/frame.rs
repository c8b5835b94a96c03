//! A page's bytes → the same bytes with what only its author sees put around them: findings, marks, the switch, the script that
//! follows what is saved. It stands in a shadow tree, so that theme and frame do not meet.

use std::fmt::Write;

use crate::load::Readers;
use crate::render::escape::escape;
use crate::render::web;

use super::edition::{Fault, Mark};
use super::panel;

/// What is put around a page.
pub(super) struct Frame<'f> {
    /// The path it was asked for.
    pub path: &'f str,
    /// Whose site it is from.
    pub readers: Readers,
    /// Whether there is another to switch to.
    pub switch: Switch,
    /// What the page is known by: when that is another, it is loaded again.
    pub have: u64,
    /// Why the page is not what was written last.
    pub fault: Option<&'f Fault>,
    /// Why the public does not see it.
    pub mark: Option<Mark>,
    /// The findings, as HTML.
    pub panel: &'f str,
    /// URLs the public does not see.
    pub hidden: &'f [(String, Mark)],
}

/// Whether the site can be seen through the eyes of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Switch {
    Offered,
    /// Only the public's site is served, and nothing is seen beside it.
    None,
}

/// How the word behind a link to a hidden paper looks, whatever the theme.
const MARKED: &str = "font: 600 0.75em system-ui, sans-serif; color: #fff; background: #8a1c1c; border-radius: 0.25em; \
                      padding: 0.1em 0.4em; margin-inline-start: 0.4em;";

/// A page where there is none to put a frame around.
pub(super) const BARE: &[u8] =
    b"<!doctype html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
      initial-scale=1\"><title>This page cannot be shown</title></head>\n<body>\n</body>\n</html>\n";

impl Frame<'_> {
    /// The page in its frame. A fault stands above it, all else below.
    pub fn around(&self, page: &[u8]) -> Vec<u8> {
        let at = match self.fault {
            Some(_) => after_opening(page, b"<body"),
            None => find_last(page, b"</body>"),
        };
        let (before, after) = page.split_at(at.unwrap_or(page.len()));
        [before, self.html().as_bytes(), after].concat()
    }

    fn html(&self) -> String {
        let mut html = String::new();
        self.write_marks(&mut html);
        let _ = writeln!(
            html,
            "<div id=\"panelpress-preview\" data-path=\"{}\" data-have=\"{:016x}\"><template shadowrootmode=\"open\">\
             <link rel=\"stylesheet\" href=\"/.preview/preview.css\">",
            escape(self.path),
            self.have
        );
        if let Some(fault) = self.fault {
            html.push_str(&error(fault));
        }
        if self.switch == Switch::Offered {
            self.write_bar(&mut html);
        }
        html.push_str("</template></div>\n<script src=\"/.preview/preview.js\"></script>\n");
        html
    }

    fn write_bar(&self, html: &mut String) {
        let marked = if self.mark.is_some() { " marked" } else { "" };
        let _ = writeln!(html, "<aside class=\"bar{marked}\" aria-label=\"Preview\">");
        if let Some(mark) = self.mark {
            let _ = writeln!(html, "<p class=\"mark\"><strong>{}</strong> {}</p>", word(mark), sentence(mark));
        }
        let (now, other, to) = match self.readers {
            Readers::Author => ("The author\u{2019}s view.", "See what the public sees", "public"),
            Readers::Everybody => ("As the public sees it.", "Back to the author\u{2019}s view", "author"),
        };
        let to = format!("/.preview/{to}?to={}", web::encode(self.path));
        let _ =
            writeln!(html, "<div class=\"panel\">{}</div><p class=\"switch\">{now} <a href=\"{to}\">{other}</a></p></aside>", self.panel);
    }

    /// Links to papers that the public does not see are marked wherever they stand.
    fn write_marks(&self, html: &mut String) {
        if self.hidden.is_empty() {
            return;
        }
        let link = |url: &str| format!("a[href=\"{url}\"]::after, a[href^=\"{url}#\"]::after");
        let all: Vec<String> = self.hidden.iter().map(|(url, _)| link(url)).collect();
        let _ = writeln!(html, "<style>\n{} {{ {MARKED} }}", all.join(",\n"));
        for (url, mark) in self.hidden {
            let _ = writeln!(html, "{} {{ content: \"{}\" }}", link(url), word(*mark));
        }
        html.push_str("</style>\n");
    }
}

/// What stands in the way, readable and complete.
pub(super) fn error(fault: &Fault) -> String {
    let mut html =
        format!("<section class=\"fault\" role=\"alert\"><h1>This is not what was saved last</h1>\n<p>{}.</p>\n", escape(&fault.title));
    if !fault.report.is_empty() {
        html.push_str(&panel::list(fault.report.clone()));
    }
    html + "<p>Mend the file and save it: this page follows by itself. Until then the last good site stays.</p></section>\n"
}

/// The word a hidden paper is marked with.
fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Held => "Held",
        Mark::Embargoed(_) => "Embargoed",
        Mark::Withheld => "Withheld",
        Mark::Doubtful => "Kept back",
    }
}

fn sentence(mark: Mark) -> String {
    match mark {
        Mark::Held => "The public site holds no trace of this paper until <code>hold</code> is removed.".to_owned(),
        Mark::Embargoed(day) => format!("The public site holds no trace of this paper before {}.", day.strftime("%-d %B %Y")),
        Mark::Withheld => "The public never sees this paper; a stub stands in its place.".to_owned(),
        Mark::Doubtful => "Something in this paper leaves a doubt whether it is public. Until that is settled it is not.".to_owned(),
    }
}

fn after_opening(page: &[u8], tag: &[u8]) -> Option<usize> {
    let start = page.windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag))?;
    Some(start + page[start..].iter().position(|byte| *byte == b'>')? + 1)
}

fn find_last(page: &[u8], tag: &[u8]) -> Option<usize> {
    page.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}
