//! Figures to a chart: inline SVG made at build time, without scripts and without styles of its own.
//!
//! The drawing is 320 units wide, as wide as a small phone, and room is kept for letters that can be read there; on wider
//! screens the style sheet makes them smaller within the same room. Colours come from the classes `series-1` to `series-6`,
//! and no two series differ by colour alone: bars have patterns, lines have dashes and markers.

use std::fmt::Write;
use std::ops::Range;

use super::escape::escape;
use crate::parse::figures::{ChartKind, Figures, number};

fn title(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Bar => "Bar chart",
        ChartKind::Line => "Line chart",
        ChartKind::Stacked => "Stacked bar chart",
    }
}

const WIDTH: f64 = 320.0;
const TEXT_SIZE: f64 = 13.0;
/// What a letter takes on average. The fonts of readers differ, so this errs on the wide side.
const LETTER: f64 = 7.2;
const LINE_HEIGHT: f64 = 16.0;
/// Between parts of the drawing that must not touch.
const GAP: f64 = 6.0;
/// The height of a chart whose bars stand, without its labels.
const PLOT_HEIGHT: f64 = 170.0;
/// More series than this cannot be told apart.
const MOST_SERIES: usize = 6;
/// More bars than this do not lie, or the chart would be longer than its table.
const MOST_LYING: usize = 40;

/// The chart of some figures: a row of it for each row, a series for each column of numbers. None when there are no numbers.
///
/// `id` is unique in the page. The values are not repeated in words, as the table follows; title and description are.
pub fn svg(figures: &Figures, kind: ChartKind, id: &str) -> Option<String> {
    let data = Data::new(figures, kind)?;
    let id = escape(id);
    let legend = Legend::new(&data);
    let frame = Frame::new(&data, kind, legend.height + GAP);
    let (height, size) = (short(frame.total_height()), short(TEXT_SIZE));
    // The table has the same words: a search that found both would show every name twice.
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 320 {height}\" font-size=\"{size}\" fill=\"currentColor\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-summary\" data-pagefind-ignore=\"all\">\n"
    );
    let _ = writeln!(svg, "<title id=\"{id}-title\">{}</title>", escape(&figures.name()));
    let _ = writeln!(svg, "<desc id=\"{id}-summary\">{}</desc>", escape(&data.summary(figures, kind)));
    write_patterns(&mut svg, &id, &data, kind);
    legend.write(&mut svg, &id, kind);
    frame.write_values(&mut svg);
    frame.write_names(&mut svg, &data.names);
    match kind {
        ChartKind::Bar => write_bars(&mut svg, &id, &data, &frame),
        ChartKind::Stacked => write_stacks(&mut svg, &id, &data, &frame),
        ChartKind::Line => write_lines(&mut svg, &data, &frame),
    }
    frame.write_zero(&mut svg);
    svg.push_str("</svg>\n");
    Some(svg)
}

/// What is drawn.
struct Data<'a> {
    /// The first cell of each row.
    names: Vec<&'a str>,
    series: Vec<Series>,
    /// Columns of numbers that are in the table only.
    left_out: Vec<String>,
    unit: Option<char>,
}

struct Series {
    name: String,
    column: usize,
    /// One for each row; none is a gap.
    values: Vec<Option<f64>>,
}

impl<'a> Data<'a> {
    fn new(figures: &'a Figures, kind: ChartKind) -> Option<Self> {
        let numeric: Vec<usize> = (1..figures.columns.len()).filter(|column| figures.is_numeric(*column)).collect();
        // A total on top of its own parts would show everything twice; where all are totals they are the parts.
        let is_sum = |column: &usize| kind == ChartKind::Stacked && figures.columns[*column].to_lowercase().contains("total");
        let all_sums = numeric.iter().all(is_sum);
        let parts: Vec<usize> = numeric.iter().copied().filter(|column| all_sums || !is_sum(column)).collect();
        // Pounds and percentages have no common axis: the first column decides.
        let unit = unit_of(figures, *parts.first()?);
        let drawn = parts.into_iter().filter(|column| unit_of(figures, *column) == unit).take(MOST_SERIES);
        let series: Vec<Series> = drawn.map(|column| Series::new(figures, column)).collect();
        let left_out = numeric.into_iter().filter(|column| series.iter().all(|series| series.column != *column));
        let left_out = left_out.map(|column| column_name(figures, column)).collect();
        let names = figures.rows.iter().map(|row| row[0].as_str()).collect();
        Some(Self { names, series, left_out, unit })
    }

