//! Figures that cannot be shown as a table, or as the chart that was asked for.

use crate::diagnostic::{Diagnostic, Level, Report, Rule};
use crate::model::{Filed, PaperId, Site};
use crate::source::Span;

use crate::link;

/// The text is no table.
pub static FAULTY_FIGURES: Rule = Rule {
    name: "faulty-figures",
    level: Level::Error,
    summary: "Comma-separated figures cannot be read as a table.",
    page: include_str!("faulty_figures.md"),
};

/// A word after the fence means nothing.
pub static UNKNOWN_OPTION: Rule = Rule {
    name: "unknown-option",
    level: Level::Warning,
    summary: "A word after ```csv is not one of those it takes.",
    page: include_str!("unknown_option.md"),
};

/// Looks at every fence marked `csv`.
pub(super) fn check(site: &Site, id: PaperId, report: &mut Report) {
    let paper = site.paper(id);
    link::for_each_figures(&paper.paper.blocks, &mut |span, info, lines| fence(site, paper, span, info, lines, report));
}

fn fence(site: &Site, paper: &Filed, span: Span, info: &str, lines: &[Span], report: &mut Report) {
    let source = &paper.document.source;
    let first = source.line_span(source.line(span.start));
    let (options, unknown) = crate::parse::figures::Options::parse(info);
    for word in unknown {
        let message = format!("`{word}` means nothing after ```csv");
        report.push(
            Diagnostic::at(&UNKNOWN_OPTION, source, first, message)
                .help("it takes chart=bar, chart=line, chart=stacked, caption=\"…\" and file=…"),
        );
    }
    let text: String = match &options.file {
        Some(file) => match named(site, paper, file) {
            Some(text) => text,
            None => {
                let message = format!("there is no CSV file {file}");
                return report
                    .push(Diagnostic::at(&FAULTY_FIGURES, source, first, message).help("paths are written from the folder of this file"));
            }
        },
        None => lines.iter().map(|span| source.slice(*span)).collect(),
    };
    match crate::parse::figures::Figures::read(&text, &options) {
        Err(fault) => {
            let message = format!("line {} of the figures: {}", fault.line, fault.message);
            report.push(Diagnostic::at(&FAULTY_FIGURES, source, first, message).note("they are shown as they were typed"));
        }
        Ok(figures) if options.chart.is_some() && !figures.has_numbers() => {
            report.push(
                Diagnostic::at(&FAULTY_FIGURES, source, first, "there are no numbers to draw a chart of")
                    .note("they are shown as a table alone"),
            );
        }
        Ok(_) => {}
    }
}

fn named(site: &Site, paper: &Filed, file: &str) -> Option<String> {
    let path = link::path::join(paper.document.path(), file)?;
    Some(site.assets.get(path.as_str())?.figures.as_ref()?.text().to_owned())
}
