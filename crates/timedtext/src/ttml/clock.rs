//! Time expressions (TTML2 12.3).

use super::xml::Element;
use crate::{Counting, Rate, Time};

/// How a document counts time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// Frames in a second of time code.
    nominal: i64,
    /// Frames in a second, as a fraction.
    rate: (u64, u64),
    sub_frames: i64,
    ticks: i64,
    drop: bool,
    /// Time code rather than media time: a second of it is so many frames, not a second.
    smpte: bool,
}

impl Clock {
    /// By the parameters of the root (TTML2 7.2).
    pub(super) fn of(root: &Element) -> Clock {
        let number = |name: &str| root.get(name).and_then(|v| v.trim().parse::<i64>().ok()).filter(|n| *n > 0);
        let nominal = number("ttp:frameRate").unwrap_or(30).min(1_000_000);
        let multiplier = root.get("ttp:frameRateMultiplier").unwrap_or("1 1");
        let parts: Vec<u64> = multiplier.split([' ', ':']).filter_map(|p| p.trim().parse().ok()).collect();
        let (n, d) = match parts[..] {
            [n, d] if (1..=1_000_000).contains(&n) && (1..=1_000_000).contains(&d) => (n, d),
            _ => (1, 1),
        };
        let sub_frames = number("ttp:subFrameRate").unwrap_or(1);
        let ticks = number("ttp:tickRate").unwrap_or(match root.get("ttp:frameRate") {
            Some(_) => nominal.saturating_mul(sub_frames),
            None => 1,
        });
        let drop = root.get("ttp:dropMode").is_some_and(|mode| mode.starts_with("drop"));
        let smpte = root.get("ttp:timeBase") == Some("smpte");
        Clock { nominal, rate: (nominal as u64 * n, d), sub_frames, ticks, drop, smpte }
    }

    /// The rate, where the document names one that is in use.
    pub(super) fn known_rate(&self, root: &Element) -> Option<Rate> {
        root.get("ttp:frameRate")?;
        let counting = if self.drop { Counting::Drop } else { Counting::NonDrop };
        Rate::from_fraction(self.rate.0, self.rate.1, counting)
    }

    /// A moment or a length; `None` for what is neither, and for wall clocks, which no programme time is.
    pub(super) fn read(&self, text: &str) -> Option<Time> {
        let text = text.trim();
        if text.contains(':') { self.clock_time(text) } else { self.offset(text) }
    }

    fn offset(&self, text: &str) -> Option<Time> {
        let length = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let (number, metric) = text.split_at(length);
        if number.is_empty() || number.starts_with('.') || number.ends_with('.') {
            return None;
        }
        let count = Time::from_decimal(number)?;
        let (n, d) = (i64::try_from(self.rate.0).ok()?, i64::try_from(self.rate.1).ok()?);
        Some(match metric {
            "h" => count.times(3600, 1),
            "m" => count.times(60, 1),
            "s" => count,
            "ms" => count.times(1, 1000),
            "f" => count.times(d, n),
            "t" => count.times(1, self.ticks),
            _ => return None,
        })
    }

    fn clock_time(&self, text: &str) -> Option<Time> {
        let parts: Vec<&str> = text.split(':').collect();
        let digits = |part: &str, least: usize, most: usize| -> Option<i64> {
            let fits = (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| part.parse().ok())?
        };
        let (hours, minutes) = (digits(parts.first()?, 2, 9)?, digits(parts.get(1)?, 2, 2)?);
        let (whole, fraction) = parts.get(2)?.split_once('.').map_or((*parts.get(2)?, None), |(w, f)| (w, Some(f)));
        let seconds = digits(whole, 2, 2)?;
        if minutes > 59 || seconds > 60 {
            return None;
        }
        let total = (hours * 60 + minutes) * 60 + seconds;
        match (parts.get(3), fraction) {
            (None, None) => Some(Time::seconds(total)),
            (None, Some(fraction)) if !fraction.is_empty() => {
                Some(Time::seconds(total) + Time::from_decimal(&format!("0.{fraction}"))?)
            }
            (Some(frames), None) if parts.len() == 4 => self.frames(total, minutes, hours, frames),
            _ => None,
        }
    }

    fn frames(&self, seconds: i64, minutes: i64, hours: i64, text: &str) -> Option<Time> {
        let (frames, sub) = text.split_once('.').unwrap_or((text, "0"));
        let number = |part: &str| {
            ((1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i64>().ok())?
        };
        let (frames, sub) = (number(frames)?, number(sub)?);
        if frames >= self.nominal || frames.to_string().len() > text.len() {
            return None;
        }
        let mut count = seconds.checked_mul(self.nominal)?.checked_add(frames)?;
        if self.smpte && self.drop {
            let minutes = hours * 60 + minutes;
            count -= self.nominal / 15 * (minutes - minutes / 10);
        }
        let (n, d) = (i64::try_from(self.rate.0).ok()?, i64::try_from(self.rate.1).ok()?);
        let whole = match self.smpte {
            true => Time::seconds(count).times(d, n),
            false => Time::seconds(seconds) + Time::seconds(frames).times(d, n),
        };
        Some(whole + Time::seconds(sub).times(d, n).times(1, self.sub_frames))
    }

    /// A time in a way that is exact here; the nearest nanosecond where none is.
    pub(super) fn written(&self, time: Time) -> String {
        self.exact(time).unwrap_or_else(|| decimal(time.in_units_of(1_000_000_000)))
    }

    /// A time in the first of the ways that says it exactly: a decimal, frames, ticks, a clock with frames.
    pub(super) fn exact(&self, time: Time) -> Option<String> {
        let (seconds, parts) = time.fraction();
        let nanos = time.in_units_of(1_000_000_000);
        if Time::new(i128::from(nanos), 1_000_000_000) == time {
            return Some(decimal(nanos));
        }
        let frames = self.whole_frames(time);
        if let Some(frames) = frames {
            return Some(format!("{frames}f"));
        }
        let ticks = i128::from(seconds) * i128::from(self.ticks);
        if ticks % i128::from(parts) == 0 {
            return Some(format!("{}t", ticks / i128::from(parts)));
        }
        let whole = seconds.div_euclid(i64::from(parts));
        let frames = self.whole_frames(time - Time::seconds(whole)).filter(|_| !self.smpte && whole >= 0)?;
        Some(format!("{:02}:{:02}:{:02}:{frames:02}", whole / 3600, whole / 60 % 60, whole % 60))
    }

    fn whole_frames(&self, time: Time) -> Option<i128> {
        let (seconds, parts) = time.fraction();
        let frames = i128::from(seconds) * i128::from(self.rate.0);
        let whole = i128::from(parts) * i128::from(self.rate.1);
        (frames % whole == 0).then(|| frames / whole)
    }
}

/// Nanoseconds as seconds with as many decimals as they have.
fn decimal(nanos: i64) -> String {
    let (whole, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    match rest {
        0 => format!("{whole}s"),
        _ => format!("{whole}.{}s", format!("{rest:09}").trim_end_matches('0')),
    }
}
