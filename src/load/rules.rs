//! The faults that reading hand-written files can find.

use crate::diagnostic::{Level, Rule};

/// The rules of this stage.
pub static RULES: &[&Rule] = &[
    &SYNTAX_ERROR,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &MISSING_KEY,
    &DUPLICATE_KEY,
    &MARKED_NOT_PUBLIC,
    &STRAY_FRONT_MATTER,
    &WITHHELD_TEXT_QUOTED,
    &ODD_MEETING_FOLDER,
    &THEME_CONTRACT,
    &super::withheld::WITHHELD_WITHOUT_PARAGRAPH,
    &super::withheld::WITHHELD_REVIEW_PASSED,
    &super::withheld::RETENTION,
];

/// The file breaks its notation.
pub static SYNTAX_ERROR: Rule = Rule {
    name: "syntax-error",
    level: Level::Error,
    summary: "A line breaks the rules of TOML or YAML and is left out.",
    page: include_str!("rules/syntax_error.md"),
};

/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    level: Level::Error,
    summary: "A key is not one of those that are read here.",
    page: include_str!("rules/unknown_key.md"),
};

/// A value of the wrong kind.
pub static WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    summary: "A value is not of the kind its key needs, such as a date.",
    page: include_str!("rules/wrong_type.md"),
};

/// A word that is not in the list.
pub static UNKNOWN_VALUE: Rule = Rule {
    name: "unknown-value",
    level: Level::Error,
    summary: "A value is not one of those its key allows.",
    page: include_str!("rules/unknown_value.md"),
};

/// A key that is needed.
pub static MISSING_KEY: Rule = Rule {
    name: "missing-key",
    level: Level::Error,
    summary: "An entry lacks a key that it needs.",
    page: include_str!("rules/missing_key.md"),
};

/// A key given twice.
pub static DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    summary: "A key is given more than once.",
    page: include_str!("rules/duplicate_key.md"),
};

/// A theme made for other views.
pub static THEME_CONTRACT: Rule = Rule {
    name: "theme-contract",
    level: Level::Error,
    summary: "A theme is made for another version of the views.",
    page: include_str!("rules/theme_contract.md"),
};

/// A paper says of itself that it is not for the public.
pub static MARKED_NOT_PUBLIC: Rule = Rule {
    name: "marked-not-public",
    level: Level::Error,
    summary: "A paper is marked as not for publication, and its front matter does not say who may see it.",
    page: include_str!("rules/marked_not_public.md"),
};

/// A key of front matter that stands in the text.
pub static STRAY_FRONT_MATTER: Rule = Rule {
    name: "stray-front-matter",
    level: Level::Error,
    summary: "A line that decides who may see a paper stands in its text and not in front matter.",
    page: include_str!("rules/stray_front_matter.md"),
};

/// A public paper has a passage of one that is not.
pub static WITHHELD_TEXT_QUOTED: Rule = Rule {
    name: "withheld-text-quoted",
    level: Level::Error,
    summary: "A published paper has a passage in common with one that may not be seen.",
    page: include_str!("rules/withheld_text_quoted.md"),
};

/// A folder's name looks like a date and is none.
pub static ODD_MEETING_FOLDER: Rule = Rule {
    name: "odd-meeting-folder",
    level: Level::Warning,
    summary: "The name of a folder looks like a date and is not written as one.",
    page: include_str!("rules/odd_meeting_folder.md"),
};
