//! An acronym whose letters are not those of the words it is explained with.

use super::acronyms::weighty;
use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};

/// The letters of an acronym do not fit.
pub static ACRONYM_MISMATCH: Rule = Rule {
    name: "acronym-mismatch",
    level: Level::Advice,
    summary: "The letters of an acronym are not those of its words.",
    page: include_str!("acronym_mismatch.md"),
};

/// Looks for words with a capital that no letter stands for. Letters inside words are left to those who coin acronyms.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    for acronym in &look.reading().acronyms {
        if let Some(word) = left_over(&acronym.short, &acronym.expansion) {
            let message = format!("no letter of {} stands for \"{word}\"", acronym.short);
            report
                .push(look.finding(&ACRONYM_MISMATCH, acronym.span, message).help("check the letters, and which words belong to the name"));
        }
    }
}

/// The first word with a capital that has no letter of its own.
pub(super) fn left_over<'e>(short: &str, expansion: &'e str) -> Option<&'e str> {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words = weighty(expansion);
    let capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() * 2 > words.len();
    if !capital {
        return None;
    }
    let mut next = 0;
    for word in words {
        let first = word.chars().next().and_then(|c| c.to_lowercase().next());
        let ahead = letters[next..].iter().take(3).position(|letter| Some(*letter) == first);
        match ahead {
            Some(skipped) => next += skipped + 1,
            None if word.starts_with(char::is_uppercase) => return Some(word),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_letter() {
        for (short, expansion) in [
            ("SPOC", "single point of contact"),
            ("MARAC", "Multi-Agency Risk Assessment Conference"),
            ("ASB", "Anti-social Behaviour"),
            ("MoJ", "Ministry of Justice"),
            ("T/ACC", "Temporary Assistant Chief Constable"),
            ("PSED", "Public Sector Equality Duty"),
        ] {
            assert_eq!(left_over(short, expansion), None, "{short}");
        }
        assert_eq!(left_over("ACC", "Assistant Chief Executive"), Some("Executive"));
        assert_eq!(left_over("GSS", "Green Spaces Survey Team"), Some("Team"));
    }
}
