//! Which cues are one person. Conservative: two people made one do more harm than one person counted twice.

use std::collections::{BTreeSet, HashMap};

use crate::introduce::{Introduction, names};
use crate::vocabulary::{List, RANKS, ROLES};
use crate::{Kind, Screenplay, cue};

/// Groups of indices into `cues`: the plainest name first, groups in order of first appearance.
pub(crate) fn merge(cues: &[String], screenplay: &Screenplay, introductions: &[Introduction]) -> Vec<Vec<usize>> {
    let usage = Usage::of(cues.len(), screenplay);
    let keys: Vec<String> = cues.iter().map(|c| cue::key(c)).collect();
    let mut parent: Vec<usize> = (0..cues.len()).collect();
    for (short, key) in keys.iter().enumerate() {
        let candidates: Vec<usize> =
            (0..keys.len()).filter(|&long| long != short && same_person(key, &keys[long], introductions)).collect();
        if let [long] = candidates[..]
            && !usage.meet(short, long)
        {
            let (a, b) = (root(&parent, short), root(&parent, long));
            parent[a.max(b)] = a.min(b);
        }
    }
    gather(&parent, &usage)
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn gather(parent: &[usize], usage: &Usage) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = Vec::new();
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for i in 0..parent.len() {
        let r = root(parent, i);
        if !groups.contains_key(&r) {
            order.push(r);
        }
        groups.entry(r).or_default().push(i);
    }
    let mut out: Vec<Vec<usize>> = order.into_iter().filter_map(|r| groups.remove(&r)).collect();
    for group in &mut out {
        group.sort_by_key(|&i| (std::cmp::Reverse(usage.cues[i]), i));
    }
    out
}

/// How often each cue is used, and in which scenes.
struct Usage {
    cues: Vec<usize>,
    scenes: Vec<BTreeSet<usize>>,
}

impl Usage {
    fn of(count: usize, screenplay: &Screenplay) -> Self {
        let mut usage = Self { cues: vec![0; count], scenes: vec![BTreeSet::new(); count] };
        for line in screenplay.lines.iter().filter(|l| l.kind == Kind::Character) {
            if let Some(who) = line.character {
                usage.cues[who] += 1;
                usage.scenes[who].extend(line.scene);
            }
        }
        usage
    }

    /// Whether both speak in one scene, as two people do.
    fn meet(&self, a: usize, b: usize) -> bool {
        self.scenes[a].intersection(&self.scenes[b]).next().is_some()
    }
}

/// Whether the cue `short` may stand for the cue `long`.
fn same_person(short: &str, long: &str, introductions: &[Introduction]) -> bool {
    introduced_together(short, long, introductions) || shortened(short, long)
}

/// `JAMES "JIM" HALE` makes JIM and JAMES one.
fn introduced_together(a: &str, b: &str, introductions: &[Introduction]) -> bool {
    introductions.iter().any(|i| {
        let nick = i.nickname.as_deref().map(cue::key);
        let nick_is = |k: &str| nick.as_deref() == Some(k);
        (nick_is(a) && names(i, b)) || (nick_is(b) && names(i, a))
    })
}

/// `MARA` of `MARA VOSS`, `RAWLS` of `DETECTIVE RAWLS`; never `MAN` of `OLD MAN`.
fn shortened(short: &str, long: &str) -> bool {
    if short.contains(' ') || is_any(&ROLES, short) || is_any(&RANKS, short) {
        return false;
    }
    let parts: Vec<&str> = long.split_whitespace().collect();
    let [first, .., last] = parts[..] else {
        return false;
    };
    let plain =
        parts.iter().all(|p| p.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-')) && !p.ends_with("'S"));
    let role = parts.iter().any(|p| is_any(&ROLES, p) && !is_any(&RANKS, p))
        || parts.iter().any(|p| ["AND", "THE", "OF", "AS"].contains(p));
    if !plain || role || parts.len() > 3 {
        return false;
    }
    let ranked = is_any(&RANKS, first);
    (short == first && !ranked) || (short == last && ranked)
}

fn is_any(list: &List, word: &str) -> bool {
    list.has_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_shortenings_are_one_person() {
        for (short, long) in [("MARA", "MARA VOSS"), ("RAWLS", "DETECTIVE RAWLS"), ("REED", "DR REED")] {
            assert!(shortened(short, long), "{short} {long}");
        }
        for (short, long) in [
            ("MAN", "OLD MAN"),
            ("MARA", "YOUNG MARA"),
            ("MARA", "MARA'S MOTHER"),
            ("GUARD", "GUARD 2"),
            ("VOSS", "MARA VOSS"),
            ("HALE", "MRS HALE"),
            ("TOM", "TOM AND MARA"),
            ("DETECTIVE", "DETECTIVE RAWLS"),
            ("CINNA", "CINNA THE POET"),
        ] {
            assert!(!shortened(short, long), "{short} {long}");
        }
    }
}
