//! Findings → what programs read: JSON (version 1, a public contract), SARIF 2.1.0, and annotations of GitHub's runners.

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Level, Place, Rule};
use crate::source::{Position, Span};

/// The version of the JSON. It changes only when a field is taken away or changes its meaning.
pub const VERSION: u32 = 1;

/// A finding with the path that its reader knows the file by.
#[derive(Debug, Clone)]
pub struct Told {
    /// The path from where the reader stands.
    pub file: String,
    /// The finding.
    pub finding: Diagnostic,
}

#[derive(Serialize)]
struct Written<'f> {
    rule: &'static str,
    level: &'static str,
    file: &'f str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'f str,
    notes: Vec<&'f str>,
    fix: Option<WrittenFix<'f>>,
}

#[derive(Serialize)]
struct WrittenFix<'f> {
    title: &'f str,
    safe: bool,
    edits: Vec<WrittenEdit<'f>>,
}

#[derive(Serialize)]
struct WrittenEdit<'f> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'f str,
}

/// The findings as JSON.
///
/// # Errors
/// Never for findings that were made here; serde may fail in general.
pub fn json(told: &[Told]) -> serde_json::Result<String> {
    let findings: Vec<Written<'_>> = told.iter().map(written).collect();
    serde_json::to_string_pretty(&json!({ "version": VERSION, "findings": findings }))
}

fn written(told: &Told) -> Written<'_> {
    let finding = &told.finding;
    let (start, end) = finding.positions();
    let help = finding.help.as_deref();
    Written {
        rule: finding.rule.name,
        level: finding.level.name(),
        file: &told.file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &finding.message,
        notes: finding.notes.iter().map(String::as_str).chain(help).collect(),
        fix: finding.fix.as_ref().map(|fix| WrittenFix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix.edits.iter().map(|edit| written_edit(finding, edit.span, &edit.text)).collect(),
        }),
    }
}

fn written_edit<'f>(finding: &Diagnostic, span: Span, text: &'f str) -> WrittenEdit<'f> {
    let (start, end) = positions(finding, span);
    WrittenEdit { line: start.line, column: start.column, end_line: end.line, end_column: end.column, text }
}

fn positions(finding: &Diagnostic, span: Span) -> (Position, Position) {
    match &finding.place {
        Place::Text(at) => (at.source.position(span.start), at.source.position(span.end)),
        Place::File(_) => finding.positions(),
    }
}

/// The findings as SARIF 2.1.0, with every rule that found something.
///
/// # Errors
/// Never for findings that were made here; serde may fail in general.
pub fn sarif(told: &[Told]) -> serde_json::Result<String> {
    let mut rules: Vec<&'static Rule> = told.iter().map(|one| one.finding.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    let results: Vec<Value> = told.iter().map(|one| result(one, &rules)).collect();
    let described: Vec<Value> = rules.iter().map(|rule| described(rule)).collect();
    serde_json::to_string_pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "panelpress",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": described,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.what() },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": sarif_level(rule.level) },
    })
}

fn result(told: &Told, rules: &[&Rule]) -> Value {
    let finding = &told.finding;
    let (start, end) = finding.positions();
    let place = rules.iter().position(|rule| rule.name == finding.rule.name);
    let location = json!({ "uri": uri(&told.file) });
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": place,
        "level": sarif_level(finding.level),
        "message": { "text": sentences(finding) },
        "locations": [{ "physicalLocation": { "artifactLocation": location, "region": region(start, end) } }],
    });
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = positions(finding, edit.span);
                json!({ "deletedRegion": region(start, end), "insertedContent": { "text": edit.text } })
            })
            .collect();
        let change = json!({ "artifactLocation": location, "replacements": replacements });
        result["fixes"] = json!([{ "description": { "text": fix.title }, "artifactChanges": [change] }]);
    }
    result
}

fn region(start: Position, end: Position) -> Value {
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

/// A path as a relative reference: blanks and the like are written as their bytes.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The message with its notes and its help, a sentence each.
fn sentences(finding: &Diagnostic) -> String {
    let all = std::iter::once(&finding.message).chain(&finding.notes).chain(&finding.help);
    all.map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
}

/// The findings as annotations that GitHub's runners put beside the lines of a change.
pub fn github(told: &[Told]) -> String {
    let line = |one: &Told| {
        let (start, end) = one.finding.positions();
        let kind = match one.finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "notice",
        };
        // A column means the same line to GitHub.
        let columns = if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        format!(
            "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
            property(&one.file),
            start.line,
            end.line,
            one.finding.rule.name,
            message(&sentences(&one.finding))
        )
    };
    told.iter().map(line).collect()
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
