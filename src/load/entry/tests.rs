//! Files as text, and what must be told about them: a line each, the help after an arrow.

use super::*;
use crate::model::{FrontMatter, PeopleRegister, Settings};

fn read<T: DeserializeOwned + JsonSchema + Default>(notation: Notation, text: &str) -> (T, String) {
    let source = Arc::new(Source::new("a.md", text));
    let mut report = Report::default();
    let value = Schema::new().read(&source, source.span(), notation, &mut report);
    (value, report.sorted().into_iter().map(line).collect())
}

fn line(finding: Diagnostic) -> String {
    let at = finding.positions().0;
    let help = finding.help.map(|help| format!(" -> {help}")).unwrap_or_default();
    format!("{}:{} {}: {}{help}\n", at.line, at.column, finding.rule.name, finding.message)
}

#[track_caller]
fn front(notation: Notation, text: &str, expected: &str) -> FrontMatter {
    let (value, told) = read(notation, text);
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(told, expected.trim_start(), "{text}");
    value
}

#[test]
fn every_fault_of_a_file_is_told_at_its_place() {
    let text = "title = 'a'\ntitle = 'b'\npublishon = 1\nstatus = 'aproved'\naliases = 'x'\nhold = 'yes'\nitem = 7\n\
                [late]\nreasn = 'a'\n";
    let value = front(
        Notation::Toml,
        text,
        "
        2:1 duplicate-key: `title` is given more than once -> keep one of them
        3:1 unknown-key: unknown key `publishon` -> did you mean `publish_on`?
        4:10 unknown-value: `status` must be one of `draft`, `approved`, `withdrawn`, not `aproved` -> did you mean `approved`?
        5:11 wrong-type: `aliases` must be a list, not text -> put square brackets around it: `['x']`
        6:8 wrong-type: `hold` must be true or false, not text -> write `true` or `false`, without quotes
        7:8 wrong-type: `item` must be text, not a number -> put quotes around it: `\"7\"`
        8:1 missing-key: `reason` is missing here
        9:1 unknown-key: unknown key `reasn` -> did you mean `reason`?",
    );
    assert_eq!(value, FrontMatter { title: Some("a".to_owned()), ..FrontMatter::default() });
}

#[test]
fn yaml_is_told_of_in_the_same_words() {
    let text = "title:\nitem: 7\nlate: {reasn: x}\nhold: yes\ndate: 2019-11-12\nstart: 14:00\nwithheld:\n  reason: &a é\n  \
                reason: y\nbody: *a\npublish_on:\n";
    let value = front(
        Notation::Yaml,
        text,
        "
        2:7 wrong-type: `item` must be text, not a number -> put quotes around it: `\"7\"`
        3:7 missing-key: `reason` is missing here
        3:8 unknown-key: unknown key `reasn` -> did you mean `reason`?
        4:7 wrong-type: `hold` must be true or false, not text -> write `true` or `false`, without quotes
        9:3 duplicate-key: `reason` is given more than once -> keep one of them
        10:7 syntax-error: `*` stands for a value given elsewhere, which is not read here -> write the value out
        11:11 wrong-type: `publish_on` must be a date, not empty -> dates are written 2019-11-12",
    );
    assert_eq!(value.date, "2019-11-12".parse().ok());
    assert_eq!(value.start, "14:00".parse().ok());
    assert_eq!(value.withheld.and_then(|withheld| withheld.reason).as_deref(), Some("é"));
}

#[test]
fn dates_and_times_are_read_with_and_without_quotes() {
    let text = "date = 2019-02-30\nstart = 25:00\nend = 14:00:00\nissued = '20191112'\npublish_on = '2019-11-05'\ntitle = 2019-11-12\n";
    let value = front(
        Notation::Toml,
        text,
        "
        1:8 wrong-type: `date`: 2019-02-30 is no date; dates are written 2019-11-12
        2:9 wrong-type: `start`: 25:00 is no time; times are written 14:00
        4:10 wrong-type: `issued`: 20191112 is no date; dates are written 2019-11-12
        6:9 wrong-type: `title` must be text, not a date or time -> put quotes around it: `\"2019-11-12\"`",
    );
    assert_eq!((value.end, value.publish_on), ("14:00".parse().ok(), "2019-11-05".parse().ok()));
}

