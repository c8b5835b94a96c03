//! Addresses and numbers that lead to one person and not to an office.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::Look;
use crate::diagnostic::{Level, Report, Rule};
use crate::parse::Passage;

/// Personal data stands in a paper.
pub static PERSONAL_DATA: Rule = Rule {
    name: "personal-data",
    level: Level::Warning,
    summary: "A paper gives a person's own address or number.",
    page: include_str!("personal_data.md"),
};

/// Looks for mail addresses, mobile telephones and national insurance numbers. Only the last are surely nobody's to publish.
pub(super) fn check(look: &Look<'_>, report: &mut Report) {
    let public = public(look);
    for passage in look.passages.iter() {
        for (at, length) in words_with(passage, '@') {
            let address = &passage.text[at..at + length];
            if is_personal(address) && !public.contains(&address.to_lowercase()) {
                let message = "this is the mail address of one person";
                let found = look.finding(&PERSONAL_DATA, passage.source(at..at + length), message);
                report.push(found.help("give the address of the office: it outlives the post-holder").guessed());
            }
        }
        for (at, length) in digits(&passage.text) {
            let number: String = passage.text[at..at + length].chars().filter(char::is_ascii_digit).collect();
            if is_mobile(&number) && !public.contains(&number) {
                let found = look.finding(&PERSONAL_DATA, passage.source(at..at + length), "this is the number of a mobile telephone");
                report.push(found.help("give the number of the office, unless this one is meant for the public").guessed());
            }
        }
        for (at, length) in insurance_numbers(&passage.text) {
            let found = look.finding(&PERSONAL_DATA, passage.source(at..at + length), "this looks like a national insurance number");
            report.push(found.help("take it out: no public record has a use for it"));
        }
    }
}

/// What the site gives to the public by itself.
fn public(look: &Look<'_>) -> HashSet<String> {
    let contact = &look.site.settings.contact;
    let bodies = look.site.bodies.iter().flat_map(|body| [&body.entry.email, &body.entry.telephone]);
    let plain = |text: &String| match text.contains('@') {
        true => text.to_lowercase(),
        false => text.chars().filter(char::is_ascii_digit).collect(),
    };
    [&contact.email, &contact.telephone].into_iter().chain(bodies).flatten().map(plain).collect()
}

/// Words that have a character in them, without the marks around them.
fn words_with(passage: &Passage, wanted: char) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in passage.text.split_inclusive(|c: char| c.is_whitespace() || "<>()[],;|".contains(c)) {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        if plain.contains(wanted) && !plain.contains("://") {
            let start = at + word.find(plain).unwrap_or_default();
            let skip = plain.strip_prefix("mailto:").map_or(0, |rest| plain.len() - rest.len());
            found.push((start + skip, plain.len() - skip));
        }
        at += word.len();
    }
    found
}

/// `first.last@`: two names and no office.
fn is_personal(address: &str) -> bool {
    static MAILBOXES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let rows = include_str!("words/mailboxes.txt").lines().filter(|line| !line.starts_with('#'));
        rows.flat_map(str::split_whitespace).collect()
    });
    let Some((local, domain)) = address.split_once('@') else { return false };
    let lower = local.to_lowercase();
    let parts: Vec<&str> = lower.split(['.', '_']).collect();
    let name = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'');
    let office = parts.iter().flat_map(|part| part.split('-')).any(|part| MAILBOXES.contains(part));
    let surname = parts.last().is_some_and(|part| part.chars().count() >= 3);
    domain.contains('.') && (2..=3).contains(&parts.len()) && parts.iter().all(name) && surname && !office
}

/// Runs of digits as telephone numbers are written, with the blanks and dashes inside them.
fn digits(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let run = text[start..].find(|c: char| !(c.is_ascii_digit() || " -()".contains(c))).unwrap_or(text.len() - start);
        let length = text[start..start + run].trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        found.push((start, length.max(1)));
        at = start + run.max(1);
    }
    found
}

/// `07700 900123`, `+44 7700 900123`.
fn is_mobile(number: &str) -> bool {
    let own = number.strip_prefix("440").or(number.strip_prefix("44")).or(number.strip_prefix('0')).unwrap_or_default();
    // 070 and 076 are no telephones that are carried.
    own.len() == 10 && own.starts_with('7') && !own.starts_with("70") && !own.starts_with("76")
}

/// `QQ 12 34 56 C`, with blanks or without.
fn insurance_numbers(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let fits = |at: usize| -> Option<usize> {
        let before = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let (mut place, mut form) = (at, "LLDDDDDDE".bytes().peekable());
        while let Some(kind) = form.next() {
            let byte = *bytes.get(place)?;
            let right = match kind {
                b'L' => byte.is_ascii_uppercase() && !b"DFIQUV".contains(&byte),
                b'D' => byte.is_ascii_digit(),
                _ => (b'A'..=b'D').contains(&byte),
            };
            if !right {
                return None;
            }
            place += 1;
            if form.peek().is_some() && bytes.get(place) == Some(&b' ') {
                place += 1;
            }
        }
        let after = bytes.get(place).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        (before && after).then_some(place - at)
    };
    (0..bytes.len()).filter(|at| bytes[*at].is_ascii_uppercase()).filter_map(|at| fits(at).map(|length| (at, length))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_names_and_offices_have_purposes() {
        for address in ["amara.ash@example.gov.uk", "b_birch@example.org", "a.b.cedar@example.org"] {
            assert!(is_personal(address), "{address}");
        }
        for address in
            ["clerk@example.org", "democratic.services@example.gov.uk", "planning.policy@example.org", "parks@example.org", "a@b"]
        {
            assert!(!is_personal(address), "{address}");
        }
    }

    #[test]
    fn numbers_of_people() {
        assert!(is_mobile("07700900123") && is_mobile("447700900123") && !is_mobile("01632960200") && !is_mobile("07012345678"));
        assert_eq!(insurance_numbers("his number AB 12 34 56 C is known"), [(11, 13)]);
        assert!(insurance_numbers("AB 12 34 5 and ABC123456D").is_empty());
    }
}
