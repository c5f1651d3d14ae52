//! How a model wants its turns marked.
//!
//! Templates are rendered here and not by the file's own jinja: the marks are tokens that only this code may
//! write, and a document that contains their text must not be able to end a turn.

/// The marks of one family of models. All of them are tokenized with special tokens parsed; nothing else is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Name in the catalogue and in `Settings`.
    pub family: &'static str,
    /// A mark that is one token in every model of the family, and the sign by which it is told.
    pub sign: &'static str,
    /// Before the system turn.
    pub system_open: &'static str,
    /// After it.
    pub system_close: &'static str,
    /// Before the user's turn.
    pub user_open: &'static str,
    /// After it.
    pub user_close: &'static str,
    /// Before the model's turn.
    pub model_open: &'static str,
}

/// The families that are known, told apart by the first sign that the file's own chat template contains.
pub const TEMPLATES: &[Template] = &[
    Template {
        family: "chatml",
        sign: "<|im_start|>",
        system_open: "<|im_start|>system\n",
        system_close: "<|im_end|>\n",
        user_open: "<|im_start|>user\n",
        user_close: "<|im_end|>\n",
        model_open: "<|im_start|>assistant\n",
    },
    Template {
        family: "llama3",
        sign: "<|start_header_id|>",
        system_open: "<|start_header_id|>system<|end_header_id|>\n\n",
        system_close: "<|eot_id|>",
        user_open: "<|start_header_id|>user<|end_header_id|>\n\n",
        user_close: "<|eot_id|>",
        model_open: "<|start_header_id|>assistant<|end_header_id|>\n\n",
    },
    // Gemma has no system turn: what would stand there opens the user's.
    Template {
        family: "gemma",
        sign: "<start_of_turn>",
        system_open: "<start_of_turn>user\n",
        system_close: "<end_of_turn>\n",
        user_open: "<start_of_turn>user\n",
        user_close: "<end_of_turn>\n",
        model_open: "<start_of_turn>model\n",
    },
];

impl Template {
    /// The family whose sign the chat template of the file contains.
    pub fn of(chat_template: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|t| chat_template.contains(t.sign))
    }

    /// The family of that name.
    pub fn named(family: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|t| t.family == family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(family: &str) -> String {
        let t = Template::named(family).unwrap();
        [t.system_open, "Be brief.", t.system_close, t.user_open, "Who?", t.user_close, t.model_open].concat()
    }

    #[test]
    fn chatml_is_as_its_models_were_trained() {
        assert_eq!(
            rendered("chatml"),
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWho?<|im_end|>\n<|im_start|>assistant\n"
        );
    }

    #[test]
    fn llama3_is_as_its_models_were_trained() {
        assert_eq!(
            rendered("llama3"),
            "<|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>\
             <|start_header_id|>user<|end_header_id|>\n\nWho?<|eot_id|>\
             <|start_header_id|>assistant<|end_header_id|>\n\n"
        );
    }

    #[test]
    fn a_family_is_told_by_the_files_own_template() {
        let qwen = "{%- for m in messages %}{{- '<|im_start|>' + m.role }}{%- endfor %}";
        assert_eq!(Template::of(qwen).unwrap().family, "chatml");
        assert_eq!(Template::of("{{ messages }}"), None);
    }
}
