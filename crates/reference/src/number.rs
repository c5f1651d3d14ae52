//! What is known about a telephone number that stands in a script.

use crate::plan::{NumberRange, NumberingPlan, Reading, plans};

/// What the shipped data say about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Set aside for drama by this plan.
    Reserved(&'static NumberingPlan, &'static NumberRange),
    /// In a range that looks set aside and is not.
    Doubtful(&'static NumberingPlan, &'static NumberRange),
    /// A number that some plan has and that is not set aside: it may be someone's. Without a country code it
    /// cannot be said whose plan.
    Ordinary,
    /// No plan that is shipped has such numbers: it must be checked by someone.
    Unknown,
}

/// Looks a number up as it is written: digits with any punctuation, an optional `+` or `00` and country code.
///
/// Without a country code it is tried as a number of every plan, and the reading that is kindest to the script
/// wins; the plan in the answer says which country it was read as.
pub fn standing(written: &str) -> Standing {
    let readings: Vec<Standing> = plans().iter().filter_map(|plan| as_number_of(plan, written)).collect();
    let best = |wanted: fn(&Standing) -> bool| readings.iter().copied().find(wanted);
    best(|s| matches!(s, Standing::Reserved(..)))
        .or_else(|| best(|s| matches!(s, Standing::Doubtful(..))))
        .or_else(|| best(|s| matches!(s, Standing::Ordinary)))
        .unwrap_or(Standing::Unknown)
}

fn as_number_of(plan: &'static NumberingPlan, written: &str) -> Option<Standing> {
    let national = national_digits(plan, written)?;
    Some(match plan.range_of(&national) {
        Some(range) if range.reading == Reading::Reserved => Standing::Reserved(plan, range),
        Some(range) => Standing::Doubtful(plan, range),
        None if plan.lengths.contains(&national.len()) => Standing::Ordinary,
        None => return None,
    })
}

/// The digits of a number as dialled inside the plan, without its trunk prefix; `None` when it is written as
/// a number of another country, or without the trunk prefix where the plan has one.
fn national_digits(plan: &NumberingPlan, written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let abroad = if written.trim_start_matches(['(', ' ']).starts_with('+') {
        Some(digits.as_str())
    } else {
        digits.strip_prefix("00")
    };
    if let Some(abroad) = abroad {
        let national = abroad.strip_prefix(plan.code.as_str())?;
        // "+44 (0)20 ...": the trunk prefix that is not dialled from abroad.
        return Some(strip_trunk(plan, national).unwrap_or(national).to_owned());
    }
    match strip_trunk(plan, &digits) {
        Some(national) => Some(national.to_owned()),
        None if plan.trunk_is_optional() => Some(digits),
        None => None,
    }
}

fn strip_trunk<'a>(plan: &NumberingPlan, digits: &'a str) -> Option<&'a str> {
    if plan.trunk.is_empty() { None } else { digits.strip_prefix(plan.trunk.as_str()) }
}

impl NumberingPlan {
    /// North America writes numbers without its `1`; elsewhere the trunk prefix is part of how a number is written.
    fn trunk_is_optional(&self) -> bool {
        self.trunk.is_empty() || self.trunk == self.code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(written: &str) -> String {
        match standing(written) {
            Standing::Reserved(plan, range) => format!("reserved: {}, {}", plan.area, range.name),
            Standing::Doubtful(plan, range) => format!("doubtful: {}, {}", plan.area, range.name),
            Standing::Ordinary => "ordinary".into(),
            Standing::Unknown => "unknown".into(),
        }
    }

    #[test]
    fn numbers_as_scripts_write_them() {
        assert_eq!(read_as("555-0142"), "reserved: North America, local number");
        assert_eq!(read_as("(212) 555-0142"), "reserved: North America, any area code");
        assert_eq!(read_as("+1 212 555 0142"), "reserved: North America, any area code");
        assert_eq!(read_as("1-800-555-0199"), "reserved: North America, toll-free");
        assert_eq!(read_as("1-800-555-0142"), "doubtful: North America, toll-free 555");
        assert_eq!(read_as("555-2368"), "doubtful: North America, local 555");
        assert_eq!(read_as("212-664-7665"), "ordinary");
        assert_eq!(read_as("020 7946 0958"), "reserved: United Kingdom, London");
        assert_eq!(read_as("+44 (0)20 7946 0958"), "reserved: United Kingdom, London");
        assert_eq!(read_as("0044 7700 900123"), "reserved: United Kingdom, mobile");
        assert_eq!(read_as("020 7219 3000"), "ordinary");
        assert_eq!(read_as("+999 12 34"), "unknown");
    }

    #[test]
    fn a_number_of_another_country_is_not_read_as_ours() {
        assert_eq!(read_as("+49 20 7946 0958"), "ordinary");
        assert_eq!(read_as("+33 212 555 0142"), "unknown");
    }
}
