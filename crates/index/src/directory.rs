//! A folder of sealed files, as tantivy wants one.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use zeroize::Zeroizing;

use crate::sealed::{SealedReader, SealedWriter};

/// One folder, one key. File names are in clear; they are tantivy's and tell nothing.
#[derive(Clone)]
pub(crate) struct SealedDirectory {
    dir: Arc<Path>,
    key: Arc<Zeroizing<[u8; 32]>>,
    trouble: Arc<Mutex<Option<io::Error>>>,
}

impl SealedDirectory {
    /// Makes the folder where it is missing, for its owner's eyes only.
    pub(crate) fn make(dir: &Path, key: &[u8; 32]) -> io::Result<Self> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(dir)?;
        Ok(Self::at(dir, key))
    }

    pub(crate) fn at(dir: &Path, key: &[u8; 32]) -> Self {
        Self { dir: dir.into(), key: Arc::new(Zeroizing::new(*key)), trouble: Arc::default() }
    }

    /// Removes every file of an index, and no other file. The one that tells that there is an index
    /// goes first, so that an interrupted wipe leaves none.
    pub(crate) fn wipe(&self) -> io::Result<()> {
        match fs::remove_file(self.dir.join(META)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        for entry in fs::read_dir(&self.dir)? {
            let entry = entry?;
            if entry.file_type()?.is_file() && is_of_an_index(&entry.file_name()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Whether there is an index at all.
    pub(crate) fn has_index(&self) -> bool {
        self.dir.join(META).is_file()
    }

    /// The last thing that went wrong below tantivy, whose own errors from threads are only text.
    pub(crate) fn take_trouble(&self) -> Option<io::Error> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn note(&self, error: io::Error) -> Arc<io::Error> {
        let kept = io::Error::from(error.kind());
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Arc::new(error)
    }

    fn reader(&self, path: &Path) -> Result<SealedReader, OpenReadError> {
        let opened = File::open(self.dir.join(path)).and_then(|file| SealedReader::open(file, &self.key, path));
        opened.map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::IoError { io_error: self.note(e), filepath: path.to_owned() },
        })
    }
}

/// The file that tantivy reads first and replaces last.
const META: &str = "meta.json";
const MANAGED: &str = ".managed.json";
/// A file that was to be put in the place of another when its writer died.
const UNFINISHED: &str = "unfinished";

/// Tantivy names a segment's files by 32 hexadecimal digits. Its locks stay.
fn is_of_an_index(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let name = name.strip_suffix(UNFINISHED).map_or(&*name, |rest| rest.trim_end_matches('.'));
    let segment = name.split('.').next().unwrap_or_default();
    let is_segment = segment.len() == 32 && segment.bytes().all(|b| b.is_ascii_hexdigit());
    is_segment || name == META || name == MANAGED
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SealedDirectory").field(&self.dir).finish()
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(Handle { reader: self.reader(path)?, directory: self.clone() }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        fs::remove_file(self.dir.join(path)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: self.note(e), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.dir.join(path).is_file())
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let begun = private(OpenOptions::new().write(true).create_new(true))
            .open(self.dir.join(path))
            .and_then(|file| SealedWriter::begin(file, &self.key, path));
        match begun {
            Ok(writer) => Ok(BufWriter::new(Box::new(Once { writer, directory: self.clone() }))),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(e) => Err(OpenWriteError::IoError { io_error: self.note(e), filepath: path.to_owned() }),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let reader = self.reader(path)?;
        reader
            .read(0..reader.len())
            .map_err(|e| OpenReadError::IoError { io_error: self.note(e), filepath: path.to_owned() })
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let unfinished = self.dir.join(path).with_added_extension(UNFINISHED);
        let write = || {
            let file = private(OpenOptions::new().write(true).create(true).truncate(true)).open(&unfinished)?;
            let mut writer = SealedWriter::begin(file, &self.key, path)?;
            writer.write_all(data)?;
            writer.finish()?;
            fs::rename(&unfinished, self.dir.join(path))?;
            sync_dir(&self.dir)
        };
        write().inspect_err(|e| drop(self.note(e.kind().into())))
    }

    fn sync_directory(&self) -> io::Result<()> {
        sync_dir(&self.dir)
    }

    /// The kernel's lock on a file: unlike one that is a file, it goes with the process.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let file = private(OpenOptions::new().write(true).create(true).truncate(false))
            .open(self.dir.join(&lock.filepath))
            .map_err(|e| LockError::IoError(self.note(e)))?;
        if lock.is_blocking {
            file.lock().map_err(|e| LockError::IoError(self.note(e)))?;
        } else {
            file.try_lock().map_err(|e| match e {
                TryLockError::WouldBlock => LockError::LockBusy,
                TryLockError::Error(e) => LockError::IoError(self.note(e)),
            })?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    /// Readers are reloaded by hand after each change, so nobody needs to be told of one.
    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A sealed file that tantivy writes.
struct Once {
    writer: SealedWriter,
    directory: SealedDirectory,
}

impl Once {
    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|e| drop(self.directory.note(e.kind().into())))
    }
}

impl Write for Once {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl TerminatingWrite for Once {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let finished = self.writer.finish();
        self.noted(finished)
    }
}

/// A sealed file that tantivy reads.
struct Handle {
    reader: SealedReader,
    directory: SealedDirectory,
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let read = self.reader.read(range);
        read.map(OwnedBytes::new).inspect_err(|e| drop(self.directory.note(e.kind().into())))
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.reader.len()
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("len", &self.reader.len()).finish_non_exhaustive()
    }
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// A rename is durable once its folder is; elsewhere than on Unix the file system sees to it.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