    /// The range all values lie in, nothing included.
    fn extent(&self, kind: ChartKind) -> Range<f64> {
        let mut extent: Range<f64> = 0.0..0.0;
        for row in 0..self.names.len() {
            let values = self.series.iter().filter_map(|series| series.values[row]);
            let (below, above) = match kind {
                ChartKind::Stacked => values.fold((0.0, 0.0), |(below, above), v| (below + v.min(0.0), above + v.max(0.0))),
                _ => values.fold((0.0, 0.0), |(below, above): (f64, f64), v| (below.min(v), above.max(v))),
            };
            extent = extent.start.min(below)..extent.end.max(above);
        }
        extent
    }

    fn all_whole(&self) -> bool {
        self.series.iter().flat_map(|series| series.values.iter().flatten()).all(|value| value.fract() == 0.0)
    }

    /// What the chart shows, in words.
    fn summary(&self, figures: &Figures, kind: ChartKind) -> String {
        let names: Vec<&str> = self.series.iter().map(|series| series.name.as_str()).collect();
        let mut summary = format!("{} of {}", title(kind), listed(&names));
        if !figures.columns[0].is_empty() {
            let _ = write!(summary, " by {}", figures.columns[0]);
        }
        match self.names.as_slice() {
            [only] => {
                let _ = write!(summary, ", one row: {only}.");
            }
            [first, .., last] => {
                let _ = write!(summary, ", {} rows from {first} to {last}.", self.names.len());
            }
            [] => {}
        }
        self.series.iter().for_each(|series| series.describe(figures, &mut summary));
        if !self.left_out.is_empty() {
            let left_out: Vec<&str> = self.left_out.iter().map(String::as_str).collect();
            let _ = write!(summary, " Not drawn, in the table only: {}.", listed(&left_out));
        }
        summary
    }
}

impl Series {
    fn new(figures: &Figures, column: usize) -> Self {
        let values = figures.rows.iter().map(|row| number(&row[column]).map(|number| number.value)).collect();
        Self { name: column_name(figures, column), column, values }
    }

    /// Adds the lowest, the highest and the last value, as they are written in the table.
    fn describe(&self, figures: &Figures, summary: &mut String) {
        let known = || self.values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?)));
        // The first of equals in both, which `max_by` alone would not give.
        let lowest = known().min_by(|(_, a), (_, b)| a.total_cmp(b));
        let highest = known().rev().max_by(|(_, a), (_, b)| a.total_cmp(b));
        let (Some(lowest), Some(highest), Some(last)) = (lowest, highest, known().next_back()) else { return };
        let written = |(row, _): (usize, f64)| format!("{} ({})", figures.rows[row][self.column], figures.rows[row][0]);
        let _ = match known().nth(1) {
            None => write!(summary, " {}: {}.", self.name, written(last)),
            Some(_) if lowest.1 == highest.1 => write!(summary, " {}: always {}.", self.name, figures.rows[last.0][self.column]),
            Some(_) => {
                let (lowest, highest, last) = (written(lowest), written(highest), written(last));
                write!(summary, " {}: lowest {lowest}, highest {highest}, last {last}.", self.name)
            }
        };
    }
}

fn unit_of(figures: &Figures, column: usize) -> Option<char> {
    figures.rows.iter().find_map(|row| number(&row[column])?.unit)
}

