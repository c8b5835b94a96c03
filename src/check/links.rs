//! Links that lead nowhere.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::link::{self, Target};
use crate::model::{Filed, Link, PaperId, Site};
use crate::source::Span;

/// A link's file or page does not exist.
pub static BROKEN_LINK: Rule = Rule {
    name: "broken-link",
    level: Level::Error,
    summary: "A link leads to nothing that is on the site.",
    page: include_str!("broken_link.md"),
};

/// The paper exists, the paragraph does not.
pub static BROKEN_ANCHOR: Rule = Rule {
    name: "broken-anchor",
    level: Level::Error,
    summary: "A link leads to a paragraph that its paper does not have.",
    page: include_str!("broken_anchor.md"),
};

/// A link that would run something.
pub static UNSAFE_LINK: Rule = Rule {
    name: "unsafe-link",
    level: Level::Error,
    summary: "A link has a scheme that a public record has no use for.",
    page: include_str!("unsafe_link.md"),
};

/// Looks at every link and image of a paper.
pub(super) fn check(site: &Site, id: PaperId, report: &mut Report) {
    let paper = site.paper(id);
    link::for_each_link(&paper.paper.blocks, &mut |link| report.extend(fault(site, paper, link)));
    report.extend(with_blanks(paper));
}

fn fault(site: &Site, paper: &Filed, link: &Link) -> Option<Diagnostic> {
    let at = |rule, message| Diagnostic::at(rule, &paper.document.source, link.span, message);
    let broken = |anchor: &str, other: &Filed| {
        let message = format!("{} has nothing at #{anchor}", other.document.path());
        let near = nearest(anchor, other).map(|near| format!("did you mean #{near}?"));
        at(&BROKEN_ANCHOR, message)
            .help(near.unwrap_or_else(|| "numbered paragraphs are #p and the number as printed: #p4, #p2.10.3, #p4.i".to_owned()))
    };
    match link::resolve(site, paper.document.path(), &link.target) {
        Target::Paper(id, Some(anchor)) => {
            let other = site.paper(id);
            (!other.paper.has_anchor(&anchor)).then(|| broken(&anchor, other))
        }
        Target::Here(anchor) => (!anchor.is_empty() && !paper.paper.has_anchor(&anchor)).then(|| broken(&anchor, paper)),
        Target::Missing => Some(at(&BROKEN_LINK, format!("nothing on the site is at {}", link.target)).help(mend(&link.target))),
        Target::Hidden => Some(
            at(&BROKEN_LINK, format!("{} is held back or under embargo", link.target))
                .help("its words are shown without a link until it is published"),
        ),
        Target::Unsafe => Some(at(&UNSAFE_LINK, format!("{} is no web address", link.target)).help("its words are shown without a link")),
        Target::Paper(_, None) | Target::Stub(_) | Target::Place(..) | Target::File(_) | Target::Elsewhere => None,
    }
}

fn mend(target: &str) -> &'static str {
    match target.starts_with("www.") {
        true => "a web address begins with https://",
        false => "a link to a paper is the path of its file from this file's folder: ../2019-09-02/minutes.md",
    }
}

/// Links whose targets have blanks in them, which Markdown does not read as links: `[map](Play areas map.pdf)`.
fn with_blanks(paper: &Filed) -> Vec<Diagnostic> {
    let source = &paper.document.source;
    let (text, start) = (source.slice(paper.paper.span), paper.paper.span.start as usize);
    let found = text.match_indices("](").filter_map(|(at, _)| {
        let target = text[at + 2..].split(['\n', ')']).next()?;
        let plain = target.contains(' ')
            && !target.starts_with('<')
            && !target.contains(['"', '\''])
            && target.rsplit_once('.').is_some_and(|(_, ending)| ending.len() <= 5);
        plain.then(|| {
            let span = Span::new(start + at + 2, start + at + 2 + target.len());
            Diagnostic::at(&BROKEN_LINK, source, span, "Markdown reads no link whose target has blanks in it")
                .help(format!("write it between angle brackets: <{target}>"))
        })
    });
    found.collect()
}

/// The anchor most like one that is not there.
fn nearest<'p>(anchor: &str, paper: &'p Filed) -> Option<&'p str> {
    let distance = |known: &&str| strsim::osa_distance(anchor, known);
    let like = |known: &&str| known.len().abs_diff(anchor.len()) <= 2;
    paper.paper.anchors.iter().take(2000).map(|known| &**known).filter(like).min_by_key(distance).filter(|known| distance(known) <= 2)
}
