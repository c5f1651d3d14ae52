//! A sealed file: written once from front to back, read anywhere.
//!
//! A header (magic, 16 random bytes) and then blocks of 64 KiB, each an XChaCha20-Poly1305 box with
//! the random bytes and its number as nonce. The file's name, and whether the block is the last,
//! are associated data: blocks that were changed, moved, swapped with another file's or cut off do
//! not open. The random bytes are fresh for every file, so no nonce is used twice.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

const MAGIC: &[u8; 8] = b"CRindex1";
const SALT_LEN: usize = 16;
const HEADER_LEN: u64 = (MAGIC.len() + SALT_LEN) as u64;
const BLOCK_LEN: usize = 64 * 1024;
const TAG_LEN: usize = 16;

/// Seals and opens the blocks of one file.
struct Blocks {
    cipher: XChaCha20Poly1305,
    name: Vec<u8>,
    salt: [u8; SALT_LEN],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Inner,
    Last,
}

impl Blocks {
    fn new(key: &[u8; 32], path: &Path, salt: [u8; SALT_LEN]) -> Self {
        Self { cipher: XChaCha20Poly1305::new(key.into()), name: path.as_os_str().as_encoded_bytes().to_vec(), salt }
    }

    fn seal(&self, number: u64, position: Position, plain: &[u8]) -> Vec<u8> {
        let aad = self.associated_data(position);
        self.cipher
            .encrypt(&self.nonce(number), Payload { msg: plain, aad: &aad })
            .expect("a block is far below the limit of the cipher")
    }

    fn open(&self, number: u64, position: Position, sealed: &[u8]) -> io::Result<Vec<u8>> {
        let aad = self.associated_data(position);
        self.cipher.decrypt(&self.nonce(number), Payload { msg: sealed, aad: &aad }).map_err(|_| damaged())
    }

    fn nonce(&self, number: u64) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..SALT_LEN].copy_from_slice(&self.salt);
        nonce[SALT_LEN..].copy_from_slice(&number.to_le_bytes());
        nonce.into()
    }

    fn associated_data(&self, position: Position) -> Vec<u8> {
        [&[u8::from(position == Position::Last)], &self.name[..]].concat()
    }
}

/// Writes a sealed file. Without [`SealedWriter::finish`] it has no last block and will not open.
pub(crate) struct SealedWriter {
    file: File,
    blocks: Blocks,
    /// At most one block, which is sealed when more follows or the file ends.
    pending: Vec<u8>,
    number: u64,
}

impl SealedWriter {
    /// Begins a sealed file in `file`, to be read under the name `path`.
    pub(crate) fn begin(mut file: File, key: &[u8; 32], path: &Path) -> io::Result<Self> {
        let salt = <[u8; SALT_LEN]>::generate();
        file.write_all(MAGIC)?;
        file.write_all(&salt)?;
        Ok(Self { file, blocks: Blocks::new(key, path, salt), pending: Vec::new(), number: 0 })
    }

    /// Seals what is pending as the last block and waits until the disk has it all.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.write_block(Position::Last)?;
        self.file.sync_all()
    }

    fn write_block(&mut self, position: Position) -> io::Result<()> {
        let sealed = self.blocks.seal(self.number, position, &self.pending);
        self.file.write_all(&sealed)?;
        self.number += 1;
        self.pending.clear();
        Ok(())
    }
}

impl Write for SealedWriter {
    fn write(&mut self, plain: &[u8]) -> io::Result<usize> {
        if self.pending.len() == BLOCK_LEN {
            self.write_block(Position::Inner)?;
        }
        let taken = plain.len().min(BLOCK_LEN - self.pending.len());
        self.pending.extend_from_slice(&plain[..taken]);
        Ok(taken)
    }

    /// Nothing to do: half a block cannot be sealed, and only a finished file is ever read.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads a sealed file, keeping the block it opened last.
pub(crate) struct SealedReader {
    file: File,
    blocks: Blocks,
    count: u64,
    len: u64,
    last_opened: Mutex<Option<(u64, Vec<u8>)>>,
}

impl SealedReader {
    /// Opens a file that was sealed under the name `path`, and its last block, without which the
    /// length of the file would be anybody's word.
    pub(crate) fn open(mut file: File, key: &[u8; 32], path: &Path) -> io::Result<Self> {
        let mut header = [0; HEADER_LEN as usize];
        file.read_exact(&mut header)?;
        let (magic, salt) = header.split_at(MAGIC.len());
        let salt = salt.try_into().ok().filter(|_| magic == MAGIC).ok_or_else(damaged)?;
        let (count, len) = measure(file.metadata()?.len())?;
        let blocks = Blocks::new(key, path, salt);
        let reader = Self { file, blocks, count, len, last_opened: Mutex::default() };
        reader.with_block(count - 1, |_| ())?;
        Ok(reader)
    }

    /// The length of what was sealed, in bytes.
    pub(crate) fn len(&self) -> usize {
        usize::try_from(self.len).unwrap_or(usize::MAX)
    }