fn column_name(figures: &Figures, column: usize) -> String {
    match figures.columns[column].as_str() {
        "" => format!("Column {}", column + 1),
        name => one_line(name),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "a, b and c".
fn listed(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The axis of values: from and to a round number, in round steps.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
    unit: Option<char>,
}

impl Scale {
    /// A scale of about so many steps. Nothing (0) is always on it: a chart that starts elsewhere makes small changes look large.
    fn new(data: &Data, kind: ChartKind, steps: u8) -> Self {
        let extent = data.extent(kind);
        let end = if extent.is_empty() { 1.0 } else { extent.end };
        let step = round_step((end - extent.start) / f64::from(steps));
        let step = if data.all_whole() { step.max(1.0) } else { step };
        let (low, high) = ((extent.start / step).floor() * step, (end / step).ceil() * step);
        Self { low, high, step, unit: data.unit }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let index = |value: f64| (value / self.step).round() as i64;
        (index(self.low)..=index(self.high)).map(|index| index as f64 * self.step)
    }

    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// A value on the axis as people write it: `−£1.5m`, `20,000`, `40%`.
    fn label(&self, value: f64) -> String {
        let (divisor, suffix) = match self.high.max(-self.low) {
            most if most >= 1e9 => (1e9, "bn"),
            most if most >= 1e6 => (1e6, "m"),
            _ => (1.0, ""),
        };
        let decimals = (-(self.step / divisor).log10()).ceil().max(0.0) as usize;
        let digits = grouped(&format!("{:.decimals$}", value.abs() / divisor));
        let sign = if value < 0.0 { "−" } else { "" };
        let suffix = if value == 0.0 { "" } else { suffix };
        match self.unit {
            Some('%') => format!("{sign}{digits}{suffix}%"),
            Some(currency) => format!("{sign}{currency}{digits}{suffix}"),
            None => format!("{sign}{digits}{suffix}"),
        }
    }

    /// The scale with most steps whose values can be written side by side.
    fn side_by_side(data: &Data, kind: ChartKind) -> Self {
        let fits = |scale: &Self| (scale.widest_label() + GAP) * scale.values().count() as f64 <= WIDTH;
        (2..=6).rev().map(|steps| Self::new(data, kind, steps)).find(fits).unwrap_or_else(|| Self::new(data, kind, 1))
    }

    fn widest_label(&self) -> f64 {
        self.values().map(|value| text_width(&self.label(value))).fold(0.0, f64::max)
    }
}

/// The least of 1, 2, 5, 10, 20, 50 … that is not below a number; also 0.1, 0.2, 0.5 and so on.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powi(least.log10().floor() as i32);
    // A little more is allowed, as 0.2 / 0.1 need not be 2.
    [1.0, 2.0, 5.0].into_iter().map(|step| step * power).find(|step| *step >= least * 0.999_999).unwrap_or(10.0 * power)
}

/// Commas between thousands.
fn grouped(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let comma = |at: usize| at > 0 && at < whole && (whole - at).is_multiple_of(3);
    digits.char_indices().fold(String::new(), |mut text, (at, digit)| {
        text.extend(comma(at).then_some(','));
        text.push(digit);
        text
    })
}

/// Which way bars go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Bars stand, names are below them.
    Upright,
    /// Bars lie, each name on a line of its own above its bars.
    Lying,
}

/// Where the plot is and how values and rows map into it.
struct Frame {
    way: Way,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    rows: usize,
    /// What a row takes along the axis of names.
    slot: f64,
    /// Where in the slot its bars begin and end.
    bars: Range<f64>,
    /// How many lines the names below the plot take.
    name_lines: usize,
    scale: Scale,
}

impl Frame {
    fn new(data: &Data, kind: ChartKind, top: f64) -> Self {
        let upright = Self::upright(data, Scale::new(data, kind, 6), top);
        let fits = data.names.iter().all(|name| name_width(name) <= upright.slot - 2.0);
        // Of times a reader fills in the names left out between two, of places not.
        let may_thin = kind == ChartKind::Line || data.names.len() > MOST_LYING || data.names.iter().all(|name| is_time(name));
        if fits || may_thin { upright } else { Self::lying(data, kind, top) }
    }

    fn upright(data: &Data, scale: Scale, top: f64) -> Self {
        let left = scale.widest_label() + GAP;
        let width = WIDTH - left - 2.0;
        let rows = data.names.len();
        let slot = width / rows as f64;
        let name_lines = data.names.iter().map(|name| wrapped(name).len()).max().unwrap_or(1);
        // Half a line above, where the topmost value is written.
        let top = top + LINE_HEIGHT / 2.0;
        Self { way: Way::Upright, left, top, width, height: PLOT_HEIGHT, rows, slot, bars: slot * 0.12..slot * 0.88, name_lines, scale }
    }

