//! Whether a line sounds said or described: all there is to go by when indentation is gone.

use super::model::Cast;
use crate::cue;
use crate::vocabulary::{SPOKEN, words};

/// Above zero for speech, below for description; about one for one sign.
pub(super) fn leaning(text: &str, cast: &Cast) -> f64 {
    let lower = text.to_lowercase().replace('’', "'");
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|t| !t.is_empty()).collect();
    let spoken = tokens.iter().filter(|t| words(SPOKEN).any(|w| w == **t)).count().min(3);
    let asks = f64::from(u8::from(text.ends_with(['?', '!'])));
    spoken as f64 * 0.8 + asks - if names_a_doer(text, cast) { 2.0 } else { 0.0 }
}

/// `Mara pulls the slicker open`: someone of the cast, and what they do.
fn names_a_doer(text: &str, cast: &Cast) -> bool {
    let mut tokens = text.split_whitespace();
    let (Some(first), Some(second)) = (tokens.next(), tokens.next()) else { return false };
    let verb = second.len() > 2 && second.ends_with('s') && second.chars().all(char::is_lowercase);
    verb && first.starts_with(char::is_uppercase) && cast.contains_key(&cue::key(first))
}
