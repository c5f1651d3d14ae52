//! Title pages that are only lines: which of them is the title, which the writer.

/// Fields from the lines of a title page, in the order they stand; empty lines part what belongs together.
pub fn fields(lines: &[String]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let credit = lines.iter().position(|l| is_credit(&even(l).to_lowercase()));
    let mut author_next = false;
    let mut group = 0;
    let mut last_group = 0;
    for (i, line) in lines.iter().enumerate() {
        let text = even(line);
        if text.is_empty() {
            group += 1;
            continue;
        }
        // Above the credit everything is title; without a credit only what stands together with the first line.
        let above = credit.map_or(group == last_group && fields.len() <= 1, |c| i < c);
        let key = key_of(&text, fields.is_empty() || above, author_next);
        if let Some((credit, author)) = split_credit(&text).filter(|_| key == "Credit") {
            add(&mut fields, "Credit", credit);
            add(&mut fields, "Author", author);
            author_next = false;
        } else {
            add(&mut fields, key, &text);
            author_next = key == "Credit" || (key == "Author" && text.ends_with(['&', ',']));
        }
        last_group = group;
    }
    fields
}

fn even(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(fields: &mut Vec<(String, String)>, key: &str, value: &str) {
    match fields.iter_mut().find(|(k, _)| k == key) {
        Some((_, known)) => {
            known.push('\n');
            known.push_str(value);
        }
        None => fields.push((key.to_string(), value.to_string())),
    }
}

fn key_of(text: &str, first: bool, author_next: bool) -> &'static str {
    let lower = text.to_lowercase();
    match () {
        () if first => "Title",
        () if is_credit(&lower) => "Credit",
        () if author_next => "Author",
        () if ["based on", "from the", "adapted from", "inspired by", "story by"]
            .iter()
            .any(|s| lower.starts_with(s)) =>
        {
            "Source"
        }
        () if lower.starts_with('©') || lower.contains("copyright") => "Copyright",
        () if lower.contains("draft") || lower.contains("revision") || is_date(&lower) => "Draft date",
        () => "Contact",
    }
}

/// `Written by` alone, or with the name behind it.
fn is_credit(lower: &str) -> bool {
    const CREDITS: [&str; 5] = ["by", "written by", "screenplay by", "teleplay by", "written and directed by"];
    lower.ends_with(" by")
        || CREDITS.iter().any(|c| lower.strip_prefix(c).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn split_credit(text: &str) -> Option<(&str, &str)> {
    let at = text.to_lowercase().find("by ")? + 2;
    Some((text.get(..at)?, text.get(at..)?.trim())).filter(|(_, author)| !author.is_empty())
}

/// Whether a line, in lower case, is or holds a day.
pub(crate) fn is_date(lower: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let month = MONTHS.iter().any(|m| lower.contains(m)) && lower.bytes().any(|b| b.is_ascii_digit());
    let bare = lower.len() >= 6 && lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.'));
    month || bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_fields() {
        let lines: Vec<String> =
            ["", "SLACK WATER", "", "Written by", "", "Ada Byrne", "", "Second draft, 3 May 2026", "ada@example.org"]
                .map(String::from)
                .into();
        let found = fields(&lines);
        let expected = [
            ("Title", "SLACK WATER"),
            ("Credit", "Written by"),
            ("Author", "Ada Byrne"),
            ("Draft date", "Second draft, 3 May 2026"),
            ("Contact", "ada@example.org"),
        ];
        assert_eq!(found, expected.map(|(k, v)| (k.to_string(), v.to_string())));
    }
}
