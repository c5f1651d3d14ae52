//! Breaking a line of text into rows of a given width.

/// Ranges of `chars`, one a row, none wider than `width`; rows begin and end with text.
///
/// Breaks at spaces and behind hyphens; a word that is wider than a row is cut. Text without letters gives no row.
pub(crate) fn wrap(chars: &[char], width: usize) -> Vec<(usize, usize)> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let limit = (start + width).min(chars.len());
        let mut end = limit;
        if limit < chars.len() && chars[limit] != ' ' {
            end = break_before(chars, start, limit).unwrap_or(limit);
        }
        let mut last = end;
        while last > start && chars[last - 1] == ' ' {
            last -= 1;
        }
        if last > start {
            rows.push((start, last));
        }
        start = end;
        while start < chars.len() && chars[start] == ' ' {
            start += 1;
        }
    }
    rows
}

/// The last place in a row where it may break.
fn break_before(chars: &[char], start: usize, limit: usize) -> Option<usize> {
    let indent = chars[start..].iter().take_while(|c| **c == ' ').count();
    (start + indent + 1..=limit).rev().find(|&i| chars[i - 1] == ' ' || (i > start + 1 && is_hyphen(chars, i - 1)))
}

/// A hyphen inside a word, not one of a dash.
fn is_hyphen(chars: &[char], at: usize) -> bool {
    let letter = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
    chars[at] == '-' && letter(at.checked_sub(1)) && letter(Some(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        wrap(&chars, width).into_iter().map(|(a, b)| chars[a..b].iter().collect()).collect()
    }

    #[test]
    fn rows_break_between_words() {
        assert_eq!(rows("The boat is half-sunk now.", 13), ["The boat is", "half-sunk", "now."]);
        assert_eq!(rows("The boat is half-sunk now.", 17), ["The boat is half-", "sunk now."]);
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("", 3), Vec::<String>::new());
    }
}
