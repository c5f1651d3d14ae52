//! Where the picture cuts: a shot list from an edit decision list or a table.

use timedtext::{Rate, Time, Timecode};

/// The moments of the cuts, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shots(Vec<Time>);

impl Shots {
    /// Cuts at these moments.
    pub fn new(mut cuts: Vec<Time>) -> Shots {
        cuts.sort();
        cuts.dedup();
        Shots(cuts)
    }

    /// Reads an edit decision list (CMX 3600: the record-in time code of every event) or a table (the first time
    /// code or number of seconds of every row). Lines that have neither are passed over; their number is the
    /// second value.
    pub fn read(text: &str, rate: Rate, origin: Time) -> (Shots, usize) {
        let mut cuts = Vec::new();
        let mut passed = 0;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match cut(line, rate) {
                Some(time) => cuts.push(time - origin),
                None => passed += 1,
            }
        }
        (Shots::new(cuts), passed)
    }

    /// The cuts.
    pub fn cuts(&self) -> &[Time] {
        &self.0
    }

    /// The last cut at or before a moment, and the first after it.
    pub fn around(&self, time: Time) -> (Option<Time>, Option<Time>) {
        let after = self.0.partition_point(|cut| *cut <= time);
        (after.checked_sub(1).map(|at| self.0[at]), self.0.get(after).copied())
    }
}

fn cut(line: &str, rate: Rate) -> Option<Time> {
    let words: Vec<&str> = line.split([',', '\t', ' ', '"']).filter(|word| !word.is_empty()).collect();
    let codes: Vec<Time> = words.iter().filter_map(|w| Timecode::parse(w, rate).ok()).map(Timecode::time).collect();
    let is_event = words.first().is_some_and(|w| w.len() >= 3 && w.bytes().all(|b| b.is_ascii_digit()));
    match codes[..] {
        // Source in and out, then record in and out.
        [_, _, record_in, _] if is_event => Some(record_in),
        [first, ..] => Some(first),
        [] if line.contains(':') || words.len() > 4 => None,
        [] => words.iter().find(|w| w.contains('.')).and_then(|w| Time::from_decimal(w)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_tables() {
        let edl = "TITLE: REEL 1\nFCM: NON-DROP FRAME\n\n\
            001  AX  V  C  00:00:10:00 00:00:12:00 01:00:00:00 01:00:02:00\n\
            002  AX  V  C  00:01:00:00 00:01:01:00 01:00:02:00 01:00:03:00\n";
        let (shots, passed) = Shots::read(edl, Rate::PAL, Time::seconds(3600));
        assert_eq!((shots.cuts(), passed), (&[Time::ZERO, Time::seconds(2)][..], 2));
        let (shots, _) = Shots::read("shot,start\n1,00:00:01:12\n2,00:00:03:00\n", Rate::FILM, Time::ZERO);
        assert_eq!(shots.cuts(), [Time::new(3, 2), Time::seconds(3)]);
        let (shots, _) = Shots::read("start\n1.5\n3.0\n", Rate::FILM, Time::ZERO);
        assert_eq!(shots.cuts(), [Time::new(3, 2), Time::seconds(3)]);
        assert_eq!(shots.around(Time::seconds(2)), (Some(Time::new(3, 2)), Some(Time::seconds(3))));
    }
}
