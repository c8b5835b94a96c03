//! What a template can use beside its values: filters, tests and functions, and the classes in the text of papers. Lists for the reference.

/// The filters of Tera, each in an expression that shows what it does.
pub(super) const FILTERS: &[(&str, &str)] = &[
    ("abs", "-3 | abs"),
    ("capitalize", r#""POSTPONED" | capitalize"#),
    ("default", r#"site.options.notice | default(value="no notice")"#),
    ("escape", r#""Crime & justice" | escape"#),
    ("escape_html", r#""Crime & justice" | escape_html | safe"#),
    ("escape_xml", r#""Crime & justice" | escape_xml | safe"#),
    ("first", "[4, 5, 6] | first"),
    ("float", r#""4.5" | float"#),
    ("get", r#"page | get(key="url")"#),
    ("group_by", r#"latest | group_by(attribute="kind") | length"#),
    ("indent", r#""one line" | indent(width=2)"#),
    ("int", r#""12" | int"#),
    ("join", r#"["a", "b"] | join(sep=", ")"#),
    ("keys", "latest[0].date | keys | length"),
    ("last", "[4, 5, 6] | last"),
    ("length", "latest | length"),
    ("lower", r#""Agenda" | lower"#),
    ("newlines_to_br", r#""one\ntwo" | newlines_to_br | safe"#),
    ("nth", "[4, 5, 6] | nth(n=1)"),
    ("pairs", "latest[0].date | pairs | length"),
    ("pluralize", r#"["meeting", 2 | pluralize] | join(sep="")"#),
    ("replace", r#""a/b" | replace(from="/", to=", ")"#),
    ("reverse", r#"[4, 5, 6] | reverse | join(sep=" ")"#),
    ("round", "4.567 | round(precision=1)"),
    ("safe", r#""<b>4</b>" | safe"#),
    ("sort", r#"[6, 4, 5] | sort | join(sep=" ")"#),
    ("split", r#""a, b" | split(pat=", ") | length"#),
    ("str", "12 | str"),
    ("title", r#""terms of reference" | title"#),
    ("trim", r#""  agenda " | trim"#),
    ("trim_end", r#""item 4." | trim_end(pat=".")"#),
    ("trim_start", r#""(a)" | trim_start(pat="(")"#),
    ("truncate", r#""Terms of reference" | truncate(length=5)"#),
    ("unique", "[4, 4, 5] | unique | length"),
    ("upper", r#""draft" | upper"#),
    ("values", "latest[0].date | values | length"),
    ("wordcount", r#""Terms of reference" | wordcount"#),
];

/// The tests of Tera, as `is …` and `is not …`.
pub(super) const TESTS: &[(&str, &str)] = &[
    ("array", "latest is array"),
    ("bool", "page.has_code is bool"),
    ("containing", r#"site.title is containing(pat="Panel")"#),
    ("defined", "site.options.notice is defined"),
    ("divisible_by", "12 is divisible_by(divisor=4)"),
    ("ending_with", r#"page.url is ending_with(pat="/")"#),
    ("even", "4 is even"),
    ("float", "4.5 is float"),
    ("integer", "4 is integer"),
    ("iterable", "latest is iterable"),
    ("map", "latest[0] is map"),
    ("none", "page.canonical is none"),
    ("number", "4 is number"),
    ("odd", "4 is odd"),
    ("starting_with", r#"page.url is starting_with(pat="/")"#),
    ("string", "page.title is string"),
    ("undefined", "site.options.notice is undefined"),
];

/// The functions of Tera. `throw` gives nothing: it ends the build with its words.
pub(super) const FUNCTIONS: &[(&str, &str)] =
    &[("range", r#"range(start=1, end=4) | join(sep=" ")"#), ("throw", r#"throw(message="No title")"#)];

/// A class in the text of papers.
pub(super) struct Class {
    /// The class, or how it begins where it goes on with a number or a name.
    pub name: &'static str,
    /// What has it.
    pub about: &'static str,
}

/// Every class that `paper.html` may hold, of the text and of its figures. The stylesheets of a theme are written against them.
pub(super) const CLASSES: &[Class] = &[
    Class {
        name: "numbered",
        about: "A paragraph with a printed number: `p`, or `div` where it holds more than one paragraph. It has the anchor.",
    },
    Class {
        name: "depth-",
        about: "Beside `numbered`: how deep it stands, from 0. Paragraphs are not nested, so the depth is what sets them in.",
    },
    Class {
        name: "number",
        about: "A printed number, as a link to itself: first in a numbered paragraph, a heading or a footnote, or in a cell of a table.",
    },
    Class { name: "heading", about: "Round a heading without a number and its link, as the link stands after the heading." },
    Class {
        name: "permalink",
        about: "The link to a heading without a number, an action or a decision. It is empty: the theme gives it a sign.",
    },
    Class { name: "action", about: "An action where it was read: a `span`, or several that follow one another. The first has its anchor." },
    Class { name: "decision", about: "A decision where it was read, likewise." },
    Class { name: "person", about: "The name of somebody in a list of attendance, as a link to their page." },
    Class { name: "reference", about: "Words that point at a paper or a meeting, as a link to it." },
    Class { name: "pending", about: "Words that point at something which is not on the site." },
    Class { name: "printed-title", about: "A printed title that is not the page's own heading." },
    Class { name: "bare", about: "A link that shows its address, which print need not say again." },
    Class { name: "scroll", about: "Round every table: a box that scrolls sideways and can have the focus." },
    Class { name: "right", about: "A cell of a column that is aligned to the right." },
    Class { name: "centre", about: "A cell of a column that is aligned in the middle." },
    Class { name: "figures", about: "A `figure` made from CSV: a table, and above it the chart if one was asked for." },
    Class { name: "figure", about: "A cell of numbers in such a table." },
    Class { name: "chart", about: "A chart, as SVG, with `grid`, `zero`, `values`, `names` and `legend` for its parts." },
    Class { name: "grid", about: "In a chart: the lines behind." },
    Class { name: "zero", about: "In a chart: the line at nought." },
    Class { name: "values", about: "In a chart: the numbers on the axis." },
    Class { name: "names", about: "In a chart: the names of its rows." },
    Class { name: "legend", about: "In a chart: what its colours mean." },
    Class { name: "series-", about: "In a chart: what belongs to one column of numbers, from 1 to 6. It is drawn in `currentColor`." },
    Class { name: "footnote", about: "A footnote, where the paper has it." },
    Class { name: "code", about: "A `pre` with code." },
    Class { name: "language-", about: "On `code` in it: the language that the paper names." },
    Class { name: "syntax-", about: "In code: what a word is. Their colours are in `/theme/code.css`." },
];