    /// The bytes of `range`.
    pub(crate) fn read(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        if range.start > range.end || range.end > self.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut plain = Vec::with_capacity(range.len());
        let mut at = range.start;
        while at < range.end {
            let number = (at / BLOCK_LEN) as u64;
            let from = at % BLOCK_LEN;
            let to = (from + range.end - at).min(BLOCK_LEN);
            self.with_block(number, |block| plain.extend_from_slice(&block[from..to]))?;
            at += to - from;
        }
        Ok(plain)
    }

    fn with_block<T>(&self, number: u64, look: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
        let mut last = self.last_opened.lock().unwrap_or_else(PoisonError::into_inner);
        let block = match last.take().filter(|(opened, _)| *opened == number) {
            Some((_, block)) => block,
            None => self.open_block(number)?,
        };
        let (_, block) = last.insert((number, block));
        Ok(look(block))
    }

    fn open_block(&self, number: u64) -> io::Result<Vec<u8>> {
        let is_last = number == self.count - 1;
        let start = number * BLOCK_LEN as u64;
        let plain_len = if is_last { self.len - start } else { BLOCK_LEN as u64 };
        let mut sealed = vec![0; usize::try_from(plain_len).map_err(|_| damaged())? + TAG_LEN];
        read_exact_at(&self.file, &mut sealed, HEADER_LEN + start + number * TAG_LEN as u64)?;
        self.blocks.open(number, if is_last { Position::Last } else { Position::Inner }, &sealed)
    }
}

/// How many blocks and how many bytes of plain text a file of this length holds.
fn measure(file_len: u64) -> io::Result<(u64, u64)> {
    let sealed = file_len.checked_sub(HEADER_LEN).ok_or_else(damaged)?;
    let count = sealed.div_ceil((BLOCK_LEN + TAG_LEN) as u64).max(1);
    let len = sealed.checked_sub(count * TAG_LEN as u64).ok_or_else(damaged)?;
    Ok((count, len))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a sealed file does not open")
}

#[cfg(unix)]
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                buffer = &mut buffer[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn sealed(dir: &Path, name: &str, plain: &[u8]) {
        let file = File::create(dir.join(name)).unwrap();
        let mut writer = SealedWriter::begin(file, &KEY, Path::new(name)).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap();
    }

    fn opened(dir: &Path, name: &str) -> io::Result<Vec<u8>> {
        let reader = SealedReader::open(File::open(dir.join(name))?, &KEY, Path::new(name))?;
        reader.read(0..reader.len())
    }

    fn bytes(len: usize) -> Vec<u8> {
        (0..len).map(|n| (n * 31 % 251) as u8).collect()
    }

    #[test]
    fn every_length_and_every_range_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        for len in [0, 1, BLOCK_LEN - 1, BLOCK_LEN, BLOCK_LEN + 1, 2 * BLOCK_LEN, 3 * BLOCK_LEN + 17] {
            let plain = bytes(len);
            sealed(dir.path(), "file", &plain);
            assert_eq!(opened(dir.path(), "file").unwrap(), plain, "{len} bytes");

            let file = File::open(dir.path().join("file")).unwrap();
            let reader = SealedReader::open(file, &KEY, Path::new("file")).unwrap();
            for range in [0..len / 2, len / 3..len, len / 2..len / 2, len..len] {
                assert_eq!(reader.read(range.clone()).unwrap(), plain[range]);
            }
            assert!(reader.read(0..len + 1).is_err());
        }
    }

    #[test]
    fn a_cut_at_any_block_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        sealed(dir.path(), "file", &bytes(3 * BLOCK_LEN));
        let whole = fs::read(dir.path().join("file")).unwrap();
        let block = BLOCK_LEN + TAG_LEN;
        for len in [0, 5, 24, 24 + TAG_LEN, 24 + block, 24 + 2 * block, whole.len() - 1] {
            fs::write(dir.path().join("file"), &whole[..len]).unwrap();
            assert!(opened(dir.path(), "file").is_err(), "cut to {len} bytes");
        }
    }

    #[test]
    fn swapped_blocks_names_and_keys_are_noticed() {
        let dir = tempfile::tempdir().unwrap();
        sealed(dir.path(), "file", &bytes(3 * BLOCK_LEN));
        let whole = fs::read(dir.path().join("file")).unwrap();

        fs::write(dir.path().join("other"), &whole).unwrap();
        assert!(opened(dir.path(), "other").is_err());

        let mut swapped = whole.clone();
        let block = BLOCK_LEN + TAG_LEN;
        swapped[24..24 + 2 * block].rotate_left(block);
        fs::write(dir.path().join("file"), swapped).unwrap();
        assert!(opened(dir.path(), "file").is_err());

        fs::write(dir.path().join("file"), whole).unwrap();
        let file = File::open(dir.path().join("file")).unwrap();
        assert!(SealedReader::open(file, &[8; 32], Path::new("file")).is_err());
    }
}
