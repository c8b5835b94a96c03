//! What in a paper shuts some readers out: images without words, tables without headings, links that do not say where they lead.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::link;
use crate::model::{Block, BlockKind, Filed, Inline, PaperId, Site};
use crate::parse::plain_text;
use crate::source::Span;

/// An image has no text alternative (WCAG 2.2, 1.1.1).
pub static IMAGE_WITHOUT_ALT: Rule = Rule {
    name: "image-without-alt",
    level: Level::Warning,
    summary: "An image has no words for readers who cannot see it.",
    page: include_str!("image_without_alt.md"),
};

/// A table's columns have no headings (WCAG 2.2, 1.3.1).
pub static TABLE_WITHOUT_HEADER: Rule = Rule {
    name: "table-without-header",
    level: Level::Warning,
    summary: "The columns of a table have no headings.",
    page: include_str!("table_without_header.md"),
};

/// A link's words do not say where it leads (WCAG 2.2, 2.4.4).
pub static BARE_LINK_TEXT: Rule = Rule {
    name: "bare-link-text",
    level: Level::Advice,
    summary: "The words of a link do not say where it leads.",
    page: include_str!("bare_link_text.md"),
};

/// The rules whose findings go into the accessibility statement.
pub static ACCESSIBILITY: [&Rule; 3] = [&IMAGE_WITHOUT_ALT, &TABLE_WITHOUT_HEADER, &BARE_LINK_TEXT];

/// Looks at the images, links and tables of a paper.
pub(super) fn check(site: &Site, id: PaperId, report: &mut Report) {
    let paper = site.paper(id);
    images(paper, &paper.paper.blocks, report);
    link::for_each_link(&paper.paper.blocks, &mut |link| {
        if is_bare(plain_text(&paper.document.source, &link.content).trim()) {
            let finding = at(paper, &BARE_LINK_TEXT, link.span, "these words do not say where the link leads");
            report.push(finding.help("name what is linked to: [minutes of 12 March](…), not [here](…)"));
        }
    });
}

fn images(paper: &Filed, blocks: &[Block], report: &mut Report) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => images_in(paper, content, report),
            BlockKind::Numbered(numbered) => images(paper, &numbered.blocks, report),
            BlockKind::Bullets(items) => items.iter().for_each(|item| images(paper, item, report)),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => images(paper, blocks, report),
            BlockKind::Table(table) if table.header.iter().all(Vec::is_empty) => {
                let finding = at(paper, &TABLE_WITHOUT_HEADER, block.span, "the columns of this table have no headings");
                report.push(finding.help("fill in the first row: | Item | Presented by |"));
            }
            _ => {}
        }
    }
}

fn images_in(paper: &Filed, content: &[Inline], report: &mut Report) {
    for inline in content {
        match inline {
            Inline::Image(image) if plain_text(&paper.document.source, &image.content).trim().is_empty() => {
                let finding = at(paper, &IMAGE_WITHOUT_ALT, image.span, "this image has no words for readers who cannot see it");
                report.push(finding.help("say between the brackets what it shows: ![Map of the wards](map.svg)"));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => images_in(paper, inner, report),
            Inline::Link(link) => images_in(paper, &link.content, report),
            _ => {}
        }
    }
}

fn at(paper: &Filed, rule: &'static Rule, span: Span, message: &str) -> Diagnostic {
    Diagnostic::at(rule, &paper.document.source, span, message)
}

fn is_bare(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["here", "click here", "this link", "link", "more", "read more", "this page", "yma"].contains(&lower.as_str())
}
