//! A long run of sentences in paragraphs.

use coverage::Claim;

/// Sentences that a paragraph holds at most.
const SENTENCES: usize = 5;

/// Cuts claims into paragraphs of nearly equal length, in order, nothing left out.
pub(crate) fn paragraphs(claims: &[Claim]) -> impl Iterator<Item = &[Claim]> {
    let count = claims.len().div_ceil(SENTENCES).max(1);
    let start = move |i: usize| i * claims.len() / count;
    (0..count).map(move |i| &claims[start(i)..start(i + 1)]).filter(|p| !p.is_empty())
}

#[cfg(test)]
mod tests {
    use coverage::Support;

    use super::*;

    #[test]
    fn paragraphs_are_even_and_whole() {
        let claims = vec![Claim { text: "A.".into(), evidence: vec![], support: Support::Verified }; 11];
        assert_eq!(paragraphs(&claims).map(<[Claim]>::len).collect::<Vec<_>>(), [3, 4, 4]);
        assert_eq!(paragraphs(&[]).count(), 0);
    }
}
