//! The line of times: `00:01:02,500 --> 00:01:04,000`.

use crate::Time;

/// A line of times as read.
pub(super) struct Timing<'a> {
    pub start: Time,
    pub end: Time,
    /// What follows, white space included.
    pub settings: &'a str,
    /// Written as `hh:mm:ss,mmm --> hh:mm:ss,mmm`.
    pub regular: bool,
}

/// Reads a line of times, also the ways in which people get it wrong: a full stop for the comma, hours left
/// out, one-digit fields, fewer than three decimals, `->` and missing spaces.
pub(super) fn read_timing(line: &str) -> Option<Timing<'_>> {
    let arrow = line.find("->")?;
    let before = line[..arrow].trim_end_matches('-');
    let after = &line[arrow + 2..];
    let start_text = before.trim();
    let end_text = after.trim_start();
    let length = end_text.find(|c: char| !(c.is_ascii_digit() || ":,.".contains(c))).unwrap_or(end_text.len());
    let (end_text, settings) = end_text.split_at(length);
    let (start, end) = (read_time(start_text)?, read_time(end_text)?);
    let written = format!("{} --> {}{settings}", write_time(start), write_time(end));
    Some(Timing { start, end, settings: settings.trim_end(), regular: written == line })
}

/// `01:02:03,004`; a time before the start is the start.
pub(super) fn write_time(time: Time) -> String {
    let ms = time.millis().max(0);
    format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

fn read_time(text: &str) -> Option<Time> {
    let (clock, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let fields: Vec<i64> = clock.split(':').map(read_field).collect::<Option<_>>()?;
    let seconds = match fields[..] {
        [h, m, s] => h * 3600 + m * 60 + s,
        [m, s] => m * 60 + s,
        _ => return None,
    };
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let millis: i64 = format!("{decimals:0<3}").parse().ok()?;
    Some(Time::from_millis(seconds * 1000 + millis))
}

/// Up to five digits: enough for any running time, and no number overflows.
fn read_field(text: &str) -> Option<i64> {
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(line: &str) -> Option<(i64, i64, bool)> {
        read_timing(line).map(|t| (t.start.millis(), t.end.millis(), t.regular))
    }

    #[test]
    fn the_regular_line_and_its_usual_faults() {
        assert_eq!(times("00:00:01,500 --> 00:00:02,000"), Some((1500, 2000, true)));
        assert_eq!(times("01:00:00,001 --> 01:00:02,000  X1:40 X2:600"), Some((3_600_001, 3_602_000, true)));
        for line in ["0:0:1.5-->0:0:2.0", "00:01,500 -> 00:02,000", "  00:00:01,5 --> 00:00:02"] {
            assert_eq!(times(line), Some((1500, 2000, false)), "{line}");
        }
    }

    #[test]
    fn what_is_no_line_of_times() {
        for line in ["", "-->", "a --> b", "He said -> go", "00:00:01,500", "1 --> 2", "00:00:01,5000 --> 00:00:02,000"]
        {
            assert_eq!(times(line), None, "{line}");
        }
    }
}
