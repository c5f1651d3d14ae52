//! The form of a backup: a head that says how to get the key, then the library in sealed pieces.
//!
//! Magic, length of the head, head (version, count, boxes with the vault key), then per piece its length and its box.
//! Every box is bound to the head and to its number, and the last one holds count and digest of all before it: a
//! piece that is changed, missing, doubled or in another place does not open.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::keyring::Keys;
use crate::seal::{Key, Place};
use crate::wrapping::{Lock, Wrapping};
use crate::{Passphrase, Result, VaultError};

const MAGIC: &[u8; 16] = b"COLDREAD-BACKUP\n";
const VERSION: u8 = 1;
/// A head has one or two boxes of some 130 bytes.
const LONGEST_HEAD: u32 = 4096;
const PIECE: usize = 1 << 20;
/// Format byte, nonce and tag around a piece.
const AROUND: usize = 64;

/// Writes what `plain` gives as a backup that the locks of `boxes` open. The digest is of the plain bytes.
pub(crate) fn write(plain: &mut impl Read, keys: &Keys, boxes: &[Wrapping], out: &mut impl Write) -> io::Result<()> {
    let head = head(boxes);
    let key = piece_key(keys, &head);
    out.write_all(MAGIC)?;
    out.write_all(&length(head.len())?)?;
    out.write_all(&head)?;
    let mut piece = vec![0; PIECE];
    let mut digest = Sha256::new();
    let mut number = 0;
    loop {
        let read = fill(plain, &mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        write_piece(out, &key.seal(place(number), &piece[..read]))?;
        number += 1;
    }
    write_piece(out, &key.seal(end(number), &digest.finalize()))
}

/// Reads a backup and writes out what it holds.
///
/// # Errors
/// [`VaultError::BadBackup`] for whatever is not as it was written, and then what `out` got means nothing;
/// [`VaultError::WrongPassphrase`].
pub(crate) fn read(archive: &mut impl Read, keys: &Keys, head: &[u8], out: &mut impl Write) -> Result<()> {
    let key = piece_key(keys, head);
    let mut digest = Sha256::new();
    for number in 0.. {
        let sealed = read_piece(archive)?;
        match key.open(place(number), &sealed) {
            Ok(piece) => {
                digest.update(&piece);
                out.write_all(&piece).map_err(|e| VaultError::from_io(e, "".as_ref()))?;
            }
            Err(_) => {
                let told = key.open(end(number), &sealed).map_err(|_| damaged())?;
                if told != digest.finalize().as_slice() {
                    return Err(damaged());
                }
                break;
            }
        }
    }
    match archive.read(&mut [0]) {
        Ok(0) => Ok(()),
        _ => Err(VaultError::BadBackup { why: "something was added to its end" }),
    }
}

/// The head of a backup as bytes.
pub(crate) fn read_head(archive: &mut impl Read) -> Result<Vec<u8>> {
    let mut magic = [0; MAGIC.len()];
    archive.read_exact(&mut magic).map_err(|_| foreign())?;
    if magic != *MAGIC {
        return Err(foreign());
    }
    let mut head = vec![0; read_length(archive, LONGEST_HEAD)?];
    archive.read_exact(&mut head).map_err(|_| cut())?;
    Ok(head)
}

/// The keys that a backup's head gives for a passphrase, or for a recovery key.
pub(crate) async fn unlock(head: &[u8], lock: Lock, secret: &Passphrase) -> Result<Keys> {
    let boxes = boxes(head)?;
    let wrapping = boxes.iter().find(|b| b.opens_with(lock)).ok_or(VaultError::NoRecoveryKey)?;
    wrapping.unwrap(secret).await
}

fn head(boxes: &[Wrapping]) -> Vec<u8> {
    let mut head = vec![VERSION, u8::try_from(boxes.len()).unwrap_or(u8::MAX)];
    for wrapping in boxes {
        let bytes = wrapping.to_bytes();
        head.extend(u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_le_bytes());
        head.extend(bytes);
    }
    head
}

fn boxes(head: &[u8]) -> Result<Vec<Wrapping>> {
    let [version, count, rest @ ..] = head else { return Err(damaged()) };
    if *version != VERSION {
        return Err(VaultError::BadBackup { why: "a newer version of Coldread made it" });
    }
    let mut boxes = Vec::new();
    let mut rest = rest;
    for _ in 0..*count {
        let (len, after) = rest.split_first_chunk::<2>().ok_or_else(damaged)?;
        let (bytes, after) = after.split_at_checked(usize::from(u16::from_le_bytes(*len))).ok_or_else(damaged)?;
        boxes.push(Wrapping::from_bytes(bytes).ok_or_else(damaged)?);
        rest = after;
    }
    Ok(boxes)
}

/// Bound to the head, so that no other head fits these pieces.
fn piece_key(keys: &Keys, head: &[u8]) -> Key {
    keys.for_backup(head)
}

fn place(number: i64) -> Place {
    Place::new("backup", "piece", number)
}

fn end(number: i64) -> Place {
    Place::new("backup", "end", number)
}

fn write_piece(out: &mut impl Write, sealed: &[u8]) -> io::Result<()> {
    out.write_all(&length(sealed.len())?)?;
    out.write_all(sealed)
}

fn read_piece(archive: &mut impl Read) -> Result<Vec<u8>> {
    let longest = u32::try_from(PIECE + AROUND).unwrap_or(u32::MAX);
    let mut sealed = vec![0; read_length(archive, longest)?];
    archive.read_exact(&mut sealed).map_err(|_| cut())?;
    Ok(sealed)
}

fn length(len: usize) -> io::Result<[u8; 4]> {
    u32::try_from(len).map(u32::to_le_bytes).map_err(|_| io::ErrorKind::FileTooLarge.into())
}

fn read_length(archive: &mut impl Read, longest: u32) -> Result<usize> {
    let mut bytes = [0; 4];
    archive.read_exact(&mut bytes).map_err(|_| cut())?;
    match u32::from_le_bytes(bytes) {
        len if len <= longest => Ok(len as usize),
        _ => Err(damaged()),
    }
}

/// Reads until the buffer is full or there is no more.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

fn foreign() -> VaultError {
    VaultError::BadBackup { why: "it is no backup of a Coldread library" }
}

fn cut() -> VaultError {
    VaultError::BadBackup { why: "it is cut short" }
}

fn damaged() -> VaultError {
    VaultError::BadBackup { why: "it is damaged" }
}
