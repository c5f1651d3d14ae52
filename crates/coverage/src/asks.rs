//! The questions of this desk: words and schemas are files under `asks/`, one folder a question.

use std::sync::LazyLock;

use ask::{Question, Task};
use serde::Deserialize;
use serde_json::Value;

/// The words of a question, its schema where it has one, and its version.
#[derive(Debug)]
pub(crate) struct Ask {
    /// `coverage.` and the folder's name.
    name: String,
    version: u32,
    system: String,
    before: String,
    question: String,
    lead: String,
    schema: Value,
}

#[derive(Deserialize)]
struct Facts {
    version: u32,
    #[cfg_attr(not(test), allow(dead_code))]
    sha256: String,
}

macro_rules! ask {
    ($(#[$doc:meta])* $function:ident, $folder:literal) => {
        $(#[$doc])*
        pub(crate) fn $function() -> &'static Ask {
            static ASK: LazyLock<Ask> = LazyLock::new(|| {
                Ask::read(
                    $folder,
                    include_str!(concat!("../asks/", $folder, "/ask.toml")),
                    include_str!(concat!("../asks/", $folder, "/prompt.md")),
                    include_str!(concat!("../asks/", $folder, "/schema.json")),
                )
            });
            &ASK
        }
    };
}

ask!(
    /// How much is at stake in a scene, and how it feels.
    scene, "scene"
);
ask!(
    /// What happens in a passage, in one sentence.
    tell, "tell"
);
ask!(
    /// What a speech says, in one sentence.
    report, "report"
);
ask!(
    /// Whether a sentence out-scores the lies told about it.
    bears_out, "bears-out"
);
ask!(
    /// Which of several loglines tells what the story is about.
    about, "about"
);
ask!(
    /// Which thing of the script a speech means by `it`.
    meant, "meant"
);
ask!(
    /// What the story is about beneath what happens, from a closed list.
    theme, "theme"
);
ask!(
    /// The genre, from a closed list.
    genre, "genre"
);
ask!(
    /// How good one side of a canonical text is.
    judge, "judge"
);

impl Ask {
    /// `prompt.md` has the sections `## system`, `## before`, `## question` and `## lead`, each of which may be absent.
    fn read(folder: &str, facts: &str, prompt: &str, schema: &str) -> Self {
        let facts: Facts = toml::from_str(facts).unwrap_or(Facts { version: 0, sha256: String::new() });
        let section = |name: &str| {
            let body = prompt.split("## ").find_map(|s| s.strip_prefix(name)?.strip_prefix('\n')).unwrap_or("");
            body.trim_matches('\n').to_owned()
        };
        Self {
            name: format!("coverage.{folder}"),
            version: facts.version,
            system: section("system"),
            before: section("before"),
            question: section("question"),
            lead: section("lead"),
            schema: serde_json::from_str(schema).unwrap_or(Value::Null),
        }
    }

    /// The system turn.
    pub(crate) fn system(&self) -> String {
        self.system.clone()
    }

    /// The shared beginning of the user's turn, with the text it is about.
    pub(crate) fn prefix(&self, text: &str) -> String {
        if text.is_empty() { format!("{}\n", self.before) } else { format!("{}\n\n{text}\n", self.before) }
    }

    /// The schema, to be narrowed to what is at hand.
    pub(crate) fn schema(&self) -> Value {
        self.schema.clone()
    }

    /// A question with its blanks (`{name}`) filled in.
    pub(crate) fn question(&self, blanks: &[(&str, &str)], task: Task) -> Question {
        let fill = |text: &str| {
            blanks.iter().fold(text.to_owned(), |t, (name, value)| t.replace(&format!("{{{name}}}"), value))
        };
        let text = format!("\n{}", fill(&self.question));
        Question { name: self.name.clone(), version: self.version, text, lead: fill(&self.lead), task }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn changed_words_are_a_new_version() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("asks");
        for entry in fs::read_dir(folder).unwrap() {
            let ask = entry.unwrap().path();
            let read = |name: &str| fs::read_to_string(ask.join(name)).unwrap().replace("\r\n", "\n");
            let facts: Facts = toml::from_str(&read("ask.toml")).unwrap();
            let hash = Sha256::digest(format!("{}\n{}", read("prompt.md"), read("schema.json")));
            let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
            assert!(facts.version > 0, "{} has no version", ask.display());
            assert_eq!(
                facts.sha256,
                hash,
                "the words of {} changed: raise its version and note the new hash",
                ask.display()
            );
        }
    }

    #[test]
    fn every_folder_is_asked() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("asks");
        let asked: Vec<&str> = [scene(), tell(), report(), bears_out(), about(), meant(), theme(), genre(), judge()]
            .map(|a| a.name.as_str())
            .to_vec();
        for entry in fs::read_dir(folder).unwrap() {
            let name = format!("coverage.{}", entry.unwrap().file_name().to_string_lossy());
            assert!(asked.contains(&name.as_str()), "{name} is never asked");
        }
    }
}
