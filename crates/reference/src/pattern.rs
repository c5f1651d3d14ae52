//! How a range of numbers is written in the data.

use serde::Deserialize;

/// A set of national numbers of one length: `N555 01XX`, or `70 1740605 - 70 1740699`.
///
/// A digit stands for itself, `X` for any digit, `N` for 2 to 9; spaces are for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Pattern {
    /// Digit by digit.
    Digits(Vec<u8>),
    /// From the first to the last, both included; of one length.
    Between(String, String),
}

impl Pattern {
    /// Whether it holds a number, given as digits without the trunk prefix.
    pub(crate) fn holds(&self, digits: &str) -> bool {
        match self {
            Pattern::Digits(pattern) => {
                pattern.len() == digits.len() && pattern.iter().zip(digits.bytes()).all(|(&p, d)| fits(p, d))
            }
            // Of one length, so the order of the text is the order of the numbers.
            Pattern::Between(first, last) => {
                first.len() == digits.len() && (first.as_str()..=last.as_str()).contains(&digits)
            }
        }
    }
}

fn fits(pattern: u8, digit: u8) -> bool {
    match pattern {
        b'X' => true,
        b'N' => digit >= b'2',
        exact => exact == digit,
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let squeeze = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
        let wrong = || format!("“{written}” is no pattern of a number");
        if let Some((first, last)) = written.split_once('-') {
            let (first, last) = (squeeze(first), squeeze(last));
            let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            let sound = digits(&first) && digits(&last) && first.len() == last.len() && first <= last;
            return if sound { Ok(Pattern::Between(first, last)) } else { Err(wrong()) };
        }
        let pattern = squeeze(&written).into_bytes();
        let sound = !pattern.is_empty() && pattern.iter().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'N'));
        if sound { Ok(Pattern::Digits(pattern)) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_spans() {
        let pattern = |s: &str| Pattern::try_from(s.to_owned()).expect(s);
        assert!(pattern("NXX 555 01XX").holds("2125550142"));
        assert!(!pattern("NXX 555 01XX").holds("1125550142"));
        assert!(!pattern("NXX 555 01XX").holds("212555014"));
        assert!(pattern("70 1740605 - 70 1740699").holds("701740699"));
        assert!(!pattern("70 1740605 - 70 1740699").holds("701740700"));
    }

    #[test]
    fn nonsense_in_the_data_is_refused() {
        for wrong in ["", "12A4", "20 - 10", "1 - 22", "-"] {
            assert!(Pattern::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