    fn lying(data: &Data, kind: ChartKind, top: f64) -> Self {
        let scale = Scale::side_by_side(data, kind);
        let half = |value| text_width(&scale.label(value)) / 2.0 + 2.0;
        let (left, right) = (half(scale.low), half(scale.high));
        let thickness = match (kind, data.series.len()) {
            (ChartKind::Stacked, _) | (_, 1) => 13.0,
            (_, count) => count as f64 * 9.0,
        };
        let bars = LINE_HEIGHT..LINE_HEIGHT + thickness;
        let slot = bars.end + GAP;
        let rows = data.names.len();
        let (width, height) = (WIDTH - left - right, slot * rows as f64);
        Self { way: Way::Lying, left, top, width, height, rows, slot, bars, name_lines: 1, scale }
    }

    fn total_height(&self) -> f64 {
        self.bottom() + GAP + LINE_HEIGHT * self.name_lines as f64
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Where a value is on its axis.
    fn value(&self, value: f64) -> f64 {
        match self.way {
            Way::Upright => self.bottom() - self.scale.share(value) * self.height,
            Way::Lying => self.left + self.scale.share(value) * self.width,
        }
    }

    /// The middle of a row that stands.
    fn middle(&self, row: usize) -> f64 {
        self.left + (row as f64 + 0.5) * self.slot
    }

    /// Adds a bar to a path: its place along the names, its values along the other axis.
    fn add_bar(&self, path: &mut String, row: usize, side: Range<f64>, values: Range<f64>) {
        let (from, to) = (self.value(values.start), self.value(values.end));
        let start = row as f64 * self.slot + side.start;
        let thickness = side.end - side.start;
        let (x, y, width, height) = match self.way {
            Way::Upright => (self.left + start, from, thickness, to - from),
            Way::Lying => (from, self.top + start, to - from, thickness),
        };
        let _ = write!(path, "M{} {}h{}v{}h{}z", short(x), short(y), short(width), short(height), short(-width));
    }

    /// A line across the plot at a value; where bars lie, one beside the bars of each row, so that no name is struck out.
    fn across(&self, value: f64) -> String {
        let at = short(self.value(value));
        if self.way == Way::Upright {
            return format!("M{} {at}h{}", short(self.left), short(self.width));
        }
        let length = short(self.bars.end - self.bars.start + 4.0);
        let starts = (0..self.rows).map(|row| self.top + row as f64 * self.slot + self.bars.start - 2.0);
        starts.map(|start| format!("M{at} {}v{length}", short(start))).collect()
    }

    fn write_values(&self, svg: &mut String) {
        let lines: String = self.scale.values().map(|value| self.across(value)).collect();
        let _ = writeln!(svg, "<path class=\"grid\" d=\"{lines}\" {STROKE} stroke-width=\"1\" stroke-opacity=\"0.25\"/>");
        let (anchor, down) = match self.way {
            Way::Upright => ("end", "0.35em"),
            Way::Lying => ("middle", "0.8em"),
        };
        let _ = write!(svg, "<g class=\"values\" text-anchor=\"{anchor}\">");
        for value in self.scale.values() {
            let (x, y) = match self.way {
                Way::Upright => (self.left - GAP, self.value(value)),
                Way::Lying => (self.value(value), self.bottom() + GAP),
            };
            let _ = write!(svg, "<text x=\"{}\" y=\"{}\" dy=\"{down}\">{}</text>", short(x), short(y), self.scale.label(value));
        }
        svg.push_str("</g>\n");
    }

    fn write_names(&self, svg: &mut String, names: &[&str]) {
        match self.way {
            Way::Upright => self.write_names_below(svg, names),
            Way::Lying => self.write_names_above(svg, names),
        }
    }

    /// The names above their lying bars.
    fn write_names_above(&self, svg: &mut String, names: &[&str]) {
        svg.push_str("<g class=\"names\">");
        for (row, name) in names.iter().enumerate() {
            let (y, name) = (self.top + row as f64 * self.slot + LINE_HEIGHT - 5.0, cut(&one_line(name), 43));
            let _ = write!(svg, "<text x=\"0\" y=\"{}\">{}</text>", short(y), escape(&name));
        }
        svg.push_str("</g>\n");
    }

    /// The names below the plot, as many of them as there is room for, evenly thinned.
    fn write_names_below(&self, svg: &mut String, names: &[&str]) {
        let longest = LONGEST_BELOW as f64 * LETTER;
        let room = |name: &str| name_width(name).min(longest);
        let widest = names.iter().map(|name| room(name)).fold(1.0, f64::max);
        let every = thinning((widest + 4.0) / self.slot);
        let mut free_from = 0.0;
        svg.push_str("<g class=\"names\" text-anchor=\"middle\">");
        for (row, name) in names.iter().enumerate().step_by(every) {
            let half = room(name) / 2.0;
            let x = self.middle(row).clamp(half, (WIDTH - half).max(half));
            if x - half < free_from {
                continue;
            }
            free_from = x + half;
            for (line, text) in wrapped(name).iter().enumerate() {
                let (x, y, down) = (short(x), short(self.bottom() + 4.0), short(0.9 + 1.15 * line as f64));
                let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" dy=\"{down}em\">{}</text>", escape(&cut(text, LONGEST_BELOW)));
            }
        }
        svg.push_str("</g>\n");
    }

