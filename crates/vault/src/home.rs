//! The library's folder: the file, its lock, and who may read them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::{Result, VaultError};

/// A folder with a library in it, held by this process alone for as long as this value lives.
///
/// The lock is advisory and is the kernel's: it goes when the process goes, however it goes.
pub(crate) struct Home {
    dir: PathBuf,
    _lock: File,
}

impl Home {
    /// Whether `dir` holds a library.
    pub(crate) fn is_at(dir: &Path) -> bool {
        dir.join(LIBRARY).is_file()
    }

    /// Makes the folder where it is missing, for its owner's eyes only, and takes the lock.
    pub(crate) fn create(dir: &Path) -> Result<Self> {
        make_private_dir(dir).map_err(|e| VaultError::from_io(e, dir))?;
        let home = Self::lock(dir)?;
        if Self::is_at(dir) {
            return Err(VaultError::AlreadyALibrary { dir: dir.to_owned() });
        }
        home.clear_unfinished().map_err(|e| VaultError::from_io(e, dir))?;
        Ok(home)
    }

    /// Takes the lock of a folder that holds a library, and looks at the library's first bytes:
    /// SQLite would make a database of an empty file, and change the settings of a foreign one.
    pub(crate) fn open(dir: &Path) -> Result<Self> {
        if !Self::is_at(dir) {
            return Err(VaultError::NoLibrary { dir: dir.to_owned() });
        }
        let home = Self::lock(dir)?;
        fs::remove_file(dir.join(SNAPSHOT)).ok();
        let mut header = [0; HEADER_LEN];
        let read = File::open(home.library()).and_then(|mut file| file.read_exact(&mut header));
        match read {
            Ok(()) if is_ours(&header) => Ok(home),
            Err(e) if e.kind() != io::ErrorKind::UnexpectedEof => Err(VaultError::from_io(e, dir)),
            _ => Err(VaultError::damaged("its file")),
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The finished library.
    pub(crate) fn library(&self) -> PathBuf {
        self.dir.join(LIBRARY)
    }

    /// The library while it is being created: an empty file that others may not read.
    pub(crate) fn begin_library(&self) -> Result<PathBuf> {
        let path = self.dir.join(UNFINISHED);
        private(OpenOptions::new().write(true).create_new(true))
            .open(&path)
            .map_err(|e| VaultError::from_io(e, &self.dir))?;
        Ok(path)
    }

    /// A file for a copy of the library while a backup is made of it: empty, and not for others to read. What a
    /// process that was killed left there goes; like the library, it is sealed row by row.
    pub(crate) fn begin_snapshot(&self) -> Result<PathBuf> {
        let path = self.dir.join(SNAPSHOT);
        fs::remove_file(&path).ok();
        private(OpenOptions::new().write(true).create_new(true))
            .open(&path)
            .map_err(|e| VaultError::from_io(e, &self.dir))?;
        Ok(path)
    }

    /// Gives the created library its name, durably: before this there is none, after it a whole one.
    pub(crate) fn finish_library(&self) -> Result<()> {
        let unfinished = self.dir.join(UNFINISHED);
        OpenOptions::new()
            .write(true)
            .open(&unfinished)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&unfinished, self.library()))
            .and_then(|()| sync_dir(&self.dir))
            .map_err(|e| VaultError::from_io(e, &self.dir))
    }

    /// Whether these bytes stand anywhere in the library's file or its log.
    pub(crate) async fn holds(&self, needle: Vec<u8>) -> Result<bool> {
        let files = ["", "-wal"].map(|suffix| self.dir.join(format!("{LIBRARY}{suffix}")));
        let dir = self.dir.clone();
        let looked = tokio::task::spawn_blocking(move || {
            for file in files.iter().filter(|file| file.is_file()) {
                if file_holds(file, &needle).map_err(|e| VaultError::from_io(e, &dir))? {
                    return Ok(true);
                }
            }
            Ok(false)
        });
        looked.await.map_err(|e| VaultError::Database(Box::new(e)))?
    }

    fn lock(dir: &Path) -> Result<Self> {
        let file = private(OpenOptions::new().write(true).create(true).truncate(false))
            .open(dir.join(LOCK))
            .map_err(|e| VaultError::from_io(e, dir))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { dir: dir.to_owned(), _lock: file }),
            Err(TryLockError::WouldBlock) => Err(VaultError::AlreadyOpen),
            Err(TryLockError::Error(e)) => Err(VaultError::from_io(e, dir)),
        }
    }

    /// Removes what a creation or a restoring that did not end left behind.
    pub(crate) fn clear_unfinished(&self) -> io::Result<()> {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            match fs::remove_file(self.dir.join(format!("{UNFINISHED}{suffix}"))) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
        Ok(())
    }
}

const LIBRARY: &str = "library.coldread";
const UNFINISHED: &str = "library.unfinished";
const SNAPSHOT: &str = "library.snapshot";
const LOCK: &str = "library.lock";

/// The database header of <https://www.sqlite.org/fileformat.html>, section 1.3.
const HEADER_LEN: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// "COLD", as the first migration sets it, at its offset in the header.
const APPLICATION_ID: (usize, &[u8; 4]) = (68, b"COLD");

fn is_ours(header: &[u8; HEADER_LEN]) -> bool {
    let (offset, id) = APPLICATION_ID;
    header.starts_with(MAGIC) && header[offset..].starts_with(id)
}

/// Piece by piece, each overlapping the one before, so that nothing hides on a border.
fn file_holds(path: &Path, needle: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut window = Vec::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(false);
        }
        window.extend_from_slice(&piece[..read]);
        if window.windows(needle.len()).any(|w| w == needle) {
            return Ok(true);
        }
        window.drain(..window.len().saturating_sub(needle.len()));
    }
}

fn make_private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// A rename is durable once its folder is; elsewhere than on Unix the file system sees to it.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
