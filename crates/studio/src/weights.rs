//! The models of this library: which are here, which is chosen, which digests were found right.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use vault::{Action, Code};

use crate::device;
use crate::error::{Kind, Outcome, Trouble};
use crate::models::{self, Model, Stamp, catalogue, digest};
use crate::studio::Studio;

const SETTING: Code = Code::of("models");
/// What the model's own tables and buffers take beside its weights and its cache, bytes: measured on the 1.5B.
const BESIDE: u64 = 320 << 20;

/// What the library remembers of models.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Remembered {
    chosen: Option<String>,
    added: Vec<Model>,
    stamps: BTreeMap<String, Stamp>,
    /// Milliseconds a page of coverage took, by model, when it was last written from nothing.
    #[serde(default)]
    paces: BTreeMap<String, u64>,
}

/// A model and how it stands on this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelStatus {
    /// The model.
    pub model: Model,
    /// Its file is here.
    pub installed: bool,
    /// Its digest was found right, and the file has not changed since.
    pub verified: bool,
    /// Coverage uses it.
    pub chosen: bool,
    /// Memory it takes when loaded, estimated in bytes.
    pub memory_bytes: u64,
    /// Milliseconds a page of coverage took when it was last written from nothing; 0 where never.
    pub page_ms: u64,
    /// Where its layers run.
    pub device: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// The models before any library is open.
pub fn models_without_library() -> Vec<ModelStatus> {
    statuses(&Remembered::default())
}

impl Studio {
    /// Every model that is known.
    pub async fn models(&self) -> Outcome<Vec<ModelStatus>> {
        Ok(statuses(&self.remembered().await?))
    }

    /// The one that coverage uses, if its file is here.
    pub async fn chosen_model(&self) -> Outcome<Option<Model>> {
        let remembered = self.remembered().await?;
        Ok(all(&remembered).into_iter().find(|m| is_chosen(m, &remembered) && m.installed()))
    }

    /// Chooses the model for coverage.
    pub async fn choose_model(&self, id: &str) -> Outcome<()> {
        let mut remembered = self.remembered().await?;
        let model = find(&remembered, id)?;
        if !model.installed() {
            return Err(model.missing());
        }
        remembered.chosen = Some(model.id.clone());
        self.remember(&remembered).await?;
        self.note_act(Action::ChangeSetting, None, &format!("model chosen: {}", model.id)).await
    }

    /// Takes in a GGUF file of the user's own, with the digest it has now.
    pub async fn add_model(&self, path: &Path, template: &str) -> Outcome<Model> {
        let path = path.canonicalize().map_err(|_| Trouble::input("This file is not there.", "Check the path."))?;
        let mut head = [0u8; 4];
        let mut file = std::fs::File::open(&path)
            .map_err(|e| Trouble::input(format!("The file cannot be read: {e}."), "Check its permissions."))?;
        if std::io::Read::read_exact(&mut file, &mut head).is_err() || &head != b"GGUF" {
            return Err(Trouble::input("This is not a GGUF model file.", "Coldread runs models in the GGUF format."));
        }
        let mut remembered = self.remembered().await?;
        let hashed = path.clone();
        let sha256 = tokio::task::spawn_blocking(move || digest(&hashed)).await.ok().and_then(Result::ok);
        let sha256 = sha256.ok_or_else(|| Trouble::input("The file cannot be read to its end.", "Check the disk."))?;
        let id = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let model = Model {
            name: id.clone(),
            bytes: std::fs::metadata(&path).map_or(0, |m| m.len()),
            file: path.display().to_string(),
            id,
            sha256,
            licence: "as its publisher states".to_owned(),
            template: template.to_owned(),
            context: 4096,
            purpose: "Added by you.".to_owned(),
            default: false,
        };
        if catalogue().iter().any(|m| m.id == model.id) {
            return Err(Trouble::input(
                format!("{} is a model of the catalogue.", model.id),
                "Put its file into the models folder instead.",
            ));
        }
        remembered.added.retain(|m| m.id != model.id);
        remembered.added.push(model.clone());
        if let Some(stamp) = model.stamp() {
            remembered.stamps.insert(model.id.clone(), stamp);
        }
        self.remember(&remembered).await?;
        self.note_act(Action::ChangeSetting, None, &format!("model added: {} {}", model.id, model.sha256)).await?;
        Ok(model)
    }

