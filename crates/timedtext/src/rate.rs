//! Frame rates, exactly.

use std::fmt;

use crate::Time;

/// A count of frames from the start of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Frames(pub i64);

/// Whether time code leaves out numbers to keep up with the clock (SMPTE ST 12-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Every number is used.
    NonDrop,
    /// The first two numbers (four at 59.94) of every minute but each tenth are left out.
    Drop,
}

/// Frames a second as a fraction, and how they are numbered. 23.976 is 24000/1001 and never a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    numerator: u32,
    denominator: u32,
    counting: Counting,
}

impl Rate {
    /// 24000/1001, film on American television.
    pub const FILM_NTSC: Rate = Rate::whole_over_1001(24);
    /// 24, film.
    pub const FILM: Rate = Rate::whole(24);
    /// 25, European television.
    pub const PAL: Rate = Rate::whole(25);
    /// 30000/1001 with every number used.
    pub const NTSC: Rate = Rate::whole_over_1001(30);
    /// 30000/1001 with numbers left out.
    pub const NTSC_DROP: Rate = Rate { counting: Counting::Drop, ..Rate::NTSC };
    /// 30.
    pub const THIRTY: Rate = Rate::whole(30);
    /// 50.
    pub const FIFTY: Rate = Rate::whole(50);
    /// 60000/1001 with every number used.
    pub const NTSC_DOUBLE: Rate = Rate::whole_over_1001(60);
    /// 60000/1001 with numbers left out.
    pub const NTSC_DOUBLE_DROP: Rate = Rate { counting: Counting::Drop, ..Rate::NTSC_DOUBLE };
    /// 60.
    pub const SIXTY: Rate = Rate::whole(60);

    /// Every rate above, slowest first.
    pub const ALL: [Rate; 10] = [
        Rate::FILM_NTSC,
        Rate::FILM,
        Rate::PAL,
        Rate::NTSC,
        Rate::NTSC_DROP,
        Rate::THIRTY,
        Rate::FIFTY,
        Rate::NTSC_DOUBLE,
        Rate::NTSC_DOUBLE_DROP,
        Rate::SIXTY,
    ];

    const fn whole(frames: u32) -> Rate {
        Rate { numerator: frames, denominator: 1, counting: Counting::NonDrop }
    }

    const fn whole_over_1001(frames: u32) -> Rate {
        Rate { numerator: frames * 1000, denominator: 1001, counting: Counting::NonDrop }
    }

    /// The rate that people write as `23.976`, `29.97df`, `25`; `None` for any other.
    pub fn from_name(name: &str) -> Option<Rate> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "23.976" | "23.98" | "24000/1001" => Rate::FILM_NTSC,
            "24" => Rate::FILM,
            "25" => Rate::PAL,
            "29.97" | "29.97ndf" | "30000/1001" => Rate::NTSC,
            "29.97df" => Rate::NTSC_DROP,
            "30" => Rate::THIRTY,
            "50" => Rate::FIFTY,
            "59.94" | "59.94ndf" | "60000/1001" => Rate::NTSC_DOUBLE,
            "59.94df" => Rate::NTSC_DOUBLE_DROP,
            "60" => Rate::SIXTY,
            _ => return None,
        })
    }

    /// How its frames are numbered.
    pub fn counting(self) -> Counting {
        self.counting
    }

    /// Frame numbers in one second of time code: 24 for 23.976.
    pub fn nominal(self) -> i64 {
        i64::from(self.numerator.div_ceil(self.denominator))
    }

    /// Frames a second as a fraction in lowest terms.
    pub fn fraction(self) -> (u32, u32) {
        (self.numerator, self.denominator)
    }

    /// The rate of so many frames a second, where it is one that is in use.
    pub fn from_fraction(numerator: u64, denominator: u64, counting: Counting) -> Option<Rate> {
        Rate::ALL.into_iter().find(|rate| {
            let (n, d) = (u64::from(rate.numerator), u64::from(rate.denominator));
            numerator.checked_mul(d).zip(denominator.checked_mul(n)).is_some_and(|(a, b)| a == b)
                && rate.counting == counting
        })
    }

    /// The frame on screen at a moment.
    pub fn frame_at(self, time: Time) -> Frames {
        let (seconds, parts) = time.fraction();
        let frames = i128::from(seconds) * i128::from(self.numerator);
        Frames(narrow(frames.div_euclid(i128::from(parts) * i128::from(self.denominator))))
    }

    /// The frame whose start is nearest to a moment; half-way goes to the later.
    pub fn nearest_frame(self, time: Time) -> Frames {
        let (seconds, parts) = time.fraction();
        let twice = i128::from(seconds) * i128::from(self.numerator) * 2;
        let whole = i128::from(parts) * i128::from(self.denominator);
        Frames(narrow((twice + whole).div_euclid(whole * 2)))
    }

    /// The moment at which a frame comes on screen, exactly.
    pub fn start_of(self, frame: Frames) -> Time {
        Time::new(i128::from(frame.0) * i128::from(self.denominator), i128::from(self.numerator))
    }
}

/// As people write it: `25`, `23.976`, `29.97df`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match (self.numerator, self.denominator) {
            (24000, 1001) => "23.976".to_owned(),
            (30000, 1001) => "29.97".to_owned(),
            (60000, 1001) => "59.94".to_owned(),
            (whole, _) => whole.to_string(),
        };
        f.write_str(&name)?;
        if self.counting == Counting::Drop { f.write_str("df") } else { Ok(()) }
    }
}

/// Programme times fit 64 bits by far; what does not is held at the end of the range.
fn narrow(value: i128) -> i64 {
    value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_starts_in_itself_at_every_rate() {
        for rate in Rate::ALL {
            for frame in (0..200_000).step_by(7).map(Frames) {
                assert_eq!(rate.frame_at(rate.start_of(frame)), frame, "{rate}");
            }
        }
    }

    #[test]
    fn an_hour_at_23_976_is_not_86400_frames() {
        assert_eq!(Rate::FILM_NTSC.frame_at(Time::seconds(3600)), Frames(86313));
        assert_eq!(Rate::FILM.frame_at(Time::seconds(3600)), Frames(86400));
    }

    #[test]
    fn names_and_rates_go_both_ways() {
        for rate in Rate::ALL {
            assert_eq!(Rate::from_name(&rate.to_string()), Some(rate));
        }
        assert_eq!(Rate::from_name("48.5"), None);
    }
}
