//! Times: how long, how far apart, on which frame, near which cut.

use timedtext::{Cue, Rate, Severity, Time};

use super::{RuleName, Trial};
use crate::width;

pub(super) fn check(trial: &mut Trial<'_>, n: usize, cue: &Cue) {
    let Some(end) = cue.end else {
        let sentence = "The cue has no end.".to_owned();
        return trial.say(n, RuleName::Times, Severity::Warning, sentence, None);
    };
    if end <= cue.start {
        let sentence = "The cue ends before it begins, or as it begins.".to_owned();
        return trial.say(n, RuleName::Times, Severity::Error, sentence, None);
    }
    speed(trial, n, cue, end);
    duration(trial, n, cue, end);
    neighbours(trial, n, cue, end);
    frames(trial, n, cue, end);
    shots(trial, n, cue, end);
}

/// How far a cue's end may move: to the least gap before the next cue.
fn room(trial: &Trial<'_>, n: usize) -> Option<Time> {
    let gap = trial.style.gap.at(trial.rate.unwrap_or(Rate::FILM));
    trial.file.cues.get(n + 1).map(|next| next.start - gap)
}

fn speed(trial: &mut Trial<'_>, n: usize, cue: &Cue, end: Time) {
    let style = trial.style;
    let duration = end - cue.start;
    let text = cue.plain();
    let (sentence, needed) = if let Some(limit) = style.speed {
        let read = width(&text, style.half_width);
        // In halves over thousandths: nothing is rounded.
        let needed = Time::new(i128::from(read.0), i128::from(limit.0.max(1)));
        if needed <= duration {
            return;
        }
        let (seconds, parts) = duration.fraction();
        let speed = (i128::from(read.0) * i128::from(parts)).div_ceil_by(i128::from(seconds) * 2);
        (format!("{read} characters in {duration} are {speed} a second; {limit} can be read."), needed)
    } else if let Some(limit) = style.words_a_minute {
        let words = text.split_whitespace().count();
        let needed = Time::new(words as i128 * 60, i128::from(limit.max(1)));
        if needed <= duration {
            return;
        }
        let (seconds, parts) = duration.fraction();
        let speed = (words as i128 * 60 * i128::from(parts)).div_ceil_by(i128::from(seconds));
        (format!("{words} words in {duration} are {speed} a minute; {limit} can be read."), needed)
    } else {
        return;
    };
    // Time may be borrowed from the silence after it, as far as the house lets a cue linger.
    let until = cue.start + needed;
    let may = until <= end + style.linger && room(trial, n).is_none_or(|room| until <= room);
    let fix = may.then(|| trial.move_to(n, "The cue stays until it can be read.", cue.start, until)).flatten();
    trial.say(n, RuleName::ReadingSpeed, Severity::Warning, sentence, fix);
}

/// Division that rounds up, for figures that must not look better than they are.
trait DivCeilBy {
    fn div_ceil_by(self, by: i128) -> i128;
}

impl DivCeilBy for i128 {
    fn div_ceil_by(self, by: i128) -> i128 {
        let by = by.max(1);
        (self + by - 1).div_euclid(by)
    }
}

fn duration(trial: &mut Trial<'_>, n: usize, cue: &Cue, end: Time) {
    let style = trial.style;
    let duration = end - cue.start;
    if duration < style.min {
        let until = cue.start + style.min;
        let may = room(trial, n).is_none_or(|room| until <= room);
        let fix =
            may.then(|| trial.move_to(n, "The cue stays for the shortest time allowed.", cue.start, until)).flatten();
        let sentence = format!("The cue is on screen for {duration}; {} is the least.", style.min);
        trial.say(n, RuleName::MinDuration, Severity::Warning, sentence, fix);
    }
    if duration > style.max {
        let sentence = format!("The cue is on screen for {duration}; {} is the most.", style.max);
        trial.say(n, RuleName::MaxDuration, Severity::Warning, sentence, None);
    }
}

