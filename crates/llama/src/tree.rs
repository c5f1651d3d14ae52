//! Continuations as a tree of tokens: what they share is decoded once.
//!
//! The options of a question share its stem, a claim and its lies share their beginnings, and questions often
//! share their first words. Below the prefix of a group all of that is one tree, and every node of it is
//! decoded exactly once, for all the leaves that stand below it.

/// A path from the end of the prefix to the end of a continuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// Its tokens.
    pub tokens: Vec<i32>,
    /// Index of the first token that is scored; those before it are the question.
    pub scored_from: usize,
    /// Cells to keep free after it, for what will be written there.
    pub room: usize,
}

/// One token of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// The token.
    pub token: i32,
    /// Its depth: 0 directly after the prefix.
    pub depth: usize,
    /// Leaves below, as indices into the tree's leaves: a contiguous sorted list.
    pub leaves: Vec<usize>,
    /// Whether what follows it is asked for.
    pub output: bool,
    children: Vec<usize>,
}

/// A tree that fits: at most so many leaves, in at most so many cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    roots: Vec<usize>,
    leaves: usize,
    room: usize,
}

impl Tree {
    /// Adds a leaf if it fits, and says whether it did. The last token of a scored leaf is predicted but
    /// never decoded, since nothing is asked after it.
    pub(crate) fn add(&mut self, leaf: &Leaf, max_leaves: usize, max_cells: usize) -> bool {
        let decoded = Self::decoded(leaf);
        let (shared, _) = self.walk(&leaf.tokens[..decoded]);
        let cells = self.nodes.len() + self.room + (decoded - shared) + leaf.room;
        if self.leaves == max_leaves || cells > max_cells {
            return false;
        }
        let index = self.leaves;
        self.leaves += 1;
        self.room += leaf.room;
        let mut parent = None;
        for (depth, token) in leaf.tokens[..decoded].iter().enumerate() {
            let node = self.child(parent, *token).unwrap_or_else(|| self.grow(parent, *token, depth));
            self.nodes[node].leaves.push(index);
            // Node d predicts token d + 1.
            self.nodes[node].output |= depth + 1 >= leaf.scored_from;
            parent = Some(node);
        }
        true
    }

    /// How many of a leaf's tokens are decoded.
    pub(crate) fn decoded(leaf: &Leaf) -> usize {
        if leaf.room > 0 { leaf.tokens.len() } else { leaf.tokens.len().saturating_sub(1) }
    }

    /// Every node, parents before children, first child first: chunks of this order never split a path
    /// other than between a token and its successor.
    pub(crate) fn preorder(&self) -> Vec<&Node> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut stack: Vec<usize> = self.roots.iter().rev().copied().collect();
        while let Some(at) = stack.pop() {
            order.push(&self.nodes[at]);
            stack.extend(self.nodes[at].children.iter().rev());
        }
        order
    }

    /// Number of leaves.
    pub(crate) fn leaves(&self) -> usize {
        self.leaves
    }

    fn child(&self, parent: Option<usize>, token: i32) -> Option<usize> {
        let children = parent.map_or(&self.roots, |p| &self.nodes[p].children);
        children.iter().copied().find(|c| self.nodes[*c].token == token)
    }

    fn grow(&mut self, parent: Option<usize>, token: i32, depth: usize) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { token, depth, leaves: Vec::new(), output: false, children: Vec::new() });
        match parent {
            Some(p) => self.nodes[p].children.push(node),
            None => self.roots.push(node),
        }
        node
    }

    fn walk(&self, tokens: &[i32]) -> (usize, Option<usize>) {
        let mut at = None;
        for (depth, token) in tokens.iter().enumerate() {
            match self.child(at, *token) {
                Some(next) => at = Some(next),
                None => return (depth, at),
            }
        }
        (tokens.len(), at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(tokens: &[i32], scored_from: usize) -> Leaf {
        Leaf { tokens: tokens.to_vec(), scored_from, room: 0 }
    }

    fn drawn(tree: &Tree) -> Vec<(i32, usize, Vec<usize>, bool)> {
        tree.preorder().into_iter().map(|n| (n.token, n.depth, n.leaves.clone(), n.output)).collect()
    }

    #[test]
    fn what_is_shared_stands_once_and_last_tokens_not_at_all() {
        let mut tree = Tree::default();
        assert!(tree.add(&leaf(&[1, 2, 7, 8], 2), 9, 99));
        assert!(tree.add(&leaf(&[1, 2, 7, 9], 2), 9, 99));
        assert!(tree.add(&leaf(&[1, 2, 6], 2), 9, 99));
        assert_eq!(drawn(&tree), [(1, 0, vec![0, 1, 2], false), (2, 1, vec![0, 1, 2], true), (7, 2, vec![0, 1], true)]);
    }

    #[test]
    fn what_will_be_written_keeps_its_last_token_and_its_room() {
        let mut tree = Tree::default();
        let written = Leaf { tokens: vec![1, 2], scored_from: 2, room: 10 };
        assert!(tree.add(&written, 9, 12));
        assert_eq!(drawn(&tree), [(1, 0, vec![0], false), (2, 1, vec![0], true)]);
        assert!(!tree.add(&written, 9, 12), "ten more cells would not fit");
        assert!(tree.add(&written, 9, 22), "the stem is shared, the room is not");
    }

    #[test]
    fn a_full_tree_takes_no_more_and_stays_as_it_was() {
        let mut tree = Tree::default();
        assert!(tree.add(&leaf(&[1, 2, 3], 1), 1, 99));
        let before = drawn(&tree);
        assert!(!tree.add(&leaf(&[1, 2, 4], 1), 1, 99));
        assert!(!tree.add(&leaf(&[5, 6, 7, 8], 1), 9, 4));
        assert_eq!(drawn(&tree), before);
    }

    #[test]
    fn parents_come_before_children_and_a_branch_is_finished_before_the_next() {
        let mut tree = Tree::default();
        for tokens in [[1, 2, 3, 0], [1, 4, 5, 0], [1, 2, 6, 0]] {
            assert!(tree.add(&leaf(&tokens, 1), 9, 99));
        }
        let order: Vec<i32> = tree.preorder().iter().map(|n| n.token).collect();
        assert_eq!(order, [1, 2, 3, 6, 4, 5]);
    }
}
