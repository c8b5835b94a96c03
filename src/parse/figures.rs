//! Comma-separated figures, as officers keep them in spreadsheets → columns, rows and numbers.

use std::borrow::Cow;

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each number, side by side.
    Bar,
    /// A line for each column, broken where a figure is missing.
    Line,
    /// The columns of a row on top of each other.
    Stacked,
}

impl ChartKind {
    /// Every kind, with the word authors write for it.
    pub const ALL: [(&'static str, ChartKind); 3] = [("bar", ChartKind::Bar), ("line", ChartKind::Line), ("stacked", ChartKind::Stacked)];

    /// The kind an author's word means.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim())).map(|(_, kind)| kind)
    }
}

/// What the author asks for beside the figures: `csv chart=bar caption="Crimes by quarter"`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The chart to draw above the table.
    pub chart: Option<ChartKind>,
    /// The words above the table.
    pub caption: Option<String>,
    /// The file that holds the figures, where they do not stand in the paper itself.
    pub file: Option<String>,
}

impl Options {
    /// Reads the info string of a fence or the title of an image. Also gives the words that mean nothing here, for a finding.
    pub fn parse(info: &str) -> (Self, Vec<String>) {
        let mut options = Self::default();
        let mut unknown = Vec::new();
        for (position, word) in words(info).into_iter().enumerate() {
            let is_language = position == 0 && ["csv", "tsv"].contains(&word.to_lowercase().as_str());
            if !is_language && !options.accept(&word) {
                unknown.push(word);
            }
        }
        (options, unknown)
    }

    /// Takes one `key=value`; false when it is not one of ours.
    fn accept(&mut self, word: &str) -> bool {
        let Some((key, value)) = word.split_once('=').filter(|(_, value)| !value.trim().is_empty()) else { return false };
        match key.to_lowercase().as_str() {
            "chart" => {
                let kind = ChartKind::named(value);
                self.chart = kind.or(self.chart);
                return kind.is_some();
            }
            "caption" => self.caption = Some(value.trim().to_owned()),
            "file" => self.file = Some(value.trim().to_owned()),
            _ => return false,
        }
        true
    }
}

/// The words of an info string; quotes, also the curled ones of word processors, hold several words together.
fn words(info: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut closing = None;
    for c in info.chars() {
        let last = words.len() - 1;
        let may_open = words[last].is_empty() || words[last].ends_with('=');
        match (closing, c) {
            (Some(quote), c) if c == quote => closing = None,
            (None, '"' | '\'') if may_open => closing = Some(c),
            (None, '“') if may_open => closing = Some('”'),
            (None, c) if c.is_whitespace() => words.push(String::new()),
            _ => words[last].push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Figures that cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the figures, from 1.
    pub line: usize,
    /// What is wrong there, one sentence without a full stop.
    pub message: String,
}

/// A table of figures. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The words above the table.
    pub caption: Option<String>,
    /// The names of the columns; empty where a row is longer than the header.
    pub columns: Vec<String>,
    /// The cells, as typed, without the space around them.
    pub rows: Vec<Vec<String>>,
}

impl Figures {
    /// Reads figures with a header row, separated by commas, semicolons or tabs, whichever the header has most of.
    ///
    /// Rows may be shorter or longer than the header. Empty rows, and empty columns at the end, are what spreadsheets leave
    /// behind and go.
    ///
    /// # Errors
    /// When there is no header, or when a quotation mark is never closed: all that follows it would be one cell.
    pub fn read(text: &str, options: &Options) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = delimiter(text);
        if let Some(line) = unclosed_quote(text, delimiter) {
            return Err(Fault { line, message: "this quotation mark is never closed".to_owned() });
        }
        let mut rows = records(text, delimiter)?;
        let width = rows.iter().map(|row| used(row)).max().unwrap_or_default();
        if width == 0 {
            return Err(Fault { line: 1, message: "there are no figures, not even a row of column names".to_owned() });
        }
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        let columns = rows.remove(0);
        Ok(Self { caption: options.caption.clone(), columns, rows })
    }

    /// Whether a chart can be drawn from them.
    pub fn has_numbers(&self) -> bool {
        (1..self.columns.len()).any(|column| self.is_numeric(column))
    }

    /// Whether a column holds numbers and nothing else, gaps aside.
    pub fn is_numeric(&self, column: usize) -> bool {
        let cells = || self.rows.iter().map(|row| row[column].as_str()).filter(|cell| !is_gap(cell));
        cells().next().is_some() && cells().all(|cell| number(cell).is_some())
    }

    /// What the figures are called: their caption, else the names of their columns.
    pub fn name(&self) -> Cow<'_, str> {
        let named = |columns: &[String]| columns.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        match &self.caption {
            Some(caption) => Cow::Borrowed(caption),
            None => Cow::Owned(named(&self.columns)),
        }
    }
}

