//! A group of questions, answered.
//!
//! The prefix is decoded once into sequence 0. The continuations of the questions form trees below it
//! ([`crate::tree`]); each tree is decoded in one go, its leaves being sequences that share the prefix's cells.
//! Choosing and contrasting end there; phrasing goes on from the ends of its leaves, all in parallel.

use ask::{Answer, Group, GroupAnswer, Question, ReadError, Reader, Score, Task};
use llama_cpp_2::{llama_batch::LlamaBatch, token::LlamaToken};

use crate::{
    Llama,
    load::SEQUENCES,
    softmax::log_sum_exp,
    tree::{Leaf, Node, Tree},
};

impl Reader for Llama {
    fn read(&mut self, group: &Group, keep_going: &mut dyn FnMut(u64) -> bool) -> Result<GroupAnswer, ReadError> {
        let prefix = self.prefix(group);
        let leaves = group.questions.iter().map(|q| self.leaves(q)).collect::<Vec<_>>();
        self.check_room(prefix.len(), leaves.iter().flatten())?;
        let mut reading =
            Reading { llama: self, prefix: prefix.len(), tail: Vec::new(), read: 0, written: 0, keep_going };
        reading.start(&prefix)?;
        let mut answers: Vec<Option<Answer>> = vec![None; group.questions.len()];
        reading.score(&leaves, &mut answers)?;
        reading.phrase(group, &leaves, &mut answers)?;
        let (tokens_read, tokens_written) = (reading.read, reading.written);
        let answers = answers.into_iter().map(|a| a.unwrap_or(Answer::Unanswered(String::new()))).collect();
        Ok(GroupAnswer { answers, tokens_read, tokens_written })
    }
}

impl Llama {
    /// System turn and the beginning of the user's.
    fn prefix(&self, group: &Group) -> Vec<i32> {
        let t = self.template;
        let mut tokens = Vec::new();
        let vocab = self.model.vocab();
        if vocab.should_add_bos() {
            tokens.push(vocab.bos().0);
        }
        if !group.system.is_empty() {
            tokens.extend(self.marks(t.system_open));
            tokens.extend(self.text(&group.system));
            tokens.extend(self.marks(t.system_close));
        }
        tokens.extend(self.marks(t.user_open));
        tokens.extend(self.text(&group.prefix));
        tokens
    }

    /// One leaf a continuation; for phrasing one, with room for what will be written.
    fn leaves(&self, question: &Question) -> Vec<Leaf> {
        let mut turn = self.text(&question.text);
        turn.extend(self.marks(self.template.user_close));
        turn.extend(self.marks(self.template.model_open));
        let scored = |continuations: &mut dyn Iterator<Item = &String>| {
            let lead = self.text(&question.lead);
            let ends = continuations.map(|c| self.text(&format!("{}{c}", question.lead))).collect::<Vec<_>>();
            // A word may swallow the end of the lead; whatever is not the lead's in all of them is scored.
            let shared = ends.iter().map(|e| common(e, &lead)).min().unwrap_or(0);
            let leaf = |end: Vec<i32>| Leaf {
                tokens: [turn.as_slice(), &end].concat(),
                scored_from: turn.len() + shared,
                room: 0,
            };
            ends.into_iter().map(leaf).collect()
        };
        match &question.task {
            Task::Choose { options } => scored(&mut options.iter()),
            Task::Contrast { claim, lies } => scored(&mut std::iter::once(claim).chain(lies)),
            Task::Phrase { max_tokens, .. } => {
                turn.extend(self.text(&question.lead));
                vec![Leaf { scored_from: turn.len(), tokens: turn, room: (*max_tokens).max(1) as usize }]
            }
        }
    }