    /// Compares a file with its digest, whatever was remembered.
    pub async fn verify_model(&self, id: &str) -> Outcome<()> {
        let mut remembered = self.remembered().await?;
        let model = find(&remembered, id)?;
        remembered.stamps.remove(id);
        let checked = verify(model.clone(), None).await;
        if let Ok(stamp) = &checked {
            remembered.stamps.insert(model.id, stamp.clone());
        }
        self.remember(&remembered).await?;
        checked.map(drop)
    }

    /// The model to use, its digest found right: remembered, or computed now.
    pub(crate) async fn usable_model(&self, id: Option<&str>) -> Outcome<Model> {
        let mut remembered = self.remembered().await?;
        let model = match id {
            Some(id) => find(&remembered, id)?,
            None => all(&remembered).into_iter().find(|m| is_chosen(m, &remembered)).ok_or_else(none)?,
        };
        let known = remembered.stamps.get(&model.id).cloned();
        if known.is_none() || model.stamp() != known {
            self.moved(|job| "Checking the model".clone_into(&mut job.stage));
            let stamp = verify(model.clone(), known).await?;
            remembered.stamps.insert(model.id.clone(), stamp);
            self.remember(&remembered).await?;
        }
        Ok(model)
    }

    /// Remembers how long a page took.
    pub(crate) async fn note_pace(&self, model: &str, page: Duration) -> Outcome<()> {
        let mut remembered = self.remembered().await?;
        remembered.paces.insert(model.to_owned(), u64::try_from(page.as_millis()).unwrap_or(u64::MAX));
        self.remember(&remembered).await
    }

    async fn remembered(&self) -> Outcome<Remembered> {
        let kept = self.0.vault.setting(&SETTING).await?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    }

    async fn remember(&self, remembered: &Remembered) -> Outcome<()> {
        let bytes =
            serde_json::to_vec(remembered).map_err(|e| Trouble::cannot(e.to_string(), "Please report this."))?;
        Ok(self.0.vault.remember(&SETTING, &bytes).await?)
    }
}

async fn verify(model: Model, known: Option<Stamp>) -> Outcome<Stamp> {
    let id = model.id.clone();
    let checked = tokio::task::spawn_blocking(move || model.verify(known.as_ref())).await;
    checked.unwrap_or_else(|_| {
        Err(Trouble::new(Kind::NoModel, format!("The model {id} could not be checked."), "Try again."))
    })
}

fn all(remembered: &Remembered) -> Vec<Model> {
    catalogue().into_iter().chain(remembered.added.iter().cloned()).collect()
}

fn find(remembered: &Remembered, id: &str) -> Outcome<Model> {
    let models = all(remembered);
    // A short form that only one model begins with, or contains, will do.
    let exact = models.iter().find(|m| m.id == id);
    let mut like = models.iter().filter(|m| m.id.contains(id));
    let only = match (like.next(), like.next()) {
        (Some(model), None) => Some(model),
        _ => None,
    };
    exact.or(only).cloned().ok_or_else(|| {
        Trouble::new(Kind::NoModel, format!("There is no model {id}."), "`coldread models list` shows the names.")
    })
}

fn is_chosen(model: &Model, remembered: &Remembered) -> bool {
    match &remembered.chosen {
        Some(id) => *id == model.id,
        None => model.default,
    }
}

fn none() -> Trouble {
    Trouble::new(Kind::NoModel, "No model is chosen.", "`coldread models list` shows what there is.")
}

fn statuses(remembered: &Remembered) -> Vec<ModelStatus> {
    let status = |model: Model| {
        let stamp = model.stamp();
        let verified = stamp.is_some() && remembered.stamps.get(&model.id) == stamp.as_ref();
        let cut = stamp.as_ref().is_some_and(|s| s.size != model.bytes);
        ModelStatus {
            installed: stamp.is_some(),
            verified,
            chosen: is_chosen(&model, remembered),
            memory_bytes: model.bytes + BESIDE,
            page_ms: remembered.paces.get(&model.id).copied().unwrap_or(0),
            device: device::runs_on().to_owned(),
            problem: cut.then(|| "The file is cut short or not the one it should be.".to_owned()),
            model,
        }
    };
    all(remembered).into_iter().map(status).collect()
}

impl Model {
    /// Where a file of this model would have to lie, for messages.
    pub fn place(&self) -> String {
        models::folder().join(&self.file).display().to_string()
    }
}
