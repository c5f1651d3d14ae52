//! WebVTT time stamps (6.4).

use crate::Time;

/// What is left of a line to read.
pub(super) struct Cursor<'a>(pub &'a str);

impl<'a> Cursor<'a> {
    pub(super) fn skip_blank(&mut self) {
        self.0 = self.0.trim_start_matches(is_blank);
    }

    pub(super) fn take(&mut self, wanted: &str) -> bool {
        match self.0.strip_prefix(wanted) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn digits(&mut self) -> &'a str {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        digits
    }

    fn two_digits(&mut self) -> Option<i64> {
        let digits = self.digits();
        (digits.len() == 2).then(|| digits.parse().ok())?
    }

    /// A time stamp; hours may be left out, and may be of any length otherwise.
    pub(super) fn time(&mut self) -> Option<Time> {
        let first = self.digits();
        // Twelve digits of hours are more than any clock shows, and no sum of them overflows.
        let value: i64 = if first.len() <= 12 { first.parse().ok()? } else { return None };
        let with_hours = first.len() != 2 || value > 59;
        if !self.take(":") {
            return None;
        }
        let second = self.two_digits()?;
        let (hours, minutes, seconds) = if with_hours || self.0.starts_with(':') {
            if !self.take(":") {
                return None;
            }
            (value, second, self.two_digits()?)
        } else {
            (0, value, second)
        };
        if !self.take(".") {
            return None;
        }
        let millis = self.digits();
        if millis.len() != 3 || minutes > 59 || seconds > 59 {
            return None;
        }
        Some(Time::from_millis(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis.parse::<i64>().ok()?))
    }
}

/// What WebVTT counts as white space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

/// `01:02:03.004`; a time before the start is the start.
pub(crate) fn written(time: Time) -> String {
    let ms = time.millis().max(0);
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}