    fn check_room<'a>(&self, prefix: usize, leaves: impl Iterator<Item = &'a Leaf>) -> Result<(), ReadError> {
        let longest = leaves.map(|l| Tree::decoded(l) + l.room).max().unwrap_or(0);
        let needed = (prefix + longest) as u32;
        if needed > self.cells { Err(ReadError::TooLong { needed, available: self.cells }) } else { Ok(()) }
    }

    /// The template's own marks: the only text whose special tokens are parsed.
    fn marks(&self, text: &str) -> Vec<i32> {
        self.tokenize(text, true)
    }

    /// Text of documents and prompts: special tokens in it are letters like any others.
    pub(crate) fn text(&self, text: &str) -> Vec<i32> {
        self.tokenize(text, false)
    }

    fn tokenize(&self, text: &str, special: bool) -> Vec<i32> {
        if text.is_empty() {
            return Vec::new();
        }
        self.model.vocab().tokenize(text.as_bytes(), false, special).into_iter().map(|t| t.0).collect()
    }
}

/// The answering of one group.
pub(crate) struct Reading<'a> {
    pub(crate) llama: &'a mut Llama,
    /// Tokens of the prefix.
    pub(crate) prefix: usize,
    /// Those of them that are not decoded yet.
    tail: Vec<i32>,
    pub(crate) read: u64,
    pub(crate) written: u64,
    pub(crate) keep_going: &'a mut dyn FnMut(u64) -> bool,
}

/// A token to decode: its position, its sequences, and whether what follows it is asked for.
pub(crate) struct Step<'a> {
    pub(crate) token: i32,
    pub(crate) position: usize,
    pub(crate) sequences: &'a [i32],
    pub(crate) output: bool,
}

impl<'a> Step<'a> {
    fn prefix(token: i32, position: usize, sequences: &'a [i32]) -> Self {
        Self { token, position, sequences, output: false }
    }
}