    /// The line everything is measured from, over the bars that start there.
    fn write_zero(&self, svg: &mut String) {
        let _ = writeln!(svg, "<path class=\"zero\" d=\"{}\" {STROKE} stroke-width=\"1\"/>", self.across(0.0));
    }
}

/// Strokes are as thin on a wide screen as on a phone.
const STROKE: &str = "fill=\"none\" stroke=\"currentColor\" vector-effect=\"non-scaling-stroke\"";

/// Which of the names are written, every second, third … twelfth, when each takes the room of so many rows: of months and
/// quarters the same ones each year.
fn thinning(room: f64) -> usize {
    let within_a_year = [1, 2, 3, 4, 6].into_iter();
    let years = std::iter::successors(Some(12_usize), |every| every.checked_mul(2));
    within_a_year.chain(years).find(|every| *every as f64 >= room).unwrap_or(usize::MAX)
}

/// Whether a name says when rather than where or what: it has a digit or is a month.
fn is_time(name: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    name.contains(|c: char| c.is_ascii_digit()) || MONTHS.iter().any(|month| name.starts_with(month))
}

/// The most letters of a name that are written on a line below the plot.
const LONGEST_BELOW: usize = 22;

/// A name on one line, or on two where it has a space.
fn wrapped(name: &str) -> Vec<String> {
    let name = one_line(name);
    let middle = name.len() / 2;
    match name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => vec![name[..at].to_owned(), name[at + 1..].to_owned()],
        None => vec![name],
    }
}

fn name_width(name: &str) -> f64 {
    wrapped(name).iter().map(|line| text_width(line)).fold(0.0, f64::max)
}

fn text_width(text: &str) -> f64 {
    text.chars().map(|letter| if "mwMW".contains(letter) { 1.5 * LETTER } else { LETTER }).sum()
}

/// The beginning of a text that is too long; the whole of it is in the table.
fn cut(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most - 1).collect::<String>().trim_end().to_owned() + "…",
        false => text.to_owned(),
    }
}

