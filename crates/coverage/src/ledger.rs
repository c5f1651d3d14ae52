//! Which groups were needed, which of them are answered, and which have to be asked.

use ask::{Answers, Budget, Group, GroupAnswer};

use crate::calibration::Calibration;

/// The answers, and a note of every group that was looked up in them.
pub(crate) struct Ledger<'a> {
    answers: &'a Answers,
    answered: Vec<Group>,
    pending: Vec<Group>,
    calibration: Calibration,
}

impl<'a> Ledger<'a> {
    /// Nothing needed yet.
    pub(crate) fn new(answers: &'a Answers, calibration: Calibration) -> Self {
        Self { answers, answered: vec![], pending: vec![], calibration }
    }

    /// By how many nats a claim must beat its best lie.
    pub(crate) fn margin(&self) -> f32 {
        self.calibration.margin()
    }

    /// The answers to a stage of groups, in order; `None` as long as one of them has to be asked. A group whose
    /// questions and answers do not match counts as answered without answers.
    pub(crate) fn all(&mut self, groups: Vec<Group>) -> Option<Vec<&'a GroupAnswer>> {
        let found: Option<Vec<_>> = groups.iter().map(|g| self.answers.get(g)).collect();
        for group in groups {
            let list = if self.answers.get(&group).is_some() { &mut self.answered } else { &mut self.pending };
            list.push(group);
        }
        found
    }

    /// The groups to ask.
    pub(crate) fn into_pending(self) -> Vec<Group> {
        self.pending
    }

    /// Groups answered and their cost; groups pending and theirs.
    pub(crate) fn tally(&self) -> (usize, Budget, (usize, Budget)) {
        let cost = |groups: &[Group]| {
            groups
                .iter()
                .map(Group::budget)
                .fold(Budget::default(), |a, b| Budget { read: a.read + b.read, write: a.write + b.write })
        };
        (self.answered.len(), cost(&self.answered), (self.pending.len(), cost(&self.pending)))
    }

    /// `name@version` of every kind of question answered, sorted; tokens read; tokens written.
    pub(crate) fn provenance(&self) -> (Vec<String>, u64, u64) {
        let mut names: Vec<String> = self
            .answered
            .iter()
            .flat_map(|g| g.questions.iter().map(|q| format!("{}@{}", q.name, q.version)))
            .collect();
        names.sort();
        names.dedup();
        let (read, written) = self.answers.tokens(&self.answered);
        (names, read, written)
    }
}