fn neighbours(trial: &mut Trial<'_>, n: usize, cue: &Cue, end: Time) {
    let Some(next) = trial.file.cues.get(n + 1) else { return };
    if next.start < cue.start {
        let sentence = "The next cue begins before this one.".to_owned();
        return trial.say(n, RuleName::Overlap, Severity::Error, sentence, None);
    }
    let rate = trial.rate.unwrap_or(Rate::FILM);
    let least = trial.style.gap.at(rate);
    let closed = next.start - least;
    let enough = next.start - least >= cue.start + trial.style.min;
    let fix = |trial: &Trial<'_>, reason| enough.then(|| trial.move_to(n, reason, cue.start, closed)).flatten();
    // Text formats round to milliseconds; a frame less a millisecond is not a finding.
    let gap = next.start - end + Time::new(1, 1000);
    if end > next.start {
        let sentence = format!("The cue is still on screen for {} when the next begins.", end - next.start);
        let fix = fix(trial, "The cue ends the least gap before the next.");
        trial.say(n, RuleName::Overlap, Severity::Error, sentence, fix);
    } else if gap < least {
        let sentence = format!("{} lie between this cue and the next; {least} is the least.", next.start - end);
        let fix = fix(trial, "The cue ends the least gap before the next.");
        trial.say(n, RuleName::Gap, Severity::Warning, sentence, fix);
    } else if let Some(below) = trial.style.bridge_below
        && next.start - end > least + Time::new(1, 1000)
        && next.start - end < below
    {
        let sentence = format!("{} before the next cue flicker; the gap is closed to {least}.", next.start - end);
        let fix = fix(trial, "The cue stays until the least gap before the next.");
        trial.say(n, RuleName::GapBridging, Severity::Info, sentence, fix);
    }
}

/// Times lie on frames of the picture, within the millisecond that text formats round to.
fn frames(trial: &mut Trial<'_>, n: usize, cue: &Cue, end: Time) {
    let Some(rate) = trial.around.rate else { return };
    let snap = |time: Time| rate.start_of(rate.nearest_frame(time));
    let off = |time: Time| {
        let apart = snap(time) - time;
        apart > Time::new(1, 1000) || apart < Time::new(-1, 1000)
    };
    if off(cue.start) || off(end) {
        let fix = trial.move_to(n, "The times move to the nearest frames.", snap(cue.start), snap(end));
        let sentence = format!("The times lie between the frames of {rate} a second.");
        trial.say(n, RuleName::Frame, Severity::Info, sentence, fix);
    }
}

fn shots(trial: &mut Trial<'_>, n: usize, cue: &Cue, end: Time) {
    let (Some(shots), Some(rules)) = (trial.around.shots, trial.style.shots) else { return };
    let rate = trial.rate.unwrap_or(Rate::FILM);
    // The house counts frames at 24 a second; other rates have so many more.
    let frames = |count: i64| {
        let scaled = (count * rate.nominal() + 12) / 24;
        rate.start_of(timedtext::Frames(scaled))
    };
    let tolerance = Time::new(1, 1000);
    let (before, after) = shots.around(cue.start + tolerance);
    let to = match (before, after) {
        (Some(cut), _) if cue.start - cut <= frames(rules.in_after) => cut,
        (_, Some(cut)) if cut - cue.start <= frames(rules.in_before) => cut,
        (_, Some(cut)) if cut - cue.start < frames(rules.in_away) => cut - frames(rules.in_away),
        _ => cue.start,
    };
    let (before, after) = shots.around(end + tolerance);
    let ends_at = match (before, after) {
        (Some(cut), _) if end - cut <= frames(rules.in_after) && cut > cue.start => cut - frames(rules.out_before),
        (_, Some(cut)) if cut - end <= frames(rules.in_before) => cut - frames(rules.out_before),
        _ => end,
    };
    let moved = |from: Time, to: Time| from - to > tolerance || to - from > tolerance;
    if !moved(cue.start, to) && !moved(end, ends_at) {
        return;
    }
    let what = match (moved(cue.start, to), moved(end, ends_at)) {
        (true, true) => "begins and ends",
        (true, false) => "begins",
        _ => "ends",
    };
    let fix = (to < ends_at).then(|| trial.move_to(n, "The times move to the cut.", to, ends_at)).flatten();
    let sentence = format!("The cue {what} near a cut and not where the house wants it.");
    trial.say(n, RuleName::ShotChange, Severity::Info, sentence, fix);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_against_the_file() {
        assert_eq!(41_i128.div_ceil_by(2), 21);
        assert_eq!(40_i128.div_ceil_by(2), 20);
    }
}
