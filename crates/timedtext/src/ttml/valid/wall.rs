//! Wall clock times (TTML2 12.3.2): `wallclock(1970-01-01T00:00:00.5)`.

/// Whether a time expression is one of TTML2.
pub(super) fn is_time(value: &str) -> bool {
    match value.strip_prefix("wallclock(").and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => is_wall_clock(inside.trim()),
        None => is_clock(value) || is_offset(value),
    }
}

fn is_clock(value: &str) -> bool {
    let parts: Vec<&str> = value.split(':').collect();
    let two = |text: &str| text.len() == 2 && digits(text);
    let [hours, minutes, rest @ ..] = &parts[..] else { return false };
    if hours.len() < 2 || !digits(hours) || !two(minutes) || minutes > &"59" {
        return false;
    }
    match rest {
        [seconds] => match seconds.split_once('.') {
            None => two(seconds) && *seconds <= "60",
            Some((whole, fraction)) => two(whole) && whole <= "60" && digits(fraction),
        },
        [seconds, frames] => {
            let (whole, sub) = frames.split_once('.').unwrap_or((frames, "0"));
            two(seconds) && *seconds <= "60" && whole.len() >= 2 && digits(whole) && digits(sub)
        }
        _ => false,
    }
}

fn is_offset(value: &str) -> bool {
    if value == "indefinite" {
        return true;
    }
    let length = value.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(value.len());
    let (number, metric) = value.split_at(length);
    let right = match number.split_once('.') {
        None => digits(number),
        Some((whole, fraction)) => digits(whole) && digits(fraction),
    };
    right && matches!(metric, "h" | "m" | "s" | "ms" | "f" | "t")
}

fn is_wall_clock(text: &str) -> bool {
    match text.split_once('T') {
        Some((date, time)) => is_date(date) && is_wall_time(time),
        None => is_date(text) || is_wall_time(text),
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let fits = year.len() == 4 && month.len() == 2 && day.len() == 2 && digits(year) && digits(month) && digits(day);
    fits && (1..=12).contains(&value(month)) && (1..=31).contains(&value(day))
}

/// `hh:mm` or `hh:mm:ss` with a fraction; a leap second is 60 and no more.
fn is_wall_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let two = |text: &str| text.len() == 2 && digits(text);
    let (hours, minutes, seconds) = match parts[..] {
        [h, m] => (h, m, "00"),
        [h, m, s] => (h, m, s),
        _ => return false,
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    if !two(hours) || !two(minutes) || !two(whole) || !digits(fraction) {
        return false;
    }
    let leap_and_more = value(whole) == 60 && fraction.bytes().any(|b| b != b'0');
    value(hours) <= 23 && value(minutes) <= 59 && value(whole) <= 60 && !leap_and_more
}

fn digits(text: &str) -> bool {
    super::grammar::digits(text)
}

fn value(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}
