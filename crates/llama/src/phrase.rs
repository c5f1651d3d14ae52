//! Sentences under a schema.

use std::sync::{Arc, OnceLock};

use ask::{Answer, Group, ReadError, Task};
use llama_cpp_2::{model::LlamaModel, sampling::LlamaSampler};
use llguidance::{Matcher, ParserFactory, api::TopLevelGrammar};
use serde_json::{Value, json};
use toktrie::{ApproximateTokEnv, InferenceCapabilities, TokEnv, TokTrie, TokenizerEnv};

use crate::{
    Llama,
    read::{Reading, Step, sequence},
    softmax::likeliest,
    tree::Leaf,
};

/// Grammars of one model. Its environment walks the whole vocabulary, so it is built at the first use and once.
pub(crate) struct Grammars {
    model: Arc<LlamaModel>,
    factory: OnceLock<Result<ParserFactory, String>>,
}

impl Grammars {
    pub(crate) fn new(model: Arc<LlamaModel>) -> Self {
        Self { model, factory: OnceLock::new() }
    }

    /// A matcher that admits exactly the JSON of the schema, written on one line with one space after `,`
    /// and `:` as models write it.
    fn matcher(&self, schema: &Value) -> Result<Matcher, String> {
        let factory = self.factory.get_or_init(|| self.build()).as_ref().map_err(Clone::clone)?;
        let mut schema = schema.clone();
        if let Some(object) = schema.as_object_mut() {
            object.insert(
                "x-guidance".to_owned(),
                json!({
                    "whitespace_flexible": false, "item_separator": ", ", "key_separator": ": ",
                    "json_allowed_escapes": "\"\\n",
                }),
            );
        }
        let parser = factory.create_parser(TopLevelGrammar::from_json_schema(schema));
        let matcher = Matcher::new(parser);
        match matcher.get_error() {
            Some(error) => Err(error),
            None => Ok(matcher),
        }
    }

    fn build(&self) -> Result<ParserFactory, String> {
        let trie = LlamaSampler::llguidance_tok_env(&self.model).tok_trie().clone();
        let environment: TokEnv =
            Arc::new(Environment { model: Arc::clone(&self.model), greedy: ApproximateTokEnv::new(trie) });
        let capabilities = InferenceCapabilities { ff_tokens: true, ..Default::default() };
        let slices = llguidance::earley::SlicedBiasComputer::general_slices();
        let mut factory = ParserFactory::new(&environment, capabilities, &slices).map_err(|e| e.to_string())?;
        factory.quiet();
        Ok(factory)
    }
}

/// The model's own tokenizer, so that text which the grammar forces is cut as the model would have cut it,
/// and can be decoded at once instead of token by token.
struct Environment {
    model: Arc<LlamaModel>,
    greedy: ApproximateTokEnv,
}

impl TokenizerEnv for Environment {
    fn tok_trie(&self) -> &TokTrie {
        self.greedy.tok_trie()
    }

    fn tokenize_bytes(&self, bytes: &[u8]) -> Vec<toktrie::TokenId> {
        // llama.cpp replaces what is not UTF-8, so half a character has to be cut otherwise.
        if std::str::from_utf8(bytes).is_err() {
            return self.greedy.tokenize_bytes(bytes);
        }
        self.model.vocab().tokenize(bytes, false, false).into_iter().map(|t| t.0 as toktrie::TokenId).collect()
    }
}

/// A sentence in the making.
struct Writing {
    question: usize,
    matcher: Matcher,
    /// Tokens not yet decoded.
    pending: Vec<i32>,
    /// Tokens of the answer so far.
    written: Vec<i32>,
    /// Position of the next token to decode.
    position: usize,
    budget: usize,
    sequence: i32,
}

