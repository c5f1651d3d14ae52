//! An open library and what works on it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{Notify, broadcast};
use vault::{Act, Actor, KdfCost, Passphrase, UnixMillis, Vault, VaultError};

use crate::error::{Kind, Outcome, Trouble};
use crate::find::Indexes;
use crate::job::Event;
use crate::queue::Running;
use crate::reader::WorkerReader;
use crate::shelf::Shelf;

/// How much of the machine the model may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thrift {
    /// One core stays free for the window.
    LeaveOneCore,
    /// All cores: nobody waits on the screen.
    AllCores,
    /// As many threads as the user says.
    Threads(usize),
}

impl Thrift {
    fn threads(self) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        match self {
            Thrift::LeaveOneCore => cores.saturating_sub(1).max(1),
            Thrift::AllCores => cores,
            Thrift::Threads(n) => n.max(1),
        }
    }
}

/// A handle on an open library; clones share it.
#[derive(Clone)]
pub struct Studio(pub(crate) Arc<Inside>);

pub(crate) struct Inside {
    pub(crate) vault: Vault,
    pub(crate) place: PathBuf,
    pub(crate) threads: usize,
    pub(crate) actor: Actor,
    pub(crate) events: broadcast::Sender<Event>,
    pub(crate) shelf: Mutex<Shelf>,
    pub(crate) indexes: Indexes,
    pub(crate) running: Mutex<Option<Running>>,
    /// Kept between jobs, so that the weights are loaded once.
    pub(crate) reader: tokio::sync::Mutex<Option<(String, WorkerReader)>>,
    /// Rung when a job is queued or the library closes.
    pub(crate) bell: Notify,
    pub(crate) closing: AtomicBool,
    /// When somebody was last there.
    pub(crate) touched: Mutex<Instant>,
}

/// The platform's data folder: `$XDG_DATA_HOME/coldread`, by default `~/.local/share/coldread`.
pub fn default_place() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|p| p.is_absolute());
    data.unwrap_or_else(|| home().join(".local/share")).join("coldread")
}

impl Studio {
    /// Whether a library lies there.
    pub fn exists(place: &Path) -> bool {
        Vault::exists(place)
    }

    /// Creates a library and opens it.
    pub async fn create(place: &Path, passphrase: &str, thrift: Thrift) -> Outcome<Self> {
        let vault = Vault::create(place, &Passphrase::new(passphrase), KdfCost::STANDARD).await?;
        Ok(Self::around(vault, place, thrift))
    }

    /// Opens a library.
    pub async fn open(place: &Path, passphrase: &str, thrift: Thrift) -> Outcome<Self> {
        let vault = Vault::open(place, &Passphrase::new(passphrase), now()).await?;
        // What was appended since the last time is signed now. Where nothing can be written, nothing was appended.
        vault.checkpoint(now()).await.ok();
        Ok(Self::around(vault, place, thrift))
    }

    pub(crate) fn around(vault: Vault, place: &Path, thrift: Thrift) -> Self {
        let actor = if thrift == Thrift::LeaveOneCore { Actor::Window } else { Actor::CommandLine };
        Self(Arc::new(Inside {
            vault,
            place: place.to_owned(),
            threads: thrift.threads(),
            actor,
            events: broadcast::channel(256).0,
            shelf: Mutex::default(),
            indexes: Indexes::default(),
            running: Mutex::default(),
            reader: tokio::sync::Mutex::default(),
            bell: Notify::new(),
            closing: AtomicBool::new(false),
            touched: Mutex::new(Instant::now()),
        }))
    }

    /// What happens from now on.
    pub fn watch(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// Stops what runs; the library is free for others once every handle is gone.
    pub async fn close(&self) {
        self.0.closing.store(true, Ordering::SeqCst);
        self.stop_running();
        self.0.bell.notify_waiters();
        self.0.reader.lock().await.take();
    }

    /// A small thing to remember, sealed.
    pub async fn setting(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        Ok(self.0.vault.setting(&code(name)?).await?)
    }

    /// Remembers it. What is nobody's deed stays off the record.
    pub async fn set_setting(&self, name: &str, value: &[u8]) -> Outcome<()> {
        Ok(self.0.vault.remember(&code(name)?, value).await?)
    }

    /// Who does something, and when.
    pub(crate) fn act(&self) -> Act {
        Act::new(now(), self.0.actor)
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody may be watching.
        self.0.events.send(event).ok();
    }
}

fn code(name: &str) -> Outcome<vault::Code> {
    vault::Code::try_from(name)
        .map_err(|e| Trouble::cannot(e.to_string(), "This is a fault of Coldread; please report it."))
}

/// The clock, in one place.
pub(crate) fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl From<VaultError> for Trouble {
    fn from(error: VaultError) -> Self {
        let kind = match &error {
            VaultError::WrongPassphrase | VaultError::LockedOut { .. } | VaultError::NoRecoveryKey => {
                Kind::WrongPassphrase
            }
            VaultError::NotFound { .. }
            | VaultError::JobState { .. }
            | VaultError::ProjectExists
            | VaultError::BackupExists => Kind::Input,
            _ => Kind::Cannot,
        };
        Trouble::new(kind, error.to_string(), error.hint())
    }
}