/// A length with one digit after the point, the same on every machine.
fn short(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Which series looks how, in columns. The name of a single series stands alone, as the title of the axis.
struct Legend {
    entries: Vec<Entry>,
    height: f64,
}

struct Entry {
    name: String,
    x: f64,
    y: f64,
}

/// The room for the sample of a line or bar before its name.
const SAMPLE: f64 = 24.0;

impl Legend {
    fn new(data: &Data) -> Self {
        let names: Vec<String> = data.series.iter().map(|series| cut(&series.name, 38)).collect();
        let widest = names.iter().map(|name| SAMPLE + GAP + text_width(name)).fold(0.0, f64::max);
        let columns = ((WIDTH / (widest + GAP)) as usize).clamp(1, 3);
        let place = |index: usize| ((index % columns) as f64 * WIDTH / columns as f64, (index / columns) as f64 * LINE_HEIGHT);
        let entries = names.into_iter().enumerate().map(|(index, name)| {
            let (x, y) = place(index);
            Entry { name, x, y: y + LINE_HEIGHT / 2.0 }
        });
        Self { entries: entries.collect(), height: data.series.len().div_ceil(columns) as f64 * LINE_HEIGHT }
    }

    fn write(&self, svg: &mut String, id: &str, kind: ChartKind) {
        svg.push_str("<g class=\"legend\">");
        for (index, Entry { name, x, y }) in self.entries.iter().enumerate() {
            let has_sample = self.entries.len() > 1;
            if has_sample {
                write_sample(svg, id, kind, index, (*x, *y));
            }
            let x = if has_sample { x + SAMPLE + GAP } else { *x };
            let _ = write!(svg, "<text x=\"{}\" y=\"{}\" dy=\"0.35em\">{}</text>", short(x), short(*y), escape(name));
        }
        svg.push_str("</g>\n");
    }
}

fn write_sample(svg: &mut String, id: &str, kind: ChartKind, index: usize, (x, y): (f64, f64)) {
    let (left, middle, y) = (short(x), short(x + SAMPLE / 2.0), short(y));
    match kind {
        ChartKind::Line => write_line(svg, index, &format!("M{left} {y}h{SAMPLE}"), &format!("M{middle} {y}{}", MARKERS[index])),
        _ => write_bar_path(svg, id, index, &format!("M{left} {y}m0 -5h{SAMPLE}v10h-{SAMPLE}z")),
    }
}

/// What tells lines apart without colour: dashes …
const DASHES: [&str; MOST_SERIES] = ["none", "9 4", "2 4", "10 4 2 4", "5 3", "14 4 2 4 2 4"];

/// … and markers: circle, square, triangle, diamond, triangle on its point, cross.
const MARKERS: [&str; MOST_SERIES] = [
    "m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z",
    "m-2.3 -2.3h4.6v4.6h-4.6z",
    "m0 -3.2l3 5.4h-6z",
    "m0 -3.3l3.3 3.3l-3.3 3.3l-3.3 -3.3z",
    "m0 3.2l3 -5.4h-6z",
    "m-2.6 -2.6l5.2 5.2m0 -5.2l-5.2 5.2",
];

fn write_line(svg: &mut String, index: usize, line: &str, markers: &str) {
    let (class, dashes) = (index + 1, DASHES[index]);
    let _ = write!(svg, "<g class=\"series-{class}\"><path d=\"{line}\" {STROKE} stroke-width=\"2.5\" stroke-linejoin=\"round\"");
    let _ = write!(svg, " stroke-dasharray=\"{dashes}\"/><path d=\"{markers}\" fill=\"currentColor\" stroke=\"currentColor\"/></g>");
}

fn write_lines(svg: &mut String, data: &Data, frame: &Frame) {
    // Where points are close, markers on all of them would hide the line.
    let every = if data.names.len() > 30 { data.names.len().div_ceil(15) } else { 1 };
    for (index, series) in data.series.iter().enumerate() {
        let (mut line, mut markers) = (String::new(), String::new());
        let known = |row: usize| series.values.get(row).copied().flatten();
        for (row, value) in series.values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?))) {
            let (x, y) = (short(frame.middle(row)), short(frame.value(value)));
            let after_gap = row == 0 || known(row - 1).is_none();
            let _ = write!(line, "{}{x} {y}", if after_gap { 'M' } else { 'L' });
            // A point alone between gaps has no line: without its marker it would not be seen.
            if row % every == 0 || after_gap && known(row + 1).is_none() {
                let _ = write!(markers, "M{x} {y}{}", MARKERS[index]);
            }
        }
        write_line(svg, index, &line, &markers);
        svg.push('\n');
    }
}

/// What tells bars apart without colour; the first is solid, the last is a tint.
const PATTERNS: [&str; MOST_SERIES] = ["", "M-1 1l2 -2M0 5l5 -5M4 6l2 -2", "M1.2 1.2h1.4v1.4h-1.4z", "M0 2.5h5", "M0 0l5 5M0 5l5 -5", ""];

fn write_patterns(svg: &mut String, id: &str, data: &Data, kind: ChartKind) {
    if kind == ChartKind::Line || data.series.len() < 2 {
        return;
    }
    svg.push_str("<defs>");
    for (index, path) in PATTERNS.iter().enumerate().take(data.series.len()).filter(|(_, path)| !path.is_empty()) {
        let class = index + 1;
        let _ = write!(svg, "<pattern id=\"{id}-fill-{class}\" class=\"series-{class}\" width=\"5\" height=\"5\"");
        let _ = write!(svg, " patternUnits=\"userSpaceOnUse\"><path d=\"{path}\" stroke=\"currentColor\" stroke-width=\"1.4\"/></pattern>");
    }
    svg.push_str("</defs>\n");
}