fn records(text: &str, delimiter: u8) -> Result<Vec<Vec<String>>, Fault> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Fault {
            line: error.position().map_or(1, |position| position.line() as usize),
            message: format!("this row cannot be read: {error}"),
        })?;
        rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    rows.retain(|row| used(row) > 0);
    Ok(rows)
}

/// How many cells of a row there are up to the last one that is not empty.
fn used(row: &[String]) -> usize {
    row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

/// The separator the header has most of. Of two equals the one that is rarer in words wins: "Quarter;Crimes, recorded".
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [(0, b','), (0, b';'), (0, b'\t')];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(_, candidate)| *candidate == byte && !quoted).for_each(|(count, _)| *count += 1);
    }
    // The last of equal maxima is the one `max_by_key` gives.
    counts.into_iter().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0).map_or(b',', |(_, delimiter)| delimiter)
}

/// The line of a quotation mark that opens a cell and is never closed.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    let mut line = 1;
    let mut opened_at = None;
    let mut at_cell_start = true;
    for byte in text.bytes() {
        match (byte, opened_at) {
            // A doubled mark inside a cell closes it and opens it again at once, which comes to the same.
            (b'"', Some(_)) => (opened_at, at_cell_start) = (None, true),
            (b'"', None) if at_cell_start => opened_at = Some(line),
            (b' ', None) => {}
            (_, None) => at_cell_start = byte == delimiter || byte == b'\n',
            _ => {}
        }
        line += usize::from(byte == b'\n');
    }
    opened_at
}

/// A number as people write it in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value, thousands and millions written out.
    pub value: f64,
    /// `£`, `€`, `$` or `%`.
    pub unit: Option<char>,
}

/// What stands after a number and is no part of it: marks of notes.
const NOTE_MARKS: [char; 7] = ['*', '†', '‡', '¹', '²', '³', '⁴'];

/// Words for the size of a number; of two that end alike the longer stands first.
const MAGNITUDES: [(&str, f64); 7] =
    [("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("bn", 1e9), ("k", 1e3), ("m", 1e6), ("b", 1e9)];

/// The number a cell holds: `1,234`, `£3.6m`, `−4.5%`, `(120)` as accountants write what is below nothing, `£2 million`, `17*`.
///
/// A comma parts thousands and nothing else: `3,5` is not read, as it may be three and a half or a slip of the hand.
pub fn number(cell: &str) -> Option<Number> {
    let text = cell.trim().trim_end_matches(NOTE_MARKS).trim_end().to_lowercase();
    let (text, bracketed) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text.as_str(), false),
    };
    let (text, before) = signed(text);
    let (text, currency) = match text.chars().next().filter(|c| "£€$".contains(*c)) {
        Some(symbol) => (&text[symbol.len_utf8()..], Some(symbol)),
        None => (text, None),
    };
    let (text, after) = if before { (text.trim(), false) } else { signed(text) };
    let (text, percent) = match text.strip_suffix('%').or_else(|| text.strip_suffix("per cent")) {
        Some(rest) => (rest.trim_end(), Some('%')),
        None => (text, None),
    };
    let magnitude = MAGNITUDES.iter().find_map(|(word, times)| Some((text.strip_suffix(word)?.trim_end(), *times)));
    let (text, times) = magnitude.unwrap_or((text, 1.0));
    let sign = if before || after || bracketed { -1.0 } else { 1.0 };
    let value = sign * digits(text)? * times;
    // Beyond this neither neighbouring numbers nor their sums can be told apart.
    (value.abs() < 1e15).then_some(Number { value, unit: currency.or(percent) })
}

/// The text without its sign, and whether that was a minus: hyphen, minus or the dash that Word makes of it.
fn signed(text: &str) -> (&str, bool) {
    let text = text.trim();
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text).trim_start(), false),
    }
}

