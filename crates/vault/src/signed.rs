//! Texts under the library's signature: what somebody else can check without the library.

use ed25519_dalek::{Signature, Signer, VerifyingKey};

use crate::Vault;

/// A text whose signature was found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The text as it was signed.
    pub text: String,
    /// The Ed25519 key that signed it. Whose it is, only a comparison tells: [`Vault::public_key`].
    pub key: [u8; 32],
}

/// Why a file is no signed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// There is no signature at its end, or one that is cut or malformed.
    #[error("It carries no whole signature.")]
    None,
    /// Text, key or signature were changed.
    #[error("Its signature does not fit its text: one of them was changed.")]
    Wrong,
}

/// The line between the text and its signature.
const RULE: &str = "-----SIGNED BY COLDREAD-----\n";
/// Signed before the text, so that no other signature of the key can be passed off as one on a text.
const DOMAIN: &[u8] = b"coldread signed text 1\0";

impl Vault {
    /// The key that checks what this library signs. Derived from the vault key: a restored library keeps it.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.keyring.signer.verifying_key().to_bytes()
    }

    /// `text`, which ends its last line, with key and signature under it.
    #[must_use]
    pub fn signed(&self, text: &str) -> String {
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let text = format!("{text}{end}");
        let signature = self.keyring.signer.sign(&message(&text));
        format!("{text}{RULE}key {}\nsignature {}\n", hex(&self.public_key()), hex(&signature.to_bytes()))
    }
}

/// Checks what [`Vault::signed`] made. Line ends that a mail program changed are put right first.
///
/// # Errors
/// [`BadSignature`].
pub fn check_signed(file: &str) -> Result<Signed, BadSignature> {
    let file = file.replace("\r\n", "\n");
    let (text, block) = file.rsplit_once(RULE).ok_or(BadSignature::None)?;
    let mut lines = block.lines();
    let mut field = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned);
    let key: [u8; 32] = field("key").and_then(|v| bytes(&v)).ok_or(BadSignature::None)?;
    let signature: [u8; 64] = field("signature").and_then(|v| bytes(&v)).ok_or(BadSignature::None)?;
    if lines.any(|line| !line.trim().is_empty()) {
        return Err(BadSignature::Wrong);
    }
    VerifyingKey::from_bytes(&key)
        .and_then(|verifying| verifying.verify_strict(&message(text), &Signature::from_bytes(&signature)))
        .map_err(|_| BadSignature::Wrong)?;
    Ok(Signed { text: text.to_owned(), key })
}

fn message(text: &str) -> Vec<u8> {
    [DOMAIN, text.as_bytes()].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn bytes<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digits = hex.as_bytes();
    let mut out = [0; N];
    if digits.len() != 2 * N {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(out)
}
