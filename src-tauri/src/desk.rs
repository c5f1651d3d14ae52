//! What the window holds while it is open: the library, once its passphrase was given.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use studio::Studio;
use tokio::sync::RwLock;
use wire::{Code, Failure};

/// The one piece of state.
pub(crate) struct Desk {
    /// Where the library lies.
    pub(crate) place: PathBuf,
    studio: RwLock<Option<Arc<Studio>>>,
}

impl Desk {
    /// `--vault DIR`, `COLDREAD_VAULT`, or the platform's data folder.
    pub(crate) fn new() -> Self {
        let mut arguments = std::env::args_os().skip(1);
        let mut place = std::env::var_os("COLDREAD_VAULT").map(PathBuf::from);
        while let Some(argument) = arguments.next() {
            if argument == "--vault" {
                place = arguments.next().map(PathBuf::from);
            }
        }
        Self { place: place.unwrap_or_else(studio::default_place), studio: RwLock::new(None) }
    }

    /// The open library.
    pub(crate) async fn studio(&self) -> Result<Arc<Studio>, Failure> {
        self.studio.read().await.clone().ok_or_else(|| Failure {
            code: Code::Locked,
            sentence: "The library is locked.".to_owned(),
            hint: Some("Give its passphrase.".to_owned()),
        })
    }

    /// Whether it is open.
    pub(crate) async fn is_open(&self) -> bool {
        self.studio.read().await.is_some()
    }

    /// Keeps an opened library, or lets it go.
    pub(crate) async fn put(&self, studio: Option<Studio>) {
        let before = std::mem::replace(&mut *self.studio.write().await, studio.map(Arc::new));
        if let Some(before) = before {
            before.close().await;
        }
    }
}

/// Says on the terminal what the window cannot.
pub fn complain(sentence: &str) {
    writeln!(std::io::stderr().lock(), "coldread: {sentence}").ok();
}
