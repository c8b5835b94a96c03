//! The start of a line → the number printed there, if it is one: `4.` `2.10.3` `iv)` `(a)` `41/22` `14/03/2/7.iv`.

/// A printed number at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// Without stops and brackets.
    pub label: Box<str>,
    /// How many bytes of the text it takes, stops and brackets included, blanks after it not.
    pub length: usize,
    /// What it counts in.
    pub style: Style,
    /// Whether a stop or bracket closes it.
    pub closed: bool,
    /// Whether it is a bracket: prose has none after its first word.
    pub bracketed: bool,
}

/// What a number counts in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Style {
    /// `4`, `2.10.3`.
    Decimal(Vec<u32>),
    /// `41/22`, `14/03/2/7`: the number of a minute.
    Minute(Vec<u32>),
    /// `iv`, or a letter that is also a Roman number: `i`.
    Roman(u32),
    /// `b`.
    Letter(u32),
}

impl Style {
    /// A letter's place in the alphabet, where the label could also be read as one.
    pub fn as_letter(&self, label: &str) -> Option<u32> {
        let mut letters = label.chars();
        let letter = letters.next().filter(|c| c.is_ascii_alphabetic() && letters.next().is_none())?;
        Some(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1)
    }
}

/// Reads the number at the start of a text. It must be followed by a blank, by emphasis, or by nothing. Whether it is one
/// in its place, or the year of a sentence, is for [`super::numbering`] to say.
pub(super) fn read(text: &str) -> Option<Label> {
    let open = usize::from(text.starts_with('('));
    let inside = &text[open..];
    let (style, length) = minute(inside).or_else(|| decimal(inside)).or_else(|| letters(inside))?;
    let rest = &inside[length..];
    let close = rest.bytes().take_while(|b| matches!(b, b'.' | b')')).count();
    let bracketed = rest.starts_with(')');
    let after = &rest[close..];
    let ends = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let well_formed = ends && (open == 0 || bracketed) && close <= 2;
    well_formed.then(|| Label { label: inside[..length].into(), length: open + length + close, style, closed: close > 0, bracketed })
}

fn decimal(text: &str) -> Option<(Style, usize)> {
    let (mut parts, mut length) = (Vec::new(), 0);
    loop {
        let digits = text[length..].bytes().take_while(u8::is_ascii_digit).count();
        match digits {
            1..=4 => parts.push(text[length..length + digits].parse().ok()?),
            _ => break,
        }
        length += digits;
        let another = text[length..].starts_with('.') && text[length + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !another {
            return Some((Style::Decimal(parts), length));
        }
        length += 1;
    }
    None
}

/// `41/22`, `FC/24/101`, `14/03/2/7.iv`.
fn minute(text: &str) -> Option<(Style, usize)> {
    let prefix = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let mut length = if prefix > 4 { return None } else { prefix + usize::from(prefix > 0 && text[prefix..].starts_with('/')) };
    let mut parts = Vec::new();
    loop {
        let digits = text[length..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        parts.push(text[length..length + digits].parse().ok()?);
        length += digits;
        if !text[length..].starts_with('/') {
            break;
        }
        length += 1;
    }
    let suffix = text[length..].strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(|b| b"ivx".contains(b)).count());
    length += if suffix > 0 { suffix + 1 } else { 0 };
    (parts.len() > 1).then_some((Style::Minute(parts), length))
}

fn letters(text: &str) -> Option<(Style, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..length];
    let one_case = word.bytes().all(|b| b.is_ascii_lowercase()) || word.bytes().all(|b| b.is_ascii_uppercase());
    match roman(&word.to_ascii_lowercase()).filter(|_| one_case) {
        Some(value) => Some((Style::Roman(value), length)),
        None if length == 1 => Some((Style::Letter(u32::from(word.as_bytes()[0].to_ascii_lowercase() - b'a') + 1), 1)),
        None => None,
    }
}

/// The value of a Roman number below forty, in lower case and written as usual. Papers do not count further in it, and
/// words like "mix" and "dim" are none.
fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = word.bytes().take_while(|b| *b == b'x').count();
    let ones = ONES.iter().position(|ones| *ones == &word[tens..])?;
    (tens < 4 && !word.is_empty()).then_some(tens as u32 * 10 + ones as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_printed() {
        let cases = [
            ("4. Text", "4"),
            ("2.10.3. Text", "2.10.3"),
            ("2.3\tText", "2.3"),
            ("ii. 25 June", "ii"),
            ("a) Text", "a"),
            ("(iv) Text", "iv"),
            ("41/22 Apologies", "41/22"),
            ("14/03/2/7.iv Text", "14/03/2/7.iv"),
            ("FC/24/101 Text", "FC/24/101"),
            ("1.**Bold**", "1"),
            ("12.", "12"),
            ("A. Text", "A"),
            ("1.). Odd", ""),
            ("2.5m", ""),
            ("mix. Text", ""),
            ("e.g. this", ""),
            ("£4 million", ""),
            ("12345. Text", ""),
            ("(see below)", ""),
            ("", ""),
            ("(4 of them)", ""),
        ];
        for (text, label) in cases {
            assert_eq!(read(text).map_or(String::new(), |read| read.label.into()), label, "{text}");
        }
        assert_eq!(read("(iv) Text").map(|read| read.length), Some(4));
    }
}