impl Reading<'_> {
    /// Decodes the prefix but for its last, partial chunk, which goes with the first of the questions.
    fn start(&mut self, prefix: &[i32]) -> Result<(), ReadError> {
        // Not `clear_kv_cache`, which also writes zeros over all of it; what is masked need not be zero.
        let cleared = self.llama.context.clear_kv_cache_seq(None, None, None);
        cleared.map_err(|e| ReadError::Model(e.to_string()))?;
        let (chunks, tail) = prefix.split_at(prefix.len() - prefix.len() % self.llama.chunk);
        let steps: Vec<_> = chunks.iter().enumerate().map(|(i, t)| Step::prefix(*t, i, &[0])).collect();
        for chunk in steps.chunks(self.llama.chunk) {
            self.decode(chunk)?;
            self.read += chunk.len() as u64;
        }
        self.tail = tail.to_vec();
        Ok(())
    }

    fn score(&mut self, leaves: &[Vec<Leaf>], answers: &mut [Option<Answer>]) -> Result<(), ReadError> {
        let mut scores: Vec<Vec<Score>> =
            leaves.iter().map(|l| vec![Score { log_prob: 0.0, tokens: 0 }; l.len()]).collect();
        let scored = |leaf: &Leaf| leaf.room == 0;
        let places = leaves.iter().enumerate().flat_map(|(q, l)| (0..l.len()).map(move |i| (q, i)));
        let all: Vec<_> =
            places.filter(|(q, i)| scored(&leaves[*q][*i])).map(|(q, i)| ((q, i), &leaves[q][i])).collect();
        for wave in self.waves(all) {
            let places = &wave.places;
            let of = |n: usize| &leaves[places[n].0][places[n].1];
            self.decode_tree(&wave.tree, |node, logits| {
                let sum = log_sum_exp(logits);
                for n in &node.leaves {
                    let (leaf, (q, i)) = (of(*n), places[*n]);
                    let next = node.depth + 1;
                    if next >= leaf.scored_from && next < leaf.tokens.len() {
                        let p = f64::from(logits[leaf.tokens[next] as usize]) - sum;
                        scores[q][i].log_prob += p as f32;
                        scores[q][i].tokens += 1;
                    }
                }
            })?;
            self.forget(wave.tree.leaves());
        }
        if scores.iter().flatten().any(|s| !s.log_prob.is_finite()) {
            return Err(ReadError::Model("The model gives no usable numbers; its file may be damaged.".to_owned()));
        }
        for ((answer, scores), leaves) in answers.iter_mut().zip(scores).zip(leaves) {
            if leaves.iter().all(scored) {
                *answer = Some(Answer::Scores(scores));
            }
        }
        Ok(())
    }

    /// Leaves in their order, as many at a time as fit beside the prefix.
    pub(crate) fn waves<P>(&self, leaves: Vec<(P, &Leaf)>) -> Vec<Wave<P>> {
        let (most, cells) = (SEQUENCES as usize - 1, self.llama.cells as usize - self.prefix);
        let mut waves: Vec<Wave<P>> = Vec::new();
        for (place, leaf) in leaves {
            let fits = waves.last_mut().is_some_and(|w| w.tree.add(leaf, most, cells));
            if !fits {
                let mut tree = Tree::default();
                let alone = tree.add(leaf, most, cells);
                debug_assert!(alone, "checked before the first chunk");
                waves.push(Wave { tree, places: Vec::new() });
            }
            waves.last_mut().expect("there is one by now").places.push(place);
        }
        waves
    }

    /// Decodes a tree in chunks and hands out the logits of the nodes that ask for them.
    pub(crate) fn decode_tree(&mut self, tree: &Tree, mut each: impl FnMut(&Node, &[f32])) -> Result<(), ReadError> {
        let all: Vec<i32> = (0..tree.leaves()).map(sequence).collect();
        for leaf in &all {
            let copied = self.llama.context.copy_kv_cache_seq(0, *leaf, None, None);
            copied.map_err(|e| ReadError::Model(e.to_string()))?;
        }
        let tail = std::mem::take(&mut self.tail);
        let everyone = [&[0], all.as_slice()].concat();
        let nodes = tree.preorder();
        let of_node: Vec<Vec<i32>> = nodes.iter().map(|n| n.leaves.iter().map(|l| sequence(*l)).collect()).collect();
        let begin = self.prefix - tail.len();
        let of_tail = tail.iter().enumerate().map(|(i, t)| (Step::prefix(*t, begin + i, &everyone), None));
        let of_tree = nodes.iter().zip(&of_node).map(|(node, sequences)| {
            let position = self.prefix + node.depth;
            (Step { token: node.token, position, sequences, output: node.output }, Some(*node))
        });
        let (steps, nodes): (Vec<_>, Vec<_>) = of_tail.chain(of_tree).unzip();
        let size = self.llama.chunk;
        // Attention of a token alone is summed in parts, one a thread; so none is left alone.
        let size = if steps.len() > size && steps.len() % size == 1 { size - 1 } else { size };
        for (steps, nodes) in steps.chunks(size).zip(nodes.chunks(size)) {
            self.decode(steps)?;
            self.read += steps.len() as u64;
            for (i, node) in nodes.iter().enumerate() {
                if let Some(node) = node.filter(|n| n.output) {
                    each(node, self.llama.context.get_logits_ith(i as i32));
                }
            }
        }
        Ok(())
    }

    /// Decodes at most a chunk, unless told to stop.
    pub(crate) fn decode(&mut self, steps: &[Step<'_>]) -> Result<(), ReadError> {
        if !(self.keep_going)(self.read + self.written) {
            return Err(ReadError::Cancelled);
        }
        let mut batch = LlamaBatch::new(steps.len(), SEQUENCES as i32);
        for step in steps {
            batch
                .add(LlamaToken(step.token), step.position as i32, step.sequences, step.output)
                .map_err(|e| ReadError::Model(e.to_string()))?;
        }
        self.llama.context.decode(&mut batch).map_err(|e| ReadError::Model(e.to_string()))
    }

    /// Frees the cells of a wave; the prefix stays.
    pub(crate) fn forget(&mut self, leaves: usize) {
        for leaf in 0..leaves {
            // Removing a whole sequence cannot fail.
            let _ = self.llama.context.clear_kv_cache_seq(Some(sequence(leaf) as u32), None, None);
        }
    }
}

/// Leaves that are decoded together, and whose they are.
pub(crate) struct Wave<P> {
    pub(crate) tree: Tree,
    pub(crate) places: Vec<P>,
}

/// The sequence of a leaf; 0 is the prefix's.
pub(crate) fn sequence(leaf: usize) -> i32 {
    leaf as i32 + 1
}

fn common(a: &[i32], b: &[i32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
