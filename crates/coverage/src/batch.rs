//! Which questions share a group. The cuts are made by the questions' own words, so that an edit changes the group it
//! touches and perhaps the next one, and leaves the keys of all others as they are.

/// Cuts a list into runs of at most `most`; a run ends after every item whose words say so, one in `most / 2`.
pub(crate) fn batches<T>(items: Vec<T>, most: usize, words: impl Fn(&T) -> String) -> Vec<Vec<T>> {
    let every = (most / 2).max(1) as u64;
    let mut found: Vec<Vec<T>> = Vec::new();
    let mut open = false;
    for item in items {
        let ends = fingerprint(&words(&item)).is_multiple_of(every);
        match found.last_mut().filter(|run| open && run.len() < most) {
            Some(run) => run.push(item),
            None => found.push(vec![item]),
        }
        open = !ends;
    }
    found
}

/// FNV-1a: the same on every machine.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(changed: Option<usize>) -> Vec<String> {
        (0..100)
            .map(|i| if Some(i) == changed { "another sentence".to_owned() } else { format!("sentence {i}") })
            .collect()
    }

    #[test]
    fn nothing_is_lost_and_no_run_is_too_long() {
        let runs = batches(list(None), 12, Clone::clone);
        assert_eq!(runs.concat(), list(None));
        assert!(runs.iter().all(|r| (1..=12).contains(&r.len())));
        assert!(runs.len() < 34, "{} runs of a hundred", runs.len());
    }

    #[test]
    fn a_changed_sentence_changes_few_runs() {
        let before = batches(list(None), 12, Clone::clone);
        for changed in [0, 17, 50, 99] {
            let after = batches(list(Some(changed)), 12, Clone::clone);
            let new = after.iter().filter(|run| !before.contains(run)).count();
            assert!(new <= 4, "{new} runs are new after changing {changed}");
        }
    }
}
