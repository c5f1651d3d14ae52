//! No line makes the detector fail, and what it finds stands where it says.

use coldread_clearance::written_numbers;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_found_stands_in_the_line(line in prop_oneof![".*", "[-0-9 +().,/$#ü]{0,60}", "(five|oh|double|zéro|, |-)*"]) {
        for number in written_numbers(&line) {
            let quote = &line[number.range];
            prop_assert!(!quote.is_empty());
            prop_assert!((7..18).contains(&number.dialled.trim_start_matches('+').len()), "{quote}");
        }
    }
}
