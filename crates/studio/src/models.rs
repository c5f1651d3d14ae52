//! The weights on this machine: the catalogue that is compiled in, files the user added, and their digests.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Kind, Outcome, Trouble};

const CATALOG: &str = include_str!("../../../models/catalog.toml");

/// A model: what it is and where its file should lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// Catalogue id, or the file's stem for one the user added.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// File name inside the models folder, or an absolute path for one the user added.
    pub file: String,
    /// Size of the whole file.
    pub bytes: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Licence of the weights.
    pub licence: String,
    /// Template family.
    pub template: String,
    /// Context that coverage asks for, tokens.
    pub context: u32,
    /// One sentence.
    pub purpose: String,
    /// Used when nothing else is chosen.
    #[serde(default)]
    pub default: bool,
}

/// A file as it was when its digest was last found right: changed in any of these, it is verified again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Path.
    pub path: PathBuf,
    /// Inode.
    pub inode: u64,
    /// Bytes.
    pub size: u64,
    /// Modified, nanoseconds since 1970.
    pub modified: i128,
    /// Status changed, nanoseconds since 1970.
    pub changed: i128,
    /// The digest that was found.
    pub sha256: String,
}

/// The catalogue that is compiled in.
pub fn catalogue() -> Vec<Model> {
    #[derive(Deserialize)]
    struct Catalogue {
        model: Vec<Model>,
    }
    toml::from_str::<Catalogue>(CATALOG).map(|c| c.model).unwrap_or_default()
}

/// Where weights lie unless told otherwise: `COLDREAD_MODELS`, or `~/.cache/coldread/models`.
pub fn folder() -> PathBuf {
    if let Some(dir) = std::env::var_os("COLDREAD_MODELS") {
        return dir.into();
    }
    let cache = std::env::var_os("COLDREAD_CACHE").map(PathBuf::from).unwrap_or_else(|| {
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        home.join(".cache/coldread")
    });
    cache.join("models")
}

impl Model {
    /// Its file on this machine.
    pub fn path(&self) -> PathBuf {
        folder().join(&self.file)
    }

    /// Whether the file is there, whole or not.
    pub fn installed(&self) -> bool {
        self.path().is_file()
    }

    /// The file as it is now, without its digest.
    pub fn stamp(&self) -> Option<Stamp> {
        let path = self.path();
        let meta = fs::metadata(&path).ok()?;
        let nanos = |s: i64, n: i64| i128::from(s) * 1_000_000_000 + i128::from(n);
        Some(Stamp {
            path,
            inode: meta.ino(),
            size: meta.len(),
            modified: nanos(meta.mtime(), meta.mtime_nsec()),
            changed: nanos(meta.ctime(), meta.ctime_nsec()),
            sha256: self.sha256.clone(),
        })
    }

    /// Makes sure that the file is the one the catalogue means: by its remembered stamp, else by its digest.
    /// Returns the stamp to remember.
    pub fn verify(&self, remembered: Option<&Stamp>) -> Outcome<Stamp> {
        let Some(stamp) = self.stamp() else { return Err(self.missing()) };
        if remembered == Some(&stamp) {
            return Ok(stamp);
        }
        if stamp.size != self.bytes {
            return Err(Trouble::new(
                Kind::NoModel,
                format!(
                    "The model file {} is cut short or not the one it should be: {} bytes instead of {}.",
                    self.file, stamp.size, self.bytes
                ),
                "Fetch it again with `make weights`, or choose another model.",
            ));
        }
        let found = digest(&stamp.path).map_err(|e| {
            Trouble::new(
                Kind::NoModel,
                format!("The model file {} cannot be read: {e}.", self.file),
                "Check its permissions.",
            )
        })?;
        if found != self.sha256 {
            return Err(Trouble::new(
                Kind::NoModel,
                format!("The model file {} is not the one it should be: its digest differs.", self.file),
                "Fetch it again with `make weights`; do not use the file that is there.",
            ));
        }
        Ok(stamp)
    }

    /// What to say when the file is not there.
    pub fn missing(&self) -> Trouble {
        Trouble::new(
            Kind::NoModel,
            format!("The model {} is not on this machine.", self.id),
            format!(
                "`make weights` fetches it into {}; without it, `--no-model` gives everything that can be counted.",
                folder().display()
            ),
        )
    }
}

/// SHA-256 of a file, lower-case hex.
pub(crate) fn digest(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 1 << 20];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&buffer[..n]);
    }
}

/// SHA-256 of bytes, lower-case hex.
pub(crate) fn digest_bytes(bytes: &[u8]) -> String {
    hex(&digest_raw(bytes))
}

/// SHA-256 of bytes.
pub(crate) fn digest_raw(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The model of the catalogue that is used when nothing else is chosen, if its file is here.
pub fn default_model() -> Option<Model> {
    catalogue().into_iter().find(|m| m.default && m.installed())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_one_default_and_whole_digests() {
        let models = catalogue();
        assert_eq!(models.iter().filter(|m| m.default).count(), 1);
        assert!(models.iter().all(|m| m.sha256.len() == 64 && m.bytes > 0));
    }

    #[test]
    fn digest_of_nothing() {
        assert_eq!(digest_bytes(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
