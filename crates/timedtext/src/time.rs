//! A point in time, or a length of it, exactly.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Sub};

/// Seconds as a fraction in lowest terms: a frame at 24000/1001 or a tick of 1/10,000,000 s is itself and not
/// the nearest millisecond. From the start of the programme, or between two points; then it may be negative.
///
/// What does not fit (64 bits over 32) is rounded to the nearest nanosecond and held at the ends of the range:
/// sums of unlike rates over many hours, which no programme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    seconds: i64,
    parts: u32,
}

impl Time {
    /// The start of the programme.
    pub const ZERO: Time = Time::seconds(0);

    /// Whole seconds.
    pub const fn seconds(seconds: i64) -> Time {
        Time { seconds, parts: 1 }
    }

    /// Whole milliseconds.
    pub fn from_millis(millis: i64) -> Time {
        Time::new(i128::from(millis), 1000)
    }

    /// `numerator / denominator` seconds; a denominator of nothing counts as one.
    pub fn new(numerator: i128, denominator: i128) -> Time {
        let (numerator, denominator) = match denominator {
            0 => (numerator, 1),
            d if d < 0 => (numerator.saturating_neg(), d.saturating_neg()),
            d => (numerator, d),
        };
        let common = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i128;
        let (n, d) = match (i64::try_from(numerator), i64::try_from(denominator), i64::try_from(common)) {
            (Ok(n), Ok(d), Ok(common)) => (i128::from(n / common), i128::from(d / common)),
            _ => (numerator / common, denominator / common),
        };
        match (i64::try_from(n), u32::try_from(d)) {
            (Ok(seconds), Ok(parts)) => Time { seconds, parts },
            _ => Time::rounded(n, d),
        }
    }

    fn rounded(numerator: i128, denominator: i128) -> Time {
        const NANO: i128 = 1_000_000_000;
        let whole = numerator.div_euclid(denominator);
        let rest = numerator.rem_euclid(denominator);
        // The rest is below the denominator; where it is too great to multiply, a coarser one says the same.
        let shift = (128 - rest.leading_zeros()).saturating_sub(90);
        let nanos = ((rest >> shift) * NANO + (denominator >> shift) / 2) / (denominator >> shift).max(1);
        let total = whole.saturating_mul(NANO).saturating_add(nanos);
        match i64::try_from(total) {
            Ok(_) => Time::new(total, NANO),
            Err(_) => Time::seconds(whole.clamp(i128::from(i64::MIN) / 2, i128::from(i64::MAX) / 2) as i64),
        }
    }

    /// A decimal number of seconds such as `5`, `1.5` or `.04`, exactly. No sign, no exponent, at most 18 digits.
    pub fn from_decimal(text: &str) -> Option<Time> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, decimals].concat();
        if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(Time::new(digits.parse().ok()?, 10_i128.pow(u32::try_from(decimals.len()).ok()?)))
    }

    /// Seconds as a fraction: how many, of how many parts of a second.
    pub fn fraction(self) -> (i64, u32) {
        (self.seconds, self.parts)
    }

    /// The nearest whole millisecond; half-way goes to the later.
    pub fn millis(self) -> i64 {
        self.in_units_of(1000)
    }

    /// The nearest whole number of `1/units` of a second; half-way goes to the later.
    pub fn in_units_of(self, units: u32) -> i64 {
        let parts = i128::from(self.parts);
        let twice = i128::from(self.seconds) * i128::from(units) * 2 + parts;
        twice.div_euclid(parts * 2).clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
    }

    /// So many times as long.
    pub fn times(self, numerator: i64, denominator: i64) -> Time {
        let scaled = i128::from(self.seconds).saturating_mul(i128::from(numerator));
        Time::new(scaled, i128::from(self.parts).saturating_mul(i128::from(denominator)))
    }

    /// Before the start, or a length the wrong way round.
    pub fn is_negative(self) -> bool {
        self.seconds < 0
    }
}

impl Default for Time {
    fn default() -> Self {
        Time::ZERO
    }
}

impl Add for Time {
    type Output = Time;

    fn add(self, other: Time) -> Time {
        let (a, b) = (i128::from(self.parts), i128::from(other.parts));
        if a == b {
            return Time::new(i128::from(self.seconds) + i128::from(other.seconds), a);
        }
        Time::new(i128::from(self.seconds) * b + i128::from(other.seconds) * a, a * b)
    }
}

impl Sub for Time {
    type Output = Time;

    fn sub(self, other: Time) -> Time {
        let (a, b) = (i128::from(self.parts), i128::from(other.parts));
        if a == b {
            return Time::new(i128::from(self.seconds) - i128::from(other.seconds), a);
        }
        Time::new(i128::from(self.seconds) * b - i128::from(other.seconds) * a, a * b)
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.seconds) * i128::from(other.parts);
        left.cmp(&(i128::from(other.seconds) * i128::from(self.parts)))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Seconds with three decimals, as a person reads a length: `1.480 s`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.millis();
        let sign = if ms < 0 { "-" } else { "" };
        let ms = ms.unsigned_abs();
        write!(f, "{sign}{}.{:03} s", ms / 1000, ms % 1000)
    }
}

/// Nearly every time fits 64 bits, which divide several times as fast; a check of a long file is made of this.
fn common_divisor(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => u128::from(narrow_divisor(a, b)),
        _ => wide_divisor(a, b),
    }
}

fn narrow_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn wide_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_is_a_second_by_every_count() {
        let frame = Time::new(1001, 24000);
        let sum = (0..24000).fold(Time::ZERO, |sum, _| sum + frame);
        assert_eq!(sum, Time::seconds(1001));
        assert_eq!(Time::from_decimal("0.0000001"), Some(Time::new(1, 10_000_000)));
        assert_eq!(Time::from_millis(40), Time::new(1, 25));
    }

    #[test]
    fn milliseconds_are_the_nearest() {
        assert_eq!(Time::new(1, 3).millis(), 333);
        assert_eq!(Time::new(2, 3).millis(), 667);
        assert_eq!(Time::new(-1, 2000).millis(), 0);
        assert_eq!(Time::from_millis(-1480).to_string(), "-1.480 s");
    }

    #[test]
    fn what_does_not_fit_is_near_and_nothing_overflows() {
        let odd = Time::new(1, 4_294_967_291) + Time::new(1, 4_294_967_279);
        assert_eq!(odd.millis(), 0);
        let far = Time::seconds(i64::MAX) + Time::seconds(i64::MAX);
        assert!(far > Time::seconds(1_000_000_000));
        assert!(Time::new(i128::MAX, 7) > Time::ZERO && Time::new(i128::MIN, -1) > Time::ZERO);
        assert!(Time::new(i128::MAX, i128::MAX - 1).millis() == 1000);
    }

    #[test]
    fn decimals_that_are_none() {
        for text in ["", ".", "1.2.3", "-1", "1e3", "1,5", "1234567890123456789"] {
            assert_eq!(Time::from_decimal(text), None, "{text}");
        }
    }
}
