//! Time code: how frames are numbered for people.

use std::fmt;

use thiserror::Error;

use crate::{Counting, Frames, Rate, Time};

/// A frame and the rate that numbers it; shown as `01:02:03:04`, with `;` before the frames in drop counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timecode {
    frame: Frames,
    rate: Rate,
}

/// Why some text is no time code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimecodeError {
    /// Not four fields of two digits.
    #[error("“{0}” is not a time code such as 01:02:03:04.")]
    Shape(String),
    /// A field that is too large.
    #[error("“{0}” has a minute, second or frame that the rate {1} does not have.")]
    Range(String, Rate),
    /// A number that drop counting leaves out.
    #[error("“{0}” is a number that drop-frame counting leaves out.")]
    Dropped(String),
}

impl Timecode {
    /// The time code of a frame. Negative frames count as zero.
    pub fn of(frame: Frames, rate: Rate) -> Self {
        Self { frame: Frames(frame.0.max(0)), rate }
    }

    /// Reads `01:02:03:04` (or with `;` or `.` before the frames) at a rate.
    pub fn parse(text: &str, rate: Rate) -> Result<Self, TimecodeError> {
        let [h, m, s, f] = fields(text).ok_or_else(|| TimecodeError::Shape(text.to_owned()))?;
        let nominal = rate.nominal();
        if m > 59 || s > 59 || f >= nominal {
            return Err(TimecodeError::Range(text.to_owned(), rate));
        }
        let minutes = h * 60 + m;
        let numbered = (minutes * 60 + s) * nominal + f;
        let frame = match rate.counting() {
            Counting::NonDrop => numbered,
            Counting::Drop if m % 10 != 0 && s == 0 && f < dropped_a_minute(rate) => {
                return Err(TimecodeError::Dropped(text.to_owned()));
            }
            Counting::Drop => numbered - dropped_a_minute(rate) * (minutes - minutes / 10),
        };
        Ok(Self { frame: Frames(frame), rate })
    }

    /// The time code of the frame on screen at a moment.
    pub fn at(time: Time, rate: Rate) -> Self {
        Self::of(rate.frame_at(time), rate)
    }

    /// The moment at which its frame comes on screen.
    pub fn time(self) -> Time {
        self.rate.start_of(self.frame)
    }

    /// The frame.
    pub fn frame(self) -> Frames {
        self.frame
    }

    /// The rate that numbers it.
    pub fn rate(self) -> Rate {
        self.rate
    }

    /// The frame's number, counting those that are left out.
    fn number(self) -> i64 {
        let frame = self.frame.0;
        if self.rate.counting() == Counting::NonDrop {
            return frame;
        }
        let dropped = dropped_a_minute(self.rate);
        let minute = self.rate.nominal() * 60 - dropped;
        let ten_minutes = minute * 10 + dropped;
        let (tens, rest) = (frame / ten_minutes, frame % ten_minutes);
        // The first minute of every ten is a whole one.
        let minutes = if rest < minute + dropped { 0 } else { (rest - dropped) / minute };
        frame + dropped * (9 * tens + minutes)
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number();
        let nominal = self.rate.nominal();
        let seconds = number / nominal;
        let mark = if self.rate.counting() == Counting::Drop { ';' } else { ':' };
        let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{h:02}:{m:02}:{s:02}{mark}{:02}", number % nominal)
    }
}

fn dropped_a_minute(rate: Rate) -> i64 {
    rate.nominal() / 15
}

fn fields(text: &str) -> Option<[i64; 4]> {
    let parts: Vec<&str> = text.trim().split([':', ';', '.']).collect();
    let numbers: Vec<i64> = parts
        .iter()
        .filter(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|p| p.parse().ok())
        .collect();
    (parts.len() == 4).then(|| numbers.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drop_frame_numbers_as_smpte_counts_them() {
        let show = |frame| Timecode::of(Frames(frame), Rate::NTSC_DROP).to_string();
        assert_eq!(show(0), "00:00:00;00");
        assert_eq!(show(1799), "00:00:59;29");
        assert_eq!(show(1800), "00:01:00;02");
        assert_eq!(show(17981), "00:09:59;29");
        assert_eq!(show(17982), "00:10:00;00");
        assert_eq!(show(107_892), "01:00:00;00");
        assert_eq!(Timecode::of(Frames(3600), Rate::NTSC_DOUBLE_DROP).to_string(), "00:01:00;04");
    }

    #[test]
    fn every_number_reads_back_to_its_frame() {
        for rate in [Rate::FILM_NTSC, Rate::PAL, Rate::NTSC, Rate::NTSC_DROP, Rate::NTSC_DOUBLE_DROP, Rate::SIXTY] {
            for frame in (0..220_000).step_by(13).map(Frames) {
                let shown = Timecode::of(frame, rate).to_string();
                assert_eq!(Timecode::parse(&shown, rate).map(Timecode::frame), Ok(frame), "{shown} at {rate}");
            }
        }
    }

    #[test]
    fn what_no_clock_shows_is_refused_with_the_reason() {
        let at = |text, rate| Timecode::parse(text, rate).unwrap_err();
        assert!(matches!(at("00:01:00;00", Rate::NTSC_DROP), TimecodeError::Dropped(_)));
        assert!(matches!(at("00:00:00:24", Rate::FILM), TimecodeError::Range(..)));
        assert!(matches!(at("00:60:00:00", Rate::PAL), TimecodeError::Range(..)));
        for text in ["", "1:2:3:4", "00:00:00", "00:00:00:00:00", "aa:00:00:00"] {
            assert!(matches!(at(text, Rate::PAL), TimecodeError::Shape(_)), "{text}");
        }
    }
}
