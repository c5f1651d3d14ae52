//! Sealing: XChaCha20-Poly1305 boxes that open only where they were put, and keyed hashes.

use std::fmt;

use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Result, VaultError};

/// The first byte of every box, so that a later cipher can stand beside this one.
const FORMAT: u8 = 1;
const NONCE_LEN: usize = 24;

/// Where a box belongs: the associated data. A box moved elsewhere does not open.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) row: i64,
}

impl Place {
    pub(crate) const fn new(table: &'static str, column: &'static str, row: i64) -> Self {
        Self { table, column, row }
    }

    fn associated_data(self) -> Vec<u8> {
        let words = [self.table.as_bytes(), b"\0", self.column.as_bytes(), b"\0"];
        [&words.concat()[..], &self.row.to_le_bytes()].concat()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.column.trim_end_matches("_sealed").replace('_', " ");
        let row = match self.table {
            "content" => "document",
            "audit" => "audit entry",
            table => table,
        };
        let id = self.row;
        if what == row { write!(f, "{row} {id}") } else { write!(f, "the {what} of {row} {id}") }
    }
}

/// A secret of 32 bytes. Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub(crate) struct Key(Zeroizing<[u8; 32]>);

impl Key {
    pub(crate) fn random() -> Self {
        Self(Zeroizing::new(Generate::generate()))
    }

    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &Zeroizing<[u8; 32]> {
        &self.0
    }

    /// The key for one purpose. Keys of different purposes tell nothing about each other.
    pub(crate) fn for_purpose(&self, purpose: &str) -> Self {
        Self(Zeroizing::new(self.hash(&[b"purpose", purpose.as_bytes()])))
    }

    /// A box with a fresh random nonce: format, nonce, ciphertext, tag.
    pub(crate) fn seal(&self, place: Place, plain: &[u8]) -> Vec<u8> {
        let nonce = XNonce::generate();
        let aad = place.associated_data();
        let boxed = self
            .cipher()
            .encrypt(&nonce, Payload { msg: plain, aad: &aad })
            .expect("a message beyond 256 GiB is not made");
        [&[FORMAT], nonce.as_slice(), &boxed].concat()
    }

    /// What was sealed at `place`.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if the box was changed, moved, or sealed by another key.
    pub(crate) fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>> {
        self.try_open(place, sealed).ok_or_else(|| VaultError::damaged(place.to_string()))
    }

    fn try_open(&self, place: Place, sealed: &[u8]) -> Option<Vec<u8>> {
        let (format, rest) = sealed.split_first()?;
        let (nonce, boxed) = rest.split_at_checked(NONCE_LEN)?;
        let nonce = XNonce::try_from(nonce).ok().filter(|_| *format == FORMAT)?;
        let aad = place.associated_data();
        self.cipher().decrypt(&nonce, Payload { msg: boxed, aad: &aad }).ok()
    }

    /// As [`Key::open`], for what was sealed as text.
    pub(crate) fn open_text(&self, place: Place, sealed: &[u8]) -> Result<String> {
        String::from_utf8(self.open(place, sealed)?).map_err(|_| VaultError::damaged(place.to_string()))
    }

    /// HMAC-SHA256 over the parts, each preceded by its length, so that no two lists collide.
    pub(crate) fn hash(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.0.as_slice()).expect("HMAC takes keys of any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place = Place::new("document", "title_sealed", 7);

    #[test]
    fn a_box_opens_where_it_was_put_and_nowhere_else() {
        let key = Key::random();
        let sealed = key.seal(HERE, b"INT. KITCHEN");
        assert_eq!(key.open(HERE, &sealed).unwrap(), b"INT. KITCHEN");

        for elsewhere in
            [Place { row: 8, ..HERE }, Place { column: "file_name_sealed", ..HERE }, Place { table: "project", ..HERE }]
        {
            assert!(key.open(elsewhere, &sealed).is_err(), "{elsewhere}");
        }
        assert!(Key::random().open(HERE, &sealed).is_err());
    }

    #[test]
    fn any_flipped_bit_and_any_cut_is_noticed() {
        let key = Key::random();
        let sealed = key.seal(HERE, b"EXT. HARBOUR");
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert!(key.open(HERE, &bad).is_err(), "byte {at}");
            assert!(key.open(HERE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_never_seals_to_the_same_bytes() {
        let key = Key::random();
        assert_ne!(key.seal(HERE, b"same"), key.seal(HERE, b"same"));
    }

    #[test]
    fn the_damaged_place_is_named_without_content() {
        let named = |table, column| Place::new(table, column, 7).to_string();
        assert_eq!(named("content", "original_sealed"), "the original of document 7");
        assert_eq!(named("audit", "detail_sealed"), "the detail of audit entry 7");
        assert_eq!(named("report", "report_sealed"), "report 7");
        let error = Key::random().open(HERE, b"").unwrap_err();
        assert_eq!(error.to_string(), "The library is damaged: the title of document 7 cannot be read.");
    }
}
