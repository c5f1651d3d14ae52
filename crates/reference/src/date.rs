//! A day, as the caller's clock says it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar. The clock is the caller's: nothing here asks what day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a day written YYYY-MM-DD")]
pub struct NotADate(pub String);

impl Date {
    /// 1 January of a year: the day on which terms end.
    pub const fn new_year(year: i32) -> Self {
        Self { year, month: 1, day: 1 }
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [year, month, day] = parts[..] else { return Err(wrong()) };
        let date = Self {
            year: year.parse().map_err(|_| wrong())?,
            month: month.parse().map_err(|_| wrong())?,
            day: day.parse().map_err(|_| wrong())?,
        };
        let sound =
            year.len() == 4 && (1..=12).contains(&date.month) && (1..=days(date.year, date.month)).contains(&date.day);
        if sound { Ok(date) } else { Err(wrong()) }
    }
}

fn days(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        assert_eq!("2026-12-31".parse::<Date>().map(|d| d.to_string()), Ok("2026-12-31".to_owned()));
        assert!("2026-12-31".parse::<Date>().is_ok_and(|d| d < Date::new_year(2027)));
        for wrong in ["2026-13-01", "2026-02-29", "26-01-01", "2026-1", "soon", ""] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }
}