fn write_bar_path(svg: &mut String, id: &str, index: usize, path: &str) {
    let class = index + 1;
    let fill = match (index, PATTERNS[index]) {
        (0, _) => "currentColor".to_owned(),
        (_, "") => "currentColor\" fill-opacity=\"0.3".to_owned(),
        _ => format!("url(#{id}-fill-{class})"),
    };
    let _ = write!(svg, "<path class=\"series-{class}\" d=\"{path}\" fill=\"{fill}\" stroke=\"currentColor\"");
    svg.push_str(" stroke-width=\"1.5\" vector-effect=\"non-scaling-stroke\"/>");
}

fn write_bars(svg: &mut String, id: &str, data: &Data, frame: &Frame) {
    let each = (frame.bars.end - frame.bars.start) / data.series.len() as f64;
    for (index, series) in data.series.iter().enumerate() {
        let start = frame.bars.start + index as f64 * each;
        let mut path = String::new();
        for (row, value) in series.values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?))) {
            frame.add_bar(&mut path, row, start..start + each * 0.92, 0.0..value);
        }
        write_bar_path(svg, id, index, &path);
        svg.push('\n');
    }
}

fn write_stacks(svg: &mut String, id: &str, data: &Data, frame: &Frame) {
    // What is below nothing is stacked downwards, apart from what is above.
    let mut reached = vec![(0.0, 0.0); data.names.len()];
    for (index, series) in data.series.iter().enumerate() {
        let mut path = String::new();
        for (row, value) in series.values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?))) {
            let (below, above) = &mut reached[row];
            let end = if value < 0.0 { below } else { above };
            frame.add_bar(&mut path, row, frame.bars.clone(), *end..*end + value);
            *end += value;
        }
        write_bar_path(svg, id, index, &path);
        svg.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::super::highlight::contrast;
    use super::*;
    use crate::parse::figures::Options;

    const CRIMES: &str = "Quarter,Burglary,Robbery\nQ1 2019,12,5\nQ2 2019,40,\nQ3 2019,\"1,033\",7\n";

    fn draw(text: &str, kind: ChartKind) -> Option<String> {
        svg(&Figures::read(text, &Options::default()).unwrap(), kind, "chart")
    }

    fn scale(low: f64, high: f64, unit: Option<char>) -> Vec<String> {
        let step = round_step((high - low) / 5.0);
        let scale = Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, unit };
        scale.values().map(|value| scale.label(value)).collect()
    }

    fn summary(svg: &str) -> &str {
        svg.split_once("-summary\">").and_then(|(_, rest)| rest.split_once("</desc>")).unwrap().0
    }

    #[test]
    fn kinds_have_names() {
        assert_eq!(ChartKind::named("Bar"), Some(ChartKind::Bar));
        assert_eq!(ChartKind::named("pie"), None);
    }

    #[test]
    fn axes_have_round_values() {
        assert_eq!(scale(0.0, 1033.0, None), ["0", "500", "1,000", "1,500"]);
        assert_eq!(scale(-1.2e6, 3.6e6, Some('£')), ["−£2m", "−£1m", "£0", "£1m", "£2m", "£3m", "£4m"]);
        assert_eq!(scale(0.0, 98.0, Some('%')), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert_eq!(scale(0.0, 0.3, None), ["0.0", "0.1", "0.2", "0.3"]);
        assert_eq!(scale(0.0, 1.0, None), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(grouped("1234567.25"), "1,234,567.25");
        assert_eq!([0.0, 1.2, 5.0, 7.0, 13.0].map(thinning), [1, 2, 6, 12, 24]);
    }

    #[test]
    fn what_has_no_numbers_is_not_drawn() {
        assert_eq!(draw("Area,Officer\nHull,A. Smith\n", ChartKind::Bar), None);
        assert_eq!(draw("Crimes\n3\n", ChartKind::Bar), None);
        assert_eq!(draw("Area,Crimes\n", ChartKind::Line), None);
        assert_eq!(draw("Area,Crimes\nHull,-\n", ChartKind::Stacked), None);
    }

    #[test]
    fn a_chart_says_in_words_what_it_shows() {
        let svg = draw(CRIMES, ChartKind::Line).unwrap();
        assert_eq!(
            summary(&svg),
            "Line chart of Burglary and Robbery by Quarter, 3 rows from Q1 2019 to Q3 2019. \
             Burglary: lowest 12 (Q1 2019), highest 1,033 (Q3 2019), last 1,033 (Q3 2019). \
             Robbery: lowest 5 (Q1 2019), highest 7 (Q3 2019), last 7 (Q3 2019)."
        );
        assert!(svg.contains("role=\"img\" aria-labelledby=\"chart-title chart-summary\""));
        assert!(svg.contains("<title id=\"chart-title\">Quarter, Burglary, Robbery</title>"));
    }

    #[test]
    fn what_has_another_measure_is_left_to_the_table() {
        let svg = draw("Year,Cost,Share,Total cost\n2018,£2m,3%,£4m\n2019,£2m,4%,£5m\n", ChartKind::Stacked).unwrap();
        assert!(summary(&svg).ends_with("Cost: always £2m. Not drawn, in the table only: Share and Total cost."));
        assert!(!svg.contains("series-2"));
        assert!(draw("Year,Total crimes,Total arrests\n2018,3,4\n", ChartKind::Stacked).unwrap().contains("series-2"));
    }

    #[test]
    fn gaps_break_lines_and_lone_points_are_marked() {
        let svg = draw(CRIMES, ChartKind::Line).unwrap();
        let second = svg.split("<g class=\"series-2\">").nth(2).unwrap();
        let line = second.split('"').nth(1).unwrap();
        assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 0));
        assert_eq!(second.matches(MARKERS[1]).count(), 2);
    }

    #[test]
    fn nothing_in_a_chart_needs_a_style_or_a_script() {
        for (_, kind) in ChartKind::ALL {
            let svg = draw(CRIMES, kind).unwrap();
            assert!(!svg.contains("style") && !svg.contains("<script") && !svg.contains("NaN") && !svg.contains("inf"));
            assert_eq!(svg, draw(CRIMES, kind).unwrap());
        }
    }

    #[test]
    fn names_are_text_and_long_ones_make_bars_lie() {
        let svg = draw("Area,Crimes\n<b>Hull & the whole of Holderness</b>,3\nGoole,-4\nBeverley,2\n", ChartKind::Bar).unwrap();
        assert!(svg.contains(">&lt;b&gt;Hull &amp; the whole of Holderness&lt;/b&gt;</text>"));
        assert!(svg.contains("<text x=\"0\""));
    }

    #[test]
    fn many_times_are_thinned() {
        let rows: String = (0..120).map(|month| format!("{:02}/{},{month}\n", month % 12 + 1, 2010 + month / 12)).collect();
        for (_, kind) in ChartKind::ALL {
            let svg = draw(&format!("Month,Crimes\n{rows}"), kind).unwrap();
            let names = svg.split("class=\"names\"").nth(1).unwrap().split("</g>").next().unwrap();
            assert!((3..9).contains(&names.matches("<text").count()));
        }
    }

    #[test]
    fn odd_figures_are_drawn_all_the_same() {
        for text in [
            "a,b\nx,0\n",
            "a,b\n,1e3\n,999999999999\n",
            "a,b\nx,0.0001\ny,-0.0001\n",
            "a,b,c,d,e,f,g,h\nx,1,2,3,4,5,6,7\n",
            "é,漢\nüüü üüü,1\n",
        ] {
            for (_, kind) in ChartKind::ALL {
                let svg = draw(text, kind).unwrap_or_default();
                assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("series-7"), "{text}");
            }
        }
    }

    #[test]
    fn every_series_can_be_seen_in_light_and_dark() {
        let css = include_str!("../../themes/default/static/figures.css");
        let colours: Vec<&str> = css.split("--series-").filter_map(|part| part.get(1..)?.strip_prefix(": ")?.get(..7)).collect();
        assert_eq!(colours.len(), 2 * MOST_SERIES);
        for (index, colour) in colours.iter().enumerate() {
            let backgrounds = if index < MOST_SERIES { ["#ffffff", "#f3f2f1"] } else { ["#000000", "#22272e"] };
            assert!(backgrounds.iter().all(|background| contrast(colour, background) >= 3.0), "{colour}");
        }
        assert!(css.len() < 3000);
    }
}
