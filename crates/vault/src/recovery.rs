//! The recovery key: a second way in, for the drawer of the head of content security.

use std::fmt;

use chacha20poly1305::aead::Generate;
use zeroize::Zeroizing;

use crate::Passphrase;

/// 200 random bits as eight groups of five letters and digits. Wiped from memory when dropped; never printed by
/// accident.
#[derive(Clone)]
pub struct RecoveryKey(Zeroizing<String>);

/// Crockford's base 32: no I, L, O or U, so that what was written by hand can be read again
/// (<https://www.crockford.com/base32.html>).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RecoveryKey {
    pub(crate) fn random() -> Self {
        // Five bits of each byte are used: every letter is as likely as every other.
        let random: Zeroizing<[u8; 40]> = Zeroizing::new(Generate::generate());
        let mut text = Zeroizing::new(String::with_capacity(47));
        for (i, byte) in random.iter().enumerate() {
            if i > 0 && i % 5 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(byte & 31)]));
        }
        Self(text)
    }

    /// Takes a key as somebody typed it: case, blanks and hyphens do not matter, O is 0, I and L are 1.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let plain = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        let plain: Zeroizing<Vec<char>> = Zeroizing::new(plain.collect());
        let mut text = Zeroizing::new(String::with_capacity(plain.len() + plain.len() / 5));
        for (i, letter) in plain.iter().enumerate() {
            if i > 0 && i % 5 == 0 {
                text.push('-');
            }
            text.push(*letter);
        }
        Self(text)
    }

    /// What to write down, once.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn secret(&self) -> Passphrase {
        Passphrase::new(self.0.as_str())
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_can_be_read_back_from_handwriting() {
        let key = RecoveryKey::random();
        assert_eq!(key.text().split('-').map(str::len).collect::<Vec<_>>(), [5; 8]);
        let by_hand = key.text().to_lowercase().replace('-', "  ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryKey::typed(&by_hand).text(), key.text());
        assert_ne!(RecoveryKey::random().text(), key.text());
    }
}
