//! How much hangs on what is said: children and crowds, weapons and death, and what is about to happen.

use crate::{
    lexicon::{lexicons, stems},
    words::words,
};

/// Words after which somebody is worse off than before.
const GRAVE: [&str; 22] = [
    "dead", "die", "died", "dies", "kill", "killed", "drown", "drowned", "lose", "lost", "broke", "break", "burn",
    "prison", "hang", "murder", "never", "nobody", "won't", "blood", "shot", "afraid",
];

/// Points for what hangs on a text: one for each of children, crowds and weapons in it, one for a grave word, one for
/// what is still to come.
pub(crate) fn gravity(text: &str) -> f64 {
    let found = stems(text);
    let feared = lexicons()
        .iter()
        .filter(|l| matches!(l.name.as_str(), "children" | "crowd" | "weapons") && l.finds_in(&found))
        .count();
    let lower = text.to_lowercase().replace('’', "'");
    let grave = words(&lower).any(|w| GRAVE.contains(&w));
    let list: Vec<&str> = lower.split_whitespace().collect();
    let coming = words(&lower)
        .any(|w| matches!(w, "will" | "going" | "tomorrow" | "tonight" | "o'clock") || w.ends_with("'ll"))
        || list.windows(2).any(|w| w[0].ends_with("'re") && w[1].ends_with("ing"));
    feared as f64 + f64::from(u8::from(grave)) + f64::from(u8::from(coming))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_and_what_is_to_come_weigh() {
        assert_eq!(gravity("They're walking the kindergarten across it at eight o'clock."), 2.0);
        assert_eq!(gravity("Pier four broke at nineteen hundred."), 1.0);
        assert_eq!(gravity("There is a hat."), 0.0);
    }
}