/// Digits with at most one point, their thousands parted by commas, by spaces or not at all.
fn digits(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(|c: char| c == ',' || c.is_whitespace()).collect();
    let (first, others) = groups.split_first()?;
    let well_grouped = others.is_empty() || (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    let plain = groups.concat();
    let has_digits = !plain.is_empty() || !fraction.is_empty();
    if !(well_grouped && has_digits && all_digits(&plain) && all_digits(fraction)) {
        return None;
    }
    format!("{plain}.{fraction}0").parse().ok()
}

/// Whether a cell says that there is no figure, in one of the ways of official statistics.
pub fn is_gap(cell: &str) -> bool {
    const GAPS: [&str; 16] = ["", "-", "–", "—", "−", "n/a", "na", ".", "..", "...", "…", ":", "*", "[x]", "[z]", "no data"];
    GAPS.contains(&cell.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Figures {
        Figures::read(text, &Options::default()).unwrap()
    }

    #[test]
    fn an_info_string_says_what_to_draw_and_what_it_is_called() {
        let (options, unknown) = Options::parse(r#"csv chart=bar caption="Crimes by quarter" file=crimes.csv"#);
        assert_eq!(options.chart, Some(ChartKind::Bar));
        assert_eq!(options.caption.as_deref(), Some("Crimes by quarter"));
        assert_eq!(options.file.as_deref(), Some("crimes.csv"));
        assert!(unknown.is_empty());
        assert_eq!(Options::parse("chart=line").0.chart, Some(ChartKind::Line));
        assert_eq!(Options::parse("csv caption=“The Panel's costs”").0.caption.as_deref(), Some("The Panel's costs"));
    }

    #[test]
    fn words_that_mean_nothing_are_given_back() {
        let (options, unknown) = Options::parse("CSV chart=pie colour=red wide caption=");
        assert_eq!(options, Options::default());
        assert_eq!(unknown, ["chart=pie", "colour=red", "wide", "caption="]);
    }

    #[test]
    fn the_header_says_how_cells_are_separated() {
        assert_eq!(read("Quarter,Crimes\nQ1,3").columns, ["Quarter", "Crimes"]);
        assert_eq!(read("Quarter;Crimes, recorded\nQ1;3").columns, ["Quarter", "Crimes, recorded"]);
        assert_eq!(read("Quarter\tCrimes\nQ1\t1,234").rows, [["Q1", "1,234"]]);
        assert_eq!(read("\"a;b;c\",d\n1,2").columns, ["a;b;c", "d"]);
        assert_eq!(read("Names\nA. Smith").rows, [["A. Smith"]]);
    }

    #[test]
    fn ragged_rows_lose_nothing_and_leavings_of_spreadsheets_go() {
        let figures = read("\u{feff}a,b,,\r\n1\r\n,,,\r\n1,2,3,\r\n\r\n");
        assert_eq!(figures.columns, ["a", "b", ""]);
        assert_eq!(figures.rows, [["1", "", ""], ["1", "2", "3"]]);
        assert_eq!(read("a,b\n\"two\nlines\",\"say \"\"so\"\"\"").rows, [["two\nlines", "say \"so\""]]);
    }

    #[test]
    fn faults_have_a_line() {
        let fault = |text| Figures::read(text, &Options::default()).unwrap_err().line;
        assert_eq!(fault(""), 1);
        assert_eq!(fault(" \n,,\n"), 1);
        assert_eq!(fault("a,b\n1,2\n3,\"4\n5,6\n"), 3);
        assert!(Figures::read("height\n5' 4\"\n6\"\n", &Options::default()).is_ok());
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let value = |cell| number(cell).map(|number| number.value);
        for (cell, expected) in [
            ("0", 0.0),
            ("1,234", 1234.0),
            ("1 234 567", 1_234_567.0),
            ("£3.6m", 3.6e6),
            ("−4.5%", -4.5),
            ("-£2", -2.0),
            ("£-2", -2.0),
            ("(120)", -120.0),
            ("£2 million", 2e6),
            ("17*", 17.0),
            ("+3", 3.0),
            (".5", 0.5),
            ("12 per cent", 12.0),
            ("£1.2bn", 1.2e9),
            ("20k", 2e4),
            ("–7", -7.0),
        ] {
            assert_eq!(value(cell), Some(expected), "{cell}");
        }
        for cell in
            ["", "-", "3,5", "12 34", "1.2.3", "2019-20", "10/11", "Q1", "£", "%", "m", "1e5", "inf", "NaN", "--3", &"9".repeat(400)]
        {
            assert_eq!(number(cell), None, "{cell}");
        }
        assert_eq!(number("£3").and_then(|number| number.unit), Some('£'));
        assert_eq!(number("3%").and_then(|number| number.unit), Some('%'));
    }
}
