//! Figures → an accessible table and, when asked for, a chart above it.

use std::fmt::Write;

use super::chart;
use super::escape::escape;
use crate::parse::figures::{ChartKind, Figures};

/// The table, with the chart above it when one is wanted and there is something to draw. `id` is unique in the page.
///
/// The caption stands between the two and speaks for both.
pub fn html(figures: &Figures, id: &str, chart: Option<ChartKind>) -> String {
    let mut html = format!("<figure class=\"figures\" id=\"{}\">\n", escape(id));
    html.extend(chart.and_then(|kind| chart::svg(figures, kind, id)));
    let name = escape(&figures.name()).into_owned();
    let _ = writeln!(html, "<div class=\"scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\n<table>");
    if let Some(caption) = &figures.caption {
        let _ = writeln!(html, "<caption>{}</caption>", escape(caption));
    }
    let numeric: Vec<bool> = (0..figures.columns.len()).map(|column| column > 0 && figures.is_numeric(column)).collect();
    html.push_str("<thead>\n");
    write_row(&mut html, &figures.columns, &numeric, Row::Header);
    html.push_str("</thead>\n<tbody>\n");
    figures.rows.iter().for_each(|row| write_row(&mut html, row, &numeric, Row::Body));
    html.push_str("</tbody>\n</table>\n</div>\n</figure>\n");
    html
}

/// Which part of a table a row belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Header,
    Body,
}

fn write_row(html: &mut String, cells: &[String], numeric: &[bool], part: Row) {
    html.push_str("<tr>");
    for (column, cell) in cells.iter().enumerate() {
        // A heading without words is announced as a heading of nothing, so an empty one is an ordinary cell.
        let (open, close) = match (part, column) {
            _ if cell.is_empty() => ("td", "td"),
            (Row::Header, _) => ("th scope=\"col\"", "th"),
            (Row::Body, 0) => ("th scope=\"row\"", "th"),
            (Row::Body, _) => ("td", "td"),
        };
        let class = if numeric[column] { " class=\"figure\"" } else { "" };
        let _ = write!(html, "<{open}{class}>{}</{close}>", escape(cell));
    }
    html.push_str("</tr>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::figures::Options;

    fn read(text: &str) -> Figures {
        Figures::read(text, &Options::default()).unwrap()
    }

    #[test]
    fn a_table_has_headings_numbers_and_a_name() {
        let options = Options { caption: Some("Crimes & more".into()), ..Options::default() };
        let html = html(&Figures::read("Area,Crimes\nHull,\"1,234\"\nGoole,–\n", &options).unwrap(), "figures-1", None);
        assert_eq!(
            html,
            "<figure class=\"figures\" id=\"figures-1\">\n\
             <div class=\"scroll\" role=\"region\" aria-label=\"Crimes &amp; more\" tabindex=\"0\">\n<table>\n\
             <caption>Crimes &amp; more</caption>\n<thead>\n\
             <tr><th scope=\"col\">Area</th><th scope=\"col\" class=\"figure\">Crimes</th></tr>\n</thead>\n<tbody>\n\
             <tr><th scope=\"row\">Hull</th><td class=\"figure\">1,234</td></tr>\n\
             <tr><th scope=\"row\">Goole</th><td class=\"figure\">–</td></tr>\n</tbody>\n</table>\n</div>\n</figure>\n"
        );
    }

    #[test]
    fn cells_are_text_never_markup_and_empty_headings_are_no_headings() {
        let html = html(&read(",<b>\n\"<script>\",\"a\"\"b'c\"\n,x\n"), "x\"y", Some(ChartKind::Bar));
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("<svg"));
        assert!(html.contains("<tr><td></td><th scope=\"col\">&lt;b&gt;</th></tr>"));
        assert!(html.contains("<td>a&quot;b&#39;c</td>"));
        assert!(html.contains("<tr><td></td><td>x</td></tr>"));
        assert!(html.contains("aria-label=\"&lt;b&gt;\""));
    }

    #[test]
    fn a_chart_stands_above_its_table() {
        let html = html(&read("Quarter,Crimes\nQ1,3\nQ2,4\n"), "f", Some(ChartKind::Line));
        assert!(html.find("<svg").unwrap() < html.find("<table").unwrap());
    }
}