#[test]
fn broken_toml_costs_its_own_lines_only() {
    for (text, expected) in [
        ("title \nhold = true\n", "1:7 syntax-error: key with no value, expected `=`"),
        ("title = abc\nhold = true\n", "1:9 syntax-error: string values must be quoted, expected literal string"),
        ("title = \"\"\"abc\nhold = true\n", "1:9 syntax-error: invalid multi-line basic string, expected `\"`"),
        ("aliases = ['a',\nhold = true\n", "1:11 syntax-error: unclosed array, expected `]`"),
        ("aliases = [\n  'a',\n  'b'\n\nhold = true\n", "1:11 syntax-error: unclosed array, expected `]`"),
        ("hold = true\n[late\nreason = 'x'\n", "2:6 syntax-error: unclosed table, expected `]`"),
    ] {
        assert!(front(Notation::Toml, text, expected).hold == Some(true), "{text}");
    }
}

#[test]
fn broken_yaml_costs_its_own_lines_only() {
    for (text, expected) in [
        ("title: a: b\nhold: true\n", "1:9 syntax-error: mapping values are not allowed in this context"),
        ("title: \"abc\nhold: true\n", "1:8 syntax-error: invalid indentation in quoted scalar"),
        ("title: *Draft* x\nhold: true\n", "1:8 syntax-error: while parsing node, found unknown anchor"),
        ("aliases:\n  - a\n - b\nhold: true\n", "3:2 syntax-error: while parsing a block mapping, did not find expected key"),
    ] {
        assert!(front(Notation::Yaml, text, &format!("{expected} -> {}", yaml::QUOTES)).hold == Some(true), "{text}");
    }
    let unclosed = "1:10 syntax-error: illegal placement of ':' indicator, in brackets that open here";
    assert!(front(Notation::Yaml, "aliases: [a, b\nhold: true\n", unclosed).hold == Some(true));
    front(Notation::Yaml, "title: x\n...\nhold: true\n", "3:1 syntax-error: nothing is read after the line `...` or `---`");
    front(Notation::Yaml, "just words", "1:1 syntax-error: this must be keys and values, not text");
}

#[test]
fn a_part_of_a_file_is_told_of_by_the_lines_of_the_file() {
    let source = Arc::new(Source::new("a.md", "+++\ntitel = 'é'\n+++\n# Title\n"));
    let mut report = Report::default();
    Schema::<FrontMatter>::new().read(&source, Span::new(4, 17), Notation::Toml, &mut report);
    let told: String = report.sorted().into_iter().map(line).collect();
    assert_eq!(told, "2:1 unknown-key: unknown key `titel` -> did you mean `title`?\n");
}

#[test]
fn an_entry_that_lacks_what_it_needs_leaves_the_others() {
    let (people, told) = read::<PeopleRegister>(Notation::Toml, "[[person]]\nname = 'A'\noffices = [{}]\n[[person]]\ninitials = 'B'\n");
    assert_eq!(told, "3:12 missing-key: `role` is missing here\n4:1 missing-key: `name` is missing here\n");
    assert_eq!(people.person.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["A"]);
}

#[test]
fn open_tables_take_any_key_and_hold_it_to_their_kind() {
    let text = "[rules]\nbroken-link = 'eror'\nlong-line = 'advice'\n[theme_options]\ncolour = 7\n";
    let (settings, told) = read::<Settings>(Notation::Toml, text);
    let expected = "2:15 unknown-value: `broken-link` must be one of `error`, `warning`, `advice`, `off`, not `eror` -> did you mean `error`?\n\
                    5:10 wrong-type: `colour` must be text, not a number -> put quotes around it: `\"7\"`\n";
    assert_eq!(told, expected);
    assert_eq!(settings.rules.len(), 1);
}

#[test]
fn nothing_is_too_broken_or_too_deep() {
    let whole = "title: 'é'\naliases: [a,\n b]\nlate: {reason: \"x\"}\n[late]\nreason = \"\"\"x\ny\"\"\"\n[[a.b]]\nc = {d = 1}\n";
    let signs = ["", "'", "[", "\n- ", "\"\"\""];
    let cut = whole.char_indices().flat_map(|(at, _)| signs.map(|sign| [&whole[..at], sign, &whole[at..]].concat()));
    let deep = ["[", "- ", "? ", "a = {a = ", "a.", "{a: ", "title = [[\n", "a: @\n"].map(|part| part.repeat(2000));
    for text in cut.chain(deep) {
        read::<FrontMatter>(Notation::Toml, &text);
        read::<FrontMatter>(Notation::Yaml, &text);
    }
}

#[test]
fn the_schema_names_and_explains_the_keys() {
    let schema = schema_text::<FrontMatter>();
    assert!(schema.contains("\"description\": \"An embargo: before"), "{schema}");
}
