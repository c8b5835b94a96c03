//! Code in a paper to marked-up code: classes only, the colours stand in one style sheet.

use std::fmt::Write;
use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::escape::escape;

const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "syntax-" };

/// Longer code than anyone reads in a paper is shown plain, as colouring takes a second for each megabyte or so.
const LONGEST: usize = 256 * 1024;

/// Knows the syntaxes of languages. They are unpacked when the first code is met, and most sites have none.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// The code as `<pre><code>`, its parts marked when the language is known. Every character of it is kept.
    pub fn html(&self, language: &str, code: &str) -> String {
        let language = language.split([',', ' ', '\t']).next().unwrap_or_default();
        let marked = self.marked(language, code).unwrap_or_else(|| escape(code).into_owned());
        let class = match language {
            "" => String::new(),
            named => format!(" class=\"language-{}\"", escape(named)),
        };
        // Long lines scroll, and what scrolls must be in reach of the keyboard.
        format!("<pre class=\"code\" tabindex=\"0\"><code{class}>{marked}</code></pre>\n")
    }

    /// The colours of code, light and dark, for the theme's style sheet.
    pub fn stylesheet() -> String {
        let mut css = String::from("/* Colours of code, written by Panelpress. */\n");
        css.push_str("pre.code { overflow-x: auto; padding: 0.75em 1em; tab-size: 4; }\n");
        write_colours(&mut css, "", |colour| colour.light);
        css.push_str("@media screen and (prefers-color-scheme: dark) {\n");
        write_colours(&mut css, "  ", |colour| colour.dark);
        css.push_str("}\n.syntax-comment, .syntax-markup.syntax-italic { font-style: italic; }\n");
        css.push_str(".syntax-markup.syntax-heading, .syntax-markup.syntax-bold { font-weight: bold; }\n");
        css.push_str("@media print { pre.code { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; } }\n");
        css
    }

    /// The code with its parts marked; none when the language is not known or its syntax fails on this code.
    fn marked(&self, language: &str, code: &str) -> Option<String> {
        if language.is_empty() || code.len() > LONGEST {
            return None;
        }
        let syntaxes = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax(syntaxes, language)?, syntaxes, CLASSES);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}

/// The syntax of a language by its name or by the ending of its files; plain text has nothing to mark.
fn syntax<'a>(syntaxes: &'a SyntaxSet, language: &str) -> Option<&'a SyntaxReference> {
    let found = syntaxes.find_syntax_by_token(&language.to_lowercase())?;
    (found.name != syntaxes.find_syntax_plain_text().name).then_some(found)
}

/// A colour in both schemes, and what has it.
struct Colour {
    selector: &'static str,
    light: &'static str,
    dark: &'static str,
}

const BACKGROUND: Colour = Colour { selector: "", light: "#f6f8fa", dark: "#1c2128" };

/// A later colour wins over an earlier one for parts that are both; every one of them can be read on the background.
const COLOURS: [Colour; 11] = [
    Colour { selector: "pre.code", light: "#1f2328", dark: "#e6edf3" },
    Colour { selector: ".syntax-variable", light: "#8a3400", dark: "#ffa657" },
    Colour { selector: ".syntax-support", light: "#8a3400", dark: "#ffa657" },
    Colour { selector: ".syntax-constant", light: "#0550ae", dark: "#79c0ff" },
    Colour { selector: ".syntax-entity.syntax-name", light: "#6639ba", dark: "#d2a8ff" },
    Colour { selector: ".syntax-keyword, .syntax-storage", light: "#b3142a", dark: "#ff7b72" },
    Colour { selector: ".syntax-entity.syntax-name.syntax-tag, .syntax-markup.syntax-inserted", light: "#116329", dark: "#7ee787" },
    Colour { selector: ".syntax-markup.syntax-heading", light: "#0550ae", dark: "#79c0ff" },
    Colour { selector: ".syntax-string", light: "#0a3069", dark: "#a5d6ff" },
    Colour { selector: ".syntax-comment", light: "#57606a", dark: "#9198a1" },
    Colour { selector: ".syntax-invalid, .syntax-markup.syntax-deleted", light: "#82071e", dark: "#ffa198" },
];

fn write_colours(css: &mut String, indent: &str, scheme: impl Fn(&Colour) -> &'static str) {
    let _ = writeln!(css, "{indent}pre.code {{ background: {}; }}", scheme(&BACKGROUND));
    for colour in &COLOURS {
        let _ = writeln!(css, "{indent}{} {{ color: {}; }}", colour.selector, scheme(colour));
    }
}

/// How well one colour is read on another, by the formula of WCAG 2: 1 (not at all) to 21.
#[cfg(test)]
pub(super) fn contrast(one: &str, other: &str) -> f64 {
    let channel = |hex: &str, at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("colours are written #rrggbb")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |hex: &str| 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let tail = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<String>();
        tail.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
    }

    #[test]
    fn code_of_a_known_language_is_marked_and_kept() {
        let code = "fn main() {\n\tprintln!(\"<b> & 'c'\"); // £1\n}\n\n/* open";
        let html = Highlighter::default().html("rust", code);
        assert!(html.starts_with("<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\"><span class=\"syntax-source"));
        assert!(html.contains("syntax-comment") && !html.contains("style="));
        assert_eq!(text(&html).trim_end_matches('\n'), code);
        assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
    }

    #[test]
    fn other_code_is_only_escaped() {
        let plain = |language| Highlighter::default().html(language, "a < b && \"c\"\n");
        let escaped = "a &lt; b &amp;&amp; &quot;c&quot;\n</code></pre>\n";
        assert_eq!(plain(""), format!("<pre class=\"code\" tabindex=\"0\"><code>{escaped}"));
        assert_eq!(plain("minutese"), format!("<pre class=\"code\" tabindex=\"0\"><code class=\"language-minutese\">{escaped}"));
        assert!(plain("text").ends_with(escaped) && plain("a\"b").contains("language-a&quot;b"));
    }

    #[test]
    fn syntaxes_are_unpacked_for_a_named_language_only() {
        let highlighter = Highlighter::default();
        highlighter.html("", "a");
        assert!(highlighter.syntaxes.get().is_none());
        highlighter.html("python, linenos", "a = 1");
        assert!(highlighter.syntaxes.get().is_some());
    }

    #[test]
    fn no_language_fails_on_odd_code() {
        let highlighter = Highlighter::default();
        highlighter.html("rust", "");
        let code = "\"unclosed ' ` <a href=\n\t}) /* £ é 漢\n#if @x $y %z\n";
        for syntax in highlighter.syntaxes.get().unwrap().syntaxes() {
            let html = syntax.file_extensions.first().map(|language| highlighter.html(language, code));
            assert!(html.is_none_or(|html| text(&html) == format!("{code}\n")), "{}", syntax.name);
        }
    }

    #[test]
    fn every_colour_can_be_read_on_its_background() {
        for colour in &COLOURS {
            assert!(contrast(colour.light, BACKGROUND.light) >= 4.5, "{} in light", colour.selector);
            assert!(contrast(colour.dark, BACKGROUND.dark) >= 4.5, "{} in dark", colour.selector);
        }
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 0.01);
    }

    #[test]
    fn the_stylesheet_has_both_schemes() {
        let css = Highlighter::stylesheet();
        assert_eq!(css.matches('{').count(), css.matches('}').count());
        assert!(css.contains("prefers-color-scheme: dark") && css.contains("#79c0ff") && css.contains("#0550ae"));
    }
}