impl Reading<'_> {
    pub(crate) fn phrase(
        &mut self,
        group: &Group,
        leaves: &[Vec<Leaf>],
        answers: &mut [Option<Answer>],
    ) -> Result<(), ReadError> {
        let wanted = group.questions.iter().enumerate().filter(|(_, q)| matches!(q.task, Task::Phrase { .. }));
        let all = wanted.map(|(q, _)| (q, &leaves[q][0])).collect();
        for wave in self.waves(all) {
            let (places, prefix) = (&wave.places, self.prefix);
            let mut firsts: Vec<Vec<f32>> = vec![Vec::new(); places.len()];
            self.decode_tree(&wave.tree, |node, logits| {
                for leaf in &node.leaves {
                    if node.depth + 1 == leaves[places[*leaf]][0].tokens.len() {
                        firsts[*leaf] = logits.to_vec();
                    }
                }
            })?;
            let mut open = Vec::new();
            for (n, first) in firsts.iter().enumerate() {
                let q = places[n];
                let Task::Phrase { schema, max_tokens } = &group.questions[q].task else { continue };
                match self.llama.grammars.matcher(schema) {
                    Err(error) => answers[q] = Some(Answer::Unanswered(format!("The schema is not usable: {error}"))),
                    Ok(matcher) => {
                        let mut writing = Writing {
                            question: q,
                            matcher,
                            pending: Vec::new(),
                            written: Vec::new(),
                            position: prefix + leaves[q][0].tokens.len(),
                            budget: *max_tokens as usize,
                            sequence: sequence(n),
                        };
                        writing.choose(first);
                        open.push(writing);
                    }
                }
            }
            self.write(open, answers)?;
            self.forget(wave.tree.leaves());
        }
        Ok(())
    }

    /// Writes all of them to the end, a chunk of pending tokens at a time.
    fn write(&mut self, mut open: Vec<Writing>, answers: &mut [Option<Answer>]) -> Result<(), ReadError> {
        loop {
            let (done, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(Writing::is_over);
            for writing in done {
                self.written += writing.written.len() as u64;
                let question = writing.question;
                answers[question] = Some(writing.answer(self.llama));
            }
            open = rest;
            if open.is_empty() {
                return Ok(());
            }
            self.advance(&mut open)?;
        }
    }

    fn advance(&mut self, open: &mut [Writing]) -> Result<(), ReadError> {
        let mut room = self.llama.chunk;
        let mut steps = Vec::new();
        let mut outputs = Vec::new();
        let sequences: Vec<[i32; 1]> = open.iter().map(|w| [w.sequence]).collect();
        for (n, writing) in open.iter_mut().enumerate() {
            let now = writing.pending.len().min(room);
            room -= now;
            for token in writing.pending.drain(..now) {
                steps.push(Step { token, position: writing.position, sequences: &sequences[n], output: false });
                writing.position += 1;
            }
            if now > 0 && writing.pending.is_empty() {
                steps.last_mut().expect("just pushed").output = true;
                outputs.push((n, steps.len() - 1));
            }
        }
        self.decode(&steps)?;
        for (n, at) in outputs {
            open[n].choose(self.llama.context.get_logits_ith(at as i32));
        }
        Ok(())
    }
}

impl Writing {
    /// Takes the likeliest token that the grammar admits, and whatever the grammar then forces.
    fn choose(&mut self, logits: &[f32]) {
        if self.matcher.is_stopped() {
            return;
        }
        let mut taken = self.matcher.consume_ff_tokens();
        if taken.is_empty() {
            taken.extend(self.free_choice(logits));
            taken.extend(self.matcher.consume_ff_tokens());
        }
        self.take(taken);
    }

    /// The likeliest token of those the grammar admits. Mostly that is the likeliest of all, and to try it is
    /// much cheaper than to ask the grammar for everything it would admit.
    fn free_choice(&mut self, logits: &[f32]) -> Option<u32> {
        let first = likeliest(logits)? as u32;
        if self.matcher.try_consume_tokens(&[first]).ok()? == 1 {
            return Some(first);
        }
        let mask = self.matcher.compute_mask().ok()?;
        let mut best: Option<(f32, u32)> = None;
        mask.iter_set_entries(|token| {
            if token < logits.len() && best.is_none_or(|(logit, _)| logits[token] > logit) {
                best = Some((logits[token], token as u32));
            }
        });
        let (_, token) = best?;
        self.matcher.consume_token(token).ok().map(|()| token)
    }

    fn take(&mut self, tokens: Vec<u32>) {
        self.pending.extend(tokens.iter().map(|t| *t as i32));
        self.written.extend(tokens.iter().map(|t| *t as i32));
    }

    /// Finished, out of budget, or with nowhere to go.
    fn is_over(&self) -> bool {
        self.matcher.is_stopped() || self.written.len() >= self.budget || self.pending.is_empty()
    }

    fn answer(self, llama: &Llama) -> Answer {
        let vocab = llama.model.vocab();
        let tokens = self.written.iter().map(|t| llama_cpp_2::token::LlamaToken(*t));
        let bytes: Vec<u8> =
            tokens.filter(|t| !vocab.is_eog(*t)).flat_map(|t| vocab.token_to_piece(t, false, None)).collect();
        match serde_json::from_slice(&bytes) {
            Ok(value) => Answer::Written(value),
            Err(_) if self.written.len() >= self.budget => {
                Answer::Unanswered(format!("Not finished within {} tokens.", self.budget))
            }
            Err(_) => Answer::Unanswered("No answer of the asked form came.".to_owned()),
        }
    }
}
