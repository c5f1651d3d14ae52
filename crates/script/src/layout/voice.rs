//! Whether a line sounds said or described: the words of speech, and what this script has shown of its own.

use std::collections::HashMap;

use crate::Kind;
use crate::vocabulary::{DESCRIBED, SPOKEN};

/// The words of a document, each with what is known of it.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: HashMap<String, u32>,
    /// Above zero for words of speech.
    prior: Vec<f32>,
    /// How often in speech and in description, as labelled last.
    counts: Vec<[f32; 2]>,
    totals: [f32; 2],
}

/// Numbers given to marks that are no words.
const ASKS: u32 = 0;
const DOES: u32 = 1;
const STARTS_WITH_NAME: u32 = 2;

impl Words {
    /// The words of a line, with marks for what its shape says.
    pub(super) fn tokens(&mut self, text: &str) -> Vec<u32> {
        if self.prior.is_empty() {
            for (mark, prior) in [("?", 1.0), ("-s", -0.7), ("Name", -0.1)] {
                self.add(mark.to_string(), prior);
            }
        }
        let mut tokens = Vec::new();
        if text.ends_with(['?', '!']) {
            tokens.push(ASKS);
        }
        let mut word = String::new();
        let mut first = true;
        for c in text.chars().chain(std::iter::once(' ')) {
            match c {
                '’' => word.push('\''),
                c if c.is_alphanumeric() || c == '\'' => word.push(c),
                _ if word.is_empty() => {}
                _ => {
                    self.token(&word, first, &mut tokens);
                    first = false;
                    word.clear();
                }
            }
        }
        tokens
    }

    fn token(&mut self, word: &str, first: bool, tokens: &mut Vec<u32>) {
        if !first
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("'s")
            && word.chars().all(char::is_lowercase)
        {
            tokens.push(DOES);
        }
        let lower =
            if word.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) { word.to_lowercase() } else { String::new() };
        let lower = if lower.is_empty() { word } else { &lower };
        let lower = lower.trim_matches('\'');
        let n = match self.known.get(lower) {
            Some(n) => *n,
            None => {
                let prior = prior(lower);
                self.add(lower.to_string(), prior)
            }
        };
        tokens.push(n);
        if first
            && word.chars().skip(1).any(char::is_lowercase)
            && word.starts_with(char::is_uppercase)
            && self.prior[n as usize] == 0.0
        {
            tokens.push(STARTS_WITH_NAME);
        }
    }

    fn add(&mut self, word: String, prior: f32) -> u32 {
        let n = self.prior.len() as u32;
        self.known.insert(word, n);
        self.prior.push(prior);
        self.counts.push([0.0; 2]);
        n
    }

    /// Learns from lines that are labelled.
    pub(super) fn learn<'a>(&mut self, lines: impl Iterator<Item = (&'a [u32], Kind)>) {
        self.counts.iter_mut().for_each(|c| *c = [0.0; 2]);
        self.totals = [0.0; 2];
        for (tokens, kind) in lines {
            let side = match kind {
                Kind::Dialogue => 0,
                Kind::Action => 1,
                _ => continue,
            };
            for &t in tokens {
                self.counts[t as usize][side] += 1.0;
                self.totals[side] += 1.0;
            }
        }
    }

    /// Above zero for speech, below for description; between -3 and 3.
    pub(super) fn leaning(&self, tokens: &[u32]) -> f32 {
        let mut sum = 0.0;
        for &t in tokens {
            let [said, described] = self.counts[t as usize];
            // The line's own words are among the counts; taking one off keeps it from voting for itself.
            let (said, described) = ((said - 0.5).max(0.0), (described - 0.5).max(0.0));
            let learned = if self.totals[0] > 200.0 && self.totals[1] > 200.0 {
                ((said + 1.0) / (self.totals[0] + 40.0)).ln() - ((described + 1.0) / (self.totals[1] + 40.0)).ln()
            } else {
                0.0
            };
            sum += self.prior[t as usize] + learned.clamp(-1.5, 1.5) * 0.6;
        }
        (sum * 0.7).clamp(-3.0, 3.0)
    }
}

fn prior(word: &str) -> f32 {
    match () {
        () if SPOKEN.has(word) => 0.8,
        () if DESCRIBED.has(word) => -0.5,
        () => 0.0,
    }
}
