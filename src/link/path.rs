//! Paths as authors write them: relative to the file they stand in, with `/` between the parts.

/// The path from the content folder that a target in a file means; `None` where it leads out of the content folder.
/// A target that starts with `/` is taken from the content folder.
pub fn join(file: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let decoded = decode(target);
    let mut parts: Vec<&str> = match decoded.starts_with('/') {
        true => Vec::new(),
        false => file.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%20` and the like as the characters they stand for; left as they are where they stand for none.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_file_and_stay_inside() {
        assert_eq!(join("a/2019-11-12/minutes.md", "../2019-09-02/minutes.md#p4").as_deref(), Some("a/2019-09-02/minutes.md"));
        assert_eq!(join("a/b.md", "map%20one.pdf").as_deref(), Some("a/map one.pdf"));
        assert_eq!(join("a/b.md", "/c/d.md").as_deref(), Some("c/d.md"));
        assert_eq!(join("b.md", "../secret"), None);
    }
}
