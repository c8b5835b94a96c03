//! The faults that reading hand-written files can find.

use crate::diagnostic::{Level, Rule};

/// The file breaks its notation.
pub static SYNTAX_ERROR: Rule =
    Rule { name: "syntax-error", level: Level::Error, summary: "A line breaks the rules of TOML or YAML and is left out." };

/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule { name: "unknown-key", level: Level::Error, summary: "A key is not one of those that are read here." };

/// A value of the wrong kind.
pub static WRONG_TYPE: Rule =
    Rule { name: "wrong-type", level: Level::Error, summary: "A value is not of the kind its key needs, such as a date." };

/// A word that is not in the list.
pub static UNKNOWN_VALUE: Rule =
    Rule { name: "unknown-value", level: Level::Error, summary: "A value is not one of those its key allows." };

/// A key that is needed.
pub static MISSING_KEY: Rule = Rule { name: "missing-key", level: Level::Error, summary: "An entry lacks a key that it needs." };

/// A key given twice.
pub static DUPLICATE_KEY: Rule = Rule { name: "duplicate-key", level: Level::Error, summary: "A key is given more than once." };

/// A theme made for other views.
pub static THEME_CONTRACT: Rule =
    Rule { name: "theme-contract", level: Level::Error, summary: "A theme is made for another version of the views." };

/// A paper says of itself that it is not for the public.
pub static MARKED_NOT_PUBLIC: Rule = Rule {
    name: "marked-not-public",
    level: Level::Error,
    summary: "A paper is marked as not for publication, and its front matter does not say who may see it.",
};

/// A key of front matter that stands in the text.
pub static STRAY_FRONT_MATTER: Rule = Rule {
    name: "stray-front-matter",
    level: Level::Error,
    summary: "A line that decides who may see a paper stands in its text and not in front matter.",
};

/// A public paper has a passage of one that is not.
pub static WITHHELD_TEXT_QUOTED: Rule = Rule {
    name: "withheld-text-quoted",
    level: Level::Error,
    summary: "A published paper has a passage in common with one that may not be seen.",
};

/// A folder's name looks like a date and is none.
pub static ODD_MEETING_FOLDER: Rule = Rule {
    name: "odd-meeting-folder",
    level: Level::Warning,
    summary: "The name of a folder looks like a date and is not written as one.",
};
